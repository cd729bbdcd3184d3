"""A desktop's portal for global shortcuts, on a bus of its own."""

from __future__ import annotations

import queue
import re
import subprocess
import threading
from ctypes import CFUNCTYPE, Structure, byref, c_char_p, c_void_p
from typing import Any, Self

from gazefix.desktop.shortcut.glib import Bus

PATH = "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
XML = f"""<node><interface name="{SHORTCUTS}">
<method name="CreateSession">
<arg type="a{{sv}}" direction="in"/><arg type="o" direction="out"/></method>
<method name="BindShortcuts">
<arg type="o" direction="in"/><arg type="a(sa{{sv}})" direction="in"/>
<arg type="s" direction="in"/><arg type="a{{sv}}" direction="in"/>
<arg type="o" direction="out"/></method>
</interface></node>"""
CALLED = CFUNCTYPE(None, c_void_p, *[c_char_p] * 4, *[c_void_p] * 3)


class VTable(Structure):
    _fields_ = (("call", CALLED), ("others", c_void_p * 10))


class Portal:
    """A bus and a portal on it, which grants shortcuts or refuses them."""

    def __init__(self, *, grants: bool = True) -> None:
        self.asked: queue.Queue[str] = queue.Queue()
        self._response = 0 if grants else 1
        command = ["dbus-daemon", "--session", "--print-address", "--nofork"]
        self._daemon = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._daemon.stdout is not None
        self.address = self._daemon.stdout.readline().strip()
        self._serves = threading.Event()
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._serves.wait(30)
        return self

    def __exit__(self, *_: object) -> None:
        self._bus.stop()
        self._thread.join()
        self._daemon.kill()
        self._daemon.communicate()

    def press(self, session: str) -> None:
        """Press the keys. From any thread."""
        self._emit(
            PATH,
            SHORTCUTS,
            "Activated",
            f"(objectpath '{session}', 'toggle', uint64 7, @a{{sv}} {{}})",
        )

    def _serve(self) -> None:
        self._bus = Bus()
        with self._bus as bus:
            glib, bus_name = bus.glib, "org.freedesktop.DBus"
            glib.g_dbus_node_info_new_for_xml.restype = c_void_p
            node = c_void_p(glib.g_dbus_node_info_new_for_xml(XML.encode(), None))
            glib.g_dbus_node_info_lookup_interface.restype = c_void_p
            interface = c_void_p(glib.g_dbus_node_info_lookup_interface(node, SHORTCUTS.encode()))
            table = VTable(CALLED(self._called))
            glib.g_dbus_connection_register_object(
                bus.connection, PATH.encode(), interface, byref(table), None, None, None
            )
            bus.call(
                bus_name,
                "/org/freedesktop/DBus",
                bus_name,
                "RequestName",
                "('org.freedesktop.portal.Desktop', uint32 4)",
            )
            self._serves.set()
            bus.run()

    def _called(
        self,
        _bus: Any,
        sender: bytes,
        _path: Any,
        _interface: Any,
        method: bytes,
        values: int,
        call: int,
        _: Any,
    ) -> None:
        text = self._bus._text(values)
        self.asked.put(f"{method.decode()} {text}")
        token = re.search(r"'handle_token': <'(\w+)'>", text)
        assert token is not None
        name = sender.decode().lstrip(":").replace(".", "_")
        request = f"{PATH}/request/{name}/{token[1]}"
        answer = c_void_p(
            self._bus._checked(
                self._bus.glib.g_variant_parse,
                None,
                f"(objectpath '{request}',)".encode(),
                None,
                None,
            )
        )
        self._bus.glib.g_dbus_method_invocation_return_value(c_void_p(call), answer)
        response = self._response if method == b"BindShortcuts" else 0
        self._emit(
            request,
            "org.freedesktop.portal.Request",
            "Response",
            f"(uint32 {response}, @a{{sv}} {{}})",
        )

    def _emit(self, path: str, interface: str, signal: str, values: str) -> None:
        bus = self._bus
        given = c_void_p(bus._checked(bus.glib.g_variant_parse, None, values.encode(), None, None))
        names = [each.encode() for each in (path, interface, signal)]
        assert bus.glib.g_dbus_connection_emit_signal(bus.connection, None, *names, given, None)
        bus.glib.g_dbus_connection_flush_sync(bus.connection, None, None)
