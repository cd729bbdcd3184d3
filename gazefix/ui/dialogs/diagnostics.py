"""Diagnostics: the checks of `gazefix doctor` in a window, and a report that is safe to share."""

from __future__ import annotations

import getpass
import platform
import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit, urlunsplit

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gazefix import __version__
from gazefix.config import Config
from gazefix.desktop.settings_toml import dump_config
from gazefix.errors import GazeFixError
from gazefix.live.status import SessionStatus
from gazefix.logs import log_path
from gazefix.ui.background import in_background
from gazefix.ui.bridge import Bridge
from gazefix.ui.dialogs.output_setup import set_up_output
from gazefix.ui.icons import fine_icon, tray_icon
from gazefix.ui.qt import open_file, tr
from gazefix.ui.status_text import ConditionKind, error_text
from gazefix.ui.translations import translated_message
from gazefix.ui.widgets.labels import (
    Dot,
    fill,
    note_label,
    resize_within_screen,
    scrolled,
    text_label,
)
from gazefix.ui.widgets.setting_controls import push_button

if TYPE_CHECKING:
    from gazefix.desktop.doctor import Check, Remedy

#: Paths under these folders name nobody.
_SYSTEM_FOLDERS: Final = ("/dev/", "/sys/", "/proc/", "/usr/", "/etc/", "/lib/", "/run/modprobe.d/")

#: Runs the checks with the settings in a file.
RunChecks = Callable[[Path], "list[Check]"]


def run_checks(settings: Path) -> list[Check]:
    """Run the checks of `gazefix doctor`, which takes seconds."""
    from gazefix.desktop.doctor import run_checks as of_doctor

    return of_doctor(settings if settings.exists() else None)


def report(checks: Sequence[Check], status: SessionStatus, config: Config) -> str:
    """Return checks, status and settings as text for a helper, without images, names or folders."""
    system = f"on {platform.platform()}, Python {platform.python_version()}"
    lines = [f"GazeFix {__version__} {system}", ""]
    lines += [f"{'ok  ' if c.ok else 'MISS'} {c.name}: {c.detail}" for c in checks]
    lines += ["", "Session"]
    lines += [f"  {key}: {value}" for key, value in asdict(status).items()]
    lines += ["", "Settings", *(f"  {line}" for line in dump_config(config).splitlines() if line)]
    text = "\n".join(lines) + "\n"
    engine = config.engine
    for path in (config.camera.source, config.output.sink, engine.weights, engine.localizer_model):
        if _is_personal(path):
            text = text.replace(path, f".../{Path(path).name}")
    return impersonal(text)


def impersonal(text: str) -> str:
    """Return a text without folders, user and computer name, and passwords in addresses."""
    text = re.sub(r"\b\w+://[^\s'\"]+", lambda found: _without_password(found.group()), text)
    home = str(Path.home())
    text = text.replace(home, "~") if len(home) > 1 else text
    text = re.sub(
        r"(?<![\w/.:~-])(?:~|/|[A-Za-z]:\\)[^\s'\",;()]*",
        lambda found: _without_folders(found.group()),
        text,
    )
    for word, stand_in in ((getpass.getuser(), "USER"), (socket.gethostname(), "COMPUTER")):
        if len(word) > 2 and word not in {"root", "localhost"}:
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", stand_in, text)
    return text


class DiagnosticsDialog(QDialog):
    """Runs the checks when it opens. `camera_asked`: people want to choose a camera."""

    camera_asked = Signal()

    def __init__(
        self, bridge: Bridge, parent: QWidget | None = None, checks: RunChecks = run_checks
    ) -> None:
        super().__init__(parent)
        self._bridge, self._run = bridge, checks
        self.checks: list[Check] = []
        self.setWindowTitle(tr("Diagnostics"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.intro = text_label(tr("Checking this computer…"))
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setAccessibleName(tr("Working"))
        page = QWidget()
        self._grid = QGridLayout(page)
        self._grid.setColumnStretch(1, 1)
        self.remedies: list[QPushButton] = []
        self.log = QPushButton(tr("Open &log folder"))
        self.log.clicked.connect(lambda: open_file(log_path().parent))
        self.copy = QPushButton(tr("&Copy report"))
        self.again = QPushButton(tr("Check &again"))
        self.copy.setToolTip(tr("Safe to share: no images, names or file paths."))
        self.copy.clicked.connect(self._copy)
        self.again.clicked.connect(self.look)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.again, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.log, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        fill(QVBoxLayout(self), self.intro, self.busy, (scrolled(page), 1), buttons)
        resize_within_screen(self, 640, 520)
        self.look()

    def look(self) -> None:
        """Run the checks."""
        for button in (self.copy, self.again):
            button.setEnabled(False)
        self.busy.show()
        path = self._bridge.settings_path
        in_background(self, lambda: self._run(path), self._show, self._failed)

    def _show(self, checks: list[Check]) -> None:
        self.checks, self.remedies = checks, []
        while self._grid.count():
            item = self._grid.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        missing = sum(not check.ok for check in checks)
        some = tr("{0} of {1} checks need attention.").format(missing, len(checks))
        self.intro.setText(some if missing else tr("Everything looks good."))
        for row, check in enumerate(checks):
            dot = Dot(fine_icon() if check.ok else tray_icon(ConditionKind.ERROR))
            dot.setAccessibleName(tr("OK") if check.ok else tr("needs attention"))
            wrong = error_text(GazeFixError(check.detail, check.fix))
            found = translated_message(check.detail) if check.ok else wrong
            name = translated_message(check.name)
            text = note_label(f"<b>{escape(name)}</b><br>{escape(found)}")
            self._grid.addWidget(dot, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text, row, 1)
            if (remedy := self._remedy(check.remedy)) is not None:
                self.remedies.append(remedy)
                self._grid.addWidget(remedy, row, 2, Qt.AlignmentFlag.AlignTop)
        self._grid.setRowStretch(len(checks), 1)
        self._end()

    def _remedy(self, name: Remedy) -> QPushButton | None:
        """Return a button that does what mends a finding; None for nothing."""
        words: dict[Remedy, tuple[str, Callable[[], object]]] = {
            "set up": (
                tr("Set &up GazeFix Camera…"),
                lambda: set_up_output(self._bridge, self).finished.connect(self.look),
            ),
            "choose camera": (tr("Choose a ca&mera"), self._choose_camera),
            "open settings": (tr("Open the &file"), lambda: open_file(self._bridge.settings_path)),
            "open log": (tr("Open &log folder"), self.log.click),
        }
        if name not in words:
            return None
        text, do = words[name]
        button = push_button(text)
        button.setAutoDefault(False)
        button.clicked.connect(do)
        return button

    def _choose_camera(self) -> None:
        self.close()
        self.camera_asked.emit()

    def _failed(self, error: Exception) -> None:
        self.intro.setText(tr("The checks couldn't run: {0}").format(error))
        self._end()

    def _end(self) -> None:
        self.busy.hide()
        for button in (self.copy, self.again):
            button.setEnabled(True)

    def _copy(self) -> None:
        text = report(self.checks, self._bridge.status, self._bridge.config)
        QGuiApplication.clipboard().setText(text)
        self.intro.setText(tr("Report copied. Paste it where you ask for help."))


def _is_personal(path: str) -> bool:
    return (
        len(re.split(r"[/\\]", path)) > 2
        and "://" not in path
        and not path.startswith(_SYSTEM_FOLDERS)
    )


def _without_folders(path: str) -> str:
    return ".../" + re.split(r"[/\\]", path)[-1] if _is_personal(path) else path


def _without_password(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return "ADDRESS"
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], query=""))
