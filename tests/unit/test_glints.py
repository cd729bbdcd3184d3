"""Reflections on the cornea: found, taken out, and drawn where they belong."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from gazefix import deepwarp
from gazefix.composite import composite_eyes
from gazefix.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX, EyeCrop
from gazefix.glints import iris_way, part_glints
from gazefix.imaging import EyeView
from gazefix.shapes import usual_anchors_px
from gazefix.types import IRIS, Eye, FloatArray, Image, Side

#: How many pixels of the frame one of the crop is, in most tests.
SCALE = 2


def eye_with_glint(spot: bool = True, scale: int = SCALE) -> tuple[Image, EyeView]:
    """A frame that is an eye crop, enlarged: skin, white between the lids, a dark iris, and a spot of light upon it."""
    anchors = usual_anchors_px()
    to_crop = np.array([[1 / scale, 0, (1 / scale - 1) / 2], [0, 1 / scale, (1 / scale - 1) / 2]])
    ys, xs = np.mgrid[0 : CROP_HEIGHT_PX * scale, 0 : CROP_WIDTH_PX * scale]
    x, y = (xs + 0.5) / scale - 0.5, (ys + 0.5) / scale - 0.5
    frame: Image = np.full((*xs.shape, 3), 150, np.uint8)
    iris_x, iris_y = anchors[IRIS]
    frame[(np.abs(y - iris_y) < 9) & (np.abs(x - iris_x) < 24)] = 200
    frame[(np.hypot(x - iris_x, y - iris_y) < 11) & (np.abs(y - iris_y) < 9)] = 40
    if spot:
        frame[(np.abs(x - iris_x - 2) < 1.6) & (np.abs(y - iris_y) < 1.6)] = 240
    eye = Eye(Side.LEFT, anchors, 8.0, 0.3)
    return frame, EyeView(eye, EyeCrop(to_crop), np.zeros((CROP_HEIGHT_PX, CROP_WIDTH_PX, 3), np.uint8), anchors)


def turned(dx: float) -> FloatArray:
    """A warp that moves the eye's middle by -dx pixels of the crop, fading towards its border."""
    ys, xs = np.mgrid[0:CROP_HEIGHT_PX, 0:CROP_WIDTH_PX]
    warp = np.zeros((3, CROP_HEIGHT_PX, CROP_WIDTH_PX), np.float32)
    warp[0] = dx * np.clip((44 - np.abs(xs - 47.5)) / 16, 0, 1) * np.clip((28 - np.abs(ys - 31.5)) / 12, 0, 1)
    return warp


def light(warp: FloatArray) -> FloatArray:
    """(H, W): what the spot of light adds to a redirected eye, grey levels."""
    made = []
    for spot in (True, False):
        frame, view = eye_with_glint(spot=spot)
        target = frame.copy()
        composite_eyes(target, frame, [view], [warp])
        made.append(target[..., 1].astype(np.float32))
    added: FloatArray = made[0] - made[1]
    return added


@pytest.mark.parametrize("scale", [1, 2, 4])
def test_a_spot_on_the_iris_is_a_reflection(scale: int) -> None:
    frame, view = eye_with_glint(scale=scale)
    glints = part_glints(frame, view)
    assert glints
    assert glints.spots.max() > 150
    assert glints.plain.max() <= 200
    iris = glints.plain[30 * scale : 33 * scale, 45 * scale : 54 * scale]
    assert iris.max() < 70


def test_an_eye_without_one_has_none() -> None:
    assert part_glints(*eye_with_glint(spot=False)) is None


@pytest.mark.parametrize("place", [(-80, -80), (500, 300), (100, 300)])
def test_an_eye_outside_the_frame_has_none(place: tuple[int, int]) -> None:
    frame, view = eye_with_glint()
    view.crop.to_crop[:, 2] -= np.array(place) / SCALE
    assert part_glints(frame, view) is None


@pytest.mark.parametrize("dx", [-8.0, 5.0, 9.0])
def test_a_reflection_moves_half_as_far_as_the_iris_and_stays_round(dx: float) -> None:
    before, after = light(turned(0.0)), light(turned(dx))
    columns = np.arange(before.shape[1]) / SCALE
    places = [(added.sum(0) * columns).sum() / added.sum() for added in (before, after)]
    assert places[1] - places[0] == pytest.approx(-dx / 2, abs=0.2)
    assert after.sum() == pytest.approx(before.sum(), rel=0.1)
    assert after.max() > 0.75 * before.max()


def test_training_sees_what_the_frame_shows() -> None:
    frame, view = eye_with_glint(scale=1)
    crop = torch.from_numpy(frame.transpose(2, 0, 1)[None].astype(np.float32) / 255)
    anchors = torch.from_numpy(view.anchors)[None]
    plain, spots = deepwarp.part_glints(crop, anchors)
    glints = part_glints(frame, view)
    assert glints
    assert glints.plain.shape == frame.shape
    assert np.abs(plain[0].permute(1, 2, 0).numpy() * 255 - glints.plain).max() <= 2
    assert torch.allclose(plain + spots, crop, atol=1e-6)


def test_the_irises_way_is_the_flow_where_it_comes_to_stand() -> None:
    anchors = usual_anchors_px()
    flow = turned(7.0)[:2]
    way = iris_way(anchors, flow)
    assert way == pytest.approx((7, 0), abs=0.3)
    same = deepwarp.iris_way(torch.from_numpy(anchors)[None], torch.from_numpy(flow)[None])
    assert same[0].tolist() == pytest.approx(way, abs=1e-4)


def test_a_reflection_is_not_drawn_on_the_lid_that_comes_over_it() -> None:
    frame, view = eye_with_glint()
    glints = part_glints(frame, view)
    assert glints
    spot = (view.anchors[IRIS] + [2, 0] + 0.5) * SCALE - 0.5
    x, y = np.array(spot, np.float32)[:, None]
    assert glints.moved((x, y), (x, y), (0.0, 0.0))[1].min() > 150
    assert glints.moved((x, y), (x, y - np.float32(14 * SCALE)), (0.0, 0.0))[1].max() == 0
