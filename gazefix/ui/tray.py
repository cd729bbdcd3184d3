"""The icon in the tray, its menu and its notifications.

The icon's colours are in gazefix/icons/tray.svg.
"""

from __future__ import annotations

import time
from typing import Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from gazefix.ui.actions import Actions, angle_text, values_text
from gazefix.ui.bridge import Bridge
from gazefix.ui.icons import app_icon, tray_icon
from gazefix.ui.qt import tr
from gazefix.ui.status_text import Condition, ConditionKind, looks_of, users_text

#: Eighths of a degree in one step of a wheel, as QWheelEvent counts.
_NOTCH = 120
#: How long a notification stays, where the desktop leaves that to programs.
_NOTIFICATION_MS = 10_000
#: Least time between two changes of the gaze in the tooltip: desktops redraw it each time.
_TELL_EVERY_S: Final = 1.0


class Tray(QSystemTrayIcon):
    """Shows the condition and offers the actions. `opened`: a click asks for the window."""

    opened = Signal()

    def __init__(self, bridge: Bridge, actions: Actions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._actions = bridge, actions
        self._turned, self._told_s = 0, 0.0
        self.menu = tray_menu(actions)
        self.menu.aboutToShow.connect(bridge.look_for_cameras)
        self.setContextMenu(self.menu)
        self.activated.connect(self._activate)
        self.messageClicked.connect(self.opened)
        bridge.condition_changed.connect(self._show)
        bridge.config_changed.connect(lambda _: self._show(bridge.condition))
        bridge.status_changed.connect(self._show_figures)
        self._show(bridge.condition)

    def notify(self, title: str, text: str) -> None:
        """Show a notification."""
        self.showMessage(title, text, app_icon(), _NOTIFICATION_MS)

    def event(self, event: QEvent) -> bool:
        """Change the vertical angle by a degree per step of the wheel; leave the rest to Qt."""
        if isinstance(event, QWheelEvent):
            self._turned += event.angleDelta().y()
            steps = int(self._turned / _NOTCH)
            self._turned -= steps * _NOTCH
            if steps:
                self._actions.step("vertical_deg", float(steps))
            return True
        return super().event(event)

    def _show(self, condition: Condition) -> None:
        self.setIcon(tray_icon(condition.kind))
        self._tell(condition)

    def _show_figures(self, *_: object) -> None:
        """Follow gaze and users, no faster than they can be read."""
        now = time.monotonic()
        if now - self._told_s >= _TELL_EVERY_S:
            self._tell(self._bridge.condition)

    def _tell(self, condition: Condition) -> None:
        self._told_s = time.monotonic()
        bridge = self._bridge
        looks, gaze = looks_of(bridge.picture), ""
        if looks and condition.kind in {ConditionKind.CORRECTING, ConditionKind.IDLE}:
            axes = ("vertical_deg", "horizontal_deg")
            angles = (angle_text(axis, float(round(looks[f"gaze_{axis}"]))) for axis in axes)
            gaze = tr("Your gaze: {0}, {1}").format(*angles)
        first = tr("GazeFix: {0}").format(condition.title)
        values = " · ".join(values_text(bridge.config))
        lines = (first, condition.detail, gaze, users_text(bridge.status), values)
        if (text := "\n".join(filter(None, lines))) != self.toolTip():
            self.setToolTip(text)

    def _activate(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        clicks = QSystemTrayIcon.ActivationReason
        if reason in {clicks.Trigger, clicks.DoubleClick}:
            self.opened.emit()


def tray_menu(actions: Actions) -> QMenu:
    """Return the tray's menu: actions and submenus only, since many trays drop everything else."""
    menu = QMenu()
    menu.addAction(actions.correct)
    for values in actions.value_menus(menu):
        menu.addMenu(values)
    menu.addSeparator()
    menu.addMenu(actions.camera_menu(menu))
    menu.addAction(actions.pause)
    menu.addSeparator()
    for action in (actions.preview, actions.calibrate, actions.settings, actions.diagnostics):
        menu.addAction(action)
    menu.addSeparator()
    menu.addAction(actions.quit)
    return menu
