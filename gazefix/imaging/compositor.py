"""Draws redirected eyes into the frame.

The flow is enlarged to the frame's resolution and samples the frame's own pixels, so the size of
the network's input never shows. Pixels that neither move nor lighten are not written at all.

The steps, for eyes of about one size at once:

1. `Sheet`: boxes of the frame around the eyes, stacked to one picture.
2. `changed_pixels`: which pixels of the sheet change, and where each is sampled.
3. `_sampled`: the colours there, from a frame without glints; streaks evened out, lightened.
4. `complete_irises`: the lower part of raised irises, which lids hide in the frame.
5. `_add_glints`: the glints in their new places.
6. `_finished`: detail restored, and lines filled in.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from gazefix.imaging.changed_pixels import ChangedPixels, Sheet, changed_pixels
from gazefix.imaging.crops import EyePlace
from gazefix.imaging.eye_model import (
    GLINT_ALL,
    GLINT_FROM,
    GLINT_LENGTH_PX,
    GLINT_RADIUS_PX,
    GLINT_SIZE_PX,
    GLINT_WAY,
    USUAL_IRIS_RADIUS_PX,
    WHITE_FROM_PX,
    WHITE_STEP_PX,
)
from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.imaging.glints import (
    GLINT_REACH_PX,
    WHITE_FAINT,
    Glints,
    part_glints,
    white_colours,
)
from gazefix.imaging.operations import (
    Point,
    coloured,
    continued,
    get_pixels,
    limited,
    noise_levels,
    put_pixels,
    sample,
    to_grey,
    to_levels,
    tripled,
)
from gazefix.imaging.prepared_warp import SOFT_MOST, PreparedWarp
from gazefix.imaging.raised.iris_discs import (
    IRIS_DISCS,
    complete_irises,
    glints_without_tears,
    radius_px,
)
from gazefix.imaging.surroundings import LINE_SEEN, Surroundings
from gazefix.kernels import library
from gazefix.kernels.drawing import EYE, draw_eyes
from gazefix.types import FloatArray, Image

#: Strength of the unsharp mask halfway between two pixels, where cubic sampling blurs. On eyes of
#: 45 px made eyes are nearly as sharp as photographs that really look there.
DETAIL_BETWEEN: Final = 0.42
#: Differences up to this many standard deviations of the frame's own noise are not sharpened.
NOISE_DEVIATIONS: Final = 2.0
#: Limits of that noise gate, in grey levels.
LEAST_NOISE_LEVELS, MOST_NOISE_LEVELS = 0.5, 6.0
#: Samples through a streak and their distance in crop pixels; their median replaces it.
STREAK_PLACES: Final = 7
STREAK_STEP_PX: Final = 0.8
#: Streaks weaker than this are left alone.
_LEAST_STREAK: Final = 0.05
#: Sigma of the average around a line, in crop pixels.
LINE_SIGMA_PX: Final = 0.6
#: Frame pixels that cubic sampling reads beside a position.
_CUBIC_MARGIN_PX: Final = 3
#: Eyes whose sizes differ by at most this factor share a sheet.
_ALIKE: Final = 1.25

#: `Rules` in drawing.c.
_RULES: Final = np.array(
    (
        *(GLINT_FROM, GLINT_ALL, GLINT_SIZE_PX, GLINT_LENGTH_PX, GLINT_RADIUS_PX, GLINT_WAY),
        *(GLINT_REACH_PX, USUAL_IRIS_RADIUS_PX, WHITE_FROM_PX, WHITE_STEP_PX, WHITE_FAINT),
        *(SOFT_MOST, DETAIL_BETWEEN, NOISE_DEVIATIONS, LEAST_NOISE_LEVELS, MOST_NOISE_LEVELS),
        *(STREAK_PLACES, STREAK_STEP_PX, _LEAST_STREAK, LINE_SIGMA_PX, LINE_SEEN),
        *(CROP_WIDTH_PX, CROP_HEIGHT_PX),
        *IRIS_DISCS,
    ),
    np.float32,
)


def composite_eyes(
    target: Image, frame: Image, views: Sequence[EyePlace], warps: Sequence[PreparedWarp]
) -> None:
    """Draw redirected eyes into `target`, a C-contiguous copy of `frame`, both (H, W, 3) BGR."""
    pairs = zip(views, warps, strict=True)
    moved = [(view, warp) for view, warp in pairs if not warp.changes_nothing]
    if library():
        eyes = np.array([_for_kernel(*each) for each in moved], EYE)
        draw_eyes(frame, target, eyes, _RULES)
        return
    for some in _alike([view.crop.scale for view, _ in moved]):
        alike_views, alike_warps = zip(*moved[some], strict=True)
        _draw(target, frame, alike_views, alike_warps)


def _for_kernel(view: EyePlace, warp: PreparedWarp) -> tuple[object, ...]:
    """Return an eye as `kernels.drawing.EYE` has it; its maps and outline belong to the warp."""
    crop, (height, width, _) = view.crop, warp.maps.shape
    counts = warp.fine, len(warp.outline), warp.has_lines, width, height
    places = warp.shift, warp.iris_way, view.anchors
    pointers = warp.maps.ctypes.data, warp.outline.ctypes.data
    sizes = crop.to_frame, crop.to_crop, crop.scale, warp.part, *counts, radius_px(view)
    return (*sizes, *places, *pointers)


def _alike(scales: Sequence[float]) -> Iterator[slice]:
    """Yield runs of eyes of about one size."""
    begin = 0
    for end in range(1, len(scales) + 1):
        run = scales[begin : end + 1]
        if end == len(scales) or max(run) > _ALIKE * min(run):
            yield slice(begin, end)
            begin = end


def _draw(
    target: Image, frame: Image, views: Sequence[EyePlace], warps: Sequence[PreparedWarp]
) -> None:
    """Draw eyes of about one size."""
    sheet = Sheet.around([view.crop for view in views], warps)
    pixels = changed_pixels(sheet)
    if pixels is None:
        return
    glints = part_glints(frame, views)
    source = _Source.of(frame, glints, sheet, pixels)
    colours = _sampled(source, sheet, pixels, white_colours(frame, views))
    complete_irises(source.sample_soft, views, sheet, pixels, colours)
    if glints:
        _add_glints(glints, sheet, pixels, colours)
    levels = to_levels(_finished(frame, sheet, pixels, colours))
    height, width = frame.shape[:2]
    for (x0, y0, x1, y1), inside, own in zip(sheet.boxes, pixels.inside, pixels.eyes, strict=True):
        shown = inside[max(0, -y0) : max(0, height - y0), max(0, -x0) : max(0, width - x0)]
        part = target[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)]
        new = levels[own]
        if shown.shape != inside.shape:
            x, y = pixels.at[:, own]
            new = new[(x >= 0) & (x < width) & (y >= 0) & (y < height)]
        put_pixels(part, shown, new)


@dataclass(frozen=True, slots=True, eq=False)
class _Source:
    """The picture that colours are sampled from: a part of the frame, and its corner there."""

    bgr: FloatArray
    corner: Point

    @classmethod
    def of(
        cls, frame: Image, glints: Glints | None, sheet: Sheet, pixels: ChangedPixels
    ) -> _Source:
        """Return what the pixels need of the frame, without its glints."""
        streak_px = STREAK_PLACES // 2 * STREAK_STEP_PX * max(crop.scale for crop in sheet.crops)
        margin_px = math.ceil(streak_px) + _CUBIC_MARGIN_PX
        starts, ends = [], []
        for positions, size in zip(pixels.sources, (frame.shape[1], frame.shape[0]), strict=True):
            start = min(max(math.floor(positions.min()) - margin_px, 0), size - 1)
            starts.append(start)
            ends.append(max(min(math.ceil(positions.max()) + margin_px + 1, size), start + 1))
        (left, top), (right, bottom) = starts, ends
        part = frame[top:bottom, left:right]
        plain = glints.without(frame, (left, top, right, bottom)) if glints else part
        return cls(plain.astype(np.float32), (left, top))

    def sample(self, xs: FloatArray, ys: FloatArray, *, sharp: bool = True) -> FloatArray:
        """Return (N, 3): colours at positions in frame pixels."""
        return sample(self.bgr, xs, ys, sharp=sharp, corner=self.corner)

    def sample_soft(self, xs: FloatArray, ys: FloatArray) -> FloatArray:
        """Return (N, 3): colours between neighbouring pixels."""
        return self.sample(xs, ys, sharp=False)


def _sampled(
    source: _Source, sheet: Sheet, pixels: ChangedPixels, whites: FloatArray
) -> FloatArray:
    """Return (M, 3): the pixels' colours at their sources, streaks evened out, lightened.

    whites   (N, 3), the colour towards which each eye is lightened
    """
    xs, ys = pixels.sources
    colours = source.sample(xs, ys)
    if pixels.detail.min() < -SOFT_MOST - _LEAST_STREAK:
        streaky = np.flatnonzero(pixels.detail < -SOFT_MOST - _LEAST_STREAK)
        steps = (sheet.crop_axes() * STREAK_STEP_PX)[:, ::2].take(pixels.eyes_of(streaky), 0)
        evened = _median_along(source, xs.take(streaky), ys.take(streaky), steps)
        share = np.minimum(-pixels.detail[streaky] - SOFT_MOST, 1.0)[:, None]
        colours[streaky] += share * (evened - colours[streaky])
    colours *= tripled(np.exp2(pixels.brighten) * (1 - pixels.lighten))
    for own, white in zip(pixels.eyes, whites.tolist(), strict=True):
        colours[own] += coloured(pixels.lighten[own], white)
    return colours


def _median_along(source: _Source, xs: FloatArray, ys: FloatArray, steps: FloatArray) -> FloatArray:
    """Return (N, 3): medians along short lines through N positions, in `steps` (N, 2).

    A median leaves single bright spots out.
    """
    offsets = np.arange(STREAK_PLACES, dtype=np.float32)[:, None] - STREAK_PLACES // 2
    line_xs, line_ys = xs + offsets * steps[:, 0], ys + offsets * steps[:, 1]
    colours = source.sample(line_xs.ravel(), line_ys.ravel(), sharp=False)
    # numpy's median takes ten times as long for so few.
    middle = STREAK_PLACES // 2
    median: FloatArray = np.partition(colours.reshape(STREAK_PLACES, -1, 3), middle, 0)[middle]
    return median


def _add_glints(glints: Glints, sheet: Sheet, pixels: ChangedPixels, colours: FloatArray) -> None:
    """Add the moved glints to colours (M, 3), where the pixels show the cornea."""
    drawn = np.zeros((*pixels.inside.shape, 3), np.uint8)
    for eye, (warp, box) in enumerate(zip(sheet.warps, sheet.boxes, strict=True)):
        glints.draw_moved(eye, warp.iris_way, drawn[eye], box[:2])
    drawn, inside = drawn.reshape(-1, sheet.width, 3), pixels.inside.reshape(-1, sheet.width)
    lit = np.flatnonzero(to_grey(drawn)[inside])
    if len(lit):
        x, y = pixels.sources.take(lit, 1)
        shown = glints_without_tears(glints, sheet, pixels.eyes_of(lit), x, y)
        colours[lit] += get_pixels(drawn, inside).take(lit, 0) * tripled(shown)


def _finished(frame: Image, sheet: Sheet, pixels: ChangedPixels, colours: FloatArray) -> FloatArray:
    """Return (M, 3): the colours with their detail restored and lines filled in.

    Detail is a pixel's difference from its surroundings, beyond noise. In a line, the surroundings
    replace the pixel.
    """
    pictures = np.stack([continued(frame, box) for box in sheet.boxes])
    surroundings = Surroundings.of(pictures, pixels.inside, pixels.line, colours)
    difference = colours - surroundings.at([1.0])
    detail = difference.copy()
    for bgr, own in zip(pictures, pixels.eyes, strict=True):
        gate = _noise_gate(bgr)
        detail[own] -= limited(difference[own], -gate, gate)
    sharpening = _sharpening(pixels)
    if pixels.line is None:
        colours += tripled(sharpening) * detail
        return colours
    sigmas_px = [max(1.0, LINE_SIGMA_PX * crop.scale) for crop in sheet.crops]
    from_line = colours - surroundings.at(sigmas_px) if max(sigmas_px) > 1 else difference
    colours += tripled(sharpening * (1 - pixels.line)) * detail
    colours -= tripled(pixels.line) * from_line
    return colours


def _sharpening(pixels: ChangedPixels) -> FloatArray:
    """Return (M,): what the warp and sampling between pixels took from the detail."""
    fractions = pixels.sources - np.floor(pixels.sources)
    # 0 at whole pixels to 1 halfway between: the finest detail that sampling takes.
    x, y = fractions - fractions * fractions
    strength: FloatArray = np.maximum(pixels.detail, -SOFT_MOST) + 2 * DETAIL_BETWEEN * (x + y)
    return strength


def _noise_gate(bgr: Image) -> float:
    """Return how far noise alone sets a pixel of a picture apart, in grey levels."""
    gate = NOISE_DEVIATIONS * noise_levels(bgr)
    return min(max(gate, LEAST_NOISE_LEVELS), MOST_NOISE_LEVELS)
