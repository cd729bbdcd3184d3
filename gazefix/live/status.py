"""What a session tells of itself: its state, and what it counted and timed."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from dataclasses import dataclass
from enum import Enum
from typing import Final

import numpy as np

from gazefix.correction.policy import Reason
from gazefix.errors import GazeFixError

#: `SessionStatus.fps` counts the frames of the last so many seconds.
_RATE_WINDOW_S: Final = 2.0
#: Latencies are taken from the last so many frames: ten seconds at 30 frames a second.
_LATENCIES: Final = 300
#: What fails again and again is logged once in so many seconds.
_LOG_EVERY_S: Final = 5.0

logger = logging.getLogger(__name__)


class State(Enum):
    """What a session is doing, in the words that people see."""

    NEW = "new"
    STARTING = "starting"
    RUNNING = "running"
    PAUSED = "paused"
    WAITING = "nobody is watching"
    CAMERA_LOST = "camera lost"
    OUTPUT_LOST = "output lost"
    ENDED = "ended"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SessionStatus:
    """What a session has done so far.

    source, sink            their names, "" while they were never open
    size                    (width, height) that the source really gives, (0, 0) while nobody knows
    frames_in, frames_out   frames captured, and new frames sent
    frames_repeated         times that the last frame or a card was sent, since there was no new one
    frames_dropped          frames that a newer one replaced before they were sent
    frames_failed           frames whose correction failed, or that were none
    fps                     new frames sent per second, lately
    latency_p50_ms, latency_p95_ms   from capture to sent, lately; 0 before the first frame
    reason                  why the shown picture is as it is; None before the first one and while a card is shown
    error                   what is wrong now, or None
    last_error              the last error, also one that is over; None before the first
    threads_left            threads that did not end when told to, or were given up: stuck inside a driver
    """

    state: State = State.NEW
    source: str = ""
    sink: str = ""
    size: tuple[int, int] = (0, 0)
    frames_in: int = 0
    frames_out: int = 0
    frames_repeated: int = 0
    frames_dropped: int = 0
    frames_failed: int = 0
    fps: float = 0.0
    latency_p50_ms: float = 0.0
    latency_p95_ms: float = 0.0
    reason: Reason | None = None
    error: GazeFixError | None = None
    last_error: GazeFixError | None = None
    threads_left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of a status."""

    frames_in: int
    frames_out: int
    frames_repeated: int
    frames_failed: int
    fps: float
    latency_p50_ms: float
    latency_p95_ms: float
    last_error: GazeFixError | None


class SessionCounters:
    """Counts and times of a session; its lock is held for a few assignments only."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._frames_in = self._frames_out = self._frames_repeated = self._frames_failed = 0
        self._sent: deque[tuple[float, float]] = deque(maxlen=_LATENCIES)  # (when, latency in ms)
        self._last_error: GazeFixError | None = None
        self._failed_since_log = 0
        self._logged_s = -_LOG_EVERY_S

    def captured(self) -> None:
        """A frame came."""
        with self._lock:
            self._frames_in += 1

    def sent(self, now_s: float, latency_ms: float | None) -> None:
        """A frame was sent: a new one with its latency, or the last one or a card, without."""
        with self._lock:
            if latency_ms is None:
                self._frames_repeated += 1
            else:
                self._frames_out += 1
                self._sent.append((now_s, latency_ms))

    def error(self, error: GazeFixError) -> None:
        """Something went wrong."""
        with self._lock:
            self._last_error = error

    def failed(self, why: GazeFixError) -> None:
        """A frame could not be used; the log has its cause once in a while."""
        now = time.perf_counter()
        self.error(why)
        with self._lock:
            self._frames_failed += 1
            self._failed_since_log += 1
            if now - self._logged_s < _LOG_EVERY_S:
                return
            count, self._failed_since_log, self._logged_s = self._failed_since_log, 0, now
        logger.warning(
            "%s (frames since the last such line: %d)", why, count, exc_info=why.__cause__
        )

    def counts(self, *, running: bool) -> Counts:
        """What was counted so far. A session that runs is measured until now, so that its rate falls when frames stay out."""
        with self._lock:
            sent = list(self._sent)
            frames = (self._frames_in, self._frames_out, self._frames_repeated, self._frames_failed)
            last_error = self._last_error
        now = time.perf_counter() if running else (sent[-1][0] if sent else 0.0)
        recent = [when for when, _ in sent if when > now - _RATE_WINDOW_S]
        span_s = now - recent[0] if recent else 0.0
        fps = (len(recent) - 1) / span_s if len(recent) > 1 and span_s > 0 else 0.0
        p50, p95 = np.percentile([latency for _, latency in sent], [50, 95]) if sent else (0.0, 0.0)
        return Counts(*frames, fps, float(p50), float(p95), last_error)
