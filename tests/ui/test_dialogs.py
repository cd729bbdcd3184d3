"""First steps, calibration, diagnostics, output set-up and manual, against a real session."""

from __future__ import annotations

import getpass
import os
import shlex
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from helpers.painting import Devices
from PySide6.QtCore import QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QScreen, QTextDocument, QTextTable
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from gazefix.config import CameraConfig, Config
from gazefix.correction.redirector import Measurement
from gazefix.correction.saved_profiles import (
    SavedProfile,
    list_profiles,
    load_profile,
    rename_profile,
    save_profile,
)
from gazefix.desktop.doctor import Check
from gazefix.desktop.setup_camera import Machine
from gazefix.errors import InputError, OutputError
from gazefix.live.status import SessionStatus
from gazefix.manual import TOPICS, manual_topics
from gazefix.ui.bridge import Bridge
from gazefix.ui.dialogs import calibration
from gazefix.ui.dialogs.calibration import CalibrationDialog
from gazefix.ui.dialogs.diagnostics import DiagnosticsDialog, impersonal, report
from gazefix.ui.dialogs.first_run import FirstRun
from gazefix.ui.dialogs.manual import ManualDialog
from gazefix.ui.dialogs.output_setup import OutputSetup, Steps, plan_steps, set_up_output

LEFT = Qt.MouseButton.LeftButton


def show(qtbot: QtBot, dialog: Any) -> Any:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


@pytest.fixture
def first_run(qtbot: QtBot, bridge: Bridge) -> FirstRun:
    return show(qtbot, FirstRun(bridge))  # type: ignore[no-any-return]


def test_the_first_steps_lead_from_camera_to_output_to_calibration_to_the_call(
    qtbot: QtBot, bridge: Bridge, devices: Devices, first_run: FirstRun, saved: Callable[[], Config]
) -> None:
    bridge.change("app", introduced=False)
    assert "camera" in first_run.step.text()
    qtbot.waitUntil(lambda: first_run.view.painted > 3)
    index = first_run.camera.findData("demo")
    first_run.camera.setCurrentIndex(index)
    first_run.camera.activated.emit(index)
    assert bridge.config.camera.source == "demo"
    qtbot.mouseClick(first_run.next, LEFT)
    qtbot.waitUntil(lambda: first_run.seen.painted > 3, timeout=30_000)
    devices.sink_kind = "preview"
    bridge.reopen_output()
    qtbot.waitUntil(lambda: "can't use GazeFix yet" in first_run.output.text(), timeout=5000)
    assert first_run.set_up.isVisible()
    devices.sink_kind = "virtual"
    bridge.reopen_output()
    qtbot.waitUntil(lambda: "Ready" in first_run.output.text(), timeout=5000)
    assert not first_run.set_up.isVisible()
    qtbot.mouseClick(first_run.next, LEFT)
    assert first_run.next.text().replace("&", "") == "Skip"
    qtbot.mouseClick(first_run.next, LEFT)
    assert first_run.last.text() == "Choose “GazeFix Camera” in your call's video settings."
    assert [label.text() for label in first_run.browsers] == ["", ""]
    devices.sink_kind = "pipewire"
    bridge.reopen_output()
    chrome = "chrome://flags/#enable-webrtc-pipewire-camera"
    qtbot.waitUntil(lambda: chrome in first_run.browsers[1].text(), timeout=5000)
    qtbot.mouseClick(first_run.next, LEFT)
    assert not first_run.isVisible()
    qtbot.waitUntil(lambda: saved().app.introduced)
    assert bridge.watchers == frozenset()


def test_the_last_step_names_what_is_still_missing(
    qtbot: QtBot, bridge: Bridge, devices: Devices, first_run: FirstRun
) -> None:
    first_run.go(3)
    assert first_run.step.text() == "You're all set"
    devices.sink_kind = "preview"
    bridge.reopen_output()
    need = "Other programs need GazeFix Camera. Go back to set it up."
    qtbot.waitUntil(lambda: first_run.last.text() == need, timeout=5000)
    assert first_run.step.text() == "Almost there"
    devices.camera_there = False
    no_picture = "There is no picture from the camera yet. Go back to choose one."
    qtbot.waitUntil(lambda: first_run.last.text() == f"{no_picture}\n{need}", timeout=5000)


def test_one_can_go_back_and_leave_at_any_time(
    qtbot: QtBot, bridge: Bridge, first_run: FirstRun
) -> None:
    bridge.change("app", introduced=False)
    assert not first_run.back.isEnabled()
    qtbot.mouseClick(first_run.next, LEFT)
    qtbot.mouseClick(first_run.back, LEFT)
    assert first_run.pages.currentIndex() == 0
    qtbot.keyClick(first_run, Qt.Key.Key_Escape)
    assert not first_run.isVisible()
    assert bridge.config.app.introduced


def test_without_a_camera_the_first_step_says_what_to_do(
    qtbot: QtBot, bridge: Bridge, devices: Devices, first_run: FirstRun
) -> None:
    devices.camera_there = False
    text = "No camera was found. Connect a camera, or choose another one above."
    qtbot.waitUntil(lambda: first_run.view._detail.startswith(text), timeout=5000)
    devices.camera_there = True
    qtbot.waitUntil(lambda: first_run.view.says == "", timeout=5000)


@pytest.fixture
def quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibration, "_COUNTDOWN_S", 0.1)
    for name in ("TAKE_S", "LENS_S"):
        monkeypatch.setattr(f"gazefix.correction.calibration.{name}", 0.3)


class Looker:
    """Stands in for the models; `seen` is what every frame measures."""

    def __init__(self) -> None:
        self.closed = False
        self.resets = 0

    def measure(self, frame: Any) -> Any:
        return frame

    def reset(self) -> None:
        self.resets += 1

    def close(self) -> None:
        self.closed = True


def looks_at(monkeypatch: pytest.MonkeyPatch, directions_deg: Iterator[float]) -> None:
    """Let each look see eyes at the next direction, vertically."""
    from gazefix.correction.calibration import Look, Sample, record_look

    def look(read: Any, measure: Any, camera: Any, _seconds: float) -> Look:
        made = record_look(read, lambda frame: measure(frame) and Measurement(), camera, 0.1)
        sample = Sample(next(directions_deg), 0.0, 0.0, 0.0, 0.9)
        return Look(made.camera, made.size, [sample] * 40)

    monkeypatch.setattr("gazefix.correction.calibration.record_look", look)


def test_two_looks_make_a_profile_that_is_used_and_enter_leads_through_them(
    qtbot: QtBot,
    bridge: Bridge,
    devices: Devices,
    quick_looks: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks_at(monkeypatch, iter([1.0, -9.0]))
    bridge.set_config(
        replace(bridge.config, camera=CameraConfig(source="demo", width=640, height=480))
    )
    qtbot.waitUntil(lambda: bridge.status.size == (640, 480), timeout=5000)
    dialog = show(qtbot, CalibrationDialog(bridge, None, lambda _config: Looker()))  # type: ignore[arg-type,return-value]
    panel = dialog.panel
    qtbot.waitUntil(panel.start.isEnabled, timeout=5000)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not panel.start.isEnabled()
    qtbot.waitUntil(lambda: "Second look" in panel.title.text(), timeout=10_000)
    qtbot.waitUntil(panel.start.isEnabled, timeout=5000)
    asked = len(devices.profiles_asked)
    with qtbot.waitSignal(panel.finished, timeout=10_000):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert list_profiles() == ["demo-640x480"]
    assert load_profile("demo-640x480").window_vertical_deg == pytest.approx(-10.0)
    assert panel.title.text() == "Calibration complete"
    assert "1° up" in panel.text.text() and "10° down" in panel.text.text()
    qtbot.waitUntil(lambda: devices.profiles_asked[asked:] == ["auto"], timeout=5000)
    qtbot.waitUntil(lambda: dialog.profiles.list.topLevelItemCount() == 1)
    assert "in use" in dialog.profiles.list.topLevelItem(0).text(1)
    dialog.close()
    assert bridge.watchers == frozenset()


@pytest.mark.slow
def test_a_portrait_whose_eyes_never_move_makes_no_profile(
    qtbot: QtBot, bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calibration, "_COUNTDOWN_S", 0.1)
    monkeypatch.setattr("gazefix.correction.calibration.LENS_S", 2.0)
    bridge.set_config(
        replace(bridge.config, camera=CameraConfig(source="demo", width=640, height=480))
    )
    qtbot.waitUntil(lambda: bridge.status.size == (640, 480), timeout=60_000)
    dialog = show(qtbot, CalibrationDialog(bridge))
    panel = dialog.panel
    for _ in range(10):  # a look that a busy machine spoils is taken again
        qtbot.waitUntil(panel.start.isEnabled, timeout=60_000)
        qtbot.mouseClick(panel.start, LEFT)
        qtbot.waitUntil(panel.start.isEnabled, timeout=60_000)
        if "same direction" in panel.text.text():
            break
    assert "same direction" in panel.text.text()
    assert list_profiles() == []


def saved_profile(name: str = "") -> SavedProfile:
    profile = SavedProfile("demo", 640, 480, 1.0, 2.0, -9.0, 0.0, 0.4, "2026-11-27")
    save_profile(profile)
    if name:
        rename_profile(profile.name, name)
    return profile


def test_profiles_are_renamed_used_and_deleted(qtbot: QtBot, bridge: Bridge) -> None:
    saved_profile("ben")
    bridge.set_config(
        replace(bridge.config, camera=CameraConfig(source="demo", width=640, height=480))
    )
    qtbot.waitUntil(lambda: bridge.status.size == (640, 480), timeout=5000)
    saved_profile()
    dialog = show(qtbot, CalibrationDialog(bridge, None, lambda _config: Looker()))  # type: ignore[arg-type,return-value]
    box = dialog.profiles
    items = [box.list.topLevelItem(row) for row in range(2)]
    assert [item.text(0) for item in items] == ["ben", "demo-640x480"]
    assert "2026-11-27" in items[1].text(1)
    items[1].setText(0, "anna")
    assert list_profiles() == ["anna", "ben"]
    assert bridge.config.correction.profile == "anna"  # it was in use

    def choose(name: str) -> Any:
        qtbot.waitUntil(lambda: len(box.list.findItems(name, Qt.MatchFlag.MatchExactly)) == 1)
        (item,) = box.list.findItems(name, Qt.MatchFlag.MatchExactly)
        box.list.setCurrentItem(item)
        return item

    choose("anna").setText(0, "ben")
    assert "already" in box.note.text()
    assert list_profiles() == ["anna", "ben"]
    choose("ben")
    qtbot.mouseClick(box.use, LEFT)
    assert bridge.config.correction.profile == "ben"
    choose("ben")
    qtbot.mouseClick(box.delete, LEFT)
    assert list_profiles() == ["anna"]
    assert bridge.config.correction.profile == "auto"


def test_a_look_that_failed_says_why_and_can_be_tried_again(
    qtbot: QtBot, bridge: Bridge, quick_looks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gazefix.correction.calibration.sample", lambda _seen: None)
    looker = Looker()
    dialog = show(qtbot, CalibrationDialog(bridge, None, lambda _config: looker))  # type: ignore[arg-type,return-value]
    panel = dialog.panel
    qtbot.waitUntil(panel.start.isEnabled, timeout=5000)
    qtbot.mouseClick(panel.start, LEFT)
    qtbot.waitUntil(lambda: panel.title.text() == "That didn't work", timeout=10_000)
    assert "Open eyes were seen in only 0 frames" in panel.text.text()
    assert panel.start.isEnabled()
    dialog.close()
    qtbot.waitUntil(lambda: looker.closed)


def test_a_calibration_that_is_left_keeps_nothing(
    qtbot: QtBot, bridge: Bridge, quick_looks: None
) -> None:
    looker = Looker()
    dialog = show(qtbot, CalibrationDialog(bridge, None, lambda _config: looker))  # type: ignore[arg-type,return-value]
    qtbot.waitUntil(dialog.panel.start.isEnabled, timeout=5000)
    qtbot.mouseClick(dialog.panel.start, LEFT)
    qtbot.waitUntil(lambda: dialog.panel._looking, timeout=5000)
    dialog.close()
    qtbot.waitUntil(lambda: looker.closed, timeout=5000)
    assert list_profiles() == []


def test_without_pictures_a_look_cannot_be_started(qtbot: QtBot, bridge: Bridge) -> None:
    dialog = show(qtbot, CalibrationDialog(bridge, None, lambda _config: Looker()))  # type: ignore[arg-type,return-value]
    bridge.pause(True)
    qtbot.waitUntil(lambda: not dialog.panel.start.isEnabled(), timeout=5000)
    assert dialog.panel.view.says == "Paused"


CHECKS = [
    Check("Python", True, "3.11.7"),
    Check(
        "Cameras",
        False,
        "none found",
        "connect a camera; `--source demo` needs none",
        "choose camera",
    ),
    Check("GazeFix Camera", False, "there is no camera", "run `gazefix setup-camera`", "set up"),
    Check("Log", False, "no permission to write <here>", "let your user write there"),
]


def test_diagnostics_shows_what_the_doctor_finds_and_how_to_mend_it(
    qtbot: QtBot, bridge: Bridge
) -> None:
    paths: list[Path] = []
    dialog = show(
        qtbot, DiagnosticsDialog(bridge, None, lambda path: (paths.append(path), CHECKS)[1])
    )
    qtbot.waitUntil(lambda: "3 of 4" in dialog.intro.text())
    assert paths == [bridge.settings_path]
    texts = [dialog._grid.itemAtPosition(row, 1).widget().text() for row in range(4)]
    assert texts == [
        "<b>Python</b><br>3.11.7",
        "<b>Cameras</b><br>None found.",
        "<b>GazeFix Camera</b><br>There is no camera.",
        "<b>Log</b><br>No permission to write &lt;here&gt;. Let your user write there.",
    ]
    choose, set_up = dialog.remedies
    assert choose.text().replace("&", "") == "Choose a camera"
    assert set_up.text().replace("&", "") == "Set up GazeFix Camera…"
    with qtbot.waitSignal(dialog.camera_asked):
        qtbot.mouseClick(choose, LEFT)
    assert not dialog.isVisible()
    dialog.show()
    dialog._run = lambda _path: CHECKS[:1]
    qtbot.mouseClick(dialog.again, LEFT)
    qtbot.waitUntil(lambda: dialog.intro.text() == "Everything looks good.")


@pytest.mark.parametrize(
    "kind", [FirstRun, CalibrationDialog, DiagnosticsDialog, ManualDialog, OutputSetup]
)
def test_a_dialog_fits_on_a_screen_of_900_by_500_with_its_buttons(
    qtbot: QtBot, bridge: Bridge, monkeypatch: pytest.MonkeyPatch, kind: Any
) -> None:
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _self: QRect(0, 0, 900, 500))
    monkeypatch.setattr("gazefix.desktop.doctor.run_checks", lambda _config: CHECKS * 4)
    dialog = show(qtbot, OutputSetup(None, Steps) if kind is OutputSetup else kind(bridge))
    for page in range(4 if kind is FirstRun else 1):
        if kind is FirstRun:
            dialog.go(page)
        qtbot.wait(50)
        assert dialog.width() <= 810
        assert dialog.height() <= 450
        buttons = [each for each in dialog.findChildren(QPushButton) if each.isVisible()]
        assert buttons or kind is ManualDialog
        assert all(
            dialog.rect().contains(QRect(each.mapTo(dialog, QPoint()), each.size()))
            for each in buttons
            if each.text().replace("&", "") in {"Close", "Back", "Next", "Skip", "Finish", "Start"}
        )


def test_the_report_is_copied(qtbot: QtBot, bridge: Bridge) -> None:
    dialog = show(qtbot, DiagnosticsDialog(bridge, None, lambda _path: CHECKS))
    qtbot.waitUntil(dialog.copy.isEnabled)
    qtbot.mouseClick(dialog.copy, LEFT)
    text = QApplication.clipboard().text()
    assert "MISS Cameras: none found" in text
    assert "source: demo" in text
    assert "[correction]" in text


def test_checks_that_cannot_be_run_are_told(qtbot: QtBot, bridge: Bridge) -> None:
    def broken(_path: Path) -> list[Check]:
        raise RuntimeError("no checks today")

    dialog = show(qtbot, DiagnosticsDialog(bridge, None, broken))
    qtbot.waitUntil(lambda: "no checks today" in dialog.intro.text())


def test_a_report_names_no_folder_no_user_and_no_password(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ada.lovelace"))
    monkeypatch.setattr(getpass, "getuser", lambda: "ada.lovelace")
    monkeypatch.setattr("socket.gethostname", lambda: "adas-laptop")
    config = Config(camera=CameraConfig(source="rtsp://ada:secret@10.0.0.5/live?token=abc"))
    checks = [
        Check("configuration", True, "/home/ada.lovelace/.config/gazefix/config.toml"),
        Check("x", True, "/home/mallory/y adas-laptop"),
    ]
    text = report(
        checks, SessionStatus(last_error=InputError("/home/ada.lovelace/clip.mp4 is gone")), config
    )
    for word in ("ada", "mallory", "secret", "token"):
        assert word not in text
    assert "config.toml" in text
    assert "10.0.0.5" in text


def test_a_clip_of_the_users_own_is_named_without_its_folders() -> None:
    config = Config(camera=CameraConfig(source="/data/Clients of Ada/her talk.mp4"))
    text = report(
        [],
        SessionStatus(last_error=InputError("there is no file /data/Clients of Ada/her talk.mp4")),
        config,
    )
    assert "Clients" not in text
    assert "her talk.mp4" in text


def test_what_is_not_personal_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "root")
    assert (
        impersonal("rooted /dev/video0 https://gazefix.org 25/26")
        == "rooted /dev/video0 https://gazefix.org 25/26"
    )


def test_the_output_is_set_up_after_people_saw_what_will_be_done(
    qtbot: QtBot, bridge: Bridge, devices: Devices
) -> None:
    plans: list[str] = []
    devices.sink_kind = "preview"
    bridge.reopen_output()
    qtbot.waitUntil(lambda: bridge.output_missing, timeout=5000)

    go = threading.Event()

    def do(hear: Callable[[str], None]) -> None:
        hear("Unpacking v4l2loopback-dkms")
        assert go.wait(10)
        devices.sink_kind = "virtual"
        plans.append("done")

    host = show(qtbot, FirstRun(bridge))
    steps = Steps("No driver is installed.", "modprobe v4l2loopback", "A note.", do)
    dialog = set_up_output(bridge, host, lambda: steps)
    qtbot.waitUntil(lambda: dialog.intro.text() == "No driver is installed.")
    assert dialog.notes.text() == "You will be asked for your password. A note."
    assert not dialog.text.isVisible()
    dialog.details.click()
    assert dialog.text.isVisible()
    assert dialog.text.toPlainText() == "modprobe v4l2loopback"
    assert plans == []
    qtbot.mouseClick(dialog.go, LEFT)
    qtbot.waitUntil(lambda: dialog.progress.text() == "Unpacking v4l2loopback-dkms")
    assert dialog.busy.isVisible() and not dialog.go.isEnabled()
    go.set()
    qtbot.waitUntil(lambda: bridge.output_kind == "virtual", timeout=5000)
    assert dialog.intro.text() == "GazeFix Camera is ready."
    assert "Choose “GazeFix Camera” in your call's video settings." in dialog.notes.text()
    assert not dialog.go.isVisible()


def test_pipewire_is_offered_where_it_works_and_is_not_in_use(
    qtbot: QtBot, bridge: Bridge, devices: Devices
) -> None:
    devices.sink_kind = "preview"
    bridge.change("output", sink="preview")
    qtbot.waitUntil(lambda: bridge.output_kind == "preview", timeout=5000)
    host = show(qtbot, FirstRun(bridge))
    steps = Steps("No driver is installed.", do=lambda _hear: None, pipewire=True)
    dialog = set_up_output(bridge, host, lambda: steps)
    qtbot.waitUntil(dialog.pipewire.isVisible)
    assert "can use GazeFix Camera without this" in dialog.notes.text()
    devices.sink_kind = "pipewire"
    qtbot.mouseClick(dialog.pipewire, LEFT)
    assert bridge.config.output.sink == "auto"
    qtbot.waitUntil(lambda: bridge.output_kind == "pipewire", timeout=5000)
    assert "ready in browsers" in dialog.intro.text()
    dialog.close()
    dialog = set_up_output(bridge, host, lambda: steps)
    qtbot.waitUntil(dialog.go.isVisible)
    assert not dialog.pipewire.isVisible()


def test_a_set_up_that_failed_says_why(qtbot: QtBot) -> None:
    def do(_hear: Callable[[str], None]) -> None:
        raise OutputError("it was not allowed", "try again")

    dialog = show(qtbot, OutputSetup(None, lambda: Steps("", "modprobe", "", do)))
    qtbot.waitUntil(dialog.go.isVisible)
    qtbot.mouseClick(dialog.go, LEFT)
    qtbot.waitUntil(lambda: "It was not allowed" in dialog.intro.text())
    assert dialog.notes.text() == "Try again."
    assert dialog.go.isEnabled()


#: What pkexec prints before it ends with 126 or 127, and what the dialog says then.
PKEXEC = {
    "granted": ("exec sh -c 'echo gazefix: running as root; echo Unpacking'", "Camera is ready"),
    "dismissed": (
        "echo Error executing command as another user: Request dismissed; exit 126",
        "It was not allowed, so nothing was done.",
    ),
    "no agent": (
        "echo 'Error executing command as another user: No authentication agent found.'; exit 127",
        "This desktop has no program that asks for the password.",
    ),
    "program missing": (
        "echo gazefix: running as root; echo sh: 1: apt-get: not found; exit 127",
        "It failed: sh: 1: apt-get: not found.",
    ),
}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux is set up by GazeFix itself")
@pytest.mark.parametrize("answer", PKEXEC)
def test_the_button_asks_for_the_password_by_pkexec_and_tells_its_answer(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    script, expected = PKEXEC[answer]
    asked = tmp_path / "asked"
    (tmp_path / "pkexec").write_text(f'#!/bin/sh\necho "$*" > {asked}\n{script}\n')
    (tmp_path / "pkexec").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    machine = Machine(installed=False, families=("debian",))
    monkeypatch.setattr("gazefix.desktop.setup_camera.look_at", lambda: machine)
    monkeypatch.setattr("gazefix.desktop.setup_camera.wait_for_camera", lambda: "/dev/video9")
    dialog = show(qtbot, OutputSetup(None))
    qtbot.waitUntil(dialog.go.isVisible, timeout=30_000)
    assert "apt installs it" in dialog.intro.text()
    assert not asked.exists()
    qtbot.mouseClick(dialog.go, LEFT)
    qtbot.waitUntil(lambda: expected in dialog.intro.text(), timeout=30_000)
    assert "apt-get install" in asked.read_text()
    assert dialog.go.isVisible() == (answer != "granted")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux is set up by GazeFix itself")
def test_without_pkexec_the_command_for_a_terminal_is_shown(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    machine = Machine(installed=False, families=("debian",))
    monkeypatch.setattr("gazefix.desktop.setup_camera.look_at", lambda: machine)
    dialog = show(qtbot, OutputSetup(None))
    qtbot.waitUntil(dialog.copy.isVisible, timeout=30_000)
    assert not dialog.go.isVisible()
    qtbot.mouseClick(dialog.copy, LEFT)
    copied = QApplication.clipboard().text()
    assert copied.endswith(" setup-camera")
    assert shlex.split(copied)[-1] == "setup-camera"


def test_steps_that_people_do_themselves_can_be_copied(qtbot: QtBot) -> None:
    dialog = show(qtbot, OutputSetup(None, lambda: Steps(text="1. install OBS Studio")))
    qtbot.waitUntil(dialog.copy.isVisible)
    assert not dialog.go.isVisible()
    qtbot.mouseClick(dialog.copy, LEFT)
    assert QApplication.clipboard().text() == "1. install OBS Studio"
    assert dialog.progress.text() == "Copied."


def test_the_manual_shows_every_topic_that_is_chosen(qtbot: QtBot) -> None:
    dialog = show(qtbot, ManualDialog())
    topics = manual_topics()
    titles = [topic.title for topic in topics]
    assert [dialog.topics.item(row).text() for row in range(dialog.topics.count())] == titles
    for row in reversed(range(len(topics))):
        dialog.topics.setCurrentRow(row)
        heading = dialog.page.document().firstBlock()
        assert heading.text() == titles[row]
        assert heading.blockFormat().headingLevel() == 1
        assert dialog.page.verticalScrollBar().value() == 0


def rows_without_text(document: QTextDocument) -> int:
    """The table rows of a document whose cells are all empty."""
    tables = [f for f in document.rootFrame().childFrames() if isinstance(f, QTextTable)]
    rows = [
        [
            table.cellAt(row, column).firstCursorPosition().block().text()
            for column in range(table.columns())
        ]
        for table in tables
        for row in range(table.rows())
    ]
    assert rows or not tables
    return sum(not any(row) for row in rows)


def test_the_manual_fits_its_window_and_shows_no_markup(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _self: QRect(0, 0, 1366, 768))
    dialog = show(qtbot, ManualDialog())
    assert (dialog.width(), dialog.height()) == (900, 500)
    for row, topic in enumerate(manual_topics()):
        dialog.topics.setCurrentRow(row)
        qtbot.wait(20)
        text = dialog.page.toPlainText()
        assert "\\|" not in text, topic.name
        assert "<!--" not in text, topic.name
        assert rows_without_text(dialog.page.document()) == 0, topic.name
        assert dialog.page.horizontalScrollBar().maximum() == 0, topic.name
        assert dialog.topics.horizontalScrollBar().maximum() == 0


def test_a_link_in_the_manual_chooses_the_topic_it_names(qtbot: QtBot) -> None:
    dialog = show(qtbot, ManualDialog())
    assert dialog.topics.currentRow() == 0
    dialog.page.anchorClicked.emit(QUrl("settings.md"))
    assert dialog.topics.currentRow() == TOPICS.index("settings")


def on_windows(
    monkeypatch: pytest.MonkeyPatch, *, package: bool, camera: str | None
) -> dict[str, bool]:
    """A fake Windows with or without pyvirtualcam, and the camera that can be opened with it."""
    state = {"package": package}

    def fetch(hear: Callable[[str], None]) -> None:
        hear("Installed")
        state["package"] = True

    module = "gazefix.desktop.camera_package"
    steps = ("1. install Unity Capture",)
    monkeypatch.setattr("gazefix.desktop.setup_camera.other_platforms_steps", lambda: steps)
    monkeypatch.setattr(f"{module}.package_missing", lambda: not state["package"])
    monkeypatch.setattr(f"{module}.fetch", fetch)
    monkeypatch.setattr("gazefix.devices.virtual_camera.virtual_camera_device", lambda: camera)
    return state


def test_on_windows_a_click_fetches_pyvirtualcam_and_the_steps_follow(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = on_windows(monkeypatch, package=False, camera=None)
    dialog = show(qtbot, OutputSetup(None, plan_steps))
    qtbot.waitUntil(dialog.go.isVisible, timeout=60_000)
    assert "pip install" in dialog.text.toPlainText()
    assert "password" not in dialog.notes.text()
    dialog.go.click()
    qtbot.waitUntil(lambda: "Unity Capture" in dialog.text.toPlainText(), timeout=60_000)
    assert state["package"]
    assert not dialog.go.isVisible()
    assert dialog.again.isVisible()


@pytest.mark.parametrize(
    ("camera", "told"), [("GazeFix Camera", False), ("OBS Virtual Camera", True)]
)
def test_on_windows_a_camera_that_can_be_opened_is_ready_by_its_name(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, camera: str, told: bool
) -> None:
    on_windows(monkeypatch, package=True, camera=camera)
    dialog = show(qtbot, OutputSetup(None, plan_steps))
    qtbot.waitUntil(lambda: dialog.intro.text() == "GazeFix Camera is ready.", timeout=60_000)
    assert ("“OBS Virtual Camera”" in dialog.notes.text()) is told
