"""The live threads: capture -> newest frame -> correction -> newest frame -> output.

    source.read ──► Mailbox ──► Corrector.correct ──► Mailbox ──► sink.send

Nothing queues: where a stage is slower than the one before it, the newest frame replaces the older one, so the latency cannot
grow; what is dropped is counted. The output thread is paced by its sink (`Sink.period_s`). The source and the sink are
closed by the thread that uses them, so that a driver is never closed under a call that is still in it; the Corrector
stays the caller's.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final, Self

import numpy as np

from gazefix.config import Config
from gazefix.errors import GazeFixError
from gazefix.mailbox import Mailbox, RepeatClock
from gazefix.types import Frame

if TYPE_CHECKING:  # they bring torch, mediapipe and cv2; the threads need none of them
    from gazefix.corrector import Corrector
    from gazefix.sinks import Sink
    from gazefix.sources import Source

#: `SessionStatus.fps` counts the frames of the last so many seconds.
_RATE_WINDOW_S: Final = 2.0
#: Latencies are taken from the last so many frames: ten seconds at 30 frames a second.
_LATENCIES: Final = 300
#: A correction that fails again and again is logged once in so many seconds.
_LOG_EVERY_S: Final = 5.0

logger = logging.getLogger(__name__)


class State(Enum):
    """What a session is doing."""

    NEW = "new"
    RUNNING = "running"
    ENDED = "ended"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SessionStatus:
    """What a session has done so far.

    frames_in, frames_out   frames captured, and corrected frames sent
    frames_repeated         times that the last frame was sent again, since there was no new one
    frames_dropped          frames that a newer one replaced before they were sent
    frames_failed           frames whose correction failed, sent untouched
    fps                     corrected frames sent per second, lately
    latency_p50_ms, latency_p95_ms   from capture to sent, lately; 0 before the first frame
    reason                  why the last frame was corrected the way it was, or not
    last_error              the last error, in words for people, or ""
    threads_left            threads that did not end when told to: stuck inside a driver
    """

    state: State = State.NEW
    source: str = ""
    sink: str = ""
    frames_in: int = 0
    frames_out: int = 0
    frames_repeated: int = 0
    frames_dropped: int = 0
    frames_failed: int = 0
    fps: float = 0.0
    latency_p50_ms: float = 0.0
    latency_p95_ms: float = 0.0
    reason: str = ""
    last_error: str = ""
    threads_left: tuple[str, ...] = ()


class Session:
    """Runs a source through a Corrector into a sink, until the source is over, something fails, or `stop`."""

    def __init__(self, source: Source, corrector: Corrector, sink: Sink) -> None:
        """The session takes over `source` and `sink` and closes them; `corrector` stays the caller's, who may use it again
        once no thread is left."""
        self._source = source
        self._corrector = corrector
        self._sink = sink
        self._captured: Mailbox[Frame] = Mailbox()
        self._corrected: Mailbox[Frame] = Mailbox()
        self._settings: Mailbox[Config] = Mailbox()
        self._stopping = threading.Event()
        self._over = threading.Event()
        self._error: Exception | None = None
        self._tally = _Tally()
        self._threads_left: tuple[str, ...] = ()
        self._threads = [
            threading.Thread(target=self._guard, args=(body,), name=f"gazefix-{name}", daemon=True)
            for name, body in [("capture", self._capture), ("correct", self._correct), ("output", self._output)]
        ]

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the threads; a session starts once. Raises RuntimeError the second time."""
        for thread in self._threads:
            thread.start()

    def stop(self, timeout_s: float = 2.0) -> tuple[str, ...]:
        """End the threads and wait for them, `timeout_s` at most. A thread that is stuck in a driver is left behind; the
        names of those are returned, and stand in the status."""
        self._end()
        deadline = time.perf_counter() + timeout_s
        started = [thread for thread in self._threads if thread.ident is not None]
        if not started:
            self._source.close()
            self._sink.close()
        for thread in started:
            thread.join(max(0.0, deadline - time.perf_counter()))
        self._threads_left = tuple(thread.name for thread in started if thread.is_alive())
        if self._threads_left:
            logger.warning("left behind, they did not end within %g s: %s", timeout_s, ", ".join(self._threads_left))
        return self._threads_left

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait until the session is over, `timeout_s` at most; whether it is. Raises the first error of its threads again."""
        over = self._over.wait(timeout_s)
        if self._error is not None:
            raise self._error
        return over

    @property
    def over(self) -> bool:
        """Whether the last frame was sent, or something failed, or `stop` was called."""
        return self._over.is_set()

    def set_config(self, config: Config) -> None:
        """Change the settings that a running Corrector can change (see `Corrector.config`), from the next frame on."""
        self._settings.put(config)

    def status(self) -> SessionStatus:
        """What was done so far, from any thread."""
        dropped = self._captured.replaced + self._corrected.replaced
        return self._tally.status(self._state(), self._source.info.name, self._sink.name, dropped, self._threads_left)

    def _state(self) -> State:
        if self._error is not None:
            return State.FAILED
        if self._over.is_set():
            return State.ENDED
        return State.NEW if self._threads[0].ident is None else State.RUNNING

    def _end(self) -> None:
        self._stopping.set()
        self._source.interrupt()
        self._captured.close()
        self._corrected.close()
        self._over.set()

    def _guard(self, body: Callable[[], None]) -> None:
        try:
            body()
        except Exception as error:
            logger.debug("%s failed", threading.current_thread().name, exc_info=True)
            if self._error is None:
                self._error = error
            self._tally.error(str(error))
            self._end()

    def _capture(self) -> None:
        with self._source as source:
            while not self._stopping.is_set() and (frame := source.read()) is not None:
                self._tally.captured()
                self._captured.put(frame)
        self._captured.close()

    def _correct(self) -> None:
        while not self._stopping.is_set() and (frame := self._captured.get()) is not None:
            self._apply_settings()
            try:
                correction = self._corrector.correct(frame)
            except Exception as error:  # noqa: BLE001 - whatever fails in one frame, the call goes on with it untouched
                self._tally.failed(error)
                self._corrected.put(frame)
            else:
                self._tally.reason = correction.reason.value
                self._corrected.put(correction.frame)
        self._corrected.close()

    def _apply_settings(self) -> None:
        config = self._settings.get(timeout_s=0)
        if config is None:
            return
        try:
            self._corrector.config = config
        except GazeFixError as error:
            logger.warning("the new settings do not work, the old ones stay: %s", error)
            self._tally.error(str(error))

    def _output(self) -> None:
        with self._sink as sink:
            clock = RepeatClock(sink.period_s)
            last: Frame | None = None
            while not self._stopping.is_set():
                new = self._corrected.get(clock.remaining_s(time.perf_counter()))
                if new is None and self._corrected.finished:
                    break
                last = new or last
                if last is None:
                    continue
                sink.send(last)
                now = time.perf_counter()
                clock.sent(now)
                self._tally.sent(now, None if new is None else (now - last.time_s) * 1000)
        self._over.set()


class _Tally:
    """Counts and times of a session; its lock is held for a few assignments only."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._frames_in = self._frames_out = self._frames_repeated = self._frames_failed = 0
        self._sent: deque[tuple[float, float]] = deque(maxlen=_LATENCIES)  # (when, latency in ms)
        self._last_error = ""
        self._failed_since_log = 0
        self._logged_s = -_LOG_EVERY_S
        self.reason = ""

    def captured(self) -> None:
        with self._lock:
            self._frames_in += 1

    def sent(self, now_s: float, latency_ms: float | None) -> None:
        """A frame was sent: a new one with its latency, or the last one again, without."""
        with self._lock:
            if latency_ms is None:
                self._frames_repeated += 1
            else:
                self._frames_out += 1
                self._sent.append((now_s, latency_ms))

    def error(self, message: str) -> None:
        with self._lock:
            self._last_error = message

    def failed(self, error: Exception) -> None:
        """The correction of a frame failed."""
        now = time.perf_counter()
        self.reason = f"correction failed: {error or type(error).__name__}"
        self.error(self.reason)
        with self._lock:
            self._frames_failed += 1
        self._failed_since_log += 1
        if now - self._logged_s >= _LOG_EVERY_S:
            logger.warning("%s (frames since the last such line: %d)", self.reason, self._failed_since_log, exc_info=error)
            self._failed_since_log, self._logged_s = 0, now

    def status(self, state: State, source: str, sink: str, dropped: int, threads_left: tuple[str, ...]) -> SessionStatus:
        with self._lock:
            sent = list(self._sent)
            counts = (self._frames_in, self._frames_out, self._frames_repeated, dropped, self._frames_failed)
            last_error = self._last_error
        # A session that runs is measured until now, so that the rate falls when frames stay out.
        now = time.perf_counter() if state is State.RUNNING else (sent[-1][0] if sent else 0.0)
        recent = [when for when, _ in sent if when > now - _RATE_WINDOW_S]
        span_s = now - recent[0] if recent else 0.0
        fps = (len(recent) - 1) / span_s if len(recent) > 1 and span_s > 0 else 0.0
        p50, p95 = np.percentile([latency for _, latency in sent], [50, 95]) if sent else (0.0, 0.0)
        return SessionStatus(state, source, sink, *counts, fps, float(p50), float(p95), self.reason, last_error, threads_left)
