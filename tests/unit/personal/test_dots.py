"""The dot's path and its clock."""

from __future__ import annotations

import numpy as np
import pytest

from gazefix.personal.dots import (
    MARGIN,
    MOVE_S,
    REST_S,
    TURN_S,
    TURNS,
    Clock,
    Dot,
    DotPath,
    dot_path,
)


def test_forty_dots_cover_the_screen_and_take_a_minute_and_a_half() -> None:
    path = dot_path()
    places = np.array([(dot.x, dot.y) for dot in path.dots])
    assert len(path.dots) == 40 and 80 <= path.seconds <= 100
    assert places.min() >= MARGIN and places.max() <= 1 - MARGIN
    still = places[:28]
    for x in (0, 1, 2):
        for y in (0, 1, 2):
            inside = (np.floor(still * 3) == (x, y)).all(1)
            assert inside.any(), "a ninth of the screen has no dot with the head still"
    turns = [dot.turn for dot in path.dots]
    assert turns[:28] == [""] * 28 and list(dict.fromkeys(turns[28:])) == list(TURNS)


def test_the_dot_moves_smoothly_and_then_rests() -> None:
    path = DotPath((Dot(0.1, 0.1), Dot(0.9, 0.5), Dot(0.5, 0.5, "left")))
    step_s = MOVE_S + REST_S
    assert path.seconds == pytest.approx(3 * step_s + TURN_S)
    middle = path.at(step_s + MOVE_S / 2)
    assert middle is not None and middle.rest_s < 0
    assert (middle.x, middle.y) == pytest.approx((0.5, 0.3))
    resting = path.at(step_s + MOVE_S + 0.5)
    assert resting is not None and resting.rest_s == pytest.approx(0.5)
    assert (resting.number, resting.x, resting.y) == (1, 0.9, 0.5)
    assert path.at(-0.1) is None and path.at(path.seconds) is None


def test_a_turn_of_the_head_gets_more_time() -> None:
    path = DotPath((Dot(0.1, 0.1), Dot(0.5, 0.5, "left"), Dot(0.6, 0.5, "left")))
    begin_s = MOVE_S + REST_S
    turning = path.at(begin_s + MOVE_S + TURN_S / 2)
    assert turning is not None and turning.turn == "left" and turning.rest_s == -TURN_S / 2
    assert path.seconds == pytest.approx(3 * begin_s + TURN_S)


def test_the_clock_leaves_pauses_out_and_goes_back() -> None:
    clock = Clock()
    assert clock.elapsed_s(5.0) == -1.0 and not clock.running
    clock.start(10.0)
    clock.pause(13.0)
    clock.start(20.0)
    assert clock.elapsed_s(12.0) == 2.0
    assert clock.elapsed_s(15.0) == -1.0
    assert clock.elapsed_s(21.5) == clock.gone_s(21.5) == 4.5
    clock.back_to(1.0, 30.0)
    assert clock.elapsed_s(30.5) == clock.gone_s(30.5) == 1.5
