"""PyAV's pictures as arrays of their own depth.

A working format is one whose samples lie in planes of their own, 8 bits or little-endian 9 to 16: YUV of any subsampling, grey
and RGB (stored as green, blue, red), each with or without alpha. Any other is first brought into the working format that holds
all it has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, cast

import av
import numpy as np
from av.video.reformatter import VideoReformatter

from gazefix.media.turns import Turn
from gazefix.media.video.format import FULL_RANGE, LIMITED_RANGE, ROUNDED, Colour
from gazefix.media.video.yuv import Planes, yuv_matrix
from gazefix.types import FloatArray

_WORKING: Final = re.compile(r"(gray|yuva?4(?:10|11|20|22|40|44)p|gbra?p)(?:(9|10|12|14|16)le)?")
_FULL_RANGE_8_BIT: Final = re.compile(r"yuvj(4\d\dp)")
#: The working formats of others, from the first pattern that fits; all but the last lose nothing.
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
    """What a pixel format holds: bits a sample, whether it is RGB, grey, has alpha, and the chroma's subsampling (x, y)."""

    name: str
    depth: int
    rgb: bool
    grey: bool
    alpha: bool
    subsampling: tuple[int, int]


@lru_cache
def layout(name: str) -> Layout:
    """The layout of a pixel format by FFmpeg's name."""
    format_ = av.VideoFormat(name, 64, 64)
    parts = format_.components
    rgb, alpha = format_.is_rgb or name == "pal8", any(part.is_alpha for part in parts)
    subsampling = (1, 1) if rgb or len(parts) < 3 else (64 // parts[1].width, 64 // parts[1].height)
    return Layout(
        name, max(part.bits for part in parts), rgb, not rgb and len(parts) < 3, alpha, subsampling
    )


def working_format(name: str) -> str:
    """The working format for pictures of a pixel format."""
    if _WORKING.fullmatch(name):
        return name
    if match := _FULL_RANGE_8_BIT.fullmatch(name):
        return f"yuv{match[1]}"
    little = name.removesuffix("be") + "le"
    if name.endswith("be") and _WORKING.fullmatch(little):
        return little
    return next(
        (nearest for pattern, nearest in _NEAREST if re.fullmatch(pattern, name)), "yuv420p"
    )


def is_lossless_step(name: str) -> bool:
    """Whether a pixel format is brought into its working format without loss."""
    known = _WORKING.fullmatch(name.replace("be", "le")) or _FULL_RANGE_8_BIT.fullmatch(name)
    return bool(known) or any(re.fullmatch(pattern, name) for pattern, _ in _NEAREST)


class ToWorking:
    """Brings pictures into one working format and one size (width, height)."""

    def __init__(self, name: str, size: tuple[int, int], colour: Colour) -> None:
        self._name, self._size, self._colour = name, size, colour
        self._reformatters = (VideoReformatter(), VideoReformatter())

    def __call__(self, picture: av.VideoFrame) -> av.VideoFrame:
        """The picture itself where it is so already, else a new one."""
        name = picture.format.name
        if (picture.width, picture.height) == self._size:
            if name == self._name:
                return picture
            if name == self._name.replace(
                "yuv", "yuvj", 1
            ):  # full range by its name: the same samples
                return _with_planes(self._name, planes_of(picture), picture)
        if name == "pal8":  # to planes directly it would go through YUV
            picture = self._reformatters[0].reformat(picture, format="bgra")
        range_ = self._colour.range or LIMITED_RANGE
        return self._reformatters[1].reformat(
            picture,
            *self._size,
            self._name,
            dst_colorspace=self._colour.matrix,
            dst_color_range=FULL_RANGE if layout(self._name).rgb else range_,
            interpolation=ROUNDED,
        )


def planes_of(picture: av.VideoFrame) -> Planes:
    """The planes of a picture in a working format (or yuvj); views, uint8 or uint16, writable if the picture is."""
    kind = np.uint8 if layout(picture.format.name).depth == 8 else np.dtype("<u2")
    planes = []
    for plane in picture.planes:
        samples: Any = np.frombuffer(cast(bytes, plane), kind)
        across = plane.line_size // samples.itemsize
        planes.append(
            samples[: across * plane.height].reshape(plane.height, across)[:, : plane.width]
        )
    return tuple(planes)


def difference_rows(name: str, colour: Colour) -> FloatArray:
    """(C, 3) float32: for each colour plane of a working format, what a difference of one grey level in blue, green and red is
    in its samples. An alpha plane has no row."""
    held = layout(name)
    if held.rgb:
        return np.array([[0, 1, 0], [1, 0, 0], [0, 0, 1]], np.float32) * np.float32(
            (2**held.depth - 1) / 255
        )
    rows = yuv_matrix(colour.matrix, colour.full_range) * np.float32(
        (2**held.depth - 1) / 255 if colour.full_range else 2 ** (held.depth - 8)
    )
    return rows[:1] if held.grey else rows


def turned(picture: av.VideoFrame, turn: Turn) -> av.VideoFrame:
    """A picture in a working format, turned upright."""
    held = layout(picture.format.name)
    if turn.transposed and held.subsampling[0] != held.subsampling[1]:
        even = re.sub(r"4(?:10|11|22|40)p", "444p", held.name)
        picture = VideoReformatter().reformat(picture, format=even, interpolation=ROUNDED)
    return _with_planes(
        picture.format.name, tuple(turn.apply(plane) for plane in planes_of(picture)), picture
    )


def padded(picture: av.VideoFrame, size: tuple[int, int]) -> av.VideoFrame:
    """A picture in a working format enlarged to `size` (width, height): its last row and column are repeated."""
    if (picture.width, picture.height) == size:
        return picture
    larger = _like(picture.format.name, size, picture)
    for new, old in zip(planes_of(larger), planes_of(picture), strict=True):
        height, width = old.shape
        new[:height, :width] = old
        new[:height, width:] = old[:, -1:]
        new[height:] = new[height - 1 : height]
    return larger


def beside(left: av.VideoFrame, right: av.VideoFrame) -> av.VideoFrame:
    """Two pictures of one working format and size, of even width, side by side in one."""
    both = _like(left.format.name, (2 * left.width, left.height), left)
    for new, one, two in zip(planes_of(both), planes_of(left), planes_of(right), strict=True):
        new[:, : one.shape[1]] = one
        new[:, one.shape[1] :] = two[:, : new.shape[1] - one.shape[1]]
    return both


def copied(picture: av.VideoFrame) -> av.VideoFrame:
    """A picture in a working format, with samples of its own."""
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
