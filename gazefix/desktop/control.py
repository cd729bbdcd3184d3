"""How another process controls the tray app: one line of JSON there, one line back. Pure, and free of Qt.

    {"command": "vertical", "value": -5}            -> {"ok": true, "status": {...}}
    {"command": "vertical", "by": 1}                -> {"ok": true, "status": {...}}
    {"command": "strength", "value": 800}           -> {"ok": false, "error": "...", "hint": "..."}

Commands: on, off, toggle, pause, resume, show, status, quit; mode NAME; vertical and horizontal DEG, or BY degrees from where
it is (within the limits); strength PERCENT. A message that is not understood changes nothing.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from gazefix.config import MAX_ANGLE_DEG, Config, CorrectionConfig
from gazefix.correction.modes import MODES
from gazefix.errors import ControlError

#: A longer message is none of ours.
MAX_BYTES: Final = 4096

_PLAIN: Final = ("on", "off", "toggle", "pause", "resume", "show", "status", "quit")
_ANGLES: Final = {"vertical": "vertical_deg", "horizontal": "horizontal_deg"}
COMMANDS: Final = (*_PLAIN, "mode", *_ANGLES, "strength")


@dataclass(frozen=True, slots=True)
class Request:
    """One command. `value` is a mode's name, degrees or percent; `by` is a step in degrees instead of it."""

    command: str
    value: str | float | None = None
    by: float | None = None


@dataclass(frozen=True, slots=True)
class ControlStatus:
    """What the app tells of itself. `state` and `reason` are those of the session's status."""

    state: str
    reason: str
    enabled: bool
    mode: str
    vertical_deg: float
    horizontal_deg: float
    strength: float
    camera: str
    output: str
    fps: float


def request_line(request: Request) -> bytes:
    """A request as it travels."""
    return _line({key: value for key, value in asdict(request).items() if value is not None})


def parse_request(line: bytes) -> Request:
    """A request from its line. Raises ControlError for whatever is not exactly one."""
    message = _object(line, "the request")
    if unknown := set(message) - {"command", "value", "by"}:
        raise ControlError(
            f"the request has an unknown key '{sorted(unknown)[0]}'", "it has command, value and by"
        )
    command, value, by = message.get("command"), message.get("value"), message.get("by")
    if command not in COMMANDS:
        raise ControlError(
            f"there is no command {command!r}", f"the commands are: {', '.join(COMMANDS)}"
        )
    if command in _PLAIN and (value is not None or by is not None):
        raise ControlError(f"'{command}' takes no value", "leave it out")
    if command not in _ANGLES and by is not None:
        raise ControlError(f"'{command}' takes no step", "only vertical and horizontal do")
    if command in _ANGLES and (value is None) == (by is None):
        raise ControlError(
            f"'{command}' needs an angle, or a step", "give one of the two, in degrees"
        )
    if command == "mode" and value not in MODES:
        raise ControlError(f"there is no mode {value!r}", f"the modes are: {', '.join(MODES)}")
    if command == "mode":
        return Request(str(command), value)
    if command == "strength" and value is None:
        raise ControlError("'strength' needs a number", "give a percentage, such as 80")
    return Request(str(command), _number(command, value), _number(command, by))


def changed(config: Config, request: Request) -> Config:
    """The settings after a request; the same ones for a request that is not about them. Raises ConfigError for a value out
    of range."""
    correction = config.correction
    if request.command in {"on", "off", "toggle"}:
        enabled = {"on": True, "off": False}.get(request.command, not correction.enabled)
        return _with(config, enabled=enabled)
    if request.command in _ANGLES:
        name = _ANGLES[request.command]
        value = request.value
        if request.by is not None:
            value = min(max(getattr(correction, name) + request.by, -MAX_ANGLE_DEG), MAX_ANGLE_DEG)
        return _with(config, **{name: value})
    if request.command in {"mode", "strength"}:
        return _with(config, **{request.command: request.value})
    return config


def answer_line(status: ControlStatus) -> bytes:
    """The answer to a request that was carried out."""
    return _line({"ok": True, "status": asdict(status)})


def refusal_line(message: str, hint: str = "") -> bytes:
    """The answer to a request that changed nothing."""
    return _line({"ok": False, "error": message, "hint": hint})


def parse_answer(line: bytes) -> dict[str, Any]:
    """The status in an answer. Raises ControlError, with the app's own words if it refused."""
    message = _object(line, "the answer")
    status = message.get("status")
    if message.get("ok") is True and isinstance(status, dict):
        return status
    raise ControlError(
        str(message.get("error") or "the answer cannot be read"), str(message.get("hint") or "")
    )


def describe(status: Mapping[str, Any]) -> str:
    """A status in a few lines for people. Raises ControlError for one that is not whole."""
    try:
        known = ControlStatus(**status)
        state = (
            known.state if known.reason in {"", known.state} else f"{known.state}, {known.reason}"
        )
        angles = f"vertical {known.vertical_deg:+g}, horizontal {known.horizontal_deg:+g}"
        return (
            f"{state}{'' if known.enabled else ' (switched off)'}\n{known.mode}, {angles}, strength {known.strength:g}\n"
            f"{known.camera or 'no camera'} -> {known.output or 'no output'}, {known.fps:.1f} frames a second"
        )
    except (TypeError, ValueError) as error:
        raise ControlError(
            "the running GazeFix is of another version", "quit it, and start it again"
        ) from error


def _with(config: Config, **changes: Any) -> Config:
    correction: CorrectionConfig = replace(config.correction, **changes)
    return replace(config, correction=correction)


def _line(message: Mapping[str, Any]) -> bytes:
    return json.dumps(message, allow_nan=False).encode() + b"\n"


def _object(line: bytes, what: str) -> dict[str, Any]:
    try:
        if len(line) > MAX_BYTES:
            raise ValueError("it is too long")
        message = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ControlError(
            f"{what} is not one line of JSON: {error}",
            "see gazefix/desktop/control.py for the format",
        ) from error
    if not isinstance(message, dict):
        raise ControlError(
            f"{what} is no JSON object", "see gazefix/desktop/control.py for the format"
        )
    return message


def _number(command: Any, value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ControlError(f"'{command}' needs a number, not {value!r}", "give one, such as -5")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise ControlError(f"'{command}' needs a number, not {value!r}", "give one, such as -5")
    return number
