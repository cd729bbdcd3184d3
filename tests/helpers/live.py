"""Sources, correctors and sinks that do what a test says, and a Session over them."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import numpy as np

from gazefix.config import CameraConfig, Config
from gazefix.correction.corrector import Corrector
from gazefix.correction.gaze import NO_PROFILE, Profile
from gazefix.correction.policy import Reason
from gazefix.correction.redirector import Correction, Measurement
from gazefix.devices.contracts import Sink, Source, SourceInfo
from gazefix.live.session import Session, SessionFactory
from gazefix.live.status import SessionStatus
from gazefix.types import Frame, Timings

PATIENCE_S = 20.0
SIZE = (32, 18)
SMALL = Config(camera=CameraConfig(width=SIZE[0], height=SIZE[1]))
#: What StepCorrector adds to each pixel.
MARK = 100


def frame(index: int, size: tuple[int, int] = SIZE) -> Frame:
    """Return a frame whose pixels are all its number."""
    return Frame(np.full((size[1], size[0], 3), index % 100, np.uint8), time.perf_counter(), index)


class StepSource(Source):
    """Gives what `step(index)` returns; None ends it."""

    def __init__(
        self,
        step: Callable[[int], Frame | None],
        *,
        reconnects: bool = False,
        size: tuple[int, int] = SIZE,
    ) -> None:
        super().__init__()
        self.info = SourceInfo("steps", size, 30.0)
        self.address = "steps"
        self.reconnects = reconnects
        self.step = step
        self.count = 0
        self.closed = 0

    def read(self) -> Frame | None:
        self.count += 1
        return self.step(self.count - 1)

    def wait_for_interruption(self) -> None:
        assert self._interrupted.wait(PATIENCE_S)

    def close(self) -> None:
        self.closed += 1


class TickSource(StepSource):
    """Gives a frame every `period_s`; `fault(index)` may raise, wait, or return another one."""

    def __init__(
        self,
        period_s: float = 0.005,
        fault: Callable[[int], Any] = lambda _: None,
        *,
        numbers: Any = None,
        size: tuple[int, int] = SIZE,
    ) -> None:
        self.numbers = numbers or itertools.count()

        def step(_: int) -> Frame | None:
            if self._interrupted.wait(period_s):
                return None
            index = next(self.numbers)
            return fault(index) or frame(index, size)

        super().__init__(step, reconnects=True, size=size)


class StepCorrector:
    """Adds MARK to each pixel after `step(frame)`, which may raise, wait, or return another."""

    def __init__(self, step: Callable[[Frame], Any] = lambda _: None) -> None:
        self.step = step
        self.configs: list[Config] = []
        self.profile = NO_PROFILE
        self.seen: list[tuple[int, Config]] = []
        self.holds: list[Reason | None] = []
        self.faded_in = self.resets = self.closed = 0
        self._warm = False

    @property
    def config(self) -> Config:
        return self.configs[-1] if self.configs else SMALL

    @config.setter
    def config(self, config: Config) -> None:
        self.configs.append(config)

    def correct(self, taken: Frame, *, fade_out: Reason | None = None) -> Correction:
        if not self._warm:  # the session lets it see one grey picture first
            self._warm = True
            return _correction(taken)
        self.seen.append((taken.index, self.config))
        self.holds.append(fade_out)
        instead = self.step(taken)
        return _correction(
            instead or replace(taken, bgr=taken.bgr + np.uint8(MARK)), fade_out or Reason.CORRECTING
        )

    def fade_in(self) -> None:
        self.faded_in += 1

    def reset(self) -> None:
        self.resets += 1

    def close(self) -> None:
        self.closed += 1


class ListSink(Sink):
    """Keeps what it gets; `arrived` is released once for each frame. `step` may wait or raise."""

    name = "list"

    def __init__(
        self,
        step: Callable[[Frame], None] = lambda _: None,
        period_s: float | None = None,
        *,
        live: bool = False,
    ) -> None:
        self.frames: list[Frame] = []
        self.times: list[float] = []
        self.arrived = threading.Semaphore(0)
        self.step = step
        self.period_s = period_s
        self.live = live
        self.read_by: int | None = None
        self.closed = 0

    def send(self, sent: Frame) -> None:
        self.step(sent)
        self.frames.append(sent)
        self.times.append(time.perf_counter())
        self.arrived.release()

    def readers(self) -> int | None:
        return self.read_by

    def close(self) -> None:
        self.closed += 1

    @property
    def indices(self) -> list[int]:
        return [sent.index for sent in self.frames]

    def kinds(self) -> str:
        """Return what was sent, one letter each: c corrected, u untouched, C a card."""
        return "".join(_kind(sent) for sent in list(self.frames))


def parts_of(
    source: Callable[[], Source],
    corrector: Callable[[], StepCorrector],
    sink: Callable[[], Sink],
    profile: Profile = NO_PROFILE,
) -> SessionFactory:
    """Return a factory that calls these."""
    return SessionFactory(
        source=lambda _: source(),
        corrector=lambda _: cast(Corrector, corrector()),
        sink=lambda *_: sink(),
        profile=lambda *_: profile,
    )


def session_of(
    source: Source,
    corrector: StepCorrector,
    sink: Sink,
    config: Config = SMALL,
    *,
    patient: bool = False,
) -> Session:
    """Return a session over open devices, which it gets again whenever it opens one."""
    return Session(
        config, parts_of(lambda: source, lambda: corrector, lambda: sink), patient=patient
    )


def in_step_with(
    sink: ListSink, count: int, then: Callable[[], Any] = lambda: None
) -> Callable[[int], Frame | None]:
    """Return a step that gives `count` frames, each once the sink has the one before, then ends."""

    def step(index: int) -> Frame | None:
        if index > 0:
            assert sink.arrived.acquire(timeout=PATIENCE_S)
        if index < count:
            return frame(index)
        then()
        return None

    return step


def session_threads() -> list[str]:
    """Return the names of the live threads of all sessions."""
    names = [thread.name for thread in threading.enumerate()]
    return [name for name in names if name.startswith("gazefix-")]


def until(condition: Callable[[], Any], what: str = "it", timeout_s: float = PATIENCE_S) -> None:
    """Wait until a condition holds."""
    deadline = time.perf_counter() + timeout_s
    while not condition():
        assert time.perf_counter() < deadline, f"{what} did not happen within {timeout_s} s"
        time.sleep(0.005)


def status_when(
    session: Session, condition: Callable[[SessionStatus], bool], timeout_s: float = PATIENCE_S
) -> SessionStatus:
    """Return the first status that fulfils a condition."""
    until(lambda: condition(session.status()), "the status", timeout_s)
    return session.status()


def _kind(sent: Frame) -> str:
    if not sent.bgr.flags.writeable:
        return "C"
    return "c" if sent.bgr.flat[0] >= MARK else "u"


def _correction(made: Frame, reason: Reason = Reason.CORRECTING) -> Correction:
    return Correction(made, Measurement((), 0.0), (), reason, Timings())
