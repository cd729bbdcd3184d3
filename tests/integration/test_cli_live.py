"""`gazefix cameras` and `gazefix setup-camera` on fake machines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gazefix.desktop.setup_camera import Machine
from gazefix.devices.cameras import CameraDetails, CameraInfo
from gazefix.devices.v4l2 import VideoMode

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
    monkeypatch.setattr("gazefix.devices.cameras.list_cameras", lambda: found)
    monkeypatch.setattr("gazefix.devices.cameras.examine", lambda camera: DETAILS[camera.index])


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
    assert (first["index"], first["name"], first["stable_path"]) == (
        0,
        "HD Webcam",
        "/dev/v4l/by-id/usb-webcam",
    )
    assert first["modes"][1] == {"fourcc": "YUYV", "width": 1280, "height": 720, "fps": 7.5}
    assert (first["in_use"], first["used_by"]) == (True, ["firefox (77)"])
    assert (third["in_use"], third["modes"]) == (None, [])


def test_without_a_camera_the_command_says_what_to_do(
    gazefix, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("gazefix.devices.cameras.list_cameras", list)
    ran = gazefix("cameras")
    assert (ran.code, ran.out) == (0, "")
    assert "gazefix doctor" in ran.err
    assert gazefix("cameras", "--json").out.strip() == "[]"


class Setting:
    """A fake machine: what `gazefix setup-camera` finds there and does to it."""

    def __init__(self) -> None:
        self.machine = Machine()
        self.ran: list[tuple[tuple[str, ...], list[str]]] = []
        self.prefix: list[str] | None = ["/usr/bin/sudo"]


@pytest.fixture
def setting(monkeypatch: pytest.MonkeyPatch) -> Setting:
    made = Setting()
    monkeypatch.setattr("gazefix.desktop.setup_camera.look_at", lambda: made.machine)
    monkeypatch.setattr("gazefix.desktop.root_script.as_root", lambda: made.prefix)
    monkeypatch.setattr(
        "gazefix.desktop.root_script.run_script",
        lambda script, prefix, hear: made.ran.append((script, prefix)),
    )
    monkeypatch.setattr("gazefix.desktop.setup_camera.wait_for_camera", lambda: "/dev/video7")
    monkeypatch.setattr("gazefix.desktop.setup_camera.other_platforms_steps", tuple)
    return made


def test_setup_shows_every_line_and_runs_exactly_those(gazefix, setting: Setting) -> None:  # type: ignore[no-untyped-def]
    ran = gazefix("setup-camera", "--yes")
    assert ran.code == 0, ran.err
    ((script, prefix),) = setting.ran
    assert prefix == ["/usr/bin/sudo"]
    assert [line.strip() for line in ran.out.splitlines() if line.startswith("    ")] == list(
        script
    )
    assert "/usr/bin/sudo" in ran.out
    assert "/dev/video7" in ran.out


def test_setup_does_nothing_without_a_yes(
    gazefix, setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("click.confirm", lambda _: False)
    ran = gazefix("setup-camera")
    assert ran.code == 0
    assert "modprobe v4l2loopback" in ran.out
    assert "Nothing was done" in ran.out
    assert setting.ran == []


def test_setup_of_an_existing_camera_says_where_it_is(gazefix, setting: Setting) -> None:  # type: ignore[no-untyped-def]
    options = Path("/etc/modprobe.d/gazefix.conf"), Path("/etc/modules-load.d/gazefix.conf")
    setting.machine = Machine(
        options={options[0]: "GazeFix Camera"}, ours=options, labels=("GazeFix Camera",)
    )
    ran = gazefix("setup-camera")
    assert (ran.code, setting.ran) == (0, [])
    assert "/dev/video7" in ran.out


def test_setup_without_the_module_says_how_to_get_it(gazefix, setting: Setting) -> None:  # type: ignore[no-untyped-def]
    setting.machine = Machine(installed=False, families=("void",))
    ran = gazefix("setup-camera", "--yes")
    assert ran.code == 1
    assert "your distribution's package of v4l2loopback" in ran.err
    setting.machine = Machine(installed=False, families=("debian",))
    ran = gazefix("setup-camera", "--yes")
    assert ran.code == 0
    assert "The camera driver v4l2loopback isn't installed; apt installs it." in ran.out
    assert "v4l2loopback-dkms linux-headers-$(uname -r)" in ran.out


def test_setup_without_a_way_to_become_root_still_shows_the_lines(
    gazefix, setting: Setting
) -> None:  # type: ignore[no-untyped-def]
    setting.prefix = None
    ran = gazefix("setup-camera", "--yes")
    assert ran.code == 1
    assert "modprobe v4l2loopback" in ran.out
    assert "as root yourself" in ran.err


def test_removal_says_whether_there_was_anything_to_undo(gazefix, setting: Setting) -> None:  # type: ignore[no-untyped-def]
    assert "nothing" in gazefix("setup-camera", "--remove", "--yes").out
    assert setting.ran == []
    setting.machine = Machine(ours=(Path("/etc/modprobe.d/gazefix.conf"),))
    assert "is gone" in gazefix("setup-camera", "--remove", "--yes").out
    assert setting.ran[0][0] == ("rm /etc/modprobe.d/gazefix.conf",)


def test_other_platforms_get_the_steps(
    gazefix, setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(
        "gazefix.desktop.setup_camera.other_platforms_steps",
        lambda: ("1. install OBS", "2. start it"),
    )
    assert gazefix("setup-camera").out == "1. install OBS\n2. start it\n"
