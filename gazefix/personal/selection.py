"""Which frames of a capture show eyes that rest on the dot. Pure.

Frames in blinks and saccades are dropped one by one, dots at which the eyes were elsewhere as a
whole. A capture that is bad as a whole is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from gazefix.errors import ProfileError

#: Time after which eyes have settled on a resting dot, in seconds: a saccade's latency (0.2) and
#: its correction.
SETTLE_S: Final = 0.45
#: Share of the person's usual openness below which an eye blinks.
BLINK_SHARE: Final = 0.7
#: Frames this near to a blink are dropped too, in seconds: lids still move.
BLINK_AROUND_S: Final = 0.12
#: Distance from the dot's median reading from which a frame is in a saccade or a glance, degrees.
WANDER_DEG: Final = 3.5
#: Least number of frames of a dot that counts, and the most that are kept of it.
MIN_FRAMES: Final = 4
MAX_FRAMES: Final = 8
#: Least share of the dots that must count.
MIN_DOTS: Final = 0.6
#: Share of the frames with a second face from which a capture is refused.
MAX_CROWD: Final = 0.1
#: Share of the largest face's area from which another one counts as a second person.
SECOND_FACE: Final = 0.25
#: Mean level of the eyes' patches below which a picture is too dark to read.
DARK_LEVEL: Final = 35.0
#: Turn of the head beyond which a frame is dropped, degrees.
MAX_HEAD_DEG: Final = 35.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of one frame while the dot rests.

    elapsed_s   on the path's clock
    read_deg    pitch and yaw as read without a profile
    openness    of the less open eye
    level       mean grey level around the eyes
    crowded     whether a second person is in the picture
    """

    dot: int
    elapsed_s: float
    rest_s: float
    read_deg: tuple[float, float]
    head_deg: tuple[float, float]
    openness: float
    level: float
    crowded: bool


def choose_frames(seen: Sequence[Seen], dots: int) -> list[int]:
    """Return the indices of the frames that count, in order: at most MAX_FRAMES of each dot.

    dots   number of dots of the path
    Raises ProfileError for a capture that is bad as a whole.
    """
    if not seen:
        hint = "sit facing the camera with light on your face"
        raise ProfileError("no face was seen while the dot rested", hint)
    _check_whole(seen, dots)
    times = np.array([frame.elapsed_s for frame in seen])
    open_ = np.array([frame.openness for frame in seen])
    blinks = open_ < BLINK_SHARE * np.median(open_)
    heads = np.abs([frame.head_deg for frame in seen]).max(1)
    good = (heads <= MAX_HEAD_DEG) & ~_near(times, times[blinks], BLINK_AROUND_S)
    good &= np.array([frame.rest_s >= SETTLE_S and not frame.crowded for frame in seen])
    numbers = np.array([frame.dot for frame in seen])
    read = np.array([frame.read_deg for frame in seen])
    chosen: list[int] = []
    for dot in range(dots):
        own = np.flatnonzero(good & (numbers == dot))
        if len(own) < MIN_FRAMES:
            continue
        way = np.linalg.norm(read[own] - np.median(read[own], axis=0), axis=1)
        still = own[way <= WANDER_DEG]
        if len(still) >= max(MIN_FRAMES, len(own) / 2):
            picked = np.linspace(0, len(still) - 1, min(MAX_FRAMES, len(still)))
            chosen += still[np.rint(picked).astype(int)].tolist()
    count = len({seen[n].dot for n in chosen})
    if count < MIN_DOTS * dots:
        hint = "follow the dot with your eyes, keep them open while it rests, and try again"
        raise ProfileError(f"the eyes rested on only {count} of {dots} dots", hint)
    return chosen


def _check_whole(seen: Sequence[Seen], dots: int) -> None:
    """Raise ProfileError for too few pictures, for two people and for the dark."""
    taken = np.bincount([frame.dot for frame in seen], minlength=dots)
    if np.mean(taken >= MIN_FRAMES) < MIN_DOTS:
        hint = "sit facing the camera, close other programs, and try again"
        raise ProfileError("too few pictures of your face were taken while the dot rested", hint)
    crowded = float(np.mean([frame.crowded for frame in seen]))
    if crowded > MAX_CROWD:
        message = f"a second person was in {crowded:.0%} of the pictures"
        raise ProfileError(message, "be alone in the picture, and try again")
    level = float(np.median([frame.level for frame in seen]))
    if level < DARK_LEVEL:
        raise ProfileError("the picture is too dark", "put light on your face, and try again")


def _near(
    times: npt.NDArray[np.float64], events: npt.NDArray[np.float64], within_s: float
) -> npt.NDArray[np.bool_]:
    """Return which of sorted times lie near one of some sorted events."""
    near = np.searchsorted(events, times + within_s, "right")
    made: npt.NDArray[np.bool_] = near > np.searchsorted(events, times - within_s, "left")
    return made
