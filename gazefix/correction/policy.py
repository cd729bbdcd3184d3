"""How far to redirect each eye now, and why. Pure: equal inputs and states give equal answers.

A face gets a share of its redirection: all of it inside the low thresholds of gaze and head, none
beyond the high ones, and it changes slowly. An eye gets a share of that by how far its lid is open:
none when closed, so that no blink is ever fought.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from gazefix.config import MAX_ANGLE_DEG, CorrectionConfig, ReleaseThresholds
from gazefix.correction.blinks import CLOSED_OPENNESS
from gazefix.correction.filters import hysteresis, low_pass, ramp, slew
from gazefix.correction.modes import mode_of
from gazefix.imaging.geometry import eye_crop
from gazefix.types import Eye, Face, Gaze, GazeReading, HeadPose

#: The redirection that changes nothing.
NO_TURN: Final = Gaze(0.0, 0.0)
#: Least width of an eye, in pixels: smaller ones are mostly noise, for landmarks and for warps.
MIN_EYE_WIDTH_PX: Final = 12.0
#: Openness from which an eye is corrected in full. From CLOSED_OPENNESS on the correction follows
#: the lid.
OPEN_OPENNESS: Final = 0.16
#: Fastest change of a face's share, per second. Doubled, fades look like jumps.
SHARE_PER_S: Final = 4.0
#: A correction shows as over below the first share, and as correcting again above the second.
CORRECTING_HYSTERESIS: Final = (0.3, 0.7)
#: Confidence (see `types.GazeReading`) up to which nothing is corrected, and from which all is.
CONFIDENCES: Final = (0.15, 0.5)
#: Distance of the gaze from the lens or the aim, in standard errors of its reading, up to which an
#: axis is left alone, and from which it is corrected in full. Less is needed below the lens, where
#: callers look; hardly anybody looks above. Chosen on eyes of known gaze, so that 7 % of those in
#: contact are turned away. Doubled, few people are corrected who did not calibrate.
BELOW: Final = (0.7, 1.65)
ABOVE: Final = (1.3, 2.3)
ASIDE: Final = (1.6, 2.6)
#: Change of that distance that is noise: the correction's share stays.
DISTANCE_SLACK: Final = 0.1
#: Largest quick eye movement that a mode lets through, in degrees.
SACCADE_LIMIT_DEG: Final = 2.0
#: Cutoff of the gaze's slow mean, which follows a script's lines but not its words.
READING_CUTOFF_HZ: Final = 0.25
#: Shortest and longest glance, in seconds.
GLANCE_S: Final = (0.4, 1.2)


class Reason(Enum):
    """Why an eye is redirected or left alone."""

    CORRECTING = "correcting"
    OFF = "off"
    NO_FACE = "no face"
    FACE_LOST = "face lost"
    CLOSED = "eyes closed"
    IN_CONTACT = "already looking at the camera"
    LOOKING_AWAY = "looking away"
    HEAD_TURNED = "head turned"
    UNSURE = "gaze unclear"
    TOO_SMALL = "eyes too small"
    AT_EDGE = "at the picture's edge"
    TOO_SLOW = "too slow"
    FAILED = "correction failed"


@dataclass(frozen=True, slots=True)
class Decision:
    """One eye's redirection in the frame's axes, and the reason to show.

    While a correction fades, the reason may be ahead of the redirection or behind it.
    """

    redirection: Gaze
    reason: Reason


@dataclass(frozen=True, slots=True)
class Distance:
    """How far above and aside of the lens or the aim eyes look, in their reading's standard errors.

    Negative ones are below and to the picture's left.
    """

    up: float
    aside: float

    @property
    def shares(self) -> tuple[float, float]:
        """How much of pitch and yaw is corrected, 0..1. Eyes that surely look up or down aren't in
        contact: their yaw is corrected too."""
        pitch = ramp(abs(self.up), ABOVE if self.up > 0 else BELOW)
        return pitch, max(pitch, ramp(abs(self.aside), ASIDE))

    def after(self, last: Distance | None) -> Distance:
        """Return this distance without the part of its change since `last` that is noise."""
        if last is None:
            return self
        pairs = (self.up, last.up), (self.aside, last.aside)
        return Distance(*(slew(now, old, DISTANCE_SLACK, 1.0) for now, old in pairs))


#: Of eyes that are corrected in full, such as those whose reading has no known error.
FAR: Final = Distance(math.inf, math.inf)


@dataclass(frozen=True, slots=True)
class Glance:
    """A short look beside the lens: its offset, its end and the next one's start, in seconds."""

    offset: Gaze
    ends_s: float
    next_s: float
    number: int


@dataclass(frozen=True, slots=True)
class PolicyState:
    """What the policy remembers of a face from frame to frame.

    course   slow mean of the gaze
    asked    redirection at full strength, kept while the correction fades out
    distance how far beside the lens the eyes were last taken to look
    """

    share: float
    correcting: bool
    course: Gaze
    asked: Gaze
    glance: Glance | None = None
    distance: Distance | None = None


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
    fade_out: Reason | None = None,
) -> tuple[tuple[Decision, Decision], PolicyState]:
    """Decide on a face's left and right eye; also return the state for its next frame.

    state      None in a picture and a clip's first frame, which get the full correction at once
    fade_out   let the correction fade out, for this reason
    """
    wanted, why, distance = wanted_share(seen, state.distance if state else None, config)
    if fade_out is not None:
        wanted, why = 0.0, fade_out
    gaze = seen.reading.gaze
    shown = 0.0 if why is Reason.IN_CONTACT else wanted
    share, correcting, course = wanted, shown > 0.5, gaze
    if state is not None:
        share = slew(state.share, wanted, SHARE_PER_S, dt_s)
        correcting = hysteresis(state.correcting, shown, *CORRECTING_HYSTERESIS)
        course = _towards(state.course, gaze, dt_s)
    glance = next_glance(state.glance if state else None, config, time_s)
    asked = asked_redirection(gaze, course, glance, config, time_s, distance)
    # The share above `wanted` fades out at its old angle. If it followed eyes that jump far away,
    # it would pull them back first. Eyes that come to the lens ask for little: it follows them.
    surplus = max(0.0, share - wanted)
    keeps = state is not None and surplus > 0 and why is not Reason.IN_CONTACT
    kept = state.asked if state and keeps else asked
    new = PolicyState(share, correcting, course, kept, glance, distance)
    redirection = within_limits(weighted_sum(asked, share - surplus, kept, surplus))
    why = Reason.CORRECTING if correcting else why
    return decide_eyes(seen.face, redirection, frame_size, why), new


def decide_eyes(
    face: Face, redirection: Gaze, frame_size: tuple[int, int], why: Reason
) -> tuple[Decision, Decision]:
    """Decide on a face's left and right eye.

    why   what reduces the face's correction; CORRECTING if nothing does
    """
    left, right = (decide_eye(eye, redirection, frame_size) for eye in face.eyes)
    if Reason.AT_EDGE in {left.reason, right.reason}:  # one corrected eye would squint
        left = right = Decision(NO_TURN, Reason.AT_EDGE)
    return _with_face_reason(left, why), _with_face_reason(right, why)


def decide_eye(eye: Eye, redirection: Gaze, frame_size: tuple[int, int]) -> Decision:
    """Decide on one eye in a frame of `frame_size` (width, height)."""
    if redirection.is_zero():
        return Decision(NO_TURN, Reason.OFF)
    if not eye.width_px >= MIN_EYE_WIDTH_PX:
        return Decision(NO_TURN, Reason.TOO_SMALL)
    if not eye_crop(eye).lies_inside(frame_size):
        return Decision(NO_TURN, Reason.AT_EDGE)
    share = openness_share(eye.openness)
    if share == 0:
        return Decision(NO_TURN, Reason.CLOSED)
    return Decision(scaled(redirection, share), Reason.CORRECTING)


def wanted_share(
    seen: Seen, last: Distance | None, config: CorrectionConfig
) -> tuple[float, Reason, Distance]:
    """Return a face's share, 0..1, what reduces it most (else CORRECTING), and its distance.

    The distance has shares of its own. `last`: that of the frame before, or None.
    """
    distance = lens_distance(seen.reading, config).after(last)
    limits, mode = config.letting_go, mode_of(config)
    shares = {Reason.HEAD_TURNED: head_share(seen.face.head, limits)}
    if mode.wants_gaze:
        shares[Reason.LOOKING_AWAY] = gaze_share(seen.reading.gaze, limits, mode.gaze_yaw_deg)
        shares[Reason.UNSURE] = ramp(seen.reading.confidence, CONFIDENCES)
    if config.off:
        return 0.0, Reason.OFF, distance
    total, away = math.prod(shares.values()) * config.strength / 100, max(distance.shares)
    set_by_hand = config.vertical_deg != 0 or config.horizontal_deg != 0
    # What little is drawn then does not count as a correction, but set angles are drawn in full.
    if total > 0 and away < 0.5 and not set_by_hand:
        return total if away > 0 else 0.0, Reason.IN_CONTACT, distance
    least = min(shares, key=lambda reason: shares[reason])
    return total, least if shares[least] < 1 else Reason.CORRECTING, distance


def lens_distance(reading: GazeReading, config: CorrectionConfig) -> Distance:
    """Return how far beside the lens or the aim eyes look."""
    if not (mode_of(config).wants_gaze and reading.error.pitch > 0 and reading.error.yaw > 0):
        return FAR
    aim = math.radians(config.aim_vertical_deg)
    pitch = reading.gaze.pitch  # those between lens and aim are as good as either
    pitch -= min(max(pitch, min(aim, 0.0)), max(aim, 0.0))
    return Distance(pitch / reading.error.pitch, reading.gaze.yaw / reading.error.yaw)


def head_share(head: HeadPose, limits: ReleaseThresholds) -> float:
    """Return the share that a turned head leaves, 0..1."""
    pitch = share_at_angle(head.pitch, limits.head_pitch_low_deg, limits.head_pitch_high_deg)
    return pitch * share_at_angle(head.yaw, limits.head_yaw_low_deg, limits.head_yaw_high_deg)


def gaze_share(gaze: Gaze, limits: ReleaseThresholds, yaw_deg: tuple[float, float] | None) -> float:
    """Return the share that a gaze leaves, 0..1. `yaw_deg`: a mode's own thresholds."""
    pitch = share_at_angle(gaze.pitch, limits.gaze_pitch_low_deg, limits.gaze_pitch_high_deg)
    return pitch * share_at_angle(
        gaze.yaw, *(yaw_deg or (limits.gaze_yaw_low_deg, limits.gaze_yaw_high_deg))
    )


def share_at_angle(angle: float, low_deg: float, high_deg: float) -> float:
    """Return 1 for angles (radians) up to `low_deg`, 0 from `high_deg`, smooth between."""
    return 1.0 - ramp(abs(math.degrees(angle)), (low_deg, high_deg))


def openness_share(openness: float) -> float:
    """Return the share that an eye's openness leaves, 0..1."""
    return ramp(openness, (CLOSED_OPENNESS, OPEN_OPENNESS))


def asked_redirection(
    gaze: Gaze,
    course: Gaze,
    glance: Glance | None,
    config: CorrectionConfig,
    time_s: float,
    distance: Distance = FAR,
) -> Gaze:
    """Return a mode's redirection at full strength.

    It goes to the aim, with a running glance on top, as far as the distance is sure, and then by
    the set angles; or it is just these. `course`: slow mean of the gaze.
    """
    offset = glance.offset if glance and time_s < glance.ends_s else NO_TURN
    by_hand = Gaze(math.radians(config.vertical_deg), math.radians(config.horizontal_deg))
    mode = mode_of(config)
    if not mode.wants_gaze:
        return by_hand
    pitch = math.radians(config.aim_vertical_deg) + offset.pitch - gaze.pitch
    pitch += _saccade(gaze.pitch - course.pitch, mode.saccade_share)
    yaw = offset.yaw - gaze.yaw + _saccade(gaze.yaw - course.yaw, mode.saccade_share)
    up, aside = distance.shares
    return Gaze(by_hand.pitch + up * pitch, by_hand.yaw + aside * yaw)


def next_glance(last: Glance | None, config: CorrectionConfig, time_s: float) -> Glance | None:
    """Return the running glance, or a new one when it is time. The seed is its number."""
    if not config.look_away or not mode_of(config).wants_gaze:
        return None
    if last is None:
        return Glance(NO_TURN, time_s, time_s + config.look_away_every_s, 0)
    if time_s < last.next_s:
        return last
    draw = random.Random(last.number)
    direction = draw.uniform(0, 2 * math.pi)
    reach = math.radians(config.look_away_deg) * draw.uniform(0.5, 1.0)
    ends_s = time_s + draw.uniform(*GLANCE_S)
    next_s = ends_s + config.look_away_every_s + draw.uniform(0, config.look_away_random_s)
    offset = Gaze(reach * math.sin(direction), reach * math.cos(direction))
    return Glance(offset, ends_s, next_s, last.number + 1)


def frame_reason(faces: int, decisions: tuple[Decision, ...]) -> Reason:
    """Return the reason to show for a frame: CORRECTING if any eye is, else the first eye's."""
    if not faces:
        return Reason.NO_FACE
    if any(decision.reason is Reason.CORRECTING for decision in decisions):
        return Reason.CORRECTING
    return decisions[0].reason


def scaled(gaze: Gaze, share: float) -> Gaze:
    """Return a redirection times `share`."""
    return Gaze(gaze.pitch * share, gaze.yaw * share)


def weighted_sum(one: Gaze, share: float, other: Gaze, rest: float) -> Gaze:
    """Return the sum of two redirections, each times its share."""
    return Gaze(one.pitch * share + other.pitch * rest, one.yaw * share + other.yaw * rest)


def within_limits(gaze: Gaze) -> Gaze:
    """Return the nearest redirection of at most MAX_ANGLE_DEG on each axis."""
    limit = math.radians(MAX_ANGLE_DEG)
    return Gaze(min(max(gaze.pitch, -limit), limit), min(max(gaze.yaw, -limit), limit))


def _with_face_reason(decision: Decision, why: Reason) -> Decision:
    """Tell why the whole face is reduced, unless the eye has a reason of its own."""
    held = why is not Reason.CORRECTING and decision.reason in {Reason.CORRECTING, Reason.OFF}
    return replace(decision, reason=why) if held else decision


def _saccade(offset: float, share: float, limit: float = math.radians(SACCADE_LIMIT_DEG)) -> float:
    return limit * math.tanh(share * offset / limit)


def _towards(course: Gaze, gaze: Gaze, dt_s: float) -> Gaze:
    return Gaze(
        low_pass(course.pitch, gaze.pitch, READING_CUTOFF_HZ, dt_s),
        low_pass(course.yaw, gaze.yaw, READING_CUTOFF_HZ, dt_s),
    )
