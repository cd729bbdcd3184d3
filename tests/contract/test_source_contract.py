"""What every source promises, run against each of them."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest

from gazefix.config import CameraConfig
from gazefix.devices import cameras, sources
from gazefix.devices.contracts import Source
from gazefix.devices.sources import SOURCES, CaptureSource, StreamSource, open_source
from gazefix.media.video import open_clip_writer
from gazefix.types import Frame, Image
from tests.helpers.network_camera import jpeg, network_camera

SIZE = (64, 48)


class EndlessCapture:
    """cv2.VideoCapture of a camera that always has a frame."""

    def __init__(self, *_: object) -> None:
        self.released = False

    def isOpened(self) -> bool:
        return True

    def set(self, key: int, value: float) -> bool:
        return False

    def get(self, key: int) -> float:
        return 30.0

    def grab(self) -> bool:
        return True

    def retrieve(self) -> tuple[bool, Image]:
        assert not self.released
        return True, np.zeros((SIZE[1], SIZE[0], 3), np.uint8)

    def release(self) -> None:
        self.released = True


KINDS = ["camera", "stream", "clip", "demo"]


@pytest.fixture
def exit_stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture(params=KINDS)
def source(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Source]:
    host = ""
    if request.param == "clip":
        with open_clip_writer(tmp_path / "clip.mp4", SIZE, 100.0) as writer:
            for index in range(12):
                writer.write(
                    Frame(np.full((SIZE[1], SIZE[0], 3), 10 * index, np.uint8), index / 100, index)
                )
    elif request.param == "stream":
        picture = jpeg(SIZE)
        host = request.getfixturevalue("exit_stack").enter_context(
            network_camera(lambda _: picture, 0.005)
        )
    else:
        monkeypatch.setattr(sources.cv2, "VideoCapture", EndlessCapture)
        monkeypatch.setattr(cameras, "v4l2_names", lambda *_: {0: "Webcam"})
        monkeypatch.setattr(cameras, "gives_video", lambda _: True)
    spec = {
        "camera": "0",
        "stream": f"http://{host}/live",
        "clip": str(tmp_path / "clip.mp4"),
        "demo": "demo",
    }
    with open_source(
        spec[request.param], CameraConfig(width=SIZE[0], height=SIZE[1], fps=100)
    ) as opened:
        yield opened


def test_the_contract_holds_for_every_kind_of_source() -> None:
    assert sorted(kind.name for kind in SOURCES) == sorted(KINDS)


def test_a_source_tells_its_name_size_and_rate(source: Source) -> None:
    assert source.info.name
    assert source.info.size == SIZE
    assert source.info.fps >= 1


def test_a_source_can_be_opened_again_by_its_address(source: Source) -> None:
    with open_source(source.address, CameraConfig(width=SIZE[0], height=SIZE[1], fps=100)) as again:
        assert again.info == source.info


def test_a_camera_or_stream_is_worth_opening_again(source: Source) -> None:
    assert source.reconnects == isinstance(source, CaptureSource | StreamSource)


def test_frames_are_bgr_pictures_of_the_size_that_was_told(source: Source) -> None:
    frame = source.read()
    assert frame is not None
    assert frame.size == source.info.size
    assert frame.bgr.dtype == np.uint8
    assert frame.bgr.shape == (SIZE[1], SIZE[0], 3)


def test_frames_are_numbered_from_zero_and_their_times_go_forward(source: Source) -> None:
    frames = [frame for _ in range(5) if (frame := source.read()) is not None]
    assert [frame.index for frame in frames] == [0, 1, 2, 3, 4]
    assert np.all(np.diff([frame.time_s for frame in frames]) >= 0)


def test_a_frame_comes_no_sooner_than_its_time(source: Source) -> None:
    before = time.perf_counter()
    for _ in range(5):
        frame = source.read()
        assert frame is not None
        assert before <= frame.time_s <= time.perf_counter()


def test_an_interrupted_source_is_over(source: Source) -> None:
    assert source.read() is not None
    source.interrupt()
    assert source.read() is None
    assert source.read() is None


def test_a_source_may_be_interrupted_from_another_thread_at_any_time(source: Source) -> None:
    began = threading.Event()

    def interrupt() -> None:
        began.wait(10)
        source.interrupt()

    thread = threading.Thread(target=interrupt)
    thread.start()
    while source.read() is not None:
        began.set()
    thread.join(10)
    assert not thread.is_alive()


def test_a_source_may_be_closed_twice(source: Source) -> None:
    source.close()
    source.close()
