"""The slot between two threads, and the clock that repeats the last frame."""

from __future__ import annotations

import threading

import pytest

from gazefix.live.mailbox import Mailbox, RepeatClock

PERIOD_S = 1 / 30


def test_a_newer_item_replaces_an_older_one_and_is_counted() -> None:
    box: Mailbox[int] = Mailbox()
    for item in (1, 2, 3):
        box.put(item)
    assert box.get(0) == 3
    assert box.replaced == 2
    assert box.get(0) is None


def test_an_item_is_taken_once() -> None:
    box: Mailbox[int] = Mailbox()
    box.put(1)
    assert (box.get(0), box.get(0)) == (1, None)
    assert box.replaced == 0


def test_closing_wakes_a_thread_that_waits() -> None:
    box: Mailbox[int] = Mailbox()
    got: list[int | None] = []
    waiting = threading.Thread(target=lambda: got.append(box.get()))
    waiting.start()
    box.close()
    waiting.join(5)
    assert got == [None]


def test_an_item_in_a_closed_mailbox_can_still_be_taken() -> None:
    box: Mailbox[int] = Mailbox()
    box.put(1)
    box.close()
    assert not box.finished
    assert box.get() == 1
    assert box.finished


def test_nothing_goes_into_a_closed_mailbox() -> None:
    box: Mailbox[int] = Mailbox()
    box.close()
    box.put(1)
    assert box.finished


def rates(new_every_s: float) -> tuple[float, float]:
    """Return the new and repeated frames per second that the output thread sends in ten seconds."""
    clock, now, next_new, new, repeated = RepeatClock(PERIOD_S), 0.0, 0.0, 0, 0
    while now < 10.0:
        due = clock.remaining_s(now)
        if due is None or next_new <= now + due:
            now, next_new, new = next_new, next_new + new_every_s, new + 1
        else:
            now, repeated = now + due, repeated + 1
        clock.sent(now)
    return new / 10, repeated / 10


def test_a_steady_source_at_the_sinks_rate_is_never_repeated() -> None:
    assert rates(PERIOD_S) == pytest.approx((30, 0), abs=0.3)


@pytest.mark.parametrize("rate", [5, 10, 15, 20, 24, 27])
def test_a_slow_source_is_repeated_up_to_the_sinks_rate(rate: int) -> None:
    new, repeated = rates(1 / rate)
    assert new == pytest.approx(rate, abs=0.3)
    assert 29.5 <= new + repeated <= 34  # a reader minds a gap, and hardly an eighth too many


def test_a_frame_that_comes_a_third_of_a_period_late_is_not_preceded_by_a_repeat() -> None:
    clock = RepeatClock(PERIOD_S)
    clock.sent(10.0)
    assert clock.remaining_s(10.0 + 1.33 * PERIOD_S) > 0


def test_no_repeat_is_due_before_the_first_frame_nor_without_a_period() -> None:
    assert RepeatClock(PERIOD_S).remaining_s(0.0) is None
    unpaced = RepeatClock(None)
    unpaced.sent(1.0)
    assert unpaced.remaining_s(99.0) is None


def test_repeats_missed_in_a_long_pause_are_not_caught_up() -> None:
    clock = RepeatClock(PERIOD_S)
    clock.sent(0.0)
    assert clock.remaining_s(3600.0) == 0.0
    clock.sent(3600.0)
    assert clock.remaining_s(3600.0) == pytest.approx(PERIOD_S)
