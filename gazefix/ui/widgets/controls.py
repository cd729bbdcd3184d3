"""Small controls that the panels are made of."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QIcon,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QValidator,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QWidget,
)

_TICKS_PER_UNIT: Final = 2  # a slider moves by halves


class Slider(QSlider):
    """A horizontal slider: a double click resets it, and the wheel turns it only once it has been chosen, so that scrolling a
    page changes nothing."""

    reset = Signal()

    def __init__(self, *, centred: bool = False) -> None:
        """`centred`: it is filled from the middle, since that stands for nothing."""
        super().__init__(Qt.Orientation.Horizontal)
        self._centred = centred
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """As the style does it; Fusion's groove is filled from the middle where that is wanted."""
        if not self._centred or self.style().objectName() != "fusion":
            super().paintEvent(event)
            return
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        plain = QPalette(option.palette)
        empty = QPalette(plain)
        empty.setColor(
            QPalette.ColorRole.Highlight,
            mixed(plain.color(QPalette.ColorRole.Button), QColor(128, 128, 128), 0.25),
        )
        painter = QPainter(self)
        slider, style = QStyle.ComplexControl.CC_Slider, self.style()
        for part, palette in (
            (QStyle.SubControl.SC_SliderGroove, empty),
            (QStyle.SubControl.SC_SliderHandle, plain),
        ):
            if part is QStyle.SubControl.SC_SliderHandle:
                handle = style.subControlRect(slider, option, part, self).center()
                middle = self.rect().center()
                left, right = sorted((handle.x(), middle.x()))
                if self.isEnabled():
                    painter.fillRect(
                        QRect(left, middle.y() - 1, right - left, 3),
                        plain.color(QPalette.ColorRole.Highlight),
                    )
                painter.fillRect(
                    QRect(middle.x(), middle.y() - 6, 1, 13), plain.color(QPalette.ColorRole.Mid)
                )
            option.palette = palette
            option.subControls = part
            style.drawComplexControl(slider, option, painter, self)
        painter.end()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Reset."""
        self.setSliderDown(False)
        self.reset.emit()
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Turn it, if it has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NumberBox(QDoubleSpinBox):
    """A number with its unit in words. The wheel counts only once it has been chosen."""

    def __init__(
        self, words: Callable[[float], str] | None = None, parent: QWidget | None = None
    ) -> None:
        """`words` writes a value; without it, it is a number and a suffix."""
        super().__init__(parent)
        self._words = words
        self.setDecimals(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setKeyboardTracking(False)

    def textFromValue(self, value: float) -> str:  # noqa: N802 - Qt's name
        """As few digits as it takes."""
        return self._words(value) if self._words else f"{value:g}"

    def valueFromText(self, text: str) -> float:  # noqa: N802 - Qt's name
        """The number in a text; its side is given by a minus sign, by a word, or stays."""
        found = re.search(r"[-+\u2212]?\d+([.,]\d*)?", text)
        if found is None:
            return self.value()
        written = found.group().replace(",", ".").replace("\u2212", "-")
        number = float(written)
        if self._words and written[0].isdigit():
            for sign in (1.0, -1.0):
                word = (
                    self._words(sign * abs(number) or sign)
                    .replace(f"{abs(number):g}", "")
                    .strip(" °")
                )
                if word and word in text:
                    return sign * abs(number)
        return number

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Whatever has a number in it will do; it is put right when it is finished."""
        state = (
            QValidator.State.Acceptable if re.search(r"\d", text) else QValidator.State.Intermediate
        )
        return (state, text, position)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Count, if it has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NumberRow(QWidget):
    """A label, a slider and a number that belong together. `changed` comes when people change it, not from `show_value`."""

    changed = Signal(float)

    def __init__(
        self,
        label: str,
        low: float,
        high: float,
        *,
        default: float = 0.0,
        step: float = 1.0,
        words: Callable[[float], str] | None = None,
        suffix: str = "",
        ends: tuple[str, str] | None = None,
        mirrored: bool = False,
        tip: str = "",
    ) -> None:
        """`ends` are written under the slider's left and right end. `mirrored`: values grow to the left."""
        super().__init__()
        self._default = default
        self.slider, self.box = Slider(centred=low < 0 < high), NumberBox(words)
        self._label = QLabel(label)
        self._label.setBuddy(self.box)
        plain = label.replace("&", "")
        self.slider.setRange(round(low * _TICKS_PER_UNIT), round(high * _TICKS_PER_UNIT))
        self.slider.setSingleStep(round(step * _TICKS_PER_UNIT))
        self.slider.setPageStep(round(5 * step * _TICKS_PER_UNIT))
        self.slider.setInvertedAppearance(mirrored)
        self.slider.setInvertedControls(mirrored)
        self.box.setRange(low, high)
        self.box.setSingleStep(step)
        self.box.setSuffix(suffix)
        for widget, kind in ((self.slider, self.tr("slider")), (self.box, self.tr("number"))):
            widget.setAccessibleName(f"{plain}, {kind}")
            widget.setAccessibleDescription(tip)
            widget.setToolTip(
                "\n".join(filter(None, (tip, self.tr("A double click on the slider resets it."))))
            )
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(2)
        layout.addWidget(self._label, 0, 0)
        layout.addWidget(self.box, 0, 1, Qt.AlignmentFlag.AlignRight)
        layout.addWidget(self.slider, 1, 0, 1, 2)
        if ends:
            for text, side, column in (
                (ends[0], Qt.AlignmentFlag.AlignLeft, 0),
                (ends[1], Qt.AlignmentFlag.AlignRight, 1),
            ):
                layout.addWidget(SmallLabel(text), 2, column, side)
        layout.setColumnStretch(0, 1)
        self.slider.valueChanged.connect(lambda ticks: self._take(ticks / _TICKS_PER_UNIT))
        self.slider.reset.connect(lambda: self._take(self._default))
        self.box.valueChanged.connect(self._take)
        self.show_value(default)

    def show_value(self, value: float) -> None:
        """Show a value, silently."""
        for widget in (self.slider, self.box):
            widget.blockSignals(True)
        self.slider.setValue(round(value * _TICKS_PER_UNIT))
        self.box.setValue(value)
        for widget in (self.slider, self.box):
            widget.blockSignals(False)

    def _take(self, value: float) -> None:
        self.show_value(value)
        self.changed.emit(value)


class Dot(QWidget):
    """An icon a little larger than the text beside it."""

    def __init__(self, icon: QIcon) -> None:
        super().__init__()
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: QIcon) -> None:
        """Show another one."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A little higher than a line."""
        side = round(self.fontMetrics().height() * 1.9)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()


class SmallLabel(QLabel):
    """A label in smaller and fainter print, which keeps enough contrast in light and in dark."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.9)
        self.setFont(font)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._dim()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The desktop may change its colours at any time."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange}:
            self._dim()

    def _dim(self) -> None:
        theirs, role = QApplication.palette(), QPalette.ColorRole.PlaceholderText
        ink = mixed(
            theirs.color(QPalette.ColorRole.WindowText),
            theirs.color(QPalette.ColorRole.Window),
            0.25,
        )
        if self.palette().color(role) == ink:
            return
        palette = QPalette()
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            palette.setColor(group, role, ink)
        self.setPalette(palette)


def note_label(text: str = "") -> SmallLabel:
    """Small print over several lines, which can be copied."""
    label = SmallLabel(text)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def mixed(ink: QColor, ground: QColor, share: float) -> QColor:
    """A colour between two: `share` of the second."""
    pairs = ((ink.red(), ground.red()), (ink.green(), ground.green()), (ink.blue(), ground.blue()))
    return QColor(*(round(a * (1 - share) + b * share) for a, b in pairs))


def scrolled(widget: QWidget) -> QScrollArea:
    """A page that scrolls where the window is too low for it."""
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    widget.setAutoFillBackground(False)
    return area
