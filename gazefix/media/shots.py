"""Where one shot of a clip ends and the next begins: frames that have nothing to do with the frame before. Pure.

Small pictures of two frames are compared by their correlation, which a change of light leaves alone: within a shot it stays
high, over a cut it falls. How far it falls by movement alone depends on the shot, so the frames around are the measure.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Final

import numpy as np

from gazefix.types import Image

#: Size of the small pictures that are compared.
SMALL: Final = (64, 36)
#: Unlikeness (see `unlikeness`) from which on a frame may begin a shot, seen from the past, and so many times the usual.
LEAST: Final = 0.45
TIMES_USUAL: Final = 2.5
#: The same for a jump within one scene, which must stand out from what comes before and after it.
LEAST_JUMP: Final = 0.04
TIMES_AROUND: Final = 3.0
_REMEMBERED: Final = 12
_AROUND: Final = 5
#: Mean difference in grey levels below which nothing happened: noise on an even picture correlates with nothing.
_LEAST_LEVELS: Final = 5.0


def unlikeness(one: Image, two: Image) -> float:
    """0 for equal small pictures up to 1 (or 2, for a negative) for ones that have nothing to do with each other."""
    if np.abs(one.astype(np.int16) - two).mean() < _LEAST_LEVELS:
        return 0.0
    a, b = one.astype(np.float64).ravel(), two.astype(np.float64).ravel()
    a -= a.mean()
    b -= b.mean()
    size = float(np.sqrt((a @ a) * (b @ b)))
    return 1.0 - float(a @ b) / size if size > 0 else 1.0


class CutDetector:
    """Compares each frame with the last one. `seen` is the unlikeness of every frame to the one before it."""

    def __init__(self) -> None:
        self.seen: list[float] = []
        self._last: Image | None = None
        self._usual: deque[float] = deque(maxlen=_REMEMBERED)

    def is_cut(self, small: Image) -> bool:
        """Whether a frame, as a small picture (36, 64, 3), begins a new shot. The first one of all does not."""
        last, self._last = self._last, small
        unlike = 0.0 if last is None else unlikeness(last, small)
        self.seen.append(unlike)
        usual = float(np.median(self._usual)) if self._usual else 0.0
        if unlike > max(LEAST, TIMES_USUAL * usual):
            self._usual.clear()
            return True
        self._usual.append(unlike)
        return False


def jumps(seen: Sequence[float]) -> list[int]:
    """The frames that stand out from those around them by their unlikeness: cuts within one scene, seen from both sides."""
    found = []
    for index, unlike in enumerate(seen):
        around = [*seen[max(0, index - _AROUND) : index], *seen[index + 1 : index + 1 + _AROUND]]
        if unlike > LEAST_JUMP and unlike > TIMES_AROUND * max(around, default=0.0):
            found.append(index)
    return found
