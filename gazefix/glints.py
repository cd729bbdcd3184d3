"""Reflections on the cornea: taken out of the frame before an eye is warped, and drawn again where they belong.

A lamp's picture on the cornea moves less than half as far as the iris. Warped with it, it would land in the wrong place; and a
flow that spares it, as a network learns where it may, presses it flat. The same as `deepwarp.apply_redirection` does, on the
frame's own pixels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from gazefix.geometry import EyeCrop
from gazefix.imaging import (
    WHOLE_CROP,
    EyeView,
    blend,
    brighter,
    crop_box,
    joined,
    limited,
    opened,
    planes,
    root_of_squares,
    sample,
    to_levels,
    used_box,
    widened,
)
from gazefix.shapes import (
    GLINT_ALL,
    GLINT_FROM,
    GLINT_LENGTH_PX,
    GLINT_RADIUS_PX,
    GLINT_SIZE_PX,
    GLINT_WAY,
    IRIS_REACH_PX,
    USUAL_IRIS_RADIUS_PX,
    cell_centres_px,
)
from gazefix.types import IRIS, FloatArray, Image

#: Half the side of what is looked at around an iris's centre, pixels of the crop.
_REACH_PX: Final = math.ceil(USUAL_IRIS_RADIUS_PX + 2)

#: Pixels of the frame beside a spot that sampling looks at.
_AROUND_PX: Final = 4

Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Glints:
    """The reflections of one eye, in a frame.

    plain     the frame (h, w, 3) without them, from the pixel `origin` (x, y) on: all that a warp of the eye may sample
    spots     (h, w, 3) what they add, from the pixel `place` (x, y) on
    view      the eye
    """

    plain: Image
    origin: tuple[int, int]
    spots: Image
    place: tuple[int, int]
    view: EyeView

    def moved(
        self, at: tuple[FloatArray, FloatArray], sources: tuple[FloatArray, FloatArray], way_px: tuple[float, float]
    ) -> tuple[Places, FloatArray]:
        """Which of N pixels `at` x and y of the frame, that show what stood at `sources` x and y of `plain`, get something of
        them when the iris has moved against `way_px`; and what it is, (M, 3)."""
        (left, top), (height, width) = self.place, self.spots.shape[:2]
        xs: FloatArray = at[0] + np.float32(GLINT_WAY * way_px[0] - left)
        ys: FloatArray = at[1] + np.float32(GLINT_WAY * way_px[1] - top)
        near = np.flatnonzero((xs > 0) & (xs < width - 1) & (ys > 0) & (ys < height - 1))
        from_x, from_y = (p.take(near) + np.float32(o) for p, o in zip(sources, self.origin, strict=True))
        places = _in_crop(self.view.crop, from_x, from_y)
        shown = _within(self.view.anchors, *places, USUAL_IRIS_RADIUS_PX, 1.0)
        return near, sample(self.spots, xs.take(near), ys.take(near)) * shown[:, None]


def part_glints(frame: Image, view: EyeView) -> Glints | None:
    """The reflections of an eye, or None where there are none.

    A reflection is what a morphological opening takes away near the iris's centre between the lids: a spot that is smaller
    than GLINT_SIZE_PX both ways, brighter than what is around it in all colours, and no part of a line of GLINT_LENGTH_PX,
    upright or level, such as the edge of a lid.
    """
    size = (frame.shape[1], frame.shape[0])
    x, y = (math.floor(v) for v in view.anchors[IRIS].tolist())
    x0, y0, x1, y1 = crop_box(view.crop, size, (x - _REACH_PX, y - _REACH_PX, x + _REACH_PX + 2, y + _REACH_PX + 2))
    pixels = frame[y0:y1, x0:x1]
    spots: Image = pixels - _without_spots(pixels, view.crop.scale)
    blue, green, red = planes(spots)
    brightness = np.minimum(np.minimum(blue, green), red).astype(np.float32) / 255
    xs, ys = np.arange(x0, x1, dtype=np.float32), np.arange(y0, y1, dtype=np.float32)[:, None]
    place_x, place_y = _in_crop(view.crop, xs, ys)
    near = _within(view.anchors, place_x.ravel(), place_y.ravel(), GLINT_RADIUS_PX).reshape(brightness.shape)
    if (brightness * near).max(initial=0) <= GLINT_FROM:
        return None
    share = limited((brightness - GLINT_FROM) / (GLINT_ALL - GLINT_FROM), 0.0, 1.0)
    near *= widened(share, _odd(3 * view.crop.scale)[0])
    spots = to_levels(spots.astype(np.float32) * joined(near, near, near))
    whole = crop_box(view.crop, size, WHOLE_CROP)
    left, top = min(whole[0], x0), min(whole[1], y0)
    plain = frame[top : max(whole[3], y1), left : max(whole[2], x1)].copy()
    plain[y0 - top : y1 - top, x0 - left : x1 - left] -= spots
    sx, sy, sx1, sy1 = used_box(near) or (0, 0, 1, 1)
    rows, columns = slice(max(0, sy - _AROUND_PX), sy1 + _AROUND_PX), slice(max(0, sx - _AROUND_PX), sx1 + _AROUND_PX)
    return Glints(plain, (left, top), spots[rows, columns], (x0 + columns.start, y0 + rows.start), view)


def iris_way(anchors: FloatArray, flow: FloatArray) -> tuple[float, float]:
    """The flow (2, H, W) where the middle of the iris comes to stand that is now where the anchors (7, 2) say."""
    xs, ys = (places + part for places, part in zip(cell_centres_px(1), flow, strict=True))
    near_px = IRIS_REACH_PX + 1  # few places, for which it is worth to look at the lids
    x, y = anchors[IRIS].tolist()
    near = np.flatnonzero((np.abs(xs - np.float32(x)) < near_px) & (np.abs(ys - np.float32(y)) < near_px))
    shown = _within(anchors, xs.take(near), ys.take(near), IRIS_REACH_PX)
    ways = flow.reshape(2, -1).take(near, 1) @ shown / max(float(shown.sum()), 1.0)
    return float(ways[0]), float(ways[1])


def _without_spots(pixels: Image, scale: float) -> Image:
    """A picture without bright spots, in an eye of `scale` frame pixels a crop pixel.

    Sizes are odd, and half a pixel more than they would be in the crop, since spots begin anywhere; between two sizes of spots
    the pictures are blended, so that nothing jumps when somebody leans forward.
    """
    side, share = _odd(GLINT_SIZE_PX * scale + 0.5)
    small, large = (opened(pixels, size, size) for size in (side, side + 2))
    length, _ = _odd(GLINT_LENGTH_PX * scale + 0.5)
    lines = brighter(opened(pixels, 1, length), opened(pixels, length, 1))
    return brighter(blend(small, large, share), lines)


def _in_crop(crop: EyeCrop, x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Places of the frame in pixels of the crop."""
    (a, b, tx), (c, d, ty) = crop.to_crop.astype(np.float32)
    return a * x + (b * y + tx), c * x + (d * y + ty)


def _edges(anchors: FloatArray) -> FloatArray:
    """(6, 3): the lids' edges as (a, b, c): a place of the crop lies a * x + b * y + c inside of each."""
    corners = anchors[:IRIS].tolist()
    lines = []
    for (x0, y0), (x1, y1) in zip(corners, [*corners[1:], corners[0]], strict=True):
        length = max(math.hypot(x1 - x0, y1 - y0), 1e-3)
        ex, ey = (x1 - x0) / length, (y1 - y0) / length
        lines.append((-ey, ex, ey * x0 - ex * y0))
    return np.array(lines, np.float32)


def _within(anchors: FloatArray, x: FloatArray, y: FloatArray, radius_px: float, grown_px: float = 0.0) -> FloatArray:
    """(N,) in 0..1, for N places of the crop: within a radius of the iris's centre and between the lids, both `grown_px`
    wider."""
    a, b, c = _edges(anchors).T[:, :, None]
    inside = (a * x + (b * y + c)).min(0)
    distance = root_of_squares(x - anchors[IRIS, 0], y - anchors[IRIS, 1])
    edge = np.float32(0.5 + grown_px)
    disc = limited(np.float32(radius_px) + edge - distance, 0.0, 1.0)
    return disc * limited(inside + edge, 0.0, 1.0)


def _odd(size_px: float) -> tuple[int, float]:
    """The largest odd number of at least 3 that is not more, and by how much of 2 it is less."""
    odd = max(3, 2 * math.floor((size_px - 1) / 2) + 1)
    return odd, min(max((size_px - odd) / 2, 0.0), 1.0)
