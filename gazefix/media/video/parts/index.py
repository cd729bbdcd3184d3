"""The frames of a clip by number, from its packets alone, so that any of them can be reached."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from gazefix.errors import InputError
from gazefix.media.video.image_sequence import is_sequence
from gazefix.media.video.reader import ClipReader
from gazefix.media.video.time_stamps import has_jumping_clock


class IndivisibleError(InputError):
    """A clip can't be reached in the middle frame by frame; it has to be read from its start."""


@dataclass(frozen=True, slots=True)
class ClipIndex:
    """A clip's frames in the order shown.

    stamps     `pts` of each frame, growing, in ticks of the clip's time base
    keys       numbers of the key frames, growing, with the `dts` of each in `key_dts`
    start_s    time of the first frame
    """

    stamps: tuple[int, ...]
    keys: tuple[int, ...]
    key_dts: tuple[int, ...]
    start_s: float

    def key_before(self, frame: int) -> tuple[int, int]:
        """Return the last key frame up to a frame, and its `dts`."""
        place = bisect_right(self.keys, frame) - 1
        return self.keys[place], self.key_dts[place]


def index_clip(path: Path) -> ClipIndex:
    """Return the frames of a clip without decoding them.

    Raises InputError as ClipReader does, and IndivisibleError.
    """
    with ClipReader(path, warns=False) as reader:
        if is_sequence(path) or has_jumping_clock(reader.container):
            raise IndivisibleError(f"{path} has no key frames or no steady clock")
        reader.container.seek(0)
        packets = [
            # Matroska has no `dts` for some, and seeks by `pts`.
            (packet.pts, packet.pts if packet.dts is None else packet.dts, packet.is_keyframe)
            for packet in reader.container.demux(reader.stream)
            if packet.size and not packet.is_discard
        ]
        unit = float(reader.info.time_base)
    packets.sort(key=lambda packet: -1 if packet[0] is None else packet[0])
    stamps = tuple(pts for pts, _, _ in packets)
    keys = [(n, dts) for n, (_, dts, is_key) in enumerate(packets) if is_key]
    if None in stamps or len(set(stamps)) < len(stamps) or not keys or keys[0][0] != 0:
        raise IndivisibleError(f"{path} has frames without a time of their own")
    numbers, dts = zip(*keys, strict=True)
    return ClipIndex(stamps, numbers, dts, stamps[0] * unit)
