"""Lines before an eye: which are found, taken out and put back."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from gazefix.imaging.crops import EyeView, cut_crop
from gazefix.imaging.front_lines import FrontLines, lines_before
from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX, EyeCrop, transform_points
from gazefix.types import Eye, Image, Side

SKIN = (120, 140, 180)
LANDMARKS = ((24, 32), (40, 26), (56, 26), (72, 32), (56, 38), (40, 38), (48, 32))
Points = list[tuple[float, float]]
ACROSS: Points = [(-1, 14), (96, 12)]
UPRIGHT: Points = [(34, -1), (38, 64)]
FOLD: Points = [(22, 22), (36, 17), (60, 17), (74, 22)]


def face(line: Points, colour: tuple[int, int, int] = (30, 30, 30), scale: int = 2) -> EyeView:
    """An eye in a frame, and a line through points of its crop."""
    frame = np.full((scale * CROP_HEIGHT_PX, scale * CROP_WIDTH_PX, 3), SKIN, np.uint8)
    marks = np.array(LANDMARKS, np.float32)
    cv2.fillPoly(frame, [np.rint(scale * marks[:6]).astype(np.int32)], (200, 200, 200))
    points = np.rint(scale * np.array(line)).astype(np.int32)
    cv2.polylines(frame, [points], False, colour, 2 * scale, cv2.LINE_AA)
    shift = 0.5 / scale - 0.5
    crop = EyeCrop(np.array([[1 / scale, 0, shift], [0, 1 / scale, shift]]))
    eye = Eye(Side.LEFT, transform_points(crop.to_frame, marks), 8.0, 0.3)
    return EyeView(eye, crop, marks, cut_crop(frame, crop))


def frame_of(view: EyeView) -> Image:
    size = (2 * CROP_WIDTH_PX, 2 * CROP_HEIGHT_PX)
    return cv2.warpAffine(
        np.ascontiguousarray(view.pixels[..., ::-1]),
        view.crop.to_frame,
        size,
        borderMode=cv2.BORDER_REPLICATE,
    )


def found(view: EyeView, moved_px: float) -> Image | None:
    return lines_before(frame_of(view), view, moved_px)


def straight(line: Points) -> list[tuple[int, int]]:
    """Crop pixels on a line of two points."""
    (x0, y0), (x1, y1) = line
    steps = np.linspace(0.05, 0.95, 40)
    return [(round(x0 + t * (x1 - x0)), round(y0 + t * (y1 - y0))) for t in steps]


@pytest.mark.parametrize("line", [ACROSS, UPRIGHT])
@pytest.mark.parametrize("colour", [(30, 30, 30), (235, 235, 235)])
def test_a_line_across_the_crop_is_found(line: Points, colour: tuple[int, int, int]) -> None:
    lines = found(face(line, colour), 3.0)
    assert lines is not None
    beside_lids = [(x, y) for x, y in straight(line) if not 22 < y < 42]
    assert np.mean([lines[y, x] == 255 for x, y in beside_lids]) > 0.9


def test_the_fold_of_a_lid_is_no_line_before_it() -> None:
    assert found(face(FOLD), 3.0) is None


def test_an_eye_that_hardly_rises_or_falls_keeps_what_is_before_it() -> None:
    assert found(face(ACROSS), 0.4) is None


def test_lines_fade_in_as_the_eye_rises() -> None:
    lines = found(face(ACROSS), 0.75)
    assert lines is not None
    assert 100 < lines.max() < 155


def test_behind_a_line_there_is_skin() -> None:
    view = face(ACROSS)
    frame = frame_of(view)
    lines = FrontLines(frame, [view], [lines_before(frame, view, 3.0)])
    apart = np.abs(lines.behind[:40].astype(int) - SKIN).max(2)
    assert np.abs(frame[:40].astype(int) - SKIN).max() > 80
    assert apart.max() < 12


def test_a_line_is_put_back_over_what_has_moved() -> None:
    view = face(ACROSS)
    frame = frame_of(view)
    lines = FrontLines(frame, [view], [lines_before(frame, view, 3.0)])
    made = np.full_like(frame, 200)
    lines.put_back(made)
    darkest = made.sum(2).argmin(0)
    assert np.abs(darkest - frame.sum(2).argmin(0)).max() <= 1
    assert (made[60:] == 200).all()


def test_without_lines_the_frame_stays_itself() -> None:
    view = face(FOLD)
    frame = frame_of(view)
    assert FrontLines(frame, [view], [None]).behind is frame


def test_an_unchanged_picture_is_put_back_unchanged() -> None:
    view = face(ACROSS)
    frame = frame_of(view)
    lines = FrontLines(frame, [view], [lines_before(frame, view, 3.0)])
    made = frame.copy()
    lines.put_back(made)
    assert np.array_equal(made, frame)
