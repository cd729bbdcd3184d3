"""What a capture has to know of the screen: its size, fitted to a card, and the camera's place."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from gazefix.errors import GazeFixError
from gazefix.personal.screen import ABOVE_MM, CARD_MM, Screen, check_screen, size_by_card
from gazefix.ui.qt import number, tr
from gazefix.ui.status_text import error_text
from gazefix.ui.widgets.labels import emphasize, fill, note_label, text_label
from gazefix.ui.widgets.setting_controls import Slider, push_button

#: Size of the picture of the screen, and its margin in which the camera may sit, pixels.
_PICTURE_PX: Final = QSize(260, 170)
_MARGIN_PX: Final = 22
#: Widths of the card's rectangle, pixels: on screens of 55 to 270 dots an inch.
CARD_PX: Final = (180, 900)
#: Step of the camera by an arrow key, as a share of the screen.
_STEP: Final = 0.05
#: Width of a page's text, pixels.
_COLUMN_PX: Final = 520
_INK, _LENS = QColor(117, 117, 117), QColor(18, 160, 143)


class CameraPlace(QWidget):
    """A picture of the screen on which the camera is dragged to its place.

    share   its place: shares of the screen's width and height from the upper left corner
    """

    moved = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.share = (0.5, -0.03)
        self.setFixedSize(_PICTURE_PX)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Place of the camera"))
        self.setToolTip(tr("Drag the camera to where it is, or use the arrow keys."))

    def _screen(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)

    def put(self, x: float, y: float) -> None:
        """Put the camera to a place, on the screen or a little beside it."""
        self.share = (min(max(x, -0.15), 1.15), min(max(y, -0.15), 1.15))
        self.update()
        self.moved.emit()

    def _put_at(self, point: QPointF) -> None:
        screen = self._screen()
        self.put(
            (point.x() - screen.left()) / screen.width(),
            (point.y() - screen.top()) / screen.height(),
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the camera there."""
        self._put_at(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the camera."""
        self._put_at(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the camera by the arrow keys."""
        ways = {
            Qt.Key.Key_Left: (-_STEP, 0.0),
            Qt.Key.Key_Right: (_STEP, 0.0),
            Qt.Key.Key_Up: (0.0, -_STEP),
            Qt.Key.Key_Down: (0.0, _STEP),
        }
        if (way := ways.get(Qt.Key(event.key()))) is None:
            super().keyPressEvent(event)
        else:
            self.put(self.share[0] + way[0], self.share[1] + way[1])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the screen and the camera."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        screen = self._screen()
        focus = self.palette().highlight().color() if self.hasFocus() else _INK
        painter.setPen(QPen(focus, 2))
        painter.drawRoundedRect(screen, 4, 4)
        place = QPointF(
            screen.left() + self.share[0] * screen.width(),
            screen.top() + self.share[1] * screen.height(),
        )
        painter.setPen(QPen(Qt.GlobalColor.white, 2))
        painter.setBrush(_LENS)
        painter.drawEllipse(place, 8, 8)
        painter.end()


class Card(QWidget):
    """A rectangle of a bank card's shape; `width_px` in pixels."""

    def __init__(self, width_px: int) -> None:
        super().__init__()
        self.resize_to(width_px)

    def resize_to(self, width_px: int) -> None:
        """Give it another width."""
        self.width_px = width_px
        self.setFixedSize(width_px, round(width_px * CARD_MM[1] / CARD_MM[0]))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card's outline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(_LENS, 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("Bank card"))
        painter.end()


class ScreenSetup(QWidget):
    """Asks where the camera is and, where the screen doesn't tell it, how large the screen is."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._window = window
        title = text_label(tr("Thorough calibration"))
        emphasize(title, 1.5)
        intro = tr(
            "A dot moves over the screen for about 90 seconds. Follow it with your eyes. Sit as you"
            " would in a call, with light on your face and nobody else in the picture."
        )
        camera = tr(
            "The green circle is the camera. Drag it to where the camera sits at your screen."
        )
        self.camera = CameraPlace()
        self.size_text = text_label()
        self.by_card = push_button(tr("&Measure with a card"))
        self.by_card.clicked.connect(self._ask_for_card)
        self.card, self.slider = Card(320), Slider()
        self.slider.setRange(*CARD_PX)
        self.slider.setValue(self.card.width_px)
        self.slider.setAccessibleName(tr("Width of the card"))
        self.slider.valueChanged.connect(self._fit_card)
        self.card_text = text_label(
            tr("Lay a bank card on the screen, and move the slider until both are equally large.")
        )
        note = tr(
            "Pictures of your eyes are saved on this computer, and only you can read them."
            " Calibrate… lists and deletes them."
        )
        self.start, self.cancel = push_button(tr("&Start")), push_button(tr("&Cancel"))
        line = button_line(self.cancel, self.start)
        inner = QVBoxLayout()
        fill(inner, title, text_label(intro), text_label(camera), self.camera)
        fill(inner, self.size_text, self.by_card, self.card_text, self.slider)
        fill(inner, note_label(note), line)
        centred(self, inner, self.card)
        self._size_mm: tuple[float, float] | None = None
        self._show_card(False)
        self.read_screen()

    def showEvent(self, event: QShowEvent) -> None:
        """Let Enter start."""
        super().showEvent(event)
        self.start.setFocus()

    def read_screen(self) -> None:
        """Take the size that the screen reports, or ask for a card where it can't be true."""
        physical = self._window.screen().physicalSize()
        size = physical.width(), physical.height()
        wrong = check_screen(size, self._pixels())
        self._size_mm = None if wrong else size
        if wrong:
            self._ask_for_card()
        self._say(tr("The size of this screen is not known.") if wrong else "")

    def _pixels(self) -> tuple[int, int]:
        size = self._window.screen().size()
        return size.width(), size.height()

    def _show_card(self, on: bool) -> None:
        for widget in (self.card, self.slider, self.card_text):
            widget.setVisible(on)
        self.by_card.setVisible(not on)

    def _ask_for_card(self) -> None:
        self._show_card(True)
        with QSignalBlocker(self.slider):
            if self._size_mm is not None:
                self.slider.setValue(round(85.6 * self._pixels()[0] / self._size_mm[0]))
        self.card.resize_to(self.slider.value())

    def _fit_card(self, width_px: int) -> None:
        self.card.resize_to(width_px)
        wrong = ""
        try:
            self._size_mm = size_by_card(self._pixels(), width_px)
        except GazeFixError as error:
            self._size_mm, wrong = None, error.message
        self._say(error_text(GazeFixError(wrong)) if wrong else "")

    def _say(self, wrong: str) -> None:
        if self._size_mm is not None:
            width, height = (number(round(mm / 10, 1)) for mm in self._size_mm)
            wrong = tr("This screen is {0} by {1} cm large.").format(width, height)
        self.size_text.setText(wrong)
        self.start.setEnabled(self._size_mm is not None)

    def screen_of(self) -> Screen:
        """Return the screen as it was set up."""
        assert self._size_mm is not None  # Start is disabled until then
        width, height = self._size_mm
        x, y = self.camera.share
        above_mm = -ABOVE_MM if -0.05 < y < 0 else y * height
        return Screen((width, height), (x * width, above_mm))


def button_line(*buttons: QPushButton) -> QHBoxLayout:
    """Return a row of buttons on the right, which Enter presses."""
    line = QHBoxLayout()
    for button in buttons:
        button.setAutoDefault(True)
    fill(line, 1, *buttons)
    return line


def centred(page: QWidget, column: QLayout, beside: QWidget | None = None) -> None:
    """Put a column into the middle of a large page, with a widget beside it."""
    narrow = QWidget()
    narrow.setLayout(column)
    narrow.setFixedWidth(_COLUMN_PX)
    # Without an alignment, the column gets the height that its wrapped text needs.
    rows, line = QVBoxLayout(page), QHBoxLayout()
    fill(line, 1, *filter(None, (narrow, beside)), 1)
    fill(rows, 1, line, 1)
