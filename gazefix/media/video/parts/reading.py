"""A part of a clip, read from the key frame before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gazefix.media.video.format import ClipFrame
from gazefix.media.video.parts.index import ClipIndex, IndivisibleError
from gazefix.media.video.reader import ClipReader


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of frames of a clip.

    first     number of its first frame
    stamps    `pts` of its frames
    key_dts   decoding time of the key frame to begin with
    """

    first: int
    stamps: tuple[int, ...]
    key_dts: int

    @classmethod
    def of(cls, index: ClipIndex, first: int, stop: int) -> Piece:
        """Return the frames from `first` to before `stop`, as far as there are any."""
        first, stop = max(first, 0), min(stop, len(index.stamps))
        return cls(first, index.stamps[first:stop], index.key_before(first)[1])


def read_piece(reader: ClipReader, piece: Piece) -> Iterator[ClipFrame]:
    """Yield the frames of a piece from a reader just opened.

    Raises IndivisibleError where they are not those that the index names.
    """
    reader.go_to(piece.key_dts)
    unit, wanted = float(reader.info.time_base), iter(piece.stamps)
    stamp = next(wanted, None)
    for frame in reader:
        if stamp is None:
            return
        pts = round(frame.time_s / unit)
        if pts > stamp:
            raise unlike_index(reader.path)
        if pts == stamp:
            yield frame
            stamp = next(wanted, None)
    if stamp is not None:
        raise unlike_index(reader.path)


def unlike_index(path: Path) -> IndivisibleError:
    """Return the error for frames that differ when they are reached another way."""
    return IndivisibleError(f"{path} shows other frames from the middle than from its start")
