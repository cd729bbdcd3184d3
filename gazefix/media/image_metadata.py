"""What a picture's file says beside its pixels: kind, orientation, colour profile, text.

Bytes only, no decoding. What a file says is carried over as the raw bytes of its segments, chunks
or tags. Formats: JPEG (ITU-T T.81 annex B), PNG (W3C), WebP (RFC 9649), TIFF 6.0, Exif (CIPA
DC-008).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Final

from gazefix.media.tiff_tags import (
    DEPTH,
    HEIGHT,
    ORIENTATION,
    SAMPLES,
    TIFF_KEPT,
    TIFF_SIGNATURES,
    WIDTH,
    number,
    tiff_pages,
    tiff_tags,
    with_tags,
    without_thumbnail,
)


class PictureKind(Enum):
    """A kind of still picture and the suffixes of its files."""

    PNG = (".png",)
    JPEG = (".jpg", ".jpeg", ".jpe", ".jfif")
    WEBP = (".webp",)
    BMP = (".bmp", ".dib")
    TIFF = (".tif", ".tiff")
    HEIF = (".heic", ".heif", ".hif")
    AVIF = (".avif",)
    JXL = (".jxl",)
    JPEG2000 = (".jp2", ".j2k", ".jpx")


#: Largest decoded picture that is read, in bytes: 400 megapixels of 8-bit colour.
MOST_BYTES: Final = 1_200_000_000
#: Best compression of deflate (zlib's documentation): a PNG that claims more is damaged.
_DEFLATE_MOST: Final = 1032
_PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_BIG_TIFF: Final = (b"II+\0", b"MM\0+")
_HEIF_BRANDS: Final = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}
_JXL_SIGNATURES: Final = (b"\xff\x0a", b"\0\0\0\x0cJXL \r\n\x87\n")
_JPEG2000_SIGNATURES: Final = (b"\0\0\0\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51")
_PNG_KEPT: Final = set(b"iCCP sRGB gAMA cHRM cICP eXIf tEXt zTXt iTXt pHYs tIME".split())
#: Exif and XMP, colour profile, IPTC, comment.
_APP1, _APP2, _APP13, _COMMENT = 0xE1, 0xE2, 0xED, 0xFE
_JPEG_FRAMES: Final = {0xC0, 0xC1, 0xC2, 0xC3}
#: Chunks of a WebP file and Pillow's names for them.
_WEBP_KEPT: Final = {"ICCP": "icc_profile", "EXIF": "exif", "XMP ": "xmp"}
#: A marker within coded pixels other than stuffing, restart and filling.
_PIXELS_END: Final = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")


def picture_kind(head: bytes) -> PictureKind | None:
    """Return the kind of a file by its first 12 bytes or more; None if it isn't a picture."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return PictureKind.WEBP
    if head[4:8] == b"ftyp":
        brands = {head[place : place + 4] for place in (8, *range(16, len(head) - 3, 4))}
        if {b"avif", b"avis"} & brands:
            return PictureKind.AVIF
        return PictureKind.HEIF if head[8:12] in _HEIF_BRANDS else None
    starts: dict[PictureKind, bytes | tuple[bytes, ...]] = {
        PictureKind.PNG: _PNG_SIGNATURE,
        PictureKind.JPEG: b"\xff\xd8\xff",
        PictureKind.BMP: b"BM",
        PictureKind.TIFF: (*TIFF_SIGNATURES, *_BIG_TIFF),
        PictureKind.JXL: _JXL_SIGNATURES,
        PictureKind.JPEG2000: _JPEG2000_SIGNATURES,
    }
    return next((kind for kind, start in starts.items() if head.startswith(start)), None)


def suffix_kind(suffix: str) -> PictureKind | None:
    """Return the kind that a file's suffix names, or None."""
    return next((kind for kind in PictureKind if suffix.lower() in kind.value), None)


def orientation(data: bytes, kind: PictureKind) -> int:
    """Return the Exif orientation of a file, 1 to 8; 1 (upright) where it has none."""
    blocks: Iterator[bytes] = iter([data] if kind is PictureKind.TIFF else [])
    if kind is PictureKind.JPEG:
        app1 = (body for marker, body in _jpeg_segments(data) if marker == _APP1)
        blocks = (body[6:] for body in app1 if body[:6] == b"Exif\0\0")
    elif kind is PictureKind.PNG:
        blocks = (body for name, body in _png_chunks(data) if name == b"eXIf")
    elif kind is PictureKind.WEBP:
        exif = (body for name, body in _webp_chunks(data) if name == b"EXIF")
        blocks = (body.removeprefix(b"Exif\0\0") for body in exif)
    tags = tiff_tags(next(blocks, b""))
    found = next((number(value) for tag, _, value in tags if tag == ORIENTATION), 1)
    return found if 1 <= found <= 8 else 1


def kept_parts(data: bytes, kind: PictureKind) -> bytes:
    """Return what a file says of its picture, as `with_parts` takes it: the colour profile, Exif,
    XMP, IPTC and text. May be empty."""
    if kind is PictureKind.JPEG:
        return b"".join(_kept_segments(data))
    if kind is PictureKind.PNG:
        chunks = _png_chunks(data)
        return b"".join(png_chunk(name, body) for name, body in chunks if name in _PNG_KEPT)
    if kind is PictureKind.WEBP:
        found = {name.decode("latin-1"): body for name, body in _webp_chunks(data)}
        return webp_chunks({name: found.get(name) for name in _WEBP_KEPT})
    return b"".join(
        struct.pack("<HHI", tag, type_, len(value)) + value
        for tag, type_, value in (tiff_tags(data) if kind is PictureKind.TIFF else ())
        if tag in TIFF_KEPT
    )


def _kept_segments(data: bytes) -> Iterator[bytes]:
    segments = list(_jpeg_segments(data))
    cmyk = any(marker in _JPEG_FRAMES and body[5:6] == b"\4" for marker, body in segments)
    for marker, body in segments:
        # OpenCV reads CMYK as RGB, for which the profile of the inks would be wrong.
        profile = marker == _APP2 and body.startswith(b"ICC_PROFILE\0") and not cmyk
        if profile or marker in {_APP1, _APP13, _COMMENT}:
            kept = without_thumbnail(body) if body.startswith(b"Exif\0\0") else body
            yield struct.pack(">BBH", 0xFF, marker, len(kept) + 2) + kept


def with_parts(data: bytes, kind: PictureKind, parts: bytes) -> bytes:
    """Return a JPEG, PNG or little-endian TIFF file with another's `kept_parts`."""
    if not parts:
        return data
    if kind is PictureKind.TIFF:
        return with_tags(data, parts)
    # PNG: behind the chunk IHDR. JPEG: behind the JFIF segment, which must be the first.
    start = 33 if kind is PictureKind.PNG else 2
    if kind is PictureKind.JPEG and data[2:4] == b"\xff\xe0":
        start += 2 + int.from_bytes(data[4:6])
    return b"".join((data[:start], parts, data[start:]))


def webp_options(parts: bytes) -> dict[str, bytes]:
    """Return the `kept_parts` of a WebP file as keywords for Pillow's `save`."""
    return {_WEBP_KEPT[name.decode()]: body for name, body in _webp_chunks(bytes(12) + parts)}


def webp_chunks(parts: Mapping[str, bytes | None]) -> bytes:
    """Return chunks of a WebP file by their names; empty ones and None are left out."""
    return b"".join(
        struct.pack("<4sI", name.encode(), len(body)) + body + bytes(len(body) % 2)
        for name, body in parts.items()
        if body
    )


def pages(data: bytes, kind: PictureKind) -> int:
    """Return how many pictures a PNG, WebP or TIFF file holds: an animation's frames, or pages."""
    if kind is PictureKind.PNG:
        frames = (body for name, body in _png_chunks(data) if name == b"acTL")
        return max(1, int.from_bytes(next(frames, b"")[:4]))
    if kind is PictureKind.WEBP:
        return max(1, sum(name == b"ANMF" for name, _ in _webp_chunks(data)))
    return tiff_pages(data) if kind is PictureKind.TIFF else 1


def tail(data: bytes, kind: PictureKind) -> bytes:
    """Return what stands behind the picture of a JPEG file: a motion photo's clip, a gain map.

    What points to it, in XMP, counts from the file's end.
    """
    if kind is not PictureKind.JPEG:
        return b""
    position = 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
        elif marker == 0xD9:
            return data[position + 2 :]
        else:
            position += 2 + int.from_bytes(data[position + 2 : position + 4])
            if marker == 0xDA:  # coded pixels, up to a marker that is none of theirs
                end = _PIXELS_END.search(data, position)
                position = end.start() if end else len(data)
    return b""


def has_fine_colour(data: bytes, kind: PictureKind) -> bool:
    """Return whether a file of a lossy kind keeps all colour: a JPEG without chroma subsampling
    or a lossless WebP."""
    if kind is PictureKind.JPEG:
        return _jpeg_frame(data)[7:8] == b"\x11"
    return kind is PictureKind.WEBP and any(name == b"VP8L" for name, _ in _webp_chunks(data))


def is_possible(data: bytes, kind: PictureKind) -> bool:
    """Return whether a file can hold the pixels that its head claims, so that a damaged head costs
    no memory: at most MOST_BYTES decoded, and in a PNG at most what deflate packs into it."""
    width, height, pixel_bytes = claimed_size(data, kind)
    possible = width * height * pixel_bytes <= MOST_BYTES
    if kind is PictureKind.PNG and len(data) >= 26:
        bits = data[24] * {0: 1, 2: 3, 3: 1, 4: 2}.get(data[25], 4)
        packed = width * height * bits // 8 <= _DEFLATE_MOST * len(data) + 1024
        return packed and possible and _has_whole_chunks(data)
    return possible


def claimed_size(data: bytes, kind: PictureKind) -> tuple[int, int, int]:
    """Width, height and decoded bytes of a pixel as the head claims; zeros where it doesn't say."""
    if kind is PictureKind.PNG and len(data) >= 26:
        width, height, depth, colour = struct.unpack_from(">IIBB", data, 16)
        channels = {0: 1, 2: 3, 3: 3}.get(colour, 4)
        return width, height, channels * (2 if depth == 16 else 1)
    if kind is PictureKind.BMP and len(data) >= 26:
        width, height = struct.unpack_from("<ii", data, 18)
        return abs(width), abs(height), 4
    if kind is PictureKind.JPEG:
        frame = _jpeg_frame(data)
        return int.from_bytes(frame[3:5]), int.from_bytes(frame[1:3]), 3
    if kind is not PictureKind.TIFF:
        return 0, 0, 0
    tags = {tag: value for tag, _, value in tiff_tags(data)}
    width, height = (number(tags.get(tag, b"")) for tag in (WIDTH, HEIGHT))
    bits = number(tags.get(DEPTH, b"\x08")[:2]) * number(tags.get(SAMPLES, b"\1"))
    return width, height, max(1, bits // 8)


def png_chunk(name: bytes, body: bytes) -> bytes:
    """Return a chunk of a PNG file."""
    return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)


def is_grey_alpha_png(head: bytes) -> bool:
    """Return whether a file is a PNG of grey and alpha, which OpenCV reads as colour and alpha."""
    return head.startswith(_PNG_SIGNATURE) and head[25:26] == b"\4"


def grey_alpha_png(pixel_rows: bytes, size: tuple[int, int], depth_bits: int) -> bytes:
    """Return a PNG of grey and alpha, which OpenCV cannot write. Each row is led by its filter
    byte; samples are big-endian."""
    header = struct.pack(">IIBBBBB", *size, depth_bits, 4, 0, 0, 0)
    parts = {b"IHDR": header, b"IDAT": zlib.compress(pixel_rows), b"IEND": b""}
    return _PNG_SIGNATURE + b"".join(png_chunk(name, body) for name, body in parts.items())


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    position = 2
    while position + 4 <= len(data) and data[position] == 0xFF:
        if data[position + 1] == 0xFF:  # filling
            position += 1
            continue
        marker, length = struct.unpack_from(">BH", data, position + 1)
        if marker == 0xDA or length < 2:  # the picture itself, or damage
            return
        yield marker, data[position + 4 : position + 2 + length]
        position += 2 + length


def _jpeg_frame(data: bytes) -> bytes:
    """The frame header: depth, height, width, number of components, then (id, sampling, table)."""
    return next((body for marker, body in _jpeg_segments(data) if marker in _JPEG_FRAMES), b"")


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG but for its pixels."""
    position = len(_PNG_SIGNATURE)
    while position + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, position)
        if name != b"IDAT":
            yield name, data[position + 8 : position + 8 + length]
        position += length + 12


def _has_whole_chunks(data: bytes) -> bool:
    position = len(_PNG_SIGNATURE)
    while position + 12 <= len(data):
        length, name = struct.unpack_from(">I4s", data, position)
        position += length + 12
        if name == b"IEND":
            break
    return position <= len(data)


def _webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 12
    while position + 8 <= len(data):
        name, length = struct.unpack_from("<4sI", data, position)
        yield name, data[position + 8 : position + 8 + length]
        position += 8 + length + length % 2
