"""When corrected frames are shown, and when untouched ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazefix.correction.failsafe import FailSafe, Show, Treatment
from gazefix.correction.policy import Reason
from gazefix.errors import CorrectionError

# As the code has them; a change there must be meant.
FADE_S = 0.4
GIVE_UP = 30
LONGEST_PROBATION = 240
PROBATION = 15
PROBE_EVERY_S = 0.5
PROBES = 5
RELAPSE_S = 10.0
REPEATS = 3
REST_S = 10.0

PERIOD_S = 1 / 30
FAST_S = 0.01


class Run:
    """Frames that go through a FailSafe one after the other, at a steady rate."""

    def __init__(self) -> None:
        self.failsafe = FailSafe()
        self.now_s = 100.0
        self.fade_ins = 0

    def good(self, work_s: float = FAST_S) -> Show:
        self.now_s += max(PERIOD_S, work_s)
        if self.failsafe.treatment(self.now_s) is Treatment.LEAVE:
            return Show.UNTOUCHED
        show, fade_in = self.failsafe.succeeded(self.now_s, work_s)
        self.fade_ins += fade_in
        return show

    def bad(self, why: str = "broken", *, seen: bool = False) -> Show:
        self.now_s += PERIOD_S
        if self.failsafe.treatment(self.now_s) is Treatment.LEAVE:
            return Show.UNTOUCHED
        return self.failsafe.failed(self.now_s, CorrectionError(why), seen=seen)

    def wait(self, seconds: float) -> None:
        self.now_s += seconds


def test_what_works_is_shown() -> None:
    run = Run()
    assert {run.good() for _ in range(100)} == {Show.CORRECTED}
    assert run.failsafe.reason is None
    assert run.fade_ins == 0


def test_the_last_picture_stands_in_for_three_failures_then_untouched_frames_with_the_error() -> (
    None
):
    run = Run()
    run.good()
    assert [run.bad() for _ in range(5)] == [Show.LAST] * REPEATS + [Show.UNTOUCHED] * 2
    assert run.failsafe.reason is Reason.FAILED
    assert str(run.failsafe.error) == "broken"


def test_single_failures_never_show_an_untouched_frame() -> None:
    run = Run()
    shown = {show for _ in range(50) for show in (run.good(), run.bad())}
    assert shown == {Show.CORRECTED, Show.LAST}


def test_trust_comes_back_after_a_row_of_good_frames_and_fades_in() -> None:
    run = Run()
    for _ in range(4):
        run.bad()
    assert [run.good() for _ in range(PROBATION)] == [Show.UNTOUCHED] * PROBATION
    assert (run.fade_ins, run.failsafe.reason) == (1, None)
    assert run.good() is Show.CORRECTED


def test_one_failure_begins_the_probation_anew() -> None:
    run = Run()
    for _ in range(4):
        run.bad()
    for _ in range(PROBATION - 1):
        run.good()
    run.bad()
    assert [run.good() for _ in range(PROBATION + 1)] == [Show.UNTOUCHED] * PROBATION + [
        Show.CORRECTED
    ]


def test_who_relapses_is_trusted_later_each_time_but_not_for_ever() -> None:
    run = Run()
    lengths = []
    for _ in range(7):
        for _ in range(4):
            run.bad()
        lengths.append(0)
        while run.good() is Show.UNTOUCHED:
            lengths[-1] += 1
    assert lengths == [min(PROBATION * 2**n, LONGEST_PROBATION) for n in range(7)]
    run.wait(RELAPSE_S + 1)
    for _ in range(4):
        run.bad()
    assert [run.good() for _ in range(PROBATION + 1)][-1] is Show.CORRECTED


def test_after_thirty_failures_it_is_tried_every_ten_seconds_only() -> None:
    run = Run()
    for _ in range(GIVE_UP):
        run.bad()
    tried = [
        run.failsafe.treatment(run.now_s + n * PERIOD_S) for n in range(1, 901)
    ]  # thirty seconds
    assert tried.count(Treatment.TRY) == 30 / REST_S
    assert set(tried) == {Treatment.TRY, Treatment.LEAVE}
    run.wait(31)
    assert run.good() is Show.UNTOUCHED
    assert (
        run.failsafe.treatment(run.now_s + PERIOD_S) is Treatment.TRY
    )  # it works again: each frame counts from now on


def test_a_frame_that_was_replaced_by_untouched_ones_takes_the_trust_at_once() -> None:
    run = Run()
    run.good()
    assert run.bad("it hangs", seen=True) is Show.UNTOUCHED
    assert run.good() is Show.UNTOUCHED


def test_a_machine_that_is_too_slow_fades_out_and_then_is_only_timed() -> None:
    run = Run()
    began = run.now_s
    while run.failsafe.reason is not Reason.TOO_SLOW:
        assert run.good(0.12) is Show.CORRECTED
    assert 1.5 <= run.now_s - began <= 2.5
    assert run.failsafe.treatment(run.now_s + 0.01) is Treatment.FADE_OUT
    assert run.failsafe.succeeded(run.now_s + 0.2, 0.12) == (Show.CORRECTED, False)
    run.wait(FADE_S)
    attempts = [run.failsafe.treatment(run.now_s + n * PERIOD_S) for n in range(90)]
    assert attempts.count(Treatment.TRY) == pytest.approx(3 / PROBE_EVERY_S, abs=1)
    assert set(attempts) == {Treatment.TRY, Treatment.LEAVE}


def test_a_failure_while_it_fades_out_ends_the_fade() -> None:
    run = Run()
    while run.failsafe.reason is not Reason.TOO_SLOW:
        run.good(0.12)
    assert run.bad() is Show.UNTOUCHED
    assert run.good(0.12) is Show.UNTOUCHED


def test_it_comes_back_when_it_could_keep_fifteen_a_second_and_not_before() -> None:
    run = Run()
    while run.failsafe.reason is not Reason.TOO_SLOW:
        run.good(0.12)
    run.wait(FADE_S)
    for _ in range(100):
        assert run.good(0.08) is Show.UNTOUCHED  # 12 a second
    assert run.failsafe.reason is Reason.TOO_SLOW
    began = run.now_s
    while run.good(0.05) is Show.UNTOUCHED:
        pass
    assert (run.fade_ins, run.failsafe.reason) == (1, None)
    assert run.now_s - began == pytest.approx(PROBES * PROBE_EVERY_S, abs=0.6)


def test_a_camera_that_gives_few_frames_is_not_a_slow_machine() -> None:
    run = Run()
    for _ in range(50):
        run.wait(0.2)
        assert run.good(0.02) is Show.CORRECTED


def test_one_slow_moment_is_not_a_slow_machine() -> None:
    run = Run()
    for _ in range(60):
        run.good()
    run.good(0.45)
    assert {run.good() for _ in range(60)} == {Show.CORRECTED}


@given(st.lists(st.sampled_from(["good", "bad", "slow", "hang", "wait"]), max_size=400))
def test_corrected_and_untouched_frames_never_alternate(events: list[str]) -> None:
    """Between an untouched frame and the next corrected one the correction has been told to fade
    in."""
    run = Run()
    untouched, faded_in = False, 0
    for event in events:
        if event == "wait":
            run.wait(1.0)
            continue
        show = {
            "good": run.good,
            "bad": run.bad,
            "slow": lambda: run.good(0.3),
            "hang": lambda: run.bad(seen=True),
        }[event]()
        if show is Show.UNTOUCHED and not untouched:
            untouched, faded_in = True, run.fade_ins
        elif show is Show.CORRECTED:
            assert not untouched or run.fade_ins > faded_in
            untouched = False
