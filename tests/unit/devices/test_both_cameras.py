"""Video device and PipeWire's node at once, over sinks that the test controls."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from gazefix.devices import both_cameras
from gazefix.devices.both_cameras import BothCameras
from gazefix.devices.contracts import Sink
from gazefix.errors import OutputError
from gazefix.types import Frame

FRAME = Frame(np.zeros((48, 64, 3), np.uint8))


class Fake(Sink):
    """Counts frames; `count` are its readers, `failure` is raised by `send`."""

    name = "fake"
    period_s = 1 / 30

    def __init__(self, count: int | None = 0) -> None:
        self.count, self.sent, self.closed = count, 0, 0
        self.failure: OutputError | None = None

    def send(self, frame: Frame) -> None:
        if self.failure:
            raise self.failure
        self.sent += 1

    def readers(self) -> int | None:
        return self.count

    def close(self) -> None:
        self.closed += 1


def until(condition: Callable[[], object]) -> None:
    deadline = time.perf_counter() + 20
    while not condition():
        assert time.perf_counter() < deadline
        time.sleep(0.005)


def opened(camera: Fake, *nodes: Any) -> BothCameras:
    """Return both over `camera` and these nodes in turn; an error stands for a failed attempt."""
    coming = iter(nodes)

    def open_node(*_: object) -> Sink:
        node = next(coming)
        if isinstance(node, Exception):
            raise node
        return node  # type: ignore[no-any-return]

    return BothCameras((64, 48), 30.0, lambda *_: camera, open_node)


def test_both_get_the_frames_while_somebody_reads_the_node() -> None:
    camera, node = Fake(), Fake(count=1)
    with opened(camera, node) as both:
        until(lambda: both.send(FRAME) or node.sent)
        before = camera.sent, node.sent
        for _ in range(10):
            both.send(FRAME)
        assert (camera.sent, node.sent) == (before[0] + 10, before[1] + 10)
        assert both.readers() == 1
    assert (camera.closed, node.closed) == (1, 1)


def test_a_node_without_readers_costs_a_frame_now_and_then() -> None:
    camera, node = Fake(), Fake()
    with opened(camera, node) as both:
        until(lambda: both.send(FRAME) or node.sent)
        for _ in range(100):
            both.send(FRAME)
        assert node.sent <= 2
        node.count = None  # pw-dump tells nothing
        both.send(FRAME)
        assert node.sent >= 2


def test_readers_of_both_are_added_and_unknown_ones_of_the_device_stay_unknown() -> None:
    camera, node = Fake(2), Fake(3)
    with opened(camera, node) as both:
        until(lambda: both.readers() == 5)
        camera.count = None
        assert both.readers() is None
        camera.count, node.count = 2, None
        assert both.readers() == 2


def test_the_device_goes_on_while_the_node_is_lost_and_opened_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(both_cameras, "_RETRY_S", 0.01)
    camera, first, second = Fake(), Fake(1), Fake(1)
    with opened(camera, OutputError("not yet"), first, OutputError("gone"), second) as both:
        until(lambda: both.send(FRAME) or first.sent)
        first.failure = OutputError("GStreamer has ended")
        both.send(FRAME)
        assert first.closed == 1
        until(lambda: both.send(FRAME) or second.sent)
    assert (camera.closed, second.closed) == (1, 1)


def test_a_device_that_fails_is_told() -> None:
    camera = Fake()
    camera.failure = OutputError("the device is gone")
    with opened(camera, Fake()) as both, pytest.raises(OutputError, match="the device is gone"):
        both.send(FRAME)


def test_a_node_that_comes_after_the_end_is_closed() -> None:
    node, opening, go = Fake(), threading.Event(), threading.Event()

    def slowly(*_: object) -> Sink:
        opening.set()
        assert go.wait(20)
        return node

    both = BothCameras((64, 48), 30.0, lambda *_: Fake(), slowly)
    assert opening.wait(20)
    both.close()
    go.set()
    until(lambda: node.closed == 1)
