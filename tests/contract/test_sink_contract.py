"""What every sink promises, run against each of them, and what each one promises alone."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import pyvirtualcam
from helpers.pipewire import FakePipeWire

from gazefix.devices import display as display_module
from gazefix.devices import virtual_camera as virtualcamera
from gazefix.devices.both_cameras import BothCameras
from gazefix.devices.contracts import CAMERA_NAME, Sink
from gazefix.devices.display import PreviewSink
from gazefix.devices.pipewire import PipeWireSink
from gazefix.devices.sinks import SINKS, FileSink, NullSink, open_sink
from gazefix.devices.virtual_camera import VirtualCameraSink
from gazefix.errors import OutputError
from gazefix.media.video import ClipReader
from gazefix.types import Frame

SIZE = (64, 48)


@pytest.fixture(autouse=True)
def no_real_pipewire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the one of a developer's desktop."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


class FakeBackend:
    """A pyvirtualcam backend that keeps what it is sent, as pictures."""

    opened: list[FakeBackend]
    failure: Exception | None = None

    def __init__(
        self, *, width: int, height: int, fps: float, fourcc: int, device: str | None, **_: Any
    ) -> None:
        if device == "busy":
            raise RuntimeError("device is busy")
        assert width % 2 == height % 2 == 0
        self.size, self.fps, self.fourcc, self.name = (width, height), fps, fourcc, device
        self.pictures: list[Any] = []
        self.closed = 0
        type(self).opened.append(self)

    def send(self, pixels: Any) -> None:
        if self.failure is not None:
            raise self.failure
        self.pictures.append(pixels.reshape(self.size[1] * 3 // 2, self.size[0]).copy())

    def close(self) -> None:
        self.closed += 1

    def device(self) -> str:
        return str(self.name)

    def native_fourcc(self) -> int | None:
        return None


@pytest.fixture
def backend(monkeypatch: pytest.MonkeyPatch) -> type[FakeBackend]:
    """A machine with the virtual camera, over a fake backend of pyvirtualcam."""

    class Backend(FakeBackend):
        pass

    Backend.opened = []
    monkeypatch.setattr("pyvirtualcam.camera.BACKENDS", {})
    pyvirtualcam.register_backend("fake", Backend)
    monkeypatch.setattr(
        virtualcamera, "_virtual_camera_candidates", lambda: [("fake", "/dev/video7")]
    )
    return Backend


@pytest.fixture
def display(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets why there is no display ("": there is one)."""

    def choose(problem: str) -> None:
        monkeypatch.setattr(display_module, "display_problem", lambda: problem)

    choose("")
    return choose


KINDS = ["null", "preview", "virtual", "pipewire", "both"]


@pytest.fixture(params=[*KINDS, "file"])
def sink(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    backend: type[FakeBackend],
    display: object,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Sink]:
    if request.param in {"pipewire", "both"}:
        if sys.platform != "linux":
            pytest.skip("only Linux has PipeWire")
        FakePipeWire(tmp_path / "run", monkeypatch)
    spec = str(tmp_path / "out.mp4") if request.param == "file" else request.param
    with open_sink(spec, SIZE, 30.0) as opened:
        yield opened


def picture(index: int = 0, size: tuple[int, int] = SIZE) -> Frame:
    return Frame(
        np.full((size[1], size[0], 3), 40 + 40 * index, np.uint8), 1000.0 + index / 30, index
    )


def test_a_sink_has_a_name(sink: Sink) -> None:
    assert sink.name


def test_a_sink_takes_frames_and_leaves_them_as_they_are(sink: Sink) -> None:
    frame = picture()
    before = frame.bgr.copy()
    sink.send(frame)
    sink.send(picture(1))
    assert np.array_equal(frame.bgr, before)


def test_a_sink_takes_frames_of_another_size_and_shape(sink: Sink) -> None:
    for size in [SIZE, (33, 77), (1920, 1080), (1, 1), SIZE]:
        sink.send(picture(0, size))


def test_a_sink_takes_a_picture_whose_rows_do_not_follow_each_other(sink: Sink) -> None:
    sink.send(Frame(picture().bgr[:, ::-1]))


def test_a_sink_may_be_closed_without_a_frame_and_twice(sink: Sink) -> None:
    sink.close()
    sink.close()


def test_only_a_sink_that_programs_read_wants_frames_at_its_rate(sink: Sink) -> None:
    assert sink.period_s == (
        pytest.approx(1 / 30)
        if isinstance(sink, VirtualCameraSink | PipeWireSink | BothCameras)
        else None
    )


def test_only_a_file_is_not_watched_live(sink: Sink) -> None:
    assert sink.live == (not isinstance(sink, FileSink))


def test_a_sink_counts_its_readers_or_says_that_it_cannot(sink: Sink) -> None:
    assert sink.readers() in {None, 0}


# The preview's mailbox.


def test_a_preview_hands_out_the_newest_frame_once() -> None:
    sink = PreviewSink()
    assert sink.take() is None
    for index in range(3):
        sink.send(picture(index))
    taken = sink.take()
    assert taken is not None
    assert taken.index == 2
    assert sink.take() is None


# The file.


def test_a_file_has_the_frames_with_their_own_times(tmp_path: Path) -> None:
    times = [500.0, 500.033, 500.1, 500.4]
    with open_sink(str(tmp_path / "out.mp4"), SIZE, 30.0) as sink:
        for index, time_s in enumerate(times):
            sink.send(Frame(picture(index).bgr, time_s, index))
    with ClipReader(tmp_path / "out.mp4") as clip:
        frames = list(clip)
    assert [frame.time_s for frame in frames] == pytest.approx([0.0, 0.033, 0.1, 0.4], abs=1e-3)
    assert [int(frame.bgr.mean()) for frame in frames] == pytest.approx([40, 80, 120, 160], abs=4)


def test_a_file_has_its_name_only_when_it_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    sink = open_sink(str(path), SIZE, 30.0)
    sink.send(picture())
    assert not path.exists()
    sink.close()
    assert path.exists()
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_got_no_frame_leaves_nothing_behind(tmp_path: Path) -> None:
    open_sink(str(tmp_path / "out.mp4"), SIZE, 30.0).close()
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    path.write_text("precious")
    with pytest.raises(OutputError, match="exists"):
        open_sink(str(path), SIZE, 30.0)
    assert path.read_text() == "precious"


def test_an_existing_file_is_replaced_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    path.write_text("old")
    with open_sink(str(path), SIZE, 30.0, overwrite=True) as sink:
        sink.send(picture())
        assert path.read_text() == "old"
    with ClipReader(path) as clip:
        assert clip.info.size == SIZE


@pytest.mark.parametrize("name", ["out.xyz", "out", "missing/out.mp4", "."])
def test_a_file_that_cannot_be_made_is_an_error_before_the_first_frame(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(OutputError):
        open_sink(str(tmp_path / name), SIZE, 30.0)
    assert list(tmp_path.iterdir()) == []


def test_frames_of_another_size_are_scaled_into_a_file_with_bars(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    with FileSink(path, SIZE, 30.0) as sink:
        sink.send(picture(4, (48, 48)))
    with ClipReader(path) as clip:
        (frame,) = clip
    assert frame.size == SIZE
    assert frame.bgr[:, :4].mean() < 10
    assert frame.bgr[:, 16:48].mean() > 190


# The virtual camera.


def test_the_virtual_camera_gets_i420_pictures_of_its_own_size(backend: type[FakeBackend]) -> None:
    pixels = np.repeat(
        np.repeat(np.random.default_rng(1).integers(0, 256, (24, 32, 3), np.uint8), 2, 0), 2, 1
    )
    with open_sink("virtual", SIZE, 30.0) as sink:
        sink.send(Frame(pixels))
        sink.send(picture(1, (128, 48)))
    (camera,) = backend.opened
    assert (camera.name, camera.size, camera.fps) == ("/dev/video7", SIZE, 30.0)
    assert camera.fourcc == pyvirtualcam.util.encode_fourcc("I420")
    # Blocks of 2x2 pixels lose only the rounding: BT.601 has 219 steps of luma, 224 of chroma.
    shown = cv2.cvtColor(camera.pictures[0], cv2.COLOR_YUV2BGR_I420)
    assert np.abs(shown.astype(int) - pixels).max() <= 4
    assert camera.pictures[1][:8].max() == 16  # a bar: black


def test_the_virtual_camera_is_given_back_once(backend: type[FakeBackend]) -> None:
    sink = open_sink("virtual", SIZE, 30.0)
    sink.close()
    sink.close()
    assert [camera.closed for camera in backend.opened] == [1]


def test_the_virtual_camera_has_even_sides(backend: type[FakeBackend]) -> None:
    with open_sink("virtual", (65, 49), 30.0) as sink:
        sink.send(picture(0, (65, 49)))
    assert backend.opened[0].size == (64, 48)


def test_a_failed_write_to_the_virtual_camera_is_an_error(backend: type[FakeBackend]) -> None:
    with open_sink("virtual", SIZE, 30.0) as sink:
        backend.opened[0].failure = RuntimeError("the device is gone")
        with pytest.raises(OutputError, match="the device is gone"):
            sink.send(picture())


def test_a_virtual_camera_that_cannot_be_opened_names_the_doctor(
    backend: type[FakeBackend], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(virtualcamera, "_virtual_camera_candidates", lambda: [("fake", "busy")])
    with pytest.raises(OutputError, match="device is busy") as raised:
        open_sink("virtual", SIZE, 30.0)
    assert "gazefix doctor" in raised.value.hint


def test_the_second_way_to_a_virtual_camera_is_tried_when_the_first_fails(
    backend: type[FakeBackend], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        virtualcamera, "_virtual_camera_candidates", lambda: [("fake", "busy"), ("fake", "OBS")]
    )
    open_sink("virtual", SIZE, 30.0).close()
    assert backend.opened[0].name == "OBS"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux finds it by its label")
def test_the_virtual_camera_is_the_loopback_device_with_the_label(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(virtualcamera, "virtual_camera_device", lambda: "/dev/video7")
    assert virtualcamera._virtual_camera_candidates() == [("v4l2loopback", "/dev/video7")]
    assert CAMERA_NAME == "GazeFix Camera"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux finds it by its label")
def test_without_the_labelled_device_virtual_is_an_error_that_names_the_doctor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(virtualcamera, "virtual_camera_device", lambda: None)
    with pytest.raises(OutputError, match=CAMERA_NAME) as raised:
        open_sink("virtual", SIZE, 30.0)
    assert "gazefix doctor" in raised.value.hint


# The choice.


def test_the_contract_holds_for_every_kind_of_sink() -> None:
    assert sorted(SINKS) == sorted(KINDS)


@pytest.mark.parametrize("kind", ["virtual", "pipewire", "preview"])
def test_a_sink_that_cannot_be_used_says_why_and_what_to_do(
    kind: str, display: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    display("there is no display")
    monkeypatch.setattr(virtualcamera, "_virtual_camera_candidates", list)
    monkeypatch.setattr(virtualcamera, "virtual_camera_device", lambda: None)
    problem = SINKS[kind].problem()
    assert problem is not None
    assert problem.message
    assert problem.hint
    with pytest.raises(OutputError) as raised:
        open_sink(kind, SIZE, 30.0)
    assert str(raised.value) == str(problem)


def test_auto_takes_the_virtual_camera_if_there_is_one(
    backend: type[FakeBackend], display: object
) -> None:
    with open_sink("auto", SIZE, 30.0) as sink:
        assert isinstance(sink, VirtualCameraSink)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has PipeWire")
def test_auto_takes_both_cameras_and_prefers_pipewire_to_the_preview(
    backend: type[FakeBackend], display: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    FakePipeWire(tmp_path / "run", monkeypatch)
    with open_sink("auto", SIZE, 30.0) as sink:
        assert isinstance(sink, BothCameras)
    monkeypatch.setattr(virtualcamera, "_virtual_camera_candidates", list)
    with open_sink("auto", SIZE, 30.0) as sink:
        assert isinstance(sink, PipeWireSink)


def test_auto_takes_the_preview_without_a_virtual_camera(
    display: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(virtualcamera, "_virtual_camera_candidates", list)
    assert isinstance(open_sink("auto", SIZE, 30.0), PreviewSink)


def test_auto_without_virtual_camera_and_display_names_the_doctor(
    display: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(virtualcamera, "_virtual_camera_candidates", list)
    display("there is no display")
    with pytest.raises(OutputError, match="there is no display") as raised:
        open_sink("auto", SIZE, 30.0)
    assert CAMERA_NAME in raised.value.message
    assert "gazefix doctor" in raised.value.hint


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux knows that it is there")
def test_auto_does_not_hide_that_the_virtual_camera_fails(
    backend: type[FakeBackend], display: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(virtualcamera, "_virtual_camera_candidates", lambda: [("fake", "busy")])
    with pytest.raises(OutputError, match="busy"):
        open_sink("auto", SIZE, 30.0)


def test_preview_without_a_display_is_an_error(display: Callable[[str], None]) -> None:
    display("there is no display")
    with pytest.raises(OutputError, match="there is no display"):
        open_sink("preview", SIZE, 30.0)


def test_null_is_null() -> None:
    assert isinstance(open_sink("null", SIZE, 30.0), NullSink)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_a_machine_without_a_display_server_has_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert display_module.display_problem() == "there is no display"


def test_a_display_that_qt_can_open_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert display_module.display_problem() == ""


@pytest.mark.skipif(sys.platform != "linux", reason="X11")
def test_a_display_that_qt_cannot_open_is_told_in_qts_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    # Which words depends on what is missing: the server, or already a library of the plugin.
    assert (
        "xcb" in display_module.display_problem() or "display" in display_module.display_problem()
    )


def test_a_library_of_qts_that_is_missing_is_told_in_pythons_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").write_text("")
    (tmp_path / "PySide6" / "QtGui.py").write_text(
        "raise ImportError('libEGL.so.1: cannot open shared object file')"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert (
        display_module.display_problem()
        == "ImportError: libEGL.so.1: cannot open shared object file"
    )


def test_qts_environment_is_freed_of_opencvs_folders_alone() -> None:
    environment = {
        "QT_QPA_PLATFORM_PLUGIN_PATH": "/venv/lib/python3.11/site-packages/cv2/qt/plugins",
        "QT_QPA_FONTDIR": "/usr/share/fonts",
        "HOME": "/home/cv2",
    }
    assert display_module.qt_environment(environment) == {
        "QT_QPA_FONTDIR": "/usr/share/fonts",
        "HOME": "/home/cv2",
    }
