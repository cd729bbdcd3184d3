"""A warp prepared for drawing: its maps, cut to the part of the crop that it changes.

A live face at rest keeps its warp for several frames, so this work is done once for all of them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from gazefix.imaging.crops import EyePlace
from gazefix.imaging.eye_model import (
    BRIGHTEN_MOST,
    DARKEN_MORE,
    DARKEN_WAY_PX,
    IRIS_REACH_PX,
    SQUEEZED_ALL,
    SQUEEZED_FROM,
)
from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.imaging.glints import iris_ways
from gazefix.imaging.operations import (
    Box,
    blur,
    hull,
    joined,
    limited,
    resized,
    root_of_squares,
    slope,
    used_box,
)
from gazefix.imaging.raised.raised_lids import RAISED_LIDS, keep_lids_shaded
from gazefix.kernels import library
from gazefix.kernels.warps import prepare
from gazefix.types import FloatArray, Image

#: Strength of the unsharp mask for each unit of magnification beyond 1, and its limit.
DETAIL_GAIN: Final = 1.4
DETAIL_MOST: Final = 1.3
#: The same where the warp shrinks: a lens's blur does not shrink with what it shows, so the made
#: edges must be softened.
SOFT_GAIN: Final = 2.6
SOFT_SHRUNK_MOST: Final = 0.4
#: The same by the iris's way, sideways and down (below zero: up), in crop pixels: the way and the
#: softening; below zero, sharpening. Made eyes are then as sharp as photographs that really look
#: there, within a tenth in every direction up to 25 degrees; 24 people of known gaze.
SOFT_SIDEWAYS: Final = (
    (0.0, 1.6, 3.2, 4.8, 6.4, 8.0, 9.6),
    (0.0, 0.1, 0.1, 0.02, -0.12, -0.2, -0.26),
)
SOFT_UPRIGHT: Final = ((-4.0, -2.0, 0.0, 2.0, 4.4), (-0.5, 0.0, 0.0, 0.2, 0.02))
SOFT_MOST: Final = SOFT_SHRUNK_MOST + max(SOFT_SIDEWAYS[1]) + max(SOFT_UPRIGHT[1])
#: Stretching factors at which a strip starts to show as streaks, and shows only as streaks.
STREAKS_FROM, STREAKS_ALL = 1.9, 3.6
#: Lines fainter than this are left alone.
LEAST_LINE: Final = 0.05
#: Smallest visible movement, in frame pixels.
STILL_PX: Final = 0.02
#: Smallest visible lightening: half a grey level.
STILL_LIGHTEN: Final = 0.002
#: Smallest visible brightening, log2 of a factor: half a level of a hundred.
STILL_BRIGHTEN: Final = 0.007
#: Largest scale, in frame pixels per crop pixel, at which linearly enlarged maps show no facets.
LINEAR_SCALE: Final = 1.5
#: Numbers for a pixel of the maps: six and two zeros, so that processors take all at once.
MAPS: Final = 8
#: Margin around the changed part, in crop pixels: cubic interpolation reads this far.
_MARGIN_PX: Final = 2
#: `WarpRules` in warps.c.
_RULES: Final = np.array(
    (
        *(BRIGHTEN_MOST, DARKEN_MORE, DARKEN_WAY_PX, STILL_PX, STILL_LIGHTEN, STILL_BRIGHTEN),
        *(_MARGIN_PX, IRIS_REACH_PX, DETAIL_GAIN, DETAIL_MOST, SOFT_GAIN, SOFT_SHRUNK_MOST),
        *(SOFT_MOST, STREAKS_FROM, STREAKS_ALL, SQUEEZED_FROM, SQUEEZED_ALL, LEAST_LINE),
        *(number for table in (*SOFT_SIDEWAYS, *SOFT_UPRIGHT) for number in table),
        *RAISED_LIDS,
    ),
    np.float32,
)


@dataclass(frozen=True, slots=True, eq=False)
class PreparedWarp:
    """A warp, and everything about it that does not depend on where it is drawn.

    warp      (WARP_MAPS, CROP_HEIGHT_PX, CROP_WIDTH_PX) float32: flow x, flow y in crop pixels,
              lightening towards white 0..1, and brightening, log2 of a factor in -1..1; zero
              towards the crop's border
    part      box of the crop with all visible changes and a margin; empty if nothing changes
    outline   (K, 2) crop pixels, the convex hull of what changes
    maps      (h, w, MAPS), the maps of `warp_maps` in `part`, fine enough to be sampled linearly
    fine      pixels of the maps for a crop pixel
    shift     (2,), from where a crop pixel would lie in such maps of the whole crop
    has_lines whether a line can be seen; most warps have none
    iris_way  (2,) crop pixels, from `glints.iris_ways`
    lines     from `front_lines.lines_before`
    """

    warp: FloatArray
    part: Box
    outline: FloatArray
    maps: FloatArray
    fine: int
    shift: FloatArray
    has_lines: bool
    iris_way: FloatArray
    lines: Image | None = None

    @property
    def changes_nothing(self) -> bool:
        """Whether the warp is zero everywhere."""
        return self.part[2] <= self.part[0]


def prepare_warps(warps: Sequence[FloatArray], views: Sequence[EyePlace]) -> list[PreparedWarp]:
    """Prepare the warps of several eyes in one pass."""
    scales = np.array([view.crop.scale for view in views], np.float32)
    anchors = np.array([view.anchors for view in views], np.float32)
    found = (_by_kernel if library() else _by_arrays)(np.stack(warps), anchors, scales)
    made = []
    for warp, scale, eye in zip(warps, scales.tolist(), found, strict=True):
        x0, y0, x1, y1 = eye.box
        # Facets shrink with the square of their size.
        fine = max(1, math.ceil(math.sqrt(scale / LINEAR_SCALE))) if x1 else 1
        maps = eye.maps
        if fine > 1:
            maps = resized(maps, (fine * (x1 - x0), fine * (y1 - y0)), sharp=True)
        # Pixels' centres in finer maps: fine * (p + 0.5) - 0.5.
        shift = (fine - 1) / 2 - fine * np.array((x0, y0), np.float32)
        drawn = warp, eye.box, eye.outline, maps, fine, shift, eye.has_lines, eye.way
        made.append(PreparedWarp(*drawn))
    return made


class _Found(NamedTuple):
    """What is found of one warp; all eyes of a call have one box. See `PreparedWarp`."""

    box: Box
    outline: FloatArray
    maps: FloatArray
    has_lines: bool
    way: FloatArray


def _by_kernel(stack: FloatArray, anchors: FloatArray, scales: FloatArray) -> list[_Found]:
    found, maps = prepare(stack, anchors, scales, _RULES)
    box = found["box"][0].tolist()
    corners, lines = found["corners"].tolist(), found["has_lines"].tolist()
    return [
        _Found(tuple(box), found["outline"][n, : corners[n]], maps[n], bool(lines[n]), way)
        for n, way in enumerate(found["way"])
    ]


def _by_arrays(stack: FloatArray, anchors: FloatArray, scales: FloatArray) -> list[_Found]:
    ways = iris_ways(anchors, stack[:, :2])
    keep_lids_shaded(stack, ways, anchors)
    sideways, down = np.abs(ways[:, 0]), -ways[:, 1]
    darker = 1 + DARKEN_MORE * np.minimum(np.abs(down) / DARKEN_WAY_PX, 1)
    light = stack[:, 3]
    np.minimum(light, BRIGHTEN_MOST, out=light)
    np.minimum(light, light * darker[:, None, None], out=light)
    flow_x, flow_y, lighten, brighten = stack.transpose(1, 0, 2, 3)
    changes = flow_x * flow_x + flow_y * flow_y > ((STILL_PX / scales) ** 2)[:, None, None]
    changes |= lighten > STILL_LIGHTEN
    changes |= np.abs(brighten) > STILL_BRIGHTEN
    # Eyes have the same place in their crops, so one box serves all.
    x0, y0, x1, y1 = used_box(changes) or (0, 0, 0, 0)
    if not x1:
        nothing = np.zeros((0, 2), np.float32), np.zeros((0, 0, MAPS), np.float32), False
        return [_Found((0, 0, 0, 0), *nothing, way) for way in ways]
    x0, y0 = max(0, x0 - _MARGIN_PX), max(0, y0 - _MARGIN_PX)
    x1, y1 = min(CROP_WIDTH_PX, x1 + _MARGIN_PX), min(CROP_HEIGHT_PX, y1 + _MARGIN_PX)
    part = slice(y0, y1), slice(x0, x1)
    softer = np.interp(sideways, *SOFT_SIDEWAYS) + np.interp(down, *SOFT_UPRIGHT)
    maps, lines = warp_maps(stack[:, :, *part], softer.astype(np.float32))
    seen = lines > LEAST_LINE
    changes[:, *part] |= seen
    return [
        _Found((x0, y0, x1, y1), hull(change), own, bool(line.any()), way)
        for change, own, line, way in zip(changes, maps, seen, ways, strict=True)
    ]


def warp_maps(warps: FloatArray, softer: FloatArray | None = None) -> tuple[FloatArray, FloatArray]:
    """Return what warps (N, WARP_MAPS, h, w) do to shapes, as two maps.

    softer    (N,), by how much to soften what moves; below zero, to sharpen it

    (N, h, w, MAPS): flow, lightening, detail, brightening, line and two zeros. Detail is
    -1 - SOFT_MOST..DETAIL_MOST: the detail that stretching takes; below zero what shrinking adds,
    and below -SOFT_MOST how much of the result is streaks. Line is 0..1, how far each is part of a
    line.
    (N, h, w), >= 0: how far the source is squeezed into a line; from 1 on, only a line is left.

    All follow from the Jacobian of the sampling map: detail from its determinant, streaks from its
    smaller singular value, lines from its larger one, as in `training.compositor.squeezed`.
    """
    count, _, height, width = warps.shape
    # All eyes in one picture, one below the other.
    flow_x, flow_y, lighten, brighten = warps.transpose(1, 0, 2, 3).reshape(4, -1, width)
    xx, xy, yx, yy = 1 + slope(flow_x, 1), slope(flow_x, 0), slope(flow_y, 1), 1 + slope(flow_y, 0)
    stretched = 1 / np.sqrt(limited(np.abs(xx * yy - xy * yx), 0.1, 10.0)) - 1
    strength = stretched * np.where(stretched > 0, DETAIL_GAIN, SOFT_GAIN).astype(np.float32)
    # The singular values are half_sum + half_difference and |half_sum - half_difference|.
    half_sum = root_of_squares(xx + yy, yx - xy) / 2
    half_difference = root_of_squares(xx - yy, yx + xy) / 2
    smaller = np.abs(half_sum - half_difference)
    streaks = (1 / STREAKS_FROM - smaller) / (1 / STREAKS_FROM - 1 / STREAKS_ALL)
    streaks = limited(streaks, 0.0, 1.0)
    larger = half_sum + half_difference
    lines = np.maximum((larger - SQUEEZED_FROM) / (SQUEEZED_ALL - SQUEEZED_FROM), 0.0)
    strength = limited(strength, -SOFT_SHRUNK_MOST, DETAIL_MOST)
    if softer is not None and softer.any():
        moves = limited(root_of_squares(flow_x, flow_y), 0.0, 1.0)
        strength -= moves * np.repeat(softer, height)[:, None]
    strength *= 1 - streaks
    strength -= (1 + SOFT_MOST) * streaks
    detail = np.concatenate([blur(eye, 1.0) for eye in strength.reshape(count, height, width)])
    nothing = np.zeros_like(detail)
    maps = joined(
        *(flow_x, flow_y, lighten, detail, brighten, np.minimum(lines, 1), nothing, nothing)
    )
    return maps.reshape(count, height, width, MAPS), lines.reshape(count, height, width)
