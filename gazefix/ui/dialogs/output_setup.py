"""The output in words, and the dialog that sets up GazeFix Camera."""

from __future__ import annotations

import contextlib
import shlex
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gazefix.errors import OutputError
from gazefix.ui.background import in_background
from gazefix.ui.bridge import Bridge
from gazefix.ui.qt import sentences, tr
from gazefix.ui.status_text import error_text, error_words
from gazefix.ui.widgets.labels import emphasize, fill, note_label, text_label


@dataclass(frozen=True, slots=True)
class Steps:
    """How GazeFix Camera is set up on this machine.

    intro      what is missing
    text       the commands that will run, or what people run or do themselves
    notes      what people should know before
    do         runs the commands, and calls its argument with each line that they print; returns the
               steps that are left, if any; None where people do it themselves
    ready      nothing is left to do
    password   `do` asks for the user's password
    pipewire   PipeWire can offer the camera to browsers without any of this
    """

    intro: str = ""
    text: str = ""
    notes: str = ""
    do: Callable[[Callable[[str], None]], object] | None = None
    ready: bool = False
    password: bool = True
    pipewire: bool = False


def output_text(bridge: Bridge) -> str:
    """Return what the output is, and what to do with it."""
    name = bridge.status.sink or "GazeFix Camera"
    match bridge.output_kind:
        case "virtual" | "both":
            return tr("Ready. Choose “{0}” in your call's video settings.").format(name)
        case "pipewire":
            return tr(
                "Ready in browsers and other programs that support PipeWire. "
                "For Zoom and the rest, install the camera driver."
            )
        case "preview":
            return tr("Other programs can't use GazeFix yet: GazeFix Camera isn't set up.")
        case "null":
            return tr("No output is chosen in the settings.")
        case "":
            return tr("Opening the output…")
    return tr("Sent to {0}.").format(name)


def browsers_text(kind: str) -> str:
    """Return how a browser lists the camera of a kind of sink, where it may not do so by itself."""
    if kind != "pipewire":
        return ""
    return tr(
        "If a browser doesn't list it: in Chrome, turn on "
        "chrome://flags/#enable-webrtc-pipewire-camera; in Firefox, set "
        "media.webrtc.camera.allow-pipewire to true in about:config. Then restart the browser."
    )


def output_name(bridge: Bridge) -> str:
    """Return the output's name in a word or two."""
    match bridge.output_kind:
        case "virtual" | "both":
            return bridge.status.sink
        case "pipewire":
            return "GazeFix Camera (PipeWire)"
        case "preview":
            return tr("preview only")
        case "null" | "":
            return tr("no output")
    return bridge.status.sink


def plan_steps() -> Steps:
    """Return how GazeFix Camera is set up on this machine. Reads the disk."""
    from gazefix.desktop.menu_entry import start_command
    from gazefix.desktop.root_script import as_root, run_script
    from gazefix.desktop.setup_camera import (
        look_at,
        other_platforms_steps,
        plan_setup,
        wait_for_camera,
    )
    from gazefix.devices.pipewire import pipewire_problem

    if steps := other_platforms_steps():
        return _steps_elsewhere("\n".join(steps))
    plan, pipewire = plan_setup(look_at()), not pipewire_problem()
    notes = sentences(error_text(OutputError(note)) for note in plan.notes)
    if plan.obstacle:
        intro, remedy = error_words(OutputError(plan.obstacle, plan.remedy))
        return Steps(intro, notes=remedy, pipewire=pipewire)
    if not plan.script:
        return Steps(notes=notes, ready=True)
    (intro,) = error_words(OutputError(plan.missing))
    prefix = as_root()
    # Sudo asks for the password in a terminal, which a window doesn't have.
    if prefix is None or (prefix and not prefix[0].endswith("pkexec")):
        run = tr("Run this in a terminal. It shows the commands and asks before it runs them.")
        command = shlex.join([*start_command(), "setup-camera"])
        return Steps(intro, command, sentences([run, notes]), pipewire=pipewire)

    def do(hear: Callable[[str], None]) -> None:
        run_script(plan.script, prefix, hear)
        wait_for_camera()

    return Steps(intro, "\n".join(plan.script), notes, do, pipewire=pipewire)


def _steps_elsewhere(steps: str) -> Steps:
    """Return the way to a camera on Windows and macOS: pyvirtualcam, then another program's."""
    from gazefix.desktop.camera_package import fetch, fetch_command, package_missing
    from gazefix.devices.contracts import CAMERA_NAME
    from gazefix.devices.virtual_camera import virtual_camera_device

    if package_missing():

        def do(hear: Callable[[str], None]) -> Steps:
            fetch(hear)
            return _steps_elsewhere(steps)

        intro = tr("GazeFix sends to cameras with pyvirtualcam, which isn't installed yet.")
        notes = tr("It is free software under the GPL, and comes from the Python Package Index.")
        return Steps(intro, shlex.join(fetch_command()), notes, do, password=False)
    device = virtual_camera_device()
    if device is None:
        return Steps(tr("GazeFix can't do this for you. The steps are:"), steps)
    listed = "" if device == CAMERA_NAME else tr("It is listed as “{0}”.").format(device)
    return Steps(notes=listed, ready=True)


class OutputSetup(QDialog):
    """Says what is missing, brings it when people agree, and says how it went.

    succeeded         the camera exists
    pipewire_chosen   people want the camera through PipeWire instead
    """

    succeeded = Signal()
    pipewire_chosen = Signal()
    _said = Signal(str)

    def __init__(
        self,
        parent: QWidget | None,
        plan: Callable[[], Steps] = plan_steps,
        *,
        offers_pipewire: bool = False,
    ) -> None:
        """`offers_pipewire`: PipeWire isn't in use yet, so it can be chosen where it works."""
        super().__init__(parent)
        self._plan, self._offers_pipewire = plan, offers_pipewire
        self._steps = Steps()
        self.setWindowTitle(tr("Set up GazeFix Camera"))
        self.setMinimumWidth(520)
        self.intro = text_label()
        emphasize(self.intro)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(tr("Commands"))
        self.notes, self.progress = note_label(), note_label()
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setAccessibleName(tr("Working"))
        self.details = QCheckBox(tr("Show the comman&ds"))
        self.details.toggled.connect(self.text.setVisible)
        self.go, self.pipewire = QPushButton(tr("&Set it up")), QPushButton(tr("Use &PipeWire"))
        self.copy, self.again = QPushButton(tr("&Copy")), QPushButton(tr("Check &again"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for button in (self.copy, self.again, self.pipewire):
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        self.again.clicked.connect(self._look)
        self.buttons.rejected.connect(self.reject)
        self.go.clicked.connect(self._go)
        self.pipewire.clicked.connect(self._use_pipewire)
        self.copy.clicked.connect(self._copy)
        self._said.connect(self.progress.setText)
        above = (self.intro, self.notes, self.busy, self.progress, self.details, self.text)
        fill(QVBoxLayout(self), *above, 1, self.buttons)
        self._look()

    def _look(self) -> None:
        self._show(Steps(tr("Checking this computer…")))
        self.again.hide()
        self.busy.show()
        in_background(self, self._plan, self._show, self._failed)

    def _show(self, steps: Steps) -> None:
        self._steps = steps
        self.busy.hide()
        self.progress.clear()
        self.intro.setText(tr("GazeFix Camera is ready.") if steps.ready else steps.intro)
        choose = tr(
            "Choose “GazeFix Camera” in your call's video settings. "
            "Restart a program that doesn't list it yet."
        )
        password = tr("You will be asked for your password.")
        in_browsers = tr(
            "Browsers and other programs that use PipeWire can use GazeFix Camera without this."
        )
        shown = (
            (steps.ready, choose),
            (steps.do and steps.password, password),
            (steps.pipewire, in_browsers),
        )
        self.notes.setText(sentences([*(text for on, text in shown if on), steps.notes]))
        self.text.setPlainText(steps.text)
        does, theirs = steps.do is not None, bool(steps.text) and steps.do is None
        self.details.setVisible(does)
        self.text.setVisible(theirs or (does and self.details.isChecked()))
        self.copy.setVisible(theirs)
        self.again.setVisible(not does and not steps.ready)
        self.pipewire.setVisible(steps.pipewire and self._offers_pipewire)
        self.go.setVisible(does)
        self.go.setDefault(does)
        if steps.ready:
            self.succeeded.emit()

    def _go(self) -> None:
        do = self._steps.do
        if do is None:
            return
        self.go.setEnabled(False)
        self.busy.show()
        self.intro.setText(tr("Setting up GazeFix Camera…"))

        def hear(line: str) -> None:
            with contextlib.suppress(RuntimeError):  # the dialog may be closed meanwhile
                self._said.emit(line)

        in_background(self, lambda: do(hear), self._done, self._failed)

    def _done(self, left: object) -> None:
        self.go.setEnabled(True)
        self._show(left if isinstance(left, Steps) else Steps(ready=True))

    def _use_pipewire(self) -> None:
        self.pipewire_chosen.emit()
        ready = tr("GazeFix Camera is ready in browsers and other PipeWire programs.")
        self._show(Steps(ready, notes=browsers_text("pipewire")))
        self.again.hide()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.progress.setText(tr("Copied."))

    def _failed(self, error: Exception) -> None:
        self.busy.hide()
        self.progress.clear()
        self.go.setEnabled(True)
        message, *hint = error_words(error)
        self.intro.setText(tr("That didn't work: {0}").format(message))
        self.notes.setText(sentences(hint))


def set_up_output(
    bridge: Bridge, parent: QWidget, plan: Callable[[], Steps] = plan_steps
) -> OutputSetup:
    """Open the dialog, and send the session to the camera once it exists."""
    through_pipewire = bridge.output_kind in {"pipewire", "both"}
    dialog = OutputSetup(parent, plan, offers_pipewire=not through_pipewire)
    dialog.succeeded.connect(bridge.reopen_output)
    dialog.pipewire_chosen.connect(bridge.use_any_output)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
