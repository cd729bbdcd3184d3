"""What the C library keeps of memory that Python has freed."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable


def free_memory_trimmer() -> Callable[[], object]:
    """A function that gives free memory back to the system, within milliseconds; it does nothing where the C library is not
    GNU's, which alone has to be told."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            return lambda: trim(0)
    return lambda: None
