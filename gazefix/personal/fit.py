"""What a recording says of a person's reading: offset, gain, and dependence on the head. Pure.

The true gaze is fitted as a linear function of the read gaze and the head's direction, and of
curves of them where that is better on held-out dots. Priors keep it near the uncalibrated reading
where few dots speak; dots at which the eyes were elsewhere lose their weight.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from gazefix.correction.gaze import READING_DEG, UNCHANGED, Profile, Slopes, terms
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
#: The same for curved terms, and the share of the linear fit's held-out error that they must reach.
CURVE: Final = 0.25
CURVED_SHARE: Final = 0.97
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
    both = np.radians(np.hstack([read, heads])).tolist()
    curved = np.degrees([terms(Gaze(p, y), HeadPose(hp, hy, 0.0)) for p, y, hp, hy in both])
    rows = curved[:, :4]
    weights = _solved(rows, true)
    errors = np.linalg.norm(predicted(weights, rows) - true, axis=1)
    aside = errors > max(ASIDE_DEG, ASIDE_SD * _deviation(errors))
    if aside.mean() > MAX_ASIDE:
        hint = "follow the dot with your eyes until it ends, and try again"
        raise ProfileError(f"the eyes were elsewhere at {aside.sum()} of {len(each)} dots", hint)
    rows, curved, true, read = rows[~aside], curved[~aside], true[~aside], read[~aside]
    held_out, bent = _held_out(rows, true), _held_out(curved, true)
    if _mean_length(bent) < CURVED_SHARE * _mean_length(held_out):
        rows, held_out = curved, bent
    weights = _solved(rows, true)
    error_deg = float(np.median(np.linalg.norm(held_out, axis=1)))
    before_deg = float(np.median(np.linalg.norm(read - true, axis=1)))
    design = np.column_stack([np.ones(len(true)), true, rows[:, 2:4]])
    gain = float(np.linalg.lstsq(design, read[:, 1], rcond=None)[0][2]) / MEAN_GAIN
    _check(error_deg, before_deg, gain)
    left = np.radians(np.sqrt(np.maximum((held_out**2).mean(0), 0.5**2)))
    # A reading of one frame errs beside what is left of the person's own error.
    own = np.sqrt(np.maximum(left**2 - math.radians(READING_DEG) ** 2, 0.0))
    profile = Profile(
        Gaze(*(-np.radians(weights[0])).tolist()), Gaze(*own.tolist()), _slopes(weights)
    )
    return PersonalReading(profile, error_deg, before_deg, gain, int(aside.sum()))


def predicted(weights: Values, rows: Values) -> Values:
    """Return (N, 2): the gaze of rows (N, K), the first K `gaze.terms`, by weights (K + 1, 2)."""
    made: Values = weights[0] + rows @ weights[1:]
    return made


def _held_out(rows: Values, true: Values) -> Values:
    """Return each dot's error (N, 2) by a fit to other dots."""
    folds = np.arange(len(rows)) % _FOLDS
    fits = [_solved(rows[folds != fold], true[folds != fold]) for fold in range(_FOLDS)]
    errors = [predicted(fits[n], row) - dot for n, row, dot in zip(folds, rows, true, strict=True)]
    return np.stack(errors)


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


def _solved(rows: Values, true: Values) -> Values:
    """Return the weights (K + 1, 2) of rows (N, K), robust and with the priors."""
    design = np.column_stack([np.ones(len(rows)), rows])
    weights = np.zeros((design.shape[1], 2))
    weights[1:5] = np.array(UNCHANGED).T
    curves = [CURVE] * (design.shape[1] - 5)
    for axis in range(2):
        prior = weights[:, axis].copy()
        spread = np.array([OFFSET_DEG, *[GAIN if k == axis else CROSS for k in range(2)]])
        heads = [HEAD if k == axis else HEAD / 2 for k in range(2)]
        hold = np.diag((DOT_DEG / np.concatenate([spread, heads, curves])) ** 2)
        # Begun from the median offset, eyes that look aside pull less.
        start = np.median(true[:, axis] - design @ prior)
        rest = true[:, axis] - design @ prior - start
        for _ in range(_ROUNDS):
            scale = max(_deviation(rest), 0.5)
            share = np.minimum(1.0, HUBER * scale / np.maximum(np.abs(rest), 1e-9))
            weighted = design * share[:, None]
            change = np.linalg.solve(
                design.T @ weighted + hold, weighted.T @ (true[:, axis] - design @ prior)
            )
            rest = true[:, axis] - design @ (prior + change)
        weights[:, axis] = prior + change
    return weights


def _deviation(values: Values) -> float:
    """Return the standard deviation of values by their median distance from 0."""
    return 1.4826 * float(np.median(np.abs(values)))


def _slopes(weights: Values) -> Slopes:
    pitch, yaw = (tuple(weights[1:, axis].tolist()) for axis in range(2))
    return pitch, yaw
