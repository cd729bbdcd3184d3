"""What a session reports: its state, and what it counted and timed."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

import numpy as np

from gazefix.correction.policy import Reason
from gazefix.errors import GazeFixError

#: `SessionStatus.fps` counts the frames of the last two seconds.
_RATE_WINDOW_S: Final = 2.0
#: Latencies are taken from this many frames: ten seconds at 30 frames a second.
_LATENCIES: Final = 300
#: A failure that repeats is logged once in this many seconds.
_LOG_EVERY_S: Final = 5.0

logger = logging.getLogger(__name__)


class State(Enum):
    """What a session is doing, in words for people."""

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

    source, sink      their names, "" before they are open
    users             names of the programs that read the sink, where the system tells
    size              (width, height) that the source gives, (0, 0) before it is open
    frames_in         captured frames
    frames_out        new frames sent
    frames_repeated   times that the last frame or a card was sent, for lack of a new frame
    frames_dropped    frames that a newer one replaced before they were sent
    frames_failed     frames that were no picture or whose correction failed
    fps               new frames sent per second, over the last seconds
    latency_p50_ms, latency_p95_ms   from capture to sending, lately; 0 before the first frame
    reason            why the shown picture looks as it does; None for a card
    error             what is wrong now, or None; while nobody watches: why the camera was lost
    last_error        the last error, also one that is over; None before the first
    """

    state: State = State.NEW
    source: str = ""
    sink: str = ""
    users: tuple[str, ...] = ()
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


class SessionCounters:
    """Counts and times of a session. Any thread may use it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()  # held for a few assignments only
        self._frames_in = self._frames_out = self._frames_repeated = self._frames_failed = 0
        self._sent: deque[tuple[float, float]] = deque(maxlen=_LATENCIES)  # (when, latency in ms)
        self._last_error: GazeFixError | None = None
        self._failed_since_log = 0
        self._logged_s = -_LOG_EVERY_S

    def captured(self) -> None:
        """Count a captured frame."""
        with self._lock:
            self._frames_in += 1

    def sent(self, now_s: float, latency_ms: float | None) -> None:
        """Count a sent frame; one that was repeated, or a card, has no latency."""
        with self._lock:
            if latency_ms is None:
                self._frames_repeated += 1
            else:
                self._frames_out += 1
                self._sent.append((now_s, latency_ms))

    def error(self, error: GazeFixError) -> None:
        """Note an error."""
        with self._lock:
            self._last_error = error

    def failed(self, why: GazeFixError) -> None:
        """Count a frame that could not be used, and log it now and then."""
        now = time.perf_counter()
        with self._lock:
            self._last_error = why
            self._frames_failed += 1
            self._failed_since_log += 1
            if now - self._logged_s < _LOG_EVERY_S:
                return
            count, self._failed_since_log, self._logged_s = self._failed_since_log, 0, now
        logger.warning(
            "%s (frames since the last such line: %d)", why, count, exc_info=why.__cause__
        )

    def counted(self, status: SessionStatus, *, running: bool) -> SessionStatus:
        """Return a status with the counts.

        `running`: measure the rate until now, so that it falls when no frames are sent.
        """
        with self._lock:
            sent = list(self._sent)
            status = replace(
                status,
                frames_in=self._frames_in,
                frames_out=self._frames_out,
                frames_repeated=self._frames_repeated,
                frames_failed=self._frames_failed,
                last_error=self._last_error,
            )
        if not sent:
            return status
        now = time.perf_counter() if running else sent[-1][0]
        recent = [when for when, _ in sent if when > now - _RATE_WINDOW_S]
        span_s = now - recent[0] if recent else 0.0
        fps = (len(recent) - 1) / span_s if len(recent) > 1 and span_s > 0 else 0.0
        p50, p95 = np.percentile([latency for _, latency in sent], [50, 95])
        return replace(status, fps=fps, latency_p50_ms=float(p50), latency_p95_ms=float(p95))
