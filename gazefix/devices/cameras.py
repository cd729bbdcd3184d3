"""The cameras of this machine: which there are, which one a setting means, and how it is opened.

GazeFix's own output is never one of them, by any name or path.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import cv2

from gazefix.config import CameraConfig
from gazefix.devices.contracts import CAMERA_NAME
from gazefix.devices.device_users import holders
from gazefix.devices.v4l2 import (
    VideoMode,
    device_info,
    device_path,
    gives_video,
    in_use,
    stable_path,
    v4l2_names,
    video_modes,
)
from gazefix.errors import InputError
from gazefix.native import without_opencv_log

_CAMERAS_HINT: Final = "run `gazefix cameras` to see which there are"
_OWN_HINT: Final = "choose the camera that you sit in front of"
#: Pixel formats that OpenCV decodes. Raw ones come first: they cost least and lose nothing.
_RAW: Final = ("YUYV", "UYVY", "YVYU", "NV12", "NV21", "YU12", "YV12", "BGR3", "RGB3")
#: Formats without colours, as of infrared cameras, which are for logging in by face.
_GREY: Final = ("GREY", "Y10", "Y12", "Y16")
_FORMATS: Final = (*_RAW, "MJPG", "JPEG", "BA81", "GBRG", *_GREY)
_INFRARED: Final = re.compile(r"\b(ir|infrared|depth)\b", re.IGNORECASE)
#: After how many seconds without a frame OpenCV gives a camera up. Its own limit of ten would keep
#: `auto` from the next camera.
_FRAME_LIMIT_S: Final = 5
#: Below this rate in frames a second a picture stutters; a smaller picture is better then.
_SMOOTH_FPS: Final = 24.0
#: Share of the wanted rate that is enough: 29.97 for 30.
_TOLERANCE: Final = 0.9


@dataclass(frozen=True, slots=True)
class CameraInfo:
    """A camera.

    index         its number for `--source`
    path          its device path
    stable_path   the path that it keeps when it is replugged; "" like `path` where there is none
    """

    index: int
    name: str
    path: str
    stable_path: str = ""

    @property
    def address(self) -> str:
        """What finds the camera again after a loss, also under another number."""
        if self.stable_path != self.path:
            return self.stable_path
        alone = list(v4l2_names().values()).count(self.name) == 1
        return self.name if alone else self.path or str(self.index)


@dataclass(frozen=True, slots=True)
class CameraDetails:
    """What is known of a camera without reading frames.

    in_use     whether another program has it; None if that is unknown
    used_by    the programs that have it open, as far as we may see
    obstacle   why it gives no picture, and what to do; "" if nothing stands in the way
    """

    modes: tuple[VideoMode, ...] = ()
    in_use: bool | None = None
    used_by: tuple[str, ...] = ()
    obstacle: str = ""


def list_cameras() -> list[CameraInfo]:
    """Return the cameras, by number.

    Linux and macOS list them. Elsewhere the first four numbers are opened, which takes seconds.
    """
    if sys.platform == "darwin":
        return _macos_cameras()
    if sys.platform != "linux":
        return [_nameless(index) for index in range(4) if _can_be_opened(index)]
    cameras = [_camera(number, name) for number, name in v4l2_names().items()]
    return [camera for camera in cameras if camera.name != CAMERA_NAME and gives_video(camera.path)]


def examine(camera: CameraInfo) -> CameraDetails:
    """Return what a camera gives and who has it. Only Linux tells."""
    path = camera.path
    if not path:
        return CameraDetails()
    others = [holder for holder in holders(path) if holder.pid != os.getpid()]
    users = {holder.pid: f"{holder.name} ({holder.pid})" for holder in others}
    modes = tuple(video_modes(path))
    return CameraDetails(modes, in_use(path), tuple(users.values()), _obstacle(path, modes))


def ranked_cameras() -> list[CameraInfo]:
    """Return the cameras in the order in which `auto` tries them. Raises InputError for none."""
    cameras = list_cameras()
    if not cameras:
        hint = "connect one and run `gazefix doctor`; `--source demo` needs none"
        raise InputError("no camera was found", hint)
    return sorted(cameras, key=_doubts) if len(cameras) > 1 else cameras


def find_camera(spec: str) -> CameraInfo:
    """Return the camera that `spec` means. Raises InputError.

    spec   auto, a number, a path, or a name; a part of a name is enough if only one camera has it

    auto is the first free colour camera that isn't another program's virtual one, else the first.
    """
    if spec == "auto":
        return ranked_cameras()[0]
    if spec.isdecimal():
        return _numbered(int(spec))
    if spec.startswith("/"):
        number = Path(spec).resolve().name.removeprefix("video")
        if not number.isdecimal():
            raise InputError(f"{spec} is not a camera", _CAMERAS_HINT)
        return _numbered(int(number))
    return _named(spec)


def open_camera(found: CameraInfo, camera: CameraConfig) -> Any:
    """Return an open cv2.VideoCapture in the mode nearest to the wanted one. Raises InputError."""
    modes = video_modes(found.path, (camera.width, camera.height)) if found.path else []
    os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", str(_FRAME_LIMIT_S))
    capture = open_capture(found.index, cv2.CAP_V4L2 if sys.platform == "linux" else cv2.CAP_ANY)
    if capture is None:
        raise InputError(f"{found.name} cannot be opened", why_not(found))
    mode = choose_mode(modes, camera.width, camera.height, camera.fps)
    if mode is not None:
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*mode.fourcc.ljust(4)))
        _ask_for(capture, mode.width, mode.height, camera.fps)
        return capture
    _ask_for(capture, camera.width, camera.height, camera.fps)
    if (
        capture.get(cv2.CAP_PROP_FRAME_WIDTH) < camera.width
        or capture.get(cv2.CAP_PROP_FPS) < _TOLERANCE * camera.fps
    ):
        # Raw pictures of this size and rate are too much for USB 2; most webcams compress them.
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        _ask_for(capture, camera.width, camera.height, camera.fps)
    return capture


def why_not(found: CameraInfo) -> str:
    """Return a hint for a camera that gives no picture."""
    details = examine(found)
    if details.obstacle:
        return details.obstacle
    if details.in_use:
        users = ", ".join(details.used_by) or "another user's program"
        return f"it is in use by {users}: close that, or choose another camera"
    return "check that it is connected; `gazefix cameras` and `gazefix doctor` show more"


def open_capture(*arguments: Any) -> Any:
    """Return an open cv2.VideoCapture, or None; OpenCV's warnings stay out of the terminal."""
    with without_opencv_log(cv2):
        capture = cv2.VideoCapture(*arguments)
    if capture.isOpened():
        return capture
    capture.release()
    return None


def choose_mode(
    modes: Sequence[VideoMode], width: int, height: int, fps: float
) -> VideoMode | None:
    """Return the mode nearest to the wanted size and rate; None if OpenCV decodes none.

    A picture that doesn't stutter comes first, then the size, the rate, and raw formats.
    """

    def lack(mode: VideoMode) -> tuple[float, ...]:
        rate = mode.fps or fps
        stutters = rate < _TOLERANCE * min(fps, _SMOOTH_FPS)
        distance = abs(math.log(mode.width * mode.height / (width * height)))
        distance = round(distance + 0.1 * (mode.width != width), 3)
        too_slow = max(0.0, _TOLERANCE * fps - rate)
        return stutters, distance, too_slow, _FORMATS.index(mode.fourcc), rate

    return min((mode for mode in modes if mode.fourcc in _FORMATS), key=lack, default=None)


def _camera(number: int, name: str) -> CameraInfo:
    path = device_path(number)
    return CameraInfo(number, name, path, stable_path(path))


def _macos_cameras() -> list[CameraInfo]:
    """Return the cameras that macOS reports, numbered like OpenCV: in the order of their IDs."""
    command = ["system_profiler", "-json", "SPCameraDataType"]
    try:
        told = json.loads(subprocess.check_output(command, timeout=_FRAME_LIMIT_S))
        found = [(each["spcamera_unique-id"], each["_name"]) for each in told["SPCameraDataType"]]
    except (OSError, subprocess.SubprocessError, ValueError, LookupError):
        return []
    return [CameraInfo(index, name, "") for index, (_, name) in enumerate(sorted(found))]


def _nameless(number: int) -> CameraInfo:
    return CameraInfo(number, f"camera {number}", "")


def _numbered(number: int) -> CameraInfo:
    if sys.platform != "linux":
        listed = _macos_cameras() if sys.platform == "darwin" else []
        return next((found for found in listed if found.index == number), _nameless(number))
    name = v4l2_names().get(number)
    if name is None:
        raise InputError(f"there is no camera {number}", _CAMERAS_HINT)
    if name == CAMERA_NAME:
        raise InputError(f"camera {number} is GazeFix's own output", _OWN_HINT)
    return _camera(number, name)


def _named(name: str) -> CameraInfo:
    wanted = name.casefold()
    if wanted == CAMERA_NAME.casefold():
        raise InputError(f"'{name}' is GazeFix's own output", _OWN_HINT)
    cameras = [] if sys.platform == "win32" else list_cameras()
    found = [camera for camera in cameras if camera.name.casefold() == wanted]
    found = found or [camera for camera in cameras if wanted in camera.name.casefold()]
    if not found:
        known = (
            "auto, a camera's number, name or path (see `gazefix cameras`), a clip, a URL or demo"
        )
        raise InputError(f"there is no camera, clip or address '{name}'", f"give {known}")
    if len(found) > 1:
        paths = ", ".join(camera.stable_path or camera.path for camera in found)
        hint = f"name one by its path: {paths}"
        raise InputError(f"{len(found)} cameras have '{name}' in their names", hint)
    return found[0]


def _doubts(camera: CameraInfo) -> tuple[bool, bool, bool, bool]:
    """Return what speaks against a camera, the worst first."""
    details = examine(camera)
    obstacle = bool(details.obstacle)
    info = device_info(camera.path) if camera.path and not obstacle else None
    formats = {mode.fourcc for mode in details.modes}
    # An infrared camera may compress its grey pictures: it has no raw ones with colours.
    colourless = bool(formats.intersection(_GREY)) and not formats.intersection(_RAW)
    colourless |= _INFRARED.search(camera.name) is not None
    return obstacle, colourless, info is not None and info.loopback, details.in_use is True


def _obstacle(path: str, modes: Sequence[VideoMode]) -> str:
    """Return what keeps GazeFix from a camera's picture, and what to do; "" for nothing."""
    try:
        info = device_info(path)
    except PermissionError:
        with contextlib.suppress(OSError, KeyError):
            group = Path(path).group()
            if group != "root":
                return f"you may not use it: sudo usermod -aG {group} $USER, then log in again"
        return f"you may not use it: ask for rights to {path}"
    formats = {mode.fourcc for mode in modes}
    if formats and formats.isdisjoint(_FORMATS):
        names = ", ".join(sorted(formats))
        return f"it gives only {names}, which GazeFix does not read: choose another camera"
    if info is not None and info.loopback and not modes:
        return "no program sends to it: start the one that does, or choose another camera"
    return ""


def _can_be_opened(index: int) -> bool:
    capture = open_capture(index)
    if capture is not None:
        capture.release()
    return capture is not None


def _ask_for(capture: Any, width: int, height: int, fps: float) -> None:
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, width)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, height)
    capture.set(cv2.CAP_PROP_FPS, fps)
