"""What GazeFix Camera is on this machine, in words; and the dialog that sets it up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gazefix.errors import GazeFixError
from gazefix.ui.background import in_background
from gazefix.ui.bridge import Bridge
from gazefix.ui.widgets.controls import note_label

_COMMAND: Final = "gazefix setup-camera"


@dataclass(frozen=True, slots=True)
class Steps:
    """What setting up takes here. `do` does it, where this program can; `text` is what it will do, or what people do
    themselves; `intro` says why they must; `notes` is what they should know before; `ready`: nothing is left to do."""

    intro: str = ""
    text: str = ""
    notes: str = ""
    do: Callable[[], object] | None = None
    ready: bool = False


def tr(text: str) -> str:
    """A text in the user's language."""
    return QCoreApplication.translate("output", text)


def output_text(bridge: Bridge) -> str:
    """What the output is, and what to do with it."""
    name = bridge.status.sink or "GazeFix Camera"
    match bridge.output_kind:
        case "virtual":
            return tr("Ready: choose “{0}” in your call's video settings.").format(name)
        case "pipewire":
            return tr(
                "Ready for programs that use PipeWire's cameras, as browsers do. For all others, set up GazeFix Camera."
            )
        case "preview":
            return tr(
                "Other programs cannot see you yet: GazeFix Camera is not set up on this computer."
            )
        case "null":
            return tr("The settings send the picture nowhere.")
        case "":
            return tr("Not open yet.")
    return tr("Sent to {0}.").format(name)


def output_name(bridge: Bridge) -> str:
    """The output in a word or two."""
    match bridge.output_kind:
        case "virtual":
            return bridge.status.sink
        case "pipewire":
            return "GazeFix Camera (PipeWire)"
        case "preview":
            return tr("this preview only")
        case "null" | "":
            return tr("nowhere")
    return bridge.status.sink


def plan_steps() -> Steps:
    """What setting up takes on this machine; looks at the disk."""
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
        return Steps(intro=f"{plan.obstacle[:1].upper()}{plan.obstacle[1:]}.", text=plan.remedy)
    if not plan.script:
        return Steps(notes=notes, ready=True)
    prefix = as_root()
    if prefix is None or (
        prefix and not prefix[0].endswith("pkexec")
    ):  # sudo would ask in a terminal that is not there
        return Steps(
            tr("Run this in a terminal; it shows what it will do before it does it:"),
            _COMMAND,
            notes,
        )

    def do() -> None:
        run_script(plan.script, prefix)
        wait_for_camera()

    return Steps(text="\n".join(plan.script), notes=notes, do=do)


class OutputSetup(QDialog):
    """Shows what will be done, does it when people agree, and tells how it went. `done_well`: the camera is there."""

    done_well = Signal()

    def __init__(self, parent: QWidget | None, plan: Callable[[], Steps] = plan_steps) -> None:
        super().__init__(parent)
        self._plan = plan
        self._steps = Steps()
        self.setWindowTitle(self.tr("Set up GazeFix Camera"))
        self.setMinimumWidth(520)
        self.intro = QLabel(self.tr("Looking at this computer…"))
        self.intro.setWordWrap(True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(self.tr("What will be done"))
        self.text.hide()
        self.notes = note_label()
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setAccessibleName(self.tr("Working"))
        self.go = QPushButton(self.tr("&Set it up"))
        self.copy, self.again = QPushButton(self.tr("&Copy")), QPushButton(self.tr("Check &again"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.again, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.hide()  # the box has shown them
        self.copy.hide()
        self.again.hide()
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
            self.intro.setText(self.tr("GazeFix Camera is set up on this computer."))
            self.done_well.emit()
        elif steps.do is not None:
            intro = self.tr(
                "This will be done once, with an administrator's rights. You will be asked for a password."
            )
            self.intro.setText(intro)
        else:
            self.intro.setText(
                steps.intro or self.tr("GazeFix cannot do this by itself. These are the steps:")
            )
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
        message, hint = (
            (error.message, error.hint) if isinstance(error, GazeFixError) else (str(error), "")
        )
        self.intro.setText(self.tr("It did not work: {0}").format(message))
        self.notes.setText(hint)


def set_up_output(
    bridge: Bridge, parent: QWidget, plan: Callable[[], Steps] = plan_steps
) -> OutputSetup:
    """Open the dialog; when the camera is there, the session is sent to it."""
    dialog = OutputSetup(parent, plan)
    dialog.done_well.connect(bridge.reopen_output)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
