"""How far to redirect each eye now, and why. Pure: the same inputs give the same answer."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import Final

from gazefix.config import CorrectionConfig
from gazefix.geometry import eye_crop
from gazefix.types import Eye, Face, Gaze

#: Below this width an eye has too few pixels to warp, and landmarks are mostly noise.
MIN_EYE_WIDTH_PX: Final = 12.0
#: Openness (see types.Eye) up to which an eye counts as closed, and from which it is corrected in full. Between them the
#: correction follows the lid, so that a blink is never fought.
CLOSED_OPENNESS: Final = 0.08
OPEN_OPENNESS: Final = 0.16


class Reason(Enum):
    """Why an eye is redirected or left alone, in the words that people see."""

    CORRECTING = "correcting"
    OFF = "off"
    NO_FACE = "no face"
    CLOSED = "eyes closed"
    TOO_SMALL = "eyes too small"
    AT_EDGE = "at the picture's edge"


@dataclass(frozen=True, slots=True)
class Decision:
    """One eye's redirection in the frame's axes; (0, 0) unless the reason is CORRECTING."""

    redirection: Gaze
    reason: Reason


def asked_redirection(config: CorrectionConfig) -> Gaze:
    """The redirection of the fixed-angle mode: the set angles by the set strength."""
    share = config.strength / 100
    return Gaze(math.radians(config.vertical_deg) * share, math.radians(config.horizontal_deg) * share)


def decide(eye: Eye, redirection: Gaze, frame_size: tuple[int, int]) -> Decision:
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
    return Decision(Gaze(redirection.pitch * share, redirection.yaw * share), Reason.CORRECTING)


def openness_share(openness: float) -> float:
    """How much of the correction an eye open so far gets, 0..1: none when closed, smoothly up to all."""
    t = min(1.0, max(0.0, (openness - CLOSED_OPENNESS) / (OPEN_OPENNESS - CLOSED_OPENNESS)))
    return t * t * (3 - 2 * t)


def frame_reason(faces: tuple[Face, ...], decisions: tuple[Decision, ...]) -> Reason:
    """The one reason to show for a frame: CORRECTING if any eye is, else that of the largest face's left eye."""
    if not faces:
        return Reason.NO_FACE
    if any(decision.reason is Reason.CORRECTING for decision in decisions):
        return Reason.CORRECTING
    return decisions[0].reason
