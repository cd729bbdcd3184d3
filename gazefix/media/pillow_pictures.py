"""Pictures that Pillow reads and writes: HEIC, AVIF, JPEG XL and JPEG 2000.

WebP is only written here, and rare TIFF files are only read. 8 bits a channel. HEIC needs
pillow-heif, JPEG XL pillow-jxl-plugin.
"""

from __future__ import annotations

import importlib
import io
import warnings
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from gazefix.errors import InputError
from gazefix.media.image_metadata import MOST_BYTES, PictureKind, webp_chunks, webp_options
from gazefix.media.orientation import orientation_from_exif
from gazefix.media.tiff_tags import upright_exif
from gazefix.types import Image

#: Quality of lossy pictures, 0 to 100: at 95 a photo looks the same at twice its size.
QUALITY: Final = 95
#: The kinds that only Pillow reads -> its name for them, how they are written, and the plugin.
_FORMATS: Final[dict[PictureKind, tuple[str, dict[str, Any], str]]] = {
    PictureKind.HEIF: ("HEIF", {"quality": QUALITY}, "pillow_heif"),
    PictureKind.AVIF: ("AVIF", {"quality": QUALITY}, ""),
    PictureKind.JXL: ("JXL", {"quality": QUALITY}, "pillow_jxl"),
    PictureKind.JPEG2000: ("JPEG2000", {"irreversible": False}, ""),
    PictureKind.WEBP: ("WEBP", {"quality": QUALITY}, ""),
}
_PACKAGES: Final = {"pillow_heif": "pillow-heif", "pillow_jxl": "pillow-jxl-plugin"}
PILLOW_KINDS: Final = set(_FORMATS) - {PictureKind.WEBP}
#: OpenCV's conversions from and to Pillow's order of channels, by the number of channels.
_SWAPS: Final = {1: None, 3: cv2.COLOR_RGB2BGR, 4: cv2.COLOR_RGBA2BGRA}


@dataclass(frozen=True, slots=True, eq=False)
class Decoded:
    """A decoded picture, upright: its pixels as `Picture` has them, its parts and its pages."""

    pixels: npt.NDArray[Any]
    parts: bytes
    pages: int


def decode(encoded: bytes, kind: PictureKind) -> Decoded | None:
    """Decode a file with Pillow; None for a damaged one. Raises InputError without a plugin."""
    pillow = _pillow(kind)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about odd metadata, and large pictures
            picture = pillow.open(io.BytesIO(encoded))
            if picture.width * picture.height * 3 > MOST_BYTES:
                return None
            picture.load()
            orientation = orientation_from_exif(picture.getexif().get(0x0112, 1))
    except (OSError, ValueError, SyntaxError, RuntimeError, pillow.DecompressionBombError):
        return None
    deep = picture.mode.startswith("I;16")
    alpha = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    if not deep and picture.mode not in {"L", "RGB", "RGBA"}:
        grey = picture.mode in {"1", "L"}
        picture = picture.convert("L" if grey else "RGBA" if alpha else "RGB")
    pixels = np.asarray(picture).astype(np.uint16 if deep else np.uint8, copy=False)
    pixels = np.ascontiguousarray(_swapped(orientation.apply(pixels)))
    info = picture.info
    parts = {"ICCP": info.get("icc_profile"), "EXIF": info.get("exif"), "XMP ": info.get("xmp")}
    if parts["EXIF"]:
        parts["EXIF"] = upright_exif(parts["EXIF"])
    return Decoded(pixels, webp_chunks(parts), getattr(picture, "n_frames", 1))


def encode(pixels: Image, kind: PictureKind, parts: bytes, *, lossless: bool = False) -> bytes:
    """Encode upright pixels (H, W), (H, W, 3) or (H, W, 4) with `parts`, the chunks of a WebP file.

    `lossless`: for WebP alone. Raises ValueError or OSError for pixels that the kind can't hold,
    and InputError without a plugin.
    """
    name, options, _ = _FORMATS[kind]
    if lossless:
        options = {"lossless": True, "exact": True}
    file = io.BytesIO()
    picture = _pillow(kind).fromarray(_swapped(pixels))
    if picture.mode == "L" and kind is PictureKind.WEBP:
        picture = picture.convert("RGB")
    picture.save(file, name, **options, **webp_options(parts))
    return file.getvalue()


def _swapped(pixels: npt.NDArray[Any]) -> npt.NDArray[Any]:
    swap = _SWAPS[1 if pixels.ndim == 2 else pixels.shape[2]]
    swapped: npt.NDArray[Any] = pixels if swap is None else cv2.cvtColor(pixels, swap)
    return swapped


def _pillow(kind: PictureKind) -> ModuleType:
    """Return Pillow's module Image, with the plugin of a kind."""
    plugin = _FORMATS[kind][2] if kind in _FORMATS else ""
    try:
        if plugin:
            module = importlib.import_module(plugin)
            if plugin == "pillow_heif":
                module.register_heif_opener()
        return importlib.import_module("PIL.Image")
    except ImportError as error:
        package = _PACKAGES[plugin]
        raise InputError(
            f"{kind.name} pictures need {package}, which is not installed", f"pip install {package}"
        ) from error
