"""Lines before an eye, such as the rims of spectacles: they stay while what is behind them moves.

A flow would bend a rim beside a lid that moves, and draw it out over the lid. So lines are found in
the crop, taken out of the picture that is warped, and put back where they were.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from gazefix.imaging.crops import EyePlace, crop_bounds, cut_crop, inside, view_place
from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX, EyeCrop
from gazefix.imaging.operations import Box, blur, shift, used_box, widened
from gazefix.kernels import library
from gazefix.kernels.crops import find_lines
from gazefix.types import IRIS, FloatArray, Image

#: Width that a line has at most, in crop pixels, and its least contrast to what is around it.
LINE_PX: Final = 5
LEAST_CONTRAST: Final = 0.09
#: Side of the square that is around a pixel, and what is added to its brightness, in levels, so
#: that noise in the dark isn't taken for contrast.
_AROUND_PX: Final = 15
_DARK_LEVEL: Final = 25.0
#: Around the lids, so far, lines are the eye's own, in crop pixels.
_LIDS_PX: Final = 2
#: A line leads out of the crop: it comes this near to its sides, to its top and its bottom.
_SIDE_PX, _END_PX = 5, 2
#: A line is this long, and if only one end leads out, that long: width and height, crop pixels.
#: The fold of a lid is shorter, or ends inside the crop.
_LONG: Final = (60, 52)
_ONE_ENDED: Final = (76, 60)
#: Shortest part of a line that crosses the lids, in crop pixels: it is straight and upright.
_UPRIGHT_PX: Final = 13
#: What is taken out and put back around a line, in crop pixels.
_OUT_PX: Final = 2
_BACK_PX: Final = 1
#: How far from a line something changes, also beyond the crop, in crop pixels.
REACH_PX: Final = _OUT_PX + 1
#: Blur of what is seen behind a line, in crop pixels.
_BEHIND_PX: Final = 2.0
#: Difference from what is behind at which a pixel beside a line starts to belong to it, and does
#: so wholly, in grey levels.
_BESIDE_LEVELS: Final = (3.0, 15.0)
#: Way of the iris up or down at which lids move enough for lines to be looked for, and for them to
#: be kept wholly, in crop pixels.
_MOVED_PX: Final = (0.5, 1.0)

_CROSS: Final = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (LINE_PX, LINE_PX))
_UPRIGHT: Final = np.ones((_UPRIGHT_PX, 1), np.uint8)


def lines_before(bgr: Image, place: EyePlace, moved_px: float) -> Image | None:
    """Return (CROP_HEIGHT_PX, CROP_WIDTH_PX) in 0..255: the lines before an eye; None without any.

    moved_px   way of the iris up or down, in crop pixels

    A line is what an opening or a closing takes away, brighter or darker than both its sides, in
    one piece that leads out of the crop at two ends.
    """
    strength = (abs(moved_px) - _MOVED_PX[0]) / (_MOVED_PX[1] - _MOVED_PX[0])
    if strength <= 0:
        return None
    pixels = view_place(bgr, place).pixels
    lines = (find_lines if library() else _find_lines)(pixels, place.anchors)
    return None if lines is None else lines * np.uint8(255 * min(strength, 1.0))


def _find_lines(pixels: Image, anchors: FloatArray) -> Image | None:
    """Return 1 where the lines before an eye are in its crop, None without any."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    around = cv2.blur(grey, (_AROUND_PX, _AROUND_PX), borderType=cv2.BORDER_REPLICATE)
    least = cv2.addWeighted(around, LEAST_CONTRAST, around, 0, LEAST_CONTRAST * _DARK_LEVEL)
    lids = np.zeros(grey.shape, np.uint8)
    outline = cv2.convexHull(np.rint(anchors[:IRIS]).astype(np.int32))
    cv2.fillConvexPoly(lids, outline, 1)
    skin = widened(lids, 2 * _LIDS_PX + 1) == 0
    lines = np.zeros(grey.shape, np.uint8)
    bright = cv2.subtract(grey, cv2.morphologyEx(grey, cv2.MORPH_OPEN, _CROSS))
    dark = cv2.subtract(cv2.morphologyEx(grey, cv2.MORPH_CLOSE, _CROSS), grey)
    for contrast in (bright, dark):
        seen = (contrast > least).astype(np.uint8)
        upright = cv2.morphologyEx(seen, cv2.MORPH_OPEN, _UPRIGHT)
        for candidates in (seen * skin, upright):
            lines |= _leading_out(candidates)
    return lines if lines.any() else None


def _leading_out(seen: Image) -> Image:
    """Return the pieces of a mask that are long and lead out of the crop."""
    count, numbers, pieces, _ = cv2.connectedComponentsWithStats(seen)
    long = np.zeros(count, np.uint8)
    for number, (x, y, width, height, _) in enumerate(pieces.tolist()):
        ends = (
            x <= _SIDE_PX,
            x + width >= CROP_WIDTH_PX - _SIDE_PX,
            y <= _END_PX,
            y + height >= CROP_HEIGHT_PX - _END_PX,
        )
        one_ended = width >= _ONE_ENDED[0] or height >= _ONE_ENDED[1]
        if number and sum(ends) >= (1 if one_ended else 2):
            long[number] = width >= _LONG[0] or height >= _LONG[1]
    found: Image = long.take(numbers)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _TakenOut:
    """Lines in a box of the frame: what is seen there, and how far each pixel belongs to a line."""

    box: Box
    seen: FloatArray
    opacity: FloatArray


class FrontLines:
    """The lines before the eyes of one frame.

    behind   the frame without them; the frame itself if there are none
    """

    def __init__(
        self, frame: Image, places: Sequence[EyePlace], lines: Sequence[Image | None]
    ) -> None:
        """Take the lines out of a copy of the frame; `lines` as `lines_before` has them."""
        self.behind = frame
        self._taken: list[_TakenOut] = []
        for place, mask in zip(places, lines, strict=True):
            if mask is not None:
                if self.behind is frame:
                    self.behind = frame.copy()
                self._taken.append(_take_out(frame, self.behind, place.crop, mask))

    def put_back(self, target: Image) -> None:
        """Draw the lines over a corrected frame, where they were."""
        for taken in self._taken:
            x0, y0, x1, y1 = taken.box
            shown = target[y0:y1, x0:x1]
            shown[:] = np.rint(shown + (taken.seen - shown) * taken.opacity)


def _take_out(frame: Image, behind: Image, crop: EyeCrop, lines: Image) -> _TakenOut:
    """Take the lines before one eye out of a copy of the frame, and return them."""
    x0, y0, x1, y1 = box = _box_around(lines, crop, (frame.shape[1], frame.shape[0]))
    seen = frame[y0:y1, x0:x1].astype(np.float32)
    fill, out, ring, core = _in_frame(crop, box, _layers(frame, crop, lines))
    part = behind[y0:y1, x0:x1]
    part[:] = np.rint(part + (fill - part) * out)
    least, most = _BESIDE_LEVELS
    apart = np.abs((seen - fill) * out).max(2, keepdims=True)
    beside = np.clip((apart - least) / (most - least), 0.0, 1.0) * ring
    return _TakenOut(box, seen, np.maximum(beside, core))


def _box_around(lines: Image, crop: EyeCrop, size: tuple[int, int]) -> Box:
    """Return the box of a frame of `size` that holds all that is taken out."""
    left, top, right, bottom = used_box(lines) or (0, 0, 1, 1)
    part = left - REACH_PX, top - REACH_PX, right + REACH_PX, bottom + REACH_PX
    return inside(crop_bounds(crop, part), size)


def _layers(frame: Image, crop: EyeCrop, lines: Image) -> Iterator[FloatArray]:
    """Yield in the crop: the colours behind lines; what to take out, to put back, and the lines."""
    pixels = cut_crop(frame, crop)[..., ::-1].astype(np.float32)
    core = lines.astype(np.float32) / 255
    out, ring = (widened(core, 2 * px + 1) for px in (_OUT_PX, _BACK_PX))
    free = 1 - out + np.float32(1e-3)
    weighted = blur(pixels * free[..., None], _BEHIND_PX)
    yield weighted / blur(free, _BEHIND_PX)[..., None]
    yield from (out, ring, core)


def _in_frame(crop: EyeCrop, box: Box, layers: Iterator[FloatArray]) -> list[FloatArray]:
    """Return maps of a crop in the pixels of a box of the frame, (h, w, 3) or (h, w, 1)."""
    x0, y0, x1, y1 = box
    to_box = crop.to_frame.copy()
    to_box[:, 2] -= x0, y0
    maps = (shift(layer, to_box, (x1 - x0, y1 - y0)) for layer in layers)
    return [layer if layer.ndim == 3 else layer[..., None] for layer in maps]
