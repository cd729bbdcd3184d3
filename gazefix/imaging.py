"""Picture operations on arrays: shrink, fit, cut out an eye crop, and sample a frame through a flow. OpenCV's, no I/O."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Self, TypeVar

import cv2
import numpy as np
import numpy.typing as npt

from gazefix.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX, EyeCrop, FloatMatrix, eye_crop, transform_points
from gazefix.types import Eye, FloatArray, Image

Box = tuple[int, int, int, int]
"""(x0, y0, x1, y1) in pixels, x1 and y1 exclusive."""
WHOLE_CROP: Final[Box] = (0, 0, CROP_WIDTH_PX, CROP_HEIGHT_PX)
_ROW: Final = 64
_NOISE_KERNEL: Final = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)


def shrink(bgr: Image, max_side_px: int) -> tuple[Image, float]:
    """The picture reduced so that its long side has at most `max_side_px` pixels, and the factor full / small (>= 1).

    A picture that is small enough is returned as it is, with factor 1.
    """
    height, width = bgr.shape[:2]
    factor = max(width, height) / max_side_px
    if factor <= 1:
        return bgr, 1.0
    size = (max(1, round(width / factor)), max(1, round(height / factor)))
    return cv2.resize(bgr, size, interpolation=cv2.INTER_AREA), factor


def to_rgb(bgr: Image) -> Image:
    """The same picture in RGB order."""
    return cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB)


def to_i420(bgr: Image) -> Image:
    """The same picture as I420: (H * 3 / 2, W) bytes, first the luma, then both chroma planes at half the size, BT.601 with
    limited range. Sides must be even."""
    return cv2.cvtColor(bgr, cv2.COLOR_BGR2YUV_I420)


def fit_into(bgr: Image, size: tuple[int, int]) -> Image:
    """The picture scaled to fit into `size` (width, height), centred, with black bars where its shape differs."""
    height, width = bgr.shape[:2]
    if (width, height) == size:
        return bgr
    scale = min(size[0] / width, size[1] / height)
    inner = (min(size[0], max(1, round(width * scale))), min(size[1], max(1, round(height * scale))))
    scaled = cv2.resize(bgr, inner, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    canvas: Image = np.zeros((size[1], size[0], 3), np.uint8)
    left, top = (size[0] - inner[0]) // 2, (size[1] - inner[1]) // 2
    canvas[top : top + inner[1], left : left + inner[0]] = scaled
    return canvas


def enlarge(bgr: Image, factor: float) -> Image:
    """The picture scaled by `factor` (> 0) with cubic interpolation."""
    return cv2.resize(bgr, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)


def resized(values: npt.NDArray[Any], size: tuple[int, int]) -> npt.NDArray[Any]:
    """A picture or a map (H, W[, C]) at `size` (width, height), linear."""
    return cv2.resize(values, size, interpolation=cv2.INTER_LINEAR)


def shift(bgr: Image, matrix: FloatMatrix, size: tuple[int, int]) -> Image:
    """The picture under a (2, 3) affine map, in a new one of `size` (width, height); its edge pixels continue outside."""
    return cv2.warpAffine(bgr, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def lay_over(
    bgr: Image, target: Image, counted: npt.NDArray[np.bool_], guess: FloatMatrix
) -> tuple[FloatMatrix, float] | None:
    """The (2, 3) affine map from pixels of `target` to those of `bgr`, beginning with a `guess`, that lays the pixels of `bgr`
    that are `counted` over the same ones of `target`; and how well they fit, as a correlation. None where none is found.

    By their enhanced correlation, which bears another brightness (Evangelidis and Psarakis 2008).
    """
    grey, target_grey = (cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY) for picture in (bgr, target))
    until = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 60, 1e-4)
    try:
        fit, found = cv2.findTransformECC(
            target_grey, grey, guess.astype(np.float32), cv2.MOTION_AFFINE, until, counted.astype(np.uint8), 5
        )
    except cv2.error:  # the two have nothing in common
        return None
    return found.astype(np.float64), float(fit)


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
        to_crop = np.hstack([to_crop[:, :2] @ enlarging[:, :2], (to_crop[:, :2] @ enlarging[:, 2] + to_crop[:, 2])[:, None]])
        region = small
    cut = cv2.warpAffine(
        region, to_crop, (CROP_WIDTH_PX, CROP_HEIGHT_PX), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return cv2.cvtColor(cut, cv2.COLOR_BGR2RGB)


@dataclass(frozen=True, eq=False)
class EyeView:
    """An eye as the networks see it: its crop's place, and the landmarks (7, 2) in pixels of the crop."""

    eye: Eye
    crop: EyeCrop
    anchors: FloatArray
    picture: Image

    @cached_property
    def pixels(self) -> Image:
        """(CROP_HEIGHT_PX, CROP_WIDTH_PX, 3) RGB uint8, cut out of the picture when first asked for: an eye at rest needs
        none."""
        return cut_crop(self.picture, self.crop)


def view_eye(bgr: Image, eye: Eye) -> EyeView:
    """The view of an eye of a picture."""
    crop = eye_crop(eye)
    return EyeView(eye, crop, transform_points(crop.to_crop, eye.landmarks), bgr)


def crop_bounds(crop: EyeCrop, part: Box) -> Box:
    """The upright box (x0, y0, x1, y1), x1 and y1 exclusive, that holds such a box of a crop's pixels, in pixels of the frame
    and beyond its edges."""
    (a, b, tx), (c, d, ty) = crop.to_frame.tolist()
    corners = [(x, y) for x in (part[0], part[2] - 1) for y in (part[1], part[3] - 1)]
    xs, ys = [a * x + b * y + tx for x, y in corners], [c * x + d * y + ty for x, y in corners]
    return math.floor(min(xs)), math.floor(min(ys)), math.ceil(max(xs)) + 1, math.ceil(max(ys)) + 1


def crop_box(crop: EyeCrop, size: tuple[int, int]) -> Box:
    """The upright box that holds a crop, cut to a frame of `size`; where it lies outside, an edge of the frame."""
    x0, y0, x1, y1 = crop_bounds(crop, WHOLE_CROP)
    return (
        min(max(x0, 0), size[0] - 1),
        min(max(y0, 0), size[1] - 1),
        min(max(x1, 1), size[0]),
        min(max(y1, 1), size[1]),
    )


def continued(bgr: Image, box: Box) -> Image:
    """The part of a picture in a box; beyond the picture its edge pixels go on."""
    x0, y0, x1, y1 = box
    height, width = bgr.shape[:2]
    if min(x0, y0) >= 0 and x1 <= width and y1 <= height:
        return bgr[y0:y1, x0:x1]
    rows, columns = np.arange(y0, y1).clip(0, height - 1), np.arange(x0, x1).clip(0, width - 1)
    return bgr[rows[:, None], columns]


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
    def around(cls, crop: EyeCrop, frame_size: tuple[int, int], step_px: float, blur_px: float) -> Self:
        """With about one pixel for `step_px` of the crop's, and a blur of so many of the latter."""
        box = x0, y0, x1, y1 = crop_box(crop, frame_size)
        factor = min(1.0, 1 / (step_px * crop.scale))
        size = (max(1, round((x1 - x0) * factor)), max(1, round((y1 - y0) * factor)))
        sx, sy = size[0] / (x1 - x0), size[1] / (y1 - y0)
        # Pixel centres of the large picture in pixels of the small one: (p + 0.5) * s - 0.5.
        scaling, offset = np.array([[sx], [sy]]), np.array([(0.5 - x0) * sx - 0.5, (0.5 - y0) * sy - 0.5])
        from_crop = scaling * crop.to_frame
        from_crop[:, 2] += offset
        return cls(box, size, blur_px * factor * crop.scale, from_crop)

    def apply(self, bgr: Image) -> FloatArray:
        """(h, w), the reduced picture."""
        x0, y0, x1, y1 = self.box
        green = cv2.extractChannel(bgr[y0:y1, x0:x1], 1)
        return blur(cv2.resize(green, self.size, interpolation=cv2.INTER_AREA).astype(np.float32), self.sigma_px)

    def cut(self, reduced: FloatArray, corner: tuple[float, float], step_px: float, size: tuple[int, int]) -> FloatArray:
        """(h, w) of `size` (w, h): of a reduced picture every `step_px`-th pixel of the crop, from a corner on."""
        (a, b, x), (c, d, y) = self.from_crop.tolist()
        u, v = corner
        part = np.array([[a * step_px, b * step_px, a * u + b * v + x], [c * step_px, d * step_px, c * u + d * v + y]])
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        made: FloatArray = cv2.warpAffine(reduced, part, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
        return made


def used_box(maps: npt.NDArray[Any]) -> Box | None:
    """The smallest box that holds all that is not zero in maps (..., H, W), or None if all is."""
    used = (maps != 0).reshape(-1, *maps.shape[-2:]).any(0)
    x, y, width, height = cv2.boundingRect(used.view(np.uint8))
    return (x, y, x + width, y + height) if width else None


def enlarge_map(values: FloatArray, crop: EyeCrop, part: Box, box: Box, *, cubic: bool) -> FloatArray:
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


Values = TypeVar("Values", FloatArray, Image)


def planes(values: Values) -> Sequence[Values]:
    """The channels of a map or a picture (H, W, C), each (H, W) in memory of its own."""
    split: Sequence[Values] = cv2.split(values)
    return split


def joined(*channels: FloatArray) -> FloatArray:
    """(H, W, C) of C maps (H, W)."""
    merged: FloatArray = cv2.merge(channels)
    return merged


def slope(values: FloatArray, axis: int) -> FloatArray:
    """The slope of a map (H, W) along x (axis 1) or y (axis 0), by central differences."""
    along_x = axis == 1
    made: FloatArray = cv2.Sobel(
        values, cv2.CV_32F, int(along_x), int(not along_x), ksize=1, scale=0.5, borderType=cv2.BORDER_REPLICATE
    )
    return made


def limited(values: FloatArray, low: float, high: float) -> FloatArray:
    """np.clip in half its time, for arrays as small as an eye's."""
    within: FloatArray = np.minimum(np.maximum(values, np.float32(low)), np.float32(high))
    return within


def root_of_squares(a: FloatArray, b: FloatArray) -> FloatArray:
    """np.hypot without its care for huge numbers, in a tenth of its time."""
    root: FloatArray = np.sqrt(a * a + b * b)
    return root


def tripled(values: FloatArray) -> FloatArray:
    """(N, 3): each of N values three times, for a picture's three colours."""
    repeated: FloatArray = cv2.cvtColor(values[None], cv2.COLOR_GRAY2BGR)[0]
    return repeated


def to_levels(values: FloatArray) -> Image:
    """Values rounded to uint8, those beyond 0..255 to its ends."""
    levels: Image = cv2.add(values, 0.0, dtype=cv2.CV_8U)
    return levels


def sample(bgr: Image, x: FloatArray, y: FloatArray, *, sharp: bool = True) -> Image:
    """(N, 3): the frame's pixels at N positions (x, y), float32; edges continue.

    With a cubic kernel: what it takes from detail the unsharp mask gives back, with less tremble than an 8x8 Lanczos kernel
    leaves, and in a third of its time. Or linear, where sharpness does not matter.
    """
    count = len(x)
    places = np.zeros((2, -(-count // _ROW), _ROW), np.float32)  # OpenCV takes no row of more than 32767
    places.reshape(2, -1)[:, :count] = x, y
    sampled: Image = cv2.remap(
        bgr, places[0], places[1], cv2.INTER_CUBIC if sharp else cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return sampled.reshape(-1, 3)[:count]


def blur(values: FloatArray, sigma_px: float) -> FloatArray:
    """A map (H, W[, C]) under a Gaussian; edges continue."""
    blurred: FloatArray = cv2.GaussianBlur(values, (0, 0), sigma_px, borderType=cv2.BORDER_REPLICATE)
    return blurred


def opened(bgr: Image, height_px: int, width_px: int) -> Image:
    """The picture without what is bright and narrower than a rectangle of that size: a morphological opening."""
    without: Image = cv2.morphologyEx(bgr, cv2.MORPH_OPEN, np.ones((height_px, width_px), np.uint8))
    return without


def brighter(one: Image, other: Image) -> Image:
    """Of each two values the larger one."""
    larger: Image = cv2.max(one, other)
    return larger


def blend(one: Image, other: Image, share: float) -> Image:
    """The first picture, and by `share` the second one."""
    mixed: Image = cv2.addWeighted(one, 1 - share, other, share, 0)
    return mixed


def widened(values: FloatArray, side_px: int) -> FloatArray:
    """A map (H, W) of the largest values in a square of so many pixels around each."""
    largest: FloatArray = cv2.dilate(values, np.ones((side_px, side_px), np.uint8))
    return largest


def noise_levels(bgr: Image) -> float:
    """Standard deviation of the noise of a picture, in grey levels, from its green channel; 0 for one under 3x3.

    Immerkaer's operator, which edges and even slopes leave at zero ("Fast noise variance estimation", 1996), with the median
    in place of the mean, so that lashes do not count as noise.
    """
    if min(bgr.shape[:2]) < 3:
        return 0.0
    answer = cv2.filter2D(cv2.extractChannel(bgr, 1), cv2.CV_16S, _NOISE_KERNEL)
    some = np.abs(answer[1:-1:2, 1:-1:2]).ravel()  # a quarter of the pixels tells as much
    middle = len(some) // 2
    return float(np.partition(some, middle)[middle]) / (0.6745 * 6)


def encode_png(bgr: Image) -> bytes:
    """The picture as a PNG file's bytes."""
    _, encoded = cv2.imencode(".png", bgr)
    return bytes(encoded.tobytes())


def caption(bgr: Image, text: str) -> Image:
    """A copy of the picture with a line of ASCII text at its lower edge."""
    written = bgr.copy()
    scale = max(0.4, bgr.shape[0] / 1000)
    place = (round(12 * scale) + 2, bgr.shape[0] - round(16 * scale) - 2)
    for colour, thickness in (((0, 0, 0), 3), ((255, 255, 255), 1)):
        cv2.putText(written, text, place, cv2.FONT_HERSHEY_SIMPLEX, scale, colour, thickness, cv2.LINE_AA)
    return written


def write_centred(bgr: Image, text: str, centre_y_px: float, height_px: float, colour: tuple[int, int, int]) -> None:
    """Writes a line of ASCII text into the picture, in the middle; it is made smaller where it would not fit."""
    font = cv2.FONT_HERSHEY_DUPLEX
    (width, height), _ = cv2.getTextSize(text, font, 1.0, 1)
    scale = min(height_px / height, 0.9 * bgr.shape[1] / width)
    thickness = max(1, round(1.2 * scale))
    place = (round((bgr.shape[1] - scale * width) / 2), round(centre_y_px + scale * height / 2))
    cv2.putText(bgr, text, place, font, scale, colour, thickness, cv2.LINE_AA)


def draw_arc(
    bgr: Image,
    centre: tuple[float, float],
    radii: tuple[float, float],
    degrees: tuple[float, float],
    colour: tuple[int, int, int],
    thickness_px: int,
) -> None:
    """Draws a part of an ellipse into the picture, from the first to the second angle (0 is to the right, 90 is down)."""
    middle, axes = (round(centre[0]), round(centre[1])), (round(radii[0]), round(radii[1]))
    cv2.ellipse(bgr, middle, axes, 0, degrees[0], degrees[1], colour, thickness_px, cv2.LINE_AA)


def tile(cells: list[Image], columns: int) -> Image:
    """Cells of one size in rows of `columns`, the last row filled up with black."""
    filled = cells + [np.zeros_like(cells[0])] * (-len(cells) % columns)
    return np.vstack([np.hstack(filled[i : i + columns]) for i in range(0, len(filled), columns)])


def polygon_mask(size: tuple[int, int], points: FloatArray, margin_px: float) -> npt.NDArray[np.bool_]:
    """(H, W): pixels of a frame of `size` (width, height) whose centres lie in a polygon (N, 2), or no further from it than
    `margin_px`."""
    mask = np.zeros((size[1], size[0]), bool)
    left, top = np.floor(points.min(0) - margin_px).astype(int).clip(0, size)
    right, bottom = (np.ceil(points.max(0) + margin_px).astype(int) + 1).clip(0, size)
    ys, xs = np.mgrid[top:bottom, left:right].astype(np.float32)
    inside = np.zeros(xs.shape, bool)
    nearest = np.full(xs.shape, np.inf, np.float32)
    for (x0, y0), (x1, y1) in zip(points.tolist(), np.roll(points, -1, 0).tolist(), strict=True):
        ex, ey = x1 - x0, y1 - y0
        along = limited(((xs - x0) * ex + (ys - y0) * ey) / max(ex * ex + ey * ey, 1e-12), 0.0, 1.0)
        nearest = np.minimum(nearest, np.hypot(xs - x0 - along * ex, ys - y0 - along * ey))
        if y0 != y1:
            inside ^= ((ys < y0) != (ys < y1)) & (xs < x0 + (ys - y0) * (ex / ey))
    mask[top:bottom, left:right] = inside | (nearest <= margin_px)
    return mask


def laplacian_energy(bgr: Image, mask: npt.NDArray[np.bool_]) -> float:
    """Mean squared Laplacian of the grey picture inside a mask: how sharp it is there."""
    grey = cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY)
    return float(np.square(cv2.Laplacian(grey, cv2.CV_64F)[mask]).mean())


def thumbnail(bgr: Image, size: tuple[int, int]) -> Image:
    """The picture squeezed into `size` (width, height), quickly: of a large one only every so many pixels are looked at."""
    step_y, step_x = max(1, bgr.shape[0] // (4 * size[1])), max(1, bgr.shape[1] // (4 * size[0]))
    return cv2.resize(np.ascontiguousarray(bgr[::step_y, ::step_x]), size, interpolation=cv2.INTER_AREA)
