"""The threads of a session, and the pauses between attempts."""

from __future__ import annotations

import threading
import time

import pytest

from gazefix.live.worker import Pauses, Stage

PATIENCE_S = 20.0


def test_what_the_body_raises_is_told() -> None:
    errors: list[Exception] = []

    def body(_: Stage) -> None:
        raise ValueError("broken")

    stage = Stage("x", body, threading.Event(), errors.append)
    stage.start()
    stage.join(PATIENCE_S)
    assert [str(error) for error in errors] == ["broken"]


def test_a_stage_is_stuck_only_while_a_call_is_over_its_limit() -> None:
    stage = Stage("x", lambda _: None, threading.Event(), lambda _: None)
    now = time.perf_counter()
    assert not stage.stuck(now + 1000)
    with stage.busy(5.0):
        assert not stage.stuck(now + 4)
        assert stage.stuck(now + 1000)
    assert not stage.stuck(now + 1000)


def test_a_stage_that_was_given_up_is_not_wanted_and_its_errors_count_no_more() -> None:
    errors: list[Exception] = []
    go_on = threading.Event()

    def body(stage: Stage) -> None:
        assert go_on.wait(PATIENCE_S)
        assert not stage.wanted()
        raise ValueError("too late")

    stage = Stage("x", body, threading.Event(), errors.append)
    stage.start()
    assert stage.wanted()
    stage.give_up()
    go_on.set()
    stage.join(PATIENCE_S)
    assert not stage.alive
    assert errors == []


def test_the_sessions_end_ends_a_pause() -> None:
    stopping = threading.Event()
    stage = Stage("x", lambda stage: stage.pause(PATIENCE_S), stopping, lambda _: None)
    stage.start()
    stopping.set()
    began = time.perf_counter()
    stage.join(PATIENCE_S)
    assert time.perf_counter() - began < PATIENCE_S / 2


def test_pauses_grow_up_to_the_longest_and_begin_again_after_success() -> None:
    pauses = Pauses(5.0)
    assert [pauses.next_s() for _ in range(7)] == pytest.approx(
        [0.25, 0.5, 1.0, 2.0, 4.0, 5.0, 5.0]
    )
    pauses.reset()
    assert pauses.next_s() == pytest.approx(0.25)
