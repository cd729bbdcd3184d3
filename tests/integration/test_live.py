"""`run_live`: everything opened, run and closed again, as `gazefix run` does it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from helpers.live import StepCorrector, session_threads

from gazefix.config import CameraConfig, Config
from gazefix.devices.display import PreviewSink
from gazefix.devices.sinks import FileSink
from gazefix.devices.sources import DemoSource
from gazefix.errors import InputError, ModelError, OutputError
from gazefix.live.run import run_live
from gazefix.live.status import SessionStatus, State
from gazefix.media.video import ClipReader, open_clip_writer
from gazefix.types import Frame

SMALL = Config(camera=CameraConfig(width=160, height=120, fps=60))


class FakeCorrector(StepCorrector):
    """Gives every frame back as it is; counts how often it is opened and closed."""

    opened = gone = 0

    def __init__(self, config: Config, *, live: bool) -> None:
        assert live
        super().__init__(lambda frame: frame)
        self.configs = [config]
        type(self).opened += 1

    def close(self) -> None:
        type(self).gone += 1


@pytest.fixture(autouse=True)
def corrector(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[FakeCorrector]]:
    class Counted(FakeCorrector):
        pass

    monkeypatch.setattr("gazefix.correction.corrector.Corrector", Counted)
    yield Counted
    assert Counted.opened == Counted.gone
    assert session_threads() == []


@pytest.fixture
def first_frame_written(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Set when a file sink has taken its first frame."""
    written = threading.Event()

    class Telling(FileSink):
        def send(self, frame: Frame) -> None:
            super().send(frame)
            written.set()

    monkeypatch.setattr("gazefix.devices.sinks.FileSink", Telling)
    return written


@pytest.fixture(autouse=True)
def with_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gazefix.devices.display.display_problem", lambda: "")


def no_window(sink: PreviewSink, over: Callable[[], bool]) -> None:
    raise AssertionError("no window was asked for")


def run_to_file(folder: Path, source: str = "demo") -> None:
    sink = str(folder / "out.mp4")
    run_live(SMALL, source=source, sink=sink, stop=threading.Event(), show=no_window)


def test_a_clip_goes_through_to_a_file_and_ends_by_itself(tmp_path: Path) -> None:
    with open_clip_writer(tmp_path / "in.mp4", (64, 48), 30.0) as writer:
        for index in range(6):
            writer.write(Frame(np.full((48, 64, 3), 30 * index, np.uint8), index / 30, index))
    status = run_live(
        SMALL,
        source=str(tmp_path / "in.mp4"),
        sink=str(tmp_path / "out.mp4"),
        stop=threading.Event(),
        show=no_window,
    )
    assert status.state is State.ENDED
    assert (status.frames_in, status.frames_out + status.frames_dropped) == (6, 6)
    with ClipReader(tmp_path / "out.mp4") as clip:
        frames = list(clip)
    assert len(frames) == status.frames_out
    assert frames[-1].bgr.mean() == pytest.approx(150, abs=4)  # the last one is never dropped


def test_it_ends_after_the_given_seconds(corrector: type[FakeCorrector]) -> None:
    began = time.perf_counter()
    status = run_live(
        SMALL, source="demo", sink="null", stop=threading.Event(), show=no_window, seconds=0.2
    )
    assert time.perf_counter() - began >= 0.2
    assert status.state is State.ENDED
    assert session_threads() == []
    assert corrector.opened == 1


def test_it_tells_what_it_opened_before_it_runs() -> None:
    told: list[SessionStatus] = []
    run_live(
        SMALL,
        source="demo",
        sink="null",
        stop=threading.Event(),
        show=no_window,
        seconds=0,
        on_start=told.append,
    )
    assert [(status.source, status.sink) for status in told] == [("demo", "null")]


@pytest.mark.timed
def test_the_stop_event_ends_it_within_a_second() -> None:
    stop = threading.Event()
    stopped_at: list[float] = []

    def stop_soon(_: SessionStatus) -> None:
        stopped_at.append(time.perf_counter())
        stop.set()

    status = run_live(
        SMALL, source="demo", sink="null", stop=stop, show=no_window, on_start=stop_soon
    )
    assert time.perf_counter() - stopped_at[0] < 1.0
    assert status.state is State.ENDED


def test_the_stop_event_finishes_a_file(
    tmp_path: Path, first_frame_written: threading.Event
) -> None:
    status = run_live(
        SMALL,
        source="demo",
        sink=str(tmp_path / "out.mp4"),
        stop=first_frame_written,
        show=no_window,
    )
    with ClipReader(tmp_path / "out.mp4") as clip:
        assert len(list(clip)) == status.frames_out >= 1
    assert [path.name for path in tmp_path.iterdir()] == ["out.mp4"]


@pytest.mark.parametrize("sink", ["null", "out.mp4"])
def test_the_stop_event_ends_it_while_something_is_still_being_opened(
    monkeypatch: pytest.MonkeyPatch, corrector: type[FakeCorrector], tmp_path: Path, sink: str
) -> None:
    monkeypatch.chdir(tmp_path)
    loading, go_on, stop = threading.Event(), threading.Event(), threading.Event()

    def slow(config: Config, *, live: bool) -> FakeCorrector:
        loading.set()
        assert go_on.wait(20)
        return corrector(config, live=live)

    monkeypatch.setattr("gazefix.correction.corrector.Corrector", slow)
    stopping = threading.Thread(target=lambda: loading.wait(20) and stop.set())
    stopping.start()
    status = run_live(SMALL, source="demo", sink=sink, stop=stop, show=no_window)
    stopping.join()
    assert status.frames_in == 0
    assert session_threads() == ["gazefix-correct"]
    assert (
        list(tmp_path.iterdir()) == []
    )  # already now: the program may end before that thread does
    go_on.set()
    for thread in threading.enumerate():
        if thread.name == "gazefix-correct":
            thread.join(20)
    assert corrector.opened == corrector.gone == 1  # what was opened too late is closed again


def test_a_preview_gets_frames_and_is_told_when_it_is_over() -> None:
    stop = threading.Event()
    told: list[bool] = []

    def window(sink: PreviewSink, over: Callable[[], bool]) -> None:
        while sink.take() is None:
            time.sleep(0.001)
        told.append(over())
        stop.set()
        told.append(over())

    status = run_live(SMALL, source="demo", sink="preview", stop=stop, show=window)
    assert told == [False, True]
    assert status.sink == "preview"


def test_closing_the_preview_ends_it() -> None:
    def close_at_once(sink: PreviewSink, over: Callable[[], bool]) -> None:
        assert not over()

    status = run_live(
        SMALL, source="demo", sink="preview", stop=threading.Event(), show=close_at_once
    )
    assert status.state is State.ENDED


def test_a_missing_source_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing\.mp4"):
        run_to_file(tmp_path, "nothing.mp4")
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_stays_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "out.mp4"
    out.write_text("precious")
    with pytest.raises(OutputError, match="exists"):
        run_live(SMALL, source="demo", sink=str(out), stop=threading.Event(), show=no_window)
    assert out.read_text() == "precious"


def test_models_that_cannot_be_loaded_leave_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(config: Config, *, live: bool) -> FakeCorrector:
        raise ModelError("the weights are damaged")

    monkeypatch.setattr("gazefix.correction.corrector.Corrector", fail)
    with pytest.raises(ModelError, match="damaged"):
        run_to_file(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_source_that_fails_ends_it_with_its_error_and_what_came_before_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first_frame_written: threading.Event
) -> None:
    frames = iter([Frame(np.zeros((120, 160, 3), np.uint8), 1.0)])

    def read(_: DemoSource) -> Frame:
        if (frame := next(frames, None)) is not None:
            return frame
        assert first_frame_written.wait(20)
        raise InputError("the camera is gone")

    monkeypatch.setattr(DemoSource, "read", read)
    with pytest.raises(InputError, match="gone"):
        run_to_file(tmp_path)
    with ClipReader(tmp_path / "out.mp4") as clip:
        assert len(list(clip)) == 1
