"""What hands frames from one thread to the next: a slot for the newest, and the clock that repeats the last one."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    """One slot between two threads, where a newer item replaces the older one."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._item: T | None = None
        self._closed = False
        self._replaced = 0

    def put(self, item: T) -> None:
        """Put an item in, in place of one that was not taken. Into a closed mailbox nothing goes."""
        with self._changed:
            if self._closed:
                return
            self._replaced += self._item is not None
            self._item = item
            self._changed.notify_all()

    def get(self, timeout_s: float | None = None) -> T | None:
        """Take the item out, waiting for one for at most `timeout_s`; None if none came, or none can come any more."""
        with self._changed:
            self._changed.wait_for(lambda: self._item is not None or self._closed, timeout_s)
            item, self._item = self._item, None
            return item

    def close(self) -> None:
        """Let nothing more in and wake those who wait; an item that is in can still be taken."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    @property
    def finished(self) -> bool:
        """Whether it is closed and empty."""
        with self._changed:
            return self._closed and self._item is None

    @property
    def replaced(self) -> int:
        """How many items were replaced before they were taken."""
        with self._changed:
            return self._replaced


class RepeatClock:
    """When a paced sink gets its last frame again: so that its rate is kept (a little more, never less), and a new
    frame may come half a period late without a repeat just before it. New frames are never held up."""

    def __init__(self, period_s: float | None) -> None:
        self._period_s = period_s
        self._due_s: float | None = None

    def sent(self, now_s: float) -> None:
        """Note that a frame, new or repeated, was sent."""
        if self._period_s is not None:
            due_s = now_s + 0.5 * self._period_s if self._due_s is None else self._due_s
            # A repeat that is a little late does not make the next one late.
            due_s = due_s if now_s - due_s < 0.5 * self._period_s else now_s
            self._due_s = min(due_s + self._period_s, now_s + 1.5 * self._period_s)

    def remaining_s(self, now_s: float) -> float | None:
        """Seconds until the last frame is due again, 0 if it is overdue; None if never, or if there was no frame yet."""
        return None if self._due_s is None else max(0.0, self._due_s - now_s)
