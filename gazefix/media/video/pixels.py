"""PyAV's pictures as arrays of their own depth, changed only where the BGR frame changed.

A working format has its samples in planes of their own, 8 bits or little-endian 9 to 16: YUV of any
subsampling, grey, or RGB (stored as green, blue, red), each with or without alpha. Pictures of
other formats are converted to the working format that holds all they have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, cast

import av
import numpy as np
import numpy.typing as npt
from av.video.reformatter import VideoReformatter

from gazefix.kernels import library
from gazefix.kernels.changes import add_change
from gazefix.media.changed_regions import changed_boxes
from gazefix.media.orientation import Orientation
from gazefix.media.video.format import FULL_RANGE, LIMITED_RANGE, ROUNDED, Colour
from gazefix.types import FloatArray, Image

Plane = npt.NDArray[Any]
#: A picture's (H, W) arrays, uint8 or uint16: luma and two of chroma, smaller by the subsampling
#: and rounded up; luma alone; or green, blue, red. Alpha may follow.
Planes = tuple[Plane, ...]

#: Weights of red and blue in luma by `Colour.matrix` (ITU-T H.273, table 4): BT.709, FCC, BT.601,
#: SMPTE 240M, BT.2020.
_LUMA_WEIGHTS: Final = {
    1: (0.2126, 0.0722),
    4: (0.30, 0.11),
    5: (0.299, 0.114),
    7: (0.212, 0.087),
    9: (0.2627, 0.0593),
}
_WORKING: Final = re.compile(r"(gray|yuva?4(?:10|11|20|22|40|44)p|gbra?p)(?:(9|10|12|14|16)le)?")
_FULL_RANGE_8_BIT: Final = re.compile(r"yuvj(4\d\dp)")
#: Other formats (the first pattern that matches) -> their working format, without loss.
_NEAREST: Final = (
    (r"nv12|nv21", "yuv420p"),
    (r"nv16|yuyv422|uyvy422|yvyu422", "yuv422p"),
    (r"nv24|nv42", "yuv444p"),
    (r"p010.*", "yuv420p10le"),
    (r"p012.*", "yuv420p12le"),
    (r"p016.*", "yuv420p16le"),
    (r"p21\d.*|nv20.*|y210.*", "yuv422p16le"),
    (r"mono[bw]", "gray"),
    (r"(?:rgba64|bgra64|ya16).*", "gbrap16le"),
    (r"rgba|bgra|argb|abgr|pal8|ya8", "gbrap"),
    (r"(?:rgb48|bgr48|x2rgb10|x2bgr10).*", "gbrp16le"),
    (r"(?:rgb|bgr|0rgb|0bgr).*", "gbrp"),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """What a pixel format holds; `depth` is bits a sample, `subsampling` the chroma's (x, y)."""

    name: str
    depth: int
    rgb: bool
    grey: bool
    alpha: bool
    subsampling: tuple[int, int]


@lru_cache
def layout(name: str) -> Layout:
    """Return the layout of a pixel format by FFmpeg's name."""
    format_ = av.VideoFormat(name, 64, 64)
    parts = format_.components
    rgb, alpha = format_.is_rgb or name == "pal8", any(part.is_alpha for part in parts)
    grey = not rgb and len(parts) < 3
    subsampling = (1, 1) if rgb or grey else (64 // parts[1].width, 64 // parts[1].height)
    return Layout(name, max(part.bits for part in parts), rgb, grey, alpha, subsampling)


def working_format(name: str) -> str:
    """Return the working format for pictures of a pixel format; 8-bit 4:2:0 for an unknown one."""
    return _lossless_working_format(name) or "yuv420p"


def is_lossless_step(name: str) -> bool:
    """Return whether conversion of a pixel format to its working format loses nothing."""
    return _lossless_working_format(name) is not None


def _lossless_working_format(name: str) -> str | None:
    if match := _FULL_RANGE_8_BIT.fullmatch(name):
        return f"yuv{match[1]}"
    little = f"{name[:-2]}le" if name.endswith("be") else name
    if _WORKING.fullmatch(little):
        return little
    return next((nearest for pattern, nearest in _NEAREST if re.fullmatch(pattern, name)), None)


class ToWorking:
    """Converts pictures to one working format and one size (width, height).

    A picture of another shape, after a change in the middle of a clip, gets black bars.
    """

    def __init__(self, name: str, size: tuple[int, int], colour: Colour) -> None:
        self._name, self._size, self._colour = name, size, colour
        self._reformatters = (VideoReformatter(), VideoReformatter())

    def __call__(self, picture: av.VideoFrame) -> av.VideoFrame:
        """Return the picture itself where it is so already, else a new one."""
        name = picture.format.name
        if (picture.width, picture.height) == self._size:
            if name == self._name:
                return picture
            if name == self._name.replace("yuv", "yuvj", 1):  # the same samples, full range
                return _with_planes(self._name, planes_of(picture), picture)
        else:
            picture = self._fitted(picture)
        if name == "pal8":  # directly to planes it would go through YUV
            picture = self._reformatters[0].reformat(picture, format="bgra")
        return self._converted(picture)

    def _converted(self, picture: av.VideoFrame) -> av.VideoFrame:
        range_ = self._colour.range or LIMITED_RANGE
        return self._reformatters[1].reformat(
            picture,
            *self._size,
            self._name,
            dst_colorspace=self._colour.matrix,
            dst_color_range=FULL_RANGE if layout(self._name).rgb else range_,
            interpolation=ROUNDED,
        )

    def _fitted(self, picture: av.VideoFrame) -> av.VideoFrame:
        """Return a picture with bars that give it the shape of the others."""
        width, height = self._size
        wide = picture.width * height - picture.height * width
        if abs(wide) <= 2 * max(width, height) or layout(picture.format.name).alpha:
            return picture
        flat = picture.reformat(format=working_format(picture.format.name))
        across = max(flat.width, round(flat.height * width / height / 2) * 2)
        down = max(flat.height, round(flat.width * height / width / 2) * 2)
        black = av.VideoFrame.from_ndarray(np.zeros((down, across, 3), np.uint8), "bgr24")
        framed = black.reformat(format=flat.format.name)
        framed.color_range, framed.colorspace = flat.color_range, flat.colorspace
        for new, old in zip(planes_of(framed), planes_of(flat), strict=True):
            top, left = (new.shape[0] - old.shape[0]) // 2, (new.shape[1] - old.shape[1]) // 2
            new[top : top + old.shape[0], left : left + old.shape[1]] = old
        return framed


def planes_of(picture: av.VideoFrame) -> Planes:
    """Return views of a picture's planes, in a working format (or yuvj); writable if it is."""
    kind = np.uint8 if layout(picture.format.name).depth == 8 else np.dtype("<u2")
    planes = []
    for plane in picture.planes:
        samples: Any = np.frombuffer(cast(bytes, plane), kind)
        across = plane.line_size // samples.itemsize
        rows = samples[: across * plane.height].reshape(plane.height, across)
        planes.append(rows[:, : plane.width])
    return tuple(planes)


def difference_rows(name: str, colour: Colour) -> FloatArray:
    """Return (C, 3) float32: for each plane of a working format but alpha, what a difference of one
    grey level in blue, green and red is in its samples."""
    held = layout(name)
    full = np.float32((2**held.depth - 1) / 255)
    if held.rgb:
        return np.array([[0, 1, 0], [1, 0, 0], [0, 0, 1]], np.float32) * full
    scale = full if colour.full_range else np.float32(2 ** (held.depth - 8))
    rows = yuv_matrix(colour.matrix, colour.full_range) * scale
    return rows[:1] if held.grey else rows


def yuv_matrix(matrix: int, full_range: bool) -> FloatArray:
    """Return (3, 3) float32: a difference in (B, G, R) -> the difference in (Y, Cb, Cr).

    `matrix` is `Colour.matrix`.
    """
    red, blue = _LUMA_WEIGHTS[matrix]
    luma = np.array([blue, 1 - red - blue, red])
    cb = (np.array([1, 0, 0]) - luma) / (2 * (1 - blue))
    cr = (np.array([0, 0, 1]) - luma) / (2 * (1 - red))
    scale = np.ones(3) if full_range else np.array([219, 224, 224]) / 255
    scaled: FloatArray = (np.stack([luma, cb, cr]) * scale[:, None]).astype(np.float32)
    return scaled


def add_difference(
    planes: Planes,
    before: Image,
    after: Image,
    rows: FloatArray,
    depth: int = 8,
    among: tuple[int, int] | None = None,
) -> None:
    """Add the change from `before` to `after`, both (H, W, 3) BGR, to `planes`, in place.

    `rows` are `difference_rows`, `depth` the bits of a sample, `among` the first row of pixels and
    the end of those that hold all changes; None: any may. Samples that no changed pixel touches
    keep their values exactly.
    """
    height, width = planes[0].shape
    first, end = among or (0, height)
    # Blocks of the subsampling: pixels for each sample of a smaller plane.
    blocks = [(-(-height // p.shape[0]), -(-width // p.shape[1])) for p in planes[: len(rows)]]
    if library():
        some = planes[: len(rows)]
        add_change(some, before, after, rows[: len(some)], blocks, 2**depth - 1, (first, end))
        return
    largest = np.max(blocks, axis=0).tolist()
    for x0, above, x1, below in changed_boxes(before[first:end], after[first:end]):
        y0, y1 = first + above, first + below
        top, left = y0 - y0 % largest[0], x0 - x0 % largest[1]
        box = slice(top, y1 + -y1 % largest[0]), slice(left, x1 + -x1 % largest[1])
        change = after[box].astype(np.float32) - before[box]
        means = {block: _block_means(change, *block) for block in set(blocks)}
        for plane, row, (sy, sx) in zip(planes, rows, blocks, strict=False):
            difference = means[sy, sx] @ row
            down, across = difference.shape
            samples = plane[top // sy :, left // sx :][:down, :across]
            samples[:] = np.clip(np.rint(samples + difference), 0, 2**depth - 1)


def _block_means(change: FloatArray, sy: int, sx: int) -> FloatArray:
    """Means over blocks of `sy` rows and `sx` columns; an odd edge counts its last ones again."""
    height, width = change.shape[:2]
    if sy == sx == 1:
        return change
    if height % sy or width % sx:
        change = np.pad(change, ((0, -height % sy), (0, -width % sx), (0, 0)), mode="edge")
    parts = [change[y::sy, x::sx] for y in range(sy) for x in range(sx)]
    mean: FloatArray = sum(parts[1:], parts[0]) / np.float32(sy * sx)
    return mean


def pad_even(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Return the picture (H, W[, C]) of even size: an odd one repeats its last row and column."""
    odd_y, odd_x = picture.shape[0] % 2, picture.shape[1] % 2
    if not (odd_y or odd_x):
        return picture
    return np.pad(picture, ((0, odd_y), (0, odd_x), *((0, 0),) * (picture.ndim - 2)), mode="edge")


def upright(picture: av.VideoFrame, orientation: Orientation) -> av.VideoFrame:
    """Return a stored picture upright, in a working format."""
    held = layout(picture.format.name)
    if orientation.transposed and held.subsampling[0] != held.subsampling[1]:
        even = re.sub(r"4(?:10|11|22|40)p", "444p", held.name)
        picture = VideoReformatter().reformat(picture, format=even, interpolation=ROUNDED)
    planes = tuple(orientation.apply(plane) for plane in planes_of(picture))
    return _with_planes(picture.format.name, planes, picture)


def padded(picture: av.VideoFrame, size: tuple[int, int]) -> av.VideoFrame:
    """Return a picture in a working format, enlarged to `size` (width, height) by repeating its
    last row and column."""
    if (picture.width, picture.height) == size:
        return picture
    larger = _like(picture.format.name, size, picture)
    for new, old in zip(planes_of(larger), planes_of(picture), strict=True):
        height, width = old.shape
        new[:height, :width] = old
        new[:height, width:] = old[:, -1:]
        new[height:] = new[height - 1 : height]
    return larger


def side_by_side(left: av.VideoFrame, right: av.VideoFrame) -> av.VideoFrame:
    """Return one picture of two, which have the same working format and size and an even width."""
    both = _like(left.format.name, (2 * left.width, left.height), left)
    for new, one, two in zip(planes_of(both), planes_of(left), planes_of(right), strict=True):
        new[:, : one.shape[1]] = one
        new[:, one.shape[1] :] = two[:, : new.shape[1] - one.shape[1]]
    return both


def copied(picture: av.VideoFrame) -> av.VideoFrame:
    """Return a picture in a working format with samples of its own."""
    return _with_planes(picture.format.name, planes_of(picture), picture)


def _with_planes(name: str, planes: Planes, like: av.VideoFrame) -> av.VideoFrame:
    height, width = planes[0].shape
    picture = _like(name, (width, height), like)
    for target, plane in zip(planes_of(picture), planes, strict=True):
        target[:] = plane
    return picture


def _like(name: str, size: tuple[int, int], like: av.VideoFrame) -> av.VideoFrame:
    picture = av.VideoFrame(*size, name)
    picture.color_range, picture.colorspace = like.color_range, like.colorspace
    picture.duration = like.duration
    return picture
