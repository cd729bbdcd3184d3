"""A session's status in words for people: one of six conditions. Needs Qt for translation only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from gazefix.config import Config
from gazefix.correction.modes import asks_nothing, mode_of
from gazefix.correction.policy import Reason
from gazefix.errors import GazeFixError
from gazefix.live.status import SessionStatus, State
from gazefix.ui.application import tr

#: How long a correction must have stopped before icon and words say so, in seconds: longer than a
#: blink.
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
    """What to show of a session.

    detail     why it is so, or what to do about it; may be empty
    settle_s   how long the condition must last before it is shown
    """

    kind: Kind
    title: str
    detail: str = ""
    settle_s: float = 0.0


_LOADING: Final = (Kind.BUSY, "Starting", "Opening the camera and loading the models…")
#: Kind, title and detail of the states that need no other words.
_STATES: Final = {
    State.NEW: _LOADING,
    State.STARTING: _LOADING,
    State.PAUSED: (Kind.PAUSED, "Paused", "The camera is off. Others see a placeholder."),
    State.WAITING: (
        Kind.OFF,
        "Not in use",
        "No program is using GazeFix Camera, so your camera is off.",
    ),
    State.ENDED: (Kind.OFF, "Clip finished", ""),
}
#: Title, and what to do about a loss, in place of a hint about the command line.
_LOSSES: Final = {
    State.CAMERA_LOST: (
        "No picture from the camera",
        "Connect a camera, or choose another one under “Camera and output”. "
        "GazeFix will keep trying.",
    ),
    State.OUTPUT_LOST: (
        "No output",
        "See “Camera and output”, or Diagnostics. GazeFix will keep trying.",
    ),
}
_NO_FACE: Final = ("No face found", "Make sure the camera can see your face.")
#: Title and detail while nothing is corrected.
_REASONS: Final = {
    Reason.NO_FACE: _NO_FACE,
    Reason.FACE_LOST: _NO_FACE,
    Reason.CLOSED: ("Eyes closed", "Closed eyes are not corrected."),
    Reason.LOOKING_AWAY: (
        "Not correcting: you're looking away",
        "Look back at the screen to resume.",
    ),
    Reason.HEAD_TURNED: ("Not correcting: your head is turned", "Face the camera to resume."),
    Reason.UNSURE: (
        "Not correcting: your eyes aren't clear enough",
        "Try more light, or less glare on your glasses.",
    ),
    Reason.TOO_SMALL: ("Not correcting: you're too far away", "Move closer to the camera."),
    Reason.AT_EDGE: (
        "Not correcting: your eyes are at the edge",
        "Move to the centre of the picture.",
    ),
    Reason.TOO_SLOW: (
        "Not correcting: this computer can't keep up",
        "Close other programs or choose a lower resolution.",
    ),
}


def condition_of(
    status: SessionStatus, config: Config, error: Exception | None = None
) -> Condition:
    """Return the condition of a session; `error`: what ended it."""
    state = status.state
    if error is not None or state is State.FAILED:
        return _failed(error or status.error)
    if state in _LOSSES:
        title, mend = _LOSSES[state]
        return Condition(Kind.ERROR, tr(title), " ".join(error_words(status.error, tr(mend))))
    if state in _STATES:
        kind, title, detail = _STATES[state]
        return Condition(kind, tr(title), tr(detail) if detail else "")
    return _running(status, config)


def reason_text(status: SessionStatus) -> str:
    """Return why the shown picture looks as it does, for other programs; "" for a card."""
    if status.reason is None:
        return ""
    failed = status.reason is Reason.FAILED and status.error is not None
    return str(status.error) if failed else status.reason.value


def _running(status: SessionStatus, config: Config) -> Condition:
    correction = config.correction
    if not correction.enabled:
        return Condition(Kind.OFF, tr("Off"), tr("Your picture is shown unchanged."))
    if correction.strength == 0:
        return Condition(Kind.HOLDING, tr("Nothing to correct"), tr("The strength is 0."))
    if asks_nothing(correction):
        both = tr("Both angles are 0. Set one of them.")
        return Condition(Kind.HOLDING, tr("Nothing to correct"), both)
    match status.reason:
        case None:  # a card is still shown
            return Condition(Kind.BUSY, tr("Starting"))
        case Reason.CORRECTING:
            return Condition(Kind.CORRECTING, tr("Correcting"), tr(mode_of(correction).doing))
        case Reason.OFF:
            return Condition(Kind.BUSY, tr("Switching on"), settle_s=SETTLE_S)
        case Reason.FAILED:
            title = tr("Correction isn't working; your picture is unchanged")
            return Condition(Kind.ERROR, title, " ".join(error_words(status.error)))
    title, detail = _REASONS[status.reason]
    return Condition(Kind.HOLDING, tr(title), tr(detail), SETTLE_S)


def _failed(error: Exception | None) -> Condition:
    words = error_words(error, tr("Diagnostics, in the Tools menu, may show what is wrong."))
    if isinstance(error, GazeFixError):
        return Condition(Kind.ERROR, words[0].rstrip("."), " ".join(words[1:]))
    return Condition(Kind.ERROR, tr("GazeFix has stopped"), " ".join(words))


def error_words(error: Exception | None, mend: str = "") -> list[str]:
    """Return an error's message and its hint as sentences, without what is empty.

    `mend` replaces a missing hint, and one about the command line. The text of an error that is not
    GazeFix's own stays as it is.
    """
    if not isinstance(error, GazeFixError):
        return [part for part in (str(error or ""), mend) if part]
    for_terminals = "`" in error.hint or "--" in error.hint
    hint = mend if for_terminals or not error.hint else error.hint
    return [_sentence(part) for part in (error.message, hint) if part]


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!", "…")) else ".")


class Settler:
    """Lets a condition through once it has lasted as long as it must."""

    def __init__(self) -> None:
        self._shown: Condition | None = None
        self._next: Condition | None = None
        self._since_s = 0.0

    def settle(self, condition: Condition, now_s: float) -> Condition:
        """Return the condition to show at `now_s`."""
        if self._next is None or condition.kind is not self._next.kind:
            self._since_s = now_s
        self._next = condition
        correcting = self._shown is not None and self._shown.kind is Kind.CORRECTING
        if not correcting or now_s - self._since_s >= condition.settle_s:
            self._shown = condition
        return self._shown or condition
