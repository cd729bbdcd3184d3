"""The link between windows and session, over a real session."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from helpers.correctors import plain_face
from helpers.painting import Devices, painted
from pytestqt.qtbot import QtBot

from gazefix.config import Config
from gazefix.correction.policy import Reason
from gazefix.desktop.control_protocol import Request
from gazefix.desktop.settings_file import SettingsFile
from gazefix.devices.sinks import NullSink
from gazefix.errors import ConfigError, ModelError
from gazefix.live.messages import EyesSeen
from gazefix.live.status import State
from gazefix.types import Gaze
from gazefix.ui.bridge import Bridge
from gazefix.ui.session_factory import app_parts
from gazefix.ui.status_text import ConditionKind

Saved = Callable[[], Config]


def test_a_change_acts_on_the_output_within_100_ms(bridge: Bridge) -> None:
    waits = []
    for value in (3.0, 6.0, 9.0, 12.0, 15.0):
        began = time.perf_counter()
        bridge.change("correction", vertical_deg=value)
        while painted(bridge)[0] != value:
            assert time.perf_counter() - began < 5
            time.sleep(0.001)
        waits.append(time.perf_counter() - began)
    assert statistics.median(waits) < 0.1


@pytest.mark.timed
def test_a_change_is_saved_within_a_second(bridge: Bridge, saved: Saved) -> None:
    began = time.monotonic()
    bridge.change("correction", horizontal_deg=-4.0)
    while saved().correction.horizontal_deg != -4:
        assert time.monotonic() - began < 1.0
        time.sleep(0.02)


def test_settings_come_back_after_a_restart(
    bridge: Bridge, settings_path: Path, devices: Devices
) -> None:
    bridge.change("correction", strength=40.0, mode="angle", vertical_deg=7.0)
    bridge.stop()
    again = Bridge(SettingsFile(settings_path), devices.open)
    assert again.config.correction == replace(
        Config().correction, strength=40.0, mode="angle", vertical_deg=7.0
    )
    again.stop()


def test_a_value_out_of_range_changes_nothing(bridge: Bridge) -> None:
    before = bridge.config
    with pytest.raises(ConfigError):
        bridge.change("correction", strength=101.0)
    assert bridge.config is before


def test_pausing_gives_the_camera_back_and_going_on_opens_it_again(
    qtbot: QtBot, bridge: Bridge, devices: Devices
) -> None:
    bridge.pause(True)
    qtbot.waitUntil(lambda: not devices.sources, timeout=5000)
    qtbot.waitUntil(lambda: bridge.condition.kind is ConditionKind.PAUSED, timeout=5000)
    bridge.pause(False)
    qtbot.waitUntil(
        lambda: bridge.condition.kind is ConditionKind.CORRECTING and bool(devices.sources),
        timeout=5000,
    )


def test_a_lost_camera_is_an_error_until_it_is_back(
    qtbot: QtBot, bridge: Bridge, devices: Devices
) -> None:
    with qtbot.waitSignal(bridge.needs_attention, timeout=10_000) as asked:
        devices.camera_there = False
    assert asked.args is not None
    assert "camera" in asked.args[0]
    assert bridge.condition.kind is ConditionKind.ERROR
    assert "No camera was found" in bridge.condition.detail
    devices.camera_there = True
    qtbot.waitUntil(lambda: bridge.condition.kind is ConditionKind.CORRECTING, timeout=10_000)


def test_a_session_that_failed_is_told_and_can_be_tried_again(
    qtbot: QtBot, settings_path: Path, devices: Devices
) -> None:
    devices.corrector_error = ModelError("the weights are missing", "reinstall")
    bridge = Bridge(SettingsFile(settings_path), devices.open)
    bridge.start()
    qtbot.waitUntil(lambda: bridge.error is not None, timeout=10_000)
    assert (bridge.condition.kind, bridge.condition.title) == (
        ConditionKind.ERROR,
        "The weights are missing",
    )
    devices.corrector_error = None
    bridge.try_again()
    qtbot.waitUntil(lambda: bridge.condition.kind is ConditionKind.CORRECTING, timeout=10_000)
    assert bridge.error is None
    bridge.stop()


def test_another_device_is_tried_at_once_after_a_failure(
    qtbot: QtBot, settings_path: Path, devices: Devices
) -> None:
    devices.corrector_error = ModelError("CUDA has too little memory")
    bridge = Bridge(SettingsFile(settings_path), devices.open)
    bridge.start()
    qtbot.waitUntil(lambda: bridge.error is not None, timeout=10_000)
    devices.corrector_error = None
    bridge.change("engine", device="cpu")
    qtbot.waitUntil(lambda: bridge.condition.kind is ConditionKind.CORRECTING, timeout=10_000)
    bridge.stop()


def test_a_pause_before_the_session_is_open_holds(
    qtbot: QtBot, settings_path: Path, devices: Devices
) -> None:
    bridge = Bridge(SettingsFile(settings_path), devices.open)
    bridge.start()
    bridge.pause(True)  # the bridge gets the session in Qt's loop, so later
    qtbot.waitUntil(lambda: bridge.condition.kind is ConditionKind.PAUSED, timeout=5000)
    # Its threads may open the camera before Qt's loop tells the session.
    qtbot.waitUntil(lambda: bool(devices.sessions) and not devices.sources, timeout=10_000)
    bridge.stop()


def test_a_session_that_cannot_even_be_made_is_told(qtbot: QtBot, settings_path: Path) -> None:
    def broken(_config: Config) -> None:
        raise ImportError("libGL.so.1 is missing")

    bridge = Bridge(SettingsFile(settings_path), broken)  # type: ignore[arg-type]
    bridge.start()
    qtbot.waitUntil(lambda: bridge.condition.kind is ConditionKind.ERROR, timeout=10_000)
    assert "libGL" in bridge.condition.detail
    bridge.stop()


def test_who_looks_at_a_preview_keeps_the_camera_open(bridge: Bridge, devices: Devices) -> None:
    session = devices.sessions[-1]
    assert session.orders.config.output.on_demand
    bridge.watch("window", True)
    assert not session.orders.config.output.on_demand
    bridge.watch("dialog", True)
    bridge.watch("window", False)
    assert not session.orders.config.output.on_demand
    bridge.watch("dialog", False)
    assert session.orders.config.output.on_demand
    assert bridge.config.output.on_demand


def test_a_new_calibration_is_read_at_once_though_the_setting_stays(
    qtbot: QtBot, bridge: Bridge, devices: Devices
) -> None:
    asked = len(devices.profiles_asked)
    bridge.read_profile()
    qtbot.waitUntil(lambda: devices.profiles_asked[asked:] == ["auto"], timeout=5000)


def test_an_output_that_was_set_up_is_found(qtbot: QtBot, bridge: Bridge, devices: Devices) -> None:
    devices.sink_kind = "preview"
    bridge.reopen_output()
    qtbot.waitUntil(lambda: bridge.output_missing, timeout=5000)
    devices.sink_kind = "virtual"
    bridge.reopen_output()
    qtbot.waitUntil(lambda: bridge.output_kind == "virtual", timeout=5000)
    assert bridge.config.output.sink == "auto"


def test_control_requests_do_what_they_say_and_tell_what_is(qtbot: QtBot, bridge: Bridge) -> None:
    status = bridge.control(Request("vertical", -5.0))
    assert (status.vertical_deg, status.camera, status.state, status.output) == (
        -5.0,
        "demo",
        "running",
        "null",
    )
    assert bridge.config.correction.vertical_deg == -5
    assert not bridge.control(Request("toggle")).enabled
    assert bridge.control(Request("pause")).state == "paused"
    assert bridge.paused
    bridge.control(Request("resume"))
    assert not bridge.paused
    with qtbot.waitSignals([bridge.show_asked, bridge.quit_asked]):
        bridge.control(Request("show"))
        bridge.control(Request("quit"))


@pytest.mark.timed
def test_stopping_gives_everything_back_within_two_seconds(
    bridge: Bridge, devices: Devices
) -> None:
    began = time.monotonic()
    bridge.stop()
    assert time.monotonic() - began < 2.0
    assert devices.sources == []
    assert devices.sessions[-1].status().state is State.ENDED


def test_stopping_while_the_session_is_being_opened_leaves_nothing_behind(
    qtbot: QtBot, settings_path: Path, devices: Devices
) -> None:
    bridge = Bridge(SettingsFile(settings_path), devices.open)
    bridge.start()
    bridge.stop()
    qtbot.waitUntil(lambda: bool(devices.sessions) and devices.sessions[-1].over, timeout=5000)


def test_control_answers_with_the_new_state(qtbot: QtBot, bridge: Bridge) -> None:
    def told(command: str) -> tuple[str, str, bool]:
        status = bridge.control(Request(command))
        return status.state, status.reason, status.enabled

    assert told("status") == ("running", "correcting", True)
    assert told("off") == ("running", "off", False)
    qtbot.waitUntil(lambda: bridge.status.reason is Reason.OFF, timeout=5000)
    assert told("on") in {("running", "", True), ("running", "correcting", True)}
    assert told("pause") == ("paused", "", True)
    assert told("resume")[1] in {"", "correcting"}


def test_control_tells_the_measured_gaze_and_its_redirection(
    bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bridge.control(Request("status")).gaze_vertical_deg is None
    # A window that an earlier test left may draw it, too.
    eyes = EyesSeen(plain_face((32.0, 24.0)), Gaze(-0.1, 0.05), Gaze(0.1, -0.05))
    shown = bridge.picture
    assert shown is not None
    picture = replace(shown, eyes=eyes)
    monkeypatch.setattr(Bridge, "picture", property(lambda _self: picture))
    status = bridge.control(Request("status"))
    assert (status.gaze_vertical_deg, status.gaze_horizontal_deg) == (-5.7, 2.9)
    assert (status.redirected_vertical_deg, status.redirected_horizontal_deg) == (5.7, -2.9)


def test_a_lost_camera_stays_red_while_nobody_watches(
    qtbot: QtBot, bridge: Bridge, devices: Devices, monkeypatch: pytest.MonkeyPatch
) -> None:
    devices.camera_there = False
    qtbot.waitUntil(lambda: bridge.status.state is State.CAMERA_LOST, timeout=10_000)
    monkeypatch.setattr("gazefix.live.output.IDLE_S", 0.0)
    monkeypatch.setattr(NullSink, "readers", lambda _self: 0)
    qtbot.waitUntil(lambda: bridge.status.state is State.WAITING, timeout=10_000)
    bridge.poll()
    assert bridge.condition.kind is ConditionKind.ERROR
    assert bridge.condition.title == "No picture from the camera"


def test_without_an_output_nobody_sees_the_picture_while_the_window_is_closed(qtbot: QtBot) -> None:
    sink = app_parts().sink("preview", (64, 48), 30.0)
    assert (sink.kind, sink.readers()) == ("preview", 0)
    assert app_parts().sink("null", (64, 48), 30.0).readers() is None
