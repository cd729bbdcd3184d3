"""What a picture's file says beside its pixels: its kind, which way is up, its colour profile and all else that is told of it.
Bytes only, no decoding.

Formats: JPEG (ITU-T T.81 annex B), PNG (W3C), WebP (RFC 9649), TIFF 6.0, Exif (CIPA DC-008).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from enum import Enum
from typing import Final

from gazefix.media.tiff_tags import claimed_tiff_size, kept_tags, with_tags


class Kind(Enum):
    """A kind of still picture and the suffixes of its files."""

    PNG = (".png",)
    JPEG = (".jpg", ".jpeg", ".jpe", ".jfif")
    WEBP = (".webp",)
    BMP = (".bmp", ".dib")
    TIFF = (".tif", ".tiff")
    HEIF = (".heic", ".heif", ".avif")


#: A picture that is larger once it is decoded is not read: 400 megapixels of 8-bit colour.
MOST_BYTES: Final = 1_200_000_000
_DEFLATE_MOST: Final = 1032
_PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_HEIF_BRANDS: Final = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"avif"}
_PNG_KEPT: Final = set(b"iCCP sRGB gAMA cHRM cICP eXIf tEXt zTXt iTXt pHYs tIME".split())
_JPEG_KEPT: Final = {0xE1, 0xE2, 0xED, 0xFE}  # Exif and XMP, colour profile, IPTC, comment
_WEBP_KEPT: Final = {b"ICCP": 0x20, b"EXIF": 0x08, b"XMP ": 0x04}
_WEBP_ALPHA: Final = 0x10
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
        blocks = (
            body[6:]
            for marker, body in _jpeg_segments(data)
            if marker == 0xE1 and body[:6] == b"Exif\0\0"
        )
    elif kind is Kind.PNG:
        blocks = (body for name, body in _png_chunks(data) if name == b"eXIf")
    elif kind is Kind.WEBP:
        blocks = (
            body.removeprefix(b"Exif\0\0") for name, body in _riff_chunks(data) if name == b"EXIF"
        )
    elif kind is Kind.TIFF:
        blocks = (data for _ in range(1))
    else:
        return 1
    return _exif_orientation(next(iter(blocks), b""))


def kept_parts(data: bytes, kind: Kind) -> bytes:
    """The parts of a file that say what its colours mean, and all that is told of the picture (Exif, XMP, IPTC, text), as they
    stand there, for `with_parts`; may be empty."""
    if kind is Kind.JPEG:
        segments = list(_jpeg_segments(data))
        inks = any(marker in _JPEG_FRAMES and body[5:6] == b"\4" for marker, body in segments)
        kept = (
            (marker, body)
            for marker, body in segments
            # CMYK is converted to RGB when it is read: its profile is void then.
            if marker in _JPEG_KEPT
            and not (marker == 0xE2 and (inks or not body.startswith(b"ICC_PROFILE\0")))
        )
        return b"".join(
            bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2) + body for marker, body in kept
        )
    if kind is Kind.PNG:
        return b"".join(
            png_chunk(name, body) for name, body in _png_chunks(data) if name in _PNG_KEPT
        )
    if kind is Kind.WEBP:
        return b"".join(
            _riff_chunk(name, body) for name, body in _riff_chunks(data) if name in _WEBP_KEPT
        )
    return kept_tags(data) if kind is Kind.TIFF else b""


def with_parts(data: bytes, kind: Kind, parts: bytes, size: tuple[int, int]) -> bytes:
    """A file of `size` (width, height) with what `kept_parts` took from another of the same kind."""
    if not parts:
        return data
    if kind is Kind.WEBP:
        return _webp_with_parts(data, parts, size)
    if kind is Kind.TIFF:
        return with_tags(data, parts)
    # Behind the header chunk IHDR of a PNG; behind the JFIF segment of a JPEG, which must stay the first.
    start = (
        33
        if kind is Kind.PNG
        else 2 + (2 + int.from_bytes(data[4:6]) if data[2:4] == b"\xff\xe0" else 0)
    )
    return b"".join((data[:start], parts, data[start:]))


def has_fine_colour(data: bytes, kind: Kind) -> bool:
    """Whether a lossy kind of file was written with all of its colour: a JPEG without subsampling, a lossless WebP."""
    if kind is Kind.JPEG:
        frames = (body for marker, body in _jpeg_segments(data) if marker in _JPEG_FRAMES)
        return next(frames, b"")[7:8] == b"\x11"
    return kind is Kind.WEBP and any(name == b"VP8L" for name, _ in _riff_chunks(data))


def _webp_with_parts(data: bytes, parts: bytes, size: tuple[int, int]) -> bytes:
    own = [(name, body) for name, body in _riff_chunks(data) if name != b"VP8X"]
    kept = list(_riff_chunks(bytes(12) + parts))
    alpha = any(name == b"ALPH" for name, _ in own) or any(
        name == b"VP8L" and len(b) > 4 and b[4] & 0x10 for name, b in own
    )
    flags = sum({_WEBP_KEPT[name] for name, _ in kept}) | (_WEBP_ALPHA if alpha else 0)
    header = (
        bytes((flags, 0, 0, 0))
        + (size[0] - 1).to_bytes(3, "little")
        + (size[1] - 1).to_bytes(3, "little")
    )
    profile = [part for part in kept if part[0] == b"ICCP"]
    told = [part for part in kept if part[0] != b"ICCP"]
    body = b"".join(
        _riff_chunk(name, content) for name, content in [(b"VP8X", header), *profile, *own, *told]
    )
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body


def _riff_chunk(name: bytes, body: bytes) -> bytes:
    return name + len(body).to_bytes(4, "little") + body + bytes(len(body) % 2)


def claimed_size(data: bytes, kind: Kind) -> tuple[int, int, int]:
    """(width, height, bytes of a pixel once it is decoded) as a file's head claims; zeros where it does not say."""
    if kind is Kind.PNG:
        channels = {0: 1, 2: 3, 3: 3, 4: 4, 6: 4}.get(data[25] if len(data) > 25 else 0, 4)
        return (
            int.from_bytes(data[16:20]),
            int.from_bytes(data[20:24]),
            channels * (2 if data[24:25] == b"\x10" else 1),
        )
    if kind is Kind.BMP:
        width, height = (int.from_bytes(data[i : i + 4], "little", signed=True) for i in (18, 22))
        return abs(width), abs(height), 4
    if kind is Kind.JPEG:
        head = next(
            (body for marker, body in _jpeg_segments(data) if marker in _JPEG_FRAMES), bytes(5)
        )
        return int.from_bytes(head[3:5]), int.from_bytes(head[1:3]), 3
    return claimed_tiff_size(data) if kind is Kind.TIFF else (0, 0, 0)


def is_possible(data: bytes, kind: Kind) -> bool:
    """Whether a file can hold as many pixels as it claims: no more than MOST_BYTES once they are decoded, and for a PNG no
    more than deflate can pack into it, in chunks that lie inside the file. A damaged head may claim anything, and cost as
    much memory."""
    width, height, pixel = claimed_size(data, kind)
    size = width * height * pixel
    if kind is Kind.PNG and (
        size > _DEFLATE_MOST * len(data) + 1024 or not _has_whole_chunks(data)
    ):
        return False
    return size <= MOST_BYTES


def _has_whole_chunks(data: bytes) -> bool:
    """Whether the chunks of a PNG file lie inside it."""
    position = len(_PNG_SIGNATURE)
    while position + 12 <= len(data):
        position += int.from_bytes(data[position : position + 4]) + 12
        if data[position - 8 : position - 4] == b"IEND":
            break
    return position <= len(data)


def png_chunk(name: bytes, body: bytes) -> bytes:
    """A chunk of a PNG file."""
    return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)


def is_grey_alpha_png(head: bytes) -> bool:
    """Whether a file that begins so is a PNG of grey and alpha, which OpenCV reads as colour and alpha."""
    return head.startswith(_PNG_SIGNATURE) and head[25:26] == b"\4"


def grey_alpha_png(pixel_rows: bytes, size: tuple[int, int], depth_bits: int) -> bytes:
    """A PNG file of grey and alpha from its rows, each led by its filter byte, samples big-endian; OpenCV writes none."""
    header = size[0].to_bytes(4) + size[1].to_bytes(4) + bytes([depth_bits, 4, 0, 0, 0])
    chunks = (
        png_chunk(b"IHDR", header),
        png_chunk(b"IDAT", zlib.compress(pixel_rows)),
        png_chunk(b"IEND", b""),
    )
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
        length, name = (
            int.from_bytes(data[position : position + 4]),
            data[position + 4 : position + 8],
        )
        if name != b"IDAT":
            yield name, data[position + 8 : position + 8 + length]
        position += length + 12


def _riff_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 12
    while position + 8 <= len(data):
        name, length = (
            data[position : position + 4],
            int.from_bytes(data[position + 4 : position + 8], "little"),
        )
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
