"""What every sink promises. It takes frames from one thread.

A sink with a `period_s` wants a frame at least that often: the last one again if there is no new
one. A sink without one takes each new frame once.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Self

from gazefix.errors import OutputError
from gazefix.types import Frame

#: The name under which call programs find the corrected picture.
CAMERA_NAME: Final = "GazeFix Camera"
DOCTOR_HINT: Final = "run `gazefix doctor` to see what is missing"


def even_size(size: tuple[int, int]) -> tuple[int, int]:
    """Return the size rounded down to even numbers, for halved colour; at least 2x2."""
    return (max(2, size[0] // 2 * 2), max(2, size[1] // 2 * 2))


class Sink(ABC):
    """Takes frames. Use it as a context manager, or close it: a file is complete only then.

    name       for people: the device, the file, "preview", "null"
    kind       the name of its SinkKind, which `open_sink` opens it by again; "" for a file
    period_s   how often it wants a frame, repeated if need be; None for new frames only
    live       whether someone watches the frames as they come: such a sink gets cards while there
               are none, and is reopened after a loss; a file is not
    """

    name: str
    kind: str = ""
    period_s: float | None = None
    live: bool = True

    @abstractmethod
    def send(self, frame: Frame) -> None:
        """Pass one frame on. Raises OutputError if the device or file fails."""

    def readers(self) -> int | None:
        """Return how many programs read it now; None if unknown. May be asked often."""
        return None

    def close(self) -> None:
        """Give back the device or finish the file. Safe to repeat. Raises OutputError."""
        return

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class SinkKind:
    """A kind of sink, for the registry in `devices.sinks`.

    name      what the settings and `--sink` call it
    title     its name in a sentence
    problem   returns why it can't be used on this machine, with the hint how to make it so; None
              where it can
    open      opens it for frames of a (width, height) at a rate. Raises OutputError
    """

    name: str
    title: str
    problem: Callable[[], OutputError | None]
    open: Callable[[tuple[int, int], float], Sink]
