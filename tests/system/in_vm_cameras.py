"""Cameras of uncommon kinds, users without rights, and two users, with real devices (see vm.py)."""

from __future__ import annotations

import contextlib
import os
import pwd
import subprocess
import sys
import time
from collections.abc import Iterator

import numpy as np
import pytest

from gazefix.config import CameraConfig
from gazefix.devices.cameras import find_camera, list_cameras
from gazefix.devices.sources import open_source
from gazefix.devices.v4l2 import device_info, heal, video_modes
from gazefix.errors import InputError, OutputError
from gazefix.types import Frame
from system.in_vm import (
    MODULE_OPTIONS,
    OUTPUT,
    SIZE,
    SMALL,
    SOURCE,
    VIVID,
    modprobe,
    reading,
    run,
    running,
    streams,
    until,
    virtual_sink,
)

#: Imports what is needed and goes on as another user, who may not read the machine's Python.
_AS_USER = """
import grp, os, pwd, time, numpy as np
from gazefix.config import CameraConfig
from gazefix.devices.sources import open_source
from gazefix.devices.virtual_camera import VirtualCameraSink
from gazefix.types import Frame
os.setgroups([]); os.setgid({number}); os.setuid({number})
try:
    {action}
except Exception as error:
    print(error, flush=True)
"""
#: Sends to GazeFix Camera for 60 seconds.
_SEND = f"""with VirtualCameraSink({SIZE}, 10.0) as sink:
        for number in range(600):
            sink.send(Frame(np.full(({SIZE[1]}, {SIZE[0]}, 3), 200, np.uint8)))
            if number == 3: print("sends", flush=True)
            time.sleep(0.1)"""


@contextlib.contextmanager
def feeding_as(pixels: str) -> Iterator[None]:
    """Feed the source camera with one colour, BGR (64, 32, 192), in FFmpeg's pixel format."""
    heal(SOURCE)
    colour = f"color=c=0xC02040:s={SIZE[0]}x{SIZE[1]}:r=15"
    encoding = ["-c:v", "rawvideo", "-pix_fmt", pixels]
    source = ["ffmpeg", "-v", "error", "-re", "-f", "lavfi", "-i", colour]
    with running(*source, *encoding, "-f", "v4l2", SOURCE):
        until(lambda: streams(SOURCE))
        yield


@contextlib.contextmanager
def vivid_again(*options: str) -> Iterator[None]:
    """Load the test camera with other options meanwhile."""
    usual = ("vivid", "n_devs=1", "node_types=0x1", "vid_cap_nr=10")
    modprobe("-r", "vivid")
    modprobe(*usual, *options)
    try:
        until(lambda: os.path.exists(VIVID))  # noqa: PTH110
        yield
    finally:
        modprobe("-r", "vivid")
        modprobe(*usual)
        until(lambda: os.path.exists(VIVID))  # noqa: PTH110


@contextlib.contextmanager
def as_user(name: str, action: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run Python code as another user; yield the process and the first line that it prints."""
    code = _AS_USER.format(number=pwd.getpwnam(name).pw_uid, action=action)
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        try:
            yield child, child.stdout.readline()
        finally:
            child.kill()


def test_a_camera_with_a_range_of_sizes_is_opened_at_the_wanted_one() -> None:
    run("v4l2-ctl", "-d", VIVID, "--set-input=1")
    try:
        sizes = {(mode.width, mode.height) for mode in video_modes(VIVID, (800, 450))}
        assert (800, 450) in sizes
        assert max(sizes) == (1920, 1080)
        with open_source("10", CameraConfig(width=640, height=480, fps=15)) as source:
            assert source.info.size == (640, 480)
            assert source.read() is not None
    finally:
        run("v4l2-ctl", "-d", VIVID, "--set-input=0")


def test_a_multi_planar_camera_is_found_and_read() -> None:
    with vivid_again("multiplanar=2"):
        info = device_info(VIVID)
        assert info is not None
        assert info.planes
        assert [camera.path for camera in list_cameras()] == [VIVID]
        with open_source("auto", CameraConfig(width=640, height=360, fps=15)) as source:
            frame = source.read()
        assert frame is not None
        assert frame.size == (640, 360)
        assert np.ptp(frame.bgr, axis=2).max() > 100  # the colour bars


@pytest.mark.parametrize("pixels", ["bgr24", "rgb24", "yuyv422", "nv12"])
def test_pictures_of_each_format_come_with_their_colours(pixels: str) -> None:
    with feeding_as(pixels), open_source("1", SMALL) as source:
        assert source.info.size == SIZE
        frame = source.read()
        assert frame is not None
        mean = frame.bgr.reshape(-1, 3).mean(0)
    assert np.abs(mean - (64, 32, 192)).max() < 8


def test_a_format_that_is_not_read_is_named_and_its_feeder_is_not_blamed() -> None:
    with feeding_as("yuv422p"), pytest.raises(InputError) as raised:
        open_source("1", SMALL)
    assert raised.value.hint.startswith("it gives only 422P")


def test_auto_passes_over_a_virtual_camera_that_nothing_feeds() -> None:
    modprobe("-r", "v4l2loopback")
    modprobe("v4l2loopback", *MODULE_OPTIONS[:2], "exclusive_caps=1,0")
    modprobe("-r", "vivid")
    try:
        until(lambda: os.path.exists(SOURCE))  # noqa: PTH110
        with pytest.raises(InputError, match="cannot be opened") as raised:
            open_source("auto", SMALL)
        assert raised.value.hint.startswith("no program sends to it")
        modprobe("vivid", "n_devs=1", "node_types=0x1", "vid_cap_nr=10")
        until(lambda: os.path.exists(VIVID))  # noqa: PTH110
        assert find_camera("auto").path == VIVID
        with open_source("auto", SMALL) as source:
            assert source.info.name == "vivid-000-vid-cap"
    finally:
        modprobe("-r", "v4l2loopback")
        modprobe("v4l2loopback", *MODULE_OPTIONS)
        modprobe("vivid", "n_devs=1", "node_types=0x1", "vid_cap_nr=10")


def test_a_user_without_rights_is_told_the_group() -> None:
    os.chown(VIVID, 0, 44)
    os.chmod(VIVID, 0o660)  # noqa: PTH101
    with as_user("nobody", "open_source('10', CameraConfig())") as (_, said):
        assert "cannot be opened" in said
        assert "sudo usermod -aG video $USER" in said


@pytest.mark.parametrize("exclusive", [1, 0])
def test_another_users_writer_keeps_the_camera_and_is_named(exclusive: int) -> None:
    modprobe("-r", "v4l2loopback")
    modprobe("v4l2loopback", *MODULE_OPTIONS[:2], f"exclusive_caps={exclusive},1")
    until(lambda: os.path.exists(OUTPUT))  # noqa: PTH110
    os.chmod(OUTPUT, 0o666)  # noqa: PTH101
    try:
        with as_user("games", _SEND) as (first, said):
            assert said == "sends\n"
            with as_user("nobody", _SEND) as (_, answer):
                assert "another program sends to" in answer
            if not exclusive:
                assert f"(process {first.pid} of the user games)" in answer
            assert first.poll() is None
    finally:
        modprobe("-r", "v4l2loopback")
        modprobe("v4l2loopback", *MODULE_OPTIONS)


def test_only_programs_that_take_pictures_count_as_readers() -> None:
    frame = Frame(np.full((SIZE[1], SIZE[0], 3), 99, np.uint8))
    with virtual_sink() as sink:

        def seen(seconds: float) -> set[int | None]:
            found, began = set(), time.monotonic()
            while time.monotonic() - began < seconds:
                sink.send(frame)
                found.add(sink.readers())
                time.sleep(0.05)
            return found

        assert seen(1) == {0}
        holder = subprocess.Popen(
            [sys.executable, "-c", f"import time; f = open('{OUTPUT}'); time.sleep(20)"]
        )
        try:
            assert seen(10) == {0}
        finally:
            holder.kill()
            holder.wait()
        with reading(OUTPUT):
            until(lambda: 1 in seen(0.5), 60)
        until(lambda: seen(0.5) == {0}, 60)
        with running("dd", f"if={OUTPUT}", "of=/dev/null", "bs=115200"):
            until(lambda: 1 in seen(0.5), 60)


def test_the_second_of_two_gazefix_of_one_user_is_refused() -> None:
    with virtual_sink() as sink:
        sink.send(Frame(np.full((SIZE[1], SIZE[0], 3), 99, np.uint8)))
        with pytest.raises(OutputError, match="already"):
            virtual_sink()
