"""The blink rule over a whole clip; the live one is tested with the tracks."""

from __future__ import annotations

import math

import numpy as np

from gazefix.correction.blinks import blinking

FPS = 30.0


def test_lids_that_move_fast_for_long_and_never_shut_belong_to_rolled_eyes() -> None:
    openness = np.array([[0.2 + 0.1 * (i % 2)] * 2 for i in range(60)], np.float32)
    ahead = np.zeros(60, np.float32)
    assert not blinking(openness, ahead, [1 / FPS] * 59).any()
    openness[30:32] = 0.02
    assert blinking(openness, ahead, [1 / FPS] * 59)[29:33, 0].all()
    assert blinking(openness, ahead, [1 / FPS] * 59)[30:32].all()


def test_eyes_without_any_openness_are_blind() -> None:
    assert blinking(np.zeros((9, 2), np.float32), np.zeros(9, np.float32), [1 / FPS] * 8).all()


def test_wide_open_lids_that_move_fast_do_not_blink() -> None:
    openness = np.array([[0.38 + 0.06 * (i == 30)] * 2 for i in range(60)], np.float32)
    assert not blinking(openness, np.zeros(60, np.float32), [1 / FPS] * 59).any()


def test_half_lowered_lids_of_eyes_that_look_aside_do_not_blink() -> None:
    openness = np.full((60, 2), 0.4, np.float32)
    openness[30:34] = 0.25
    yaw = np.zeros(60, np.float32)
    assert blinking(openness, yaw, [1 / FPS] * 59)[30:34].tolist() == [[True, False]] * 4
    yaw[30:34] = math.radians(20)
    assert not blinking(openness, yaw, [1 / FPS] * 59)[30:34].any()
