"""In which frames of a clip the gaze is read: often while eyes move, seldom while they rest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from gazefix.types import INNER, IRIS, OUTER, Face, FloatArray

#: Time from one reading to the next while eyes move and while they rest, in seconds. A reading
#: takes 3 ms, and readings are smoothed over more frames anyway.
MOVING_S: Final = 0.06
RESTING_S: Final = 0.12
#: Changes since the last reading (see `_state`) up to which eyes rest, and from which they are read
#: in the very frame: of rolling eyes three quarters of the error came between two readings.
REST: Final = 0.01
JUMP: Final = 0.08
#: What a radian of the head's turn counts.
_HEAD: Final = 0.3


class ReadingTimes:
    """Tells for one frame of a clip after the other whether the gaze is read in it."""

    def __init__(self) -> None:
        self._read_s = -math.inf
        self._read: list[FloatArray] = []

    def is_due(self, faces: Sequence[Face], time_s: float, *, anew: bool) -> bool:
        """Return whether a frame's faces are read, and note it.

        anew   the frame has nothing to do with the one before
        """
        states = [_state(face) for face in faces]
        due = anew or len(states) != len(self._read) or self._is_due(states, time_s - self._read_s)
        if due:
            self._read_s, self._read = time_s, states
        return due

    def _is_due(self, states: Sequence[FloatArray], since_s: float) -> bool:
        pairs = zip(states, self._read, strict=True)
        change = max((float(np.abs(now - old).max()) for now, old in pairs), default=0.0)
        return change > JUMP or since_s >= (MOVING_S if change > REST else RESTING_S)


def _state(face: Face) -> FloatArray:
    """Return (8,): each iris's place between its eye's corners and the opening of the lids, in eye
    widths, and the head's pitch and yaw, times _HEAD."""
    values = [_HEAD * face.head.pitch, _HEAD * face.head.yaw]
    for eye in face.eyes:
        place = eye.landmarks[IRIS] - (eye.landmarks[INNER] + eye.landmarks[OUTER]) / 2
        values += [*(place / max(eye.width_px, 1e-3)).tolist(), eye.openness]
    return np.array(values, np.float32)
