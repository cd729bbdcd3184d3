"""Sequences of pictures as clips: `frames/%05d.png`."""

from __future__ import annotations

import re
import secrets
import shutil
from pathlib import Path
from typing import Final

from gazefix.errors import GazeFixError, InputError, OutputError
from gazefix.files import all_or_nothing, reason

#: Of the pictures that a sequence can be made of.
SUFFIXES: Final = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp")

_NUMBER: Final = re.compile(r"%(?:0(\d+))?d")


def is_sequence(path: Path) -> bool:
    """Whether a path names numbered pictures."""
    return (
        _NUMBER.search(path.name) is not None
        and path.suffix.lower() in SUFFIXES
        and not path.is_file()
    )


def check_sequence(path: Path) -> dict[str, str]:
    """FFmpeg's options for a sequence: the number that it begins with. Raises InputError for no picture at all and a gap."""
    numbers = numbers_of(path)
    if not numbers:
        raise InputError(
            f"there is no picture {path}", "the name has its number as %05d, as printf writes it"
        )
    missing = sorted(set(range(numbers[0], numbers[-1] + 1)) - set(numbers))
    if missing:
        name = path.name % missing[0]
        raise InputError(
            f"the sequence {path} has a gap: {name} is missing", "number the pictures without gaps"
        )
    return {"start_number": str(numbers[0])}


def numbers_of(path: Path) -> list[int]:
    """The numbers of the pictures of a sequence that are there, growing."""
    match = _NUMBER.search(path.name)
    if not match or not path.parent.is_dir():
        return []
    before, after = (
        re.escape(part) for part in (path.name[: match.start()], path.name[match.end() :])
    )
    found = (re.fullmatch(rf"{before}(\d+){after}", file.name) for file in path.parent.iterdir())
    numbers = sorted(int(name[1]) for name in found if name)
    return [number for number in numbers if (path.parent / (path.name % number)).is_file()]


class NewSequence:
    """A sequence in the making, as files.NewFile is a file: pictures are numbered from 1 on under `pattern`, in a folder of
    their own, and stand under their names when all are whole. Raises OutputError where some exist and `overwrite` is false."""

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
            raise OutputError(
                f"{self.target} exists already",
                "name an empty folder, or --overwrite to replace its pictures",
            )

    def error(self, error: Exception) -> GazeFixError:
        """What went wrong, as an OutputError for people."""
        return OutputError(
            f"cannot write {self.target}: {reason(error)}", "name a folder that you may write to"
        )

    def commit(self) -> None:
        """Puts the pictures under their names; older ones of a longer sequence go."""
        with all_or_nothing(self):
            self._check()
            older, newer = numbers_of(self.target), numbers_of(self.pattern)
            for number in newer:
                name = self.target.name % number
                (self._folder / name).replace(self.target.parent / name)
            for number in set(older) - set(newer):
                (self.target.parent / (self.target.name % number)).unlink()
            self._folder.rmdir()

    def discard(self) -> None:
        """Removes what was written; does nothing after `commit` or a second time."""
        shutil.rmtree(self._folder, ignore_errors=True)
        if (
            self._made_parent
            and self.target.parent.is_dir()
            and not any(self.target.parent.iterdir())
        ):
            self.target.parent.rmdir()
