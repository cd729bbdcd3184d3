"""The window's second page: camera, output, and starting with the desktop."""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from gazefix.config import Config, setting_of
from gazefix.desktop.autostart import Autostart, autostart
from gazefix.ui.actions import camera_choices
from gazefix.ui.background import in_background
from gazefix.ui.bridge import Bridge
from gazefix.ui.dialogs.output_setup import browsers_text, output_text, set_up_output
from gazefix.ui.qt import number, sentences, tr
from gazefix.ui.status_text import error_text
from gazefix.ui.translations import LANGUAGES
from gazefix.ui.widgets.labels import fill, note_label
from gazefix.ui.widgets.setting_controls import SettingCheck, keyed_title, offer, push_button
from gazefix.ui.widgets.shortcut import ShortcutBox

#: What is offered where the camera doesn't tell its sizes.
_SIZES: Final = ((640, 480), (960, 540), (1280, 720), (1920, 1080))
_RATES: Final = (15.0, 24.0, 25.0, 30.0, 60.0)


class CameraBox(QComboBox):
    """The cameras to choose from."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.setAccessibleName(tr("Camera"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.activated.connect(lambda at: bridge.change("camera", source=self.itemData(at)))
        bridge.cameras_changed.connect(self._fill)
        bridge.config_changed.connect(self._fill)
        self._fill()

    def showPopup(self) -> None:
        """Show the list; cameras plugged in meanwhile are there the next time."""
        super().showPopup()
        self._bridge.look_for_cameras()

    def _fill(self, *_: object) -> None:
        offer(self, camera_choices(self._bridge), self._bridge.config.camera.source)
        self.setToolTip(self.currentText())


class DevicesPanel(QWidget):
    """Shows camera and output, and changes them."""

    def __init__(self, bridge: Bridge, start_with: Autostart | None = None) -> None:
        super().__init__()
        self._bridge = bridge
        self._start_with = start_with or autostart()
        self._own_sizes: set[tuple[int, int]] = set()
        self._own_rates: set[float] = set()
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        fill(layout, self._camera_group(), self._output_group(), self._desktop_group(), 1)
        bridge.config_changed.connect(self._follow)
        bridge.cameras_changed.connect(lambda _: self._follow(bridge.config))
        bridge.status_changed.connect(self._show_output)
        self._follow(bridge.config)
        self._show_output()

    def _camera_group(self) -> QGroupBox:
        group = QGroupBox(tr("Camera"))
        form = QFormLayout(group)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.camera = CameraBox(self._bridge)
        self.search = push_button(tr("Re&fresh"))
        self.search.setAccessibleDescription(tr("Look for cameras again"))
        self.search.clicked.connect(self._bridge.look_for_cameras)
        line = QHBoxLayout()
        fill(line, (self.camera, 1), self.search)
        label = QLabel(tr("&Camera:"))
        label.setBuddy(self.camera)  # on Linux a combo box is named by its label alone
        form.addRow(label, line)
        self.resolution, self.rate = QComboBox(), QComboBox()
        self.resolution.setAccessibleName(tr("Resolution"))
        self.rate.setAccessibleName(tr("Frame rate"))
        self.resolution.activated.connect(
            lambda at: self._take_size(str(self.resolution.itemData(at)))
        )
        self.rate.activated.connect(
            lambda at: self._bridge.change("camera", fps=self.rate.itemData(at))
        )
        form.addRow(tr("&Resolution:"), self.resolution)
        form.addRow(tr("Fram&e rate:"), self.rate)
        return group

    def _output_group(self) -> QGroupBox:
        group = QGroupBox(tr("Output"))
        self.output = note_label()
        self.output.setAccessibleDescription(tr("Output"))
        self.set_up = push_button(tr("Set &up GazeFix Camera…"))
        self.set_up.clicked.connect(lambda: set_up_output(self._bridge, self))
        self.on_demand = SettingCheck(self._bridge, "output.on_demand", "w")
        fill(QVBoxLayout(group), self.output, self.set_up, self.on_demand)
        return group

    def _desktop_group(self) -> QGroupBox:
        group = QGroupBox(tr("Desktop"))
        layout = QVBoxLayout(group)
        self.start = QCheckBox(tr("&Start GazeFix when I log in"))
        self.start.setAccessibleName(tr("Start GazeFix when I log in"))
        self.start_problem = note_label()
        self.start_problem.hide()
        self.start.clicked.connect(self._take_start)
        fill(layout, self.start, self.start_problem)
        declared = setting_of("app.language")
        self.language = QComboBox()
        self.language.setAccessibleName(tr(declared.title))
        self.language.setToolTip(tr(declared.help))
        names = {"auto": tr("System language"), "en": "English", **LANGUAGES}
        choices = [(names[code], code) for code in declared.choices]
        offer(self.language, choices, self._bridge.config.app.language)
        self.language.activated.connect(
            lambda at: self._bridge.change("app", language=self.language.itemData(at))
        )
        form = QFormLayout()
        form.addRow(tr("{0}:").format(keyed_title("app.language", "n")), self.language)
        fill(layout, form, note_label(tr(declared.help)))
        declared = setting_of("app.releases")
        self.releases = QLineEdit(self._bridge.config.app.releases)
        self.releases.setAccessibleName(tr(declared.title))
        self.releases.setToolTip(tr(declared.help))
        self.releases.editingFinished.connect(
            lambda: self._bridge.change("app", releases=self.releases.text().strip())
        )
        asked = QFormLayout()
        asked.addRow(tr("{0}:").format(tr(declared.title)), self.releases)
        fill(layout, asked, note_label(tr(declared.help)))
        if sys.platform == "linux":
            self.shortcut = ShortcutBox(self._bridge)
            keys = QFormLayout()
            keys.addRow(tr("{0}:").format(keyed_title("app.shortcut", "k")), self.shortcut)
            fill(layout, keys, note_label(tr(setting_of("app.shortcut").help)))
        in_background(self, self._start_with.is_on, self.start.setChecked)
        return group

    def _take_size(self, size: str) -> None:
        width, height = size.split("x")
        self._bridge.change("camera", width=int(width), height=int(height))

    def _take_start(self, on: bool) -> None:
        def failed(error: Exception) -> None:
            self.start.setChecked(not on)
            self.start_problem.setText(error_text(error))
            self.start_problem.show()

        in_background(
            self, lambda: self._start_with.switch(on), lambda _: self.start_problem.hide(), failed
        )

    def _show_output(self, *_: object) -> None:
        hint = browsers_text(self._bridge.output_kind)
        self.output.setText(sentences([output_text(self._bridge), hint]))
        self.set_up.setVisible(self._bridge.output_kind not in {"virtual", "both"})

    def _follow(self, config: Config) -> None:
        camera = config.camera
        present = camera.width, camera.height
        self._own_sizes.add(present)  # the user's own size and rate are offered, too
        self._own_rates.add(camera.fps)
        modes = self._modes()
        given = {size for size in modes if size[0] >= _SIZES[0][0]} or {*_SIZES}
        sizes = [(f"{w} \u00d7 {h}", f"{w}x{h}") for w, h in sorted(given | self._own_sizes)]
        offer(self.resolution, sizes, f"{camera.width}x{camera.height}")
        fastest = modes.get(present, 0.0) or max(_RATES)
        possible = {rate for rate in _RATES if rate <= fastest + 1} | self._own_rates
        rates = [(tr("{0} fps").format(number(rate)), rate) for rate in sorted(possible)]
        offer(self.rate, rates, camera.fps)

    def _modes(self) -> dict[tuple[int, int], float]:
        """Return the sizes that the camera gives, as far as it tells, and their highest rates."""
        bridge = self._bridge
        modes: dict[tuple[int, int], float] = {}
        source = bridge.config.camera.source
        camera = bridge.camera_of(bridge.status.source if source == "auto" else source)
        details = bridge.camera_details.get(camera.path) if camera is not None else None
        for mode in details.modes if details is not None else ():
            size = mode.width, mode.height
            modes[size] = max(mode.fps, modes.get(size, 0.0))
        return modes
