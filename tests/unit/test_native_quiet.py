"""Native chatter stays out of the terminal, and needless imports out of the program."""

from __future__ import annotations

import ctypes
import importlib
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from gazefix.native import (
    importing_without,
    show_error,
    without_library_chatter,
    without_opencv_log,
)

CHATTER = (
    b"WARNING: All log messages before absl::InitializeLog() is called are written to STDERR\n"
    b"W0000 00:00:1795364510.915312    6779 inference_feedback_manager.cc:114] "
    b"Feedback manager requires a model\n"
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
        os.write(
            2, b"E0000 00:00:1795364510.915312    6779 graph.cc:1] broken\nno newline at the end"
        )
    lines = capfd.readouterr().err.splitlines()
    assert [line[:5] for line in lines] == ["a war", "E0000", "no ne"]


def test_stderr_is_as_before_afterwards_even_after_an_error(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(KeyError), without_library_chatter():
        os.write(2, b"before the error\n")
        raise KeyError
    os.write(2, CHATTER[:20] + b"\n")
    assert capfd.readouterr().err.splitlines() == ["before the error", CHATTER[:20].decode()]


class FakeLog:
    """OpenCV's functions for its log level, wherever they are found."""

    def __init__(self) -> None:
        self.level = 3

    def getLogLevel(self) -> int:
        return self.level

    def setLogLevel(self, level: int) -> int:
        before, self.level = self.level, level
        return before


def old_cv2(log: FakeLog) -> Any:
    """OpenCV before 4.14."""
    return SimpleNamespace(
        getLogLevel=log.getLogLevel, setLogLevel=log.setLogLevel, utils=SimpleNamespace()
    )


def new_cv2(log: FakeLog) -> Any:
    """OpenCV since 4.14, and OpenCV 5."""
    return SimpleNamespace(utils=SimpleNamespace(logging=log))


@pytest.mark.parametrize("make", [old_cv2, new_cv2])
def test_opencv_is_silent_meanwhile_and_speaks_again_even_after_an_error(
    make: Callable[[FakeLog], Any],
) -> None:
    log = FakeLog()
    with pytest.raises(KeyError), without_opencv_log(make(log)):
        assert log.level == 0
        raise KeyError
    assert log.level == 3


def test_the_opencv_that_is_installed_can_be_silenced(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    import cv2

    missing = str(tmp_path / "missing.png")
    cv2.imread(missing)
    assert "missing.png" in capfd.readouterr().err
    with without_opencv_log(cv2):
        cv2.imread(missing)
    assert capfd.readouterr().err == ""


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


def test_a_library_is_imported_without_what_it_does_not_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "large_library.py").write_text(
        "import chart_maker.plots as plots\nfrom os import path\n"
    )
    (tmp_path / "chart_maker").mkdir()
    (tmp_path / "chart_maker" / "__init__.py").touch()
    (tmp_path / "chart_maker" / "plots.py").write_text("real = True\n")
    monkeypatch.syspath_prepend(tmp_path)
    with importing_without("chart_maker", "chart_maker.plots"):
        large = importlib.import_module("large_library")
    assert not hasattr(large.plots, "real")
    assert importlib.import_module("chart_maker.plots").real
    for name in ("large_library", "chart_maker", "chart_maker.plots"):
        monkeypatch.delitem(sys.modules, name)


def test_what_is_loaded_already_stays() -> None:
    with importing_without("os"):
        assert sys.modules["os"] is os


def test_no_localizer_loads_what_mediapipe_draws_and_hears_with() -> None:
    code = """if True:
        import sys
        from gazefix.config import EngineConfig
        from gazefix.networks.engine import Engine
        from gazefix.faces.localizer import open_localizer
        open_localizer(EngineConfig(), max_faces=1).close()
        Engine(EngineConfig())
        print(sorted({"matplotlib", "sounddevice", "openvino.tools.ovc"} & set(sys.modules)))
    """
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_an_error_without_a_console_is_shown_in_a_box(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[object, ...]] = []
    user32 = SimpleNamespace(MessageBoxW=lambda *given: shown.append(given))
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(user32=user32), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    show_error("in words")
    assert not shown
    monkeypatch.setattr(sys, "stderr", None)  # as with pythonw.exe
    show_error("in words")
    assert shown == [(None, "in words", "GazeFix", 0x10)]
