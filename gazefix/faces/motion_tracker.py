"""Faces carried along from frame to frame, between one look of the localizer and the next.

Most heads before a camera drift by a pixel and do nothing else. Where the pixels around both eyes of a face are those of the
frame in which it was found, but for a shift, the localizer would find the same face there, give or take its own noise; so it
need not be asked, nor need the gaze be read again. Where a lid, an iris or a head has moved otherwise, it is asked at once.
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

#: A face is carried for so long at most: somebody else may have come.
COAST_S: Final = 0.11
#: Nor is what it was found to be remembered for longer than this.
LONGEST_S: Final = 0.3
#: A look at a face that could still be carried moves its landmarks by this share of what it finds: rarer looks tremble no more
#: than those of every frame then do, once they are smoothed over time (a share w leaves w / (2 - w) of the noise's power).
LOOK_SHARE: Final = 0.4
#: Eyes further apart than this, in eye widths, are others'; the localizer's noise is a tenth of it.
SAME_WIDTHS: Final = 0.1
#: Before any are carried the localizer has found as many in so many looks: it does not see all of a crowd at once.
SETTLED_LOOKS: Final = 10
#: Eyes have changed where, in one tile of what is compared, the pixels differ as if they were shifted by so many pixels of the
#: crop (root mean squares, over the mean slope of the whole). In clips of people before a camera such eyes have landmarks
#: within 0.3 to 0.7 pixels of those that the localizer finds, about what it differs by from one frame to the next.
CHANGED_PX: Final = 0.5
#: A shift by more than this is not looked for; finding one takes so many steps.
FURTHEST_PX: Final = 6.0
STEPS: Final = 2
#: Pixels of the crop for one that is compared, and the blur in pixels of the crop, so that a shift by a fraction changes
#: little else.
STEP_PX: Final = 2
BLUR_PX: Final = 1.6
#: What is compared: the eye with its lids and lashes, from this column and row of the crop on, in so many rows and columns of
#: tiles.
LEFT_PX, TOP_PX, WIDTH_PX, HEIGHT_PX = 12, 12, 72, 40
TILES: Final = (4, 6)
#: Means over the tiles, as products with matrices, which such small arrays are faster with.
_BY_ROW: FloatArray = np.repeat(
    np.eye(TILES[0], dtype=np.float32), HEIGHT_PX // STEP_PX // TILES[0], 1
)
_BY_ROW /= _BY_ROW.sum(1, keepdims=True)
_BY_COLUMN: FloatArray = np.repeat(
    np.eye(TILES[1], dtype=np.float32), WIDTH_PX // STEP_PX // TILES[1], 0
)
_BY_COLUMN /= _BY_COLUMN.sum(0, keepdims=True)
#: Below this mean square slope (grey levels per pixel of the crop) there is nothing to hold on to.
LEAST_SLOPE: Final = 0.05
#: Nor where all slopes lead the same way: the product of the slopes' power along their two axes over the square of its sum.
LEAST_CORNER: Final = 1e-3


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """An eye as it was found.

    crop        its eye crop
    reduction   how frames are reduced to what is compared
    pixels      (h, w) what is compared, with a mean of 0
    slopes      (2, h * w): how these change by a pixel of the crop along x and y
    solve       (2, 2): differences summed over the slopes -> the shift that makes them
    slope       the mean square length of the slopes
    """

    crop: EyeCrop
    reduction: Reduction
    pixels: FloatArray
    slopes: FloatArray
    solve: FloatMatrix
    slope: float

    @classmethod
    def of(cls, frame: Frame, eye: Eye) -> Self | None:
        """The template of an eye; None where there is nothing to hold on to."""
        crop = eye_crop(eye)
        reduction = Reduction.around(crop, frame.size, STEP_PX, BLUR_PX)
        pixels = _compared(reduction, reduction.apply(frame.bgr), 0.0, 0.0)
        slopes = np.stack([slope(pixels, 1).ravel(), slope(pixels, 0).ravel()]) / np.float32(
            STEP_PX
        )
        (xx, xy), (_, yy) = (slopes @ slopes.T).tolist()
        mean, determinant = (xx + yy) / pixels.size, xx * yy - xy * xy
        if mean < LEAST_SLOPE or not determinant > LEAST_CORNER * (xx + yy) ** 2:
            return None
        return cls(
            crop, reduction, pixels, slopes, np.array([[yy, -xy], [-xy, xx]]) / determinant, mean
        )

    def shift_px(self, frame: Frame) -> tuple[float, float] | None:
        """By how many pixels of the crop the eye stands elsewhere in a frame, (x, y); None where it has changed, too.

        Gauss-Newton steps on the squared differences (Lucas and Kanade, "An iterative image registration technique", 1981).
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


class FaceMotionTracker:
    """Carries the faces of a frame along. Times are those of the frames."""

    def __init__(self) -> None:
        self._faces: tuple[Face, ...] = ()
        self._templates: list[tuple[Template, Template]] = []
        self._found_s = math.inf
        self._size = (0, 0)
        self._looks = 0

    def reset(self) -> None:
        """Forgets them: the next frame has nothing to do with the last."""
        self._faces, self._found_s, self._looks = (), math.inf, 0

    def found(self, frame: Frame, faces: Sequence[Face]) -> tuple[Face, ...]:
        """Remembers what the localizer has found in a frame. Returns it, steadied where it is what was found before."""
        known = self._followed(frame)
        if len(known) == len(faces):
            faces = [_steadied(*pair) for pair in zip(known, faces, strict=True)]
        self._looks = self._looks + 1 if len(faces) == len(self._faces) else 0
        self._faces, self._found_s = tuple(faces), math.inf
        if self._looks >= SETTLED_LOOKS:
            pairs = [
                (Template.of(frame, face.left), Template.of(frame, face.right)) for face in faces
            ]
            self._templates = [
                (left, right) for left, right in pairs if left is not None and right is not None
            ]
            if len(self._templates) == len(faces):
                self._found_s, self._size = frame.time_s, frame.size
        return self._faces

    def carried(self, frame: Frame) -> tuple[Face, ...]:
        """The faces of a later frame where all that were found have only moved, and it is not time to look again; else ()."""
        return self._followed(frame) if 0 < frame.time_s - self._found_s < COAST_S else ()

    def _followed(self, frame: Frame) -> tuple[Face, ...]:
        """The faces where they stand in a frame; () where one has not only moved."""
        if not 0 < frame.time_s - self._found_s < LONGEST_S or frame.size != self._size:
            return ()
        followed = []
        for face, templates in zip(self._faces, self._templates, strict=True):
            shifts: list[FloatArray] = []
            for template in templates:
                shift = template.shift_px(frame)
                if shift is None:
                    self._found_s = math.inf  # it is not what it was, whatever comes
                    return ()
                shifts.append((template.crop.to_frame[:, :2] @ shift).astype(np.float32))
            followed.append(_moved(face, *shifts))
        return tuple(followed)


def _compared(reduction: Reduction, reduced: FloatArray, x: float, y: float) -> FloatArray:
    """What of a reduced picture stands in a crop that is shifted by (x, y) of its pixels, with a mean of 0: the light may
    change."""
    pixels = reduction.cut(
        reduced, (LEFT_PX + x, TOP_PX + y), STEP_PX, (WIDTH_PX // STEP_PX, HEIGHT_PX // STEP_PX)
    )
    centred: FloatArray = pixels - pixels.sum() / np.float32(pixels.size)
    return centred


def _moved(face: Face, left: FloatArray, right: FloatArray) -> Face:
    """A face whose eyes are shifted by (x, y) pixels each."""
    x, y = ((left + right) / 2).tolist()
    x0, y0, x1, y1 = face.box
    return replace(
        face,
        left=replace(face.left, landmarks=face.left.landmarks + left),
        right=replace(face.right, landmarks=face.right.landmarks + right),
        box=(x0 + x, y0 + y, x1 + x, y1 + y),
    )


def _steadied(known: Face, found: Face) -> Face:
    """A face that was found again where it was known to be; another face as it was found."""
    eyes = []
    for before, now in zip(known.eyes, found.eyes, strict=True):
        apart = now.landmarks - before.landmarks
        if float(np.abs(apart).max()) > SAME_WIDTHS * now.width_px:
            return found
        eyes.append(replace(now, landmarks=before.landmarks + np.float32(LOOK_SHARE) * apart))
    return replace(found, left=eyes[0], right=eyes[1])
