"""The one window: oneself before and after, what is being done, and all settings."""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gazefix.desktop.autostart import Autostart
from gazefix.live.status import SessionStatus, State
from gazefix.ui.actions import Actions
from gazefix.ui.bridge import Bridge
from gazefix.ui.dialogs.output_setup import output_name
from gazefix.ui.panels.advanced import AdvancedPanel
from gazefix.ui.panels.correction import CorrectionPanel
from gazefix.ui.panels.devices import DevicesPanel
from gazefix.ui.status_text import Condition, Kind
from gazefix.ui.widgets.compare import CompareView
from gazefix.ui.widgets.controls import Dot, SmallLabel, scrolled
from gazefix.ui.widgets.icons import tray_icon

#: Figures change so often at most, so that they can be read.
_FIGURES_EVERY_S: Final = 0.5


class Window(QMainWindow):
    """`closed`: people have closed it; what becomes of it then is for others to say."""

    closed = Signal()

    def __init__(
        self, bridge: Bridge, actions: Actions, start_with: Autostart | None = None
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self._told_s = 0.0
        self.setWindowTitle("GazeFix")
        self.view = CompareView(lambda: bridge.picture)
        self.correction = CorrectionPanel(bridge, actions)
        self.devices = DevicesPanel(bridge, start_with)
        self.advanced = AdvancedPanel(bridge)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.tr("Settings"))
        for panel, text in (
            (self.correction, self.tr("C&orrection")),
            (self.devices, self.tr("Ca&mera and output")),
            (self.advanced, self.tr("&Advanced")),
        ):
            self.tabs.addTab(scrolled(panel), text)
        self.tabs.setMinimumWidth(
            self.tabs.sizeHint().width()
            + self.style().pixelMetric(self.style().PixelMetric.PM_ScrollBarExtent)
        )
        left = QVBoxLayout()
        left.addWidget(self.view, 1)
        left.addWidget(self._status_box())
        centre = QWidget()
        layout = QHBoxLayout(centre)
        layout.addLayout(left, 1)
        layout.addWidget(self.tabs)
        self.setCentralWidget(centre)
        self._fill_menu_bar(actions)
        self.resize(self.sizeHint().boundedTo(self.screen().availableGeometry().size() * 0.9))
        bridge.condition_changed.connect(self._show_condition)
        bridge.status_changed.connect(self._show_figures)
        bridge.config_changed.connect(lambda _: self._show_condition(bridge.condition))
        self._show_condition(bridge.condition)
        self._show_figures(bridge.status)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the preview beside the settings."""
        return QSize(680 + self.tabs.minimumWidth() + 40, 580)

    def bring_up(self) -> None:
        """Show it in front of the others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def show_preview(self) -> None:
        """Show it, with the keyboard on the divider."""
        self.bring_up()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_settings(self) -> None:
        """Show it on the page of camera and output."""
        self.tabs.setCurrentIndex(1)
        self.bring_up()

    def show_angle(self, axis: str) -> None:
        """Show it with the keyboard on an angle."""
        self.tabs.setCurrentIndex(0)
        self.bring_up()
        self.correction.focus_on(axis)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """People want to see themselves."""
        super().showEvent(event)
        self._bridge.watch("window", True)
        self._bridge.look_for_cameras()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """They do no longer."""
        super().hideEvent(event)
        self._bridge.watch("window", False)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """GazeFix goes on without its window."""
        event.ignore()
        self.closed.emit()

    def _status_box(self) -> QWidget:
        box = QFrame()
        box.setFrameShape(QFrame.Shape.StyledPanel)
        self.dot = Dot(tray_icon(Kind.BUSY))
        self.title = QLabel()
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.detail = QLabel()
        self.figures = SmallLabel()
        self.retry = QPushButton(self.tr("Tr&y again"))
        self.retry.setAccessibleName(self.tr("Try again"))
        self.retry.clicked.connect(self._bridge.try_again)
        for label, name in (
            (self.title, self.tr("State")),
            (self.detail, self.tr("Reason")),
            (self.figures, self.tr("Figures")),
        ):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setAccessibleDescription(name)
        layout = QGridLayout(box)
        layout.setVerticalSpacing(2)
        layout.addWidget(self.dot, 0, 0, 2, 1)
        layout.addWidget(self.title, 0, 1)
        layout.addWidget(self.detail, 1, 1)
        layout.addWidget(self.figures, 2, 0, 1, 3)
        layout.addWidget(self.retry, 0, 2, 2, 1)
        layout.setColumnStretch(1, 1)
        return box

    def _fill_menu_bar(self, actions: Actions) -> None:
        menu = self.menuBar().addMenu(self.tr("&GazeFix"))
        menu.addAction(actions.correct)
        menu.addAction(actions.pause)
        menu.addSeparator()
        menu.addAction(actions.quit)
        tools = self.menuBar().addMenu(self.tr("&Tools"))
        tools.addAction(actions.calibrate)
        tools.addAction(actions.diagnostics)
        tools.addAction(actions.first_run)

    def _show_condition(self, condition: Condition) -> None:
        self.dot.show_icon(tray_icon(condition.kind))
        self.title.setText(condition.title)
        self.detail.setText(condition.detail)
        self.retry.setVisible(self._bridge.error is not None)
        no_picture = condition.kind in {Kind.BUSY, Kind.PAUSED} or (
            condition.kind is Kind.ERROR and self._bridge.status.state is not State.RUNNING
        )
        if no_picture and not (
            condition.kind is Kind.BUSY and self._bridge.status.state is State.RUNNING
        ):
            self.view.say(condition.title, condition.detail, busy=condition.kind is Kind.BUSY)
        else:
            self.view.say("")

    def _show_figures(self, status: SessionStatus) -> None:
        now = time.monotonic()
        if now - self._told_s < _FIGURES_EVERY_S or not self.isVisible():
            return
        self._told_s = now
        if status.state is not State.RUNNING:
            self.figures.setText("")
            return
        pieces = (
            self.tr("{0:.0f} frames a second").format(status.fps),
            self.tr("{0:.0f} ms delay").format(status.latency_p50_ms),
            self.tr("{0} \u00d7 {1}").format(*status.size),
            self.tr("{0} → {1}").format(status.source, output_name(self._bridge)),
        )
        self.figures.setText("  ·  ".join(pieces))
