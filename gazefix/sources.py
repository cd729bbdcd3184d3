"""Where live frames come from: a camera, a clip in real time, a network stream, or the demo portrait.

A source is read from one thread. Its frames carry the `time.perf_counter()` seconds at which they were there, or were due.
"""

from __future__ import annotations

import itertools
import logging
import math
import os
import stat
import sys
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self
from urllib.parse import urlsplit, urlunsplit

import cv2
import numpy as np

from gazefix.clipio import ClipReader
from gazefix.config import CameraConfig
from gazefix.errors import InputError
from gazefix.files import read_head, reason
from gazefix.imaging import enlarge, shift
from gazefix.picturefile import picture_kind
from gazefix.types import Frame, Image
from gazefix.v4l2 import V4L2_NAMES, device_path, gives_video, v4l2_names
from gazefix.virtualcamera import CAMERA_NAME

_DOCTOR_HINT: Final = "run `gazefix doctor` to see which cameras there are"
#: How long opening or reading a network stream may take before it counts as lost.
_STREAM_TIMEOUT_MS: Final = 10_000
#: A clip or demo that falls further behind than this goes on from where it is, instead of hurrying after the clock.
_BEHIND_S: Final = 0.1

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What a source really gives: a name for people, (width, height) in pixels, frames a second."""

    name: str
    size: tuple[int, int]
    fps: float


@dataclass(frozen=True, slots=True)
class CameraInfo:
    """A camera: the number for `--source`, its name, and its device path ("" where the system has none)."""

    index: int
    name: str
    path: str


class Source(ABC):
    """Gives frames to one thread. Use it as a context manager, or close it from the thread that reads.

    reconnects   whether one that failed is worth opening again: a camera may be plugged in again, a file is as it is
    """

    info: SourceInfo
    reconnects: bool = False

    def __init__(self) -> None:
        self._interrupted = threading.Event()

    @abstractmethod
    def read(self) -> Frame | None:
        """The next frame, once it is there; None when the source is over. Raises InputError when it fails."""

    def interrupt(self) -> None:
        """From any thread: lets a `read` that waits for its time return None. A driver that hangs cannot be woken."""
        self._interrupted.set()

    def close(self) -> None:
        """Give back the device or file; a second call does nothing."""
        return

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class CaptureSource(Source):
    """A camera or a network stream through OpenCV."""

    reconnects = True

    def __init__(self, capture: Any, name: str, fps: float, hint: str) -> None:
        """`capture` is an open cv2.VideoCapture; `fps` stands in where it does not know its own; `hint` is for people whose
        camera or stream is lost. Raises InputError if it gives no frame."""
        super().__init__()
        self._capture = capture
        self._hint = hint
        self._numbers = itertools.count()
        self.info = SourceInfo(name, (0, 0), fps)
        try:
            # What it reports may differ from what it gives. This frame is dropped: it may be old when the first is read.
            first = self._grab()
        except InputError:
            self.close()
            raise
        reported_fps = float(capture.get(cv2.CAP_PROP_FPS))
        known = math.isfinite(reported_fps) and 1 <= reported_fps <= 240
        self.info = SourceInfo(name, (first.shape[1], first.shape[0]), reported_fps if known else fps)

    def read(self) -> Frame | None:
        """The next frame of the camera. Raises InputError when there is none."""
        if self._interrupted.is_set():
            return None
        bgr = self._grab()
        return Frame(bgr, time.perf_counter(), next(self._numbers))

    def close(self) -> None:
        """Give back the camera: its light goes out."""
        self._capture.release()

    def _grab(self) -> Image:
        try:
            good, bgr = self._capture.read()
        except cv2.error as error:
            raise InputError(f"{self.info.name} failed: {error}", self._hint) from error
        if not good or bgr is None:
            raise InputError(f"{self.info.name} gives no frames", self._hint)
        return np.asarray(bgr, np.uint8)


class ClipSource(Source):
    """A clip, played once in real time."""

    def __init__(self, path: Path) -> None:
        """Raises InputError if the file is no clip."""
        super().__init__()
        if picture_kind(read_head(path)):
            raise InputError(f"{path} is a picture, not a clip", f"correct it with: gazefix process {path} OUT")
        self._reader = ClipReader(path)
        self._frames = iter(self._reader)
        self._clock = _MediaClock(self._interrupted)
        self.info = SourceInfo(path.name, self._reader.info.size, float(self._reader.info.fps))

    def read(self) -> Frame | None:
        """The next frame of the clip, when its time has come. Raises InputError where the clip is damaged."""
        frame = next(self._frames, None)
        time_s = None if frame is None else self._clock.wait_for(frame.time_s)
        return None if frame is None or time_s is None else Frame(frame.bgr, time_s, frame.index)

    def close(self) -> None:
        """Give back the file."""
        self._reader.close()


class DemoSource(Source):
    """The demo portrait, without end, in real time."""

    def __init__(self, size: tuple[int, int], fps: float) -> None:
        """`size` (width, height) in pixels. Raises InputError without scikit-image."""
        super().__init__()
        self._frames = demo_frames(size, fps)
        self._clock = _MediaClock(self._interrupted)
        self.info = SourceInfo("demo", size, fps)

    def read(self) -> Frame | None:
        """The next frame, when its time has come; None only after `interrupt`."""
        frame = next(self._frames)
        time_s = self._clock.wait_for(frame.time_s)
        return None if time_s is None else Frame(frame.bgr, time_s, frame.index)


def open_source(spec: str, camera: CameraConfig) -> Source:
    """The source that `spec` names: auto (the first camera), a camera's number, a clip, a camera's device path, a URL
    (RTSP, HTTP), or demo. `camera` holds the wanted size and rate. Raises InputError."""
    if spec == "demo":
        return DemoSource((camera.width, camera.height), camera.fps)
    if spec == "auto":
        cameras = list_cameras()
        if not cameras:
            raise InputError("no camera was found", f"connect one and {_DOCTOR_HINT}; `--source demo` needs none")
        return _open_camera(cameras[0].index, camera)
    if spec.isdecimal():
        return _open_camera(int(spec), camera)
    if "://" in spec:
        return _open_stream(spec, camera)
    path = Path(spec)
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError) as error:
        known = "give auto, a camera's number, a clip, a URL or demo"
        raise InputError(f"there is no camera, clip or address '{spec}'", known) from error
    except OSError as error:
        raise InputError(f"cannot read {spec}: {reason(error)}", "check the name, and that you may read it") from error
    if stat.S_ISCHR(mode):
        number = path.resolve().name.removeprefix("video")
        if not number.isdecimal():
            raise InputError(f"{spec} is no camera", _DOCTOR_HINT)
        return _open_camera(int(number), camera)
    return ClipSource(path)


def list_cameras(folder: Path = V4L2_NAMES) -> list[CameraInfo]:
    """The cameras that can be opened by number, without GazeFix's own output.

    Linux tells their names. Elsewhere the first few numbers are tried, which takes seconds and lights the cameras up.
    """
    if sys.platform != "linux":
        return [CameraInfo(index, f"camera {index}", "") for index in range(4) if _can_be_opened(index)]
    cameras = [CameraInfo(number, name, device_path(number)) for number, name in v4l2_names(folder).items()]
    return [camera for camera in cameras if camera.name != CAMERA_NAME and gives_video(camera.path)]


def demo_frames(size: tuple[int, int] = (1280, 720), fps: float = 30.0) -> Iterator[Frame]:
    """Frames without end of the demo: NASA's portrait of Eileen Collins (public domain, scikit-image carries it), who looks
    into the lens, large enough that her eyes are over 50 px wide, drifting a little. As fast as they are taken.

    `size` (width, height) in pixels; `time_s` of a frame is its index / `fps`. Raises InputError without scikit-image.
    """
    scene = _DemoScene(size)
    return (Frame(scene.picture(index / fps), index / fps, index) for index in itertools.count())


class _DemoScene:
    """The enlarged portrait and the window of it that is seen."""

    _FACE: Final = np.array([225.0, 118.0])  # centre of the face in the portrait, whose eyes are 18.4 px wide
    _FACTOR: Final = 3.0
    _DRIFT: Final = 0.02  # of the height, to either side

    def __init__(self, size: tuple[int, int]) -> None:
        try:
            from skimage.data import astronaut
        except ImportError as error:
            raise InputError("the demo needs scikit-image", 'pip install "gazefix[demo]"') from error
        portrait = np.ascontiguousarray(astronaut()[..., ::-1])
        self._size = size
        self._drift_px = self._DRIFT * size[1]
        wanted = np.array(size) + 2 * self._drift_px
        self._picture = enlarge(portrait, max(self._FACTOR, float(max(wanted)) / portrait.shape[0]))
        side = self._picture.shape[0]
        centre = self._FACE * side / portrait.shape[0]
        self._origin = np.clip(centre - np.array(size) / 2, self._drift_px, side - np.array(size) - self._drift_px)

    def picture(self, time_s: float) -> Image:
        """The window at a time, in seconds."""
        drift = self._drift_px * np.array([math.sin(2 * math.pi * time_s / 5.0), math.sin(2 * math.pi * time_s / 3.0)])
        offset = -(self._origin + drift)
        return shift(self._picture, np.array([[1.0, 0.0, offset[0]], [0.0, 1.0, offset[1]]]), self._size)


class _MediaClock:
    """Lets frames out when they are due; the first one at once."""

    def __init__(self, interrupted: threading.Event) -> None:
        self._interrupted = interrupted
        self._start_s: float | None = None

    def wait_for(self, media_s: float) -> float | None:
        """Wait until `media_s` is due; the `time.perf_counter()` seconds when it was, or None if interrupted before."""
        if self._interrupted.is_set():
            return None
        now = time.perf_counter()
        if self._start_s is None or now - (self._start_s + media_s) > _BEHIND_S:
            self._start_s = now - media_s
        due = self._start_s + media_s
        if due > now and self._interrupted.wait(due - now):
            return None
        return due


def _open_camera(index: int, camera: CameraConfig) -> CaptureSource:
    name = f"camera {index}"
    if sys.platform == "linux":
        names = v4l2_names()
        if index not in names:
            raise InputError(f"there is no camera {index}", _DOCTOR_HINT)
        name = names[index]
        if name == CAMERA_NAME:
            raise InputError(f"camera {index} is GazeFix's own output", "choose the camera that you sit in front of")
    capture = _open_capture(index, cv2.CAP_V4L2 if sys.platform == "linux" else cv2.CAP_ANY)
    if capture is None:
        raise InputError(f"{name} cannot be opened", f"close other programs that use it, or {_DOCTOR_HINT}")
    _ask_for(capture, camera)
    if capture.get(cv2.CAP_PROP_FRAME_WIDTH) < camera.width or capture.get(cv2.CAP_PROP_FPS) < 0.9 * camera.fps:
        # Raw pictures of this size at this rate are too much for USB 2; nearly every webcam has them compressed too.
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        _ask_for(capture, camera)
    source = CaptureSource(capture, name, camera.fps, "check that it is connected and not in use elsewhere")
    logger.info("%s gives %dx%d at %g frames a second", name, *source.info.size, source.info.fps)
    return source


def _can_be_opened(index: int) -> bool:
    capture = _open_capture(index)
    if capture is not None:
        capture.release()
    return capture is not None


def _open_capture(*arguments: Any) -> Any:
    """An open cv2.VideoCapture, or None. OpenCV's warnings stay out of the terminal: our errors say it in better words."""
    level = cv2.getLogLevel()
    cv2.setLogLevel(0)
    try:
        capture = cv2.VideoCapture(*arguments)
    finally:
        cv2.setLogLevel(level)
    if capture.isOpened():
        return capture
    capture.release()
    return None


def _ask_for(capture: Any, camera: CameraConfig) -> None:
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, camera.width)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, camera.height)
    capture.set(cv2.CAP_PROP_FPS, camera.fps)


def _open_stream(url: str, camera: CameraConfig) -> CaptureSource:
    try:
        address = urlsplit(url)
    except ValueError as error:
        raise InputError(f"'{url}' is no address: {error}", "check the address") from error
    name = urlunsplit(address._replace(netloc=address.netloc.rpartition("@")[2]))  # a password belongs in no log
    # FFmpeg's notes on a lossy stream would fill the terminal; it reads this when it is used first.
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
    timeouts = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, _STREAM_TIMEOUT_MS, cv2.CAP_PROP_READ_TIMEOUT_MSEC, _STREAM_TIMEOUT_MS]
    capture = _open_capture(url, cv2.CAP_FFMPEG, timeouts)
    if capture is None:
        raise InputError(f"{name} cannot be opened", "check the address, and that this machine can reach it")
    return CaptureSource(capture, name, camera.fps, "it has ended, or the connection is lost")
