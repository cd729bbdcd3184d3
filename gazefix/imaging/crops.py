"""Eye crops and frames: an eye cut out of a frame, what stands around it, and maps of a crop laid over the frame (OpenCV)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Self

import cv2
import numpy as np

from gazefix.imaging.geometry import (
    CROP_HEIGHT_PX,
    CROP_WIDTH_PX,
    EyeCrop,
    FloatMatrix,
    eye_crop,
    transform_points,
)
from gazefix.imaging.operations import Box, blur
from gazefix.types import Eye, FloatArray, Image

WHOLE_CROP: Final[Box] = (0, 0, CROP_WIDTH_PX, CROP_HEIGHT_PX)


def cut_crop(bgr: Image, crop: EyeCrop) -> Image:
    """The eye crop (CROP_HEIGHT_PX, CROP_WIDTH_PX, 3) in RGB, without aliasing where the eye is larger than the crop."""
    x0, y0, x1, y1 = crop_box(crop, (bgr.shape[1], bgr.shape[0]))
    region = bgr[y0:y1, x0:x1]
    to_crop = crop.to_crop.copy()
    to_crop[:, 2] += to_crop[:, :2] @ (x0, y0)
    if crop.scale > 1.25:
        factor = 1.0 / crop.scale
        # Of an eye outside the picture only an edge is left, which must not shrink to nothing.
        size = (max(1, round(region.shape[1] * factor)), max(1, round(region.shape[0] * factor)))
        small = cv2.resize(region, size, interpolation=cv2.INTER_AREA)
        sx, sy = region.shape[1] / small.shape[1], region.shape[0] / small.shape[0]
        # Pixel centres of the small region, in pixels of the large one: (p + 0.5) * s - 0.5.
        enlarging = np.array([[sx, 0, sx / 2 - 0.5], [0, sy, sy / 2 - 0.5]])
        to_crop = np.hstack(
            [
                to_crop[:, :2] @ enlarging[:, :2],
                (to_crop[:, :2] @ enlarging[:, 2] + to_crop[:, 2])[:, None],
            ]
        )
        region = small
    cut = cv2.warpAffine(
        region,
        to_crop,
        (CROP_WIDTH_PX, CROP_HEIGHT_PX),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    pixels: Image = cv2.cvtColor(cut, cv2.COLOR_BGR2RGB)
    return pixels


@dataclass(frozen=True, slots=True, eq=False)
class EyePlace:
    """Where an eye is: its crop, and its landmarks (7, 2) in pixels of the crop."""

    eye: Eye
    crop: EyeCrop
    anchors: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class EyeView(EyePlace):
    """An eye as the networks see it: also the crop's pixels (CROP_HEIGHT_PX, CROP_WIDTH_PX, 3), RGB uint8."""

    pixels: Image


def place_eye(eye: Eye) -> EyePlace:
    """The place of an eye."""
    crop = eye_crop(eye)
    return EyePlace(eye, crop, transform_points(crop.to_crop, eye.landmarks))


def view_eye(bgr: Image, eye: Eye) -> EyeView:
    """The view of an eye of a picture."""
    return view_place(bgr, place_eye(eye))


def view_place(bgr: Image, place: EyePlace) -> EyeView:
    """The view of an eye whose place in a picture is known; what is a view already stays as it is."""
    if isinstance(place, EyeView):
        return place
    return EyeView(place.eye, place.crop, place.anchors, cut_crop(bgr, place.crop))


def crop_bounds(crop: EyeCrop, part: Box) -> Box:
    """The upright box (x0, y0, x1, y1), x1 and y1 exclusive, that holds such a box of a crop's pixels, in pixels of the frame
    and beyond its edges."""
    left, top, right, bottom = crop.extent_px(part[0], part[1], part[2] - 1, part[3] - 1)
    return math.floor(left), math.floor(top), math.ceil(right) + 1, math.ceil(bottom) + 1


def crop_box(crop: EyeCrop, size: tuple[int, int]) -> Box:
    """The upright box that holds a crop, cut to a frame of `size`; where it lies outside, an edge of the frame."""
    x0, y0, x1, y1 = crop_bounds(crop, WHOLE_CROP)
    return (
        min(max(x0, 0), size[0] - 1),
        min(max(y0, 0), size[1] - 1),
        min(max(x1, 1), size[0]),
        min(max(y1, 1), size[1]),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Reduction:
    """How the green around a crop is reduced to fewer pixels without aliasing, in any frame of one size.

    box         of the frame
    size        (width, height) of what it is reduced to
    sigma_px    by how many pixels of that it is blurred
    from_crop   (2, 3): pixels of the crop -> pixels of that
    """

    box: Box
    size: tuple[int, int]
    sigma_px: float
    from_crop: FloatMatrix

    @classmethod
    def around(
        cls, crop: EyeCrop, frame_size: tuple[int, int], step_px: float, blur_px: float
    ) -> Self:
        """With about one pixel for `step_px` of the crop's, and a blur of so many of the latter."""
        box = x0, y0, x1, y1 = crop_box(crop, frame_size)
        factor = min(1.0, 1 / (step_px * crop.scale))
        size = (max(1, round((x1 - x0) * factor)), max(1, round((y1 - y0) * factor)))
        sx, sy = size[0] / (x1 - x0), size[1] / (y1 - y0)
        # Pixel centres of the large picture in pixels of the small one: (p + 0.5) * s - 0.5.
        scaling, offset = (
            np.array([[sx], [sy]]),
            np.array([(0.5 - x0) * sx - 0.5, (0.5 - y0) * sy - 0.5]),
        )
        from_crop = scaling * crop.to_frame
        from_crop[:, 2] += offset
        return cls(box, size, blur_px * factor * crop.scale, from_crop)

    def apply(self, bgr: Image) -> FloatArray:
        """(h, w), the reduced picture."""
        x0, y0, x1, y1 = self.box
        green = cv2.extractChannel(bgr[y0:y1, x0:x1], 1)
        return blur(
            cv2.resize(green, self.size, interpolation=cv2.INTER_AREA).astype(np.float32),
            self.sigma_px,
        )

    def cut(
        self,
        reduced: FloatArray,
        corner: tuple[float, float],
        step_px: float,
        size: tuple[int, int],
    ) -> FloatArray:
        """(h, w) of `size` (w, h): of a reduced picture every `step_px`-th pixel of the crop, from a corner on."""
        (a, b, x), (c, d, y) = self.from_crop.tolist()
        u, v = corner
        part = np.array(
            [
                [a * step_px, b * step_px, a * u + b * v + x],
                [c * step_px, d * step_px, c * u + d * v + y],
            ]
        )
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        made: FloatArray = cv2.warpAffine(
            reduced, part, size, flags=flags, borderMode=cv2.BORDER_REPLICATE
        )
        return made


def enlarge_map(
    values: FloatArray, crop: EyeCrop, part: Box, box: Box, *, cubic: bool
) -> FloatArray:
    """A map (h, w[, C <= 4]) float32 over the box `part` of the crop, sampled at every frame pixel of `box`.

    Cubic, so that an enlarged flow has no facets, or linear, in a third of the time; zero outside.
    """
    part_to_box = crop.to_frame.copy()
    part_to_box[:, 2] += part_to_box[:, :2] @ part[:2] - box[:2]
    enlarged: FloatArray = cv2.warpAffine(
        values,
        part_to_box,
        (box[2] - box[0], box[3] - box[1]),
        flags=cv2.INTER_CUBIC if cubic else cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=0,
    )
    return enlarged
