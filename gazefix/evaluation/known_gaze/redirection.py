"""Redirects eyes of known gaze and compares them with photographs that really look there.

The first photograph of a pair is redirected by the true difference of the two gazes. The second one
is laid over it by the skin around the eye. What is compared is the squared error inside the lids of
either and a little around them, and how far irises and lids have moved.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from gazefix.evaluation.known_gaze.alignment import Aligner, Mask, Overlay, grow, laid_over
from gazefix.evaluation.known_gaze.eyes import Axis, KnownEyes, Pair, Photo, choose_pairs
from gazefix.evaluation.known_gaze.iris_edge import KNOWN_RADIUS, UNKNOWN_RADIUS, find_iris
from gazefix.evaluation.known_gaze.lid_margins import lid_way_px
from gazefix.evaluation.known_gaze.patch_frames import PatchPair
from gazefix.evaluation.measures import laplacian_energy, polygon_mask
from gazefix.imaging.geometry import invert_affine, transform_points
from gazefix.types import INNER, IRIS, OUTER, Eye, FloatArray, Gaze, Image

#: Redirects photographs, each by its own angle: the left and the right patch of each, and the share
#: of the angle that each eye got.
Redirect = Callable[[Sequence[tuple[Photo, Gaze]]], list[tuple[PatchPair, tuple[float, float]]]]

#: Parts of the true angle that are asked, to find the one with the least error. Angles over
#: SCANNED_DEG are asked in full alone: the network's range ends at 30 degrees.
FACTORS: Final = (0.4, 0.55, 0.7, 0.85, 1.0, 1.2, 1.5)
SCANNED_DEG: Final = 20
#: What is compared lies within the lids and this far around them, eye widths.
COMPARED: Final = 0.08
#: Around the lids the skin moves with the gaze, so far in x and in y, eye widths.
_MOVING: Final = (0.12, 0.22)
#: Pixels at a patch's edge that do not count as skin.
_EDGE_PX: Final = 2
#: A fit from which on no second guess is tried.
_GOOD_FIT: Final = 0.98
#: Ratios of two eyes' widths in photographs of one person, at most.
_WIDTHS: Final = (0.9, 1.1)
#: Pairs that are redirected at once.
_BATCH: Final = 8


@dataclass(frozen=True, slots=True)
class EyeRecord:
    """One eye of a pair: what was asked, and how what was made compares with the photograph.

    left        whether it is the picture's left eye
    fit         of the skin that the photographs are laid over each other by, a correlation
    share       of the asked angle that the policy lets through
    before      mean squared difference of the two photographs, grey levels
    after       the same after redirection, for each of FACTORS; NaN where that was not asked
    iris_made, iris_real     way of the iris along the asked axis, eye widths, + as the angle
    lids_made, lids_real     ways of the upper and the lower lid, eye widths, + is up
    sharp_source, sharp_made, sharp_real   Laplacian energy inside the lids
    light_source, light_made               mean grey level of the iris
    """

    person: int
    head_deg: int
    axis: Axis
    angle_deg: int
    left: bool
    fit: float
    share: float
    before: float
    after: tuple[float, ...]
    iris_made: float
    iris_real: float
    lids_made: tuple[float, float]
    lids_real: tuple[float, float]
    sharp_source: float
    sharp_made: float
    sharp_real: float
    light_source: float
    light_made: float


@dataclass(frozen=True, slots=True, eq=False)
class PairPictures:
    """The pictures of a pair, the left eye beside the right one: source, made, and really there."""

    pair: Pair
    source: Image
    made: Image
    real: Image


@dataclass(frozen=True, slots=True, eq=False)
class _Redirected:
    """A pair of photographs with what was made of the first one.

    made    the left and the right patch for each factor
    share   of the asked angle that each eye got
    """

    pair: Pair
    made: dict[float, PatchPair]
    share: tuple[float, float]


def measure_redirection(
    eyes: KnownEyes,
    redirect: Redirect,
    *,
    keep: Callable[[PairPictures], None] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> list[EyeRecord]:
    """Return two records for each chosen pair of each person, the left eye's first.

    redirect   see `redirector.PatchRedirector.redirect`
    keep       gets the pictures of each pair
    progress   hears (people done, all people)
    """
    records: list[EyeRecord] = []
    for number, person in enumerate(eyes.people):
        for redirected in _redirect_pairs(redirect, choose_pairs(eyes.photos, person)):
            found, pictures = _compare(eyes, redirected)
            records += found
            if keep:
                keep(pictures)
        if progress:
            progress(number + 1, len(eyes.people))
    return records


def _redirect_pairs(redirect: Redirect, pairs: Sequence[Pair]) -> Iterator[_Redirected]:
    for begin in range(0, len(pairs), _BATCH):
        some = pairs[begin : begin + _BATCH]
        asked = [(pair, factor) for pair in some for factor in _factors(pair)]
        made = redirect([(p.source, _asked(p, factor)) for p, factor in asked])
        answers = dict(zip(asked, made, strict=True))
        for pair in some:
            own = {factor: answers[pair, factor][0] for factor in _factors(pair)}
            yield _Redirected(pair, own, answers[pair, 1.0][1])


def _factors(pair: Pair) -> tuple[float, ...]:
    return FACTORS if abs(pair.angle_deg) <= SCANNED_DEG else (1.0,)


def _asked(pair: Pair, factor: float) -> Gaze:
    angle = math.radians(factor * pair.angle_deg)
    return Gaze(angle, 0.0) if pair.axis == "vertical" else Gaze(0.0, angle)


def _compare(eyes: KnownEyes, redirected: _Redirected) -> tuple[list[EyeRecord], PairPictures]:
    """Return the records of both eyes of a redirected pair, and its pictures."""
    pair = redirected.pair
    sources, targets = eyes.pictures(pair.source), eyes.pictures(pair.target)
    marks = zip(eyes.eyes(pair.source), eyes.eyes(pair.target), strict=True)
    records, real = [], []
    for place, (here, there) in enumerate(marks):
        made = {factor: both[place] for factor, both in redirected.made.items()}
        views = _EyePair(sources[place], targets[place], here, there)
        records.append(_record(pair, place, views, made, redirected.share[place]))
        real.append(views.real.clip(0, 255).astype(np.uint8))
    made_both = redirected.made[1.0]
    pictures = PairPictures(pair, np.hstack(sources), np.hstack(made_both), np.hstack(real))
    return records, pictures


class _EyePair:
    """One eye in two photographs, the second laid over the first.

    real       (H, W, 3) float32, the second photograph in the first one's pixels
    compared   (H, W), the pixels that count
    back       (2, 3), from the second one's pixels to the first one's
    """

    def __init__(self, source: Image, target: Image, here: Eye, there: Eye) -> None:
        self.source, self.target, self.here, self.there = source, target, here, there
        self.overlay = lay_by_skin(source, target, here, there)
        self.real, covered = laid_over(target, self.overlay.matrix)
        self.back = invert_affine(self.overlay.matrix)
        size, margin = (source.shape[1], source.shape[0]), COMPARED * here.width_px
        moved = transform_points(self.back, there.landmarks)
        self.lids = polygon_mask(size, here.landmarks[:IRIS], margin)
        self.compared = (self.lids | polygon_mask(size, moved[:IRIS], margin)) & covered
        self.iris_there = moved[IRIS]

    def error(self, bgr: Image) -> float:
        """Return the mean squared difference between a picture and the second photograph."""
        difference = bgr.astype(np.float32) - self.real
        return float(np.square(difference)[self.compared].mean())

    @property
    def scale(self) -> float:
        """Pixels of the second photograph to one of the first."""
        return math.sqrt(abs(float(np.linalg.det(self.overlay.matrix[:, :2]))))


def _record(
    pair: Pair, place: int, eye: _EyePair, made: dict[float, Image], share: float
) -> EyeRecord:
    corrected = made[1.0]
    size, there = (eye.target.shape[1], eye.target.shape[0]), eye.there
    own_lids = polygon_mask(size, there.landmarks[:IRIS], COMPARED * there.width_px)
    iris_made, iris_real, radius_px = _iris_ways(eye, corrected)
    sign = math.copysign(1.0, pair.angle_deg)
    along = (0, -sign) if pair.axis == "vertical" else (sign, 0)
    real = eye.real.clip(0, 255).astype(np.uint8)
    return EyeRecord(
        person=pair.source.person,
        head_deg=pair.source.head_deg,
        axis=pair.axis,
        angle_deg=pair.angle_deg,
        left=place == 0,
        fit=eye.overlay.fit,
        share=share,
        before=eye.error(eye.source),
        after=tuple(eye.error(made[f]) if f in made else math.nan for f in FACTORS),
        iris_made=float(iris_made @ along),
        iris_real=float(iris_real @ along),
        lids_made=_lid_ways(eye, corrected),
        lids_real=_lid_ways(eye, real),
        sharp_source=laplacian_energy(eye.source, eye.lids),
        sharp_made=laplacian_energy(corrected, eye.lids),
        sharp_real=laplacian_energy(eye.target, own_lids),
        light_source=_light(eye.source, eye.here.landmarks[IRIS], radius_px),
        light_made=_light(
            corrected, eye.here.landmarks[IRIS] + iris_made * eye.here.width_px, radius_px
        ),
    )


def _iris_ways(eye: _EyePair, made: Image) -> tuple[FloatArray, FloatArray, float]:
    """Return the iris's way in what was made and the real one, (2,) in eye widths, by the iris's
    edge, and its radius in pixels. All three pictures are searched for one radius."""
    marks, width = eye.here.landmarks, eye.here.width_px
    source = find_iris(eye.source, marks[IRIS], eye.here.iris_radius_px, UNKNOWN_RADIUS)
    halfway = (marks[IRIS] + eye.iris_there) / 2
    moved = find_iris(made, halfway, source.radius_px, KNOWN_RADIUS)
    radius = source.radius_px * eye.scale
    there = find_iris(eye.target, eye.there.landmarks[IRIS], radius, KNOWN_RADIUS)
    really = transform_points(eye.back, there.centre)
    ways = ((place - source.centre) / width for place in (moved.centre, really))
    made_way, real_way = (way.astype(np.float32) for way in ways)
    return made_way, real_way, source.radius_px


def _lid_ways(eye: _EyePair, other: Image) -> tuple[float, float]:
    """Return the ways of the upper and the lower lid from the source to a picture, eye widths."""
    upper, lower = (
        lid_way_px(eye.source, other, eye.here, upper=upper) / eye.here.width_px
        for upper in (True, False)
    )
    return upper, lower


def _light(bgr: Image, centre: FloatArray, radius_px: float) -> float:
    """Return the mean grey level of the middle half of an iris."""
    ys, xs = np.mgrid[: bgr.shape[0], : bgr.shape[1]]
    near = (xs - centre[0]) ** 2 + (ys - centre[1]) ** 2 <= (0.7 * radius_px) ** 2
    return float(bgr[near].mean()) if near.any() else math.nan


def lay_by_skin(source: Image, target: Image, here: Eye, there: Eye) -> Overlay:
    """Return the similarity from the source's pixels to the target's that the skin around the eye
    determines: that with the smaller cost of two, which begin at the corners and at nothing."""
    aligner = Aligner(source, target)
    ratio = min(max(there.width_px / here.width_px, _WIDTHS[0]), _WIDTHS[1])
    middle_here, middle_there = (eye.landmarks[[INNER, OUTER]].mean(0) for eye in (here, there))
    centre = (np.array([source.shape[1], source.shape[0]]) - 1) / 2
    way = middle_there - centre - ratio * (middle_here - centre)
    best: Overlay | None = None
    for guess in (aligner.similarity(ratio, way), aligner.similarity(1.0, np.zeros(2))):
        found = Overlay(guess, 0.0, math.inf)
        for _ in range(2):  # where the target's lids lie depends on the similarity itself
            found = aligner.find(_skin(source, here, there, found), found.matrix)
        if best is None or found.cost < best.cost:
            best = found
        if best.fit > _GOOD_FIT:
            break
    assert best is not None
    return best


def _skin(source: Image, here: Eye, there: Eye, overlay: Overlay) -> Mask:
    """Return the source's pixels that lie on skin in both photographs."""
    size, width = (source.shape[1], source.shape[0]), here.width_px
    moved = transform_points(invert_affine(overlay.matrix), there.landmarks)
    skin = np.zeros(source.shape[:2], bool)
    skin[_EDGE_PX:-_EDGE_PX, _EDGE_PX:-_EDGE_PX] = True
    for outline in (here.landmarks[:IRIS], moved[:IRIS]):
        lids = polygon_mask(size, outline, 0.0)
        skin &= ~grow(lids, _MOVING[0] * width, _MOVING[1] * width)
    return skin
