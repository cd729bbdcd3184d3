"""The capture thread: reads the source while it is wanted, and reopens it after a loss."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import InvalidStateError
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from gazefix.config import CameraConfig, Config
from gazefix.errors import InputError
from gazefix.live.backoff import Backoff
from gazefix.live.messages import LONGEST_STALE_S, STALE_S, Captured, CaptureReport, Channels
from gazefix.live.worker import Worker, for_people, without_frames
from gazefix.types import Frame

if TYPE_CHECKING:
    from gazefix.devices.contracts import Source

#: How long a driver may take before its thread is given up, in seconds. OpenCV gives a camera at
#: most ten for a frame.
_OPEN_LIMIT_S: Final = 30.0
_READ_LIMIT_S: Final = 15.0
#: Longest pause between attempts, in seconds: a device is to be found within two seconds of its
#: return; a stream's server needs more consideration.
_LONGEST_PAUSE_S: Final = 1.0
_LONGEST_STREAM_PAUSE_S: Final = 5.0
#: How many pauses between frames tell a camera's rhythm.
_PAUSES: Final = 4
#: How often a waiting thread looks whether it is wanted, in seconds.
_LOOK_EVERY_S: Final = 0.05

logger = logging.getLogger(__name__)

OpenSource = Callable[[Config], "Source"]


class Capture(Worker):
    """Passes frames to the correction until the source or the session ends."""

    def __init__(
        self,
        channels: Channels,
        open_source: OpenSource,
        *,
        patient: bool,
        report: CaptureReport | None = None,
    ) -> None:
        """`patient`: keep trying a source that can't be opened at first, as after a loss."""
        super().__init__("capture", channels)
        self._open_source, self._patient = open_source, patient
        self.report = report or CaptureReport(time.perf_counter())
        self._source: Source | None = None
        self._opened_as: CameraConfig | None = None
        self._address = ""
        self._backoff = Backoff(_LONGEST_PAUSE_S)
        self._frames_s: deque[float] = deque(maxlen=_PAUSES + 1)

    def successor(self) -> Capture:
        """Return a worker that opens the source anew."""
        return Capture(self._channels, self._open_source, patient=self._patient, report=self.report)

    def interrupt(self) -> None:
        """Wake the thread from a wait for a frame, unless it plays a clip that goes on later."""
        source = self._source
        if source is not None and (source.reconnects or self._channels.stopping.is_set()):
            source.interrupt()

    def work(self) -> None:
        """Read frames; wait where none are wanted."""
        try:
            while self.wanted():
                try:
                    if not self._turn():
                        break
                except Exception as error:
                    if not self.wanted():
                        break
                    if not self._worth_another_try():
                        raise
                    self._lost(error)
                    self.pause(self._backoff.next_s())
        finally:
            self._close()
        if self.wanted():
            self._channels.captured.close()

    def _turn(self) -> bool:
        """Read one frame, or wait; return whether to go on."""
        look = self._channels.look()
        changed = self._opened_as != look.orders.config.camera
        # An unwanted camera is closed, so that its light goes out; a clip just waits.
        if self._source is not None and (
            changed or (self._source.reconnects and not look.camera_wanted)
        ):
            self._close()
        if not look.camera_wanted:
            self._publish(fresh_s=time.perf_counter())
            self.pause(_LOOK_EVERY_S)
            return True
        source = self._source or self._open(look.orders.config)
        with self.busy(_READ_LIMIT_S):
            frame = source.read()
        if not self.wanted():
            return False
        if frame is None:
            if source.reconnects and self._channels.look().camera_wanted:
                raise InputError(f"{source.info.name} has ended")
            return source.reconnects
        self._backoff.reset()
        self._pass_on(source, frame)
        return True

    def _worth_another_try(self) -> bool:
        if self._source is not None:
            return self._source.reconnects
        return self._patient or self.report.info is not None

    def _open(self, config: Config) -> Source:
        camera = config.camera
        self._backoff.longest_s = (
            _LONGEST_STREAM_PAUSE_S if "://" in camera.source else _LONGEST_PAUSE_S
        )
        # A lost camera is reopened by its address: another one may have its number by now.
        spec = self._address if self._address and self._opened_as == camera else camera.source
        with self.busy(_OPEN_LIMIT_S):
            source = self._open_source(replace(config, camera=replace(camera, source=spec)))
        self._source, self._opened_as, self._address = source, camera, source.address
        info = source.info
        logger.info("%s gives %dx%d at %g frames a second", info.name, *info.size, info.fps)
        self._tell_format(info.size, info.fps)
        self._frames_s.clear()
        self._publish(info=info, fresh_s=time.perf_counter(), stale_s=STALE_S)
        while self.wanted() and not self._channels.ready.wait(_LOOK_EVERY_S):
            pass
        return source

    def _tell_format(self, size: tuple[int, int], fps: float) -> None:
        with suppress(InvalidStateError):  # the first one counts
            self._channels.format.set_result((size, fps))

    def _pass_on(self, source: Source, frame: Frame) -> None:
        channels, name = self._channels, source.info.name
        if not _is_picture(frame.bgr):
            channels.counters.failed(InputError(f"{name} gave something that is not a picture"))
            return
        now = time.perf_counter()
        self._frames_s.append(now)
        pauses = (later - sooner for sooner, later in pairwise(self._frames_s))
        stale_s = min(max(STALE_S, 2 * max(pauses, default=0.0)), LONGEST_STALE_S)
        self._publish(error=None, info=source.info, fresh_s=now, stale_s=stale_s)
        channels.counters.captured()
        channels.captured.put(Captured(frame, source.info))

    def _lost(self, error: Exception) -> None:
        shown = without_frames(for_people(error, InputError, "source"))
        self._channels.counters.error(shown)
        if self.report.error is None:
            logger.warning("camera lost: %s", shown)
        self._publish(error=shown)
        camera = self._channels.look().orders.config.camera
        self._tell_format((camera.width, camera.height), camera.fps)
        self._close()

    def _close(self) -> None:
        source, self._source = self._source, None
        try:
            if source is not None:
                source.close()
        except Exception:
            logger.exception("the source could not be closed")

    def _publish(self, **changes: Any) -> None:
        self.report = replace(self.report, **changes)


def _is_picture(bgr: Any) -> bool:
    """Return whether a driver's frame is a picture as types.py describes it."""
    return (
        isinstance(bgr, np.ndarray)
        and bgr.dtype == np.uint8
        and bgr.ndim == 3
        and bgr.shape[2] == 3
        and bgr.size > 0
    )
