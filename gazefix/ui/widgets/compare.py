"""A mirrored preview: before the correction left of a divider, after it on the right."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
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

from gazefix.ui.qt import tr
from gazefix.ui.widgets.eye_strips import draw_dial, draw_strips, eyes_area

if TYPE_CHECKING:
    from gazefix.live.messages import Picture
    from gazefix.types import Image

#: How often the view asks for a new picture: 30 a second.
_POLL_MS: Final = 33
#: Speed of the busy sign.
_TURNS_PER_S: Final = 0.8
#: Radius of the divider's grip, in pixels of the widget.
_GRIP_PX: Final = 14.0
#: Radius of the dial of gaze and redirection.
_DIAL_PX: Final = 34.0
#: How far an arrow key moves the divider, as a share of the picture's width.
_KEY_STEP: Final = 0.02
_GROUND: Final = QColor(24, 26, 28)
_INK: Final = QColor(238, 238, 236)
_FAINT: Final = QColor(176, 178, 180)


class CompareView(QWidget):
    """Shows pictures while it is visible, or a message in their place."""

    divider_moved = Signal(float)

    def __init__(self, take: Callable[[], Picture | None], *, divided: bool = True) -> None:
        """`take` returns the newest Picture or None, at once; each object is painted once.

        Without `divided` the view shows the corrected picture only.
        """
        super().__init__()
        self._take = take
        self._picture: Picture | None = None
        self._kept: list[Image] = []
        self._before, self._after = QImage(), QImage()
        #: The message's title; "" while the picture shows.
        self.says = ""
        self._detail = ""
        self._busy, self.corrected = False, True
        #: Place of the divider, from 0 (the whole picture is after) to 1 (all is before).
        self.divider = 0.5
        #: Pictures painted so far.
        self.painted = 0
        self._dragging = False
        self._area: QRectF | None = None
        #: Whether both eyes are shown enlarged in place of the picture, where they are seen.
        self.enlarged = False
        #: Whether the whole picture is the one before.
        self.shows_before = False
        self.setMinimumSize(320, 180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Preview"))
        self.divide(divided)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_POLL_MS)
        self._timer.timeout.connect(self._look)

    def divide(self, divided: bool) -> None:
        """Show before and after beside each other, or the corrected picture only."""
        self._divided = divided
        policy = Qt.FocusPolicy.StrongFocus if divided else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)
        keys = tr(
            "Before is left of the divider, after is right of it. Arrow keys move it. "
            "The space bar shows before."
        )
        self.setAccessibleDescription(keys if divided else "")
        self.update()

    def say(self, title: str, detail: str = "", *, busy: bool = False) -> None:
        """Show a message in place of the picture; with an empty title, show the picture.

        `busy`: show a turning sign above it.
        """
        if (title, detail, busy) != (self.says, self._detail, self._busy):
            self.says, self._detail, self._busy = title, detail, busy
            self.update()

    def mark(self, *, corrected: bool) -> None:
        """Say over the right side whether it is corrected."""
        if corrected != self.corrected:
            self.corrected = corrected
            self.update()

    def enlarge(self, on: bool) -> None:
        """Show both eyes enlarged, before over after, or the picture."""
        self.enlarged = on
        self.update()

    def show_before(self, on: bool) -> None:
        """Show the picture before the correction, whole, or both sides of the divider."""
        self.shows_before = on
        self.update()

    def move_divider(self, to: float) -> None:
        """Move the divider to a share of the width, 0 to 1."""
        self.divider = min(max(to, 0.0), 1.0)
        self.divider_moved.emit(self.divider)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the least size, so that pages scroll late. Where there is room, the view grows."""
        return self.minimumSize()

    def showEvent(self, event: QShowEvent) -> None:
        """Start to ask for pictures."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop to ask for pictures."""
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw both pictures and the divider, or the message."""
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.fillRect(self.rect(), _GROUND)
        if self.says or self._after.isNull():
            self._draw_message(painter)
        elif self.enlarged and self._area is not None and not self.shows_before:
            self._draw_eyes(painter, self._area)
        else:
            self._draw_pictures(painter)
        if self.hasFocus():
            painter.setPen(QColor(255, 255, 255, 170))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Move the divider to where the picture was pressed."""
        if self._divided and event.button() is Qt.MouseButton.LeftButton and not self.says:
            self._dragging = True
            self._drag(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the divider."""
        if self._dragging:
            self._drag(event.position())
        near = abs(event.position().x() - self._divider_x()) < _GRIP_PX
        over = self._divided and not self.says and (near or self._dragging)
        self.setCursor(Qt.CursorShape.SplitHCursor if over else Qt.CursorShape.ArrowCursor)
        # Not over the face, where it would hide it.
        mouse = tr("Drag to compare: before on the left, after on the right.")
        self.setToolTip(mouse if over and not self._dragging else "")

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Release the divider."""
        self._dragging = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the divider by arrow keys, Home and End."""
        steps = {
            Qt.Key.Key_Left: self.divider - _KEY_STEP,
            Qt.Key.Key_Right: self.divider + _KEY_STEP,
            Qt.Key.Key_Home: 0.0,
            Qt.Key.Key_End: 1.0,
        }
        to = steps.get(Qt.Key(event.key()))
        if self._divided and event.key() == Qt.Key.Key_Space:
            self.show_before(True)
            return
        if self._divided and to is not None:
            self.move_divider(to)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Show both sides again when the space bar is released."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.show_before(False)
        else:
            super().keyReleaseEvent(event)

    def place(self) -> QRectF:
        """Return the picture's rectangle in the widget: centred, in the picture's shape."""
        size = self._after.size() if not self._after.isNull() else QSize(16, 9)
        fitted = size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - fitted.width()) / 2, (self.height() - fitted.height()) / 2
        return QRectF(left, top, fitted.width(), fitted.height())

    def _look(self) -> None:
        if self._busy:
            self.update()
        picture = self._take()
        if picture is None or picture is self._picture:
            return
        self._picture = picture
        # The images borrow the pixels of these arrays.
        frames = picture.original, picture.frame
        self._kept = [np.ascontiguousarray(frame.bgr) for frame in frames]
        self._before, self._after = (
            QImage(bgr.data, *frame.size, bgr.strides[0], QImage.Format.Format_BGR888)
            for bgr, frame in zip(self._kept, frames, strict=True)
        )
        eyes = picture.eyes
        self._area = None if eyes is None else eyes_area(eyes.face, self._area)
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
            painter.scale(-1, 1)  # as in a mirror
            painter.translate(-place.center())
            painter.drawImage(place, image)
            painter.restore()
        if self._divided:
            self._draw_divider(painter, place, x)

    def _draw_eyes(self, painter: QPainter, area: QRectF) -> None:
        room = QRectF(self.rect())
        above, below = draw_strips(painter, room, area, self._before, self._after)
        after = tr("After") if self.corrected else tr("Not corrected")
        for text, strip in ((tr("Before"), above), (after, below)):
            self._draw_pill(painter, strip.topLeft() + QPointF(10, 8), text)
        eyes = self._picture.eyes if self._picture is not None else None
        if eyes is not None and eyes.gaze is not None:
            corner = below.bottomRight() - QPointF(_DIAL_PX + 10, _DIAL_PX + 10)
            draw_dial(painter, corner, _DIAL_PX, eyes.gaze, eyes.redirection)

    def _draw_pill(self, painter: QPainter, at: QPointF, text: str) -> None:
        font = QFont(self.font())
        font.setBold(True)
        painter.setFont(font)
        pill = QRectF(at, pill_size(font, text))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 150))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(_INK)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)

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
            ends = grip + QPointF(side * 3, -4.5), grip + QPointF(side * 3, 4.5)
            painter.drawPolygon([tip, *ends])
        font = QFont(self.font())
        font.setBold(True)
        after = tr("After") if self.corrected else tr("Not corrected")
        for text, to_left in ((tr("Before"), True), (after, False)):
            width = pill_size(font, text).width()
            left = x - width - 10 if to_left else x + 10
            if left < place.left() or left + width > place.right():
                continue
            self._draw_pill(painter, QPointF(left, place.top() + 10), text)

    def _draw_message(self, painter: QPainter) -> None:
        area = QRectF(self.rect()).adjusted(24, 16, -24, -16)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.4)
        aligned = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        flags = int(aligned) | int(Qt.TextFlag.TextWordWrap)
        title_px = QFontMetricsF(font).boundingRect(area, flags, self.says).height()
        detail_px = QFontMetricsF(self.font()).boundingRect(area, flags, self._detail).height()
        detail_px = detail_px if self._detail else 0.0
        top = area.center().y() - (title_px + detail_px + 8) / 2
        if self._busy:
            turn = time.monotonic() * _TURNS_PER_S % 1.0
            painter.setPen(QPen(_FAINT, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            sign = QRectF(area.center().x() - 14, top - 48, 28, 28)
            painter.drawArc(sign, -round(turn * 360 * 16), 100 * 16)
        painter.setFont(font)
        painter.setPen(_INK)
        painter.drawText(QRectF(area.left(), top, area.width(), title_px), flags, self.says)
        painter.setFont(self.font())
        painter.setPen(_FAINT)
        below = QRectF(area.left(), top + title_px + 8, area.width(), detail_px)
        painter.drawText(below, flags, self._detail)

    def _divider_x(self) -> float:
        place = self.place()
        return place.left() + (1.0 if self.shows_before else self.divider) * place.width()

    def _drag(self, position: QPointF) -> None:
        place = self.place()
        self.move_divider((position.x() - place.left()) / place.width())


def pill_size(font: QFont, text: str) -> QSizeF:
    """Return the size of a word on a rounded ground."""
    metrics = QFontMetricsF(font)
    return QSizeF(metrics.horizontalAdvance(text) + 16, metrics.height() + 6)
