"""The threads of a session, and the pauses between attempts."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from collections.abc import Callable
from typing import Any

import pytest

from gazefix.errors import InputError
from gazefix.live.backoff import Backoff
from gazefix.live.messages import Channels
from gazefix.live.worker import Worker, without_frames

PATIENCE_S = 20.0


class Stage(Worker):
    """Does what a test says."""

    def __init__(self, body: Callable[[Stage], Any]) -> None:
        self.errors: list[str] = []
        self.channels = Channels(lambda: None, lambda error: self.errors.append(str(error)))  # type: ignore[arg-type, return-value]
        super().__init__("x", self.channels)
        self._body = body

    def work(self) -> None:
        self._body(self)

    def successor(self) -> Stage:
        return Stage(self._body)


def test_what_a_stage_raises_ends_the_session() -> None:
    def body(_: Stage) -> None:
        raise ValueError("broken")

    stage = Stage(body)
    stage.start()
    stage.join(PATIENCE_S)
    assert stage.errors == ["broken"]


def test_a_stage_is_stuck_only_while_a_call_is_over_its_limit() -> None:
    stage = Stage(lambda _: None)
    now = time.perf_counter()
    assert not stage.stuck(now + 1000)
    with stage.busy(5.0):
        assert not stage.stuck(now + 4)
        assert stage.stuck(now + 1000)
    assert not stage.stuck(now + 1000)


def test_a_stage_that_was_given_up_is_not_wanted_and_its_errors_count_no_more() -> None:
    go_on = threading.Event()

    def body(stage: Stage) -> None:
        assert go_on.wait(PATIENCE_S)
        assert not stage.wanted()
        raise ValueError("too late")

    stage = Stage(body)
    stage.start()
    assert stage.wanted()
    stage.give_up()
    go_on.set()
    stage.join(PATIENCE_S)
    assert not stage.is_alive()
    assert stage.errors == []


def test_the_sessions_end_ends_a_pause() -> None:
    stage = Stage(lambda stage: stage.pause(PATIENCE_S))
    stage.start()
    stage.channels.stopping.set()
    began = time.perf_counter()
    stage.join(PATIENCE_S)
    assert time.perf_counter() - began < PATIENCE_S / 2


def test_pauses_grow_up_to_the_longest_and_start_again_after_success() -> None:
    backoff = Backoff(5.0)
    assert [backoff.next_s() for _ in range(7)] == pytest.approx(
        [0.25, 0.5, 1.0, 2.0, 4.0, 5.0, 5.0]
    )
    backoff.reset()
    assert backoff.next_s() == pytest.approx(0.25)


def test_an_error_that_is_kept_holds_none_of_the_values_it_passed() -> None:
    class Picture:
        pass

    def lose() -> weakref.ref[Picture]:
        picture = Picture()
        try:
            try:
                raise ValueError("a driver's words")
            except ValueError as error:
                raise InputError("the source failed") from error
        except InputError as error:
            kept.append(without_frames(error))
        return weakref.ref(picture)

    kept: list[InputError] = []
    picture = lose()
    gc.collect()
    assert picture() is None
    assert str(kept[0].__cause__) == "a driver's words"
