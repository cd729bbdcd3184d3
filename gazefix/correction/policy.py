"""How far to redirect each eye now, and why. Pure: the same inputs and the same state give the same answer.

share of a face   how much of the redirection it gets: full inside the low thresholds of gaze and head, none beyond the
                  high ones, changing by at most SHARE_PER_S a second
share of an eye   how much of that it gets while its lid is lowered: none when closed, so that no blink is ever fought
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from gazefix.config import MAX_ANGLE_DEG, CorrectionConfig, ReleaseThresholds
from gazefix.correction.filters import hysteresis, low_pass, slew, smoothstep
from gazefix.correction.modes import mode_of
from gazefix.imaging.geometry import eye_crop
from gazefix.types import Eye, Face, Gaze, GazeReading, HeadPose

#: The redirection that changes nothing.
NO_TURN: Final = Gaze(0.0, 0.0)
#: Below this width an eye has too few pixels to warp, and landmarks are mostly noise.
MIN_EYE_WIDTH_PX: Final = 12.0
#: Openness (see types.Eye) up to which an eye counts as closed, and from which it is corrected in full. Between them the
#: correction follows the lid, so that a blink is never fought.
CLOSED_OPENNESS: Final = 0.08
OPEN_OPENNESS: Final = 0.16
#: How fast a face's share of the correction may change, 0..1 per second.
SHARE_PER_S: Final = 4.0
#: The shown reason says "correcting" from the second share on and until it falls below the first.
SHOWN_SHARES: Final = (0.3, 0.7)
#: Confidence in the gaze (see types.GazeReading) below which nothing is corrected, and from which everything is.
CONFIDENCES: Final = (0.15, 0.5)
#: Most degrees of a quick eye movement that a mode lets through.
SACCADE_LIMIT_DEG: Final = 2.0
READING_CUTOFF_HZ: Final = 0.25
#: A look away lasts so many seconds.
LOOK_AWAY_S: Final = (0.4, 1.2)


class Reason(Enum):
    """Why an eye is redirected or left alone, in the words that people see."""

    CORRECTING = "correcting"
    OFF = "off"
    NO_FACE = "no face"
    FACE_LOST = "face lost"
    CLOSED = "eyes closed"
    LOOKING_AWAY = "looking away"
    HEAD_TURNED = "head turned"
    UNSURE = "gaze unclear"
    TOO_SMALL = "eyes too small"
    AT_EDGE = "at the picture's edge"
    TOO_SLOW = "too slow"
    FAILED = "correction failed"


@dataclass(frozen=True, slots=True)
class Decision:
    """One eye's redirection in the frame's axes, and the reason to show. While a correction fades in or out, the reason may
    tell of its end already, or not yet; the redirection is what is done."""

    redirection: Gaze
    reason: Reason


@dataclass(frozen=True, slots=True)
class LookAway:
    """A glance beside the lens: its offset and when it ends, and when the next begins (seconds)."""

    offset: Gaze
    ends_s: float
    next_s: float
    number: int


@dataclass(frozen=True, slots=True)
class PolicyState:
    """What the policy remembers of a face from frame to frame."""

    share: float
    correcting: bool
    course: Gaze  # where the eyes look in the slow mean
    asked: Gaze  # the redirection at full strength; while it is let go of, the one of before
    look_away: LookAway | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What a frame shows of a face: its eyes, its head, and where it looks."""

    face: Face
    reading: GazeReading


def decide_face(
    seen: Seen,
    state: PolicyState | None,
    config: CorrectionConfig,
    frame_size: tuple[int, int],
    time_s: float,
    dt_s: float,
    hold: Reason | None = None,
) -> tuple[tuple[Decision, Decision], PolicyState]:
    """What to do with a face's left and right eye in a frame of `frame_size`, and the state for its next frame.

    Without a state (a picture, a clip's first frame) the correction is at once as strong as it will be. With `hold` it lets
    go, for that reason.
    """
    wanted, why = wanted_share(seen, config) if hold is None else (0.0, hold)
    share = wanted if state is None else slew(state.share, wanted, SHARE_PER_S, dt_s)
    correcting = (
        wanted > 0.5 if state is None else hysteresis(state.correcting, wanted, *SHOWN_SHARES)
    )
    gaze = seen.reading.gaze
    course = gaze if state is None else _towards(state.course, gaze, dt_s)
    look_away = next_look_away(state.look_away if state else None, config, time_s)
    glance = look_away.offset if look_away and time_s < look_away.ends_s else Gaze(0.0, 0.0)
    asked = asked_redirection(gaze, course, glance, config)
    # What is more than wanted fades out as it was: following eyes that jump far away it would draw them back before they are
    # let go.
    surplus = max(0.0, share - wanted)
    before = asked if state is None or surplus == 0 else state.asked
    new = PolicyState(share, correcting, course, before, look_away)
    redirection = limited(mixed(asked, share - surplus, before, surplus))
    return decide_eyes(
        seen.face, redirection, frame_size, Reason.CORRECTING if correcting else why
    ), new


def decide_eyes(
    face: Face, redirection: Gaze, frame_size: tuple[int, int], why: Reason
) -> tuple[Decision, Decision]:
    """What to do with a face's left and right eye for which `redirection` is asked; `why` is what holds the face's correction
    back, CORRECTING if nothing does."""
    decisions = (
        decide_eye(face.left, redirection, frame_size),
        decide_eye(face.right, redirection, frame_size),
    )
    if any(
        decision.reason is Reason.AT_EDGE for decision in decisions
    ):  # one corrected eye beside a raw one would squint
        return (Decision(Gaze(0.0, 0.0), Reason.AT_EDGE),) * 2
    if why is not Reason.CORRECTING:
        decisions = tuple(  # type: ignore[assignment]
            replace(d, reason=why) if d.reason in {Reason.CORRECTING, Reason.OFF} else d
            for d in decisions
        )
    return decisions


def wanted_share(seen: Seen, config: CorrectionConfig) -> tuple[float, Reason]:
    """How much of its redirection a face should get, 0..1, and what holds it back the most (CORRECTING if nothing does)."""
    limits = config.letting_go
    head = head_share(seen.face.head, limits)
    shares = {Reason.HEAD_TURNED: head}
    mode = mode_of(config)
    if mode.wants_gaze:
        shares[Reason.LOOKING_AWAY] = gaze_share(seen.reading.gaze, limits, mode.gaze_yaw_deg)
        low, high = CONFIDENCES
        shares[Reason.UNSURE] = smoothstep((seen.reading.confidence - low) / (high - low))
    total = math.prod(shares.values()) * config.strength / 100
    if config.off:
        return 0.0, Reason.OFF
    least = min(shares, key=lambda reason: shares[reason])
    return total, least if shares[least] < 1 else Reason.CORRECTING


def head_share(head: HeadPose, limits: ReleaseThresholds) -> float:
    """The share that a turned head leaves, 0..1."""
    return fade(head.pitch, limits.head_pitch_low_deg, limits.head_pitch_high_deg) * fade(
        head.yaw, limits.head_yaw_low_deg, limits.head_yaw_high_deg
    )


def gaze_share(gaze: Gaze, limits: ReleaseThresholds, yaw_deg: tuple[float, float] | None) -> float:
    """Return the share that a gaze away from the lens leaves, 0..1; `yaw_deg` are a mode's own thresholds."""
    yaw = yaw_deg or (limits.gaze_yaw_low_deg, limits.gaze_yaw_high_deg)
    return fade(gaze.pitch, limits.gaze_pitch_low_deg, limits.gaze_pitch_high_deg) * fade(
        gaze.yaw, *yaw
    )


def fade(angle: float, low_deg: float, high_deg: float) -> float:
    """1 for angles (radians) up to `low_deg` to either side, 0 from `high_deg` on, smooth between."""
    return 1.0 - smoothstep((abs(math.degrees(angle)) - low_deg) / (high_deg - low_deg))


def asked_redirection(gaze: Gaze, course: Gaze, glance: Gaze, config: CorrectionConfig) -> Gaze:
    """The redirection of a mode at full strength: to the lens, with the set angles (and a glance beside it) on top; or just
    the set angles in the fixed-angle mode. `course` is the gaze's slow mean."""
    pitch, yaw = math.radians(config.vertical_deg), math.radians(config.horizontal_deg)
    mode = mode_of(config)
    if not mode.wants_gaze:
        return Gaze(pitch, yaw)
    kept_pitch = _saccade(gaze.pitch - course.pitch, mode.saccade_share)
    kept_yaw = _saccade(gaze.yaw - course.yaw, mode.saccade_share)
    return Gaze(
        pitch + kept_pitch + glance.pitch - gaze.pitch, yaw + kept_yaw + glance.yaw - gaze.yaw
    )


def decide_eye(eye: Eye, redirection: Gaze, frame_size: tuple[int, int]) -> Decision:
    """What to do with one eye of a frame of `frame_size` (width, height) for which `redirection` is asked."""
    none = Gaze(0.0, 0.0)
    if redirection.is_zero():
        return Decision(none, Reason.OFF)
    if not eye.width_px >= MIN_EYE_WIDTH_PX:
        return Decision(none, Reason.TOO_SMALL)
    if not eye_crop(eye).lies_inside(frame_size):
        return Decision(none, Reason.AT_EDGE)
    share = openness_share(eye.openness)
    if share == 0:
        return Decision(none, Reason.CLOSED)
    return Decision(scaled(redirection, share), Reason.CORRECTING)


def openness_share(openness: float) -> float:
    """How much of the correction an eye open so far gets, 0..1: none when closed, smoothly up to all."""
    return smoothstep((openness - CLOSED_OPENNESS) / (OPEN_OPENNESS - CLOSED_OPENNESS))


def frame_reason(faces: int, decisions: tuple[Decision, ...]) -> Reason:
    """The one reason to show for a frame: CORRECTING if any eye is, else that of the largest face's left eye."""
    if not faces:
        return Reason.NO_FACE
    if any(decision.reason is Reason.CORRECTING for decision in decisions):
        return Reason.CORRECTING
    return decisions[0].reason


def scaled(gaze: Gaze, share: float) -> Gaze:
    """A redirection times `share`."""
    return Gaze(gaze.pitch * share, gaze.yaw * share)


def mixed(one: Gaze, share: float, other: Gaze, rest: float) -> Gaze:
    """The sum of two redirections, each times its share."""
    return Gaze(one.pitch * share + other.pitch * rest, one.yaw * share + other.yaw * rest)


def limited(gaze: Gaze) -> Gaze:
    """The nearest redirection of at most MAX_ANGLE_DEG on each axis."""
    limit = math.radians(MAX_ANGLE_DEG)
    return Gaze(min(max(gaze.pitch, -limit), limit), min(max(gaze.yaw, -limit), limit))


def _saccade(offset: float, share: float) -> float:
    limit = math.radians(SACCADE_LIMIT_DEG)
    return limit * math.tanh(share * offset / limit)


def _towards(course: Gaze, gaze: Gaze, dt_s: float) -> Gaze:
    return Gaze(
        low_pass(course.pitch, gaze.pitch, READING_CUTOFF_HZ, dt_s),
        low_pass(course.yaw, gaze.yaw, READING_CUTOFF_HZ, dt_s),
    )


def next_look_away(
    last: LookAway | None, config: CorrectionConfig, time_s: float
) -> LookAway | None:
    """The look away of this moment: the running one, or a new one when it is time. The seed is its number."""
    if not config.look_away or not mode_of(config).wants_gaze:
        return None
    if last is None:
        return LookAway(Gaze(0.0, 0.0), time_s, time_s + config.look_away_every_s, 0)
    if time_s < last.next_s:
        return last
    draw = random.Random(last.number)
    direction, reach = (
        draw.uniform(0, 2 * math.pi),
        math.radians(config.look_away_deg) * draw.uniform(0.5, 1.0),
    )
    ends_s = time_s + draw.uniform(*LOOK_AWAY_S)
    next_s = ends_s + config.look_away_every_s + draw.uniform(0, config.look_away_random_s)
    return LookAway(
        Gaze(reach * math.sin(direction), reach * math.cos(direction)),
        ends_s,
        next_s,
        last.number + 1,
    )
