"""When corrected frames are shown, and when untouched ones: from how the last corrections went. Pure; one for each session.

    trusted      every frame is corrected and shown; for those that fail the last picture stands in, REPEATS times in a row
    distrusted   untouched frames are shown. Each is still corrected to see how it goes, after GIVE_UP failures in a row one
                 every REST_S; PROBATION good ones in a row bring the trust back, and the correction fades in
    too slow     under SLOW_FPS for SLOW_S the correction fades out; untouched frames are shown and now and then one is timed,
                 until PROBES of them in a row could have been given BACK_FPS times a second

So corrected and untouched eyes never alternate: a trust that is lost again soon after it came back must be earned for longer.
"""

from __future__ import annotations

from collections import deque
from enum import Enum
from typing import Final

from gazefix.correction.policy import Reason
from gazefix.errors import GazeFixError

REPEATS: Final = 3
GIVE_UP: Final = 30
REST_S: Final = 10.0
PROBATION: Final = 15
#: Trust that is lost within so many seconds is earned by twice as many frames the next time, at most so many.
RELAPSE_S: Final = 10.0
LONGEST_PROBATION: Final = 240
SLOW_FPS: Final = 10.0
SLOW_S: Final = 2.0
BACK_FPS: Final = 15.0
PROBES: Final = 5
PROBE_EVERY_S: Final = 0.5
#: How long a correction takes to fade out by the policy's slew limit, and a little more.
FADE_S: Final = 0.4
#: A correction that takes longer hangs: its frame counts as failed, however it ends.
HANG_S: Final = 0.5


class PictureChoice(Enum):
    """What to do with a frame."""

    CORRECT = "correct"
    FADE_OUT = "correct, letting go"
    TRY = "correct, but show the untouched frame"
    LEAVE = "leave untouched"


class Show(Enum):
    """What to show of a frame that was tried."""

    CORRECTED = "corrected"
    UNTOUCHED = "untouched"
    LAST = "the last one again"


class FailSafe:
    """Knows how the corrections went and says what to show. `now_s` are seconds of one clock that runs forward."""

    def __init__(self, distrusted: GazeFixError | None = None) -> None:
        """`distrusted`: why it begins without trust."""
        self._failures = 0
        self._good = 0
        #: Why untouched frames are shown where corrections fail; None while they are trusted.
        self.error = distrusted
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

    def plan(self, now_s: float) -> PictureChoice:
        """What to do with a frame that has come now."""
        if self._slow_since_s is not None:
            if now_s - self._slow_since_s < FADE_S:
                return PictureChoice.FADE_OUT
            return self._one_in_a_while(now_s, PROBE_EVERY_S)
        if self.error is None:
            return PictureChoice.CORRECT
        return (
            PictureChoice.TRY if self._failures < GIVE_UP else self._one_in_a_while(now_s, REST_S)
        )

    def succeeded(self, now_s: float, work_s: float) -> tuple[Show, bool]:
        """A frame was corrected within `work_s`: what to show of it, and whether the correction must fade in from the next
        frame on."""
        self._failures = 0
        if self._slow_since_s is not None:
            return self._timed(now_s, work_s)
        if self.error is not None:
            self._good += 1
            if self._good < self._probation:
                return Show.UNTOUCHED, False
            self.error, self._back_s = None, now_s
            return Show.UNTOUCHED, True
        self._note_work(now_s, work_s)
        return Show.CORRECTED, False

    def failed(self, now_s: float, why: GazeFixError, *, seen: bool = False) -> Show:
        """A frame's correction failed: what to show. `seen`: untouched frames were shown already, since it took so long."""
        self._good = 0
        self._failures = max(self._failures + 1, REPEATS + 1) if seen else self._failures + 1
        self._fast_probes = 0
        if self._slow_since_s is not None:
            self._slow_since_s = min(
                self._slow_since_s, now_s - FADE_S
            )  # a fade that is broken off is over
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

    def _one_in_a_while(self, now_s: float, every_s: float) -> PictureChoice:
        if now_s < self._next_try_s <= now_s + every_s:
            return PictureChoice.LEAVE
        self._next_try_s = now_s + every_s
        return PictureChoice.TRY

    def _note_work(self, now_s: float, work_s: float) -> None:
        """A machine is too slow by what corrections take; a camera that gives few frames is not the machine's doing."""
        self._work.append((now_s, work_s))
        while self._work[0][0] < now_s - SLOW_S:
            self._work.popleft()
        span_s = now_s - self._work[0][0]
        mean_s = sum(work for _, work in self._work) / len(self._work)
        if span_s >= 0.75 * SLOW_S and mean_s > 1 / SLOW_FPS:
            self._slow_since_s, self._fast_probes = now_s, 0
            self._work.clear()

    def _timed(self, now_s: float, work_s: float) -> tuple[Show, bool]:
        if self._slow_since_s is not None and now_s - self._slow_since_s < FADE_S:
            return Show.CORRECTED, False
        self._fast_probes = self._fast_probes + 1 if work_s <= 1 / BACK_FPS else 0
        if self._fast_probes < PROBES:
            return Show.UNTOUCHED, False
        self._slow_since_s = None
        return Show.UNTOUCHED, True
