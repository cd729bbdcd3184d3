"""Each source: the demo, a clip in real time, and a camera or stream through a fake capture."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from gazefix.config import CameraConfig
from gazefix.devices import cameras, sources
from gazefix.devices.cameras import CameraInfo
from gazefix.devices.sinks import open_sink
from gazefix.devices.sources import open_source
from gazefix.errors import InputError
from gazefix.imaging.operations import encode_png
from gazefix.media.video import open_clip_writer
from gazefix.types import Frame, Image


class FakeCapture:
    """A cv2.VideoCapture of a webcam with 640x480 raw and up to 1280x720 as MJPG."""

    made: list[FakeCapture]

    def __init__(self, *arguments: Any) -> None:
        self.arguments = arguments
        self.values: dict[int, float] = {
            cv2.CAP_PROP_FRAME_WIDTH: 640,
            cv2.CAP_PROP_FRAME_HEIGHT: 480,
            cv2.CAP_PROP_FPS: 30.0,
        }
        self.mjpg = False
        self.released = False
        self.opens = True
        self.failure: Exception | None = None
        self.left = 100
        type(self).made.append(self)

    def isOpened(self) -> bool:
        return self.opens

    def set(self, key: int, value: float) -> bool:
        if key == cv2.CAP_PROP_FOURCC:
            self.mjpg = value == cv2.VideoWriter.fourcc(*"MJPG")
            return True
        limits = (
            {cv2.CAP_PROP_FRAME_WIDTH: 1280, cv2.CAP_PROP_FRAME_HEIGHT: 720}
            if self.mjpg
            else self.values
        )
        self.values[key] = min(value, limits.get(key, value))
        return True

    def get(self, key: int) -> float:
        if key == cv2.CAP_PROP_FOURCC:
            return cv2.VideoWriter.fourcc(*("MJPG" if self.mjpg else "YUYV"))
        return self.values[key]

    def grab(self) -> bool:
        if self.failure is not None:
            raise self.failure
        return True

    def retrieve(self) -> tuple[bool, Image | None]:
        return self.read()

    def read(self) -> tuple[bool, Image | None]:
        if self.failure is not None:
            raise self.failure
        if self.left == 0:
            return False, None
        self.left -= 1
        size = (
            int(self.values[cv2.CAP_PROP_FRAME_HEIGHT]),
            int(self.values[cv2.CAP_PROP_FRAME_WIDTH]),
            3,
        )
        return True, np.full(size, self.left, np.uint8)

    def release(self) -> None:
        self.released = True


@pytest.fixture
def captures(monkeypatch: pytest.MonkeyPatch) -> list[FakeCapture]:
    """The captures that were opened, of a machine whose camera 2 is a webcam."""

    class Capture(FakeCapture):
        pass

    Capture.made = []
    monkeypatch.setattr(sources.cv2, "VideoCapture", Capture)
    monkeypatch.setattr(cameras, "v4l2_names", lambda *_: {2: "HD Webcam"})
    return Capture.made


def write_clip(path: Path, times_s: list[float]) -> Path:
    with open_clip_writer(path, (64, 48), 30.0) as writer:
        for index, time_s in enumerate(times_s):
            writer.write(Frame(np.full((48, 64, 3), 20 * index, np.uint8), time_s, index))
    return path


def test_a_camera_is_asked_for_size_and_rate_and_tells_what_it_gives(
    captures: list[FakeCapture],
) -> None:
    with open_source("2", CameraConfig(width=640, height=480)) as source:
        assert (source.info.size, source.info.fps) == ((640, 480), 30.0)
        assert source.info.name == ("HD Webcam" if sys.platform == "linux" else "camera 2")
        assert not captures[0].mjpg
    assert captures[0].released


def test_a_camera_that_is_too_small_raw_is_asked_for_compressed_frames(
    captures: list[FakeCapture],
) -> None:
    with open_source("2", CameraConfig()) as source:
        assert captures[0].mjpg
        assert source.info.size == (1280, 720)


def test_a_cameras_frames_are_numbered_and_stamped_when_they_come(
    captures: list[FakeCapture],
) -> None:
    with open_source("2", CameraConfig()) as source:
        before = time.perf_counter()
        frames = [source.read(), source.read()]
        assert all(
            frame is not None and before <= frame.time_s <= time.perf_counter() for frame in frames
        )
        assert [frame.index for frame in frames if frame] == [0, 1]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has v4l2loopback")
def test_a_loopback_that_lost_its_writer_takes_another_one_once_it_is_closed(
    captures: list[FakeCapture], monkeypatch: pytest.MonkeyPatch
) -> None:
    healed: list[tuple[str, bool]] = []
    monkeypatch.setattr(sources, "heal", lambda path: healed.append((path, captures[0].released)))
    with open_source("2", CameraConfig()) as source:
        captures[0].left = 0
        with pytest.raises(InputError):
            source.read()
        assert healed == []
    assert healed == [("/dev/video2", True)]


@pytest.fixture
def three_cameras(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [CameraInfo(number, f"Camera {number}", "") for number in (2, 4, 6)]
    monkeypatch.setattr(cameras, "list_cameras", lambda: found)


def gives(monkeypatch: pytest.MonkeyPatch, pictures: dict[int, Any]) -> None:
    """Let cameras give these colours, BGR; one that isn't named can't be opened."""

    def read(capture: FakeCapture) -> tuple[bool, Image | None]:
        colour = pictures[capture.arguments[0]]
        return colour is not None, np.full((48, 64, 3), 0 if colour is None else colour, np.uint8)

    monkeypatch.setattr(FakeCapture, "isOpened", lambda self: self.arguments[0] in pictures)
    monkeypatch.setattr(FakeCapture, "read", read)


@pytest.mark.parametrize(
    ("pictures", "opened", "chosen"),
    [
        ({2: (60, 90, 120), 4: (9, 9, 200)}, [2], "Camera 2"),
        ({4: (60, 90, 120), 6: (9, 9, 200)}, [2, 4], "Camera 4"),  # the first can't be opened
        ({2: None, 4: (60, 90, 120)}, [2, 4], "Camera 4"),  # the first gives no frames
        ({2: (99, 99, 99), 4: (60, 90, 120)}, [2, 4], "Camera 4"),  # the first is infrared
        ({2: (0, 0, 0), 4: None}, [2, 4, 6, 2], "Camera 2"),  # no other gives a picture
    ],
)
def test_auto_opens_the_first_camera_that_gives_a_picture_with_colours(
    three_cameras: None,
    captures: list[FakeCapture],
    monkeypatch: pytest.MonkeyPatch,
    pictures: dict[int, Any],
    opened: list[int],
    chosen: str,
) -> None:
    gives(monkeypatch, pictures)
    with open_source("auto", CameraConfig()) as source:
        assert source.info.name == chosen
        assert [capture.arguments[0] for capture in captures] == opened
        assert [capture.released for capture in captures] == [True] * (len(opened) - 1) + [False]


def test_auto_says_what_is_wrong_with_each_camera(
    three_cameras: None, captures: list[FakeCapture], monkeypatch: pytest.MonkeyPatch
) -> None:
    gives(monkeypatch, {4: None})
    with pytest.raises(InputError) as raised:
        open_source("auto", CameraConfig())
    assert raised.value.message == (
        "Camera 2 cannot be opened; Camera 4 gives no frames; Camera 6 cannot be opened"
    )


def test_libjpegs_complaints_about_a_webcam_stay_out_of_the_terminal(
    captures: list[FakeCapture], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    picture = np.random.default_rng(0).integers(0, 256, (480, 640, 3)).astype(np.uint8)
    jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_RST_INTERVAL, 4])[1].tobytes()
    at = jpeg.index(b"\xff\xd3")  # stray bytes before a restart marker, as a Logitech C270 sends
    odd = np.frombuffer(jpeg[:at] + b"\x00\x11\x22" + jpeg[at:], np.uint8)

    def read(_: FakeCapture) -> tuple[bool, Image | None]:
        os.write(2, b"another thread's words\n")
        return True, cv2.imdecode(odd, cv2.IMREAD_COLOR)

    monkeypatch.setattr(FakeCapture, "read", read)
    cv2.imdecode(odd, cv2.IMREAD_COLOR)
    assert "Corrupt JPEG data" in capfd.readouterr().err  # what it says by itself
    with open_source("2", CameraConfig()) as source:
        assert source.read() is not None
    assert capfd.readouterr().err == "another thread's words\n" * 2


def test_a_camera_of_bgr_pictures_gives_them_whole(
    captures: list[FakeCapture], monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = np.random.default_rng(0).integers(0, 256, (480, 640, 3)).astype(np.uint8)
    monkeypatch.setattr(FakeCapture, "read", lambda _: (True, picture.reshape(1, -1)))
    with open_source("2", CameraConfig(width=640, height=480)) as source:
        frame = source.read()
    assert source.info.size == (640, 480)
    assert frame is not None
    assert np.array_equal(frame.bgr, picture)


def test_a_camera_whose_bytes_are_no_picture_is_given_back(
    captures: list[FakeCapture], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeCapture, "read", lambda _: (True, np.zeros((1, 999), np.uint8)))
    with pytest.raises(InputError, match="no pictures that GazeFix can read"):
        open_source("2", CameraConfig())
    assert captures[0].released


def test_without_a_camera_auto_names_the_doctor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cameras, "list_cameras", list)
    with pytest.raises(InputError) as raised:
        open_source("auto", CameraConfig())
    assert "gazefix doctor" in raised.value.hint


def test_a_number_without_a_camera_names_the_list_of_cameras(
    captures: list[FakeCapture], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cameras, "v4l2_names", dict)
    monkeypatch.setattr(FakeCapture, "isOpened", lambda self: False)
    with pytest.raises(InputError) as raised:
        open_source("9", CameraConfig())
    assert "gazefix cameras" in raised.value.hint
    assert all(capture.released for capture in captures)


def test_a_camera_in_use_elsewhere_is_given_back(
    captures: list[FakeCapture], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeCapture, "isOpened", lambda self: False)
    with pytest.raises(InputError, match="cannot be opened"):
        open_source("2", CameraConfig())
    assert captures[0].released


def test_a_camera_that_opens_but_gives_nothing_is_given_back(
    captures: list[FakeCapture], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeCapture, "read", lambda self: (False, None))
    with pytest.raises(InputError, match="gives no frames"):
        open_source("2", CameraConfig())
    assert captures[0].released


@pytest.mark.parametrize("failure", [None, cv2.error("select() timeout")])
def test_a_camera_that_stops_is_an_error(
    captures: list[FakeCapture], failure: Exception | None
) -> None:
    with open_source("2", CameraConfig()) as source:
        captures[0].left, captures[0].failure = 0, failure
        with pytest.raises(InputError):
            source.read()


@pytest.mark.parametrize("reported", [0.0, -1.0, float("nan"), 90000.0])
def test_a_camera_that_does_not_know_its_rate_gets_the_wanted_one(
    captures: list[FakeCapture], monkeypatch: pytest.MonkeyPatch, reported: float
) -> None:
    monkeypatch.setattr(FakeCapture, "get", lambda self, key: reported)
    with open_source("2", CameraConfig(fps=25)) as source:
        assert source.info.fps == 25


def test_a_path_that_may_not_be_looked_at_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", refuse)
    with pytest.raises(InputError, match="Permission denied"):
        open_source("locked/clip.mp4", CameraConfig())


def test_a_name_that_no_file_can_have_is_an_error() -> None:
    with pytest.raises(InputError):
        open_source("x" * 5000, CameraConfig())


def test_a_picture_is_sent_to_the_command_for_pictures(tmp_path: Path, portrait: Image) -> None:
    path = tmp_path / "me.png"
    path.write_bytes(encode_png(portrait[:8, :8]))
    with pytest.raises(InputError, match="picture") as raised:
        open_source(str(path), CameraConfig())
    assert "gazefix process" in raised.value.hint


def test_an_unknown_name_lists_the_kinds_of_source() -> None:
    with pytest.raises(InputError) as raised:
        open_source("nothing.mp4", CameraConfig())
    assert "nothing.mp4" in raised.value.message
    assert "demo" in raised.value.hint


@pytest.mark.parametrize("kind", ["directory", "text", "empty"])
def test_a_file_that_is_no_clip_is_an_error(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "clip.mp4"
    if kind == "directory":
        path.mkdir()
    else:
        path.write_text("just words" if kind == "text" else "")
    with pytest.raises(InputError):
        open_source(str(path), CameraConfig())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has cameras by path")
def test_a_device_that_is_no_camera_is_an_error() -> None:
    with pytest.raises(InputError, match="not a camera"):
        open_source("/dev/null", CameraConfig())


def test_a_clip_and_a_target_in_the_users_folder_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    write_clip(tmp_path / "clip.mp4", [0.0, 0.02])
    with (
        open_source("~/clip.mp4", CameraConfig()) as source,
        open_sink("~/out.mp4", (64, 48), 25) as sink,
    ):
        frame = source.read()
        assert frame is not None
        sink.send(frame)
    assert (tmp_path / "out.mp4").is_file()


def test_a_clip_plays_once_at_its_own_pace(tmp_path: Path) -> None:
    clip_times = [0.0, 0.02, 0.1, 0.15]
    with open_source(str(write_clip(tmp_path / "clip.mp4", clip_times)), CameraConfig()) as source:
        assert (source.info.name, source.info.size) == ("clip.mp4", (64, 48))
        frames = []
        while (frame := source.read()) is not None:
            assert frame.time_s <= time.perf_counter()
            frames.append(frame)
        assert source.read() is None
    assert [frame.index for frame in frames] == [0, 1, 2, 3]
    steps = np.diff([frame.time_s for frame in frames])
    # A busy machine may hold a frame up, and those after it then come later, too, but never sooner.
    assert np.all(steps > np.diff(clip_times) - 1e-3)


def test_a_played_clip_keeps_no_decoded_pictures(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "clip.mp4", [0.0, 0.02])
    with open_source(str(clip), CameraConfig()) as source:
        assert type(source.read()) is Frame


def test_a_clip_that_waits_for_its_next_frame_can_be_interrupted(tmp_path: Path) -> None:
    with open_source(
        str(write_clip(tmp_path / "clip.mp4", [0.0, 500.0])), CameraConfig()
    ) as source:
        assert source.read() is not None
        timer = threading.Timer(0.02, source.interrupt)
        timer.start()
        assert source.read() is None
        timer.join()


def test_a_clip_that_falls_behind_goes_on_from_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(sources.time, "perf_counter", lambda: now[0])
    interrupted = threading.Event()
    monkeypatch.setattr(interrupted, "wait", lambda seconds: now.__setitem__(0, now[0] + seconds))
    clock = sources._MediaClock(interrupted)
    assert clock.wait_for(5.0) == 100.0
    assert clock.wait_for(5.1) == pytest.approx(100.1)
    now[0] = 107.0
    assert clock.wait_for(5.2) == pytest.approx(107.0)
    assert clock.wait_for(5.3) == pytest.approx(107.1)


def test_the_demo_goes_on_at_the_wanted_rate_and_size() -> None:
    with open_source("demo", CameraConfig(width=320, height=240, fps=100)) as source:
        assert (source.info.size, source.info.fps) == ((320, 240), 100)
        frames = [source.read() for _ in range(5)]
    assert all(frame is not None and frame.size == (320, 240) for frame in frames)
    times = [frame.time_s for frame in frames if frame]
    assert np.all(np.diff(times) > 0.0099)
    assert time.perf_counter() >= times[-1]
