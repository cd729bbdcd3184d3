"""Which camera a setting means, and the mode it is opened in, on a fake machine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gazefix.config import CameraConfig
from gazefix.devices import cameras
from gazefix.devices.cameras import (
    CameraDetails,
    CameraInfo,
    choose_mode,
    examine,
    find_camera,
    list_cameras,
    open_camera,
)
from gazefix.devices.device_users import Holder
from gazefix.devices.sources import open_source
from gazefix.devices.v4l2 import DeviceInfo, VideoMode
from gazefix.errors import InputError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux names its cameras")

NAMES = {
    0: "Integrated IR Camera",
    1: "OBS Virtual Camera",
    2: "HD Webcam C920",
    3: "HD Webcam C920",  # its device for metadata
    4: "Logitech BRIO",
    7: "GazeFix Camera",
}
LINK = "/dev/v4l/by-id/usb-BRIO-video-index0"
CAMERAS = [
    CameraInfo(0, "Integrated IR Camera", "/dev/video0", "/dev/video0"),
    CameraInfo(1, "OBS Virtual Camera", "/dev/video1", "/dev/video1"),
    CameraInfo(2, "HD Webcam C920", "/dev/video2", "/dev/video2"),
    CameraInfo(4, "Logitech BRIO", "/dev/video4", LINK),
]


class Machine:
    """What the fake cameras can do; tests change it."""

    def __init__(self) -> None:
        self.names = dict(NAMES)
        self.modes: dict[str, list[VideoMode]] = {
            "/dev/video0": [VideoMode("GREY", 640, 360, 15.0)]
        }
        self.busy: set[str] = set()
        self.loopbacks = {"/dev/video1", "/dev/video7"}
        self.locked: set[str] = set()
        self.holders: list[Holder] = []

    def info(self, path: str) -> DeviceInfo:
        if path in self.locked:
            raise PermissionError(13, "Permission denied")
        driver = "v4l2 loopback" if path in self.loopbacks else "uvcvideo"
        return DeviceInfo(driver, captures=True, outputs=False)


@pytest.fixture(autouse=True)
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine()
    monkeypatch.setattr(cameras, "v4l2_names", lambda *_: made.names)
    monkeypatch.setattr(cameras, "gives_video", lambda path: path != "/dev/video3")
    monkeypatch.setattr(
        cameras, "stable_path", lambda path: LINK if path == "/dev/video4" else path
    )
    monkeypatch.setattr(cameras, "device_info", made.info)
    monkeypatch.setattr(cameras, "video_modes", lambda path, *_: made.modes.get(path, []))
    monkeypatch.setattr(cameras, "in_use", lambda path: path in made.busy)
    monkeypatch.setattr(cameras, "holders", lambda _: made.holders)
    return made


def test_cameras_are_the_devices_that_give_video_except_our_own() -> None:
    assert list_cameras() == CAMERAS


@pytest.mark.parametrize(
    ("spec", "index"),
    [
        ("4", 4),
        ("/dev/video4", 4),
        ("Logitech BRIO", 4),
        ("logitech brio", 4),
        ("brio", 4),
        ("HD Webcam C920", 2),
        ("C920", 2),
    ],
)
def test_a_camera_is_found_by_number_path_name_or_a_part_of_it(spec: str, index: int) -> None:
    assert find_camera(spec).index == index


def test_a_stable_path_leads_to_the_camera(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/dev/video4")
    assert find_camera(str(tmp_path / "link")).index == 4


def test_auto_is_the_first_that_has_colours_and_is_no_virtual_camera() -> None:
    assert find_camera("auto").index == 2


def test_auto_leaves_out_a_camera_that_another_program_has(machine: Machine) -> None:
    machine.busy = {"/dev/video2"}
    assert find_camera("auto").index == 4
    machine.busy = {"/dev/video2", "/dev/video4"}
    assert find_camera("auto").index == 2  # to say what is wrong with it


def test_auto_takes_the_camera_there_is(machine: Machine) -> None:
    machine.names = {0: NAMES[0], 7: NAMES[7]}
    assert find_camera("auto").index == 0
    machine.names = {7: NAMES[7]}
    with pytest.raises(InputError, match="no camera was found") as raised:
        find_camera("auto")
    assert "gazefix doctor" in raised.value.hint


@pytest.mark.parametrize("spec", ["7", "/dev/video7", "GazeFix Camera", "gazefix camera"])
def test_our_own_output_is_refused_as_a_source(spec: str) -> None:
    with pytest.raises(InputError, match="own output"):
        find_camera(spec)
    with pytest.raises(InputError, match="own output"):
        open_source(spec, CameraConfig())


@pytest.mark.parametrize(
    "spec", ["gazefix", "Camera of mine", "9", "/dev/video9", "/dev/null", "/nowhere"]
)
def test_an_unknown_camera_is_an_error_that_names_the_list(spec: str) -> None:
    with pytest.raises(InputError) as raised:
        find_camera(spec)
    assert "gazefix cameras" in raised.value.hint


def test_a_part_that_several_names_have_is_an_error_that_names_their_paths() -> None:
    with pytest.raises(InputError, match="2 cameras") as raised:
        find_camera("camera")
    assert "/dev/video0, /dev/video1" in raised.value.hint


def test_two_cameras_of_one_name_are_told_apart_by_their_paths(machine: Machine) -> None:
    machine.names[5] = "Logitech BRIO"
    with pytest.raises(InputError, match="2 cameras") as raised:
        find_camera("Logitech BRIO")
    assert LINK in raised.value.hint


def test_a_camera_is_found_again_by_its_lasting_path_or_name(machine: Machine) -> None:
    assert find_camera("4").address == LINK
    assert find_camera("1").address == "OBS Virtual Camera"
    assert find_camera("2").address == "/dev/video2"  # the name is its metadata's, too


def test_each_program_that_has_a_camera_is_named_once(machine: Machine) -> None:
    machine.busy = {"/dev/video2"}
    machine.holders = [
        Holder(77, "firefox", False),
        Holder(77, "firefox", False),
        Holder(78, "obs", False),
    ]
    assert examine(CAMERAS[2]) == CameraDetails((), True, ("firefox (77)", "obs (78)"))
    assert examine(CameraInfo(0, "camera 0", "")) == CameraDetails()


@pytest.fixture
def nothing_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cameras, "open_capture", lambda *_: None)


def hint_for(spec: str) -> str:
    with pytest.raises(InputError, match="cannot be opened") as raised:
        open_source(spec, CameraConfig())
    return raised.value.hint


def test_the_error_of_a_camera_in_use_names_the_program(
    machine: Machine, nothing_opens: None
) -> None:
    machine.holders = [Holder(77, "firefox", False)]
    assert "firefox" not in hint_for("2")  # it has it open, and takes no pictures
    machine.busy = {"/dev/video2"}
    assert "in use by firefox (77)" in hint_for("2")
    machine.holders = []
    assert "in use by another user's program" in hint_for("2")


def test_the_error_of_a_format_that_is_not_read_names_it_and_blames_nobody(
    machine: Machine, nothing_opens: None
) -> None:
    machine.modes["/dev/video1"] = [VideoMode("422P", 640, 480, 30.0)]
    machine.holders = [Holder(205, "ffmpeg", False)]
    machine.busy = {"/dev/video1"}
    assert hint_for("1").startswith("it gives only 422P")


def test_the_error_of_an_idle_virtual_camera_says_that_nothing_sends_to_it(
    nothing_opens: None,
) -> None:
    assert hint_for("1").startswith("no program sends to it")


def test_the_error_of_a_camera_without_rights_names_the_group(
    machine: Machine, nothing_opens: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.locked = {"/dev/video2"}
    monkeypatch.setattr(Path, "group", lambda _: "video")
    assert "sudo usermod -aG video $USER" in hint_for("2")
    assert examine(CAMERAS[2]).obstacle == hint_for("2")
    monkeypatch.setattr(Path, "group", lambda _: "root")
    assert "rights to /dev/video2" in hint_for("2")


@pytest.mark.parametrize(
    ("formats", "name"),
    [
        (["GREY", "MJPG"], "Webcam"),
        (["Y16"], "Webcam"),
        (["YUYV"], "Chicony IR Camera"),
        (["BG10", "pBAA"], "Intel IPU6 ISYS Capture 0"),
    ],
)
def test_auto_takes_a_working_virtual_camera_before_one_without_colours_or_pictures(
    machine: Machine, formats: list[str], name: str
) -> None:
    machine.names = {0: name, 1: "Intel MIPI Virtual Camera"}
    machine.modes = {
        "/dev/video0": [VideoMode(fourcc, 640, 480, 30.0) for fourcc in formats],
        "/dev/video1": [VideoMode("YUYV", 640, 480, 30.0)],
    }
    assert find_camera("auto").index == 1


def test_auto_takes_an_idle_virtual_camera_last(machine: Machine) -> None:
    machine.names = {1: "OBS Virtual Camera", 5: "Phone"}
    machine.loopbacks = {"/dev/video1", "/dev/video5"}
    machine.modes = {"/dev/video5": [VideoMode("YUYV", 640, 480, 30.0)]}
    assert find_camera("auto").index == 5


WEBCAM = [
    VideoMode("YUYV", 640, 480, 30.0),
    VideoMode("YUYV", 1280, 720, 10.0),
    VideoMode("YUYV", 1920, 1080, 5.0),
    VideoMode("MJPG", 640, 480, 30.0),
    VideoMode("MJPG", 1280, 720, 60.0),
    VideoMode("MJPG", 1920, 1080, 30.0),
    VideoMode("H264", 1920, 1080, 60.0),
]


@pytest.mark.parametrize(
    ("wanted", "mode"),
    [
        ((640, 480, 30), ("YUYV", 640, 480)),  # raw where it is fast enough
        ((1280, 720, 30), ("MJPG", 1280, 720)),
        ((1280, 720, 10), ("YUYV", 1280, 720)),
        ((1920, 1080, 60), ("MJPG", 1920, 1080)),  # 30 of them rather than 60 smaller ones
        ((3840, 2160, 30), ("MJPG", 1920, 1080)),
        ((320, 240, 30), ("YUYV", 640, 480)),
        ((1280, 800, 30), ("MJPG", 1280, 720)),
    ],
)
def test_the_mode_nearest_to_the_wanted_one_is_chosen(
    wanted: tuple[int, int, float], mode: tuple[str, int, int]
) -> None:
    chosen = choose_mode(WEBCAM, *wanted)
    assert chosen is not None
    assert (chosen.fourcc, chosen.width, chosen.height) == mode


def test_a_smaller_picture_is_better_than_one_that_stutters() -> None:
    assert choose_mode(WEBCAM[:3], 1280, 720, 30) == WEBCAM[0]


def test_a_rate_that_is_not_told_is_believed_to_be_the_wanted_one() -> None:
    assert choose_mode([VideoMode("YUYV", 1280, 720, 0.0), WEBCAM[0]], 1280, 720, 30) == VideoMode(
        "YUYV", 1280, 720, 0.0
    )


def test_of_nothing_that_can_be_decoded_nothing_is_chosen() -> None:
    assert choose_mode([VideoMode("H264", 1280, 720, 30.0)], 1280, 720, 30) is None
    assert choose_mode([], 1280, 720, 30) is None


def test_a_camera_is_asked_for_the_chosen_mode(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, float]] = []

    class Capture:
        def set(self, key: int, value: float) -> None:
            asked.append((key, value))

    def capture(*_: Any) -> Capture:
        return Capture()

    machine.modes["/dev/video2"] = WEBCAM
    monkeypatch.setattr(cameras, "open_capture", capture)
    open_camera(CAMERAS[2], CameraConfig(width=1920, height=1080, fps=60))
    cv2 = cameras.cv2
    assert asked == [
        (cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG")),
        (cv2.CAP_PROP_FRAME_WIDTH, 1920),
        (cv2.CAP_PROP_FRAME_HEIGHT, 1080),
        (cv2.CAP_PROP_FPS, 60),
    ]


def test_macos_names_its_cameras_in_the_order_of_opencvs_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = {
        "SPCameraDataType": [
            {"_name": "Studio Display Camera", "spcamera_unique-id": "0x3"},
            {"_name": "FaceTime HD Camera", "spcamera_unique-id": "0x1"},
        ]
    }
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(subprocess, "check_output", lambda *_, **__: json.dumps(told))
    assert [(found.index, found.name) for found in list_cameras()] == [
        (0, "FaceTime HD Camera"),
        (1, "Studio Display Camera"),
    ]
    assert find_camera("studio").index == 1
    assert find_camera("0").name == "FaceTime HD Camera"
    assert find_camera("3").name == "camera 3"


def test_cameras_that_macos_does_not_report_can_be_opened_by_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(*_: object, **__: object) -> None:
        raise FileNotFoundError("system_profiler")

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(subprocess, "check_output", missing)
    assert list_cameras() == []
    assert find_camera("0").index == 0
