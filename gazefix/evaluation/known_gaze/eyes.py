"""Eye patches of known gaze: their file, and pairs of photographs of one eye that looks elsewhere.

The file is an NPZ of N patches of single eyes:

    jpeg, ends       the N JPEG files one behind the other, uint8, and where each of them ends (N,)
    labels           (N, 5) integers: person; head yaw, gaze pitch and gaze yaw in degrees, + is up
                     and towards the picture's right; 0 for the picture's left eye, 1 for its right
    landmarks        (N, 7, 2) in pixels of the patch, in the order of `types.LANDMARK_NAMES`
    iris_radius_px   (N,)
    usable           (N,) whether the patch really shows an eye

All patches have one size. The same person, eye and head with another gaze is the true answer to a
redirection.
"""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Self

import numpy as np
import numpy.typing as npt

from gazefix.errors import InputError
from gazefix.imaging.geometry import openness
from gazefix.imaging.operations import decode_image
from gazefix.types import Eye, FloatArray, Image, Side

#: Subject's eye of the picture's left and right patch.
SIDES: Final = (Side.RIGHT, Side.LEFT)
Axis = Literal["sideways", "vertical"]
#: Angles between the two photographs of a pair, degrees.
ANGLES_DEG: Final[dict[Axis, tuple[int, ...]]] = {
    "sideways": (5, 10, 15, 20, 25, 30),
    "vertical": (10, 20),
}
#: A person's pairs are drawn with this seed plus the person's number.
_SEED: Final = 1000


@dataclass(frozen=True, slots=True, order=True)
class Photo:
    """One photograph of both eyes: who, and the head's yaw and the gaze in degrees."""

    person: int
    head_deg: int
    pitch_deg: int
    yaw_deg: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two photographs of one person and head pose whose gazes differ by an angle on one axis."""

    axis: Axis
    angle_deg: int
    source: Photo
    target: Photo


class KnownEyes:
    """The patches of a file. `photos` are those whose two patches are usable, in order."""

    def __init__(
        self,
        jpegs: list[bytes],
        labels: npt.NDArray[np.int64],
        landmarks: FloatArray,
        radii_px: FloatArray,
        usable: npt.NDArray[np.bool_],
    ) -> None:
        self._jpegs, self._landmarks, self._radii_px = jpegs, landmarks, radii_px
        self._number: dict[tuple[Photo, int], int] = {}
        for number, (*photo, place) in enumerate(labels.tolist()):
            if usable[number]:
                self._number[Photo(*photo), place] = number
        both = {photo for photo, place in self._number if place == 0}
        self.photos = tuple(sorted(p for p in both if (p, 1) in self._number))

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read the patches of a file. Raises InputError for a missing or malformed one."""
        hint = "--eyes takes an NPZ file of eye patches of known gaze"
        try:
            with np.load(path) as file:
                jpeg, ends = file["jpeg"].tobytes(), file["ends"].astype(np.int64)
                labels, usable = file["labels"].astype(np.int64), file["usable"].astype(bool)
                landmarks = file["landmarks"].astype(np.float32)
                radii_px = file["iris_radius_px"].astype(np.float32)
        except (
            OSError,
            KeyError,
            ValueError,
            TypeError,
            AttributeError,
            zipfile.BadZipFile,
        ) as error:
            raise InputError(f"{path} cannot be read: {error}", hint) from error
        count = len(ends)
        shapes = (labels.shape, landmarks.shape, radii_px.shape, usable.shape)
        if shapes != ((count, 5), (count, 7, 2), (count,), (count,)):
            raise InputError(f"{path} has arrays of the wrong shapes", hint)
        if not np.isfinite(landmarks[usable]).all() or not np.isin(labels[:, 4], (0, 1)).all():
            raise InputError(f"{path} has landmarks or labels that mean nothing", hint)
        begins = np.concatenate([[0], ends[:-1]])
        jpegs = [jpeg[a:b] for a, b in zip(begins.tolist(), ends.tolist(), strict=True)]
        eyes = cls(jpegs, labels, landmarks, radii_px, usable)
        if not eyes.photos:
            raise InputError(f"{path} holds no photograph with two usable eyes", hint)
        return eyes

    @property
    def people(self) -> tuple[int, ...]:
        """The people of `photos`."""
        return tuple(sorted({photo.person for photo in self.photos}))

    def pictures(self, photo: Photo) -> tuple[Image, Image]:
        """Return the patches of the picture's left and right eye, BGR. Raises InputError for a
        damaged one."""
        left, right = (decode_image(self._jpegs[self._number[photo, place]]) for place in (0, 1))
        if left is None or right is None:
            raise InputError(f"a patch of {photo} is not a JPEG picture")
        return left, right

    def eyes(self, photo: Photo) -> tuple[Eye, Eye]:
        """Return the picture's left and right eye in pixels of their patches."""
        left, right = (self._eye(photo, place) for place in (0, 1))
        return left, right

    def _eye(self, photo: Photo, place: int) -> Eye:
        number = self._number[photo, place]
        points = self._landmarks[number]
        return Eye(SIDES[place], points, float(self._radii_px[number]), openness(points))


def choose_pairs(photos: Collection[Photo], person: int) -> list[Pair]:
    """Return one pair of a person's photographs for each head pose, direction and angle.

    Of several it takes one at random, always the same one.
    """
    own = {photo for photo in photos if photo.person == person}
    heads, pitches, yaws = (
        sorted({values[k] for values in map(_values, photos)}) for k in range(3)
    )
    rng = np.random.default_rng(_SEED + person)
    pairs: list[Pair] = []
    for head in heads:
        here = [Photo(person, head, pitch, yaw) for pitch in pitches for yaw in yaws]
        for axis, angle in _directions():
            fitting = [
                (photo, there)
                for photo in here
                if photo in own and (there := _looking_on(photo, axis, angle)) in own
            ]
            if fitting:
                pairs.append(Pair(axis, angle, *fitting[rng.integers(len(fitting))]))
    return pairs


def _values(photo: Photo) -> tuple[int, int, int]:
    return photo.head_deg, photo.pitch_deg, photo.yaw_deg


def _directions() -> Iterator[tuple[Axis, int]]:
    for axis, angles in ANGLES_DEG.items():
        for angle in angles:
            yield axis, angle
            yield axis, -angle


def _looking_on(photo: Photo, axis: Axis, angle_deg: int) -> Photo:
    """Return the photograph whose gaze lies an angle further on an axis."""
    up, aside = (angle_deg, 0) if axis == "vertical" else (0, angle_deg)
    return Photo(photo.person, photo.head_deg, photo.pitch_deg + up, photo.yaw_deg + aside)
