"""Smoothing over time. Pure: the state is a value, the time step an argument."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gazefix.types import FloatArray


@dataclass(frozen=True, slots=True)
class OneEuro:
    """Settings of a One Euro filter (Casiez, Roussel, Vogel, CHI 2012): a low-pass whose cutoff rises with the speed, so that
    what stands still is steady and what moves does not lag.

    min_cutoff_hz     cutoff for a value that stands still
    speed_gain        Hz of cutoff for each unit per second
    speed_cutoff_hz   cutoff of the speed itself
    """

    min_cutoff_hz: float
    speed_gain: float
    speed_cutoff_hz: float


@dataclass(frozen=True, slots=True, eq=False)
class Smoothed:
    """A filtered value and its filtered rate of change in units per second, arrays of one shape."""

    value: FloatArray
    rate: FloatArray


def one_euro(filter_: OneEuro, last: Smoothed | None, value: FloatArray, dt_s: float) -> Smoothed:
    """The next state for a new value (any shape), `dt_s` > 0 seconds after the last one; the value itself if there is none.

    All elements share one cutoff, that of the largest speed: points that belong together stay together.
    """
    if last is None:
        return Smoothed(value.astype(np.float32), np.zeros_like(value, np.float32))
    rate = (value - last.value) / dt_s
    rate = last.rate + _weight(filter_.speed_cutoff_hz, dt_s) * (rate - last.rate)
    cutoff_hz = filter_.min_cutoff_hz + filter_.speed_gain * float(np.abs(rate).max())
    smoothed = last.value + _weight(cutoff_hz, dt_s) * (value - last.value)
    return Smoothed(smoothed.astype(np.float32), rate.astype(np.float32))


def low_pass(last: float, value: float, cutoff_hz: float, dt_s: float) -> float:
    """A first-order low-pass, `dt_s` seconds after the last value."""
    return last + _weight(cutoff_hz, dt_s) * (value - last)


def slew(last: float, wanted: float, rate_per_s: float, dt_s: float) -> float:
    """As near to `wanted` as a change of at most `rate_per_s` a second allows."""
    step = rate_per_s * dt_s
    return min(max(wanted, last - step), last + step)


def hysteresis(last: bool, value: float, low: float, high: float) -> bool:
    """On above `high`, off below `low`, else as it was."""
    return value > low if last else value > high


def smoothstep(value: float) -> float:
    """0 below 0, 1 above 1, smooth between."""
    t = min(1.0, max(0.0, value))
    return t * t * (3 - 2 * t)


def _weight(cutoff_hz: float, dt_s: float) -> float:
    """How much of a new value a first-order low-pass takes in."""
    return 1.0 - math.exp(-2 * math.pi * cutoff_hz * dt_s)


def both_ways(filter_: OneEuro, values: FloatArray, steps_s: Sequence[float]) -> FloatArray:
    """Values (N, ...) smoothed from both sides of time, so that nothing lags: the mean of the filter run forward and backward.

    steps_s   the N - 1 time steps between them, each > 0
    """
    forward = _run(filter_, values, steps_s)
    backward = _run(filter_, values[::-1], steps_s[::-1])[::-1]
    mean: FloatArray = (forward + backward) / np.float32(2)
    return mean


def low_pass_both_ways(
    values: FloatArray, cutoff_hz: float, steps_s: Sequence[float]
) -> FloatArray:
    """Values (N, ...) under a first-order low-pass from both sides of time; `steps_s` as in `both_ways`."""
    ways = []
    for way, steps in ((values, steps_s), (values[::-1], steps_s[::-1])):
        run = [way[0]]
        for value, step in zip(way[1:], steps, strict=True):
            run.append(run[-1] + np.float32(_weight(cutoff_hz, step)) * (value - run[-1]))
        ways.append(np.stack(run))
    mean: FloatArray = (ways[0] + ways[1][::-1]) / np.float32(2)
    return mean


def below(values: Sequence[float], rate_per_s: float, steps_s: Sequence[float]) -> list[float]:
    """The highest values that never exceed the given ones and never change faster than `rate_per_s`, in either direction of
    time: what falls has fallen by the time it must."""
    low = list(values)
    for i, step in enumerate(steps_s):
        low[i + 1] = min(low[i + 1], low[i] + rate_per_s * step)
    for i in range(len(low) - 2, -1, -1):
        low[i] = min(low[i], low[i + 1] + rate_per_s * steps_s[i])
    return low


def _run(filter_: OneEuro, values: FloatArray, steps_s: Sequence[float]) -> FloatArray:
    state = one_euro(filter_, None, values[0], 1.0)
    run = [state.value]
    for value, step in zip(values[1:], steps_s, strict=True):
        state = one_euro(filter_, state, value, step)
        run.append(state.value)
    return np.stack(run)
