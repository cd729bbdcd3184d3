"""The output in words, and the dialog that sets up GazeFix Camera."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gazefix.errors import OutputError
from gazefix.ui.application import tr
from gazefix.ui.background import in_background
from gazefix.ui.bridge import Bridge
from gazefix.ui.status_text import error_words
from gazefix.ui.widgets.labels import note_label, text_label

_COMMAND: Final = "gazefix setup-camera"


@dataclass(frozen=True, slots=True)
class Steps:
    """How GazeFix Camera is set up on this machine.

    intro   why people must do it themselves, if they must
    text    the commands that will run, or the steps for people
    notes   what people should know before
    do      runs the commands; None where people do it themselves
    ready   nothing is left to do
    """

    intro: str = ""
    text: str = ""
    notes: str = ""
    do: Callable[[], object] | None = None
    ready: bool = False


def output_text(bridge: Bridge) -> str:
    """Return what the output is, and what to do with it."""
    name = bridge.status.sink or "GazeFix Camera"
    match bridge.output_kind:
        case "virtual":
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


def output_name(bridge: Bridge) -> str:
    """Return the output's name in a word or two."""
    match bridge.output_kind:
        case "virtual":
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
    from gazefix.desktop.setup_camera import (
        as_root,
        look_at,
        other_platforms_steps,
        plan_setup,
        run_script,
        wait_for_camera,
    )

    if steps := other_platforms_steps():
        return Steps(text="\n".join(steps))
    plan = plan_setup(look_at())
    notes = "\n".join(plan.notes)
    if plan.obstacle:
        return Steps(intro=" ".join(error_words(OutputError(plan.obstacle))), text=plan.remedy)
    if not plan.script:
        return Steps(notes=notes, ready=True)
    prefix = as_root()
    if prefix is None or (
        prefix and not prefix[0].endswith("pkexec")
    ):  # sudo asks for the password in a terminal, which a window doesn't have
        intro = tr("Run this in a terminal. It shows the commands and asks before it runs them:")
        return Steps(intro, _COMMAND, notes)

    def do() -> None:
        run_script(plan.script, prefix)
        wait_for_camera()

    return Steps(text="\n".join(plan.script), notes=notes, do=do)


class OutputSetup(QDialog):
    """Shows the commands, runs them when people agree, and says how it went.

    `succeeded`: the camera exists.
    """

    succeeded = Signal()

    def __init__(self, parent: QWidget | None, plan: Callable[[], Steps] = plan_steps) -> None:
        super().__init__(parent)
        self._plan = plan
        self._steps = Steps()
        self.setWindowTitle(tr("Set up GazeFix Camera"))
        self.setMinimumWidth(520)
        self.intro = text_label(tr("Checking this computer…"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(tr("Commands"))
        self.text.hide()
        self.notes = note_label()
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setAccessibleName(tr("Working"))
        self.go = QPushButton(tr("&Set it up"))
        self.copy, self.again = QPushButton(tr("&Copy")), QPushButton(tr("Check &again"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.again, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        for button in (self.go, self.copy, self.again):
            button.hide()  # the box has shown them
        self.again.clicked.connect(self._look)
        buttons.rejected.connect(self.reject)
        self.go.clicked.connect(self._go)
        self.copy.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(self.text.toPlainText())
        )
        layout = QVBoxLayout(self)
        for widget in (self.intro, self.text, self.notes, self.busy):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(buttons)
        self._look()

    def _look(self) -> None:
        self.again.hide()
        self.busy.show()
        in_background(self, self._plan, self._show, self._failed)

    def _show(self, steps: Steps) -> None:
        self._steps = steps
        self.busy.hide()
        if steps.ready:
            self.intro.setText(tr("GazeFix Camera is set up on this computer."))
            self.succeeded.emit()
        elif steps.do is not None:
            once = tr(
                "These commands run once, as administrator. You will be asked for a password."
            )
            self.intro.setText(once)
        else:
            self.intro.setText(steps.intro or tr("GazeFix can't do this for you. The steps are:"))
        self.text.setPlainText(steps.text)
        self.text.setVisible(bool(steps.text))
        self.notes.setText(steps.notes)
        self.copy.setVisible(bool(steps.text))
        self.again.setVisible(steps.do is None and not steps.ready)
        self.go.setVisible(steps.do is not None)
        self.go.setDefault(steps.do is not None)

    def _go(self) -> None:
        if self._steps.do is None:
            return
        self.go.setEnabled(False)
        self.busy.show()
        in_background(self, self._steps.do, self._done, self._failed)

    def _done(self, _result: object) -> None:
        self._show(Steps(ready=True))

    def _failed(self, error: Exception) -> None:
        self.busy.hide()
        self.go.setEnabled(True)
        message, *hint = error_words(error)
        self.intro.setText(tr("That didn't work: {0}").format(message))
        self.notes.setText(" ".join(hint))


def set_up_output(
    bridge: Bridge, parent: QWidget, plan: Callable[[], Steps] = plan_steps
) -> OutputSetup:
    """Open the dialog, and send the session to the camera once it exists."""
    dialog = OutputSetup(parent, plan)
    dialog.succeeded.connect(bridge.reopen_output)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
