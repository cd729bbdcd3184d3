"""Picture operations on arrays: shrink, fit, sample, blur, measure and write on. OpenCV's, no I/O; see `crops` for eyes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeVar

import cv2
import numpy as np
import numpy.typing as npt

from gazefix.imaging.geometry import FloatMatrix
from gazefix.types import FloatArray, Image

Places = npt.NDArray[np.integer[Any]]
"""(M,) numbers of pixels, or of eyes."""
Box = tuple[int, int, int, int]
"""(x0, y0, x1, y1) in pixels, x1 and y1 exclusive."""
_ROW: Final = 64
_FONT: Final = cv2.FONT_HERSHEY_DUPLEX
#: How often a line of text is measured and reduced until it fits: since OpenCV 5 its width is not in proportion to its scale.
_FITTING_STEPS: Final = 3
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


def to_bgra(bgr: Image) -> Image:
    """Return the picture as (H, W, 4) bytes, opaque."""
    return cv2.cvtColor(bgr, cv2.COLOR_BGR2BGRA)


def fit_into(bgr: Image, size: tuple[int, int]) -> Image:
    """The picture scaled to fit into `size` (width, height), centred, with black bars where its shape differs."""
    height, width = bgr.shape[:2]
    if (width, height) == size:
        return bgr
    scale = min(size[0] / width, size[1] / height)
    inner = (
        min(size[0], max(1, round(width * scale))),
        min(size[1], max(1, round(height * scale))),
    )
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
    return cv2.warpAffine(
        bgr, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )


def continued(bgr: Image, box: Box) -> Image:
    """The part of a picture in a box; beyond the picture its edge pixels go on."""
    x0, y0, x1, y1 = box
    height, width = bgr.shape[:2]
    if min(x0, y0) >= 0 and x1 <= width and y1 <= height:
        return bgr[y0:y1, x0:x1]
    rows, columns = np.arange(y0, y1).clip(0, height - 1), np.arange(x0, x1).clip(0, width - 1)
    return bgr[rows[:, None], columns]


def used_box(maps: npt.NDArray[Any]) -> Box | None:
    """The smallest box that holds all that is not zero in maps (..., H, W), or None if all is."""
    used = (maps != 0).reshape(-1, *maps.shape[-2:]).any(0)
    x, y, width, height = cv2.boundingRect(used.view(np.uint8))
    return (x, y, x + width, y + height) if width else None


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
        values,
        cv2.CV_32F,
        int(along_x),
        int(not along_x),
        ksize=1,
        scale=0.5,
        borderType=cv2.BORDER_REPLICATE,
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
    places = np.zeros(
        (2, -(-count // _ROW), _ROW), np.float32
    )  # OpenCV takes no row of more than 32767
    places.reshape(2, -1)[:, :count] = x, y
    sampled: Image = cv2.remap(
        bgr,
        places[0],
        places[1],
        cv2.INTER_CUBIC if sharp else cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return sampled.reshape(-1, 3)[:count]


def put_pixels(picture: Values, places: Places, pixels: Values) -> None:
    """Write pixels (M, 3) into a C-contiguous picture (H, W, 3), by their numbers row by row."""
    # One value of three channels is written in two thirds of the time of three values.
    pixel = np.dtype((np.void, 3 * picture.itemsize))
    rows: npt.NDArray[np.void] = np.ndarray((picture.size // 3, 1), pixel, picture)
    rows[places] = pixels.view(pixel)


def blur(values: FloatArray, sigma_px: float) -> FloatArray:
    """A map (H, W[, C]) under a Gaussian; edges continue."""
    blurred: FloatArray = cv2.GaussianBlur(
        values, (0, 0), sigma_px, borderType=cv2.BORDER_REPLICATE
    )
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


def decode_image(data: bytes) -> Image | None:
    """Return the picture (H, W, 3) BGR of an image file's bytes, None if they are damaged."""
    if not data:
        return None
    pixels: Image | None = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    return pixels


def encode_png(bgr: Image) -> bytes:
    """The picture as a PNG file's bytes."""
    _, encoded = cv2.imencode(".png", bgr)
    return bytes(encoded.tobytes())


def _text_size(text: str, scale: float) -> tuple[int, int]:
    """Return the width and height in pixels of a line in the font of `write_centred`."""
    size, _ = cv2.getTextSize(text, _FONT, scale, _stroke_px(scale))
    return int(size[0]), int(size[1])


def _stroke_px(scale: float) -> int:
    return max(1, round(1.2 * scale))


def thumbnail(bgr: Image, size: tuple[int, int]) -> Image:
    """The picture squeezed into `size` (width, height), quickly: of a large one only every so many pixels are looked at."""
    step_y, step_x = max(1, bgr.shape[0] // (4 * size[1])), max(1, bgr.shape[1] // (4 * size[0]))
    return cv2.resize(
        np.ascontiguousarray(bgr[::step_y, ::step_x]), size, interpolation=cv2.INTER_AREA
    )
