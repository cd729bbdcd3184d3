"""A key combination that works in every program.

On X11 the keys are GazeFix's own; on Wayland the desktop's portal (GlobalShortcuts) gives them.
The libraries are those that Qt and the portal need themselves, called by ctypes.

The keys are declared in `config.AppConfig.shortcut`, and chosen in ui.widgets.shortcut. The
window's own keys, such as Ctrl+E, are in ui.actions.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Final, Protocol

from gazefix.errors import ControlError

NONE_HERE: Final = "this desktop gives programs no shortcuts"
BY_HAND: Final = (
    "in the desktop's settings, make a shortcut that runs the command gazefix ctl toggle"
)
#: Qt's names of the modifiers.
_MODIFIERS: Final = {"Ctrl", "Alt", "Shift", "Meta"}
_FUNCTIONS: Final = [str(number) for number in range(1, 13)]


class Listener(Protocol):
    """Hears the keys until it is closed."""

    def close(self) -> None:
        """Give the keys back. May be called twice."""


def listen(
    keys: str, pressed: Callable[[], object], failed: Callable[[ControlError], object]
) -> Listener:
    """Return what calls `pressed` whenever the keys are pressed, in whatever program.

    keys     in Qt's portable form: "Ctrl+Alt+E", "Meta+F9"
    failed   called later if the desktop refuses

    Both are called in a thread of its own. Raises ControlError where the keys can't be had.
    """
    if sys.platform == "linux" and os.environ.get("WAYLAND_DISPLAY"):
        from gazefix.desktop.shortcut.portal import PortalListener

        return PortalListener(keys, pressed, failed)
    if sys.platform == "linux" and os.environ.get("DISPLAY"):
        from gazefix.desktop.shortcut.x11 import X11Listener

        return X11Listener(keys, pressed)
    raise ControlError(NONE_HERE, BY_HAND)


def split_keys(keys: str) -> tuple[list[str], str]:
    """Return the modifiers, by Qt's names, and the key. Raises ControlError for unknown ones."""
    *modifiers, key = keys.split("+")
    known = key.isalnum() and (len(key) == 1 or (key[0] == "F" and key[1:] in _FUNCTIONS))
    if not modifiers or not known or not set(modifiers) <= _MODIFIERS:
        raise refused(keys)
    return modifiers, key


def refused(keys: str) -> ControlError:
    """Return the error of keys that can't be a shortcut."""
    hint = "choose Ctrl, Alt, Shift or Meta with a letter, a digit or F1 to F12"
    return ControlError(f"{keys} can't be a shortcut", hint)
