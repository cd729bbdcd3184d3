"""How a picture is stored: upright or not, by Exif's orientation or a clip's display matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Orientation:
    """Makes a stored picture upright: transposed first, then mirrored left-right and top-bottom."""

    transposed: bool = False
    mirror_x: bool = False
    mirror_y: bool = False

    def __bool__(self) -> bool:
        return self.transposed or self.mirror_x or self.mirror_y

    def apply(self, picture: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return the picture (H, W[, C]) upright, as a view."""
        if self.transposed:
            picture = picture.swapaxes(0, 1)
        return picture[:: -1 if self.mirror_y else 1, :: -1 if self.mirror_x else 1]

    def undo(self, picture: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return an upright picture (H, W[, C]) as it is stored, as a view."""
        picture = picture[:: -1 if self.mirror_y else 1, :: -1 if self.mirror_x else 1]
        return picture.swapaxes(0, 1) if self.transposed else picture


def orientation_from_exif(value: int) -> Orientation:
    """Return the orientation of an Exif value, 1 to 8 (CIPA DC-008, tag 0x0112)."""
    return Orientation(value >= 5, value in {2, 3, 6, 7}, value in {3, 4, 7, 8})


def orientation_from_matrix(matrix: Sequence[int]) -> Orientation:
    """Return the orientation of a display matrix, nine numbers as in ISO 14496-12.

    The pixel (x, y) is shown at (a x + c y, b x + d y). Other angles are rounded to right ones.
    """
    a, b, c, d = matrix[0], matrix[1], matrix[3], matrix[4]
    if abs(b) + abs(c) > abs(a) + abs(d):
        return Orientation(True, mirror_x=c < 0, mirror_y=b < 0)
    return Orientation(False, mirror_x=a < 0, mirror_y=d < 0)
