"""A thread of a session, and what its stages share."""

from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from gazefix.errors import GazeFixError

if TYPE_CHECKING:
    from gazefix.live.messages import Channels


class Worker(threading.Thread, ABC):
    """A daemon thread whose calls into drivers have a time limit.

    A thread that is stuck in a call is given up and replaced, never waited for. When the call
    returns after all, the thread cleans up and ends.
    """

    def __init__(self, name: str, channels: Channels) -> None:
        super().__init__(name=f"gazefix-{name}", daemon=True)
        self._channels = channels
        self._given_up = False
        self._deadline_s: float | None = None

    @abstractmethod
    def work(self) -> None:
        """Do the stage's work until it is over or no longer wanted."""

    @abstractmethod
    def successor(self) -> Self:
        """Return a worker that goes on in place of this one, which is stuck."""

    def run(self) -> None:
        """Do the work; an error ends the session."""
        try:
            self.work()
        except Exception as error:  # noqa: BLE001 - whatever it is, the session ends with it
            if not self._given_up:
                self._channels.fail(error)

    def wanted(self) -> bool:
        """Return whether to go on. Ask after each call that may have taken long."""
        return not (self._given_up or self._channels.stopping.is_set())

    @contextmanager
    def busy(self, limit_s: float) -> Iterator[None]:
        """Surround a call that counts as stuck after `limit_s`."""
        self._deadline_s = time.perf_counter() + limit_s
        try:
            yield
        finally:
            self._deadline_s = None

    def stuck(self, now_s: float) -> bool:
        """Return whether a call is past its limit."""
        deadline_s = self._deadline_s
        return deadline_s is not None and now_s > deadline_s

    def give_up(self) -> None:
        """Leave the thread to itself."""
        self._given_up = True

    def pause(self, seconds: float) -> None:
        """Wait, but not beyond the session's end."""
        self._channels.stopping.wait(seconds)


def without_frames(error: GazeFixError) -> GazeFixError:
    """Return an error that may be kept for a status, without its tracebacks.

    They hold the locals of every call that the error passed: pictures, and a lost sink or source.
    """
    link: BaseException | None = error
    while link is not None:
        link.__traceback__ = None
        link = link.__cause__ or link.__context__
    return error


def for_people(error: Exception, kind: type[GazeFixError], what: str) -> GazeFixError:
    """Return an error to show: a GazeFixError as it is, any other as a `kind` about `what`."""
    if isinstance(error, GazeFixError):
        return error
    shown = kind(f"the {what} failed: {error or type(error).__name__}")
    shown.__cause__ = error
    return shown
