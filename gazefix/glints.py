"""Reflections on the cornea: taken out of the frame before an eye is warped, and drawn again where they belong.

A lamp's picture on the cornea moves half as far as the iris. Warped with it, it would land in the wrong place; and a flow that
spares it, as a network learns where it may, presses it flat. The same as `deepwarp.apply_redirection` does, on the frame's own
pixels.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from gazefix.geometry import EyeCrop, transform_points
from gazefix.imaging import WHOLE_CROP, Box, EyeView, crop_box, joined, opened, sample, to_levels, widened
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
_REACH_PX: Final = math.ceil(USUAL_IRIS_RADIUS_PX + GLINT_SIZE_PX)


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

    def moved(self, at: FloatArray, sources: FloatArray, way_px: tuple[float, float]) -> FloatArray:
        """(N, 3): what they add to the pixels `at` (2, N) of the frame, which show what stood at `sources` (2, N), when the
        iris has moved against `way_px`."""
        place = np.array(self.place, np.float32)[:, None]
        from_spots = at + (GLINT_WAY * np.array(way_px, np.float32))[:, None] - place
        height, width = self.spots.shape[:2]
        near = (from_spots > -1).all(0) & (from_spots[0] < width) & (from_spots[1] < height)
        added = np.zeros((at.shape[1], 3), np.float32)
        if near.any():
            seen = sample(self.cornea, *(sources[:, near] - place), sharp=False)
            added[near] = sample(self.spots, *from_spots[:, near]) * (seen.astype(np.float32) / 255)
        return added


def part_glints(frame: Image, view: EyeView) -> Glints | None:
    """The reflections of an eye, or None where there are none.

    A reflection is what a morphological opening takes away near the iris's centre between the lids: a spot that is smaller
    than GLINT_SIZE_PX and brighter than what is around it in all colours.
    """
    size = (frame.shape[1], frame.shape[0])
    x, y = (math.floor(v) for v in view.anchors[IRIS].tolist())
    box = x0, y0, x1, y1 = crop_box(view.crop, size, (x - _REACH_PX, y - _REACH_PX, x + _REACH_PX + 2, y + _REACH_PX + 2))
    pixels = frame[y0:y1, x0:x1]
    spots = pixels - opened(pixels, _odd(GLINT_SIZE_PX * view.crop.scale))
    brightness = spots.min(2)
    if brightness.max(initial=0) <= 255 * GLINT_FROM:
        return None
    bright: FloatArray = brightness.astype(np.float32) / 255
    share = np.clip((bright - GLINT_FROM) / (GLINT_ALL - GLINT_FROM), 0.0, 1.0)
    share = widened(share, _odd(3 * view.crop.scale)) * _cornea(view, box, GLINT_RADIUS_PX)
    spots = to_levels(spots.astype(np.float32) * share[..., None])
    if not spots.any():
        return None
    whole = crop_box(view.crop, size, WHOLE_CROP)
    left, top = min(whole[0], x0), min(whole[1], y0)
    plain = frame[top : max(whole[3], y1), left : max(whole[2], x1)].copy()
    plain[y0 - top : y1 - top, x0 - left : x1 - left] -= spots
    cornea = to_levels(joined(*[255 * _cornea(view, box, USUAL_IRIS_RADIUS_PX, 1.0)] * 3))
    return Glints(plain, (left, top), spots, cornea, (x0, y0))


def iris_way(anchors: FloatArray, flow: FloatArray) -> tuple[float, float]:
    """The mean flow (2, H, W) around where the iris comes to stand that is now where the anchors (7, 2) say."""
    way = np.zeros(2, np.float32)
    for _ in range(3):
        x, y = (int(v) for v in np.clip(np.round(anchors[IRIS] - way), 0, np.array(flow.shape[:0:-1]) - 1))
        rows = slice(max(0, y - IRIS_REACH_PX), y + IRIS_REACH_PX + 1)
        columns = slice(max(0, x - IRIS_REACH_PX), x + IRIS_REACH_PX + 1)
        way = flow[:, rows, columns].mean((1, 2))
    return float(way[0]), float(way[1])


def _cornea(view: EyeView, box: Box, radius_px: float, grown_px: float = 0.0) -> FloatArray:
    """(h, w) in 0..1, for the pixels of a box of the frame: within a radius of the iris's centre and between the lids, in
    pixels of the crop; both are `grown_px` wider."""
    x, y = _in_crop(view.crop, box)
    corners = view.anchors[:IRIS]
    edges = np.roll(corners, -1, 0) - corners
    edges = edges / np.maximum(np.linalg.norm(edges, axis=1, keepdims=True), 1e-3)
    inside = np.full_like(x, np.inf)
    for (cx, cy), (ex, ey) in zip(corners.tolist(), edges.tolist(), strict=True):
        np.minimum(inside, ex * (y - cy) - ey * (x - cx), out=inside)
    distance = np.hypot(x - view.anchors[IRIS, 0], y - view.anchors[IRIS, 1])
    near: FloatArray = np.clip(radius_px - distance + 0.5 + grown_px, 0, 1) * np.clip(inside + 0.5 + grown_px, 0, 1)
    return near


def _in_crop(crop: EyeCrop, box: Box) -> tuple[FloatArray, FloatArray]:
    """x and y, (h, w) each, of a box's pixels in pixels of the crop."""
    ys, xs = np.mgrid[box[1] : box[3], box[0] : box[2]]
    points = transform_points(crop.to_crop, np.stack([xs.ravel(), ys.ravel()], 1).astype(np.float32))
    return points[:, 0].reshape(xs.shape), points[:, 1].reshape(xs.shape)


def _odd(size_px: float) -> int:
    """The odd number of at least 3 that is nearest."""
    return max(3, 2 * round((size_px - 1) / 2) + 1)
