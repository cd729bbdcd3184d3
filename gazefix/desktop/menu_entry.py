"""GazeFix in the applications menu of a Linux desktop, for this user only."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import platformdirs

from gazefix.errors import OutputError
from gazefix.files import NewFile

#: The desktop's name for the app: that of its entry, its icon and its windows.
APP_ID: Final = "gazefix"
_ENTRY, _ICON = f"{APP_ID}.desktop", f"{APP_ID}.svg"


def asset(name: str) -> Path:
    """Return a file beside GazeFix's modules. Raises OutputError where it is missing."""
    path = Path(__file__).resolve().parents[1] / name
    if not path.is_file():
        raise OutputError(f"{name} is missing from this installation", "reinstall GazeFix")
    return path


def start_command() -> list[str]:
    """Return the command that starts this installation's GazeFix from anywhere."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    python = Path(sys.executable)
    if sys.platform == "win32":  # gazefix.exe and python.exe open a console
        windowed = python.with_name("pythonw.exe")
        return [str(windowed if windowed.is_file() else python), "-m", "gazefix"]
    script = python.with_name("gazefix")
    return [str(script)] if script.is_file() else [str(python), "-m", "gazefix"]


def exec_line(command: Sequence[str]) -> str:
    """Return a command, quoted for the Exec key (Desktop Entry Specification, "The Exec key").

    GLib looks for the program before it turns %% into %, so `env` starts one with % in its path.
    """
    command = ["env", *command] if "/" in command[0] and "%" in command[0] else command
    return " ".join(_quoted(part) for part in command)


def entry_text(command: Sequence[str]) -> str:
    """Return the entry for the applications menu that starts `command`."""
    text = asset(f"desktop/{_ENTRY}").read_text(encoding="utf-8")
    return text.replace("Exec=gazefix", f"Exec={exec_line(command)}")


def install(data: Path | None = None) -> list[Path]:
    """Write entry and icon to the user's data folder and return their paths. Raises OutputError."""
    _only_on_linux()
    entry, icon = _places(data)
    contents = {
        entry: entry_text(start_command()).encode(),
        icon: asset(f"icons/{_ICON}").read_bytes(),
    }
    for path, content in contents.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"cannot make the folder {path.parent}: {error.strerror}"
            raise OutputError(message, "check who may write there") from error
        with NewFile(path, overwrite=True) as file:
            file.handle.write(content)
    _tell_desktop(entry.parent)
    return [entry, icon]


def remove(data: Path | None = None) -> list[Path]:
    """Remove entry and icon and return the paths of those that existed. Raises OutputError."""
    _only_on_linux()
    removed = []
    for path in _places(data):
        try:
            path.unlink()
            removed.append(path)
        except FileNotFoundError:
            continue
        except OSError as error:
            message = f"cannot remove {path}: {error.strerror}"
            raise OutputError(message, "check who may write there") from error
    _tell_desktop(_places(data)[0].parent)
    return removed


def _places(data: Path | None) -> tuple[Path, Path]:
    data = data or Path(platformdirs.user_data_dir())
    return data / "applications" / _ENTRY, data / "icons" / "hicolor" / "scalable" / "apps" / _ICON


def _only_on_linux() -> None:
    if sys.platform != "linux":
        message = "only Linux desktops have such a menu entry"
        raise OutputError(message, "start GazeFix with: gazefix")


def _tell_desktop(applications: Path) -> None:
    """Update the desktop's index. Desktops notice by themselves, but some are slower."""
    if tool := shutil.which("update-desktop-database"):
        command = [tool, "-q", str(applications)]
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(command, capture_output=True, timeout=10, check=False)


def _quoted(part: str) -> str:
    plain = part.replace("%", "%%")
    if part and not set(part) & set(" \t\n\"'\\><~|&;$*?#()`"):
        return plain
    escaped = "".join(f"\\{char}" if char in '"`$\\' else char for char in plain)
    # The entry's own escapes come on top of the quoting.
    return '"' + escaped.replace("\\", "\\\\") + '"'
