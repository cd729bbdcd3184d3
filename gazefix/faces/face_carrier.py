"""Carry faces from frame to frame between two calls of the localizer.

A head before a camera drifts, turns and comes nearer. Where the pixels around both eyes are those
of an earlier frame under an affine map, the eyes' landmarks move by that map. So the localizer is
called every few frames only, and at once where a lid, an iris or a head moves otherwise. Where
nothing but the map changed, the gaze is not read again either.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Self

import numpy as np

from gazefix.imaging.crops import Reduction
from gazefix.imaging.geometry import (
    CORNER_DISTANCE_PX,
    CROP_CENTRE_PX,
    EyeCrop,
    FloatMatrix,
    eye_crop,
    invert_affine,
    openness,
    transform_points,
)
from gazefix.imaging.operations import best_match, inverse, slope
from gazefix.types import Eye, Face, FloatArray, Frame

#: Longest time that a face is carried, in seconds: somebody else may have come.
CARRY_S: Final = 0.15
#: Templates older than this are discarded, in seconds.
TEMPLATE_S: Final = 0.3
#: Share of the localizer's finding in the landmarks of a face that only drifted. Calls are fewer
#: then; with this share their noise, smoothed over time, is no more than with a call each frame: a
#: share w leaves w / (2 - w) of the noise's power.
NEW_SHARE: Final = 0.4
#: Landmarks further apart than this, in eye widths, are another face's. The localizer's noise is a
#: tenth of it.
SAME_FACE_WIDTHS: Final = 0.1
#: Calls with the same number of faces before any is carried: the localizer finds a crowd gradually.
SETTLED_CALLS: Final = 10
#: Largest difference of a tile in an eye that can be followed, as the shift in pixels of the crop
#: that would cause it (root mean square, over the mean slope). On clips of people before a camera,
#: landmarks of eyes below it lie within 0.25 to 0.75 px of the localizer's, which is its own noise.
LOST_PX: Final = 1.7
#: The same in an eye that only moved: its gaze is not read again. Doubled, small saccades are lost.
CHANGED_PX: Final = 0.5
#: Largest shift to follow, in pixels of the crop, and the steps that find one.
FURTHEST_PX: Final = 24
STEPS: Final = 4
#: Difference from which a coarse search begins, as LOST_PX is measured, over all tiles.
JUMP_PX: Final = 1.2
#: Steps smaller than this end the search, in pixels of the crop.
DONE_PX: Final = 0.02
#: Largest stretch or turn to follow, as the way of a corner of the eye in pixels of the crop: a
#: blink flattens the eye. Doubled, blinks are noticed a frame late.
MOST_STRETCH_PX: Final = 3.0
#: Usual stretch or turn between two calls, as the way of a corner of the eye in pixels of the crop
#: (standard deviation), and the difference that is noise, as CHANGED_PX is measured.
USUAL_PX: Final = 1.5
NOISE_PX: Final = 0.3
#: Pixels of the crop per compared pixel, and compared pixels per pixel of the coarse search.
STEP_PX: Final = 2
COARSE: Final = 2
#: Blur in pixels of the crop, so that a shift by a fraction of a pixel changes little else.
BLUR_PX: Final = 1.6
#: The compared part of the crop: the eye with its lids and lashes.
LEFT_PX, TOP_PX, WIDTH_PX, HEIGHT_PX = 12, 12, 72, 40
_SIZE: Final = (WIDTH_PX // STEP_PX, HEIGHT_PX // STEP_PX)
#: Its tiles: rows and columns.
TILES: Final = (4, 6)
#: Least mean square slope of a template, in grey levels per pixel of the crop: below, it is flat.
LEAST_SLOPE: Final = 0.05
#: Least product of the slopes' power along their two axes over the square of its sum: below, all
#: edges run one way.
LEAST_CORNER: Final = 1e-3


def _averaging(pixels: int, tiles: int) -> FloatArray:
    """Return the matrix (tiles, pixels) whose product is the mean of each tile."""
    rows: FloatArray = np.repeat(np.eye(tiles, dtype=np.float32), pixels // tiles, 1)
    rows /= rows.sum(1, keepdims=True)
    return rows


# Products with matrices are faster than reductions on such small arrays.
_BY_ROW: Final = _averaging(HEIGHT_PX // STEP_PX, TILES[0])
_BY_COLUMN: Final = _averaging(WIDTH_PX // STEP_PX, TILES[1]).T.copy()


def _window() -> tuple[FloatMatrix, FloatArray]:
    """Return the map (3, 3) of compared pixels to (u, v, 1), and u, v and 1 of all of them.

    u and v are places in the crop from its centre, 1 at the eye's outer corner.
    """
    radius = CORNER_DISTANCE_PX / 2
    corner = (np.array([LEFT_PX, TOP_PX]) - CROP_CENTRE_PX) / radius
    to_place = np.array(
        [[STEP_PX / radius, 0, corner[0]], [0, STEP_PX / radius, corner[1]], [0, 0, 1]]
    )
    rows, columns = np.mgrid[: _SIZE[1], : _SIZE[0]].reshape(2, -1)
    return to_place, (to_place @ [columns, rows, np.ones_like(rows)]).astype(np.float32)


_TO_PLACE, _PLACES = _window()
#: The window without any motion: (2, 3), (u, v, 1) -> crop pixels.
_REST: Final = np.column_stack([np.eye(2) * (CORNER_DISTANCE_PX / 2), CROP_CENTRE_PX])
_STILL: Final = np.zeros((2, 3))
#: Numbers of a motion that are pulled towards 0: stretch and turn.
_PULLED: Final = np.array([1, 1, 0, 1, 1, 0])


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """An eye as it was found.

    reduction   from a frame to the compared pixels
    pixels      (h, w) compared pixels, with a mean of 0
    coarse      a part of the reduced picture, to search for
    slopes      (6, h * w) change of the pixels for each number of a motion
    solve       (6, 6) from differences summed over the slopes to the motion that causes them
    pull        (6,) pull of each number of a motion towards 0
    slope       mean square length of the slopes
    """

    crop: EyeCrop
    places: FloatMatrix
    reduction: Reduction
    pixels: FloatArray
    coarse: FloatArray
    slopes: FloatArray
    solve: FloatMatrix
    pull: FloatMatrix
    slope: float

    @classmethod
    def of(cls, frame: Frame, eye: Eye) -> Self | None:
        """Return the template of an eye; None where its pixels are too plain to follow."""
        crop = eye_crop(eye)
        reduction = Reduction.around(crop, frame.size, STEP_PX, BLUR_PX, FURTHEST_PX)
        reduced = reduction.apply(frame.bgr)
        edge = FURTHEST_PX // STEP_PX
        coarse = reduced[edge:-edge:COARSE, edge:-edge:COARSE].copy()
        if min(coarse.shape) < 4:  # at the frame's edge
            return None
        pixels = _compared(reduction, reduced, _STILL)
        along = np.array([slope(pixels, axis).ravel() for axis in (1, 0)]) / np.float32(STEP_PX)
        slopes = (along[:, None] * _PLACES).reshape(6, -1)
        power = (slopes @ slopes.T).astype(float)
        xx, xy, yy = power[2, 2], power[2, 5], power[5, 5]
        mean, determinant = (xx + yy) / pixels.size, xx * yy - xy * xy
        if mean < LEAST_SLOPE or not determinant > LEAST_CORNER * (xx + yy) ** 2:
            return None
        pull = mean * (NOISE_PX / USUAL_PX) ** 2 * _PULLED
        power.flat[::7] += pull
        solve = inverse(power)
        places = (transform_points(crop.to_crop, eye.landmarks) - CROP_CENTRE_PX) / _REST[0, 0]
        homogeneous = np.ones((len(places), 3))
        homogeneous[:, :2] = places
        return cls(crop, homogeneous, reduction, pixels, coarse, slopes, solve, pull, mean)

    def follow(self, frame: Frame, begin: FloatMatrix = _STILL) -> tuple[FloatMatrix, float]:
        """Return the eye's motion in a frame and how much else changed, as LOST_PX is measured.

        begin   motion in the frame before

        A motion is (2, 3): (u, v, 1) -> pixels of the crop, as in `_window`. Gauss-Newton steps on
        the squared differences (Lucas and Kanade, "An iterative image registration technique",
        1981), from where a coarse search finds the eye.
        """
        reduced = self.reduction.apply(frame.bgr)
        motion = begin.copy()
        apart = _compared(self.reduction, reduced, motion) - self.pixels
        if float(np.square(apart).mean()) > JUMP_PX**2 * self.slope:
            found = best_match(reduced[::COARSE, ::COARSE].copy(), self.coarse)
            way = np.array(found) * COARSE - FURTHEST_PX // STEP_PX
            jump = invert_affine(self.reduction.from_crop)[:, :2] @ way
            motion = _STILL.copy()
            motion[:, 2] = jump
            apart = _compared(self.reduction, reduced, motion) - self.pixels
        for _ in range(STEPS):
            pulled = self.slopes @ apart.ravel() + self.pull * motion.ravel()
            step = (self.solve @ pulled).reshape(2, 3)
            motion -= step
            apart = _compared(self.reduction, reduced, motion) - self.pixels
            if np.abs(step).max() < DONE_PX:
                break
        far = math.hypot(*motion[:, 2].tolist()) > FURTHEST_PX
        if far or np.abs(motion[:, :2]).max() > MOST_STRETCH_PX:
            return motion, math.inf
        tiles = _BY_ROW @ (apart * apart) @ _BY_COLUMN
        return motion, math.sqrt(float(tiles.max()) / self.slope)

    def moved(self, eye: Eye, motion: FloatMatrix) -> Eye:
        """Return the eye of the template under a motion."""
        ways = self.places @ motion.T @ self.crop.to_frame[:, :2].T
        landmarks = eye.landmarks + ways.astype(np.float32)
        return replace(eye, landmarks=landmarks, openness=openness(landmarks))


@dataclass(slots=True, eq=False)
class _Followed:
    """A template, and the motion and the change of its eye in the last frame."""

    template: Template
    motion: FloatMatrix = field(default_factory=_STILL.copy)
    changed_px: float = 0.0


class FaceCarrier:
    """Carries the faces of a frame along. Times are those of the frames.

    unchanged   whether the faces of the last frame only moved since they were found
    """

    def __init__(self) -> None:
        self._faces: tuple[Face, ...] = ()
        self._eyes: list[_Followed] = []
        self._found_s = math.inf
        self._size = (0, 0)
        self._calls = 0
        self.unchanged = False

    def reset(self) -> None:
        """Forget the faces: the next frame is of another scene or source."""
        self._faces, self._found_s, self._calls = (), math.inf, 0

    def found(self, frame: Frame, faces: Sequence[Face]) -> tuple[Face, ...]:
        """Remember the faces that the localizer found, and return them.

        Landmarks of faces that only drifted are averaged with those known before.
        """
        known = self._followed(frame)
        if self.unchanged and len(known) == len(faces):
            faces = [_steadied(*pair) for pair in zip(known, faces, strict=True)]
        self._calls = self._calls + 1 if len(faces) == len(self._faces) else 0
        self._faces, self._found_s = tuple(faces), math.inf
        if self._calls >= SETTLED_CALLS:
            made = [Template.of(frame, eye) for face in faces for eye in face.eyes]
            self._eyes = [_Followed(template) for template in made if template]
            if len(self._eyes) == 2 * len(faces):
                self._found_s, self._size = frame.time_s, frame.size
        return self._faces

    def carried(self, frame: Frame) -> tuple[Face, ...]:
        """Return the faces of a later frame; () where the localizer must be called."""
        return self._followed(frame) if 0 < frame.time_s - self._found_s < CARRY_S else ()

    def _followed(self, frame: Frame) -> tuple[Face, ...]:
        """Return the faces where they are in a frame; () where one cannot be followed."""
        self.unchanged = False
        if not 0 < frame.time_s - self._found_s < TEMPLATE_S or frame.size != self._size:
            return ()
        for eye in self._eyes:
            eye.motion, eye.changed_px = eye.template.follow(frame, eye.motion)
            if eye.changed_px > LOST_PX:
                self._found_s = math.inf  # the templates are older than the change
                return ()
        self.unchanged = all(eye.changed_px <= CHANGED_PX for eye in self._eyes)
        pairs = zip(self._eyes[::2], self._eyes[1::2], strict=True)
        return tuple(_moved(*each) for each in zip(self._faces, pairs, strict=True))


def _compared(reduction: Reduction, reduced: FloatArray, motion: FloatMatrix) -> FloatArray:
    """Return the compared pixels of a crop under a motion.

    Their mean is 0, so that a change of light isn't taken for one of the eye.
    """
    pixels = reduction.cut(reduced, (_REST + motion) @ _TO_PLACE, _SIZE)
    centred: FloatArray = pixels - pixels.sum() / np.float32(pixels.size)
    return centred


def _moved(face: Face, followed: tuple[_Followed, _Followed]) -> Face:
    """Return a face with its eyes moved."""
    eyes = [f.template.moved(eye, f.motion) for eye, f in zip(face.eyes, followed, strict=True)]
    ways = [new.landmarks - old.landmarks for new, old in zip(eyes, face.eyes, strict=True)]
    x, y = np.concatenate(ways).mean(0).tolist()
    x0, y0, x1, y1 = face.box
    return replace(face, left=eyes[0], right=eyes[1], box=(x0 + x, y0 + y, x1 + x, y1 + y))


def _steadied(known: Face, found: Face) -> Face:
    """Return a found face, averaged with the known one where both are the same."""
    eyes = []
    for before, now in zip(known.eyes, found.eyes, strict=True):
        apart = now.landmarks - before.landmarks
        if float(np.abs(apart).max()) > SAME_FACE_WIDTHS * now.width_px:
            return found
        eyes.append(replace(now, landmarks=before.landmarks + np.float32(NEW_SHARE) * apart))
    return replace(found, left=eyes[0], right=eyes[1])
