"""What PyAV writes to: errors and interruptions inside native code come out of `check`."""

from __future__ import annotations

import io
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from gazefix.media.video.outputs import Output
from gazefix.native import interrupt


@pytest.fixture(autouse=True)
def interrupting() -> Iterator[None]:
    before = signal.signal(signal.SIGINT, interrupt)
    yield
    signal.signal(signal.SIGINT, before)


class Interrupting(io.BytesIO):
    def write(self, data: Any) -> int:
        signal.raise_signal(signal.SIGINT)
        return super().write(data)


def test_an_interruption_while_libav_writes_is_raised_after_it() -> None:
    output = Output(Interrupting(), "out.mp4", seekable=True)
    assert output.write(b"data") == 4
    with pytest.raises(KeyboardInterrupt):
        output.check()


def test_an_interruption_as_libav_begins_to_write_is_raised_after_it() -> None:
    output = Output(io.BytesIO(), "out.mp4", seekable=True)
    frame: Any = type("Frame", (), {"f_locals": {"self": output}})
    interrupt(signal.SIGINT, frame)
    assert output.write(b"data") == 4
    with pytest.raises(KeyboardInterrupt):
        output.check()


def test_an_interruption_elsewhere_is_raised_at_once() -> None:
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
