"""A session's status in words for people: one of six conditions, and notices of trouble.

Needs Qt for translation only.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from gazefix.config import Config
from gazefix.correction.modes import asks_nothing, mode_of
from gazefix.correction.policy import Reason
from gazefix.errors import GazeFixError
from gazefix.live.status import SessionStatus, State
from gazefix.ui.qt import number, sentences, tr
from gazefix.ui.translations import translated_message

if TYPE_CHECKING:  # it imports cv2, which the first window does not wait for
    from gazefix.live.messages import Picture

#: How long a correction must have stopped before icon and words say so, in seconds: longer than a
#: blink.
SETTLE_S: Final = 0.7
#: How long trouble must last before its notice, and be over before the next one, in seconds.
LASTS_S: Final = 3.0
WELL_S: Final = 20.0


class ConditionKind(Enum):
    """The conditions, by the names of their icons."""

    BUSY = "busy"
    OFF = "off"
    PAUSED = "paused"
    CORRECTING = "correcting"
    IDLE = "idle"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Condition:
    """What to show of a session.

    detail     why it is so, or what to do about it; may be empty
    settle_s   how long the condition must last before it replaces CORRECTING, in seconds
    """

    kind: ConditionKind
    title: str
    detail: str = ""
    settle_s: float = 0.0


_LOADING: Final = (ConditionKind.BUSY, "Starting", "Opening the camera and loading the models…")
#: Kind, title and detail of the states that need no other words.
_STATES: Final = {
    State.NEW: _LOADING,
    State.STARTING: _LOADING,
    State.PAUSED: (ConditionKind.PAUSED, "Paused", "The camera is off. Others see a placeholder."),
    State.WAITING: (
        ConditionKind.OFF,
        "Not in use",
        "No program is using GazeFix Camera, so your camera is off.",
    ),
    State.ENDED: (ConditionKind.OFF, "Clip finished", ""),
}
#: Title and detail in place of those, where no other program can see the picture.
_UNSEEN: Final = {
    State.PAUSED: ("Paused", "The camera is off."),
    State.WAITING: (
        "Other programs can't use GazeFix yet",
        "GazeFix Camera isn't set up, so your camera is off.",
    ),
}
#: Title, and what to do about a loss, in place of a hint about the command line.
_LOSSES: Final = {
    State.CAMERA_LOST: (
        "No picture from the camera",
        "Connect a camera, or choose another one under “Camera and output”.",
    ),
    State.OUTPUT_LOST: ("No output", "See “Camera and output”, or Diagnostics."),
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
    if state is State.WAITING and status.error is not None:
        state = State.CAMERA_LOST
    if state in _LOSSES:
        title, mend = _LOSSES[state]
        return Condition(ConditionKind.ERROR, tr(title), loss_text(status, tr(mend)))
    if state in _STATES:
        kind, title, detail = _STATES[state]
        if status.sink == "preview" and state in _UNSEEN:
            title, detail = _UNSEEN[state]
        return Condition(kind, tr(title), tr(detail) if detail else "")
    return _running(status, config)


def loss_text(status: SessionStatus, mend: str) -> str:
    """Return why the camera or the output is lost, and what to do; `mend` as in `error_words`."""
    return sentences([error_text(status.error, mend), tr("GazeFix will keep trying.")])


def reason_text(status: SessionStatus, config: Config) -> str:
    """Return why the shown picture looks as it does, for other programs; "" for a card.

    Just after a change of the settings it is that of the picture to come, or "".
    """
    if config.correction.off and status.state is State.RUNNING:
        return Reason.OFF.value
    if status.reason in {None, Reason.OFF} or status.state is not State.RUNNING:
        return ""
    assert status.reason is not None
    failed = status.reason is Reason.FAILED and status.error is not None
    return str(status.error) if failed else status.reason.value


def users_text(status: SessionStatus) -> str:
    """Return which programs use GazeFix Camera; "" where the system doesn't tell."""
    text = tr("GazeFix Camera is in use by {0}")
    return text.format(", ".join(status.users)) if status.users else ""


def calibration_text(status: SessionStatus, config: Config) -> str:
    """Return whether and since when the session's camera is calibrated; "" without a camera."""
    from gazefix.correction.saved_profiles import choose_profile

    setting = config.correction.profile
    if not status.source or not all(status.size):
        return ""
    try:
        saved = choose_profile(setting, status.source, status.size)
    except GazeFixError as error:
        return sentences(
            [*error_words(GazeFixError(error.message)), tr("Calibrate again, or delete it.")]
        )
    if saved is None:
        off = tr("Calibration is turned off.")
        return off if setting == "none" else tr("Not calibrated for this camera and resolution.")
    if saved.thorough:
        text = tr("Calibrated on {0}, about {1} degrees.")
        return text.format(saved.made, number(round(saved.error_deg, 1)))
    return tr("Calibrated since {0}.").format(saved.made) if saved.made else tr("Calibrated.")


def _running(status: SessionStatus, config: Config) -> Condition:
    correction = config.correction
    if not correction.enabled:
        return Condition(ConditionKind.OFF, tr("Off"), tr("Your picture is shown unchanged."))
    if correction.strength == 0:
        return Condition(ConditionKind.IDLE, tr("Nothing to correct"), tr("The strength is 0."))
    if asks_nothing(correction):
        both = tr("Both angles are 0. Set one of them.")
        return Condition(ConditionKind.IDLE, tr("Nothing to correct"), both)
    match status.reason:
        case None:  # a card is still shown
            return Condition(ConditionKind.BUSY, tr("Starting"))
        case Reason.CORRECTING:
            doing = tr(mode_of(correction).doing)
            return Condition(ConditionKind.CORRECTING, tr("Correcting"), doing)
        case Reason.IN_CONTACT:
            detail = tr("You already look at the camera, so nothing is changed.")
            return Condition(ConditionKind.CORRECTING, tr("Eyes on the camera"), detail)
        case Reason.OFF:
            return Condition(ConditionKind.BUSY, tr("Switching on"), settle_s=SETTLE_S)
        case Reason.FAILED:
            title = tr("Correction isn't working; your picture is unchanged")
            return Condition(ConditionKind.ERROR, title, error_text(status.error))
    title, detail = _REASONS[status.reason]
    return Condition(ConditionKind.IDLE, tr(title), tr(detail), SETTLE_S)


def _failed(error: Exception | None) -> Condition:
    words = error_words(error, tr("Diagnostics, in the Tools menu, may show what is wrong."))
    if isinstance(error, GazeFixError):
        return Condition(ConditionKind.ERROR, words[0].rstrip(".。"), sentences(words[1:]))
    return Condition(ConditionKind.ERROR, tr("GazeFix has stopped"), sentences(words))


def error_words(error: Exception | None, mend: str = "") -> list[str]:
    """Return an error's message and its hint as sentences, without what is empty.

    `mend` replaces a missing hint, and one about the command line. The text of an error that is not
    GazeFix's own stays as it is.
    """
    if not isinstance(error, GazeFixError):
        return [part for part in (str(error or ""), mend) if part]
    hint = error.hint
    if "pip install" in hint:
        mend = mend or tr("Reinstall GazeFix.")
    for_terminals = any(mark in hint for mark in ("`", "--", "pip install"))
    hint = mend if for_terminals or not hint else translated_message(without_numbers(hint))
    return [_sentence(part) for part in (translated_message(error.message), hint) if part]


def without_numbers(text: str) -> str:
    """Return a text without the numbers of processes in it."""
    return re.sub(r" \(\d+\)", "", text)


def error_text(error: Exception | None, mend: str = "") -> str:
    """Return `error_words` as one text."""
    return sentences(error_words(error, mend))


def _sentence(text: str) -> str:
    text = text.strip()
    first = text.partition(" ")[0]
    named = re.search(r"[/\d_]", first)  # an address, a path or a device's name stays as it is
    start = text[:1] if named else text[:1].upper()
    whole = text.endswith((*".?!…", "。"))
    return start + text[1:] if whole else tr("{0}.").format(start + text[1:])


class Settler:
    """Keeps showing CORRECTING until another condition has lasted for its `settle_s`."""

    def __init__(self) -> None:
        self._shown: Condition | None = None
        self._next: Condition | None = None
        self._since_s = 0.0

    def settle(self, condition: Condition, now_s: float) -> Condition:
        """Return the condition to show at `now_s`."""
        if self._next is None or condition.kind is not self._next.kind:
            self._since_s = now_s
        self._next = condition
        correcting = self._shown is not None and self._shown.kind is ConditionKind.CORRECTING
        if not correcting or now_s - self._since_s >= condition.settle_s:
            self._shown = condition
        return self._shown or condition


class _Trouble:
    """One kind of trouble over time."""

    def __init__(self) -> None:
        self._since_s: float | None = None
        self._well_since_s: float | None = None
        self._notified = False

    def is_news(self, there: bool, now_s: float) -> bool:
        """Return whether to show the notice now."""
        if not there:
            self._since_s = None
            self._well_since_s = now_s if self._well_since_s is None else self._well_since_s
            if now_s - self._well_since_s >= WELL_S:
                self._notified = False
            return False
        self._well_since_s = None
        self._since_s = now_s if self._since_s is None else self._since_s
        if self._notified or now_s - self._since_s < LASTS_S:
            return False
        self._notified = True
        return True


class Notifications:
    """Follows a session and returns notices of trouble that only the user can mend, each once."""

    def __init__(self) -> None:
        self._camera, self._output = _Trouble(), _Trouble()
        self._failure, self._missing = _Trouble(), _Trouble()

    def due(
        self, state: State, condition: Condition, output_missing: bool, now_s: float
    ) -> list[tuple[str, str]]:
        """Return (title, text) of the notices to show now.

        `output_missing`: no other program can see the picture.
        """
        notices = []
        if self._camera.is_news(state is State.CAMERA_LOST, now_s):
            notices.append((tr("No picture from the camera"), condition.detail))
        if self._output.is_news(state is State.OUTPUT_LOST, now_s):
            notices.append((tr("GazeFix Camera stopped working"), condition.detail))
        never_opened = condition.kind is ConditionKind.ERROR and state is State.NEW
        if self._failure.is_news(state is State.FAILED or never_opened, now_s):
            notices.append((condition.title, condition.detail))
        if self._missing.is_news(output_missing, now_s):
            mend = tr("Open GazeFix to set up GazeFix Camera.")
            notices.append((tr("Other programs can't use GazeFix yet"), mend))
        return notices


def looks_of(picture: Picture | None) -> dict[str, float]:
    """Return gaze and redirection for a ControlStatus, in degrees; {} where no gaze was read."""
    eyes = None if picture is None else picture.eyes
    if eyes is None or eyes.gaze is None:
        return {}
    return {
        f"{name}_{axis}_deg": round(math.degrees(radians), 1)
        for name, by in (("gaze", eyes.gaze), ("redirected", eyes.redirection))
        for axis, radians in (("vertical", by.pitch), ("horizontal", by.yaw))
    }
