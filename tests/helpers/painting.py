"""A real session for tests of the app: demo portrait, a corrector that paints its settings, null
sink."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, cast

import numpy as np

from gazefix.config import Config
from gazefix.correction.corrector import Corrector
from gazefix.correction.gaze import NO_PROFILE
from gazefix.correction.policy import Reason
from gazefix.correction.redirector import Correction, Measurement
from gazefix.devices.contracts import Sink, Source, SourceInfo
from gazefix.devices.display import PreviewSink
from gazefix.devices.sinks import NullSink, open_sink
from gazefix.devices.sources import open_source
from gazefix.errors import InputError
from gazefix.live.session import Session, SessionFactory
from gazefix.types import Frame, Timings

Open = Callable[[Config], Session]


class PaintingCorrector:
    """Fills frames with (100 + vertical, 100 + horizontal, strength), its settings."""

    def __init__(self, config: Config, reason: Reason = Reason.CORRECTING) -> None:
        self.config, self.reason = config, reason
        self.profile = NO_PROFILE

    def correct(self, frame: Frame, *, fade_out: Reason | None = None) -> Correction:
        c = self.config.correction
        if not c.enabled:
            return Correction(frame, Measurement((), 0.0), (), Reason.OFF, Timings())
        bgr = np.empty_like(frame.bgr)
        bgr[:] = (round(100 + c.vertical_deg), round(100 + c.horizontal_deg), round(c.strength))
        return Correction(
            Frame(bgr, frame.time_s, frame.index), Measurement((), 0.0), (), self.reason, Timings()
        )

    def fade_in(self) -> None: ...

    def reset(self) -> None: ...

    def close(self) -> None: ...


class Devices:
    """What a session opens, and its errors. A test may change it at any time."""

    def __init__(self) -> None:
        self.camera_there = True
        self.sink_kind = "null"
        self.corrector_error: Exception | None = None
        self.gpu_error: Exception | None = None
        self.profiles_asked: list[str] = []
        self.reason = Reason.CORRECTING
        self.sessions: list[Session] = []
        self.sources: list[Source] = []

    def open(self, config: Config) -> Session:
        session = Session(
            config,
            SessionFactory(self._source, self._corrector, self._sink, self._profile),
            patient=True,
        )
        self.sessions.append(session)
        session.start()
        return session

    def _source(self, config: Config) -> Source:
        if not self.camera_there:
            raise InputError("no camera was found", "connect one; `--source demo` needs none")
        source = open_source("demo", config.camera)
        source.reconnects = True  # as a camera, so that it closes when nobody wants it
        close = source.close
        read = source.read

        def lose() -> Frame | None:
            if not self.camera_there:
                raise InputError("the camera is gone", "plug it in")
            return read()

        source.read = lose  # type: ignore[method-assign]
        source.close = lambda: (self.sources.remove(source), close())[1]  # type: ignore[method-assign,func-returns-value]
        self.sources.append(source)
        return source

    def _corrector(self, config: Config) -> Corrector:
        if self.corrector_error is not None:
            raise self.corrector_error
        if self.gpu_error is not None and config.engine.device == "cuda":
            raise self.gpu_error
        return cast(Corrector, PaintingCorrector(config, self.reason))

    def _sink(self, spec: str, size: tuple[int, int], fps: float) -> Sink:
        if spec != "auto":
            return open_sink(spec, size, fps)
        kinds = {"null": NullSink, "preview": PreviewSink, "virtual": _Virtual, "pipewire": _Node}
        return kinds[self.sink_kind]()

    def _profile(self, config: Config, info: SourceInfo) -> Any:
        self.profiles_asked.append(config.correction.profile)
        return NO_PROFILE


class _Virtual(NullSink):
    name = "GazeFix Camera"
    kind = "virtual"

    def users(self) -> tuple[str, ...]:
        return ("firefox", "zoom")


class _Node(_Virtual):
    kind = "pipewire"


def painted(session_or_bridge: Any) -> tuple[int, int, int]:
    """Return the newest picture's (vertical, horizontal, strength); zeros before the first."""
    picture = getattr(session_or_bridge, "picture", None)
    if picture is None:
        return (0, 0, 0)
    b, g, r = (int(value) for value in picture.frame.bgr[0, 0])
    return (b - 100, g - 100, r)


def wait_until(condition: Callable[[], bool], timeout_s: float = 10.0) -> None:
    """Wait without Qt's loop."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline, "it did not come true"
        time.sleep(0.01)
