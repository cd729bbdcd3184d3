"""What a session's status means for people: one of six conditions, in words. Needs Qt for its translations only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from PySide6.QtCore import QCoreApplication

from gazefix.config import Config
from gazefix.correction.modes import asks_nothing, mode_of
from gazefix.correction.policy import Reason
from gazefix.errors import GazeFixError
from gazefix.live.status import SessionStatus, State

#: The correction may let go for so long, as in a blink, before icon and words say so.
SETTLE_S: Final = 0.7


class Kind(Enum):
    """The conditions, by the names of their icons."""

    BUSY = "busy"
    OFF = "off"
    PAUSED = "paused"
    CORRECTING = "correcting"
    HOLDING = "holding"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Condition:
    """`title` says what is, `detail` why, or what to do about it (may be empty). `settled`: how long it must last to be
    shown, in seconds."""

    kind: Kind
    title: str
    detail: str = ""
    settle_s: float = 0.0


def tr(text: str) -> str:
    """A text in the user's language."""
    return QCoreApplication.translate("condition", text)


def condition_of(
    status: SessionStatus, config: Config, error: Exception | None = None
) -> Condition:
    """The condition of a session with this status and these settings; `error` is what ended it."""
    if error is not None or status.state is State.FAILED:
        return _failed(status, error)
    match status.state:
        case State.NEW | State.STARTING:
            return Condition(
                Kind.BUSY, tr("Starting"), tr("GazeFix opens the camera and loads its models.")
            )
        case State.PAUSED:
            return Condition(
                Kind.PAUSED, tr("Paused"), tr("The camera is closed. Others see a card.")
            )
        case State.CAMERA_LOST:
            mend = tr(
                "Connect a camera, or choose another one under “Camera and output”. GazeFix goes on trying."
            )
            return Condition(
                Kind.ERROR, tr("No camera picture"), _in_windows_words(status.error, mend)
            )
        case State.OUTPUT_LOST:
            mend = tr("See “Camera and output”, or Diagnostics. GazeFix goes on trying.")
            return Condition(Kind.ERROR, tr("No output"), _in_windows_words(status.error, mend))
        case State.WAITING:
            waiting = tr("No program uses GazeFix Camera now, so your camera is off.")
            return Condition(Kind.OFF, tr("Nobody is watching"), waiting)
        case State.ENDED:
            return Condition(Kind.OFF, tr("Ended"), tr("The clip is over."))
    return _running(status, config)


def reason_text(status: SessionStatus) -> str:
    """Return why the shown picture is as it is, for other programs; "" before the first picture."""
    if status.reason is None:
        return ""
    failed = status.reason is Reason.FAILED and status.error is not None
    return str(status.error) if failed else status.reason.value


def _running(status: SessionStatus, config: Config) -> Condition:
    correction = config.correction
    if not correction.enabled:
        return Condition(Kind.OFF, tr("Off"), tr("Your picture passes unchanged."))
    if correction.strength == 0:
        return Condition(Kind.HOLDING, tr("Nothing to correct"), tr("The strength is 0."))
    if asks_nothing(correction):
        return Condition(
            Kind.HOLDING, tr("Nothing to correct"), tr("Both angles are 0: choose one.")
        )
    reasons = {
        Reason.CORRECTING: Condition(
            Kind.CORRECTING, tr("Correcting"), tr(mode_of(correction).doing)
        ),
        Reason.OFF: Condition(Kind.BUSY, tr("Switching on")),
        Reason.NO_FACE: Condition(
            Kind.HOLDING, tr("No face to be seen"), tr("Sit so that the camera sees your face.")
        ),
        Reason.FACE_LOST: Condition(
            Kind.HOLDING, tr("No face to be seen"), tr("Sit so that the camera sees your face.")
        ),
        Reason.CLOSED: Condition(
            Kind.HOLDING, tr("Eyes closed"), tr("Closed eyes are left alone.")
        ),
        Reason.LOOKING_AWAY: Condition(
            Kind.HOLDING, tr("Letting go: you look away"), tr("It comes back when you look here.")
        ),
        Reason.HEAD_TURNED: Condition(
            Kind.HOLDING,
            tr("Letting go: your head is turned"),
            tr("It comes back when you face the camera."),
        ),
        Reason.UNSURE: Condition(
            Kind.HOLDING,
            tr("Letting go: your eyes cannot be read"),
            tr("More light helps, and less reflection on spectacles."),
        ),
        Reason.TOO_SMALL: Condition(
            Kind.HOLDING, tr("Letting go: too far away"), tr("Come nearer to the camera.")
        ),
        Reason.AT_EDGE: Condition(
            Kind.HOLDING, tr("Letting go: your eyes leave the picture"), tr("Move to its middle.")
        ),
        Reason.TOO_SLOW: Condition(
            Kind.HOLDING,
            tr("Letting go: the computer is too slow"),
            tr("Close other programs, or choose a smaller picture."),
        ),
    }
    if status.reason is None:  # a card is still shown
        return Condition(Kind.BUSY, tr("Starting"))
    if status.reason is Reason.FAILED:
        return Condition(
            Kind.ERROR,
            tr("The correction fails: your picture passes unchanged"),
            _sentence(str(status.error)),
        )
    found = reasons[status.reason]
    return replace(found, settle_s=SETTLE_S) if found.kind is not Kind.CORRECTING else found


def _failed(status: SessionStatus, error: Exception | None) -> Condition:
    if isinstance(error, GazeFixError):
        return Condition(Kind.ERROR, _sentence(error.message), _sentence(error.hint))
    return Condition(Kind.ERROR, tr("GazeFix has stopped"), str(error or status.error))


def _in_windows_words(error: GazeFixError | None, mend: str) -> str:
    """Return an error and its hint as sentences. `mend` replaces a hint about the command line."""
    message, hint = (error.message, error.hint) if error is not None else ("", "")
    hint = mend if not hint or "`" in hint or "--" in hint else hint
    return " ".join(f"{_sentence(part).rstrip('.')}." for part in (message, hint) if part)


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:]


class Settler:
    """Lets a condition through once it has lasted as long as it must."""

    def __init__(self) -> None:
        self._shown: Condition | None = None
        self._next: Condition | None = None
        self._since_s = 0.0

    def settle(self, condition: Condition, now_s: float) -> Condition:
        """The condition to show at `now_s`."""
        if condition.kind is not (self._next.kind if self._next else None):
            self._since_s = now_s
        self._next = condition
        soft = self._shown is not None and self._shown.kind is Kind.CORRECTING
        if not soft or now_s - self._since_s >= condition.settle_s:
            self._shown = condition
        return self._shown or condition
