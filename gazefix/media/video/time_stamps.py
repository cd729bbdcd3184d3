"""Time stamps made whole: joined transport streams, their clock's wrap, stamps in decode order."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

import av

#: FFmpeg's flag of formats whose clock may jump: transport and program streams.
_AVFMT_TS_DISCONT: Final = 0x0200
#: Seconds by which a stream's clock may go back, or ahead, before that is a join. FFmpeg's own
#: limit ahead is 10 s, too. Packets of one stream are less than a second out of order.
_BACK_S, _AHEAD_S = 1, 10
#: Step in seconds between packets whose stamps don't grow, which muxers refuse: at least a tick
#: of every container.
_LEAST_STEP_S: Final = Fraction(1, 1000)
#: Pictures decoded ahead to see whether stamps are in order. With up to 3 B-frames in a row, as
#: encoders make them, the first wrong stamp is among these. Each more costs memory.
_PICTURES_AHEAD: Final = 5
#: Highest rate to believe, frames a second: FFmpeg gives 60000 for DV.
_MOST_FPS: Final = 1000


def has_jumping_clock(container: Any) -> bool:
    """Return whether the time stamps of a container's format may jump within a clip."""
    return bool(container.format.flags & _AVFMT_TS_DISCONT)


@dataclass(slots=True)
class _Track:
    """Where a stream stands: its present offset, its last `dts` as read and as mended, in ticks."""

    offset_s: Fraction
    read: int
    mended: int


class PacketClock:
    """Makes the stamps of a container's packets start at 0 or later and go on over joins."""

    def __init__(self, container: Any) -> None:
        self._jumps = has_jumping_clock(container)
        # Before 0 where the 33-bit clock wraps within the clip. MP4 would hide what is before 0.
        self._offsets_s = [Fraction(max(0, -(container.start_time or 0)), av.time_base)]
        self._tracks: dict[int, _Track] = {}
        self._end_s = Fraction(0)

    def mend(self, packet: Any) -> None:
        """Move the stamps of a packet, in place."""
        if not self._jumps or packet.dts is None:
            return
        unit, index = packet.time_base, packet.stream_index
        start = packet.dts if packet.pts is None else packet.pts
        new = _Track(self._offsets_s[-1], packet.dts, packet.dts)
        track = self._tracks.setdefault(index, new)
        jumps = not -_BACK_S < (packet.dts - track.read) * unit < _AHEAD_S
        if jumps and packet.stream.type in {"video", "audio"}:
            track.offset_s = self._offset_of(start * unit)
        track.read = packet.dts
        offset = round(track.offset_s / unit)
        if track is not new and packet.dts + offset <= track.mended:
            offset = track.mended + max(1, round(_LEAST_STEP_S / unit)) - packet.dts
        packet.dts += offset
        packet.pts = start + offset
        track.mended = packet.dts
        self._end_s = max(self._end_s, (packet.pts + (packet.duration or 0)) * unit)

    def _offset_of(self, start_s: Fraction) -> Fraction:
        """The offset of the part that begins with this packet, or that another stream has begun."""
        nearest = min(self._offsets_s, key=lambda offset_s: abs(start_s + offset_s - self._end_s))
        if abs(start_s + nearest - self._end_s) > _BACK_S:
            nearest = self._end_s - start_s
            self._offsets_s.append(nearest)
        return nearest


class PictureClock:
    """Iterates over decoded pictures with stamps and durations, in ticks of `stream`, that grow.

    rate   mean pictures per second, exact

    AVI and damaged MP4 files stamp packets in the order in which these are decoded. Then the
    stamps of pictures jump to and fro from the start, and `dts` is what is even.
    """

    def __init__(self, pictures: Iterator[av.VideoFrame], stream: Any) -> None:
        reorders = stream.codec_context.has_b_frames
        self._pictures, self._stream = pictures, stream
        self._ahead = deque(itertools.islice(pictures, _PICTURES_AHEAD if reorders else 0))
        stamps = [picture.pts for picture in self._ahead if picture.pts is not None]
        self._by_dts = any(later < earlier for earlier, later in itertools.pairwise(stamps))
        average = None if self._by_dts else stream.average_rate
        rates = (average, stream.guessed_rate, stream.base_rate)
        self.rate = next((Fraction(r) for r in rates if r and r <= _MOST_FPS), Fraction(25))

    def __iter__(self) -> Iterator[av.VideoFrame]:
        usual = max(1, round(1 / (self.rate * self._stream.time_base)))
        shift = (self._stream.start_time or 0) - (self._ahead[0].dts or 0) if self._by_dts else 0
        last: int | None = None
        while (picture := self._next()) is not None:
            pts = picture.pts
            if self._by_dts:
                pts = None if picture.dts is None else picture.dts + shift
                picture.duration = usual
            if last is not None and (pts is None or pts <= last):
                # Without a time stamp: one frame after the last. With one that doesn't grow: one
                # tick.
                pts = last + (usual if pts is None else 1)
            picture.pts = last = pts or 0
            picture.duration = picture.duration or usual
            yield picture
            del picture  # the decoder may use its memory again

    def _next(self) -> av.VideoFrame | None:
        return self._ahead.popleft() if self._ahead else next(self._pictures, None)
