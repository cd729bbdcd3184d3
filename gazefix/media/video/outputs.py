"""What PyAV writes a clip to: a pipe, or an open file whose errors are kept."""

from __future__ import annotations

from typing import BinaryIO

from gazefix.errors import GazeFixError, OutputError
from gazefix.files import reason
from gazefix.native import KeepsErrors


class Pipe:
    """A stream as the target of a clip; what was written cannot be taken back."""

    def __init__(self, handle: BinaryIO, name: str) -> None:
        self.handle, self.name = handle, name

    def commit(self) -> None:
        """Write what is still buffered."""
        try:
            self.handle.flush()
        except OSError as error:
            raise self.error(error) from error

    def discard(self) -> None:
        """Do nothing."""

    def error(self, error: Exception) -> GazeFixError:
        """Return what went wrong as an OutputError."""
        message = f"cannot write to {self.name}: {reason(error)}"
        return OutputError(message, "the program that reads it has ended or closed it")


class Output(KeepsErrors):
    """An open file as PyAV writes it.

    The first error is kept until `check`: libav ignores one that is raised inside it, and PyAV
    prints it. A file that is not `seekable` is written from front to back.
    """

    def __init__(self, handle: BinaryIO, name: str, *, seekable: bool) -> None:
        self._handle = handle
        self._error: BaseException | None = None
        self.name = name  # PyAV guesses the container from it
        if not seekable:  # PyAV looks for the methods
            self.seek = self.tell = None  # type: ignore[assignment, method-assign]

    def write(self, data: bytes) -> int:
        """Write all of `data`; nothing after an error."""
        if self._error is None:
            try:
                return self._handle.write(data)
            except BaseException as error:  # noqa: BLE001  # `check` raises it
                self.keep(error)
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a position."""
        try:
            return self._handle.seek(offset, whence)
        except BaseException as error:  # noqa: BLE001  # from writing what is buffered
            self.keep(error)
            return 0

    def tell(self) -> int:
        """Return the position."""
        return self._handle.tell()

    def keep(self, error: BaseException) -> None:
        """Keep the first error until `check`."""
        self._error = self._error or error

    def check(self) -> None:
        """Raise the error that came."""
        if self._error is not None:
            raise self._error
