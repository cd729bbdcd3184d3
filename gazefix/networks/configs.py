"""The shapes of the networks, as their weights files store them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from gazefix.imaging.geometry import CORNER_DISTANCE_PX, CROP_CENTRE_PX
from gazefix.types import LANDMARK_NAMES, FloatArray

#: Maps that hold a landmark's coordinates, x and y for each.
ANCHOR_MAPS: Final = 2 * len(LANDMARK_NAMES)
#: Width and height of FaceGaze's eye crops.
EYE_PX: Final = 60


@dataclass(frozen=True, slots=True)
class DeepWarpConfig:
    """The shape of the network that redirects eyes."""

    stem_channels: int = 16
    quarter_channels: int = 32
    eighth_channels: int = 64
    eighth_blocks: int = 1
    merge_channels: int = 24
    lift_channels: int = 8
    fine_channels: int = 16
    angle_channels: int = 16
    motions: int = 4

    def widened(self, factor: float) -> DeepWarpConfig:
        """Return the same network with `factor` times the channels, in steps of four."""
        names = ("stem", "quarter", "eighth", "merge", "lift", "fine")
        fields = [f"{name}_channels" for name in names]
        wide = {name: max(4, 4 * round(getattr(self, name) * factor / 4)) for name in fields}
        return replace(self, **wide)


@dataclass(frozen=True, slots=True)
class GazeNetConfig:
    """The shape of the network that measures gaze."""

    stem_channels: int = 16
    eighth_channels: int = 32
    sixteenth_channels: int = 48
    hidden: int = 64


@dataclass(frozen=True, slots=True)
class FaceGazeConfig:
    """The shape of the network that measures a face's gaze from both eyes: channels of its layers.

    tower   of each eye
    joint   of both eyes together
    hidden  with the head's direction
    """

    tower: tuple[int, ...] = (32, 16, 64, 32)
    joint: tuple[int, ...] = (128, 64, 128, 64, 256, 512)
    hidden: tuple[int, ...] = (320, 80)


def usual_anchors_px() -> FloatArray:
    """Return (7, 2): landmarks of an average eye in the middle of the crop."""
    half = CORNER_DISTANCE_PX / 2
    points = [(-half, 0), (-5, -9), (14, -7), (half, 0), (11, 6), (-8, 6), (1, -1)]
    return np.array(points, np.float32) + CROP_CENTRE_PX
