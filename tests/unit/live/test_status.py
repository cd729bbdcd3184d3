"""What a session counts."""

from __future__ import annotations

import time

import pytest

from gazefix.errors import InputError
from gazefix.live.status import SessionCounters, SessionStatus


def test_the_rate_counts_new_frames_of_the_last_two_seconds() -> None:
    counters = SessionCounters()
    for index in range(50):  # ten a second, and repeats between them
        counters.sent(100 + index / 10, 20.0)
        counters.sent(100 + index / 10 + 0.05, None)
    status = counters.counted(SessionStatus(), running=False)
    assert status.fps == pytest.approx(10)
    assert (status.frames_out, status.frames_repeated) == (50, 50)


def test_the_rate_of_a_running_session_falls_when_no_frames_are_sent() -> None:
    counters = SessionCounters()
    now = time.perf_counter()
    for index in range(10):
        counters.sent(now - 1.5 + index / 30, 20.0)
    assert counters.counted(SessionStatus(), running=False).fps == pytest.approx(30)
    assert 0 < counters.counted(SessionStatus(), running=True).fps <= 6


def test_latencies_are_told_by_median_and_95th_percentile() -> None:
    counters = SessionCounters()
    for latency_ms in range(101):
        counters.sent(100.0, latency_ms)
    status = counters.counted(SessionStatus(), running=False)
    assert (status.latency_p50_ms, status.latency_p95_ms) == (50.0, 95.0)


def test_a_session_that_sent_nothing_has_no_rate_and_keeps_its_other_fields() -> None:
    counters = SessionCounters()
    counters.captured()
    error = InputError("unplugged")
    counters.failed(error)
    status = counters.counted(SessionStatus(source="demo"), running=True)
    assert (status.source, status.fps, status.latency_p50_ms) == ("demo", 0.0, 0.0)
    assert (status.frames_in, status.frames_failed) == (1, 1)
    assert status.last_error is error
