"""GazeFix Camera through PipeWire, with fake programs in place of PipeWire's."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from helpers.pipewire import FakePipeWire

from gazefix.devices.pipewire import PipeWireSink, pipewire_problem
from gazefix.devices.sinks import open_sink
from gazefix.errors import OutputError
from gazefix.imaging.operations import to_bgra
from gazefix.types import Frame

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has PipeWire")
SIZE = (64, 48)
FRAME = Frame(np.random.default_rng(1).integers(0, 256, (48, 64, 3), np.uint8))


@pytest.fixture
def pipewire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakePipeWire:
    return FakePipeWire(tmp_path / "run", monkeypatch)


def until(condition: Callable[[], object]) -> None:
    deadline = time.perf_counter() + 20
    while not condition():
        assert time.perf_counter() < deadline
        time.sleep(0.01)


def send_until_it_fails(sink: PipeWireSink) -> OutputError:
    deadline = time.perf_counter() + 20
    while time.perf_counter() < deadline:
        try:
            sink.send(FRAME)
        except OutputError as error:
            return error
        time.sleep(0.005)
    raise AssertionError("it never failed")


def test_frames_arrive_as_bgra(pipewire: FakePipeWire) -> None:
    with PipeWireSink(SIZE, 30.0) as sink:
        sink.send(FRAME)
        until(lambda: pipewire.frames(SIZE, 1) == to_bgra(FRAME.bgr).tobytes())


def test_readers_are_the_links_from_our_node(pipewire: FakePipeWire) -> None:
    with PipeWireSink(SIZE, 30.0) as sink:
        assert sink.readers() == 0
        pipewire.link(40)
        pipewire.link(41)
        pipewire.link(42, node=7)
        until(lambda: sink.readers() == 2)
        pipewire.unlink(41)
        until(lambda: sink.readers() == 1)


def test_readers_have_the_names_of_their_programs(pipewire: FakePipeWire) -> None:
    props = {"application.name": "Firefox", "node.name": "capture"}
    pipewire.tell([{"id": 99, "type": "PipeWire:Interface:Node", "info": {"props": props}}])
    with PipeWireSink(SIZE, 30.0) as sink:
        assert sink.users() == ()
        pipewire.link(40)
        until(lambda: sink.readers() == 1)
        assert sink.users() == ("Firefox",)
        pipewire.unlink(40)
        until(lambda: sink.users() == ())


def test_readers_are_unknown_when_the_node_is_gone(pipewire: FakePipeWire) -> None:
    with PipeWireSink(SIZE, 30.0) as sink:
        pipewire.tell([{"id": 30, "type": "PipeWire:Interface:Node", "info": None}])
        until(lambda: sink.readers() is None)


def test_a_second_camera_is_refused_by_the_name_of_the_process(pipewire: FakePipeWire) -> None:
    pipewire.node(20, os.getppid(), serial=80)
    name = Path(f"/proc/{os.getppid()}/comm").read_text().strip()
    with pytest.raises(OutputError) as raised:
        PipeWireSink(SIZE, 30.0)
    assert raised.value.message == (
        f"another program sends to 'GazeFix Camera' already: {name} (process {os.getppid()})"
    )
    assert not (pipewire.folder / "frames").exists()


def test_of_two_cameras_that_start_at_once_the_later_one_yields(
    pipewire: FakePipeWire, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait = PipeWireSink._wait_for_node

    def with_another(sink: PipeWireSink) -> None:
        pipewire.node(20, os.getppid(), serial=80)
        wait(sink)
        until(lambda: sink._graph.readers() is not None and len(sink._graph._nodes) == 2)

    monkeypatch.setattr(PipeWireSink, "_wait_for_node", with_another)
    with pytest.raises(OutputError, match="already"):
        PipeWireSink(SIZE, 30.0)


def test_a_later_camera_of_another_process_changes_nothing(pipewire: FakePipeWire) -> None:
    with PipeWireSink(SIZE, 30.0) as sink:
        pipewire.link(40)
        until(lambda: sink.readers() == 1)
        pipewire.node(50, os.getppid(), serial=150)
        pipewire.link(41, node=50)
        until(lambda: len(sink._graph._nodes) == 2 or sink.readers() is None)
        assert sink.readers() == 1


def test_a_child_that_dies_is_an_error_in_its_own_words(pipewire: FakePipeWire) -> None:
    with PipeWireSink(SIZE, 30.0) as sink:
        pipewire.set("die")
        error = send_until_it_fails(sink)
    assert error.message == "GStreamer has ended: ERROR: the remote end hung up"


@pytest.mark.timed
def test_a_child_that_hangs_is_an_error_within_seconds(pipewire: FakePipeWire) -> None:
    size = (1280, 720)
    with PipeWireSink(size, 30.0) as sink:
        pipewire.set("hang")
        frame = Frame(np.zeros((720, 1280, 3), np.uint8))
        began = time.perf_counter()
        with pytest.raises(OutputError, match="takes no more frames"):
            for _ in range(4):  # the pipe holds less than one
                sink.send(frame)
        assert 1.0 < time.perf_counter() - began < 5.0


def test_a_pipeline_that_cannot_be_made_is_an_error_when_it_is_opened(
    pipewire: FakePipeWire,
) -> None:
    pipewire.set("refuse")
    with pytest.raises(OutputError, match="no element pipewiresink"):
        PipeWireSink(SIZE, 30.0)


@pytest.mark.parametrize("name", ["gst-launch-1.0", "pw-dump"])
def test_a_program_that_is_missing_is_named_with_the_package(
    pipewire: FakePipeWire, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pipewire.folder / "bin" / name).unlink()
    monkeypatch.setenv("PATH", str(pipewire.folder / "bin"))
    with pytest.raises(OutputError, match=name) as raised:
        open_sink("pipewire", SIZE, 30.0)
    assert "gstreamer1.0-pipewire" in raised.value.hint


def test_a_child_that_cannot_be_started_leaves_no_other_child(
    pipewire: FakePipeWire, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pipewire.folder / "bin" / "gst-launch-1.0").unlink()
    monkeypatch.setenv("PATH", str(pipewire.folder / "bin"))
    with pytest.raises(OutputError, match=r"gst-launch-1\.0 cannot be started"):
        PipeWireSink(SIZE, 30.0)
    gc.collect()  # a child that still runs is a ResourceWarning, which fails the test


def test_a_session_without_pipewire_says_so(pipewire: FakePipeWire) -> None:
    (pipewire.folder / "pipewire-0").unlink()
    assert pipewire_problem() == "it does not run in this session"


def test_closing_leaves_no_child(pipewire: FakePipeWire) -> None:
    sink = PipeWireSink(SIZE, 30.0)
    children = [sink._feeder._child, sink._graph._child]
    sink.close()
    sink.close()
    assert all(
        isinstance(child, subprocess.Popen) and child.poll() is not None for child in children
    )
