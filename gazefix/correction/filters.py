"""Smoothing over time, live and from both sides. Pure: state and time step are arguments."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from gazefix.types import Eye, FloatArray

#: Bounds of a filter's time step, in seconds: pauses and equal times must not upset it.
SHORTEST_STEP_S: Final = 0.001
LONGEST_STEP_S: Final = 0.25


@dataclass(frozen=True, slots=True)
class OneEuro:
    """Settings of a One Euro filter (Casiez, Roussel, Vogel, CHI 2012).

    It is a low-pass whose cutoff rises with the speed: steady on what rests, quick on what moves.

    min_cutoff_hz     cutoff for a value that stands still
    speed_gain        Hz of cutoff for each unit per second
    speed_cutoff_hz   cutoff of the speed itself
    """

    min_cutoff_hz: float
    speed_gain: float
    speed_cutoff_hz: float


#: Landmarks in eye widths: quiet on a still face, and with a moving one after two frames.
LANDMARK_FILTER: Final = OneEuro(min_cutoff_hz=0.6, speed_gain=6.0, speed_cutoff_hz=2.0)
#: Radius of the iris in eye widths, which only a turning head changes. The localizer's jumps by 3 %
#: from call to call; with 1 Hz single pixels of completed irises still move.
IRIS_CUTOFF_HZ: Final = 0.3
#: Gaze in radians: 90 % of a step of 20 degrees within 100 ms at 30 frames a second.
GAZE_FILTER: Final = OneEuro(min_cutoff_hz=1.0, speed_gain=3.0, speed_cutoff_hz=4.0)


@dataclass(frozen=True, slots=True, eq=False)
class Smoothed:
    """A filtered value and its filtered rate of change per second, arrays of one shape."""

    value: FloatArray
    rate: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class SmoothedEye:
    """An eye's filtered landmarks (7, 2) in pixels, and its iris's radius in eye widths."""

    landmarks: Smoothed
    iris: float


def step_s(last_s: float, time_s: float) -> float:
    """Return the time between two frames, within a filter's bounds."""
    return min(max(time_s - last_s, SHORTEST_STEP_S), LONGEST_STEP_S)


def one_euro(filter_: OneEuro, last: Smoothed | None, value: FloatArray, dt_s: float) -> Smoothed:
    """Return the state `dt_s` > 0 seconds after the last one; without one, the value itself.

    All elements share one cutoff, that of the fastest: points that belong together stay together.
    """
    if last is None:
        return Smoothed(value.astype(np.float32), np.zeros_like(value, np.float32))
    rate = (value - last.value) / dt_s
    rate = last.rate + _weight(filter_.speed_cutoff_hz, dt_s) * (rate - last.rate)
    cutoff_hz = filter_.min_cutoff_hz + filter_.speed_gain * float(np.abs(rate).max())
    smoothed = last.value + _weight(cutoff_hz, dt_s) * (value - last.value)
    return Smoothed(smoothed.astype(np.float32), rate.astype(np.float32))


def smooth_eye(eye: Eye, last: SmoothedEye | None, dt_s: float) -> tuple[Eye, SmoothedEye | None]:
    """Return the eye with smoothed landmarks and iris, and its state; one without width as it is.

    Openness stays, so that no blink is smoothed away.
    """
    width = eye.width_px
    if not width > 0:
        return eye, last
    scale, iris = np.float32(width), eye.iris_radius_px / width
    scaled = None
    if last:
        scaled = Smoothed(last.landmarks.value / scale, last.landmarks.rate)
        iris = low_pass(last.iris, iris, IRIS_CUTOFF_HZ, dt_s)
    new = one_euro(LANDMARK_FILTER, scaled, eye.landmarks / scale, dt_s)
    landmarks: FloatArray = new.value * scale
    smooth = replace(eye, landmarks=landmarks, iris_radius_px=iris * width)
    return smooth, SmoothedEye(Smoothed(landmarks, new.rate), iris)


def low_pass(last: float, value: float, cutoff_hz: float, dt_s: float) -> float:
    """Return a first-order low-pass, `dt_s` seconds after the last value."""
    return last + _weight(cutoff_hz, dt_s) * (value - last)


def slew(last: float, wanted: float, rate_per_s: float, dt_s: float) -> float:
    """Move towards `wanted` by at most `rate_per_s` a second."""
    step = rate_per_s * dt_s
    return min(max(wanted, last - step), last + step)


def hysteresis(last: bool, value: float, low: float, high: float) -> bool:
    """Return True above `high`, False below `low`, else the last state."""
    return value > low if last else value > high


def smoothstep(value: float) -> float:
    """Return 0 below 0, 1 above 1, smooth between."""
    t = min(1.0, max(0.0, value))
    return t * t * (3 - 2 * t)


def ramp(value: float, limits: tuple[float, float]) -> float:
    """Return 0 up to the lower limit, 1 from the upper one, smooth between."""
    low, high = limits
    return smoothstep((value - low) / (high - low))


def both_ways(filter_: OneEuro, values: FloatArray, steps_s: Sequence[float]) -> FloatArray:
    """Smooth values (N, ...) without lag: the mean of the filter run forward and backward.

    steps_s   the N - 1 time steps between the values, each > 0
    """
    forward = _run(filter_, values, steps_s)
    backward = _run(filter_, values[::-1], steps_s[::-1])[::-1]
    mean: FloatArray = (forward + backward) / np.float32(2)
    return mean


def low_pass_both_ways(
    values: FloatArray, cutoff_hz: float, steps_s: Sequence[float]
) -> FloatArray:
    """Smooth values (N, ...) by a first-order low-pass without lag; `steps_s` as in `both_ways`."""
    ways = []
    for way, steps in ((values, steps_s), (values[::-1], steps_s[::-1])):
        run = [way[0]]
        for value, step in zip(way[1:], steps, strict=True):
            run.append(run[-1] + np.float32(_weight(cutoff_hz, step)) * (value - run[-1]))
        ways.append(np.stack(run))
    mean: FloatArray = (ways[0] + ways[1][::-1]) / np.float32(2)
    return mean


def below(values: Sequence[float], rate_per_s: float, steps_s: Sequence[float]) -> list[float]:
    """Return the highest course at or below `values` that changes by `rate_per_s` at most.

    The rate holds in both directions of time: a fall is over by the time the value is low.
    """
    low = list(values)
    for i, step in enumerate(steps_s):
        low[i + 1] = min(low[i + 1], low[i] + rate_per_s * step)
    for i in range(len(low) - 2, -1, -1):
        low[i] = min(low[i], low[i + 1] + rate_per_s * steps_s[i])
    return low


def _weight(cutoff_hz: float, dt_s: float) -> float:
    """Return the share of a new value that a first-order low-pass takes in."""
    return 1.0 - math.exp(-2 * math.pi * cutoff_hz * dt_s)


def _run(filter_: OneEuro, values: FloatArray, steps_s: Sequence[float]) -> FloatArray:
    state = one_euro(filter_, None, values[0], 1.0)
    run = [state.value]
    for value, step in zip(values[1:], steps_s, strict=True):
        state = one_euro(filter_, state, value, step)
        run.append(state.value)
    return np.stack(run)
