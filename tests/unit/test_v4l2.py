"""Names and abilities of Linux's video devices, read from a made-up /sys and /dev."""

from __future__ import annotations

import struct
import sys
from pathlib import Path
from typing import Any

import pytest

from gazefix import sinks, sources
from gazefix.errors import InputError
from gazefix.sources import CameraInfo, list_cameras
from gazefix.v4l2 import gives_video, v4l2_names

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has V4L2")


@pytest.fixture
def video_devices(tmp_path: Path) -> Path:
    """A webcam with its second device for metadata, GazeFix's own output, and what is no video device."""
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


def test_cameras_are_the_devices_that_give_video_except_our_own(video_devices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "gives_video", lambda path: path != "/dev/video1")
    assert list_cameras(video_devices) == [
        CameraInfo(0, "HD Webcam: HD Webcam", "/dev/video0"),
        CameraInfo(10, "Second Camera", "/dev/video10"),
    ]


def test_the_virtual_camera_is_found_by_its_label(video_devices: Path) -> None:
    assert sinks.virtual_camera_device(video_devices) == "/dev/video7"


def test_there_is_no_virtual_camera_without_its_label(tmp_path: Path) -> None:
    assert sinks.virtual_camera_device(tmp_path) is None


def test_our_own_output_is_refused_as_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "v4l2_names", lambda: {7: "GazeFix Camera"})
    with pytest.raises(InputError, match="own output"):
        sources.open_source("7", sources.CameraConfig())


@pytest.mark.parametrize(
    ("flags", "expected"),
    [(0x04200001, True), (0x04A00000, False), (0x05200002, False)],
    ids=["camera", "metadata", "output"],
)
def test_a_camera_is_told_by_the_flags_of_its_device(
    flags: int, expected: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ioctl(_: Any, request: int, empty: bytes) -> bytes:
        # _IOR('V', 0, struct v4l2_capability): read, the structure's size, 'V', number 0.
        assert request == (2 << 30) | (len(empty) << 16) | (ord("V") << 8)
        # driver, card, bus_info, version, what the whole device can, what this node can, reserved
        return struct.pack("=16s32s32sIII12x", b"uvcvideo", b"HD Webcam", b"usb", 0x060100, 0x84A00001, flags)

    monkeypatch.setattr("fcntl.ioctl", ioctl)
    device = tmp_path / "video0"
    device.touch()
    assert gives_video(str(device)) is expected


def test_a_file_that_is_no_device_gives_no_video(tmp_path: Path) -> None:
    (tmp_path / "video0").touch()
    assert not gives_video(str(tmp_path / "video0"))
    assert not gives_video(str(tmp_path / "video1"))


def test_a_device_that_may_not_be_opened_counts_as_a_camera(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert gives_video("/dev/video0")
