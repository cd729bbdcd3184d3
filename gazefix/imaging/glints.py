"""Reflections on the cornea: taken out of the frame before an eye is warped, and drawn again where they belong.

A lamp's picture on the cornea moves less than half as far as the iris. Warped with it, it would land in the wrong place; and a
flow that spares it, as a network learns where it may, presses it flat. The same as `deepwarp.apply_redirection` does, on the
frame's own pixels.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Self

import numpy as np
import numpy.typing as npt

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
)
from gazefix.imaging.geometry import EyeCrop, cell_centres_px, transform_points
from gazefix.imaging.operations import (
    Box,
    Places,
    blend,
    brighter,
    continued,
    limited,
    opened,
    planes,
    root_of_squares,
    sample,
    to_levels,
    tripled,
    used_box,
    widened,
)
from gazefix.types import IRIS, FloatArray, Image

#: Half the side of what is looked at around an iris's centre, pixels of the crop.
_REACH_PX: Final = math.ceil(USUAL_IRIS_RADIUS_PX + 2)
#: Pixels of the frame beside a spot that sampling looks at.
_AROUND_PX: Final = 4
#: The iris's way is looked up at pixels of the crop that are so far apart, both ways.
_WAY_STEP_PX: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class Glints:
    """The reflections of N eyes, in a frame.

    spots     (N, h, w, 3) what they add to the frame
    places    (N, 2) int: x and y of the frame's pixel, or one beyond its edges, from which on each eye's stand
    corneas   where the eyes show any
    turns     (N, 2, 2): ways in pixels of the crop -> in pixels of the frame
    """

    spots: Image
    places: npt.NDArray[np.intp]
    corneas: Corneas
    turns: FloatArray

    def without(self, frame: Image, box: Box) -> Image:
        """Return a copy of a box of the frame, which lies inside it, without the glints."""
        left, top, right, bottom = box
        plain = frame[top:bottom, left:right].copy()
        height, width = self.spots.shape[1:3]
        for (x, y), spots in zip((self.places - (left, top)).tolist(), self.spots, strict=True):
            rows = slice(max(y, 0), max(y + height, 0))
            columns = slice(max(x, 0), max(x + width, 0))
            shown = plain[rows, columns]
            part = spots[max(-y, 0) :, max(-x, 0) :][: shown.shape[0], : shown.shape[1]]
            # Windows overlap where a face was found twice, so the darkest result counts.
            seen = frame[top:bottom, left:right][rows, columns]
            np.minimum(shown, seen - part, out=shown)
        return plain

    def moved(
        self,
        eyes: Places,
        at: tuple[FloatArray, FloatArray],
        sources: tuple[FloatArray, FloatArray],
        ways: FloatArray,
    ) -> tuple[Places, FloatArray]:
        """Which of M pixels get something of them when the irises come to stand where their ways (N, 2) show, see `iris_ways`;
        and what it is, (K, 3).

        The pixels belong to eyes by their numbers, stand `at` x and y of the frame and show what stood at `sources`.
        """
        height, width = self.spots.shape[1:3]
        shifts = (GLINT_WAY * (self.turns @ ways[:, :, None])[:, :, 0] - self.places).astype(
            np.float32
        )
        xs, ys = (axis + shift.take(eyes) for axis, shift in zip(at, shifts.T, strict=True))
        near = np.flatnonzero((xs > 0) & (xs < width - 1) & (ys > 0) & (ys < height - 1))
        if not len(near):
            return near, np.zeros((0, 3), np.float32)
        eyes = eyes.take(near)
        shown = self.corneas.show(
            eyes, sources[0].take(near), sources[1].take(near), USUAL_IRIS_RADIUS_PX, 1.0
        )
        ys = ys.take(near) + (height * eyes).astype(np.float32)  # one eye's stand below another's
        return near, sample(self.spots.reshape(-1, width, 3), xs.take(near), ys) * tripled(shown)


def part_glints(frame: Image, views: Sequence[EyePlace]) -> Glints | None:
    """The reflections of eyes of about one size, or None where there are none.

    A reflection is what a morphological opening takes away near the iris's centre between the lids: a spot that is smaller
    than GLINT_SIZE_PX both ways, brighter than what is around it in all colours, and no part of a line of GLINT_LENGTH_PX,
    upright or level, such as the edge of a lid.
    """
    crops = [view.crop for view in views]
    scales = [crop.scale for crop in crops]
    reach = math.ceil(_REACH_PX * max(scales))
    side = 2 * reach + 2
    corneas = Corneas.of(np.stack([view.anchors for view in views]), crops)
    places = np.array(
        [(math.floor(x) - reach, math.floor(y) - reach) for x, y in corneas.centres.tolist()]
    )
    windows = [continued(frame, (x, y, x + side, y + side)) for x, y in places.tolist()]
    spots: Image = np.concatenate(
        [bgr - _without_spots(bgr, scale) for bgr, scale in zip(windows, scales, strict=True)]
    )
    blue, green, red = planes(spots)
    brightness = np.minimum(np.minimum(blue, green), red).reshape(-1, side, side)
    if brightness.max() <= 255 * GLINT_FROM:
        return None
    along = np.arange(side, dtype=np.float32)
    xs, ys = places.astype(np.float32).T[:, :, None] + along  # (N, side) each
    near = corneas.show_all(xs, ys, GLINT_RADIUS_PX)
    share: FloatArray = brightness * np.float32(1 / 255)
    if (share * near).max() <= GLINT_FROM:
        return None
    share = limited((share - GLINT_FROM) / (GLINT_ALL - GLINT_FROM), 0.0, 1.0)
    near *= np.stack(
        [widened(of_eye, _odd(3 * scale)[0]) for of_eye, scale in zip(share, scales, strict=True)]
    )
    left, top, right, bottom = used_box(near) or (0, 0, 1, 1)
    left, top = max(0, left - _AROUND_PX), max(0, top - _AROUND_PX)
    within = slice(None), slice(top, bottom + _AROUND_PX), slice(left, right + _AROUND_PX)
    near = near[within]
    found = to_levels(
        (spots.reshape(-1, side, side, 3)[within] * near[..., None]).reshape(-1, near.shape[2], 3)
    )
    turns = np.stack([crop.to_frame[:, :2] for crop in crops]).astype(np.float32)
    return Glints(found.reshape(*near.shape, 3), places + np.array([left, top]), corneas, turns)


def iris_ways(anchors: FloatArray, flows: FloatArray) -> FloatArray:
    """(N, 2): for each eye, with landmarks (N, 7, 2), the flow, of (N, 2, H, W), where the middle of its iris comes to stand;
    all in pixels of the crop."""
    corneas = Corneas.of(anchors)
    flow = flows[:, :, ::_WAY_STEP_PX, ::_WAY_STEP_PX].reshape(len(flows), 2, -1)
    places = cell_centres_px(1)[:, ::_WAY_STEP_PX, ::_WAY_STEP_PX].reshape(2, -1) + flow
    apart = np.abs(places - corneas.centres[:, :, None])
    near = np.flatnonzero(
        np.maximum(apart[:, 0], apart[:, 1]) < IRIS_REACH_PX + 1
    )  # few, for which it is worth to go on
    shown = np.zeros((len(flows), flow.shape[2], 1), np.float32)
    xs, ys = (places[:, axis].ravel().take(near) for axis in (0, 1))
    shown.reshape(-1)[near] = corneas.show(near // flow.shape[2], xs, ys, IRIS_REACH_PX)
    ways: FloatArray = (flow @ shown)[:, :, 0] / np.maximum(shown.sum(1), 1.0)
    return ways


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


@dataclass(frozen=True, slots=True, eq=False)
class Corneas:
    """Where the irises of N eyes are, and between which lids, in pixels of their crops or of the frame.

    edges     (N, 6, 3): the lids' edges as (a, b, c): a place lies a * x + b * y + c pixels of the crop inside of each
    centres   (N, 2): the irises' centres
    scales    (N, 1): how many of these pixels one of the crop is
    """

    edges: FloatArray
    centres: FloatArray
    scales: FloatArray

    @classmethod
    def of(cls, anchors: FloatArray, crops: Sequence[EyeCrop] = ()) -> Self:
        """Eyes with landmarks (N, 7, 2) in pixels of their crops, for places in pixels of these; or of the frame, where the
        crops are given."""
        edges = [
            [_edge(*one, *two) for one, two in pairwise([*eye[:IRIS], eye[0]])]
            for eye in anchors.tolist()
        ]
        if not crops:
            return cls(
                np.array(edges, np.float32),
                anchors[:, IRIS],
                np.ones((len(anchors), 1), np.float32),
            )
        seen = [
            [_edge_in_frame(edge, crop) for edge in of_eye]
            for of_eye, crop in zip(edges, crops, strict=True)
        ]
        centres = [
            transform_points(crop.to_frame, eye[IRIS])
            for eye, crop in zip(anchors, crops, strict=True)
        ]
        return cls(
            np.array(seen, np.float32),
            np.stack(centres),
            np.array([[crop.scale] for crop in crops], np.float32),
        )

    def show_all(self, x: FloatArray, y: FloatArray, radius_px: float) -> FloatArray:
        """(N, h, w) in 0..1, for a picture of each eye with columns at x (N, w) and rows at y (N, h): as `show`."""
        a, b, c = self.edges.transpose(2, 0, 1)[..., None]  # (N, 6, 1) each
        inside = ((a * x[:, None])[:, :, None] + (b * y[:, None] + c)[..., None]).min(1)
        dx, dy = x - self.centres[:, :1], y - self.centres[:, 1:]
        distance = np.sqrt((dx * dx)[:, None] + (dy * dy)[:, :, None]) / self.scales[..., None]
        return _soft(radius_px - distance) * _soft(inside)

    def show(
        self, eyes: Places, x: FloatArray, y: FloatArray, radius_px: float, grown_px: float = 0.0
    ) -> FloatArray:
        """(M,) in 0..1, for M places of eyes by their numbers: within a radius of the iris's centre and between the lids, both
        `grown_px` wider; radius and growth in pixels of the crop."""
        a, b, c = self.edges.transpose(2, 1, 0).take(eyes, 2)  # (6, M) each
        inside = (a * x + b * y + c).min(0)
        centre_x, centre_y = self.centres.T.take(eyes, 1)
        distance = root_of_squares(x - centre_x, y - centre_y) / self.scales[:, 0].take(eyes)
        return _soft(radius_px + grown_px - distance) * _soft(inside + np.float32(grown_px))


Edge = tuple[float, float, float]


def _edge(x: float, y: float, next_x: float, next_y: float) -> Edge:
    """The line from one point to the next, as `Corneas.edges` has them."""
    dx, dy = next_x - x, next_y - y
    length = max(math.hypot(dx, dy), 1e-3)
    ex, ey = dx / length, dy / length
    return -ey, ex, ey * x - ex * y


def _edge_in_frame(edge: Edge, crop: EyeCrop) -> Edge:
    """The same line for places in pixels of the frame."""
    a, b, c = edge
    (xx, xy, x), (yx, yy, y) = crop.to_crop.tolist()
    return a * xx + b * yx, a * xy + b * yy, a * x + b * y + c


def _soft(inside_px: FloatArray) -> FloatArray:
    """0 outside and 1 inside, from a pixel's distance from the edge."""
    return limited(inside_px + np.float32(0.5), 0.0, 1.0)


def _odd(size_px: float) -> tuple[int, float]:
    """The largest odd number of at least 3 that is not more, and by how much of 2 it is less."""
    odd = max(3, 2 * math.floor((size_px - 1) / 2) + 1)
    return odd, min(max((size_px - odd) / 2, 0.0), 1.0)
