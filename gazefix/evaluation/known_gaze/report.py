"""The report on eyes of known gaze: how they are redirected, and how they are read."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gazefix.config import Config
from gazefix.evaluation.known_gaze.eyes import KnownEyes
from gazefix.evaluation.known_gaze.figures import Records, redirection_summary, redirection_tables
from gazefix.evaluation.known_gaze.patch_redirector import PatchRedirector
from gazefix.evaluation.known_gaze.reading import gaze_summary, read_known_gazes, reading_tables
from gazefix.evaluation.known_gaze.redirection import measure_redirection
from gazefix.evaluation.known_gaze.sheet import EyeSheets

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class EyeReport:
    """What a file of eyes says.

    summary   the figures for machines; None stands where there is none
    text      the tables, Markdown
    sheets    contact sheets that were written
    """

    summary: dict[str, Any]
    text: str
    sheets: tuple[Path, ...]


def report_on_eyes(
    file: Path,
    config: Config,
    sheet: Path | None = None,
    *,
    redirecting: Progress | None = None,
    reading: Progress | None = None,
) -> EyeReport:
    """Redirect and read all eyes of a file. Takes some minutes. Raises InputError, ModelError and
    DeviceError.

    sheet                  file name of contact sheets: the direction and the angle are added to it
    redirecting, reading   hear how far each part is: done, all
    """
    eyes = KnownEyes.read(file)
    sheets = EyeSheets()
    keep = sheets.keep if sheet else None
    redirector = PatchRedirector(eyes, config)
    found = measure_redirection(eyes, redirector.redirect, keep=keep, progress=redirecting)
    records = Records(found)
    readings = read_known_gazes(eyes, config, reading)
    summary = {"redirection": redirection_summary(records), "gaze": gaze_summary(readings)}
    text = "\n".join(
        [
            "## Redirection",
            "",
            redirection_tables(records),
            "",
            "## Measured gaze",
            "",
            reading_tables(readings),
        ]
    )
    return EyeReport(without_nan(summary), text, tuple(sheets.write(sheet)) if sheet else ())


def without_nan(values: Any) -> Any:
    """Return nested figures rounded, with None for NaN, which JSON does not know."""
    if isinstance(values, dict):
        return {name: without_nan(value) for name, value in values.items()}
    if isinstance(values, float):
        return None if math.isnan(values) else round(values, 4)
    return values
