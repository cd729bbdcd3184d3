"""Directories of tags, as in TIFF 6.0: those of a TIFF file and of Exif data (CIPA DC-008)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

import numpy as np

TIFF_SIGNATURES: Final = (b"II*\0", b"MM\0*")
WIDTH, HEIGHT, DEPTH, SAMPLES, ORIENTATION, _EXTRA = 256, 257, 258, 277, 274, 338
_THUMBNAIL, _THUMBNAIL_LENGTH = 0x201, 0x202
#: Description, make, model, orientation, resolution and its unit, software, date, artist, XMP,
#: what the extra samples are, copyright, IPTC, Photoshop, colour profile.
TIFF_KEPT: Final = {
    *(270, 271, 272, ORIENTATION, 282, 283, 296, 305, 306, 315, 338, 700),
    *(33432, 33723, 34377, 34675),
}
#: By the type of a tag: the bytes of a value, and of the numbers in it.
_TAG_SIZES: Final = dict(enumerate([1, 1, 2, 4, 8, 1, 1, 2, 4, 8], 1))
_NUMBER_SIZES: Final = dict(enumerate([1, 1, 2, 4, 4, 1, 1, 2, 4, 4], 1))


def tiff_tags(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Tag, type and little-endian value of each entry of the first directory; damaged ones are
    left out."""
    if not data.startswith(TIFF_SIGNATURES):
        return
    order = "<" if data[:2] == b"II" else ">"
    try:
        (directory,) = struct.unpack_from(f"{order}I", data, 4)
        (entries,) = struct.unpack_from(f"{order}H", data, directory)
        for entry in range(directory + 2, directory + 2 + 12 * entries, 12):
            tag, type_, count, place = struct.unpack_from(f"{order}HHII", data, entry)
            size = count * _TAG_SIZES.get(type_, 0)
            start = entry + 8 if size <= 4 else place
            value = data[start : start + size]
            if type_ in _TAG_SIZES and len(value) == size:
                unit = _NUMBER_SIZES[type_]
                yield (
                    tag,
                    type_,
                    np.frombuffer(value, f"{order}u{unit}").astype(f"<u{unit}").tobytes(),
                )
    except struct.error:  # the directory ends early
        return


def with_tags(data: bytes, parts: bytes) -> bytes:
    """Return a little-endian TIFF file with tags, as `image_metadata.kept_parts` gives them."""
    tags = {tag: (type_, value) for tag, type_, value in tiff_tags(data)}
    position = 0
    while position + 8 <= len(parts):
        tag, type_, length = struct.unpack_from("<HHI", parts, position)
        tags[tag] = (type_, parts[position + 8 : position + 8 + length])
        position += 8 + length
    # A new directory is written at the end; the strips of pixels stay where they are.
    body = bytearray(data) + bytes(len(data) % 2)
    directory = bytearray(struct.pack("<H", len(tags)))
    for tag, (type_, value) in sorted(tags.items()):
        directory += struct.pack("<HHI", tag, type_, len(value) // _TAG_SIZES[type_])
        if len(value) <= 4:
            directory += value.ljust(4, b"\0")
        else:
            directory += struct.pack("<I", len(body))
            body += value + bytes(len(value) % 2)
    body[4:8] = struct.pack("<I", len(body))
    return bytes(body + directory + bytes(4))


def upright_exif(exif: bytes) -> bytes:
    """Return Exif data, with or without its name, that says that the picture is upright."""
    start = 6 if exif.startswith(b"Exif\0\0") else 0
    entry = next((at for at, tag in _entries(exif, start) if tag == ORIENTATION), None)
    if entry is None:
        return exif
    one = b"\1\0" if exif[start : start + 2] == b"II" else b"\0\1"
    return exif[: entry + 8] + one + exif[entry + 10 :]


def without_thumbnail(exif: bytes) -> bytes:
    """Return Exif data, behind its name, without the small picture, which shows the eyes as they
    were."""
    entries = list(_entries(exif, 6))
    order = "<" if exif[6:8] == b"II" else ">"
    link = 6 + 8 if not entries else entries[-1][0] + 12
    if not entries or link + 4 > len(exif):
        return exif
    (second,) = struct.unpack_from(f"{order}I", exif, link)
    if not second:
        return exif
    shown = dict.fromkeys((_THUMBNAIL, _THUMBNAIL_LENGTH), 0)
    for at, tag in _entries(exif, 6, second):
        if tag in shown:
            (shown[tag],) = struct.unpack_from(f"{order}I", exif, at + 8)
    start = 6 + shown[_THUMBNAIL]
    end = min(start + shown[_THUMBNAIL_LENGTH], len(exif))
    blank = bytes(max(0, end - start))
    without = exif[:start] + blank + exif[end:] if blank else exif
    return without[:link] + bytes(4) + without[link + 4 :]


def _entries(data: bytes, start: int, directory: int | None = None) -> Iterator[tuple[int, int]]:
    """Place and tag of each entry of a directory, by default the first, of a TIFF block that begins
    at `start`."""
    order = "<" if data[start : start + 2] == b"II" else ">"
    try:
        if directory is None:
            (directory,) = struct.unpack_from(f"{order}I", data, start + 4)
        (count,) = struct.unpack_from(f"{order}H", data, start + directory)
        for at in range(start + directory + 2, start + directory + 2 + 12 * count, 12):
            yield at, struct.unpack_from(f"{order}HHII", data, at)[0]
    except struct.error:  # the directory ends early
        return


def tiff_pages(data: bytes) -> int:
    """Return how many pictures a TIFF file holds."""
    if not data.startswith(TIFF_SIGNATURES):
        return 1
    order = "<" if data[:2] == b"II" else ">"
    seen: set[int] = set()
    place = 4
    while place + 4 <= len(data):
        (directory,) = struct.unpack_from(f"{order}I", data, place)
        if not directory or directory in seen or directory + 2 > len(data):
            break
        seen.add(directory)
        (count,) = struct.unpack_from(f"{order}H", data, directory)
        place = directory + 2 + 12 * count
    return max(1, len(seen))


def is_straight_alpha_tiff(data: bytes) -> bool:
    """Return whether a file is an 8-bit TIFF with unassociated alpha, by which OpenCV would
    multiply the colours."""
    tags = {tag: value for tag, _, value in tiff_tags(data)}
    return number(tags.get(_EXTRA, b"")) == 2 and number(tags.get(DEPTH, b"")[:2]) == 8


def straight_alpha_tag() -> bytes:
    """Return the tag, as `with_parts` takes it, that a TIFF's alpha is unassociated."""
    return struct.pack("<HHIH", _EXTRA, 3, 2, 2)


def number(value: bytes) -> int:
    """Return the value of a little-endian tag of one number."""
    return int.from_bytes(value, "little")
