"""What kernels are given."""

from __future__ import annotations

import threading
from typing import Final

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


def whole_rows(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Return a picture (H, W, 3) whose rows are contiguous: itself or a copy."""
    return picture if picture.strides[1:] == (3, 1) else np.ascontiguousarray(picture)
