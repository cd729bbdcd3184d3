"""The live threads: capture -> newest frame -> correction -> newest picture -> output.

    source.read ──► Mailbox ──► Corrector.correct ──► Mailbox ──► sink.send

Nothing queues. Where a stage is slower than the one before it, the newest frame replaces the older
one, so the latency can't grow; dropped frames are counted. The output thread follows the pace of
its sink and always has something to send: the newest picture, the last one, or a card. The thread
that uses a source or sink also reopens it after a loss, so no driver is closed during a call into
it. A thread that is stuck in a driver is given up and replaced.
"""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from gazefix.config import Config
from gazefix.errors import GazeFixError
from gazefix.live.capture import Capture, OpenSource
from gazefix.live.correct import ChooseProfile, Correct, OpenCorrector
from gazefix.live.messages import Channels, Orders, Picture, Snapshot
from gazefix.live.output import OpenSink, Output
from gazefix.live.status import SessionStatus, State
from gazefix.live.worker import Worker, for_people
from gazefix.native import free_memory_trimmer, share_memory

if TYPE_CHECKING:
    from gazefix.devices.contracts import Sink

#: How often stuck threads are looked for, in seconds.
_WATCH_EVERY_S: Final = 0.25
#: How long after the networks are open free memory is given back, and how often in the end, in
#: seconds. In between the time doubles: the first frames leave most. Without it, each thread's heap
#: keeps the most that it ever held.
_FIRST_TRIM_S: Final = 0.25
_TRIM_EVERY_S: Final = 10.0

logger = logging.getLogger(__name__)

AWorker = TypeVar("AWorker", bound=Worker)


@dataclass(frozen=True, slots=True)
class SessionFactory:
    """How a session opens what it needs, also again after a loss. Each may raise GazeFixError.

    source      the source that the settings name
    corrector   a Corrector with the settings
    sink        the sink of a name (see `open_sink`) for frames of a (width, height) and rate
    profile     the calibration for a source
    """

    source: OpenSource
    corrector: OpenCorrector
    sink: OpenSink
    profile: ChooseProfile


class Session:
    """Runs a source through a Corrector into a sink.

    It ends when the source ends, when something fails for good, or by `stop`.
    """

    def __init__(self, config: Config, parts: SessionFactory, *, patient: bool = False) -> None:
        """`patient`: keep trying devices that can't be opened at first, with a card meanwhile."""
        self._lock = threading.Lock()
        self.orders = Orders(config)
        self._error: Exception | None = None
        channels = self._channels = Channels(self._snapshot, self._fail)
        self._capture = Capture(channels, parts.source, patient=patient)
        self._correct = Correct(channels, parts.corrector, parts.profile)
        self._output = Output(channels, parts.sink, patient=patient)
        self._given_up: list[Worker] = []
        self._watch = threading.Thread(target=self._watch_stages, name="gazefix-watch", daemon=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the threads. Raises RuntimeError the second time."""
        share_memory()
        for stage in (self._capture, self._correct, self._output, self._watch):
            stage.start()

    def stop(self, timeout_s: float = 1.8) -> None:
        """End the threads within `timeout_s`. A thread that is stuck in a driver is left behind."""
        self._end()
        if self._watch.ident is None:
            return
        deadline = time.perf_counter() + timeout_s
        self._watch.join(timeout_s)
        stages = [self._capture, self._correct, self._output, *self._given_up]
        for stage in stages:
            stage.join(max(0.0, deadline - time.perf_counter()))
        if left := [stage.name for stage in stages if stage.is_alive()]:
            names = ", ".join(left)
            # After an error people need not know it: models may still be loading.
            level = logging.WARNING if self._error is None else logging.INFO
            logger.log(level, "left behind, they did not end within %g s: %s", timeout_s, names)

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait until the session is over, at most `timeout_s`; return whether it is.

        Raises the first error of its threads.
        """
        over = self._channels.over.wait(timeout_s)
        if self._error is not None:
            raise self._error
        return over

    @property
    def over(self) -> bool:
        """Whether the last frame was sent, something failed, or `stop` was called."""
        return self._channels.over.is_set()

    @property
    def opened(self) -> bool:
        """Whether source, models and sink are open, so that frames can flow."""
        look = self._snapshot()
        tried = look.capture.info is not None or look.capture.error is not None
        return look.models_ready and tried and look.output.sink is not None

    @property
    def sink(self) -> Sink | None:
        """The sink, once it is open."""
        return self._output.report.sink

    @property
    def shown(self) -> Picture | None:
        """The last picture of the camera that was sent; None before the first."""
        return self._output.report.shown

    def set_config(self, config: Config) -> None:
        """Use other settings from the next frame on.

        Another camera, output or engine is opened in place of the old one; the status tells when
        that fails.
        """
        self._order(lambda _: {"config": config})

    def read_profile(self) -> None:
        """Read the calibration again: it was saved anew under its name."""
        self._order(lambda orders: {"profile_reads": orders.profile_reads + 1})

    def reopen_output(self) -> None:
        """Open the output again, as after GazeFix Camera was set up."""
        self._order(lambda orders: {"output_reopens": orders.output_reopens + 1})

    def pause(self) -> None:
        """Close the camera; the output shows a card."""
        self._order(lambda _: {"paused": True})
        self._capture.interrupt()

    def resume(self) -> None:
        """Open the camera again."""
        self._order(lambda _: {"paused": False})

    def status(self) -> SessionStatus:
        """Return what the session has done so far. From any thread."""
        look, channels, state = self._snapshot(), self._channels, self._state()
        info, output = look.capture.info, look.output
        picture = None if output.card else output.shown
        error = picture.error if picture else None
        if state is State.FAILED and self._error is not None:
            error = for_people(self._error, GazeFixError, "session")
        elif state is State.OUTPUT_LOST:
            error = output.error
        elif state in {State.CAMERA_LOST, State.WAITING}:
            error = look.capture.error
        status = SessionStatus(
            state=state,
            source=info.name if info else "",
            sink=output.sink.name if output.sink else "",
            users=output.users,
            size=info.size if info else (0, 0),
            frames_dropped=channels.captured.replaced + channels.corrected.replaced,
            reason=picture.reason if picture else None,
            error=error,
        )
        running = state not in {State.NEW, State.ENDED, State.FAILED}
        return channels.counters.counted(status, running=running)

    def _snapshot(self) -> Snapshot:
        return Snapshot(
            self.orders,
            self._capture.report,
            self._correct.attempt,
            self._output.report,
            self._channels.ready.is_set(),
        )

    def _state(self) -> State:
        if self._error is not None:
            return State.FAILED
        if self.over:
            return State.ENDED
        if self._watch.ident is None:
            return State.NEW
        return self._snapshot().state(time.perf_counter())

    def _order(self, change: Callable[[Orders], dict[str, Any]]) -> None:
        with self._lock:
            self.orders = replace(self.orders, **change(self.orders))

    def _fail(self, error: Exception) -> None:
        logger.debug("the session ends", exc_info=error)
        with self._lock:
            self._error = self._error or error
        self._channels.counters.error(for_people(error, GazeFixError, "session"))
        self._end()

    def _end(self) -> None:
        channels = self._channels
        channels.stopping.set()
        self._capture.interrupt()
        channels.captured.close()
        channels.corrected.close()
        channels.over.set()

    def _watch_stages(self) -> None:
        trim = free_memory_trimmer()
        trim_s, wait_s = math.inf, _FIRST_TRIM_S
        while not self._channels.stopping.wait(_WATCH_EVERY_S):
            now = time.perf_counter()
            if trim_s == math.inf and self._channels.ready.is_set():
                trim_s = now + wait_s
            elif now >= trim_s:
                trim()
                wait_s = min(2 * wait_s, _TRIM_EVERY_S)
                trim_s = now + wait_s
            # A thread that has ended after all is forgotten, with its pictures and models.
            self._given_up = [stage for stage in self._given_up if stage.is_alive()]
            self._capture = self._unless_stuck(self._capture, now)
            self._correct = self._unless_stuck(self._correct, now)
            self._output = self._unless_stuck(self._output, now)

    def _unless_stuck(self, stage: AWorker, now_s: float) -> AWorker:
        """Return the stage's thread, or a new one in place of one that is stuck."""
        if not stage.stuck(now_s):
            return stage
        logger.error("%s is stuck and is given up; a new thread takes its place", stage.name)
        self._channels.counters.error(GazeFixError(f"{stage.name} is stuck"))
        stage.give_up()
        self._given_up.append(stage)
        new = stage.successor()
        new.start()
        return new
