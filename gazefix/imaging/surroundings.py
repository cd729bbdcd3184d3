"""What is around the changed pixels of eyes, to restore their detail and to fill in lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from gazefix.imaging.operations import Mask, blur, get_pixels, put_pixels, tripled
from gazefix.types import FloatArray, Image

#: Opacity of a line while its surroundings are averaged: nearly none, but means divide by it.
LINE_SEEN: Final = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """A sheet with the new colours drawn in, to see what is around the changed pixels.

    Lines are nearly transparent, so both their sides continue up to their middle.

    drawn     (N h, w, 3), the colours times their opacity
    opacity   (N h, w) in 0..1; None if there are no lines
    inside    (N h, w), the changed pixels
    """

    drawn: FloatArray
    opacity: FloatArray | None
    inside: Mask

    @classmethod
    def of(
        cls, pictures: Image, inside: Mask, line: FloatArray | None, colours: FloatArray
    ) -> Surroundings:
        """Draw M changed pixels into a sheet's pictures (N, h, w, 3).

        inside    (N, h, w), which pixels of the pictures they are
        line      how far each is part of a line, 0..1; None if none is
        colours   (M, 3)
        """
        drawn = pictures.reshape(-1, *pictures.shape[2:]).astype(np.float32)
        inside, opacity = inside.reshape(drawn.shape[:2]), None
        if line is not None:
            seen = 1 - (1 - LINE_SEEN) * line
            opacity = np.ones(drawn.shape[:2], np.float32)
            opacity[inside] = seen
            colours = colours * tripled(seen)
        put_pixels(drawn, inside, colours)
        return cls(drawn, opacity, inside)

    def at(self, sigmas_px: Sequence[float]) -> FloatArray:
        """Return (M, 3): the means around the pixels, by one sigma for each eye or one for all."""
        means = get_pixels(_blurred(self.drawn, sigmas_px), self.inside)
        if self.opacity is not None:
            means /= tripled(_blurred(self.opacity, sigmas_px)[self.inside])
        return means


def _blurred(sheet: FloatArray, sigmas_px: Sequence[float]) -> FloatArray:
    """Return a sheet under a Gaussian, by one sigma for each eye's picture or one for all."""
    if len(sigmas_px) == 1:
        return blur(sheet, sigmas_px[0])
    parts = np.split(sheet, len(sigmas_px))
    return np.concatenate([blur(part, sigma) for part, sigma in zip(parts, sigmas_px, strict=True)])
