"""The window's third page: glances, where the correction stops, and what does the work."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QGroupBox,
    QMessageBox,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gazefix.config import RELEASE_GAP_DEG, Config, CorrectionConfig, setting_of
from gazefix.ui.background import in_background
from gazefix.ui.bridge import Bridge
from gazefix.ui.qt import tr
from gazefix.ui.status_text import error_text
from gazefix.ui.widgets.labels import fill, note_label
from gazefix.ui.widgets.setting_controls import (
    NumberRow,
    SettingCheck,
    keyed_title,
    offer,
    push_button,
)

_RELEASE = "correction.letting_go"


class AdvancedPanel(QWidget):
    """Shows the settings that most people never need, and changes them."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._devices = ["auto", "cpu"]
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        self.aim = NumberRow(bridge, "correction.aim_vertical_deg", "v")
        self.reset = push_button(tr("&Reset to defaults…"))
        self.reset.clicked.connect(self._ask_reset)
        groups = self._glance_group(), self._release_group(), self._performance_group()
        fill(layout, self.aim, *groups, self.reset, 1)
        bridge.config_changed.connect(self._follow)
        bridge.status_changed.connect(self._show_problem)
        in_background(self, _has_gpu, self._offer_gpu)
        self._follow(bridge.config)

    def reset_to_defaults(self) -> None:
        """Reset the settings of the first and third page, but not the calibration."""
        old = self._bridge.config
        fresh = CorrectionConfig(profile=old.correction.profile)
        engine = replace(old.engine, device="auto")
        self._bridge.set_config(replace(old, correction=fresh, engine=engine))

    def _glance_group(self) -> QGroupBox:
        group = QGroupBox(tr("Glances"))
        bridge = self._bridge
        self.look_away = SettingCheck(bridge, "correction.look_away", "n")
        self.glance = NumberRow(bridge, "correction.look_away_deg", "p")
        self.every = NumberRow(bridge, "correction.look_away_every_s", "i")
        self.spread = NumberRow(bridge, "correction.look_away_random_s", "e")
        fill(QVBoxLayout(group), self.look_away, self.glance, self.every, self.spread)
        return group

    def _release_group(self) -> QGroupBox:
        group = QGroupBox(tr("When to stop"))
        layout = QVBoxLayout(group)
        note = tr("Full correction up to the first angle, none beyond the second.")
        layout.addWidget(note_label(note))
        self.thresholds: dict[str, NumberRow] = {}
        for kind in ("gaze_pitch", "gaze_yaw", "head_pitch", "head_yaw"):
            for end in ("low", "high"):
                key, take = f"{kind}_{end}_deg", partial(self._take_threshold, kind, end)
                self.thresholds[key] = row = NumberRow(self._bridge, f"{_RELEASE}.{key}", take=take)
                layout.addWidget(row)
        return group

    def _performance_group(self) -> QGroupBox:
        group = QGroupBox(tr("Performance"))
        form = QFormLayout(group)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        device, faces = setting_of("engine.device"), setting_of("correction.max_faces")
        self.device, self.faces = QComboBox(), QSpinBox()
        self.device.activated.connect(
            lambda index: self._bridge.change("engine", device=self.device.itemData(index))
        )
        self.faces.setRange(int(faces.low or 1), int(faces.high or 1))
        self.faces.valueChanged.connect(
            lambda value: self._bridge.change("correction", max_faces=value)
        )
        self.problem = note_label()
        self.problem.hide()
        device_title = keyed_title("engine.device", "u")
        faces_title = keyed_title("correction.max_faces", "f")
        rows = (device, device_title, self.device), (faces, faces_title, self.faces)
        for declared, title, box in rows:
            box.setAccessibleName(tr(declared.title))
            box.setToolTip(tr(declared.help))
            form.addRow(tr("{0}:").format(title), box)
        form.insertRow(1, self.problem)
        return group

    def _take_threshold(self, kind: str, end: str, value: float) -> None:
        """Change a threshold; the other one of its pair moves where they come too near."""
        low_key, high_key = f"{kind}_low_deg", f"{kind}_high_deg"
        release = self._bridge.config.correction.letting_go
        declared = setting_of(f"{_RELEASE}.{low_key}")
        least, most = declared.low or 0.0, declared.high or 0.0
        low, high = getattr(release, low_key), getattr(release, high_key)
        if end == "low":
            low = min(value, most - RELEASE_GAP_DEG)
            high = max(high, low + RELEASE_GAP_DEG)
        else:
            high = max(value, least + RELEASE_GAP_DEG)
            low = min(low, high - RELEASE_GAP_DEG)
        moved = replace(release, **{low_key: low, high_key: high})
        self._bridge.change("correction", letting_go=moved)
        self.thresholds[f"{kind}_{end}_deg"].follow(self._bridge.config)

    def _show_problem(self, *_: object) -> None:
        """Say why a chosen device can't be used; the session goes on with the one before."""
        error = self._bridge.device_error
        self.problem.setText(error_text(error))
        self.problem.setVisible(error is not None)

    def _offer_gpu(self, there: bool) -> None:
        if there:
            self._devices.append("cuda")
            self._follow(self._bridge.config)

    def _ask_reset(self) -> None:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("Reset to defaults"))
        box.setText(tr("Reset everything under Correction and Advanced to its default?"))
        box.setInformativeText(tr("Your camera, output and calibration are kept."))
        yes = box.addButton(tr("&Reset"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        yes.clicked.connect(self.reset_to_defaults)
        box.finished.connect(box.deleteLater)
        box.open()

    def _follow(self, config: Config) -> None:
        for row in (self.glance, self.every, self.spread):
            row.setEnabled(config.correction.look_away)
        devices = {"auto": tr("Automatic"), "cpu": tr("CPU"), "cuda": tr("NVIDIA graphics card")}
        names = dict.fromkeys([*self._devices, config.engine.device])
        offer(self.device, [(devices[name], name) for name in names], config.engine.device)
        with QSignalBlocker(self.faces):
            self.faces.setValue(config.correction.max_faces)


def _has_gpu() -> bool:
    from gazefix.networks.device_selection import gpu_name

    return gpu_name() is not None
