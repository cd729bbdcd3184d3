"""What a call sees while parts of GazeFix fail: each fault injected into a running session."""

from __future__ import annotations

import itertools
import logging
import math
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from helpers.live import (
    PATIENCE_S,
    SIZE,
    SMALL,
    ListSink,
    StepCorrector,
    StepSource,
    TickSource,
    frame,
    parts_of,
    session_of,
    session_threads,
    status_when,
    until,
)

from gazefix.config import CameraConfig, Config, CorrectionConfig
from gazefix.correction.failsafe import PROBATION
from gazefix.correction.policy import Reason
from gazefix.errors import InputError, OutputError
from gazefix.imaging.crops import EyeView
from gazefix.live import capture as capture_module
from gazefix.live import correct as correct_module
from gazefix.live import output as output_module
from gazefix.live.session import Session
from gazefix.live.status import State
from gazefix.types import FloatArray, Frame, Gaze

pytestmark = pytest.mark.timed

PERIOD_S = 1 / 60
HANG_S = 5.0


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    yield
    until(lambda: not session_threads(), "the end of all threads")


def device(step: Callable[[Frame], None] = lambda _: None) -> ListSink:
    """Return a sink like a virtual camera."""
    return ListSink(step, period_s=PERIOD_S, live=True)


def once(number: int, fault: Callable[[], Any]) -> Callable[[Any], Any]:
    """Return a step that does `fault` at its `number`th call."""
    calls = itertools.count()
    return lambda _: fault() if next(calls) == number else None


def fail() -> None:
    raise RuntimeError("injected")


def largest_gap_s(sink: ListSink) -> float:
    return max(np.diff(sink.times))


# The correction.


def test_a_correction_that_fails_once_shows_the_last_picture_for_it() -> None:
    sink = device()
    with session_of(TickSource(PERIOD_S), StepCorrector(once(10, fail)), sink) as session:
        status = status_when(session, lambda status: status.frames_out > 30)
    assert set(sink.kinds().lstrip("C")) == {"c"}
    assert status.frames_failed == 1
    assert str(status.last_error) == "the correction failed: injected"
    assert status.reason is Reason.CORRECTING


def test_a_correction_that_keeps_failing_shows_untouched_frames_and_comes_back_for_good() -> None:
    broken = threading.Event()

    def step(_: Frame) -> None:
        if broken.is_set():
            fail()

    sink, corrector = device(), StepCorrector(step)
    with session_of(TickSource(PERIOD_S), corrector, sink) as session:
        status_when(session, lambda status: status.frames_out > 10)
        broken.set()
        status_when(session, lambda status: str(status.error) == "the correction failed: injected")
        time.sleep(0.1)
        broken.clear()
        status_when(session, lambda status: status.reason is Reason.CORRECTING)
        time.sleep(0.1)
    shown = sink.kinds().lstrip("C")
    assert shown == "c" * shown.count("c", 0, shown.index("u")) + "u" * shown.count("u") + "c" * (
        shown.count("c") - shown.index("u")
    ), "corrected and untouched frames must not alternate"
    assert shown.count("u") >= PROBATION
    assert corrector.faded_in == 1


def test_a_correction_that_hangs_is_replaced_by_untouched_frames_within_a_second() -> None:
    sink = device()
    with session_of(
        TickSource(PERIOD_S), StepCorrector(once(10, lambda: time.sleep(HANG_S))), sink
    ) as session:
        status_when(session, lambda status: status.frames_out > 5)
        began = time.perf_counter()
        status_when(session, lambda status: str(status.error) == "the correction is not responding")
        assert time.perf_counter() - began < 1.0
        assert session.status().fps > 10  # the others see a moving picture
        status_when(session, lambda status: status.reason is Reason.CORRECTING)
        assert HANG_S - 1 < time.perf_counter() - began < HANG_S + 2
    assert largest_gap_s(sink) < 0.5
    assert session.status().frames_failed == 1


def test_a_correction_that_never_returns_gets_another_thread_and_corrector(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(correct_module, "_CORRECT_LIMIT_S", 0.7)
    let_go = threading.Event()
    stuck, fresh = StepCorrector(once(5, lambda: let_go.wait(PATIENCE_S))), StepCorrector()
    correctors = iter([stuck, fresh])
    sink = device()
    source = TickSource(PERIOD_S)
    with Session(
        SMALL, parts_of(lambda: source, lambda: next(correctors), lambda: sink)
    ) as session:
        until(lambda: session_threads().count("gazefix-correct") == 2, "another thread")
        status_when(session, lambda status: status.reason is Reason.CORRECTING and bool(fresh.seen))
        let_go.set()
        until(lambda: session_threads().count("gazefix-correct") == 1, "the old thread's end")
        until(lambda: not session._given_up, "that the old thread is forgotten")
    assert stuck.closed == fresh.closed == 1
    assert fresh.faded_in == 1  # it had to earn trust first
    assert [kind for kind, _ in itertools.groupby(sink.kinds().lstrip("C"))] == ["c", "u", "c"]


@pytest.mark.parametrize(
    "instead",
    [
        Frame(np.zeros((7, 5, 3), np.uint8)),
        Frame(np.zeros((SIZE[1], SIZE[0], 3), np.float32)),  # type: ignore[arg-type]
        Frame(None),  # type: ignore[arg-type]
    ],
    ids=["another size", "another type", "none at all"],
)
def test_a_correction_that_gives_no_fitting_picture_counts_as_failed(instead: Frame) -> None:
    sink = device()
    with session_of(TickSource(PERIOD_S), StepCorrector(once(5, lambda: instead)), sink) as session:
        status = status_when(session, lambda status: status.frames_out > 20)
    assert status.frames_failed == 1
    assert all(sent.bgr.shape == (SIZE[1], SIZE[0], 3) for sent in sink.frames)


@pytest.mark.parametrize("part", ["engine", "compositor", "localizer"])
def test_a_fault_in_a_part_of_the_real_corrector_is_survived(
    part: str, large: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A NaN in the flow, or an exception: untouched frames, then corrected ones again."""
    from gazefix.correction import redirector
    from gazefix.correction.corrector import Corrector

    broken = threading.Event()
    config = Config(
        camera=CameraConfig(width=1536, height=1536),
        correction=CorrectionConfig(mode="angle", vertical_deg=15),
    )
    real = Corrector(config)
    if part == "engine":
        redirect = real.redirector.engine.redirect
        nowhere = Gaze(math.nan, math.nan)  # the flow of which is not finite

        def ask(views: Sequence[EyeView], angles: Sequence[Gaze]) -> FloatArray:
            return redirect(views, [nowhere if broken.is_set() else angle for angle in angles])

        monkeypatch.setattr(real.redirector.engine, "redirect", ask)
    else:
        owner, name = (
            (redirector, "composite_eyes") if part == "compositor" else (real.localizer, "locate")
        )
        whole = getattr(owner, name)
        monkeypatch.setattr(owner, name, lambda *args: fail() if broken.is_set() else whole(*args))
    sink = device()
    source = TickSource(
        0.05, lambda index: Frame(large.bgr, time.perf_counter(), index), size=(1536, 1536)
    )
    with Session(config, parts_of(lambda: source, lambda: real, lambda: sink)) as session:  # type: ignore[arg-type, return-value]
        status_when(session, lambda status: status.reason is Reason.CORRECTING)
        broken.set()
        # On a busy machine the reason can first be a correction that hangs, without a failed frame.
        status_when(session, lambda s: s.reason is Reason.FAILED and s.frames_failed > 3)
        assert sink.frames[-1].bgr is large.bgr
        broken.clear()
        status_when(session, lambda status: status.reason is Reason.CORRECTING)


# The source.


def test_a_camera_that_fails_is_opened_again_and_a_card_stands_in_after_a_second() -> None:
    sources: list[TickSource] = []
    back = threading.Event()

    def open_source() -> TickSource:
        if sources and not back.is_set():
            raise InputError("unplugged", "plug it in")
        sources.append(TickSource(PERIOD_S, once(20, fail) if not sources else lambda _: None))
        return sources[-1]

    sink = device()
    with Session(SMALL, parts_of(open_source, StepCorrector, lambda: sink)) as session:
        status_when(session, lambda status: status.frames_out > 10)
        status = status_when(session, lambda status: status.state is State.CAMERA_LOST)
        until(lambda: sink.kinds().endswith("C"), "the card")
        assert str(status.error) == str(status.last_error) == "unplugged (plug it in)"
        back.set()
        began = time.perf_counter()
        status_when(session, lambda status: status.state is State.RUNNING)
        assert time.perf_counter() - began < 2.0
        status = status_when(session, lambda status: status.reason is Reason.CORRECTING)
        assert status.error is None
    assert [source.closed for source in sources] == [1, 1]
    assert largest_gap_s(sink) < 0.25


def test_a_camera_that_stalls_shows_a_card_and_goes_on_when_it_gives_frames_again() -> None:
    source, sink = TickSource(PERIOD_S, once(20, lambda: time.sleep(HANG_S))), device()
    with session_of(source, StepCorrector(), sink) as session:
        status_when(session, lambda status: status.frames_out > 10)
        status_when(session, lambda status: status.state is State.CAMERA_LOST)
        until(lambda: sink.kinds().endswith("C"), "the card")
        status_when(
            session,
            lambda status: status.state is State.RUNNING and status.reason is Reason.CORRECTING,
        )
    assert source.closed == 1
    assert largest_gap_s(sink) < 0.25


def test_a_lost_camera_is_opened_again_by_its_address_and_another_one_by_its_name() -> None:
    specs: list[str] = []

    def open_source(config: Config) -> TickSource:
        specs.append(config.camera.source)
        source = TickSource(PERIOD_S, once(5, fail) if len(specs) == 1 else lambda _: None)
        source.address = "the same camera"
        return source

    parts = parts_of(TickSource, StepCorrector, device)
    with Session(SMALL, replace(parts, source=open_source)) as session:
        until(lambda: len(specs) == 2, "another attempt")
        status_when(session, lambda status: status.state is State.RUNNING)
        session.set_config(replace(SMALL, camera=replace(SMALL.camera, source="another")))
        until(lambda: len(specs) == 3, "another camera")
    assert specs == ["auto", "the same camera", "another"]


def test_stop_takes_under_two_seconds_while_a_driver_hangs() -> None:
    stuck, let_go = threading.Event(), threading.Event()
    source, sink = (
        TickSource(PERIOD_S, once(5, lambda: (stuck.set(), let_go.wait(PATIENCE_S)))),
        device(),
    )
    session = session_of(source, StepCorrector(), sink)
    session.start()
    assert stuck.wait(PATIENCE_S)
    began = time.perf_counter()
    session.stop()
    assert time.perf_counter() - began < 2.0
    assert session_threads() == ["gazefix-capture"]
    let_go.set()
    until(lambda: source.closed, "the end of the thread")


def test_a_driver_that_never_returns_gets_another_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture_module, "_READ_LIMIT_S", 0.3)
    let_go = threading.Event()
    sources = iter(
        [TickSource(PERIOD_S, once(5, lambda: let_go.wait(PATIENCE_S))), TickSource(PERIOD_S)]
    )
    sink = device()
    with Session(SMALL, parts_of(lambda: next(sources), StepCorrector, lambda: sink)) as session:
        until(lambda: session_threads().count("gazefix-capture") == 2, "another thread")
        status = session.status()
        status_when(session, lambda now: now.frames_in > status.frames_in + 5)
        let_go.set()


@pytest.mark.parametrize(
    "odd",
    [
        np.zeros((SIZE[1], SIZE[0]), np.uint8),
        np.zeros((SIZE[1], SIZE[0], 4), np.uint8),
        np.zeros((SIZE[1], SIZE[0], 3), np.float32),
        np.zeros((0, 0, 3), np.uint8),
        None,
    ],
    ids=["grey", "four channels", "floats", "empty", "none"],
)
def test_a_frame_that_is_no_picture_is_counted_and_skipped(odd: Any) -> None:
    sink = device()
    source = TickSource(PERIOD_S, once(10, lambda: Frame(odd, time.perf_counter())))
    with session_of(source, StepCorrector(), sink) as session:
        status = status_when(session, lambda status: status.frames_out > 20)
    assert status.frames_failed == 1
    assert str(status.last_error) == "steps gave something that is not a picture"


def test_a_picture_of_another_size_or_layout_goes_through() -> None:
    pictures = [
        np.zeros((40, 30, 3), np.uint8),
        np.zeros((SIZE[1], 2 * SIZE[0], 3), np.uint8)[:, ::2],
        np.zeros((SIZE[1], SIZE[0], 3), np.uint8, "F"),
    ]
    taken = iter(pictures)
    sink = device()
    source = TickSource(
        PERIOD_S,
        lambda index: Frame(next(taken), time.perf_counter()) if 10 <= index < 13 else None,
    )
    with session_of(source, StepCorrector(), sink) as session:
        status = status_when(session, lambda status: status.frames_out > 20)
    assert status.frames_failed == 0


def test_a_source_that_cannot_be_opened_ends_an_impatient_session_only() -> None:
    ready = threading.Event()

    def open_source() -> TickSource:
        if not ready.is_set():
            raise InputError("no camera")
        return TickSource(PERIOD_S)

    with (
        Session(SMALL, parts_of(open_source, StepCorrector, device)) as session,
        pytest.raises(InputError),
    ):
        session.wait(PATIENCE_S)
    sink = device()
    with Session(
        SMALL, parts_of(open_source, StepCorrector, lambda: sink), patient=True
    ) as session:
        status_when(session, lambda status: status.state is State.CAMERA_LOST)
        until(lambda: "C" in sink.kinds(), "the card")
        ready.set()
        status_when(session, lambda status: status.state is State.RUNNING)


# The sink.


def test_a_sink_that_fails_is_opened_again() -> None:
    sinks = [device(once(10, fail)), device()]
    opened = iter(sinks)
    source = TickSource(PERIOD_S)
    with Session(SMALL, parts_of(lambda: source, StepCorrector, lambda: next(opened))) as session:
        until(lambda: len(sinks[1].frames) > 10, "frames in the new sink")
        status = status_when(session, lambda status: status.state is State.RUNNING)
    assert [sink.closed for sink in sinks] == [1, 1]
    assert str(status.last_error) == "the output failed: injected"
    assert sinks[1].times[0] - sinks[0].times[-1] < 2.0


def test_a_sink_that_is_away_for_a_while_is_opened_when_it_is_back() -> None:
    away = threading.Event()
    sinks: list[ListSink] = []

    def open_sink() -> ListSink:
        if away.is_set():
            raise OutputError("there is no camera named 'GazeFix Camera'")
        sinks.append(device(lambda _: fail() if away.is_set() else None))
        return sinks[-1]

    source = TickSource(PERIOD_S)
    with Session(SMALL, parts_of(lambda: source, StepCorrector, open_sink)) as session:
        status_when(session, lambda status: status.frames_out > 5)
        away.set()
        status = status_when(session, lambda status: status.state is State.OUTPUT_LOST)
        assert isinstance(status.error, OutputError)
        time.sleep(1.5)
        away.clear()
        began = time.perf_counter()
        until(lambda: len(sinks) == 2 and len(sinks[1].frames) > 3, "frames in the new sink")
        assert time.perf_counter() - began < 2.0
        status_when(session, lambda status: status.state is State.RUNNING)


def test_a_sink_that_hangs_goes_on_with_the_newest_frame() -> None:
    sink = device(once(20, lambda: time.sleep(HANG_S)))
    source = TickSource(PERIOD_S)
    with session_of(source, StepCorrector(), sink) as session:
        status_when(session, lambda status: status.frames_out > 40, timeout_s=HANG_S + 10)
    fresh = [
        sent for sent, now in zip(sink.frames, sink.times, strict=True) if now - sent.time_s < 0.2
    ]
    assert len(fresh) > 30
    assert sink.closed == 1


def test_a_sink_that_never_returns_gets_another_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output_module, "_SEND_LIMIT_S", 0.3)
    let_go = threading.Event()
    sinks = [device(once(10, lambda: let_go.wait(PATIENCE_S))), device()]
    opened = iter(sinks)
    source = TickSource(PERIOD_S)
    with Session(SMALL, parts_of(lambda: source, StepCorrector, lambda: next(opened))):
        until(lambda: len(sinks[1].frames) > 10, "frames in the new sink")
        assert session_threads().count("gazefix-output") == 2
        let_go.set()
    until(lambda: sinks[0].closed, "the old sink's end")


def asked_for(fault: Callable[[], Any]) -> list[str]:
    """Return the sinks that a session asks for where `auto` takes a camera that has a fault."""
    specs: list[str] = []
    faulty = [device(once(10, fault)), device()]

    def open_sink(spec: str, *_: object) -> ListSink:
        specs.append(spec)
        sink = faulty[len(specs) - 1]
        sink.kind = "virtual"
        return sink

    parts = parts_of(lambda: TickSource(PERIOD_S), StepCorrector, device)
    with Session(SMALL, replace(parts, sink=open_sink)):
        until(lambda: len(faulty[1].frames) > 3, "frames in the new sink")
    return specs


def test_a_camera_that_auto_took_and_that_fails_is_no_window_afterwards() -> None:
    assert asked_for(fail) == ["auto", "virtual"]


def test_a_camera_that_auto_took_and_that_hangs_is_no_window_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(output_module, "_SEND_LIMIT_S", 0.3)
    let_go = threading.Event()
    try:
        assert asked_for(lambda: let_go.wait(PATIENCE_S)) == ["auto", "virtual"]
    finally:
        let_go.set()


def test_another_output_in_the_settings_is_opened_by_its_name() -> None:
    specs: list[str] = []

    def open_sink(spec: str, *_: object) -> ListSink:
        specs.append(spec)
        sink = device()
        sink.kind = "virtual"
        return sink

    parts = parts_of(lambda: TickSource(PERIOD_S), StepCorrector, device)
    with Session(SMALL, replace(parts, sink=open_sink)) as session:
        status_when(session, lambda status: status.frames_out > 3)
        session.set_config(replace(SMALL, output=replace(SMALL.output, sink="pipewire")))
        until(lambda: len(specs) == 2, "another output")
        session.reopen_output()
        until(lambda: len(specs) == 3, "the output again")
    assert specs == ["auto", "pipewire", "pipewire"]


def test_another_output_that_is_chosen_during_a_loss_is_opened() -> None:
    specs: list[str] = []

    def open_sink(spec: str, *_: object) -> ListSink:
        specs.append(spec)
        if specs.count("virtual") and spec != "null":
            raise OutputError("unplugged")
        sink = device(once(5, fail) if spec == "auto" else lambda _: None)
        sink.kind = "virtual"
        return sink

    parts = parts_of(lambda: TickSource(PERIOD_S), StepCorrector, device)
    with Session(SMALL, replace(parts, sink=open_sink)) as session:
        status_when(session, lambda status: status.state is State.OUTPUT_LOST)
        until(lambda: "virtual" in specs, "another attempt")
        session.set_config(replace(SMALL, output=replace(SMALL.output, sink="null")))
        status_when(session, lambda status: status.state is State.RUNNING)
    assert specs[-1] == "null"


def test_a_file_that_fails_ends_the_session() -> None:
    with (
        session_of(TickSource(), StepCorrector(), ListSink(once(3, fail))) as session,
        pytest.raises(RuntimeError),
    ):
        session.wait(PATIENCE_S)


# What is not wanted.


def test_a_paused_session_closes_the_camera_shows_a_card_and_comes_back() -> None:
    sources: list[TickSource] = []

    def open_source() -> TickSource:
        sources.append(TickSource(PERIOD_S))
        return sources[-1]

    sink = device()
    with Session(SMALL, parts_of(open_source, StepCorrector, lambda: sink)) as session:
        status_when(session, lambda status: status.frames_out > 5)
        session.pause()
        until(lambda: sources[0].closed, "the camera's end")
        status_when(session, lambda status: status.state is State.PAUSED and status.reason is None)
        count = len(sink.frames)
        until(lambda: len(sink.frames) > count + 10, "cards")
        assert set(sink.kinds()[count:]) == {"C"}
        assert len({id(sent.bgr) for sent in sink.frames[count:]}) == 1  # drawn once
        session.resume()
        status_when(
            session,
            lambda status: status.state is State.RUNNING and status.reason is Reason.CORRECTING,
        )
    assert [source.closed for source in sources] == [1, 1]
    assert "lost" not in str(session.status().last_error)


def test_a_paused_clip_stays_open_and_goes_on_where_it_was() -> None:
    def give(index: int) -> Frame:
        time.sleep(PERIOD_S)
        return frame(index)

    source, sink = StepSource(give), device()
    with session_of(source, StepCorrector(), sink) as session:
        status_when(session, lambda status: status.frames_out > 5)
        session.pause()
        until(lambda: sink.kinds().endswith("CCC"), "cards")
        assert source.closed == 0
        count = source.count
        session.resume()
        until(lambda: source.count > count + 5, "the clip's next frames")
    assert source.closed == 1


def test_a_camera_without_a_reader_is_closed_and_opened_for_the_next_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("gazefix.live.output.IDLE_S", 0.3)
    opened_s: list[float] = []
    sources: list[TickSource] = []

    def open_source() -> TickSource:
        opened_s.append(time.perf_counter())
        sources.append(TickSource(PERIOD_S))
        return sources[-1]

    sink = device()
    sink.read_by = 1
    with Session(SMALL, parts_of(open_source, StepCorrector, lambda: sink)) as session:
        status_when(session, lambda status: status.frames_out > 5)
        time.sleep(0.5)
        assert session.status().state is State.RUNNING
        sink.read_by = 0
        status_when(session, lambda status: status.state is State.WAITING)
        until(lambda: sources[0].closed, "the camera's end")
        until(lambda: sink.kinds().endswith("CCC"), "cards")
        sink.read_by = 2
        came = time.perf_counter()
        until(lambda: len(opened_s) == 2, "the camera's opening")
        assert opened_s[1] - came < 0.3
        status_when(session, lambda status: status.reason is Reason.CORRECTING)


def test_a_clock_that_jumps_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a machine has slept, all times may be an hour later at once."""
    ahead_s = [0.0]
    real = time.perf_counter
    monkeypatch.setattr(time, "perf_counter", lambda: real() + ahead_s[0])
    sink = device()
    with session_of(TickSource(PERIOD_S), StepCorrector(), sink) as session:
        status_when(session, lambda status: status.frames_out > 5)
        ahead_s[0] = 3600.0
        count = session.status().frames_out
        began = real()
        while session.status().frames_out < count + 20:
            assert real() - began < 2.0
            time.sleep(0.01)
        assert session.status().state is State.RUNNING


# Much of it.


def test_a_thousand_changes_of_settings_stop_nothing() -> None:
    chance = random.Random(1)

    def some_config() -> Config:
        correction = CorrectionConfig(
            enabled=chance.random() < 0.8,
            mode=chance.choice(["contact", "teleprompter", "angle"]),
            vertical_deg=chance.uniform(-30, 30),
            strength=chance.uniform(0, 100),
            max_faces=chance.randint(1, 3),
        )
        camera = CameraConfig(width=32, height=chance.choice([18, 20]))
        return Config(
            camera=camera,
            correction=correction,
            output=replace(SMALL.output, sink=chance.choice(["a", "b"])),
        )

    sink = device()
    parts = parts_of(lambda: TickSource(0.002), StepCorrector, lambda: sink)
    with Session(SMALL, parts) as session:
        for _ in range(1000):
            session.set_config(some_config())
            if chance.random() < 0.05:
                session.pause()
            if chance.random() < 0.1:
                session.resume()
            time.sleep(0.001)
        session.resume()
        count = session.status().frames_out
        status_when(
            session, lambda status: status.frames_out > count + 10 and status.state is State.RUNNING
        )
    assert session.status().frames_failed == 0


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="counts in /proc")
def test_a_hundred_sessions_leave_no_thread_and_no_file_descriptor() -> None:
    threads = threading.active_count()
    descriptors = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(100):
        sink = device()
        with Session(
            SMALL, parts_of(lambda: TickSource(0.002), StepCorrector, lambda sink=sink: sink)
        ) as session:  # type: ignore[misc]
            until(lambda session=session: session.status().frames_out >= 2, "two frames")  # type: ignore[misc]
        assert session_threads() == []
    assert threading.active_count() == threads
    assert len(list(Path("/proc/self/fd").iterdir())) == descriptors


def test_the_log_of_a_loss_is_one_line(caplog: pytest.LogCaptureFixture) -> None:
    opened = itertools.count()

    def open_source() -> StepSource:
        if next(opened):
            raise InputError("unplugged")
        return StepSource(lambda index: frame(index) if index < 5 else fail(), reconnects=True)  # type: ignore[func-returns-value]

    sink = device()
    with (
        caplog.at_level(logging.WARNING),
        Session(SMALL, parts_of(open_source, StepCorrector, lambda: sink)),
    ):
        until(lambda: next(opened) > 3, "some attempts", timeout_s=5)
    assert [record.message for record in caplog.records] == [
        "camera lost: the source failed: injected"
    ]
