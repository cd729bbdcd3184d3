"""D-Bus through GLib: calls and signals whose values are GVariants written as text."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, Structure, byref, c_char_p, c_int, c_uint32, c_void_p
from typing import Any, Final, Self

_SESSION_BUS: Final = 2
_AUTHENTICATE_AND_SAY_HELLO: Final = 1 | 8
_LIMIT_MS: Final = 10_000
_ON_SIGNAL: Final = CFUNCTYPE(
    None, c_void_p, c_char_p, c_char_p, c_char_p, c_char_p, c_void_p, c_void_p
)


class BusError(Exception):
    """The bus or a service on it refused, in its words."""


class _Error(Structure):
    _fields_ = (("domain", c_uint32), ("code", c_int), ("message", c_char_p))


class Bus:
    """A connection of its own to the session's bus, used by one thread but for `stop`.

    A context manager. Signals come while it runs.
    """

    def __init__(self) -> None:
        """Raises BusError where there is no bus, or no GLib."""
        try:
            self.glib = _library()
        except OSError as error:
            raise BusError(str(error)) from error
        glib = self.glib
        self._context = c_void_p(glib.g_main_context_new())
        glib.g_main_context_push_thread_default(self._context)
        self._kept: list[Any] = []
        self._stopped = threading.Event()
        address = self._checked(glib.g_dbus_address_get_for_bus_sync, _SESSION_BUS, None)
        self.connection = c_void_p(
            self._checked(
                glib.g_dbus_connection_new_for_address_sync,
                *(c_void_p(address), _AUTHENTICATE_AND_SAY_HELLO, None, None),
            )
        )
        glib.g_free(c_void_p(address))
        #: The connection's own name on the bus.
        self.name: str = glib.g_dbus_connection_get_unique_name(self.connection).decode()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        glib = self.glib
        glib.g_dbus_connection_close_sync(self.connection, None, None)
        glib.g_object_unref(self.connection)
        glib.g_main_context_pop_thread_default(self._context)

    def on(
        self, sender: str, path: str, interface: str, member: str, do: Callable[[str], object]
    ) -> None:
        """Call `do` with the values of each such signal, as text."""

        def heard(*arguments: Any) -> None:
            do(self._text(arguments[5]))

        callback = _ON_SIGNAL(heard)
        self._kept.append(callback)
        names = [name.encode() for name in (sender, interface, member, path)]
        self.glib.g_dbus_connection_signal_subscribe(
            self.connection, *names, None, 0, callback, None, None
        )

    def call(self, name: str, path: str, interface: str, method: str, values: str) -> str:
        """Call a method with values as text, and return its answer as text. Raises BusError."""
        glib = self.glib
        given = c_void_p(self._checked(glib.g_variant_parse, None, values.encode(), None, None))
        names = [each.encode() for each in (name, path, interface, method)]
        try:
            answer = self._checked(
                glib.g_dbus_connection_call_sync,
                *(self.connection, *names, given, None, 0, _LIMIT_MS, None),
            )
        finally:
            glib.g_variant_unref(given)
        text = self._text(answer)
        glib.g_variant_unref(c_void_p(answer))
        return text

    def run(self) -> None:
        """Hear signals until `stop`."""
        while not self._stopped.is_set():
            self.glib.g_main_context_iteration(self._context, True)

    def stop(self) -> None:
        """End `run`. From any thread."""
        self._stopped.set()
        self.glib.g_main_context_wakeup(self._context)

    def _text(self, variant: int) -> str:
        text = self.glib.g_variant_print(c_void_p(variant), True)
        shown = ctypes.string_at(text).decode()
        self.glib.g_free(c_void_p(text))
        return shown

    def _checked(self, function: Any, *arguments: Any) -> int:
        """Call a function whose last parameter is a GError, and return the pointer it gives."""
        error = POINTER(_Error)()
        result: int | None = function(*arguments, byref(error))
        if not result:
            message = error.contents.message.decode() if error else "no answer"
            raise BusError(message)
        return result


def _library() -> ctypes.CDLL:
    gio = ctypes.CDLL("libgio-2.0.so.0")  # its symbols include those of GLib and GObject
    for name in (
        *("g_main_context_new", "g_dbus_address_get_for_bus_sync", "g_variant_parse"),
        *("g_dbus_connection_new_for_address_sync", "g_dbus_connection_call_sync"),
        "g_variant_print",
    ):
        getattr(gio, name).restype = c_void_p
    gio.g_dbus_connection_get_unique_name.restype = c_char_p
    gio.g_main_context_iteration.argtypes = [c_void_p, c_int]
    gio.g_main_context_wakeup.argtypes = [c_void_p]
    return gio
