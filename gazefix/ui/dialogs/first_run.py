"""Getting started: choose the camera, set up the output, calibrate; then what to do in a call."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QSystemTrayIcon,
    QVBoxLayout,
    QWidget,
)

from gazefix.live.status import State
from gazefix.ui.bridge import Bridge
from gazefix.ui.dialogs.calibration import CalibrationPanel
from gazefix.ui.dialogs.output_setup import browsers_text, output_text, set_up_output
from gazefix.ui.icons import app_icon
from gazefix.ui.panels.devices import CameraBox
from gazefix.ui.qt import tr
from gazefix.ui.status_text import ConditionKind, loss_text
from gazefix.ui.widgets.compare import CompareView
from gazefix.ui.widgets.labels import (
    emphasize,
    fill,
    note_label,
    resize_within_screen,
    scrolled,
    text_label,
)

_ICON_PX: Final = 96


class FirstRun(QDialog):
    """Four pages. People can leave at any page, and skip every step."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._calibrated = False
        self.setWindowTitle(tr("Welcome to GazeFix"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pages = QStackedWidget()
        self.step = QLabel()
        emphasize(self.step, 1.25)
        self.browsers = note_label(), note_label()
        self.calibration = CalibrationPanel(bridge)
        for page in (self._camera_page(), self._output_page(), self.calibration, self._last_page()):
            self.pages.addWidget(scrolled(page))
        self.back, self.next = QPushButton(tr("&Back")), QPushButton()
        self.back.setAutoDefault(False)
        self.back.clicked.connect(lambda: self.go(self.pages.currentIndex() - 1))
        self.next.clicked.connect(self._forward)
        line = QHBoxLayout()
        fill(line, 1, self.back, self.next)
        fill(QVBoxLayout(self), self.step, (self.pages, 1), line)
        self.calibration.finished.connect(self._note_calibrated)
        bridge.status_changed.connect(self._follow)
        bridge.watch("first run", True)
        self.finished.connect(self._leave)
        resize_within_screen(self, 640, 560)
        self.go(0)
        self._follow()

    def go(self, index: int) -> None:
        """Show a page."""
        self.pages.setCurrentIndex(min(max(index, 0), self.pages.count() - 1))
        self._show_title()
        self._update_buttons()

    def _show_title(self) -> None:
        titles = (
            tr("Step 1 of 3: your camera"),
            tr("Step 2 of 3: your camera for calls"),
            tr("Step 3 of 3: calibration"),
            tr("Almost there") if self._missing() else tr("You're all set"),
        )
        self.step.setText(titles[self.pages.currentIndex()])

    def _camera_page(self) -> QWidget:
        page = QWidget()
        text = text_label(tr("Choose the camera in front of you. You should see yourself."))
        self.camera = CameraBox(self._bridge)
        text.setBuddy(self.camera)
        self.view = CompareView(lambda: self._bridge.picture)
        fill(QVBoxLayout(page), text, self.camera, (self.view, 1))
        return page

    def _output_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        text = text_label(
            tr(
                "GazeFix appears as a camera of its own. "
                "Choose “GazeFix Camera” in Zoom, Teams or your browser."
            )
        )
        self.output = text_label()
        emphasize(self.output)
        self.output.setAccessibleDescription(tr("Output"))
        self.set_up = QPushButton(tr("Set &up GazeFix Camera…"))
        self.set_up.setAutoDefault(False)
        self.set_up.clicked.connect(lambda: set_up_output(self._bridge, self))
        layout.addWidget(text)
        layout.addSpacing(12)
        layout.addWidget(self.output)
        layout.addWidget(self.browsers[0])
        layout.addWidget(self.set_up, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(note_label(tr("You can also do this later, under “Camera and output”.")))
        self.seen = CompareView(lambda: self._bridge.picture, divided=False)
        layout.addWidget(self.seen, 1)
        return page

    def _last_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        icon = QLabel()
        icon.setPixmap(app_icon().pixmap(_ICON_PX, _ICON_PX))
        icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.last = text_label()
        self.last.setAlignment(Qt.AlignmentFlag.AlignCenter)
        emphasize(self.last, 1.2, bold=False)
        in_tray = tr(
            "GazeFix stays in the tray. Its menu turns the correction on and off, "
            "changes the angle and pauses the camera."
        )
        in_window = tr(
            "This desktop has no tray. Minimise the window to keep GazeFix Camera running."
        )
        tip = note_label(in_tray if QSystemTrayIcon.isSystemTrayAvailable() else in_window)
        tip.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(1)
        layout.addWidget(icon)
        layout.addSpacing(8)
        layout.addWidget(self.last)
        self.browsers[1].setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self.browsers[1])
        layout.addSpacing(8)
        layout.addWidget(tip)
        layout.addStretch(2)
        return page

    def _forward(self) -> None:
        if self.pages.currentIndex() == self.pages.count() - 1:
            self.accept()
        else:
            self.go(self.pages.currentIndex() + 1)

    def _update_buttons(self) -> None:
        index = self.pages.currentIndex()
        self.back.setEnabled(index > 0)
        if index == self.pages.count() - 1:
            self.next.setText(tr("&Finish"))
        elif index == 2 and not self._calibrated:
            self.next.setText(tr("S&kip"))
        else:
            self.next.setText(tr("&Next"))
        self.next.setAccessibleName(self.next.text().replace("&", ""))
        forward = self.calibration.start if index == 2 and not self._calibrated else self.next
        forward.setDefault(True)
        forward.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note_calibrated(self) -> None:
        self._calibrated = True
        self._update_buttons()

    def _follow(self, *_: object) -> None:
        condition, running = self._bridge.condition, self._bridge.status.state is State.RUNNING
        detail = condition.detail
        if self._bridge.status.state is State.CAMERA_LOST:
            above = tr("Connect a camera, or choose another one above.")
            detail = loss_text(self._bridge.status, above)
        for view, why in (self.view, detail), (self.seen, condition.detail):
            busy = condition.kind is ConditionKind.BUSY and not running
            view.say("" if running else condition.title, why, busy=busy)
        self.view.mark(corrected=condition.kind is ConditionKind.CORRECTING)
        self.output.setText(output_text(self._bridge))
        virtual = self._bridge.output_kind in {"virtual", "both"}
        self.set_up.setVisible(not virtual)
        name = self._bridge.status.sink if virtual else "GazeFix Camera"
        now = tr("Choose “{0}” in your call's video settings.").format(name)
        self.last.setText("\n".join(self._missing()) or now)
        for hint in self.browsers:
            hint.setText(browsers_text(self._bridge.output_kind))
        self._show_title()

    def _missing(self) -> list[str]:
        """Return what still keeps other programs from the picture, as sentences."""
        bridge, missing = self._bridge, []
        if bridge.status.state in {State.CAMERA_LOST, State.FAILED}:
            missing.append(tr("There is no picture from the camera yet. Go back to choose one."))
        if bridge.output_missing:
            missing.append(tr("Other programs need GazeFix Camera. Go back to set it up."))
        return missing

    def _leave(self, _result: int) -> None:
        self._bridge.watch("first run", False)
        self._bridge.change("app", introduced=True)
