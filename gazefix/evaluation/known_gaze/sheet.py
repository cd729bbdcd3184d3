"""Contact sheets of redirected eyes of known gaze: source, made, and really there."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from gazefix.evaluation.known_gaze.eyes import Pair
from gazefix.evaluation.known_gaze.figures import DIRECTIONS
from gazefix.evaluation.known_gaze.redirection import PairPictures
from gazefix.imaging.annotate import caption, tile
from gazefix.imaging.operations import encode_png, enlarge
from gazefix.types import Image

_ENLARGED: Final = 3
_COLUMNS: Final = 2
_GAP_PX: Final = 6


class EyeSheets:
    """Collects pairs whose heads face the lens; writes a sheet for each direction and angle."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int], list[PairPictures]] = {}

    def keep(self, pictures: PairPictures) -> None:
        """Keep a pair's pictures if its head faces the lens."""
        pair = pictures.pair
        if pair.source.head_deg == 0:
            self._kept.setdefault((direction(pair), abs(pair.angle_deg)), []).append(pictures)

    def write(self, path: Path) -> list[Path]:
        """Write the sheets beside each other and return their paths: eyes.png gives
        eyes-up-10.png and so on."""
        written = []
        for (name, angle_deg), kept in sorted(self._kept.items()):
            file = path.with_name(f"{path.stem}-{name}-{angle_deg}{path.suffix or '.png'}")
            file.write_bytes(encode_png(tile([_row(one) for one in kept], columns=_COLUMNS)))
            written.append(file)
        return written


def direction(pair: Pair) -> str:
    """Return in which direction a pair's eyes are redirected: left, right, up or down."""
    wanted = pair.axis, 1 if pair.angle_deg > 0 else -1
    return next(name for name, way in DIRECTIONS.items() if way == wanted)


def _row(pictures: PairPictures) -> Image:
    """Return a pair's three pictures beside each other, with the person's number."""
    gap: Image = np.zeros((_ENLARGED * pictures.source.shape[0], _GAP_PX, 3), np.uint8)
    cells = [
        enlarge(picture, _ENLARGED) for picture in (pictures.source, pictures.made, pictures.real)
    ]
    cells[0] = caption(cells[0], f"{pictures.pair.source.person}")
    parts = [part for cell in cells for part in (cell, gap)]
    return np.hstack(parts)
