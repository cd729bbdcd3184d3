"""Smoothing: steady on what stands still, quick on what moves."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazefix.correction.filters import (
    GAZE_FILTER,
    OneEuro,
    Smoothed,
    below,
    both_ways,
    hysteresis,
    low_pass,
    low_pass_both_ways,
    one_euro,
    slew,
    smoothstep,
)
from gazefix.types import FloatArray

FILTER = OneEuro(min_cutoff_hz=1.0, speed_gain=1.0, speed_cutoff_hz=1.0)
NUMBERS = st.floats(-100, 100)
STEPS = st.floats(0.001, 0.25)


def run(filter_: OneEuro, values: FloatArray, dt_s: float) -> FloatArray:
    state: Smoothed | None = None
    out = []
    for value in values:
        state = one_euro(filter_, state, np.atleast_1d(value).astype(np.float32), dt_s)
        out.append(state.value)
    return np.array(out)


def test_the_first_value_comes_out_as_it_is() -> None:
    assert one_euro(FILTER, None, np.array([3.0, 4.0], np.float32), 0.03).value.tolist() == [
        3.0,
        4.0,
    ]


@given(NUMBERS, NUMBERS, STEPS)
def test_a_smoothed_value_lies_between_the_last_and_the_new_one(
    last: float, new: float, dt_s: float
) -> None:
    state = one_euro(FILTER, None, np.array([last], np.float32), dt_s)
    value = float(one_euro(FILTER, state, np.array([new], np.float32), dt_s).value[0])
    assert min(last, new) - 1e-4 <= value <= max(last, new) + 1e-4


def test_a_saccade_of_20_degrees_is_followed_within_100_ms() -> None:
    steps = np.full(10, math.radians(20.0))
    steps[0] = 0.0
    followed = run(GAZE_FILTER, steps, 1 / 30)[:, 0]
    assert followed[3] >= 0.9 * math.radians(20.0)  # the third frame after the jump


def test_a_fixation_with_noise_is_calmed() -> None:
    noise = np.radians(np.random.default_rng(1).normal(0, 0.5, 300))
    calmed = run(GAZE_FILTER, noise, 1 / 30)[60:, 0]
    assert np.abs(np.diff(calmed)).mean() < 0.4 * np.abs(np.diff(noise[60:])).mean()


def test_all_elements_share_the_cutoff_of_the_fastest() -> None:
    still = run(FILTER, np.array([[0, 0], [1, 0]]), 0.03)[1, 0]
    moving = run(FILTER, np.array([[0, 0], [1, 50]]), 0.03)[1, 0]
    assert moving > still


@given(NUMBERS, NUMBERS, st.floats(0, 10), STEPS)
def test_a_slewed_value_changes_by_no_more_than_its_rate(
    last: float, wanted: float, rate: float, dt_s: float
) -> None:
    new = slew(last, wanted, rate, dt_s)
    assert abs(new - last) <= rate * dt_s + 1e-9
    assert abs(new - wanted) <= abs(last - wanted) + 1e-9


@given(NUMBERS, NUMBERS, STEPS)
def test_two_half_steps_of_a_low_pass_are_one_whole(last: float, value: float, dt_s: float) -> None:
    half = low_pass(low_pass(last, value, 2.0, dt_s / 2), value, 2.0, dt_s / 2)
    assert half == pytest.approx(low_pass(last, value, 2.0, dt_s), abs=1e-6)


@pytest.mark.parametrize(
    ("last", "value", "new"),
    [(False, 0.5, False), (True, 0.5, True), (False, 0.8, True), (True, 0.2, False)],
)
def test_hysteresis_keeps_its_state_between_the_thresholds(
    last: bool, value: float, new: bool
) -> None:
    assert hysteresis(last, value, 0.3, 0.7) is new


@given(st.floats(-5, 5))
def test_a_smooth_step_stays_within_0_and_1(value: float) -> None:
    assert 0 <= smoothstep(value) <= 1


# Both ways

EVENLY = [1 / 30] * 89


def test_both_ways_a_ramp_is_not_delayed() -> None:
    ramp = np.arange(90, dtype=np.float32)[:, None]
    smoothed = both_ways(OneEuro(1.0, 0.0, 1.0), ramp, EVENLY)
    np.testing.assert_allclose(smoothed[40:50], ramp[40:50], atol=0.05)
    assert abs(one_way(OneEuro(1.0, 0.0, 1.0), ramp)[45] - 45) > 2


def one_way(filter_: OneEuro, values):  # type: ignore[no-untyped-def]
    state = None
    run = []
    for value in values:
        state = one_euro(filter_, state, value, 1 / 30)
        run.append(float(state.value[0]))
    return run


def test_both_ways_noise_is_less_than_one_way() -> None:
    noise = np.random.default_rng(0).normal(0, 1, (90, 1)).astype(np.float32)
    filter_ = OneEuro(1.0, 0.0, 1.0)
    assert both_ways(filter_, noise, EVENLY)[20:70].std() < 0.9 * np.std(
        one_way(filter_, noise)[20:70]
    )


def test_a_low_pass_both_ways_keeps_a_constant_and_a_single_value() -> None:
    values = np.full((90, 2), 3.0, np.float32)
    np.testing.assert_allclose(low_pass_both_ways(values, 0.25, EVENLY), values)
    np.testing.assert_allclose(low_pass_both_ways(values[:1], 0.25, []), values[:1])


def test_below_never_exceeds_and_never_changes_faster() -> None:
    wanted = [1.0] * 30 + [0.0] * 5 + [1.0] * 55
    low = below(wanted, 4.0, EVENLY)
    assert all(a <= b for a, b in zip(low, wanted, strict=True))
    assert max(abs(a - b) for a, b in pairwise(low)) <= 4 / 30 + 1e-9
    assert (low[0], low[20], low[32], low[80]) == (1.0, 1.0, 0.0, 1.0)
    assert low[29] < 0.2
    assert below([0.5], 4.0, []) == [0.5]
