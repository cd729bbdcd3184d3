"""A running capture: one thread shows the dot, another takes the frames."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from gazefix.correction.redirector import Measurement
from gazefix.personal.capture import Capture
from gazefix.personal.dots import Clock, DotPath, Moment, dot_path
from gazefix.types import Frame


class CaptureRun:
    """The dot's clock, and the frames that follow it. `path`: of the dot.

    ready       the models are loaded and frames come: the dot may start
    sees_face   whether the last frame showed a face
    """

    def __init__(self, path: DotPath | None = None) -> None:
        self.path = path or dot_path()
        self.ready = False
        self.sees_face = True
        self._clock = Clock()
        self._capture: Capture | None = None
        self._lock = threading.Lock()

    @property
    def running(self) -> bool:
        """Whether the dot goes on."""
        return self._clock.running

    def start(self, now_s: float) -> None:
        """Let the dot go on, from the beginning or where it was paused."""
        with self._lock:
            self._clock.start(now_s)

    def pause(self, now_s: float) -> None:
        """Stop the dot."""
        with self._lock:
            self._clock.pause(now_s)

    def repeat(self, now_s: float) -> None:
        """Go back to the dot before this one, and forget what was seen since."""
        with self._lock:
            moment = self.moment(now_s)
            if moment is None or self._capture is None:
                return
            number = max(0, moment.number - 1)
            self._capture.forget_from(number)
            self._clock.back_to(self.path.begin_s(number), now_s)

    def moment(self, now_s: float) -> Moment | None:
        """Return where the dot is; None at the end."""
        return self.path.at(self._clock.gone_s(now_s))

    def share(self, now_s: float) -> float:
        """Return how much of the path is done, 0..1."""
        return min(1.0, self._clock.gone_s(now_s) / self.path.seconds)

    def follow(
        self, capture: Capture, frames: Iterable[Frame], measure: Callable[[Frame], Measurement]
    ) -> bool:
        """Take frames, by their own times, until the path's end; False where they end before."""
        self._capture = capture
        for frame in frames:
            found = measure(frame)
            self.ready, self.sees_face = True, bool(found.seen)
            with self._lock:
                elapsed_s = self._clock.elapsed_s(frame.time_s)
                if elapsed_s >= self.path.seconds:
                    return True
                if moment := self.path.at(elapsed_s):
                    capture.take(frame, found, moment, elapsed_s)
        return False
