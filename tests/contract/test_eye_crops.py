"""Eye crops are cut and measured alike by OpenCV and by compiled code."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import cv2
import numpy as np
import pytest

from gazefix.correction.redirector import iris_share
from gazefix.imaging import crops, front_lines
from gazefix.imaging.crops import EyeView, cut_copy, cut_crop, eye_contrast, measure_slit, place_eye
from gazefix.imaging.front_lines import lines_before
from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX, EyeCrop, eye_crop
from gazefix.kernels import library
from gazefix.types import Eye, FloatArray, Image, Side

pytestmark = pytest.mark.skipif(library() is None, reason="no kernels for this system")

Found = TypeVar("Found")
Both = Callable[[Callable[[], Found]], tuple[Found, Found]]

#: Landmarks of an eye of 53 pixels around its middle.
LIDS = ((-26, 2), (-9, -8), (9, -8), (26, 0), (10, 6), (-10, 6), (1, -1))


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> Both[object]:
    """What a function returns with compiled code, and without."""

    def call(function: Callable[[], Found]) -> tuple[Found, Found]:
        compiled = function()
        with monkeypatch.context() as patch:
            patch.setattr(crops, "library", lambda: None)
            patch.setattr(front_lines, "library", lambda: None)
            return compiled, function()

    return call


def eye_at(x: float, y: float, width: float, side: Side = Side.LEFT, tilt: float = 0.0) -> Eye:
    cos, sin = math.cos(math.radians(tilt)), math.sin(math.radians(tilt))
    points = np.array(LIDS) * (1 if side is Side.LEFT else -1, 1) * width / 53
    points = points @ np.array([[cos, sin], [-sin, cos]]) + (x, y)
    return Eye(side, points.astype(np.float32), width / 5, 0.3)


def textured(size: tuple[int, int], around: tuple[float, float], spot_px: float) -> Image:
    """A picture of soft spots in colour, with noise."""
    rng = np.random.default_rng(5)
    spots = rng.uniform(0, 255, (80, 80, 3)).astype(np.float32)
    place = np.array([[1, 0, 40 * spot_px - around[0]], [0, 1, 40 * spot_px - around[1]]])
    picture = cv2.warpAffine(
        spots,
        place / spot_px,
        size,
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REFLECT,
    )
    return (picture + rng.normal(0, 3, picture.shape)).clip(0, 255).astype(np.uint8)


SMALL, LARGE = (640, 480), (1920, 1080)
EYES = {
    "tiny": (SMALL, eye_at(300.4, 200.6, 14.0)),
    "as large as the crop": (SMALL, eye_at(300.0, 200.0, 53.0)),
    "of a laptop": (SMALL, eye_at(320.3, 240.7, 61.0, tilt=5.0)),
    "on its side": (SMALL, eye_at(320.3, 240.7, 70.0, Side.RIGHT, 80.0)),
    "averaged": (SMALL, eye_at(320.3, 240.7, 107.0, Side.RIGHT, -20.0)),
    "close": (LARGE, eye_at(900.0, 500.0, 330.0)),
    "over the left edge": (SMALL, eye_at(8.0, 6.0, 60.0)),
    "over the right edge": (SMALL, eye_at(632.0, 476.0, 130.0, Side.RIGHT)),
    "outside": (SMALL, eye_at(-900.0, 4000.0, 60.0)),
    "larger than the frame": (SMALL, eye_at(320.0, 240.0, 3000.0)),
}


@pytest.mark.parametrize("crisp", [False, True])
@pytest.mark.parametrize("name", EYES)
def test_crops_are_the_same(name: str, crisp: bool, both: Both[Image]) -> None:
    size, eye = EYES[name]
    x, y = map(float, eye.landmarks[6])
    frame = textured(size, (x, y), max(eye.width_px / 8, 3.0))
    shape, corners_px = ((60, 60), 25.0) if crisp else ((CROP_WIDTH_PX, CROP_HEIGHT_PX), 53.0)
    crop = eye_crop(eye, corners_px, shape)
    ours, theirs = both(lambda: cut_crop(frame, crop, shape, crisp=crisp))
    assert ours.shape == theirs.shape == (shape[1], shape[0], 3)
    apart = ours.astype(int) - theirs
    # OpenCV samples at steps of 1/32 of a pixel, and rounds up means of four pixels.
    assert abs(apart.mean()) < 0.15
    assert np.abs(apart).mean() < 0.8
    assert np.abs(apart).max() <= 8


@pytest.mark.parametrize("level", [0, 77, 255])
@pytest.mark.parametrize("name", EYES)
def test_a_flat_picture_stays_flat(name: str, level: int) -> None:
    size, eye = EYES[name]
    frame = np.full((size[1], size[0], 3), level, np.uint8)
    for crisp in (False, True):
        assert (cut_crop(frame, eye_crop(eye), crisp=crisp) == level).all()


#: Squares of a small copy: its step, and the map of 48 pixels to those of a frame of 640x480.
COPIES = {
    "as it is": (1, [[1.3, -0.2, 200.0], [0.2, 1.3, 150.0]]),
    "half": (2, [[2.9, 0.4, 211.3], [-0.4, 2.9, 160.7]]),
    "a third, over the left edge": (3, [[4.1, 0.0, -60.0], [0.0, 4.1, -50.0]]),
    "a seventh, over the right edge": (7, [[9.0, 1.0, 300.0], [-1.0, 9.0, 250.0]]),
    "outside": (2, [[2.0, 0.0, 9000.0], [0.0, 2.0, -900.0]]),
}


@pytest.mark.parametrize("name", COPIES)
def test_parts_of_small_copies_are_the_same(name: str, both: Both[Image]) -> None:
    step, rows = COPIES[name]
    frame, place = textured(SMALL, (320.0, 240.0), 12.0), np.array(rows)

    def part() -> Image:
        into: Image = np.zeros((48, 48, 3), np.uint8)
        cut_copy(frame, place, step, into)
        return into

    ours, theirs = both(part)
    apart = ours.astype(int) - theirs
    assert ours.any()
    assert abs(apart.mean()) < 0.15
    assert np.abs(apart).mean() < 0.8
    assert np.abs(apart).max() <= 8


@pytest.mark.parametrize("level", [0, 77, 255])
def test_parts_of_a_flat_copy_stay_flat(level: int) -> None:
    frame: Image = np.full((480, 640, 3), level, np.uint8)
    for step, rows in COPIES.values():
        into: Image = np.zeros((48, 48, 3), np.uint8)
        cut_copy(frame, np.array(rows), step, into)
        assert (into == level).all()


def test_copies_may_be_of_one_pixel() -> None:
    into: Image = np.zeros((8, 8, 3), np.uint8)
    cut_copy(np.full((2, 5, 3), 9, np.uint8), np.eye(2, 3), 2, into)
    assert (into == 9).all()


def test_pictures_may_be_smaller_than_a_crop(both: Both[Image]) -> None:
    for shape in ((1, 1, 3), (2, 5, 3), (300, 1, 3)):
        frame = np.random.default_rng(1).integers(0, 256, shape, np.uint8)
        for scale in (0.3, 1.0, 3.7):
            crop = EyeCrop(np.array([[1 / scale, 0.0, 20.0], [0.0, 1 / scale, 20.0]]))
            ours, theirs = both(lambda f=frame, c=crop: cut_crop(f, c))  # type: ignore[misc]
            assert np.abs(ours.astype(int) - theirs).max() <= 8


def test_pictures_may_lie_in_memory_as_they_like() -> None:
    size, eye = EYES["of a laptop"]
    frame = textured(size, (320.0, 240.0), 8.0)
    padded = np.zeros((size[1], size[0] + 50, 4), np.uint8)
    padded[:, 30 : 30 + size[0], :3] = frame
    views = padded[:, 30 : 30 + size[0], :3], np.ascontiguousarray(frame[::-1])[::-1]
    for view in (*views, np.asfortranarray(frame)):
        assert (cut_crop(view, eye_crop(eye)) == cut_crop(frame, eye_crop(eye))).all()
        assert eye_contrast(view, eye) == eye_contrast(frame, eye)
        assert measure_slit(view, place_eye(eye)) == measure_slit(frame, place_eye(eye))


@pytest.mark.parametrize("name", [name for name in EYES if name != "outside"])
def test_contrasts_and_slits_are_the_same(name: str, both: Both[object]) -> None:
    size, eye = EYES[name]
    x, y = map(float, eye.landmarks[6])
    frame = textured(size, (x, y), max(eye.width_px / 8, 3.0))
    ours, theirs = both(lambda: eye_contrast(frame, eye))
    assert ours == pytest.approx(theirs, abs=0.01, rel=0.05)
    place = place_eye(eye)
    slit, their_slit = both(lambda: measure_slit(frame, place))
    assert isinstance(slit, crops.Slit)
    assert isinstance(their_slit, crops.Slit)
    assert slit.darkness == pytest.approx(their_slit.darkness, abs=0.02)
    assert slit.depth == pytest.approx(their_slit.depth, abs=0.02)
    assert slit.share == pytest.approx(their_slit.share, abs=0.07)
    assert iris_share(slit) == pytest.approx(iris_share(their_slit), abs=0.1)


@pytest.mark.parametrize("closed", [0.1, 0.3])
def test_closed_eyes_have_the_same_contrast(closed: float, both: Both[float]) -> None:
    size, eye = EYES["of a laptop"]
    middle = eye.landmarks[6]
    shut = replace(eye, landmarks=(eye.landmarks - middle) * np.float32([1, closed]) + middle)
    frame = textured(size, (320.0, 240.0), 8.0)
    ours, theirs = both(lambda: eye_contrast(frame, shut))
    assert ours == pytest.approx(theirs, abs=0.03, rel=0.1)


def test_landmarks_that_are_no_numbers_do_no_harm() -> None:
    _, eye = EYES["of a laptop"]
    frame = textured(SMALL, (320.0, 240.0), 8.0)
    place = place_eye(eye)
    for value in (math.nan, math.inf, -math.inf, 1e30):
        marks = eye.landmarks.copy()
        marks[[1, 4, 6]] = value
        assert eye_contrast(frame, replace(eye, landmarks=marks)) >= 0
        measure_slit(frame, replace(place, anchors=marks))
        lines_before(frame, view_of(cut_crop(frame, place.crop), marks), 3.0)


def view_of(pixels: Image, anchors: FloatArray) -> EyeView:
    eye = Eye(Side.LEFT, anchors, 8.0, 0.3)
    return EyeView(eye, EyeCrop(np.eye(2, 3)), anchors, pixels)


ANCHORS = (np.array(LIDS) + (47.5, 31.5)).astype(np.float32)


def with_line(
    seed: int, ends: tuple[tuple[int, int], tuple[int, int]], width: int, level: int
) -> Image:
    rng = np.random.default_rng(seed)
    grey = rng.uniform(90, 150, (8, 12)).astype(np.float32)
    picture = cv2.resize(grey, (CROP_WIDTH_PX, CROP_HEIGHT_PX), interpolation=cv2.INTER_CUBIC)
    cv2.line(picture, *ends, level, width, cv2.LINE_AA)
    picture = picture[..., None] + rng.normal(0, 2, (CROP_HEIGHT_PX, CROP_WIDTH_PX, 3))
    return picture.clip(0, 255).astype(np.uint8)


LINES = [
    ((0, 8), (95, 14)),  # above the lids, from side to side
    ((0, 50), (95, 44)),
    ((40, 0), (40, 63)),  # across the lids
    ((60, 0), (70, 63)),
    ((0, 0), (95, 63)),
    ((0, 20), (70, 10)),  # ends inside
    ((30, 10), (60, 12)),  # too short
    ((2, 61), (93, 62)),
]


@pytest.mark.parametrize("ends", LINES)
@pytest.mark.parametrize(("width", "level"), [(2, 20), (3, 240), (1, 60), (7, 20)])
@pytest.mark.parametrize("seed", range(3))
def test_lines_before_an_eye_are_the_same(
    ends: tuple[tuple[int, int], tuple[int, int]],
    width: int,
    level: int,
    seed: int,
    both: Both[Image | None],
) -> None:
    view = view_of(with_line(seed, ends, width, level), ANCHORS)
    ours, theirs = both(lambda: lines_before(view.pixels, view, 3.0))
    assert (ours is None) == (theirs is None)
    if ours is not None and theirs is not None:
        assert (ours != theirs).mean() < 0.002  # beside the lids' outline


@pytest.mark.parametrize("seed", range(20))
def test_lines_in_rough_pictures_are_the_same(seed: int, both: Both[Image | None]) -> None:
    rng = np.random.default_rng(seed)
    rough = rng.normal(128, 60, (CROP_HEIGHT_PX, CROP_WIDTH_PX, 3)).astype(np.float32)
    pixels = cv2.GaussianBlur(rough, (0, 0), 0.5 + seed / 10) * 3 - 256
    view = view_of(pixels.clip(0, 255).astype(np.uint8), ANCHORS + rng.normal(0, 20, (7, 2)))
    ours, theirs = both(lambda: lines_before(view.pixels, view, 3.0))
    assert (ours is None) == (theirs is None)
    if ours is not None and theirs is not None:
        assert (ours != theirs).mean() < 0.01  # beside the lids' outline
