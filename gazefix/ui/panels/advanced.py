"""The window's third page: glances beside the lens, where the correction lets go, and what does the work."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGroupBox,
    QMessageBox,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gazefix.config import Config, CorrectionConfig, ReleaseThresholds
from gazefix.live.status import SessionStatus
from gazefix.ui.bridge import Bridge
from gazefix.ui.widgets.controls import NumberRow, note_label

#: The high angle stands at least so far above its low one (see ReleaseThresholds).
_GAP_DEG: Final = 5.0
_LOW, _HIGH = 10.0, 35.0


class AdvancedPanel(QWidget):
    """Shows the settings that most people never need, and changes them."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        layout.addWidget(self._look_away_group())
        layout.addWidget(self._letting_go_group())
        layout.addWidget(self._work_group())
        self.reset = QPushButton(self.tr("&Reset to defaults…"))
        self.reset.setAccessibleName(self.tr("Reset to defaults"))
        self.reset.clicked.connect(self._ask_reset)
        layout.addWidget(self.reset)
        layout.addStretch(1)
        bridge.config_changed.connect(self._follow)
        self._follow(bridge.config)

    def reset_to_defaults(self) -> None:
        """All settings of the correction as they were at first; camera, output and calibration stay."""
        old = self._bridge.config
        fresh = CorrectionConfig(profile=old.correction.profile)
        self._bridge.set_config(replace(old, correction=fresh))

    def _look_away_group(self) -> QGroupBox:
        group = QGroupBox(self.tr("Look away"))
        layout = QVBoxLayout(group)
        self.look_away = QCheckBox(self.tr("Gla&nce beside the lens now and then"))
        self.look_away.setAccessibleName(self.tr("Glance beside the lens now and then"))
        self.look_away.setToolTip(
            self.tr("An unbroken stare can be tiring. In the modes that hold your gaze only.")
        )
        self.look_away.toggled.connect(lambda on: self._bridge.correct(look_away=on))
        degrees, seconds = self.tr("°"), self.tr(" s")
        self.glance = NumberRow(self.tr("B&y up to"), 0, 10, default=5.0, suffix=degrees)
        self.every = NumberRow(self.tr("&Every"), 0, 10, default=3.0, suffix=seconds)
        self.spread = NumberRow(
            self.tr("and up to so much &later"), 0, 8, default=8.0, suffix=seconds
        )
        self.glance.changed.connect(lambda value: self._bridge.correct(look_away_deg=value))
        self.every.changed.connect(lambda value: self._bridge.correct(look_away_every_s=value))
        self.spread.changed.connect(lambda value: self._bridge.correct(look_away_random_s=value))
        for widget in (self.look_away, self.glance, self.every, self.spread):
            layout.addWidget(widget)
        return group

    def _letting_go_group(self) -> QGroupBox:
        group = QGroupBox(self.tr("Letting go"))
        layout = QVBoxLayout(group)
        layout.addWidget(
            note_label(
                self.tr(
                    "Up to the first angle you are corrected in full, from the second one on not at all."
                )
            )
        )
        names = {
            "gaze_pitch": self.tr("Eyes, up or down"),
            "gaze_yaw": self.tr("Eyes, to the side"),
            "head_pitch": self.tr("Head, up or down"),
            "head_yaw": self.tr("Head, to the side"),
        }
        defaults = ReleaseThresholds()
        self.thresholds: dict[str, NumberRow] = {}
        for kind, name in names.items():
            for end, words in (("low", self.tr("{0}: from")), ("high", self.tr("{0}: not beyond"))):
                key = f"{kind}_{end}_deg"
                row = NumberRow(
                    words.format(name),
                    _LOW,
                    _HIGH,
                    default=getattr(defaults, key),
                    suffix=self.tr("°"),
                )
                row.changed.connect(
                    lambda value, kind=kind, end=end: self._take_threshold(kind, end, value)
                )
                self.thresholds[key] = row
                layout.addWidget(row)
        return group

    def _work_group(self) -> QGroupBox:
        group = QGroupBox(self.tr("Work"))
        form = QFormLayout(group)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.device = QComboBox()
        self.device.setAccessibleName(self.tr("Computing device"))
        for text, name in (
            (self.tr("Automatic"), "auto"),
            (self.tr("Processor"), "cpu"),
            (self.tr("NVIDIA graphics card"), "cuda"),
        ):
            self.device.addItem(text, name)
        self.device.activated.connect(lambda index: self._take_device(self.device.itemData(index)))
        self.faces = QSpinBox()
        self.faces.setRange(1, 8)
        self.faces.setAccessibleName(self.tr("Faces to correct at most"))
        self.faces.valueChanged.connect(lambda value: self._bridge.correct(max_faces=value))
        self.problem = note_label()
        self.problem.hide()
        self._known_error = str(self._bridge.status.last_error or "")
        self._bridge.status_changed.connect(self._tell_problem)
        form.addRow(self.tr("Computing &device:"), self.device)
        form.addRow(self.problem)
        form.addRow(self.tr("&Faces at most:"), self.faces)
        return group

    def _take_threshold(self, kind: str, end: str, value: float) -> None:
        """The other end gives way where they would come too near to each other."""
        low_key, high_key = f"{kind}_low_deg", f"{kind}_high_deg"
        letting_go = self._bridge.config.correction.letting_go
        low, high = getattr(letting_go, low_key), getattr(letting_go, high_key)
        if end == "low":
            low = min(value, _HIGH - _GAP_DEG)
            high = max(high, low + _GAP_DEG)
        else:
            high = max(value, _LOW + _GAP_DEG)
            low = min(low, high - _GAP_DEG)
        self._bridge.correct(letting_go=replace(letting_go, **{low_key: low, high_key: high}))
        self._follow(self._bridge.config)

    def _take_device(self, name: str) -> None:
        config = self._bridge.config
        self._known_error = str(self._bridge.status.last_error or "")
        self.problem.hide()
        self._bridge.set_config(replace(config, engine=replace(config.engine, device=name)))  # type: ignore[arg-type]

    def _tell_problem(self, status: SessionStatus) -> None:
        """A device that was chosen and cannot be had: the session goes on with the one before, and says why."""
        error = str(status.last_error or "")
        if self.isVisible() and error != self._known_error:
            self._known_error = error
            self.problem.setText(error)
            self.problem.setVisible(bool(error))

    def _ask_reset(self) -> None:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Reset to defaults"))
        box.setText(
            self.tr(
                "Set mode, angles, strength and all thresholds back to what they were at first?"
            )
        )
        box.setInformativeText(self.tr("Camera, output and your calibration stay."))
        yes = box.addButton(self.tr("&Reset"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        yes.clicked.connect(self.reset_to_defaults)
        box.finished.connect(box.deleteLater)
        box.open()

    def _follow(self, config: Config) -> None:
        correction = config.correction
        blocked = self.look_away.blockSignals(True)
        self.look_away.setChecked(correction.look_away)
        self.look_away.blockSignals(blocked)
        self.glance.show_value(correction.look_away_deg)
        self.every.show_value(correction.look_away_every_s)
        self.spread.show_value(correction.look_away_random_s)
        for row in (self.glance, self.every, self.spread):
            row.setEnabled(correction.look_away)
        for key, row in self.thresholds.items():
            row.show_value(getattr(correction.letting_go, key))
        self.device.setCurrentIndex(self.device.findData(config.engine.device))
        blocked = self.faces.blockSignals(True)
        self.faces.setValue(correction.max_faces)
        self.faces.blockSignals(blocked)
