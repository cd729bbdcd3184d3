"""The app as a whole: its windows in this process, and its life in one of its own, with signals."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from helpers.painting import Devices, wait_until
from PySide6.QtWidgets import QApplication, QMessageBox, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from gazefix.cli.main import run_command
from gazefix.config import Config
from gazefix.desktop.control_client import ask, endpoint, runtime_folder
from gazefix.desktop.control_protocol import Request
from gazefix.desktop.settings_file import SettingsFile
from gazefix.desktop.settings_toml import parse_config
from gazefix.errors import ControlError
from gazefix.ui.app import App
from gazefix.ui.dialogs.about import AboutDialog
from gazefix.ui.dialogs.calibration import CalibrationDialog
from gazefix.ui.dialogs.diagnostics import DiagnosticsDialog
from gazefix.ui.dialogs.first_run import FirstRun
from gazefix.ui.dialogs.manual import ManualDialog

TESTS = Path(__file__).parents[1]
PROGRAM = """
import os, sys
from pathlib import Path
from helpers.painting import Devices
from gazefix.cli.shared_options import log_to_stderr
from gazefix.ui.app import run_app
log_to_stderr(False)
# Ends as gazefix.cli.main.main does.
os._exit(run_app(Path(sys.argv[1]), hidden="--hidden" in sys.argv, open_session=Devices().open))
"""


@pytest.fixture
def app(
    qtbot: QtBot, settings_path: Path, devices: Devices, monkeypatch: pytest.MonkeyPatch
) -> Iterator[App]:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QApplication, "exit", lambda _code: None)
    made = App(SettingsFile(settings_path), devices.open)
    yield made
    made.quit()
    made.window.deleteLater()


def dialogs(kind: type) -> list[object]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


def test_the_window_comes_at_once_and_the_session_after_it(
    qtbot: QtBot, app: App, devices: Devices
) -> None:
    app.start(hidden=False)
    assert app.window.isVisible()
    assert devices.sessions == []
    qtbot.waitUntil(lambda: app.bridge.picture is not None, timeout=10_000)


def test_a_hidden_start_shows_no_window(qtbot: QtBot, app: App) -> None:
    app.start(hidden=True)
    qtbot.waitUntil(lambda: app.bridge.picture is not None, timeout=10_000)
    assert not app.window.isVisible()
    app.tray.opened.emit()
    assert app.window.isVisible()


def test_a_newer_release_is_told_where_its_address_is_given(
    qtbot: QtBot, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(address: str) -> str:
        asked.append(address)
        return "9.1.0"

    monkeypatch.setattr("gazefix.ui.app.newer_release", answer)
    app.window.devices.releases.setText(" https://example.org/latest ")
    app.window.devices.releases.editingFinished.emit()
    app.start(hidden=True)
    qtbot.waitUntil(
        lambda: any("GazeFix 9.1.0 is out." in text for text in app.bridge.notices), timeout=30_000
    )
    assert asked == ["https://example.org/latest"]


def test_an_address_that_tells_no_release_is_told(
    qtbot: QtBot, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.bridge.change("app", releases="nowhere")
    app.start(hidden=True)
    qtbot.waitUntil(
        lambda: any("is not a web address" in text for text in app.bridge.notices),
        timeout=30_000,
    )


def test_nobody_is_asked_for_releases_unless_an_address_is_given(
    qtbot: QtBot, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("gazefix.ui.app.newer_release", asked.append)
    app.start(hidden=True)
    qtbot.waitUntil(lambda: app.bridge.picture is not None, timeout=30_000)
    assert asked == []


def test_closing_the_window_leaves_the_app_running_and_tells_so_once(
    qtbot: QtBot, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(app.tray, "notify", lambda title, _text: told.append(title))
    app.start(hidden=False)
    qtbot.waitUntil(lambda: app.bridge.picture is not None, timeout=10_000)
    app.window.close()
    assert not app.window.isVisible()
    app.window.bring_up()
    app.window.close()
    assert len(told) == 1
    assert app.bridge.picture is not None
    assert not app.ended


def test_without_a_tray_closing_asks_whether_to_quit_or_to_minimise(
    qtbot: QtBot, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    app.start(hidden=False)
    app.window.close()
    assert app.window.isVisible()
    (box,) = dialogs(QMessageBox)
    assert isinstance(box, QMessageBox)
    (leave,) = [
        b for b in box.buttons() if box.buttonRole(b) is QMessageBox.ButtonRole.DestructiveRole
    ]
    leave.click()
    assert app.ended


def test_a_hidden_window_comes_into_the_task_bar_where_the_tray_goes_for_good(
    qtbot: QtBot, app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gazefix.ui.app._TRAY_COMES_MS", 10)
    looks: list[bool] = []

    def available(answer: bool) -> None:
        monkeypatch.setattr(
            QSystemTrayIcon, "isSystemTrayAvailable", lambda: looks.append(answer) or answer
        )

    app.start(hidden=True)
    qtbot.waitUntil(lambda: app.bridge.picture is not None, timeout=10_000)
    assert not app.window.isVisible()
    available(False)
    qtbot.waitUntil(app.window.isVisible, timeout=10_000)
    assert app.window.isMinimized()
    assert len(looks) >= 2  # a panel that starts anew is missing only once


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("calibrate", CalibrationDialog),
        ("diagnostics", DiagnosticsDialog),
        ("first_run", FirstRun),
        ("manual", ManualDialog),
        ("about", AboutDialog),
    ],
)
def test_a_dialog_opens_once(
    qtbot: QtBot, app: App, action: str, kind: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gazefix.desktop.doctor.run_checks", lambda _config: [])
    app.start(hidden=True)
    for _ in range(2):
        getattr(app.actions, action).trigger()
    (dialog,) = dialogs(kind)
    dialog.close()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: dialogs(kind) == [])
    getattr(app.actions, action).trigger()
    (dialog,) = dialogs(kind)
    dialog.close()  # type: ignore[attr-defined]


def test_adjust_settings_and_preview_open_the_window_at_their_place(qtbot: QtBot, app: App) -> None:
    app.start(hidden=True)
    app.actions.settings.trigger()
    assert app.window.isVisible()
    assert app.window.tabs.currentIndex() == 1
    app.actions.adjust_asked.emit("horizontal_deg")
    assert app.window.tabs.currentIndex() == 0
    qtbot.waitUntil(app.window.correction.horizontal.slider.hasFocus)
    app.actions.preview.trigger()
    qtbot.waitUntil(app.window.view.hasFocus)


def test_the_first_start_begins_with_the_first_steps(qtbot: QtBot, app: App) -> None:
    app.bridge.change("app", introduced=False)
    app.start(hidden=False)
    qtbot.waitUntil(lambda: len(dialogs(FirstRun)) == 1)
    dialogs(FirstRun)[0].close()  # type: ignore[attr-defined]


def test_settings_that_cannot_be_used_are_explained(
    qtbot: QtBot, tmp_path: Path, devices: Devices, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bad.toml"
    path.write_text("[camera]\nsource = 'demo'\nwidth = 'wide'\n")
    opened: list[Path] = []
    monkeypatch.setattr("gazefix.ui.app.open_file", opened.append)
    app = App(SettingsFile(path), devices.open)
    app.start(hidden=False)
    (box,) = dialogs(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "It keeps the others." in box.text()
    assert "'camera.width' is 'wide'" in box.informativeText()
    assert "bad.bad.toml" in box.informativeText()
    buttons = {button.text().replace("&", ""): button for button in box.buttons()}
    assert set(buttons) == {"Open the file", "Keep the rest"}
    buttons["Open the file"].click()
    assert opened == [path]
    assert app.bridge.config.camera.source == "demo"
    app.bridge.stop()
    app.tray.hide()
    app.window.hide()


def test_people_are_told_of_trouble_unless_they_look_at_the_window(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(app.tray, "notify", lambda title, _text: told.append(title))
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)
    app.bridge.needs_attention.emit("lost", "")
    monkeypatch.setattr(QApplication, "activeWindow", lambda: app.window)
    app.bridge.needs_attention.emit("lost again", "")
    assert told == ["lost"]


def test_a_mistake_in_a_window_does_not_stop_the_pictures(qtbot: QtBot, app: App) -> None:
    def mistaken() -> None:
        raise ZeroDivisionError("a mistake")

    app.start(hidden=False)
    qtbot.waitUntil(lambda: app.bridge.picture is not None, timeout=10_000)
    with qtbot.captureExceptions() as raised:
        app.bridge.status_changed.connect(mistaken)
        before = app.bridge.status.frames_out
        qtbot.waitUntil(lambda: app.bridge.status.frames_out > before + 10, timeout=5000)
        app.bridge.status_changed.disconnect(mistaken)
    assert raised


class Running:
    """An app in a process of its own."""

    def __init__(self, path: Path, *arguments: str) -> None:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": os.pathsep.join([str(TESTS.parent), str(TESTS)]),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(path), *arguments],
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )

    def status(self) -> dict[str, object]:
        return ask(Request("status"))

    def ready(self) -> bool:
        assert self.process.poll() is None, (
            self.process.stderr.read() if self.process.stderr else ""
        )
        try:
            return self.status()["state"] == "running"
        except ControlError:
            return False


@pytest.fixture
def launch(settings_path: Path) -> Iterator[Callable[..., Running]]:
    started: list[Running] = []

    def start(*arguments: str) -> Running:
        running = Running(settings_path, *arguments)
        started.append(running)
        return running

    yield start
    for running in started:
        if running.process.poll() is None:
            running.process.kill()
        running.process.communicate(timeout=10)


@pytest.fixture
def running(launch: Callable[..., Running]) -> Running:
    made = launch("--hidden")
    wait_until(made.ready, 30)
    return made


@pytest.mark.timed
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_within_two_seconds(running: Running, number: signal.Signals) -> None:
    began = time.monotonic()
    running.process.send_signal(number)
    assert running.process.wait(10) == 0
    assert time.monotonic() - began < 2.0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_qt_is_imported_ends_it_without_a_word(number: signal.Signals) -> None:
    code = f"""
import builtins, os, sys
from gazefix.cli import main
real = builtins.__import__
def importing(name, *arguments, **named):
    if name.startswith("PySide6"):
        os.kill(os.getpid(), {int(number)})
    return real(name, *arguments, **named)
builtins.__import__ = importing
sys.argv = ["gazefix", "app"]
main.main()
"""
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (-number, "", "")


def test_a_removed_runtime_folder_comes_back_and_no_second_app_starts(
    running: Running, launch: Callable[..., Running]
) -> None:
    shutil.rmtree(runtime_folder())
    wait_until(lambda: Path(endpoint()).exists(), 10)
    second = launch()
    assert second.process.wait(20) == 0
    assert running.status()["state"] == "running"


def test_quit_from_outside_ends_it(running: Running) -> None:
    assert run_command(["ctl", "quit"]) == 0
    assert running.process.wait(10) == 0
    with pytest.raises(ControlError, match="not running"):
        ask(Request("status"))


def test_a_second_start_raises_the_first_and_ends(
    running: Running, launch: Callable[..., Running]
) -> None:
    second = launch()
    assert second.process.wait(20) == 0
    assert running.process.poll() is None
    assert running.status()["state"] == "running"


@pytest.mark.timed
def test_after_kill_9_the_settings_are_there_and_everything_opens_again(
    running: Running, launch: Callable[..., Running], saved: Callable[[], Config]
) -> None:
    ask(Request("vertical", -7.0))
    ask(Request("strength", 60.0))
    wait_until(lambda: saved().correction.strength == 60, 1.0)
    running.process.kill()
    running.process.wait(10)
    again = launch("--hidden")
    wait_until(again.ready, 30)
    status = again.status()
    assert (status["vertical_deg"], status["strength"]) == (-7.0, 60.0)
    assert (status["camera"], status["output"]) == ("demo", "null")
    wait_until(lambda: float(str(again.status()["fps"])) > 5)


def test_only_its_user_can_open_the_socket(running: Running) -> None:
    path = Path(endpoint())
    assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_folder_of_somebody_elses_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gazefix").symlink_to(tmp_path)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with pytest.raises(ControlError, match="not your folder"):
        runtime_folder()


def exchange(raw: bytes) -> list[dict[str, object]]:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(5)
        connection.connect(endpoint())
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while part := connection.recv(4096):
            answer += part
    return [json.loads(line) for line in answer.splitlines()]


def test_bad_messages_are_answered_with_errors_and_change_nothing(
    running: Running, settings_path: Path
) -> None:
    before = running.status()
    for raw in (
        b"nonsense\n",
        b'{"command": "vertical", "value": 99}\n',
        b'{"command": "mode", "value": 3}\n',
        b"x" * 100_000,
    ):
        (answer,) = exchange(raw)
        assert answer["ok"] is False
        assert answer["error"]
    after = running.status()
    assert {k: v for k, v in before.items() if k != "fps"} == {
        k: v for k, v in after.items() if k != "fps"
    }
    assert parse_config(settings_path.read_text()).correction.vertical_deg == 0


def test_several_requests_in_a_row_are_answered_in_order(running: Running) -> None:
    lines = b"".join(
        json.dumps({"command": "vertical", "value": value}).encode() + b"\n" for value in (1, 2, 3)
    )
    assert [a["status"]["vertical_deg"] for a in exchange(lines)] == [1, 2, 3]  # type: ignore[index]


def ctl(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run_command(["ctl", *arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_the_commands_do_what_they_say(
    running: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    def after(*arguments: str) -> dict[str, object]:
        code, _, err = ctl(capsys, *arguments)
        assert code == 0, err
        return running.status()

    assert after("off")["enabled"] is False
    assert after("on")["enabled"] is True
    assert after("toggle")["enabled"] is False
    assert after("toggle")["enabled"] is True
    assert after("pause")["state"] == "paused"
    assert after("resume")["state"] != "paused"
    assert after("mode", "teleprompter")["mode"] == "teleprompter"
    assert after("vertical", "-5")["vertical_deg"] == -5
    assert after("vertical", "--by", "1")["vertical_deg"] == -4
    assert after("vertical", "--by", "-2.5")["vertical_deg"] == -6.5
    assert after("horizontal", "-12.5")["horizontal_deg"] == -12.5
    assert after("horizontal", "--by", "60")["horizontal_deg"] == 30
    assert after("strength", "80")["strength"] == 80
    assert after("show")["strength"] == 80
    code, out, _ = ctl(capsys, "status", "--json")
    assert code == 0
    told = json.loads(out)
    assert (told["mode"], told["vertical_deg"], told["horizontal_deg"], told["strength"]) == (
        "teleprompter",
        -6.5,
        30,
        80,
    )
    assert {"state", "reason", "camera", "output", "fps"} <= set(told)
    assert "teleprompter, vertical -6.5" in ctl(capsys, "status")[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("vertical",),
        ("vertical", "1", "--by", "1"),
        ("vertical", "31"),
        ("vertical", "nan"),
        ("mode", "up"),
        ("strength", "-1"),
        ("fly",),
    ],
)
def test_wrong_usage_is_told_without_asking_the_app(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    code, _, err = ctl(capsys, *arguments)
    assert code == 2
    assert err


def test_without_a_running_app_the_commands_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = ctl(capsys, "status")
    assert code == 1
    assert "not running" in err
    assert "start it with" in err


def test_the_menu_entry_is_installed_and_removed_by_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    entry = Path(os.environ["XDG_DATA_HOME"]) / "applications" / "gazefix.desktop"
    assert run_command(["install-desktop"]) == 0
    assert str(entry) in capsys.readouterr().out
    assert entry.is_file()
    assert run_command(["install-desktop", "--remove"]) == 0
    assert not entry.exists()


def test_controlling_it_loads_no_heavy_library() -> None:
    code = (
        "import sys; from gazefix.cli.main import run_command; run_command(['ctl', 'status'])\n"
        "names = ('torch', 'mediapipe', 'cv2', 'PySide6', 'av', 'numpy');"
        "print([name for name in names if name in sys.modules])"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert printed.strip().splitlines()[-1] == "[]"


def refusal(environment: dict[str, str], *arguments: str) -> str:
    """What a start that ends with 1 says."""
    ended = subprocess.run(
        [sys.executable, "-m", "gazefix", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 1
    return ended.stderr


def test_without_a_display_the_start_says_so() -> None:
    environment = {
        k: v
        for k, v in os.environ.items()
        if k not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    said = refusal(environment)
    assert "there is no display" in said


def test_a_qt_that_cannot_be_loaded_is_told_without_a_traceback(tmp_path: Path) -> None:
    broken = "libQt6Core.so.6: undefined symbol: qt_version_tag_6_9"
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6/__init__.py").write_text(f"raise ImportError('{broken}')")
    folders = [str(tmp_path), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, folders))}
    said = refusal(environment, "app")
    assert f"Qt cannot be loaded: {broken}" in said
    assert "LD_LIBRARY_PATH" in said
    assert "Traceback" not in said


def test_a_display_that_does_not_answer_is_told_in_our_words() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": ":987"}
    said = refusal(environment, "app")
    assert "no window can be shown" in said
    assert "gazefix doctor" in said
