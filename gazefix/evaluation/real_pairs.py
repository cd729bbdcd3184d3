"""How near a redirected eye comes to the same eye when it really looks there, in a clip.

In frame A somebody looks here, in frame B there, with the head nearly still. A, redirected by the
difference, is compared with B, which is laid over it by the skin around the eye. The difference is
the judge's, which reads steep ones too small, so some factors of it are tried.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from gazefix.config import Config
from gazefix.correction.blinks import blinking
from gazefix.correction.corrector import Corrector
from gazefix.correction.policy import OPEN_OPENNESS, Reason
from gazefix.correction.redirector import Measurement
from gazefix.evaluation.judge import MIN_EYE_PX, MIN_OPEN, Judge, largest_face
from gazefix.evaluation.measures import lay_over, polygon_mask
from gazefix.imaging.geometry import invert_affine, transform_points
from gazefix.imaging.operations import Box, continued, enlarge, fit_into, shift
from gazefix.media.video import ClipReader
from gazefix.types import INNER, IRIS, OUTER, Eye, FloatArray, Frame, Gaze, Image

#: Differences of gaze that are compared, in degrees, and those that count as none.
APART_DEG: Final = (10.0, 30.0)
SAME_DEG: Final = (0.0, 2.0)
#: Least time between two frames of the same gaze: a codec keeps pixels from frame to frame.
SAME_APART_S: Final = 1.0
#: Largest turn of the head, in degrees, and factor of its size within a pair.
HEAD_APART_DEG: Final = 3.0
HEAD: Final = ("head_yaw", "head_pitch", "roll")
SIZES_APART: Final = 1.05
#: Frames of a clip that are kept at most (twice as many while it is read), and tries for a pair.
MOST_LOOKS: Final = 60
TRIES: Final = 4
#: Factors of the judged difference that are tried.
FACTORS: Final = (0.6, 0.8, 1.0, 1.2, 1.4, 1.6)
_AS_JUDGED: Final = FACTORS.index(1.0)
#: Eye widths around the lids: compared up to the first; laid over each other by the skin from the
#: second to the third, whose correlation must be at least LEAST_FIT.
COMPARED, SKIN_FROM, SKIN_TO = 0.08, 0.22, 0.55
LEAST_FIT: Final = 0.9
#: One eye of a contact sheet: width, height.
CELL_SIZE_PX: Final = (230, 160)


@dataclass(frozen=True, slots=True)
class RealPairFigures:
    """Medians over a clip's pairs of frames; NaN where there is none.

    real_pairs    their number
    real_apart    judged difference of their gazes, degrees
    real_error    squared error in and near the lids over that of the uncorrected eyes, asked as
                  judged; real_raised, real_lowered, real_sideways: of pairs in that direction
    real_factor   the factor of the judged difference with the smallest error, real_best
    real_floor    noise floor: the difference of frames with the same gaze, over that of these pairs
    """

    real_pairs: int
    real_apart: float
    real_error: float
    real_factor: float
    real_best: float
    real_raised: float
    real_lowered: float
    real_sideways: float
    real_floor: float


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """A frame with its measurement and what the judge sees in it."""

    frame: Frame
    measurement: Measurement
    seen: dict[str, Any]

    @property
    def eyes(self) -> tuple[Eye, Eye]:
        """The eyes of the first face, left and right."""
        return self.measurement.faces[0].eyes


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    """An eye in both frames.

    box        of the eye in the first frame
    there      the second frame's pixels for that box, laid over by the skin
    compared   (h, w): which of them are compared
    """

    box: Box
    there: FloatArray
    compared: npt.NDArray[np.bool_]

    def error(self, bgr: Image) -> float:
        """Squared error of the first frame, corrected or not."""
        return float(np.square(continued(bgr, self.box) - self.there)[self.compared].sum())

    @property
    def values(self) -> int:
        """How many values the error sums."""
        return 3 * int(self.compared.sum())


def evaluate_real_pairs(
    file: Path, judge: Judge, config: Config, *, every: int = 3, most: int = 30
) -> tuple[RealPairFigures, list[Image]]:
    """Return a clip's figures over at most `most` pairs, and for each a row of a contact sheet:
    before, redirected, really there."""
    errors: list[list[float]] = []
    untouched: list[float] = []
    differences: list[npt.NDArray[np.float64]] = []
    rows: list[Image] = []
    with Corrector(config, still=True) as corrector:
        looks = _looks(file, judge, corrector, every)
        for one, other, pairs in _tried(looks, APART_DEG, TRIES * most):
            before = sum(pair.error(one.frame.bgr) for pair in pairs)
            judged = _difference_deg(one, other)
            made = []
            for factor in FACTORS:
                asked = Gaze(*np.radians(factor * judged).tolist())
                correction = corrector.apply(one.frame, one.measurement, asked)
                reasons = {decision.reason for decision in correction.decisions[:2]}
                if not before or reasons != {Reason.CORRECTING}:
                    break
                made.append(correction.frame.bgr)
            else:
                errors.append([sum(pair.error(bgr) for pair in pairs) / before for bgr in made])
                untouched.append(before / sum(pair.values for pair in pairs))
                differences.append(judged)
                shown = (_cells(pair, one.frame.bgr, made[_AS_JUDGED]) for pair in pairs)
                rows.append(np.hstack([*itertools.chain(*shown)]))
            if len(errors) == most:
                break
    same = [
        sum(pair.error(one.frame.bgr) for pair in pairs) / sum(pair.values for pair in pairs)
        for one, _, pairs in _tried(looks, SAME_DEG, most, SAME_APART_S)
    ]
    floor = float(np.median(same) / np.median(untouched)) if same and untouched else math.nan
    if not errors:
        return RealPairFigures(0, *[math.nan] * 8), rows
    return _figures(np.array(errors), np.array(differences), floor), rows


def _tried(
    looks: list[Look], apart_deg: tuple[float, float], most: int, least_s: float = 0.0
) -> Iterator[tuple[Look, Look, list[_Pair]]]:
    """Of at most `most` pairs, in random order, those that can be laid over each other."""
    chosen = look_pairs(looks, apart_deg, least_s)
    for place in np.random.default_rng(1).permutation(len(chosen))[:most].tolist():
        one, other = chosen[place]
        pairs = [pair for number in range(2) if (pair := _laid_over(one, other, number))]
        if len(pairs) == 2:
            yield one, other, pairs


def _figures(
    errors: npt.NDArray[np.float64], differences_deg: npt.NDArray[np.float64], floor: float
) -> RealPairFigures:
    """From the errors (N, factors) and judged differences (N, 2) in pitch and yaw."""
    medians = np.median(errors, 0)
    best, asked = int(medians.argmin()), errors[:, _AS_JUDGED]
    pitch, yaw = differences_deg.T
    steep = np.abs(pitch) > np.abs(yaw)

    def median(values: npt.NDArray[np.float64]) -> float:
        return float(np.median(values)) if len(values) else math.nan

    return RealPairFigures(
        real_pairs=len(errors),
        real_apart=median(np.hypot(pitch, yaw)),
        real_error=median(asked),
        real_factor=FACTORS[best],
        real_best=float(medians[best]),
        real_raised=median(asked[steep & (pitch > 0)]),
        real_lowered=median(asked[steep & (pitch < 0)]),
        real_sideways=median(asked[~steep]),
        real_floor=floor,
    )


def _looks(file: Path, judge: Judge, corrector: Corrector, every: int) -> list[Look]:
    """Every nth frame, or fewer of a long clip, whose eyes are open and don't blink: while a lid
    moves the judge reads a lowered gaze."""
    looks: list[Look] = []
    times_s: list[float] = []
    opened: list[tuple[float, float]] = []  # how far each eye is open
    with ClipReader(file) as reader:
        for number, frame in enumerate(reader):
            measurement = corrector.measure(frame, gaze=False)
            if not measurement.faces:
                continue
            left, right = (eye.openness for eye in measurement.faces[0].eyes)
            times_s.append(frame.time_s)
            opened.append((left, right))
            if number % every or min(left, right) < OPEN_OPENNESS:
                continue
            seen = largest_face(judge, frame.bgr)
            if seen is not None and seen["eye_px"] > MIN_EYE_PX and min(seen["open"]) > MIN_OPEN:
                looks.append(Look(Frame(frame.bgr, frame.time_s, frame.index), measurement, seen))
            if len(looks) > 2 * MOST_LOOKS:
                looks, every = looks[::2], 2 * every
    blinks = in_blinks(times_s, opened)
    return [look for look in looks if not blinks[np.searchsorted(times_s, look.frame.time_s)]]


def in_blinks(
    times_s: Sequence[float], opened: Sequence[tuple[float, float]]
) -> npt.NDArray[np.bool_]:
    """Return (N,): which frames at these times, with the eyes `opened` so far, are in a blink."""
    if not opened:
        return np.zeros(0, bool)
    openness, yaw = np.array(opened, np.float32).reshape(-1, 2), np.zeros(len(opened), np.float32)
    return blinking(openness, yaw, np.diff(times_s).tolist())[:, 0]


def look_pairs(
    looks: list[Look], apart_deg: tuple[float, float], least_s: float
) -> list[tuple[Look, Look]]:
    """Return ordered pairs with gazes that far apart, heads alike, and at least `least_s` between
    them."""

    def alike(one: Look, other: Look) -> bool:
        small, large = sorted((one.seen["eye_px"], other.seen["eye_px"]))
        turned = max(abs(one.seen[name] - other.seen[name]) for name in HEAD)
        apart_s = abs(one.frame.time_s - other.frame.time_s)
        still = turned < HEAD_APART_DEG and large < SIZES_APART * small
        return bool(apart_s >= least_s and still)

    return [
        (one, other)
        for one, other in itertools.permutations(looks, 2)
        if apart_deg[0] <= float(np.hypot(*_difference_deg(one, other))) <= apart_deg[1]
        and alike(one, other)
    ]


def _difference_deg(one: Look, other: Look) -> npt.NDArray[np.float64]:
    """(2,): the judged difference in pitch and yaw."""
    return np.array([other.seen[axis] - one.seen[axis] for axis in ("pitch", "yaw")])


def _laid_over(one: Look, other: Look, number: int) -> _Pair | None:
    """One eye (0 or 1) of two frames; None where the skin around it doesn't fit."""
    here, there = one.eyes[number], other.eyes[number]
    (x, y), width = here.landmarks[[INNER, OUTER]].mean(0).tolist(), here.width_px
    left, top = round(x - 1.15 * width), round(y - 0.8 * width)
    box = left, top, left + round(2.3 * width), top + round(1.6 * width)
    moved = there.landmarks[[INNER, OUTER]].mean(0) - (x, y)
    guess = np.array([[1, 0, left + moved[0]], [0, 1, top + moved[1]]], np.float64)
    lids = there.landmarks[:IRIS]
    inner, outer = (polygon_mask(other.frame.size, lids, m * width) for m in (SKIN_FROM, SKIN_TO))
    skin = outer & ~inner
    found = lay_over(other.frame.bgr, continued(one.frame.bgr, box), skin, guess)
    if found is None or found[1] < LEAST_FIT:
        return None
    to_box = invert_affine(found[0])
    size = box[2] - left, box[3] - top
    outlines = (
        here.landmarks[:IRIS] - np.array([left, top], np.float32),
        transform_points(to_box, lids),
    )
    near = [polygon_mask(size, outline, COMPARED * width) for outline in outlines]
    return _Pair(box, shift(other.frame.bgr, to_box, size).astype(np.float32), near[0] | near[1])


def _cells(pair: _Pair, before: Image, after: Image) -> list[Image]:
    there: Image = pair.there.astype(np.uint8)
    return [
        fit_into(enlarge(cell, 4), CELL_SIZE_PX)
        for cell in (continued(before, pair.box), continued(after, pair.box), there)
    ]
