"""gazefix.networks.configs"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from gazefix.imaging.geometry import CORNER_DISTANCE_PX, CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.types import LANDMARK_NAMES, FloatArray

ANCHOR_MAPS: Final = 2 * len(LANDMARK_NAMES)


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


def usual_anchors_px() -> FloatArray:
    """(7, 2): landmarks of an average eye in the middle of the crop."""
    half = CORNER_DISTANCE_PX / 2
    points = np.array(
        [(-half, 0), (-5, -9), (14, -7), (half, 0), (11, 6), (-8, 6), (1, -1)], np.float32
    )
    return points + np.array([(CROP_WIDTH_PX - 1) / 2, (CROP_HEIGHT_PX - 1) / 2], np.float32)
