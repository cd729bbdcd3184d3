"""Everything with a window: the only part of GazeFix that imports Qt (PySide6)."""

from __future__ import annotations

import ctypes
import sys

if sys.version_info < (3, 12):
    # PySide6 6.12.0 drops a reference to None with each call of a method that returns nothing. Some
    # minutes of painting end Python ("deallocating None"). From 3.12 None lives for ever; before,
    # it gets enough references here.
    ctypes.c_ssize_t.from_address(id(None)).value += 1 << 40
