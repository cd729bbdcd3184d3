"""Controls made from the declarations of settings: each shows its setting and changes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QValidator,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QWidget,
)

from gazefix.config import Config, setting_of
from gazefix.ui.bridge import Bridge
from gazefix.ui.qt import number, tr
from gazefix.ui.widgets.labels import SmallLabel, blended


class Slider(QSlider):
    """A horizontal slider. A double click resets it.

    The wheel moves it only while it has the focus, so that scrolling a page changes nothing.
    """

    reset = Signal()

    def __init__(self, *, centred: bool = False) -> None:
        """`centred`: the groove is filled from the middle, which stands for nothing."""
        super().__init__(Qt.Orientation.Horizontal)
        self._centred = centred
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as the style does, but fill Fusion's groove from the middle if it is centred."""
        if not self._centred or self.style().objectName() != "fusion":
            super().paintEvent(event)
            return
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        role, plain = QPalette.ColorRole, QPalette(option.palette)
        empty = QPalette(plain)
        empty.setColor(role.Highlight, _grey(plain))
        painter = QPainter(self)
        groove, handle = QStyle.SubControl.SC_SliderGroove, QStyle.SubControl.SC_SliderHandle
        self._draw_part(painter, option, groove, empty)
        place = self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, handle, self)
        middle = self.rect().center()
        left, right = sorted((place.center().x(), middle.x()))
        if self.isEnabled():
            filled = QRect(left, middle.y() - 1, right - left, 3)
            painter.fillRect(filled, plain.color(role.Highlight))
        painter.fillRect(QRect(middle.x(), middle.y() - 6, 1, 13), plain.color(role.Mid))
        self._draw_part(painter, option, handle, plain)
        painter.end()

    def initStyleOption(self, option: QStyleOptionSlider) -> None:
        """Take the groove's colour away while disabled, which some themes leave."""
        super().initStyleOption(option)
        if not self.isEnabled():
            palette = QPalette(option.palette)
            palette.setColor(QPalette.ColorRole.Highlight, _grey(palette))
            option.palette = palette

    def _draw_part(
        self,
        painter: QPainter,
        option: QStyleOptionSlider,
        part: QStyle.SubControl,
        palette: QPalette,
    ) -> None:
        option.palette, option.subControls = palette, part
        self.style().drawComplexControl(QStyle.ComplexControl.CC_Slider, option, painter, self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the handle to where the groove was pressed."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        kind, part = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderHandle
        handle = self.style().subControlRect(kind, option, part, self)
        x, room = event.position().toPoint().x(), self.width() - handle.width()
        if event.button() is Qt.MouseButton.LeftButton and not handle.contains(x, handle.y()):
            ends, place = (self.minimum(), self.maximum()), x - handle.width() // 2
            turned = option.upsideDown
            self.setValue(QStyle.sliderValueFromPosition(*ends, place, room, turned))
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Reset."""
        self.setSliderDown(False)
        self.reset.emit()
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Move if it has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NumberBox(QDoubleSpinBox):
    """A number with its unit or in words. The wheel changes it only while it has the focus."""

    def __init__(self, words: Callable[[float], str] | None = None) -> None:
        """`words` writes a value; without it, the text is a number and a suffix."""
        super().__init__()
        self._words = words
        self.setDecimals(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setKeyboardTracking(False)

    def textFromValue(self, value: float) -> str:
        """Return the value in words, or with as few digits as possible."""
        return self._words(value) if self._words else number(value)

    def valueFromText(self, text: str) -> float:
        """Return the number in a text. Its sign is a minus or a word; else the number's own."""
        found = re.search(r"[-+\u2212]?\d+([.,]\d*)?(e\d+)?", text)
        if found is None:
            return self.value()
        written = found.group().replace(",", ".").replace("\u2212", "-")
        number = float(written)
        if self._words and written[0].isdigit():
            signed = number or 1.0
            plus, minus = (set(self._words(sign * signed).split()) for sign in (1, -1))
            for words, sign in ((plus - minus, 1), (minus - plus, -1)):
                if any(word in text for word in words):
                    return sign * number
        return number

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accept every text with a digit; it is put right when it is finished."""
        has_digit = re.search(r"\d", text)
        state = QValidator.State.Acceptable if has_digit else QValidator.State.Intermediate
        return (state, text, position)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Count if it has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NumberRow(QWidget):
    """A setting that is a number: label, slider and number box."""

    def __init__(
        self,
        bridge: Bridge,
        name: str,
        key: str = "",
        *,
        step: float = 1.0,
        take: Callable[[float], object] | None = None,
        words: Callable[[float], str] | None = None,
        ends: tuple[str, str] | None = None,
        mirrored: bool = False,
    ) -> None:
        """Make a row for the setting `name`; `key` is the letter of its label that focuses it.

        take       changes the setting; without it, only this setting changes
        words      writes a value; without it, the text is a number and the unit
        ends       texts under the slider's left and right end
        mirrored   values grow to the left
        """
        super().__init__()
        declared = setting_of(name)
        low, high, unit = declared.low, declared.high, declared.unit
        if low is None or high is None:
            raise TypeError(f"{name} has no range")
        section, _, field = name.rpartition(".")
        self._value_in = attrgetter(name)
        self._change = take or (lambda value: bridge.change(section, **{field: value}))
        self.slider, self.box = Slider(centred=low < 0 < high), NumberBox(words)
        # In whole units, since screen readers read its value as it is. The box takes fractions.
        self.slider.setRange(round(low), round(high))
        self.slider.setSingleStep(round(step))
        self.slider.setPageStep(round(5 * step))
        self.slider.setInvertedAppearance(mirrored)
        self.slider.setInvertedControls(mirrored)
        self.box.setRange(low, high)
        self.box.setSingleStep(step)
        self.box.setSuffix("" if words else unit if unit == "°" else f" {unit}")
        title, tip = tr(declared.title), tr(declared.help)
        for widget, kind in ((self.slider, tr("slider")), (self.box, tr("number"))):
            widget.setAccessibleName(f"{title}, {kind}")
            widget.setAccessibleDescription(tip)
            widget.setToolTip(f"{tip}\n{tr('Double-click the slider to reset it.')}")
        label = QLabel(keyed_title(name, key))
        label.setBuddy(self.box)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(2)
        layout.addWidget(label, 0, 0)
        layout.addWidget(self.box, 0, 1, Qt.AlignmentFlag.AlignRight)
        layout.addWidget(self.slider, 1, 0, 1, 2)
        sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
        for column, text in enumerate(ends or ()):
            layout.addWidget(SmallLabel(text), 2, column, sides[column])
        layout.setColumnStretch(0, 1)
        self.slider.valueChanged.connect(lambda value: self._take(float(value)))
        self.slider.reset.connect(lambda: self._take(declared.default))
        self.box.valueChanged.connect(self._take)
        bridge.config_changed.connect(self.follow)
        self.follow(bridge.config)

    def follow(self, config: Config) -> None:
        """Show the value in the settings."""
        self._show(self._value_in(config))

    def _show(self, value: float) -> None:
        with QSignalBlocker(self.slider), QSignalBlocker(self.box):
            self.slider.setValue(round(value))
            self.box.setValue(value)

    def _take(self, value: float) -> None:
        self._show(value)
        self._change(value)


class SettingCheck(QCheckBox):
    """A setting that is on or off."""

    def __init__(self, bridge: Bridge, name: str, key: str = "") -> None:
        """Make a check box for the setting `name`; the letter `key` of its label toggles it."""
        declared = setting_of(name)
        super().__init__(keyed_title(name, key))
        self._value_in = attrgetter(name)
        self.setAccessibleName(tr(declared.title))
        self.setToolTip(tr(declared.help))
        section, field = name.split(".")
        self.toggled.connect(lambda on: bridge.change(section, **{field: on}))
        bridge.config_changed.connect(self._follow)
        self._follow(bridge.config)

    def _follow(self, config: Config) -> None:
        with QSignalBlocker(self):
            self.setChecked(self._value_in(config))


def push_button(text: str) -> QPushButton:
    """Return a push button; `text` has its key after an &."""
    made = QPushButton(text)
    made.setAccessibleName(text.replace("&", "").rstrip("…"))
    return made


def with_key(title: str, key: str) -> str:
    """Return a label's text with an & before the letter `key`."""
    at = title.lower().find(key) if key else -1
    return title if at < 0 else f"{title[:at]}&{title[at:]}"


def keyed_title(name: str, key: str) -> str:
    """Return a setting's title in the user's language, with its key; `key` is the English one."""
    return tr(with_key(setting_of(name).title, key))


def offer(box: QComboBox, choices: Sequence[tuple[str, Any]], present: Any) -> None:
    """Offer (text, value) pairs in a combo box, with `present` chosen."""
    if list(choices) != [(box.itemText(i), box.itemData(i)) for i in range(box.count())]:
        box.clear()
        for text, value in choices:
            box.addItem(text, value)
    box.setCurrentIndex(box.findData(present))


def _grey(palette: QPalette) -> QColor:
    """Return the colour of a groove that is not filled."""
    return blended(palette.color(QPalette.ColorRole.Button), QColor(128, 128, 128), 0.25)
