"""The values that travel through GazeFix, and their conventions.

* Pictures are uint8 arrays of shape (H, W, 3) in **BGR** order. Points are (x, y) in pixels of the
  frame, with (0, 0) the centre of the first pixel. Sizes are (width, height).
* Gaze is (pitch, yaw) in radians: pitch + is up, yaw + is towards the right edge of the unmirrored
  picture, and (0, 0) looks into the lens. Names that end in `_deg` hold degrees.
* A redirection is the wanted gaze minus the present one.
* Left and right eye are the subject's own: the left eye is on the right of an unmirrored picture.
* A flow has shape (B, 2, H, W), channel 0 is x. It is *backward* (output pixel p shows input pixel
  p + flow(p)) and in pixels of the eye crop.
* Times are `time.perf_counter()` seconds for live frames and seconds from the start for clips.
  Durations end in `_ms`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import Final

import numpy as np
import numpy.typing as npt

Image = npt.NDArray[np.uint8]
FloatArray = npt.NDArray[np.float32]

#: Order of `Eye.landmarks`.
LANDMARK_NAMES: Final = (
    "inner corner",
    "upper inner",
    "upper outer",
    "outer corner",
    "lower outer",
    "lower inner",
    "iris centre",
)
INNER, UPPER_INNER, UPPER_OUTER, OUTER, LOWER_OUTER, LOWER_INNER, IRIS = range(7)


class Side(Enum):
    """Which of the subject's own eyes."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Gaze:
    """A direction of gaze, or a change of one, in radians."""

    pitch: float
    yaw: float

    def is_zero(self) -> bool:
        """Return whether this is (0, 0), the redirection that changes nothing."""
        return self.pitch == 0.0 and self.yaw == 0.0


@dataclass(frozen=True, slots=True)
class HeadPose:
    """Direction of the head in radians; (0, 0, 0) faces the lens upright.

    pitch   + looks up
    yaw     + turns to the right edge of the unmirrored picture
    roll    + tilts clockwise as seen in the picture
    """

    pitch: float
    yaw: float
    roll: float


@dataclass(frozen=True, slots=True)
class GazeReading:
    """A measured gaze.

    confidence   from 0 (a guess) to 1
    error        standard error of pitch and yaw, radians; 0 where the gaze is exactly known
    """

    gaze: Gaze
    confidence: float
    error: Gaze = Gaze(0.0, 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class Eye:
    """One eye in a frame.

    landmarks        (7, 2) float32, pixels of the frame, in the order of LANDMARK_NAMES
    iris_radius_px   > 0
    openness         height of the lid opening over the distance of the corners: about 0.3 wide
                     open, under 0.1 closed
    """

    side: Side
    landmarks: FloatArray
    iris_radius_px: float
    openness: float

    @property
    def width_px(self) -> float:
        """Distance of the corners in pixels of the frame."""
        return math.dist(self.landmarks[OUTER].tolist(), self.landmarks[INNER].tolist())


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One face in a frame; `box` is (x0, y0, x1, y1) in pixels and may reach over the edge."""

    left: Eye
    right: Eye
    head: HeadPose
    box: tuple[float, float, float, float]

    @property
    def eyes(self) -> tuple[Eye, Eye]:
        """The subject's left and right eye."""
        return (self.left, self.right)

    @property
    def area_px(self) -> float:
        """Area of the box in square pixels, by which faces are sorted."""
        x0, y0, x1, y1 = self.box
        return (x1 - x0) * (y1 - y0)


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture on its way from a source to a sink: `bgr` (H, W, 3) uint8, time and number."""

    bgr: Image
    time_s: float = 0.0
    index: int = 0

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        return (self.bgr.shape[1], self.bgr.shape[0])


@dataclass(frozen=True, slots=True, eq=False)
class DrawnFrame(Frame):
    """A copy of a frame as it was read, drawn into; `rows` (first, end) hold all that differs."""

    rows: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Timings:
    """The cost of one frame, stage by stage."""

    localize_ms: float = 0.0
    gaze_ms: float = 0.0
    redirect_ms: float = 0.0
    composite_ms: float = 0.0
