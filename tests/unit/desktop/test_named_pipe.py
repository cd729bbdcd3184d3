"""The app's named pipe on Windows, over a fake one."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from gazefix.desktop import control_client
from gazefix.desktop.control_protocol import Request
from gazefix.errors import ControlError


class Pipe:
    """A pipe that answers; `reads` stands for what reading does."""

    def __init__(self, reads: Callable[[], bytes]) -> None:
        self.reads = reads
        self.written = b""

    def __enter__(self) -> Pipe:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def write(self, line: bytes) -> None:
        self.written += line

    def readline(self, _limit: int) -> bytes:
        return self.reads()


def use(monkeypatch: pytest.MonkeyPatch, opens: Callable[[], Pipe]) -> None:
    class Place:
        def __init__(self, name: str) -> None:
            assert name.startswith(r"\\.\pipe\gazefix-")

        def open(self, mode: str, buffering: int) -> Pipe:
            assert (mode, buffering) == ("r+b", 0)
            return opens()

    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr(control_client, "Path", Place)


def busy() -> OSError:
    error = OSError("all pipe instances are busy")
    error.winerror = 231  # type: ignore[attr-defined]
    return error


def test_a_busy_pipe_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = Pipe(lambda: b"answer\n")
    failures = [busy(), busy()]

    def opens() -> Pipe:
        if failures:
            raise failures.pop()
        return pipe

    use(monkeypatch, opens)
    assert control_client._ask_pipe(b"line\n", 60.0) == b"answer\n"
    assert pipe.written == b"line\n"


def test_an_app_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    end = threading.Event()

    def never() -> bytes:
        end.wait()
        return b""

    use(monkeypatch, lambda: Pipe(never))
    try:
        with pytest.raises(ControlError, match="does not answer"):
            control_client.ask(Request("status"), timeout_s=0.05)
    finally:
        end.set()


def test_no_pipe_means_no_app(monkeypatch: pytest.MonkeyPatch) -> None:
    def opens() -> Pipe:
        raise FileNotFoundError

    use(monkeypatch, opens)
    with pytest.raises(ControlError, match="not running"):
        control_client.ask(Request("status"))
