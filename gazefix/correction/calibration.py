"""Calibration from two looks: into the lens, and at the middle of the call's window.

The first look gives the person's own offset, the second the usual angle from the lens to the
window. The second look also shows that the eyes are really read: they must have moved.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from gazefix.correction.policy import OPEN_OPENNESS
from gazefix.correction.redirector import Measurement
from gazefix.correction.saved_profiles import MAX_BIAS_DEG, SavedProfile
from gazefix.errors import ProfileError
from gazefix.types import Frame

#: Length of one look, in seconds.
TAKE_S: Final = 2.0
#: Least number of frames with open eyes in a look.
MIN_SAMPLES: Final = 15
#: Largest wandering of a look, in degrees: the median distance to the median gaze.
MAX_SPREAD_DEG: Final = 3.0
#: Largest turn of the head, in degrees. Beyond it readings lean towards the head's direction.
MAX_HEAD_DEG: Final = 15.0
#: Least median confidence of the readings.
MIN_CONFIDENCE: Final = 0.4
#: Least angle between the looks, in degrees. The medians of two equal looks differ by a tenth.
MIN_APART_DEG: Final = 1.5
#: Age of the frames that a camera may still hold from before a look, in seconds.
STALE_S: Final = 0.4


@dataclass(frozen=True, slots=True)
class Sample:
    """One frame of a look: gaze and head in degrees."""

    vertical_deg: float
    horizontal_deg: float
    head_vertical_deg: float
    head_horizontal_deg: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Look:
    """The frames of a look, and the camera and frame size (width, height) that they are of."""

    camera: str
    size: tuple[int, int]
    samples: Sequence[Sample]


def sample(measurement: Measurement) -> Sample | None:
    """Return a frame's sample; None without a face, with closed eyes or without a measured gaze.

    The measurement must be one without a profile.
    """
    if not measurement.seen:
        return None
    face, gaze = measurement.seen[0].face, measurement.seen[0].gaze
    if gaze is None or min(eye.openness for eye in face.eyes) < OPEN_OPENNESS / 2:
        return None
    return Sample(
        math.degrees(gaze.gaze.pitch),
        math.degrees(gaze.gaze.yaw),
        math.degrees(face.head.pitch),
        math.degrees(face.head.yaw),
        gaze.confidence,
    )


def record_look(
    read: Callable[[], Frame | None],
    measure: Callable[[Frame], Measurement],
    camera: Callable[[], tuple[str, tuple[int, int]]],
    seconds: float = TAKE_S,
) -> Look:
    """Return the look of the next `seconds`, by the frames' own times.

    Frames that a camera still held are skipped. The look ends early where the frames end.

    camera   returns the name and the frame size of the camera now
    Raises ProfileError if the camera changes during the look.
    """
    samples: list[Sample] = []
    used = camera()
    began: float | None = None
    while (frame := read()) is not None:
        began = frame.time_s if began is None else began
        if frame.time_s - began > STALE_S + seconds:
            break
        _check_same_camera(used, camera())
        if frame.time_s - began >= STALE_S and (seen := sample(measure(frame))) is not None:
            samples.append(seen)
    return Look(*used, samples)


def check_look(samples: Sequence[Sample]) -> float:
    """Return how far the gaze wandered during a look, in degrees. Raises ProfileError."""
    if len(samples) < MIN_SAMPLES:
        hint = "sit facing the camera with light on your face, keep your eyes open, and try again"
        raise ProfileError(f"open eyes were seen in only {len(samples)} frames of the look", hint)
    confidence = float(np.median([s.confidence for s in samples]))
    if confidence < MIN_CONFIDENCE:
        hint = "use more light, avoid reflections on glasses, or come nearer"
        raise ProfileError("the eyes could not be read well", hint)
    turns = [max(abs(s.head_vertical_deg), abs(s.head_horizontal_deg)) for s in samples]
    head = float(np.median(turns))
    if head > MAX_HEAD_DEG:
        hint = "face the camera and move only the eyes"
        raise ProfileError(f"the head was turned by {head:.0f} degrees", hint)
    gazes = np.array([(s.vertical_deg, s.horizontal_deg) for s in samples])
    spread = float(np.median(np.linalg.norm(gazes - np.median(gazes, axis=0), axis=1)))
    if spread > MAX_SPREAD_DEG:
        hint = "keep looking at one point until the look is over"
        raise ProfileError(f"the eyes wandered by {spread:.1f} degrees", hint)
    return spread


def make_profile(lens: Look, window: Look) -> SavedProfile:
    """Return the calibration from a look into the lens and one at the call's window.

    Raises ProfileError for bad looks, for two into the same direction and for two cameras.
    """
    _check_same_camera((lens.camera, lens.size), (window.camera, window.size))
    spread = max(check_look(lens.samples), check_look(window.samples))
    bias, away = (
        np.median([(s.vertical_deg, s.horizontal_deg) for s in look.samples], axis=0)
        for look in (lens, window)
    )
    if np.abs(bias).max() > MAX_BIAS_DEG:
        raise ProfileError(
            f"the look into the lens was measured {np.abs(bias).max():.0f} degrees beside it",
            "look into the camera itself, not at its picture",
        )
    apart = float(np.linalg.norm(away - bias))
    if apart < MIN_APART_DEG:
        raise ProfileError(
            f"both looks went into the same direction ({apart:.1f} degrees apart)",
            "look into the lens first, and then at the call's window, further away from it",
        )
    return SavedProfile(
        camera=lens.camera,
        width=lens.size[0],
        height=lens.size[1],
        bias_vertical_deg=round(float(bias[0]), 2),
        bias_horizontal_deg=round(float(bias[1]), 2),
        window_vertical_deg=round(float(away[0] - bias[0]), 2),
        window_horizontal_deg=round(float(away[1] - bias[1]), 2),
        spread_deg=round(spread, 2),
        made=date.today().isoformat(),
    )


def _check_same_camera(
    before: tuple[str, tuple[int, int]], now: tuple[str, tuple[int, int]]
) -> None:
    if before != now:
        (camera, (width, height)), (other, (other_width, other_height)) = before, now
        raise ProfileError(
            f"the camera changed from {camera} ({width}x{height}) to {other}"
            f" ({other_width}x{other_height})",
            "take both looks with the same camera and resolution",
        )
