"""How long to wait before a lost camera or output is opened again."""

from __future__ import annotations

from typing import Final

#: The first pause before a lost device is tried again, in seconds; each further one is twice as
#: long.
_FIRST_PAUSE_S: Final = 0.25


class Backoff:
    """Growing pauses between attempts, up to `longest_s`."""

    def __init__(self, longest_s: float) -> None:
        self.longest_s = longest_s
        self._next_s = _FIRST_PAUSE_S

    def next_s(self) -> float:
        """Return the pause before the next attempt."""
        pause_s, self._next_s = self._next_s, min(2 * self._next_s, self.longest_s)
        return pause_s

    def reset(self) -> None:
        """Start again from the first pause: an attempt succeeded."""
        self._next_s = _FIRST_PAUSE_S
