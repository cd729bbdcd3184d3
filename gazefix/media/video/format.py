"""What describes a clip and a frame of one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

import av
import av.filter
import numpy as np
from av.sidedata.sidedata import Type as SideDataType
from av.video.reformatter import Interpolation

from gazefix.media.orientation import Orientation, orientation_from_matrix
from gazefix.types import Frame

#: Time base of clips that are made from live frames, in seconds (as in MPEG).
LIVE_TIME_BASE: Final = Fraction(1, 90_000)
#: How swscale converts to YUV. SWS_ACCURATE_RND (0x40000) rounds to the nearest, the default down.
ROUNDED: Final = int(Interpolation.AREA) | 0x40000
#: For `av.open`: keep metadata that is not UTF-8 byte for byte, as PyAV 19 does by itself.
AS_BYTES: Final[dict[str, Any]] = (
    {"metadata_errors": "surrogateescape"} if int(av.__version__.split(".")[0]) < 19 else {}
)

#: FFmpeg's AVColorSpace and AVColorRange.
RGB, _BT709, _UNSPECIFIED = 0, 1, 2
LIMITED_RANGE, FULL_RANGE = 1, 2

_BT601: Final = 5
#: FFmpeg's AVFieldOrder. In the last two the fields are stored in the other order than shown.
_TOP_FIRST, _BOTTOM_FIRST = 2, 3
_STORED_OTHERWISE: Final = {4, 5}
#: AVColorSpace -> swscale's number of the matrix: BT.709, FCC, BT.601 (two names), SMPTE 240M,
#: BT.2020. Others are shown as BT.601, swscale's default, and keep their tag.
_MATRICES: Final = {1: 1, 4: 4, 5: _BT601, 6: _BT601, 7: 7, 9: 9}


@dataclass(frozen=True, slots=True)
class Colour:
    """Colour tags as FFmpeg numbers them (ITU-T H.273): matrix, range, primaries, transfer."""

    space: int = _BT709
    range: int = LIMITED_RANGE
    primaries: int = _BT709
    transfer: int = _BT709

    @property
    def matrix(self) -> int:
        """The matrix to convert with, by swscale's number."""
        return _MATRICES.get(self.space, _BT601)

    @property
    def full_range(self) -> bool:
        """Whether black and white are 0 and 255 in YUV, rather than 16 and 235."""
        return self.range == FULL_RANGE


@dataclass(frozen=True, slots=True)
class ClipInfo:
    """What is known of a clip before its frames are read.

    width, height   of the upright frames, in pixels
    fps             mean frames per second, exact
    time_base       the unit of the time stamps in seconds, exact
    frames          their number, estimated where the container doesn't say it; None if unknown
    duration_s      None if unknown
    pixel_aspect    width of a pixel over its height; None if unknown
    codec           FFmpeg's name; empty for pictures that are not encoded
    pixel_format    of the decoded pictures, a working format (see pixels.py)
    matrix          the container's display matrix, nine numbers, where it turns the pictures
    field_order     FFmpeg's AVFieldOrder; 2 to 5 are interlaced
    """

    width: int
    height: int
    fps: Fraction
    time_base: Fraction = LIVE_TIME_BASE
    frames: int | None = None
    duration_s: float | None = None
    colour: Colour = Colour()
    pixel_aspect: Fraction | None = None
    codec: str = ""
    pixel_format: str = "yuv420p"
    matrix: tuple[int, ...] | None = None
    field_order: int = 0

    def turned_upright(self) -> ClipInfo:
        """Return the description of the upright frames from that of the stored pictures."""
        if not self.orientation.transposed:
            return self
        aspect = 1 / self.pixel_aspect if self.pixel_aspect else None
        return replace(self, width=self.height, height=self.width, pixel_aspect=aspect)

    @property
    def orientation(self) -> Orientation:
        """What makes the stored pictures upright."""
        return orientation_from_matrix(self.matrix) if self.matrix else Orientation()

    @property
    def interlaced(self) -> bool:
        """Whether a picture holds two fields, of two moments."""
        return self.field_order >= 2

    @property
    def top_field_first(self) -> bool:
        """Whether the first of two fields has the upper lines."""
        return self.field_order in {2, 5}

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        return (self.width, self.height)

    @property
    def stored_size(self) -> tuple[int, int]:
        """(width, height) of the stored pictures, before they are turned."""
        return self.size[::-1] if self.orientation.transposed else self.size


@dataclass(frozen=True, slots=True, eq=False)
class ClipFrame(Frame):
    """A frame as it was read.

    decoded          the stored picture in the clip's working format, not turned upright as `bgr`
                     is; for ClipWriter.write alone
    duration_ticks   how long it is shown, in the clip's time base
    """

    decoded: av.VideoFrame | None = None
    duration_ticks: int = 0


def colour_of(picture: av.VideoFrame, codec: Any) -> Colour:
    """Return the colour tags for a clip made from `picture`, decoded by PyAV's context `codec`."""
    name = picture.format.name
    if picture.colorspace == RGB or picture.format.is_rgb or name == "pal8":
        return Colour(transfer=codec.color_trc)  # what players take for granted
    is_full = name.startswith(("yuvj", "gray"))
    range_ = FULL_RANGE if is_full else picture.color_range
    return Colour(picture.colorspace, range_, codec.color_primaries, codec.color_trc)


def field_order_of(picture: av.VideoFrame, codec: Any) -> int:
    """Return the AVFieldOrder of a clip made from `picture`, decoded by PyAV's context `codec`."""
    order: int = codec.field_order
    if not picture.interlaced_frame or order in _STORED_OTHERWISE:
        return order
    # Only a filter tells which field of a picture is the first: a codec's order is often a guess.
    graph = av.filter.Graph()
    name: Any = picture.format.name  # PyAV's type hints lack names
    unit = picture.time_base or Fraction(1, 1000)
    graph.link_nodes(
        graph.add_buffer(width=picture.width, height=picture.height, format=name, time_base=unit),
        graph.add("select", "eq(interlace_type\\,TOPFIRST)"),
        graph.add("buffersink"),
    ).configure()
    graph.push(picture)
    graph.push(None)
    try:
        graph.pull()
    except (av.error.EOFError, av.error.BlockingIOError):
        return _BOTTOM_FIRST
    return _TOP_FIRST


def make_convertible(picture: av.VideoFrame) -> None:
    """Remove the tag of a matrix that swscale doesn't know and would refuse."""
    if picture.colorspace not in _MATRICES:
        picture.colorspace = _UNSPECIFIED


def matrix_of(picture: av.VideoFrame) -> tuple[int, ...] | None:
    """Return a decoded picture's display matrix, if it has one that turns it."""
    side_data: Any = picture.side_data  # PyAV's type hints lack `get`
    data = side_data.get(SideDataType.DISPLAYMATRIX)
    if data is None:
        return None
    matrix = tuple(np.frombuffer(bytes(data), np.int32).tolist())
    return matrix if orientation_from_matrix(matrix) else None
