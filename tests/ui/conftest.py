"""A window over a real session, on Qt's offscreen platform."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from helpers.painting import Devices, wait_until
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gazefix.config import Config
from gazefix.desktop.autostart import XdgAutostart
from gazefix.desktop.settings_file import SettingsFile
from gazefix.desktop.settings_toml import parse_config
from gazefix.ui.actions import Actions
from gazefix.ui.bridge import Bridge
from gazefix.ui.translations import install_language
from gazefix.ui.window import Window

SMALL = "[camera]\nwidth = 320\nheight = 240\n[app]\nintroduced = true\n"


@pytest.fixture(scope="session", autouse=True)
def offscreen() -> None:
    """Before the first QApplication of this process; a desktop's own choice stays."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[QtBot]:
    """Keep widgets until they are closed.

    pytest-qt holds them weakly; Qt's offscreen platform crashes when a shown one is collected.
    """
    kept: list[QWidget] = []
    add = qtbot.addWidget

    def add_and_keep(widget: QWidget, **options: Any) -> None:
        kept.append(widget)
        add(widget, **options)

    monkeypatch.setattr(qtbot, "addWidget", add_and_keep)
    yield qtbot


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the user's own is read or written."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_STATE_HOME"):
        folder = tmp_path / name
        folder.mkdir(mode=0o700)
        monkeypatch.setenv(name, str(folder))


@pytest.fixture
def use_language(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    """Shows texts and numbers in a language until the test ends."""
    before = QLocale()
    yield lambda language: install_language(language, qapp)
    QLocale.setDefault(before)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        shiboken6.delete(translator)


@pytest.fixture
def settings_path(tmp_path: Path) -> Path:
    """A settings file for a small demo camera, first steps done."""
    path = tmp_path / "config.toml"
    path.write_text(SMALL)
    return path


@pytest.fixture
def saved(settings_path: Path) -> Callable[[], Config]:
    """The settings as they are on disk now."""
    return lambda: parse_config(settings_path.read_text())


@pytest.fixture
def devices() -> Devices:
    return Devices()


@pytest.fixture
def bridge(qtbot: QtBot, devices: Devices, settings_path: Path) -> Iterator[Bridge]:
    """A bridge whose session sends pictures."""
    made = Bridge(SettingsFile(settings_path), devices.open)
    made.start()
    qtbot.waitUntil(lambda: made.picture is not None, timeout=10_000)
    made.poll()
    yield made
    made.stop()
    wait_until(
        lambda: (
            not [thread for thread in threading.enumerate() if thread.name.startswith("gazefix")]
        ),
        3,
    )


@pytest.fixture
def actions(bridge: Bridge) -> Actions:
    return Actions(bridge, bridge)


@pytest.fixture
def start_with(tmp_path: Path) -> XdgAutostart:
    return XdgAutostart(tmp_path / "autostart", ["gazefix", "app", "--hidden"])


@pytest.fixture
def window(qtbot: QtBot, bridge: Bridge, actions: Actions, start_with: XdgAutostart) -> Window:
    made = Window(bridge, actions, start_with)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made
