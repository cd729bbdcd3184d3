"""One-look calibration: what is measured while a person looks into the lens, and at the middle of the call's window.

The first look gives the bias, the second the usual angle between window and lens. Both together give the gain: between two
looks the iris moves by a known part of the eye's width for each degree, in yaw reliably, in pitch only as far as the lids
show it, so only the yaw's gain is taken.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from gazefix.correction.policy import OPEN_OPENNESS
from gazefix.correction.profiles import GAINS, MAX_BIAS_DEG, SavedProfile
from gazefix.correction.redirector import Measurement
from gazefix.errors import ProfileError
from gazefix.types import INNER, IRIS, OUTER, Eye, Frame

#: How long one look takes, and how many frames with open eyes it must have.
TAKE_S: Final = 2.0
MIN_SAMPLES: Final = 15
#: What is rejected: looks that wander (median distance to the median), heads turned away, readings without confidence.
MAX_SPREAD_DEG: Final = 3.0
MAX_HEAD_DEG: Final = 15.0
MIN_CONFIDENCE: Final = 0.4
#: Two looks nearer than this say nothing about the gain.
MIN_ANGLE_DEG: Final = 4.0
#: Frames that a camera may still hold from before a look.
STALE_S: Final = 0.4
#: Degrees of yaw for each eye width by which the iris moves against the lids' corners, on photographs of known gaze.
DEG_PER_WIDTH: Final = 186.0


@dataclass(frozen=True, slots=True)
class Sample:
    """One frame of a look: gaze and head in degrees, the iris's place between the lids' corners in eye widths (mean of both
    eyes, + to the picture's right)."""

    vertical_deg: float
    horizontal_deg: float
    head_vertical_deg: float
    head_horizontal_deg: float
    iris_x: float
    confidence: float


def sample(measurement: Measurement) -> Sample | None:
    """What a frame adds to a look; None without a face, with closed eyes or without a measured gaze.

    The measurement must be one with the profile TO_CALIBRATE.
    """
    if not measurement.seen or measurement.seen[0].gaze is None:
        return None
    face, gaze = measurement.seen[0].face, measurement.seen[0].gaze
    if min(eye.openness for eye in face.eyes) < OPEN_OPENNESS / 2:
        return None
    return Sample(
        math.degrees(gaze.gaze.pitch),
        math.degrees(gaze.gaze.yaw),
        math.degrees(face.head.pitch),
        math.degrees(face.head.yaw),
        float(np.mean([_iris_place(eye) for eye in face.eyes])),
        gaze.confidence,
    )


def record_look(
    read: Callable[[], Frame | None],
    measure: Callable[[Frame], Measurement],
    seconds: float = TAKE_S,
) -> list[Sample]:
    """The samples of one look, from the frames of the next `seconds` by their own times; frames that a camera still held are
    passed over. Ends early where the frames end."""
    samples: list[Sample] = []
    began: float | None = None
    while (frame := read()) is not None:
        began = frame.time_s if began is None else began
        if frame.time_s - began > STALE_S + seconds:
            break
        if frame.time_s - began >= STALE_S and (seen := sample(measure(frame))) is not None:
            samples.append(seen)
    return samples


def check_look(samples: Sequence[Sample]) -> float:
    """How much the gaze wandered during a look, degrees. Raises ProfileError, with the reason, for a bad one."""
    if len(samples) < MIN_SAMPLES:
        hint = "sit facing the camera with light on your face, keep your eyes open, and try again"
        raise ProfileError(f"open eyes were seen in only {len(samples)} frames of the look", hint)
    confidence = float(np.median([s.confidence for s in samples]))
    if confidence < MIN_CONFIDENCE:
        raise ProfileError(
            "the eyes could not be read well",
            "more light, less reflection on spectacles, or come nearer",
        )
    head = float(
        np.median([max(abs(s.head_vertical_deg), abs(s.head_horizontal_deg)) for s in samples])
    )
    if head > MAX_HEAD_DEG:
        raise ProfileError(
            f"the head was turned by {head:.0f} degrees", "face the camera and move only the eyes"
        )
    gazes = np.array([(s.vertical_deg, s.horizontal_deg) for s in samples])
    spread = float(np.median(np.linalg.norm(gazes - np.median(gazes, axis=0), axis=1)))
    if spread > MAX_SPREAD_DEG:
        raise ProfileError(
            f"the eyes wandered by {spread:.1f} degrees",
            "keep looking at one point until it is done",
        )
    return spread


def make_profile(
    camera: str, size: tuple[int, int], lens: Sequence[Sample], window: Sequence[Sample]
) -> SavedProfile:
    """The calibration from a look into the lens and one at the call's window. Raises ProfileError for bad looks."""
    spread = max(check_look(lens), check_look(window))
    bias, away = (
        np.median([(s.vertical_deg, s.horizontal_deg) for s in look], axis=0)
        for look in (lens, window)
    )
    if np.abs(bias).max() > MAX_BIAS_DEG:
        raise ProfileError(
            f"the look into the lens was measured {np.abs(bias).max():.0f} degrees beside it",
            "look into the camera itself, not at its picture",
        )
    moved = (
        float(np.median([s.iris_x for s in window]) - np.median([s.iris_x for s in lens]))
        * DEG_PER_WIDTH
    )
    turned = float(away[1] - bias[1])
    gain = 1.0
    if min(abs(moved), abs(turned)) >= MIN_ANGLE_DEG and moved * turned > 0:
        gain = min(max(moved / turned, GAINS[0]), GAINS[1])
    return SavedProfile(
        camera=camera,
        width=size[0],
        height=size[1],
        bias_vertical_deg=round(float(bias[0]), 2),
        bias_horizontal_deg=round(float(bias[1]), 2),
        gain_vertical=1.0,
        gain_horizontal=round(gain, 3),
        window_vertical_deg=round(float(away[0] - bias[0]), 2),
        window_horizontal_deg=round(turned * gain, 2),
        spread_deg=round(spread, 2),
    )


def _iris_place(eye: Eye) -> float:
    """Where the iris stands between the lids' corners, in eye widths to the picture's right."""
    corners = eye.landmarks[[INNER, OUTER]]
    axis = corners[np.argmax(corners[:, 0])] - corners[np.argmin(corners[:, 0])]
    return float((eye.landmarks[IRIS] - corners.mean(0)) @ axis / (axis @ axis))
