"""Where a clip is written to: a file, numbered pictures, or a pipe, as PyAV writes to them."""

from __future__ import annotations

from typing import BinaryIO

from gazefix.errors import GazeFixError, OutputError
from gazefix.files import reason


class Pipe:
    """A stream that takes what comes; what was written cannot be taken back."""

    def __init__(self, handle: BinaryIO, name: str) -> None:
        self.handle, self.name = handle, name

    def commit(self) -> None:
        """Hands on what still waits."""
        try:
            self.handle.flush()
        except OSError as error:
            raise self.error(error) from error

    def discard(self) -> None:
        """Does nothing."""

    def error(self, error: Exception) -> GazeFixError:
        """What went wrong, as an OutputError for people."""
        return OutputError(
            f"cannot write to {self.name}: {reason(error)}",
            "who reads it has ended, or takes no more",
        )


class Output:
    """An open file as PyAV writes it. The first error is kept until `check`: one raised inside libav would reach nobody, as
    libav writes on and PyAV prints what it cannot pass on. One that cannot `seek` is written from front to back."""

    def __init__(self, handle: BinaryIO, name: str, *, seekable: bool) -> None:
        self._handle = handle
        self._error: OSError | None = None
        self.name = name  # names the container
        if not seekable:
            self.seek = self.tell = None  # type: ignore[assignment, method-assign]  # how PyAV is told

    def write(self, data: bytes) -> int:
        """Writes all of it."""
        if self._error is None:
            try:
                return self._handle.write(data)
            except OSError as error:
                self._error = error
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Goes to a place."""
        try:
            return self._handle.seek(offset, whence)
        except OSError as error:  # it writes what is waiting first
            self._error = self._error or error
            return 0

    def tell(self) -> int:
        """The place."""
        return self._handle.tell()

    def check(self) -> None:
        """Raises the error that came."""
        if self._error is not None:
            raise self._error
