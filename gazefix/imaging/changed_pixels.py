"""The pixels of a frame that a warp changes, and where each of them is sampled.

Eyes of about one size share a `Sheet`: boxes of the frame around them, stacked to one picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from gazefix.imaging.crops import crop_bounds, enlarge_map
from gazefix.imaging.geometry import EyeCrop
from gazefix.imaging.operations import Box, Places, planes
from gazefix.imaging.prepared_warp import LEAST_LINE, PreparedWarp
from gazefix.types import FloatArray

#: Smallest visible movement, in frame pixels.
STILL_PX: Final = 0.02
#: Smallest visible lightening: half a grey level.
STILL_LIGHTEN: Final = 0.002
#: Smallest visible brightening, log2 of a factor: half a level of a hundred.
STILL_BRIGHTEN: Final = 0.007
#: Largest scale, in frame pixels per crop pixel, at which linearly enlarged maps show no facets.
LINEAR_SCALE: Final = 1.5
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

    def flow(self) -> Sequence[FloatArray]:
        """Return flow x, flow y in crop pixels, lightening and detail of every pixel."""
        maps = np.empty((len(self.boxes), self.height, self.width, 4), np.float32)
        for out, warp, crop, box in zip(maps, self.warps, self.crops, self.boxes, strict=True):
            enlarge_map(warp.maps, crop, warp.part, box, out, cubic=crop.scale > LINEAR_SCALE)
        return planes(maps.reshape(-1, self.width, 4))

    def brighten(self) -> FloatArray:
        """Return the brightening of every pixel, flat."""
        return self._enlarged([warp.brighten for warp in self.warps])

    def lines(self) -> FloatArray | None:
        """Return how far every pixel is part of a line, 0..1, flat; None if none is."""
        if all(warp.lines is None for warp in self.warps):
            return None
        share = self._enlarged([warp.lines for warp in self.warps])
        return np.minimum(share, np.float32(1), out=share)

    def _enlarged(self, maps: Sequence[FloatArray | None]) -> FloatArray:
        """Return maps of the warps' parts for every pixel, flat; 0 for a missing one."""
        enlarged = np.zeros((len(self.boxes), self.height, self.width), np.float32)
        for eye, values in enumerate(maps):
            if values is not None:
                crop, part, box = self.crops[eye], self.warps[eye].part, self.boxes[eye]
                enlarge_map(values, crop, part, box, enlarged[eye], cubic=False)
        return enlarged.reshape(-1)

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
    flow_x, flow_y, lighten, detail = (plane.reshape(-1) for plane in sheet.flow())
    brighten, line = sheet.brighten(), sheet.lines()
    still = np.array([[(STILL_PX / crop.scale) ** 2] for crop in sheet.crops], np.float32)
    squared_way = (flow_x * flow_x + flow_y * flow_y).reshape(len(still), -1)
    changes = (squared_way > still).reshape(-1) | (lighten > STILL_LIGHTEN)
    changes |= np.abs(brighten) > STILL_BRIGHTEN
    if line is not None:
        changes |= line > LEAST_LINE
    places = np.flatnonzero(changes).astype(np.int32)
    if not len(places):
        return None
    numbers = np.arange(len(sheet.boxes) + 1, dtype=np.int32)
    # Places are in order, so each eye's pixels are in a row.
    counts = np.diff(np.searchsorted(places, numbers * (sheet.width * sheet.height)))
    eyes = np.repeat(numbers[:-1], counts)
    rows = places // sheet.width
    columns = places - rows * sheet.width
    starts = [(x, y - number * sheet.height) for number, (x, y, _, _) in enumerate(sheet.boxes)]
    start_x, start_y = np.array(starts, np.int32).T
    columns += np.repeat(start_x, counts)
    rows += np.repeat(start_y, counts)
    flow_x, flow_y = flow_x.take(places), flow_y.take(places)
    xx, xy, yx, yy = (np.repeat(values, counts) for values in sheet.crop_axes().T)
    x, y = columns.astype(np.float32), rows.astype(np.float32)
    sources = xx * flow_x + xy * flow_y + x, yx * flow_x + yy * flow_y + y
    lighten, brighten, detail = (m.take(places) for m in (lighten, brighten, detail))
    line = None if line is None else line.take(places)
    return ChangedPixels(places, eyes, (x, y), sources, lighten, brighten, detail, line)
