"""The live threads, with sources, correctors and sinks that the test controls step by step."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any, cast

import pytest
from helpers.live import (
    PATIENCE_S,
    SMALL,
    ListSink,
    StepCorrector,
    StepSource,
    TickSource,
    frame,
    in_step_with,
    parts_of,
    session_of,
    session_threads,
    status_when,
    until,
)

from gazefix.config import Config, CorrectionConfig, EngineConfig
from gazefix.correction.corrector import Corrector
from gazefix.correction.gaze import NO_PROFILE, Profile
from gazefix.correction.policy import Decision, Reason
from gazefix.correction.redirector import Correction, Measurement, SeenFace
from gazefix.errors import DeviceError, InputError, OutputError, ProfileError
from gazefix.live.session import Session
from gazefix.live.status import State
from gazefix.types import Frame, Gaze, GazeReading

STRONG = replace(SMALL, correction=CorrectionConfig(strength=40))


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    yield
    assert session_threads() == []


def test_every_frame_is_corrected_and_sent_in_order_where_nothing_is_slow() -> None:
    sink = ListSink()
    with session_of(StepSource(in_step_with(sink, 5)), StepCorrector(), sink) as session:
        assert session.wait(PATIENCE_S)
    assert sink.indices == [0, 1, 2, 3, 4]
    assert [int(sent.bgr[0, 0, 0]) for sent in sink.frames] == [100, 101, 102, 103, 104]
    status = session.status()
    assert (status.frames_in, status.frames_out, status.frames_dropped, status.frames_repeated) == (
        5,
        5,
        0,
        0,
    )
    assert (status.state, status.reason, status.last_error) == (
        State.ENDED,
        Reason.CORRECTING,
        None,
    )
    assert (status.source, status.sink) == ("steps", "list")


def test_the_end_of_the_source_ends_the_session_and_closes_both_ends() -> None:
    sink = ListSink()
    source = StepSource(in_step_with(sink, 1))
    with session_of(source, StepCorrector(), sink) as session:
        assert session.wait(PATIENCE_S)
    assert source.closed == 1
    assert sink.closed == 1
    assert session.over


def test_no_card_interrupts_a_camera_that_is_slower_than_the_limit_for_cards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("gazefix.live.capture.STALE_S", 0.05)
    sink = ListSink(period_s=0.01, live=True)
    with session_of(TickSource(0.2), StepCorrector(), sink):
        until(lambda: sink.frames and sink.frames[-1].index >= 2)
        learned = len(sink.frames)
        until(lambda: sink.frames[-1].index >= 7)
    assert "C" in sink.kinds()[:learned]
    assert set(sink.kinds()[learned:]) == {"c"}


def test_a_slow_corrector_gets_the_newest_frame_and_the_others_count_as_dropped() -> None:
    began, go_on = threading.Event(), threading.Event()

    def slow(taken: Frame) -> None:
        if taken.index == 0:
            began.set()
            assert go_on.wait(PATIENCE_S)

    def give(index: int) -> Frame | None:
        if index == 1:
            assert began.wait(PATIENCE_S)
        if index == 10:
            go_on.set()
            return None
        return frame(index)

    sink = ListSink()
    with session_of(StepSource(give), StepCorrector(slow), sink) as session:
        assert session.wait(PATIENCE_S)
    # Frame 10 is None: the last frame waits in the slot while the source ends, and is still sent.
    assert sink.indices[-1] == 9
    assert (
        session.status().frames_out + session.status().frames_dropped
        == session.status().frames_in
        == 10
    )
    assert session.status().frames_dropped >= 8


def test_a_slow_sink_gets_the_newest_frame_and_the_last_one_is_sent() -> None:
    began, go_on = threading.Event(), threading.Event()

    def slow(_: Frame) -> None:
        if not began.is_set():
            began.set()
            assert go_on.wait(PATIENCE_S)

    corrected = threading.Semaphore(0)

    def give(index: int) -> Frame | None:
        if index == 1:
            assert began.wait(PATIENCE_S)
        if 1 <= index <= 5:
            assert corrected.acquire(timeout=PATIENCE_S)
        if index == 6:
            go_on.set()
            return None
        return frame(index)

    sink = ListSink(slow)
    with session_of(
        StepSource(give), StepCorrector(lambda _: corrected.release()), sink
    ) as session:
        assert session.wait(PATIENCE_S)
    assert sink.indices[0] == 0
    assert sink.indices[-1] == 5
    assert session.status().frames_out + session.status().frames_dropped == 6


def test_an_error_of_a_clip_is_raised_by_wait() -> None:
    error = InputError("the clip is damaged", "copy it again")
    sink = ListSink()

    def give(index: int) -> Frame:
        if index == 0:
            return frame(0)
        assert sink.arrived.acquire(timeout=PATIENCE_S)
        raise error

    source = StepSource(give)
    with session_of(source, StepCorrector(), sink) as session, pytest.raises(InputError) as raised:
        session.wait(PATIENCE_S)
    assert raised.value is error
    status = session.status()
    assert (status.state, status.error, status.last_error) == (State.FAILED, error, error)
    assert (source.closed, sink.closed) == (1, 1)


def test_an_error_of_the_sink_is_raised_by_wait_and_ends_a_waiting_source() -> None:
    def refuse(_: Frame) -> None:
        raise OutputError("no space")

    def give(index: int) -> Frame | None:
        if index == 0:
            return frame(0)
        source.wait_for_interruption()
        return None

    source = StepSource(give)
    with (
        session_of(source, StepCorrector(), ListSink(refuse)) as session,
        pytest.raises(OutputError),
    ):
        session.wait(PATIENCE_S)
    assert session.status().state is State.FAILED


def test_a_correction_that_keeps_failing_is_logged_now_and_then(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(_: Frame) -> None:
        raise ValueError("NaN")

    sink = ListSink()
    with (
        caplog.at_level(logging.WARNING),
        session_of(TickSource(), StepCorrector(fail), sink) as session,
    ):
        status_when(session, lambda status: status.frames_failed >= 20)
    assert len(caplog.records) == 1
    assert "NaN" in caplog.text


def test_a_failed_correction_keeps_its_words_but_no_picture_alive() -> None:
    def fail(_: Frame) -> None:
        raise ValueError("NaN")

    with session_of(TickSource(), StepCorrector(fail), ListSink()) as session:
        status = status_when(session, lambda status: status.frames_failed >= 3)
    assert status.last_error is not None
    cause = status.last_error.__cause__
    assert "NaN" in str(status.last_error)
    assert isinstance(cause, ValueError)
    assert (status.last_error.__traceback__, cause.__traceback__) == (None, None)


def test_new_settings_hold_from_the_next_frame_on_and_only_the_newest_count() -> None:
    sink = ListSink()

    def give(index: int) -> Frame | None:
        taken = steps(index)
        if index == 1:
            session.set_config(Config())
            session.set_config(STRONG)
        return taken

    steps = in_step_with(sink, 3)
    corrector = StepCorrector()
    session = session_of(StepSource(give), corrector, sink)
    with session:
        assert session.wait(PATIENCE_S)
    assert corrector.seen == [(0, SMALL), (1, STRONG), (2, STRONG)]
    assert corrector.configs == [STRONG]


def test_settings_that_do_not_work_leave_the_old_ones_and_are_reported() -> None:
    sink = ListSink()
    corrector = StepCorrector()

    def open_corrector(config: Config) -> Corrector:
        if config.engine.device == "cuda":
            raise DeviceError("no such device")
        return cast(Corrector, corrector)

    def give(index: int) -> Frame | None:
        if index == 1:
            session.set_config(replace(STRONG, engine=EngineConfig(device="cuda")))
        return steps(index)

    steps = in_step_with(sink, 2)
    parts = replace(
        parts_of(lambda: StepSource(give), lambda: corrector, lambda: sink),
        corrector=open_corrector,
    )
    session = Session(SMALL, parts)
    with session:
        assert session.wait(PATIENCE_S)
    assert sink.indices == [0, 1]
    assert sink.kinds() == "cc"
    assert corrector.closed == 1
    assert corrector.config.engine.device == "auto"  # the one that works
    assert corrector.config.correction == STRONG.correction
    assert str(session.status().last_error) == "no such device"


def profiles_used(read: Callable[[], Profile]) -> list[Profile]:
    """Return the profile of each of four frames; it is to be read again at the third."""
    sink, corrector = ListSink(), StepCorrector()
    used: list[Profile] = []

    def give(index: int) -> Frame | None:
        taken = steps(index)
        if index == 2:
            session.read_profile()
        return taken

    steps = in_step_with(sink, 4)
    corrector.step = lambda _: used.append(corrector.profile)
    parts = parts_of(lambda: StepSource(give), lambda: corrector, lambda: sink)
    session = Session(SMALL, replace(parts, profile=lambda *_: read()))
    with session:
        assert session.wait(PATIENCE_S)
    return used


def test_a_profile_that_was_saved_anew_is_read_from_the_next_frame_on() -> None:
    saved = [NO_PROFILE, replace(NO_PROFILE, bias=Gaze(0.1, 0.0))]
    profiles = iter(saved)
    assert profiles_used(lambda: next(profiles)) == [saved[0], saved[0], saved[1], saved[1]]


def test_a_computer_that_cannot_run_the_networks_shows_untouched_frames_and_says_why() -> None:
    def opened(config: Config) -> Corrector:
        if config.engine.backend == "auto":
            raise DeviceError("OpenVINO does not work on this computer")
        return cast(Corrector, StepCorrector())

    sink = ListSink(live=True)
    parts = replace(
        parts_of(TickSource, StepCorrector, lambda: sink),
        corrector=opened,
    )
    with Session(SMALL, parts) as session:
        status = status_when(session, lambda status: status.frames_out > 3)
        assert (status.state, status.reason) == (State.RUNNING, Reason.FAILED)
        assert status.error is not None
        assert status.error.message == "OpenVINO does not work on this computer"
        assert set(sink.kinds()) == {"u"}
        session.set_config(replace(SMALL, engine=EngineConfig(backend="torch")))
        status = status_when(session, lambda status: status.reason is Reason.CORRECTING)
        assert status.error is None
        until(lambda: sink.kinds()[-1] == "c")


def test_a_library_that_was_asked_for_and_does_not_work_ends_the_session() -> None:
    def refuse(_: Config) -> Corrector:
        raise DeviceError("OpenVINO does not work on this computer")

    config = replace(SMALL, engine=EngineConfig(backend="openvino"))
    parts = replace(parts_of(TickSource, StepCorrector, ListSink), corrector=refuse)
    with (
        Session(config, parts) as session,
        pytest.raises(DeviceError, match="OpenVINO does not work"),
    ):
        session.wait(PATIENCE_S)


def test_a_profile_that_cannot_be_read_leaves_none_in_use() -> None:
    saved = replace(NO_PROFILE, bias=Gaze(0.1, 0.0))
    profiles = iter([saved])

    def read() -> Profile:
        for profile in profiles:
            return profile
        raise ProfileError("of another version", "calibrate again")

    assert profiles_used(read) == [saved, saved, NO_PROFILE, NO_PROFILE]


def test_an_output_is_looked_for_again_when_asked() -> None:
    sinks = [ListSink(live=True), ListSink(live=True)]
    opened: list[ListSink] = []

    def open_sink() -> ListSink:
        opened.append(sinks[len(opened)])
        return opened[-1]

    with Session(SMALL, parts_of(lambda: TickSource(1 / 60), StepCorrector, open_sink)) as session:
        status_when(session, lambda status: status.frames_out > 3)
        session.reopen_output()
        until(lambda: len(sinks[-1].frames) > 3, "frames in the second output")
        assert session.sink is sinks[1]
    assert [sink.closed for sink in sinks] == [1, 1]


def test_stop_interrupts_a_source_that_waits_for_its_time() -> None:
    waiting = threading.Event()

    def give(index: int) -> Frame | None:
        waiting.set()
        source.wait_for_interruption()
        return None

    source = StepSource(give)
    session = session_of(source, StepCorrector(), ListSink())
    session.start()
    assert waiting.wait(PATIENCE_S)
    session.stop(PATIENCE_S)
    assert session_threads() == []
    assert session.wait(0)
    assert session.status().state is State.ENDED


def test_a_thread_that_is_stuck_in_a_driver_is_left_behind_and_reported(
    caplog: pytest.LogCaptureFixture,
) -> None:
    stuck, let_go = threading.Event(), threading.Event()

    def give(_: int) -> Frame | None:
        stuck.set()
        assert let_go.wait(PATIENCE_S)
        return None

    source, sink = StepSource(give), ListSink()
    session = session_of(source, StepCorrector(), sink)
    session.start()
    assert stuck.wait(PATIENCE_S)
    session.stop(0.01)
    assert session_threads() == ["gazefix-capture"]
    assert "gazefix-capture" in caplog.text
    assert source.closed == 0  # nobody closes a driver under a call that is still in it
    let_go.set()
    session.stop(PATIENCE_S)
    assert session_threads() == []
    assert source.closed == 1


def test_after_an_error_a_thread_that_is_left_behind_is_no_warning(
    caplog: pytest.LogCaptureFixture,
) -> None:
    loading, let_go = threading.Event(), threading.Event()

    def load() -> StepCorrector:
        loading.set()
        assert let_go.wait(PATIENCE_S)
        return StepCorrector()

    def no_sink() -> ListSink:
        assert loading.wait(PATIENCE_S)
        raise OutputError("there is no camera named 'GazeFix Camera'")

    session = Session(SMALL, parts_of(lambda: StepSource(lambda _: None), load, no_sink))
    session.start()
    with pytest.raises(OutputError, match="no camera named"):
        session.wait(PATIENCE_S)
    session.stop(0.01)
    assert "gazefix-correct" in session_threads()
    assert "left behind" not in caplog.text
    let_go.set()
    session.stop(PATIENCE_S)


def test_a_picture_carries_what_was_seen_in_its_frame() -> None:
    face: Any = object()
    read = GazeReading(Gaze(-0.1, 0.0), 1.0)
    turned = Decision(Gaze(0.1, 0.0), Reason.CORRECTING)

    class Seeing(StepCorrector):
        def correct(self, taken: Frame, **named: Any) -> Correction:
            seen = Measurement((SeenFace(face, cast(Any, ()), read),))
            done = super().correct(taken, **named)
            return replace(done, measurement=seen, decisions=(turned, turned))

    with session_of(TickSource(1 / 60), Seeing(), ListSink()) as session:
        until(lambda: session.shown is not None)
        assert session.shown is not None
        eyes = session.shown.eyes
    assert eyes is not None
    assert (eyes.face, eyes.gaze, eyes.redirection) == (face, read.gaze, turned.redirection)


def test_a_paced_sink_gets_the_last_frame_again_when_no_new_one_comes() -> None:
    sink = ListSink(period_s=0.001)
    steps = in_step_with(sink, 1)

    def give(index: int) -> Frame | None:
        if index == 1:
            for _ in range(3):
                assert sink.arrived.acquire(timeout=PATIENCE_S)
        return steps(index)

    with session_of(StepSource(give), StepCorrector(), sink) as session:
        assert session.wait(PATIENCE_S)
    assert len(sink.frames) >= 4
    assert all(sent is sink.frames[0] for sent in sink.frames)
    status = session.status()
    assert (status.frames_out, status.frames_repeated) == (1, len(sink.frames) - 1)


def test_a_sink_without_a_pace_of_its_own_gets_each_frame_once() -> None:
    sink = ListSink()
    with session_of(
        StepSource(in_step_with(sink, 2, lambda: time.sleep(0.05))), StepCorrector(), sink
    ) as session:
        assert session.wait(PATIENCE_S)
    assert sink.indices == [0, 1]
    assert session.status().frames_repeated == 0


def test_latency_is_measured_from_the_frames_time_to_its_sending() -> None:
    sink = ListSink()
    steps = in_step_with(sink, 3)

    def give(index: int) -> Frame | None:
        taken = steps(index)
        return taken and replace(taken, time_s=taken.time_s - 0.5)

    with session_of(StepSource(give), StepCorrector(), sink) as session:
        assert session.wait(PATIENCE_S)
    assert (
        500
        <= session.status().latency_p50_ms
        <= session.status().latency_p95_ms
        < 500 + 1000 * PATIENCE_S
    )


def test_a_session_that_never_started_opens_nothing() -> None:
    source, sink = StepSource(lambda _: None), ListSink()
    session = session_of(source, StepCorrector(), sink)
    assert session.status().state is State.NEW
    session.stop()
    assert session.over
    assert (source.count, sink.frames) == (0, [])


def test_a_session_starts_only_once() -> None:
    with (
        session_of(StepSource(lambda _: None), StepCorrector(), ListSink()) as session,
        pytest.raises(RuntimeError),
    ):
        session.start()


def test_fifty_sessions_one_after_the_other_leave_no_thread() -> None:
    before = threading.active_count()
    for _ in range(50):
        sink = ListSink()
        with session_of(StepSource(in_step_with(sink, 2)), StepCorrector(), sink) as session:
            assert session.wait(PATIENCE_S)
    assert threading.active_count() == before


def test_memory_is_given_back_soon_after_the_start_and_then_ever_less_often(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    times_s: list[float] = []
    monkeypatch.setattr(
        "gazefix.live.session.free_memory_trimmer", lambda: lambda: times_s.append(time.monotonic())
    )
    monkeypatch.setattr("gazefix.live.session._WATCH_EVERY_S", 0.01)
    monkeypatch.setattr("gazefix.live.session._FIRST_TRIM_S", 0.05)
    monkeypatch.setattr("gazefix.live.session._TRIM_EVERY_S", 0.2)
    with session_of(TickSource(), StepCorrector(), ListSink()):
        until(lambda: len(times_s) >= 4)
    first, second, third = (b - a for a, b in pairwise(times_s[:4]))
    assert first > 0.09
    assert min(second, third) > 0.19
