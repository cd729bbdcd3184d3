"""What an editor asks of a clip beside the settings: which faces, when, and by which angles."""

from __future__ import annotations

import csv
import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from gazefix.config import MAX_ANGLE_DEG, Config, CorrectionConfig
from gazefix.correction.modes import asks_nothing
from gazefix.errors import ConfigError, InputError
from gazefix.files import read_head, reason

#: Faces to look for in a file where all are wanted. More cost time in every picture.
ALL_FACES: Final = 32
_ROW_HINT: Final = "write rows of time,vertical,horizontal: a time and two angles in degrees"


@dataclass(frozen=True, slots=True)
class FaceChoice:
    """Which faces are corrected; all by default.

    most      the largest of each moment
    numbers   as `gazefix process --list-faces` gives them
    points    (x, y) in pixels of the upright frame, each within a face
    """

    most: int = ALL_FACES
    numbers: tuple[int, ...] = ()
    points: tuple[tuple[float, float], ...] = ()

    @property
    def named(self) -> bool:
        """Whether single faces are named."""
        return bool(self.numbers or self.points)


def parse_faces(texts: Sequence[str]) -> FaceChoice:
    """Return the choice of `all`, `largest`, numbers and points `x,y`. Raises ConfigError."""
    numbers, points, most = [], [], ALL_FACES
    for text in texts:
        parts = text.replace(" ", "").lower().split(",")
        try:
            if parts == ["largest"]:
                most = 1
            elif len(parts) == 2:
                points.append((_finite(parts[0]), _finite(parts[1])))
            elif parts != ["all"]:
                numbers.append(_face_number(*parts))
        except (ValueError, TypeError) as error:
            hint = "give all, largest, a number from `--list-faces`, or a point x,y in pixels"
            raise ConfigError(f"'{text}' names no face", hint) from error
    return FaceChoice(most, tuple(numbers), tuple(points))


def _face_number(text: str) -> int:
    if int(text) < 1:
        raise ValueError
    return int(text)


def _finite(text: str) -> float:
    if not math.isfinite(float(text)):
        raise ValueError
    return float(text)


@dataclass(frozen=True, slots=True)
class AngleCurve:
    """Angles in degrees at growing times in seconds: linear between them, constant outside."""

    times_s: tuple[float, ...]
    vertical_deg: tuple[float, ...]
    horizontal_deg: tuple[float, ...]

    def at(self, time_s: float) -> tuple[float, float]:
        """Return (vertical, horizontal) in degrees."""
        after = bisect_right(self.times_s, time_s)
        if after in {0, len(self.times_s)}:
            place = min(after, len(self.times_s) - 1)
            return self.vertical_deg[place], self.horizontal_deg[place]
        t0, t1 = self.times_s[after - 1], self.times_s[after]
        share = (time_s - t0) / (t1 - t0)
        vertical, horizontal = (
            angles[after - 1] + share * (angles[after] - angles[after - 1])
            for angles in (self.vertical_deg, self.horizontal_deg)
        )
        return vertical, horizontal


@dataclass(frozen=True, slots=True)
class EditOptions:
    """What is asked of a clip. Times are seconds from its first frame, the end exclusive.

    lens_at_s   moments in which a speaker looks into the lens

    Raises ConfigError for times that are not numbers, or that leave nothing.
    """

    faces: FaceChoice = field(default_factory=FaceChoice)
    from_s: float = 0.0
    to_s: float = math.inf
    angles: AngleCurve | None = None
    lens_at_s: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        for time_s in (self.from_s, self.to_s, *self.lens_at_s):
            if not isinstance(time_s, (int, float)) or math.isnan(time_s):
                raise ConfigError(f"a time is {time_s!r}", "it must be a number of seconds")
        if self.to_s <= self.from_s:
            hint = "give a later end, or an earlier start"
            raise ConfigError(f"the end, {self.to_s:g} s, is not after {self.from_s:g} s", hint)
        if outside := [time_s for time_s in self.lens_at_s if not self.holds(time_s)]:
            hint = "name a moment of the part that is corrected"
            raise ConfigError(f"--lens-at {outside[0]:g} s lies outside that part", hint)

    def holds(self, time_s: float) -> bool:
        """Return whether a frame at this time is to be corrected."""
        return self.from_s <= time_s < self.to_s

    def looks_at(self, time_s: float) -> bool:
        """Return whether faces are looked for in a frame: their numbers count from the first on."""
        return self.holds(time_s) or (bool(self.faces.numbers) and time_s < self.to_s)

    def settings_at(self, time_s: float, config: CorrectionConfig) -> CorrectionConfig:
        """Return the settings of one moment: the curve's angles take the place of the set ones."""
        if self.angles is None:
            return config
        vertical_deg, horizontal_deg = self.angles.at(time_s)
        return replace(config, vertical_deg=vertical_deg, horizontal_deg=horizontal_deg)


def nothing_to_do(config: Config, edit: EditOptions) -> bool:
    """Return whether the settings change nothing in any picture."""
    c = config.correction
    return c.off or (asks_nothing(c) and edit.angles is None)


def check_one_pass(edit: EditOptions) -> None:
    """Raise ConfigError for options that need two passes."""
    if edit.faces.named:
        hint = "leave out --one-pass, or choose --faces largest"
        raise ConfigError("single faces cannot be named in one pass", hint)
    if edit.lens_at_s:
        raise ConfigError("--lens-at needs two passes", "leave out --one-pass")


def parse_time(text: str) -> float:
    """Return the seconds in `12.5`, `1:02.5` or `1:00:02.5`. Raises ConfigError."""
    try:
        parts = [_finite(part) for part in text.strip().split(":")]
        if len(parts) > 3 or min(parts) < 0:
            raise ValueError
    except ValueError as error:
        hint = "give seconds, minutes:seconds or hours:minutes:seconds"
        raise ConfigError(f"invalid time: '{text}'", hint) from error
    seconds = 0.0
    for part in parts:
        seconds = 60 * seconds + part
    return seconds


def load_angles(path: Path) -> AngleCurve:
    """Return the rows `time,vertical,horizontal` of a CSV file; a line of headings may come first.

    Raises InputError.
    """
    read_head(path)
    try:
        lines = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"cannot read {path}: {reason(error)}", _ROW_HINT) from error
    rows: list[tuple[float, float, float]] = []
    for number, cells in enumerate(lines, 1):
        heading = number == 1 and cells and cells[0].strip().isalpha()
        if heading or not any(cell.strip() for cell in cells):
            continue
        try:
            time, vertical, horizontal = cells
            row = (parse_time(time), float(vertical), float(horizontal))
        except (ValueError, ConfigError) as error:
            message = f"line {number} of {path} is not a row of angles: {','.join(cells)}"
            raise InputError(message, _ROW_HINT) from error
        if not all(abs(angle) <= MAX_ANGLE_DEG for angle in row[1:]):
            hint = f"use angles from -{MAX_ANGLE_DEG:g} to {MAX_ANGLE_DEG:g} degrees"
            message = f"line {number} of {path} has an angle that is too large: {','.join(cells)}"
            raise InputError(message, hint)
        if rows and row[0] <= rows[-1][0]:
            message = f"line {number} of {path} is not later than the line before it"
            raise InputError(message, "sort the rows by time")
        rows.append(row)
    if not rows:
        raise InputError(f"{path} has no angles", _ROW_HINT)
    return AngleCurve(*(tuple(column) for column in zip(*rows, strict=True)))
