"""What kernels are given."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Final

import numpy as np
import numpy.typing as npt

#: Each thread's scratch memory: new memory would cost as much as the drawing, since a system clears
#: it page by page. It holds nothing between two calls.
_kept: Final = threading.local()
_NOTHING: Final = np.empty(0, np.uint8)


def scratch(size: int = 0) -> npt.NDArray[np.uint8]:
    """Return the thread's scratch memory, of at least `size` bytes. Kernels use it in turn."""
    memory: npt.NDArray[np.uint8] = getattr(_kept, "memory", _NOTHING)
    if len(memory) < size:
        memory = _kept.memory = np.empty(size, np.uint8)
    return memory


def run_in_scratch(kernel: Callable[..., int], *given: Any) -> None:
    """Run a kernel that takes scratch memory and its size after what it is given.

    It returns how many more bytes it needs, having done nothing then.
    """
    memory = scratch()
    while missing := kernel(*given, memory.ctypes.data, len(memory)):
        memory = scratch(len(memory) + missing)


def whole_rows(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Return a picture (H, W, 3) whose rows are contiguous: itself or a copy."""
    return picture if picture.strides[1:] == (3, 1) else np.ascontiguousarray(picture)
