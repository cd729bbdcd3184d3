"""Still pictures that replace the camera's: calm, readable, and never a person's last frame."""

from __future__ import annotations

from typing import Final

import numpy as np

from gazefix.imaging.annotate import draw_arc, write_centred
from gazefix.types import Image

# Colours in BGR.
_TOP: Final = (58, 50, 44)
_BOTTOM: Final = (38, 32, 28)
_INK: Final = (232, 228, 224)
_FAINT: Final = (168, 160, 152)


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
