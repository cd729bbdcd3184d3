"""A thread of a session. Its calls into drivers have a time limit: a thread that is stuck is given up, not waited for."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from gazefix.errors import GazeFixError

#: The first pause before something that was lost is tried again; each further one is twice as long.
_FIRST_PAUSE_S: Final = 0.25


class Stage:
    """Runs `body` with itself in a daemon thread; what the body raises goes to `failed`."""

    def __init__(
        self,
        name: str,
        body: Callable[[Stage], None],
        stopping: threading.Event,
        failed: Callable[[Exception], None],
    ) -> None:
        self.name = f"gazefix-{name}"
        self._body, self._failed, self._stopping = body, failed, stopping
        self._given_up = False
        self._deadline_s: float | None = None
        self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)

    def start(self) -> None:
        """Start the thread. Raises RuntimeError the second time."""
        self._thread.start()

    def wanted(self) -> bool:
        """Whether the body is to go on. It looks after every call that may have taken long, before it tells of its result."""
        return not (self._given_up or self._stopping.is_set())

    @property
    def alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    @contextmanager
    def busy(self, limit_s: float) -> Iterator[None]:
        """Around a call that may get stuck: it counts as stuck after `limit_s`."""
        self._deadline_s = time.perf_counter() + limit_s
        try:
            yield
        finally:
            self._deadline_s = None

    def stuck(self, now_s: float) -> bool:
        """Whether a call is over its limit."""
        deadline_s = self._deadline_s
        return deadline_s is not None and now_s > deadline_s

    def give_up(self) -> None:
        """Leave the thread to itself: when it gets unstuck it tidies up after itself and ends."""
        self._given_up = True

    def pause(self, seconds: float) -> None:
        """Wait, but not beyond the session's end."""
        self._stopping.wait(seconds)

    def join(self, timeout_s: float) -> None:
        """Wait for the thread's end."""
        if self._thread.ident is not None:
            self._thread.join(timeout_s)

    def _run(self) -> None:
        try:
            self._body(self)
        except Exception as error:  # noqa: BLE001 - whatever it is, the session ends with it
            if not self._given_up:
                self._failed(error)


class Pauses:
    """Growing pauses between attempts, up to `longest_s`."""

    def __init__(self, longest_s: float) -> None:
        self.longest_s = longest_s
        self._next_s = _FIRST_PAUSE_S

    def next_s(self) -> float:
        """The pause before the next attempt."""
        pause_s, self._next_s = self._next_s, min(2 * self._next_s, self.longest_s)
        return pause_s

    def reset(self) -> None:
        """An attempt went well."""
        self._next_s = _FIRST_PAUSE_S


def for_people(error: Exception, kind: type[GazeFixError], what: str) -> GazeFixError:
    """Return an error that may be shown: a GazeFixError as it is, another one as a `kind` about `what`."""
    if isinstance(error, GazeFixError):
        return error
    shown = kind(f"the {what} failed: {error or type(error).__name__}")
    shown.__cause__ = error
    return shown
