"""Both eyes enlarged, before over after, and a dial of gaze and redirection."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from gazefix.types import Face, Gaze

#: Room around both eyes: beside them, and above and below, in widths of the wider eye.
_BESIDE, _ABOVE = 0.4, 0.55
#: The area follows the eyes once they have moved by more than this share of its width.
_STEADY: Final = 0.04
#: The gaze at the dial's rim, in degrees.
_RIM_DEG: Final = 30.0
_LINE, _GAZE, _TARGET = QColor(255, 255, 255, 150), QColor(255, 190, 60), QColor(60, 210, 190)


def eyes_area(face: Face, before: QRectF | None = None) -> QRectF:
    """Return the rectangle around both eyes in pixels of the frame.

    `before`: the one of the last picture, which stays while the eyes hardly move.
    """
    points = np.concatenate([eye.landmarks for eye in face.eyes])
    (left, top), (right, bottom) = points.min(0).tolist(), points.max(0).tolist()
    width = max(eye.width_px for eye in face.eyes)
    middle, half = (top + bottom) / 2, _ABOVE * width + (bottom - top) / 4
    area = QRectF(left - _BESIDE * width, middle - half, 0, 2 * half)
    area.setRight(right + _BESIDE * width)
    if before is None:
        return area
    ends = (area.topLeft() - before.topLeft(), area.bottomRight() - before.bottomRight())
    moved = max(abs(part) for end in ends for part in (end.x(), end.y()))
    return before if moved <= _STEADY * before.width() else area


def strips(place: QRectF, area: QRectF) -> tuple[QRectF, QRectF]:
    """Return where in `place` the eyes before and the eyes after are drawn, of the same size."""
    gap = 4.0
    scale = min(place.width() / area.width(), (place.height() - gap) / 2 / area.height())
    width, height = area.width() * scale, area.height() * scale
    left, middle = place.center().x() - width / 2, place.center().y()
    above = QRectF(left, middle - gap / 2 - height, width, height)
    return above, above.translated(0, height + gap)


def draw_strips(
    painter: QPainter, place: QRectF, area: QRectF, before: QImage, after: QImage
) -> tuple[QRectF, QRectF]:
    """Draw both eyes before over after, as in a mirror; return where."""
    places = strips(place, area)
    for image, strip in zip((before, after), places, strict=True):
        painter.save()
        painter.translate(strip.center())
        painter.scale(-1, 1)
        painter.translate(-strip.center())
        painter.drawImage(strip, image, area)
        painter.restore()
    return places


def dial_point(gaze: Gaze) -> QPointF:
    """Return where a gaze lies on the dial, of radius 1, as in a mirror: up is up, left is left."""
    scale = 180.0 / math.pi / _RIM_DEG
    x, y = -gaze.yaw * scale, -gaze.pitch * scale
    far = max(1.0, math.hypot(x, y))
    return QPointF(x / far, y / far)


def draw_dial(
    painter: QPainter, centre: QPointF, radius: float, gaze: Gaze, redirection: Gaze
) -> None:
    """Draw the measured gaze as a dot, and a line to where the redirection turns it."""
    target = Gaze(gaze.pitch + redirection.pitch, gaze.yaw + redirection.yaw)
    start, end = (centre + dial_point(each) * (radius - 5) for each in (gaze, target))
    painter.setPen(QPen(_LINE, 1))
    painter.setBrush(QColor(0, 0, 0, 130))
    painter.drawEllipse(centre, radius, radius)
    painter.drawLine(centre - QPointF(4, 0), centre + QPointF(4, 0))
    painter.drawLine(centre - QPointF(0, 4), centre + QPointF(0, 4))
    painter.setPen(QPen(_TARGET, 2))
    painter.drawLine(start, end)
    painter.setPen(Qt.PenStyle.NoPen)
    for colour, point, size in ((_TARGET, end, 4.0), (_GAZE, start, 3.5)):
        painter.setBrush(colour)
        painter.drawEllipse(point, size, size)
