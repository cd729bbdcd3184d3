"""Pairs of frames that look apart."""

from __future__ import annotations

import numpy as np

from gazefix.evaluation.real_pairs import in_blinks


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
