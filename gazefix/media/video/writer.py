"""Writes a clip: encodes pictures, copies side streams, gives the file its name when whole."""

from __future__ import annotations

import contextlib
import logging
import math
import os
import threading
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO, Final, NoReturn, Self

import av
import av.container
from av.codec.context import Flags

from gazefix.errors import OutputError
from gazefix.files import NewFile, Target
from gazefix.media.video.encoders import (
    ChosenEncoder,
    Encoding,
    choose_encoder,
    choose_picture_encoder,
)
from gazefix.media.video.format import AS_BYTES, FULL_RANGE, RGB, ClipFrame, ClipInfo
from gazefix.media.video.image_sequence import NewSequence, ffmpeg_pattern, is_sequence
from gazefix.media.video.outputs import Output, Pipe
from gazefix.media.video.picture_encoding import PicturePreparer, loses_alpha
from gazefix.media.video.pixels import layout
from gazefix.media.video.reader import ClipReader
from gazefix.media.video.side_streams import (
    SidePackets,
    container_options,
    copy_metadata,
    copy_stream,
)
from gazefix.types import Frame

logger = logging.getLogger(__name__)

#: FFmpeg's flag of formats without time stamps.
_AVFMT_NOTIMESTAMPS: Final = 0x80
#: Containers that say how a picture is to be turned; in others it is stored upright.
_KEEPS_MATRIX: Final = {"mp4", "mov"}
#: What a transport stream holds of CODECS; FFmpeg has no list of it.
_IN_TS: Final = {"libx264", "libx265"}
#: On FFmpeg's list for QuickTime, and refused by its muxer.
_NOT_IN_MOV: Final = {"libsvtav1", "libvpx-vp9"}
#: Encoders that take pictures of any size, whatever their subsampling.
_ANY_SIZE: Final = {"ffv1", "libvpx-vp9", "libx264rgb", "png", "tiff", "mjpeg", "prores_ks"}
#: Encoders that mark the fields of interlaced pictures.
_FIELDS: Final = {"libx264", "ffv1", "prores_ks"}
#: MP4 for a pipe: in fragments, since the muxer can't go back to the head of the file.
_FRAGMENTS: Final = "frag_keyframe+empty_moov+default_base_moof"
#: Sound that outlasts the pictures is written at once beyond this, and not where it belongs.
_MOST_KEPT_BYTES: Final = 16 << 20
# SVT-AV1 prints its settings unless it may print only errors.
os.environ.setdefault("SVT_LOG", "1")


class ClipWriter:
    """A clip in the making, under a temporary name: `write` frames, then `close` or `abort`.

    The suffix of `path` names the container, or a name such as `frames/%05d.png` a sequence of
    pictures. With a `stream`, `format_name` names the container and `path` is only a name for
    messages. `encoding` says how (see `choose_encoder`). Most 4:2:0 video has even sizes only: an
    odd one repeats its last row or column. Side streams and metadata come from `like`. With `live`
    the first frame's time becomes 0; with `compare` each picture shows before and after side by
    side.

    A context manager that closes, or aborts when an exception leaves the block. Raises OutputError,
    also before the first frame, where the container is unknown or can't hold picture or sound,
    where PyAV lacks the encoder, where the file can't be written, and for an existing file unless
    `overwrite`.
    """

    def __init__(
        self,
        path: Path,
        info: ClipInfo,
        *,
        like: ClipReader | None = None,
        encoding: Encoding | None = None,
        overwrite: bool = False,
        live: bool = False,
        compare: bool = False,
        stream: BinaryIO | None = None,
        format_name: str | None = None,
    ) -> None:
        self.path, self.info, self.frames = path, info, 0
        self._live, self._compare = live, compare
        self._origin_s = 0.0
        self._last_pts: float = -math.inf
        self._durations: dict[int, int] = {}
        self._side_packets, self._muxing = SidePackets(), threading.Lock()
        self._output: Output | None = None
        self._container: av.container.OutputContainer | None = None
        self._target = self._open_target(stream, overwrite)
        try:
            self._container = self._open_container(format_name, like)
            self._keeps_orientation = self._container.format.name in _KEEPS_MATRIX and not compare
            try:
                self._chosen = self._choose(self._container, encoding or Encoding())
            except OutputError as error:
                raise OutputError(f"cannot write {path}: {error.message}", error.hint) from error
            self._size = self._stored_size()
            self._prepare = PicturePreparer(
                info, self._chosen.pixel_format, self._size, self._keeps_orientation, compare
            )
            self._stream = self._add_pictures(self._container)
            if info.interlaced and not compare:
                self._mark_fields()
            if like and not is_sequence(path):
                copy_metadata(like, self._container, self._stream)
                for source in like.side_streams:
                    self._side_packets.copiers[source.index] = copy_stream(
                        source,
                        self._container,
                        path,
                        audio=(encoding or Encoding()).audio,
                        cover=like.cover(source),
                    )
            self._container.start_encoding()
            self._check()
        except (av.FFmpegError, OSError, ValueError) as error:
            self._fail(error)
        except BaseException:
            self.abort()
            raise
        if like:
            like.send_side_packets_to(lambda packet: self._keep(packet, like.frames_read))

    def _open_target(self, stream: BinaryIO | None, overwrite: bool) -> Target:
        if stream is not None:
            self._output = Output(stream, str(self.path), seekable=False)
            return Pipe(stream, str(self.path))
        if is_sequence(self.path):
            return NewSequence(self.path, overwrite=overwrite)
        file = NewFile(self.path, overwrite=overwrite)
        self._output = Output(file.handle, file.handle.name, seekable=True)
        return file

    def _open_container(
        self, format_name: str | None, like: ClipReader | None
    ) -> av.container.OutputContainer:
        if isinstance(self._target, NewSequence):
            return av.open(ffmpeg_pattern(self._target.pattern), "w", format="image2")
        unknown = OutputError(
            f"cannot write {self.path}: '{self.path.suffix}' is not a kind of clip that can be "
            "written",
            "name it .mp4, .mov, .mkv or .webm",
        )
        try:
            kind = format_name or av.open(self._output, "w").format.name
            options = container_options(like, kind) if like else {}
            if isinstance(self._target, Pipe) and kind in {"mp4", "mov"}:
                options["movflags"] = "+".join([*options.values(), _FRAGMENTS])
            container: av.container.OutputContainer = av.open(
                self._output, "w", format=format_name, container_options=options, **AS_BYTES
            )
        except ValueError as error:
            if not format_name:
                raise unknown from error
            message = f"'{format_name}' is not a kind of clip that can be written"
            raise OutputError(message, "try matroska, mp4 or nut") from error
        if container.format.no_file or container.format.flags & _AVFMT_NOTIMESTAMPS:
            raise unknown
        return container

    def _choose(self, container: av.container.OutputContainer, encoding: Encoding) -> ChosenEncoder:
        if isinstance(self._target, NewSequence):
            if encoding != Encoding():
                message = "the suffix of a sequence says how its pictures are written"
                raise OutputError(message, "leave out --codec, --crf and --preset")
            return choose_picture_encoder(self.info, self.path.suffix)
        kind = container.format.name
        held = set(container.supported_codecs)
        if kind == "mpegts":
            held |= _IN_TS
        elif kind == "mov":
            held -= _NOT_IN_MOV
        return choose_encoder(self.info, encoding, held.__contains__, kind, live=self._live)

    def _stored_size(self) -> tuple[int, int]:
        width, height = self.info.stored_size if self._keeps_orientation else self.info.size
        if self._compare:
            width = 2 * (width + width % 2)
        if self._chosen.library not in _ANY_SIZE:
            width, height = width + width % 2, height + height % 2
        return width, height

    def _add_pictures(self, container: av.container.OutputContainer) -> Any:
        info, chosen = self.info, self._chosen
        stream: Any = container.add_stream(chosen.library, rate=info.fps)
        codec: Any = stream.codec_context
        codec.options = dict(chosen.options)
        codec.width, codec.height = self._size
        codec.pix_fmt = chosen.pixel_format
        held = layout(chosen.pixel_format)
        stream.time_base = codec.time_base = info.time_base
        codec.color_range = FULL_RANGE if held.rgb else info.colour.range
        codec.colorspace = RGB if held.rgb else info.colour.space
        codec.color_primaries, codec.color_trc = info.colour.primaries, info.colour.transfer
        if aspect := info.pixel_aspect:
            transposed = self._keeps_orientation and info.orientation.transposed
            codec.sample_aspect_ratio = 1 / aspect if transposed else aspect
        self._tag(stream, container)
        codec.thread_count = 0  # as many as there are cores
        codec.thread_type = "FRAME"  # without it x264 makes its caller wait for most of each frame
        return stream

    def _tag(self, stream: Any, container: av.container.OutputContainer) -> None:
        if self._keeps_orientation and self.info.matrix:
            stream.set_display_matrix(self.info.matrix)
        if self._chosen.codec == "hevc" and container.format.name in {"mp4", "mov"}:
            # Of its two names the one that Apple's players want.
            stream.codec_context.codec_tag = "hvc1"

    def _mark_fields(self) -> None:
        self._stream.codec_context.field_order = self.info.field_order
        if self._chosen.library not in _FIELDS:
            message = "%s: %s marks no fields: interlaced pictures become progressive ones"
            logger.warning(message, self.path, self._chosen.codec)
            return
        self._stream.codec_context.flags |= Flags.interlaced_dct
        self._prepare.top_field_first = self.info.top_field_first

    def write(self, frame: Frame, source: Frame | None = None) -> None:
        """Encode a frame, to be shown at `frame.time_s`. Raises OutputError and aborts.

        `source` is the frame as a ClipReader gave it, before the correction: with it, only pixels
        that differ from it change in the decoded picture, which is used up.
        """
        if self._container is None:
            raise ValueError("the clip is closed")
        try:
            self._write_side_packets(self.frames)
            if not self.frames and isinstance(source, ClipFrame):
                kind = self._container.format.name
                if loses_alpha(source.decoded, self._chosen, kind):
                    message = "%s: %s in a %s file holds no transparency, which is left out"
                    logger.warning(message, self.path, self._chosen.codec, kind)
            picture = self._prepare(frame, source)
            picture.pts = pts = self._pts(frame.time_s)
            picture.time_base = self.info.time_base
            picture.pict_type = 0  # else the encoder would repeat the source's choice of key frames
            picture = self._prepare.with_fields(picture)
            if isinstance(source, ClipFrame):
                self._durations[pts] = source.duration_ticks
            self._mux(picture)
        except (av.FFmpegError, OSError) as error:
            self._fail(error)
        self.frames += 1

    def _mux(self, picture: Any) -> None:
        """Encode a picture, or with None those that the encoder still holds."""
        packets = self._stream.encode(picture)
        for packet in packets:
            # Encoders don't say how long a picture is shown; containers ask it of the last one.
            last = picture is None and packet is packets[-1]
            shown = max(self._durations) if last and self._durations else packet.pts
            packet.duration = self._durations.get(shown, packet.duration)
            self._put(packet)
        self._check()

    def _put(self, packets: Any) -> None:
        with self._muxing:
            self._container.mux(packets)  # type: ignore[union-attr]

    def _pts(self, time_s: float) -> int:
        if self._live and self.frames == 0:
            self._origin_s = time_s
        pts = max(round((time_s - self._origin_s) / float(self.info.time_base)), self._last_pts + 1)
        self._last_pts = pts
        return int(pts)

    def _keep(self, packet: Any, before: int) -> None:
        try:
            with self._muxing:
                self._side_packets.keep(packet, before)
            if self._side_packets.kept_bytes > _MOST_KEPT_BYTES:
                self._write_side_packets()
        except (av.FFmpegError, OSError) as error:
            raise self._target.error(error) from error

    def _write_side_packets(self, before: float = math.inf) -> None:
        with self._muxing:
            for packets in self._side_packets.due(before):
                if self._container is not None:
                    self._container.mux(packets)
                    self._check()

    def close(self) -> None:
        """End the clip and give it its name; no file without a frame. May be called twice."""
        if self._container is None:
            return
        if not self.frames:
            logger.warning("%s was not written: no frame came", self.path)
            self.abort()
            return
        try:
            self._write_side_packets()
            self._mux(None)
            self._put(self._side_packets.rest())
            container, self._container = self._container, None
            container.close()
            self._check()
            self._target.commit()
        except (av.FFmpegError, OSError) as error:
            self._fail(error)
        except BaseException:
            self.abort()
            raise

    def abort(self) -> None:
        """End the work and remove what was written. May be called at any time."""
        container, self._container = self._container, None
        if container is not None:
            with self._muxing, contextlib.suppress(av.FFmpegError, OSError, ValueError):
                container.close()
        self._target.discard()

    def _check(self) -> None:
        if self._output is not None:
            self._output.check()

    def _fail(self, error: Exception) -> NoReturn:
        self.abort()
        raise self._target.error(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.close()
        else:
            self.abort()


def open_clip_writer(
    path: Path, size: tuple[int, int], fps: float | Fraction, *, overwrite: bool = False
) -> ClipWriter:
    """Open a clip without sound for live frames of `size` (width, height), the first shown at 0.

    `fps` is the expected rate; frames may come earlier or later. Raises OutputError as ClipWriter.
    """
    info = ClipInfo(*size, fps=Fraction(fps).limit_denominator(1001))
    return ClipWriter(path, info, overwrite=overwrite, live=True)
