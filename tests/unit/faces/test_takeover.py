"""When a newcomer takes a followed face's place, and what is hidden."""

from __future__ import annotations

import numpy as np
import pytest

from gazefix.faces.takeover import TAKEOVER_AREA, RelativeBox, has_newcomer, show_only
from gazefix.types import Eye, Face, HeadPose, Side

SIZE = (1000, 500)


def face(x0: float, y0: float, x1: float, y1: float) -> Face:
    eyes = [Eye(side, np.zeros((7, 2), np.float32), 1.0, 0.3) for side in (Side.LEFT, Side.RIGHT)]
    return Face(eyes[0], eyes[1], HeadPose(0, 0, 0), (x0, y0, x1, y1))


def square(x: float, y: float, side: float) -> RelativeBox:
    """A box with its upper left corner at (x, y), as shares of the picture."""
    return (x, y, x + side, y + side)


FOLLOWED = face(100, 50, 200, 100)
ITS_BOX = square(0.1, 0.1, 0.1)


@pytest.mark.parametrize(
    ("side", "taken"), [(0.1, False), (0.12, False), (0.13, True), (0.3, True)]
)
def test_a_newcomer_must_be_clearly_larger(side: float, taken: bool) -> None:
    assert (side**2 > TAKEOVER_AREA * 0.1**2) == taken
    assert has_newcomer([ITS_BOX, square(0.6, 0.1, side)], [FOLLOWED], SIZE) == taken


def test_the_followed_face_is_no_newcomer() -> None:
    assert not has_newcomer([ITS_BOX], [FOLLOWED], SIZE)


def test_nobody_is_no_newcomer() -> None:
    assert not has_newcomer([], [FOLLOWED], SIZE)


def test_a_face_that_the_detector_overlooks_is_kept() -> None:
    assert not has_newcomer([square(0.6, 0.1, 0.3)], [FOLLOWED], SIZE)


def test_the_smallest_of_the_followed_faces_gives_way() -> None:
    large, large_box = face(500, 0, 900, 200), square(0.5, 0.0, 0.4)
    newcomer = square(0.1, 0.6, 0.2)
    assert has_newcomer([ITS_BOX, large_box, newcomer], [FOLLOWED, large], SIZE)
    assert not has_newcomer([large_box, newcomer], [large], SIZE)


def test_the_only_face_is_shown_in_the_whole_picture() -> None:
    picture = np.full((50, 100, 3), 200, np.uint8)
    assert show_only(picture, [ITS_BOX], []) is picture


def test_unwanted_faces_are_hidden_and_wanted_ones_are_whole() -> None:
    picture = np.full((50, 100, 3), 200, np.uint8)
    wanted, unwanted = (0.1, 0.2, 0.5, 0.8), (0.45, 0.2, 0.9, 0.8)
    shown = show_only(picture, [wanted], [unwanted])
    assert (shown[10:40, 10:50] == 200).all()  # all of the wanted face, where they overlap too
    assert (shown[10:40, 55:90] == 0).all()
    assert (picture == 200).all()


def test_a_box_may_reach_over_the_edge() -> None:
    picture = np.full((50, 100, 3), 200, np.uint8)
    shown = show_only(
        picture, [(-0.2, -0.3, 0.3, 0.4)], [(0.9, 0.9, 1.4, 1.5), (-0.9, -0.9, -0.5, -0.5)]
    )
    assert (shown[:20, :30] == 200).all()
    assert (shown[46:, 91:] == 0).all()
