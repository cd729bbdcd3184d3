"""The networks' shapes, and the constants that all implementations of them share. Pure.

A network is defined once, in torch (`deepwarp`, `gazenet`), which trains it and is the reference, and once more as a graph of
OpenVINO's (`graphs`), which runs it fast on a CPU.
"""

from __future__ import annotations

import functools
from typing import Final

import numpy as np

from gazefix.imaging.geometry import CORNER_DISTANCE_PX, CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.types import FloatArray

#: Limbus of an iris of 5.85 mm in an eye of 28.5 mm.
USUAL_IRIS_RADIUS_PX: Final = 5.85 / 28.5 * CORNER_DISTANCE_PX
#: The redirected eye's surroundings: changed freely up to the first distance from the lids, not at all from the second on.
WINDOW_FULL_PX: Final = 0.14 * CORNER_DISTANCE_PX
WINDOW_END_PX: Final = 0.23 * CORNER_DISTANCE_PX
#: A source that a flow squeezes so many times shows as a line what should be hidden, and from the second on as nothing else.
SQUEEZED_FROM, SQUEEZED_ALL = 2.2, 3.5
#: Reflections on the cornea: what is brighter than its surroundings by the first share of white begins to be one, from the
#: second on it is one; smaller than so many pixels of the crop, and shorter than so many; so near to the iris's centre.
GLINT_FROM, GLINT_ALL = 0.08, 0.16
GLINT_SIZE_PX, GLINT_LENGTH_PX = 5, 9
GLINT_RADIUS_PX: Final = 9.5
#: They move so far for each pixel that the iris moves, as the renderer has it (`training.shading`).
GLINT_WAY: Final = 0.42
#: The iris's way is the mean flow so far around its new centre, between the lids.
IRIS_REACH_PX: Final = 6.0


@functools.cache
def cell_centres_px(step: int) -> FloatArray:
    """(2, H/step, W/step): x and y of the centres of cells of `step` pixels, in pixels of the crop."""
    ys, xs = np.meshgrid(
        np.arange(CROP_HEIGHT_PX // step), np.arange(CROP_WIDTH_PX // step), indexing="ij"
    )
    centres: FloatArray = np.stack([xs, ys]).astype(np.float32) * step + np.float32((step - 1) / 2)
    centres.setflags(write=False)
    return centres
