"""The tray app, driven by mouse and keyboard on a real display and checked by its pixels."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from helpers.desktop import PATIENCE_S, Desktop, end, until

from gazefix.desktop.settings_toml import parse_config

from .conftest import DEMO, INTRODUCED, App

Keep = Callable[[str], np.ndarray[Any, Any]]
TEAL, GREY, RED = (18, 160, 143), (117, 117, 117), (221, 59, 59)
DOT, DARK = (255, 214, 64), (40, 44, 48)

pytestmark = [pytest.mark.slow, pytest.mark.timed, pytest.mark.timeout(300)]


def share_of(rgb: np.ndarray[Any, Any], colour: tuple[int, int, int]) -> float:
    """Return the share of a picture that has a colour."""
    return float(np.mean(np.abs(rgb.astype(int) - colour).max(-1) < 24))


def icon_colours(desktop: Desktop) -> dict[str, float]:
    rgb = desktop.shot(area=desktop.tray_icon())
    return {"teal": share_of(rgb, TEAL), "grey": share_of(rgb, GREY), "red": share_of(rgb, RED)}


def open_menu(desktop: Desktop) -> tuple[int, int, int, int]:
    """Return the tray menu's x, y, width, height."""
    before = set(desktop.find("--class", "gazefix"))
    x, y, width, height = desktop.tray_icon()
    (menu,) = desktop.act(
        lambda: desktop.click(x + width / 2, y + height / 2, 3),
        lambda: set(desktop.find("--class", "gazefix")) - before,
    )
    time.sleep(0.3)
    return desktop.geometry(menu)


def gone(desktop: Desktop, name: str) -> bool:
    return not desktop.find("--name", f"^{name}$")


def close_window(desktop: Desktop) -> None:
    desktop.press("GazeFix", "alt+F4", until=lambda: gone(desktop, "GazeFix"))


def open_dialog(desktop: Desktop, key: str, name: str) -> str:
    """Open a dialog by the menu of tools; return its window."""
    desktop.press("GazeFix", "Escape", "alt+t", key, until=lambda: not gone(desktop, name))
    return desktop.window(name)


def saved(desktop: Desktop) -> Any:
    return parse_config((desktop.home / "config/gazefix/config.toml").read_text())


def test_the_window_is_up_in_under_one_and_a_half_seconds_and_the_session_follows(
    desktop: Desktop, keep: Keep
) -> None:
    desktop.settings(INTRODUCED)
    times = []
    for _ in range(3):
        began = time.monotonic()
        app = App(desktop)
        until(lambda: desktop.find("--name", "^GazeFix$"))
        times.append(time.monotonic() - began)
        if len(times) < 3:
            assert end(app.process)[0] == 0
    assert min(times) < 1.5, times
    until(app.running)
    keep("window")


def test_the_first_steps_are_gone_through_with_the_keyboard(desktop: Desktop, keep: Keep) -> None:
    desktop.settings(DEMO)
    app = App(desktop)
    desktop.window("Welcome to GazeFix")
    until(app.running)
    time.sleep(1.0)
    keep("first-1-camera")
    desktop.keys("Return")
    time.sleep(0.3)
    keep("first-2-output")
    desktop.keys("Return")
    time.sleep(0.3)
    keep("first-3-calibration")
    desktop.keys("alt+k")
    time.sleep(0.3)
    keep("first-4-ready")
    desktop.keys("Return")
    until(lambda: not desktop.find("--name", "^Welcome to GazeFix$"))
    until(lambda: saved(desktop).app.introduced)
    assert app.running()


def test_the_angle_is_changed_by_the_menu(desktop: Desktop, app: App, keep: Keep) -> None:
    open_menu(desktop)
    keep("menu")
    desktop.keys("v")
    time.sleep(0.3)
    keep("menu-angle")
    desktop.keys("Return")
    until(lambda: app.status()["vertical_deg"] == 1)
    open_menu(desktop)
    desktop.keys("h", "Down", "Return")
    until(lambda: app.status()["horizontal_deg"] == -1)
    until(lambda: saved(desktop).correction.horizontal_deg == -1)


def test_the_menu_switches_the_correction_by_a_click_and_the_icon_tells(
    desktop: Desktop, app: App, keep: Keep
) -> None:
    until(lambda: icon_colours(desktop)["teal"] > 0.1)
    keep("icon-correcting")
    x, y, width, _ = open_menu(desktop)
    desktop.click(x + width / 3, y + 12)
    until(lambda: app.status()["enabled"] is False)
    until(lambda: icon_colours(desktop)["teal"] < 0.01)
    assert icon_colours(desktop)["grey"] > 0.03
    keep("icon-off")


def test_the_wheel_over_the_icon_turns_the_angle(desktop: Desktop, app: App) -> None:
    x, y, width, height = desktop.tray_icon()
    desktop.click(x + width / 2, y + height / 2, 4)
    desktop.click(x + width / 2, y + height / 2, 4)
    until(lambda: app.status()["vertical_deg"] == 2)
    desktop.click(x + width / 2, y + height / 2, 5)
    until(lambda: app.status()["vertical_deg"] == 1)


def divider_column(rgb: np.ndarray[Any, Any]) -> int | None:
    """Return the column that is white over most of its height."""
    middle = rgb[rgb.shape[0] // 4 : rgb.shape[0] // 2]
    white = (middle.min(-1) > 245).mean(0)
    column = int(white.argmax())
    return column if white[column] > 0.8 else None


def test_the_divider_is_dragged_with_the_mouse(desktop: Desktop, app: App, keep: Keep) -> None:
    x, y, width, height = desktop.geometry(desktop.window("GazeFix"))
    time.sleep(1.0)
    area = (x + 20, y + 60, round(width * 0.6), round(height * 0.7))
    first = divider_column(desktop.shot(area=area))
    assert first is not None
    at, row = area[0] + first, y + height // 2
    desktop.hand("mousemove", at, row, "mousedown", 1)
    for step in range(1, 11):
        desktop.hand("mousemove", at - 15 * step, row)
    desktop.hand("mouseup", 1)
    time.sleep(0.5)
    keep("divider")
    moved = divider_column(desktop.shot(area=area))
    assert moved is not None
    assert moved == pytest.approx(first - 150, abs=3)


def test_the_shortcut_works_while_another_window_has_the_keyboard(desktop: Desktop) -> None:
    desktop.settings(f'{INTRODUCED}shortcut = "Ctrl+Alt+E"\n')
    app = App(desktop, "app", "--hidden")
    until(app.status)
    assert app.status()["enabled"]
    desktop.keys("ctrl+alt+e")
    until(lambda: not app.status()["enabled"])
    assert end(app.process)[0] == 0


def test_pausing_shows_a_card_and_closes_the_camera_and_going_on_brings_the_picture_back(
    desktop: Desktop, app: App, keep: Keep
) -> None:
    x, y, width, height = desktop.geometry(desktop.window("GazeFix"))
    picture = (x + 40, y + height // 3, width // 3, height // 4)
    time.sleep(0.5)
    assert desktop.shot(area=picture).std() > 20
    open_menu(desktop)
    desktop.keys("p")
    until(lambda: app.status()["state"] == "paused")
    time.sleep(0.5)
    keep("paused")
    assert desktop.shot(area=picture).mean() < 60
    assert icon_colours(desktop)["grey"] > 0.03
    assert app.status()["camera"] in {"", "demo"}
    open_menu(desktop)
    desktop.keys("p")
    until(app.running)
    until(lambda: desktop.shot(area=picture).std() > 20)


def test_quit_in_the_menu_ends_it_within_two_seconds(desktop: Desktop, app: App) -> None:
    open_menu(desktop)
    began = time.monotonic()
    desktop.keys("q")
    assert app.process.wait(10) == 0
    assert time.monotonic() - began < 2.0
    assert desktop.find("--name", "^GazeFix$") == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_end_it_within_two_seconds(app: App, number: signal.Signals) -> None:
    code, seconds = end(app.process, number)
    assert (code, seconds < 2.0) == (0, True)


def test_closing_the_window_leaves_the_tray_running_and_a_click_on_it_brings_the_window_back(
    desktop: Desktop, app: App, keep: Keep
) -> None:
    close_window(desktop)
    assert app.running()
    x, y, width, height = desktop.tray_icon()
    desktop.act(
        lambda: desktop.click(x + width / 2, y + height / 2), lambda: not gone(desktop, "GazeFix")
    )


def test_a_second_start_brings_the_window_back(desktop: Desktop, app: App) -> None:
    close_window(desktop)
    assert desktop.start().wait(20) == 0
    desktop.window("GazeFix")
    assert app.process.poll() is None


def test_after_kill_9_everything_is_as_it_was(desktop: Desktop, app: App) -> None:
    for command in (("mode", "angle"), ("vertical", "-9"), ("strength", "70")):
        assert desktop.gazefix("ctl", *command).returncode == 0
    until(lambda: saved(desktop).correction.strength == 70)
    app.process.kill()
    app.process.wait(10)
    again = App(desktop)
    until(again.running)
    told = again.status()
    assert (told["mode"], told["vertical_deg"], told["strength"]) == ("angle", -9, 70)
    assert (told["camera"], told["output"]) == ("demo", "preview")


def test_all_pages_and_dialogs_can_be_looked_at(desktop: Desktop, app: App, keep: Keep) -> None:
    desktop.hand("windowactivate", "--sync", desktop.window("GazeFix"))
    desktop.keys("alt+m")
    time.sleep(0.4)
    keep("page-devices")
    desktop.keys("alt+a")
    time.sleep(0.4)
    keep("page-advanced")
    open_dialog(desktop, "d", "Diagnostics")
    until(lambda: app.running() and (time.sleep(12) or True))
    keep("diagnostics")
    desktop.press("Diagnostics", "Escape", until=lambda: gone(desktop, "Diagnostics"))
    open_dialog(desktop, "b", "Calibrate")
    time.sleep(1)
    keep("calibrate")
    desktop.press("Calibrate", "Escape", until=lambda: gone(desktop, "Calibrate"))


def test_without_a_tray_the_window_stays_and_the_command_line_controls_it(tmp_path: Path) -> None:
    with Desktop(tmp_path, tray="") as desktop:
        desktop.settings(INTRODUCED)
        app = App(desktop)
        until(app.running)
        desktop.hand("windowactivate", "--sync", desktop.window("GazeFix"))
        desktop.keys("alt+F4")
        time.sleep(1)
        assert desktop.find("--name", "^GazeFix$")
        desktop.keys("Escape")
        assert desktop.gazefix("ctl", "vertical", "-5").returncode == 0
        assert app.status()["vertical_deg"] == -5
        assert desktop.gazefix("ctl", "quit").returncode == 0
        assert app.process.wait(5) == 0


def test_at_200_percent_everything_is_twice_as_large_and_sharp(tmp_path: Path) -> None:
    with Desktop(tmp_path, (2200, 1500), scale=2.0) as desktop:
        desktop.settings(INTRODUCED)
        app = App(desktop)
        until(app.running)
        _, _, width, height = desktop.geometry(desktop.window("GazeFix"))
        assert width > 1700
        assert height > 1000
        x, y, w, h = desktop.tray_icon()
        icon = desktop.shot(area=(x, y, w, h)).astype(int)
        assert np.abs(np.diff(icon, axis=1)).max() > 120, (
            "edges of an enlarged small icon would be soft"
        )


def test_the_thorough_calibration_shows_its_dot_and_can_be_paused_and_left(
    desktop: Desktop, app: App, keep: Keep
) -> None:
    open_dialog(desktop, "b", "Calibrate")
    time.sleep(1)
    desktop.press("Calibrate", "alt+t", until=lambda: not gone(desktop, "Thorough calibration"))
    x, y, width, height = desktop.geometry(desktop.window("Thorough calibration"))
    assert (x, y, width, height) == (0, 0, *desktop.size)
    time.sleep(0.5)
    keep("thorough-1-screen")
    desktop.keys("alt+m")
    time.sleep(0.3)
    keep("thorough-2-card")
    desktop.press("Thorough calibration", "alt+s", until=lambda: share_of(desktop.shot(), DOT) > 0)
    time.sleep(1.5)
    keep("thorough-3-dot")
    desktop.keys("space")
    time.sleep(0.3)
    first = keep("thorough-4-paused")
    time.sleep(1.0)
    assert np.array_equal(first, desktop.shot())
    desktop.keys("space")
    until(lambda: not np.array_equal(first, desktop.shot()))
    desktop.press(
        "Thorough calibration", "Escape", until=lambda: gone(desktop, "Thorough calibration")
    )
    assert not list((desktop.home / "data").glob("gazefix/recordings/*"))
    assert app.running()


def test_who_follows_the_dot_reaches_the_last_page_and_finds_the_recording_in_the_window(
    desktop: Desktop, keep: Keep
) -> None:
    person = desktop.run_script(Path(__file__).with_name("follower.py"))
    window = desktop.window("Thorough calibration")
    desktop.hand("windowactivate", "--sync", window)
    profiles = desktop.home / "data/gazefix/profiles"
    # Keys that come before the window takes them are lost.
    until(lambda: desktop.keys("alt+s") or list(profiles.glob("*.toml")), 2 * PATIENCE_S)
    until(lambda: share_of(desktop.shot(), DARK) < 0.5)
    keep("thorough-5-result")
    desktop.act(lambda: desktop.keys("Return"), lambda: person.poll() is not None)
    assert person.returncode == 0
    desktop.settings(INTRODUCED)
    app = App(desktop)
    until(app.running)
    open_dialog(desktop, "b", "Calibrate")
    time.sleep(1)
    keep("calibrate-recordings")
    assert desktop.gazefix("capture", "--list").stdout.startswith("camera-640x480  20")
    assert desktop.gazefix("capture", "--delete", "camera-640x480").returncode == 0
    assert not list(profiles.parent.glob("recordings/*"))
    assert list(profiles.glob("*.toml"))
