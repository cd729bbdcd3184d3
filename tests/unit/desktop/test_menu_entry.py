"""The applications menu, and starting with the desktop, in folders of the test."""

from __future__ import annotations

import configparser
import plistlib
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from gazefix.desktop import menu_entry as desktop
from gazefix.desktop.autostart import LaunchAgent, RunKey, XdgAutostart, hidden_command
from gazefix.errors import OutputError

linux = pytest.mark.skipif(sys.platform != "linux", reason="desktop entries are for Linux")


def entry_of(path: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(path.read_text())
    return parser["Desktop Entry"]


@linux
def test_the_menu_entry_and_its_icon_are_put_there_and_taken_away(tmp_path: Path) -> None:
    entry, icon = desktop.install(tmp_path)
    assert entry == tmp_path / "applications" / "gazefix.desktop"
    assert icon == tmp_path / "icons/hicolor/scalable/apps/gazefix.svg"
    found = entry_of(entry)
    assert (found["Name"], found["Icon"], found["Terminal"]) == ("GazeFix", "gazefix", "false")
    assert shlex.split(found["Exec"]) == desktop.start_command()
    assert b"<svg" in icon.read_bytes()
    assert desktop.remove(tmp_path) == [entry, icon]
    assert not entry.exists()
    assert not icon.exists()


@linux
def test_installing_twice_and_removing_what_is_not_there_are_no_errors(tmp_path: Path) -> None:
    desktop.install(tmp_path)
    desktop.install(tmp_path)
    desktop.remove(tmp_path)
    assert desktop.remove(tmp_path) == []


@linux
def test_every_program_of_the_entry_is_this_installation() -> None:
    text = desktop.entry_text(["/opt/gaze fix/gazefix"])
    programs = [line for line in text.splitlines() if line.startswith("Exec=")]
    assert programs[0] == 'Exec="/opt/gaze fix/gazefix"'
    assert len(programs) == 3
    assert all(line.startswith('Exec="/opt/gaze fix/gazefix"') for line in programs)


@pytest.mark.parametrize(
    ("part", "quoted"),
    [("plain", "plain"), ("a b", '"a b"'), ("50%", "50%%"), ('q"', '"q\\\\""'), ("$x", '"\\\\$x"')],
)
def test_a_command_is_quoted_as_desktop_entries_want_it(part: str, quoted: str) -> None:
    assert desktop.exec_line([part]) == quoted


@linux
def test_glib_loads_an_entry_whose_program_has_a_percent_sign_in_its_path(tmp_path: Path) -> None:
    if (gio := shutil.which("gio")) is None:
        pytest.skip("there is no gio")
    program = tmp_path / "100% mine" / "gazefix"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho started > {shlex.quote(str(tmp_path / 'told'))}\n")
    program.chmod(0o755)
    entry = tmp_path / "gazefix.desktop"
    entry.write_text(
        f"[Desktop Entry]\nType=Application\nName=G\nExec={desktop.exec_line([str(program)])}\n"
    )
    subprocess.run([gio, "launch", str(entry)], check=True, capture_output=True, timeout=20)
    deadline = time.monotonic() + 10
    while not (tmp_path / "told").exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_start_command_starts_something_that_is_there() -> None:
    assert Path(desktop.start_command()[0]).is_file()


def test_a_missing_file_of_the_package_is_an_error_for_people() -> None:
    with pytest.raises(OutputError, match="missing"):
        desktop.asset("nothing.svg")


def test_xdg_autostart_is_off_switches_on_and_off_again(tmp_path: Path) -> None:
    autostart = XdgAutostart(tmp_path / "autostart", ["/usr/bin/gazefix", "app", "--hidden"])
    assert not autostart.is_on()
    autostart.switch(True)
    assert autostart.is_on()
    assert (
        entry_of(tmp_path / "autostart" / "gazefix.desktop")["Exec"]
        == "/usr/bin/gazefix app --hidden"
    )
    autostart.switch(False)
    autostart.switch(False)
    assert not autostart.is_on()
    assert list((tmp_path / "autostart").iterdir()) == []


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_an_entry_that_the_desktop_has_switched_off_counts_as_off(
    tmp_path: Path, line: str
) -> None:
    autostart = XdgAutostart(tmp_path, ["gazefix"])
    autostart.switch(True)
    path = tmp_path / "gazefix.desktop"
    path.write_text(path.read_text().replace("X-GNOME-Autostart-enabled=true", line))
    assert not autostart.is_on()


def test_an_autostart_folder_that_cannot_be_made_is_an_error_for_people(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        XdgAutostart(tmp_path / "file" / "autostart", ["gazefix"]).switch(True)


def test_a_launch_agent_runs_the_command_at_login(tmp_path: Path) -> None:
    agent = LaunchAgent(tmp_path, ["/Applications/gazefix", "app", "--hidden"])
    assert not agent.is_on()
    agent.switch(True)
    assert agent.is_on()
    (path,) = tmp_path.iterdir()
    written = plistlib.loads(path.read_bytes())
    assert written["ProgramArguments"] == ["/Applications/gazefix", "app", "--hidden"]
    assert written["Label"] == path.stem
    agent.switch(False)
    assert not agent.is_on()


class FakeRegistry:
    """What RunKey uses of winreg."""

    HKEY_CURRENT_USER, REG_SZ = 1, 1

    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    def __enter__(self) -> FakeRegistry:
        return self

    def __exit__(self, *_: object) -> None: ...

    def OpenKey(self, _root: int, path: str) -> FakeRegistry:
        assert path.endswith(r"CurrentVersion\Run")
        return self

    CreateKey = OpenKey

    def QueryValueEx(self, _key: Any, name: str) -> tuple[str, int]:
        if name not in self.values:
            raise FileNotFoundError
        return self.values[name], 1

    def SetValueEx(self, _key: Any, name: str, _reserved: int, _kind: int, value: str) -> None:
        self.values[name] = value

    def DeleteValue(self, _key: Any, name: str) -> None:
        if self.values.pop(name, None) is None:
            raise FileNotFoundError


def test_the_run_key_holds_the_quoted_command() -> None:
    registry = FakeRegistry()
    key = RunKey(registry, [r"C:\Program Files\GazeFix\gazefix.exe", "app", "--hidden"])
    assert not key.is_on()
    key.switch(True)
    assert key.is_on()
    assert registry.values == {"GazeFix": r'"C:\Program Files\GazeFix\gazefix.exe" app --hidden'}
    key.switch(False)
    key.switch(False)
    assert not key.is_on()


def test_what_is_started_at_login_is_the_hidden_app() -> None:
    assert hidden_command()[-2:] == ["app", "--hidden"]


@pytest.mark.parametrize("there", [True, False])
def test_windows_starts_the_app_without_a_console(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    """Pip's gazefix.exe would open one at every login."""
    for name in ("python.exe", "gazefix.exe", *(["pythonw.exe"] if there else [])):
        (tmp_path / name).touch()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python.exe"))
    python = tmp_path / ("pythonw.exe" if there else "python.exe")
    assert desktop.start_command() == [str(python), "-m", "gazefix"]
