"""How it looks in another language, in the dark, and when it is small."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QGroupBox,
    QLabel,
    QMenu,
    QStyle,
    QStyleFactory,
    QStyleOptionComboBox,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gazefix.ui.actions import Actions
from gazefix.ui.bridge import Bridge
from gazefix.ui.dialogs.calibration import CalibrationDialog
from gazefix.ui.dialogs.diagnostics import DiagnosticsDialog
from gazefix.ui.dialogs.first_run import FirstRun
from gazefix.ui.dialogs.output_setup import OutputSetup, Steps
from gazefix.ui.icons import tray_icon
from gazefix.ui.status_text import ConditionKind
from gazefix.ui.translations import LANGUAGES
from gazefix.ui.tray import tray_menu
from gazefix.ui.widgets.setting_controls import Slider, SmallLabel
from gazefix.ui.window import Window

MARK = "\u27e6"


class LongLanguage(QTranslator):
    """A language in which everything takes a third more room."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        if context.startswith("Q"):  # Qt's own buttons
            return source
        return f"{MARK}{source}{'-' * round(len(re.sub('[&{}]', '', source)) / 3)}\u27e7"


@pytest.fixture
def long_language(qapp: QApplication) -> Iterator[None]:
    translator = LongLanguage()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


@pytest.fixture(params=["long", *LANGUAGES])
def language(request: pytest.FixtureRequest) -> str:
    """A language that is in use."""
    if request.param == "long":
        request.getfixturevalue("long_language")
    else:
        request.getfixturevalue("use_language")(request.param)
    return str(request.param)


def texts(widget: QWidget) -> list[tuple[QWidget, str]]:
    """Every text in a window that people read, with what shows it."""
    found: list[tuple[QWidget, str]] = []
    for child in [widget, *widget.findChildren(QWidget)]:
        if isinstance(child, QLabel | QAbstractButton):
            found.append((child, child.text()))
        elif isinstance(child, QGroupBox):
            found.append((child, child.title()))
        elif isinstance(child, QTabWidget):
            found += [(child, child.tabText(index)) for index in range(child.count())]
        elif isinstance(child, QComboBox):
            found += [(child, child.itemText(index)) for index in range(child.count())]
        elif isinstance(child, QMenu):
            found += [(child, action.text()) for action in child.actions()]
        found.append((child, child.toolTip()))
        found.append((child, child.accessibleName()))
        found.append((child, child.accessibleDescription()))
    return found


def untranslated(widget: QWidget) -> list[str]:
    plain = re.compile(
        r"[\d .,%\u00d7\u00b0/x:-]*|demo|&?Close|GazeFix|English|"
        + "|".join(LANGUAGES.values())
        + r"|Scroll (Left|Right)"
    )
    return [text for _, text in texts(widget) if MARK not in text and not plain.fullmatch(text)]


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    if isinstance(widget, QDialog):
        widget.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def windows(qtbot: QtBot, bridge: Bridge) -> list[QWidget]:
    made: list[QWidget] = [
        Window(bridge, Actions(bridge, bridge)),
        FirstRun(bridge),
        CalibrationDialog(bridge),
        DiagnosticsDialog(bridge, None, list),
        OutputSetup(None, lambda: Steps(ready=True)),
    ]
    for widget in made:
        shown(qtbot, widget)
    qtbot.wait(700)
    return made


def test_every_text_can_be_translated(qtbot: QtBot, long_language: None, bridge: Bridge) -> None:
    bridge.poll()
    for window in windows(qtbot, bridge):
        assert untranslated(window) == [], type(window).__name__
    assert untranslated(tray_menu(Actions(bridge, bridge))) == []


def test_every_language_fits(qtbot: QtBot, language: str, bridge: Bridge) -> None:
    for window in windows(qtbot, bridge):
        pages = window.tabs.count() if isinstance(window, Window) else 1
        for page in range(pages):
            if isinstance(window, Window):
                window.tabs.setCurrentIndex(page)
                qtbot.wait(50)
            for widget, text in texts(window):
                single_line = isinstance(widget, QAbstractButton) or (
                    isinstance(widget, QLabel) and not widget.wordWrap()
                )
                if (
                    text
                    and single_line
                    and widget.isVisible()
                    and text == getattr(widget, "text", str)()
                ):
                    assert widget.width() >= widget.minimumSizeHint().width(), text
                    right = widget.mapTo(window, widget.rect().topRight()).x()
                    assert right <= window.width(), text
            for box in window.findChildren(QComboBox):
                if box.isVisible():
                    option = QStyleOptionComboBox()
                    box.initStyleOption(option)
                    kind, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl
                    room = box.style().subControlRect(kind, option, part.SC_ComboBoxEditField, box)
                    needed = box.fontMetrics().horizontalAdvance(box.currentText())
                    assert room.width() >= needed, box.currentText()
        _keep(window, f"{language}-{type(window).__name__}")


def luminance(colour: QColor) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4
        for p in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a: QColor, b: QColor) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def dark() -> QPalette:
    palette = QPalette(QColor(53, 53, 53), QColor(45, 45, 45))
    palette.setColor(QPalette.ColorRole.Base, QColor(35, 35, 35))
    return palette


@pytest.fixture(params=["light", "dark"])
def palette(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    before = QApplication.palette()
    if request.param == "dark":
        QApplication.setPalette(dark())
    yield request.param
    QApplication.setPalette(before)


def test_small_print_keeps_its_contrast_in_light_and_dark(
    qtbot: QtBot, palette: str, bridge: Bridge
) -> None:
    window = shown(qtbot, Window(bridge, Actions(bridge, bridge)))
    labels = window.findChildren(SmallLabel)
    assert len(labels) > 5
    for label in labels:
        colours = label.palette()
        ink = colours.color(label.foregroundRole())
        assert contrast(ink, QApplication.palette().color(QPalette.ColorRole.Window)) >= 4.5
    assert isinstance(window, Window)
    for page in range(3):
        window.tabs.setCurrentIndex(page)
        qtbot.wait(100)
        _keep(window, f"{palette}-{page}")


def test_small_print_follows_a_change_of_colours(qtbot: QtBot) -> None:
    label = SmallLabel("x")
    qtbot.addWidget(label)
    before = QApplication.palette()
    QApplication.setPalette(dark())
    try:
        qtbot.wait(10)
        ink = label.palette().color(label.foregroundRole())
        assert contrast(ink, QColor(45, 45, 45)) >= 4.5
    finally:
        QApplication.setPalette(before)


def test_the_window_fits_on_a_small_screen(qtbot: QtBot, window: Window) -> None:
    assert window.minimumSizeHint().width() <= 1024
    assert window.minimumSizeHint().height() <= 560


def _keep(widget: QWidget, name: str) -> None:
    """For looking at, where GAZEFIX_SHOTS says."""
    if folder := os.environ.get("GAZEFIX_SHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        widget.grab().save(str(Path(folder) / f"{name}.png"))


def test_a_disabled_slider_looks_disabled_where_the_theme_leaves_its_colour(
    qtbot: QtBot, qapp: QApplication
) -> None:
    slider = Slider()
    slider.setStyle(QStyleFactory.create("fusion"))
    palette = QPalette()
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled):
        palette.setColor(group, QPalette.ColorRole.Highlight, QColor(30, 60, 230))
    slider.setPalette(palette)
    slider.setValue(80)
    slider.resize(200, 30)
    qtbot.addWidget(slider)

    def blue_pixels() -> int:
        image = slider.grab().toImage()
        colours = [image.pixelColor(x, y) for x in range(200) for y in range(30)]
        return sum(colour.blue() > colour.red() + 40 for colour in colours)

    assert blue_pixels() > 100
    slider.setEnabled(False)
    assert blue_pixels() == 0


@pytest.mark.parametrize("kind", list(ConditionKind))
@pytest.mark.parametrize("ground", ["#ffffff", "#2d2d2d", "#3a6ea5"])
def test_an_icon_of_16_pixels_stands_out_on_each_panel(
    qapp: QApplication, kind: ConditionKind, ground: str
) -> None:
    panel = QColor(ground)
    image = QImage(16, 16, QImage.Format.Format_RGB32)
    image.fill(panel)
    painter = QPainter(image)
    painter.drawPixmap(0, 0, tray_icon(kind).pixmap(16, 16))
    painter.end()
    back = luminance(panel) + 0.05
    ratios = []
    for at in range(256):
        ink = luminance(image.pixelColor(at % 16, at // 16)) + 0.05
        ratios.append(max(ink, back) / min(ink, back))
    assert sum(ratio >= 2.5 for ratio in ratios) >= 24
