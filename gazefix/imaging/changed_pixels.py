"""The pixels of a frame that a warp changes, and where each of them is sampled.

Eyes of about one size share a `Sheet`: boxes of the frame around them, stacked to one picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

import numpy as np

from gazefix.imaging.crops import crop_bounds
from gazefix.imaging.geometry import EyeCrop, transform_points
from gazefix.imaging.operations import Box, Mask, Places, choose_inside, limited, sample
from gazefix.imaging.prepared_warp import PreparedWarp
from gazefix.types import FloatArray

#: Frame pixels around each picture of the sheet: a blur of one pixel reads this far.
_SHEET_MARGIN_PX: Final = 4


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Boxes of the frame around N eyes, all of one size, stacked to one picture.

    The boxes may reach over the frame's edges.
    """

    crops: Sequence[EyeCrop]
    warps: Sequence[PreparedWarp]
    boxes: Sequence[Box]
    width: int
    height: int

    @classmethod
    def around(cls, crops: Sequence[EyeCrop], warps: Sequence[PreparedWarp]) -> Sheet:
        """Return boxes that hold the changed part of each crop and a margin."""
        bounds = [crop_bounds(crop, warp.part) for crop, warp in zip(crops, warps, strict=True)]
        width = max(x1 - x0 for x0, _, x1, _ in bounds) + 2 * _SHEET_MARGIN_PX
        height = max(y1 - y0 for _, y0, _, y1 in bounds) + 2 * _SHEET_MARGIN_PX
        corners = [(x0 - _SHEET_MARGIN_PX, y0 - _SHEET_MARGIN_PX) for x0, y0, _, _ in bounds]
        boxes = [(x, y, x + width, y + height) for x, y in corners]
        return cls(crops, warps, boxes, width, height)

    def crop_axes(self) -> FloatArray:
        """Return (N, 4): the matrices that turn ways in crop pixels to ways in frame pixels."""
        turns = [crop.to_frame[:, :2].ravel() for crop in self.crops]
        return np.array(turns, np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class ChangedPixels:
    """The M pixels of a sheet that change, row by row, so each eye's pixels are in a row.

    inside    (N, h, w), which pixels of the sheet's pictures they are
    eyes      the part of the M pixels that belongs to each eye
    at        x and y in the frame, or beyond its edges; whole numbers; (M,) like all that follow
    sources   x and y where each is sampled, in frame pixels
    lighten   0..1, from the warp
    brighten  log2 of a factor, from the warp
    detail    detail and streaks, from `prepared_warp.warp_maps`
    line      how far each is part of a line, 0..1; None if none is
    """

    inside: Mask
    eyes: Sequence[slice]
    at: FloatArray
    sources: FloatArray
    lighten: FloatArray
    brighten: FloatArray
    detail: FloatArray
    line: FloatArray | None

    def eyes_of(self, pixels: Places) -> Places:
        """Return (K,): the numbers of the eyes that K of the M pixels belong to."""
        return np.searchsorted([own.stop for own in self.eyes], pixels, "right")


def changed_pixels(sheet: Sheet) -> ChangedPixels | None:
    """Return the pixels that visibly move, lighten or belong to a line; None if there are none."""
    inside = np.zeros((len(sheet.boxes), sheet.height, sheet.width), np.bool_)
    outlines = [
        transform_points(crop.to_frame, warp.outline) - np.array(box[:2], np.float32)
        for crop, warp, box in zip(sheet.crops, sheet.warps, sheet.boxes, strict=True)
    ]
    counts = [choose_inside(*each) for each in zip(outlines, inside, strict=True)]
    ends = [0, *accumulate(counts)]
    if not ends[-1]:
        return None
    eyes = [slice(*each) for each in pairwise(ends)]
    at, sources = np.empty((2, 2, ends[-1]), np.float32)
    maps = np.empty((8, ends[-1]), np.float32)
    rows, columns = np.indices((sheet.height, sheet.width), np.float32)
    for crop, warp, box, chosen, own in zip(
        sheet.crops, sheet.warps, sheet.boxes, inside, eyes, strict=True
    ):
        np.add(columns[chosen], box[0], out=at[0, own])
        np.add(rows[chosen], box[1], out=at[1, own])
        to_maps = (warp.fine * crop.to_crop).astype(np.float32)
        u, v = to_maps[:, :2] @ at[:, own] + (to_maps[:, 2] + warp.shift)[:, None]
        maps[:, own] = sample(warp.maps, u, v, sharp=False, edges=False).T
        np.matmul(crop.to_frame[:, :2].astype(np.float32), maps[:2, own], out=sources[:, own])
    sources += at
    _, _, lighten, detail, brighten, line, _, _ = maps
    lighten = limited(lighten, 0.0, 1.0)
    seen = limited(line, 0.0, 1.0) if any(warp.has_lines for warp in sheet.warps) else None
    return ChangedPixels(inside, eyes, at, sources, lighten, brighten, detail, seen)
