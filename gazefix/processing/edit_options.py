"""What an editor asks of a clip beside the settings: which faces, from when to when, by which angles."""

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

#: Faces that are looked for in a file where all are wanted.
ALL_FACES: Final = 16


@dataclass(frozen=True, slots=True)
class FaceChoice:
    """Which faces are corrected: all (where nothing is given), the `most` largest of each moment, or those named by their
    `numbers` (see `gazefix process --list-faces`) and by `points` (x, y) in pixels of the upright frame that lie in them."""

    most: int = ALL_FACES
    numbers: tuple[int, ...] = ()
    points: tuple[tuple[float, float], ...] = ()

    @property
    def named(self) -> bool:
        """Whether single faces are named."""
        return bool(self.numbers or self.points)


def parse_faces(texts: Sequence[str]) -> FaceChoice:
    """The choice of `all`, `largest`, numbers and points `x,y`. Raises ConfigError for anything else."""
    numbers, points, most = [], [], ALL_FACES
    for text in texts:
        parts = text.replace(" ", "").lower().split(",")
        try:
            if parts == ["largest"]:
                most = 1
            elif len(parts) == 2:
                points.append((float(parts[0]), float(parts[1])))
            elif parts != ["all"]:
                numbers.append(int(parts[0]))
        except ValueError:
            numbers.append(0)
        if (
            len(parts) > 2
            or not all(number > 0 for number in numbers)
            or not all(math.isfinite(x) for p in points for x in p)
        ):
            hint = "give all, largest, a number from `--list-faces`, or a point x,y in pixels of the picture"
            raise ConfigError(f"'{text}' names no face", hint)
    return FaceChoice(most, tuple(numbers), tuple(points))


@dataclass(frozen=True, slots=True)
class AngleCurve:
    """Angles over time in degrees, at growing times in seconds; linear between them, and as at the ends outside."""

    times_s: tuple[float, ...]
    vertical_deg: tuple[float, ...]
    horizontal_deg: tuple[float, ...]

    def at(self, time_s: float) -> tuple[float, float]:
        """(vertical, horizontal) in degrees."""
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
    """What is asked of a clip. Times are seconds from its first frame, the end exclusive."""

    faces: FaceChoice = field(default_factory=FaceChoice)
    from_s: float = 0.0
    to_s: float = math.inf
    angles: AngleCurve | None = None

    def holds(self, time_s: float) -> bool:
        """Whether a frame at this time is to be corrected."""
        return self.from_s <= time_s < self.to_s

    def settings_at(self, time_s: float, config: CorrectionConfig) -> CorrectionConfig:
        """Return the settings of one moment: the curve's angles take the place of the set ones."""
        if self.angles is None:
            return config
        vertical_deg, horizontal_deg = self.angles.at(time_s)
        return replace(config, vertical_deg=vertical_deg, horizontal_deg=horizontal_deg)


def nothing_to_do(config: Config, edit: EditOptions) -> bool:
    """Whether the settings change nothing, whatever a picture shows."""
    c = config.correction
    return c.off or (asks_nothing(c) and edit.angles is None)


def check_one_pass(edit: EditOptions) -> None:
    """Raises ConfigError for what needs two passes."""
    if edit.faces.named:
        raise ConfigError(
            "single faces cannot be named in one pass",
            "leave out --one-pass, or choose --faces largest",
        )


def parse_time(text: str) -> float:
    """Seconds from `12.5`, `1:02.5` or `1:00:02.5`. Raises ConfigError."""
    try:
        parts = [float(part) for part in text.strip().split(":")]
        if not 1 <= len(parts) <= 3 or not all(math.isfinite(part) and part >= 0 for part in parts):
            raise ValueError
    except ValueError as error:
        raise ConfigError(
            f"'{text}' is no time", "give seconds, minutes:seconds or hours:minutes:seconds"
        ) from error
    seconds = 0.0
    for part in parts:
        seconds = 60 * seconds + part
    return seconds


def load_angles(path: Path) -> AngleCurve:
    """The rows `time, vertical, horizontal` of a CSV file, with or without a line of headings. Raises InputError."""
    read_head(path)
    try:
        lines = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            f"cannot read {path}: {reason(error)}",
            "it must be a text file of rows time,vertical,horizontal",
        ) from error
    rows: list[tuple[float, float, float]] = []
    for number, cells in enumerate(lines, 1):
        if not any(cell.strip() for cell in cells) or (
            number == 1 and cells and cells[0].strip().isalpha()
        ):
            continue
        try:
            time, vertical, horizontal = cells
            row = (parse_time(time), float(vertical), float(horizontal))
        except (ValueError, ConfigError) as error:
            hint = "each row is time,vertical,horizontal: a time and two angles in degrees"
            raise InputError(
                f"line {number} of {path} is no row of angles: {','.join(cells)}", hint
            ) from error
        if not all(abs(angle) <= MAX_ANGLE_DEG for angle in row[1:]):
            hint = f"angles lie between -{MAX_ANGLE_DEG:g} and {MAX_ANGLE_DEG:g} degrees"
            raise InputError(
                f"line {number} of {path} asks for an angle that is too large: {','.join(cells)}",
                hint,
            )
        if rows and row[0] <= rows[-1][0]:
            raise InputError(
                f"line {number} of {path} is not later than the one before it",
                "sort the rows by time",
            )
        rows.append(row)
    if not rows:
        raise InputError(f"{path} holds no angles", "each row is time,vertical,horizontal")
    return AngleCurve(*(tuple(column) for column in zip(*rows, strict=True)))
