"""gazefix.imaging.annotate"""

from __future__ import annotations

import cv2
import numpy as np

from gazefix.imaging.operations import _FITTING_STEPS, _FONT, _stroke_px, _text_size
from gazefix.types import Image


def caption(bgr: Image, text: str) -> Image:
    """A copy of the picture with a line of ASCII text at its lower edge."""
    written = bgr.copy()
    scale = max(0.4, bgr.shape[0] / 1000)
    place = (round(12 * scale) + 2, bgr.shape[0] - round(16 * scale) - 2)
    for colour, thickness in (((0, 0, 0), 3), ((255, 255, 255), 1)):
        cv2.putText(
            written, text, place, cv2.FONT_HERSHEY_SIMPLEX, scale, colour, thickness, cv2.LINE_AA
        )
    return written


def write_centred(
    bgr: Image, text: str, centre_y_px: float, height_px: float, colour: tuple[int, int, int]
) -> None:
    """Writes a line of ASCII text into the picture, in the middle; it is made smaller where it would not fit."""
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
    """Draws a part of an ellipse into the picture, from the first to the second angle (0 is to the right, 90 is down)."""
    middle, axes = (round(centre[0]), round(centre[1])), (round(radii[0]), round(radii[1]))
    cv2.ellipse(bgr, middle, axes, 0, degrees[0], degrees[1], colour, thickness_px, cv2.LINE_AA)


def tile(cells: list[Image], columns: int) -> Image:
    """Cells of one size in rows of `columns`, the last row filled up with black."""
    filled = cells + [np.zeros_like(cells[0])] * (-len(cells) % columns)
    return np.vstack([np.hstack(filled[i : i + columns]) for i in range(0, len(filled), columns)])
