"""The first steps: pick the camera and see yourself, set up the output, calibrate; then what to do in a call."""

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
from gazefix.ui.dialogs.calibration import CalibrationPanel, OpenCorrector, open_corrector
from gazefix.ui.dialogs.output_setup import output_text, set_up_output
from gazefix.ui.panels.devices import CameraBox
from gazefix.ui.status_text import Kind
from gazefix.ui.widgets.compare import CompareView
from gazefix.ui.widgets.controls import note_label
from gazefix.ui.widgets.icons import app_icon

_ICON_PX: Final = 96


class FirstRun(QDialog):
    """Four pages; each can be left at any time, and nothing on them must be done."""

    def __init__(
        self,
        bridge: Bridge,
        parent: QWidget | None = None,
        corrector: OpenCorrector = open_corrector,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._calibrated = False
        self.setWindowTitle(self.tr("Welcome to GazeFix"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.pages = QStackedWidget()
        self.step = QLabel()
        font = self.step.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.25)
        self.step.setFont(font)
        self.calibration = CalibrationPanel(bridge, corrector)
        for page in (self._camera_page(), self._output_page(), self.calibration, self._last_page()):
            self.pages.addWidget(page)
        self.back, self.next = QPushButton(self.tr("&Back")), QPushButton()
        self.back.setAutoDefault(False)
        self.back.clicked.connect(lambda: self.go(self.pages.currentIndex() - 1))
        self.next.clicked.connect(self._forward)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.back)
        line.addWidget(self.next)
        layout = QVBoxLayout(self)
        layout.addWidget(self.step)
        layout.addWidget(self.pages, 1)
        layout.addLayout(line)
        self.calibration.finished.connect(self._note_calibrated)
        bridge.status_changed.connect(self._follow)
        bridge.watch("first run", True)
        self.finished.connect(self._leave)
        self.resize(640, 560)
        self.go(0)
        self._follow()

    def go(self, index: int) -> None:
        """Show a page."""
        self.pages.setCurrentIndex(min(max(index, 0), self.pages.count() - 1))
        titles = (
            self.tr("Step 1 of 3: your camera"),
            self.tr("Step 2 of 3: the camera that others see"),
            self.tr("Step 3 of 3: your eyes"),
            self.tr("You are ready"),
        )
        self.step.setText(titles[self.pages.currentIndex()])
        self._tell_buttons()

    def _camera_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        text = QLabel(
            self.tr("Choose the camera that you sit in front of. You should see yourself.")
        )
        text.setWordWrap(True)
        self.camera = CameraBox(self._bridge)
        self.view = CompareView(lambda: self._bridge.picture)
        self.view.setAccessibleName(self.tr("Yourself"))
        layout.addWidget(text)
        layout.addWidget(self.camera)
        layout.addWidget(self.view, 1)
        return page

    def _output_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        text = QLabel(
            self.tr(
                "GazeFix passes your picture on as a camera of its own. Zoom, Skype and your browser find it by its name."
            )
        )
        text.setWordWrap(True)
        self.output = QLabel()
        self.output.setWordWrap(True)
        font = self.output.font()
        font.setBold(True)
        self.output.setFont(font)
        self.output.setAccessibleDescription(self.tr("Output"))
        self.set_up = QPushButton(self.tr("Set &up GazeFix Camera…"))
        self.set_up.setAutoDefault(False)
        self.set_up.clicked.connect(lambda: set_up_output(self._bridge, self))
        layout.addWidget(text)
        layout.addSpacing(12)
        layout.addWidget(self.output)
        layout.addWidget(self.set_up, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(
            note_label(self.tr("You can also do this later, under “Camera and output”."))
        )
        layout.addStretch(1)
        return page

    def _last_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        icon = QLabel()
        icon.setPixmap(app_icon().pixmap(_ICON_PX, _ICON_PX))
        icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.last = QLabel()
        self.last.setWordWrap(True)
        self.last.setAlignment(Qt.AlignmentFlag.AlignCenter)
        font = self.last.font()
        font.setPointSizeF(font.pointSizeF() * 1.2)
        self.last.setFont(font)
        in_tray = self.tr(
            "GazeFix stays in the tray. Its menu switches it on and off, changes the angle and pauses the camera."
        )
        in_window = self.tr(
            "This desktop has no tray: keep the window open, minimised if you like, while you use GazeFix Camera."
        )
        tip = note_label(in_tray if QSystemTrayIcon.isSystemTrayAvailable() else in_window)
        tip.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(1)
        layout.addWidget(icon)
        layout.addSpacing(8)
        layout.addWidget(self.last)
        layout.addSpacing(8)
        layout.addWidget(tip)
        layout.addStretch(2)
        return page

    def _forward(self) -> None:
        if self.pages.currentIndex() == self.pages.count() - 1:
            self.accept()
        else:
            self.go(self.pages.currentIndex() + 1)

    def _tell_buttons(self) -> None:
        index = self.pages.currentIndex()
        self.back.setEnabled(index > 0)
        if index == self.pages.count() - 1:
            self.next.setText(self.tr("&Finish"))
        elif index == 2 and not self._calibrated:
            self.next.setText(self.tr("S&kip"))
        else:
            self.next.setText(self.tr("&Next"))
        self.next.setAccessibleName(self.next.text().replace("&", ""))
        forward = self.calibration.start if index == 2 and not self._calibrated else self.next
        forward.setDefault(True)
        forward.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note_calibrated(self) -> None:
        self._calibrated = True
        self._tell_buttons()

    def _follow(self, *_: object) -> None:
        condition, running = self._bridge.condition, self._bridge.status.state is State.RUNNING
        self.view.say(
            "" if running else condition.title,
            condition.detail,
            busy=condition.kind is Kind.BUSY and not running,
        )
        self.output.setText(output_text(self._bridge))
        self.set_up.setVisible(self._bridge.output_kind != "virtual")
        name = (
            self._bridge.status.sink if self._bridge.output_kind == "virtual" else "GazeFix Camera"
        )
        if self._bridge.output_missing:
            self.last.setText(
                self.tr(
                    "Once GazeFix Camera is set up, choose “{0}” in your call's video settings."
                ).format(name)
            )
        else:
            self.last.setText(self.tr("Choose “{0}” in your call's video settings.").format(name))

    def _leave(self, _result: int) -> None:
        self._bridge.watch("first run", False)
        self._bridge.remember(introduced=True)
