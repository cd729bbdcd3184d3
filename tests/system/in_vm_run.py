"""`gazefix run` between two real video devices, with faults. `vm.py` runs it after `in_vm.py`."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from gazefix.devices.device_users import holders
from gazefix.devices.v4l2 import heal
from gazefix.imaging.operations import to_i420
from gazefix.types import Image
from tests.system.in_vm import OUTPUT, SOURCE, run, running, streams, takes_frames, until

CLIP = Path(os.environ["GAZEFIX_FACE_CLIP"])
#: Boxes (x0, y0, x1, y1) around the clip's eyes of all pixels that a correction may change.
EYES = [
    [int(number) // 4 * 4 for number in box.split(",")]
    for box in os.environ["GAZEFIX_EYES"].split(";")
]
SIZE = (640, 360)
RATE = 5
PATIENCE_S = 300.0
#: A frame that takes longer than this never comes. The first one is shown once it is corrected.
FRAME_S = 200.0

Plane = npt.NDArray[np.bool_]


def decode(*source: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        ["ffmpeg", "-v", "error", *source, "-f", "rawvideo", "-pix_fmt", "yuv420p", "-"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
    )


def through_gazefix(i420: Image) -> Image:
    """Return a source picture as GazeFix passes it on unchanged: converted to BGR and back."""
    return to_i420(cv2.cvtColor(i420, cv2.COLOR_YUV2BGR_I420))


@dataclass
class Clip:
    """The clip's unchanged pictures as GazeFix sends them, by their pixels outside the eyes."""

    outside: Plane
    pictures: dict[bytes, Image]

    def alike(self, shown: Image) -> Image | None:
        """Return the clip's picture that equals this one outside the eyes; None for a card."""
        return self.pictures.get(shown[self.outside].tobytes())


@pytest.fixture(scope="module")
def clip() -> Clip:
    outside = np.ones((SIZE[1] * 3 // 2, SIZE[0]), bool)
    chroma = outside[SIZE[1] :].reshape(
        2, SIZE[1] // 2, SIZE[0] // 2
    )  # two planes: two chroma rows fill one luma row
    for x0, y0, x1, y1 in EYES:
        outside[y0:y1, x0:x1] = False
        chroma[:, y0 // 2 : y1 // 2, x0 // 2 : x1 // 2] = False
    data, _ = decode("-i", str(CLIP)).communicate()
    decoded = np.frombuffer(data, np.uint8).reshape(-1, SIZE[1] * 3 // 2, SIZE[0])
    pictures = [through_gazefix(picture) for picture in decoded]
    return Clip(outside, {picture[outside].tobytes(): picture for picture in pictures})


@dataclass
class Reader:
    """A program that reads the output."""

    process: subprocess.Popen[bytes]

    def read(self) -> Image:
        assert self.process.stdout is not None
        pipe, data = self.process.stdout.fileno(), b""
        while (missing := SIZE[0] * SIZE[1] * 3 // 2 - len(data)) > 0:
            assert select.select([pipe], [], [], FRAME_S)[0], "no frame comes any more"
            read = os.read(pipe, missing)
            assert read, "the reader was broken off"
            data += read
        return np.frombuffer(data, np.uint8).reshape(SIZE[1] * 3 // 2, SIZE[0])

    def read_until_corrected(self, clip: Clip) -> float:
        """Read until the clip is shown with changed eyes; return how long that took."""
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE_S:
            shown = self.read()
            picture = clip.alike(shown)
            if picture is not None and not np.array_equal(shown, picture):
                return time.monotonic() - began
        raise AssertionError("no corrected picture came")

    def read_until_card(self, clip: Clip) -> float:
        """Read until a card comes; return how long that took."""
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE_S:
            shown = self.read()
            if clip.alike(shown) is None:
                assert (
                    np.abs(shown.astype(int) - self.read()).mean() < 1
                )  # the picture does not change
                return time.monotonic() - began
        raise AssertionError("no card came")


@contextlib.contextmanager
def reader() -> Iterator[Reader]:
    process = decode("-f", "v4l2", "-i", OUTPUT)
    try:
        yield Reader(process)
    finally:
        process.kill()
        process.communicate()


class Camera:
    """Play the clip in a loop into "Source Camera"."""

    def __init__(self) -> None:
        self._stack = contextlib.ExitStack()

    def start(self) -> None:
        until(lambda: takes_frames(SOURCE))  # v4l2loopback 0.12 has to be let go of first
        endless = ("-stream_loop", "-1", "-r", str(RATE), "-re", "-i", str(CLIP))
        self._stack.enter_context(
            running("ffmpeg", "-v", "error", *endless, "-pix_fmt", "yuv420p", "-f", "v4l2", SOURCE)
        )
        until(lambda: streams(SOURCE))

    def stop(self) -> None:
        self._stack.close()


@pytest.fixture(scope="module")
def camera() -> Iterator[Camera]:
    heal(SOURCE)
    made = Camera()
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def gazefix(
    camera: Camera, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[subprocess.Popen[bytes]]:
    """One run serves all tests here, since it takes a minute to start."""
    heal(OUTPUT)
    folder = tmp_path_factory.mktemp("run")
    (folder / "config.toml").write_text(
        f"[camera]\nwidth = {SIZE[0]}\nheight = {SIZE[1]}\nfps = {RATE}\n"
    )
    options = [
        "--mode",
        "angle",
        "--vertical",
        "15",
        "--source",
        "Source Camera",
        "--sink",
        "virtual",
    ]
    command = [
        sys.executable,
        "-m",
        "tests.system.patient",
        "run",
        *options,
        "--config",
        str(folder / "config.toml"),
        "-v",
    ]
    with (folder / "told").open("wb") as told:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=told, stderr=told)
        try:
            until(lambda: streams(OUTPUT) or process.poll() is not None, PATIENCE_S)
            yield process
        finally:
            process.kill()
            process.wait()
            sys.stdout.write((folder / "told").read_text())


def reads_source(process: subprocess.Popen[bytes]) -> bool:
    return process.pid in {holder.pid for holder in holders(SOURCE)}


def test_the_output_is_listed_by_its_name(gazefix: subprocess.Popen[bytes]) -> None:
    assert "GazeFix Camera" in run("v4l2-ctl", "--list-devices")
    assert f"Width/Height      : {SIZE[0]}/{SIZE[1]}" in run(
        "v4l2-ctl", "-d", OUTPUT, "--get-fmt-video"
    )


def test_readers_see_the_eyes_changed_and_nothing_else(
    gazefix: subprocess.Popen[bytes], clip: Clip
) -> None:
    with reader() as ffmpeg:
        ffmpeg.read_until_corrected(clip)


def test_opencv_reads_it_too(gazefix: subprocess.Popen[bytes]) -> None:
    capture = cv2.VideoCapture(0, cv2.CAP_V4L2)
    good, bgr = capture.read()
    capture.release()
    assert good
    assert bgr.shape == (SIZE[1], SIZE[0], 3)


def test_two_read_at_once_and_one_that_stops_holds_nobody_up(
    gazefix: subprocess.Popen[bytes], clip: Clip
) -> None:
    with reader() as first, reader() as second:
        first.read_until_corrected(clip)
        second.read_until_corrected(clip)
        second.process.send_signal(signal.SIGSTOP)
        for _ in range(2 * RATE):
            first.read()
        first.read_until_corrected(clip)


def test_a_camera_that_nobody_looks_at_is_closed_and_opened_for_the_next_reader(
    gazefix: subprocess.Popen[bytes], clip: Clip
) -> None:
    until(lambda: not reads_source(gazefix), 60)
    with reader() as ffmpeg:
        until(lambda: reads_source(gazefix), 30)
        ffmpeg.read_until_corrected(clip)


def test_a_camera_that_stops_and_comes_back_is_covered_by_a_card(
    gazefix: subprocess.Popen[bytes], camera: Camera, clip: Clip
) -> None:
    with reader() as ffmpeg:
        ffmpeg.read_until_corrected(clip)
        camera.stop()
        ffmpeg.read_until_card(clip)
        for _ in range(3 * RATE):
            ffmpeg.read()
        camera.start()
        ffmpeg.read_until_corrected(clip)


def test_an_interrupt_ends_it_and_gives_the_devices_back(gazefix: subprocess.Popen[bytes]) -> None:
    gazefix.send_signal(signal.SIGINT)
    assert gazefix.wait(120) == 0
    assert not holders(OUTPUT)
    assert not streams(OUTPUT)
    assert heal(OUTPUT)
