"""The parts of a clip, each encoded by itself, joined without a second encoding."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import av
import av.container

from gazefix.errors import InputError, OutputError
from gazefix.files import reason
from gazefix.media.video.encoders import Encoding
from gazefix.media.video.format import AS_BYTES
from gazefix.media.video.reader import ClipReader
from gazefix.media.video.writer import ClipWriter


def join_clip(
    source: Path,
    target: Path,
    parts: Sequence[Path],
    frames: Sequence[tuple[int, int]],
    encoding: Encoding,
    step: Callable[[], None],
    *,
    overwrite: bool = False,
    compare: bool = False,
) -> None:
    """Join the parts of a clip, with all else that `source` holds, to `target`.

    frames   time stamp and duration of each frame, in ticks of the source's time base
    step     called after each frame

    Raises InputError, and OutputError for parts that don't fit together.
    """
    heads = set()
    for part in parts:
        with _open(part) as container:
            heads.add(bytes(container.streams.video[0].codec_context.extradata or b""))
    if len(heads) > 1:
        hint = "use workers of one kind, with one release of PyAV"
        raise OutputError(f"the parts of {target} do not fit together", hint)
    with ClipReader(source, warns=False) as reader, _open(parts[0]) as first:
        template = first.streams.video[0]
        writer = _Joined(template, target, reader, encoding, overwrite=overwrite, compare=compare)
        with writer:
            packets = _Packets(frames, reader.info.time_base)
            joined = chain.from_iterable(packets.of(part) for part in parts)
            # Each packet goes where the source's is: between the packets of sound around it.
            for _ in chain(reader.pass_side_packets_on(), frames):
                if (packet := next(joined, None)) is not None:
                    writer.write_encoded(packet)
                    step()
            reader.close()  # before `target`, which may be the same file, is replaced


def _open(part: Path) -> Any:
    try:
        return av.open(f"file:{part}", "r", **AS_BYTES)
    except (av.FFmpegError, OSError) as error:
        message = f"a part of the clip cannot be read: {reason(error)}"
        raise InputError(message, "run it again") from error


class _Joined(ClipWriter):
    """A clip whose pictures are packets of a stream like `template`, which a ClipWriter wrote."""

    def __init__(
        self,
        template: Any,
        path: Path,
        like: ClipReader,
        encoding: Encoding,
        *,
        overwrite: bool,
        compare: bool,
    ) -> None:
        self._template = template
        super().__init__(
            path, like.info, like=like, encoding=encoding, overwrite=overwrite, compare=compare
        )

    def _add_pictures(self, container: av.container.OutputContainer) -> Any:
        stream: Any = container.add_stream_from_template(self._template, opaque=True)
        stream.time_base = self.info.time_base
        stream.codec_context.framerate = self.info.fps
        self._tag(stream, container)
        return stream

    def _mark_fields(self) -> None:
        """Do nothing: the packets are marked."""

    def _mux(self, picture: Any) -> None:
        """Do nothing at the end: there is no encoder."""

    def write_encoded(self, packet: Any) -> None:
        """Mux a packet. Raises OutputError and aborts."""
        packet.stream = self._stream
        try:
            self._write_side_packets()
            self._put(packet)
            self._check()
        except (av.FFmpegError, OSError) as error:
            self._fail(error)
        self.frames += 1


@dataclass(slots=True)
class _Packets:
    """The packets of all parts, one part after the other, with the time stamps of the whole.

    frames   time stamp and duration of each frame
    lead     `dts` of the packets that are decoded before the first frame is shown
    """

    frames: Sequence[tuple[int, int]]
    time_base: Any
    done: int = 0
    lead: list[int] = field(default_factory=list)

    def of(self, part: Path) -> Iterator[Any]:
        """Yield the packets of the next part in decoding order."""
        with _open(part) as container:
            times = [(p.pts, p.dts, p.time_base) for p in _pictures(container)]
        order = sorted(pts for pts, _, _ in times)
        if self.done == 0:
            start = self.frames[0][0]
            early = [(dts - order[0]) * unit for _, dts, unit in times if dts < order[0]]
            self.lead = [start + round(offset / self.time_base) for offset in early]
        late = len(self.lead)
        with _open(part) as container:
            for place, packet in enumerate(_pictures(container), self.done):
                shown = self.done + bisect.bisect_left(order, packet.pts)
                packet.time_base = self.time_base
                packet.pts, packet.duration = self.frames[shown]
                packet.dts = self.frames[place - late][0] if place >= late else self.lead[place]
                yield packet
        self.done += len(order)


def _pictures(container: Any) -> Iterator[Any]:
    return (packet for packet in container.demux(container.streams.video[0]) if packet.size)
