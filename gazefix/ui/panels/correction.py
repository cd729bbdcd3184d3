"""The window's first page: whether, how and by how much the gaze is corrected."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QGroupBox,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from gazefix.config import Config, ModeName
from gazefix.correction.modes import MODES, mode_of
from gazefix.ui.actions import Actions, angle_text
from gazefix.ui.bridge import Bridge
from gazefix.ui.qt import tr
from gazefix.ui.status_text import calibration_text
from gazefix.ui.widgets.labels import emphasize, fill, note_label
from gazefix.ui.widgets.setting_controls import NumberRow, SettingCheck, push_button


class CorrectionPanel(QWidget):
    """Shows the correction's main settings and changes them."""

    def __init__(self, bridge: Bridge, actions: Actions) -> None:
        super().__init__()
        self._bridge = bridge
        self.enabled = SettingCheck(bridge, "correction.enabled", "c")
        emphasize(self.enabled)
        self.vertical = NumberRow(
            bridge,
            "correction.vertical_deg",
            "v",
            words=partial(angle_text, "vertical_deg"),
            ends=(tr("Down"), tr("Up")),
        )
        self.horizontal = NumberRow(
            bridge,
            "correction.horizontal_deg",
            "z",
            words=partial(angle_text, "horizontal_deg"),
            ends=(tr("Your left"), tr("Your right")),
            mirrored=True,
        )
        self.strength = NumberRow(bridge, "correction.strength", "s", step=5.0)
        boxes = [row.box for row in (self.vertical, self.horizontal, self.strength)]
        width = max(box.sizeHint().width() for box in boxes)
        for box in boxes:
            box.setMinimumWidth(width)
        self.pause = push_button(tr("&Pause (camera off)"))
        self.pause.setCheckable(True)
        self.pause.toggled.connect(bridge.pause)
        self.calibrate = push_button(tr("Cali&brate…"))
        self.calibrate.setToolTip(
            tr("Two short looks let GazeFix measure your eyes more accurately.")
        )
        self.calibrate.clicked.connect(actions.calibrate.trigger)
        self.calibrated = note_label()
        buttons = QHBoxLayout()
        fill(buttons, self.pause, self.calibrate)
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        rows = self.vertical, self.horizontal, self.strength
        fill(layout, self.enabled, self._mode_box(), *rows, 1, buttons, self.calibrated)
        self._asked: object = None
        bridge.config_changed.connect(self._follow)
        bridge.status_changed.connect(self._say_calibrated)
        bridge.profiles_changed.connect(partial(self._say_calibrated, again=True))
        self._follow(bridge.config)

    def focus_on(self, axis: str) -> None:
        """Give the keyboard to the slider of `vertical_deg` or `horizontal_deg`."""
        row = self.vertical if axis == "vertical_deg" else self.horizontal
        row.slider.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mode_box(self) -> QGroupBox:
        box = QGroupBox(tr("Mode"))
        layout = QVBoxLayout(box)
        self.modes: dict[ModeName, QRadioButton] = {}
        group = QButtonGroup(self)
        for name, mode in MODES.items():
            title, note = tr(mode.title), tr(mode.note)
            button = QRadioButton(title)
            button.setAccessibleName(title)
            button.setAccessibleDescription(note)
            button.setToolTip(note)
            button.clicked.connect(partial(self._choose_mode, name))
            group.addButton(button)
            self.modes[name] = button
            layout.addWidget(button)
        self._mode_note = note_label()
        layout.addWidget(self._mode_note)
        return box

    def _choose_mode(self, name: ModeName, *_: object) -> None:
        self._bridge.change("correction", mode=name)

    def _follow(self, config: Config) -> None:
        paused = self._bridge.paused
        with QSignalBlocker(self.pause):
            self.pause.setChecked(paused)
        self.pause.setText(tr("&Resume (camera on)") if paused else tr("&Pause (camera off)"))
        self._say_calibrated()
        self.modes[config.correction.mode].setChecked(True)
        self._mode_note.setText(tr(mode_of(config.correction).note))

    def _say_calibrated(self, *_: object, again: bool = False) -> None:
        """Say whether the camera is calibrated, after a change of what that depends on."""
        status, config = self._bridge.status, self._bridge.config
        asked = (status.source, status.size, config.correction.profile)
        if again or asked != self._asked:
            self._asked = asked
            self.calibrated.setText(calibration_text(status, config))
