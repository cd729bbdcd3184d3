"""A key combination that the desktop's portal gives: org.freedesktop.portal.GlobalShortcuts.

The desktop may ask the user first, and offer other keys. GLib's D-Bus is used, which writes and
reads the portal's nested values as text; QtDBus can't write them from Python.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable
from typing import Final

from gazefix.desktop.menu_entry import APP_ID
from gazefix.desktop.shortcut import BY_HAND, NONE_HERE, split_keys
from gazefix.desktop.shortcut.glib import Bus, BusError
from gazefix.errors import ControlError

_NAME, _PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
_SHORTCUTS: Final = "org.freedesktop.portal.GlobalShortcuts"
_REQUEST: Final = "org.freedesktop.portal.Request"
#: The portal's names of the modifiers (XDG shortcuts specification), by Qt's.
_MODIFIERS: Final = {"Ctrl": "CTRL", "Alt": "ALT", "Shift": "SHIFT", "Meta": "LOGO"}

#: How long a portal that hangs is waited for at the end, in seconds.
_END_S: Final = 0.5

logger = logging.getLogger(__name__)


class PortalListener:
    """Hears a shortcut of the portal in a thread."""

    def __init__(
        self, keys: str, pressed: Callable[[], object], failed: Callable[[ControlError], object]
    ) -> None:
        """Raises ControlError for keys that can't be a shortcut."""
        modifiers, key = split_keys(keys)
        named = [_MODIFIERS[name] for name in modifiers]
        trigger = "+".join([*named, key.lower() if len(key) == 1 else key])
        #: The portal names other letters otherwise: there the user chooses the keys.
        self._wish = f", 'preferred_trigger': <'{trigger}'>" if key.isascii() else ""
        self._pressed, self._failed = pressed, failed
        self._closed = threading.Event()
        self._bus: Bus | None = None
        self._thread = threading.Thread(target=self._run, name="gazefix-keys", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the portal's session, and so the shortcut."""
        self._closed.set()
        if self._bus is not None:
            self._bus.stop()
        self._thread.join(_END_S)

    def _run(self) -> None:
        try:
            self._bus = Bus()
            with self._bus as bus:
                self._ask(bus)
                if not self._closed.is_set():
                    bus.run()
        except BusError as error:
            logger.info("no portal gives shortcuts: %s", error)
            self._failed(ControlError(NONE_HERE, BY_HAND))

    def _ask(self, bus: Bus) -> None:
        sender = bus.name.lstrip(":").replace(".", "_")
        requests = f"{_PATH}/request/{sender}"
        session = f"{_PATH}/session/{sender}/gazefix"

        def made(answer: str) -> None:
            if not _granted(answer):
                self._refuse()
                return
            wish = f"'description': <'GazeFix'>{self._wish}"
            options = "{'handle_token': <'bind'>}"
            bind = f"(objectpath '{session}', [('toggle', {{{wish}}})], '', {options})"
            try:
                bus.call(_NAME, _PATH, _SHORTCUTS, "BindShortcuts", bind)
            except BusError:
                self._refuse()

        def bound(answer: str) -> None:
            if not _granted(answer):
                self._refuse()

        def activated(signal: str) -> None:
            if session in signal:
                self._pressed()

        bus.on(_NAME, f"{requests}/make", _REQUEST, "Response", made)
        bus.on(_NAME, f"{requests}/bind", _REQUEST, "Response", bound)
        bus.on(_NAME, _PATH, _SHORTCUTS, "Activated", activated)
        try:  # programs outside of a sandbox say who they are, where portals ask (1.20)
            registry = "org.freedesktop.host.portal.Registry"
            bus.call(_NAME, _PATH, registry, "Register", f"('{APP_ID}', @a{{sv}} {{}})")
        except BusError:
            pass
        options = "{'handle_token': <'make'>, 'session_handle_token': <'gazefix'>}"
        bus.call(_NAME, _PATH, _SHORTCUTS, "CreateSession", f"({options},)")

    def _refuse(self) -> None:
        self._failed(ControlError("the desktop refused the shortcut", BY_HAND))


def _granted(answer: str) -> bool:
    """Return whether a Response's values, as text, say success."""
    return re.match(r"\((uint32 )?0\b", answer) is not None
