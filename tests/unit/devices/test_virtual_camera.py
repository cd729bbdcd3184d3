"""The virtual camera over a fake v4l2loopback device."""

from __future__ import annotations

import errno
import sys
from types import SimpleNamespace

import numpy as np
import pytest

from gazefix.devices import virtual_camera as virtualcamera
from gazefix.devices.device_users import Holder
from gazefix.devices.virtual_camera import VirtualCameraSink
from gazefix.errors import OutputError
from gazefix.types import Frame, Image

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has v4l2loopback")


class FakeWriter:
    """A loopback device; `held` is the size that its readers keep it at."""

    made: list[FakeWriter]
    held: tuple[int, int] | None = None

    def __init__(self, path: str, size: tuple[int, int], fps: float) -> None:
        self.path, self.size, self.fps = path, self.held or size, fps
        self.written: list[bytes] = []
        self.failure: OSError | None = None
        self.closed = 0
        type(self).made.append(self)

    def send(self, i420: Image) -> None:
        if self.failure:
            raise self.failure
        self.written.append(i420.tobytes())

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def writer(monkeypatch: pytest.MonkeyPatch) -> type[FakeWriter]:
    class Writer(FakeWriter):
        pass

    Writer.made = []
    healed: list[str] = []
    monkeypatch.setattr(virtualcamera, "LoopbackWriter", Writer)
    monkeypatch.setattr(virtualcamera, "virtual_camera_device", lambda: "/dev/video7")
    monkeypatch.setattr(virtualcamera, "holders", lambda _: [])
    monkeypatch.setattr(virtualcamera, "heal", healed.append)
    return Writer


def frame(size: tuple[int, int], level: int = 200) -> Frame:
    return Frame(np.full((size[1], size[0], 3), level, np.uint8))


def test_frames_reach_the_device_as_i420(writer: type[FakeWriter]) -> None:
    with VirtualCameraSink((8, 6), 25.0) as sink:
        sink.send(frame((8, 6)))
    (made,) = writer.made
    assert (made.path, made.size, made.fps) == ("/dev/video7", (8, 6), 25.0)
    assert [len(data) for data in made.written] == [8 * 6 * 3 // 2]
    assert made.closed == 1


def test_a_device_that_its_readers_hold_at_another_size_gets_frames_of_that(
    writer: type[FakeWriter],
) -> None:
    writer.held = (16, 6)
    with VirtualCameraSink((8, 6), 25.0) as sink:
        sink.send(frame((8, 6)))
    (data,) = writer.made[0].written
    luma = np.frombuffer(data, np.uint8)[: 16 * 6].reshape(6, 16)
    assert luma[:, :4].max() == 16  # bars
    assert luma[:, 4:12].min() > 150


def test_a_device_is_healed_before_it_is_opened(
    writer: type[FakeWriter], monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    monkeypatch.setattr(virtualcamera, "heal", lambda path: order.append(f"heal {path}"))
    VirtualCameraSink((8, 6), 25.0).close()
    assert order == ["heal /dev/video7"]


def test_a_device_that_another_program_feeds_is_left_alone(
    writer: type[FakeWriter], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        virtualcamera, "holders", lambda _: [Holder(5, "call", False), Holder(77, "obs", True)]
    )
    monkeypatch.setattr(virtualcamera, "heal", lambda _: pytest.fail("healed under a writer"))
    with pytest.raises(OutputError, match=r"already: obs \(process 77\)"):
        VirtualCameraSink((8, 6), 25.0)
    assert writer.made == []


def test_a_device_that_another_users_gazefix_feeds_is_left_to_it_by_name(
    writer: type[FakeWriter], monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise BlockingIOError(errno.EWOULDBLOCK, "Resource temporarily unavailable")

    monkeypatch.setattr(virtualcamera, "LoopbackWriter", locked)
    monkeypatch.setattr(virtualcamera, "locked_by", lambda _: "gazefix (process 9 of the user eva)")
    with pytest.raises(OutputError, match=r"already: gazefix \(process 9 of the user eva\)"):
        VirtualCameraSink((8, 6), 25.0)
    monkeypatch.setattr(virtualcamera, "locked_by", lambda _: "")
    with pytest.raises(OutputError, match="already: another user's GazeFix"):
        VirtualCameraSink((8, 6), 25.0)


def test_a_failed_write_has_the_drivers_words(writer: type[FakeWriter]) -> None:
    with VirtualCameraSink((8, 6), 25.0) as sink:
        writer.made[0].failure = OSError(errno.ENODEV, "No such device")
        with pytest.raises(OutputError, match="No such device"):
            sink.send(frame((8, 6)))


def test_a_device_that_cannot_be_opened_is_told_in_the_systems_words(
    writer: type[FakeWriter], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(virtualcamera, "LoopbackWriter", refuse)
    with pytest.raises(OutputError, match=r"/dev/video7: Permission denied"):
        VirtualCameraSink((8, 6), 25.0)


def test_its_readers_are_counted(writer: type[FakeWriter], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gazefix.devices.device_users.ReaderCount.count", lambda *_: 2)
    with VirtualCameraSink((8, 6), 25.0) as sink:
        assert sink.readers() == 2


def test_without_pyvirtualcam_windows_has_no_camera(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "pyvirtualcam", None)
    assert virtualcamera.virtual_camera_device() is None
    with pytest.raises(OutputError, match="pyvirtualcam") as raised:
        VirtualCameraSink((640, 480), 30.0)
    assert "pip install pyvirtualcam" in raised.value.hint


class FakeCamera:
    """Pyvirtualcam's camera, with OBS alone installed."""

    width, height = 1280, 720

    def __init__(self, *_: object, backend: str, device: str | None, **__: object) -> None:
        if backend != "obs":
            raise RuntimeError("no such device")
        self.device = "OBS Virtual Camera"
        self.frames: list[object] = []

    def send(self, frame: object) -> None:
        self.frames.append(frame)

    def close(self) -> None:
        pass


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_send_to_obs_without_unity_capture(
    system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = SimpleNamespace(Camera=FakeCamera, PixelFormat=SimpleNamespace(I420="I420"))
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setitem(sys.modules, "pyvirtualcam", module)
    assert virtualcamera.virtual_camera_device() == "OBS Virtual Camera"
    sink = VirtualCameraSink((640, 480), 30.0)
    sink.send(frame((640, 480)))
    assert sink.name == "OBS Virtual Camera"
    assert sink.readers() is None
    assert [np.shape(each) for each in sink._camera.frames] == [(1080, 1280)]
