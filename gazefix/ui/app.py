"""The tray app: one instance, its signals, its windows, and its end."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType, TracebackType
from typing import Final

from PySide6.QtCore import (
    QLockFile,
    QMessageLogContext,
    QObject,
    QSocketNotifier,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication, QMessageBox, QSystemTrayIcon

from gazefix.desktop.control import Request
from gazefix.desktop.menu_entry import APP_ID
from gazefix.desktop.remote import ask, endpoint, runtime_folder
from gazefix.desktop.settings_file import SettingsFile
from gazefix.errors import ControlError, OutputError
from gazefix.logs import log_to_file
from gazefix.ui.actions import Actions
from gazefix.ui.application import new_application
from gazefix.ui.bridge import Bridge
from gazefix.ui.control_server import ControlServer
from gazefix.ui.dialogs.calibration import CalibrationDialog
from gazefix.ui.dialogs.diagnostics import DiagnosticsDialog
from gazefix.ui.dialogs.first_run import FirstRun
from gazefix.ui.session_factory import OpenSession, open_live_session
from gazefix.ui.tray import Tray
from gazefix.ui.widgets.icons import app_icon
from gazefix.ui.window import Window

#: The session is opened after the window is up: its libraries take seconds to load.
_OPEN_AFTER_MS: Final = 30
#: The first steps come once the window has its place, so that they stand in its middle.
_FIRST_STEPS_AFTER_MS: Final = 200
#: A desktop that is just starting has its tray a little later.
_TRAY_COMES_MS: Final = 10_000
#: A second start waits so long for the first one, which may be starting itself.
_FIRST_ANSWERS_S: Final = 5.0

logger = logging.getLogger(__name__)


class App(QObject):
    """Everything that is shown, over a Bridge."""

    def __init__(
        self, settings: SettingsFile, open_session: OpenSession = open_live_session
    ) -> None:
        super().__init__()
        self.bridge = Bridge(settings, open_session)
        self.actions = Actions(self.bridge, self)
        self.window = Window(self.bridge, self.actions)
        self.tray = Tray(self.bridge, self.actions, self)
        self._dialogs: dict[type[QObject], QObject] = {}
        self._problem = settings.problem
        self._settings = settings
        self._ended = False
        self.tray.opened.connect(self.window.bring_up)
        self.window.closed.connect(self._window_closed)
        self.bridge.show_asked.connect(self.window.bring_up, Qt.ConnectionType.QueuedConnection)
        self.bridge.quit_asked.connect(self.quit, Qt.ConnectionType.QueuedConnection)
        self.bridge.needs_attention.connect(self._tell)
        actions = self.actions
        actions.preview_asked.connect(self.window.show_preview)
        actions.settings_asked.connect(self.window.show_settings)
        actions.adjust_asked.connect(self.window.show_angle)
        actions.calibration_asked.connect(lambda: self._open(CalibrationDialog))
        actions.diagnostics_asked.connect(lambda: self._open(DiagnosticsDialog))
        actions.first_run_asked.connect(lambda: self._open(FirstRun))
        actions.quit_asked.connect(self.quit)

    def start(self, *, hidden: bool) -> None:
        """Show what is to be shown, and open the session."""
        self.tray.show()
        if not hidden:
            self.window.show()
        elif not QSystemTrayIcon.isSystemTrayAvailable():
            QTimer.singleShot(_TRAY_COMES_MS, self, self._show_without_tray)
        QTimer.singleShot(_OPEN_AFTER_MS, self, self.bridge.start)
        if self._problem:
            self._explain_settings()
        elif not hidden and not self.bridge.config.app.introduced:
            QTimer.singleShot(_FIRST_STEPS_AFTER_MS, self, lambda: self._open(FirstRun))

    def quit(self) -> None:
        """End: camera and output are given back, and the settings are written."""
        if self._ended:
            return
        self._ended = True
        self.window.hide()
        self.tray.hide()
        QApplication.processEvents()
        self.bridge.stop()
        QApplication.exit(0)

    def _open(
        self, kind: type[CalibrationDialog] | type[DiagnosticsDialog] | type[FirstRun]
    ) -> None:
        """A dialog over the window; one of each kind."""
        self.window.bring_up()
        dialog = self._dialogs.get(kind)
        if dialog is None:
            dialog = kind(self.bridge, self.window)
            self._dialogs[kind] = dialog
            dialog.finished.connect(lambda _: self._dialogs.pop(kind, None))
            dialog.open()
        dialog.raise_()  # type: ignore[attr-defined]
        dialog.activateWindow()  # type: ignore[attr-defined]

    def _window_closed(self) -> None:
        """With a tray the window goes; without one it stays, since nothing else would be left to see."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            self._ask_whether_to_quit()
            return
        self.window.hide()
        if not self.bridge.config.app.told_of_tray:
            self.tray.tell(
                self.tr("GazeFix goes on in the tray"),
                self.tr("Click its icon to come back. Its menu ends it."),
            )
            self.bridge.remember(told_of_tray=True)

    def _ask_whether_to_quit(self) -> None:
        box = QMessageBox(self.window)
        box.setWindowTitle("GazeFix")
        box.setText(self.tr("Quit GazeFix?"))
        box.setInformativeText(
            self.tr(
                "This desktop has no tray. GazeFix can go on with its window minimised, so that your call keeps its camera."
            )
        )
        leave = box.addButton(self.tr("&Quit"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("&Minimise"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        leave.clicked.connect(self.quit)
        keep.clicked.connect(self.window.showMinimized)
        box.setDefaultButton(keep)
        box.finished.connect(box.deleteLater)
        box.open()

    def _explain_settings(self) -> None:
        box = QMessageBox(self.window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("GazeFix")
        box.setText(self.tr("Your settings cannot be used, so GazeFix starts with its defaults."))
        box.setInformativeText(
            self.tr("{0}\n\nThe file is put aside when you change something.").format(self._problem)
        )
        box.finished.connect(box.deleteLater)
        box.open()

    def _show_without_tray(self) -> None:
        if not QSystemTrayIcon.isSystemTrayAvailable() and not self._ended:
            self.window.showMinimized()

    def _tell(self, title: str, text: str) -> None:
        if QApplication.activeWindow() is None:  # else they see it
            self.tray.tell(title, text)


def run_app(
    config: Path | None = None,
    *,
    hidden: bool = False,
    open_session: OpenSession = open_live_session,
) -> int:
    """Run the app until it is quit; its exit code. Where one runs already, that one's window is raised instead.

    Raises GazeFixError where there is no display.
    """
    application = make_application()
    lock = QLockFile(str(runtime_folder() / "app.lock"))
    lock.setStaleLockTime(0)  # the system knows better than a clock whether the process is alive
    if not lock.tryLock(0):
        _raise_first(hidden=hidden)
        return 0
    with log_to_file():
        sys.excepthook = _note_bug
        app = App(SettingsFile(config), open_session)
        server = ControlServer(endpoint(), app.bridge.control, app)
        wake_up = SignalWakeUp(app.quit, app)
        application.commitDataRequest.connect(_never_restart)
        app.start(hidden=hidden)
        code = application.exec()
        app.quit()  # where the desktop ended the loop
        server.close()
        wake_up.close()
    lock.unlock()
    return code


def make_application() -> QApplication:
    """The one QApplication. Raises OutputError where Qt finds no display."""
    if isinstance(running := QApplication.instance(), QApplication):
        return running
    if sys.platform == "linux" and not any(
        os.environ.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    ):
        raise OutputError(
            "there is no display",
            "log in to a desktop; `gazefix run` and `gazefix process` need none",
        )
    qInstallMessageHandler(_qt_says)
    QApplication.setApplicationName("GazeFix")
    QApplication.setApplicationDisplayName("GazeFix")
    QApplication.setDesktopFileName(APP_ID)
    application = new_application([APP_ID])
    application.setWindowIcon(app_icon())
    return application


class SignalWakeUp(QObject):
    """Lets SIGINT and SIGTERM end the app: Qt's loop would not let Python see them."""

    def __init__(self, stop: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = stop
        self._read_end, self._write_end = socket.socketpair()
        for end in (self._read_end, self._write_end):
            end.setblocking(False)
        self._old_fd = signal.set_wakeup_fd(self._write_end.fileno(), warn_on_full_buffer=False)
        self._old = {
            number: signal.signal(number, self._note) for number in (signal.SIGINT, signal.SIGTERM)
        }
        self._notifier = QSocketNotifier(self._read_end.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)

    def close(self) -> None:
        """Leave signals as they were."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._old_fd)
        for number, handler in self._old.items():
            signal.signal(number, handler)
        self._read_end.close()
        self._write_end.close()

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        """Python wants a handler; the byte in the socket does the work."""

    def _woken(self) -> None:
        try:
            got = self._read_end.recv(64)
        except OSError:
            return
        if {signal.SIGINT, signal.SIGTERM} & set(got):
            self._stop()


def _raise_first(*, hidden: bool) -> None:
    """Bring the running app's window up. Raises ControlError where it does not answer."""
    deadline = time.monotonic() + _FIRST_ANSWERS_S
    while True:
        try:
            ask(Request("status" if hidden else "show"))
            return
        except ControlError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def _never_restart(manager: QSessionManager) -> None:
    """The autostart entry starts it with the desktop, if people want that; the desktop need not do it as well."""
    manager.setRestartHint(QSessionManager.RestartHint.RestartNever)


def _note_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A mistake in a window goes to the log; the session goes on."""
    logger.error(
        "a mistake in a window; the camera's pictures go on", exc_info=(kind, error, trace)
    )


def _qt_says(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Qt's messages go to the log. Where it cannot go on (no display, a missing library), people are told before it ends."""
    if kind is QtMsgType.QtFatalMsg:
        first = message.strip().splitlines()[0] if message.strip() else "Qt cannot go on"
        sys.stderr.write(
            f"gazefix: no window can be shown: {first}\n  `gazefix doctor` tells what is missing\n"
        )
        sys.stderr.flush()
        os._exit(1)
    levels = {QtMsgType.QtWarningMsg: logging.INFO, QtMsgType.QtCriticalMsg: logging.WARNING}
    logger.log(levels.get(kind, logging.DEBUG), "Qt: %s", message)
