"""`gazefix cameras` on a made-up machine."""

from __future__ import annotations

import json

import pytest

from gazefix.cameras import CameraDetails, CameraInfo
from gazefix.v4l2 import VideoMode

DETAILS = {
    0: CameraDetails(
        (
            VideoMode("YUYV", 640, 480, 30.0),
            VideoMode("YUYV", 1280, 720, 7.5),
            VideoMode("UYVY", 640, 480, 30.0),
            VideoMode("UYVY", 1280, 720, 7.5),
            VideoMode("MJPG", 1920, 1080, 0.0),
        ),
        True,
        ("firefox (77)",),
    ),
    1: CameraDetails((), False, ("wireplumber (5)",)),
    2: CameraDetails(),
}


@pytest.fixture
def three_cameras(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [
        CameraInfo(0, "HD Webcam", "/dev/video0", "/dev/v4l/by-id/usb-webcam"),
        CameraInfo(1, "Other", "/dev/video1", "/dev/video1"),
        CameraInfo(2, "camera 2", ""),
    ]
    monkeypatch.setattr("gazefix.cameras.list_cameras", lambda: found)
    monkeypatch.setattr("gazefix.cameras.examine", lambda camera: DETAILS[camera.index])


def test_cameras_are_listed_with_path_formats_and_use(gazefix, three_cameras: None) -> None:  # type: ignore[no-untyped-def]
    ran = gazefix("cameras")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "0: HD Webcam (in use by firefox (77))",
        "   /dev/v4l/by-id/usb-webcam",
        "   YUYV, UYVY: 640x480 at 30, 1280x720 at 7.5",
        "   MJPG: 1920x1080",
        "1: Other (free)",
        "   /dev/video1",
        "2: camera 2 (not known whether in use)",
    ]


def test_cameras_as_json_have_the_same(gazefix, three_cameras: None) -> None:  # type: ignore[no-untyped-def]
    first, _, third = json.loads(gazefix("cameras", "--json").out)
    assert (first["index"], first["name"], first["stable_path"]) == (0, "HD Webcam", "/dev/v4l/by-id/usb-webcam")
    assert first["modes"][1] == {"fourcc": "YUYV", "width": 1280, "height": 720, "fps": 7.5}
    assert (first["in_use"], first["used_by"]) == (True, ["firefox (77)"])
    assert (third["in_use"], third["modes"]) == (None, [])


def test_a_machine_without_cameras_is_told_what_to_do(gazefix, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("gazefix.cameras.list_cameras", list)
    ran = gazefix("cameras")
    assert (ran.code, ran.out) == (0, "")
    assert "gazefix doctor" in ran.err
    assert gazefix("cameras", "--json").out.strip() == "[]"
