"""The window's second page: camera, output, and starting with the desktop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gazefix.config import Config
from gazefix.desktop.autostart import Autostart, autostart
from gazefix.errors import GazeFixError
from gazefix.ui.actions import camera_choices
from gazefix.ui.background import in_background
from gazefix.ui.bridge import Bridge
from gazefix.ui.dialogs.output_setup import output_text, set_up_output
from gazefix.ui.widgets.controls import note_label

_SIZES: Final = ((640, 480), (960, 540), (1280, 720), (1920, 1080))
_RATES: Final = (15.0, 24.0, 25.0, 30.0, 60.0)


class CameraBox(QComboBox):
    """The cameras to choose from."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.setAccessibleName(self.tr("Camera"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.activated.connect(lambda index: bridge.film(source=self.itemData(index)))
        bridge.cameras_changed.connect(self._fill)
        bridge.config_changed.connect(self._fill)
        self._fill()

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        """Cameras that were plugged in meanwhile will be there the next time."""
        super().showPopup()
        self._bridge.look_for_cameras()

    def _fill(self, *_: object) -> None:
        choices = camera_choices(self._bridge)
        if choices != [
            (self.itemText(index), self.itemData(index)) for index in range(self.count())
        ]:
            self.clear()
            for label, source in choices:
                self.addItem(label, source)
        self.setCurrentIndex(self.findData(self._bridge.config.camera.source))


class DevicesPanel(QWidget):
    """Shows what is opened, and changes it."""

    def __init__(self, bridge: Bridge, start_with: Autostart | None = None) -> None:
        super().__init__()
        self._bridge = bridge
        self._start_with = start_with or autostart()
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        layout.addWidget(self._camera_group())
        layout.addWidget(self._output_group())
        layout.addWidget(self._desktop_group())
        layout.addStretch(1)
        bridge.config_changed.connect(self._follow)
        bridge.status_changed.connect(self._tell_output)
        self._follow(bridge.config)
        self._tell_output()

    def _camera_group(self) -> QGroupBox:
        group = QGroupBox(self.tr("Camera"))
        form = QFormLayout(group)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.camera = CameraBox(self._bridge)
        self.search = QPushButton(self.tr("&Look again"))
        self.search.setAccessibleName(self.tr("Look for cameras again"))
        self.search.clicked.connect(self._bridge.look_for_cameras)
        line = QHBoxLayout()
        line.addWidget(self.camera, 1)
        line.addWidget(self.search)
        form.addRow(line)
        self.resolution, self.rate = QComboBox(), QComboBox()
        self.resolution.setAccessibleName(self.tr("Resolution"))
        self.rate.setAccessibleName(self.tr("Frames a second"))
        self.resolution.activated.connect(
            lambda index: self._take_size(str(self.resolution.itemData(index)))
        )
        self.rate.activated.connect(lambda index: self._bridge.film(fps=self.rate.itemData(index)))
        form.addRow(self.tr("&Resolution:"), self.resolution)
        form.addRow(self.tr("&Frames a second:"), self.rate)
        return group

    def _output_group(self) -> QGroupBox:
        group = QGroupBox(self.tr("Output"))
        layout = QVBoxLayout(group)
        self.output = note_label()
        self.output.setAccessibleName(self.tr("Output"))
        self.set_up = QPushButton(self.tr("Set &up GazeFix Camera…"))
        self.set_up.setAccessibleName(self.tr("Set up GazeFix Camera"))
        self.set_up.clicked.connect(lambda: set_up_output(self._bridge, self))
        self.on_demand = QCheckBox(self.tr("Camera off &while no program uses it"))
        self.on_demand.setAccessibleName(self.tr("Camera off while no program uses GazeFix Camera"))
        self.on_demand.setToolTip(
            self.tr(
                "Your camera's light goes out while no call uses GazeFix Camera and this window is closed."
            )
        )
        self.on_demand.toggled.connect(self._take_on_demand)
        layout.addWidget(self.output)
        layout.addWidget(self.set_up)
        layout.addWidget(self.on_demand)
        return group

    def _desktop_group(self) -> QGroupBox:
        group = QGroupBox(self.tr("Desktop"))
        layout = QVBoxLayout(group)
        self.start = QCheckBox(self.tr("&Start GazeFix when I log in"))
        self.start.setAccessibleName(self.tr("Start GazeFix when I log in"))
        self.start_problem = note_label()
        self.start_problem.hide()
        self.start.clicked.connect(self._take_start)
        layout.addWidget(self.start)
        layout.addWidget(self.start_problem)
        in_background(self, self._start_with.is_on, self.start.setChecked)
        return group

    def _take_size(self, size: str) -> None:
        width, height = size.split("x")
        self._bridge.film(width=int(width), height=int(height))

    def _take_on_demand(self, on: bool) -> None:
        self._bridge.give_out(on_demand=on)

    def _take_start(self, on: bool) -> None:
        def failed(error: Exception) -> None:
            self.start.setChecked(not on)
            self.start_problem.setText(
                str(error) if isinstance(error, GazeFixError | OSError) else repr(error)
            )
            self.start_problem.show()

        in_background(
            self, lambda: self._start_with.switch(on), lambda _: self.start_problem.hide(), failed
        )

    def _tell_output(self, *_: object) -> None:
        self.output.setText(output_text(self._bridge))
        self.set_up.setVisible(self._bridge.output_kind != "virtual")

    def _follow(self, config: Config) -> None:
        camera = config.camera
        _choose(
            self.resolution,
            {f"{w}x{h}": f"{w} \u00d7 {h}" for w, h in _SIZES},
            f"{camera.width}x{camera.height}",
        )
        _choose(self.rate, {rate: f"{rate:g}" for rate in _RATES}, camera.fps)
        blocked = self.on_demand.blockSignals(True)
        self.on_demand.setChecked(config.output.on_demand)
        self.on_demand.blockSignals(blocked)


def _choose(box: QComboBox, known: Mapping[Any, str], present: Any) -> None:
    """Offer what is known and what is set now, and show that."""
    if box.findData(present) < 0:
        box.clear()
        for value, text in known.items():
            box.addItem(text, value)
        if present not in known:
            box.addItem(f"{present}".replace("x", " \u00d7 "), present)
    box.setCurrentIndex(box.findData(present))
