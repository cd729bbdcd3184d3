"""The output thread: sends pictures or cards at the sink's pace, and reopens a lost sink."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from gazefix.correction.failsafe import HANG_S
from gazefix.correction.policy import Reason
from gazefix.errors import OutputError
from gazefix.imaging.annotate import card
from gazefix.live.backoff import Backoff
from gazefix.live.mailbox import RepeatClock
from gazefix.live.messages import HANGS, Channels, Orders, OutputReport, Picture
from gazefix.live.status import State
from gazefix.live.worker import Worker, for_people, without_frames
from gazefix.types import Frame

if TYPE_CHECKING:
    from gazefix.devices.contracts import Sink

#: The camera is closed after this many seconds without a reader of GazeFix Camera. Shorter would
#: close it while a program reopens its camera, as browsers do when a call starts.
IDLE_S: Final = 10.0
#: How long a device may take before its thread is given up, in seconds.
_OPEN_LIMIT_S: Final = 30.0
_SEND_LIMIT_S: Final = 10.0
#: Longest pause between attempts to open a lost sink, in seconds.
_LONGEST_PAUSE_S: Final = 1.0
#: How long the thread waits for a picture before it looks around, in seconds.
_LOOK_EVERY_S: Final = 0.05
#: How often the sink is asked for its readers' names while their number stays, in seconds.
_NAME_EVERY_S: Final = 3.0
#: How often the sink is asked for its readers, in seconds.
_ASK_EVERY_S: Final = 0.15

_CARDS: Final = {
    State.STARTING: ("GazeFix is starting", ""),
    State.PAUSED: ("Camera paused", ""),
    State.WAITING: ("GazeFix Camera", "the camera opens in a moment"),
    State.CAMERA_LOST: ("Camera lost", "reconnecting"),
}

logger = logging.getLogger(__name__)

OpenSink = Callable[[str, tuple[int, int], float], "Sink"]


class Output(Worker):
    """Sends until the last picture is sent or the session ends."""

    def __init__(self, channels: Channels, open_sink: OpenSink, *, patient: bool) -> None:
        """`patient`: keep trying a sink that can't be opened at first, as after a loss."""
        super().__init__("output", channels)
        self._open_sink, self._patient = open_sink, patient
        self.report = OutputReport()
        self._opened_as: tuple[str, int] | None = None
        self._kind = ""
        self._sender: _Sender | None = None

    def successor(self) -> Output:
        """Return a worker that opens the same kind of sink anew."""
        new = Output(self._channels, self._open_sink, patient=self._patient)
        new.report, new._opened_as, new._kind = self.report, self._opened_as, self._kind
        return new

    def work(self) -> None:
        """Open the sink and send."""
        channels = self._channels
        while self.wanted() and not channels.format.done():
            with suppress(TimeoutError):
                channels.format.result(_LOOK_EVERY_S)
        backoff = Backoff(_LONGEST_PAUSE_S)
        try:
            while self.wanted() and not channels.corrected.finished:
                try:
                    self._turn()
                except Exception as error:
                    if not self.wanted():
                        break
                    sink = self.report.sink
                    if not (self._patient if sink is None else sink.live):
                        raise
                    self._lost(error)
                    self.pause(backoff.next_s())
                else:
                    backoff.reset()
        finally:
            if self._sender is not None:
                self._sender.close()
        if self.wanted():
            channels.over.set()

    def publish(self, **changes: Any) -> None:
        """Replace the report. For this thread alone."""
        self.report = replace(self.report, **changes)

    def _turn(self) -> None:
        """Send one picture, or what replaces it."""
        orders = self._channels.look().orders
        if self._opened_as != _ordered(orders):
            self._close()
            self._opened_as, self._kind = _ordered(orders), ""
        if self._sender is None:
            self._sender = self._open(orders)
        self._sender.step()

    def _open(self, orders: Orders) -> _Sender:
        size, fps = self._channels.format.result(0)
        with self.busy(_OPEN_LIMIT_S):
            sink = self._open_sink(self._kind or orders.config.output.sink, size, fps)
        # What `auto` took is reopened: a window in its place would leave a call without a picture.
        self._kind = sink.kind
        self.publish(sink=sink, users=())
        return _Sender(self, self._channels, sink, size)

    def _lost(self, error: Exception) -> None:
        shown = without_frames(for_people(error, OutputError, "output"))
        self._channels.counters.error(shown)
        if self.report.error is None:
            logger.warning("output lost: %s", shown)
        self.publish(error=shown)
        self._close()

    def _close(self) -> None:
        sender, self._sender = self._sender, None
        try:
            if sender is not None:
                sender.close()
        except Exception:
            logger.exception("the output could not be closed")


class _Sender:
    """An open sink and what was sent to it last."""

    def __init__(
        self, output: Output, channels: Channels, sink: Sink, size: tuple[int, int]
    ) -> None:
        self._output, self._channels, self._sink, self._size = output, channels, sink, size
        self._clock = RepeatClock(sink.period_s)
        self._last: Frame | None = None
        self._made: tuple[State, Frame] | None = None  # the card that is shown
        self._demand = Demand()
        self._asked_s = self._named_s = -_NAME_EVERY_S
        self._readers: int | None = None

    def step(self) -> None:
        """Send a new picture, or a card or the last picture if it is due."""
        wait_s = self._clock.remaining_s(time.perf_counter())
        picture = self._next(_LOOK_EVERY_S if wait_s is None else min(wait_s, _LOOK_EVERY_S))
        now = time.perf_counter()
        if picture is not None and not self._output.report.started:
            self._output.publish(started=True)
        made = self._card(now)
        if made is not None:
            self._send_if_due(made, now, card=True)
        elif picture is not None:
            self._made = None
            self._send(picture.frame, picture)
        elif self._last is not None:
            self._send_if_due(self._last, now, card=self._output.report.card)
        self._look_for_readers()

    def close(self) -> None:
        """Give the sink back."""
        self._sink.close()

    def _next(self, wait_s: float) -> Picture | None:
        """Return the newest picture: an untouched one while the correction hangs."""
        attempt = self._channels.look().attempt
        hangs = attempt is not None and time.perf_counter() - attempt.began_s >= HANG_S
        if attempt is None or not hangs or not self._sink.live:
            return self._channels.corrected.get(wait_s)
        attempt.bypassed.set()
        captured = self._channels.captured.get(wait_s)
        if captured is None:
            return None
        return Picture(captured.frame, captured.frame, Reason.FAILED, HANGS)

    def _card(self, now_s: float) -> Frame | None:
        """Return the card to show; None for the camera's picture."""
        state = self._channels.look().state(now_s)
        if not self._sink.live or state not in _CARDS:
            return None
        if self._made is None or self._made[0] is not state:
            self._made = state, Frame(card(self._size, *_CARDS[state]))
        return self._made[1]

    def _send_if_due(self, frame: Frame, now_s: float, *, card: bool) -> None:
        """Send a frame if it is new, or if the sink wants one now."""
        paced = self._sink.period_s is not None and self._clock.remaining_s(now_s) == 0
        if paced or self._last is None or frame.bgr is not self._last.bgr:
            self._send(frame, card=card)

    def _send(self, frame: Frame, picture: Picture | None = None, *, card: bool = False) -> None:
        """Send a frame; `picture`: the new one that it is from."""
        with self._output.busy(_SEND_LIMIT_S):
            self._sink.send(frame)
        now = time.perf_counter()
        self._clock.sent(now)
        self._last = frame
        self._output.publish(error=None, card=card, shown=picture or self._output.report.shown)
        latency_ms = None if picture is None else (now - frame.time_s) * 1000
        self._channels.counters.sent(now, latency_ms)

    def _look_for_readers(self) -> None:
        now = time.perf_counter()
        if now - self._asked_s < _ASK_EVERY_S:
            return
        self._asked_s = now
        on_demand = self._channels.look().orders.config.output.on_demand
        readers = self._sink.readers()
        if readers != self._readers or now - self._named_s >= _NAME_EVERY_S:
            self._readers, self._named_s = readers, now
            self._output.publish(users=() if readers == 0 else self._sink.users())
        watched = self._demand.update(readers if on_demand else None, now)
        if self._output.report.watched != watched:
            words = "read" if watched else "not read: the camera is closed"
            logger.info("GazeFix Camera is %s", words)
            self._output.publish(watched=watched)


class Demand:
    """Follows how many programs read the output. Pure."""

    def __init__(self) -> None:
        self._read_s: float | None = None

    def update(self, readers: int | None, now_s: float) -> bool:
        """Return whether the camera is wanted; `readers` None: nobody knows how many read."""
        if readers is None or readers > 0 or self._read_s is None:
            self._read_s = now_s
        return now_s - self._read_s < IDLE_S


def _ordered(orders: Orders) -> tuple[str, int]:
    """Return the orders that reopen the output when they change."""
    return orders.config.output.sink, orders.output_reopens
