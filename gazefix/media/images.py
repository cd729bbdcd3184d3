"""Still pictures on disk, read and written with their depth, their alpha and all that they say.

PNG, JPEG, WebP, BMP, TIFF, HEIC, AVIF, JPEG XL and JPEG 2000, told apart by their content. Writing
changes only the pixels that the corrector changed; an unchanged picture of the same kind is copied
byte by byte.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from gazefix.errors import InputError, OutputError
from gazefix.files import NewFile, read_head, reason
from gazefix.media import image_metadata as metadata
from gazefix.media import pillow_pictures
from gazefix.media.changed_regions import changed_boxes
from gazefix.media.image_metadata import PictureKind
from gazefix.media.orientation import orientation_from_exif
from gazefix.media.pillow_pictures import PILLOW_KINDS, QUALITY
from gazefix.media.tiff_tags import is_straight_alpha_tiff, straight_alpha_tag
from gazefix.native import without_library_chatter, without_opencv_log
from gazefix.types import Image

#: Weights of B, G and R in grey (BT.601), as in cv2.COLOR_BGR2GRAY.
_GREY_WEIGHTS: Final = np.array([0.114, 0.587, 0.299], np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A still picture.

    pixels    upright, uint8 or uint16: (H, W) grey, (H, W, 2) grey and alpha, (H, W, 3) BGR,
              (H, W, 4) BGR and alpha
    kind      of the file that it was read from
    parts     what that file says of the picture (see `kept_parts`)
    stored    the Exif orientation of that file, 1 to 8
    fine      whether that file, of a lossy kind, keeps all colour
    encoded   the whole file, as long as these are its pixels
    tail      what stands behind the picture in that file
    pages     how many pictures that file holds; these pixels are the first's
    """

    pixels: npt.NDArray[Any]
    kind: PictureKind
    parts: bytes = b""
    stored: int = 1
    fine: bool = False
    encoded: bytes | None = None
    tail: bytes = b""
    pages: int = 1

    def bgr(self) -> Image:
        """Return the picture as (H, W, 3) uint8 BGR for the corrector; `pixels` itself if it is."""
        pixels = to_eight_bits(self.pixels)
        channels = 1 if pixels.ndim == 2 else pixels.shape[2]
        if channels == 3:
            return pixels
        grey = np.ascontiguousarray(pixels[..., 0]) if channels == 2 else pixels
        bgr: Image = cv2.cvtColor(grey, cv2.COLOR_BGRA2BGR if channels == 4 else cv2.COLOR_GRAY2BGR)
        return bgr

    def changed(self, before: Image, after: Image) -> Picture:
        """Return the picture with the change from `before`, its `bgr()`, to `after`, in its own
        depth."""
        boxes = changed_boxes(before, after)
        if not boxes:
            return self
        pixels = self.pixels.copy()
        top = np.iinfo(pixels.dtype).max
        for x0, y0, x1, y1 in boxes:
            difference = after[y0:y1, x0:x1].astype(np.float32) - before[y0:y1, x0:x1]
            target = pixels[y0:y1, x0:x1, None] if pixels.ndim == 2 else pixels[y0:y1, x0:x1]
            if target.shape[2] <= 2:
                target = target[..., :1]
                difference = (difference @ _GREY_WEIGHTS)[..., None]
            colours = target[..., :3]
            colours[:] = np.clip(np.rint(colours + difference * (top / 255)), 0, top)
        return replace(self, pixels=pixels, encoded=None)


def to_eight_bits(pixels: npt.NDArray[Any]) -> Image:
    """Return uint8 or uint16 pixels as uint8: the same array, or one scaled by 255 / 65535."""
    if pixels.dtype == np.uint8:
        return pixels
    scaled: Image = cv2.convertScaleAbs(pixels, alpha=1 / 257)
    return scaled


def read_picture(path: Path) -> Picture:
    """Read a picture, upright. Raises InputError for a missing, damaged or other file."""
    kind = metadata.picture_kind(read_head(path))
    if kind is None:
        message = f"{path} is not a kind of picture that can be read"
        raise InputError(message, "convert it to PNG or JPEG")
    try:
        encoded = path.read_bytes()
    except OSError as error:
        message = f"cannot read {path}: {reason(error)}"
        raise InputError(message, "check that you may read it") from error
    if kind in PILLOW_KINDS or (kind is PictureKind.TIFF and is_straight_alpha_tiff(encoded)):
        return _from_pillow(path, encoded, kind)
    pixels = _decode(encoded) if metadata.is_possible(encoded, kind) else None
    if pixels is None and kind is PictureKind.TIFF:  # Pillow knows more kinds
        return _from_pillow(path, encoded, kind)
    if pixels is None:
        width, height, pixel_bytes = metadata.claimed_size(encoded, kind)
        large = width * height * pixel_bytes > metadata.MOST_BYTES
        raise _damaged(path, f", or too large: {width}x{height} pixels" if large else "")
    if pixels.dtype not in (np.uint8, np.uint16):
        message = f"{path} has pixels of type {pixels.dtype}"
        raise InputError(message, "convert it to 8 or 16 bits a channel")
    if metadata.is_grey_alpha_png(encoded[:32]):
        pixels = pixels[..., 2:]
    stored = metadata.orientation(encoded, kind)
    if kind is not PictureKind.TIFF:  # OpenCV turns a TIFF itself
        pixels = orientation_from_exif(stored).apply(pixels)
    return Picture(
        np.ascontiguousarray(pixels),
        kind,
        metadata.kept_parts(encoded, kind),
        stored,
        metadata.has_fine_colour(encoded, kind),
        encoded,
        metadata.tail(encoded, kind),
        metadata.pages(encoded, kind),
    )


def _from_pillow(path: Path, encoded: bytes, kind: PictureKind) -> Picture:
    try:
        decoded = pillow_pictures.decode(encoded, kind)
    except InputError as error:
        hint = f"{error.hint}, or convert it to PNG or JPEG"
        raise InputError(f"cannot read {path}: {error.message}", hint) from error
    if decoded is None:
        raise _damaged(path, "" if kind in PILLOW_KINDS else ", or of a kind that cannot be read")
    stored = 1 if kind in PILLOW_KINDS else metadata.orientation(encoded, kind)
    parts = decoded.parts if kind in PILLOW_KINDS else metadata.kept_parts(encoded, kind)
    return Picture(decoded.pixels, kind, parts, stored, encoded=encoded, pages=decoded.pages)


def _damaged(path: Path, more: str = "") -> InputError:
    message = f"{path} is a damaged picture, or one that is cut off{more}"
    return InputError(
        message, "check that it is a picture, and that copying or downloading it finished"
    )


def check_picture_target(target: Path, *, overwrite: bool = False) -> None:
    """Check beforehand that `write_picture` can write here. Raises OutputError."""
    _target_kind(target)
    NewFile(target, overwrite=overwrite).discard()


def write_picture(picture: Picture, target: Path, *, overwrite: bool = False) -> None:
    """Write a picture as the kind that the suffix of `target` names, whole or not at all.

    JPEG, WebP and BMP hold 8 bits a channel, JPEG and BMP no alpha; what is more is lost there.
    Raises OutputError.
    """
    kind = _target_kind(target)
    data = picture.encoded if kind is picture.kind else None
    if data is None and picture.pages > 1:
        message = f"cannot write {target}: only the first of {picture.pages} pictures would be kept"
        raise OutputError(message, "take the file apart, or make a clip of it")
    if data is None:
        data = _encode(picture, kind, target)
    file = NewFile(target, overwrite=overwrite)
    try:
        with file:
            file.handle.write(data)
    except OSError as error:
        raise file.error(error) from error


def _target_kind(target: Path) -> PictureKind:
    kind = metadata.suffix_kind(target.suffix)
    if kind is None:
        message = (
            f"cannot write {target}: '{target.suffix}' is not a kind of picture that can be written"
        )
        raise OutputError(message, "name it .png or .jpg")
    return kind


def _decode(encoded: bytes) -> npt.NDArray[Any] | None:
    # The error says what is wrong.
    with without_library_chatter(), without_opencv_log(cv2):
        try:
            data = np.frombuffer(encoded, np.uint8)
            pixels: npt.NDArray[Any] | None = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
        except cv2.error:  # a size beyond OpenCV's limits
            return None
    return pixels


def _encode(picture: Picture, kind: PictureKind, target: Path) -> bytes:
    pixels, parts, fine, tail = picture.pixels, b"", False, b""
    if kind is picture.kind:
        pixels = orientation_from_exif(picture.stored).undo(pixels)
        parts, fine, tail = picture.parts, picture.fine, picture.tail
    if kind in {PictureKind.JPEG, PictureKind.WEBP, PictureKind.BMP, *PILLOW_KINDS}:
        pixels = to_eight_bits(np.ascontiguousarray(pixels))
    grey_alpha = pixels.ndim == 3 and pixels.shape[2] == 2
    if grey_alpha and kind is PictureKind.PNG:
        return metadata.with_parts(_encode_grey_alpha(pixels), kind, parts)
    if grey_alpha:
        pixels = pixels[..., (0, 0, 0, 1)]
    if kind in {PictureKind.JPEG, PictureKind.BMP} and pixels.ndim == 3:
        pixels = pixels[..., :3]
    if kind is PictureKind.TIFF and pixels.shape[2:] == (4,):
        parts = straight_alpha_tag() + parts  # in which a source's own tag comes later
    pixels = np.ascontiguousarray(pixels)
    try:
        if kind in {PictureKind.WEBP, *PILLOW_KINDS}:
            return pillow_pictures.encode(pixels, kind, parts, lossless=fine)
        return metadata.with_parts(_encode_with_opencv(pixels, kind, fine), kind, parts) + tail
    except InputError as error:
        raise OutputError(f"cannot write {target}: {error.message}", error.hint) from error
    except (cv2.error, ValueError, OSError) as error:
        height, width = pixels.shape[:2]
        message = f"cannot write {target}: a {kind.name} file cannot hold {width}x{height} pixels"
        raise OutputError(message, "name it .png") from error


def _encode_with_opencv(pixels: npt.NDArray[Any], kind: PictureKind, fine: bool) -> bytes:
    options = []
    if kind is PictureKind.JPEG:
        options = [cv2.IMWRITE_JPEG_QUALITY, QUALITY]
        if fine:
            options += [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444]
    with without_opencv_log(cv2):
        done, encoded = cv2.imencode(kind.value[0], pixels, options)
    if not done:
        raise ValueError("OpenCV refuses the picture")
    data: bytes = encoded.tobytes()
    return data


def _encode_grey_alpha(pixels: npt.NDArray[Any]) -> bytes:
    height, width = pixels.shape[:2]
    samples = pixels.astype(pixels.dtype.newbyteorder(">")).view(np.uint8).reshape(height, -1)
    rows = np.zeros((height, 1 + samples.shape[1]), np.uint8)
    # Filter 2, "up": each byte less the one above it.
    rows[:, 0] = 2
    rows[0, 1:] = samples[0]
    rows[1:, 1:] = samples[1:] - samples[:-1]
    return metadata.grey_alpha_png(rows.tobytes(), (width, height), 8 * pixels.dtype.itemsize)
