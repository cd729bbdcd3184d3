"""Lays one small picture over another by a similarity that the pixels of a mask determine.

Gauss-Newton on the grey levels, after Lucas and Kanade, with Tukey's weights: pixels that fit badly
(a lash, a reflection) lose their say. The light may differ by a factor and an offset.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from gazefix.imaging.geometry import FloatMatrix
from gazefix.types import FloatArray, Image

Mask = npt.NDArray[np.bool_]
Vector = npt.NDArray[np.float64]

#: Blur before the comparison, pixels: without it the fit catches on noise.
_BLUR_PX: Final = 1.0
_ROUNDS: Final = 25
#: The largest step in one round, pixels.
_MOST_STEP_PX: Final = 1.5
#: The way (pixels) and the scale and turn whose smaller changes end the rounds.
_LAST_STEP_PX, _LAST_TURN = 0.005, 2e-4
#: Residuals over this many deviations have no weight (Tukey's biweight, 95 % efficient).
_TUKEY: Final = 4.685
#: Factors between the lights of two pictures.
_LIGHTS: Final = (0.8, 1.25)
#: Strengths of the belief that nothing is scaled or turned, in squared residuals.
_BELIEF: Final = np.array([1e2, 1e4, 0.0, 0.0])
#: So many pixels are too few to fit.
_FEWEST: Final = 200
#: A change of scale, a turn (radians) and a way (pixels) that no two pictures of one eye differ by.
_MOST_SCALE, _MOST_TURN, _MOST_WAY_PX = 0.2, 0.12, 12.0


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """A similarity from pixels of one picture to those of another.

    matrix   (2, 3)
    fit      correlation of the masked pixels; 0 where the similarity cannot be right
    cost     mean absolute difference of the masked pixels in grey levels, large ones cut off
    """

    matrix: FloatMatrix
    fit: float
    cost: float


class Aligner:
    """Lays pictures over a target of the same size."""

    def __init__(self, source: Image, target: Image) -> None:
        self._source, self._target = _grey(source), _grey(target)
        self._slopes = [
            cv2.Sobel(self._target, cv2.CV_32F, int(k == 0), int(k == 1), ksize=1, scale=0.5)
            for k in (0, 1)
        ]
        height, width = self._source.shape
        self._centre = np.array([(width - 1) / 2, (height - 1) / 2])

    def similarity(self, scale: float, way_px: Vector) -> FloatMatrix:
        """Return the unturned similarity that scales around the centre and moves it by `way_px`."""
        return self._matrix(np.array([scale - 1, 0.0, *way_px]))

    def find(self, mask: Mask, guess: FloatMatrix) -> Overlay:
        """Return the similarity that lays the masked source over the target.

        mask    (H, W) the source's pixels that count
        guess   (2, 3) where to begin
        """
        values = self._parameters(guess)
        ys, xs = np.nonzero(mask)
        fit, cost = 0.0, math.inf
        wanted = self._source[mask].astype(np.float64)
        places = np.stack([xs, ys]) - self._centre[:, None]
        for _ in range(_ROUNDS):
            u, v = self._moved(values, places)
            inside = self._inside(u, v)
            if inside.sum() < _FEWEST:
                return Overlay(self._matrix(values), 0.0, math.inf)
            seen, weights, gain, residuals = _compared(_sampled(self._target, u, v), wanted, inside)
            deviation = _deviation(residuals[inside])
            fit = _correlation(seen, wanted, weights)
            cost = float(np.minimum(np.abs(residuals[inside]), 4 * deviation).mean())
            slopes = [gain * _sampled(slope, u, v) for slope in self._slopes]
            step = _step(values, places, slopes, residuals, weights, deviation)
            values = values + step
            small = np.abs(step[:2]).max() < _LAST_TURN
            if small and np.abs(step[2:]).max() < _LAST_STEP_PX:
                break
        scale, turn, *way = np.abs(values).tolist()
        sane = scale < _MOST_SCALE and turn < _MOST_TURN and max(way) < _MOST_WAY_PX
        return Overlay(self._matrix(values), fit if sane else 0.0, cost)

    def _matrix(self, values: Vector) -> FloatMatrix:
        scale, turn, *way = values.tolist()
        linear = np.array([[1 + scale, -turn], [turn, 1 + scale]])
        offset = self._centre + way - linear @ self._centre
        return np.hstack([linear, offset[:, None]])

    def _parameters(self, matrix: FloatMatrix) -> Vector:
        way = matrix[:, :2] @ self._centre + matrix[:, 2] - self._centre
        return np.array([matrix[0, 0] - 1, matrix[1, 0], *way])

    def _moved(self, values: Vector, places: FloatMatrix) -> tuple[FloatArray, FloatArray]:
        matrix = self._matrix(values)
        moved = matrix[:, :2] @ (places + self._centre[:, None]) + matrix[:, 2:]
        u, v = moved.astype(np.float32)
        return u, v

    def _inside(self, u: FloatArray, v: FloatArray) -> Mask:
        height, width = self._source.shape
        inside: Mask = (u > 0.5) & (u < width - 1.5) & (v > 0.5) & (v < height - 1.5)
        return inside


def _step(
    values: Vector,
    places: FloatMatrix,
    slopes: list[FloatArray],
    residuals: Vector,
    weights: Vector,
    deviation: float,
) -> Vector:
    """Return the change of (scale, turn, x, y) that the residuals ask for."""
    x, y = places
    ix, iy = slopes
    change = np.stack([ix * x + iy * y, iy * x - ix * y, ix, iy])  # (4, N)
    change = change - (change @ weights / weights.sum())[:, None]
    belief = np.diag(_BELIEF) * (deviation**2 + 1)
    curvature = (change * weights) @ change.T + belief
    slope = (change * weights) @ residuals + belief @ np.array([values[0], values[1], 0, 0])
    step: Vector = -np.linalg.solve(curvature, slope)
    step[2:] = step[2:].clip(-_MOST_STEP_PX, _MOST_STEP_PX)
    return step


def _compared(seen: Vector, wanted: Vector, inside: Mask) -> tuple[Vector, Vector, float, Vector]:
    """Return what is seen, its weights, the factor of the light, and the residuals."""
    weights = inside.astype(np.float64)
    gain, residuals = 1.0, seen - wanted
    for _ in range(2):
        one, other = _centred(seen, weights), _centred(wanted, weights)
        gain = float((weights * one * other).sum() / max((weights * one**2).sum(), 1e-6))
        gain = min(max(gain, _LIGHTS[0]), _LIGHTS[1])
        residuals = gain * one - other
        weights = _tukey(residuals / _deviation(residuals[inside])) * inside
    return seen, weights, gain, residuals


def _deviation(residuals: Vector) -> float:
    """Return the robust standard deviation of residuals, at least one grey level."""
    return max(1.4826 * float(np.median(np.abs(residuals))), 1.0)


def _tukey(deviations: Vector) -> Vector:
    weights: Vector = np.square(np.clip(1 - np.square(deviations / _TUKEY), 0.0, 1.0))
    return weights


def _centred(values: Vector, weights: Vector) -> Vector:
    centred: Vector = values - (weights * values).sum() / weights.sum()
    return centred


def _correlation(one: Vector, other: Vector, weights: Vector) -> float:
    a, b = _centred(one, weights), _centred(other, weights)
    squares = (weights * a**2).sum() * (weights * b**2).sum()
    return float((weights * a * b).sum() / math.sqrt(max(squares, 1e-9)))


def _grey(bgr: Image) -> FloatArray:
    grey = cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY).astype(np.float32)
    blurred: FloatArray = cv2.GaussianBlur(grey, (0, 0), _BLUR_PX)
    return blurred


def _sampled(values: FloatArray, u: FloatArray, v: FloatArray) -> Vector:
    """Return a map's values at N places, linear between pixels; the edge continues."""
    found = cv2.remap(values, u[None], v[None], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    sampled: Vector = found[0].astype(np.float64)
    return sampled


def grow(mask: Mask, x_px: float, y_px: float) -> Mask:
    """Return a mask grown by an ellipse of these half axes, along x and along y."""
    size = (2 * round(x_px) + 1, 2 * round(y_px) + 1)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, size)
    grown: Mask = cv2.dilate(mask.astype(np.uint8), kernel).astype(bool)
    return grown


def laid_over(bgr: Image, matrix: FloatMatrix) -> tuple[FloatArray, Mask]:
    """Return a picture as a map (2, 3) to its pixels shows it, and which pixels it covers."""
    size = (bgr.shape[1], bgr.shape[0])
    back = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    laid: FloatArray = cv2.warpAffine(
        bgr.astype(np.float32), matrix, size, flags=back, borderMode=cv2.BORDER_REPLICATE
    )
    ones = np.ones(bgr.shape[:2], np.float32)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    covered: Mask = cv2.warpAffine(ones, matrix, size, flags=flags) > 0.99
    return laid, covered
