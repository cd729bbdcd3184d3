"""Angles, and the eye crop: the small upright picture of an eye that the networks see.

A crop is the frame under a similarity that levels the eye's corners, sets their distance to
CORNER_DISTANCE_PX and puts their midpoint in the crop's centre. The crop of the subject's right eye
is mirrored, so the inner corner is always on the left and one network serves both eyes.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from gazefix.types import (
    INNER,
    OUTER,
    Eye,
    FloatArray,
    Gaze,
    Side,
)

FloatMatrix = npt.NDArray[Any]

CROP_WIDTH_PX, CROP_HEIGHT_PX = 96, 64
#: (2,): x and y of the crop's centre.
CROP_CENTRE_PX: Final = np.array([(CROP_WIDTH_PX - 1) / 2, (CROP_HEIGHT_PX - 1) / 2], np.float32)
#: Distance of the eye's corners in the crop. It leaves 0.4 eye widths on either side, and 0.6 above
#: and below.
CORNER_DISTANCE_PX = 53.0
#: Distance of the iris from the eye's centre of rotation, in eye widths: an eye that turns by an
#: angle moves its iris by this times the sine. From the renderer's eyeball:
#: (12.8^2 - 5.85^2)^(1/2) mm of 28.5.
IRIS_DEPTH_WIDTHS = 0.40


@functools.cache
def cell_centres_px(step: int) -> FloatArray:
    """Return (2, H/step, W/step): x and y of the centres of the crop's cells of `step` pixels."""
    rows, columns = range(CROP_HEIGHT_PX // step), range(CROP_WIDTH_PX // step)
    ys, xs = np.meshgrid(rows, columns, indexing="ij")
    centres: FloatArray = np.stack([xs, ys]).astype(np.float32) * step + np.float32((step - 1) / 2)
    centres.setflags(write=False)
    return centres


@dataclass(frozen=True, slots=True, eq=False)
class EyeCrop:
    """Where an eye crop lies in a frame.

    to_crop   (2, 3) float64: frame pixels -> crop pixels
    to_frame  (2, 3) float64: crop pixels -> frame pixels, its inverse
    scale     frame pixels per crop pixel
    """

    to_crop: FloatMatrix
    to_frame: FloatMatrix = field(init=False)
    scale: float = field(init=False)

    def __post_init__(self) -> None:
        (a, b, _), (c, d, _) = self.to_crop.tolist()
        object.__setattr__(self, "to_frame", invert_affine(self.to_crop))
        object.__setattr__(self, "scale", 1.0 / math.sqrt(abs(a * d - b * c)))

    def extent_px(
        self, left: float, top: float, right: float, bottom: float
    ) -> tuple[float, float, float, float]:
        """Return the upright box of the frame around a box of the crop, by pixel centres."""
        (a, b, tx), (c, d, ty) = self.to_frame.tolist()
        (x0, x1), (x2, x3) = sorted((a * left, a * right)), sorted((b * top, b * bottom))
        (y0, y1), (y2, y3) = sorted((c * left, c * right)), sorted((d * top, d * bottom))
        return x0 + x2 + tx, y0 + y2 + ty, x1 + x3 + tx, y1 + y3 + ty

    def lies_inside(self, size: tuple[int, int]) -> bool:
        """Whether the whole crop lies inside a frame of `size` (width, height)."""
        left, top, right, bottom = self.extent_px(0, 0, CROP_WIDTH_PX - 1, CROP_HEIGHT_PX - 1)
        return left >= 0 and top >= 0 and right <= size[0] - 1 and bottom <= size[1] - 1


def eye_crop(
    eye: Eye,
    corners_px: float = CORNER_DISTANCE_PX,
    size: tuple[int, int] = (CROP_WIDTH_PX, CROP_HEIGHT_PX),
) -> EyeCrop:
    """Return the crop of an eye, of `size` (width, height) with its corners `corners_px` apart.

    Raises ValueError if the corners coincide.
    """
    x0, y0 = eye.landmarks[INNER].tolist()
    x1, y1 = eye.landmarks[OUTER].tolist()
    width = math.hypot(x1 - x0, y1 - y0)
    if not width > 0:
        raise ValueError("the eye's corners coincide")
    scale = corners_px / width
    # The crop's x axis in the frame: from the inner to the outer corner.
    ux, uy = (x1 - x0) / width * scale, (y1 - y0) / width * scale
    vx, vy = (uy, -ux) if eye.side is Side.RIGHT else (-uy, ux)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    left = (size[0] - 1) / 2 - (ux * x + uy * y)
    top = (size[1] - 1) / 2 - (vx * x + vy * y)
    return EyeCrop(np.array([[ux, uy, left], [vx, vy, top]]))


def crop_redirection(redirection: Gaze, crop: EyeCrop) -> Gaze:
    """Return a redirection of the frame as seen in a crop: turned and mirrored with the crop.

    For small angles: there, a change of gaze (yaw, -pitch) turns like a vector in the picture.
    """
    (a, b, _), (c, d, _) = crop.to_crop.tolist()
    scale, pitch, yaw = crop.scale, redirection.pitch, redirection.yaw
    return Gaze(pitch=scale * (d * pitch - c * yaw), yaw=scale * (a * yaw - b * pitch))


def frame_gaze(gaze: Gaze, crop: EyeCrop) -> Gaze:
    """Return a gaze seen in a crop as seen in the frame, the inverse of `crop_redirection`."""
    (a, b, _), (c, d, _) = crop.to_crop.tolist()
    scale, pitch, yaw = crop.scale, gaze.pitch, gaze.yaw
    return Gaze(pitch=scale * (d * pitch - b * yaw), yaw=scale * (a * yaw - c * pitch))


def invert_affine(matrix: FloatMatrix) -> FloatMatrix:
    """Return the inverse of a (2, 3) affine map."""
    (a, b, x), (c, d, y) = matrix.tolist()
    determinant = a * d - b * c
    a, b, c, d = d / determinant, -b / determinant, -c / determinant, a / determinant
    return np.array([[a, b, -(a * x + b * y)], [c, d, -(c * x + d * y)]])


def transform_points(matrix: FloatMatrix, points: FloatMatrix) -> FloatArray:
    """Return points (..., 2) under a (2, 3) affine map, float32."""
    moved: FloatArray = (points @ matrix[:, :2].T + matrix[:, 2]).astype(np.float32)
    return moved


def openness(landmarks: FloatArray) -> float:
    """Return the mean lid opening over the distance of the corners, of (7, 2) landmarks.

    0 if the corners coincide.
    """
    inner, *uppers, outer, lower_outer, lower_inner, _ = landmarks.tolist()
    width = math.dist(inner, outer)
    heights = map(math.dist, uppers, (lower_inner, lower_outer))
    return sum(heights) / 2 / width if width > 0 else 0.0
