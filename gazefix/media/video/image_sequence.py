"""Sequences of pictures as clips: `frames/%05d.png`."""

from __future__ import annotations

import re
import secrets
import shutil
from pathlib import Path
from typing import Final

from gazefix.errors import GazeFixError, InputError, OutputError
from gazefix.files import all_or_nothing, reason

#: Kinds of pictures that a sequence is read from.
SUFFIXES: Final = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp")

_NUMBER: Final = re.compile(r"%(?:0(\d+))?d")


def is_sequence(path: Path) -> bool:
    """Return whether a path names numbered pictures."""
    numbered = _NUMBER.search(path.name) is not None
    return numbered and path.suffix.lower() in SUFFIXES and not path.is_file()


def check_sequence(path: Path) -> dict[str, str]:
    """Return FFmpeg's options for a sequence. Raises InputError if it is empty or has a gap."""
    numbers = numbers_of(path)
    if not numbers:
        message = f"there is no picture {path}"
        raise InputError(message, "write the number in the name as %05d")
    missing = sorted(set(range(numbers[0], numbers[-1] + 1)) - set(numbers))
    if missing:
        message = f"the sequence {path} has a gap: {_name(path, missing[0])} is missing"
        raise InputError(message, "number the pictures without gaps")
    return {"start_number": str(numbers[0])}


def numbers_of(path: Path) -> list[int]:
    """Return the sorted numbers of a sequence's pictures that exist."""
    before, number, after = map(re.escape, _split(path.name))
    if not number or not path.parent.is_dir():
        return []
    found = (re.fullmatch(rf"{before}(\d+){after}", file.name) for file in path.parent.iterdir())
    numbers = sorted(int(name[1]) for name in found if name)
    return [number for number in numbers if (path.parent / _name(path, number)).is_file()]


def ffmpeg_pattern(path: Path) -> str:
    """Return a sequence's pattern as FFmpeg takes it, whatever stands in the folder's name."""
    before, number, after = _split(path.name)
    folder = f"{path.parent}/{before}".replace("%", "%%")
    return f"file:{folder}{number}{after.replace('%', '%%')}"


def _split(name: str) -> tuple[str, str, str]:
    """What stands before the number's pattern in a name, the pattern, and what follows."""
    match = _NUMBER.search(name)
    start, end = match.span() if match else (len(name), len(name))
    return name[:start], name[start:end], name[end:]


def _name(path: Path, number: int) -> str:
    return _NUMBER.sub(lambda match: f"{number:0{match[1] or 1}d}", path.name, count=1)


class NewSequence:
    """A sequence in the making, as files.NewFile is a file in the making.

    Pictures are written under `pattern`, in a folder of their own, and get their names when all are
    whole. Raises OutputError where pictures of the sequence exist and `overwrite` is false.
    """

    def __init__(self, target: Path, *, overwrite: bool = False) -> None:
        self.target = target
        self._overwrite = overwrite
        self._check()
        self._made_parent = not target.parent.exists()
        self._folder = target.parent / f".gazefix-{secrets.token_hex(4)}.part"
        try:
            self._folder.mkdir(parents=True)
        except OSError as error:
            raise self.error(error) from error

    @property
    def pattern(self) -> Path:
        """Where the pictures are written to."""
        return self._folder / self.target.name

    def _check(self) -> None:
        if not self._overwrite and numbers_of(self.target):
            hint = "name an empty folder, or --overwrite to replace its pictures"
            raise OutputError(f"{self.target} exists already", hint)

    def error(self, error: Exception) -> GazeFixError:
        """Return what went wrong as an OutputError."""
        message = f"cannot write {self.target}: {reason(error)}"
        return OutputError(message, "name a folder that you may write to")

    def commit(self) -> None:
        """Put the pictures under their names and remove the rest of a longer sequence."""
        with all_or_nothing(self):
            self._check()
            older, newer = numbers_of(self.target), numbers_of(self.pattern)
            for number in newer:
                name = _name(self.target, number)
                (self._folder / name).replace(self.target.parent / name)
            for number in set(older) - set(newer):
                (self.target.parent / _name(self.target, number)).unlink()
            self._folder.rmdir()

    def discard(self) -> None:
        """Remove what was written. Does nothing after `commit` or a second time."""
        shutil.rmtree(self._folder, ignore_errors=True)
        parent = self.target.parent
        if self._made_parent and parent.is_dir() and not any(parent.iterdir()):
            parent.rmdir()
