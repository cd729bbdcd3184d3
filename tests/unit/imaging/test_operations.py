"""Masks on a frame."""

from __future__ import annotations

import numpy as np

from gazefix.evaluation.measures import polygon_mask

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
