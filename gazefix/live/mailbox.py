"""A slot for the newest frame between two threads, and the clock that repeats the last one."""

from __future__ import annotations

import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    """One slot between threads, where a newer item replaces the older one."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._item: T | None = None
        self._closed = False
        self._replaced = 0

    def put(self, item: T) -> None:
        """Put an item in, in place of one that was not taken. A closed mailbox stays empty."""
        with self._changed:
            if self._closed:
                return
            self._replaced += self._item is not None
            self._item = item
            self._changed.notify_all()

    def get(self, timeout_s: float | None = None) -> T | None:
        """Take the item, after at most `timeout_s`; None if none came or the mailbox is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._item is not None or self._closed, timeout_s)
            item, self._item = self._item, None
            return item

    def close(self) -> None:
        """Let nothing more in and wake waiting threads; an item inside can still be taken."""
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
        """How many items were replaced before anyone took them."""
        with self._changed:
            return self._replaced


class RepeatClock:
    """Tells when a paced sink gets its last frame again.

    The sink's rate is kept, or slightly exceeded. A new frame may come half a period late without
    a repeat just before it. New frames never wait.
    """

    def __init__(self, period_s: float | None) -> None:
        self._period_s = period_s
        self._due_s: float | None = None

    def sent(self, now_s: float) -> None:
        """Note that a new or repeated frame was sent."""
        if self._period_s is not None:
            due_s = now_s + 0.5 * self._period_s if self._due_s is None else self._due_s
            # A repeat that is a little late does not make the next one late.
            due_s = due_s if now_s - due_s < 0.5 * self._period_s else now_s
            self._due_s = min(due_s + self._period_s, now_s + 1.5 * self._period_s)

    def remaining_s(self, now_s: float) -> float | None:
        """Return the seconds until the last frame is due again; None if it never is."""
        return None if self._due_s is None else max(0.0, self._due_s - now_s)
