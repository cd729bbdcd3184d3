"""Start GazeFix with the desktop: by an XDG autostart entry, Windows' Run key, or a macOS agent.

None of them needs an administrator.
"""

from __future__ import annotations

import contextlib
import os
import plistlib
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, Protocol

from gazefix.desktop.menu_entry import APP_ID, exec_line, start_command
from gazefix.errors import OutputError
from gazefix.files import NewFile

_LABEL: Final = "org.gazefix.app"
_RUN_KEY: Final = r"Software\Microsoft\Windows\CurrentVersion\Run"


class Autostart(Protocol):
    """One system's way to start programs."""

    def is_on(self) -> bool:
        """Return whether GazeFix starts with the desktop."""

    def switch(self, on: bool) -> None:
        """Switch it on or off. Raises OutputError."""


class XdgAutostart:
    """An entry in the autostart folder (Desktop Application Autostart Specification)."""

    def __init__(self, folder: Path | None = None, command: Sequence[str] | None = None) -> None:
        config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
        self._path = (folder or config / "autostart") / f"{APP_ID}.desktop"
        self._command = hidden_command() if command is None else list(command)

    def is_on(self) -> bool:
        """Return whether the entry exists and no desktop's settings have switched it off."""
        try:
            lines = self._path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return False
        off = {"Hidden=true", "X-GNOME-Autostart-enabled=false", "X-MATE-Autostart-enabled=false"}
        return not off & {line.strip() for line in lines}

    def switch(self, on: bool) -> None:
        """Write the entry, or remove it."""
        text = (
            "[Desktop Entry]\nType=Application\nName=GazeFix\nComment=Eye contact in video calls\n"
            f"Exec={exec_line(self._command)}\nIcon={APP_ID}\nTerminal=false\n"
            "X-GNOME-Autostart-enabled=true\n"
        )
        _write_or_remove(self._path, text.encode() if on else None)


class LaunchAgent:
    """A property list in ~/Library/LaunchAgents (launchd.plist(5)), read at the next login."""

    def __init__(self, folder: Path | None = None, command: Sequence[str] | None = None) -> None:
        self._path = (folder or Path.home() / "Library" / "LaunchAgents") / f"{_LABEL}.plist"
        self._command = hidden_command() if command is None else list(command)

    def is_on(self) -> bool:
        """Return whether the property list exists and runs at login."""
        try:
            return bool(plistlib.loads(self._path.read_bytes()).get("RunAtLoad"))
        except (OSError, plistlib.InvalidFileException, ValueError, AttributeError):
            return False

    def switch(self, on: bool) -> None:
        """Write the property list, or remove it."""
        agent = {
            "Label": _LABEL,
            "ProgramArguments": self._command,
            "RunAtLoad": True,
            "ProcessType": "Interactive",
        }
        _write_or_remove(self._path, plistlib.dumps(agent) if on else None)


class RunKey:
    """A value under the current user's Run key."""

    def __init__(self, registry: Any = None, command: Sequence[str] | None = None) -> None:
        """`registry` is the module winreg."""
        if registry is None:
            import winreg as registry  # type: ignore[no-redef,import-not-found,unused-ignore]
        self._registry = registry
        self._command = hidden_command() if command is None else list(command)

    def is_on(self) -> bool:
        """Return whether the value exists."""
        try:
            with self._registry.OpenKey(self._registry.HKEY_CURRENT_USER, _RUN_KEY) as key:
                return bool(self._registry.QueryValueEx(key, "GazeFix")[0])
        except OSError:
            return False

    def switch(self, on: bool) -> None:
        """Set the value, or delete it."""
        registry = self._registry
        try:
            with registry.CreateKey(registry.HKEY_CURRENT_USER, _RUN_KEY) as key:
                if on:
                    command = subprocess.list2cmdline(self._command)
                    registry.SetValueEx(key, "GazeFix", 0, registry.REG_SZ, command)
                else:
                    with contextlib.suppress(FileNotFoundError):
                        registry.DeleteValue(key, "GazeFix")
        except OSError as error:
            message = f"cannot change the registry: {error.strerror}"
            raise OutputError(message, "check your rights on this computer") from error


def autostart() -> Autostart:
    """Return this system's way to start programs."""
    if sys.platform == "win32":
        return RunKey()
    return LaunchAgent() if sys.platform == "darwin" else XdgAutostart()


def hidden_command() -> list[str]:
    """Return the command that starts the app in the tray only."""
    return [*start_command(), "app", "--hidden"]


def _write_or_remove(path: Path, content: bytes | None) -> None:
    try:
        if content is None:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        hint = "check that you may write there"
        raise OutputError(f"cannot change {path}: {error.strerror}", hint) from error
    with NewFile(path, overwrite=True) as file:
        file.handle.write(content)
