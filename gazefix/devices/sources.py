"""Where live frames come from: a camera, a clip in real time, a network stream, or the demo.

A new kind of source needs its SourceKind in `SOURCES`.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import stat
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np

from gazefix.config import CameraConfig
from gazefix.devices.cameras import CameraInfo, find_camera, open_camera, ranked_cameras, why_not
from gazefix.devices.contracts import Source, SourceInfo, SourceKind
from gazefix.devices.v4l2 import heal
from gazefix.errors import InputError
from gazefix.files import read_head, reason, user_path
from gazefix.media.demo_portrait import demo_frames
from gazefix.media.image_metadata import picture_kind
from gazefix.native import without_library_chatter
from gazefix.types import Frame, Image

#: A clip or demo that is later than this skips ahead instead of catching up.
_BEHIND_S: Final = 0.1
_COMPRESSED: Final = [cv2.VideoWriter.fourcc(*name) for name in ("MJPG", "JPEG")]
_SIZE: Final = (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT)
#: A camera has no colours if none of its first frames has them; they may be black at first.
_FIRST_FRAMES: Final = 15

logger = logging.getLogger(__name__)


def open_source(spec: str, camera: CameraConfig) -> Source:
    """Open the source that `spec` names.

    spec     demo; an address (RTSP, HTTP); a file; auto, or a camera's number, path or name
             (see `find_camera`)
    camera   the wanted size and rate

    Raises InputError.
    """
    if spec.startswith("~/"):
        spec = str(user_path(spec))
    return next(kind for kind in SOURCES if kind.recognizes(spec)).open(spec, camera)


class CaptureSource(Source):
    """A camera through OpenCV."""

    reconnects = True

    def __init__(self, capture: Any, found: CameraInfo, fps: float, hint: str) -> None:
        """`capture`: an open cv2.VideoCapture. Raises InputError if it gives no frame.

        fps    the rate to assume where the capture does not know its own
        hint   what to do when the camera or stream is lost
        """
        super().__init__()
        self.address = found.address
        self._capture, self._path, name = capture, found.path, found.name
        self._hint = hint
        self._numbers = itertools.count()
        self._compressed = capture.get(cv2.CAP_PROP_FOURCC) in _COMPRESSED
        self.info = SourceInfo(name, (0, 0), fps)
        try:
            # A frame tells the real size. It is dropped: it may be old when the first is read.
            first = self._grab()
            if first.ndim != 3 or first.shape[0] == 1:
                raise InputError(f"{name} gives no pictures that GazeFix can read", hint)
        except InputError:
            self.close()
            raise
        told_fps = float(capture.get(cv2.CAP_PROP_FPS))
        self.info = SourceInfo(name, (first.shape[1], first.shape[0]), _likely(told_fps, fps))

    def read(self) -> Frame | None:
        """Return the next frame of the camera. Raises InputError when there is none."""
        if self._interrupted.is_set():
            return None
        bgr = self._grab()
        return Frame(bgr, time.perf_counter(), next(self._numbers))

    def has_colours(self) -> bool:
        """Return whether one of the next frames isn't grey. Raises InputError."""
        return any(np.ptp(self._grab()[::8, ::8], axis=2).mean() > 1 for _ in range(_FIRST_FRAMES))

    def close(self) -> None:
        """Give back the camera: its light goes out."""
        self._capture.release()
        if self._path:
            # A loopback whose writer ended while it was read takes no other writer until then.
            heal(self._path)

    def _quiet(self) -> contextlib.AbstractContextManager[None]:
        """Return a context without libjpeg's complaints about the webcam's pictures."""
        if self._compressed:
            return without_library_chatter(wait=False)
        return contextlib.nullcontext()

    def _grab(self) -> Image:
        try:
            good, bgr = self._capture.grab(), None
            if good:
                with self._quiet():
                    good, bgr = self._capture.retrieve()
        except cv2.error as error:
            raise InputError(f"{self.info.name} failed: {error}", self._hint) from error
        if not good or bgr is None:
            raise InputError(f"{self.info.name} gives no frames", self._hint)
        bgr = np.asarray(bgr, np.uint8)
        if bgr.shape[0] == 1:  # OpenCV passes BGR3 on as one row of bytes
            size = [self._capture.get(key) for key in _SIZE]
            with contextlib.suppress(ValueError):
                return bgr.reshape(int(size[1]), int(size[0]), 3)
        return bgr


class StreamSource(Source):
    """A network camera. `info` follows the size of its pictures, as of a phone that is turned."""

    reconnects = True

    def __init__(self, url: str, camera: CameraConfig) -> None:
        """Raises InputError if no picture comes."""
        from gazefix.media.video import NetworkReader  # FFmpeg takes 17 MB

        super().__init__()
        self.address = url
        self._reader = NetworkReader(url)
        self._numbers = itertools.count()
        self.info = SourceInfo(self._reader.name, (0, 0), _likely(self._reader.fps, camera.fps))
        try:
            self._grab()  # for the size
        except InputError:
            self.close()
            raise

    def read(self) -> Frame | None:
        """Return the next picture. Raises InputError when there is none."""
        if self._interrupted.is_set():
            return None
        bgr = self._grab()
        return Frame(bgr, time.perf_counter(), next(self._numbers))

    def close(self) -> None:
        """Close the connection."""
        self._reader.close()

    def _grab(self) -> Image:
        bgr = self._reader.read()
        self.info = replace(self.info, size=(bgr.shape[1], bgr.shape[0]))
        return bgr


def _likely(told_fps: float, wanted_fps: float) -> float:
    """Return the rate that a device tells, or the wanted one for what can't be: 0, NaN, 90000."""
    return told_fps if 1 <= told_fps <= 240 else wanted_fps


class _PlayedSource(Source):
    """Frames with times of their own, played in real time."""

    def __init__(self, address: str, info: SourceInfo, frames: Iterator[Frame]) -> None:
        super().__init__()
        self.address, self.info, self._frames = address, info, frames
        self._clock = _MediaClock(self._interrupted)

    def read(self) -> Frame | None:
        """Return the next frame when it is due. Raises InputError where a clip is damaged."""
        frame = next(self._frames, None)
        time_s = None if frame is None else self._clock.wait_for(frame.time_s)
        return None if frame is None or time_s is None else replace(frame, time_s=time_s)


class ClipSource(_PlayedSource):
    """A clip, played once."""

    def __init__(self, path: Path) -> None:
        """Raises InputError if the file is not a clip."""
        if picture_kind(read_head(path)):
            hint = f"correct it with `gazefix process {path} OUT`"
            raise InputError(f"{path} is a picture, not a clip", hint)
        from gazefix.media.video import ClipReader  # see StreamSource

        self._reader = reader = ClipReader(path, played=True)
        info = SourceInfo(path.name, reader.info.size, float(reader.info.fps))
        super().__init__(str(path), info, map(_without_stored_picture, reader))

    def close(self) -> None:
        """Give back the file."""
        self._reader.close()


def _without_stored_picture(frame: Frame) -> Frame:
    """Return a clip's frame without what films need it for, which takes half as much memory."""
    return Frame(frame.bgr, frame.time_s, frame.index)


class DemoSource(_PlayedSource):
    """The demo portrait, endless."""

    def __init__(self, size: tuple[int, int], fps: float) -> None:
        """`size` (width, height) in pixels."""
        super().__init__("demo", SourceInfo("demo", size, fps), demo_frames(size, fps))


class _MediaClock:
    """Tells when frames are due; the first one is at once."""

    def __init__(self, interrupted: threading.Event) -> None:
        self._interrupted = interrupted
        self._start_s: float | None = None

    def wait_for(self, media_s: float) -> float | None:
        """Wait until `media_s` is due; return when it was due, or None if interrupted."""
        if self._interrupted.is_set():
            return None
        now = time.perf_counter()
        if self._start_s is None or now - (self._start_s + media_s) > _BEHIND_S:
            self._start_s = now - media_s
        due = self._start_s + media_s
        if due > now and self._interrupted.wait(due - now):
            return None
        return due


def _is_clip(spec: str) -> bool:
    """Return whether it names a file; a file that has a camera's name is the file."""
    if spec == "auto" or spec.isdecimal():
        return False
    try:
        return not stat.S_ISCHR(Path(spec).stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        hint = "check the name, and that you may read it"
        raise InputError(f"cannot read {spec}: {reason(error)}", hint) from error


def _open_camera(spec: str, camera: CameraConfig) -> CaptureSource:
    if spec == "auto":
        return _open_first(ranked_cameras(), camera)
    if not spec.isdecimal() and Path(spec).is_char_device():
        spec = str(Path(spec).absolute())
    return _open_found(find_camera(spec), camera)


def _open_first(candidates: Sequence[CameraInfo], camera: CameraConfig) -> CaptureSource:
    """Return the first camera that gives a picture, with colours if any does."""
    failures: list[InputError] = []
    grey: list[CameraInfo] = []
    for found in candidates:
        try:
            source = _open_found(found, camera)
            with contextlib.ExitStack() as stack:
                stack.callback(source.close)
                if len(candidates) == 1 or source.has_colours():
                    stack.pop_all()
                    return source
            grey.append(found)
        except InputError as error:
            logger.info("%s is left out: %s", found.name, error)
            failures.append(error)
    if grey:
        return _open_found(grey[0], camera)
    message = "; ".join(failure.message for failure in failures)
    raise InputError(message, failures[0].hint) from failures[0]


def _open_found(found: CameraInfo, camera: CameraConfig) -> CaptureSource:
    capture = open_camera(found, camera)
    hint = "check that it is connected and not in use elsewhere"
    try:
        source = CaptureSource(capture, found, camera.fps, hint)
    except InputError as error:
        raise InputError(error.message, why_not(found)) from error
    if source.info.size != (camera.width, camera.height) or source.info.fps < 0.9 * camera.fps:
        wanted = (camera.width, camera.height, camera.fps)
        logger.info("%s does not give the wanted %dx%d at %g", found.name, *wanted)
    return source


#: The kinds of source. A spec belongs to the first one that recognizes it.
SOURCES: Final = (
    SourceKind(
        "demo",
        lambda spec: spec == "demo",
        lambda _, camera: DemoSource((camera.width, camera.height), camera.fps),
    ),
    SourceKind("stream", lambda spec: "://" in spec, StreamSource),
    SourceKind("clip", _is_clip, lambda spec, _: ClipSource(Path(spec))),
    SourceKind("camera", lambda _: True, _open_camera),
)
