"""What calls `changes.c`."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from gazefix.kernels import library
from gazefix.kernels.arguments import whole_rows

#: `Plane` in changes.c.
_PLANE: Final = np.dtype(
    [
        ("samples", np.uintp),
        ("stride", np.int64),
        ("size", np.int32, (2,)),
        ("block", np.int32, (2,)),
        ("row", np.float32, (3,)),
    ],
    align=True,
)


def add_change(
    planes: Sequence[npt.NDArray[Any]],
    before: npt.NDArray[np.uint8],
    after: npt.NDArray[np.uint8],
    rows: npt.NDArray[np.float32],
    blocks: Sequence[tuple[int, int]],
    limit: int,
    among: tuple[int, int],
) -> None:
    """Add the change from `before` to `after`, (H, W, 3), to planes of uint8 or uint16, in place.

    rows     (N, 3), one for each plane: what a grey level more in each channel adds to a sample
    blocks   the pixels (rows, columns) that a sample stands for
    limit    the largest sample
    among    the first row and the end of those that hold all changes
    """
    before, after = whole_rows(before), whole_rows(after)
    height, width = before.shape[:2]
    given = np.array(
        [
            (plane.ctypes.data, plane.strides[0], plane.shape[::-1], block[::-1], row)
            for plane, block, row in zip(planes, blocks, rows, strict=True)
        ],
        _PLANE,
    )
    _function()(
        *(before.ctypes.data, before.strides[0], after.ctypes.data, after.strides[0]),
        *(width, height, *among, given.ctypes.data, len(given), planes[0].itemsize == 2, limit),
    )


@cache
def _function() -> Any:
    found = library()
    assert found is not None  # nobody calls it otherwise
    pointer, number, whole = ctypes.c_void_p, ctypes.c_int32, ctypes.c_int64
    found.add_change.argtypes = [
        *(pointer, whole, pointer, whole, number, number, number, number),
        *(pointer, number, number, ctypes.c_float),
    ]
    found.add_change.restype = None
    return found.add_change
