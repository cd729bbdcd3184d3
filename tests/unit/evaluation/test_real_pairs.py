"""Pairs of frames that look apart."""

from __future__ import annotations

import numpy as np
import pytest

from gazefix.correction.corrector import Measurement
from gazefix.evaluation.real_pairs import Look, in_blinks, look_pairs
from gazefix.types import Frame


def test_a_blink_is_told_from_eyes_that_look_down_for_a_while() -> None:
    """A blink of half a second, and eyes that sink and rise within seconds."""
    blink = [0.28] * 60 + [0.18, 0.04, *[0.04] * 8, 0.16, 0.20, 0.21, 0.23] + [0.28] * 60
    down = [float(0.28 - 0.13 * np.sin(np.pi * i / 90)) for i in range(90)]
    openness = blink + down + [0.28] * 30
    times = [i / 30 for i in range(len(openness))]
    blinks = in_blinks(times, [(value, value) for value in openness])
    assert blinks[60:72].all()  # its half-open frames, too, in which eyes seem to look down
    assert not blinks[:50].any()
    assert not blinks[90:].any()
    assert not len(in_blinks([], []))


def look(time_s: float, yaw: float, **seen: float) -> Look:
    """A frame whose eyes look `yaw` degrees to the side, the head as `seen`."""
    judged = {"pitch": 0.0, "yaw": yaw, "head_yaw": 0.0, "head_pitch": 0.0, "roll": 0.0}
    frame = Frame(np.zeros((2, 2, 3), np.uint8), time_s)
    return Look(frame, Measurement(), judged | {"eye_px": 40.0} | seen)


@pytest.mark.parametrize(
    ("other", "paired"),
    [
        (look(2.0, 15.0), True),
        (look(2.0, 9.0), False),
        (look(2.0, 31.0), False),
        (look(2.0, 15.0, head_yaw=2.9), True),
        (look(2.0, 15.0, roll=3.1), False),
        (look(2.0, 15.0, eye_px=41.9), True),
        (look(2.0, 15.0, eye_px=42.1), False),
        (look(0.9, 15.0), False),
    ],
)
def test_a_pair_looks_apart_with_the_head_alike_at_different_times(
    other: Look, paired: bool
) -> None:
    one = look(0.0, 0.0)
    expected = [(one, other), (other, one)] if paired else []
    assert look_pairs([one, other], (10.0, 30.0), least_s=1.0) == expected
