"""How it looks in another language, in the dark, and when it is small."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QGroupBox,
    QLabel,
    QMenu,
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
from gazefix.ui.tray import tray_menu
from gazefix.ui.widgets.setting_controls import SmallLabel
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
    plain = re.compile(r"[\d .,%\u00d7\u00b0/x:-]*|demo|&?Close|GazeFix|Scroll (Left|Right)")
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


def test_longer_languages_fit(qtbot: QtBot, long_language: None, bridge: Bridge) -> None:
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
        _keep(window, f"long-{type(window).__name__}")


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
