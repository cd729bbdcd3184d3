"""Reflections on the cornea: taken out of the frame before an eye is warped, and drawn again where they belong.

A lamp's picture on the cornea moves half as far as the iris. Warped with it, it would land in the wrong place; and a flow that
spares it, as a network learns where it may, presses it flat. The same as `deepwarp.apply_redirection` does, on the frame's own
pixels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from gazefix.imaging import WHOLE_CROP, Box, EyeView, crop_box, joined, opened, planes, sample, to_levels, widened
from gazefix.shapes import (
    GLINT_ALL,
    GLINT_FROM,
    GLINT_RADIUS_PX,
    GLINT_SIZE_PX,
    GLINT_WAY,
    IRIS_REACH_PX,
    USUAL_IRIS_RADIUS_PX,
)
from gazefix.types import IRIS, FloatArray, Image

#: Half the side of what is looked at around an iris's centre, pixels of the crop.
_REACH_PX: Final = math.ceil(USUAL_IRIS_RADIUS_PX + 2)

Places = npt.NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Glints:
    """The reflections of one eye, in a frame.

    plain     the frame (h, w, 3) without them, from the pixel `origin` (x, y) on: all that a warp of the eye may sample
    spots     (h, w, 3) what they add, from the pixel `place` (x, y) on; black at its edges
    cornea    (h, w, 3), of the same place: white where the eye may show them
    """

    plain: Image
    origin: tuple[int, int]
    spots: Image
    cornea: Image
    place: tuple[int, int]

    def moved(
        self, at: tuple[Places, Places], sources: tuple[FloatArray, FloatArray], way_px: tuple[float, float]
    ) -> tuple[Places, FloatArray]:
        """Which of N pixels `at` x and y of the frame, that show what stood at `sources`, get something of them when the iris
        has moved against `way_px`; and what it is, (M, 3)."""
        (left, top), (height, width) = self.place, self.spots.shape[:2]
        xs: FloatArray = (at[0] + (GLINT_WAY * way_px[0] - left)).astype(np.float32)
        ys: FloatArray = (at[1] + (GLINT_WAY * way_px[1] - top)).astype(np.float32)
        near = np.flatnonzero((xs > 0) & (xs < width - 1) & (ys > 0) & (ys < height - 1))
        from_x: FloatArray = sources[0].take(near) - np.float32(left)
        from_y: FloatArray = sources[1].take(near) - np.float32(top)
        seen = sample(self.cornea, from_x, from_y, sharp=False)
        spots = sample(self.spots, xs.take(near), ys.take(near))
        return near, spots * (seen.astype(np.float32) / 255)


def part_glints(frame: Image, view: EyeView) -> Glints | None:
    """The reflections of an eye, or None where there are none.

    A reflection is what a morphological opening takes away near the iris's centre between the lids: a spot that is smaller
    than GLINT_SIZE_PX and brighter than what is around it in all colours.
    """
    size = (frame.shape[1], frame.shape[0])
    x, y = (math.floor(v) for v in view.anchors[IRIS].tolist())
    box = x0, y0, x1, y1 = crop_box(view.crop, size, (x - _REACH_PX, y - _REACH_PX, x + _REACH_PX + 2, y + _REACH_PX + 2))
    pixels = frame[y0:y1, x0:x1]
    spots: Image = pixels - opened(pixels, _odd(GLINT_SIZE_PX * view.crop.scale))
    blue, green, red = planes(spots)
    brightness = np.minimum(np.minimum(blue, green), red).astype(np.float32) / 255
    distance, inside = _in_eye(view, box)
    near = _within(distance, inside, GLINT_RADIUS_PX, 0.0)
    if (brightness * near).max(initial=0) <= GLINT_FROM:
        return None
    share = np.minimum(np.maximum((brightness - GLINT_FROM) / (GLINT_ALL - GLINT_FROM), 0.0), 1.0)
    near *= widened(share, _odd(3 * view.crop.scale))
    spots = to_levels(spots.astype(np.float32) * joined(near, near, near))
    whole = crop_box(view.crop, size, WHOLE_CROP)
    left, top = min(whole[0], x0), min(whole[1], y0)
    plain = frame[top : max(whole[3], y1), left : max(whole[2], x1)].copy()
    plain[y0 - top : y1 - top, x0 - left : x1 - left] -= spots
    cornea = 255 * _within(distance, inside, USUAL_IRIS_RADIUS_PX, 1.0)
    return Glints(plain, (left, top), spots, to_levels(joined(cornea, cornea, cornea)), (x0, y0))


def iris_way(anchors: FloatArray, flow: FloatArray) -> tuple[float, float]:
    """The mean flow (2, H, W) around where the iris comes to stand that is now where the anchors (7, 2) say."""
    (x, y), (height, width) = anchors[IRIS].tolist(), flow.shape[1:]
    way_x = way_y = 0.0
    for _ in range(3):
        column, row = min(max(round(x - way_x), 0), width - 1), min(max(round(y - way_y), 0), height - 1)
        rows = slice(max(0, row - IRIS_REACH_PX), row + IRIS_REACH_PX + 1)
        columns = slice(max(0, column - IRIS_REACH_PX), column + IRIS_REACH_PX + 1)
        way_x, way_y = (float(part[rows, columns].mean()) for part in flow)
    return way_x, way_y


def _in_eye(view: EyeView, box: Box) -> tuple[FloatArray, FloatArray]:
    """(h, w) each, for the pixels of a box of the frame, in pixels of the crop: how far they are from the iris's centre, and
    how far inside the lids."""
    # What is linear in x and y is a row and a column, added.
    xs, ys = np.arange(box[0], box[2], dtype=np.float32), np.arange(box[1], box[3], dtype=np.float32)[:, None]
    (a, b, tx), (c, d, ty) = view.crop.to_crop.tolist()
    x, y = (
        np.float32(a) * xs + (np.float32(b) * ys + np.float32(tx)),
        np.float32(c) * xs + (np.float32(d) * ys + np.float32(ty)),
    )
    distance = np.hypot(x - view.anchors[IRIS, 0], y - view.anchors[IRIS, 1])
    corners = view.anchors[:IRIS].tolist()
    inside = None
    for (x0, y0), (x1, y1) in zip(corners, [*corners[1:], corners[0]], strict=True):
        length = max(math.hypot(x1 - x0, y1 - y0), 1e-3)
        ex, ey = (x1 - x0) / length, (y1 - y0) / length
        # ex * (y - y0) - ey * (x - x0), by the crop's place.
        row = np.float32(ex * c - ey * a) * xs
        column = np.float32(ex * d - ey * b) * ys + np.float32(ex * (ty - y0) - ey * (tx - x0))
        inside = row + column if inside is None else np.minimum(inside, row + column)
    assert inside is not None
    return distance, inside


def _within(distance: FloatArray, inside: FloatArray, radius_px: float, grown_px: float) -> FloatArray:
    """(h, w) in 0..1: within a radius of the iris's centre and between the lids (`_in_eye`), both `grown_px` wider."""
    edge = np.float32(0.5 + grown_px)
    disc = np.minimum(np.maximum(np.float32(radius_px) + edge - distance, 0), 1)
    within: FloatArray = disc * np.minimum(np.maximum(inside + edge, 0), 1)
    return within


def _odd(size_px: float) -> int:
    """The odd number of at least 3 that is nearest."""
    return max(3, 2 * round((size_px - 1) / 2) + 1)
