"""Native chatter stays out of the terminal, everything else comes through."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from gazefix.quiet import without_library_chatter

CHATTER = (
    b"WARNING: All log messages before absl::InitializeLog() is called are written to STDERR\n"
    b"W0000 00:00:1795364510.915312    6779 inference_feedback_manager.cc:114] Feedback manager requires a model\n"
    b"I0000 00:00:1795364520.915312    6779 task_runner.cc:85] GPU suport is not available\n"
    b"INFO: Created TensorFlow Lite XNNPACK delegate for CPU.\n"
    b"INFO: [environment.cc:36] Creating LiteRT environment with options\n"
)


def test_chatter_is_dropped(capfd: pytest.CaptureFixture[str]) -> None:
    with without_library_chatter():
        os.write(2, CHATTER)
    assert capfd.readouterr().err == ""


def test_errors_and_foreign_lines_come_out_in_order(capfd: pytest.CaptureFixture[str]) -> None:
    with without_library_chatter():
        sys.stderr.write("a warning of ours\n")
        os.write(2, CHATTER)
        os.write(2, b"E0000 00:00:1795364510.915312    6779 graph.cc:1] broken\nno newline at the end")
    lines = capfd.readouterr().err.splitlines()
    assert [line[:5] for line in lines] == ["a war", "E0000", "no ne"]


def test_stderr_is_as_before_afterwards_even_after_an_error(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KeyError), without_library_chatter():
        os.write(2, b"before the error\n")
        raise KeyError
    os.write(2, CHATTER[:20] + b"\n")
    assert capfd.readouterr().err.splitlines() == ["before the error", CHATTER[:20].decode()]


def test_threads_that_open_at_once_do_not_lose_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    def chatter(number: int) -> None:
        with without_library_chatter():
            os.write(2, CHATTER + f"thread {number}\n".encode())

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(chatter, range(40)))
    os.write(2, b"the end\n")
    lines = capfd.readouterr().err.splitlines()
    assert sorted(lines[:-1]) == sorted(f"thread {number}" for number in range(40))
    assert lines[-1] == "the end"


def test_no_descriptor_is_left_open() -> None:
    def next_descriptor() -> int:
        probe = os.dup(0)
        os.close(probe)
        return probe

    before = next_descriptor()
    for _ in range(3):
        with without_library_chatter():
            pass
    assert next_descriptor() == before


def test_a_process_without_stderr_is_left_in_peace() -> None:
    kept = os.dup(2)
    os.close(2)
    try:
        with without_library_chatter():
            reached = True
    finally:
        os.dup2(kept, 2)
        os.close(kept)
    assert reached
