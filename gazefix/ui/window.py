"""The main window: the picture before and after, the session's condition, and all settings."""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from gazefix.config import AppConfig
from gazefix.correction.policy import Reason
from gazefix.desktop.autostart import Autostart
from gazefix.live.status import SessionStatus, State
from gazefix.ui.actions import Actions
from gazefix.ui.bridge import Bridge
from gazefix.ui.dialogs.output_setup import output_name
from gazefix.ui.icons import tray_icon
from gazefix.ui.panels.advanced import AdvancedPanel
from gazefix.ui.panels.correction import CorrectionPanel
from gazefix.ui.panels.devices import DevicesPanel
from gazefix.ui.qt import number, sentences, tr
from gazefix.ui.status_text import Condition, ConditionKind, users_text
from gazefix.ui.widgets.compare import CompareView
from gazefix.ui.widgets.labels import (
    Dot,
    SmallLabel,
    emphasize,
    fill,
    note_label,
    resize_within_screen,
    scrolled,
)
from gazefix.ui.widgets.setting_controls import push_button

#: Least time between two changes of the figures, so that they can be read.
_FIGURES_EVERY_S: Final = 0.5


class Window(QMainWindow):
    """The preview, the condition and the settings. `closed`: people want to close it."""

    closed = Signal()

    def __init__(
        self, bridge: Bridge, actions: Actions, start_with: Autostart | None = None
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self._figures_s = 0.0
        self.setWindowTitle("GazeFix")
        self.view = CompareView(lambda: bridge.picture)
        self.correction = CorrectionPanel(bridge, actions)
        self.devices = DevicesPanel(bridge, start_with)
        self.advanced = AdvancedPanel(bridge)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(tr("Settings"))
        for panel, text in (
            (self.correction, tr("C&orrection")),
            (self.devices, tr("Ca&mera and output")),
            (self.advanced, tr("&Advanced")),
        ):
            self.tabs.addTab(scrolled(panel), text)
        bar = self.style().pixelMetric(self.style().PixelMetric.PM_ScrollBarExtent)
        self.tabs.setMinimumWidth(self.tabs.sizeHint().width() + bar)
        left = QVBoxLayout()
        fill(left, (self.view, 1), self._view_line(), self._status_box(actions))
        centre = QWidget()
        fill(QHBoxLayout(centre), (left, 1), self.tabs)
        self.setCentralWidget(centre)
        self._fill_menu_bar(actions)
        resize_within_screen(self, self.sizeHint().width(), self.sizeHint().height())
        self._restore(bridge.config.app)
        bridge.condition_changed.connect(self._show_condition)
        bridge.status_changed.connect(self._show_figures)
        bridge.config_changed.connect(lambda _: self._show_condition(bridge.condition))
        self._show_condition(bridge.condition)
        self._show_figures(bridge.status)

    def sizeHint(self) -> QSize:
        """Return a size with room for the preview beside the settings."""
        return QSize(680 + self.tabs.minimumWidth() + 40, 580)

    def bring_up(self) -> None:
        """Show the window in front of others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _choose_camera(self) -> None:
        self.show_settings()
        self.devices.camera.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_preview(self) -> None:
        """Show the window, with the keyboard on the divider."""
        self.bring_up()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_settings(self) -> None:
        """Show the page of camera and output."""
        self.tabs.setCurrentIndex(1)
        self.bring_up()

    def show_angle(self, axis: str) -> None:
        """Show the first page, with the keyboard on an angle's slider."""
        self.tabs.setCurrentIndex(0)
        self.bring_up()
        self.correction.focus_on(axis)

    def showEvent(self, event: QShowEvent) -> None:
        """Keep the camera on while the window shows."""
        super().showEvent(event)
        self._bridge.watch("window", True)
        self._bridge.look_for_cameras()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the camera turn off."""
        super().hideEvent(event)
        self._bridge.watch("window", False)
        self._bridge.change(
            "app",
            geometry=self.saveGeometry().toBase64().toStdString(),
            page=self.tabs.currentIndex(),
            divider=round(self.view.divider, 3),
        )

    def _restore(self, before: AppConfig) -> None:
        """Restore the saved size, place, page and divider."""
        if before.geometry:
            self.restoreGeometry(QByteArray.fromBase64(before.geometry.encode()))
        self.tabs.setCurrentIndex(before.page)
        self.view.move_divider(before.divider)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask the app, which runs on without its window."""
        event.ignore()
        self.closed.emit()

    def _view_line(self) -> QHBoxLayout:
        self.enlarge = QCheckBox(tr("En&large my eyes"))
        self.enlarge.setAccessibleName(tr("Enlarge my eyes"))
        self.enlarge.setToolTip(tr("Shows both eyes, before over after, and where they look."))
        self.enlarge.toggled.connect(self.view.enlarge)
        self.before = push_button(tr("Hol&d to see before"))
        self.before.setToolTip(tr("Or hold the space bar in the preview."))
        self.before.pressed.connect(lambda: self.view.show_before(True))
        self.before.released.connect(lambda: self.view.show_before(False))
        line = QHBoxLayout()
        fill(line, self.enlarge, 1, self.before)
        return line

    def _status_box(self, actions: Actions) -> QWidget:
        box = QFrame()
        box.setFrameShape(QFrame.Shape.StyledPanel)
        self.dot = Dot(tray_icon(ConditionKind.BUSY))
        self.title = QLabel()
        emphasize(self.title)
        self.detail = QLabel()
        self.notice, self.figures = note_label(), SmallLabel()
        self.retry = push_button(tr("Tr&y again"))
        self.retry.clicked.connect(self._bridge.try_again)
        # Their keys are those of a page and of the menu's entry.
        self.choose = push_button(tr("Choose a ca&mera").replace("&", ""))
        self.choose.clicked.connect(self._choose_camera)
        self.look = push_button(actions.diagnostics.text().replace("&", ""))
        self.look.clicked.connect(actions.diagnostics.trigger)
        for label, name in (
            (self.title, tr("State")),
            (self.detail, tr("Reason")),
            (self.figures, tr("Figures")),
        ):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setAccessibleDescription(name)
        layout = QGridLayout(box)
        layout.setVerticalSpacing(2)
        buttons = QVBoxLayout()
        fill(buttons, self.retry, self.choose, self.look)
        layout.addWidget(self.dot, 0, 0, 2, 1)
        layout.addWidget(self.title, 0, 1)
        layout.addWidget(self.detail, 1, 1)
        layout.addLayout(buttons, 0, 2, 2, 1)
        layout.addWidget(self.notice, 2, 0, 1, 3)
        layout.addWidget(self.figures, 3, 0, 1, 3)
        layout.setColumnStretch(1, 1)
        # Room for second lines: the preview keeps its height while reason and figures change.
        lines = (self.title, *2 * (self.detail, self.figures))
        text = sum(line.fontMetrics().lineSpacing() for line in lines)
        margins, gaps = layout.contentsMargins(), 3 * layout.verticalSpacing()
        around = margins.top() + margins.bottom() + 2 * box.frameWidth()
        box.setMinimumHeight(text + gaps + around)
        layout.setRowStretch(4, 1)
        return box

    def _fill_menu_bar(self, actions: Actions) -> None:
        menu = self.menuBar().addMenu(tr("&GazeFix"))
        menu.addActions([actions.correct, actions.pause])
        menu.addSeparator()
        menu.addAction(actions.quit)
        tools = self.menuBar().addMenu(tr("&Tools"))
        tools.addActions([actions.calibrate, actions.diagnostics])
        help_menu = self.menuBar().addMenu(tr("&Help"))
        help_menu.addActions([actions.manual, actions.first_run, actions.about])

    def _show_condition(self, condition: Condition) -> None:
        self.dot.show_icon(tray_icon(condition.kind))
        self.title.setText(condition.title)
        self.detail.setText(condition.detail)
        ended = self._bridge.status.state is State.ENDED
        self.retry.setText(tr("Pla&y again") if ended else tr("Tr&y again"))
        self.retry.setAccessibleName(self.retry.text().replace("&", ""))
        self.retry.setVisible(ended or self._bridge.error is not None)
        kind, running = condition.kind, self._bridge.status.state is State.RUNNING
        self.view.mark(corrected=kind is ConditionKind.CORRECTING)
        failed = kind is ConditionKind.ERROR and not running
        lost = failed and self._bridge.status.state in {State.CAMERA_LOST, State.WAITING}
        self.choose.setVisible(lost)
        self.look.setVisible(failed and not lost)
        says = not running and kind in {
            ConditionKind.ERROR,
            ConditionKind.BUSY,
            ConditionKind.PAUSED,
        }
        self.view.say(condition.title if says else "", busy=kind is ConditionKind.BUSY)
        self.title.setVisible(not says)  # it stands in the preview

    def _show_figures(self, status: SessionStatus) -> None:
        notices = self._bridge.notices
        self.notice.setText(sentences(notices))
        self.notice.setVisible(bool(notices))
        now = time.monotonic()
        if now - self._figures_s < _FIGURES_EVERY_S or not self.isVisible():
            return
        self._figures_s = now
        if status.state is not State.RUNNING:
            self.figures.setText("")
            return
        untouched = status.reason in {Reason.TOO_SLOW, Reason.FAILED}
        delay = tr("{0} ms delay").format(number(round(status.latency_p50_ms)))
        pieces = (
            tr("{0} fps").format(number(round(status.fps))),
            tr("uncorrected picture") if untouched else delay,
            tr("{0} \u00d7 {1}").format(*status.size),
            tr("{0} → {1}").format(status.source, output_name(self._bridge)),
        )
        self.figures.setText("  ·  ".join(filter(None, (*pieces, users_text(status)))))
