"""Diagnostics: the checks of `gazefix doctor` in a window, and a report that names neither people nor their folders."""

from __future__ import annotations

import getpass
import platform
import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit, urlunsplit

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gazefix import __version__
from gazefix.config import Config, dump_config
from gazefix.live.status import SessionStatus
from gazefix.ui.background import in_background
from gazefix.ui.bridge import Bridge
from gazefix.ui.status_text import Kind
from gazefix.ui.widgets.controls import Dot, note_label, scrolled
from gazefix.ui.widgets.icons import fine_icon, tray_icon

if TYPE_CHECKING:
    from gazefix.desktop.doctor import Check

#: What stands under these is the same on every machine.
_SYSTEM_FOLDERS: Final = ("/dev/", "/sys/", "/proc/", "/usr/", "/etc/", "/lib/", "/run/modprobe.d/")

RunChecks = Callable[[], "list[Check]"]


def run_checks() -> list[Check]:
    """Those of `gazefix doctor`."""
    from gazefix.desktop.doctor import run_checks as of_doctor

    return of_doctor()


def report(checks: Sequence[Check], status: SessionStatus, config: Config) -> str:
    """What helps others to see what is wrong here, as text. No pictures, no names of people, no folders of theirs."""
    lines = [
        f"GazeFix {__version__} on {platform.platform()}, Python {platform.python_version()}",
        "",
    ]
    for check in checks:
        lines.append(f"{'ok  ' if check.ok else 'MISS'} {check.name}: {check.detail}")
    lines += ["", "Session"]
    lines += [f"  {key}: {value}" for key, value in asdict(status).items()]
    lines += ["", "Settings", *(f"  {line}" for line in dump_config(config).splitlines() if line)]
    text = "\n".join(lines) + "\n"
    for path in (
        config.camera.source,
        config.output.sink,
        config.engine.weights,
        config.engine.localizer_model,
    ):
        if _is_personal(path):
            text = text.replace(path, f".../{Path(path).name}")
    return impersonal(text)


def impersonal(text: str) -> str:
    """A text without folders that are people's own, their name, their computer's, and passwords in addresses."""
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
    """Runs the checks when it opens."""

    def __init__(
        self, bridge: Bridge, parent: QWidget | None = None, checks: RunChecks = run_checks
    ) -> None:
        super().__init__(parent)
        self._bridge, self._run = bridge, checks
        self.checks: list[Check] = []
        self.setWindowTitle(self.tr("Diagnostics"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.intro = QLabel(self.tr("Looking at this computer…"))
        self.intro.setWordWrap(True)
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setAccessibleName(self.tr("Working"))
        page = QWidget()
        self._grid = QGridLayout(page)
        self._grid.setColumnStretch(1, 1)
        self.copy, self.again = (
            QPushButton(self.tr("&Copy report")),
            QPushButton(self.tr("Check &again")),
        )
        self.copy.setToolTip(
            self.tr("For who helps you: without pictures, and without your name or folders.")
        )
        self.copy.clicked.connect(self._copy)
        self.again.clicked.connect(self.look)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.again, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.intro)
        layout.addWidget(self.busy)
        layout.addWidget(scrolled(page), 1)
        layout.addWidget(buttons)
        self.resize(640, 520)
        self.look()

    def look(self) -> None:
        """Run the checks."""
        for button in (self.copy, self.again):
            button.setEnabled(False)
        self.busy.show()
        in_background(self, self._run, self._show, self._failed)

    def _show(self, checks: list[Check]) -> None:
        self.checks = checks
        while self._grid.count():
            item = self._grid.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        missing = sum(not check.ok for check in checks)
        self.intro.setText(
            self.tr("Everything is there.")
            if not missing
            else self.tr("{0} of {1} are not as they should be.").format(missing, len(checks))
        )
        for row, check in enumerate(checks):
            dot = Dot(fine_icon() if check.ok else tray_icon(Kind.ERROR))
            dot.setAccessibleName(self.tr("well") if check.ok else self.tr("missing"))
            text = note_label(
                f"{check.name}: {check.detail}"
                + (f"\n{check.fix}" if check.fix and not check.ok else "")
            )
            self._grid.addWidget(dot, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text, row, 1)
        self._grid.setRowStretch(len(checks), 1)
        self._end()

    def _failed(self, error: Exception) -> None:
        self.intro.setText(self.tr("The checks could not be run: {0}").format(error))
        self._end()

    def _end(self) -> None:
        self.busy.hide()
        for button in (self.copy, self.again):
            button.setEnabled(True)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(
            report(self.checks, self._bridge.status, self._bridge.config)
        )
        self.intro.setText(
            self.tr("The report is in the clipboard: paste it where you ask for help.")
        )


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
