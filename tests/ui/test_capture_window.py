"""The window of the thorough calibration: set-up, dot, pause, result."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from helpers.captures import Follower, Person
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from gazefix.config import Config
from gazefix.correction.saved_profiles import list_profiles, load_profile
from gazefix.personal.recording import FILE, find_recording, list_recordings
from gazefix.ui.bridge import Bridge
from gazefix.ui.dialogs.calibration import CalibrationDialog
from gazefix.ui.dialogs.capture import CaptureWindow
from gazefix.ui.widgets.screen_setup import CameraPlace

LEFT = Qt.MouseButton.LeftButton
Open = Callable[..., CaptureWindow]


@pytest.fixture
def follower(monkeypatch: pytest.MonkeyPatch) -> Follower:
    made = Follower()
    monkeypatch.setattr("gazefix.personal.capture.read_shots", made.read_shots)
    monkeypatch.setattr("gazefix.networks.engine.Engine", lambda _config: None)
    return made


@pytest.fixture
def window(qtbot: QtBot, follower: Follower) -> Iterator[CaptureWindow]:
    made = CaptureWindow(
        Config(),
        follower.feed,
        follower.open,  # type: ignore[arg-type]
        follower.run,
        now=lambda: follower.now_s,
    )
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    qtbot.waitExposed(made)
    made.setup.slider.setValue(320)
    yield made
    made.close()
    qtbot.waitUntil(lambda: follower.closed or not follower.runs, timeout=20_000)


def test_a_person_who_follows_the_dot_gets_a_profile_and_a_private_recording(
    qtbot: QtBot, window: CaptureWindow, follower: Follower
) -> None:
    with qtbot.waitSignal(window.saved, timeout=60_000):
        qtbot.keyClick(window.setup.start, Qt.Key.Key_Return)
    assert follower.config.correction.max_faces == 2  # else nobody sees a second person
    assert window.result.title.text() == "Calibration complete"
    assert "to about" in window.result.text.text()
    assert list_profiles() == list_recordings() == ["camera-640x480"]
    assert load_profile("camera-640x480").thorough
    folder = find_recording("camera-640x480")
    assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600
    qtbot.mouseClick(window.result.again, LEFT)
    assert window.pages.currentWidget() is window.setup
    assert window.focusWidget() is window.setup.start


def test_space_pauses_and_r_repeats_the_dot_before(
    qtbot: QtBot, window: CaptureWindow, follower: Follower
) -> None:
    qtbot.mouseClick(window.setup.start, LEFT)
    run = follower.runs[-1]

    def number() -> int:
        moment = run.moment(follower.now_s)
        return moment.number if moment else -1

    qtbot.waitUntil(lambda: number() >= 3, timeout=60_000)
    qtbot.keyClick(window.dot, Qt.Key.Key_Space)
    assert not run.running
    paused = number()
    before_s = follower.now_s
    qtbot.waitUntil(lambda: follower.now_s > before_s + 5, timeout=60_000)
    assert number() == paused
    assert "Paused" in window.dot.text
    qtbot.keyClick(window.dot, Qt.Key.Key_R)
    assert run.running and number() in {paused - 1, paused}
    with qtbot.waitSignal(window.saved, timeout=60_000):
        pass


def test_a_person_who_looks_elsewhere_is_told_and_nothing_is_saved(
    qtbot: QtBot, window: CaptureWindow, follower: Follower
) -> None:
    follower.person = Person(noise_deg=12.0)
    qtbot.mouseClick(window.setup.start, LEFT)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.result, timeout=60_000)
    assert "rested on only" in window.result.title.text().lower()
    assert list_profiles() == list_recordings() == []


def test_leaving_keeps_nothing(qtbot: QtBot, window: CaptureWindow, follower: Follower) -> None:
    qtbot.mouseClick(window.setup.start, LEFT)
    qtbot.waitUntil(lambda: follower.runs[-1].running, timeout=20_000)
    qtbot.keyClick(window.dot, Qt.Key.Key_Escape)
    assert not window.isVisible()
    qtbot.waitUntil(lambda: follower.closed, timeout=20_000)
    assert list_recordings() == []


def test_without_a_known_size_the_screen_is_measured_with_a_card(
    qtbot: QtBot, window: CaptureWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    setup = window.setup
    monkeypatch.setattr(
        "gazefix.ui.widgets.screen_setup.check_screen", lambda *_: "impossible size"
    )
    setup.read_screen()
    assert not setup.start.isEnabled() and setup.card.isVisible()
    assert setup.size_text.text() == "The size of this screen is not known."
    monkeypatch.undo()
    setup.slider.setValue(400)
    assert setup.start.isEnabled()
    width = window.screen().size().width()
    assert setup.screen_of().size_mm[0] == pytest.approx(85.6 * width / 400)
    assert setup.card.width() == 400


def test_the_camera_is_dragged_to_its_place_or_moved_by_keys(qtbot: QtBot) -> None:
    place = CameraPlace()
    qtbot.addWidget(place)
    place.show()
    middle = QPoint(place.width() // 2, place.height() // 2)
    qtbot.mouseClick(place, LEFT, pos=middle)
    assert place.share == pytest.approx((0.5, 0.5), abs=0.02)
    qtbot.keyClick(place, Qt.Key.Key_Right)
    assert place.share == pytest.approx((0.55, 0.5), abs=0.02)
    place.put(3.0, -3.0)
    assert place.share == (1.15, -0.15)


def test_the_calibration_dialog_lists_recordings_and_deletes_them(
    qtbot: QtBot, bridge: Bridge, window: CaptureWindow
) -> None:
    with qtbot.waitSignal(window.saved, timeout=60_000):
        qtbot.mouseClick(window.setup.start, LEFT)
    dialog: Any = CalibrationDialog(bridge, None)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    recordings = dialog.recordings
    assert recordings.list.topLevelItem(0).text(0) == "camera-640x480"
    assert "about" in dialog.profiles.list.topLevelItem(0).text(1)
    recordings.list.setCurrentItem(recordings.list.topLevelItem(0))
    qtbot.mouseClick(recordings.delete, LEFT)
    assert list_recordings() == []
    assert not recordings.isVisible()
