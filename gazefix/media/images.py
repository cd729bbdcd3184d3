"""Still pictures read and written through OpenCV, with their depth, their alpha and all that their files say of them.

PNG, JPEG, WebP, BMP and TIFF, told apart by their content. A corrected picture differs from the one that was read only in
the pixels that the corrector changed; one that it did not change is copied byte by byte, if it stays of the same kind.
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
from gazefix.media.changed_regions import changed_boxes
from gazefix.media.image_metadata import (
    Kind,
    grey_alpha_png,
    has_fine_colour,
    is_grey_alpha_png,
    is_possible,
    kept_parts,
    orientation,
    picture_kind,
    suffix_kind,
    with_parts,
)
from gazefix.native import without_opencv_log
from gazefix.types import Image

JPEG_QUALITY: Final = 95
_LOSSLESS_WEBP: Final = 101

_READ_HINT: Final = "is it a picture, and was it copied or downloaded whole?"
_WRITE_HINT: Final = "name it .png or .jpg"
_GREY_WEIGHTS: Final = np.array(
    [0.114, 0.587, 0.299], np.float32
)  # of B, G, R (BT.601), as in cv2.COLOR_BGR2GRAY
# Exif orientation -> transposed, mirrored top-bottom, mirrored left-right, in this order.
_TURNS: Final = {
    2: (False, False, True),
    3: (False, True, True),
    4: (False, True, False),
    5: (True, False, False),
    6: (True, False, True),
    7: (True, True, True),
    8: (True, True, False),
}


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A still picture.

    pixels    uint8 or uint16, upright: (H, W) grey, (H, W, 2) grey and alpha, (H, W, 3) BGR, (H, W, 4) BGR and alpha
    kind      of the file that it was read from
    parts     what that file says of the picture and the meaning of its colours
    stored    its Exif orientation, 1 to 8: how the picture lies in that file
    fine      whether that file, of a lossy kind, has all of the colour
    encoded   that whole file, as long as these are its pixels
    """

    pixels: npt.NDArray[Any]
    kind: Kind
    parts: bytes = b""
    stored: int = 1
    fine: bool = False
    encoded: bytes | None = None

    def bgr(self) -> Image:
        """The picture as the corrector takes it, (H, W, 3) uint8 BGR without alpha; `pixels` itself where it is that."""
        pixels = to_eight_bits(self.pixels)
        channels = 1 if pixels.ndim == 2 else pixels.shape[2]
        if channels == 3:
            return pixels
        grey = np.ascontiguousarray(pixels[..., 0]) if channels == 2 else pixels
        bgr: Image = cv2.cvtColor(grey, cv2.COLOR_BGRA2BGR if channels == 4 else cv2.COLOR_GRAY2BGR)
        return bgr

    def changed(self, before: Image, after: Image) -> Picture:
        """The picture with what changed from `before`, its `bgr()`, to `after` carried over, in its own depth."""
        boxes = changed_boxes(before, after)
        if not boxes:
            return self
        pixels = self.pixels.copy()
        top = np.iinfo(pixels.dtype).max
        for x0, y0, x1, y1 in boxes:
            difference = after[y0:y1, x0:x1].astype(np.float32) - before[y0:y1, x0:x1]
            target = pixels[y0:y1, x0:x1, None] if pixels.ndim == 2 else pixels[y0:y1, x0:x1]
            colours = slice(0, 1 if target.shape[2] <= 2 else 3)
            if target.shape[2] <= 2:
                difference = (difference @ _GREY_WEIGHTS)[..., None]
            target[..., colours] = np.clip(
                np.rint(target[..., colours] + difference * (top / 255)), 0, top
            )
        return replace(self, pixels=pixels, encoded=None)


def to_eight_bits(pixels: npt.NDArray[Any]) -> Image:
    """uint8 or uint16 pixels as uint8: the same array, or one scaled by 255 / 65535."""
    if pixels.dtype == np.uint8:
        return pixels
    scaled: Image = cv2.convertScaleAbs(pixels, alpha=1 / 257)
    return scaled


def read_picture(path: Path) -> Picture:
    """The picture in a file, upright. Raises InputError for a missing, damaged or cut-off file and for other kinds."""
    kind = picture_kind(read_head(path))
    if kind is None or kind is Kind.HEIF:
        raise InputError(
            f"{path} is not a kind of picture that can be read", "convert it to PNG or JPEG"
        )
    try:
        encoded = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"cannot read {path}: {reason(error)}", "check that you may read it"
        ) from error
    pixels = _decode(np.frombuffer(encoded, np.uint8)) if is_possible(encoded, kind) else None
    if pixels is None:
        raise InputError(f"{path} is a damaged picture, or one that is cut off", _READ_HINT)
    if pixels.dtype not in (np.uint8, np.uint16):
        raise InputError(
            f"{path} has pixels of type {pixels.dtype}", "convert it to 8 or 16 bits a channel"
        )
    if is_grey_alpha_png(encoded[:32]):
        pixels = pixels[..., 2:]
    stored = orientation(encoded, kind)
    if kind is not Kind.TIFF:  # which OpenCV turns itself
        pixels = _turned(pixels, stored)
    pixels = np.ascontiguousarray(pixels)
    return Picture(
        pixels, kind, kept_parts(encoded, kind), stored, has_fine_colour(encoded, kind), encoded
    )


def _turned(pixels: npt.NDArray[Any], stored: int) -> npt.NDArray[Any]:
    transposed, mirrored_y, mirrored_x = _TURNS.get(stored, (False, False, False))
    pixels = pixels.swapaxes(0, 1) if transposed else pixels
    return pixels[:: -1 if mirrored_y else 1, :: -1 if mirrored_x else 1]


def _turned_back(pixels: npt.NDArray[Any], stored: int) -> npt.NDArray[Any]:
    transposed, mirrored_y, mirrored_x = _TURNS.get(stored, (False, False, False))
    pixels = pixels[:: -1 if mirrored_y else 1, :: -1 if mirrored_x else 1]
    return pixels.swapaxes(0, 1) if transposed else pixels


def check_picture_target(target: Path, *, overwrite: bool = False) -> None:
    """Raises OutputError where `write_picture` could not write, as far as that can be known before."""
    _target_kind(target)
    NewFile(target, overwrite=overwrite).discard()


def write_picture(picture: Picture, target: Path, *, overwrite: bool = False) -> None:
    """Writes a picture in the kind that the suffix of `target` names, whole or not at all.

    JPEG, WebP and BMP hold 8 bits a channel, JPEG and BMP no alpha: what is more is lost there. Raises OutputError.
    """
    kind = _target_kind(target)
    data = (
        picture.encoded
        if picture.encoded is not None and kind is picture.kind
        else _encode(picture, kind, target)
    )
    file = NewFile(target, overwrite=overwrite)
    try:
        with file:
            file.handle.write(data)
    except OSError as error:
        raise file.error(error) from error


def _target_kind(target: Path) -> Kind:
    kind = suffix_kind(target.suffix)
    if kind is None or kind is Kind.HEIF:
        message = (
            f"cannot write {target}: '{target.suffix}' is not a kind of picture that can be written"
        )
        raise OutputError(message, _WRITE_HINT)
    return kind


def _decode(data: npt.NDArray[np.uint8]) -> npt.NDArray[Any] | None:
    with without_opencv_log(cv2):  # what is wrong is said once, by the error
        try:
            pixels: npt.NDArray[Any] | None = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
        except cv2.error:  # a size beyond OpenCV's limits
            return None
    return pixels


def _encode(picture: Picture, kind: Kind, target: Path) -> bytes:
    same = kind is picture.kind
    pixels = (
        np.ascontiguousarray(_turned_back(picture.pixels, picture.stored))
        if same
        else picture.pixels
    )
    size = (pixels.shape[1], pixels.shape[0])
    if kind in {Kind.JPEG, Kind.WEBP, Kind.BMP}:
        pixels = to_eight_bits(pixels)
    if pixels.ndim == 3 and pixels.shape[2] == 2:
        if kind is Kind.PNG:
            return with_parts(
                _encode_grey_alpha(pixels), kind, picture.parts if same else b"", size
            )
        pixels = pixels[..., (0, 0, 0, 1)]
    if kind in {Kind.JPEG, Kind.BMP} and pixels.ndim == 3:
        pixels = pixels[..., :3]
    fine = same and picture.fine
    options = {
        Kind.JPEG: [
            *(cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY),
            *(
                (cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444)
                if fine
                else ()
            ),
        ],
        Kind.WEBP: [cv2.IMWRITE_WEBP_QUALITY, _LOSSLESS_WEBP if fine else JPEG_QUALITY],
    }
    with without_opencv_log(cv2):
        try:
            done, encoded = cv2.imencode(
                kind.value[0], np.ascontiguousarray(pixels), options.get(kind, [])
            )
        except cv2.error:
            done = False
    if not done:
        message = (
            f"cannot write {target}: a {kind.name} file cannot hold {size[0]}x{size[1]} pixels"
        )
        raise OutputError(message, "name it .png")
    return with_parts(encoded.tobytes(), kind, picture.parts if same else b"", size)


def _encode_grey_alpha(pixels: npt.NDArray[Any]) -> bytes:
    height, width = pixels.shape[:2]
    samples = pixels.astype(pixels.dtype.newbyteorder(">")).view(np.uint8).reshape(height, -1)
    rows = np.zeros((height, 1 + samples.shape[1]), np.uint8)
    # Filter 2, "up": each byte less the one above it.
    rows[:, 0] = 2
    rows[0, 1:] = samples[0]
    rows[1:, 1:] = samples[1:] - samples[:-1]
    return grey_alpha_png(rows.tobytes(), (width, height), 8 * pixels.dtype.itemsize)
