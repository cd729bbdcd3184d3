"""Pairs of frames that look apart."""

from __future__ import annotations

import numpy as np

from gazefix.imaging import lay_over, shift
from gazefix.types import Image


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
