"""The networks' shapes, and the constants that all implementations of them share. Pure.

A network is defined once, in torch (`deepwarp`, `gazenet`), which trains it and is the reference, and once more as a graph of
OpenVINO's (`graphs`), which runs it fast on a CPU.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from gazefix.geometry import CORNER_DISTANCE_PX, CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.types import LANDMARK_NAMES, FloatArray

ANCHOR_MAPS: Final = 2 * len(LANDMARK_NAMES)
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


@dataclass(frozen=True, slots=True)
class DeepWarpConfig:
    """The shape of the network that redirects; it is stored with the weights. The `use_` switches exist for ablations."""

    stem_channels: int = 16
    quarter_channels: int = 32
    eighth_channels: int = 64
    eighth_blocks: int = 1
    merge_channels: int = 24
    lift_channels: int = 8
    fine_channels: int = 16
    angle_channels: int = 16
    motions: int = 4
    use_anchors: bool = True
    use_coarse: bool = True
    use_lcm: bool = True

    def widened(self, factor: float) -> DeepWarpConfig:
        """The same network with `factor` times the channels, in steps of four, to weigh quality against operations."""
        wide = {
            name: max(4, 4 * round(getattr(self, name) * factor / 4))
            for name in (
                "stem_channels",
                "quarter_channels",
                "eighth_channels",
                "merge_channels",
                "lift_channels",
                "fine_channels",
            )
        }
        return replace(self, **wide)


@dataclass(frozen=True, slots=True)
class GazeNetConfig:
    """The shape of the network that measures; it is stored with the weights."""

    stem_channels: int = 16
    eighth_channels: int = 32
    sixteenth_channels: int = 48
    hidden: int = 64


@functools.cache
def cell_centres_px(step: int) -> FloatArray:
    """(2, H/step, W/step): x and y of the centres of cells of `step` pixels, in pixels of the crop."""
    ys, xs = np.meshgrid(np.arange(CROP_HEIGHT_PX // step), np.arange(CROP_WIDTH_PX // step), indexing="ij")
    centres: FloatArray = np.stack([xs, ys]).astype(np.float32) * step + np.float32((step - 1) / 2)
    centres.setflags(write=False)
    return centres


def usual_anchors_px() -> FloatArray:
    """(7, 2): landmarks of an average eye in the middle of the crop."""
    half = CORNER_DISTANCE_PX / 2
    points = np.array([(-half, 0), (-5, -9), (14, -7), (half, 0), (11, 6), (-8, 6), (1, -1)], np.float32)
    return points + np.array([(CROP_WIDTH_PX - 1) / 2, (CROP_HEIGHT_PX - 1) / 2], np.float32)
