"""Writes a clip: encodes pictures, copies sound, and puts the file under its name when it is whole."""

from __future__ import annotations

import contextlib
import logging
import math
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NoReturn, Self

import av
import av.container
from av.video.reformatter import VideoReformatter

from gazefix.clipio.format import LIMITED_RANGE, ROUNDED, ClipFrame, ClipInfo, planes_of
from gazefix.clipio.reader import ClipReader
from gazefix.clipio.yuv import add_difference, pad_even, yuv_matrix
from gazefix.errors import OutputError
from gazefix.files import NewFile
from gazefix.types import Frame

logger = logging.getLogger(__name__)

#: Encoders in order of preference, with their options; the first that the container can hold is taken.
ENCODERS: Final = (
    ("libx264", {"preset": "veryfast", "crf": "18"}),
    ("libvpx-vp9", {"crf": "24", "deadline": "realtime", "cpu-used": "6", "row-mt": "1"}),
)

_HINT: Final = "name it .mp4, .mov, .mkv or .webm"
_AVFMT_NOTIMESTAMPS: Final = 0x80


class _Output:
    """The file as PyAV writes it. The first error is kept until `check`: one raised inside libav would reach nobody, as libav
    writes on and PyAV prints what it cannot pass on."""

    def __init__(self, file: NewFile) -> None:
        self._handle = file.handle
        self._error: OSError | None = None
        self.name = file.handle.name  # names the container

    def write(self, data: bytes) -> int:
        if self._error is None:
            try:
                return self._handle.write(data)
            except OSError as error:
                self._error = error
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        try:
            return self._handle.seek(offset, whence)
        except OSError as error:  # it writes what is waiting first
            self._error = self._error or error
            return 0

    def tell(self) -> int:
        return self._handle.tell()

    def check(self) -> None:
        """Raises the error that came."""
        if self._error is not None:
            raise self._error


class ClipWriter:
    """A clip in the making, written under a temporary name: `write` frames, then `close`; `abort` leaves no trace.

    The suffix of `path` names the container; H.264 where it can hold that, else VP9. The pictures are `info.size`; as
    4:2:0 video has even sizes only, the last row or column of an odd one is repeated. Sound comes from `sound_of`, packet
    by packet. With `live`, the first frame's time becomes 0.

    A context manager that closes, or aborts when an exception leaves the block. Raises OutputError, also before the first
    frame, where the container is unknown or cannot hold picture or sound, where the file cannot be written, and for an
    existing file unless `overwrite`.
    """

    def __init__(
        self,
        path: Path,
        info: ClipInfo,
        *,
        sound_of: ClipReader | None = None,
        overwrite: bool = False,
        live: bool = False,
    ) -> None:
        self.path, self.info = path, info
        self.frames = 0
        self._live = live
        self._origin_s = 0.0
        self._last_pts: float = -math.inf
        self._to_yuv = VideoReformatter()
        self._size = (info.width + info.width % 2, info.height + info.height % 2)
        self._difference_matrix = yuv_matrix(info.colour.matrix, info.colour.full_range)
        self._sound: dict[int, Any] = {}
        self._container: av.container.OutputContainer | None = None
        self._file = NewFile(path, overwrite=overwrite)
        self._output = _Output(self._file)
        try:
            self._container = self._open_container()
            self._stream = self._add_pictures(self._container)
            for template in sound_of.sound_streams if sound_of else ():
                self._sound[template.index] = self._add_sound(self._container, template)
            self._container.start_encoding()
            self._output.check()
        except (av.FFmpegError, OSError, ValueError) as error:
            self._fail(error)
        except BaseException:
            self.abort()
            raise
        if sound_of:
            sound_of.send_sound_to(self._write_sound)

    def _open_container(self) -> av.container.OutputContainer:
        unknown = OutputError(f"cannot write {self.path}: '{self.path.suffix}' is no kind of clip that can be written", _HINT)
        try:
            container = av.open(self._output, "w")
        except ValueError as error:
            raise unknown from error
        if container.format.no_file or container.format.flags & _AVFMT_NOTIMESTAMPS:
            raise unknown
        return container

    def _add_pictures(self, container: av.container.OutputContainer) -> Any:
        info = self.info
        for name, options in ENCODERS:
            try:
                stream = container.add_stream(name, rate=info.fps)
            except ValueError:  # the container cannot hold it, or this PyAV has no such encoder
                continue
            codec: Any = stream.codec_context
            codec.options = dict(options)
            codec.width, codec.height = self._size
            codec.pix_fmt = "yuv420p"
            stream.time_base = codec.time_base = info.time_base
            codec.color_range, codec.colorspace = info.colour.range, info.colour.space
            codec.color_primaries, codec.color_trc = info.colour.primaries, info.colour.transfer
            if info.pixel_aspect:
                codec.sample_aspect_ratio = info.pixel_aspect
            codec.thread_count = 0  # as many as there are cores
            codec.thread_type = "FRAME"  # without it x264 makes its caller wait for most of each frame
            return stream
        kind = container.format.name
        raise OutputError(f"cannot write {self.path}: a {kind} file cannot hold H.264 or VP9 pictures", _HINT)

    def _add_sound(self, container: av.container.OutputContainer, template: Any) -> Any:
        codec = template.codec_context
        try:
            if codec is None:
                raise ValueError("unknown codec")
            stream = container.add_stream_from_template(template)
        except ValueError as error:
            name = codec.name if codec else "unknown"
            message = f"cannot write {self.path}: a {container.format.name} file cannot hold the clip's sound ({name})"
            raise OutputError(message, "name it .mkv, which can hold any sound") from error
        if template.language:
            stream.metadata["language"] = template.language
        return stream

    def write(self, frame: Frame, source: Frame | None = None) -> None:
        """Encodes a frame, to be shown at `frame.time_s`.

        `source` is the frame as a ClipReader gave it, before it was corrected: with it, the decoded picture is changed only
        where `frame` differs from it (and it is used up thereby: write it once). Raises OutputError and aborts.
        """
        if self._container is None:
            raise ValueError("the clip is closed")
        try:
            picture = self._picture(frame, source)
            picture.pts = self._pts(frame.time_s)
            picture.time_base = self.info.time_base
            picture.pict_type = 0  # else the encoder would repeat the source's choice of key frames
            self._container.mux(self._stream.encode(picture))
            self._output.check()
        except (av.FFmpegError, OSError) as error:
            self._fail(error)
        self.frames += 1

    def _pts(self, time_s: float) -> int:
        if self._live and self.frames == 0:
            self._origin_s = time_s
        pts = max(round((time_s - self._origin_s) / float(self.info.time_base)), self._last_pts + 1)
        self._last_pts = pts
        return int(pts)

    def _picture(self, frame: Frame, source: Frame | None) -> av.VideoFrame:
        decoded = source.decoded if isinstance(source, ClipFrame) else None
        if source is not None and decoded is not None and frame.size == source.size == self.info.size:
            if frame.bgr is not source.bgr:
                decoded.make_writable()
                add_difference(planes_of(decoded), source.bgr, frame.bgr, self._difference_matrix)
            return decoded
        bgr = pad_even(frame.bgr) if frame.size == self.info.size else frame.bgr
        return self._to_yuv.reformat(
            av.VideoFrame.from_ndarray(bgr, "bgr24"),
            *self._size,
            "yuv420p",
            dst_colorspace=self.info.colour.matrix,
            dst_color_range=self.info.colour.range or LIMITED_RANGE,
            interpolation=ROUNDED,
        )

    def _write_sound(self, packet: Any) -> None:
        if self._container is None:
            return
        try:
            packet.stream = self._sound[packet.stream.index]
            self._container.mux(packet)
            self._output.check()
        except (av.FFmpegError, OSError) as error:
            self._fail(error)

    def close(self) -> None:
        """Ends the clip and puts it under its name. Without a frame there is no file. May be called twice."""
        if self._container is None:
            return
        if not self.frames:
            logger.warning("%s was not written: no frame came", self.path)
            self.abort()
            return
        try:
            self._container.mux(self._stream.encode(None))
            container, self._container = self._container, None
            container.close()
            self._output.check()
            self._file.commit()
        except (av.FFmpegError, OSError) as error:
            self._fail(error)
        except BaseException:
            self.abort()
            raise

    def abort(self) -> None:
        """Ends the work and removes what was written. May be called at any time."""
        container, self._container = self._container, None
        if container is not None:
            with contextlib.suppress(av.FFmpegError, OSError, ValueError):
                container.close()
        self._file.discard()

    def _fail(self, error: Exception) -> NoReturn:
        self.abort()
        raise self._file.error(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self.close()
        else:
            self.abort()


def open_clip_writer(path: Path, size: tuple[int, int], fps: float | Fraction, *, overwrite: bool = False) -> ClipWriter:
    """A clip without sound from live frames of `size` (width, height), shown when their times say, the first one at 0.

    `fps` is what is expected; frames may come earlier or later. Raises OutputError as ClipWriter does.
    """
    info = ClipInfo(*size, fps=Fraction(fps).limit_denominator(1001))
    return ClipWriter(path, info, overwrite=overwrite, live=True)
