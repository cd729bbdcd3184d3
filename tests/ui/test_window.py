"""Every control of the window, against a real session."""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.painting import Devices, painted
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gazefix.config import Config, CorrectionConfig
from gazefix.correction.policy import Reason
from gazefix.correction.saved_profiles import SavedProfile, save_profile
from gazefix.desktop.autostart import XdgAutostart
from gazefix.desktop.settings_file import SettingsFile
from gazefix.devices.cameras import CameraDetails, CameraInfo
from gazefix.devices.v4l2 import VideoMode
from gazefix.errors import ControlError, DeviceError, ModelError
from gazefix.ui.actions import Actions
from gazefix.ui.bridge import Bridge
from gazefix.ui.panels.advanced import AdvancedPanel
from gazefix.ui.status_text import ConditionKind
from gazefix.ui.widgets.compare import CompareView
from gazefix.ui.widgets.setting_controls import NumberRow, Slider
from gazefix.ui.widgets.shortcut import GlobalShortcut
from gazefix.ui.window import Window

Saved = Callable[[], Config]
LEFT = Qt.MouseButton.LeftButton


def click(qtbot: QtBot, button: QAbstractButton) -> None:
    """On its box or circle, as people do."""
    qtbot.mouseClick(button, LEFT, pos=QPoint(10, button.height() // 2))


def double_click(slider: Slider) -> None:
    place = QPointF(5, 5)
    event = QMouseEvent(
        QEvent.Type.MouseButtonDblClick,
        place,
        slider.mapToGlobal(place),
        LEFT,
        LEFT,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(slider, event)


def test_the_correction_is_switched_off_and_on(
    qtbot: QtBot, window: Window, bridge: Bridge
) -> None:
    click(qtbot, window.correction.enabled)
    assert not bridge.config.correction.enabled
    qtbot.waitUntil(lambda: window.title.text() == "Off")
    click(qtbot, window.correction.enabled)
    assert bridge.config.correction.enabled
    qtbot.waitUntil(lambda: window.title.text() == "Correcting")


@pytest.mark.parametrize("mode", ["teleprompter", "angle"])
def test_a_mode_is_chosen(qtbot: QtBot, window: Window, bridge: Bridge, mode: str) -> None:
    click(qtbot, window.correction.modes[mode])  # type: ignore[index]
    assert bridge.config.correction.mode == mode


ROWS: list[tuple[str, str, float, int]] = [
    ("vertical", "vertical_deg", 12.0, 0),
    ("horizontal", "horizontal_deg", -8.0, 1),
    ("strength", "strength", 35.0, 2),
]


@pytest.mark.parametrize(("row", "setting", "value", "channel"), ROWS)
def test_sliders_and_numbers_change_the_output_and_each_other(
    qtbot: QtBot, window: Window, bridge: Bridge, row: str, setting: str, value: float, channel: int
) -> None:
    controls: NumberRow = getattr(window.correction, row)
    controls.slider.setValue(round(value))
    assert getattr(bridge.config.correction, setting) == value
    assert controls.box.value() == value
    qtbot.waitUntil(lambda: painted(bridge)[channel] == value)
    controls.box.setValue(value + 1)
    assert getattr(bridge.config.correction, setting) == value + 1
    assert controls.slider.value() == round(value + 1)


@pytest.mark.parametrize(("row", "setting", "value", "channel"), ROWS)
def test_a_double_click_resets(
    window: Window, bridge: Bridge, row: str, setting: str, value: float, channel: int
) -> None:
    controls: NumberRow = getattr(window.correction, row)
    controls.box.setValue(value)
    double_click(controls.slider)
    assert getattr(bridge.config.correction, setting) == getattr(CorrectionConfig(), setting)
    assert controls.box.value() == getattr(CorrectionConfig(), setting)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("7", 7.0),
        ("-7", -7.0),
        ("7 down", -7.0),
        ("3.5° up", 3.5),
        ("2,5", 2.5),
        ("99", 30.0),
        ("1e3", 30.0),
        ("\u22124", -4.0),
        ("nonsense", 5.0),
    ],
)
def test_angles_can_be_typed(
    qtbot: QtBot, window: Window, bridge: Bridge, typed: str, value: float
) -> None:
    box = window.correction.vertical.box
    box.setValue(5.0)
    box.selectAll()
    box.lineEdit().insert(typed)  # QTest's keys are ASCII
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert bridge.config.correction.vertical_deg == value


def test_the_number_boxes_stand_in_line(window: Window) -> None:
    panel = window.correction
    rows = (panel.vertical, panel.horizontal, panel.strength)
    assert len({(row.box.x(), row.box.width()) for row in rows}) == 1


def test_the_keyboard_moves_a_slider_by_a_degree_in_the_direction_of_the_arrow(
    qtbot: QtBot, window: Window, bridge: Bridge
) -> None:
    qtbot.keyClick(window.correction.vertical.slider, Qt.Key.Key_Right)
    assert bridge.config.correction.vertical_deg == 1
    qtbot.keyClick(window.correction.horizontal.slider, Qt.Key.Key_Right)
    assert bridge.config.correction.horizontal_deg == -1  # to one's own right, as in a mirror


@pytest.mark.parametrize("control", ["slider", "box"])
def test_scrolling_over_a_control_without_the_focus_changes_nothing(
    window: Window, bridge: Bridge, control: str
) -> None:
    widget: QWidget = getattr(window.correction.vertical, control)

    def turn() -> None:
        wheel = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, wheel)

    window.view.setFocus()
    turn()
    assert bridge.config.correction.vertical_deg == 0
    widget.setFocus()
    turn()
    assert bridge.config.correction.vertical_deg > 0


def test_the_camera_is_paused_and_goes_on(
    qtbot: QtBot, window: Window, bridge: Bridge, devices: Devices
) -> None:
    click(qtbot, window.correction.pause)
    qtbot.waitUntil(lambda: not devices.sources, timeout=5000)
    qtbot.waitUntil(lambda: window.title.text() == "Paused")
    assert window.correction.pause.text().replace("&", "") == "Resume (camera on)"
    click(qtbot, window.correction.pause)
    qtbot.waitUntil(lambda: window.title.text() == "Correcting", timeout=5000)


def test_calibrate_asks_for_the_dialog(qtbot: QtBot, window: Window, actions: Actions) -> None:
    with qtbot.waitSignal(actions.calibration_asked):
        click(qtbot, window.correction.calibrate)


@pytest.fixture(autouse=True)
def gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gazefix.networks.device_selection.gpu_name", lambda: "GeForce")


def choose(box: QComboBox, data: object) -> None:
    index = box.findData(data)
    assert index >= 0, [box.itemData(i) for i in range(box.count())]
    box.setCurrentIndex(index)
    box.activated.emit(index)


def test_the_camera_is_chosen_and_opened(
    qtbot: QtBot, window: Window, bridge: Bridge, devices: Devices
) -> None:
    first = devices.sources[0]
    choose(window.devices.camera, "demo")
    assert bridge.config.camera.source == "demo"
    qtbot.waitUntil(lambda: bool(devices.sources) and devices.sources[0] is not first, timeout=5000)


def test_resolution_and_rate_are_chosen(
    qtbot: QtBot, window: Window, bridge: Bridge, saved: Saved
) -> None:
    choose(window.devices.resolution, "640x480")
    choose(window.devices.rate, 15.0)
    assert (bridge.config.camera.width, bridge.config.camera.height, bridge.config.camera.fps) == (
        640,
        480,
        15.0,
    )
    qtbot.waitUntil(lambda: bridge.status.size == (640, 480), timeout=5000)
    qtbot.waitUntil(lambda: saved().camera.fps == 15)


def test_a_resolution_of_the_users_own_is_offered_too(window: Window) -> None:
    assert window.devices.resolution.currentData() == "320x240"


def test_the_sizes_and_rates_are_those_that_the_camera_gives(
    window: Window, bridge: Bridge
) -> None:
    desk = CameraInfo(7, "demo", "/dev/video7")
    modes = (
        VideoMode("YUYV", 1280, 720, 10.0),
        VideoMode("MJPG", 1280, 720, 30.0),
        VideoMode("YUYV", 640, 480, 30.0),
        VideoMode("YUYV", 160, 120, 30.0),
    )
    bridge.camera_details = {desk.path: CameraDetails(modes)}
    bridge.cameras = [desk]
    bridge.cameras_changed.emit(bridge.cameras)
    bridge.change("camera", width=1280, height=720)

    def offered(box: QComboBox) -> list[object]:
        return [box.itemData(at) for at in range(box.count())]

    assert offered(window.devices.resolution) == ["320x240", "640x480", "1280x720"]
    assert offered(window.devices.rate) == [15.0, 24.0, 25.0, 30.0]


def test_looking_again_reads_the_cameras(qtbot: QtBot, window: Window, bridge: Bridge) -> None:
    with qtbot.waitSignal(bridge.cameras_changed, timeout=5000):
        click(qtbot, window.devices.search)


def test_the_output_is_told_in_words(
    qtbot: QtBot, window: Window, bridge: Bridge, devices: Devices
) -> None:
    window.tabs.setCurrentIndex(1)
    devices.sink_kind = "preview"
    bridge.reopen_output()
    qtbot.waitUntil(lambda: "can't use GazeFix yet" in window.devices.output.text(), timeout=5000)
    assert window.devices.set_up.isVisible()
    devices.sink_kind = "virtual"
    bridge.reopen_output()
    qtbot.waitUntil(lambda: "Choose “GazeFix Camera”" in window.devices.output.text(), timeout=5000)
    assert not window.devices.set_up.isVisible()


def test_the_camera_on_demand_is_switched(qtbot: QtBot, window: Window, bridge: Bridge) -> None:
    window.tabs.setCurrentIndex(1)
    click(qtbot, window.devices.on_demand)
    assert not bridge.config.output.on_demand


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has shortcuts for every program")
def test_the_shortcut_for_every_program_switches_the_correction_and_says_why_it_cannot(
    qtbot: QtBot, window: Window, bridge: Bridge, actions: Actions, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: dict[str, Callable[[], object]] = {}

    class Keys:
        def __init__(self, keys: str, pressed: Callable[[], object], _failed: object) -> None:
            if keys == "Ctrl+Alt+X":
                raise ControlError("another program has the shortcut Ctrl+Alt+X")
            self.keys = keys
            heard[keys] = pressed

        def close(self) -> None:
            del heard[self.keys]

    monkeypatch.setattr("gazefix.ui.widgets.shortcut.listen", Keys)
    shortcut = GlobalShortcut(bridge, actions.correct.trigger)
    window.tabs.setCurrentIndex(1)
    box = window.devices.shortcut
    qtbot.keyClick(
        box, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    )
    assert list(heard) == ["Ctrl+Alt+E"]
    assert bridge.config.app.shortcut == "Ctrl+Alt+E"
    presses = threading.Thread(target=heard["Ctrl+Alt+E"])
    presses.start()
    qtbot.waitUntil(lambda: not bridge.config.correction.enabled, timeout=30_000)
    presses.join()
    bridge.change("app", shortcut="Ctrl+Alt+X")
    assert (heard, box.keySequence().toString()) == ({}, "Ctrl+Alt+X")
    qtbot.waitUntil(lambda: "another program has" in window.notice.text().lower(), timeout=30_000)
    box.clear()
    assert (bridge.config.app.shortcut, bridge.notices) == ("", [])
    shortcut.close()


def test_starting_with_the_desktop_is_off_and_can_be_switched_on(
    qtbot: QtBot, window: Window, start_with: XdgAutostart
) -> None:
    window.tabs.setCurrentIndex(1)
    assert not window.devices.start.isChecked()
    click(qtbot, window.devices.start)
    qtbot.waitUntil(start_with.is_on)
    click(qtbot, window.devices.start)
    qtbot.waitUntil(lambda: not start_with.is_on())


def test_an_autostart_that_fails_says_so_and_stays_off(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    (tmp_path / "autostart").write_text("a file where the folder should be")
    window.tabs.setCurrentIndex(1)
    click(qtbot, window.devices.start)
    qtbot.waitUntil(window.devices.start_problem.isVisible)
    assert not window.devices.start.isChecked()


def test_looking_away_is_set(qtbot: QtBot, window: Window, bridge: Bridge) -> None:
    page = window.advanced
    window.tabs.setCurrentIndex(2)
    assert not page.glance.isEnabled()
    click(qtbot, page.look_away)
    assert page.glance.isEnabled()
    page.glance.box.setValue(8.0)
    page.every.box.setValue(6.0)
    page.spread.box.setValue(2.0)
    c = bridge.config.correction
    assert (c.look_away, c.look_away_deg, c.look_away_every_s, c.look_away_random_s) == (
        True,
        8.0,
        6.0,
        2.0,
    )


@pytest.mark.parametrize(
    "key",
    [
        f"{k}_{e}_deg"
        for k in ("gaze_pitch", "gaze_yaw", "head_pitch", "head_yaw")
        for e in ("low", "high")
    ],
)
def test_every_threshold_is_set(window: Window, bridge: Bridge, key: str) -> None:
    window.advanced.thresholds[key].box.setValue(18.0)
    assert getattr(bridge.config.correction.letting_go, key) == 18


def test_thresholds_that_come_too_near_push_each_other(window: Window, bridge: Bridge) -> None:
    rows = window.advanced.thresholds
    rows["gaze_yaw_low_deg"].box.setValue(28.0)
    assert bridge.config.correction.letting_go.gaze_yaw_high_deg == 33
    assert rows["gaze_yaw_high_deg"].box.value() == 33
    rows["gaze_yaw_high_deg"].box.setValue(12.0)
    assert (rows["gaze_yaw_low_deg"].box.value(), rows["gaze_yaw_high_deg"].box.value()) == (10, 15)
    rows["gaze_yaw_low_deg"].box.setValue(35.0)
    assert (rows["gaze_yaw_low_deg"].box.value(), rows["gaze_yaw_high_deg"].box.value()) == (30, 35)


def test_device_and_number_of_faces_are_set(window: Window, bridge: Bridge) -> None:
    choose(window.advanced.device, "cpu")
    window.advanced.faces.setValue(3)
    assert (bridge.config.engine.device, bridge.config.correction.max_faces) == ("cpu", 3)


def test_a_device_that_cannot_be_had_is_told_and_the_correction_goes_on(
    qtbot: QtBot, window: Window, bridge: Bridge, devices: Devices
) -> None:
    window.tabs.setCurrentIndex(2)
    bridge.change("engine", device="cpu")
    devices.gpu_error = DeviceError("there is no CUDA device", "install a driver")
    qtbot.waitUntil(lambda: window.advanced.device.findData("cuda") >= 0)
    choose(window.advanced.device, "cuda")
    qtbot.waitUntil(window.advanced.problem.isVisible, timeout=5000)
    assert "no CUDA device" in window.advanced.problem.text()
    assert "no CUDA device" in window.notice.text()
    assert bridge.condition.kind is ConditionKind.CORRECTING
    assert bridge.config.engine.device == "cpu"
    assert window.advanced.device.currentData() == "cpu"
    choose(window.advanced.device, "auto")
    qtbot.waitUntil(lambda: not window.advanced.problem.isVisible())
    assert not window.notice.isVisible()


def test_a_device_in_the_settings_that_cannot_be_had_gives_way_to_another(
    qtbot: QtBot, settings_path: Path, devices: Devices, saved: Callable[[], Config]
) -> None:
    settings_path.write_text(settings_path.read_text() + "[engine]\ndevice = 'cuda'\n")
    devices.gpu_error = DeviceError("there is no CUDA device")
    bridge = Bridge(SettingsFile(settings_path), devices.open)
    bridge.start()
    qtbot.waitUntil(lambda: bridge.condition.kind is ConditionKind.CORRECTING, timeout=10_000)
    assert bridge.config.engine.device == "auto"
    assert "There is no CUDA device." in bridge.notices[0]
    qtbot.waitUntil(lambda: saved().engine.device == "auto")
    bridge.stop()


@pytest.mark.parametrize(("gpu", "offered"), [(None, False), ("GeForce", True)])
def test_a_graphics_card_is_offered_where_there_is_one(
    qtbot: QtBot,
    bridge: Bridge,
    monkeypatch: pytest.MonkeyPatch,
    gpu: str | None,
    offered: bool,
) -> None:
    asked = threading.Event()

    def ask() -> str | None:
        asked.set()
        return gpu

    monkeypatch.setattr("gazefix.networks.device_selection.gpu_name", ask)
    panel = AdvancedPanel(bridge)
    qtbot.addWidget(panel)
    assert asked.wait(5)
    if offered:
        qtbot.waitUntil(lambda: panel.device.findData("cuda") >= 0)
    qtbot.wait(50)
    assert (panel.device.findData("cuda") >= 0) == offered


def test_the_right_side_is_called_after_only_while_it_is_corrected(
    qtbot: QtBot, window: Window, bridge: Bridge, devices: Devices
) -> None:
    assert window.view.corrected
    devices.reason = Reason.TOO_SLOW
    bridge.change("correction", max_faces=2)  # opens a corrector with that reason
    qtbot.waitUntil(lambda: not window.view.corrected, timeout=5000)
    qtbot.waitUntil(lambda: "uncorrected picture" in window.figures.text(), timeout=5000)
    assert "ms delay" not in window.figures.text()


@pytest.mark.parametrize(
    ("typed", "degrees"),
    [
        ("3 right", -3),
        ("3 left", 3),
        ("3° to your right", -3),
        ("-3", -3),
        ("0 right", 0),
        ("4", 4),
    ],
)
def test_a_direction_that_is_typed_counts(window: Window, typed: str, degrees: float) -> None:
    assert window.correction.horizontal.box.valueFromText(typed) == degrees


def test_the_hint_about_the_divider_shows_over_the_divider_only(window: Window) -> None:
    view, place = window.view, window.view.place()
    kind, none = QEvent.Type.MouseMove, Qt.MouseButton.NoButton

    def move(x: float) -> None:
        at = QPointF(x, place.center().y())
        event = QMouseEvent(kind, at, at, none, none, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(view, event)

    move(place.center().x())
    assert view.toolTip().startswith("Drag to compare")
    move(place.left() + 5)
    assert view.toolTip() == ""


def test_a_clip_that_has_ended_can_be_played_again(
    qtbot: QtBot, window: Window, bridge: Bridge, devices: Devices
) -> None:
    assert not window.retry.isVisible()
    sessions = len(devices.sessions)
    devices.sessions[-1].stop()  # the end of a clip ends the session
    qtbot.waitUntil(window.retry.isVisible, timeout=5000)
    assert window.retry.text().replace("&", "") == "Play again"
    qtbot.mouseClick(window.retry, LEFT)
    qtbot.waitUntil(lambda: bridge.condition.kind is ConditionKind.CORRECTING, timeout=10_000)
    assert len(devices.sessions) == sessions + 1
    assert not window.retry.isVisible()


def test_another_camera_follows_a_clip_that_has_ended(
    qtbot: QtBot, window: Window, bridge: Bridge, devices: Devices
) -> None:
    sessions = len(devices.sessions)
    devices.sessions[-1].stop()
    qtbot.waitUntil(window.retry.isVisible, timeout=30_000)
    bridge.change("camera", source="another")
    qtbot.waitUntil(lambda: bridge.condition.kind is ConditionKind.CORRECTING, timeout=30_000)
    assert len(devices.sessions) == sessions + 1
    assert not window.retry.isVisible()


def test_holding_the_button_or_the_space_bar_shows_the_picture_before(
    qtbot: QtBot, window: Window
) -> None:
    qtbot.mousePress(window.before, LEFT)
    assert window.view.shows_before
    qtbot.mouseRelease(window.before, LEFT)
    assert not window.view.shows_before
    qtbot.keyPress(window.view, Qt.Key.Key_Space)
    assert window.view.shows_before
    qtbot.keyRelease(window.view, Qt.Key.Key_Space)
    assert not window.view.shows_before


def test_size_page_and_divider_are_remembered(
    qtbot: QtBot, window: Window, bridge: Bridge, actions: Actions, saved: Callable[[], Config]
) -> None:
    window.resize(777, 444)
    window.tabs.setCurrentIndex(2)
    window.view.move_divider(0.25)
    window.hide()
    qtbot.waitUntil(lambda: saved().app.page == 2)
    again = Window(bridge, actions)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (777, 444)
    assert (again.tabs.currentIndex(), again.view.divider) == (2, 0.25)


def test_settings_that_cannot_be_saved_are_told(
    qtbot: QtBot, window: Window, bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("gazefix.desktop.settings_file.NewFile", full)
        bridge.change("correction", vertical_deg=3.0)
        qtbot.waitUntil(window.notice.isVisible, timeout=5000)
    assert window.notice.text() == "Your settings can't be saved: No space left on device."
    bridge.change("correction", vertical_deg=4.0)
    qtbot.waitUntil(lambda: not window.notice.isVisible(), timeout=5000)


def test_a_lost_camera_is_no_problem_of_the_device(
    qtbot: QtBot, window: Window, bridge: Bridge, devices: Devices
) -> None:
    window.tabs.setCurrentIndex(2)
    devices.camera_there = False
    qtbot.waitUntil(lambda: bridge.status.last_error is not None, timeout=5000)
    bridge.poll()
    assert window.advanced.isVisible()
    assert not window.advanced.problem.isVisible()


def test_reset_asks_and_then_resets_the_correction_only(
    qtbot: QtBot, window: Window, bridge: Bridge
) -> None:
    bridge.change("correction", vertical_deg=9.0, strength=10.0, profile="none")
    bridge.change("engine", device="cpu")
    window.tabs.setCurrentIndex(2)
    qtbot.mouseClick(window.advanced.reset, LEFT)
    (box,) = [
        w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()
    ]
    assert bridge.config.correction.vertical_deg == 9
    (yes,) = [b for b in box.buttons() if box.buttonRole(b) is QMessageBox.ButtonRole.AcceptRole]
    qtbot.mouseClick(yes, LEFT)
    assert bridge.config.correction == CorrectionConfig(profile="none")
    assert bridge.config.engine.device == "auto"
    assert bridge.config.camera.width == 320


@pytest.mark.parametrize(("share", "degrees"), [(0.25, -15), (0.75, 15)])
def test_a_click_on_the_groove_takes_the_handle_there(
    qtbot: QtBot, window: Window, share: float, degrees: int
) -> None:
    for slider, sign in (
        (window.correction.vertical.slider, 1),
        (window.correction.horizontal.slider, -1),
    ):
        qtbot.mouseClick(
            slider,
            Qt.MouseButton.LeftButton,
            pos=QPoint(round(share * slider.width()), slider.height() // 2),
        )
        assert abs(slider.value() - sign * degrees) <= 1


def test_the_status_is_told_in_words_and_figures(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: re.search(r"\d fps\b", window.figures.text()) is not None, timeout=5000)
    assert "ms delay" in window.figures.text()
    assert "demo → no output" in window.figures.text()
    assert "320 \u00d7 240" in window.figures.text()
    assert window.detail.text() == "You appear to look into the camera."


def test_a_second_line_of_the_reason_leaves_the_preview_its_height(
    qtbot: QtBot, window: Window
) -> None:
    qtbot.waitUntil(lambda: window.detail.text() != "")
    height = window.view.height()
    window.detail.setText("The first line.\nThe second one.")
    two_lines = 2 * window.detail.fontMetrics().height()
    qtbot.waitUntil(lambda: window.detail.height() >= two_lines, timeout=30_000)
    assert window.view.height() == height


def test_what_keeps_the_picture_away_is_said_once_with_a_button_that_helps(
    qtbot: QtBot, window: Window, bridge: Bridge, devices: Devices
) -> None:
    devices.camera_there = False
    qtbot.waitUntil(window.choose.isVisible, timeout=30_000)
    assert window.view.says == "No picture from the camera"
    assert not window.title.isVisible()
    assert window.detail.text().endswith("GazeFix will keep trying.")
    click(qtbot, window.choose)
    assert window.tabs.currentIndex() == 1
    devices.camera_there = True
    qtbot.waitUntil(window.title.isVisible, timeout=30_000)
    assert (window.view.says, window.choose.isVisible()) == ("", False)


def test_a_session_that_failed_can_be_tried_again_by_a_button(
    qtbot: QtBot, window: Window, bridge: Bridge, devices: Devices
) -> None:
    assert not window.retry.isVisible()
    devices.sessions[-1]._fail(ModelError("the weights are missing", "reinstall"))
    qtbot.waitUntil(window.retry.isVisible, timeout=5000)
    assert window.title.text() == "The weights are missing"
    qtbot.mouseClick(window.retry, LEFT)
    qtbot.waitUntil(lambda: bridge.condition.kind is ConditionKind.CORRECTING, timeout=10_000)
    assert not window.retry.isVisible()


def test_the_divider_is_dragged(qtbot: QtBot, window: Window) -> None:
    view = window.view
    middle = QPoint(round(view.place().center().x()), round(view.place().center().y()))
    to = middle - QPoint(round(view.place().width() / 4), 0)
    qtbot.mousePress(view, LEFT, pos=middle)
    qtbot.mouseMove(view, pos=to)
    qtbot.mouseRelease(view, LEFT, pos=to)
    assert view.divider == pytest.approx(0.25, abs=0.01)
    qtbot.mouseMove(view, pos=middle)
    assert view.divider == pytest.approx(0.25, abs=0.01)


def test_the_keyboard_moves_the_divider(qtbot: QtBot, window: Window) -> None:
    window.show_preview()
    for key, place in (
        (Qt.Key.Key_Home, 0.0),
        (Qt.Key.Key_Right, 0.02),
        (Qt.Key.Key_End, 1.0),
        (Qt.Key.Key_Left, 0.98),
    ):
        qtbot.keyClick(window.view, key)
        assert window.view.divider == pytest.approx(place)


def test_before_is_left_of_the_divider_after_right_of_it_and_both_are_mirrored(
    qtbot: QtBot, window: Window, bridge: Bridge
) -> None:
    bridge.change("correction", vertical_deg=30.0, horizontal_deg=30.0, strength=100.0)
    qtbot.waitUntil(lambda: painted(bridge) == (30, 30, 100))
    picture = bridge.picture
    assert picture is not None
    window.view._timer.stop()
    window.view._picture = None
    window.view._look()
    image = window.view.grab().toImage()
    place, scale = window.view.place(), image.devicePixelRatio()

    def colour(share: float) -> tuple[int, int, int]:
        at = QColor(
            image.pixel(
                round((place.left() + share * place.width()) * scale),
                round(place.center().y() * scale),
            )
        )
        return at.red(), at.green(), at.blue()

    assert colour(0.8) == (100, 130, 130)
    window.view.move_divider(1.0)
    image = window.view.grab().toImage()
    taken = window.view._picture
    assert taken is not None
    original = taken.original.bgr
    for share in (0.1, 0.3, 0.9):
        b, g, r = original[original.shape[0] // 2, round((1 - share) * original.shape[1])]
        assert colour(share) == pytest.approx((r, g, b), abs=24)


@pytest.mark.timed
def test_the_preview_paints_15_pictures_a_second_and_none_twice(
    qtbot: QtBot, window: Window
) -> None:
    before = window.view.painted
    qtbot.wait(1000)
    assert 15 <= window.view.painted - before <= 36


def test_a_picture_that_stays_is_painted_once(qtbot: QtBot, bridge: Bridge) -> None:
    picture = bridge.picture
    view = CompareView(lambda: picture)
    qtbot.addWidget(view)
    view.show()
    qtbot.wait(300)
    assert view.painted == 1


def test_a_hidden_window_paints_nothing_and_lets_the_camera_go(
    qtbot: QtBot, window: Window, bridge: Bridge
) -> None:
    window.hide()
    before = window.view.painted
    qtbot.wait(200)
    assert window.view.painted == before
    assert bridge.watchers == frozenset()


def test_the_window_is_told_of_changes_made_elsewhere(window: Window, bridge: Bridge) -> None:
    bridge.change(
        "correction",
        enabled=False,
        mode="angle",
        vertical_deg=-3.0,
        horizontal_deg=2.5,
        strength=70.0,
    )
    page = window.correction
    assert not page.enabled.isChecked()
    assert page.modes["angle"].isChecked()
    assert (page.vertical.box.text(), page.horizontal.box.text()) == (
        "3° down",
        "2.5° to your left",
    )
    assert page.strength.box.text() == "70 %"


def interactive(window: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QAbstractSlider, QComboBox, QAbstractSpinBox)
    found = [
        w
        for w in window.findChildren(QWidget)
        if isinstance(w, kinds) and w.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    return [w for w in found if not (w.parentWidget() and isinstance(w.parentWidget(), QComboBox))]


def test_every_control_has_an_accessible_name_or_a_text(window: Window) -> None:
    nameless = [
        w for w in interactive(window) if not (w.accessibleName() or getattr(w, "text", str)())
    ]
    assert nameless == []
    assert window.view.accessibleName()


def test_a_combo_box_has_a_label_which_names_it_to_screen_readers(window: Window) -> None:
    named = [label.buddy() for label in window.findChildren(QLabel)]
    assert [box for box in window.findChildren(QComboBox) if box not in named] == []


def test_screen_readers_get_each_value_and_message_as_it_is(window: Window, bridge: Bridge) -> None:
    bridge.change("correction", vertical_deg=20.0)
    page = window.correction
    assert (page.strength.slider.value(), page.vertical.slider.value()) == (100, 20)
    output = window.devices.output
    assert (output.accessibleName(), output.accessibleDescription()) == ("", "Output")


def test_the_tab_key_reaches_every_control(qtbot: QtBot, window: Window) -> None:
    for index in range(window.tabs.count()):
        window.tabs.setCurrentIndex(index)
        wanted = {w for w in interactive(window) if w.isVisible() and w.isEnabled()}
        window.view.setFocus()
        reached: set[QWidget] = set()
        for _ in range(80):
            focused = QApplication.focusWidget()
            assert focused is not None
            if focused in reached and focused is window.view:
                break
            reached.add(focused)
            qtbot.keyClick(focused, Qt.Key.Key_Tab)
        groups = {
            w for w in wanted if isinstance(w, QAbstractButton) and w.group() and not w.isChecked()
        }
        assert wanted - groups - reached == set()


def test_the_window_says_whether_and_since_when_the_camera_is_calibrated(
    qtbot: QtBot, bridge: Bridge, window: Window
) -> None:
    label = window.correction.calibrated
    qtbot.waitUntil(lambda: label.text().startswith("Not calibrated"), timeout=5000)
    source, size = bridge.status.source, bridge.status.size
    path = save_profile(SavedProfile(source, *size, 1.0, 2.0, -9.0, 0.0, 0.4, "2026-11-27"))
    bridge.read_profile()
    assert label.text() == "Calibrated since 2026-11-27."
    path.write_text("version = 3")
    bridge.read_profile()
    assert "is incomplete" in label.text() and "Calibrate again" in label.text()
    bridge.change("correction", profile="none")
    assert label.text() == "Calibration is turned off."
