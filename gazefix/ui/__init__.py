"""Everything with a window: the only part of GazeFix that imports Qt (PySide6).

app              the one instance, its windows and its end
window           the main window; its pages are in `panels`
tray             the icon in the tray, its menu and its notifications
actions          the actions of both menus, and their keys
icons            icons made of the SVG files in gazefix/icons, which hold shapes and colours
status_text      the session's conditions, errors and notices in words
bridge           the only link between windows and session
session_factory  how the session is opened
control_server   the socket that other processes control the app by
background       slow work in threads
qt               the QApplication, and texts in the user's language
dialogs, panels, widgets, translations
"""

from __future__ import annotations

import ctypes
import sys

if sys.version_info < (3, 12):
    # PySide6 6.12.0 drops a reference to None with each call of a method that returns nothing. Some
    # minutes of painting end Python ("deallocating None"). From 3.12 None lives for ever; before,
    # it gets enough references here.
    ctypes.c_ssize_t.from_address(id(None)).value += 1 << 40
