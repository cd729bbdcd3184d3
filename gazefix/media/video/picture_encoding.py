"""From a corrected frame to the picture that the encoder gets."""

from __future__ import annotations

from typing import Any

import av
import av.filter
from av.video.reformatter import VideoReformatter

from gazefix.media.video.encoders import ChosenEncoder
from gazefix.media.video.format import FULL_RANGE, LIMITED_RANGE, ROUNDED, ClipFrame, ClipInfo
from gazefix.media.video.pixels import (
    Planes,
    add_difference,
    copied,
    difference_rows,
    layout,
    pad_even,
    padded,
    planes_of,
    side_by_side,
    upright,
)
from gazefix.types import DrawnFrame, Frame, Image


class PicturePreparer:
    """Makes the pictures of a clip in the encoder's pixel format and size.

    A decoded picture is changed only where its frame was. It is turned upright unless the container
    `keeps_orientation`. With `compare`, before and after stand side by side.
    """

    def __init__(
        self,
        info: ClipInfo,
        pixel_format: str,
        size: tuple[int, int],
        keeps_orientation: bool,
        compare: bool,
    ) -> None:
        self._info, self._format, self._size = info, pixel_format, size
        self._keeps_orientation, self._compare = keeps_orientation, compare
        self._rows = difference_rows(info.pixel_format, info.colour)
        self._depth = layout(info.pixel_format).depth
        self._convert, self._from_bgr = VideoReformatter(), VideoReformatter()
        #: Which of two fields is the first; None for progressive pictures.
        self.top_field_first: bool | None = None
        self._marker: av.filter.Graph | None = None

    def __call__(self, frame: Frame, source: Frame | None) -> av.VideoFrame:
        """Return the picture of a frame. `source` is the frame as it was read; its decoded picture
        is used up."""
        decoded = source.decoded if isinstance(source, ClipFrame) else None
        if source is None or decoded is None or not frame.size == source.size == self._info.size:
            return self._from_frame(frame, source)
        before = None
        if frame.bgr is not source.bgr:
            before = copied(decoded) if self._compare else None
            decoded.make_writable()
            self._change(planes_of(decoded), source.bgr, frame)
        picture = decoded
        if self._compare:
            left, right = (self._upright(shown) for shown in (before or decoded, decoded))
            even = (left.width + left.width % 2, left.height)
            picture = side_by_side(padded(left, even), padded(right, even))
        elif not self._keeps_orientation:
            picture = self._upright(picture)
        return self._encodable(padded(picture, self._size))

    def _change(self, planes: Planes, before: Image, frame: Frame) -> None:
        """Carry what differs in a frame from `before` over to the planes of the stored picture."""
        turned = self._info.orientation
        among = frame.rows if isinstance(frame, DrawnFrame) and not turned else None
        old, new = turned.undo(before), turned.undo(frame.bgr)
        add_difference(planes, old, new, self._rows, self._depth, among)

    def with_fields(self, picture: av.VideoFrame) -> av.VideoFrame:
        """Return a picture whose fields are marked: encoders ask each picture for their order."""
        if self.top_field_first is None:
            return picture
        name: Any = picture.format.name  # PyAV's type hints lack names
        if self._marker is None:
            self._marker = av.filter.Graph()
            self._marker.link_nodes(
                self._marker.add_buffer(
                    width=picture.width,
                    height=picture.height,
                    format=name,
                    time_base=self._info.time_base,
                ),
                self._marker.add("setfield", "tff" if self.top_field_first else "bff"),
                self._marker.add("buffersink"),
            ).configure()
        self._marker.push(picture)
        marked: Any = self._marker.pull()
        return marked  # type: ignore[no-any-return]

    def _upright(self, picture: av.VideoFrame) -> av.VideoFrame:
        return upright(picture, self._info.orientation) if self._info.orientation else picture

    def _encodable(self, picture: av.VideoFrame) -> av.VideoFrame:
        if picture.format.name == self._format:
            return picture
        rgb = layout(self._format).rgb
        range_ = self._info.colour.range or LIMITED_RANGE
        return self._convert.reformat(
            picture,
            format=self._format,
            src_colorspace=None if layout(picture.format.name).rgb else self._info.colour.matrix,
            dst_colorspace=None if rgb else self._info.colour.matrix,
            dst_color_range=FULL_RANGE if rgb or self._format.startswith("yuvj") else range_,
            interpolation=ROUNDED,
        )

    def _from_frame(self, frame: Frame, source: Frame | None) -> av.VideoFrame:
        """For a frame that is not a clip's, or is of another size."""
        bgr: Any = frame.bgr
        if self._compare and source is not None:
            left, right = (
                av.VideoFrame.from_ndarray(pad_even(shown.bgr), "bgr24").reformat(format="gbrp")
                for shown in (source, frame)
            )
            bgr = side_by_side(left, right).reformat(format="bgr24").to_ndarray()
        elif frame.size == self._info.size and self._size != frame.size:
            bgr = pad_even(bgr)
        rgb = layout(self._format).rgb
        return self._from_bgr.reformat(
            av.VideoFrame.from_ndarray(bgr, "bgr24"),
            *self._size,
            self._format,
            dst_colorspace=None if rgb else self._info.colour.matrix,
            dst_color_range=FULL_RANGE if rgb else (self._info.colour.range or LIMITED_RANGE),
            interpolation=ROUNDED,
        )


def loses_alpha(picture: av.VideoFrame | None, chosen: ChosenEncoder, container: str) -> bool:
    """Return whether a picture has transparency that an encoder, or a container by FFmpeg's name,
    can't hold."""
    kept = layout(chosen.pixel_format).alpha
    # VP9's alpha is a packet's side data, which only these hold.
    kept = kept and (chosen.codec != "vp9" or container in {"matroska", "webm"})
    if picture is None or kept or not layout(picture.format.name).alpha:
        return False
    opaque = 2 ** layout(picture.format.name).depth - 1
    return bool(planes_of(picture)[-1].min() < opaque)
