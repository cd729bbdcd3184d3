"""The tray app: its one instance, its windows, its signals and its end."""

from __future__ import annotations

import logging
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType, TracebackType
from typing import Final

from PySide6.QtCore import QLockFile, QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QSystemTrayIcon

from gazefix.desktop.about import newer_release
from gazefix.desktop.control_client import ask, endpoint, runtime_folder
from gazefix.desktop.control_protocol import Request
from gazefix.desktop.settings_file import SettingsFile
from gazefix.errors import ControlError, GazeFixError
from gazefix.logs import log_to_file
from gazefix.native import END_SIGNALS
from gazefix.ui.actions import Actions
from gazefix.ui.background import in_background
from gazefix.ui.bridge import Bridge
from gazefix.ui.control_server import ControlServer
from gazefix.ui.dialogs.about import AboutDialog
from gazefix.ui.dialogs.calibration import CalibrationDialog
from gazefix.ui.dialogs.diagnostics import DiagnosticsDialog
from gazefix.ui.dialogs.first_run import FirstRun
from gazefix.ui.dialogs.manual import ManualDialog
from gazefix.ui.icons import app_icon
from gazefix.ui.qt import make_application, open_file, tr
from gazefix.ui.session_factory import OpenSession, open_live_session
from gazefix.ui.translations import install_language
from gazefix.ui.tray import Tray
from gazefix.ui.widgets.shortcut import GlobalShortcut
from gazefix.ui.window import Window

#: The session opens once the window is up: loading its libraries takes seconds.
_OPEN_AFTER_MS: Final = 30
#: The first steps open once the window has its place, so that they are centred on it.
_FIRST_STEPS_AFTER_MS: Final = 200
#: A desktop that is starting, or starts its panel anew, may show its tray this much later.
_TRAY_COMES_MS: Final = 10_000
#: How often the socket is looked for.
_LOOK_FOR_SOCKET_MS: Final = 1000
#: How long a second start waits for the first, which may still be starting.
_FIRST_ANSWERS_S: Final = 5.0

logger = logging.getLogger(__name__)


class App(QObject):
    """The bridge, the tray, the window and its dialogs."""

    def __init__(
        self, settings: SettingsFile, open_session: OpenSession = open_live_session
    ) -> None:
        super().__init__()
        self.bridge = Bridge(settings, open_session)
        self.actions = Actions(self.bridge, self)
        self.window = Window(self.bridge, self.actions)
        self.tray = Tray(self.bridge, self.actions, self)
        self.shortcut = GlobalShortcut(self.bridge, self.actions.correct.trigger, self)
        self._dialogs: dict[Callable[..., QDialog], QDialog] = {}
        self._settings = settings
        self._problems = [str(problem) for problem in settings.problems]
        self._settings_aside = settings.path.with_suffix(".bad.toml").name
        self.ended = False
        self._tray_missing = False
        self._tray_watch = QTimer(self.window)
        self._tray_watch.timeout.connect(self._show_without_tray)
        self.tray.opened.connect(self.window.bring_up)
        self.window.closed.connect(self._window_closed)
        self.bridge.show_asked.connect(self.window.bring_up, Qt.ConnectionType.QueuedConnection)
        self.bridge.quit_asked.connect(self.quit, Qt.ConnectionType.QueuedConnection)
        self.bridge.needs_attention.connect(self._notify)
        actions = self.actions
        actions.preview_asked.connect(self.window.show_preview)
        actions.settings_asked.connect(self.window.show_settings)
        actions.adjust_asked.connect(self.window.show_angle)
        actions.calibration_asked.connect(lambda: self._open(CalibrationDialog))
        actions.diagnostics_asked.connect(lambda: self._open(DiagnosticsDialog))
        actions.first_run_asked.connect(lambda: self._open(FirstRun))
        actions.manual_asked.connect(lambda: self._open(ManualDialog))
        actions.about_asked.connect(lambda: self._open(AboutDialog))
        actions.quit_asked.connect(self.quit)

    def start(self, *, hidden: bool) -> None:
        """Show the tray and, unless `hidden`, the window; then open the session."""
        self.tray.show()
        if not hidden:
            self.window.show()
        self._tray_missing = not QSystemTrayIcon.isSystemTrayAvailable()
        self._tray_watch.start(_TRAY_COMES_MS)
        QTimer.singleShot(_OPEN_AFTER_MS, self, self.bridge.start)
        if address := self.bridge.config.app.releases:
            in_background(
                self, lambda: newer_release(address), self._tell_release, self._miss_release
            )
        if self._problems:
            self._explain_settings()
        elif not hidden and not self.bridge.config.app.introduced:
            QTimer.singleShot(_FIRST_STEPS_AFTER_MS, self, lambda: self._open(FirstRun))

    def _tell_release(self, newer: str | None) -> None:
        self.bridge.newer_release = newer

    def _miss_release(self, error: Exception) -> None:
        if isinstance(error, GazeFixError):
            self.bridge.release_error = error
        else:
            logger.info("no release could be asked for: %s", error)

    def quit(self) -> None:
        """End the app: release camera and output, and save the settings."""
        if self.ended:
            return
        self.ended = True
        self._tray_watch.stop()
        self.window.hide()
        self.tray.hide()
        QApplication.processEvents()
        self.shortcut.close()
        self.bridge.stop()
        QApplication.exit(0)

    def _open(self, kind: Callable[[Bridge, Window], QDialog]) -> None:
        """Open a dialog over the window, or raise the one of its kind that is open."""
        self.window.bring_up()
        dialog = self._dialogs.get(kind)
        if dialog is None:
            dialog = kind(self.bridge, self.window)
            self._dialogs[kind] = dialog
            dialog.finished.connect(lambda _: self._dialogs.pop(kind, None))
            if isinstance(dialog, DiagnosticsDialog):
                dialog.camera_asked.connect(self.window.show_settings)
            dialog.show()  # not modal: the tray's menu leads to the window at any time
        dialog.raise_()
        dialog.activateWindow()

    def _window_closed(self) -> None:
        """Hide the window; without a tray ask first, since nothing else shows that GazeFix runs."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            self._ask_whether_to_quit()
            return
        self.window.hide()
        if not self.bridge.config.app.told_of_tray:
            self.tray.notify(
                tr("GazeFix is still running"),
                tr("Click its tray icon to reopen this window; right-click it to quit."),
            )
            self.bridge.change("app", told_of_tray=True)

    def _ask_whether_to_quit(self) -> None:
        box = QMessageBox(self.window)
        box.setWindowTitle("GazeFix")
        box.setText(tr("Quit GazeFix?"))
        box.setInformativeText(
            tr(
                "This desktop has no tray. "
                "Minimise the window to keep GazeFix Camera running in your call."
            )
        )
        leave = box.addButton(tr("&Quit"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(tr("&Minimise"), QMessageBox.ButtonRole.AcceptRole)
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
        unreadable = tr("GazeFix couldn't read your settings and is using the defaults.")
        some = tr("GazeFix couldn't use some of your settings. It keeps the others.")
        box.setText(unreadable if self._settings.unreadable else some)
        kept = tr("{0}\n\nYour file will be kept as {1}.")
        problems = "\n".join(self._problems)
        box.setInformativeText(kept.format(problems, self._settings_aside))
        keep = tr("&Use the defaults") if self._settings.unreadable else tr("&Keep the rest")
        box.setDefaultButton(box.addButton(keep, QMessageBox.ButtonRole.AcceptRole))
        edit = box.addButton(tr("&Open the file"), QMessageBox.ButtonRole.ActionRole)
        edit.clicked.connect(lambda: open_file(self._settings.path))
        box.finished.connect(box.deleteLater)
        box.open()

    def _show_without_tray(self) -> None:
        """Show a hidden window in the task bar where the tray is missing for the second time."""
        missing = self._tray_missing
        self._tray_missing = not QSystemTrayIcon.isSystemTrayAvailable()
        if missing and self._tray_missing and self.window.isHidden():
            self.window.showMinimized()

    def _notify(self, title: str, text: str) -> None:
        if QApplication.activeWindow() is None:  # an active window shows it
            self.tray.notify(title, text)


def run_app(
    config: Path | None = None,
    *,
    hidden: bool = False,
    open_session: OpenSession = open_live_session,
) -> int:
    """Run the app until people quit it, and return the exit code.

    Where one runs already, raise its window instead. Raises GazeFixError without a display.
    """
    application = make_application()
    application.setWindowIcon(app_icon())
    lock = _lock()
    if lock is None:
        _raise_first(hidden=hidden)
        return 0
    with log_to_file():
        sys.excepthook = _log_bug
        settings = SettingsFile(config)
        install_language(settings.read().app.language, application)
        app = App(settings, open_session)
        server = ControlServer(endpoint(), app.bridge.control, app)
        server.lock = lock
        wake_up = SignalWakeUp(app.quit, app)
        application.commitDataRequest.connect(_never_restart)
        stay = QTimer(app)
        stay.timeout.connect(lambda: _stay_reachable(server))
        stay.start(_LOOK_FOR_SOCKET_MS)
        app.start(hidden=hidden)
        code = application.exec()
        app.quit()  # if the desktop ended the loop
        server.close()
        wake_up.close()
    return code


def _lock() -> QLockFile | None:
    """Return the lock of the one running app; None where another process has it."""
    lock = QLockFile(str(runtime_folder() / "app.lock"))
    lock.setStaleLockTime(0)  # ask the system, not the clock, if the process lives
    return lock if lock.tryLock(0) else None


def _stay_reachable(server: ControlServer) -> None:
    """Make lock and socket anew where somebody removed their folder."""
    name = endpoint()
    if sys.platform != "win32" and not Path(name).exists():
        logger.warning("the socket is gone and is made anew: %s", name)
        server.lock = _lock()
        server.listen(name)


class SignalWakeUp(QObject):
    """Lets signals end the app. Python doesn't see them while Qt's loop runs."""

    def __init__(self, stop: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = stop
        self._read_end, self._write_end = socket.socketpair()
        for end in (self._read_end, self._write_end):
            end.setblocking(False)
        self._old_fd = signal.set_wakeup_fd(self._write_end.fileno(), warn_on_full_buffer=False)
        kept = {each for each in END_SIGNALS if signal.getsignal(each) is signal.SIG_IGN}  # nohup
        self._numbers = {signal.SIGINT, *END_SIGNALS} - kept
        self._old = {number: signal.signal(number, self._note) for number in self._numbers}
        self._notifier = QSocketNotifier(self._read_end.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)

    def close(self) -> None:
        """Restore the previous handlers."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._old_fd)
        for number, handler in self._old.items():
            signal.signal(number, handler)
        self._read_end.close()
        self._write_end.close()

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        """Do nothing: Python wants a handler, and the byte in the socket does the work."""

    def _woken(self) -> None:
        try:
            got = self._read_end.recv(64)
        except OSError:
            return
        if self._numbers & set(got):
            self._stop()


def _raise_first(*, hidden: bool) -> None:
    """Raise the running app's window. Raises ControlError if the app doesn't answer."""
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
    """Keep the desktop's session manager from starting GazeFix: the autostart entry does."""
    manager.setRestartHint(QSessionManager.RestartHint.RestartNever)


def _log_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log a bug in a window. The session runs on."""
    logger.error("a bug in a window; the session runs on", exc_info=(kind, error, trace))
