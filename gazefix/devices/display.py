"""The preview window's side that knows no Qt: whether a window can be shown, and its mailbox."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from gazefix.devices.contracts import DOCTOR_HINT, Sink, SinkKind
from gazefix.errors import OutputError
from gazefix.types import Frame


class PreviewSink(Sink):
    """Keeps the newest frame until a window takes it, from any thread."""

    name = kind = "preview"

    def __init__(self) -> None:
        self._slot: deque[Frame] = deque(maxlen=1)  # append and popleft are atomic, append replaces

    def send(self, frame: Frame) -> None:
        """Put the frame in place of one that was not taken yet."""
        self._slot.append(frame)

    def take(self) -> Frame | None:
        """Return the newest frame; None if there was none since the last call."""
        try:
            return self._slot.popleft()
        except IndexError:
            return None


def display_problem() -> str:
    """Return why no window can be shown here, or "".

    Qt ends the whole process where it can't open a display (no server, or a system library is
    missing), so a child process tries it first; that takes a few tenths of a second.
    """
    chosen = os.environ.get("QT_QPA_PLATFORM")
    if sys.platform == "linux" and not (
        chosen or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return "there is no display"
    if getattr(sys, "frozen", False):
        return ""  # a bundled program isn't a Python that can run the probe
    try:
        ended = ask_qt("from PySide6.QtGui import QGuiApplication; QGuiApplication([])", 20)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"Qt could not be tried: {error}"
    if ended.returncode == 0:
        return ""
    said = [line.strip() for line in ended.stderr.splitlines() if line.strip()]
    lines = [line.removeprefix("qt.qpa.plugin: ").strip() for line in said]
    # Qt says first what is wrong, Python (a library of Qt's cannot be loaded) last.
    telling = lines[-1:] if any(line.startswith("Traceback") for line in lines) else lines[:1]
    return telling[0] if telling else f"Qt ended with {ended.returncode}"


def ask_qt(code: str, timeout_s: float) -> subprocess.CompletedProcess[str]:
    """Run Python code that uses Qt in a child process. Raises OSError and TimeoutExpired.

    What Qt starts may outlive the child and keep a pipe open, so the child writes to files.
    """
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        ended = subprocess.run(
            [sys.executable, "-c", code],
            env=qt_environment(os.environ),
            stdout=output,
            stderr=errors,
            timeout=timeout_s,
            check=False,
        )
        said = [(file.seek(0), file.read())[1] for file in (output, errors)]
    return subprocess.CompletedProcess(ended.args, ended.returncode, *said)


def qt_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without the Qt folders that importing OpenCV's Linux wheels adds.

    They hold the plugins and fonts of another Qt than PySide6's.
    """
    ours = {"QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"}
    return {
        key: value
        for key, value in environment.items()
        if key not in ours or "cv2" not in Path(value).parts
    }


def _problem() -> OutputError | None:
    """Return why there can be no preview window here, or None."""
    if problem := display_problem():
        return OutputError(f"no preview window can be shown: {problem}", DOCTOR_HINT)
    return None


PREVIEW: Final = SinkKind("preview", "a preview window", _problem, lambda *_: PreviewSink())
