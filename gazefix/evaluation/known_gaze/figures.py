"""The figures of redirected eyes of known gaze: of all, by direction, angle, head and person."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from gazefix.errors import InputError
from gazefix.evaluation.known_gaze.eyes import ANGLES_DEG, Axis
from gazefix.evaluation.known_gaze.redirection import FACTORS, SCANNED_DEG, EyeRecord
from gazefix.evaluation.measures import markdown_table

Mask = npt.NDArray[np.bool_]
Values = npt.NDArray[np.float64]

#: Photographs whose skin fits worse, as a correlation, are not compared.
LEAST_FIT: Final = 0.9
#: Ways are measured on eyes that got at least this share of the angle.
_FULL_SHARE: Final = 0.99
#: Fewer eyes than these have no best factor.
_FEWEST: Final = 5
_ASKED: Final = FACTORS.index(1.0)
DIRECTIONS: Final[dict[str, tuple[Axis, int]]] = {
    "left": ("sideways", -1),
    "right": ("sideways", 1),
    "up": ("vertical", 1),
    "down": ("vertical", -1),
}


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of some eyes; NaN where they have none.

    eyes           how many
    error_alone, error_made   squared grey levels from the truth: of the eye left alone, and made
    ratio_median   squared error over that of leaving the eye alone, median over eyes
    ratio          the same of the sums of all errors
    worse_share    of eyes that are nearer to the truth when left alone
    best_factor    the part of the asked angle with the least pooled error, up to SCANNED_DEG
    best_ratio     that error
    way            of the iris, made over real, up to SCANNED_DEG: of the medians a degree
    way_fitted     the same by least squares
    upper_lid, lower_lid   ways of the lids, made over real; of vertical pairs
    sharpness      Laplacian energy inside the lids, made over real, median
    untouched_sharpness    the same of the source over real
    apart          how far the two irises' ways differ, made over real, medians
    light_apart    by what part the light of the two irises changes against each other, median
    """

    eyes: int
    error_alone: float
    error_made: float
    ratio_median: float
    ratio: float
    worse_share: float
    best_factor: float
    best_ratio: float
    way: float
    way_fitted: float
    upper_lid: float
    lower_lid: float
    sharpness: float
    untouched_sharpness: float
    apart: float
    light_apart: float


class Records:
    """Records as arrays (N,), those alone whose photographs fit."""

    def __init__(self, records: Sequence[EyeRecord]) -> None:
        """Raises InputError if there are none."""
        fitting = [record for record in records if record.fit >= LEAST_FIT]
        if not fitting:
            raise InputError(
                "no two of these photographs lie over each other",
                "--eyes takes patches of one person and head with several gazes",
            )

        def column(name: str) -> Any:
            return np.array([getattr(record, name) for record in fitting])

        self.all, self.dropped = fitting, len(records) - len(fitting)
        self.person, self.head_deg = column("person"), column("head_deg")
        self.axis, self.left = column("axis"), column("left")
        self.angle_deg: Values = column("angle_deg").astype(np.float64)
        self.before, self.after, self.share = column("before"), column("after"), column("share")
        self.iris_made, self.iris_real = column("iris_made"), column("iris_real")
        self.lids_made, self.lids_real = column("lids_made"), column("lids_real")
        self.sharp_source, self.sharp_made = column("sharp_source"), column("sharp_made")
        self.sharp_real = column("sharp_real")
        self.light = column("light_made") / column("light_source")
        self.ratio = self.after[:, _ASKED] / np.maximum(self.before, 1e-9)

    def figures(self, some: Mask) -> Figures:
        """Return the figures of some of the eyes."""
        if not some.any():
            return Figures(0, *[math.nan] * 15)
        best, best_ratio = self._best_factor(some)
        way, fitted = self._way(some, self.iris_made, self.iris_real)
        upper, lower = (self._lid(some, lid) for lid in (0, 1))
        apart, light_apart = self._symmetry(some)
        return Figures(
            eyes=int(some.sum()),
            error_alone=float(self.before[some].mean()),
            error_made=float(self.after[some, _ASKED].mean()),
            ratio_median=float(np.median(self.ratio[some])),
            ratio=float(self.after[some, _ASKED].sum() / self.before[some].sum()),
            worse_share=float((self.ratio[some] > 1).mean()),
            best_factor=best,
            best_ratio=best_ratio,
            way=way,
            way_fitted=fitted,
            upper_lid=upper,
            lower_lid=lower,
            sharpness=float(np.median((self.sharp_made / self.sharp_real)[some])),
            untouched_sharpness=float(np.median((self.sharp_source / self.sharp_real)[some])),
            apart=apart,
            light_apart=light_apart,
        )

    def _best_factor(self, some: Mask) -> tuple[float, float]:
        scanned = some & np.isfinite(self.after).all(1)
        if scanned.sum() < _FEWEST:
            return math.nan, math.nan
        return least_factor(self.after[scanned].sum(0) / self.before[scanned].sum())

    def _way(self, some: Mask, made: Values, real: Values) -> tuple[float, float]:
        """Return the way made over the real one: of medians a degree, and by least squares."""
        axes = set(self.axis[some].tolist())
        turned = some & (np.abs(self.angle_deg) <= SCANNED_DEG) & (self.share > _FULL_SHARE)
        if len(axes) != 1 or not turned.any():
            return math.nan, math.nan
        angle = np.abs(self.angle_deg[turned])
        medians = [float(np.median(way[turned] / angle)) for way in (made, real)]
        # The instrument errs far at times, but no iris moves by more than this (eye widths).
        fitted = [float((way[turned].clip(-0.4, 0.4) * angle).sum()) for way in (made, real)]
        return _over(*medians), _over(*fitted)

    def _lid(self, some: Mask, lid: int) -> float:
        signs = np.sign(self.angle_deg)
        made, real = self.lids_made[:, lid] * signs, self.lids_real[:, lid] * signs
        vertical = some & (self.axis == "vertical")
        return self._way(vertical, made, real)[0]

    def _symmetry(self, some: Mask) -> tuple[float, float]:
        lefts, rights = self._both(some)
        if not len(lefts):
            return math.nan, math.nan
        made, real = (
            float(np.median(np.abs(way[lefts] - way[rights])))
            for way in (self.iris_made, self.iris_real)
        )
        light = np.abs(np.log(self.light[lefts] / self.light[rights]))
        return _over(made, real), float(np.median(light))

    def _both(self, some: Mask) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return the places of the left and the right eye of pairs of which both are chosen."""
        lefts = [
            n
            for n in np.flatnonzero(some[:-1] & some[1:]).tolist()
            if self.left[n] and not self.left[n + 1] and self._key(n) == self._key(n + 1)
        ]
        places = np.array(lefts, np.int64)
        return places, places + 1

    def _key(self, number: int) -> tuple[object, ...]:
        record = self.all[number]
        return record.person, record.head_deg, record.axis, record.angle_deg


def least_factor(curve: Values) -> tuple[float, float]:
    """Return the factor with the least error, by the parabola through the least three of FACTORS,
    and the least error of a factor that was tried.

    curve   (F,) the error for each of FACTORS
    """
    middle = int(np.clip(curve.argmin(), 1, len(FACTORS) - 2))
    near = slice(middle - 1, middle + 2)
    bend, slope, _ = np.polyfit(FACTORS[near], curve[near], 2)
    least = -slope / (2 * bend) if bend > 1e-12 else FACTORS[int(curve.argmin())]
    return float(np.clip(least, FACTORS[0], FACTORS[-1])), float(curve.min())


def redirection_summary(records: Records) -> dict[str, Any]:
    """Return the figures that the project's bars are for."""
    summary: dict[str, Any] = {}
    for axis, angles in ANGLES_DEG.items():
        on_axis = records.axis == axis
        whole = records.figures(on_axis)
        ratios = {
            str(a): records.figures(on_axis & (np.abs(records.angle_deg) == a)).ratio
            for a in angles
        }
        summary[axis] = {"best_factor": whole.best_factor, "way": whole.way, "ratio": ratios}
    everything = records.figures(np.ones(len(records.all), bool))
    steep = (records.axis == "vertical") & (np.abs(records.angle_deg) == ANGLES_DEG["vertical"][0])
    summary["worse_share"] = everything.worse_share
    summary["worse_share_vertical_10"] = records.figures(steep).worse_share
    summary["sharpness"] = everything.sharpness
    return summary


def groups(records: Records) -> dict[str, list[tuple[str, Mask]]]:
    """Return the eyes of each row of each table: titles and masks."""
    axes = {axis: records.axis == axis for axis in ANGLES_DEG}
    angle, sign = np.abs(records.angle_deg), np.sign(records.angle_deg)
    ways = {name: axes[axis] & (sign == way) for name, (axis, way) in DIRECTIONS.items()}
    heads, people = (sorted(set(values.tolist())) for values in (records.head_deg, records.person))
    return {
        "axis and angle": [
            ("all", np.ones(len(records.all), bool)),
            *axes.items(),
            *((f"{x} {a}", axes[x] & (angle == a)) for x in ANGLES_DEG for a in ANGLES_DEG[x]),
        ],
        "direction": [
            *ways.items(),
            *(
                (f"{name} {a}", ways[name] & (angle == a))
                for name, (axis, _) in DIRECTIONS.items()
                for a in ANGLES_DEG[axis]
            ),
        ],
        "head": [(f"{h:+d} {x}", axes[x] & (records.head_deg == h)) for h in heads for x in axes],
        "person": [(f"{p} {x}", axes[x] & (records.person == p)) for p in people for x in axes],
    }


_COLUMNS: Final = (
    "",
    "eyes",
    "error alone",
    "made",
    "ratio, median",
    "pooled",
    "worse",
    "best factor (ratio)",
    "iris way",
    "fitted",
    "upper lid",
    "lower lid",
    "sharpness",
    "untouched",
    "irises apart",
    "light apart",
)


def redirection_tables(records: Records) -> str:
    """Return the tables as Markdown."""
    count = len(records.all)
    held_back = int((records.share < _FULL_SHARE).sum())
    parts = [
        f"{count} eyes redirected and compared; {records.dropped} more do not fit their "
        f"photograph; {held_back} got less than the asked angle.",
        "Error: squared grey levels, of the eye left alone and of the made one. Ratio: the second "
        "over the first. Ways, sharpness and irises apart: made over real.",
    ]
    for title, rows in groups(records).items():
        lines = [(name, records.figures(some)) for name, some in rows]
        if title == "person":
            lines.sort(key=lambda line: -line[1].ratio)
        cells = [_cells(name, figures) for name, figures in lines]
        parts += ["", f"### By {title}", "", markdown_table(_COLUMNS, cells)]
    return "\n".join(parts)


def _cells(name: str, figures: Figures) -> list[str]:
    f = figures

    def percent(share: float) -> str:
        return "-" if math.isnan(share) else f"{100 * share:.0f} %"

    best = f"{_text(f.best_factor)} ({_text(f.best_ratio, 3)})" if f.best_factor > 0 else "-"
    return [
        name,
        str(f.eyes),
        _text(f.error_alone, 0),
        _text(f.error_made, 0),
        _text(f.ratio_median, 3),
        _text(f.ratio, 3),
        percent(f.worse_share),
        best,
        *(_text(x) for x in (f.way, f.way_fitted, f.upper_lid, f.lower_lid, f.sharpness)),
        _text(f.untouched_sharpness),
        _text(f.apart),
        percent(f.light_apart),
    ]


def _text(value: float, digits: int = 2) -> str:
    return "-" if math.isnan(value) else f"{value:.{digits}f}"


def _over(made: float, real: float) -> float:
    return made / real if real else math.nan
