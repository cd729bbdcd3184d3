"""Both eyes enlarged, and the dial of gaze and redirection. Pictures are made by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from gazefix.types import Eye, Face, Gaze, HeadPose, Side
from gazefix.ui.widgets.eye_strips import dial_point, draw_dial, draw_strips, eyes_area, strips


def eye(side: Side, x: float) -> Eye:
    """An eye 40 px wide whose inner corner lies at x, 100."""
    landmarks = [(0, 0), (10, -5), (30, -5), (40, 0), (30, 5), (10, 5), (20, 0)]
    return Eye(side, np.array(landmarks, np.float32) + (x, 100), 10.0, 0.25)


def face(x: float = 60.0) -> Face:
    pose = HeadPose(0.0, 0.0, 0.0)
    return Face(eye(Side.LEFT, x + 60), eye(Side.RIGHT, x), pose, (0.0, 0.0, 200.0, 200.0))


def test_the_area_holds_both_eyes_with_room_around() -> None:
    area = eyes_area(face())
    assert (area.left(), area.right()) == pytest.approx((60 - 16, 160 + 16))
    assert area.center().y() == pytest.approx(100)
    assert area.height() == pytest.approx(2 * (22 + 2.5))


def test_the_area_is_steady_until_the_eyes_have_moved() -> None:
    first = eyes_area(face())
    assert eyes_area(face(63), first) is first
    assert eyes_area(face(70), first).left() == pytest.approx(54)


def test_both_strips_have_the_areas_shape_and_fit() -> None:
    place = QRectF(0, 0, 400, 300)
    above, below = strips(place, QRectF(10, 20, 132, 49))
    assert above.size() == below.size()
    assert above.width() / above.height() == pytest.approx(132 / 49)
    assert place.contains(above) and place.contains(below)
    assert below.top() > above.bottom()


def canvas() -> tuple[QImage, QPainter]:
    image = QImage(QSize(200, 200), QImage.Format.Format_RGB32)
    image.fill(QColor(0, 0, 0))
    return image, QPainter(image)


def test_before_is_drawn_over_after_and_both_as_in_a_mirror() -> None:
    before, after = (QImage(QSize(100, 100), QImage.Format.Format_RGB32) for _ in range(2))
    before.fill(QColor(255, 0, 0))
    after.fill(QColor(0, 255, 0))
    for image in (before, after):
        for y in range(100):
            for x in range(50):
                image.setPixelColor(x, y, QColor(0, 0, 255))
    drawn, painter = canvas()
    above, below = draw_strips(
        painter, QRectF(0, 0, 200, 200), QRectF(0, 25, 100, 50), before, after
    )
    painter.end()
    for strip, colour in ((above, QColor(255, 0, 0)), (below, QColor(0, 255, 0))):
        left, right = (strip.center() + QPointF(side * strip.width() / 4, 0) for side in (-1, 1))
        assert drawn.pixelColor(left.toPoint()) == colour
        assert drawn.pixelColor(right.toPoint()) == QColor(0, 0, 255)


def test_a_gaze_lies_on_the_dial_as_in_a_mirror() -> None:
    up = dial_point(Gaze(math.radians(15), 0.0))
    assert (up.x(), up.y()) == pytest.approx((0, -0.5))
    own_left = dial_point(Gaze(0.0, math.radians(15)))  # the right edge of the unmirrored picture
    assert (own_left.x(), own_left.y()) == pytest.approx((-0.5, 0))
    far = dial_point(Gaze(math.radians(-60), 0.0))
    assert (far.x(), far.y()) == pytest.approx((0, 1))


def test_the_dial_shows_the_gaze_and_where_it_is_turned() -> None:
    drawn, painter = canvas()
    gaze = Gaze(math.radians(-15), 0.0)
    draw_dial(painter, QPointF(100, 100), 85, gaze, Gaze(math.radians(15), 0.0))
    painter.end()
    assert drawn.pixelColor(100, 140) == QColor(255, 190, 60)
    assert drawn.pixelColor(100, 100) == QColor(60, 210, 190)
