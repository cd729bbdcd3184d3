"""How long the camera stays open without a reader."""

from __future__ import annotations

from gazefix.live.output import IDLE_S, Demand


def test_a_camera_that_is_read_is_wanted() -> None:
    demand = Demand()
    assert all(demand.update(1, float(second)) for second in range(100))


def test_it_is_wanted_for_ten_seconds_after_the_last_reader() -> None:
    demand = Demand()
    demand.update(1, 0.0)
    assert demand.update(0, IDLE_S - 0.1)
    assert not demand.update(0, IDLE_S + 0.1)


def test_it_is_wanted_at_first_for_a_reader_to_come() -> None:
    demand = Demand()
    assert demand.update(0, 50.0)
    assert not demand.update(0, 50.0 + IDLE_S)


def test_a_reader_makes_it_wanted_at_once() -> None:
    demand = Demand()
    demand.update(0, 0.0)
    demand.update(0, 100.0)
    assert demand.update(1, 100.1)


def test_it_is_always_wanted_where_readers_are_unknown() -> None:
    demand = Demand()
    assert all(demand.update(None, float(second)) for second in range(100))
