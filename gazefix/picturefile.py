"""What a picture's file says beside its pixels: its kind, which way is up, its colour profile. Bytes only, no decoding.

Formats: JPEG (ITU-T T.81 annex B), PNG (W3C), WebP (RFC 9649), Exif (CIPA DC-008).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from enum import Enum
from typing import Final


class Kind(Enum):
    """A kind of still picture and the suffixes of its files."""

    PNG = (".png",)
    JPEG = (".jpg", ".jpeg", ".jpe", ".jfif")
    WEBP = (".webp",)
    BMP = (".bmp", ".dib")
    TIFF = (".tif", ".tiff")
    HEIF = (".heic", ".heif", ".avif")


_PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_HEIF_BRANDS: Final = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"avif"}
_PNG_COLOUR_CHUNKS: Final = {b"iCCP", b"sRGB", b"gAMA", b"cHRM", b"cICP"}
_JPEG_FRAMES: Final = {0xC0, 0xC1, 0xC2, 0xC3}
_ORIENTATION_TAG: Final = 0x0112


def picture_kind(head: bytes) -> Kind | None:
    """The kind of picture that a file with these first bytes (12 at least) holds, or None."""
    starts = {
        _PNG_SIGNATURE: Kind.PNG,
        b"\xff\xd8\xff": Kind.JPEG,
        b"BM": Kind.BMP,
        b"II*\0": Kind.TIFF,
        b"MM\0*": Kind.TIFF,
    }
    for start, kind in starts.items():
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return Kind.HEIF
    return None


def suffix_kind(suffix: str) -> Kind | None:
    """The kind of picture that a file's suffix promises, or None."""
    return next((kind for kind in Kind if suffix.lower() in kind.value), None)


def orientation(data: bytes, kind: Kind) -> int:
    """The Exif orientation of a picture file, 1 to 8; 1, upright, where it says none."""
    if kind is Kind.JPEG:
        blocks = (body[6:] for marker, body in _jpeg_segments(data) if marker == 0xE1 and body[:6] == b"Exif\0\0")
    elif kind is Kind.PNG:
        blocks = (body for name, body in _png_chunks(data) if name == b"eXIf")
    elif kind is Kind.WEBP:
        blocks = (body.removeprefix(b"Exif\0\0") for name, body in _riff_chunks(data) if name == b"EXIF")
    else:
        return 1
    return _exif_orientation(next(iter(blocks), b""))


def colour_profile(data: bytes, kind: Kind) -> bytes:
    """The parts of a PNG or JPEG file that say what its colours mean, as they stand there; may be empty."""
    if kind is Kind.JPEG:
        segments = list(_jpeg_segments(data))
        if any(marker in _JPEG_FRAMES and body[5:6] == b"\4" for marker, body in segments):
            return b""  # CMYK, which is converted to RGB when it is read
        profile = (body for marker, body in segments if marker == 0xE2 and body.startswith(b"ICC_PROFILE\0"))
        return b"".join(b"\xff\xe2" + (len(body) + 2).to_bytes(2) + body for body in profile)
    if kind is Kind.PNG:
        return b"".join(png_chunk(name, body) for name, body in _png_chunks(data) if name in _PNG_COLOUR_CHUNKS)
    return b""


def with_colour_profile(data: bytes, kind: Kind, profile: bytes) -> bytes:
    """A PNG or JPEG file with what `colour_profile` took from another of the same kind."""
    if not profile:
        return data
    # Behind the header chunk IHDR of a PNG; behind the JFIF segment of a JPEG, which must stay the first.
    start = 33 if kind is Kind.PNG else 2 + (2 + int.from_bytes(data[4:6]) if data[2:4] == b"\xff\xe0" else 0)
    return b"".join((data[:start], profile, data[start:]))


def png_chunk(name: bytes, body: bytes) -> bytes:
    """A chunk of a PNG file."""
    return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)


def is_grey_alpha_png(head: bytes) -> bool:
    """Whether a file that begins so is a PNG of grey and alpha, which OpenCV reads as colour and alpha."""
    return head.startswith(_PNG_SIGNATURE) and head[25:26] == b"\4"


def grey_alpha_png(pixel_rows: bytes, size: tuple[int, int], depth_bits: int) -> bytes:
    """A PNG file of grey and alpha from its rows, each led by its filter byte, samples big-endian; OpenCV writes none."""
    header = size[0].to_bytes(4) + size[1].to_bytes(4) + bytes([depth_bits, 4, 0, 0, 0])
    chunks = (png_chunk(b"IHDR", header), png_chunk(b"IDAT", zlib.compress(pixel_rows)), png_chunk(b"IEND", b""))
    return b"".join((_PNG_SIGNATURE, *chunks))


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    position = 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker, length = data[position + 1], int.from_bytes(data[position + 2 : position + 4])
        if marker == 0xDA or length < 2:  # the picture itself
            return
        yield marker, data[position + 4 : position + 2 + length]
        position += 2 + length


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = len(_PNG_SIGNATURE)
    while position + 8 <= len(data):
        length, name = int.from_bytes(data[position : position + 4]), data[position + 4 : position + 8]
        if name != b"IDAT":
            yield name, data[position + 8 : position + 8 + length]
        position += length + 12


def _riff_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 12
    while position + 8 <= len(data):
        name, length = data[position : position + 4], int.from_bytes(data[position + 4 : position + 8], "little")
        yield name, data[position + 8 : position + 8 + length]
        position += 8 + length + length % 2


def _exif_orientation(tiff: bytes) -> int:
    if tiff[:2] not in {b"II", b"MM"}:
        return 1

    def number(start: int, size: int) -> int:
        return int.from_bytes(tiff[start : start + size], "little" if tiff[:2] == b"II" else "big")

    directory = number(4, 4)
    for entry in range(directory + 2, directory + 2 + 12 * number(directory, 2), 12):
        if number(entry, 2) == _ORIENTATION_TAG:
            value = number(entry + 8, 2)
            return value if 1 <= value <= 8 else 1
    return 1
