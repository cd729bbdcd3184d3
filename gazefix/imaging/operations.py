"""Operations on pictures and maps: resize, convert, sample, blur, measure. No files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final, TypeVar

import cv2
import numpy as np
import numpy.typing as npt

from gazefix.imaging.geometry import FloatMatrix
from gazefix.types import FloatArray, Image

Values = TypeVar("Values", FloatArray, Image)
Places = npt.NDArray[np.integer[Any]]
"""(M,) numbers of pixels or of eyes."""
Mask = npt.NDArray[np.bool_]
"""(H, W): which pixels are chosen."""
Point = tuple[int, int]
"""(x, y) in pixels."""
Box = tuple[int, int, int, int]
"""(x0, y0, x1, y1) in pixels, x1 and y1 exclusive."""

#: Positions sampled in one row: OpenCV allows no longer one.
_ROW: Final = 32766
#: Binary digits of a fraction of a pixel in polygons.
_FINE_BITS: Final = 4
_NOISE_KERNEL: Final = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)


def work_in_calling_thread() -> None:
    """Let OpenCV, which is loaded already, use one thread unless the environment says otherwise."""
    if "OPENCV_FOR_THREADS_NUM" not in os.environ:
        cv2.setNumThreads(1)


def shrink(bgr: Image, max_side_px: int) -> Image:
    """Return the picture at `shrunk_size`: itself if it is small enough."""
    size = shrunk_size(bgr, max_side_px)
    if size == (bgr.shape[1], bgr.shape[0]):
        return bgr
    return cv2.resize(bgr, size, interpolation=cv2.INTER_AREA)


def shrunk_size(bgr: Image, max_side_px: int) -> tuple[int, int]:
    """Return a picture's (width, height), or less, so that no side is longer than this."""
    factor = max(1.0, max(bgr.shape[:2]) / max_side_px)
    return max(1, round(bgr.shape[1] / factor)), max(1, round(bgr.shape[0] / factor))


def thumbnail(bgr: Image, size: tuple[int, int]) -> Image:
    """Return the picture squeezed into `size` (width, height), quickly: it skips most pixels."""
    step_y, step_x = max(1, bgr.shape[0] // (4 * size[1])), max(1, bgr.shape[1] // (4 * size[0]))
    some = np.ascontiguousarray(_as_values(bgr)[::step_y, ::step_x])[..., None].view(bgr.dtype)
    return cv2.resize(some, size, interpolation=cv2.INTER_AREA)


def fit_into(bgr: Image, size: tuple[int, int]) -> Image:
    """Return the picture scaled into `size` (width, height), centred between black bars."""
    height, width = bgr.shape[:2]
    if (width, height) == size:
        return bgr
    scale = min(size[0] / width, size[1] / height)
    inner_width = min(size[0], max(1, round(width * scale)))
    inner_height = min(size[1], max(1, round(height * scale)))
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    canvas: Image = np.zeros((size[1], size[0], 3), np.uint8)
    left, top = (size[0] - inner_width) // 2, (size[1] - inner_height) // 2
    inside = canvas[top : top + inner_height, left : left + inner_width]
    inside[:] = cv2.resize(bgr, (inner_width, inner_height), interpolation=how)
    return canvas


def enlarge(bgr: Image, factor: float) -> Image:
    """Return the picture scaled by `factor` (> 0) with cubic interpolation."""
    return cv2.resize(bgr, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC)


def resized(
    values: npt.NDArray[Any], size: tuple[int, int], *, sharp: bool = False
) -> npt.NDArray[Any]:
    """Return a picture or a map (H, W[, C]) at `size` (width, height), linear or cubic."""
    how = cv2.INTER_CUBIC if sharp else cv2.INTER_LINEAR
    return cv2.resize(values, size, interpolation=how)


def shift(picture: Values, matrix: FloatMatrix, size: tuple[int, int]) -> Values:
    """Return a picture under a (2, 3) affine map, at `size` (width, height); edges continue."""
    flags, border = cv2.INTER_LINEAR, cv2.BORDER_REPLICATE
    shifted: Values = cv2.warpAffine(picture, matrix, size, flags=flags, borderMode=border)
    return shifted


def cut(
    picture: Image,
    to_picture: FloatMatrix,
    into: Image,
    *,
    edges: bool = False,
    sharp: bool = False,
) -> None:
    """Fill `into` (h, w, 3) from a picture by the (2, 3) map of its pixels to the picture's.

    Around the picture, its edges continue, or else there is black. Linear, or cubic if sharp.
    """
    size = (into.shape[1], into.shape[0])
    border = cv2.BORDER_REPLICATE if edges else cv2.BORDER_CONSTANT
    how = (cv2.INTER_CUBIC if sharp else cv2.INTER_LINEAR) | cv2.WARP_INVERSE_MAP
    cv2.warpAffine(picture, to_picture, size, into, how, border)


def to_rgb(bgr: Image) -> Image:
    """Return the picture in RGB order."""
    return cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB)


def to_grey(bgr: Image) -> Image:
    """Return the brightness of a picture, (H, W)."""
    return cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY)


def to_i420(bgr: Image) -> Image:
    """Return the picture as I420, (H * 3 / 2, W) bytes: BT.601, limited range. Sides are even."""
    return cv2.cvtColor(bgr, cv2.COLOR_BGR2YUV_I420)


def to_bgra(bgr: Image) -> Image:
    """Return the picture as (H, W, 4) bytes, opaque."""
    return cv2.cvtColor(bgr, cv2.COLOR_BGR2BGRA)


def decode_image(data: bytes) -> Image | None:
    """Return the picture (H, W, 3) BGR of an image file's bytes, None if they are damaged."""
    if not data:
        return None
    pixels: Image | None = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    return pixels


def encode_png(bgr: Image) -> bytes:
    """Return the picture as a PNG file's bytes."""
    _, encoded = cv2.imencode(".png", bgr)
    return bytes(encoded.tobytes())


def continued(bgr: Image, box: Box) -> Image:
    """Return the part of a picture in a box; edges continue."""
    x0, y0, x1, y1 = box
    height, width = bgr.shape[:2]
    if min(x0, y0) >= 0 and x1 <= width and y1 <= height:
        return bgr[y0:y1, x0:x1]
    rows, columns = np.arange(y0, y1).clip(0, height - 1), np.arange(x0, x1).clip(0, width - 1)
    return bgr[rows[:, None], columns]


def used_box(maps: npt.NDArray[Any]) -> Box | None:
    """Return the smallest box around everything but zeros in maps (..., H, W), None if empty."""
    used = (maps != 0).reshape(-1, *maps.shape[-2:]).any(0)
    x, y, width, height = cv2.boundingRect(used.view(np.uint8))
    return (x, y, x + width, y + height) if width else None


def hull(used: Mask) -> FloatArray:
    """Return (K, 2): a polygon around what is True in a map (H, W), half a pixel outside of it."""
    found, _ = cv2.findContours(used.view(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    corners: FloatArray = np.zeros((0, 2), np.float32)
    if found:
        corners = cv2.convexHull(np.concatenate(found))[:, 0].astype(np.float32)
        corners += np.copysign(np.float32(0.5), corners - corners.sum(0) / len(corners))
    return corners


def choose_inside(polygon: FloatArray, inside: Mask) -> int:
    """Choose the pixels inside of a convex polygon (K, 2) in a mask, and return their number."""
    if len(polygon):
        corners = np.rint(polygon * (1 << _FINE_BITS)).astype(np.int32)
        cv2.fillConvexPoly(inside.view(np.uint8), corners, 1, cv2.LINE_8, _FINE_BITS)
    return int(np.count_nonzero(inside))


def planes(values: Values) -> Sequence[Values]:
    """Return the channels of a map or picture (H, W, C), each (H, W) and contiguous."""
    split: Sequence[Values] = cv2.split(values)
    return split


def joined(*channels: FloatArray) -> FloatArray:
    """Return (H, W, C) from C maps (H, W)."""
    merged: FloatArray = cv2.merge(channels)
    return merged


def slope(values: FloatArray, axis: int) -> FloatArray:
    """Return the slope of a map (H, W) along x (axis 1) or y (axis 0), by central differences."""
    dx, dy, border = int(axis == 1), int(axis == 0), cv2.BORDER_REPLICATE
    made: FloatArray = cv2.Sobel(values, cv2.CV_32F, dx, dy, ksize=1, scale=0.5, borderType=border)
    return made


def limited(values: FloatArray, low: float, high: float) -> FloatArray:
    """Return values within limits: np.clip in half its time, for arrays as small as an eye's."""
    within: FloatArray = np.minimum(np.maximum(values, np.float32(low)), np.float32(high))
    return within


def ramp(values: FloatArray, none: float, whole: float) -> FloatArray:
    """Return 0 at one value, 1 at another and beyond it, and linear between them."""
    return limited((values - none) / (whole - none), 0.0, 1.0)


def root_of_squares(a: FloatArray, b: FloatArray) -> FloatArray:
    """Return (a^2 + b^2)^(1/2): np.hypot in a tenth of its time, but not for huge numbers."""
    root: FloatArray = np.sqrt(a * a + b * b)
    return root


def tripled(values: FloatArray) -> FloatArray:
    """Return (N, 3): each of N values three times, for a picture's three colours."""
    repeated: FloatArray = cv2.cvtColor(values[None], cv2.COLOR_GRAY2BGR)[0]
    return repeated


def coloured(values: FloatArray, colour: Sequence[float]) -> FloatArray:
    """Return (N, 3): a colour (3,) times each of N values."""
    made: FloatArray = cv2.merge([values * share for share in colour])[:, 0]
    return made


def to_levels(values: FloatArray) -> Image:
    """Return values rounded to uint8, limited to 0..255."""
    levels: Image = cv2.add(values, 0.0, dtype=cv2.CV_8U)
    return levels


def sample(
    picture: Values,
    x: FloatArray,
    y: FloatArray,
    *,
    sharp: bool = True,
    corner: Point = (0, 0),
    edges: bool = True,
) -> Values:
    """Return (N, C): a picture's colours or a map's values at N positions, float32.

    edges   they continue; else zero is around the picture

    Positions count from `corner` (x, y). Cubic, or linear if it need not be sharp. The unsharp mask
    gives back the detail that a cubic kernel takes; it trembles less than an 8x8 Lanczos kernel, in
    a third of its time.
    """
    count = len(x)
    xs, ys = (x - corner[0])[None], (y - corner[1])[None]
    if count > _ROW:
        rows = -(-count // _ROW)
        xs, ys = (np.resize(values, (rows, _ROW)) for values in (xs, ys))
    how = cv2.INTER_CUBIC if sharp else cv2.INTER_LINEAR
    border = cv2.BORDER_REPLICATE if edges else cv2.BORDER_CONSTANT
    sampled: Values = cv2.remap(picture, xs, ys, how, borderMode=border)
    return sampled.reshape(-1, picture.shape[2])[:count]


def put_pixels(picture: Values, chosen: Mask, pixels: Values) -> None:
    """Write pixels (M, C) to where they are chosen in a picture (H, W, C), row by row."""
    _as_values(picture)[chosen] = _as_values(pixels)


def get_pixels(picture: Values, chosen: Mask) -> Values:
    """Return (M, C): the chosen pixels of a picture (H, W, C), row by row."""
    found: Values = _as_values(picture)[chosen].view(picture.dtype)
    return found.reshape(-1, picture.shape[2])


def _as_values(pixels: npt.NDArray[Any]) -> npt.NDArray[np.void]:
    """Return a view (...) of pixels (..., C): a mask moves whole ones in a fifth of the time."""
    return pixels.view(np.dtype((np.void, pixels.shape[-1] * pixels.itemsize)))[..., 0]


def blur(values: FloatArray, sigma_px: float) -> FloatArray:
    """Return a map (H, W[, C]) under a Gaussian; edges continue."""
    border = cv2.BORDER_REPLICATE
    blurred: FloatArray = cv2.GaussianBlur(values, (0, 0), sigma_px, borderType=border)
    return blurred


def inverse(matrix: FloatMatrix) -> FloatMatrix:
    """Return the inverse of a symmetric, positive definite matrix.

    NumPy's takes milliseconds on a busy machine: LAPACK waits for its other threads.
    """
    inverted: FloatMatrix = cv2.invert(matrix, flags=cv2.DECOMP_CHOLESKY)[1]
    return inverted


def best_match(picture: FloatArray, part: FloatArray) -> Point:
    """Return where a smaller map lies in a picture (H, W): the place of its first pixel.

    By normalized cross-correlation.
    """
    likeness = cv2.matchTemplate(picture, part, cv2.TM_CCOEFF_NORMED)
    x, y = cv2.minMaxLoc(likeness)[3]
    return x, y


def opened(bgr: Image, height_px: int, width_px: int) -> Image:
    """Return the picture without bright things smaller than a rectangle: an opening."""
    without: Image = cv2.morphologyEx(bgr, cv2.MORPH_OPEN, _rectangle(height_px, width_px))
    return without


@lru_cache(maxsize=32)
def _rectangle(height_px: int, width_px: int) -> Image:
    return np.ones((height_px, width_px), np.uint8)


def brighter(one: Image, other: Image) -> Image:
    """Return the larger of each two values."""
    larger: Image = cv2.max(one, other)
    return larger


def blend(one: Image, other: Image, share: float) -> Image:
    """Return a mixture of two pictures with a share of the second."""
    mixed: Image = cv2.addWeighted(one, 1 - share, other, share, 0)
    return mixed


def widened(values: Values, side_px: int) -> Values:
    """Return a map (H, W) of the largest values in a square around each."""
    largest: Values = cv2.dilate(values, _rectangle(side_px, side_px))
    return largest


def noise_levels(bgr: Image) -> float:
    """Return the standard deviation of a picture's noise, in grey levels; 0 below 3x3 pixels.

    By Immerkaer's operator on the green channel, which is zero on edges and even slopes ("Fast
    noise variance estimation", 1996); a median, not a mean, so that lashes don't count as noise.
    """
    if min(bgr.shape[:2]) < 3:
        return 0.0
    answer = cv2.filter2D(cv2.extractChannel(bgr, 1), cv2.CV_16S, _NOISE_KERNEL)
    some = np.abs(answer[1:-1:2, 1:-1:2]).ravel()  # a quarter of the pixels is enough
    median = np.bincount(some).cumsum().searchsorted(len(some) // 2, "right")
    return float(median) / (0.6745 * 6)
