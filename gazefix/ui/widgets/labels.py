"""Labels, icons beside text, filled layouts, and pages that scroll."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QLabel,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

#: Share of the screen that a new window may take; its frame and title need the rest.
_SHARE_OF_SCREEN = 0.9


class Dot(QWidget):
    """An icon a little taller than the text beside it."""

    def __init__(self, icon: QIcon) -> None:
        super().__init__()
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: QIcon) -> None:
        """Replace the icon."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        """Return a square nearly two lines high."""
        side = round(self.fontMetrics().height() * 1.9)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()


class SmallLabel(QLabel):
    """Smaller and fainter text, with enough contrast in light and dark themes."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        emphasize(self, 0.9, bold=False)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._dim()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the desktop's colours, which may change at any time."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange}:
            self._dim()

    def _dim(self) -> None:
        role, theirs = QPalette.ColorRole, QApplication.palette()
        ink = blended(theirs.color(role.WindowText), theirs.color(role.Window), 0.25)
        if self.palette().color(role.PlaceholderText) == ink:
            return
        palette = QPalette()
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            palette.setColor(group, role.PlaceholderText, ink)
        self.setPalette(palette)


def text_label(text: str = "") -> QLabel:
    """Return a label that wraps."""
    label = QLabel(text)
    label.setWordWrap(True)
    return label


def note_label(text: str = "") -> SmallLabel:
    """Return small print that wraps and can be copied."""
    label = SmallLabel(text)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def emphasize(widget: QWidget, scale: float = 1.0, *, bold: bool = True) -> None:
    """Show a widget's text bold, and `scale` times as large."""
    font = widget.font()
    font.setBold(bold)
    font.setPointSizeF(font.pointSizeF() * scale)
    widget.setFont(font)


def blended(ink: QColor, ground: QColor, share: float) -> QColor:
    """Return the colour between two, with `share` of the second."""
    pairs = ((ink.red(), ground.red()), (ink.green(), ground.green()), (ink.blue(), ground.blue()))
    return QColor(*(round(a * (1 - share) + b * share) for a, b in pairs))


def resize_within_screen(window: QWidget, width: int, height: int) -> None:
    """Give a window a size in pixels, or less where the screen with its panels is smaller."""
    room = window.screen().availableGeometry().size() * _SHARE_OF_SCREEN
    window.resize(QSize(width, height).boundedTo(room))


def fill(
    layout: QBoxLayout, *parts: QWidget | QLayout | tuple[QWidget | QLayout, int] | int
) -> None:
    """Add widgets and layouts to a layout, each alone or with its share of the room that is left.

    A number is the share of a stretch.
    """
    for part in parts:
        item, share = part if isinstance(part, tuple) else (part, 0)
        if isinstance(item, int):
            layout.addStretch(item)
        elif isinstance(item, QWidget):
            layout.addWidget(item, share)
        else:
            layout.addLayout(item, share)


def scrolled(widget: QWidget) -> QScrollArea:
    """Return a page that scrolls where the window is too low for it."""
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    widget.setAutoFillBackground(False)
    return area
