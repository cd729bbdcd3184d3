"""A key combination that X11 sends to GazeFix alone, through libxcb."""

from __future__ import annotations

import ctypes
import itertools
import os
import select
import threading
from collections.abc import Callable
from ctypes import POINTER, Structure, c_int, c_uint8, c_uint16, c_uint32, c_void_p
from typing import Final

from gazefix.desktop.shortcut import BY_HAND, NONE_HERE, refused, split_keys
from gazefix.errors import ControlError

#: X11's masks by Qt's names; Meta is Mod4.
_MASKS: Final = {"Shift": 1, "Ctrl": 4, "Alt": 8, "Meta": 64}
#: Caps Lock and Num Lock: a grab holds for exactly its modifiers.
_LOCKS: Final = (0, 2, 16, 2 | 16)
_F1: Final = 0xFFBE
_ASYNC: Final = 1
_PRESS, _RELEASE = 2, 3


class _Iterator(Structure):
    _fields_ = (("data", POINTER(c_uint32)), ("rem", c_int), ("index", c_int))


class _Event(Structure):
    _fields_ = (("kind", c_uint8), ("key", c_uint8), ("sequence", c_uint16), ("time", c_uint32))


class X11Listener:
    """Hears a key combination in a thread."""

    def __init__(self, keys: str, pressed: Callable[[], object]) -> None:
        """Raises ControlError if another program has the keys, or there is no X server."""
        modifiers, key = split_keys(keys)
        self._pressed = pressed
        self._ends: tuple[int, ...] = os.pipe()
        self._thread = threading.Thread(target=self._run, name="gazefix-keys", daemon=True)
        self._server: c_void_p | None = None
        try:
            self._xcb, symbols, letters = _libraries()
            server = c_void_p(self._xcb.xcb_connect(None, None))
            self._server = server
            if self._xcb.xcb_connection_has_error(server):
                raise ControlError(NONE_HERE, BY_HAND)
            root = self._xcb.xcb_setup_roots_iterator(self._xcb.xcb_get_setup(server)).data[0]
            codes = self._codes(symbols, letters, key)
            if not codes:
                raise refused(keys)
            mask = sum(_MASKS[name] for name in modifiers)
            for code, locks in itertools.product(codes, _LOCKS):
                cookie = self._xcb.xcb_grab_key_checked(
                    server, 0, root, mask | locks, code, _ASYNC, _ASYNC
                )
                if self._xcb.xcb_request_check(server, cookie):
                    hint = "choose other keys"
                    raise ControlError(f"another program has the shortcut {keys}", hint)
        except OSError as error:
            self.close()
            raise ControlError(NONE_HERE, BY_HAND) from error
        except ControlError:
            self.close()
            raise
        self._thread.start()

    def close(self) -> None:
        """Give the keys back."""
        server, self._server = self._server, None
        if self._thread.is_alive():
            os.write(self._ends[1], b"x")
            self._thread.join()
        if server is not None:
            self._xcb.xcb_disconnect(server)
        ends, self._ends = self._ends, ()
        for end in ends:
            os.close(end)

    def _codes(self, symbols: ctypes.CDLL, letters: ctypes.CDLL, key: str) -> list[int]:
        """Return the codes of the keys that write `key`, where possible without a modifier."""
        symbol = (
            _F1 + int(key[1:]) - 1
            if len(key) > 1
            else letters.xkb_utf32_to_keysym(ord(key.lower()))
        )
        table = c_void_p(symbols.xcb_key_symbols_alloc(self._server))
        found = symbols.xcb_key_symbols_get_keycode(table, symbol)
        codes = list(itertools.takewhile(bool, found)) if found else []
        plain = [c for c in codes if symbols.xcb_key_symbols_get_keysym(table, c, 0) == symbol]
        _LIBC.free(found)
        symbols.xcb_key_symbols_free(table)
        return plain or codes

    def _run(self) -> None:
        server = self._server
        descriptor, released = self._xcb.xcb_get_file_descriptor(server), -1
        while True:
            ready, _, _ = select.select([descriptor, self._ends[0]], [], [])
            if self._ends[0] in ready or self._xcb.xcb_connection_has_error(server):
                return
            while event := self._xcb.xcb_poll_for_event(server):
                kind, at = event.contents.kind & 0x7F, event.contents.time
                _LIBC.free(event)
                if kind == _RELEASE:
                    released = at
                elif kind == _PRESS and at != released:  # else a key that is held repeats
                    self._pressed()


_LIBC: Final = ctypes.CDLL(None)
_LIBC.free.argtypes = [c_void_p]


def _libraries() -> tuple[ctypes.CDLL, ctypes.CDLL, ctypes.CDLL]:
    names = "libxcb.so.1", "libxcb-keysyms.so.1", "libxkbcommon.so.0"
    xcb, symbols, letters = (ctypes.CDLL(name) for name in names)
    for name in ("xcb_connect", "xcb_get_setup"):
        getattr(xcb, name).restype = c_void_p
    xcb.xcb_get_setup.argtypes = [c_void_p]
    xcb.xcb_setup_roots_iterator.argtypes = [c_void_p]
    xcb.xcb_setup_roots_iterator.restype = _Iterator
    xcb.xcb_grab_key_checked.argtypes = [
        *(c_void_p, c_uint8, c_uint32, c_uint16),
        *(c_uint8, c_uint8, c_uint8),
    ]
    xcb.xcb_grab_key_checked.restype = c_uint32
    xcb.xcb_request_check.argtypes = [c_void_p, c_uint32]
    xcb.xcb_request_check.restype = c_void_p
    xcb.xcb_poll_for_event.restype = POINTER(_Event)
    symbols.xcb_key_symbols_alloc.restype = c_void_p
    symbols.xcb_key_symbols_get_keycode.argtypes = [c_void_p, c_uint32]
    symbols.xcb_key_symbols_get_keycode.restype = POINTER(c_uint8)
    symbols.xcb_key_symbols_get_keysym.argtypes = [c_void_p, c_uint8, c_int]
    symbols.xcb_key_symbols_get_keysym.restype = c_uint32
    symbols.xcb_key_symbols_free.argtypes = [c_void_p]
    letters.xkb_utf32_to_keysym.restype = c_uint32
    return xcb, symbols, letters
