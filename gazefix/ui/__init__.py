"""Everything with a window: the only part of GazeFix that imports Qt (PySide6)."""

from __future__ import annotations

import ctypes
import sys

if sys.version_info < (3, 12):
    # PySide6 6.12.0 takes a reference to None away with each call of a method that returns nothing, until Python ends itself
    # ("deallocating None"), after some minutes of painting. From 3.12 on None lives for ever; here it gets references enough.
    ctypes.c_ssize_t.from_address(id(None)).value += 1 << 40
