"""Both compositors, the frame's own and training's in torch, show the same of the same eyes."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from helpers.glints import eye_with_glint, turned

from gazefix.imaging import compositor as in_frames
from gazefix.imaging import prepared_warp
from gazefix.imaging.compositor import composite_eyes
from gazefix.imaging.crops import EyePlace
from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX, EyeCrop
from gazefix.imaging.glints import iris_ways, part_glints
from gazefix.imaging.prepared_warp import prepare_warps, warp_maps
from gazefix.networks.deepwarp import Redirection
from gazefix.networks.weights import load_deepwarp, weights_path
from gazefix.training import compositor
from gazefix.training.examples import draw_pairs
from gazefix.types import Eye, FloatArray, Image, Side


def in_frame(frame: Image, anchors: FloatArray, warp: FloatArray) -> FloatArray:
    """The frame's compositor on a frame that is the crop itself, grey levels.

    Without detail and streaks, which training leaves out.
    """
    eye = Eye(Side.LEFT, anchors, 8.0, 0.3)
    views = [EyePlace(eye, EyeCrop(np.eye(2, 3)), anchors)]
    target = frame.copy()
    (prepared,) = prepare_warps([warp], views)
    prepared.maps[..., 3] = 0
    composite_eyes(target, frame, views, [prepared])
    return target.astype(np.float32)


def in_training(frame: Image, anchors: FloatArray, warp: FloatArray) -> FloatArray:
    """Training's compositor on the same, grey levels."""
    crop = torch.from_numpy(frame.transpose(2, 0, 1)[None] / np.float32(255))
    flow, lighten, brighten = torch.from_numpy(warp[None]).split([2, 1, 1], 1)
    marks = torch.from_numpy(anchors)[None]
    made = compositor.apply_redirection(
        crop, marks, Redirection(flow, lighten, brighten, flow, marks)
    )
    levels: FloatArray = made[0].permute(1, 2, 0).numpy() * 255
    return levels


def test_a_redirected_eye_looks_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    # Training does not complete raised irises, nor shade raised lids.
    for module in (in_frames, prepared_warp):
        monkeypatch.setattr(module, "library", lambda: None)
    monkeypatch.setattr(in_frames, "complete_irises", lambda *_: None)
    monkeypatch.setattr(prepared_warp, "keep_lids_shaded", lambda *_: None)
    pairs = draw_pairs(16, 5, 0, torch.device("cpu"))
    with torch.inference_mode():
        made = load_deepwarp(weights_path())(pairs.observed, pairs.anchors, pairs.angles)
    warps = torch.cat([made.flow, made.lighten, made.brighten], 1).numpy()
    pictures = (pairs.source * 255).round().byte().permute(0, 2, 3, 1).contiguous().numpy()
    all_apart = []
    for frame, anchors, warp in zip(pictures, pairs.anchors.numpy(), warps, strict=True):
        ours, theirs = in_frame(frame, anchors, warp), in_training(frame, anchors, warp)
        changed = (ours != frame).any(-1)
        apart = np.abs(ours - theirs)[changed]
        all_apart.append(apart)
        # The frame's compositor samples lashes by cubic interpolation.
        assert apart.mean() < 3.0
        assert apart.mean() < max(1.5, 0.2 * np.abs(frame - theirs)[changed].mean())
    assert np.percentile(np.concatenate(all_apart), 99) < 20


@pytest.mark.parametrize("dx", [-8.0, 6.0])
def test_a_glint_moves_the_same_way(dx: float) -> None:
    added = []
    for draw in (in_frame, in_training):
        lit, dark = (draw(*eye_with_glint_in_crop(spot), turned(dx)) for spot in ((2.0, 0.0), None))
        added.append((lit - dark)[..., 1])
    columns = np.arange(CROP_WIDTH_PX)
    ours, theirs = ((light * columns).sum() / light.sum() for light in added)
    assert ours == pytest.approx(theirs, abs=0.3)
    assert added[0].sum() == pytest.approx(added[1].sum(), rel=0.15)


def eye_with_glint_in_crop(spot: tuple[float, float] | None) -> tuple[Image, FloatArray]:
    frame, view = eye_with_glint(spot, scale=1)
    return frame, view.anchors


def test_the_same_spots_are_glints() -> None:
    frame, view = eye_with_glint(scale=1)
    crop = torch.from_numpy(frame.transpose(2, 0, 1)[None].astype(np.float32) / 255)
    plain, spots = compositor.part_glints(crop, torch.from_numpy(view.anchors)[None])
    glints = part_glints(frame, [view])
    assert glints
    own = glints.without(frame, (0, 0, frame.shape[1], frame.shape[0]))
    assert np.abs(plain[0].permute(1, 2, 0).numpy() * 255 - own).max() <= 2
    (x, y), (height, width) = glints.places[0], glints.spots.shape[1:3]
    theirs = spots[0].permute(1, 2, 0).numpy()[y : y + height, x : x + width] * 255
    assert np.abs(theirs - glints.spots[0]).max() <= 2
    assert spots.sum() == pytest.approx(glints.spots.sum() / 255, rel=0.02)


@pytest.mark.parametrize("way", [(7.0, -3.0), (-4.0, 1.0)])
def test_the_irises_way_is_the_same(way: tuple[float, float]) -> None:
    _, view = eye_with_glint(scale=1)
    flow = turned(*way)[None, :2]
    ours = iris_ways(view.anchors[None], flow)[0]
    theirs = compositor.iris_way(torch.from_numpy(view.anchors)[None], torch.from_numpy(flow))[0]
    assert ours == pytest.approx(way, abs=0.1)
    assert theirs.tolist() == pytest.approx(ours, abs=0.05)


def test_the_same_lines_are_found() -> None:
    noise = torch.randn(1, 2, 8, 12, generator=torch.Generator().manual_seed(3))
    size = (CROP_HEIGHT_PX, CROP_WIDTH_PX)
    flow = 2 * torch.nn.functional.interpolate(noise, size=size, mode="bicubic")
    flow[:, 0] += 10 * ((torch.arange(CROP_WIDTH_PX) - (CROP_WIDTH_PX - 1) / 2) / 2).clamp(-1, 1)
    warps = torch.cat([flow, torch.zeros(1, 2, *size)], 1).numpy()
    theirs = compositor.squeezed(flow)[0, 0, 1:-1, 1:-1].numpy()
    ours = np.minimum(warp_maps(warps)[1][0, 1:-1, 1:-1], 1)
    assert ours.max() == 1
    np.testing.assert_allclose(ours, theirs, atol=1e-4)
