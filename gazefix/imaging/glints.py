"""Glints, the reflections on the cornea: taken out before an eye is warped, then drawn again.

The light also gives the white its colour (`white_colours`).

A lamp's reflection moves less than half as far as the iris. Warped with the iris, it would land in
the wrong place; a flow that spares it would press it flat. `training.compositor` does the same for
training.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Self

import numpy as np

from gazefix.imaging.crops import EyePlace
from gazefix.imaging.eye_model import (
    GLINT_ALL,
    GLINT_FROM,
    GLINT_LENGTH_PX,
    GLINT_RADIUS_PX,
    GLINT_SIZE_PX,
    GLINT_WAY,
    IRIS_REACH_PX,
    USUAL_IRIS_RADIUS_PX,
    WHITE_FROM_PX,
    WHITE_POWER,
    WHITE_STEP_PX,
)
from gazefix.imaging.geometry import (
    EyeCrop,
    cell_centres_px,
    transform_points,
)
from gazefix.imaging.operations import (
    Box,
    Places,
    Point,
    blend,
    brighter,
    continued,
    cut,
    limited,
    opened,
    planes,
    root_of_squares,
    to_levels,
    used_box,
    widened,
)
from gazefix.types import IRIS, FloatArray, Image

#: Half the side of the window searched around an iris's centre, in crop pixels.
GLINT_REACH_PX: Final = math.ceil(USUAL_IRIS_RADIUS_PX + 2)
#: Frame pixels beside a spot that sampling reads.
_AROUND_PX: Final = 4
#: Step between the crop pixels that measure the iris's way.
_WAY_STEP_PX: Final = 2
#: Crop pixels that are looked at for the white: x, y, 1 and x^2 + y^2, (4, h, w); and the map of
#: their numbers to crop pixels.
_WHITE_GRID: Final = np.stack(
    [
        *(places := cell_centres_px(1)[:, ::WHITE_STEP_PX, ::WHITE_STEP_PX]),
        np.ones_like(places[0]),
        (places * places).sum(0),
    ]
)
_FROM_WHITE_GRID: Final = np.diag([WHITE_STEP_PX, WHITE_STEP_PX, 1.0])
#: How much each brightness counts, and what keeps an eye that shows no white at white.
_WHITE_WEIGHTS: Final = (np.arange(256, dtype=np.float32) / 255) ** WHITE_POWER
WHITE_FAINT: Final = 0.255

Edge = tuple[float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Glints:
    """The glints of N eyes in a frame.

    spots     (N, h, w, 3) what they add to the frame
    places    (N, 2) int: x and y of each eye's first pixel in the frame, or beyond its edges
    corneas   where the eyes can show glints
    turns     (N, 2, 2): ways in crop pixels -> ways in frame pixels
    """

    spots: Image
    places: Places
    corneas: Corneas
    turns: FloatArray

    def without(self, frame: Image, box: Box) -> Image:
        """Return a copy of a box of the frame, which lies inside it, without the glints."""
        left, top, right, bottom = box
        seen = frame[top:bottom, left:right]
        plain = seen.copy()
        height, width = self.spots.shape[1:3]
        for (x, y), spots in zip((self.places - (left, top)).tolist(), self.spots, strict=True):
            window = slice(max(y, 0), max(y + height, 0)), slice(max(x, 0), max(x + width, 0))
            shown = plain[window]
            part = spots[max(-y, 0) :, max(-x, 0) :][: shown.shape[0], : shown.shape[1]]
            # The windows of a face that was found twice overlap, so the darkest result counts.
            np.minimum(shown, seen[window] - part, out=shown)
        return plain

    def draw_moved(self, eye: int, way: FloatArray, picture: Image, corner: Point) -> None:
        """Draw an eye's glints alone into a black picture, moved with the iris.

        way       (2,) of the iris, from `iris_ways`
        corner    x and y of the picture's first pixel in the frame
        """
        x, y = (self.places[eye] - GLINT_WAY * self.turns[eye] @ way - corner).tolist()
        left, top = max(math.floor(x), 0), max(math.floor(y), 0)
        height, width = self.spots.shape[1:3]
        part = picture[top : top + height + 1, left : left + width + 1]
        if part.size:
            cut(self.spots[eye], np.array([[1, 0, left - x], [0, 1, top - y]]), part, sharp=True)

    def shown(self, eyes: Places, x: FloatArray, y: FloatArray) -> FloatArray:
        """Return (M,) in 0..1: how far places of the frame can show the glints of these eyes."""
        return self.corneas.show(eyes, x, y, USUAL_IRIS_RADIUS_PX, 1.0)


def part_glints(frame: Image, views: Sequence[EyePlace]) -> Glints | None:
    """Return the glints of eyes of about one size, None if there are none.

    A glint is what a morphological opening removes near the iris's centre, between the lids: a spot
    smaller than GLINT_SIZE_PX both ways, brighter than its surroundings in all colours, and no part
    of an upright or level line of GLINT_LENGTH_PX, such as the edge of a lid.
    """
    crops = [view.crop for view in views]
    corneas = Corneas.of(np.array([view.anchors for view in views]), crops)
    reach = math.ceil(GLINT_REACH_PX * max(crop.scale for crop in crops))
    corners = np.floor(corneas.centres).astype(int) - reach
    spots = _spots(frame, corners, 2 * reach + 2, crops)
    opacity = _opacity(spots, corners, corneas, crops)
    if opacity is None:
        return None
    left, top, right, bottom = used_box(opacity) or (0, 0, 1, 1)
    left, top = max(0, left - _AROUND_PX), max(0, top - _AROUND_PX)
    within = slice(None), slice(top, bottom + _AROUND_PX), slice(left, right + _AROUND_PX)
    found = spots[within] * opacity[within][..., None]
    levels = to_levels(found.reshape(-1, found.shape[2], 3)).reshape(found.shape)
    turns = np.array([crop.to_frame[:, :2] for crop in crops], np.float32)
    return Glints(levels, corners + np.array([left, top]), corneas, turns)


def _spots(frame: Image, corners: Places, side: int, crops: Sequence[EyeCrop]) -> Image:
    """Return (N, side, side, 3): what bright spots add to windows of the frame at `corners`."""
    windows = [continued(frame, (x, y, x + side, y + side)) for x, y in corners.tolist()]
    plain = [_without_spots(bgr, crop.scale) for bgr, crop in zip(windows, crops, strict=True)]
    return np.stack(windows) - np.stack(plain)


def _opacity(
    spots: Image, corners: Places, corneas: Corneas, crops: Sequence[EyeCrop]
) -> FloatArray | None:
    """Return (N, side, side) in 0..1: how far each pixel is a glint; None if none is."""
    count, side = spots.shape[:2]
    blue, green, red = planes(spots.reshape(-1, side, 3))
    brightness = np.minimum(np.minimum(blue, green), red).reshape(count, side, side)
    if brightness.max() <= 255 * GLINT_FROM:
        return None
    along = np.arange(side, dtype=np.float32)
    xs, ys = corners.astype(np.float32).T[:, :, None] + along  # (N, side) each
    near = corneas.show_all(xs, ys, GLINT_RADIUS_PX)
    share: FloatArray = brightness * np.float32(1 / 255)
    near[(share * near).max((1, 2)) <= GLINT_FROM] = 0
    if not near.any():
        return None
    share = limited((share - GLINT_FROM) / (GLINT_ALL - GLINT_FROM), 0.0, 1.0)
    for eye, crop in enumerate(crops):
        near[eye] *= widened(share[eye], _odd(3 * crop.scale)[0])
    return near


def iris_ways(anchors: FloatArray, flows: FloatArray) -> FloatArray:
    """Return (N, 2): each eye's mean flow around its iris's new centre, in crop pixels.

    anchors   (N, 7, 2) landmarks in crop pixels
    flows     (N, 2, H, W) in crop pixels
    """
    corneas = Corneas.of(anchors)
    flow = flows[:, :, ::_WAY_STEP_PX, ::_WAY_STEP_PX].reshape(len(flows), 2, -1)
    places = cell_centres_px(1)[:, ::_WAY_STEP_PX, ::_WAY_STEP_PX].reshape(2, -1) + flow
    apart = np.abs(places - corneas.centres[:, :, None])
    # A square first: few pixels are worth the exact measure.
    near = np.flatnonzero(np.maximum(apart[:, 0], apart[:, 1]) < IRIS_REACH_PX + 1)
    shown = np.zeros((len(flows), flow.shape[2], 1), np.float32)
    xs, ys = (places[:, axis].ravel().take(near) for axis in (0, 1))
    shown.reshape(-1)[near] = corneas.show(near // flow.shape[2], xs, ys, IRIS_REACH_PX)
    ways: FloatArray = (flow @ shown)[:, :, 0] / np.maximum(shown.sum(1), 1.0)
    return ways


def _without_spots(pixels: Image, scale: float) -> Image:
    """Return a picture without bright spots, of an eye of `scale` frame pixels for a crop pixel.

    Openings have odd sizes, half a pixel more than in the crop, since spots begin anywhere. Between
    two sizes the pictures are blended, so nothing jumps when a face comes nearer.
    """
    side, share = _odd(GLINT_SIZE_PX * scale + 0.5)
    small, large = (opened(pixels, size, size) for size in (side, side + 2))
    length, _ = _odd(GLINT_LENGTH_PX * scale + 0.5)
    lines = brighter(opened(pixels, 1, length), opened(pixels, length, 1))
    return brighter(blend(small, large, share), lines)


@dataclass(frozen=True, slots=True, eq=False)
class Corneas:
    """The irises of N eyes and the lids around them, in crop pixels or in frame pixels.

    edges     (N, 6, 3): the lids' edges as (a, b, c); a place is a * x + b * y + c crop pixels
              inside of each
    centres   (N, 2): the irises' centres
    scales    (N, 1): pixels for a crop pixel
    """

    edges: FloatArray
    centres: FloatArray
    scales: FloatArray

    @classmethod
    def of(cls, anchors: FloatArray, crops: Sequence[EyeCrop] = ()) -> Self:
        """Return eyes with landmarks (N, 7, 2), for places in crop pixels.

        For places in frame pixels if the crops are given.
        """
        edges = [_edges(points) for points in anchors.tolist()]
        if not crops:
            scales = np.ones((len(anchors), 1), np.float32)
            return cls(np.array(edges, np.float32), anchors[:, IRIS], scales)
        eyes = list(zip(anchors, edges, crops, strict=True))
        seen = [_edges_in_frame(of_eye, crop) for _, of_eye, crop in eyes]
        centres = [transform_points(crop.to_frame, eye[IRIS]) for eye, _, crop in eyes]
        scales = np.array([[crop.scale] for crop in crops], np.float32)
        return cls(np.array(seen, np.float32), np.array(centres), scales)

    def show_all(self, x: FloatArray, y: FloatArray, radius_px: float) -> FloatArray:
        """Return (N, h, w): `show` for pictures with columns at x (N, w) and rows at y (N, h)."""
        return _soft(radius_px - self.apart(x, y)) * _soft(self.inside(x, y))

    def inside(self, x: FloatArray, y: FloatArray) -> FloatArray:
        """Return (N, h, w): how far pictures' pixels are between the lids, in crop pixels."""
        a, b, c = self.edges.transpose(2, 0, 1)[..., None]  # (N, 6, 1) each
        across, down = a * x[:, None], b * y[:, None] + c
        inside: FloatArray = (across[:, :, None] + down[..., None]).min(1)
        return inside

    def apart(self, x: FloatArray, y: FloatArray) -> FloatArray:
        """Return (N, h, w): how far pictures' pixels are from the iris, in crop pixels."""
        dx, dy = x - self.centres[:, :1], y - self.centres[:, 1:]
        apart: FloatArray = np.sqrt((dx * dx)[:, None] + (dy * dy)[:, :, None])
        return apart / self.scales[..., None]

    def show(
        self, eyes: Places, x: FloatArray, y: FloatArray, radius_px: float, grown_px: float = 0.0
    ) -> FloatArray:
        """Return (M,) in 0..1: whether M places are near the iris's centre and between the lids.

        The places belong to eyes by their numbers. Lids and radius, in crop pixels, are `grown_px`
        wider.
        """
        a, b, c = self.edges.transpose(2, 1, 0).take(eyes, 2)  # (6, M) each
        inside = (a * x + b * y + c).min(0)
        centre_x, centre_y = self.centres.T.take(eyes, 1)
        distance = root_of_squares(x - centre_x, y - centre_y) / self.scales[:, 0].take(eyes)
        return _soft(radius_px + grown_px - distance) * _soft(inside + np.float32(grown_px))


def white_colours(bgr: Image, places: Sequence[EyePlace]) -> FloatArray:
    """Return (N, 3) BGR, 0..255: each white's hue at full brightness.

    As `training.compositor` has it: the mean between the lids and beyond the iris, mostly of what
    is bright. White under a warm lamp is warm: lightened towards pure white, it would look like a
    blue haze.
    """
    shown = np.empty((len(places), *_WHITE_GRID.shape[1:], 3), np.uint8)
    limits = []
    for place, part in zip(places, shown, strict=True):
        cut(bgr, place.crop.to_frame @ _FROM_WHITE_GRID, part, edges=True)
        points = place.anchors.tolist()
        x, y = points[IRIS]
        beyond = (-2 * x, -2 * y, x * x + y * y - WHITE_FROM_PX**2, 1.0)
        limits.append([*((*edge, 0.0) for edge in _edges(points)), beyond])
    seen = np.array(limits, np.float32) @ _WHITE_GRID.reshape(4, -1)  # (N, 7, pixels)
    blue, green, red = planes(shown.reshape(-1, shown.shape[2], 3))
    weights = _WHITE_WEIGHTS.take(brighter(brighter(blue, green), red).reshape(len(places), 1, -1))
    weights *= seen.min(1, keepdims=True) >= 0
    light = (weights @ shown.reshape(len(places), -1, 3).astype(np.float32))[:, 0] + WHITE_FAINT
    whites: FloatArray = 255 * light / light.max(1, keepdims=True)
    return whites


def _edges(points: Sequence[Sequence[float]]) -> list[Edge]:
    """Return the edges between the lids' landmarks, as in `Corneas.edges`."""
    return [_edge(*one, *two) for one, two in pairwise([*points[:IRIS], points[0]])]


def _edge(x: float, y: float, next_x: float, next_y: float) -> Edge:
    """Return the line from one point to the next, as in `Corneas.edges`."""
    dx, dy = next_x - x, next_y - y
    length = max(math.hypot(dx, dy), 1e-3)
    ex, ey = dx / length, dy / length
    return -ey, ex, ey * x - ex * y


def _edges_in_frame(edges: Sequence[Edge], crop: EyeCrop) -> list[Edge]:
    """Return the same lines for places in frame pixels."""
    (xx, xy, x), (yx, yy, y) = crop.to_crop.tolist()
    return [(a * xx + b * yx, a * xy + b * yy, a * x + b * y + c) for a, b, c in edges]


def _soft(inside_px: FloatArray) -> FloatArray:
    """Return 0 outside to 1 inside, from the distance to an edge."""
    return limited(inside_px + np.float32(0.5), 0.0, 1.0)


def _odd(size_px: float) -> tuple[int, float]:
    """Return the largest odd number up to a size, at least 3, and how near the next one is."""
    odd = max(3, 2 * math.floor((size_px - 1) / 2) + 1)
    return odd, min(max((size_px - odd) / 2, 0.0), 1.0)
