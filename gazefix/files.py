"""Files that appear under their name only when they are whole, a cache, and checks of what is read.

A new file has a temporary name in the same folder until it is finished. So neither an error nor a
full disk nor Ctrl-C leaves half a file or loses the older one.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import logging
import os
import secrets
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, Protocol, Self

from gazefix.errors import GazeFixError, InputError, OutputError

if sys.platform != "win32":
    import fcntl

logger = logging.getLogger(__name__)

#: Seconds for which an unlocked temporary file may still be about to be renamed.
_FRESH_S: Final = 60.0
#: Types of top level boxes of MP4 and MOV files, and those that may come first.
_FIRST_BOXES: Final = frozenset({b"ftyp", b"moov", b"mdat", b"free", b"wide", b"skip"})
_LATER_BOXES: Final = b"moof meta uuid sidx styp mfra udta emsg pdin"
_BOXES: Final = _FIRST_BOXES | frozenset(_LATER_BOXES.split())


_FULL: Final = "make room on the disk, or name a file on another one"
#: What to do about a file that cannot be written.
_HINTS: Final = {
    errno.ENOENT: "the folder does not exist: make it first",
    errno.ENOTDIR: "what stands before the file's name is not a folder",
    errno.EACCES: "choose a folder that you may write to",
    errno.EPERM: "choose a folder that you may write to",
    errno.EROFS: "choose a folder on a disk that you may write to",
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
}


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, unless it exists. Raises OutputError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        hint = _HINTS.get(error.errno or 0, "name a folder in another place")
        raise OutputError(f"cannot make the folder {path}: {reason(error)}", hint) from error


class Target(Protocol):
    """Something that is being written; see NewFile."""

    def commit(self) -> None:
        """Make it appear: it is whole."""
        ...

    def discard(self) -> None:
        """Remove it: it will never be whole."""
        ...

    def error(self, error: Exception) -> GazeFixError:
        """Return the error for people."""
        ...


@contextlib.contextmanager
def all_or_nothing(target: Target) -> Iterator[None]:
    """Discard the target if a step of its `commit` fails. Raises `target.error` for an OSError."""
    try:
        yield
    except OSError as error:
        target.discard()
        raise target.error(error) from error
    except BaseException:
        target.discard()
        raise


class NewFile:
    """A new file: write to `handle`, then `commit()`. `discard()` leaves everything as it was.

    As a context manager it commits, or discards when an exception leaves the block. A symbolic link
    is followed. Raises OutputError where the file cannot be made, or exists and `overwrite` is
    false.
    """

    _maker = 0  # the process that made the file

    def __init__(self, target: Path, *, overwrite: bool = False) -> None:
        self.target = target
        self._overwrite = overwrite
        self._final = Path(os.path.realpath(target))
        self._check_target()
        # The temporary name keeps the suffix, which tells PyAV the container.
        name = f".gazefix-{secrets.token_hex(4)}.part{self._final.suffix}"
        self._temporary = self._final.with_name(name)
        self._maker = os.getpid()
        try:
            self.handle: BinaryIO = self._temporary.open("xb")
        except OSError as error:
            raise self.error(error) from error
        if _lock(self.handle):
            _sweep(self._final.parent, keep=self._temporary)

    def _check_target(self) -> None:
        cannot = f"cannot write {self.target}"
        try:
            if self.target.exists() and not (self._final.is_file() or self._final.is_dir()):
                hint = "name a file, or give - for a clip on standard output, with --format"
                raise OutputError(f"{cannot}: it is not a plain file", hint)
            if self._final.is_dir():
                raise OutputError(f"{cannot}: it is a folder", "name a file in it")
            if not os.path.lexists(self._final):
                return
            if not self._final.is_file():
                raise OutputError(f"{cannot}: it is not a plain file", "name a file")
        except OSError as error:
            raise self.error(error) from error
        if not self._overwrite:
            hint = "give another name, or allow to overwrite it (--overwrite)"
            raise OutputError(f"{self.target} exists already", hint)

    def error(self, error: Exception) -> GazeFixError:
        """Return the OutputError for an error with this file."""
        number = getattr(error, "errno", None)
        hint = _HINTS.get(number or 0, "name a file in another place")
        return OutputError(f"cannot write {self.target}: {reason(error)}", hint)

    def commit(self) -> None:
        """Give the file its name, in place of an older one. Raises OutputError: nothing changed."""
        with all_or_nothing(self):
            if not self.handle.closed:
                self.handle.flush()
                os.fsync(self.handle.fileno())
            self._check_target()
            if self._final.exists():  # a private file stays private
                self._temporary.chmod(stat.S_IMODE(self._final.stat().st_mode))
            if sys.platform == "win32":  # Windows renames no open file
                self.handle.close()
            self._temporary.replace(self._final)
            self.handle.close()  # and its lock

    def discard(self) -> None:
        """Remove what was written; do nothing after `commit` or a second time."""
        # Closing flushes, which fails on a full disk; an interruption may come before it is open.
        with contextlib.suppress(OSError, AttributeError):
            self.handle.close()
        with contextlib.suppress(OSError):
            self._temporary.unlink()

    def __del__(self) -> None:  # interrupted before its `with` block
        if self._maker == os.getpid():  # a forked child leaves it to its parent
            self.discard()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.commit()
        else:
            self.discard()


def _lock(handle: BinaryIO) -> bool:
    """Lock an open file until it is closed or its process ends; return false where that fails."""
    if sys.platform == "win32":
        return True  # Windows keeps open files from being removed
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sweep(folder: Path, keep: Path) -> None:
    """Remove what killed processes left in a folder: old temporary files that nobody has locked."""
    with contextlib.suppress(OSError):
        for path in folder.glob(".gazefix-*.part*"):
            if path == keep or not path.is_file() or time.time() - path.stat().st_mtime < _FRESH_S:
                continue
            if sys.platform == "win32":  # Windows removes no file that a process has open
                with contextlib.suppress(OSError):
                    path.unlink()
                continue
            with path.open("rb") as left:
                if _lock(left):
                    path.unlink()


class FileCache:
    """A folder of bytes that can be made again, each in a file behind their SHA-256.

    Nothing is raised: what can't be read or is damaged counts as missing, and what can't be written
    isn't kept. What nobody has read for UNREAD_S is removed when something is written.
    """

    UNREAD_S: Final = 30 * 86400.0

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> bytes | None:
        """Return the bytes that were kept under a name, None where there are none."""
        path = self._folder / name
        try:
            with path.open("rb") as file:
                checksum, data = file.read(hashlib.sha256().digest_size), file.read()
            os.utime(path)
        except OSError as error:
            logger.debug("nothing kept as %s: %s", path, reason(error))
            return None
        if hashlib.sha256(data).digest() == checksum:
            return data
        logger.debug("%s is damaged", path)
        return None

    def write(self, name: str, data: bytes) -> None:
        """Keep bytes under a name, in place of older ones."""
        path = self._folder / name
        try:
            make_folder(self._folder)
            with NewFile(path, overwrite=True) as new:
                new.handle.write(hashlib.sha256(data).digest() + data)
            oldest_s = time.time() - self.UNREAD_S
            for kept in self._folder.iterdir():
                if kept.stat().st_mtime < oldest_s:
                    kept.unlink()
        except (OSError, OutputError) as error:
            logger.debug("%s isn't kept: %s", path, error)


def read_head(path: Path) -> bytes:
    """Return the first 64 bytes of a file.

    Raises InputError for a file that is missing, empty, unreadable, a folder, a pipe or a device.
    """
    try:
        if path.is_dir():
            raise InputError(f"{path} is a folder", "name a picture or a clip in it")
        if path.exists() and not path.is_file():
            hint = "save it as a file first, or give a clip as - (standard input) with --format"
            raise InputError(f"{path} is a pipe or a device, not a file", hint)
        with path.open("rb") as file:
            head = file.read(64)
    except FileNotFoundError as error:
        raise InputError(f"there is no file {path}", "check the name") from error
    except OSError as error:
        hint = "check that you may read it"
        raise InputError(f"cannot read {path}: {reason(error)}", hint) from error
    if not head:
        raise InputError(f"{path} is empty", "copy or download it again")
    return head


def missing_bytes(path: Path) -> int:
    """Return how many bytes an MP4, MOV or Matroska file lacks at its end; 0 for a whole file.

    A cut file can open well and break off in the middle. Other formats and damaged files count as
    whole. Formats: ISO 14496-12 section 4.2; RFC 8794 section 4 and 9559 section 4.5.
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
        if len(head) < 8 or head[4:8] not in (_BOXES if position else _FIRST_BOXES):
            break
        length = int.from_bytes(head[:4])
        if length == 1:
            length = int.from_bytes(head[8:16])
        if length < 8:  # 0: up to the end of the file
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
    """Return the number at a position, the position behind it, and whether it says "unknown"."""
    width = 9 - data[position].bit_length() if position < len(data) else 9
    if width > 8:
        return 0, position, True
    bits = (1 << 7 * width) - 1
    value = int.from_bytes(data[position : position + width]) & bits
    return value, position + width, value == bits


def user_path(name: str) -> Path:
    """Return the path of a name in the settings, where no shell expands `~/`."""
    return Path(name).expanduser() if name.startswith("~/") else Path(name)


def reason(error: Exception) -> str:
    """Return the system's own words for an error, without numbers and names."""
    return str(getattr(error, "strerror", None) or error)
