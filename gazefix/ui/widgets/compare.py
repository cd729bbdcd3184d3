"""A mirrored view of oneself, before the correction on one side of a divider and after it on the other."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from gazefix.live.messages import Picture
    from gazefix.types import Image

#: How often a new picture is looked for.
_POLL_MS: Final = 33
_TURNS_PER_S: Final = 0.8
_GRIP_PX: Final = 14.0
_KEY_STEP: Final = 0.02
_GROUND: Final = QColor(24, 26, 28)
_INK: Final = QColor(238, 238, 236)
_FAINT: Final = QColor(176, 178, 180)


class CompareView(QWidget):
    """Shows what `take` gives, in the UI thread, while it is visible. A message covers the picture when there is one."""

    divider_moved = Signal(float)

    def __init__(self, take: Callable[[], Picture | None], *, divided: bool = True) -> None:
        """`take` gives the newest Picture or None, at once; the same object is painted once only. Without `divided` only the
        corrected picture is shown."""
        super().__init__()
        self._take, self._divided = take, divided
        self._picture: Picture | None = None
        self._kept: tuple[Image, Image] | None = None
        self._before, self._after = QImage(), QImage()
        self._title = self._detail = ""
        self._busy = False
        #: Where the divider stands, 0 (all is after) to 1 (all is before).
        self.divider = 0.5
        #: Pictures painted so far.
        self.painted = 0
        self._dragging = False
        self.setMinimumSize(320, 180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Preview"))
        if divided:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setAccessibleDescription(
                self.tr(
                    "You before the correction, left of the divider, and after it, right of it. The arrow keys move it."
                )
            )
            self.setToolTip(self.tr("Drag the divider: before on the left, after on the right."))
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._look)

    def say(self, title: str, detail: str = "", *, busy: bool = False) -> None:
        """Cover the picture with a message, and a sign that turns while GazeFix is `busy`; with an empty title, show the
        picture."""
        if (title, detail, busy) != (self._title, self._detail, self._busy):
            self._title, self._detail, self._busy = title, detail, busy
            self.update()

    def move_divider(self, to: float) -> None:
        """Put the divider elsewhere, 0..1."""
        self.divider = min(max(to, 0.0), 1.0)
        self.divider_moved.emit(self.divider)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A good size to see one's eyes."""
        return QSize(640, 360)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """As cameras have it."""
        return width * 9 // 16

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Look for pictures from now on."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Look no more."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the two pictures and the divider, or the message."""
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.fillRect(self.rect(), _GROUND)
        if self._title or self._after.isNull():
            self._draw_message(painter)
        else:
            self._draw_pictures(painter)
        if self.hasFocus():
            painter.setPen(QColor(255, 255, 255, 170))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take the divider, from wherever on the picture."""
        if self._divided and event.button() is Qt.MouseButton.LeftButton and not self._title:
            self._dragging = True
            self._drag(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Drag it."""
        if self._dragging:
            self._drag(event.position())
        near = abs(event.position().x() - self._divider_x()) < _GRIP_PX
        over = self._divided and not self._title and (near or self._dragging)
        self.setCursor(Qt.CursorShape.SplitHCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let it go."""
        self._dragging = False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The arrow keys, Home and End move the divider."""
        steps = {
            Qt.Key.Key_Left: self.divider - _KEY_STEP,
            Qt.Key.Key_Right: self.divider + _KEY_STEP,
            Qt.Key.Key_Home: 0.0,
            Qt.Key.Key_End: 1.0,
        }
        to = steps.get(Qt.Key(event.key()))
        if self._divided and to is not None:
            self.move_divider(to)
        else:
            super().keyPressEvent(event)

    def place(self) -> QRectF:
        """Where the picture is, in the widget's coordinates: its shape kept, in the middle."""
        size = self._after.size() if not self._after.isNull() else QSize(16, 9)
        fitted = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(
            (self.width() - fitted.width()) / 2,
            (self.height() - fitted.height()) / 2,
            fitted.width(),
            fitted.height(),
        )

    def _look(self) -> None:
        if self._busy:
            self.update()
        picture = self._take()
        if picture is None or picture is self._picture:
            return
        self._picture = picture
        # The images borrow the arrays' pixels: they are kept as long.
        self._kept = (
            np.ascontiguousarray(picture.original.bgr),
            np.ascontiguousarray(picture.frame.bgr),
        )
        self._before, self._after = (
            QImage(
                bgr.data, bgr.shape[1], bgr.shape[0], bgr.strides[0], QImage.Format.Format_BGR888
            )
            for bgr in self._kept
        )
        self.painted += 1
        self.update()

    def _draw_pictures(self, painter: QPainter) -> None:
        place, x = self.place(), self._divider_x()
        sides = [(self._after, QRectF(place))]
        if self._divided:
            before = QRectF(place.left(), place.top(), x - place.left(), place.height())
            after = QRectF(x, place.top(), place.right() - x, place.height())
            sides = [(self._before, before), (self._after, after)]
        for image, part in sides:
            if part.width() <= 0:
                continue
            painter.save()
            painter.setClipRect(part)
            painter.translate(place.center())
            painter.scale(-1, 1)  # people know themselves from mirrors
            painter.translate(-place.center())
            painter.drawImage(place, image)
            painter.restore()
        if self._divided:
            self._draw_divider(painter, place, x)

    def _draw_divider(self, painter: QPainter, place: QRectF, x: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 90))
        painter.drawRect(QRectF(x - 2, place.top(), 4, place.height()))
        painter.setBrush(QColor(255, 255, 255))
        painter.drawRect(QRectF(x - 1, place.top(), 2, place.height()))
        grip = QPointF(x, place.bottom() - 28)
        painter.setBrush(QColor(0, 0, 0, 110))
        painter.drawEllipse(grip, _GRIP_PX, _GRIP_PX)
        painter.setBrush(QColor(255, 255, 255))
        painter.drawEllipse(grip, _GRIP_PX - 2, _GRIP_PX - 2)
        painter.setBrush(QColor(40, 44, 48))
        for side in (-1, 1):
            tip = grip + QPointF(side * 8, 0)
            painter.drawPolygon(
                [tip, grip + QPointF(side * 3, -4.5), grip + QPointF(side * 3, 4.5)]
            )
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        for text, to_left in ((self.tr("Before"), True), (self.tr("After"), False)):
            width, height = metrics.horizontalAdvance(text) + 16, metrics.height() + 6
            left = x - width - 10 if to_left else x + 10
            if left < place.left() or left + width > place.right():
                continue
            pill = QRectF(left, place.top() + 10, width, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, 150))
            painter.drawRoundedRect(pill, height / 2, height / 2)
            painter.setPen(_INK)
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_message(self, painter: QPainter) -> None:
        area = QRectF(self.rect()).adjusted(24, 16, -24, -16)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.4)
        flags = (
            int(Qt.AlignmentFlag.AlignHCenter)
            | int(Qt.AlignmentFlag.AlignTop)
            | int(Qt.TextFlag.TextWordWrap)
        )
        heads = QFontMetricsF(font).boundingRect(area, flags, self._title)
        notes = (
            QFontMetricsF(self.font()).boundingRect(area, flags, self._detail)
            if self._detail
            else QRectF()
        )
        top = area.center().y() - (heads.height() + notes.height() + 8) / 2
        if self._busy:
            turn = time.monotonic() * _TURNS_PER_S % 1.0
            painter.setPen(QPen(_FAINT, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            sign = QRectF(area.center().x() - 14, top - 48, 28, 28)
            painter.drawArc(sign, -round(turn * 360 * 16), 100 * 16)
        painter.setFont(font)
        painter.setPen(_INK)
        painter.drawText(QRectF(area.left(), top, area.width(), heads.height()), flags, self._title)
        painter.setFont(self.font())
        painter.setPen(_FAINT)
        painter.drawText(
            QRectF(area.left(), top + heads.height() + 8, area.width(), notes.height()),
            flags,
            self._detail,
        )

    def _divider_x(self) -> float:
        place = self.place()
        return place.left() + self.divider * place.width()

    def _drag(self, position: QPointF) -> None:
        place = self.place()
        self.move_divider((position.x() - place.left()) / place.width())
