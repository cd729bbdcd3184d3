"""Planes of pictures as arrays: turned upright, padded, and changed only where the BGR picture changed.

`Planes` are a picture's (H, W) arrays, uint8 or uint16: luma and two of chroma, which are smaller by the subsampling, rounded
up; luma alone; or green, blue, red. Alpha may follow.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from gazefix.media.changed_regions import changed_boxes
from gazefix.types import FloatArray, Image

Plane = npt.NDArray[Any]
Planes = tuple[Plane, ...]

# The weights of red and blue in luma by `Colour.matrix` (ITU-T H.273, table 4).
_LUMA_WEIGHTS: Final = {
    1: (0.2126, 0.0722),  # BT.709
    4: (0.30, 0.11),  # FCC
    5: (0.299, 0.114),  # BT.601
    7: (0.212, 0.087),  # SMPTE 240M
    9: (0.2627, 0.0593),  # BT.2020
}


def pad_even(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """The picture (H, W[, C]) with its last row and column repeated where that makes the size even."""
    odd_y, odd_x = picture.shape[0] % 2, picture.shape[1] % 2
    if not (odd_y or odd_x):
        return picture
    return np.pad(picture, ((0, odd_y), (0, odd_x), *((0, 0),) * (picture.ndim - 2)), mode="edge")


def yuv_matrix(matrix: int, full_range: bool) -> FloatArray:
    """(3, 3) float32: a difference in (B, G, R) -> the difference in (Y, Cb, Cr). `matrix` is `Colour.matrix`."""
    red, blue = _LUMA_WEIGHTS[matrix]
    luma = np.array([blue, 1 - red - blue, red])
    rows = [
        luma,
        (np.array([1, 0, 0]) - luma) / (2 * (1 - blue)),
        (np.array([0, 0, 1]) - luma) / (2 * (1 - red)),
    ]
    scale = np.ones(3) if full_range else np.array([219, 224, 224]) / 255
    scaled: FloatArray = (np.stack(rows) * scale[:, None]).astype(np.float32)
    return scaled


def add_difference(
    planes: Planes, before: Image, after: Image, rows: FloatArray, depth: int = 8
) -> None:
    """Adds to `planes`, in place, what changed from `before` to `after`, both (H, W, 3) BGR.

    rows    (C, 3): what one grey level of blue, green and red is in the samples of each of the first C planes
    depth   bits of a sample
    Samples that no changed pixel touches keep their values exactly.
    """
    height, width = planes[0].shape
    for x0, y0, x1, y1 in changed_boxes(before, after):
        for plane, row in zip(planes, rows, strict=False):
            sy, sx = -(-height // plane.shape[0]), -(-width // plane.shape[1])
            left, top, right, bottom = (
                x0 - x0 % sx,
                y0 - y0 % sy,
                min(x1 + -x1 % sx, width),
                min(y1 + -y1 % sy, height),
            )
            change = (
                after[top:bottom, left:right].astype(np.float32) - before[top:bottom, left:right]
            ) @ row
            _add(
                plane[top // sy : -(-bottom // sy), left // sx : -(-right // sx)],
                _reduced(change, sx, sy),
                2**depth - 1,
            )


def _reduced(change: FloatArray, sx: int, sy: int) -> FloatArray:
    """(h, w) averaged over blocks of `sy` rows and `sx` columns; at an odd edge the last ones count again."""
    if sx == sy == 1:
        return change
    height, width = change.shape
    change = np.pad(change, ((0, -height % sy), (0, -width % sx)), mode="edge")
    mean: FloatArray = change.reshape(change.shape[0] // sy, sy, change.shape[1] // sx, sx).mean(
        axis=(1, 3)
    )
    return mean


def _add(samples: Plane, difference: FloatArray, top: int) -> None:
    samples[:] = np.clip(np.rint(samples + difference), 0, top)
