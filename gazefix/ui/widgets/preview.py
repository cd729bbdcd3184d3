"""A window that shows frames: for `gazefix run --sink preview` and the clip of `gazefix demo`."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator

import numpy as np
from PySide6.QtCore import QEventLoop, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from gazefix.devices.display import PreviewSink, qt_environment
from gazefix.types import Frame, Image
from gazefix.ui.qt import new_application

#: How often the window asks for a frame. The timer also lets Python see signals in Qt's loop.
_POLL_MS = 8
_FIRST_SIZE = QSize(960, 540)


def show_preview(
    sink: PreviewSink, over: Callable[[], bool], *, title: str = "GazeFix preview"
) -> None:
    """Show the sink's frames until `over()` is true or people close the window (Esc, Q).

    Runs on the main thread.
    """
    _show(sink.take, over, title)


def show_frames(
    frames: Iterable[Frame], over: Callable[[], bool] = lambda: False, *, title: str = "GazeFix"
) -> None:
    """Play frames at their own times until they end, `over()` is true or people close the window.

    Runs on the main thread.
    """
    player = _Player(iter(frames))
    _show(player.take, lambda: player.finished or over(), title)


def _show(take: Callable[[], Frame | None], over: Callable[[], bool], title: str) -> None:
    _application()
    window = PreviewWindow(title)
    loop = QEventLoop()
    window.closed.connect(loop.quit)

    def poll() -> None:
        if over():
            window.close()
        elif (frame := take()) is not None:
            window.show_frame(frame)

    timer = QTimer(window)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(poll)
    timer.start(_POLL_MS)
    window.resize(_FIRST_SIZE)
    window.show()
    loop.exec()
    timer.stop()
    window.deleteLater()


class PreviewWindow(QWidget):
    """Shows frames as large as they fit, between black bars."""

    closed = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setWindowTitle(title)
        self.setMinimumSize(160, 120)
        self._image = QImage()
        self._pixels: Image | None = None

    def show_frame(self, frame: Frame) -> None:
        """Replace the frame."""
        self._pixels = np.ascontiguousarray(frame.bgr)  # the image borrows them
        self._image = QImage(
            self._pixels.data, *frame.size, self._pixels.strides[0], QImage.Format.Format_BGR888
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame in the middle, in its shape."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.black)
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            fitted = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(QPoint(), fitted)
            place.moveCenter(self.rect().center())
            painter.drawImage(place, self._image)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Q close the window."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Q):
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Emit `closed`."""
        super().closeEvent(event)
        self.closed.emit()


class _Player:
    """Returns each frame when it is due. A slow window gets frames late, but gets all of them."""

    def __init__(self, frames: Iterator[Frame]) -> None:
        self._frames = frames
        self._next = next(frames, None)
        self._began_s = time.perf_counter() - (0.0 if self._next is None else self._next.time_s)

    @property
    def finished(self) -> bool:
        return self._next is None

    def take(self) -> Frame | None:
        frame = self._next
        if frame is None or time.perf_counter() < self._began_s + frame.time_s:
            return None
        self._next = next(self._frames, None)
        return frame


def _application() -> QApplication:
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    for name in set(os.environ) - set(qt_environment(os.environ)):
        del os.environ[name]
    application = new_application(sys.argv[:1])
    application.setApplicationName("GazeFix")
    return application
