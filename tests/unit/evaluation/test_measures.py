"""Sharpness, masks and overlays."""

from __future__ import annotations

import numpy as np

from gazefix.evaluation.measures import laplacian_energy, lay_over, polygon_mask
from gazefix.imaging.operations import shift
from gazefix.types import Image

SQUARE = np.array([[10, 10], [20, 10], [20, 16], [10, 16]], np.float32)


def test_a_polygons_mask_holds_what_lies_inside_and_on_its_edge() -> None:
    mask = polygon_mask((40, 30), SQUARE, 0.0)
    assert mask.sum() == 11 * 7
    assert mask[10:17, 10:21].all()


def test_a_margin_is_measured_from_the_polygon_itself_to_a_pixels_centre() -> None:
    moved = SQUARE + np.float32(0.4)
    mask = polygon_mask((40, 30), moved, 3.5)
    assert mask[13, 23]  # 2.6 from the edge at 20.4
    assert not mask[13, 24]  # 3.6
    assert mask[8, 8]  # 3.4 from the corner
    assert not mask[7, 8]  # 4.2


def test_what_lies_beyond_the_frame_is_cut_off() -> None:
    cut = polygon_mask((15, 12), SQUARE, 0.0)
    assert cut.shape == (12, 15)
    assert cut.sum() == 2 * 5
    assert polygon_mask((15, 12), SQUARE - np.float32(12), 0.0).sum() == 9 * 5
    assert not polygon_mask((5, 5), SQUARE, 2.0).any()


def test_sharpness_is_measured_inside_the_mask_alone() -> None:
    bgr: Image = np.zeros((20, 20, 3), np.uint8)
    bgr[5, 5] = 10
    everywhere = np.ones((20, 20), bool)
    corner = np.zeros((20, 20), bool)
    corner[12:, 12:] = True
    # The Laplacian of one pixel of 10: -40 there, 10 at its four neighbours.
    assert laplacian_energy(bgr, everywhere) == (40**2 + 4 * 10**2) / 400
    assert laplacian_energy(bgr, corner) == 0


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


def test_the_corners_around_a_slanted_polygon_lie_outside_it() -> None:
    diamond = np.array([(20, 5), (30, 15), (20, 25), (10, 15)], np.float32)
    mask = polygon_mask((40, 30), diamond, 0.0)
    assert mask[15, 20]
    assert not mask[[7, 7, 23, 23], [12, 28, 12, 28]].any()
