"""Whether anybody wants the camera's picture. Pure."""

from __future__ import annotations

from typing import Final

#: The camera is closed when nobody has read GazeFix Camera for so long.
IDLE_S: Final = 10.0


class Demand:
    """Follows how many read the output over time."""

    def __init__(self) -> None:
        self._read_s: float | None = None

    def update(self, readers: int | None, now_s: float) -> bool:
        """Whether the camera is wanted at `now_s`, with `readers` of its picture (None: nobody knows)."""
        if readers is None or readers > 0 or self._read_s is None:
            self._read_s = now_s
        return now_s - self._read_s < IDLE_S
