"""What a picture's file says beside its pixels: kind, orientation, colour profile, text.

Bytes only, no decoding. What a file says is carried over as the raw bytes of its segments, chunks
or tags. Formats: JPEG (ITU-T T.81 annex B), PNG (W3C), WebP (RFC 9649), TIFF 6.0, Exif (CIPA
DC-008).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from enum import Enum
from typing import Final

import numpy as np


class PictureKind(Enum):
    """A kind of still picture and the suffixes of its files."""

    PNG = (".png",)
    JPEG = (".jpg", ".jpeg", ".jpe", ".jfif")
    WEBP = (".webp",)
    BMP = (".bmp", ".dib")
    TIFF = (".tif", ".tiff")
    HEIF = (".heic", ".heif", ".avif")


#: Largest decoded picture that is read, in bytes: 400 megapixels of 8-bit colour.
MOST_BYTES: Final = 1_200_000_000
#: Best compression of deflate (zlib's documentation): a PNG that claims more is damaged.
_DEFLATE_MOST: Final = 1032
_PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_TIFF_SIGNATURES: Final = (b"II*\0", b"MM\0*")
_HEIF_BRANDS: Final = {b"heic", b"heix", b"heim", b"heis", b"mif1", b"avif"}
_PNG_KEPT: Final = set(b"iCCP sRGB gAMA cHRM cICP eXIf tEXt zTXt iTXt pHYs tIME".split())
#: Exif and XMP, colour profile, IPTC, comment.
_APP1, _APP2, _APP13, _COMMENT = 0xE1, 0xE2, 0xED, 0xFE
_JPEG_FRAMES: Final = {0xC0, 0xC1, 0xC2, 0xC3}
#: Chunks of a WebP file and Pillow's names for them.
_WEBP_KEPT: Final = {b"ICCP": "icc_profile", b"EXIF": "exif", b"XMP ": "xmp"}
_WIDTH, _HEIGHT, _DEPTH, _SAMPLES, _ORIENTATION = 256, 257, 258, 277, 274
#: Description, make, model, orientation, resolution and its unit, software, date, artist, XMP,
#: copyright, IPTC, Photoshop, colour profile.
_TIFF_KEPT: Final = {
    *(270, 271, 272, _ORIENTATION, 282, 283, 296, 305, 306, 315, 700, 33432, 33723, 34377, 34675)
}
#: By the type of a tag: the bytes of a value, and of the numbers in it.
_TAG_SIZES: Final = dict(enumerate([1, 1, 2, 4, 8, 1, 1, 2, 4, 8], 1))
_NUMBER_SIZES: Final = dict(enumerate([1, 1, 2, 4, 4, 1, 1, 2, 4, 4], 1))


def picture_kind(head: bytes) -> PictureKind | None:
    """Return the kind of a file by its first 12 bytes or more; None if it is no picture."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return PictureKind.WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return PictureKind.HEIF
    starts: dict[PictureKind, bytes | tuple[bytes, ...]] = {
        PictureKind.PNG: _PNG_SIGNATURE,
        PictureKind.JPEG: b"\xff\xd8\xff",
        PictureKind.BMP: b"BM",
        PictureKind.TIFF: _TIFF_SIGNATURES,
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
    tags = _tiff_tags(next(blocks, b""))
    found = next((_number(value) for tag, _, value in tags if tag == _ORIENTATION), 1)
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
        return b"".join(
            struct.pack("<4sI", name, len(body)) + body + bytes(len(body) % 2)
            for name, body in _webp_chunks(data)
            if name in _WEBP_KEPT
        )
    return b"".join(
        struct.pack("<HHI", tag, type_, len(value)) + value
        for tag, type_, value in (_tiff_tags(data) if kind is PictureKind.TIFF else ())
        if tag in _TIFF_KEPT
    )


def _kept_segments(data: bytes) -> Iterator[bytes]:
    segments = list(_jpeg_segments(data))
    cmyk = any(marker in _JPEG_FRAMES and body[5:6] == b"\4" for marker, body in segments)
    for marker, body in segments:
        # OpenCV reads CMYK as RGB, for which the profile of the inks would be wrong.
        profile = marker == _APP2 and body.startswith(b"ICC_PROFILE\0") and not cmyk
        if profile or marker in {_APP1, _APP13, _COMMENT}:
            yield struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def with_parts(data: bytes, kind: PictureKind, parts: bytes) -> bytes:
    """Return a JPEG, PNG or little-endian TIFF file with another's `kept_parts`."""
    if not parts:
        return data
    if kind is PictureKind.TIFF:
        return _with_tags(data, parts)
    # PNG: behind the chunk IHDR. JPEG: behind the JFIF segment, which must be the first.
    start = 33 if kind is PictureKind.PNG else 2
    if kind is PictureKind.JPEG and data[2:4] == b"\xff\xe0":
        start += 2 + int.from_bytes(data[4:6])
    return b"".join((data[:start], parts, data[start:]))


def webp_options(parts: bytes) -> dict[str, bytes]:
    """Return the `kept_parts` of a WebP file as keywords for Pillow's `save`."""
    return {_WEBP_KEPT[name]: body for name, body in _webp_chunks(bytes(12) + parts)}


def has_fine_colour(data: bytes, kind: PictureKind) -> bool:
    """Return whether a file of a lossy kind keeps all colour: a JPEG without chroma subsampling
    or a lossless WebP."""
    if kind is PictureKind.JPEG:
        return _jpeg_frame(data)[7:8] == b"\x11"
    return kind is PictureKind.WEBP and any(name == b"VP8L" for name, _ in _webp_chunks(data))


def is_possible(data: bytes, kind: PictureKind) -> bool:
    """Return whether a file can hold the pixels that its head claims, so that a damaged head costs
    no memory: at most MOST_BYTES decoded, and in a PNG at most what deflate packs into it."""
    width, height, pixel_bytes = _claimed_size(data, kind)
    size = width * height * pixel_bytes
    if kind is PictureKind.PNG:
        packed = size <= _DEFLATE_MOST * len(data) + 1024
        return packed and size <= MOST_BYTES and _has_whole_chunks(data)
    return size <= MOST_BYTES


def _claimed_size(data: bytes, kind: PictureKind) -> tuple[int, int, int]:
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
    tags = {tag: value for tag, _, value in _tiff_tags(data)}
    width, height = (_number(tags.get(tag, b"")) for tag in (_WIDTH, _HEIGHT))
    bits = _number(tags.get(_DEPTH, b"\x08")[:2]) * _number(tags.get(_SAMPLES, b"\1"))
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


def _tiff_tags(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Tag, type and little-endian value of each entry of the first directory; damaged ones are
    left out."""
    if not data.startswith(_TIFF_SIGNATURES):
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


def _with_tags(data: bytes, parts: bytes) -> bytes:
    tags = {tag: (type_, value) for tag, type_, value in _tiff_tags(data)}
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


def _number(value: bytes) -> int:
    return int.from_bytes(value, "little")
