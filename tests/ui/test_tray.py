"""The tray's icon and every entry of its menu, against a real session."""

from __future__ import annotations

import pytest
from helpers.painting import Devices, painted
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidgetAction
from pytestqt.qtbot import QtBot

from gazefix.desktop.control_protocol import Request
from gazefix.devices.cameras import CameraDetails, CameraInfo
from gazefix.ui.actions import PRESETS_DEG, STRENGTHS, Actions, camera_choices
from gazefix.ui.bridge import Bridge
from gazefix.ui.icons import app_icon, tray_icon
from gazefix.ui.status_text import ConditionKind
from gazefix.ui.tray import Tray


@pytest.fixture
def tray(bridge: Bridge, actions: Actions) -> Tray:
    return Tray(bridge, actions)


def entries(menu: QMenu) -> dict[str, QAction]:
    return {
        action.text().replace("&", ""): action
        for action in menu.actions()
        if not action.isSeparator()
    }


def submenu(menu: QMenu, *path: str) -> QMenu:
    for name in path:
        (action,) = [each for text, each in entries(menu).items() if text.startswith(name)]
        menu = action.menu()  # type: ignore[assignment]
    return menu


def checked(menu: QMenu) -> list[str]:
    return [
        text for text, action in entries(menu).items() if action.isChecked() and action.isVisible()
    ]


def test_the_menu_has_what_people_look_for(tray: Tray) -> None:
    assert list(entries(tray.menu)) == [
        "Correct my gaze",
        "Mode: Eye contact",
        "Vertical: 0°",
        "Horizontal: 0°",
        "Strength: 100 %",
        "Camera",
        "Pause (camera off)",
        "Show preview",
        "Calibrate…",
        "Settings…",
        "Diagnostics…",
        "Quit",
    ]


def test_there_are_no_widgets_in_the_menus_which_trays_would_drop(tray: Tray) -> None:
    menus = [tray.menu, *tray.menu.findChildren(QMenu)]
    assert len(menus) >= 6
    assert not [a for menu in menus for a in menu.actions() if isinstance(a, QWidgetAction)]


def test_the_correction_is_switched(bridge: Bridge, tray: Tray) -> None:
    entry = entries(tray.menu)["Correct my gaze"]
    assert entry.isChecked()
    entry.trigger()
    assert not bridge.config.correction.enabled
    bridge.change("correction", enabled=True)
    assert entry.isChecked()


@pytest.mark.parametrize(
    ("text", "mode"),
    [("Teleprompter", "teleprompter"), ("Fixed angle", "angle"), ("Eye contact", "contact")],
)
def test_a_mode_is_chosen_and_checked(bridge: Bridge, tray: Tray, text: str, mode: str) -> None:
    menu = submenu(tray.menu, "Mode")
    entries(menu)[text].trigger()
    assert bridge.config.correction.mode == mode
    assert checked(menu) == [text]


AXES = [
    ("Vertical", "vertical_deg", "10° up", "5° down", "Up by 1°", "Down by 1°", 0),
    (
        "Horizontal",
        "horizontal_deg",
        "10° to your left",
        "5° to your right",
        "To your left by 1°",
        "To your right by 1°",
        1,
    ),
]


@pytest.mark.parametrize(("axis", "setting", "plus", "minus", "more", "less", "channel"), AXES)
def test_an_angle_is_chosen_stepped_and_checked(
    qtbot: QtBot,
    bridge: Bridge,
    tray: Tray,
    axis: str,
    setting: str,
    plus: str,
    minus: str,
    more: str,
    less: str,
    channel: int,
) -> None:
    menu = submenu(tray.menu, axis)
    assert checked(menu) == ["0°"]
    entries(menu)[plus].trigger()
    assert getattr(bridge.config.correction, setting) == 10
    assert checked(menu) == [plus]
    assert menu.title().replace("&", "") == f"{axis}: {plus}"
    qtbot.waitUntil(lambda: painted(bridge)[channel] == 10)
    entries(menu)[more].trigger()
    assert getattr(bridge.config.correction, setting) == 11
    assert checked(menu) == [plus.replace("10", "11")]
    entries(menu)[minus].trigger()
    entries(menu)[less].trigger()
    assert getattr(bridge.config.correction, setting) == -6
    for preset in PRESETS_DEG:
        bridge.change("correction", **{setting: float(preset)})
        assert len(checked(menu)) == 1
        shown = [each for each in menu.actions() if each.isVisible() and not each.isSeparator()]
        assert len(shown) == 12  # two steps, nine presets, Adjust


def test_steps_stop_at_the_limit(bridge: Bridge, actions: Actions) -> None:
    bridge.change("correction", vertical_deg=29.5)
    actions.step("vertical_deg", 1.0)
    assert bridge.config.correction.vertical_deg == 30


def test_programs_that_use_the_camera_are_named(
    qtbot: QtBot, devices: Devices, request: pytest.FixtureRequest
) -> None:
    devices.sink_kind = "virtual"
    bridge: Bridge = request.getfixturevalue("bridge")
    tray = Tray(bridge, Actions(bridge, bridge), bridge)
    line = "GazeFix Camera is in use by firefox, zoom"
    qtbot.waitUntil(lambda: line in tray.toolTip().splitlines(), timeout=10_000)
    assert bridge.control(Request("status")).used_by == "firefox, zoom"


def test_the_tooltip_tells_where_the_eyes_look(
    qtbot: QtBot, tray: Tray, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = {"gaze_vertical_deg": -4.2, "gaze_horizontal_deg": 0.3}
    monkeypatch.setattr("gazefix.ui.tray.looks_of", lambda _: looks)
    line = "Your gaze: 4° down, 0°"
    qtbot.waitUntil(lambda: line in tray.toolTip().splitlines(), timeout=10_000)


@pytest.mark.parametrize("axis", ["Vertical", "Horizontal"])
def test_adjust_asks_for_the_window(qtbot: QtBot, tray: Tray, actions: Actions, axis: str) -> None:
    with qtbot.waitSignal(actions.adjust_asked) as asked:
        entries(submenu(tray.menu, axis))["Adjust…"].trigger()
    assert asked.args == [f"{axis.lower()}_deg"]


def test_the_tooltip_names_the_present_values(bridge: Bridge, tray: Tray) -> None:
    bridge.change("correction", mode="teleprompter", vertical_deg=3.0, horizontal_deg=-2.0)
    last = tray.toolTip().splitlines()[-1]
    assert last == "Teleprompter · 3° up · 2° to your right · 100 %"
    entry = [text for text in entries(tray.menu) if text.startswith(("Mode", "Vert"))]
    assert entry == ["Mode: Teleprompter", "Vertical: 3° up"]


def test_every_strength_is_chosen_and_checked_and_a_second_click_keeps_it(
    bridge: Bridge, tray: Tray
) -> None:
    menu = submenu(tray.menu, "Strength")
    assert (
        list(entries(menu))
        == [f"{value} %" for value in STRENGTHS]
        == ["0 %", "25 %", "50 %", "75 %", "100 %"]
    )
    for value in STRENGTHS:
        for _ in range(2):
            entries(menu)[f"{value} %"].trigger()
            assert bridge.config.correction.strength == value
            assert checked(menu) == [f"{value} %"]
    bridge.change("correction", strength=33.0)
    assert checked(menu) == []


def test_the_cameras_are_looked_for_when_the_menu_opens_and_one_is_chosen(
    qtbot: QtBot, bridge: Bridge, tray: Tray, monkeypatch: pytest.MonkeyPatch
) -> None:
    menu = submenu(tray.menu, "Camera")
    assert checked(menu) == ["Automatic: demo"]
    plugged_in = [CameraInfo(7, "Desk & Chair Cam", "/dev/video7")]
    monkeypatch.setattr("gazefix.devices.cameras.list_cameras", lambda: plugged_in)
    tray.menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: "Desk  Chair Cam" in entries(menu), timeout=5000)
    entries(menu)["Demo portrait"].trigger()
    assert bridge.config.camera.source == "demo"
    qtbot.waitUntil(lambda: checked(menu) == ["Demo portrait"])


def test_a_camera_that_was_chosen_stays_in_the_list_when_it_is_gone(bridge: Bridge) -> None:
    bridge.change("camera", source="/dev/video42")
    assert ("/dev/video42", "/dev/video42") in camera_choices(bridge)
    bridge.change("camera", source="auto")


@pytest.mark.parametrize("source", ["/dev/video7", "/dev/v4l/by-id/desk", "Desk Cam", "desk", "7"])
def test_a_camera_is_listed_once_however_the_settings_name_it_and_says_who_has_it(
    bridge: Bridge, source: str
) -> None:
    desk = CameraInfo(7, "Desk Cam", "/dev/video7", "/dev/v4l/by-id/desk")
    door = CameraInfo(8, "Door Cam", "/dev/video8")
    bridge.cameras = [desk, door]
    bridge.camera_details = {door.path: CameraDetails(in_use=True, used_by=("Zoom (205)",))}
    bridge.change("camera", source=source)
    assert camera_choices(bridge) == [
        ("Automatic", "auto"),
        ("Desk Cam", source),
        ("Door Cam (in use by Zoom)", door.address),
        ("Demo portrait", "demo"),
    ]
    bridge.change("camera", source="auto")


def test_the_camera_is_paused(qtbot: QtBot, bridge: Bridge, tray: Tray, devices: Devices) -> None:
    entry = entries(tray.menu)["Pause (camera off)"]
    entry.trigger()
    qtbot.waitUntil(lambda: not devices.sources, timeout=5000)
    assert entry.isChecked()
    entry.trigger()
    qtbot.waitUntil(lambda: bool(devices.sources), timeout=5000)
    assert not entry.isChecked()


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("Show preview", "preview_asked"),
        ("Calibrate…", "calibration_asked"),
        ("Settings…", "settings_asked"),
        ("Diagnostics…", "diagnostics_asked"),
        ("Quit", "quit_asked"),
    ],
)
def test_the_other_entries_ask_for_what_they_say(
    qtbot: QtBot, tray: Tray, actions: Actions, text: str, signal: str
) -> None:
    with qtbot.waitSignal(getattr(actions, signal)):
        entries(tray.menu)[text].trigger()


def test_the_wheel_over_the_icon_turns_the_angle_by_a_degree_a_step(
    bridge: Bridge, tray: Tray
) -> None:
    def turn(units: int) -> None:
        wheel = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, units), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(tray, wheel)

    turn(120)
    turn(120)
    assert bridge.config.correction.vertical_deg == 2
    for _ in range(6):
        turn(-60)
    assert bridge.config.correction.vertical_deg == -1


def test_a_left_click_opens_the_window(qtbot: QtBot, tray: Tray) -> None:
    with qtbot.waitSignal(tray.opened):
        tray.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)


def test_icon_and_tooltip_follow_the_condition(
    qtbot: QtBot, bridge: Bridge, tray: Tray, devices: Devices
) -> None:
    qtbot.waitUntil(lambda: "Correcting" in tray.toolTip())
    correcting = tray.icon().pixmap(22, 22).toImage()
    bridge.change("correction", enabled=False)
    qtbot.waitUntil(lambda: "Off" in tray.toolTip())
    assert tray.icon().pixmap(22, 22).toImage() != correcting
    bridge.change("correction", enabled=True, strength=0.0)
    qtbot.waitUntil(lambda: "strength is 0" in tray.toolTip())
    bridge.change("correction", strength=100.0)
    devices.camera_there = False
    qtbot.waitUntil(lambda: "No camera was found" in tray.toolTip(), timeout=5000)


def outline(image: QImage) -> set[tuple[int, int]]:
    return {
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 128
    }


def test_every_condition_has_a_form_and_a_colour_of_its_own(qtbot: QtBot) -> None:
    images = {kind: tray_icon(kind).pixmap(22, 22).toImage() for kind in ConditionKind}
    forms = {kind: outline(image) for kind, image in images.items()}
    for kind in ConditionKind:
        for other in ConditionKind:
            if kind is not other:
                differing = len(forms[kind] ^ forms[other]) / len(forms[kind] | forms[other])
                assert differing > 0.2, (kind, other)
    assert all(forms.values())


@pytest.mark.parametrize("side", [16, 22, 44, 128])
def test_icons_are_sharp_at_every_size(qtbot: QtBot, side: int) -> None:
    for icon in (app_icon(), tray_icon(ConditionKind.CORRECTING)):
        assert icon.pixmap(side, side).size().width() == side
