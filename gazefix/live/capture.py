"""The capture thread: opens the source when it is wanted, reads it, and opens it again when it was lost."""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from gazefix.config import CameraConfig
from gazefix.errors import InputError
from gazefix.live.shared_state import Captured, Format, SessionFactory, SharedState
from gazefix.live.worker import Pauses, Stage, for_people
from gazefix.types import Frame

if TYPE_CHECKING:
    from gazefix.devices.source import Source

#: How long a driver may take before its thread is given up. OpenCV gives a camera ten seconds for a frame at most.
_OPEN_LIMIT_S: Final = 30.0
_READ_LIMIT_S: Final = 15.0
#: Pauses grow up to so much: a device must be found within two seconds of its return, a stream needs more consideration.
_LONGEST_PAUSE_S: Final = 1.0
_LONGEST_STREAM_PAUSE_S: Final = 5.0
_LOOK_EVERY_S: Final = 0.05

logger = logging.getLogger(__name__)


class Capture:
    """The body of the capture thread."""

    def __init__(self, shared: SharedState, parts: SessionFactory, *, patient: bool) -> None:
        """`patient`: a source that cannot be opened at first is tried again and again, as one that was lost."""
        self._shared = shared
        self._parts = parts
        self._patient = patient
        self._source: Source | None = None
        self._opened_as: CameraConfig | None = None
        self._address = ""
        self._pauses = Pauses(_LONGEST_PAUSE_S)

    def __call__(self, stage: Stage) -> None:
        """Runs until the source is over or the session ends."""
        try:
            while stage.wanted():
                try:
                    if not self._turn(stage):
                        break
                except Exception as error:
                    if not stage.wanted():
                        break
                    if not self._worth_another_try():
                        raise
                    self._lost(error)
                    stage.pause(self._pauses.next_s())
        finally:
            self._close()
        if stage.wanted():
            self._shared.captured.close()

    def _turn(self, stage: Stage) -> bool:
        """One frame, or what comes instead of it; whether to go on."""
        shared = self._shared
        if self._source is not None and (
            self._opened_as != shared.config.camera or self._must_close(self._source)
        ):
            self._close()
        if not shared.camera_wanted:
            shared.captured_s = time.perf_counter()  # it is not lost
            stage.pause(_LOOK_EVERY_S)
            return True
        source = self._source or self._open(stage)
        with stage.busy(_READ_LIMIT_S):
            frame = source.read()
        if not stage.wanted():
            return False
        if frame is None:
            if source.reconnects and shared.camera_wanted:
                raise InputError(f"{source.info.name} has ended")
            return source.reconnects
        self._pauses.reset()
        self._hand_on(source, frame)
        return True

    def _worth_another_try(self) -> bool:
        if self._source is not None:
            return self._source.reconnects
        return self._patient or self._shared.info is not None

    def _must_close(self, source: Source) -> bool:
        """A camera that is not wanted gives back its device, so that its light goes out; a clip just waits."""
        return source.reconnects and not self._shared.camera_wanted

    def _open(self, stage: Stage) -> Source:
        shared = self._shared
        camera = shared.config.camera
        self._pauses.longest_s = (
            _LONGEST_STREAM_PAUSE_S if "://" in camera.source else _LONGEST_PAUSE_S
        )
        # The one that was lost is opened again, not another one that has its number or its place in the list now.
        spec = self._address if self._address and self._opened_as == camera else camera.source
        with stage.busy(_OPEN_LIMIT_S):
            source = self._parts.source(replace(shared.config, camera=replace(camera, source=spec)))
        self._source, self._opened_as, self._address, shared.source = (
            source,
            camera,
            source.address,
            source,
        )
        logger.info(
            "%s gives %dx%d at %g frames a second",
            source.info.name,
            *source.info.size,
            source.info.fps,
        )
        self._tell_format(Format(source.info.size, source.info.fps))
        shared.info = source.info
        shared.captured_s = time.perf_counter()
        while stage.wanted() and not shared.ready.wait(_LOOK_EVERY_S):
            pass
        return source

    def _tell_format(self, format_: Format) -> None:
        """The first one counts: the sink keeps its format."""
        if self._shared.format is None:
            self._shared.format = format_
            self._shared.formatted.set()

    def _hand_on(self, source: Source, frame: Frame) -> None:
        shared = self._shared
        if not _is_picture(frame.bgr):
            shared.counters.failed(
                InputError(f"{source.info.name} gave something that is no picture")
            )
            return
        shared.camera_error = None
        shared.captured_s = time.perf_counter()
        shared.counters.captured()
        shared.captured.put(Captured(frame, source.info))

    def _lost(self, error: Exception) -> None:
        shared = self._shared
        shown = for_people(error, InputError, "source")
        shared.counters.error(shown)
        if shared.camera_error is None:
            logger.warning("camera lost: %s", shown)
        shared.camera_error = shown
        camera = shared.config.camera
        self._tell_format(Format((camera.width, camera.height), camera.fps))
        self._close()

    def _close(self) -> None:
        source, self._source, self._shared.source = self._source, None, None
        try:
            if source is not None:
                source.close()
        except Exception:
            logger.exception("the source could not be closed")


def _is_picture(bgr: Any) -> bool:
    """Whether it is what types.py promises of a frame, whatever a driver may give."""
    return (
        isinstance(bgr, np.ndarray)
        and bgr.dtype == np.uint8
        and bgr.ndim == 3
        and bgr.shape[2] == 3
        and bgr.size > 0
    )
