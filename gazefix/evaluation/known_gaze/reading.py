"""Reads photographs of known gaze as contact mode reads frames, and compares with the truth.

Each reading is told uncalibrated, and calibrated by one look into the lens: with a head that moves
meanwhile, as the calibration asks for, and with a still one. With each goes the redirection that
contact mode decides on.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from gazefix.config import Config
from gazefix.correction.calibration import fit_look
from gazefix.correction.gaze import NO_PROFILE, Profile
from gazefix.evaluation.clips import CONTACT_COLUMNS, contact_figures
from gazefix.evaluation.known_gaze.eyes import KnownEyes, Photo
from gazefix.evaluation.known_gaze.patch_redirector import read_photos
from gazefix.evaluation.measures import markdown_table
from gazefix.networks.engine import Engine
from gazefix.types import Gaze

Mask = npt.NDArray[np.bool_]
Values = npt.NDArray[np.float64]

#: Heads turned by up to this many degrees count in the figures.
NEAR_HEAD_DEG: Final = 15
AXES: Final = ("pitch", "yaw")


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """N photographs. Gazes are (N, 2): pitch and yaw in degrees.

    truth          the known gaze
    uncalibrated   read with no profile
    one_look       read with a profile from one look into the lens as the calibration takes it,
                   with a moving head: a person's other photographs that look into the lens, with
                   near heads; NaN for people without any
    still_look     the same with a still head: one photograph, for which it is NaN
    stated, one_look_stated, still_look_stated   the standard errors that the readings state
    turns, one_look_turns, still_look_turns      the redirections that the policy asks
    """

    person: npt.NDArray[np.int64]
    head_deg: npt.NDArray[np.int64]
    truth: Values
    uncalibrated: Values
    one_look: Values
    still_look: Values
    stated: Values
    one_look_stated: Values
    still_look_stated: Values
    turns: Values
    one_look_turns: Values
    still_look_turns: Values


@dataclass(frozen=True, slots=True)
class AxisFigures:
    """How a reading errs on one axis; degrees.

    slope         read over true gaze, within people
    error_deg     mean absolute error
    error_without_offset_deg   the same once each person's mean error is taken away
    offset_deg    the mean over people of that mean error
    offset_sd_deg its standard deviation over people
    """

    slope: float
    error_deg: float
    error_without_offset_deg: float
    offset_deg: float
    offset_sd_deg: float


def read_known_gazes(
    eyes: KnownEyes, config: Config, progress: Callable[[int, int], None] | None = None
) -> Readings:
    """Read all photographs of a file, with the heads' true yaw. Raises ModelError, DeviceError.

    progress   hears (photographs done, all photographs)
    """
    engine = Engine(config.engine)
    photos = eyes.photos
    found = read_photos(eyes, engine, progress)
    settings = replace(config.correction, mode="contact")
    uncalibrated = np.array([_numbers(*photo.told(NO_PROFILE, settings)) for photo in found])
    truth = np.array([(p.pitch_deg, p.yaw_deg) for p in photos], float)
    person, head = (np.array([getattr(p, k) for p in photos]) for k in ("person", "head_deg"))
    straightest = looks_into_lens(photos).values()
    still = np.array([photo in straightest for photo in photos])
    turned = (truth == 0).all(1) & (np.abs(head) <= NEAR_HEAD_DEG)
    one_look, still_look = (np.full((len(photos), 6), np.nan) for _ in range(2))
    for one in eyes.people:
        own = person == one
        kinds = (one_look, own & turned, fit_look), (still_look, own & still, _still_look)
        for made, looks, fit in kinds:
            for n in np.flatnonzero(own):
                known = looks & (np.arange(len(looks)) != n)
                if known.any():
                    heads = np.column_stack([np.zeros(known.sum()), head[known]])
                    profile = fit(uncalibrated[known, :2], heads)
                    made[n] = _numbers(*found[n].told(profile, settings))
    each = uncalibrated, one_look, still_look
    parts = [of[:, at : at + 2] for at in (0, 2, 4) for of in each]
    return Readings(person, head, truth, *parts)


def looks_into_lens(photos: Sequence[Photo]) -> dict[int, Photo]:
    """Return each person's photograph that looks into the lens with the head turned the least."""
    looks = [photo for photo in photos if photo.pitch_deg == photo.yaw_deg == 0]
    # The last one of a person stays: the one whose head is turned the least.
    return {p.person: p for p in sorted(looks, key=lambda photo: -abs(photo.head_deg))}


def _still_look(gazes_deg: Values, _heads_deg: Values) -> Profile:
    return Profile.of_look(Gaze(*np.radians(gazes_deg[0]).tolist()))


def _numbers(*gazes: Gaze) -> list[float]:
    """Return pitch and yaw of each, degrees."""
    return [math.degrees(part) for gaze in gazes for part in (gaze.pitch, gaze.yaw)]


def axis_figures(person: npt.NDArray[np.int64], truth: Values, read: Values) -> AxisFigures:
    """Return the figures of readings (N,) of one axis."""
    people, number = np.unique(person, return_inverse=True)

    def by_person(values: Values) -> Values:
        sums = np.bincount(number, values, len(people))
        means: Values = sums / np.bincount(number, minlength=len(people))
        return means

    error = read - truth
    offsets = by_person(error)
    true_way = truth - by_person(truth)[number]
    spread = float((true_way**2).sum())
    slope = (
        float((true_way * (read - by_person(read)[number])).sum()) / spread if spread else math.nan
    )
    return AxisFigures(
        slope=slope,
        error_deg=float(np.abs(error).mean()),
        error_without_offset_deg=float(np.abs(error - offsets[number]).mean()),
        offset_deg=float(offsets.mean()),
        offset_sd_deg=float(offsets.std(ddof=1)) if len(people) > 1 else math.nan,
    )


def gaze_summary(readings: Readings) -> dict[str, Any]:
    """Return the figures that the project's bars are for."""
    near = np.abs(readings.head_deg) <= NEAR_HEAD_DEG
    summary: dict[str, Any] = {}
    for k, axis in enumerate(AXES):
        truth, read = readings.truth[near, k], readings.uncalibrated[near, k]
        figures = axis_figures(readings.person[near], truth, read)
        summary[axis] = {
            "slope": figures.slope,
            "error_deg": figures.error_deg,
            "error_without_offset_deg": figures.error_without_offset_deg,
            "offset_sd_deg": figures.offset_sd_deg,
        }
        for name, values, stated in (
            ("stated_over_true", readings.uncalibrated, readings.stated),
            ("stated_over_true_one_look", readings.one_look, readings.one_look_stated),
            ("stated_over_true_still_look", readings.still_look, readings.still_look_stated),
        ):
            summary[axis][name] = stated_over_true(readings.truth, values, stated, k, near)
    summary["yaw"]["per_head_yaw"] = yaw_error_per_head_yaw(readings)
    for name, read in zip(("", "_one_look", "_still_look"), _named(readings).values(), strict=True):
        summary[f"angle{name}_median_deg"] = angle_median_deg(readings, read, near)
    summary["contact"] = _contact(readings, near)
    return summary


def stated_over_true(truth: Values, read: Values, stated: Values, k: int, some: Mask) -> float:
    """Return the stated standard error over the true one on axis `k`, by root mean squares."""
    some = some & np.isfinite(read[:, k])
    if not some.any():
        return math.nan
    error = (read - truth)[some, k]
    true = float((error**2).mean())
    return math.sqrt(float((stated[some, k] ** 2).mean()) / true) if true else math.nan


def yaw_error_per_head_yaw(readings: Readings) -> float:
    """Return by how much the error of yaw changes for each degree that the head turns."""
    heads = readings.head_deg.astype(float)
    if len(set(heads.tolist())) < 2:
        return math.nan
    error = readings.uncalibrated[:, 1] - readings.truth[:, 1]
    return float(np.polyfit(heads, error, 1)[0])


def angle_median_deg(readings: Readings, read: Values, some: Mask) -> float:
    """Return the median angle between read (not NaN) and true gaze, degrees."""
    error = (read - readings.truth)[some]
    angles = np.hypot(error[:, 0], error[:, 1])
    angles = angles[np.isfinite(angles)]
    return float(np.median(angles)) if len(angles) else math.nan


def reading_tables(readings: Readings) -> str:
    """Return the tables as Markdown: by axis and head, and by person."""
    r = readings
    heads = sorted(set(r.head_deg.tolist()))
    selections = [
        (f"within {NEAR_HEAD_DEG}", np.abs(r.head_deg) <= NEAR_HEAD_DEG),
        *((f"{head:+d}", r.head_deg == head) for head in heads),
        ("all", np.ones(len(r.person), bool)),
    ]
    parts = [
        f"{len(r.person)} photographs of {len(set(r.person.tolist()))} people; degrees. One look: "
        "calibrated by all of a person's other photographs that look into the lens with a near "
        "head; with a still head by one.",
        f"Error of yaw for each degree of the head's: {yaw_error_per_head_yaw(r):+.3f}",
    ]
    for k, axis in enumerate(AXES):
        rows = [
            _row(f"{name}, {reading}", r, values[:, k], k, some)
            for name, some in selections
            for reading, values in _named(r).items()
        ]
        parts += ["", f"### {axis.capitalize()} by head", "", markdown_table(_COLUMNS, rows)]
    near = selections[0][1]
    people = sorted(set(r.person.tolist()))
    rows = [_person_row(p, r, near & (r.person == p)) for p in people]
    parts += [
        "",
        f"### By person, head {selections[0][0]}",
        "",
        markdown_table(_PERSON_COLUMNS, rows),
    ]
    angles = ((name, angle_median_deg(r, values, near)) for name, values in _named(r).items())
    medians = ", ".join(f"{name} {angle:.2f}" for name, angle in angles)
    stated = r.stated, r.one_look_stated, r.still_look_stated
    ratios = [
        f"{axis}, {name} {stated_over_true(r.truth, values, errors, k, near):.2f}"
        for k, axis in enumerate(AXES)
        for (name, values), errors in zip(_named(r).items(), stated, strict=True)
    ]
    parts += ["", f"Median angle between read and true gaze: {medians}"]
    columns = f"head within {NEAR_HEAD_DEG}", *CONTACT_COLUMNS
    rows = [
        [name, *("-" if math.isnan(x) else f"{x:.3f}" for x in found.values())]
        for name, found in _contact(r, near).items()
    ]
    parts += ["", "### Contact mode by true gaze", "", markdown_table(columns, rows), ""]
    return "\n".join([*parts, f"Stated standard error over the true one: {'; '.join(ratios)}"])


_COLUMNS: Final = (
    "head",
    "photographs",
    "slope",
    "error",
    "without offsets",
    "offset",
    "its deviation",
)
_PERSON_COLUMNS: Final = (
    "person",
    "photographs",
    *(f"{axis}: {name}" for axis in AXES for name in ("slope", "offset", "error without it")),
    "angle",
    "angle, one look",
    "angle, still head",
)


def _named(readings: Readings) -> dict[str, Values]:
    return {
        "uncalibrated": readings.uncalibrated,
        "one look": readings.one_look,
        "one look, still head": readings.still_look,
    }


def _contact(readings: Readings, some: Mask) -> dict[str, dict[str, float]]:
    turns = readings.turns, readings.one_look_turns, readings.still_look_turns
    truth = readings.truth[some]
    figures = [contact_figures(truth, each[some]) for each in turns]
    return dict(zip(_named(readings), figures, strict=True))


def _row(name: str, readings: Readings, read: Values, k: int, some: Mask) -> list[str]:
    some = some & np.isfinite(read)
    if not some.any():
        return [name, "0", *["-"] * 5]
    f = axis_figures(readings.person[some], readings.truth[some, k], read[some])
    errors = [f"{f.error_deg:.1f}", f"{f.error_without_offset_deg:.1f}", f"{f.offset_deg:+.1f}"]
    return [name, str(int(some.sum())), f"{f.slope:.2f}", *errors, f"{f.offset_sd_deg:.1f}"]


def _person_row(person: int, readings: Readings, some: Mask) -> list[str]:
    cells = [str(person), str(int(some.sum()))]
    if not some.any():
        return [*cells, *["-"] * 9]
    for k in range(len(AXES)):
        truth, read = readings.truth[some, k], readings.uncalibrated[some, k]
        f = axis_figures(readings.person[some], truth, read)
        cells += [f"{f.slope:.2f}", f"{f.offset_deg:+.1f}", f"{f.error_without_offset_deg:.1f}"]
    for read in _named(readings).values():
        angle = angle_median_deg(readings, read, some)
        cells.append("-" if math.isnan(angle) else f"{angle:.1f}")
    return cells
