"""GazeFix in the applications menu of a Linux desktop, for this user only; and how it is started from outside a terminal."""

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

#: What the desktop calls the app: the name of its entry, its icon and its windows.
APP_ID: Final = "gazefix"
_ENTRY, _ICON = f"{APP_ID}.desktop", f"{APP_ID}.svg"


def asset(name: str) -> Path:
    """A file of packaging/linux: in the installed package, else in the checkout. Raises OutputError."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "linux", package.parent / "packaging" / "linux"):
        if (folder / name).is_file():
            return folder / name
    raise OutputError(f"{name} is missing from this installation", "reinstall GazeFix")


def start_command() -> list[str]:
    """The program and its arguments that start this installation's GazeFix, from wherever."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    script = Path(sys.executable).with_name("gazefix.exe" if sys.platform == "win32" else "gazefix")
    return (
        [str(script)] if script.is_file() else [_without_console(sys.executable), "-m", "gazefix"]
    )


def exec_line(command: Sequence[str]) -> str:
    """A command for the Exec key of a desktop entry. Quoting: Desktop Entry Specification, "The Exec key"."""
    return " ".join(_quoted(part) for part in command)


def entry_text(command: Sequence[str]) -> str:
    """The entry for the applications menu, with `command` in place of the plain name of the program."""
    text = asset(_ENTRY).read_text(encoding="utf-8")
    return text.replace("Exec=gazefix", f"Exec={exec_line(command)}")


def install(data: Path | None = None) -> list[Path]:
    """Puts entry and icon under this user's data folder, in place of older ones; what was written. Raises OutputError."""
    _only_on_linux()
    entry, icon = _places(data)
    for path, content in (
        (entry, entry_text(start_command()).encode()),
        (icon, asset(_ICON).read_bytes()),
    ):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(
                f"cannot make the folder {path.parent}: {error.strerror}",
                "check who may write there",
            ) from error
        with NewFile(path, overwrite=True) as file:
            file.handle.write(content)
    _tell_desktop(entry.parent)
    return [entry, icon]


def remove(data: Path | None = None) -> list[Path]:
    """Takes entry and icon away; what was there. Raises OutputError."""
    _only_on_linux()
    removed = []
    for path in _places(data):
        try:
            path.unlink()
            removed.append(path)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise OutputError(
                f"cannot remove {path}: {error.strerror}", "check who may write there"
            ) from error
    _tell_desktop(_places(data)[0].parent)
    return removed


def _places(data: Path | None) -> tuple[Path, Path]:
    data = data or Path(platformdirs.user_data_dir())
    return data / "applications" / _ENTRY, data / "icons" / "hicolor" / "scalable" / "apps" / _ICON


def _only_on_linux() -> None:
    if sys.platform != "linux":
        raise OutputError(
            "there is no such menu entry on this system", "start GazeFix with: gazefix"
        )


def _tell_desktop(applications: Path) -> None:
    """Desktops notice by themselves; some are quicker when told."""
    if tool := shutil.which("update-desktop-database"):
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(
                [tool, "-q", str(applications)], capture_output=True, timeout=10, check=False
            )


def _quoted(part: str) -> str:
    plain = part.replace("%", "%%")
    if part and not set(part) & set(" \t\n\"'\\><~|&;$*?#()`"):
        return plain
    escaped = "".join(f"\\{char}" if char in '"`$\\' else char for char in plain)
    return (
        '"' + escaped.replace("\\", "\\\\") + '"'
    )  # the entry's own escapes come on top of the quoting


def _without_console(python: str) -> str:
    """On Windows pythonw.exe, which opens no console."""
    windowed = Path(python).with_name("pythonw.exe")
    return str(windowed) if sys.platform == "win32" and windowed.is_file() else python
