"""The windows' texts in other languages: Qt Linguist's .ts files, which are read as they are.

So a checkout, an editable installation and a wheel need no step that compiles them.
`packaging/translations.py` brings the files up to date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

#: Contexts in the files: texts that windows pass to `tr`, and messages of the layers below.
CONTEXT: Final = "GazeFix"
MESSAGES: Final = "messages"
#: The languages' own names by the values of the setting `app.language`.
LANGUAGES: Final = {
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "ja": "日本語",
    "pt": "Português",
    "ru": "Русский",
    "zh": "简体中文",
}
#: Locales whose language is one of these in name only.
_OTHERS: Final = ("zh-Hant", "zh-TW", "zh-HK", "zh-MO")


def language_file(language: str) -> Path:
    """Return the path of a language's .ts file."""
    return Path(__file__).with_name(f"gazefix_{language}.ts")


def read_texts(language: str) -> dict[tuple[str, str], str]:
    """Return a language's finished translations by context and source text."""
    contexts = ElementTree.parse(language_file(language)).iter("context")
    return {
        (context.findtext("name", ""), message.findtext("source", "")): translation.text
        for context in contexts
        for message in context.iter("message")
        if (translation := message.find("translation")) is not None
        and translation.text
        and "type" not in translation.attrib
    }


class Translator(QTranslator):
    """One language."""

    def __init__(self, language: str, parent: QObject) -> None:
        super().__init__(parent)
        self._texts = read_texts(language)
        templates = {text for context, text in self._texts if context == MESSAGES and "{" in text}
        self._templates = {
            re.compile(re.sub(r"\\{\d\\}", "(.+)", re.escape(text)), re.DOTALL): text
            for text in sorted(templates, key=lambda text: -len(re.sub(r"\{\d\}", "", text)))
        }

    def isEmpty(self) -> bool:
        """Return that there are texts, which Qt asks when the translator is installed."""
        return not self._texts

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """Return a translation, or None, after which Qt asks the next translator."""
        return self._texts.get((context, source))

    def message(self, text: str) -> str:
        """Return a message of the layers below, which was made from one of the templates."""
        for pattern, template in self._templates.items():
            if found := pattern.fullmatch(text):
                values = map(self.message, found.groups())
                return self._texts[MESSAGES, template].format(*values)
        return self._texts.get((MESSAGES, text), text)


def language_of(setting: str, wanted: Iterable[str]) -> str:
    """Return the language of a setting `app.language`.

    For "auto" it is the first that is there of those that the system wants, such as "de-AT".
    """
    if setting != "auto":
        return setting
    for name in wanted:
        code = name.partition("-")[0]
        if code in {"en", *LANGUAGES} and not name.startswith(_OTHERS):
            return code
    return "en"


def install_language(setting: str, application: QCoreApplication) -> None:
    """Show texts and numbers in the language of a setting `app.language` from now on."""
    language = language_of(setting, QLocale.system().uiLanguages())
    if setting != "auto":
        QLocale.setDefault(QLocale(language))
    if language in LANGUAGES:
        of_qt = QTranslator(application)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        of_qt.load(QLocale(language), "qtbase", "_", folder)
        for translator in (of_qt, Translator(language, application)):
            application.installTranslator(translator)


def translated_message(text: str) -> str:
    """Return a message of the layers below in the user's language."""
    application = QCoreApplication.instance()
    translator = application.findChild(Translator) if application else None
    return translator.message(text) if isinstance(translator, Translator) else text
