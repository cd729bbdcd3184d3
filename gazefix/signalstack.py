"""Keeps a thread's stack for signal handlers as it is while a library is opened that would replace it."""

from __future__ import annotations

import contextlib
import ctypes
import sys
from collections.abc import Iterator


class _Stack(ctypes.Structure):
    """stack_t of <signal.h>, as Linux has it."""

    _fields_ = (("pointer", ctypes.c_void_p), ("flags", ctypes.c_int), ("size", ctypes.c_size_t))


@contextlib.contextmanager
def kept_signal_stack() -> Iterator[None]:
    """Around the opening of a library: the calling thread handles signals on the same stack after it as before.

    OpenVINO's CPU plugin sets one of 20 kB. The state of AMX registers takes 11 kB when a signal comes, and as much again
    where the handler calls a function for the first time: Ctrl-C then crashed the program. The usual stack has megabytes.
    """
    if sys.platform != "linux":
        yield
        return
    library = ctypes.CDLL(None)
    before = _Stack()
    library.sigaltstack(None, ctypes.byref(before))
    try:
        yield
    finally:
        library.sigaltstack(ctypes.byref(before), None)
