"""Eye crops: cut out of a frame, reduced around it, and what shows that an eye is hidden."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, Self

import cv2
import numpy as np

from gazefix.imaging.geometry import (
    CORNER_DISTANCE_PX,
    CROP_HEIGHT_PX,
    CROP_WIDTH_PX,
    EyeCrop,
    FloatMatrix,
    eye_crop,
    transform_points,
)
from gazefix.imaging.operations import Box, blur, cut, to_rgb
from gazefix.kernels import crops as compiled
from gazefix.kernels import library
from gazefix.types import (
    IRIS,
    LOWER_INNER,
    LOWER_OUTER,
    UPPER_INNER,
    UPPER_OUTER,
    Eye,
    FloatArray,
    Image,
)

CROP_SIZE: Final = (CROP_WIDTH_PX, CROP_HEIGHT_PX)
#: Scale (frame pixels for a crop pixel) above which a crop is reduced by area, against aliasing.
_REDUCED_FROM: Final = 1.25
_CRISP_REDUCED_FROM: Final = 2.0
#: Sigmas below this, in pixels, change a crop by less than a grey level.
_LEAST_BLUR_PX: Final = 0.15
#: Added to a brightness, in levels, so that noise in the dark isn't taken for contrast.
_DARK_LEVEL: Final = 8.0

#: What is read of a slit, in crop pixels: columns beside the iris's centre, the step between
#: rows, the slit's reach below the lower lid, and the skin below that.
_COLUMNS: Final = 9
_STEP_PX: Final = 0.5
_BEYOND_PX: Final = 3.0
_SKIN_PX: Final = 6.0
#: Darkness from which a row belongs to the slit. Light irises have 0.27 and more.
_DARK: Final = 0.2
#: Added to a brightness, in levels, so that noise in the dark isn't taken for a slit.
_SLIT_DARK_LEVEL: Final = 10.0


@dataclass(frozen=True, slots=True, eq=False)
class EyePlace:
    """Where an eye is: its crop, and its landmarks (7, 2) in crop pixels."""

    eye: Eye
    crop: EyeCrop
    anchors: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class EyeView(EyePlace):
    """An eye as networks see it: also the crop's pixels (CROP_HEIGHT_PX, CROP_WIDTH_PX, 3), RGB."""

    pixels: Image


def place_eye(eye: Eye) -> EyePlace:
    """Return the place of an eye."""
    crop = eye_crop(eye)
    return EyePlace(eye, crop, transform_points(crop.to_crop, eye.landmarks))


def view_eye(bgr: Image, eye: Eye) -> EyeView:
    """Return the view of an eye in a picture."""
    return view_place(bgr, place_eye(eye))


def view_place(bgr: Image, place: EyePlace) -> EyeView:
    """Return the view of an eye whose place in a picture is known; a view is returned itself."""
    if isinstance(place, EyeView):
        return place
    return EyeView(place.eye, place.crop, place.anchors, cut_crop(bgr, place.crop))


def cut_crop(
    bgr: Image, crop: EyeCrop, crop_size: tuple[int, int] = CROP_SIZE, *, crisp: bool = False
) -> Image:
    """Return the crop of `crop_size` (width, height) in RGB, without aliasing.

    crisp   keep more detail: reduce only large crops before, and interpolate by cubics
    """
    if library():
        return compiled.cut(bgr, crop.to_frame, crop.scale, crop_size, crisp=crisp)
    x0, y0, x1, y1 = crop_box(crop, (bgr.shape[1], bgr.shape[0]), crop_size)
    region = bgr[y0:y1, x0:x1]
    to_crop = crop.to_crop.copy()
    to_crop[:, 2] += to_crop[:, :2] @ (x0, y0)
    if crop.scale > (_CRISP_REDUCED_FROM if crisp else _REDUCED_FROM):
        # Whole numbers of pixels are averaged in a fraction of the time; a blur does the rest.
        step = max(1, min(math.floor(crop.scale), x1 - x0, y1 - y0))
        if step > 1:
            region = _averaged(region, step)
            to_crop[:, 2] += to_crop[:, :2].sum(1) * (step - 1) / 2  # to the pixels' centres
            to_crop[:, :2] *= step
        # The spread of a box of this width over that of one pixel.
        sigma_px = math.sqrt(max((crop.scale / step) ** 2 - 1, 0.0) / 12)
        if sigma_px > _LEAST_BLUR_PX:
            region = cv2.GaussianBlur(region, (3, 3), sigma_px, borderType=cv2.BORDER_REPLICATE)
    flags = cv2.INTER_CUBIC if crisp else cv2.INTER_LINEAR
    border = cv2.BORDER_REPLICATE
    return to_rgb(cv2.warpAffine(region, to_crop, crop_size, flags=flags, borderMode=border))


def mirrored(picture: Image) -> Image:
    """Return a picture with left and right exchanged, in a twentieth of NumPy's time."""
    flipped: Image = cv2.flip(picture, 1)
    return flipped


def cut_copy(bgr: Image, to_frame: FloatMatrix, step: int, into: Image) -> None:
    """Fill `into` (h, w, 3), RGB, with a part of a copy of a frame; the copy's edges continue.

    to_frame   (2, 3) float64: its pixels -> frame pixels
    step       the copy has the means of squares of so many pixels; at most the frame's short side
    """
    if library():
        compiled.cut_copy(bgr, to_frame, step, into)
        return
    copy = _averaged(bgr, step) if step > 1 else bgr
    to_copy = to_frame / step
    to_copy[:, 2] += 0.5 / step - 0.5  # to the pixels' centres
    cut(copy, to_copy, into, edges=True)
    cv2.cvtColor(into, cv2.COLOR_BGR2RGB, into)


def crop_bounds(crop: EyeCrop, part: Box) -> Box:
    """Return the upright box of the frame, or beyond its edges, around a box of the crop."""
    left, top, right, bottom = crop.extent_px(part[0], part[1], part[2] - 1, part[3] - 1)
    return math.floor(left), math.floor(top), math.ceil(right) + 1, math.ceil(bottom) + 1


def crop_box(crop: EyeCrop, size: tuple[int, int], crop_size: tuple[int, int] = CROP_SIZE) -> Box:
    """Return the upright box around a crop, cut to a frame of `size`; at least an edge of it."""
    return inside(crop_bounds(crop, (0, 0, *crop_size)), size)


def _averaged(picture: Image, step: int) -> Image:
    """Return the means of squares of `step` pixels; what is left over at the far edges is cut."""
    width, height = picture.shape[1] // step, picture.shape[0] // step
    whole = picture[: height * step, : width * step]
    averaged: Image = cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA)
    return averaged


def inside(box: Box, size: tuple[int, int]) -> Box:
    """Return a box cut to a frame of `size`; at least an edge of it."""
    (x0, y0, x1, y1), (width, height) = box, size
    left, top = min(max(x0, 0), width - 1), min(max(y0, 0), height - 1)
    return left, top, min(max(x1, 1), width), min(max(y1, 1), height)


@dataclass(frozen=True, slots=True, eq=False)
class Reduction:
    """How to reduce the green around a crop to fewer pixels, in any frame of one size.

    box         of the frame
    step        pixels that are averaged to one, along both axes
    sigma_px    blur, in its pixels
    from_crop   (2, 3): crop pixels -> its pixels
    """

    box: Box
    step: int
    sigma_px: float
    from_crop: FloatMatrix

    @classmethod
    def around(
        cls,
        crop: EyeCrop,
        frame_size: tuple[int, int],
        step_px: float,
        blur_px: float,
        margin_px: int = 0,
    ) -> Self:
        """Return a reduction to about one pixel for `step_px` of the crop, blurred by `blur_px`.

        margin_px   of the crop that is reduced with it, on each side
        """
        around = -margin_px, -margin_px, CROP_WIDTH_PX + margin_px, CROP_HEIGHT_PX + margin_px
        x0, y0, x1, y1 = inside(crop_bounds(crop, around), frame_size)
        # Whole numbers of pixels are averaged in a fraction of the time.
        step = max(1, min(round(step_px * crop.scale), x1 - x0, y1 - y0))
        # Pixel centres of the large picture in pixels of the small one: (p + 0.5) / step - 0.5.
        from_crop = crop.to_frame / step
        from_crop[:, 2] += (0.5 - np.array([x0, y0])) / step - 0.5
        return cls((x0, y0, x1, y1), step, blur_px * crop.scale / step, from_crop)

    def apply(self, bgr: Image) -> FloatArray:
        """Return the reduced picture (h, w)."""
        x0, y0, x1, y1 = self.box
        green = cv2.extractChannel(bgr[y0:y1, x0:x1], 1)
        return blur(_averaged(green, self.step).astype(np.float32), self.sigma_px)

    def cut(self, reduced: FloatArray, to_crop: FloatMatrix, size: tuple[int, int]) -> FloatArray:
        """Return a part of `size` (w, h), whose pixels `to_crop` (2, 3) maps to crop pixels."""
        part = self.from_crop[:, :2] @ to_crop
        part[:, 2] += self.from_crop[:, 2]
        flags, border = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP, cv2.BORDER_REPLICATE
        made: FloatArray = cv2.warpAffine(reduced, part, size, flags=flags, borderMode=border)
        return made


def eye_contrast(bgr: Image, eye: Eye) -> float:
    """Return the standard deviation of brightness between the lids, over its mean."""
    if library():
        return compiled.contrast(bgr, eye.landmarks)
    lids = eye.landmarks[:6]
    x, y, width, height = cv2.boundingRect(lids)
    left, top = max(0, x), max(0, y)
    pixels = bgr[top : y + height, left : x + width]
    inside = np.zeros(pixels.shape[:2], np.uint8)
    cv2.fillConvexPoly(inside, np.rint(lids - (left, top)).astype(np.int32), 1)
    mean, deviation = cv2.meanStdDev(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), mask=inside)
    return float(deviation[0, 0] / (mean[0, 0] + _DARK_LEVEL))


@dataclass(frozen=True, slots=True)
class Slit:
    """The rows between the lids at the iris that are darker than the skin below.

    depth      how far they reach below the upper lid, in eye widths
    share      the same as a share of the lids' opening; above 1 in eyes that look down
    darkness   of the darkest row: 0 is the skin, 1 is black
    """

    depth: float
    share: float
    darkness: float


def measure_slit(bgr: Image, place: EyePlace) -> Slit:
    """Return the slit of an eye. It is read in red, in which skin is light and blue irises dark."""
    if library():
        return Slit(*compiled.slit(bgr, place.crop.to_frame, place.anchors))
    points = place.anchors.tolist()
    iris = points[IRIS][0]
    upper = _height_at(iris, points[UPPER_INNER], points[UPPER_OUTER])
    opening = max(_height_at(iris, points[LOWER_INNER], points[LOWER_OUTER]) - upper, 1.0)
    rows = int((opening + _BEYOND_PX) / _STEP_PX)
    x0, y0, x1, y1 = crop_box(place.crop, (bgr.shape[1], bgr.shape[0]))
    to_region = place.crop.to_frame.copy()
    to_region[:, 2] += to_region[:, :2] @ (iris - _COLUMNS // 2, upper) - (x0, y0)
    to_region[:, 1] *= _STEP_PX
    read = cv2.warpAffine(
        bgr[y0:y1, x0:x1],
        to_region,
        (_COLUMNS, rows + int(_SKIN_PX / _STEP_PX)),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    reds = [red / _COLUMNS for red in read[..., 2].sum(1, dtype=int).tolist()]
    skin = sum(reds[rows:]) / (len(reds) - rows)
    darkness = [(skin - red) / (skin + _SLIT_DARK_LEVEL) for red in reds[:rows]]
    depth = max((row for row, dark in enumerate(darkness) if dark > _DARK), default=0) * _STEP_PX
    return Slit(depth / CORNER_DISTANCE_PX, depth / opening, max(darkness))


def _height_at(x: float, one: list[float], other: list[float]) -> float:
    """Return y at `x` on the line through two points of a lid; beyond them the nearer one's y."""
    width = other[0] - one[0]
    share = min(max((x - one[0]) / width, 0.0), 1.0) if width > 0 else 0.5
    return one[1] + (other[1] - one[1]) * share
