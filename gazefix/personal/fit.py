"""What a recording says of a person's reading: offset, gain, and dependence on the head. Pure.

The true gaze is fitted as a linear function of the read gaze and the head's direction, and what is
left by curves where held-out dots get better. Priors keep it near the uncalibrated reading where
few dots speak; dots at which the eyes were elsewhere lose their weight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from gazefix.correction.gaze import READING_DEG, UNCHANGED, Profile, curves
from gazefix.errors import ProfileError
from gazefix.types import Gaze, HeadPose

Values = npt.NDArray[np.float64]

#: Standard deviation of a dot's reading, degrees, and what people differ by: their offset in
#: degrees, the gain on the axis itself, what one axis adds to the other, and the share of the
#: head's direction. Known gaze of 24 people.
DOT_DEG: Final = 2.0
OFFSET_DEG: Final = 5.0
GAIN: Final = 0.25
CROSS: Final = 0.10
HEAD: Final = 0.10
#: The same for curved terms.
CURVE: Final = 0.25
#: Huber's threshold in standard deviations of a dot.
HUBER: Final = 1.5
_ROUNDS: Final = 12
#: A dot this far beside the fit was not looked at: degrees, and standard deviations.
ASIDE_DEG, ASIDE_SD = 6.0, 3.5
#: Most dots, as a share, at which the eyes may have been elsewhere.
MAX_ASIDE: Final = 0.3
#: Largest error on held-out dots that is accepted, degrees, and up to which it counts as good.
MAX_ERROR_DEG, GOOD_DEG = 4.0, 2.0
#: Least and largest usual gain; people's deviates by a sixth. A wrong size of the screen changes
#: it by as much.
USUAL_GAIN: Final = (0.80, 1.25)
#: Mean gain of the uncalibrated reading in yaw, on known gaze of 24 people.
MEAN_GAIN: Final = 1.04
#: Gains beyond which no fit is used. Rendered eyes that are read at 0.4 of their way are still
#: recovered to about a degree.
LAST_GAIN: Final = (0.35, 2.0)
#: Least spread of the true gazes for a fit: standard deviation in degrees on each axis.
MIN_SPREAD_DEG: Final = 2.0
_FOLDS: Final = 5


@dataclass(frozen=True, slots=True)
class PersonalReading:
    """The result of a capture.

    profile     for the reader of gaze
    error_deg   median angle between calibrated and true gaze, on dots that were held out
    before_deg  the same without calibration
    gain        read over true yaw, 1 being usual
    aside       dots that were not looked at
    """

    profile: Profile
    error_deg: float
    before_deg: float
    gain: float
    aside: int

    @property
    def unusual(self) -> bool:
        """Whether the eyes seem to turn too far or too little."""
        low, high = USUAL_GAIN
        return not low <= self.gain <= high

    @property
    def doubt(self) -> str:
        """What makes the result doubtful; "" if nothing does."""
        if self.unusual:
            return (
                f"Your eyes were measured to turn {self.gain:.2f} times as far as they should:"
                " check the screen's size with a card, and the distance."
            )
        return "" if self.error_deg <= GOOD_DEG else "Trying again may improve it."


def fit_reading(
    read_deg: Values, heads_deg: Values, true_deg: Values, dots: npt.NDArray[np.int64]
) -> PersonalReading:
    """Return the personal reading of N frames, each (N, 2): pitch and yaw in degrees.

    dots   (N,) which dot each frame belongs to; the frames of a dot count as one
    Raises ProfileError where the eyes were elsewhere, or the result is no better than a guess.
    """
    each = np.unique(dots)

    def by_dot(values: Values) -> Values:
        return np.stack([np.median(values[dots == dot], axis=0) for dot in each])

    read, heads, true = by_dot(read_deg), by_dot(heads_deg), by_dot(true_deg)
    if len(each) < 6 or true.std(0).min() < MIN_SPREAD_DEG:
        raise ProfileError("too few dots were looked at", "record your eyes again")
    rows = np.hstack([read, heads])
    errors = np.linalg.norm(_Fit.of(rows, true).gaze(rows) - true, axis=1)
    aside = errors > max(ASIDE_DEG, ASIDE_SD * _deviation(errors))
    if aside.mean() > MAX_ASIDE:
        hint = "follow the dot with your eyes until it ends, and try again"
        raise ProfileError(f"the eyes were elsewhere at {aside.sum()} of {len(each)} dots", hint)
    rows, true, read = rows[~aside], true[~aside], read[~aside]
    straight, bent = (_held_out(rows, true, curved=curved) for curved in (False, True))
    curved = _mean_length(bent) < _mean_length(straight)
    held_out, fit = bent if curved else straight, _Fit.of(rows, true, curved=curved)
    error_deg = float(np.median(np.linalg.norm(held_out, axis=1)))
    before_deg = float(np.median(np.linalg.norm(read - true, axis=1)))
    design = np.column_stack([np.ones(len(true)), true, rows[:, 2:4]])
    gain = float(np.linalg.lstsq(design, read[:, 1], rcond=None)[0][2]) / MEAN_GAIN
    _check(error_deg, before_deg, gain)
    left = np.radians(np.sqrt(np.maximum((held_out**2).mean(0), 0.5**2)))
    # A reading of one frame errs beside what is left of the person's own error.
    own = np.sqrt(np.maximum(left**2 - np.radians([READING_DEG.pitch, READING_DEG.yaw]) ** 2, 0.0))
    pitch, yaw = (tuple(row) for row in np.vstack([fit.straight[1:], fit.bent]).T.tolist())
    profile = Profile(
        Gaze(*(-np.radians(fit.straight[0])).tolist()), Gaze(*own.tolist()), (pitch, yaw)
    )
    return PersonalReading(profile, error_deg, before_deg, gain, int(aside.sum()))


@dataclass(frozen=True, slots=True, eq=False)
class _Fit:
    """The gaze as a function of rows (N, 4): the read pitch and yaw and the head's, degrees.

    straight   (5, 2) factors on 1 and the row
    bent       (10, 2) factors on `gaze.curves` of the straight part; (0, 2) without
    """

    straight: Values
    bent: Values

    @classmethod
    def of(cls, rows: Values, true: Values, *, curved: bool = False) -> _Fit:
        """Return the fit to true gazes (N, 2)."""
        design = np.column_stack([np.ones(len(rows)), rows])
        prior = np.vstack([np.zeros(2), np.array(UNCHANGED).T])
        spread = np.array(
            [[OFFSET_DEG] * 2, [GAIN, CROSS], [CROSS, GAIN], [HEAD, HEAD / 2], [HEAD / 2, HEAD]]
        )
        straight = prior + _solved(design, true - design @ prior, spread)
        if not curved:
            return cls(straight, np.empty((0, 2)))
        terms = _curves(design @ straight, rows)
        spread = np.full((terms.shape[1], 2), CURVE)
        return cls(straight, _solved(terms, true - design @ straight, spread))

    def gaze(self, rows: Values) -> Values:
        """Return the gazes (N, 2) of rows."""
        made: Values = self.straight[0] + rows @ self.straight[1:]
        return made + _curves(made, rows) @ self.bent if len(self.bent) else made


def _curves(gaze_deg: Values, rows: Values) -> Values:
    """Return the curved terms (N, 10) of gazes, degrees."""
    each = np.radians(np.hstack([gaze_deg, rows[:, 2:4]])).tolist()
    made = [curves(Gaze(p, y), HeadPose(up, right, 0.0)) for p, y, up, right in each]
    terms: Values = np.degrees(made)
    return terms


def _held_out(rows: Values, true: Values, *, curved: bool) -> Values:
    """Return each dot's error (N, 2) by a fit to other dots."""
    folds = np.arange(len(rows)) % _FOLDS
    errors = np.empty_like(true)
    for fold in range(_FOLDS):
        own = folds == fold
        errors[own] = _Fit.of(rows[~own], true[~own], curved=curved).gaze(rows[own]) - true[own]
    return errors


def _mean_length(errors: Values) -> float:
    return float(np.linalg.norm(errors, axis=1).mean())


def _check(error_deg: float, before_deg: float, gain: float) -> None:
    if error_deg > MAX_ERROR_DEG or error_deg > before_deg + 1.0:
        hint = "use more light, sit still, follow the dot, and try again"
        raise ProfileError(f"the gaze could only be read to {error_deg:.1f} degrees", hint)
    low, high = LAST_GAIN
    if not low <= gain <= high:
        raise ProfileError(
            f"the eyes seem to turn {gain:.2f} times as far as the dot",
            "check the screen's size with a card, and the distance",
        )


def _solved(design: Values, true: Values, spread: Values) -> Values:
    """Return the factors (K, 2) on a design (N, K), robust; spread: their priors' deviations."""
    factors = np.zeros_like(spread)
    for axis in range(2):
        hold = np.diag((DOT_DEG / spread[:, axis]) ** 2)
        # Begun from the median offset, eyes that look aside pull less.
        rest = true[:, axis] - np.median(true[:, axis])
        for _ in range(_ROUNDS):
            scale = max(_deviation(rest), 0.5)
            share = np.minimum(1.0, HUBER * scale / np.maximum(np.abs(rest), 1e-9))
            weighted = design * share[:, None]
            factors[:, axis] = np.linalg.solve(
                design.T @ weighted + hold, weighted.T @ true[:, axis]
            )
            rest = true[:, axis] - design @ factors[:, axis]
    return factors


def _deviation(values: Values) -> float:
    """Return the standard deviation of values by their median distance from 0."""
    return 1.4826 * float(np.median(np.abs(values)))
