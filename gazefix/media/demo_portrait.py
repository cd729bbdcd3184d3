"""The demo: a portrait that looks into the lens and drifts a little."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from gazefix.errors import InputError
from gazefix.imaging.operations import decode_image, enlarge, shift
from gazefix.types import Frame, Image

_PORTRAIT: Final = Path(__file__).with_name("portrait.webp")
#: Centre of the face in the portrait, in pixels; its eyes are 18.4 px wide.
_FACE: Final = np.array([225.0, 118.0])
#: Least enlargement: the eyes are over 50 px wide then.
_FACTOR: Final = 3.0
#: How far the portrait drifts to either side, as a share of the frame's height.
_DRIFT: Final = 0.02


def demo_frames(size: tuple[int, int] = (1280, 720), fps: float = 30.0) -> Iterator[Frame]:
    """Yield frames of `size` (width, height) without end, with `time_s` = index / `fps`.

    They show NASA's portrait of Eileen Collins (public domain, as scikit-image crops it), with eyes
    over 50 px wide.
    """
    scene = _Scene(size)
    return (Frame(scene.picture(index / fps), index / fps, index) for index in itertools.count())


class _Scene:
    """The enlarged portrait and the window of it that a frame shows."""

    def __init__(self, size: tuple[int, int]) -> None:
        portrait = decode_image(_PORTRAIT.read_bytes())
        if portrait is None:
            raise InputError(f"{_PORTRAIT} is damaged", "reinstall GazeFix")
        self._size = size
        self._drift_px = _DRIFT * size[1]
        wanted = np.array(size) + 2 * self._drift_px
        self._picture = enlarge(portrait, max(_FACTOR, float(max(wanted)) / portrait.shape[0]))
        side = self._picture.shape[0]
        centre = _FACE * side / portrait.shape[0]
        self._origin = np.clip(
            centre - np.array(size) / 2, self._drift_px, side - np.array(size) - self._drift_px
        )

    def picture(self, time_s: float) -> Image:
        drift = self._drift_px * np.array(
            [math.sin(2 * math.pi * time_s / 5.0), math.sin(2 * math.pi * time_s / 3.0)]
        )
        x, y = -(self._origin + drift)
        return shift(self._picture, np.array([[1.0, 0.0, x], [0.0, 1.0, y]]), self._size)
