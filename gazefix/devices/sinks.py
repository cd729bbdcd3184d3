"""Where corrected live frames go: a virtual camera, a preview window's mailbox, a file, or nowhere."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from gazefix.devices.pipewire import PipeWireSink
from gazefix.devices.sink import CAMERA_NAME, Sink
from gazefix.devices.virtual_camera import VirtualCameraSink, virtual_camera_device
from gazefix.errors import OutputError
from gazefix.imaging.operations import fit_into
from gazefix.media.video import open_clip_writer
from gazefix.types import Frame

__all__ = [
    "CAMERA_NAME",
    "FileSink",
    "NullSink",
    "PipeWireSink",
    "PreviewSink",
    "Sink",
    "VirtualCameraSink",
    "display_problem",
    "open_sink",
    "qt_environment",
    "virtual_camera_device",
]

_DOCTOR_HINT: Final = "run `gazefix doctor` to see what is missing"

logger = logging.getLogger(__name__)


class NullSink(Sink):
    """Takes frames and drops them: for measuring."""

    name = kind = "null"

    def send(self, frame: Frame) -> None:
        """Drop the frame."""


class PreviewSink(Sink):
    """Keeps the newest frame until a window takes it (`gazefix.ui.widgets.preview`), from whatever thread."""

    name = kind = "preview"

    def __init__(self) -> None:
        self._slot: deque[Frame] = deque(maxlen=1)  # append and popleft are atomic, append replaces

    def send(self, frame: Frame) -> None:
        """Put the frame in place of one that was not taken yet."""
        self._slot.append(frame)

    def take(self) -> Frame | None:
        """The newest frame, or None if there was no new one since the last call."""
        try:
            return self._slot.popleft()
        except IndexError:
            return None


class FileSink(Sink):
    """Writes a clip with the frames' own time stamps. It gets its name when it is closed, whole; a clip that could not be
    written to the end, or that got no frame, leaves nothing behind."""

    live = False

    def __init__(
        self, path: Path, size: tuple[int, int], fps: float, *, overwrite: bool = False
    ) -> None:
        self.name = str(path)
        self._size = size
        self._writer = open_clip_writer(path, size, fps, overwrite=overwrite)

    def send(self, frame: Frame) -> None:
        """Append the frame; the first one is at 0 s. One of another size is scaled, with bars. Raises OutputError."""
        self._writer.write(replace(frame, bgr=fit_into(frame.bgr, self._size)))

    def close(self) -> None:
        """Finish the clip and give it its name. Raises OutputError."""
        self._writer.close()


def open_sink(spec: str, size: tuple[int, int], fps: float, *, overwrite: bool = False) -> Sink:
    """The sink that `spec` names: auto, virtual, pipewire, preview, null, or the path of a clip to write.

    size        (width, height) in pixels of the frames that will come
    fps         how many of them in a second, about
    overwrite   whether an existing file may be replaced

    `auto` is the virtual camera if there is one, else PipeWire's, else the preview window. Raises OutputError where the wanted
    one is missing.
    """
    if spec == "null":
        return NullSink()
    if spec == "virtual":
        return VirtualCameraSink(size, fps)
    if spec == "pipewire":
        return PipeWireSink(size, fps)
    if spec == "preview":
        if problem := display_problem():
            raise OutputError(f"no preview window can be shown: {problem}", _DOCTOR_HINT)
        return PreviewSink()
    if spec == "auto":
        return _automatic_sink(size, fps)
    return FileSink(Path(spec), size, fps, overwrite=overwrite)


def display_problem() -> str:
    """Why no window can be shown here, or "" if one can.

    Qt ends the whole process where it cannot open a display (no server, or a system library is missing), so a child process
    tries it first; that takes a few tenths of a second.
    """
    chosen = os.environ.get("QT_QPA_PLATFORM")
    if sys.platform == "linux" and not (
        chosen or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return "there is no display"
    if getattr(sys, "frozen", False):
        return ""  # a bundled program is no Python that could run the probe
    probe = [sys.executable, "-c", "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"]
    try:
        ended = subprocess.run(
            probe,
            env=qt_environment(os.environ),
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"Qt could not be tried: {error}"
    if ended.returncode == 0:
        return ""
    lines = [
        line.removeprefix("qt.qpa.plugin: ").strip()
        for line in ended.stderr.splitlines()
        if line.strip()
    ]
    # Qt says first what is wrong, Python (a library of Qt's cannot be loaded) last.
    telling = lines[-1:] if any(line.startswith("Traceback") for line in lines) else lines[:1]
    return telling[0] if telling else f"Qt ended with {ended.returncode}"


def qt_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment as PySide6 needs it: without the folders that OpenCV's Linux wheels name when cv2 is imported, which
    hold the plugins and fonts of another Qt."""
    ours = {"QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"}
    return {
        key: value
        for key, value in environment.items()
        if key not in ours or "cv2" not in Path(value).parts
    }


def _automatic_sink(size: tuple[int, int], fps: float) -> Sink:
    try:
        return VirtualCameraSink(size, fps)
    except OutputError as error:
        if sys.platform == "linux" and virtual_camera_device() is not None:
            raise  # it is there but fails: a preview instead would hide that from the user
        logger.info("no virtual camera: %s", error.message)
    try:
        return PipeWireSink(size, fps)
    except OutputError as error:
        logger.info("no camera through PipeWire: %s", error.message)
    if problem := display_problem():
        raise OutputError(
            f"there is neither a camera named '{CAMERA_NAME}' to send to nor a preview window: {problem}",
            f"{_DOCTOR_HINT}, or name a file with --sink",
        )
    return PreviewSink()
