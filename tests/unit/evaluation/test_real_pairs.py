"""Pairs of frames that look apart."""

from __future__ import annotations

import numpy as np

from gazefix.evaluation.measures import lay_over
from gazefix.evaluation.real_pairs import in_blinks
from gazefix.imaging.operations import shift
from gazefix.types import Image


def test_a_blink_is_told_from_eyes_that_look_down_for_a_while() -> None:
    """Eyes as open as in a clip: a blink of half a second, whose lids rise slowly, and eyes that sink and rise within seconds."""
    blink = [0.28] * 60 + [0.18, 0.04, *[0.04] * 8, 0.16, 0.20, 0.21, 0.23] + [0.28] * 60
    down = [float(0.28 - 0.13 * np.sin(np.pi * i / 90)) for i in range(90)]
    openness = blink + down + [0.28] * 30
    times = [i / 30 for i in range(len(openness))]
    blinks = in_blinks(times, [(value, value) for value in openness])
    assert blinks[60:72].all()  # its half-open frames, too, in which eyes seem to look down
    assert not blinks[:50].any()
    assert not blinks[90:].any()
    assert not len(in_blinks([], []))


def test_a_picture_is_laid_over_another_by_what_is_counted() -> None:
    from skimage.data import astronaut

    bgr: Image = np.ascontiguousarray(astronaut()[50:250, 150:350, ::-1])
    there = np.array([[1.02, 0.03, 12.0], [-0.02, 0.99, 8.0]])  # from the target's pixels
    (a, b, x), (c, d, y) = there.tolist()
    target = shift(bgr, np.linalg.inv([[a, b, x], [c, d, y], [0, 0, 1]])[:2], (140, 140))
    counted = np.ones((200, 200), bool)
    counted[90:130, 90:130] = False
    bgr[90:130, 90:130] = 0
    found = lay_over(bgr, target, counted, np.array([[1.0, 0.0, 10.0], [0.0, 1.0, 10.0]]))
    assert found
    assert found[1] > 0.99
    assert np.abs(found[0] - there).max() < 0.3


def test_pictures_that_have_nothing_in_common_are_not_laid_over() -> None:
    even: Image = np.full((60, 60, 3), 90, np.uint8)
    assert lay_over(even, even, np.ones((60, 60), bool), np.eye(2, 3)) is None
