"""The one QApplication, where Qt's messages go, and texts in the user's language."""

from __future__ import annotations

import ctypes
import locale
import logging
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QLocale,
    QMessageLogContext,
    QtMsgType,
    QUrl,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from gazefix.desktop.menu_entry import APP_ID
from gazefix.errors import OutputError
from gazefix.native import c_locale, show_error

logger = logging.getLogger(__name__)


def tr(text: str) -> str:
    """Return a text in the user's language."""
    return QCoreApplication.translate("GazeFix", text)


def number(value: float) -> str:
    """Return a number as the user's language writes it, with as few digits as possible."""
    return QLocale().toString(value)


def sentences(parts: Iterable[str]) -> str:
    """Join sentences, without what is empty. After a full-width stop comes no space."""
    return re.sub("(?<=。) ", "", " ".join(filter(None, parts)))


def open_file(path: Path) -> None:
    """Open a file or folder in the desktop's program for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def new_application(arguments: list[str]) -> QApplication:
    """Return a new QApplication for the command line `arguments`. It outlives its last window.

    Qt sets the whole C locale to the user's in QApplication's constructor, and never again. C
    libraries get their decimal point back here. Qt's own numbers keep the user's format.
    """
    with c_locale(locale.LC_NUMERIC):
        application = QApplication(arguments)
    application.setQuitOnLastWindowClosed(False)
    return application


def make_application() -> QApplication:
    """Return the tray app's QApplication. Raises OutputError where Qt finds no display."""
    if isinstance(running := QApplication.instance(), QApplication):
        return running
    displays = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in displays):
        hint = "log in to a desktop; `gazefix run` and `gazefix process` need none"
        raise OutputError("there is no display", hint)
    qInstallMessageHandler(_log_message)
    QApplication.setApplicationName("GazeFix")
    QApplication.setApplicationDisplayName("GazeFix")
    QApplication.setDesktopFileName(APP_ID)
    if sys.platform == "win32":  # the taskbar shows GazeFix's icon, not Python's
        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("GazeFix.GazeFix")
    return new_application([APP_ID])


def _log_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Log Qt's messages. Qt ends the process after a fatal one, so that one goes to stderr."""
    if kind is QtMsgType.QtFatalMsg:
        first = message.strip().partition("\n")[0] or "Qt cannot go on"
        missing = "`gazefix doctor` tells what is missing"
        show_error(f"gazefix: no window can be shown: {first}\n  {missing}")
        os._exit(1)
    levels = {QtMsgType.QtWarningMsg: logging.INFO, QtMsgType.QtCriticalMsg: logging.WARNING}
    logger.log(levels.get(kind, logging.DEBUG), "Qt: %s", message)
