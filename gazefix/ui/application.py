"""The one place that makes a QApplication."""

from __future__ import annotations

import locale

from PySide6.QtWidgets import QApplication

from gazefix.native import c_locale


def new_application(arguments: list[str]) -> QApplication:
    """Return a new QApplication, made with the command line `arguments`. It outlives its last window.

    Qt sets the whole C locale to the user's in QApplication's constructor, and never again. C
    libraries get their decimal point back here. Qt's own numbers keep the user's format.
    """
    with c_locale(locale.LC_NUMERIC):
        application = QApplication(arguments)
    application.setQuitOnLastWindowClosed(False)
    return application
