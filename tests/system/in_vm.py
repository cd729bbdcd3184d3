"""GazeFix with real video devices. `vm.py` runs it as root in a virtual machine."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import pytest
import pyvirtualcam
from helpers.live import StepCorrector, session_threads, status_when

from gazefix.config import CameraConfig, Config, OutputConfig
from gazefix.correction.corrector import Corrector
from gazefix.devices.cameras import examine, find_camera, list_cameras
from gazefix.devices.contracts import even_size
from gazefix.devices.device_users import holders
from gazefix.devices.sinks import open_sink
from gazefix.devices.sources import CaptureSource, open_source
from gazefix.devices.v4l2 import (
    DeviceInfo,
    VideoMode,
    device_info,
    heal,
    in_use,
    video_modes,
)
from gazefix.devices.virtual_camera import VirtualCameraSink, virtual_camera_device
from gazefix.errors import InputError, OutputError
from gazefix.imaging.operations import to_i420
from gazefix.live.run import live_parts
from gazefix.live.session import Session
from gazefix.types import Frame, Image

OUTPUT, SOURCE, VIVID = "/dev/video0", "/dev/video1", "/dev/video10"
SIZE = (320, 240)
SMALL = CameraConfig(width=SIZE[0], height=SIZE[1], fps=15)
MODULE_OPTIONS = ["video_nr=0,1", "card_label=GazeFix Camera,Source Camera", "exclusive_caps=1,1"]


def run(*command: str, check: bool = True) -> str:
    ended = subprocess.run(
        command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )
    if check and ended.returncode:
        raise AssertionError(f"{command}: {ended.stdout}{ended.stderr}")
    return ended.stdout


def modprobe(*arguments: str, check: bool = True) -> str:
    # The kernel wants quotes around a label with a space.
    quoted = [
        f'{key}="{value}"' if " " in value else argument
        for argument in arguments
        for key, _, value in [argument.partition("=")]
    ]
    return run("/sbin/modprobe", *quoted, check=check)


def until(true: Callable[[], bool], timeout_s: float = 30.0) -> float:
    """Wait until it is true and return how long that took. Fails after a time limit."""
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < timeout_s, "it did not happen"
        time.sleep(0.02)
    return time.monotonic() - began


@contextlib.contextmanager
def running(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def reading(device: str) -> contextlib.AbstractContextManager[subprocess.Popen[bytes]]:
    return running("ffmpeg", "-v", "error", "-f", "v4l2", "-i", device, "-f", "null", "-")


def feeding(
    size: tuple[int, int] = SIZE,
) -> contextlib.AbstractContextManager[subprocess.Popen[bytes]]:
    heal(SOURCE)  # the last test's ffmpeg left v4l2loopback 0.12 in this state
    picture = f"testsrc=size={size[0]}x{size[1]}:rate=15"
    return running(
        "ffmpeg",
        "-v",
        "error",
        "-re",
        "-f",
        "lavfi",
        "-i",
        picture,
        "-pix_fmt",
        "yuv420p",
        "-f",
        "v4l2",
        SOURCE,
    )


def streams(device: str) -> bool:
    info = device_info(device)
    return info is not None and info.captures


def takes_frames(device: str) -> bool:
    info = device_info(device)
    return info is not None and info.outputs


@pytest.fixture
def source_camera() -> Iterator[subprocess.Popen[bytes]]:
    with feeding() as process:
        until(lambda: streams(SOURCE))
        yield process


@pytest.fixture(autouse=True)
def idle_output() -> Iterator[None]:
    """Reset the output before each test; it must be usable afterwards."""
    assert device_info(OUTPUT) is not None
    yield
    until(lambda: heal(OUTPUT))


def picture(index: int = 0, size: tuple[int, int] = SIZE) -> Frame:
    x, y = np.meshgrid(np.arange(size[0]) // 2 * 2, np.arange(size[1]) // 2 * 2)
    bgr = np.stack([x % 256, y % 256, (x + y + 10 * index) % 256], -1).astype(np.uint8)
    return Frame(bgr, time.perf_counter(), index)


@contextlib.contextmanager
def sending(sink: VirtualCameraSink, frame: Frame) -> Iterator[None]:
    """Repeat the frame in a thread, as the output thread does."""
    stop = threading.Event()

    def send() -> None:
        while not stop.wait(1 / 15):
            sink.send(frame)

    thread = threading.Thread(target=send)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def virtual_sink(size: tuple[int, int] = SIZE) -> VirtualCameraSink:
    sink = open_sink("virtual", size, 15.0)
    assert isinstance(sink, VirtualCameraSink)
    return sink


# Cameras.


def test_cameras_are_those_that_give_pictures(source_camera: object) -> None:
    assert [(camera.name, camera.path) for camera in list_cameras()] == [
        ("Source Camera", SOURCE),
        ("vivid-000-vid-cap", VIVID),
    ]


def test_a_camera_without_pictures_is_none() -> None:
    assert [camera.path for camera in list_cameras()] == [VIVID]


def test_the_modes_are_those_that_v4l2_ctl_lists(source_camera: object) -> None:
    (mode,) = video_modes(SOURCE)
    assert (mode.fourcc, mode.width, mode.height) == ("YU12", *SIZE)
    listed = run("v4l2-ctl", "-d", VIVID, "--list-formats-ext")
    modes = video_modes(VIVID)
    assert len({mode.fourcc for mode in modes}) == len(
        [line for line in listed.splitlines() if line.strip().startswith("[")]
    )
    assert len(modes) == listed.count("Size: Discrete")
    assert f"({modes[0].fps:.3f} fps)" in listed


def test_a_camera_in_use_is_told_with_its_user() -> None:
    vivid = find_camera("vivid")
    assert examine(vivid).in_use is False
    with running("v4l2-ctl", "-d", VIVID, "--stream-mmap", "--stream-count=0") as user:
        until(lambda: examine(vivid).in_use is True)
        assert examine(vivid).used_by == (f"v4l2-ctl ({user.pid})",)
    until(lambda: examine(vivid).in_use is False)


def test_our_own_output_is_never_offered_nor_opened(source_camera: object) -> None:
    with virtual_sink() as sink, sending(sink, picture()):
        until(lambda: streams(OUTPUT))
        assert OUTPUT not in [camera.path for camera in list_cameras()]
        for spec in ("0", OUTPUT, "GazeFix Camera"):
            with pytest.raises(InputError, match="own output"):
                open_source(spec, SMALL)
        listed = json.loads(run(sys.executable, "-m", "gazefix", "cameras", "--json"))
        assert [camera["name"] for camera in listed] == ["Source Camera", "vivid-000-vid-cap"]


def test_auto_prefers_a_real_camera_to_a_loopback(source_camera: object) -> None:
    assert find_camera("auto").name == "vivid-000-vid-cap"


# Sources.


@pytest.mark.parametrize("spec", ["Source Camera", "source", "1", SOURCE])
def test_a_camera_is_opened_by_name_number_or_path(spec: str, source_camera: object) -> None:
    with open_source(spec, SMALL) as source:
        assert isinstance(source, CaptureSource)
        assert (source.info.name, source.info.size, source.info.fps) == (
            "Source Camera",
            SIZE,
            15.0,
        )
        assert source.address == "Source Camera"
        frame = source.read()
        assert frame is not None
        assert frame.bgr.std() > 20


def test_a_camera_gives_what_comes_next_to_what_was_wanted() -> None:
    with open_source("vivid", CameraConfig(width=640, height=400, fps=30)) as source:
        assert source.info.size == (640, 360)
        assert source.info.fps == pytest.approx(30, abs=1)
        assert source.read() is not None


def test_a_camera_that_stops_is_lost_within_seconds_and_comes_back_by_its_address(
    source_camera: subprocess.Popen[bytes],
) -> None:
    with open_source("Source Camera", SMALL) as source:
        assert source.read() is not None
        source_camera.kill()
        source_camera.wait()
        began = time.monotonic()
        with pytest.raises(InputError):
            while time.monotonic() - began < 30:
                source.read()
        assert time.monotonic() - began < 6
    with pytest.raises(InputError):
        open_source(source.address, SMALL)
    assert takes_frames(SOURCE)
    with feeding():
        until(lambda: streams(SOURCE))
        with open_source(source.address, SMALL) as again:
            assert again.read() is not None


def test_a_camera_that_is_unplugged_is_lost_and_comes_back() -> None:
    with open_source("vivid", SMALL) as source:
        assert source.read() is not None
        run("v4l2-ctl", "-d", VIVID, "--set-ctrl", "disconnect=1", check=False)
        with pytest.raises(InputError):
            for _ in range(100):
                source.read()
        assert [camera.name for camera in list_cameras()] == []
    modprobe("-r", "vivid")
    modprobe("vivid", "n_devs=1", "node_types=0x1", "vid_cap_nr=10")
    until(lambda: streams(VIVID))
    with open_source(source.address, SMALL) as again:
        assert again.read() is not None


# The virtual camera.


def test_the_virtual_camera_is_found_by_its_label() -> None:
    assert virtual_camera_device() == OUTPUT


def test_readers_get_exactly_what_is_sent() -> None:
    frame = picture(3)
    with virtual_sink() as sink, sending(sink, frame):
        until(lambda: streams(OUTPUT))
        assert video_modes(OUTPUT) == [VideoMode("YU12", *SIZE, 15.0)]
        raw = subprocess.run(
            [
                "ffmpeg",
                "-v",
                "error",
                "-f",
                "v4l2",
                "-i",
                OUTPUT,
                "-frames:v",
                "1",
                "-f",
                "rawvideo",
                "-pix_fmt",
                "yuv420p",
                "-",
            ],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            check=True,
        ).stdout
    assert raw == to_i420(frame.bgr).tobytes()


@pytest.mark.parametrize(
    "size", [(66, 64), (641, 481), (1280, 720)], ids=["66x64", "641x481", "1280x720"]
)
def test_a_gstreamer_reader_gets_the_picture_at_every_size(size: tuple[int, int]) -> None:
    """I420 has one colour for four pixels, and GStreamer smooths it. So colours mix within three
    pixels of an edge. Elsewhere both conversions round, by 5 levels at most."""
    width, height = even_size(size)
    colours = [(40, 60, 200), (60, 200, 60), (200, 80, 40), (128, 128, 128)]
    bgr = np.zeros((height, width, 3), np.uint8)
    for index, colour in enumerate(colours):
        bgr[:, index * width // 4 : (index + 1) * width // 4] = colour
    command = [
        "gst-launch-1.0",
        "-q",
        "v4l2src",
        f"device={OUTPUT}",
        "num-buffers=3",
        "!",
        "videoconvert",
    ]
    command += [
        "!",
        f"video/x-raw,format=BGRx,width={width},height={height}",
        "!",
        "fdsink",
        "fd=1",
    ]
    with virtual_sink(size) as sink, sending(sink, Frame(bgr)):
        until(lambda: streams(OUTPUT))
        read = subprocess.run(
            command, capture_output=True, stdin=subprocess.DEVNULL, check=True, timeout=120
        )
    frame = np.frombuffer(read.stdout[-width * height * 4 :], np.uint8).reshape(height, width, 4)[
        ..., :3
    ]
    error = np.abs(frame.astype(int) - bgr)
    for index in range(4):
        area = error[:, index * width // 4 + 3 : (index + 1) * width // 4 - 3]
        assert area.max() <= 6  # the wrong matrix is off by 26 in the green area


def test_opencv_reads_the_virtual_camera() -> None:
    cv2 = pytest.importorskip("cv2")
    with virtual_sink() as sink, sending(sink, picture(1)):
        until(lambda: streams(OUTPUT))
        capture = cv2.VideoCapture(0, cv2.CAP_V4L2)
        good, bgr = capture.read()
        capture.release()
    assert good
    shown: Image = bgr
    assert np.abs(shown.astype(int) - picture(1).bgr).mean() < 3


def test_the_virtual_camera_can_be_opened_and_closed_ten_times() -> None:
    for index in range(10):
        with virtual_sink((320 + 16 * index, 240)) as sink:
            sink.send(picture(index))
            assert streams(OUTPUT)
        info = device_info(OUTPUT)
        assert info is not None
        assert info.outputs
    assert not [
        link
        for link in Path("/proc/self/fd").iterdir()
        if str(link.resolve()).startswith("/dev/video")
    ]


def test_what_another_writer_left_behind_is_healed() -> None:
    with pyvirtualcam.Camera(*SIZE, 15, device=OUTPUT, backend=_pyvirtualcams_own()) as camera:
        camera.send(np.zeros((SIZE[1], SIZE[0], 3), np.uint8))
    info = device_info(OUTPUT)
    assert info is not None
    assert not info.outputs  # v4l2loopback 0.12: the reason for healing
    with virtual_sink() as sink:
        sink.send(picture())
        assert streams(OUTPUT)


def test_a_reader_is_counted_when_it_comes_and_no_more_when_it_goes() -> None:
    with virtual_sink() as sink, sending(sink, picture()):
        until(lambda: streams(OUTPUT))
        assert sink.readers() == 0
        with reading(OUTPUT) as first:
            until(lambda: sink.readers() == 1)
            with reading(OUTPUT):
                until(lambda: sink.readers() == 2)
            assert until(lambda: sink.readers() == 1) < 1
            first.send_signal(signal.SIGSTOP)  # a hanging reader counts, and delays nobody
            sink.send(picture())
            assert sink.readers() == 1
        assert until(lambda: sink.readers() == 0) < 1


def test_a_reader_keeps_its_size_when_the_sink_comes_back_with_another() -> None:
    with virtual_sink() as sink:
        sink.send(picture())
        holder = os.open(OUTPUT, os.O_RDWR)
    with virtual_sink((640, 360)) as sink, sending(sink, picture(0, (640, 360))):
        (mode,) = video_modes(OUTPUT)
        assert (mode.width, mode.height) == SIZE
    os.close(holder)


def test_a_second_writer_is_refused_by_name() -> None:
    with virtual_sink() as sink:
        sink.send(picture())
        with pytest.raises(OutputError, match=rf"already: .* \(process {os.getpid()}\)"):
            virtual_sink()
        assert streams(OUTPUT)


def test_a_failed_write_is_an_error() -> None:
    with virtual_sink((640, 360)) as sink:
        # Before the first frame the driver lets another program shrink the format.
        # It reports an error, but changes the format anyway.
        small = "--set-fmt-video-out=width=64,height=48,pixelformat=YU12"
        run("v4l2-ctl", "-d", OUTPUT, small, check=False)
        with pytest.raises(OutputError, match="a program has changed its format"):
            sink.send(picture(0, (640, 360)))


def test_the_output_that_is_gone_is_an_error_and_one_that_is_back_is_used() -> None:
    with virtual_sink() as sink:
        sink.send(picture())
        assert "in use" in _stderr_of(
            "/sbin/modprobe", "-r", "v4l2loopback"
        )  # no other program can change it now
        sink.send(picture(1))
    modprobe("-r", "v4l2loopback")
    try:
        assert virtual_camera_device() is None
        with pytest.raises(OutputError, match="no camera named 'GazeFix Camera'"):
            virtual_sink()
    finally:
        modprobe("v4l2loopback", *MODULE_OPTIONS)
    until(lambda: Path(OUTPUT).exists())
    with virtual_sink() as sink:
        sink.send(picture())
        assert streams(OUTPUT)


def test_chromium_opens_it_by_its_name() -> None:
    chromium, page = (
        shutil.which("chromium"),
        Path(__file__).resolve().parents[3] / "shared" / "tools" / "browser_camera.py",
    )
    if chromium is None or not page.is_file():
        pytest.skip("there is no chromium, or no page for it beside the checkout")
    options = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--use-fake-ui-for-media-stream",
        "--no-first-run",
    ]
    options += ["--disable-background-networking", "--user-data-dir=/run/chromium"]
    with virtual_sink() as sink, sending(sink, picture(1)):
        until(lambda: streams(OUTPUT))
        told = run(sys.executable, str(page), "400", chromium, *options)
        (frames,) = [
            json.loads(line.split(" ", 1)[1])
            for line in told.splitlines()
            if '"step": "frames"' in line
        ]
    assert frames["label"].startswith("GazeFix Camera")
    assert frames["frames"] >= 2
    assert min(frames["size"]) > 0


# Sessions with a correction that costs nothing. `in_vm_run.py` tests the real one.


def session(source: str) -> Session:
    parts = replace(live_parts(), corrector=lambda _: cast(Corrector, StepCorrector()))
    camera = replace(SMALL, source=source)
    return Session(
        Config(camera=camera, output=OutputConfig(sink="virtual", on_demand=False)), parts
    )


def test_a_session_can_be_started_and_stopped_ten_times(source_camera: object) -> None:
    threads = threading.active_count()
    for _ in range(10):
        with session("Source Camera") as running_session:
            status_when(running_session, lambda status: status.frames_out >= 3, 60)
            assert streams(OUTPUT)
        assert session_threads() == []
        assert device_info(OUTPUT) == DeviceInfo("v4l2 loopback", captures=False, outputs=True)
    assert threading.active_count() == threads
    assert not [
        link
        for link in Path("/proc/self/fd").iterdir()
        if str(link.resolve()).startswith("/dev/video")
    ]


def test_a_session_goes_on_when_its_camera_is_plugged_out_and_in() -> None:
    with session("vivid") as running_session:
        status_when(running_session, lambda status: status.frames_out >= 3, 60)
        run("v4l2-ctl", "-d", VIVID, "--set-ctrl", "disconnect=1", check=False)
        lost = status_when(running_session, lambda status: status.last_error is not None, 60)
        status_when(running_session, lambda status: status.frames_out > lost.frames_out + 3, 60)
        assert streams(OUTPUT)


def test_a_session_goes_on_when_its_cameras_driver_is_loaded_anew() -> None:
    with session("vivid") as running_session:
        status_when(running_session, lambda status: status.frames_out >= 3, 60)
        running_session.pause()
        until(lambda: not in_use(VIVID))
        until(lambda: not holders(VIVID))
        modprobe("-r", "vivid")
        running_session.resume()
        lost = status_when(running_session, lambda status: status.last_error is not None, 60)
        modprobe("vivid", "n_devs=1", "node_types=0x1", "vid_cap_nr=10")
        status_when(running_session, lambda status: status.frames_out > lost.frames_out + 3, 60)


# Setup comes last, since it reloads the module.


def test_setup_makes_the_camera_and_removal_undoes_it() -> None:
    gazefix = [sys.executable, "-m", "gazefix", "setup-camera", "--yes"]
    modprobe("-r", "v4l2loopback")
    try:
        modprobe("v4l2loopback", "card_label=Another")
        assert "Another" in run(*gazefix)
        assert "GazeFix Camera" in run("v4l2-ctl", "--list-devices")
        device = virtual_camera_device()
        assert device is not None
        info = device_info(device)
        assert info is not None
        assert (info.captures, info.outputs) == (False, True)
        assert device in run(*gazefix)  # the second time nothing is left to do
        modprobe("-r", "v4l2loopback")
        modprobe("v4l2loopback")  # as after the next boot
        assert virtual_camera_device() is not None
        assert "is gone" in run(*gazefix, "--remove")
        assert virtual_camera_device() is None
        assert not Path("/etc/modprobe.d/gazefix.conf").exists()
        assert "nothing" in run(*gazefix, "--remove")
    finally:
        modprobe("-r", "v4l2loopback", check=False)
        modprobe("v4l2loopback", *MODULE_OPTIONS)
        until(lambda: Path(OUTPUT).exists())


def _pyvirtualcams_own() -> str:
    from pyvirtualcam import _native_linux_v4l2loopback

    pyvirtualcam.register_backend("own", _native_linux_v4l2loopback.Camera)
    return "own"


def _links(pid: int, device: str) -> list[Path]:
    with contextlib.suppress(OSError):
        return [link for link in Path(f"/proc/{pid}/fd").iterdir() if str(link.resolve()) == device]
    return []


def _stderr_of(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr
