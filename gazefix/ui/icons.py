"""GazeFix's icons. Their shapes and colours are in gazefix/icons."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gazefix.desktop.menu_entry import asset
from gazefix.ui.status_text import ConditionKind

_SIZES = (16, 20, 22, 24, 32, 40, 44, 48, 64, 96, 128, 256)


@cache
def app_icon() -> QIcon:
    """Return the program's icon."""
    renderer = QSvgRenderer(str(asset("icons/gazefix.svg")))
    return _icon(renderer.render)


@cache
def tray_icon(kind: ConditionKind) -> QIcon:
    """Return a condition's icon. Each has its own shape and colour."""
    renderer = QSvgRenderer(str(asset("icons/tray.svg")))
    return _icon(lambda painter, place: renderer.render(painter, kind.value, place))


@cache
def fine_icon() -> QIcon:
    """Return a tick, for a check that passed."""
    renderer = QSvgRenderer(str(asset("icons/tray.svg")))
    return _icon(lambda painter, place: renderer.render(painter, "fine", place))


def _icon(draw: Callable[[QPainter, QRectF], None]) -> QIcon:
    icon = QIcon()
    for side in _SIZES:
        image = QImage(QSize(side, side), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter, QRectF(0, 0, side, side))
        painter.end()
        icon.addPixmap(QPixmap.fromImage(image))
    return icon
