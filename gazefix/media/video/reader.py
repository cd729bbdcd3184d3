"""Reads a clip: frames upright and in order, and the packets of all other streams."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO, Final, Self, cast

import av
import numpy as np
from av.codec.context import ThreadType
from av.sidedata.sidedata import Type as SideData
from av.stream import Disposition
from av.video.reformatter import VideoReformatter

from gazefix.errors import InputError
from gazefix.files import missing_bytes, read_head, reason
from gazefix.media.video.format import (
    AS_BYTES,
    ClipFrame,
    ClipInfo,
    colour_of,
    field_order_of,
    make_convertible,
    matrix_of,
)
from gazefix.media.video.image_sequence import check_sequence, ffmpeg_pattern, is_sequence
from gazefix.media.video.pixels import ToWorking, is_lossless_step, working_format
from gazefix.media.video.time_stamps import PacketClock, PictureClock
from gazefix.types import Image

logger = logging.getLogger(__name__)

#: FFmpeg's own decoders of these leave out the alpha.
_ALPHA_DECODERS: Final = {"vp8": "libvpx", "vp9": "libvpx-vp9"}
#: Pixels of a frame up to which one thread decodes a clip in real time: Full HD.
_ONE_THREAD_PX: Final = 1920 * 1088
_HINT: Final = "check that it is a clip, and that copying or downloading it finished"


class ClipReader:
    """The frames of a clip, upright and in order, each with its time on the clip's own time line
    (which may not start at 0).

    Reads a file, a sequence of pictures such as `frames/%05d.png` (shown at `fps`), or a `stream`
    of the container `format_name`, where `path` is only a name for messages. A context manager, to
    be iterated once. Opening it decodes the first frame. Raises InputError for a file that is
    missing, cut off, not a clip or without a picture. A damaged place inside a clip is left out,
    with a warning, as for other oddities; none without `warns`, for a second pass. A clip that is
    `played` in real time is decoded by one thread, which takes 19 MB less at 1280x720, unless its
    pictures are large.

    container      PyAV's container, with its metadata and chapters
    stream         PyAV's stream of the pictures
    side_streams   PyAV's other streams: sound, subtitles, attachments, data
    frames_read    frames given so far
    """

    def __init__(
        self,
        path: Path,
        *,
        stream: BinaryIO | None = None,
        format_name: str | None = None,
        fps: float | None = None,
        warns: bool = True,
        played: bool = False,
    ) -> None:
        self.path, self._played = path, played
        self._warn = logger.warning if warns else logger.debug
        self._sink: Callable[[Any], None] | None = None
        self._early: list[Any] | None = []  # packets that come before the first frame
        self._to_bgr = VideoReformatter()
        self.frames_read, self._resized = 0, False
        self.container = self._open(stream, format_name, fps)
        try:
            self.stream = self._picture_stream()
            self._decoder = self._open_decoder()
            self.side_streams = tuple(filter(self._is_side_stream, self.container.streams))
            clock = PictureClock(self._decode(), self.stream)
            self._decoding = iter(clock)
            first = next(self._decoding, None)
            if first is None:
                raise InputError(f"{path} has no frame that can be decoded", _HINT)
            self._first = first
            self.info = self._describe(first, clock.rate)
            self._to_working = ToWorking(
                self.info.pixel_format, self.info.stored_size, self.info.colour
            )
        except BaseException:
            self.close()
            raise

    def _open(self, stream: BinaryIO | None, format_name: str | None, fps: float | None) -> Any:
        options = {}
        source: Any = stream
        if stream is None:
            if is_sequence(self.path):
                numbered = {"pattern_type": "sequence", **check_sequence(self.path)}
                options = {"framerate": str(fps or 25), **numbered}
                format_name, source = "image2", ffmpeg_pattern(self.path)
            else:
                read_head(self.path)
                missing = missing_bytes(self.path)
                if missing:
                    message = f"{self.path} is cut off: its last {missing:,} bytes are missing"
                    raise InputError(message, "copy or download it again")
            source = source or f"file:{self.path}"
        try:
            return av.open(source, "r", format=format_name, container_options=options, **AS_BYTES)
        except (av.FFmpegError, OSError, ValueError) as error:
            message = f"{self.path} is not a clip that can be read: {reason(error)}"
            raise InputError(message, _HINT) from error

    def _picture_stream(self) -> Any:
        kind = self.container.format.name
        single = kind == "image2" and not is_sequence(self.path)
        if kind == "tty" or single or kind.endswith("_pipe"):
            message = f"{self.path} is neither a clip nor a picture of a known kind"
            raise InputError(message, "convert it to MP4 or PNG")
        # The cover of a piece of music is a stream of pictures too.
        found = [
            stream
            for stream in self.container.streams.video
            if stream.codec_context and not stream.disposition & Disposition.attached_pic
        ]
        if not found:
            message = f"{self.path} has no picture that can be decoded"
            raise InputError(message, "it holds sound only, or needs another codec")
        best = self.container.streams.best("video")  # the one that players show
        stream = best if best in found else found[0]
        if len(found) > 1:
            message = "%s has %d tracks of pictures. Track %d is corrected, others are copied"
            self._warn(message, self.path, len(found), stream.index)
        return stream

    def _open_decoder(self) -> Any:
        decoder: Any = self.stream.codec_context
        labels = {key.lower(): value for key, value in self.stream.metadata.items()}
        name = _ALPHA_DECODERS.get(decoder.codec.canonical_name)
        if name and labels.get("alpha_mode") == "1":
            decoder = av.CodecContext.create(name, "r")
        decoder.thread_type = ThreadType.AUTO
        if self._played and decoder.width * decoder.height <= _ONE_THREAD_PX:
            decoder.thread_count = 1
        return decoder

    def _is_side_stream(self, stream: Any) -> bool:
        """All but the pictures, and sound that was announced and never came."""
        silent = stream.type == "audio" and stream.codec_context is not None
        silent = silent and not stream.codec_context.sample_rate
        return stream.index != self.stream.index and not silent

    def _describe(self, first: av.VideoFrame, fps: Fraction) -> ClipInfo:
        stream, container, kind = self.stream, self.container, first.format.name
        duration_s = None
        if stream.duration is not None:
            duration_s = float(stream.duration * stream.time_base)
        elif container.duration is not None:
            duration_s = container.duration / av.time_base
        if not is_lossless_step(kind):
            message = "%s has pictures of the kind %s, which are converted to 8-bit 4:2:0"
            self._warn(message, self.path, kind)
        side_data = cast(Any, first.side_data)  # PyAV's type hints lack `get`
        if any(side_data.get(mark) for mark in (SideData.SPHERICAL, SideData.STEREO3D)):
            message = "%s is marked as a 360-degree or 3-D film. The marks are left out"
            self._warn(message, self.path)
        info = ClipInfo(
            first.width,
            first.height,
            fps,
            Fraction(stream.time_base),
            frames=stream.frames or (round(duration_s * fps) if duration_s else None),
            duration_s=duration_s,
            colour=colour_of(first, stream.codec_context),
            codec=stream.codec_context.codec.canonical_name,
            pixel_format=working_format(kind),
            pixel_aspect=stream.sample_aspect_ratio or None,
            matrix=matrix_of(first),
            field_order=field_order_of(first, stream.codec_context),
        )
        return info.turned_upright()

    def cover(self, stream: Any) -> bytes | None:
        """Return a side stream's picture if it is a cover, before the first frame is read."""
        is_cover = stream.type == "video" and stream.disposition & Disposition.attached_pic
        packets = (self._early or ()) if is_cover else ()
        return next((bytes(p) for p in packets if p.stream_index == stream.index), None)

    def go_to(self, key_dts: int) -> None:
        """Go to the key frame with this decoding time, before the first frame is read.

        Raises InputError.
        """
        try:
            self.container.seek(key_dts, stream=self.stream)
            self._decoder.flush_buffers()
        except (av.FFmpegError, OSError) as error:
            raise InputError(f"cannot seek in {self.path}: {reason(error)}", _HINT) from error
        self._decoding = iter(PictureClock(self._decode(), self.stream))
        first = next(self._decoding, None)
        if first is None:
            raise InputError(f"{self.path} has no frame that can be decoded", _HINT)
        self._first = first

    def pass_side_packets_on(self) -> Iterator[None]:
        """Hand on the side streams' packets in place of iterating; yield at each picture."""
        self.container.seek(0)
        self._early = None
        for packet in self._packets():
            if packet.stream.index == self.stream.index:
                yield
            else:
                self._pass_on(packet)

    def send_side_packets_to(self, sink: Callable[[Any], None]) -> None:
        """From now on hand every packet of the side streams to `sink`, between the frames."""
        self._sink = sink

    def __iter__(self) -> Iterator[ClipFrame]:
        early, self._early = self._early, None
        for packet in early or ():
            self._pass_on(packet)
        # No picture is held longer than its frame: the decoder uses its memory again.
        yield self._frame(self._first)
        del self._first
        yield from map(self._frame, self._decoding)

    def _packets(self) -> Iterator[Any]:
        packets = self.container.demux(
            self.stream, *(stream for stream in self.side_streams if stream.type != "attachment")
        )
        clock = PacketClock(self.container)
        while True:
            try:
                packet = next(packets, None)
            except (av.FFmpegError, OSError) as error:
                message = f"{self.path} breaks off after frame {self.frames_read}: {reason(error)}"
                raise InputError(message, _HINT) from error
            if packet is None:
                break
            clock.mend(packet)
            yield packet

    def _decode(self) -> Iterator[av.VideoFrame]:
        damaged = 0
        for packet in self._packets():
            if packet.stream.index != self.stream.index:
                self._pass_on(packet)
                continue
            if packet.has_sidedata("encryption_info"):  # some decode all the same, to noise
                message = f"{self.path} is encrypted (copy protection)"
                raise InputError(message, "use a copy without it")
            try:
                pictures = deque(self._decoder.decode(packet if packet.size else None))
            except (av.FFmpegError, OSError) as error:
                damaged += 1
                logger.debug("%s: %s after frame %d", self.path, reason(error), self.frames_read)
                continue
            while pictures:
                yield pictures.popleft()
        if damaged:
            message = "%s is damaged: %d places could not be decoded and were left out"
            self._warn(message, self.path, damaged)

    def _pass_on(self, packet: Any) -> None:
        if packet.size == 0:  # the demuxer's mark for the end of a stream
            return
        if self._early is not None:
            self._early.append(packet)
        elif self._sink is not None:
            self._sink(packet)

    def _frame(self, picture: av.VideoFrame) -> ClipFrame:
        info = self.info
        make_convertible(picture)
        size = (picture.width, picture.height)
        if size != info.stored_size and not self._resized:
            self._resized = True
            message = "%s changes its size to %dx%d. Frames of another shape get bars"
            self._warn(message, self.path, *size)
        decoded = self._to_working(picture)
        shown = self._to_bgr.reformat(decoded, format="bgr24", src_colorspace=info.colour.matrix)
        bgr = cast(Image, shown.to_ndarray())
        if info.orientation:
            bgr = np.ascontiguousarray(info.orientation.apply(bgr))
        time_s = float((picture.pts or 0) * info.time_base)
        frame = ClipFrame(bgr, time_s, self.frames_read, decoded, picture.duration)
        self.frames_read += 1
        return frame

    def close(self) -> None:
        """Close the file. May be called twice."""
        self.container.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
