"""Reads a clip: its frames upright and in order, its sound packet by packet."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, cast

import av
import numpy as np
from av.codec.context import ThreadType
from av.stream import Disposition
from av.video.reformatter import VideoReformatter

from gazefix.clipio.format import (
    LIMITED_RANGE,
    ROUNDED,
    ClipFrame,
    ClipInfo,
    colour_of,
    make_convertible,
    picture_from,
    planes_of,
    turn_of,
)
from gazefix.clipio.yuv import pad_even
from gazefix.errors import InputError
from gazefix.files import missing_bytes, read_head, reason
from gazefix.types import Image

logger = logging.getLogger(__name__)

_HINT: Final = "is it a clip, and was it copied or downloaded whole?"


class ClipReader:
    """The frames of a clip, upright and in order, each with its time on the clip's own time line (which may not start at 0).

    A context manager, to be iterated once. Opening it decodes the first frame. Raises InputError for a file that is
    missing, cut off, no clip or without a picture. A damaged place inside a clip is passed over with a warning.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._sound_sink: Callable[[Any], None] | None = None
        self._early_sound: list[Any] | None = []  # packets that come before the first frame
        self._to_yuv, self._to_bgr = VideoReformatter(), VideoReformatter()
        self._last_pts: int | None = None
        self._read = 0
        read_head(path)
        missing = missing_bytes(path)
        if missing:
            raise InputError(f"{path} is cut off: its last {missing:,} bytes are missing", "copy or download it again")
        try:
            self._container = av.open(f"file:{path}", metadata_errors="replace")
        except (av.FFmpegError, OSError, ValueError) as error:
            raise InputError(f"{path} is no clip that can be read: {reason(error)}", _HINT) from error
        try:
            self._stream = self._picture_stream()
            self._decoding = self._decode()
            first = next(self._decoding, None)
            if first is None:
                raise InputError(f"{path} has no frame that can be decoded", _HINT)
            self._first = first
            self._turn = turn_of(first)
            self.info = self._describe(first)
        except BaseException:
            self.close()
            raise

    def _picture_stream(self) -> Any:
        kind = self._container.format.name
        if kind in {"tty", "image2"} or kind.endswith("_pipe"):
            raise InputError(f"{self.path} is neither a clip nor a picture of a known kind", "convert it to MP4 or PNG")
        for stream in self._container.streams.video:
            # The cover picture of a piece of music is a stream, too.
            if stream.codec_context is not None and not stream.disposition & Disposition.attached_pic:
                stream.codec_context.thread_type = ThreadType.AUTO
                return stream
        raise InputError(f"{self.path} has no picture that can be decoded", "it holds sound only, or needs another codec")

    def _describe(self, first: av.VideoFrame) -> ClipInfo:
        stream, container = self._stream, self._container
        width, height = (first.height, first.width) if self._turn.transposed else (first.width, first.height)
        fps = Fraction(stream.average_rate or stream.guessed_rate or stream.base_rate or 25)
        duration_s = None
        if stream.duration is not None:
            duration_s = float(stream.duration * stream.time_base)
        elif container.duration is not None:
            duration_s = container.duration / av.time_base
        aspect = stream.sample_aspect_ratio
        return ClipInfo(
            width,
            height,
            fps,
            Fraction(stream.time_base),
            frames=stream.frames or (round(duration_s * fps) if duration_s else None),
            duration_s=duration_s,
            has_sound=bool(self.sound_streams),
            rotation_deg=self._turn.rotation_deg,
            colour=colour_of(first, stream.codec_context),
            pixel_aspect=(1 / aspect if self._turn.transposed else aspect) if aspect else None,
        )

    @property
    def sound_streams(self) -> tuple[Any, ...]:
        """PyAV's audio streams of this clip, but for ones that were announced and never came."""
        streams = self._container.streams.audio
        return tuple(stream for stream in streams if stream.codec_context is None or stream.codec_context.sample_rate)

    def send_sound_to(self, sink: Callable[[Any], None]) -> None:
        """From now on hands every packet of sound to `sink`, as it comes along between the frames."""
        self._sound_sink = sink

    def __iter__(self) -> Iterator[ClipFrame]:
        early, self._early_sound = self._early_sound, None
        for packet in early or ():
            self._pass_on(packet)
        picture: av.VideoFrame | None = self._first
        while picture is not None:
            yield self._frame(picture)
            picture = next(self._decoding, None)

    def _decode(self) -> Iterator[av.VideoFrame]:
        packets = self._container.demux(self._stream, *self.sound_streams)
        damaged = 0
        while True:
            try:
                packet = next(packets, None)
            except (av.FFmpegError, OSError) as error:
                raise InputError(f"{self.path} breaks off after frame {self._read}: {reason(error)}", _HINT) from error
            if packet is None:
                break
            if packet.stream.index != self._stream.index:
                self._pass_on(packet)
                continue
            try:
                pictures = packet.decode()
            except (av.FFmpegError, OSError) as error:
                damaged += 1
                logger.debug("%s: %s after frame %d", self.path, reason(error), self._read)
                continue
            yield from pictures
        if damaged:
            logger.warning("%s is damaged: %d places could not be decoded and were left out", self.path, damaged)

    def _pass_on(self, packet: Any) -> None:
        if packet.size == 0:  # the demuxer's mark for the end of a stream
            return
        if self._early_sound is not None:
            self._early_sound.append(packet)
        elif self._sound_sink is not None:
            self._sound_sink(packet)

    def _frame(self, picture: av.VideoFrame) -> ClipFrame:
        info = self.info
        pts = picture.pts
        if self._last_pts is not None and (pts is None or pts <= self._last_pts):
            # A time stamp that is missing or does not grow: one frame later than the last, or one tick.
            pts = self._last_pts + (max(1, round(1 / (info.fps * info.time_base))) if pts is None else 1)
        self._last_pts = pts = pts or 0
        decoded = self._upright(picture)
        bgr = cast(Image, self._to_bgr.reformat(decoded, format="bgr24", src_colorspace=info.colour.matrix).to_ndarray())
        if bgr.shape[:2] != (info.height, info.width):
            bgr = np.ascontiguousarray(bgr[: info.height, : info.width])
        frame = ClipFrame(bgr, float(pts * info.time_base), self._read, decoded)
        self._read += 1
        return frame

    def _upright(self, picture: av.VideoFrame) -> av.VideoFrame:
        """The picture as yuv420p, turned upright, its sides padded to even lengths."""
        info = self.info
        width, height = (info.height, info.width) if self._turn.transposed else info.size
        make_convertible(picture)
        if picture.format.name not in {"yuv420p", "yuvj420p"} or (picture.width, picture.height) != (width, height):
            picture = self._to_yuv.reformat(
                picture,
                width,
                height,
                "yuv420p",
                dst_colorspace=info.colour.matrix,
                dst_color_range=info.colour.range or LIMITED_RANGE,
                interpolation=ROUNDED,
            )
        if picture.format.name == "yuv420p" and not self._turn and width % 2 == height % 2 == 0:
            return picture
        y, u, v = (self._turn.apply(plane) for plane in planes_of(picture))
        upright = picture_from((pad_even(y), u, v))
        upright.color_range = picture.color_range
        upright.duration = picture.duration
        return upright

    def close(self) -> None:
        """Closes the file. May be called twice."""
        self._container.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
