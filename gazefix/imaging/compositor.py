"""Puts a redirected eye into the frame.

Nothing is pasted: the network's flow is enlarged to the frame's own resolution and samples the frame's own pixels, so neither
the size of the network's picture nor a border shows. A pixel that does not move and is not lightened is not written at all.
Stretching and sampling between pixels take contrast from fine detail; an unsharp mask gives it back. Where white that the
source hardly shows is drawn out of a narrow strip, what stands beside it is drawn in as well, so that no streaks remain. Where
an iris slides under a lid, the white between them would be squeezed into a bright line; both its sides are continued over it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from gazefix.imaging.crops import EyePlace, crop_bounds, enlarge_map
from gazefix.imaging.eye_model import SQUEEZED_ALL, SQUEEZED_FROM
from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX, EyeCrop
from gazefix.imaging.glints import Places, iris_ways, part_glints
from gazefix.imaging.operations import (
    Box,
    blur,
    continued,
    joined,
    limited,
    noise_levels,
    planes,
    root_of_squares,
    sample,
    slope,
    to_levels,
    tripled,
    used_box,
)
from gazefix.types import FloatArray, Image

#: Movements below this many pixels of the frame are not visible: such pixels stay as they are, bit for bit.
STILL_PX: Final = 0.02
#: Lightening below half a grey level, likewise.
STILL_LIGHTEN: Final = 0.002
#: Strength of the unsharp mask (of one pixel): so much where pixels are sampled halfway between pixels, so much more for each
#: unit of magnification beyond 1, never more than so much.
DETAIL_BETWEEN: Final = 0.45
DETAIL_GAIN: Final = 1.4
DETAIL_MOST: Final = 1.3
#: Differences up to so many standard deviations of the frame's own noise around the eye, and within these grey levels, may be
#: noise, which is not made stronger.
NOISE_DEVIATIONS: Final = 2.0
LEAST_NOISE_LEVELS, MOST_NOISE_LEVELS = 0.5, 6.0


#: A source that is stretched so many times, and so many, shows the first and nothing but streaks: they are evened out between
#: so many places beside one another, these pixels of the crop apart.
STREAKS_FROM, STREAKS_ALL = 1.9, 3.6
STREAK_PLACES: Final = 7
STREAK_STEP_PX: Final = 0.8

#: Still pixels that are less of a line than this are left alone; how far what is squeezed is itself seen where both its sides
#: are continued; and how far these reach, pixels of the crop.
LEAST_LINE: Final = 0.05
LINE_SEEN: Final = 1e-4
LINE_SIGMA_PX: Final = 0.6

#: Pixels of the crop that are enlarged around what a warp changes: as many as cubic interpolation looks at.
_MARGIN_PX: Final = 2
#: Up to so many pixels of the frame for one of the crop a flow is enlarged linearly: its facets are too small to be seen.
LINEAR_SCALE: Final = 1.5
#: Pixels of the frame that a sheet shows around them, as far as a blur of one pixel reaches.
_SHEET_MARGIN_PX: Final = 4
#: Eyes whose sizes differ by no more than this are drawn in one pass.
_ALIKE: Final = 1.25

#: One pixel as one value: its three colours move together, as bytes or as float32.
_PIXEL, _FLOAT_PIXEL = np.dtype("V3"), np.dtype("V12")


@dataclass(frozen=True, slots=True, eq=False)
class PreparedWarp:
    """A warp, and what of it is the same wherever it is drawn.

    warp               (3, CROP_HEIGHT_PX, CROP_WIDTH_PX) float32: flow x, flow y in pixels of the crop, and lightening 0..1;
                       zero towards the crop's border
    part               the box of the crop that holds all that it changes and a margin; empty where it changes nothing
    values, squeezing  the maps of `shape_of` in that box, (h, w, 4) and (h, w); None for the latter where it squeezes nothing,
                       as most warps do
    iris_way           (2,) pixels of the crop: as in `glints.iris_ways`
    """

    warp: FloatArray
    part: Box
    values: FloatArray
    squeezing: FloatArray | None
    iris_way: FloatArray


def prepare_warps(warps: Sequence[FloatArray], views: Sequence[EyePlace]) -> list[PreparedWarp]:
    """Warps of eyes and their shapes, found in one pass."""
    stack = np.stack(warps)
    # Eyes stand at the same place in their crops, so one box serves all; what is beyond it costs nothing.
    used = used_box(stack)
    ways = iris_ways(np.stack([view.anchors for view in views]), stack[:, :2])
    if used is None:
        return [
            PreparedWarp(warp, (0, 0, 0, 0), warp[:0], None, way)
            for warp, way in zip(warps, ways, strict=True)
        ]
    part = (
        max(0, used[0] - _MARGIN_PX),
        max(0, used[1] - _MARGIN_PX),
        min(CROP_WIDTH_PX, used[2] + _MARGIN_PX),
        min(CROP_HEIGHT_PX, used[3] + _MARGIN_PX),
    )
    values, squeezing = shape_of(stack[:, :, part[1] : part[3], part[0] : part[2]])
    squeezed = (squeezing > LEAST_LINE).any((1, 2))
    lines = [of_eye if some else None for of_eye, some in zip(squeezing, squeezed, strict=True)]
    return [
        PreparedWarp(warp, part, *maps)
        for warp, *maps in zip(warps, values, lines, ways, strict=True)
    ]


def composite_eyes(
    target: Image, frame: Image, views: Sequence[EyePlace], warps: Sequence[PreparedWarp]
) -> None:
    """Draws redirected eyes, each by its warp, into `target`, a C-contiguous copy of `frame` (both (H, W, 3) BGR); `frame`
    stays as it is."""
    moved = [
        (view, warp) for view, warp in zip(views, warps, strict=True) if warp.part[2] > warp.part[0]
    ]
    drawn = [
        _drawn(target, frame, *zip(*moved[some], strict=True))
        for some in _alike([view.crop.scale for view, _ in moved])
    ]
    # Unlike reshape, this never copies.
    row_by_row: npt.NDArray[np.void] = np.ndarray(
        (target.shape[0] * target.shape[1], 1), _PIXEL, target
    )
    for places, pixels in drawn:
        row_by_row[places] = pixels.view(_PIXEL)


def _alike(scales: Sequence[float]) -> Iterator[slice]:
    """Runs of eyes of about one size, to be drawn in one pass, in which each is drawn as it would be alone."""
    begin = 0
    for end in range(1, len(scales) + 1):
        if end == len(scales) or max(scales[begin : end + 1]) > _ALIKE * min(
            scales[begin : end + 1]
        ):
            yield slice(begin, end)
            begin = end


def shape_of(warps: FloatArray) -> tuple[FloatArray, FloatArray]:
    """What warps (N, 3, h, w) do to shapes: (N, h, w, 4), the warps with a new last channel, -1..DETAIL_MOST: how much detail
    their stretching takes, or below zero how far it leaves streaks; and (N, h, w), >= 0: how far they squeeze what they sample
    into a line, which from 1 on is nothing else.

    Detail follows from the magnification, the inverse root of the determinant of the sampling map's Jacobian; streaks from the
    stretching along one axis, the inverse of its smaller singular value; lines from the larger one, as in `deepwarp.squeezed`.
    """
    count, _, height, width = warps.shape
    flow_x, flow_y, lighten = warps.transpose(1, 0, 2, 3).reshape(
        3, count * height, width
    )  # all eyes in one pass
    xx, xy, yx, yy = 1 + slope(flow_x, 1), slope(flow_x, 0), slope(flow_y, 1), 1 + slope(flow_y, 0)
    strength = DETAIL_GAIN / np.sqrt(limited(np.abs(xx * yy - xy * yx), 0.1, 10.0)) - DETAIL_GAIN
    # Half the sum and half the difference of the singular values.
    mean, apart = root_of_squares(xx + yy, yx - xy) / 2, root_of_squares(xx - yy, yx + xy) / 2
    streaks = limited(
        (1 / STREAKS_FROM - np.abs(mean - apart)) / (1 / STREAKS_FROM - 1 / STREAKS_ALL), 0.0, 1.0
    )
    squeezing = np.maximum((mean + apart - SQUEEZED_FROM) / (SQUEEZED_ALL - SQUEEZED_FROM), 0.0)
    strength = limited(strength, 0.0, DETAIL_MOST) * (1 - streaks) - streaks
    strength = strength.reshape(count, height, width)
    detail = np.concatenate([blur(eye, 1.0) for eye in strength])
    values = joined(flow_x, flow_y, lighten, detail).reshape(count, height, width, 4)
    return values, squeezing.reshape(count, height, width)


def _drawn(
    target: Image, frame: Image, views: Sequence[EyePlace], warps: Sequence[PreparedWarp]
) -> tuple[Places, Image]:
    """What eyes of about one size change: the numbers of pixels of the frame, row by row, and the pixels (M, 3).

    `target` is left as it comes. The eyes are drawn on one sheet: pictures of the frame around each, one below the other, all
    of one size.
    """
    crops = [view.crop for view in views]
    parts = [warp.part for warp in warps]
    boxes = _boxes(crops, parts)
    width, height = boxes[0][2] - boxes[0][0], boxes[0][3] - boxes[0][1]
    enlarged = np.concatenate(
        [
            enlarge_map(warp.values, crop, part, box, cubic=crop.scale > LINEAR_SCALE)
            for warp, crop, part, box in zip(warps, crops, parts, boxes, strict=True)
        ]
    )
    flow_x, flow_y, lighten, detail = (plane.reshape(-1) for plane in planes(enlarged))
    share = _lines(crops, warps, boxes)
    still = np.array([[(STILL_PX / crop.scale) ** 2] for crop in crops], np.float32)
    moves = ((flow_x * flow_x + flow_y * flow_y).reshape(len(crops), -1) > still).reshape(-1)
    moves |= lighten > STILL_LIGHTEN
    if share is not None:
        moves |= share > LEAST_LINE
    changed = np.flatnonzero(moves).astype(np.int32)
    if not len(changed):
        return changed, frame[:0, 0]

    # Which eye each pixel is of, where it stands in the frame, and where it comes from.
    rows = changed // width
    columns = changed - rows * width
    eyes = rows // height
    corners = np.array([box[:2] for box in boxes], np.int32) - [
        [0, height * number] for number in range(len(boxes))
    ]
    columns += corners[:, 0].take(eyes)
    rows += corners[:, 1].take(eyes)
    flow_x, flow_y, lighten, detail = (
        plane.take(changed) for plane in (flow_x, flow_y, lighten, detail)
    )
    share = None if share is None else share.take(changed)
    turns = np.stack([crop.to_frame[:, :2] for crop in crops]).astype(np.float32)
    a, b, c, d = (turn.take(eyes) for turn in turns.reshape(-1, 4).T)
    at: tuple[FloatArray, FloatArray] = columns.astype(np.float32), rows.astype(np.float32)
    xs, ys = a * flow_x + b * flow_y + at[0], c * flow_x + d * flow_y + at[1]

    glints = part_glints(frame, views)
    if glints:
        glints.take_from(target, frame)
    made = sample(target, xs, ys).astype(np.float32)
    streaky = np.flatnonzero(detail < -0.05)
    if len(streaky):
        beside = _beside(
            target,
            *(values.take(streaky) for values in (xs, ys, a * STREAK_STEP_PX, c * STREAK_STEP_PX)),
        )
        made[streaky] += np.minimum(-detail[streaky], 1.0)[:, None] * (beside - made[streaky])
    made += tripled(limited(lighten, 0.0, 1.0)) * (255.0 - made)
    if glints:
        glints.give_back(target, frame)
        near, added = glints.moved(eyes, at, (xs, ys), np.stack([warp.iris_way for warp in warps]))
        made[near] += added
    sheet = [continued(frame, box) for box in boxes]
    strength = limited(detail, 0.0, DETAIL_MOST) + DETAIL_BETWEEN / 2 * (
        _between(xs) + _between(ys)
    )
    sigmas_px = [max(1.0, LINE_SIGMA_PX * crop.scale) for crop in crops]
    made = _finished(sheet, changed, eyes, made, share, strength, sigmas_px)
    height, width = frame.shape[:2]
    places = rows * width + columns
    if all(x0 >= 0 and y0 >= 0 and x1 <= width and y1 <= height for x0, y0, x1, y1 in boxes):
        return places, to_levels(made)
    inside = (rows >= 0) & (rows < height) & (columns >= 0) & (columns < width)
    return places[inside], to_levels(made)[inside]


def _boxes(crops: Sequence[EyeCrop], parts: Sequence[Box]) -> list[Box]:
    """Boxes of the frame, and beyond its edges, of one size, that hold a part of each crop and a margin."""
    bounds = [crop_bounds(crop, part) for crop, part in zip(crops, parts, strict=True)]
    width = max(x1 - x0 for x0, _, x1, _ in bounds) + 2 * _SHEET_MARGIN_PX
    height = max(y1 - y0 for _, y0, _, y1 in bounds) + 2 * _SHEET_MARGIN_PX
    corners = [(x0 - _SHEET_MARGIN_PX, y0 - _SHEET_MARGIN_PX) for x0, y0, _, _ in bounds]
    return [(x, y, x + width, y + height) for x, y in corners]


def _lines(
    crops: Sequence[EyeCrop], warps: Sequence[PreparedWarp], boxes: Sequence[Box]
) -> FloatArray | None:
    """For each pixel of a sheet of boxes, one below the other, how far it is part of a line, 0..1; None if none is."""
    if all(warp.squeezing is None for warp in warps):
        return None
    x0, y0, x1, y1 = boxes[0]
    maps: list[FloatArray] = [
        np.zeros((y1 - y0, x1 - x0), np.float32)
        if warp.squeezing is None
        else enlarge_map(warp.squeezing, crop, warp.part, box, cubic=False)
        for warp, crop, box in zip(warps, crops, boxes, strict=True)
    ]
    share: FloatArray = np.minimum(np.concatenate(maps), np.float32(1)).reshape(-1)
    return share


def _finished(
    sheet: Sequence[Image],
    changed: Places,
    eyes: Places,
    made: FloatArray,
    share: FloatArray | None,
    strength: FloatArray,
    sigmas_px: Sequence[float],
) -> FloatArray:
    """(M, 3): the pixels `made`, which come into the sheet's pictures (h, w, 3) at the places `changed`, of eyes by their
    numbers, with their detail stronger by `strength` where it is not noise; and without what is a line by their `share`, if
    any is (both its sides reach an eye's `sigmas_px` over it)."""
    drawn = np.concatenate(sheet).astype(np.float32)
    seen = None
    if share is not None:
        # What is around a pixel, seen without what is squeezed: so both sides of a line go on up to its middle.
        seen = np.ones(drawn.shape[:2], np.float32)
        seen.reshape(-1)[changed] = part_seen = 1 - (1 - LINE_SEEN) * share
    put = made if share is None else made * tripled(part_seen)
    drawn.view(_FLOAT_PIXEL).reshape(-1)[changed] = put.view(_FLOAT_PIXEL).reshape(-1)

    def beside(sigmas_px: Sequence[float]) -> FloatArray:
        """How far the pixels are from what is around them, as far as a sigma for each eye, or one for all."""
        sums: FloatArray = _blurred(drawn, sigmas_px).reshape(-1, 3).take(changed, 0)
        if seen is not None:
            sums /= tripled(_blurred(seen, sigmas_px).reshape(-1).take(changed))
        return made - sums

    apart = beside([1.0])
    levels = [
        min(max(NOISE_DEVIATIONS * noise_levels(bgr), LEAST_NOISE_LEVELS), MOST_NOISE_LEVELS)
        for bgr in sheet
    ]
    noise = tripled(np.array(levels, np.float32).take(eyes))
    fine = apart - np.minimum(np.maximum(apart, -noise), noise)
    finished: FloatArray
    if share is None:
        finished = made + tripled(strength) * fine
        return finished
    from_line = beside(sigmas_px) if max(sigmas_px) > 1 else apart
    finished = made + tripled(strength * (1 - share)) * fine - tripled(share) * from_line
    return finished


def _blurred(sheet: FloatArray, sigmas_px: Sequence[float]) -> FloatArray:
    """A sheet under a Gaussian: one for each eye's part of it, or one for all."""
    if len(sigmas_px) == 1:
        return blur(sheet, sigmas_px[0])
    parts = np.split(sheet, len(sigmas_px))
    return np.concatenate([blur(part, sigma) for part, sigma in zip(parts, sigmas_px, strict=True)])


def _beside(
    frame: Image, xs: FloatArray, ys: FloatArray, step_x: FloatArray, step_y: FloatArray
) -> FloatArray:
    """(N, 3): for each of N places the median of the frame along a short line through it, which leaves single bright spots
    out."""
    offsets = np.arange(STREAK_PLACES, dtype=np.float32)[:, None] - STREAK_PLACES // 2
    along = sample(
        frame, (xs + offsets * step_x).ravel(), (ys + offsets * step_y).ravel(), sharp=False
    )
    median: FloatArray = np.median(along.reshape(STREAK_PLACES, -1, 3), 0).astype(np.float32)
    return median


def _between(positions: FloatArray) -> FloatArray:
    """0 at whole pixels, 1 halfway between them: how much of the finest detail interpolation takes."""
    fraction = positions - np.floor(positions)
    bell: FloatArray = 4 * fraction * (1 - fraction)
    return bell
