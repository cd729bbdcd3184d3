"""Carry faces from frame to frame between two calls of the localizer.

Most heads before a camera only drift by a pixel. Where the pixels around both eyes are those of an
earlier frame, but for a shift, the localizer would find the same face there, within its own noise.
So it is not called, and the gaze is not read again. A lid, an iris or a head that moves otherwise
has it called at once.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

import numpy as np

from gazefix.imaging.crops import Reduction
from gazefix.imaging.geometry import EyeCrop, FloatMatrix, eye_crop
from gazefix.imaging.operations import slope
from gazefix.types import Eye, Face, FloatArray, Frame

#: Longest time that a face is carried, in seconds: somebody else may have come.
CARRY_S: Final = 0.11
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
#: Largest difference of a tile, as the shift in pixels of the crop that would cause it (root mean
#: square, over the mean slope). On clips of people before a camera, landmarks of eyes below it lie
#: within 0.3 to 0.7 px of the localizer's, which is its own noise. Doubled, slow lids lag.
CHANGED_PX: Final = 0.5
#: Largest shift to follow, in pixels of the crop, and the steps that find one.
FURTHEST_PX: Final = 6.0
STEPS: Final = 2
#: Pixels of the crop per compared pixel.
STEP_PX: Final = 2
#: Blur in pixels of the crop, so that a shift by a fraction of a pixel changes little else.
BLUR_PX: Final = 1.6
#: The compared part of the crop: the eye with its lids and lashes.
LEFT_PX, TOP_PX, WIDTH_PX, HEIGHT_PX = 12, 12, 72, 40
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


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """An eye as it was found.

    reduction   from a frame to the compared pixels
    pixels      (h, w) compared pixels, with a mean of 0
    slopes      (2, h * w) change of the pixels per pixel of the crop, along x and y
    solve       (2, 2) from differences summed over the slopes to the shift that causes them
    slope       mean square length of the slopes
    """

    crop: EyeCrop
    reduction: Reduction
    pixels: FloatArray
    slopes: FloatArray
    solve: FloatMatrix
    slope: float

    @classmethod
    def of(cls, frame: Frame, eye: Eye) -> Self | None:
        """Return the template of an eye; None where its pixels are too plain to follow."""
        crop = eye_crop(eye)
        reduction = Reduction.around(crop, frame.size, STEP_PX, BLUR_PX)
        pixels = _compared(reduction, reduction.apply(frame.bgr), 0.0, 0.0)
        slopes = np.stack([slope(pixels, axis).ravel() for axis in (1, 0)]) / np.float32(STEP_PX)
        (xx, xy), (_, yy) = (slopes @ slopes.T).tolist()
        mean, determinant = (xx + yy) / pixels.size, xx * yy - xy * xy
        if mean < LEAST_SLOPE or not determinant > LEAST_CORNER * (xx + yy) ** 2:
            return None
        solve = np.array([[yy, -xy], [-xy, xx]]) / determinant
        return cls(crop, reduction, pixels, slopes, solve, mean)

    def shift_px(self, frame: Frame) -> tuple[float, float] | None:
        """Return the eye's shift (x, y) in a frame, in pixels of the crop; None where it changed.

        Gauss-Newton steps on the squared differences (Lucas and Kanade, "An iterative image
        registration technique", 1981).
        """
        reduced = self.reduction.apply(frame.bgr)
        x = y = 0.0
        for _ in range(STEPS):
            apart = _compared(self.reduction, reduced, x, y) - self.pixels
            dx, dy = (self.solve @ (self.slopes @ apart.ravel())).tolist()
            x, y = x - dx, y - dy
            if math.hypot(x, y) > FURTHEST_PX:
                return None
        apart = _compared(self.reduction, reduced, x, y) - self.pixels
        tiles = _BY_ROW @ (apart * apart) @ _BY_COLUMN
        return (x, y) if float(tiles.max()) <= CHANGED_PX**2 * self.slope else None


class FaceCarrier:
    """Carries the faces of a frame along. Times are those of the frames."""

    def __init__(self) -> None:
        self._faces: tuple[Face, ...] = ()
        self._templates: list[tuple[Template, Template]] = []
        self._found_s = math.inf
        self._size = (0, 0)
        self._calls = 0

    def reset(self) -> None:
        """Forget the faces: the next frame is of another scene or source."""
        self._faces, self._found_s, self._calls = (), math.inf, 0

    def found(self, frame: Frame, faces: Sequence[Face]) -> tuple[Face, ...]:
        """Remember the faces that the localizer found, and return them.

        Landmarks of faces that only drifted are averaged with those known before.
        """
        known = self._followed(frame)
        if len(known) == len(faces):
            faces = [_steadied(*pair) for pair in zip(known, faces, strict=True)]
        self._calls = self._calls + 1 if len(faces) == len(self._faces) else 0
        self._faces, self._found_s = tuple(faces), math.inf
        if self._calls >= SETTLED_CALLS:
            pairs = [(Template.of(frame, f.left), Template.of(frame, f.right)) for f in faces]
            self._templates = [(left, right) for left, right in pairs if left and right]
            if len(self._templates) == len(faces):
                self._found_s, self._size = frame.time_s, frame.size
        return self._faces

    def carried(self, frame: Frame) -> tuple[Face, ...]:
        """Return the faces of a later frame; () where the localizer must be called."""
        return self._followed(frame) if 0 < frame.time_s - self._found_s < CARRY_S else ()

    def _followed(self, frame: Frame) -> tuple[Face, ...]:
        """Return the faces where they are in a frame; () where one did more than drift."""
        if not 0 < frame.time_s - self._found_s < TEMPLATE_S or frame.size != self._size:
            return ()
        followed = []
        for face, templates in zip(self._faces, self._templates, strict=True):
            shifts: list[FloatArray] = []
            for template in templates:
                shift = template.shift_px(frame)
                if shift is None:
                    self._found_s = math.inf  # the templates are of before the change
                    return ()
                shifts.append((template.crop.to_frame[:, :2] @ shift).astype(np.float32))
            followed.append(_moved(face, *shifts))
        return tuple(followed)


def _compared(reduction: Reduction, reduced: FloatArray, x: float, y: float) -> FloatArray:
    """Return the compared pixels of a crop shifted by (x, y) of its pixels.

    Their mean is 0, so that a change of light is no change of the eye.
    """
    size = (WIDTH_PX // STEP_PX, HEIGHT_PX // STEP_PX)
    pixels = reduction.cut(reduced, (LEFT_PX + x, TOP_PX + y), STEP_PX, size)
    centred: FloatArray = pixels - pixels.sum() / np.float32(pixels.size)
    return centred


def _moved(face: Face, left: FloatArray, right: FloatArray) -> Face:
    """Return a face with its eyes shifted by (x, y) pixels each."""
    x, y = ((left + right) / 2).tolist()
    x0, y0, x1, y1 = face.box
    return replace(
        face,
        left=replace(face.left, landmarks=face.left.landmarks + left),
        right=replace(face.right, landmarks=face.right.landmarks + right),
        box=(x0 + x, y0 + y, x1 + x, y1 + y),
    )


def _steadied(known: Face, found: Face) -> Face:
    """Return a found face, averaged with the known one where both are the same."""
    eyes = []
    for before, now in zip(known.eyes, found.eyes, strict=True):
        apart = now.landmarks - before.landmarks
        if float(np.abs(apart).max()) > SAME_FACE_WIDTHS * now.width_px:
            return found
        eyes.append(replace(now, landmarks=before.landmarks + np.float32(NEW_SHARE) * apart))
    return replace(found, left=eyes[0], right=eyes[1])
