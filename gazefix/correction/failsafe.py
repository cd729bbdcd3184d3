"""When to show corrected frames and when untouched ones, by how the last corrections went. Pure.

    trusted      every frame is corrected and shown; the last picture stands in for up to REPEATS
                 failures in a row
    distrusted   untouched frames are shown. Each is still corrected as a trial, after GIVE_UP
                 failures in a row one every REST_S. PROBATION good trials in a row bring the trust
                 back, and the correction fades in
    too slow     under SLOW_FPS for SLOW_S the correction fades out and untouched frames are shown.
                 One is timed every PROBE_EVERY_S, until PROBES in a row reach BACK_FPS

So corrected and untouched eyes never alternate.
"""

from __future__ import annotations

from collections import deque
from enum import Enum
from typing import Final

from gazefix.correction.policy import SHARE_PER_S, Reason
from gazefix.errors import GazeFixError

# Tuned on calls with injected faults: a call must look normal through a single fault, and must not
# flicker through many.
#: Failures in a row that the last picture covers. 10 would show as a frozen picture.
REPEATS: Final = 3
#: Failures in a row after which trials become rare.
GIVE_UP: Final = 30
#: Time between rare trials, in seconds.
REST_S: Final = 10.0
#: Good trials in a row that bring the trust back.
PROBATION: Final = 15
#: Trust lost again within this time needs twice as many good trials, in seconds.
RELAPSE_S: Final = 10.0
#: Most good trials that are ever needed.
LONGEST_PROBATION: Final = 240
#: Corrections a second below which the machine is too slow.
SLOW_FPS: Final = 10.0
#: Time over which that is measured, in seconds.
SLOW_S: Final = 2.0
#: Corrections a second that a probe must reach.
BACK_FPS: Final = 15.0
#: Fast probes in a row that end slowness.
PROBES: Final = 5
#: Time between probes, in seconds.
PROBE_EVERY_S: Final = 0.5
#: Time that a correction takes to fade out, and a little more, in seconds.
FADE_S: Final = 1 / SHARE_PER_S + 0.15
#: A correction that takes longer hangs, in seconds: its frame counts as failed, however it ends.
HANG_S: Final = 0.5


class Treatment(Enum):
    """What to do with a frame."""

    CORRECT = "correct"
    FADE_OUT = "correct, fading out"
    TRY = "correct, but show the untouched frame"
    LEAVE = "leave untouched"


class Show(Enum):
    """What to show of an attempted frame."""

    CORRECTED = "corrected"
    UNTOUCHED = "untouched"
    LAST = "the last picture again"


class FailSafe:
    """Knows how a session's corrections went. `now_s` are seconds of a clock that runs forward."""

    def __init__(self, distrusted: GazeFixError | None = None) -> None:
        """`distrusted`: why it begins without trust."""
        #: Why corrections are distrusted; None while they are trusted.
        self.error = distrusted
        self._failures = 0
        self._good = 0
        self._probation = PROBATION
        self._back_s = -RELAPSE_S
        self._next_try_s = 0.0
        self._slow_since_s: float | None = None
        self._fast_probes = 0
        self._work: deque[tuple[float, float]] = deque()

    @property
    def reason(self) -> Reason | None:
        """Why untouched frames are shown; None while corrected ones are."""
        if self._slow_since_s is not None:
            return Reason.TOO_SLOW
        return None if self.error is None else Reason.FAILED

    def treatment(self, now_s: float) -> Treatment:
        """Choose what to do with a frame that has come now."""
        if self._slow_since_s is not None:
            if now_s - self._slow_since_s < FADE_S:
                return Treatment.FADE_OUT
            return self._try_every(PROBE_EVERY_S, now_s)
        if self.error is None:
            return Treatment.CORRECT
        return Treatment.TRY if self._failures < GIVE_UP else self._try_every(REST_S, now_s)

    def succeeded(self, now_s: float, work_s: float) -> tuple[Show, bool]:
        """Note a correction that took `work_s`.

        Returns what to show, and whether the correction must fade in from the next frame on.
        """
        self._failures = 0
        if self._slow_since_s is not None:
            return self._timed(now_s - self._slow_since_s, work_s)
        if self.error is None:
            self._note_work(now_s, work_s)
            return Show.CORRECTED, False
        self._good += 1
        if self._good < self._probation:
            return Show.UNTOUCHED, False
        self.error, self._back_s = None, now_s
        return Show.UNTOUCHED, True

    def failed(self, now_s: float, why: GazeFixError, *, seen: bool = False) -> Show:
        """Note a failed correction and return what to show.

        seen   whether it hung so long that untouched frames were shown already
        """
        self._good = 0
        self._failures = max(self._failures + 1, REPEATS + 1) if seen else self._failures + 1
        self._fast_probes = 0
        if self._slow_since_s is not None:  # a fade that is broken off is over
            self._slow_since_s = min(self._slow_since_s, now_s - FADE_S)
        if self.error is not None or self._slow_since_s is not None:
            self.error = None if self.error is None else why
            return Show.UNTOUCHED
        if self._failures <= REPEATS:
            return Show.LAST
        relapse = now_s - self._back_s < RELAPSE_S
        self._probation = min(2 * self._probation, LONGEST_PROBATION) if relapse else PROBATION
        self.error = why
        self._work.clear()
        return Show.UNTOUCHED

    def _try_every(self, every_s: float, now_s: float) -> Treatment:
        if now_s < self._next_try_s <= now_s + every_s:
            return Treatment.LEAVE
        self._next_try_s = now_s + every_s
        return Treatment.TRY

    def _note_work(self, now_s: float, work_s: float) -> None:
        """Find slowness by the corrections' own time: a slow camera is not the machine's fault."""
        self._work.append((now_s, work_s))
        while self._work[0][0] < now_s - SLOW_S:
            self._work.popleft()
        span_s = now_s - self._work[0][0]
        mean_s = sum(work for _, work in self._work) / len(self._work)
        if span_s >= 0.75 * SLOW_S and mean_s > 1 / SLOW_FPS:
            self._slow_since_s, self._fast_probes = now_s, 0
            self._work.clear()

    def _timed(self, slow_s: float, work_s: float) -> tuple[Show, bool]:
        if slow_s < FADE_S:
            return Show.CORRECTED, False
        self._fast_probes = self._fast_probes + 1 if work_s <= 1 / BACK_FPS else 0
        if self._fast_probes < PROBES:
            return Show.UNTOUCHED, False
        self._slow_since_s = None
        return Show.UNTOUCHED, True
