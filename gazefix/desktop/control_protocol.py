"""How another process controls the tray app: one line of JSON there, one line back. Pure.

    {"command": "vertical", "value": -5}   -> {"ok": true, "status": {...}}
    {"command": "vertical", "by": 1}       -> {"ok": true, "status": {...}}
    {"command": "strength", "value": 800}  -> {"ok": false, "error": "...", "hint": "..."}

Commands: on, off, toggle, pause, resume, show, status, quit; mode NAME; vertical and horizontal,
to `value` or by a step of `by` degrees (within the limits); strength PERCENT. A message that is not
understood changes nothing.
"""

from __future__ import annotations

import contextlib
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from gazefix.config import MAX_ANGLE_DEG, Config, CorrectionConfig
from gazefix.correction.modes import MODES
from gazefix.errors import ControlError

#: Longest message, in bytes. GazeFix's own have under 500.
MAX_BYTES: Final = 4096
_FORMAT_HINT: Final = "see gazefix/desktop/control_protocol.py for the format"

_PLAIN: Final = ("on", "off", "toggle", "pause", "resume", "show", "status", "quit")
_ANGLES: Final = {"vertical": "vertical_deg", "horizontal": "horizontal_deg"}
COMMANDS: Final = (*_PLAIN, "mode", *_ANGLES, "strength")


@dataclass(frozen=True, slots=True)
class Request:
    """One command; `value` is a mode's name, degrees or percent, `by` a step in degrees."""

    command: str
    value: str | float | None = None
    by: float | None = None


@dataclass(frozen=True, slots=True)
class ControlStatus:
    """What the app says of itself; `state` and `reason` are those of the session's status.

    gaze         measured gaze in degrees, + is up and to the person's left; None where not read
    redirected   by how much it is redirected
    used_by      names of the programs that read GazeFix Camera, where the system tells
    """

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
    gaze_vertical_deg: float | None = None
    gaze_horizontal_deg: float | None = None
    redirected_vertical_deg: float | None = None
    redirected_horizontal_deg: float | None = None
    used_by: str = ""


def request_line(request: Request) -> bytes:
    """Return the line of a request."""
    return _line({key: value for key, value in asdict(request).items() if value is not None})


def parse_request(line: bytes) -> Request:
    """Return the request in a line. Raises ControlError for anything but one request."""
    message = _object(line, "the request")
    if unknown := set(message) - {"command", "value", "by"}:
        error = f"the request has an unknown key '{sorted(unknown)[0]}'"
        raise ControlError(error, "it has command, value and by")
    command, value, by = message.get("command"), message.get("value"), message.get("by")
    if command not in COMMANDS:
        hint = f"the commands are: {', '.join(COMMANDS)}"
        raise ControlError(f"there is no command {command!r}", hint)
    if command in _PLAIN and (value is not None or by is not None):
        raise ControlError(f"'{command}' takes no value", "leave it out")
    if command not in _ANGLES and by is not None:
        raise ControlError(f"'{command}' takes no step", "only vertical and horizontal do")
    if command in _ANGLES and (value is None) == (by is None):
        raise ControlError(f"'{command}' needs an angle or a step", "give one of them, in degrees")
    if command == "mode" and value not in [*MODES]:  # the value may be unhashable
        raise ControlError(f"there is no mode {value!r}", f"the modes are: {', '.join(MODES)}")
    if command == "mode":
        return Request(str(command), value)
    if command == "strength" and value is None:
        raise ControlError("'strength' needs a number", "give a percentage, such as 80")
    return Request(str(command), _number(command, value), _number(command, by))


def changed(config: Config, request: Request) -> Config:
    """Return the settings after a request; the same object where it is not about settings.

    Raises ConfigError for a value out of range.
    """
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
    """Return the answer to a request that was carried out."""
    return _line({"ok": True, "status": asdict(status)})


def refusal_line(message: str, hint: str = "") -> bytes:
    """Return the answer to a request that changed nothing."""
    return _line({"ok": False, "error": message, "hint": hint})


def parse_answer(line: bytes) -> dict[str, Any]:
    """Return the status in an answer. Raises ControlError, with the app's words if it refused."""
    message = _object(line, "the answer")
    status = message.get("status")
    if message.get("ok") is True and isinstance(status, dict):
        return status
    error = str(message.get("error") or "the answer cannot be read")
    raise ControlError(error, str(message.get("hint") or ""))


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
        raise ControlError(f"{what} is not one line of JSON: {error}", _FORMAT_HINT) from error
    if not isinstance(message, dict):
        raise ControlError(f"{what} is not a JSON object", _FORMAT_HINT)
    return message


def _number(command: Any, value: Any) -> float | None:
    if value is None:
        return None
    if not isinstance(value, bool) and isinstance(value, int | float):
        with contextlib.suppress(OverflowError):
            if math.isfinite(number := float(value)):
                return number
    raise ControlError(f"'{command}' needs a number, not {value!r}", "give one, such as -5")
