"""Puts a redirected eye into the frame.

Nothing is pasted: the network's flow is enlarged to the frame's own resolution and samples the frame's own pixels, so neither
the size of the network's picture nor a border shows. A pixel that does not move and is not lightened is not written at all.
Stretching and sampling between pixels take contrast from fine detail; an unsharp mask gives it back. Where white that the
source hardly shows is drawn out of a narrow strip, what stands beside it is drawn in as well, so that no streaks remain. Where
an iris slides under a lid, the white between them would be squeezed into a bright line; both its sides are continued over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from gazefix.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.glints import Places, iris_way, part_glints
from gazefix.imaging import (
    Box,
    EyeView,
    blur,
    crop_box,
    enlarge_map,
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
from gazefix.shapes import SQUEEZED_ALL, SQUEEZED_FROM
from gazefix.types import FloatArray, Image

#: Movements below this many pixels of the frame are not visible: such pixels stay as they are, bit for bit.
STILL_PX: Final = 0.02
#: Lightening below half a grey level, likewise.
STILL_LIGHTEN: Final = 0.002
#: Strength of the unsharp mask (of one pixel): so much where pixels are sampled halfway between pixels, so much more for each
#: unit of magnification beyond 1, never more than so much.
DETAIL_BETWEEN: Final = 0.30
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

#: One pixel as one value: its three colours move together, as bytes or as float32.
_PIXEL, _FLOAT_PIXEL = np.dtype("V3"), np.dtype("V12")


def composite_eyes(target: Image, frame: Image, views: Sequence[EyeView], warps: Sequence[FloatArray]) -> None:
    """Draws redirected eyes into `target`, a copy of `frame` (both (H, W, 3) BGR); `frame` stays as it is.

    warps   one for each view, (3, CROP_HEIGHT_PX, CROP_WIDTH_PX) float32: flow x, flow y in pixels of the crop, and lightening
            0..1; zero towards the crop's border
    """
    stack = np.stack(warps)
    # Eyes stand at the same place in their crops, so one box serves all; what is beyond it costs nothing.
    used = used_box(stack)
    if used is None:
        return
    part = (
        max(0, used[0] - _MARGIN_PX),
        max(0, used[1] - _MARGIN_PX),
        min(CROP_WIDTH_PX, used[2] + _MARGIN_PX),
        min(CROP_HEIGHT_PX, used[3] + _MARGIN_PX),
    )
    values, squeezing = shape_of(stack[:, :, part[1] : part[3], part[0] : part[2]])
    for view, warp, eye_values, eye_squeezing in zip(views, warps, values, squeezing, strict=True):
        _composite(target, frame, view, warp[:2], eye_values, eye_squeezing, part)


def shape_of(warps: FloatArray) -> tuple[FloatArray, FloatArray]:
    """What warps (N, 3, h, w) do to shapes: (N, h, w, 4), the warps with a new last channel, -1..DETAIL_MOST: how much detail
    their stretching takes, or below zero how far it leaves streaks; and (N, h, w), >= 0: how far they squeeze what they sample
    into a line, which from 1 on is nothing else.

    Detail follows from the magnification, the inverse root of the determinant of the sampling map's Jacobian; streaks from the
    stretching along one axis, the inverse of its smaller singular value; lines from the larger one, as in `deepwarp.squeezed`.
    """
    count, _, height, width = warps.shape
    flow_x, flow_y, lighten = warps.transpose(1, 0, 2, 3).reshape(3, count * height, width)  # all eyes in one pass
    xx, xy, yx, yy = 1 + slope(flow_x, 1), slope(flow_x, 0), slope(flow_y, 1), 1 + slope(flow_y, 0)
    strength = DETAIL_GAIN / np.sqrt(limited(np.abs(xx * yy - xy * yx), 0.1, 10.0)) - DETAIL_GAIN
    # Half the sum and half the difference of the singular values.
    mean, apart = root_of_squares(xx + yy, yx - xy) / 2, root_of_squares(xx - yy, yx + xy) / 2
    streaks = limited((1 / STREAKS_FROM - np.abs(mean - apart)) / (1 / STREAKS_FROM - 1 / STREAKS_ALL), 0.0, 1.0)
    squeezing = np.maximum((mean + apart - SQUEEZED_FROM) / (SQUEEZED_ALL - SQUEEZED_FROM), 0.0)
    strength = limited(strength, 0.0, DETAIL_MOST) * (1 - streaks) - streaks
    strength = strength.reshape(count, height, width)
    detail = np.concatenate([blur(eye, 1.0) for eye in strength])
    values = joined(flow_x, flow_y, lighten, detail).reshape(count, height, width, 4)
    return values, squeezing.reshape(count, height, width)


def _composite(
    target: Image,
    frame: Image,
    view: EyeView,
    flow: FloatArray,
    values: FloatArray,
    squeezing: FloatArray,
    part: Box,
) -> None:
    """One eye with its flow (2, H, W), and its maps of `shape_of` in the box `part` of its crop."""
    crop = view.crop
    box = x0, y0, x1, y1 = crop_box(crop, (frame.shape[1], frame.shape[0]), part)
    flow_x, flow_y, lighten, detail = (plane.reshape(-1) for plane in planes(enlarge_map(values, crop, part, box)))
    share = np.minimum(enlarge_map(squeezing, crop, part, box, cubic=False), 1.0).reshape(-1)
    still = (STILL_PX / crop.scale) ** 2
    moves = np.square(flow_x) + np.square(flow_y) > still
    changed = np.flatnonzero(moves | (lighten > STILL_LIGHTEN) | (share > LEAST_LINE))
    if not len(changed):
        return
    flow_x, flow_y, lighten, detail, share = (plane.take(changed) for plane in (flow_x, flow_y, lighten, detail, share))
    rows, columns = np.divmod(changed.astype(np.int32), x1 - x0)
    rows += y0
    columns += x0
    (a, b, _), (c, d, _) = crop.to_frame.tolist()
    at: tuple[FloatArray, FloatArray] = columns.astype(np.float32), rows.astype(np.float32)
    xs: FloatArray = a * flow_x + b * flow_y + at[0]
    ys: FloatArray = c * flow_x + d * flow_y + at[1]
    glints = part_glints(frame, view)
    source, (left, top) = (glints.plain, glints.origin) if glints else (frame, (0, 0))
    xs -= left
    ys -= top
    made = sample(source, xs, ys).astype(np.float32)
    streaky = np.flatnonzero(detail < -0.05)
    if len(streaky):
        beside = _beside(source, xs[streaky], ys[streaky], (a * STREAK_STEP_PX, c * STREAK_STEP_PX))
        made[streaky] += np.minimum(-detail[streaky], 1.0)[:, None] * (beside - made[streaky])
    made += tripled(limited(lighten, 0.0, 1.0)) * (255.0 - made)

    if glints:
        way = iris_way(view.anchors, flow)
        near, added = glints.moved(at, (xs, ys), (a * way[0] + b * way[1], c * way[0] + d * way[1]))
        made[near] += added
    strength = limited(detail, 0.0, DETAIL_MOST) + DETAIL_BETWEEN / 2 * (_between(xs) + _between(ys))
    sigma_px = max(1.0, LINE_SIGMA_PX * crop.scale)
    made = _finished(frame[y0:y1, x0:x1], changed, made, share, strength, sigma_px)
    target.view(_PIXEL)[rows, columns] = to_levels(made).view(_PIXEL)


def _finished(
    source: Image, changed: Places, made: FloatArray, share: FloatArray, strength: FloatArray, sigma_px: float
) -> FloatArray:
    """(N, 3): the pixels `made`, which come into `source` (h, w, 3) at the places `changed`, without what is a line by its
    `share` (both its sides reach `sigma_px` over it), and with their detail stronger by `strength` where it is not noise."""
    # What is around a pixel, seen without what is squeezed: so both sides of a line go on up to its middle.
    drawn = source.astype(np.float32)
    seen = np.ones(drawn.shape[:2], np.float32)
    seen.reshape(-1)[changed] = part_seen = 1 - (1 - LINE_SEEN) * share
    drawn.view(_FLOAT_PIXEL).reshape(-1)[changed] = (made * tripled(part_seen)).view(_FLOAT_PIXEL).reshape(-1)

    def around(sigma_px: float) -> FloatArray:
        sums: FloatArray = blur(drawn, sigma_px).reshape(-1, 3).take(changed, 0)
        sums /= tripled(blur(seen, sigma_px).reshape(-1).take(changed))
        return sums

    apart = made - around(1.0)
    from_line = apart if sigma_px == 1 or not share.any() else made - around(sigma_px)
    noise = min(max(NOISE_DEVIATIONS * noise_levels(source), LEAST_NOISE_LEVELS), MOST_NOISE_LEVELS)
    fine = apart - limited(apart, -noise, noise)
    finished: FloatArray = made + tripled(strength * (1 - share)) * fine - tripled(share) * from_line
    return finished


def _beside(frame: Image, xs: FloatArray, ys: FloatArray, step: tuple[float, float]) -> FloatArray:
    """(N, 3): for each of N places the median of the frame along a short line through it, which leaves single bright spots
    out."""
    offsets = np.arange(STREAK_PLACES, dtype=np.float32)[:, None] - STREAK_PLACES // 2
    places = (xs + offsets * np.float32(step[0])).ravel(), (ys + offsets * np.float32(step[1])).ravel()
    along = sample(frame, *places, sharp=False)
    median: FloatArray = np.median(along.reshape(STREAK_PLACES, -1, 3), 0).astype(np.float32)
    return median


def _between(positions: FloatArray) -> FloatArray:
    """0 at whole pixels, 1 halfway between them: how much of the finest detail interpolation takes."""
    fraction = positions - np.floor(positions)
    bell: FloatArray = 4 * fraction * (1 - fraction)
    return bell
