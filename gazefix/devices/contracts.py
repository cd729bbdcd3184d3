"""What every source and every sink promises.

A source gives frames to one thread, a sink takes them from one. A sink with a `period_s` wants a
frame at least that often: the last one again if there is no new one.
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Self

from gazefix.config import CameraConfig
from gazefix.errors import OutputError
from gazefix.types import Frame

#: The name under which call programs find the corrected picture.
CAMERA_NAME: Final = "GazeFix Camera"
#: What to do about an output that fails, for terminals: the window has words of its own.
DOCTOR_HINT: Final = "run `gazefix doctor` to see what is missing"


def even_size(size: tuple[int, int]) -> tuple[int, int]:
    """Return the size rounded down to even numbers, for halved colour; at least 2x2."""
    return (max(2, size[0] // 2 * 2), max(2, size[1] // 2 * 2))


def taken_by(who: str) -> OutputError:
    """Return the error of a camera that another program feeds."""
    message = f"another program sends to '{CAMERA_NAME}' already: {who}"
    return OutputError(message, "end it, or choose another --sink")


class _Closable(ABC):  # noqa: B024
    def close(self) -> None:
        """Release the device or finish the file. Safe to repeat. A sink raises OutputError."""
        return

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What a source really gives: a name for people, (width, height) in pixels, frames a second."""

    name: str
    size: tuple[int, int]
    fps: float


class Source(_Closable):
    """Gives frames to one thread. Use it as a context manager, or close it from that thread.

    Its frames carry the `time.perf_counter()` seconds at which they arrived or were due.

    address      what `open_source` opens the same source by, also under another number; may hold
                 a password
    reconnects   whether a source that failed is worth opening again: a camera is, a file is not
    """

    info: SourceInfo
    address: str
    reconnects: bool = False

    def __init__(self) -> None:
        self._interrupted = threading.Event()

    @abstractmethod
    def read(self) -> Frame | None:
        """Return the next frame once it arrives; None at the end. Raises InputError."""

    def interrupt(self) -> None:
        """Let a waiting `read` return None. From any thread. A driver that hangs stays so."""
        self._interrupted.set()


@dataclass(frozen=True, slots=True)
class SourceKind:
    """A kind of source, for the registry in `devices.sources`.

    recognizes   whether a `--source` is of this kind. Raises InputError
    open         opens it; the camera settings hold the wanted size and rate. Raises InputError
    """

    name: str
    recognizes: Callable[[str], bool]
    open: Callable[[str, CameraConfig], Source]


class Sink(_Closable):
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

    def users(self) -> tuple[str, ...]:
        """Return the names of the programs that read it, where the system tells. Takes some ms."""
        return ()


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
