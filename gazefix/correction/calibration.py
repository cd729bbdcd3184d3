"""Calibration from two looks: into the lens, and at the middle of the call's window.

The first look gives the person's own offset, and how it depends on the head where that moves. The
second gives the usual angle from the lens to the window, and shows that the eyes are really read:
they must have moved. Without calibration, a little is learned from where the eyes rest in a call.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from gazefix.correction.filters import slew
from gazefix.correction.gaze import BEND, KNOWN_SHARE, PERSON_DEG, Profile
from gazefix.correction.policy import OPEN_OPENNESS
from gazefix.correction.redirector import Measurement
from gazefix.correction.saved_profiles import MAX_BIAS_DEG, SavedProfile
from gazefix.errors import ProfileError
from gazefix.types import Frame, Gaze, HeadPose

Values = npt.NDArray[np.float64]

#: Length of the look at the window, in seconds, and of that into the lens, with a moving head.
TAKE_S: Final = 2.0
LENS_S: Final = 8.0
#: Least number of frames with open eyes in a look.
MIN_SAMPLES: Final = 15
#: Largest wandering of a look, in degrees: the median distance to the median gaze.
MAX_SPREAD_DEG: Final = 3.0
#: Largest median turn of the head, in degrees. Beyond it readings lean towards its direction.
MAX_HEAD_DEG: Final = 15.0
#: Largest share of the head's turn that the gaze may follow; with eyes on one point, 20 people's
#: offset changed by 0.4 of it at most.
MAX_FOLLOWED: Final = 0.4
#: Frames whose heads are this close err together and count as one, degrees.
POSE_DEG: Final = 10.0
#: Their common error, and that of each frame, degrees. People's offsets change by 0.1 of the head's
#: turn (standard deviation). Chosen on 24 people of known gaze; no head pitch was known there.
POSE_ERROR_DEG: Final = 1.4
FRAME_ERROR_DEG: Final = 1.0
HEAD_SHARE: Final = 0.1
#: Gain of pitch and yaw for each degree that yaw seems to turn with a degree of the head, while the
#: eyes stay on the lens: they turn against the head then, and who is read by too little of it is
#: read by too little of everything (correlations -0.5 and -0.7 over 24 people). Chosen on one half
#: of them for the other half.
GAIN: Final = Gaze(pitch=1.0, yaw=0.7)
#: Least median confidence of the readings.
MIN_CONFIDENCE: Final = 0.4
#: Least angle between the looks, in degrees. The medians of two equal looks differ by a tenth.
MIN_APART_DEG: Final = 1.5
#: Age of the frames that a camera may still hold from before a look, in seconds.
STALE_S: Final = 0.4

#: Where eyes rest in a call, mostly: share of people, degrees above the lens, and how far that
#: varies. A quarter rest on the lens, the others on a screen below it; nearly nobody above.
#: Simulated on eyes of known gaze, it takes a fifth of the offsets of pitch away: for people who
#: rest on the lens, 5, 9 or 15 degrees below it or beside it the median error falls from 4.4
#: degrees to 4.1-4.3.
RESTS: Final = ((0.25, 0.0, 2.4), (0.75, -9.0, 6.0))
#: Readings further from the lens than this don't count as rest, degrees.
REST_LIMIT_DEG: Final = 20.0
#: Time after which half of what a rest tells is believed, and the span it is the mean of, seconds.
REST_HALF_S: Final = 60.0
REST_SPAN_S: Final = 600.0
#: Fastest change of the gaze by it, degrees a second: so slow that no eye is seen to move.
REST_DEG_PER_S: Final = 0.02


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
    gazes, heads = _degrees(samples)
    head = float(np.abs(np.median(heads, axis=0)).max())
    if head > MAX_HEAD_DEG:
        raise ProfileError(f"the head was turned by {head:.0f} degrees", "face the camera")
    gazes -= np.median(gazes, axis=0)
    own = fit_look(gazes, heads)
    followed = max(abs(share) for row in own.slopes for share in row[2:4])
    steady = gazes if followed > MAX_FOLLOWED else corrected_deg(own, gazes, heads)
    spread = float(np.median(np.linalg.norm(steady - np.median(steady, axis=0), axis=1)))
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
    bias, away = (np.median(_degrees(look.samples)[0], axis=0) for look in (lens, window))
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
    profile = fit_look(*_degrees(lens.samples))
    saved = SavedProfile.of_profile(lens.camera, lens.size, profile, date.today().isoformat())
    return replace(
        saved,
        window_vertical_deg=round(float(away[0] - bias[0]), 2),
        window_horizontal_deg=round(float(away[1] - bias[1]), 2),
        spread_deg=round(spread, 2),
    )


def fit_look(gazes_deg: Values, heads_deg: Values) -> Profile:
    """Return the calibration of a person who looked into the lens, perhaps with a moving head.

    The offset is fitted as a function of the head. A prior keeps it near the usual one. How far yaw
    follows the head tells the person's gains.

    gazes_deg, heads_deg   (N, 2) pitch and yaw of N frames, read without a profile
    """
    _, number, counts = np.unique(
        np.round(heads_deg / POSE_DEG), axis=0, return_inverse=True, return_counts=True
    )
    frames = [number.ravel() == n for n in range(len(counts))]
    gazes, heads = (
        np.stack([np.median(values[of], axis=0) for of in frames])
        for values in (gazes_deg, heads_deg)
    )
    bent = np.minimum(np.abs(heads[:, 1]), math.degrees(BEND))
    design = np.column_stack([np.ones(len(heads)), heads, bent])
    noise = np.diag(POSE_ERROR_DEG**2 + FRAME_ERROR_DEG**2 / counts)
    bias, left, rows = [], [], []
    followed = 0.0
    for axis, person_deg in ((1, PERSON_DEG.yaw), (0, PERSON_DEG.pitch)):
        read = gazes[:, axis]
        prior = np.diag([person_deg, HEAD_SHARE, HEAD_SHARE, HEAD_SHARE]) ** 2
        known = design @ prior
        weights = np.linalg.solve(known @ design.T + noise, known).T
        fitted = weights @ read
        if axis:
            followed = float(fitted[2])
        gain = 1 + GAIN.yaw * followed if axis else KNOWN_SHARE * (1 + GAIN.pitch * followed)
        offset, up, aside, beside = (gain * fitted).tolist()
        unknown, usual = prior - weights @ known, design.mean(0)
        bias.append(math.radians(offset))
        left.append(gain * math.radians(math.sqrt(usual @ unknown @ usual)))
        own = (0.0, gain) if axis else (gain, 0.0)
        # The curved terms of `gaze.curves`: the eighth is the head's yaw without its sign.
        rows.append((*own, -up, -aside, *[0.0] * 7, -beside, 0.0, 0.0))
    return Profile(Gaze(*bias[::-1]), Gaze(*left[::-1]), (rows[1], rows[0]))


def _degrees(samples: Sequence[Sample]) -> tuple[Values, Values]:
    """Return the gazes and the heads of samples, (N, 2) each."""
    rows = [
        (s.vertical_deg, s.horizontal_deg, s.head_vertical_deg, s.head_horizontal_deg)
        for s in samples
    ]
    gazes, heads = np.hsplit(np.array(rows), 2)
    return gazes, heads


def corrected_deg(profile: Profile, gazes_deg: Values, heads_deg: Values) -> Values:
    """Return gazes as the profile corrects them; pitch and yaw, (N, 2) each."""
    rows = np.radians(np.hstack([gazes_deg, heads_deg])).tolist()
    made = [profile.corrected(Gaze(p, y), HeadPose(up, aside, 0.0)) for p, y, up, aside in rows]
    found: Values = np.degrees([(gaze.pitch, gaze.yaw) for gaze in made])
    return found


def likely_offset(rest: float) -> float:
    """Return the likeliest offset of a person whose read pitch rests there; radians."""
    weights, offsets = [], []
    for people, at_deg, spread_deg in RESTS:
        above_deg = math.degrees(rest) - at_deg
        around_deg = math.hypot(spread_deg, PERSON_DEG.pitch)
        weights.append(people / around_deg * math.exp(-0.5 * (above_deg / around_deg) ** 2))
        offsets.append(above_deg * (PERSON_DEG.pitch / around_deg) ** 2)
    total = sum(w * offset for w, offset in zip(weights, offsets, strict=True))
    return math.radians(total / sum(weights))


@dataclass(frozen=True, slots=True)
class Resting:
    """Where the eyes of a person without calibration have rested; radians.

    rest     mean of the read pitch over `seen_s` seconds
    offset   the person's offset of pitch that is taken away now
    """

    rest: float = 0.0
    seen_s: float = 0.0
    offset: float = 0.0

    def after(self, pitch: float, dt_s: float) -> Resting:
        """Return the same after another `dt_s` seconds of this read pitch."""
        if not dt_s > 0 or abs(math.degrees(pitch)) > REST_LIMIT_DEG:
            return self
        seen_s = self.seen_s + dt_s
        rest = self.rest + (pitch - self.rest) * dt_s / min(seen_s, REST_SPAN_S)
        wanted = likely_offset(rest) * seen_s / (seen_s + REST_HALF_S)
        rate = math.radians(REST_DEG_PER_S)
        return Resting(rest, seen_s, slew(self.offset, wanted, rate, dt_s))


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
