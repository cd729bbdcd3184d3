"""The pixels of a frame that a warp changes, and where each of them is sampled.

Eyes of about one size share a `Sheet`: boxes of the frame around them, stacked to one picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from gazefix.imaging.crops import crop_bounds
from gazefix.imaging.geometry import EyeCrop, FloatMatrix, transform_points
from gazefix.imaging.operations import Box, Places, places_inside, sample
from gazefix.imaging.prepared_warp import PreparedWarp
from gazefix.types import FloatArray

#: Largest scale, in frame pixels per crop pixel, at which linearly enlarged maps show no facets.
LINEAR_SCALE: Final = 1.5
#: Leaves the turn and the scale of an affine map (2, 3).
_TURN: Final = np.array([1.0, 1.0, 0.0])
#: Frame pixels around each picture of the sheet: a blur of one pixel reads this far.
_SHEET_MARGIN_PX: Final = 4


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Boxes of the frame around N eyes, all of one size, stacked to one picture.

    The boxes may reach over the frame's edges. Pixels of the sheet are numbered row by row.
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
    """The M pixels of a sheet that change; every field has M values.

    places    numbers of the sheet's pixels
    eyes      number of the eye that each belongs to
    at        x and y in the frame, or beyond its edges; whole numbers
    sources   x and y where each is sampled, in frame pixels
    lighten   0..1, from the warp
    brighten  log2 of a factor, from the warp
    detail    detail and streaks, from `prepared_warp.warp_maps`
    line      how far each is part of a line, 0..1; None if none is
    """

    places: Places
    eyes: Places
    at: tuple[FloatArray, FloatArray]
    sources: tuple[FloatArray, FloatArray]
    lighten: FloatArray
    brighten: FloatArray
    detail: FloatArray
    line: FloatArray | None


def changed_pixels(sheet: Sheet) -> ChangedPixels | None:
    """Return the pixels that visibly move, lighten or belong to a line; None if there are none."""
    outlines = [
        transform_points(crop.to_frame, warp.outline) - np.array(box[:2], np.float32)
        for crop, warp, box in zip(sheet.crops, sheet.warps, sheet.boxes, strict=True)
    ]
    found = places_inside(outlines, sheet.width, sheet.height)
    if not len(found):
        return None
    columns, rows = np.ascontiguousarray(found.T)
    # Places are in order, so each eye's pixels are in a row.
    ends = np.searchsorted(rows, np.arange(len(sheet.boxes) + 1, dtype=np.int32) * sheet.height)
    at, sources = np.empty((2, 2, len(found)), np.float32)
    maps = np.empty((6, len(found)), np.float32)
    eyes = np.empty(len(found), np.int32)
    for eye, (crop, warp, box) in enumerate(
        zip(sheet.crops, sheet.warps, sheet.boxes, strict=True)
    ):
        own = slice(*ends[eye : eye + 2].tolist())
        x = np.add(columns[own], np.float32(box[0]), out=at[0, own])
        y = np.add(rows[own], np.float32(box[1] - eye * sheet.height), out=at[1, own])
        u, v = _under(crop.to_crop, x, y)
        corner, cubic = warp.part[:2], crop.scale > LINEAR_SCALE
        moves = sample(warp.maps, u, v, sharp=cubic, corner=corner, edges=False)
        light = sample(warp.light, u, v, sharp=False, corner=corner, edges=False)
        maps[:4, own], maps[4:, own] = moves.T, light.T
        way_x, way_y = _under(crop.to_frame * _TURN, *maps[:2, own])
        np.add(x, way_x, out=sources[0, own])
        np.add(y, way_y, out=sources[1, own])
        eyes[own] = eye
    has_lines = any(warp.has_lines for warp in sheet.warps)
    places = rows * np.int32(sheet.width) + columns
    _, _, lighten, detail, brighten, line = maps
    line_share = line if has_lines else None
    return ChangedPixels(
        places,
        eyes,
        (at[0], at[1]),
        (sources[0], sources[1]),
        lighten,
        brighten,
        detail,
        line_share,
    )


def _under(matrix: FloatMatrix, x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return positions under a (2, 3) affine map."""
    (a, b, c), (d, e, f) = matrix.astype(np.float32)
    return a * x + b * y + c, d * x + e * y + f
