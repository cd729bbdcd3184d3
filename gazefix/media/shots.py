"""Where one shot of a clip ends and the next begins.

Small copies of two frames are compared by their correlation, which a change of light leaves alone.
Movement lowers it too, by how much depends on the shot, so the frames around are the measure.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Final

import numpy as np

from gazefix.types import Image

#: Size (width, height) of the small frames that are compared.
SMALL: Final = (64, 36)
#: A cut between scenes: least `unlikeness`, and its least multiple of the usual one.
LEAST: Final = 0.45
TIMES_USUAL: Final = 2.5
#: The same for a jump within one scene, against the frames before and after it.
LEAST_JUMP: Final = 0.04
TIMES_AROUND: Final = 3.0
#: Frames whose unlikeness is the usual one, and frames before and after a jump.
_REMEMBERED: Final = 12
_AROUND: Final = 5
#: Mean difference in grey levels that is noise, which correlates with nothing on an even picture.
_LEAST_LEVELS: Final = 5.0


def unlikeness(one: Image, two: Image) -> float:
    """Return 0 for equal small frames, 1 for unrelated ones, 2 for a negative."""
    if np.abs(one.astype(np.int16) - two).mean() < _LEAST_LEVELS:
        return 0.0
    a, b = one.astype(np.float64).ravel(), two.astype(np.float64).ravel()
    a -= a.mean()
    b -= b.mean()
    size = float(np.sqrt((a @ a) * (b @ b)))
    return 1.0 - float(a @ b) / size if size > 0 else 1.0


class CutDetector:
    """Compares each frame with the one before; `seen` holds the unlikeness of every frame.

    `last`: the small frame before the first one, if any.
    """

    def __init__(self, last: Image | None = None) -> None:
        self.seen: list[float] = []
        self._last = last
        self._usual: deque[float] = deque(maxlen=_REMEMBERED)

    def is_cut(self, small: Image) -> bool:
        """Return whether a small frame (36, 64, 3) begins a new shot; the first of all doesn't."""
        last, self._last = self._last, small
        return self.judge(0.0 if last is None else unlikeness(last, small))

    def judge(self, unlike: float) -> bool:
        """Return whether a frame of this unlikeness begins a new shot."""
        self.seen.append(unlike)
        usual = float(np.median(self._usual)) if self._usual else 0.0
        if unlike > max(LEAST, TIMES_USUAL * usual):
            self._usual.clear()
            return True
        self._usual.append(unlike)
        return False


def jumps(seen: Sequence[float]) -> list[int]:
    """Return the frames whose unlikeness stands out from those around: cuts within one scene."""
    found = []
    for index, unlike in enumerate(seen):
        around = [*seen[max(0, index - _AROUND) : index], *seen[index + 1 : index + 1 + _AROUND]]
        if unlike > LEAST_JUMP and unlike > TIMES_AROUND * max(around, default=0.0):
            found.append(index)
    return found
