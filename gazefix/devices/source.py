"""What every source promises."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from gazefix.config import CameraConfig
from gazefix.types import Frame


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What a source really gives: a name for people, (width, height) in pixels, frames a second."""

    name: str
    size: tuple[int, int]
    fps: float


class Source(ABC):
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

    def close(self) -> None:
        """Give back the device or file; a second call does nothing."""
        return

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class SourceKind:
    """A kind of source, for the registry in `devices.sources`.

    recognizes   whether a `--source` is of this kind. Raises InputError
    open         opens it; the camera settings hold the wanted size and rate. Raises InputError
    """

    name: str
    recognizes: Callable[[str], bool]
    open: Callable[[str, CameraConfig], Source]
