"""The live threads: capture -> newest frame -> correction -> newest picture -> output.

    source.read ──► Mailbox ──► Corrector.correct ──► Mailbox ──► sink.send

Nothing queues: where a stage is slower than the one before it, the newest frame replaces the older one, so the latency cannot
grow; what is dropped is counted. The output thread is paced by its sink (`Sink.period_s`) and always has something to send:
the newest picture, the last one, or a card. A source or a sink that is lost is opened again, by the thread that uses it, so
that a driver is never closed under a call that is still in it. A thread that is stuck in a driver is given up and replaced.
What each thread does stands in `gazefix.live`.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Self

from gazefix.config import Config
from gazefix.errors import GazeFixError
from gazefix.live.capture import Capture
from gazefix.live.correct import Correct
from gazefix.live.output import Output
from gazefix.live.shared_state import Picture, SessionFactory, SharedState
from gazefix.live.status import SessionStatus, State
from gazefix.live.worker import Stage, for_people
from gazefix.native import free_memory_trimmer

if TYPE_CHECKING:
    from gazefix.devices.sink import Sink

#: How often it is looked whether a thread is stuck.
_WATCH_EVERY_S: Final = 0.25
#: How often memory that is free is given back: frames come and go in several threads, and what they took together at the worst
#: moment would stay with each thread's heap for the rest of the day.
_TRIM_EVERY_S: Final = 10.0

logger = logging.getLogger(__name__)


class Session:
    """Runs a source through a Corrector into a sink, until the source is over, something cannot be mended, or `stop`."""

    def __init__(self, config: Config, parts: SessionFactory, *, patient: bool = False) -> None:
        """`parts` open what the settings name. Where the source cannot be opened at first, a `patient` session goes on trying
        and shows a card meanwhile; another one fails."""
        self._shared = SharedState(config)
        self._error: Exception | None = None
        self._bodies: dict[str, Callable[[], Callable[[Stage], None]]] = {
            "capture": lambda: Capture(self._shared, parts, patient=patient),
            "correct": lambda: Correct(self._shared, parts),
            "output": lambda: Output(self._shared, parts.sink, patient=patient),
        }
        self._stages = {name: self._stage(name) for name in self._bodies}
        self._given_up: list[Stage] = []
        self._watch = threading.Thread(target=self._watch_stages, name="gazefix-watch", daemon=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the threads; a session starts once. Raises RuntimeError the second time."""
        for stage in self._stages.values():
            stage.start()
        self._watch.start()

    def stop(self, timeout_s: float = 1.8) -> tuple[str, ...]:
        """End the threads and wait for them, `timeout_s` at most. A thread that is stuck in a driver is left behind; the
        names of those are returned, and stand in the status."""
        self._end()
        deadline = time.perf_counter() + timeout_s
        if self._watch.ident is not None:
            self._watch.join(max(0.0, deadline - time.perf_counter()))
        for stage in [*self._stages.values(), *self._given_up]:
            stage.join(max(0.0, deadline - time.perf_counter()))
        left = self._threads_left()
        if left:
            logger.warning(
                "left behind, they did not end within %g s: %s", timeout_s, ", ".join(left)
            )
        return left

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait until the session is over, `timeout_s` at most; whether it is. Raises the first error of its threads again."""
        over = self._shared.over.wait(timeout_s)
        if self._error is not None:
            raise self._error
        return over

    @property
    def over(self) -> bool:
        """Whether the last frame was sent, or something failed, or `stop` was called."""
        return self._shared.over.is_set()

    @property
    def opened(self) -> bool:
        """Whether source, models and sink are there, so that frames can flow."""
        shared = self._shared
        return (
            shared.ready.is_set()
            and shared.sink is not None
            and (shared.info is not None or shared.camera_error is not None)
        )

    @property
    def sink(self) -> Sink | None:
        """The sink, once it is open."""
        return self._shared.sink

    @property
    def shown(self) -> Picture | None:
        """The last picture of the camera that was sent, with the untouched one; None before the first."""
        return self._shared.shown

    def set_config(self, config: Config) -> None:
        """Change the settings, from the next frame on. Another camera, output or engine is opened in place of the old one;
        where that fails the status tells."""
        self._shared.config = config

    def read_profile(self) -> None:
        """Read the calibration again, from the next frame on: it was saved anew under its name."""
        self._shared.profile_asked += 1

    def reopen_output(self) -> None:
        """Look for the output again, as after GazeFix Camera was set up."""
        self._shared.output_asked += 1

    def pause(self) -> None:
        """Close the camera; the output shows a card."""
        self._shared.paused = True
        self._interrupt()

    def resume(self) -> None:
        """Open the camera again."""
        self._shared.paused = False

    def status(self) -> SessionStatus:
        """What was done so far, from any thread."""
        shared, state = self._shared, self._state()
        counts = shared.counters.counts(running=state not in {State.NEW, State.ENDED, State.FAILED})
        info, sink = shared.info, shared.sink
        return SessionStatus(
            state=state,
            source=info.name if info else "",
            sink=sink.name if sink else "",
            size=info.size if info else (0, 0),
            frames_in=counts.frames_in,
            frames_out=counts.frames_out,
            frames_repeated=counts.frames_repeated,
            frames_dropped=shared.captured.replaced + shared.corrected.replaced,
            frames_failed=counts.frames_failed,
            fps=counts.fps,
            latency_p50_ms=counts.latency_p50_ms,
            latency_p95_ms=counts.latency_p95_ms,
            reason=shared.reason,
            error=self._current_error(state),
            last_error=counts.last_error,
            threads_left=self._threads_left(),
        )

    def _state(self) -> State:
        if self._error is not None:
            return State.FAILED
        if self._shared.over.is_set():
            return State.ENDED
        if self._watch.ident is None:
            return State.NEW
        return self._shared.state(time.perf_counter())

    def _current_error(self, state: State) -> GazeFixError | None:
        """Return what is wrong in that state; a camera may be lost without a word from its driver."""
        shared = self._shared
        match state:
            case State.FAILED:
                assert self._error is not None
                return for_people(self._error, GazeFixError, "session")
            case State.CAMERA_LOST:
                return shared.camera_error
            case State.OUTPUT_LOST:
                return shared.output_error
        return shared.correction_error

    def _stage(self, name: str) -> Stage:
        return Stage(name, self._bodies[name](), self._shared.stopping, self._fail)

    def _fail(self, error: Exception) -> None:
        logger.debug("the session ends", exc_info=error)
        if self._error is None:
            self._error = error
        self._shared.counters.error(for_people(error, GazeFixError, "session"))
        self._end()

    def _end(self) -> None:
        shared = self._shared
        shared.stopping.set()
        self._interrupt()
        shared.captured.close()
        shared.corrected.close()
        shared.over.set()

    def _interrupt(self) -> None:
        source = self._shared.source
        if source is not None and (source.reconnects or self._shared.stopping.is_set()):
            source.interrupt()

    def _watch_stages(self) -> None:
        trim = free_memory_trimmer()
        trimmed_s = time.perf_counter()
        while not self._shared.stopping.wait(_WATCH_EVERY_S):
            now = time.perf_counter()
            if now - trimmed_s > _TRIM_EVERY_S:
                trim()
                trimmed_s = now
            self._given_up = [
                stage for stage in self._given_up if stage.alive
            ]  # the others' pictures and models go
            for name, stage in self._stages.items():
                if stage.stuck(now):
                    logger.error(
                        "%s is stuck and is given up; a new thread takes its place", stage.name
                    )
                    self._shared.counters.error(GazeFixError(f"{stage.name} is stuck"))
                    stage.give_up()
                    self._given_up.append(stage)
                    self._stages[name] = self._stage(name)
                    self._stages[name].start()

    def _threads_left(self) -> tuple[str, ...]:
        """Threads that were given up, and after `stop` all that are still there."""
        ending = self._stages.values() if self._shared.stopping.is_set() else ()
        return tuple(stage.name for stage in [*self._given_up, *ending] if stage.alive)
