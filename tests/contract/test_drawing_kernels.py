"""What the kernels in C draw is what their twins in numpy draw."""

from __future__ import annotations

import logging
import platform
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from helpers.glints import eye_with_glint, turned

from gazefix import kernels
from gazefix.imaging import compositor, prepared_warp
from gazefix.imaging.compositor import composite_eyes
from gazefix.imaging.crops import EyePlace
from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX, eye_crop, transform_points
from gazefix.imaging.operations import blur
from gazefix.imaging.prepared_warp import PreparedWarp, prepare_warps
from gazefix.kernels import library
from gazefix.types import Eye, FloatArray, Image, Side

needs_kernels = pytest.mark.skipif(library() is None, reason="no kernels for this system")

#: Landmarks of an eye of 53 pixels around its middle.
LIDS = ((-26, 2), (-9, -8), (9, -8), (26, 0), (10, 6), (-10, 6), (1, -1))


def placed(side: Side, x: float, y: float, width_px: float, tilt: float = 0.0) -> EyePlace:
    turn = np.array([[np.cos(tilt), -np.sin(tilt)], [np.sin(tilt), np.cos(tilt)]])
    points = np.array(LIDS) * (1 if side is Side.LEFT else -1, 1) * width_px / 53
    eye = Eye(side, (points @ turn.T + (x, y)).astype(np.float32), width_px / 5, 0.3)
    crop = eye_crop(eye)
    return EyePlace(eye, crop, transform_points(crop.to_crop, eye.landmarks))


def textured(seed: int, size: tuple[int, int] = (480, 640)) -> Image:
    """A picture with edges, gradients and noise, and some bright spots."""
    rng = np.random.default_rng(seed)
    coarse = rng.uniform(20, 220, (*[1 + side // 8 for side in size], 3)).astype(np.float32)
    picture = np.kron(coarse, np.ones((8, 8, 1), np.float32))[: size[0], : size[1]]
    picture = blur(picture, 2.0) + rng.normal(0, 2, (*size, 3))
    for y, x in rng.integers(8, min(size) - 8, (200, 2)):
        picture[y : y + 3, x : x + 3] = 250
    return picture.clip(0, 255).astype(np.uint8)


def warped(seed: int, strength_px: float) -> FloatArray:
    """A smooth warp as networks make them: zero at the border, strongest in the middle."""
    rng = np.random.default_rng(seed)
    maps = [
        blur(rng.normal(0, 1, (CROP_HEIGHT_PX, CROP_WIDTH_PX)).astype(np.float32), 6)
        for _ in range(4)
    ]
    warp = np.stack([one / np.abs(one).max() for one in maps])
    ys, xs = np.indices(warp.shape[1:])
    window = ((xs > 10) & (xs < 86) & (ys > 8) & (ys < 56)).astype(np.float32)
    warp[:2] *= strength_px
    warp[2], warp[3] = 0.3 * np.maximum(warp[2], 0), 0.4 * warp[3]
    made: FloatArray = warp * blur(window, 2.0)
    return made


EYES = {
    "of a laptop": [placed(Side.LEFT, 350, 200, 60), placed(Side.RIGHT, 200, 205, 57, 0.05)],
    "tiny": [placed(Side.LEFT, 350, 200, 14)],
    "close": [placed(Side.RIGHT, 320, 240, 230, -0.3)],
    "far apart in size": [placed(Side.LEFT, 400, 300, 40), placed(Side.RIGHT, 150, 150, 120)],
    "over the frame's edge": [placed(Side.LEFT, 8, 6, 60), placed(Side.RIGHT, 632, 476, 60)],
}


@needs_kernels
@pytest.mark.parametrize("strength_px", [0.5, 3.0, 8.0])
@pytest.mark.parametrize("eyes", EYES)
def test_the_kernel_draws_what_numpy_draws(
    eyes: str, strength_px: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    places, frame = EYES[eyes], textured(3)
    warps = prepare_warps([warped(n, strength_px) for n in range(len(places))], places)
    compiled, by_numpy = frame.copy(), frame.copy()
    composite_eyes(compiled, frame, places, warps)
    monkeypatch.setattr(compositor, "library", lambda: None)
    composite_eyes(by_numpy, frame, places, warps)
    changed = (by_numpy != frame).any(-1) | (compiled != frame).any(-1)
    apart = np.abs(compiled.astype(int) - by_numpy)[changed]
    # OpenCV samples at 32nds of a pixel, and rounds colours on the way.
    assert changed.sum() > 40
    assert apart.mean() < 0.6
    assert np.percentile(apart, 99) <= 5


@needs_kernels
@pytest.mark.parametrize("spot", [(0.0, 0.0), (3.0, -2.0)])
def test_the_kernel_moves_reflections_as_numpy_does(
    spot: tuple[float, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    frame, view = eye_with_glint(spot)
    warp = np.zeros((4, CROP_HEIGHT_PX, CROP_WIDTH_PX), np.float32)
    warp[0] = 5.0
    (warps,) = (prepare_warps([warp], [view]),)
    compiled, by_numpy = frame.copy(), frame.copy()
    composite_eyes(compiled, frame, [view], warps)
    monkeypatch.setattr(compositor, "library", lambda: None)
    composite_eyes(by_numpy, frame, [view], warps)
    assert np.abs(by_numpy.astype(int) - frame).max() > 100
    assert np.percentile(np.abs(compiled.astype(int) - by_numpy), 99.9) <= 8


@needs_kernels
@pytest.mark.parametrize("spot", [None, (0.0, 5.0), (3.0, -2.0)])
@pytest.mark.parametrize("up_px", [2.5, 5.0])
def test_the_kernel_completes_raised_irises_as_numpy_does(
    up_px: float, spot: tuple[float, float] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame, view = eye_with_glint(spot)
    view = replace(view, eye=replace(view.eye, iris_radius_px=22.0))
    frame[75:] = 150  # the lower lid
    warps = prepare_warps([turned(0.5, up_px)], [view])
    compiled, by_numpy = frame.copy(), frame.copy()
    composite_eyes(compiled, frame, [view], warps)
    monkeypatch.setattr(compositor, "library", lambda: None)
    composite_eyes(by_numpy, frame, [view], warps)
    monkeypatch.setattr(compositor, "complete_irises", lambda *_: None)
    incomplete = frame.copy()
    composite_eyes(incomplete, frame, [view], warps)
    assert np.abs(by_numpy.astype(int) - incomplete).max() > 20
    assert np.percentile(np.abs(compiled.astype(int) - by_numpy), 99.9) <= 8


@needs_kernels
def test_the_kernel_shades_raised_lids_as_numpy_does(monkeypatch: pytest.MonkeyPatch) -> None:
    place, warp = placed(Side.LEFT, 350, 200, 60), turned(0.0, 4.0)
    warp[2] = 0.2
    compiled = prepare_warps([warp], [place])
    monkeypatch.setattr(prepared_warp, "library", lambda: None)
    (by_numpy,) = prepare_warps([warp], [place])
    assert by_numpy.maps[..., 2].min() < 0.15
    assert_alike(compiled[0], by_numpy)


@needs_kernels
@pytest.mark.parametrize("strength_px", [0.0, 1e-3, 0.5, 3.0, 8.0, 30.0])
def test_the_kernel_prepares_warps_as_numpy_does(
    strength_px: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = EYES["far apart in size"]
    warps = [warped(n, strength_px) * np.float32(strength_px > 0) for n in (5, 6)]
    compiled = prepare_warps(warps, places)
    monkeypatch.setattr(prepared_warp, "library", lambda: None)
    for one, other in zip(compiled, prepare_warps(warps, places), strict=True):
        assert_alike(one, other)


def assert_alike(one: PreparedWarp, other: PreparedWarp) -> None:
    assert one.changes_nothing == other.changes_nothing
    assert tuple(one.part) == tuple(other.part)
    assert (one.fine, one.has_lines) == (other.fine, other.has_lines)
    assert one.maps.shape == other.maps.shape
    # NumPy's slopes beside the border between two eyes take the other's.
    assert np.abs(one.maps - other.maps)[4:-4].max(initial=0) < 5e-3
    assert np.abs(one.iris_way - other.iris_way).max() < 1e-4
    for outline in (one.outline, other.outline):
        assert len(outline) == 0 or np.isfinite(outline).all()
    if len(other.outline):
        assert np.array_equal(one.outline.min(0), other.outline.min(0))
        assert np.array_equal(one.outline.max(0), other.outline.max(0))


@needs_kernels
def test_a_source_far_outside_of_the_frame_is_its_edge() -> None:
    place, frame = placed(Side.LEFT, 320, 240, 60), textured(4)
    frame[:] = 90
    frame[:, -1] = 200
    warp = np.zeros((4, CROP_HEIGHT_PX, CROP_WIDTH_PX), np.float32)
    warp[0, 20:44, 30:66] = 1e6
    target = frame.copy()
    composite_eyes(target, frame, [place], prepare_warps([warp], [place]))
    assert target[240, 320].tolist() == [200, 200, 200]


@needs_kernels
def test_numbers_that_are_none_break_nothing() -> None:
    place, frame = placed(Side.LEFT, 320, 240, 60), textured(4)
    warp = warped(1, 3.0)
    warp[:, 30, 40:50] = np.nan
    target = frame.copy()
    composite_eyes(target, frame, [place], prepare_warps([warp], [place]))
    assert np.array_equal(target[:100], frame[:100])


@pytest.mark.skipif(
    (platform.system(), platform.machine()) != ("Linux", "x86_64"), reason="CI's system"
)
def test_this_checkout_has_its_kernels() -> None:
    assert library() is not None, "pip install -e . builds them, or packaging/kernels.py"


@pytest.fixture
def other_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the package that the kernels are loaded from; a test breaks it."""
    package = tmp_path / "kernels"
    shutil.copytree(Path(kernels.__file__).parent, package)
    monkeypatch.setattr(kernels, "__file__", str(package / "__init__.py"))
    library.cache_clear()
    yield package
    library.cache_clear()


@needs_kernels
def test_kernels_of_other_sources_are_not_called(
    other_package: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (other_package / "sources.c").write_text("// changed\n", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        assert library() is None
    assert "install GazeFix anew" in caplog.text


@needs_kernels
def test_a_library_that_does_not_load_is_told_and_left_out(
    other_package: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for built in (other_package / "built").iterdir():
        built.write_bytes(b"no library")
    with caplog.at_level(logging.WARNING):
        assert library() is None
    assert "don't load" in caplog.text
