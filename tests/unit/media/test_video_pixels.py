"""Planes of YUV pictures: turned, padded, and changed only where the BGR picture changed."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from gazefix.media.changed_regions import changed_boxes
from gazefix.media.orientation import orientation_from_matrix
from gazefix.media.video.pixels import add_difference, pad_even, yuv_matrix

SMALL = np.arange(6, dtype=np.uint8).reshape(2, 3)


def shown(stored: np.ndarray, a: int, b: int, c: int, d: int) -> np.ndarray:
    """What a display matrix asks for, pixel by pixel: (x, y) is shown at (a x + c y, b x + d y)."""
    places = {
        (a * x + c * y, b * x + d * y): stored[y, x]
        for y in range(stored.shape[0])
        for x in range(stored.shape[1])
    }
    xs, ys = sorted({x for x, _ in places}), sorted({y for _, y in places})
    return np.array([[places[x, y] for x in xs] for y in ys], np.uint8)


RIGHT_ANGLES = [
    m
    for m in itertools.product((-1, 0, 1), repeat=4)
    if abs(m[0] * m[3] - m[1] * m[2]) == 1 and sum(map(abs, m)) == 2
]


def test_there_are_eight_right_angled_matrices() -> None:
    assert len(RIGHT_ANGLES) == 8


@pytest.mark.parametrize("matrix", RIGHT_ANGLES)
def test_an_orientation_shows_the_picture_as_its_matrix_says(
    matrix: tuple[int, int, int, int],
) -> None:
    a, b, c, d = matrix
    orientation = orientation_from_matrix([a << 16, b << 16, 0, c << 16, d << 16, 0, 0, 0, 1 << 30])
    np.testing.assert_array_equal(orientation.apply(SMALL), shown(SMALL, *matrix))


def test_padding_repeats_the_last_row_and_column() -> None:
    np.testing.assert_array_equal(pad_even(SMALL), [[0, 1, 2, 2], [3, 4, 5, 5]])
    np.testing.assert_array_equal(pad_even(SMALL.T), [[0, 3], [1, 4], [2, 5], [2, 5]])
    assert pad_even(np.zeros((3, 5, 3), np.uint8)).shape == (4, 6, 3)


def test_padding_an_even_picture_returns_it() -> None:
    even = np.zeros((2, 4), np.uint8)
    assert pad_even(even) is even


def test_equal_pictures_have_no_changed_box() -> None:
    picture = np.zeros((20, 30, 3), np.uint8)
    assert changed_boxes(picture, picture.copy()) == []


def test_a_changed_box_holds_the_change_on_even_places() -> None:
    before = np.zeros((600, 101, 3), np.uint8)
    after = before.copy()
    after[301:304, 41:60, 1] = 9
    assert changed_boxes(before, after) == [(40, 300, 60, 304)]


def test_a_change_in_the_last_odd_row_and_column_is_found() -> None:
    before = np.zeros((31, 41, 3), np.uint8)
    after = before.copy()
    after[30, 40] = 1
    assert changed_boxes(before, after) == [(40, 30, 41, 31)]


@pytest.mark.parametrize("pick", [np.s_[:, :64], np.s_[:, :64, ::-1], np.s_[:, 79:15:-1]])
def test_a_change_is_found_between_pictures_that_lie_differently_in_memory(pick: Any) -> None:
    before = np.zeros((64, 80, 3), np.uint8)[pick]
    after = before.copy()
    after[10:12, 20:24] = 9
    assert changed_boxes(before, after) == [(20, 10, 24, 12)]


def test_two_faces_side_by_side_or_one_above_the_other_get_a_box_each() -> None:
    before = np.zeros((200, 400, 3), np.uint8)
    after = before.copy()
    after[20:30, 20:40] = after[20:30, 300:320] = after[150:160, 50:60] = 7
    assert changed_boxes(before, after) == [
        (20, 20, 40, 30),
        (300, 20, 320, 30),
        (50, 150, 60, 160),
    ]


@pytest.mark.parametrize(
    ("matrix", "full_range", "bgr", "yuv"),
    [
        (5, True, (255, 255, 255), (255, 0, 0)),
        (1, False, (255, 255, 255), (219, 0, 0)),
        (5, True, (0, 0, 255), (76.245, -43.03, 127.5)),
        (1, False, (255, 0, 0), (15.81, 112, -10.27)),
        (9, False, (0, 0, 255), (57.53, -31.28, 112)),
    ],
)
def test_the_matrix_turns_a_difference_in_bgr_into_one_in_yuv(
    matrix: int, full_range: bool, bgr: tuple[int, int, int], yuv: tuple[float, float, float]
) -> None:
    np.testing.assert_allclose(yuv_matrix(matrix, full_range) @ np.array(bgr), yuv, atol=0.02)


def test_a_difference_is_added_where_it_is_and_nowhere_else() -> None:
    rng = np.random.default_rng(1)
    y, u, v = (rng.integers(60, 180, shape, np.uint8) for shape in ((40, 60), (20, 30), (20, 30)))
    old = y.copy(), u.copy(), v.copy()
    before = rng.integers(60, 180, (40, 60, 3), np.uint8)
    after = before.copy()
    after[10:20, 30:50] += 20  # grey: brightness alone
    add_difference((y, u, v), before, after, yuv_matrix(5, True))
    expected = old[0].copy()
    expected[10:20, 30:50] += 20
    np.testing.assert_array_equal(y, expected)
    np.testing.assert_array_equal(u, old[1])
    np.testing.assert_array_equal(v, old[2])


def test_a_coloured_difference_moves_the_chroma_by_the_mean_of_four_pixels() -> None:
    y, u, v = (
        np.full((4, 4), 100, np.uint8),
        np.full((2, 2), 128, np.uint8),
        np.full((2, 2), 128, np.uint8),
    )
    before = np.full((4, 4, 3), 100, np.uint8)
    after = before.copy()
    after[0:2, 0:1, 0] = 200  # two of four pixels 100 bluer
    add_difference((y, u, v), before, after, yuv_matrix(5, True))
    assert u.tolist() == [[153, 128], [128, 128]]
    assert y.tolist()[0] == [111, 100, 100, 100]


def test_a_change_of_some_pixels_of_a_block_moves_the_chroma_by_the_mean_of_all() -> None:
    y, u, v = (np.full((4, width), 128, np.uint8) for width in (8, 2, 2))  # 4:1:1
    before = np.full((4, 8, 3), 100, np.uint8)
    after = before.copy()
    after[:, 2:4, 0] = 200  # two of four pixels 100 bluer
    add_difference((y, u, v), before, after, yuv_matrix(5, True))
    assert u.tolist() == [[153, 128]] * 4


def test_a_difference_stops_at_black_and_white() -> None:
    planes = (
        np.full((2, 2), 250, np.uint8),
        np.full((1, 1), 128, np.uint8),
        np.full((1, 1), 128, np.uint8),
    )
    before = np.full((2, 2, 3), 100, np.uint8)
    add_difference(planes, before, before + 100, yuv_matrix(5, True))
    assert planes[0].tolist() == [[255, 255], [255, 255]]


def test_the_edge_of_an_odd_picture_changes_too() -> None:
    planes = (
        np.full((3, 3), 100, np.uint8),
        np.full((2, 2), 128, np.uint8),
        np.full((2, 2), 128, np.uint8),
    )
    before = np.full((3, 3, 3), 100, np.uint8)
    after = before.copy()
    after[2, 2] += 50
    add_difference(planes, before, after, yuv_matrix(5, True))
    assert planes[0][1:, 1:].tolist() == [[100, 100], [100, 150]]
    assert (planes[0][:2] == 100).all()
