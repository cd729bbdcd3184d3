"""The output thread: sends the newest picture, the last one again, or a card, at the sink's pace; opens a lost sink again."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from gazefix.correction.failsafe import HANG_S
from gazefix.correction.policy import Reason
from gazefix.errors import OutputError
from gazefix.imaging.cards import card
from gazefix.live.demand import Demand
from gazefix.live.mailbox import RepeatClock
from gazefix.live.shared_state import HANGS, Picture, SharedState
from gazefix.live.status import State
from gazefix.live.worker import Pauses, Stage, for_people
from gazefix.types import Frame

if TYPE_CHECKING:
    from gazefix.devices.sink import Sink

#: How long a device may take before its thread is given up.
_OPEN_LIMIT_S: Final = 30.0
_SEND_LIMIT_S: Final = 10.0
_LONGEST_PAUSE_S: Final = 1.0
#: How long the thread waits for a picture before it looks around again.
_LOOK_EVERY_S: Final = 0.05
#: How often the sink is asked who reads it.
_ASK_EVERY_S: Final = 0.15

_CARDS: Final = {
    State.STARTING: ("GazeFix is starting", ""),
    State.PAUSED: ("Camera paused", ""),
    State.WAITING: ("GazeFix Camera", "the camera opens in a moment"),
    State.CAMERA_LOST: ("Camera lost", "reconnecting"),
}

logger = logging.getLogger(__name__)

OpenSink = Callable[[str, tuple[int, int], float], "Sink"]


class Output:
    """The body of the output thread."""

    def __init__(self, shared: SharedState, open_sink: OpenSink, *, patient: bool) -> None:
        """`patient`: a sink that cannot be opened at first is tried again and again, as one that was lost."""
        self._shared = shared
        self._open_sink = open_sink
        self._patient = patient
        self._opened_as = ""
        self._asked = 0
        self._kind = ""
        self._sender: _Sender | None = None

    def __call__(self, stage: Stage) -> None:
        """Runs until the last picture was sent or the session ends."""
        shared = self._shared
        while not shared.formatted.wait(_LOOK_EVERY_S):
            if not stage.wanted():
                return
        pauses = Pauses(_LONGEST_PAUSE_S)
        try:
            while stage.wanted() and not shared.corrected.finished:
                try:
                    self._turn(stage)
                except Exception as error:
                    if not stage.wanted():
                        break
                    if not (self._patient if shared.sink is None else shared.sink.live):
                        raise
                    self._lost(error)
                    stage.pause(pauses.next_s())
                else:
                    pauses.reset()
        finally:
            if self._sender is not None:
                self._sender.close()
        if stage.wanted():
            shared.over.set()

    def _turn(self, stage: Stage) -> None:
        """One picture, or what comes instead of it."""
        if self._sender is not None and self._outdated():
            self._close()
            self._kind = ""
        if self._sender is None:
            self._sender = self._open(stage)
        self._sender.step()

    def _outdated(self) -> bool:
        """Whether the output is to be looked for anew."""
        shared = self._shared
        return (self._opened_as, self._asked) != (shared.config.output.sink, shared.output_asked)

    def _open(self, stage: Stage) -> _Sender:
        shared, wanted = self._shared, self._shared.format
        assert wanted is not None, "it is told before the thread gets here"
        self._opened_as, self._asked = shared.config.output.sink, shared.output_asked
        with stage.busy(_OPEN_LIMIT_S):
            sink = self._open_sink(self._kind or self._opened_as, wanted.size, wanted.fps)
        # What `auto` took is taken again: a window instead of a lost camera would show the user's call nothing.
        self._kind = sink.kind
        shared.sink = sink
        return _Sender(shared, stage, sink, wanted.size)

    def _lost(self, error: Exception) -> None:
        shared = self._shared
        shown = for_people(error, OutputError, "output")
        shared.counters.error(shown)
        if shared.output_error is None:
            logger.warning("output lost: %s", shown)
        shared.output_error = shown
        self._close()

    def _close(self) -> None:
        sender, self._sender = self._sender, None
        try:
            if sender is not None:
                sender.close()
        except Exception:
            logger.exception("the output could not be closed")


class _Sender:
    """A sink, and what it was sent last."""

    def __init__(
        self, shared: SharedState, stage: Stage, sink: Sink, size: tuple[int, int]
    ) -> None:
        self._shared, self._stage, self._sink, self._size = shared, stage, sink, size
        self._clock = RepeatClock(sink.period_s)
        self._last: Frame | None = None
        self._made: tuple[State, Frame] | None = None  # the card that is shown
        self._demand = Demand()
        self._asked_s = -_ASK_EVERY_S

    def step(self) -> None:
        """Sends a picture if there is a new one, or if it is time for the last one or a card."""
        shared = self._shared
        wait_s = self._clock.remaining_s(time.perf_counter())
        picture = self._next(_LOOK_EVERY_S if wait_s is None else min(wait_s, _LOOK_EVERY_S))
        now = time.perf_counter()
        shared.started |= picture is not None
        frame = made = self._card(now)
        if made is not None:
            picture = None
        elif picture is not None:
            frame = picture.frame
            shared.shown, self._made = picture, None
        else:
            frame = self._last
        if frame is not None and (picture is not None or self._due(frame, now)):
            with self._stage.busy(_SEND_LIMIT_S):
                self._sink.send(frame)
            self._sent(frame, picture, card_shown=made is not None)
        self._look_for_readers()

    def close(self) -> None:
        """Gives the sink back."""
        self._sink.close()

    def _next(self, wait_s: float) -> Picture | None:
        """The newest picture; an untouched one where the correction hangs."""
        shared = self._shared
        since_s = shared.correcting_since_s
        if not self._sink.live or since_s is None or time.perf_counter() - since_s < HANG_S:
            return shared.corrected.get(wait_s)
        shared.bypassed = True
        captured = shared.captured.get(wait_s)
        return (
            None
            if captured is None
            else Picture(captured.frame, captured.frame, Reason.FAILED, HANGS)
        )

    def _card(self, now_s: float) -> Frame | None:
        """Return the card to show; None for the camera's picture."""
        state = self._shared.state(now_s)
        if not self._sink.live or state not in _CARDS:
            return None
        if self._made is None or self._made[0] is not state:
            self._made = state, Frame(card(self._size, *_CARDS[state]))
        return self._made[1]

    def _due(self, frame: Frame, now_s: float) -> bool:
        """Whether a picture that is not new is to be sent now: at the sink's pace, or if it is another than the last."""
        if self._last is None or (frame.bgr is not self._last.bgr):
            return True
        return self._sink.period_s is not None and self._clock.remaining_s(now_s) == 0

    def _sent(self, frame: Frame, picture: Picture | None, *, card_shown: bool) -> None:
        shared, now = self._shared, time.perf_counter()
        self._clock.sent(now)
        self._last = frame
        shared.output_error = None
        if picture is not None:
            shared.reason, shared.correction_error = picture.reason, picture.error
        elif card_shown:
            shared.reason = shared.correction_error = None
        shared.counters.sent(now, None if picture is None else (now - frame.time_s) * 1000)

    def _look_for_readers(self) -> None:
        shared, now = self._shared, time.perf_counter()
        if now - self._asked_s < _ASK_EVERY_S:
            return
        self._asked_s = now
        wanted = self._demand.update(
            self._sink.readers() if shared.config.output.on_demand else None, now
        )
        if shared.watched != wanted:
            logger.info(
                "GazeFix Camera is %s", "read" if wanted else "not read: the camera is closed"
            )
        shared.watched = wanted
