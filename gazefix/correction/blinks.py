"""The blink rule: when lids hide where the eyes look.

Lids hide the gaze while they are shut, and while they move fast and stand low. Two movements only
look like a blink: a saccade, whose half-open eyes jump aside, and rolling eyes, whose lids move for
long without shutting. `BlinkWatch` applies the rule live, from the past alone; `blinking` applies
it to a clip, where the future is known too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt

from gazefix.correction.filters import low_pass, step_s
from gazefix.types import Face, FloatArray

# All were tuned by eye on clips of people before a camera. Openness: see `types.Eye`.
#: Openness of a closed eye, at most. Doubled, narrow eyes count as closed.
CLOSED_OPENNESS: Final = 0.08
#: Speed of blinking lids, openness per second. Doubled, slow blinks drag the gaze down.
FAST_PER_S: Final = 1.5
#: Share of the open lids' openness below which fast lids blink. Higher, wide-open lids blink too.
LOWERED: Final = 0.75
#: Share of the open lids' openness from which the eyes still show their yaw.
HALF_OPEN: Final = 0.5
#: Jump of the yaw that half-open lids cannot cause: a saccade.
SACCADE_DEG: Final = 8.0
#: The gaze stays hidden for this long after the lids were last fast, in seconds.
HOLD_S: Final = 0.1
#: Longest blink that never shuts, in seconds. Beyond it the eyes roll.
LONGEST_S: Final = 0.4
#: Time from a blink's slow start until it is noticed live, in seconds.
NOTICED_AFTER_S: Final = 0.12
#: Live: cutoff at which lids that stay lower become the open ones.
OPEN_LIDS_HZ: Final = 0.04
#: Clips: open lids are the widest ones within this time to either side, in seconds.
OPEN_LIDS_S: Final = 1.5

Values = TypeVar("Values", float, FloatArray)


def is_shut(openness: Values) -> Any:
    """Return whether lids are shut, by the wider eye's openness."""
    return openness <= CLOSED_OPENNESS


def is_lowered(openness: Values, open_lids: Values) -> Any:
    """Return whether lids stand low enough to blink, by both eyes' mean openness."""
    return openness < LOWERED * open_lids


def is_fast(change: float, dt_s: float) -> bool:
    """Return whether lids whose mean openness changes by `change` within `dt_s` are fast."""
    return abs(change) > FAST_PER_S * dt_s


def hides_yaw(openness: Values, open_lids: Values) -> Any:
    """Return whether lids stand low enough to hide the yaw, too."""
    return openness < HALF_OPEN * open_lids


def is_saccade(yaw_change: Values) -> Any:
    """Return whether a change of yaw (radians) is too large for lids to cause."""
    return abs(yaw_change) > math.radians(SACCADE_DEG)


@dataclass(slots=True)
class BlinkWatch:
    """The rule from the past alone, for one face frame by frame."""

    shut: bool = False
    openness: float | None = None
    open_lids: float = 0.0
    looked_s: float = 0.0
    began_s: float = -math.inf
    ends_s: float = -math.inf

    def see(self, face: Face, time_s: float, dt_s: float, *, looked: bool = True) -> bool:
        """Note a frame's lids, `dt_s` after the last frame. Return whether a blink begins.

        looked   whether the lids were looked at; otherwise they stand as they did
        """
        openness = (face.left.openness + face.right.openness) / 2
        self.open_lids = max(openness, low_pass(self.open_lids, openness, OPEN_LIDS_HZ, dt_s))
        last, self.openness = self.openness, openness
        self.shut = is_shut(max(face.left.openness, face.right.openness))
        since_s = step_s(self.looked_s, time_s)
        fast = last is not None and is_fast(openness - last, since_s)
        begins = False
        if fast and is_lowered(openness, self.open_lids):
            begins = time_s >= self.ends_s
            self.began_s = time_s if begins else self.began_s
            self.ends_s = time_s + HOLD_S
        if self.shut:
            self.began_s, self.ends_s = time_s, time_s + HOLD_S
        self.looked_s = time_s if looked or last is None else self.looked_s
        return begins

    def hides(self, time_s: float, yaw_change: float) -> bool:
        """Return whether the lids hide the gaze, which seems to jump by `yaw_change` radians."""
        blinks = self.began_s <= time_s < min(self.ends_s, self.began_s + LONGEST_S)
        half_open = not (self.shut or hides_yaw(self.openness or 0.0, self.open_lids))
        if blinks and half_open and is_saccade(yaw_change):
            blinks, self.ends_s = False, -math.inf
        return blinks or self.shut


def blinking(
    openness: FloatArray, yaw: FloatArray, steps_s: Sequence[float]
) -> npt.NDArray[np.bool_]:
    """Return the frames whose lids hide the pitch and the yaw, (N, 2), by the whole clip.

    openness   (N, 2) of both eyes; yaw (N,) radians; steps_s the N - 1 times between the frames
    """
    shut: npt.NDArray[np.bool_] = is_shut(openness.max(1))
    hidden = shut.copy()
    mean = openness.mean(1)
    times = np.concatenate([[0.0], np.cumsum(steps_s)])
    first = np.searchsorted(times, times - OPEN_LIDS_S)
    last = np.searchsorted(times, times + OPEN_LIDS_S)
    open_lids = np.array([mean[a : b + 1].max() for a, b in zip(first, last, strict=True)])
    lowered, veiled = is_lowered(mean, open_lids), shut | hides_yaw(mean, open_lids)
    for i, dt_s in enumerate(steps_s):
        if is_fast(mean[i + 1] - mean[i], dt_s) and (lowered[i] or lowered[i + 1]):
            hidden |= (times >= times[i] - HOLD_S) & (times <= times[i + 1] + HOLD_S)
    edges = [0, *(np.flatnonzero(np.diff(hidden)) + 1).tolist(), len(hidden)]
    for start, stop in pairwise(edges):
        long = times[stop - 1] - times[start] > LONGEST_S + 2 * HOLD_S
        if long and not shut[start:stop].any():
            hidden[start:stop] = False
    if hidden.any() and not hidden.all():
        seen = np.flatnonzero(~hidden)
        expected = np.interp(np.arange(len(yaw)), seen, yaw[seen])
        hidden &= veiled | ~is_saccade(yaw - expected)
    return np.stack([hidden, hidden & veiled], 1)
