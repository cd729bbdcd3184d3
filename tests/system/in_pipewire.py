"""GazeFix Camera on a real PipeWire: run by `python -m tests.system.pipewire`, which starts a
private one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from helpers.live import StepCorrector, TickSource, parts_of, status_when, until

from gazefix.config import CameraConfig, Config, OutputConfig
from gazefix.devices.contracts import even_size
from gazefix.devices.pipewire import NODE_NAME, PipeWireSink
from gazefix.devices.sinks import open_sink
from gazefix.imaging.operations import fit_into
from gazefix.live.session import Session
from gazefix.live.status import State
from gazefix.types import Frame, Image

SIZE = (1280, 720)
CONFIG = Config(camera=CameraConfig(), output=OutputConfig(sink="pipewire"))
TOOLS = Path(__file__).resolve().parents[3] / "shared" / "tools"


class Reader:
    """A program that reads the camera. Keeps the frames' numbers and times, and the last frame."""

    def __init__(self, size: tuple[int, int] = SIZE) -> None:
        self._size = size
        self._bytes = size[0] * size[1] * 4
        # Accept every format, but no other size.
        caps = f"video/x-raw,format=BGRx,width={size[0]},height={size[1]}"
        self._child = subprocess.Popen(
            [
                "gst-launch-1.0",
                "-q",
                "pipewiresrc",
                f"target-object={NODE_NAME}",
                "!",
                "videoconvert",
                "!",
                caps,
                "!",
                "fdsink",
                "fd=1",
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.times: list[float] = []
        self.levels: list[int] = []
        self.last = b""
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        assert self._child.stdout is not None
        while len(frame := self._child.stdout.read(self._bytes)) == self._bytes:
            self.times.append(time.perf_counter())
            self.levels.append(frame[self._bytes // 2])
            self.last = frame

    def picture(self) -> Image:
        """The last frame in BGR."""
        return np.frombuffer(self.last, np.uint8).reshape(self._size[1], self._size[0], 4)[..., :3]

    def close(self) -> None:
        self._child.terminate()
        self._child.wait(5)
        self._thread.join(5)
        assert self._child.stdout is not None
        self._child.stdout.close()

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def children() -> list[str]:
    """Return the names of our child processes."""
    names = subprocess.run(
        ["ps", "-o", "comm=", "--ppid", str(os.getpid())],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    return [name for name in names.split() if name.startswith(("gst-launch", "pw-dump"))]


def session(source: object = None, config: Config = CONFIG) -> Session:
    """Return a session that sends 30 frames a second, whose pixels hold their numbers."""
    made = source or (lambda: TickSource(1 / 30, size=SIZE))
    parts = parts_of(made, StepCorrector, lambda: open_sink("pipewire", SIZE, 30.0))  # type: ignore[arg-type]
    return Session(config, parts)


@contextmanager
def running(made: Session) -> Iterator[Session]:
    """Return a session whose camera is visible."""
    with made:
        status_when(made, lambda status: status.frames_out > 0)
        yield made


@pytest.fixture(autouse=True)
def no_child_is_left() -> Iterator[None]:
    yield
    until(lambda: not children(), "the end of the children", 5)


@pytest.fixture(scope="module", autouse=True)
def no_mount_is_left() -> Iterator[None]:
    """Unmount the folder that the browser's desktop portal mounts in the session's."""
    yield
    folder = f" {os.environ['XDG_RUNTIME_DIR']}/doc "

    def mounted() -> bool:
        return folder in Path("/proc/self/mounts").read_text(encoding="utf-8")

    if mounted():
        subprocess.run(["fusermount3", "-u", "-z", folder.strip()], check=False)
        until(lambda: not mounted(), "the end of the portal's mount", 5)


def test_two_readers_get_thirty_frames_a_second_at_once() -> None:
    with running(session()) as live, Reader() as one, Reader() as two:
        until(lambda: len(one.times) > 30 and len(two.times) > 30, "the first second")
        begun = len(one.times), len(two.times)
        time.sleep(5)
        for reader, first in zip((one, two), begun, strict=True):
            times = reader.times[first:]
            fps = (len(times) - 1) / (times[-1] - times[0])
            assert fps == pytest.approx(30, abs=1.5)
            changes = np.diff(np.array(reader.levels[first:])) != 0
            assert changes.mean() > 0.75, "frames must be new ones"
        assert live.status().frames_out > 100


def detailed(size: tuple[int, int]) -> Image:
    """Return a frame of coloured areas with hard edges, a grey gradient, and one-pixel lines."""
    width, height = size
    colours = [
        (40, 60, 200),
        (60, 200, 60),
        (200, 80, 40),
        (128, 128, 128),
        (255, 0, 0),
        (0, 255, 0),
        (0, 0, 255),
    ]
    bgr = np.zeros((height, width, 3), np.uint8)
    for index, colour in enumerate(colours):
        bgr[:, index * width // len(colours) : (index + 1) * width // len(colours)] = colour
    bgr[height // 3 : height // 2] = np.linspace(0, 255, width).astype(np.uint8)[None, :, None]
    bgr[height // 2 : 2 * height // 3, ::2] = 255
    bgr[2 * height // 3 :: 3] = (20, 220, 240)
    return bgr


@pytest.mark.parametrize(
    "size",
    [
        *(
            (64, 64),
            (66, 64),
            (340, 340),
            (322, 242),
            (426, 240),
            (540, 960),
            (641, 481),
            (854, 480),
        ),
        *((1280, 720), (1366, 768), (1920, 1080)),
    ],
    ids=lambda size: f"{size[0]}x{size[1]}",
)
def test_a_reader_gets_every_pixel_as_it_is_at_every_size(size: tuple[int, int]) -> None:
    """No step converts to YUV, so every pixel must be equal. An odd size is made even."""
    frame, even = Frame(detailed(size)), even_size(size)
    with PipeWireSink(size, 30.0) as sink, Reader(even) as reader:
        deadline = time.perf_counter() + 20
        # The sink begins with a card, which the first frames may still show.
        while len(reader.times) < 10 and time.perf_counter() < deadline:
            sink.send(frame)
            time.sleep(1 / 30)
        assert len(reader.times) >= 10, "the reader gets no frames"
        np.testing.assert_array_equal(reader.picture(), fit_into(frame.bgr, even))


def test_the_sink_counts_its_readers() -> None:
    with PipeWireSink(SIZE, 30.0) as sink:
        counts = []
        frame = Frame(np.full((720, 1280, 3), 90, np.uint8))

        def feed(readers: int) -> None:
            deadline = time.perf_counter() + 10
            while sink.readers() != readers and time.perf_counter() < deadline:
                sink.send(frame)
                time.sleep(1 / 30)
            counts.append(sink.readers())

        feed(0)
        with Reader():
            feed(1)
            with Reader():
                feed(2)
            feed(1)
        feed(0)
    assert counts == [0, 1, 2, 1, 0]


def test_frames_that_come_a_little_too_fast_are_not_held_up() -> None:
    """The latency stays under one frame even if the camera's clock is the faster one."""
    frame = Frame(np.full((720, 1280, 3), 90, np.uint8))
    took_ms = []
    with PipeWireSink(SIZE, 30.0) as sink, Reader():
        began = time.perf_counter()
        for number in range(33 * 6):
            time.sleep(max(0.0, began + number / 33 - time.perf_counter()))
            sending = time.perf_counter()
            sink.send(frame)
            took_ms.append((time.perf_counter() - sending) * 1000)
    assert np.median(took_ms[-99:]) < 15


def test_a_frame_of_another_size_breaks_no_reader() -> None:
    sizes = [(1280, 720), (640, 480), (720, 1280), (1920, 1080)]

    def give(index: int) -> Frame:
        width, height = sizes[index // 15 % 4]
        return Frame(
            np.full((height, width, 3), 60 + index % 60, np.uint8), time.perf_counter(), index
        )

    with running(session(lambda: TickSource(1 / 30, give, size=SIZE))), Reader() as reader:
        until(lambda: len(reader.times) > 120, "four seconds of frames")


# A busy machine may stop GStreamer for a second; only after three is it taken to hang.
@pytest.mark.parametrize(
    ("number", "limit_s"), [(signal.SIGKILL, 2.0), (signal.SIGSTOP, 6.0)], ids=["killed", "hung"]
)
def test_a_gstreamer_child_that_ends_or_hangs_is_replaced_within_seconds(
    number: int, limit_s: float
) -> None:
    with session() as live:
        status_when(live, lambda status: status.frames_out > 30)
        subprocess.run(["pkill", f"-{number}", "-P", str(os.getpid()), "gst-launch"], check=True)
        hit = time.perf_counter()
        status_when(live, lambda status: "GStreamer" in str(status.last_error))
        out = live.status().frames_out
        status_when(
            live, lambda status: status.state is State.RUNNING and status.frames_out > out + 3
        )
        assert time.perf_counter() - hit < limit_s
        with Reader() as reader:
            until(lambda: len(reader.times) > 15, "frames after it")


def test_the_camera_closes_when_nobody_reads_and_opens_for_who_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("gazefix.live.output.IDLE_S", 2.0)
    opened: list[TickSource] = []
    opened_s: list[float] = []

    def source() -> TickSource:
        opened.append(TickSource(1 / 30, size=SIZE))
        opened_s.append(time.perf_counter())
        return opened[-1]

    with session(source) as live:
        status_when(live, lambda status: status.frames_out > 10)
        status_when(live, lambda status: status.state is State.WAITING)
        until(lambda: opened[0].closed, "the camera's end")
        with Reader() as reader:
            until(lambda: live.sink is not None and live.sink.readers() == 1, "the reader")
            linked = time.perf_counter()
            until(lambda: len(opened) == 2, "the camera's opening")
            assert opened_s[1] - linked < 0.3
            until(lambda: len(reader.times) > 30, "its frames")
            time.sleep(2.5)
            assert live.status().state is State.RUNNING
        status_when(live, lambda status: status.state is State.WAITING)


def test_twenty_starts_and_stops_leave_no_child_and_no_file_descriptor() -> None:
    def descriptors() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    with session() as live:
        status_when(live, lambda status: status.frames_out > 2)
    before = descriptors()
    for _ in range(20):
        with session() as live:
            status_when(live, lambda status: status.frames_out > 2)
        assert not children()
    assert descriptors() == before


def test_auto_takes_pipewire_where_there_is_no_loopback_device() -> None:
    with open_sink("auto", SIZE, 30.0) as sink:
        assert isinstance(sink, PipeWireSink)


@pytest.mark.skipif(
    not (TOOLS / "browser_camera.py").exists(), reason="the page that opens a camera is not here"
)
def test_chromium_opens_it_by_its_name(tmp_path: Path) -> None:
    def look(profile: Path) -> subprocess.CompletedProcess[str]:
        chromium = [
            *(
                "chromium",
                "--no-sandbox",
                "--disable-gpu",
                "--use-fake-ui-for-media-stream",
                "--no-first-run",
            ),
            *(
                "--disable-background-networking",
                "--enable-features=WebRtcPipeWireCamera",
                f"--user-data-dir={profile}",
            ),
        ]
        page = [
            str(TOOLS / "camera-portal.sh"),
            sys.executable,
            str(TOOLS / "browser_camera.py"),
            "60",
            *chromium,
        ]
        return subprocess.run(page, capture_output=True, text=True, timeout=100, check=False)

    running = subprocess.Popen(
        [sys.executable, "-m", "gazefix", "run", "--source", "demo", "--sink", "pipewire"]
    )
    try:
        seen = look(tmp_path / "first")
        if (
            "FATAL:third_party/webrtc" in seen.stdout + seen.stderr
        ):  # Chromium has crashed by a race between its own threads
            seen = look(tmp_path / "second")
        assert seen.returncode == 0, seen.stdout + seen.stderr
        assert '"label": "GazeFix Camera' in seen.stdout
        assert '"size": [1280, 720]' in seen.stdout
    finally:
        running.send_signal(signal.SIGINT)
        assert running.wait(10) == 0
