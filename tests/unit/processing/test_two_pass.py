"""A thread that gets the next items early."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from gazefix.processing.two_pass import ahead


def test_all_items_come_in_order() -> None:
    assert list(ahead(range(100), 3)) == list(range(100))
    assert list(ahead([], 3)) == []


def test_the_next_items_are_taken_while_one_is_worked_on_and_no_more() -> None:
    taken: list[int] = []
    third = threading.Event()

    def items() -> Iterator[int]:
        for number in range(10):
            taken.append(number)
            if number == 2:
                third.set()
            yield number

    with closing(ahead(items(), 2)) as numbers:
        assert next(numbers) == 0
        assert third.wait(5)
    assert taken == [0, 1, 2]


def test_an_error_comes_after_the_items_before_it() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("cut off")

    numbers = ahead(items(), 4)
    assert next(numbers) == 1
    with pytest.raises(ValueError, match="cut off"):
        next(numbers)


def test_nothing_is_taken_any_more_once_it_is_closed() -> None:
    inside, go_on = threading.Event(), threading.Event()
    state = {"busy": False, "taken": 0}

    def items() -> Iterator[int]:
        while True:
            state["busy"] = True
            state["taken"] += 1
            if state["taken"] == 2:
                inside.set()
                go_on.wait(5)
            state["busy"] = False
            yield state["taken"]

    numbers = ahead(items(), 3)
    assert next(numbers) == 1
    assert inside.wait(5)
    threading.Timer(0.05, go_on.set).start()
    numbers.close()
    assert state == {"busy": False, "taken": 2}
