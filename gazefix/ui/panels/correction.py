"""The window's first page: whether, how and by how much the gaze is corrected."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGroupBox,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from gazefix.config import MAX_ANGLE_DEG, Config, ModeName
from gazefix.correction.modes import MODES, mode_of
from gazefix.ui.actions import Actions, angle_text
from gazefix.ui.bridge import Bridge
from gazefix.ui.widgets.controls import NumberRow, note_label


class CorrectionPanel(QWidget):
    """Shows the correction's settings and changes them."""

    def __init__(self, bridge: Bridge, actions: Actions) -> None:
        super().__init__()
        self._bridge = bridge
        self.enabled = QCheckBox(self.tr("&Correct my gaze"))
        self.enabled.setAccessibleName(self.tr("Correct my gaze"))
        font = self.enabled.font()
        font.setBold(True)
        self.enabled.setFont(font)
        self.enabled.toggled.connect(lambda on: bridge.correct(enabled=on))
        self.vertical = NumberRow(
            self.tr("&Vertical angle"),
            -MAX_ANGLE_DEG,
            MAX_ANGLE_DEG,
            words=partial(angle_text, "vertical_deg"),
            ends=(self.tr("Down"), self.tr("Up")),
            tip=self.tr("Turns your eyes up or down, on top of what the mode does."),
        )
        self.horizontal = NumberRow(
            self.tr("&Horizontal angle"),
            -MAX_ANGLE_DEG,
            MAX_ANGLE_DEG,
            words=partial(angle_text, "horizontal_deg"),
            ends=(self.tr("Your left"), self.tr("Your right")),
            mirrored=True,
            tip=self.tr(
                "Turns your eyes to the side, on top of what the mode does. Left and right are as in a mirror."
            ),
        )
        self.strength = NumberRow(
            self.tr("&Strength"),
            0,
            100,
            default=100.0,
            step=5.0,
            suffix=self.tr(" %"),
            tip=self.tr("How much of the correction is done."),
        )
        self.vertical.changed.connect(lambda value: bridge.correct(vertical_deg=value))
        self.horizontal.changed.connect(lambda value: bridge.correct(horizontal_deg=value))
        self.strength.changed.connect(lambda value: bridge.correct(strength=value))
        self.pause = QPushButton(self.tr("&Pause (camera off)"))
        self.pause.setCheckable(True)
        self.pause.setAccessibleName(self.tr("Pause, camera off"))
        self.pause.toggled.connect(bridge.pause)
        self.calibrate = QPushButton(self.tr("Cali&brate…"))
        self.calibrate.setAccessibleName(self.tr("Calibrate"))
        self.calibrate.setToolTip(
            self.tr("Two short looks, and your own eyes are measured more exactly.")
        )
        self.calibrate.clicked.connect(actions.calibrate.trigger)
        buttons = QHBoxLayout()
        buttons.addWidget(self.pause)
        buttons.addWidget(self.calibrate)
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        layout.addWidget(self.enabled)
        layout.addWidget(self._mode_box())
        for row in (self.vertical, self.horizontal, self.strength):
            layout.addWidget(row)
        layout.addStretch(1)
        layout.addLayout(buttons)
        bridge.config_changed.connect(self._follow)
        self._follow(bridge.config)

    def focus_on(self, axis: str) -> None:
        """Put the keyboard on an angle's slider."""
        row = self.vertical if axis == "vertical_deg" else self.horizontal
        row.slider.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mode_box(self) -> QGroupBox:
        box = QGroupBox(self.tr("Mode"))
        layout = QVBoxLayout(box)
        self.modes: dict[ModeName, QRadioButton] = {}
        group = QButtonGroup(self)
        for name, mode in MODES.items():
            title, note = self.tr(mode.title), self.tr(mode.note)
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
        self._bridge.correct(mode=name)

    def _follow(self, config: Config) -> None:
        correction = config.correction
        for box, on in ((self.enabled, correction.enabled), (self.pause, self._bridge.paused)):
            blocked = box.blockSignals(True)
            box.setChecked(on)
            box.blockSignals(blocked)
        self.pause.setText(
            self.tr("Go o&n (camera on)") if self._bridge.paused else self.tr("&Pause (camera off)")
        )
        self.modes[correction.mode].setChecked(True)
        self._mode_note.setText(self.tr(mode_of(correction).note))
        self.vertical.show_value(correction.vertical_deg)
        self.horizontal.show_value(correction.horizontal_deg)
        self.strength.show_value(correction.strength)
