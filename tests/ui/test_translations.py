"""The windows in other languages."""

from __future__ import annotations

import re
import runpy
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.painting import Devices
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gazefix.config import setting_of
from gazefix.desktop.settings_file import SettingsFile
from gazefix.errors import InputError, ProfileError
from gazefix.ui.actions import Actions, angle_text
from gazefix.ui.app import App
from gazefix.ui.bridge import Bridge
from gazefix.ui.qt import sentences
from gazefix.ui.status_text import error_text
from gazefix.ui.translations import CONTEXT, LANGUAGES, MESSAGES, language_of, read_texts
from gazefix.ui.window import Window

SCRIPT = Path(__file__).parents[2] / "packaging" / "translations.py"
HOW = """
Translate them: run `python packaging/translations.py`, which lists every text in
gazefix/ui/translations/gazefix_LANGUAGE.ts, then fill in each empty <translation> there and take
its type="unfinished" away (`pyside6-linguist FILE.ts` does both)."""

UseLanguage = Callable[[str], None]


@pytest.fixture(scope="module")
def needed() -> set[tuple[str, str]]:
    """Every (context, text) that windows show."""
    script = runpy.run_path(str(SCRIPT))
    texts = {(CONTEXT, text) for text in script["window_texts"]()}
    return texts | {(MESSAGES, text) for text in script["messages"]()}


def test_the_texts_are_found_where_they_are_written(needed: set[tuple[str, str]]) -> None:
    assert len(needed) > 350
    assert (CONTEXT, "No face found") in needed  # in a table
    assert (CONTEXT, "&Correct my gaze") in needed  # passed to tr
    assert (CONTEXT, "Aim above or below the lens") in needed  # a setting's declaration
    assert (CONTEXT, "Teleprompter") in needed  # a mode's
    assert (MESSAGES, "{0} cannot be opened") in needed  # an f-string in a lower layer
    assert (MESSAGES, "sit facing the camera with light on your face, keep your eyes open, and try "
            "again") in needed  # a hint given by name  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_missing(language: str, needed: set[tuple[str, str]]) -> None:
    there = read_texts(language)
    missing = sorted(text for context, text in needed - set(there))
    assert not missing, f"not in {LANGUAGES[language]}: {missing}{HOW}"
    dropped = sorted(text for _, text in set(there) - needed)
    assert not dropped, f"{SCRIPT.name} would drop from {LANGUAGES[language]}: {dropped}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_values_and_keys(language: str) -> None:
    wrong = {
        source: text
        for (_, source), text in read_texts(language).items()
        if set(re.findall(r"\{\d\}", source)) != set(re.findall(r"\{\d\}", text))
        or source.count("&") != text.count("&")
        or source.endswith("…") != text.endswith("…")
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("setting", "wanted", "language"),
    [
        ("auto", ["de-AT", "de-Latn-AT", "de"], "de"),
        ("auto", ["pt-PT", "pt"], "pt"),
        ("auto", ["zh-Hans-CN", "zh-CN", "zh"], "zh"),
        ("auto", ["zh-Hant-TW", "zh-TW"], "en"),
        ("auto", ["nl-BE", "fr-BE", "en"], "fr"),
        ("auto", ["en-GB", "de"], "en"),
        ("auto", ["C"], "en"),
        ("ru", ["de"], "ru"),
        ("en", ["de"], "en"),
    ],
)
def test_the_system_or_the_setting_chooses(setting: str, wanted: list[str], language: str) -> None:
    assert language_of(setting, wanted) == language


def test_every_language_can_be_set() -> None:
    assert {*setting_of("app.language").choices} == {"auto", "en", *LANGUAGES}


def test_messages_of_the_layers_below_are_translated(use_language: UseLanguage) -> None:
    use_language("de")
    busy = InputError(
        "Desk Cam cannot be opened",
        "it is in use by obs (12): close that, or choose another camera",
    )
    assert error_text(busy) == (
        "Desk Cam kann nicht geöffnet werden. Sie wird von obs benutzt: "
        "Schließen Sie dieses Programm oder wählen Sie eine andere Kamera."
    )
    nested = ProfileError("PipeWire cannot be used: cannot read a/b: no such file")
    assert error_text(nested) == (
        "PipeWire kann nicht verwendet werden: a/b kann nicht gelesen werden: no such file."
    )
    assert error_text(InputError("something new")) == "Something new."


def test_sentences_follow_each_other_as_the_language_writes_them(use_language: UseLanguage) -> None:
    use_language("ja")
    error = InputError("no camera was found", "connect a camera")
    assert error_text(error) == "カメラが見つかりませんでした。カメラを接続してください。"
    assert sentences(["One.", "", "Two."]) == "One. Two."


def test_numbers_follow_the_language(use_language: UseLanguage) -> None:
    assert angle_text("vertical_deg", -2.5) == "2.5° down"
    use_language("de")
    assert angle_text("vertical_deg", -2.5) == "2,5° nach unten"


def test_angles_can_be_typed_as_they_are_written(
    qtbot: QtBot, use_language: UseLanguage, bridge: Bridge
) -> None:
    use_language("de")
    window = Window(bridge, Actions(bridge, bridge))
    qtbot.addWidget(window)
    box = window.correction.horizontal.box
    for text, value in (("2,5° nach rechts", -2.5), ("3 links", 3.0), ("-4", -4.0)):
        assert box.valueFromText(text) == value


def test_the_app_speaks_the_language_of_the_settings(
    use_language: UseLanguage,
    devices: Devices,
    settings_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QApplication, "exit", lambda _code: None)
    settings_path.write_text(f'{settings_path.read_text()}language = "fr"\n')
    settings = SettingsFile(settings_path)
    use_language(settings.read().app.language)
    app = App(settings, devices.open)
    assert app.window.correction.pause.text().replace("&", "") == "Pause (caméra éteinte)"
    assert app.window.devices.language.currentText() == "Français"
    app.window.devices.language.activated.emit(2)
    assert app.bridge.config.app.language == "de"
    app.quit()
    app.window.deleteLater()


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_each_key_does_one_thing(
    qtbot: QtBot, language: str, use_language: UseLanguage, bridge: Bridge
) -> None:
    use_language(language)
    window = Window(bridge, Actions(bridge, bridge))
    qtbot.addWidget(window)
    window.show()
    pages = [window.tabs.tabText(index) for index in range(window.tabs.count())]
    menus = [action.text() for action in window.menuBar().actions()]
    for index in range(window.tabs.count()):
        window.tabs.setCurrentIndex(index)
        shown = [*pages, *menus, *(text for text in map(text_of, window.findChildren(QWidget)))]
        keys = [QKeySequence.mnemonic(text).toString() for text in shown]
        twice = sorted(text for text, key in zip(shown, keys, strict=True) if keys.count(key) > 1)
        assert [text for text in twice if "&" in text] == [], language


def text_of(widget: QWidget) -> str:
    """What a visible button or label says."""
    spoken = isinstance(widget, QAbstractButton | QLabel) and widget.isVisible()
    return str(widget.text()) if spoken else ""
