"""A file that appears under its name only when it is whole.

It is written under a temporary name in the same folder and renamed when it is finished, so that neither an error nor a full
disk nor Ctrl-C leaves half a file or loses the one that was there before.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Protocol, Self

from gazefix.errors import GazeFixError, InputError, OutputError

if sys.platform != "win32":
    import fcntl

#: A temporary file that was written to so lately may still be about to be renamed.
_FRESH_S: Final = 60.0
_FIRST_BOXES: Final = {b"ftyp", b"moov", b"mdat", b"free", b"wide", b"skip"}
_BOXES: Final = _FIRST_BOXES | {
    b"moof",
    b"meta",
    b"uuid",
    b"sidx",
    b"styp",
    b"mfra",
    b"udta",
    b"emsg",
    b"pdin",
}


class Target(Protocol):
    """Something in the making: `commit` when it is whole, `discard` otherwise. See NewFile."""

    def commit(self) -> None:
        """It is whole."""
        ...

    def discard(self) -> None:
        """It will never be."""
        ...

    def error(self, error: Exception) -> GazeFixError:
        """What went wrong, for people."""
        ...


@contextlib.contextmanager
def all_or_nothing(target: Target) -> Iterator[None]:
    """Around the steps of a `commit`: where one fails the target is discarded, and an OSError becomes an error for people."""
    try:
        yield
    except OSError as error:
        target.discard()
        raise target.error(error) from error
    except BaseException:
        target.discard()
        raise


class NewFile:
    """A file in the making: write to `handle`, then `commit()`; `discard()` leaves everything as it was.

    As a context manager it commits, or discards when an exception leaves the block. A symbolic link is followed.
    Raises OutputError where the file cannot be made, or exists and `overwrite` is false.
    """

    def __init__(self, target: Path, *, overwrite: bool = False) -> None:
        self.target = target
        self._overwrite = overwrite
        self._final = Path(os.path.realpath(target))
        self._check_target()
        # The temporary name keeps the suffix, which tells PyAV the container.
        self._temporary = self._final.with_name(
            f".gazefix-{secrets.token_hex(4)}.part{self._final.suffix}"
        )
        try:
            self.handle: BinaryIO = self._temporary.open("xb")
        except OSError as error:
            raise self.error(error) from error
        if _hold(self.handle):
            _sweep(self._final.parent, keep=self._temporary)

    def _check_target(self) -> None:
        try:
            if self._final.is_dir():
                raise OutputError(
                    f"cannot write {self.target}: it is a folder", "name a file in it"
                )
            if not os.path.lexists(self._final):
                return
            if not self._final.is_file():
                raise OutputError(
                    f"cannot write {self.target}: it is not a plain file", "name a file"
                )
        except OSError as error:
            raise self.error(error) from error
        if not self._overwrite:
            raise OutputError(
                f"{self.target} exists already", "give another name, or --overwrite to replace it"
            )

    def error(self, error: Exception) -> GazeFixError:
        """What went wrong with this file, as an OutputError for people."""
        hints = {
            FileNotFoundError: "the folder does not exist: make it first",
            NotADirectoryError: "what stands before the file's name is not a folder",
            PermissionError: "choose a folder that you may write to",
        }
        hint = next(
            (text for kind, text in hints.items() if isinstance(error, kind)),
            "name a file in another place",
        )
        if getattr(error, "errno", None) in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            hint = "make room on the disk, or name a file on another one"
        return OutputError(f"cannot write {self.target}: {reason(error)}", hint)

    def commit(self) -> None:
        """Puts the file under its name, in place of an older one. Raises OutputError, and then nothing has changed."""
        with all_or_nothing(self):
            if not self.handle.closed:
                self.handle.flush()
                os.fsync(self.handle.fileno())
            self._check_target()
            if sys.platform == "win32":  # which renames no open file
                self.handle.close()
            self._temporary.replace(self._final)
            self.handle.close()  # and with it the hold on what was the temporary file

    def discard(self) -> None:
        """Removes what was written; does nothing after `commit` or a second time."""
        with contextlib.suppress(OSError):  # closing flushes, which fails on a full disk
            self.handle.close()
        with contextlib.suppress(OSError):
            self._temporary.unlink()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.commit()
        else:
            self.discard()


def _hold(handle: BinaryIO) -> bool:
    """Marks an open file as one that is being worked on, until it is closed or its process ends; false where that is
    not to be had."""
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sweep(folder: Path, keep: Path) -> None:
    """Removes what processes that were killed have left in a folder: temporary files that nobody holds and nobody has touched
    for a while."""
    with contextlib.suppress(OSError):
        for path in folder.glob(".gazefix-*.part*"):
            if path == keep or not path.is_file() or time.time() - path.stat().st_mtime < _FRESH_S:
                continue
            with path.open("rb") as left:
                if _hold(left):
                    path.unlink()


def read_head(path: Path, size: int = 64) -> bytes:
    """The first bytes of a file. Raises InputError for one that is missing, empty, a folder or unreadable."""
    try:
        if path.is_dir():
            raise InputError(f"{path} is a folder", "name a picture or a clip in it")
        with path.open("rb") as file:
            head = file.read(size)
    except FileNotFoundError as error:
        raise InputError(f"there is no file {path}", "check the name") from error
    except OSError as error:
        raise InputError(
            f"cannot read {path}: {reason(error)}", "check that you may read it"
        ) from error
    if not head:
        raise InputError(
            f"{path} is empty", "it holds no picture and no clip; copy or download it again"
        )
    return head


def missing_bytes(path: Path) -> int:
    """How many bytes an MP4, MOV or Matroska file lacks at its end, by what its own boxes say; 0 for a whole one.

    Such a file can open well and break off in the middle. Others, and damaged ones, count as whole.
    Formats: ISO 14496-12 section 4.2; RFC 8794 section 4 and 9559 section 4.5.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        end = _last_box_end(file, size) or _segment_end(file)
    return max(0, end - size)


def _last_box_end(file: BinaryIO, size: int) -> int:
    position = 0
    while position < size:
        file.seek(position)
        head = file.read(16)
        if (
            len(head) < 8
            or head[4:8] not in _BOXES
            or (position == 0 and head[4:8] not in _FIRST_BOXES)
        ):
            break
        length = int.from_bytes(head[:4])
        if length == 1:
            length = int.from_bytes(head[8:16])
        if length < 8:  # 0: up to the end, whatever it is
            break
        position += length
    return position


def _segment_end(file: BinaryIO) -> int:
    file.seek(0)
    head = file.read(4096)
    if not head.startswith(b"\x1a\x45\xdf\xa3"):
        return 0
    header_length, position, _ = _ebml_number(head, 4)
    position += header_length
    if head[position : position + 4] != b"\x18\x53\x80\x67":
        return 0
    length, position, unknown = _ebml_number(head, position + 4)
    return 0 if unknown else position + length


def _ebml_number(data: bytes, position: int) -> tuple[int, int, bool]:
    """The number at a position, the position behind it, and whether it says "unknown"."""
    width = 9 - data[position].bit_length() if position < len(data) else 9
    if width > 8:
        return 0, position, True
    bits = (1 << 7 * width) - 1
    value = int.from_bytes(data[position : position + width]) & bits
    return value, position + width, value == bits


def reason(error: Exception) -> str:
    """The system's own words for an error, without numbers and names."""
    return str(getattr(error, "strerror", None) or error)
