"""Writing on pictures, and cards that replace a camera's: calm, and never a last frame."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from gazefix.types import Image

_FONT: Final = cv2.FONT_HERSHEY_DUPLEX
#: Attempts to fit a line of text. Since OpenCV 5 its width is not in proportion to its scale.
_FITTING_STEPS: Final = 3
#: Colours of cards, BGR.
_TOP: Final = (58, 50, 44)
_BOTTOM: Final = (38, 32, 28)
_INK: Final = (232, 228, 224)
_FAINT: Final = (168, 160, 152)


def caption(bgr: Image, text: str) -> Image:
    """Return a copy of the picture with a line of ASCII text at its lower edge."""
    written = bgr.copy()
    scale = max(0.4, bgr.shape[0] / 1000)
    place = (round(12 * scale) + 2, bgr.shape[0] - round(16 * scale) - 2)
    font = cv2.FONT_HERSHEY_SIMPLEX
    for colour, thickness in (((0, 0, 0), 3), ((255, 255, 255), 1)):
        cv2.putText(written, text, place, font, scale, colour, thickness, cv2.LINE_AA)
    return written


def write_centred(
    bgr: Image, text: str, centre_y_px: float, height_px: float, colour: tuple[int, int, int]
) -> None:
    """Write a line of ASCII text into the middle of a picture, smaller if it would not fit."""
    room_px = 0.9 * bgr.shape[1]
    scale = height_px / _text_size(text, 1.0)[1]
    for _ in range(_FITTING_STEPS):
        scale *= min(1.0, room_px / _text_size(text, scale)[0])
    width, height = _text_size(text, scale)
    place = (round((bgr.shape[1] - width) / 2), round(centre_y_px + height / 2))
    cv2.putText(bgr, text, place, _FONT, scale, colour, _stroke_px(scale), cv2.LINE_AA)


def draw_arc(
    bgr: Image,
    centre: tuple[float, float],
    radii: tuple[float, float],
    degrees: tuple[float, float],
    colour: tuple[int, int, int],
    thickness_px: int,
) -> None:
    """Draw an ellipse from the first to the second angle: 0 is to the right, 90 is down."""
    middle, axes = (round(centre[0]), round(centre[1])), (round(radii[0]), round(radii[1]))
    cv2.ellipse(bgr, middle, axes, 0, *degrees, colour, thickness_px, cv2.LINE_AA)


def tile(cells: list[Image], columns: int) -> Image:
    """Return cells of one size in rows of `columns`, the last row filled up with black."""
    filled = cells + [np.zeros_like(cells[0])] * (-len(cells) % columns)
    return np.vstack([np.hstack(filled[i : i + columns]) for i in range(0, len(filled), columns)])


def _text_size(text: str, scale: float) -> tuple[int, int]:
    """Return the width and height in pixels of a line by `write_centred`."""
    size, _ = cv2.getTextSize(text, _FONT, scale, _stroke_px(scale))
    return int(size[0]), int(size[1])


def _stroke_px(scale: float) -> int:
    return max(1, round(1.2 * scale))


def card(size: tuple[int, int], title: str, note: str = "") -> Image:
    """Return a read-only card of `size` (width, height): a closed eye, a title, a smaller note."""
    width, height = size
    shade = np.linspace(_TOP, _BOTTOM, height)
    picture: Image = np.repeat(np.round(shade).astype(np.uint8)[:, None, :], width, axis=1)
    unit = min(height, width * 9 / 16)
    centre, radii = (width / 2, height * 0.36), (unit * 0.09, unit * 0.055)
    draw_arc(picture, centre, radii, (10, 170), _FAINT, max(1, round(unit * 0.012)))
    write_centred(picture, title, height * 0.56, unit / 15, _INK)
    if note:
        write_centred(picture, note, height * 0.66, unit / 24, _FAINT)
    picture.flags.writeable = False
    return picture
