"""The preview window, on Qt's offscreen platform."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gazefix.devices.display import PreviewSink
from gazefix.types import Frame
from gazefix.ui.widgets import preview
from gazefix.ui.widgets.preview import PreviewWindow, show_frames, show_preview


@pytest.fixture(scope="session", autouse=True)
def offscreen() -> None:
    """Before the first QApplication of this process; a desktop's own choice stays."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def plain(
    colour_bgr: tuple[int, int, int], size: tuple[int, int] = (64, 48), time_s: float = 0.0
) -> Frame:
    return Frame(np.full((size[1], size[0], 3), colour_bgr, np.uint8), time_s)


def pixel(window: PreviewWindow, x: int, y: int) -> tuple[int, int, int]:
    colour = QColor(window.grab().toImage().pixel(x, y))
    return (colour.red(), colour.green(), colour.blue())


@pytest.fixture
def window(qtbot: QtBot) -> PreviewWindow:
    made = PreviewWindow("test")
    qtbot.addWidget(made)
    made.resize(400, 200)
    return made


def test_a_frame_fills_the_window_with_its_own_colours(window: PreviewWindow) -> None:
    window.show_frame(plain((10, 20, 200), (200, 100)))
    assert pixel(window, 200, 100) == pixel(window, 2, 2) == (200, 20, 10)


def test_a_frame_of_another_shape_keeps_it_between_black_bars(window: PreviewWindow) -> None:
    window.show_frame(plain((255, 255, 255), (100, 100)))
    assert pixel(window, 95, 100) == pixel(window, 305, 100) == (0, 0, 0)
    assert pixel(window, 105, 100) == pixel(window, 295, 100) == (255, 255, 255)


def test_a_window_without_a_frame_is_black(window: PreviewWindow) -> None:
    assert pixel(window, 200, 100) == (0, 0, 0)


def test_a_picture_whose_rows_do_not_follow_each_other_is_shown_as_it_is(
    window: PreviewWindow,
) -> None:
    bgr = np.zeros((100, 200, 3), np.uint8)
    bgr[:, :100] = (0, 0, 255)
    window.show_frame(Frame(bgr[:, ::-1]))
    assert pixel(window, 20, 100) == (0, 0, 0)
    assert pixel(window, 380, 100) == (255, 0, 0)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Q])
def test_escape_and_q_close_the_window(qtbot: QtBot, window: PreviewWindow, key: Qt.Key) -> None:
    window.show()
    with qtbot.waitSignal(window.closed, timeout=5000):
        qtbot.keyClick(window, key)
    assert not window.isVisible()


def test_other_keys_do_not_close_the_window(qtbot: QtBot, window: PreviewWindow) -> None:
    window.show()
    qtbot.keyClick(window, Qt.Key.Key_A)
    assert window.isVisible()


@pytest.fixture
def shown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> list[Frame]:
    """The frames that windows were given."""
    frames: list[Frame] = []
    show_frame = PreviewWindow.show_frame

    def keep(window: PreviewWindow, frame: Frame) -> None:
        frames.append(frame)
        show_frame(window, frame)

    monkeypatch.setattr(PreviewWindow, "show_frame", keep)
    return frames


def after(calls: int) -> Callable[[], bool]:
    """True from that call on."""
    count = iter(range(10_000))
    return lambda: next(count) >= calls


def test_the_preview_shows_what_the_sink_gets_until_it_is_over(shown: list[Frame]) -> None:
    sink = PreviewSink()
    frame = plain((1, 2, 3))
    sink.send(frame)
    show_preview(sink, after(4))
    assert shown == [frame]


def test_closing_the_window_ends_the_preview(shown: list[Frame]) -> None:
    sink = PreviewSink()
    sink.send(plain((1, 2, 3)))
    asked = 0

    def over() -> bool:
        nonlocal asked
        asked += 1
        if asked == 3:
            (window,) = [
                w
                for w in QApplication.topLevelWidgets()
                if isinstance(w, PreviewWindow) and w.isVisible()
            ]
            window.keyPressEvent(
                QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Q, Qt.KeyboardModifier.NoModifier)
            )
        return asked > 1000

    show_preview(sink, over)
    assert asked < 1000


def test_a_preview_can_be_shown_again(shown: list[Frame]) -> None:
    for _ in range(3):
        show_preview(PreviewSink(), after(2))
    assert shown == []


def test_frames_are_played_once_in_order_and_no_sooner_than_their_times(
    shown: list[Frame], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [50.0]

    def clock() -> float:
        now[0] += 0.1
        return now[0]

    monkeypatch.setattr(preview.time, "perf_counter", clock)
    frames = [plain((index, 0, 0), time_s=7.0 + 0.35 * index) for index in range(3)]
    show_frames(iter(frames))
    assert shown == frames
    assert now[0] >= 50.1 + 0.7


def test_playing_frames_can_be_ended(shown: list[Frame]) -> None:
    show_frames([plain((0, 0, 0)), plain((1, 0, 0), time_s=1000.0)], after(5))
    assert len(shown) == 1


def test_a_signal_is_noticed_while_the_window_waits_and_opencvs_qt_is_not_used() -> None:
    program = textwrap.dedent("""
        import os, signal, sys, threading
        import cv2  # sets QT_QPA_PLATFORM_PLUGIN_PATH on Linux
        from gazefix.devices.display import PreviewSink
        from gazefix.ui.widgets.preview import show_preview

        stop = threading.Event()
        signal.signal(signal.SIGINT, lambda *_: stop.set())
        asked = 0

        def over():
            global asked
            asked += 1
            if asked == 3:
                signal.raise_signal(signal.SIGINT)
            return stop.is_set() or asked > 500

        show_preview(PreviewSink(), over)
        names = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")
        print(asked, any("cv2" in os.environ.get(name, "") for name in names))
    """)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    asked, cv2_left = ended.stdout.split()
    assert int(asked) < 10
    assert cv2_left == "False"
