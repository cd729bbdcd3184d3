"""What every sink promises. A sink takes one frame after the other from one thread.

Its `period_s` paces that thread: a sink that has one wants a frame at least that often, the last one again where there is no
new one; a sink without one takes each new frame once.
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
    """The size rounded down to even numbers, as halved colour needs them; at least 2x2."""
    return (max(2, size[0] // 2 * 2), max(2, size[1] // 2 * 2))


class Sink(ABC):
    """Takes frames from one thread. Use it as a context manager, or close it: a file is whole only then.

    name       for people: the device, the file, "preview", "null"
    kind       the name of its SinkKind, which `open_sink` opens it by again; "" for a file
    period_s   how often it wants a frame, repeated if need be; None if it wants only new ones
    live       whether somebody looks at the frames as they come: it gets cards while there are none, and is opened again when
               it is lost; a file gets no cards and no frame twice
    """

    name: str
    kind: str = ""
    period_s: float | None = None
    live: bool = True

    @abstractmethod
    def send(self, frame: Frame) -> None:
        """Pass one frame on. Raises OutputError if the device or file fails."""

    def readers(self) -> int | None:
        """How many programs take its frames just now; None where that cannot be known. May be asked several times a second."""
        return None

    def close(self) -> None:
        """Give back the device or finish the file; a second call does nothing. Raises OutputError."""
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
