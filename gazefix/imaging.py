"""Picture operations on arrays: shrink, fit, sample, blur, measure and write on. OpenCV's, no I/O; see `crops` for eyes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeVar

import cv2
import numpy as np
import numpy.typing as npt

from gazefix.geometry import FloatMatrix
from gazefix.types import FloatArray, Image

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
    room_px = 0.9 * bgr.shape[1]
    scale = height_px / _text_size(text, 1.0)[1]
    for _ in range(_FITTING_STEPS):
        scale *= min(1.0, room_px / _text_size(text, scale)[0])
    width, height = _text_size(text, scale)
    place = (round((bgr.shape[1] - width) / 2), round(centre_y_px + height / 2))
    cv2.putText(bgr, text, place, _FONT, scale, colour, _stroke_px(scale), cv2.LINE_AA)


def _text_size(text: str, scale: float) -> tuple[int, int]:
    """Return the width and height in pixels of a line in the font of `write_centred`."""
    size, _ = cv2.getTextSize(text, _FONT, scale, _stroke_px(scale))
    return int(size[0]), int(size[1])


def _stroke_px(scale: float) -> int:
    return max(1, round(1.2 * scale))


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
