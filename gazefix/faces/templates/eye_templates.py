"""An eye as it was found in a frame, and its motion in later frames.

The numpy twin of `gazefix/kernels/following.c`, which has the same constants.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
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
from gazefix.types import Eye, FloatArray, Frame

#: Way from the eye's centre to its corner, in pixels of the crop.
RADIUS_PX: Final = CORNER_DISTANCE_PX / 2
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

    u and v are as in `Template.follow`.
    """
    step = STEP_PX / RADIUS_PX
    corner = (np.array([LEFT_PX, TOP_PX]) - CROP_CENTRE_PX) / RADIUS_PX
    to_place = np.array([[step, 0, corner[0]], [0, step, corner[1]], [0, 0, 1]])
    rows, columns = np.mgrid[: _SIZE[1], : _SIZE[0]].reshape(2, -1)
    return to_place, (to_place @ [columns, rows, np.ones_like(rows)]).astype(np.float32)


_TO_PLACE, _PLACES = _window()
#: The window without any motion: (2, 3), (u, v, 1) -> crop pixels.
_REST: Final = np.column_stack([np.eye(2) * RADIUS_PX, CROP_CENTRE_PX])
#: No motion.
STILL: Final = np.zeros((2, 3))
#: Numbers of a motion that are pulled towards 0: stretch and turn.
_PULLED: Final = np.array([1, 1, 0, 1, 1, 0])


@dataclass(frozen=True, slots=True, eq=False)
class Template(ABC):
    """An eye as it was found.

    crop     where it was
    places   (7, 3): its landmarks as (u, v, 1)
    """

    crop: EyeCrop
    places: FloatMatrix

    @abstractmethod
    def follow(self, frame: Frame, begin: FloatMatrix = STILL) -> tuple[FloatMatrix, float]:
        """Return the eye's motion in a frame and how much else changed, as LOST_PX is measured.

        begin   motion in the frame before

        A motion is (2, 3): (u, v, 1) -> pixels of the crop. u and v are places in the crop from
        its centre, 1 at the eye's outer corner.
        """

    def moved(self, eye: Eye, motion: FloatMatrix) -> Eye:
        """Return the eye of the template under a motion."""
        ways = self.places @ motion.T @ self.crop.to_frame[:, :2].T
        landmarks = eye.landmarks + ways.astype(np.float32)
        return replace(eye, landmarks=landmarks, openness=openness(landmarks))


def landmark_places(crop: EyeCrop, eye: Eye) -> FloatMatrix:
    """Return (7, 3): the landmarks of an eye as (u, v, 1)."""
    homogeneous = np.ones((len(eye.landmarks), 3))
    homogeneous[:, :2] = (
        transform_points(crop.to_crop, eye.landmarks) - CROP_CENTRE_PX
    ) / RADIUS_PX
    return homogeneous


@dataclass(frozen=True, slots=True, eq=False)
class NumpyTemplate(Template):
    """A template whose motion numpy and OpenCV find.

    reduction   from a frame to the compared pixels
    pixels      (h, w) compared pixels, with a mean of 0
    coarse      a part of the reduced picture, to search for
    slopes      (6, h * w) change of the pixels for each number of a motion
    solve       (6, 6) from differences summed over the slopes to the motion that causes them
    pull        (6,) pull of each number of a motion towards 0
    slope       mean square length of the slopes
    """

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
        pixels = _compared(reduction, reduced, STILL)
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
        places = landmark_places(crop, eye)
        return cls(crop, places, reduction, pixels, coarse, slopes, solve, pull, mean)

    def follow(self, frame: Frame, begin: FloatMatrix = STILL) -> tuple[FloatMatrix, float]:
        """See Template.

        Gauss-Newton steps on the squared differences (Lucas and Kanade, "An iterative image
        registration technique", 1981), from where a coarse search finds the eye.
        """
        reduced = self.reduction.apply(frame.bgr)
        motion = begin.copy()
        apart = _compared(self.reduction, reduced, motion) - self.pixels
        if float(np.square(apart).mean()) > JUMP_PX**2 * self.slope:
            found = best_match(reduced[::COARSE, ::COARSE].copy(), self.coarse)
            way = np.array(found) * COARSE - FURTHEST_PX // STEP_PX
            jump = invert_affine(self.reduction.from_crop)[:, :2] @ way
            motion = STILL.copy()
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


def _compared(reduction: Reduction, reduced: FloatArray, motion: FloatMatrix) -> FloatArray:
    """Return the compared pixels of a crop under a motion.

    Their mean is 0, so that a change of light isn't taken for one of the eye.
    """
    pixels = reduction.cut(reduced, (_REST + motion) @ _TO_PLACE, _SIZE)
    centred: FloatArray = pixels - pixels.sum() / np.float32(pixels.size)
    return centred
