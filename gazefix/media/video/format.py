"""What describes a clip and a frame of one, and PyAV's pictures as arrays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

import av
import numpy as np
from av.sidedata.sidedata import Type as SideDataType
from av.video.reformatter import Interpolation

from gazefix.media.turns import Turn, turn_from_matrix
from gazefix.types import Frame

#: Time base of clips that are made from live frames.
LIVE_TIME_BASE: Final = Fraction(1, 90_000)
#: How swscale converts to YUV here: its own default rounds down, SWS_ACCURATE_RND (0x40000) to the nearest.
ROUNDED: Final = int(Interpolation.AREA) | 0x40000

#: For `av.open`: metadata that is no UTF-8 goes through byte for byte. PyAV 19 does so by itself and knows no such argument.
AS_BYTES: Final[dict[str, Any]] = (
    {"metadata_errors": "surrogateescape"} if int(av.__version__.split(".")[0]) < 19 else {}
)

_RGB, _BT709, _UNSPECIFIED = 0, 1, 2
LIMITED_RANGE: Final = 1
FULL_RANGE: Final = 2

# FFmpeg's AVColorSpace -> swscale's number of the matrix: BT.709, FCC, BT.601 (two names), SMPTE 240M, BT.2020. Other ones
# are shown as BT.601, swscale's default, and keep their tag.
_BT601: Final = 5
_MATRICES: Final = {1: 1, 4: 4, 5: _BT601, 6: _BT601, 7: 7, 9: 9}


@dataclass(frozen=True, slots=True)
class Colour:
    """Colour tags as FFmpeg numbers them (ITU-T H.273): matrix, range (1 limited, 2 full), primaries, transfer."""

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
        """Whether black and white are 0 and 255 in YUV, not 16 and 235."""
        return self.range == FULL_RANGE


@dataclass(frozen=True, slots=True)
class ClipInfo:
    """What is known of a clip before its frames are read.

    width, height   of the upright frames, in pixels
    fps             frames per second on the average, exact
    time_base       the unit of the time stamps in seconds, exact
    frames          their number: None if unknown, an estimate where the container does not say it
    duration_s      None if unknown
    rotation_deg    by how much the stored pictures are turned clockwise to be upright: 0, 90, 180 or 270
    pixel_aspect    width of a pixel over its height; None if unknown
    codec, profile  what the pictures are encoded with, by FFmpeg's names; empty if they are not
    pixel_format    of the decoded pictures, a working format (see pixels.py)
    matrix          the container's display matrix, nine numbers, where it says how to turn the stored pictures
    """

    width: int
    height: int
    fps: Fraction
    time_base: Fraction = LIVE_TIME_BASE
    frames: int | None = None
    duration_s: float | None = None
    has_sound: bool = False
    rotation_deg: int = 0
    colour: Colour = Colour()
    pixel_aspect: Fraction | None = None
    codec: str = ""
    profile: str = ""
    pixel_format: str = "yuv420p"
    matrix: tuple[int, ...] | None = None

    def turned_upright(self) -> ClipInfo:
        """The description of stored pictures, of the frames that they are when they are turned by their matrix."""
        turn = self.turn
        if not turn:
            return self
        aspect = (
            1 / self.pixel_aspect if self.pixel_aspect and turn.transposed else self.pixel_aspect
        )
        width, height = (self.height, self.width) if turn.transposed else self.size
        return replace(
            self, width=width, height=height, pixel_aspect=aspect, rotation_deg=turn.rotation_deg
        )

    @property
    def turn(self) -> Turn:
        """What makes the stored pictures upright."""
        return turn_from_matrix(self.matrix) if self.matrix else Turn()

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) in pixels."""
        return (self.width, self.height)


@dataclass(frozen=True, slots=True, eq=False)
class ClipFrame(Frame):
    """A frame as it was read. `decoded` is the stored picture in the clip's working format, not yet turned upright as `bgr`
    is, for ClipWriter.write alone."""

    decoded: av.VideoFrame | None = None


def colour_of(picture: av.VideoFrame, codec: Any) -> Colour:
    """The colour tags that a clip gets which is made from `picture`; `codec` is PyAV's context that decoded it."""
    name = picture.format.name
    if picture.colorspace == _RGB or picture.format.is_rgb or name == "pal8":
        # No YUV yet: what players take for granted.
        return Colour(transfer=codec.color_trc)
    range_ = (
        FULL_RANGE if name.startswith("yuvj") or name.startswith("gray") else picture.color_range
    )
    return Colour(picture.colorspace, range_, codec.color_primaries, codec.color_trc)


def make_convertible(picture: av.VideoFrame) -> None:
    """Takes the tag of a matrix away that swscale does not know and would refuse."""
    if picture.colorspace not in _MATRICES:
        picture.colorspace = _UNSPECIFIED


def matrix_of(picture: av.VideoFrame) -> tuple[int, ...] | None:
    """The display matrix of a decoded picture, where it has one that turns it."""
    # Iterating gives the data themselves before PyAV 19, and their types since. PyAV's type hints know neither `get` nor that.
    side_data: Any = picture.side_data
    data = side_data.get(SideDataType.DISPLAYMATRIX)
    if data is None:
        return None
    matrix = tuple(np.frombuffer(bytes(data), np.int32).tolist())
    return matrix if turn_from_matrix(matrix) else None
