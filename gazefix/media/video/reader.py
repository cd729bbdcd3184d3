"""Reads a clip: its frames upright and in order, all that stands beside them packet by packet."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Final, Self, cast

import av
import numpy as np
from av.codec.context import ThreadType
from av.stream import Disposition
from av.video.reformatter import VideoReformatter

from gazefix.errors import InputError
from gazefix.files import missing_bytes, read_head, reason
from gazefix.media.video.format import (
    AS_BYTES,
    ClipFrame,
    ClipInfo,
    colour_of,
    make_convertible,
    matrix_of,
)
from gazefix.media.video.image_sequence import check_sequence, is_sequence
from gazefix.media.video.pixels import ToWorking, is_lossless_step, working_format
from gazefix.types import Image

logger = logging.getLogger(__name__)

_HINT: Final = "is it a clip, and was it copied or downloaded whole?"


class ClipReader:
    """The frames of a clip, upright and in order, each with its time on the clip's own time line (which may not start at 0).

    A file, a sequence of pictures such as `frames/%05d.png` (shown at `fps`), or a stream of a named container, in which case
    `path` is its name for people. A context manager, to be iterated once. Opening it decodes the first frame. Raises
    InputError for what is missing, cut off, no clip or without a picture. A damaged place inside a clip is passed over with a
    warning.
    """

    def __init__(
        self,
        path: Path,
        *,
        stream: BinaryIO | None = None,
        format_name: str | None = None,
        fps: float | None = None,
    ) -> None:
        self.path = path
        self._sink: Callable[[Any], None] | None = None
        self._early: list[Any] | None = []  # packets that come before the first frame
        self._to_bgr = VideoReformatter()
        self._last_pts: int | None = None
        self._read = 0
        self._container = self._open(stream, format_name, fps)
        try:
            self._stream = self._picture_stream()
            self._beside = self._streams_beside()
            self._decoding = self._decode()
            first = next(self._decoding, None)
            if first is None:
                raise InputError(f"{path} has no frame that can be decoded", _HINT)
            self._first = first
            self.info = self._describe(first)
            width, height = (
                (self.info.height, self.info.width) if self.info.turn.transposed else self.info.size
            )
            self._to_working = ToWorking(self.info.pixel_format, (width, height), self.info.colour)
        except BaseException:
            self.close()
            raise

    def _open(self, stream: BinaryIO | None, format_name: str | None, fps: float | None) -> Any:
        options = {}
        source: Any = stream
        if stream is None:
            if is_sequence(self.path):
                options = {"framerate": str(fps or 25), **check_sequence(self.path)}
                format_name = "image2"
            else:
                read_head(self.path)
                missing = missing_bytes(self.path)
                if missing:
                    message = f"{self.path} is cut off: its last {missing:,} bytes are missing"
                    raise InputError(message, "copy or download it again")
            source = f"file:{self.path}" if format_name is None else str(self.path)
        try:
            return av.open(source, "r", format=format_name, container_options=options, **AS_BYTES)
        except (av.FFmpegError, OSError, ValueError) as error:
            raise InputError(
                f"{self.path} is no clip that can be read: {reason(error)}", _HINT
            ) from error

    def _picture_stream(self) -> Any:
        kind = self._container.format.name
        if (
            kind == "tty"
            or (kind == "image2" and not is_sequence(self.path))
            or kind.endswith("_pipe")
        ):
            raise InputError(
                f"{self.path} is neither a clip nor a picture of a known kind",
                "convert it to MP4 or PNG",
            )
        for stream in self._container.streams.video:
            # The cover picture of a piece of music is a stream, too.
            if (
                stream.codec_context is not None
                and not stream.disposition & Disposition.attached_pic
            ):
                stream.codec_context.thread_type = ThreadType.AUTO
                return stream
        raise InputError(
            f"{self.path} has no picture that can be decoded",
            "it holds sound only, or needs another codec",
        )

    def _streams_beside(self) -> tuple[Any, ...]:
        """All other streams, but for sound that was announced and never came."""
        return tuple(
            stream
            for stream in self._container.streams
            if stream.index != self._stream.index
            and not (
                stream.type == "audio"
                and stream.codec_context is not None
                and not stream.codec_context.sample_rate
            )
        )

    def _describe(self, first: av.VideoFrame) -> ClipInfo:
        stream, container = self._stream, self._container
        matrix = matrix_of(first)
        fps = Fraction(stream.average_rate or stream.guessed_rate or stream.base_rate or 25)
        duration_s = None
        if stream.duration is not None:
            duration_s = float(stream.duration * stream.time_base)
        elif container.duration is not None:
            duration_s = container.duration / av.time_base
        aspect = stream.sample_aspect_ratio
        if not is_lossless_step(first.format.name):
            logger.warning(
                "%s has pictures of the kind %s, which are converted to 8-bit 4:2:0",
                self.path,
                first.format.name,
            )
        info = ClipInfo(
            first.width,
            first.height,
            fps,
            Fraction(stream.time_base),
            frames=stream.frames or (round(duration_s * fps) if duration_s else None),
            duration_s=duration_s,
            has_sound=any(other.type == "audio" for other in self._beside),
            colour=colour_of(first, stream.codec_context),
            codec=stream.codec_context.codec.canonical_name,
            profile=stream.profile or "",
            pixel_format=working_format(first.format.name),
            pixel_aspect=aspect or None,
            matrix=matrix,
        )
        return info.turned_upright()

    @property
    def beside(self) -> tuple[Any, ...]:
        """PyAV's streams beside the pictures: sound, subtitles, attachments, data."""
        return self._beside

    @property
    def container(self) -> Any:
        """PyAV's container, with its metadata and chapters."""
        return self._container

    @property
    def stream(self) -> Any:
        """PyAV's stream of the pictures."""
        return self._stream

    def send_beside_to(self, sink: Callable[[Any], None]) -> None:
        """From now on hands every packet that is no picture's to `sink`, as it comes along between the frames."""
        self._sink = sink

    def __iter__(self) -> Iterator[ClipFrame]:
        early, self._early = self._early, None
        for packet in early or ():
            self._pass_on(packet)
        picture: av.VideoFrame | None = self._first
        while picture is not None:
            yield self._frame(picture)
            picture = next(self._decoding, None)

    def _decode(self) -> Iterator[av.VideoFrame]:
        packets = self._container.demux(
            self._stream, *(stream for stream in self._beside if stream.type != "attachment")
        )
        damaged = 0
        while True:
            try:
                packet = next(packets, None)
            except (av.FFmpegError, OSError) as error:
                raise InputError(
                    f"{self.path} breaks off after frame {self._read}: {reason(error)}", _HINT
                ) from error
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
            logger.warning(
                "%s is damaged: %d places could not be decoded and were left out",
                self.path,
                damaged,
            )

    def _pass_on(self, packet: Any) -> None:
        if packet.size == 0:  # the demuxer's mark for the end of a stream
            return
        if self._early is not None:
            self._early.append(packet)
        elif self._sink is not None:
            self._sink(packet)

    def _frame(self, picture: av.VideoFrame) -> ClipFrame:
        info = self.info
        pts = picture.pts
        if self._last_pts is not None and (pts is None or pts <= self._last_pts):
            # A time stamp that is missing or does not grow: one frame later than the last, or one tick.
            pts = self._last_pts + (
                max(1, round(1 / (info.fps * info.time_base))) if pts is None else 1
            )
        self._last_pts = pts = pts or 0
        make_convertible(picture)
        decoded = self._to_working(picture)
        bgr = cast(
            Image,
            self._to_bgr.reformat(
                decoded, format="bgr24", src_colorspace=info.colour.matrix
            ).to_ndarray(),
        )
        if info.turn:
            bgr = np.ascontiguousarray(info.turn.apply(bgr))
        frame = ClipFrame(bgr, float(pts * info.time_base), self._read, decoded)
        self._read += 1
        return frame

    def close(self) -> None:
        """Closes the file. May be called twice."""
        self._container.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
