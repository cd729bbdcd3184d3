"""Names and abilities of Linux's video devices, read from a fake /sys and /dev."""

from __future__ import annotations

import errno
import os
import select
import struct
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gazefix.devices.device_users import describe_process, locked_by
from gazefix.devices.v4l2 import (
    DeviceInfo,
    LoopbackWriter,
    VideoMode,
    device_info,
    gives_video,
    heal,
    in_use,
    stable_path,
    streaming_readers,
    v4l2_names,
    video_modes,
)
from gazefix.devices.virtual_camera import virtual_camera_device

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has V4L2")


@pytest.fixture
def video_devices(tmp_path: Path) -> Path:
    """A webcam with a device for metadata, GazeFix's own output, and other devices."""
    for device, name in {
        "video10": "Second Camera",
        "video0": "HD Webcam: HD Webcam",
        "video1": "HD Webcam: HD Webcam",
        "video7": "GazeFix Camera",
        "vbi0": "a radio",
        "videoX": "odd",
    }.items():
        (tmp_path / device).mkdir()
        (tmp_path / device / "name").write_text(f"{name}\n")
    (tmp_path / "video3").mkdir()  # unplugged meanwhile: it has no name any more
    return tmp_path


def test_devices_are_listed_by_number(video_devices: Path) -> None:
    assert v4l2_names(video_devices) == {
        0: "HD Webcam: HD Webcam",
        1: "HD Webcam: HD Webcam",
        7: "GazeFix Camera",
        10: "Second Camera",
    }


def test_a_machine_without_video_devices_has_none(tmp_path: Path) -> None:
    assert v4l2_names(tmp_path / "nothing") == {}


def test_the_virtual_camera_is_found_by_its_label(video_devices: Path) -> None:
    assert virtual_camera_device(video_devices) == "/dev/video7"


def test_there_is_no_virtual_camera_without_its_label(tmp_path: Path) -> None:
    assert virtual_camera_device(tmp_path) is None


class FakeDriver:
    """Answers the ioctls of <linux/videodev2.h>, with the numbers of the kernel's headers."""

    def __init__(self) -> None:
        self.driver, self.flags = b"uvcvideo", 0x04200001
        self.busy = False
        #: What it gives: pixel format -> size -> rates.
        self.modes: dict[bytes, dict[tuple[int, int], list[int]]] = {}
        self.size_range: tuple[int, ...] = ()
        self.held: tuple[int, int, bytes] | None = None
        self.usage: int | None = None
        self.named_writer = 0
        self.rate = (0, 0)
        self.asked_type = 0

    def ioctl(self, _: int, request: int, argument: bytearray) -> int:
        answers: dict[int, Any] = {
            0x80685600: self._capabilities,
            0xC0405602: self._format,
            0xC0D05604: lambda _: None,
            0xC0D05605: self._set_format,
            0x40045612: self._stream_on,
            0xC0CC5616: self._set_rate,
            0xC02C564A: self._size,
            0xC034564B: self._interval,
            0x80885659: lambda event: struct.pack_into("=I4xI", event, 0, 0x10E00001, self.usage),
            0x4020565A: self._subscribe,
        }
        if ((request >> 16) & 0x3FFF) != len(argument):
            raise AssertionError("the structure has another size")
        answers[request](argument)
        return 0

    def _capabilities(self, answer: bytearray) -> None:
        # driver, card, bus_info, version, what the whole device can, what this node can, reserved
        struct.pack_into(
            "=16s32s32sIII12x",
            answer,
            0,
            self.driver,
            b"Card",
            b"usb",
            0x060100,
            0x84A00001,
            self.flags,
        )

    def _format(self, answer: bytearray) -> None:
        index, kind = struct.unpack_from("=2I", answer)
        if kind != (9 if self.flags & 0x1000 else 1) or index >= len(self.modes):
            raise OSError(errno.EINVAL, "no more")
        answer[44:48] = list(self.modes)[index]

    def _size(self, answer: bytearray) -> None:
        index, fourcc = struct.unpack_from("=I4s", answer)
        if self.size_range:
            struct.pack_into("=7I", answer, 8, 3, *self.size_range)
            return
        sizes = list(self.modes[fourcc])
        if index >= len(sizes):
            raise OSError(errno.EINVAL, "no more")
        struct.pack_into("=3I", answer, 8, 1, *sizes[index])

    def _interval(self, answer: bytearray) -> None:
        index, fourcc, *size = struct.unpack_from("=I4s2I", answer)
        rates = self.modes[fourcc].get((size[0], size[1]), [])
        if index >= len(rates):
            raise OSError(errno.EINVAL, "no more")
        struct.pack_into("=3I", answer, 16, 1, 1, rates[index])

    def _set_format(self, form: bytearray) -> None:
        (self.asked_type,) = struct.unpack_from("=I", form)
        if self.busy:
            raise OSError(errno.EBUSY, "in use")
        if self.held:
            struct.pack_into("=2I4s", form, 8, *self.held)

    def _set_rate(self, parameters: bytearray) -> None:
        numerator, denominator = struct.unpack_from("=2I", parameters, 12)
        self.rate = (numerator, denominator)

    def _stream_on(self, kind: bytearray) -> None:
        assert struct.unpack("=i", kind) == (2,)
        self.named_writer += 1
        self.flags = 0x05200002
        raise OSError(errno.EINVAL, "no buffers")

    def _subscribe(self, subscription: bytearray) -> None:
        if self.usage is None or struct.unpack_from("=3I", subscription) != (0x10E00001, 0, 1):
            raise OSError(errno.EINVAL, "unknown event")


@pytest.fixture
def driver(monkeypatch: pytest.MonkeyPatch) -> FakeDriver:
    fake = FakeDriver()
    monkeypatch.setattr("fcntl.ioctl", fake.ioctl)
    return fake


@pytest.fixture
def device(tmp_path: Path) -> str:
    """A file in place of a device: what is written to it can be read."""
    (tmp_path / "video0").touch()
    return str(tmp_path / "video0")


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        (0x04200001, True),
        (0x04201000, True),
        (0x04A00000, False),
        (0x05200002, False),
        (0x04203000, False),
    ],
    ids=["camera", "multi-planar camera", "metadata", "output", "codec"],
)
def test_a_camera_is_told_by_the_flags_of_its_device(
    flags: int, expected: bool, driver: FakeDriver, device: str
) -> None:
    driver.flags = flags
    assert gives_video(device) is expected


def test_a_loopback_is_told_by_its_driver(driver: FakeDriver, device: str) -> None:
    assert device_info(device) == DeviceInfo("uvcvideo", captures=True, outputs=False)
    driver.driver, driver.flags = b"v4l2 loopback", 0x05200002
    info = device_info(device)
    assert info == DeviceInfo("v4l2 loopback", captures=False, outputs=True)
    assert info.loopback


def test_a_file_that_is_no_device_gives_no_video(tmp_path: Path) -> None:
    (tmp_path / "video0").touch()
    assert not gives_video(str(tmp_path / "video0"))
    assert not gives_video(str(tmp_path / "video1"))
    assert device_info(str(tmp_path / "video0")) is None
    assert in_use(str(tmp_path / "video0")) is None
    assert video_modes(str(tmp_path / "video0")) == []
    assert not heal(str(tmp_path / "video0"))


def test_a_device_that_may_not_be_opened_counts_as_a_camera(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    assert gives_video("/dev/video0")


def test_a_cameras_modes_are_its_formats_with_their_sizes_and_highest_rates(
    driver: FakeDriver, device: str
) -> None:
    driver.modes = {
        b"YUYV": {(640, 480): [30, 15], (1280, 720): [10]},
        b"MJPG": {(1280, 720): [30, 60], (1920, 1080): []},
    }
    assert video_modes(device) == [
        VideoMode("YUYV", 640, 480, 30.0),
        VideoMode("YUYV", 1280, 720, 10.0),
        VideoMode("MJPG", 1280, 720, 60.0),
        VideoMode("MJPG", 1920, 1080, 0.0),
    ]


def test_a_range_of_sizes_is_told_by_the_usual_ones_and_the_wanted_one(
    driver: FakeDriver, device: str
) -> None:
    driver.modes = {b"YU12": {(1280, 720): [60], (999, 500): [30]}}
    driver.size_range = (2, 16384, 1, 1, 8640, 1)
    assert video_modes(device, (999, 500)) == [
        VideoMode("YU12", 640, 480, 0.0),
        VideoMode("YU12", 1280, 720, 60.0),
        VideoMode("YU12", 1920, 1080, 0.0),
        VideoMode("YU12", 999, 500, 30.0),
    ]


def test_a_size_of_a_range_keeps_to_its_limits_and_steps(driver: FakeDriver, device: str) -> None:
    driver.modes = {b"YU12": {}}
    driver.size_range = (32, 1600, 32, 32, 900, 2)
    assert [(mode.width, mode.height) for mode in video_modes(device, (1000, 701))] == [
        (640, 480),
        (1280, 720),
        (1600, 900),
        (992, 700),
    ]


def test_a_multi_planar_cameras_modes_and_use_are_told(driver: FakeDriver, device: str) -> None:
    driver.flags = 0x04201000
    driver.modes = {b"NV12": {(1280, 720): [30]}}
    assert video_modes(device) == [VideoMode("NV12", 1280, 720, 30.0)]
    assert device_info(device) == DeviceInfo("uvcvideo", captures=True, outputs=False, planes=True)
    assert in_use(device) is False
    assert driver.asked_type == 9


def test_a_camera_that_refuses_its_own_format_is_in_use(driver: FakeDriver, device: str) -> None:
    assert in_use(device) is False
    driver.busy = True
    assert in_use(device) is True


def test_a_loopback_that_is_neither_camera_nor_output_is_healed(
    driver: FakeDriver, device: str
) -> None:
    driver.driver, driver.flags = b"v4l2 loopback", 0x05200000
    assert heal(device)
    assert driver.named_writer == 1


def test_a_healthy_device_and_a_camera_are_not_touched_by_healing(
    driver: FakeDriver, device: str
) -> None:
    assert not heal(device)
    driver.driver, driver.flags = b"v4l2 loopback", 0x05200002
    assert heal(device)
    assert driver.named_writer == 0


def test_a_loopback_that_another_program_feeds_is_not_healed(
    driver: FakeDriver, device: str
) -> None:
    driver.driver, driver.flags = b"v4l2 loopback", 0x05200001
    assert not heal(device)
    assert driver.named_writer == 0


def test_the_driver_that_counts_its_readers_is_asked(
    driver: FakeDriver, device: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert streaming_readers(device) is None  # before v4l2loopback 0.13

    class Poll:
        def register(self, fd: int, events: int) -> None:
            assert events == select.POLLPRI

        def poll(self, timeout_ms: int) -> list[tuple[int, int]]:
            return [(0, select.POLLPRI)]

    monkeypatch.setattr("select.poll", Poll)
    driver.usage = 1
    assert streaming_readers(device) == 1
    driver.usage = 0
    assert streaming_readers(device) == 0


@pytest.fixture
def loopback(driver: FakeDriver) -> FakeDriver:
    driver.driver, driver.flags = b"v4l2 loopback", 0x05200002
    return driver


def test_a_loopback_is_written_at_the_wanted_size_and_rate(
    loopback: FakeDriver, device: str
) -> None:
    writer = LoopbackWriter(device, (4, 2), 29.97)
    assert writer.size == (4, 2)
    assert loopback.rate == (1000, 29970)
    writer.send(np.arange(12, dtype=np.uint8))
    writer.close()
    writer.close()
    assert Path(device).read_bytes() == bytes(range(12))
    assert loopback.named_writer == 1  # so that v4l2loopback 0.12 takes the next writer


def test_a_loopback_has_one_writer_at_a_time(loopback: FakeDriver, device: str) -> None:
    writer = LoopbackWriter(device, (4, 2), 30.0)
    with pytest.raises(BlockingIOError):
        LoopbackWriter(device, (4, 2), 30.0)
    assert locked_by(device) == describe_process(os.getpid())
    writer.close()
    assert locked_by(device) == ""
    LoopbackWriter(device, (4, 2), 30.0).close()


def test_a_loopback_whose_readers_hold_another_size_keeps_it(
    loopback: FakeDriver, device: str
) -> None:
    loopback.held = (8, 6, b"YU12")
    writer = LoopbackWriter(device, (4, 2), 30.0)
    assert writer.size == (8, 6)
    writer.close()


@pytest.mark.parametrize("what", ["other writer", "other format"])
def test_a_loopback_that_is_taken_is_an_error_and_given_back(
    loopback: FakeDriver, device: str, what: str
) -> None:
    if what == "other writer":
        loopback.flags = 0x05200001
    else:
        loopback.held = (8, 6, b"YUYV")
    before = len(list(Path("/proc/self/fd").iterdir()))
    with pytest.raises(OSError, match=r"sends to it|YUYV"):
        LoopbackWriter(device, (4, 2), 30.0)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_failed_and_a_short_write_are_errors(loopback: FakeDriver, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "video1")
    reader = os.open(tmp_path / "video1", os.O_RDONLY | os.O_NONBLOCK)
    writer = LoopbackWriter(str(tmp_path / "video1"), (4, 2), 30.0)
    os.set_blocking(writer._fd, False)
    with pytest.raises(OSError, match="bytes"):
        writer.send(np.zeros(1 << 20, np.uint8))
    os.close(reader)
    with pytest.raises(BrokenPipeError):
        writer.send(np.zeros(12, np.uint8))
    writer.close()


def test_udevs_link_by_the_makers_name_goes_before_the_one_by_the_socket(tmp_path: Path) -> None:
    (tmp_path / "video0").touch()
    (tmp_path / "video1").touch()
    links = tmp_path / "v4l"
    for kind, name, target in [
        ("by-id", "usb-Maker-index0", "video0"),
        ("by-path", "pci-0-index0", "video0"),
        ("by-path", "pci-1", "video1"),
    ]:
        (links / kind).mkdir(parents=True, exist_ok=True)
        (links / kind / name).symlink_to(tmp_path / target)
    assert stable_path(str(tmp_path / "video0"), links) == str(links / "by-id" / "usb-Maker-index0")
    assert stable_path(str(tmp_path / "video1"), links) == str(links / "by-path" / "pci-1")
    assert stable_path("/dev/video9", links) == "/dev/video9"
    assert stable_path("/dev/video9", tmp_path / "none") == "/dev/video9"
