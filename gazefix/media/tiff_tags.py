"""What a TIFF file says of its picture, taken from one file and put into another. Bytes only (TIFF 6.0)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

#: Description, make, model, orientation, resolution, its unit, software, date, artist, XMP, copyright, IPTC, colour profile.
_KEPT: Final = {270, 271, 272, 274, 282, 283, 296, 305, 306, 315, 700, 33432, 33723, 34377, 34675}
#: Bytes of a value by its type, and of the numbers that make it up (whose bytes may stand either way round).
_SIZES: Final = {
    1: (1, 1),
    2: (1, 1),
    3: (2, 2),
    4: (4, 4),
    5: (8, 4),
    6: (1, 1),
    7: (1, 1),
    8: (2, 2),
    9: (4, 4),
    10: (8, 4),
}
_MOST_BYTES: Final = 1 << 26


def kept_tags(data: bytes) -> bytes:
    """The tags of a TIFF file's first picture that say what it shows and what its colours mean, for `with_tags`."""
    return b"".join(
        tag.to_bytes(2, "little")
        + kind.to_bytes(2, "little")
        + len(value).to_bytes(4, "little")
        + value
        for tag, kind, value in _entries(data)
        if tag in _KEPT
    )


def with_tags(data: bytes, tags: bytes) -> bytes:
    """A little-endian TIFF file with the tags of another in place of its own ones."""
    added: dict[int, tuple[int, bytes]] = {}
    position = 0
    while position + 8 <= len(tags):
        tag, kind = (
            int.from_bytes(tags[position + i : position + i + 2], "little") for i in (0, 2)
        )
        length = int.from_bytes(tags[position + 4 : position + 8], "little")
        added[tag] = (kind, tags[position + 8 : position + 8 + length])
        position += 8 + length
    if data[:4] != b"II*\0" or not added:
        return data
    entries = {tag: (kind, value) for tag, kind, value in _entries(data)} | added
    # The directory is written anew behind all that is there; the picture's own strips stay where they are.
    body = bytearray(data) + bytes(len(data) % 2)
    directory = bytearray(len(entries).to_bytes(2, "little"))
    for tag, (kind, value) in sorted(entries.items()):
        count = len(value) // _SIZES[kind][0]
        directory += (
            tag.to_bytes(2, "little") + kind.to_bytes(2, "little") + count.to_bytes(4, "little")
        )
        if len(value) <= 4:
            directory += value.ljust(4, b"\0")
        else:
            directory += len(body).to_bytes(4, "little")
            body += value + bytes(len(value) % 2)
    start = len(body)
    body[4:8] = start.to_bytes(4, "little")
    return bytes(body + directory + bytes(4))


def claimed_tiff_size(data: bytes) -> tuple[int, int, int]:
    """(width, height, bytes of a pixel) of a TIFF file's first picture as it claims; zeros where it does not say."""
    found = {tag: value for tag, _, value in _entries(data) if tag in {256, 257, 258, 277}}
    width, height = (int.from_bytes(found.get(tag, b""), "little") for tag in (256, 257))
    bits = int.from_bytes(found.get(258, b"\x08")[:2], "little")
    return width, height, max(1, int.from_bytes(found.get(277, b"\1"), "little") * bits // 8)


def _entries(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Tag, type and little-endian value of each entry of the first directory; what is damaged is passed over."""
    if data[:4] not in {b"II*\0", b"MM\0*"}:
        return
    little = data[:2] == b"II"

    def number(start: int, size: int) -> int:
        return int.from_bytes(data[start : start + size], "little" if little else "big")

    directory = number(4, 4)
    for entry in range(directory + 2, directory + 2 + 12 * number(directory, 2), 12):
        tag, kind, count = number(entry, 2), number(entry + 2, 2), number(entry + 4, 4)
        if kind not in _SIZES or count * _SIZES[kind][0] > _MOST_BYTES:
            continue
        size, unit = count * _SIZES[kind][0], _SIZES[kind][1]
        start = entry + 8 if size <= 4 else number(entry + 8, 4)
        value = data[start : start + size]
        if len(value) == size:
            yield tag, kind, value if little else _swapped(value, unit)


def _swapped(value: bytes, unit: int) -> bytes:
    return b"".join(value[i : i + unit][::-1] for i in range(0, len(value), unit))
