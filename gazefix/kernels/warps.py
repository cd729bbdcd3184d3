"""What calls `warps.c`."""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from gazefix.kernels import library

_MOST_CORNERS: Final = 130
#: `Prepared` in warps.c. `box` is (x0, y0, x1, y1) in crop pixels, empty if nothing changes.
PREPARED: Final = np.dtype(
    [
        ("way", np.float32, (2,)),
        ("softer", np.float32),
        ("has_lines", np.int32),
        ("corners", np.int32),
        ("box", np.int32, (4,)),
        ("outline", np.float32, (_MOST_CORNERS, 2)),
    ]
)
#: Numbers for a pixel of the maps: those of `prepared_warp.PreparedWarp.maps`.
_MAPS: Final = 8

#: `Work` in warps.c.
_WORK_BYTES: Final = 4 * 96 * (64 + 64 + 64 + 2 * 4)

Floats = npt.NDArray[np.float32]


def prepare(
    warps: Floats, anchors: Floats, scales: Floats, rules: Floats
) -> tuple[npt.NDArray[np.void], Floats]:
    """Return (N,) of PREPARED, and maps (N, h, w, 8) of the box that holds all eyes' changes.

    warps     (N, 4, 64, 96); their light is changed in place
    anchors   (N, 7, 2) landmarks in crop pixels; contiguous, like all
    scales    (N,) frame pixels for a crop pixel
    rules     `WarpRules` in warps.c
    """
    find, map_ = _functions()
    count = len(warps)
    made = np.zeros(count, PREPARED)
    changes = np.empty((count, *warps.shape[2:]), np.uint8)
    find(
        warps.ctypes.data,
        anchors.ctypes.data,
        scales.ctypes.data,
        count,
        rules.ctypes.data,
        changes.ctypes.data,
        made.ctypes.data,
    )
    boxes = made["box"][made["box"][:, 2] > 0]
    if len(boxes):
        made["box"] = *boxes[:, :2].min(0), *boxes[:, 2:].max(0)
    x0, y0, x1, y1 = made["box"][0].tolist()
    maps = np.empty((count, y1 - y0, x1 - x0, _MAPS), np.float32)
    work = np.empty(_WORK_BYTES, np.uint8)
    box = np.array((x0, y0, x1, y1), np.int32)
    map_(
        warps.ctypes.data,
        count,
        box.ctypes.data,
        rules.ctypes.data,
        changes.ctypes.data,
        made.ctypes.data,
        maps.ctypes.data,
        work.ctypes.data,
    )
    return made, maps


@cache
def _functions() -> tuple[Any, Any]:
    found = library()
    assert found is not None  # nobody calls it otherwise
    pointer, number = ctypes.c_void_p, ctypes.c_int32
    found.find_warps.argtypes = [pointer, pointer, pointer, number, pointer, pointer, pointer]
    found.map_warps.argtypes = [pointer, number, *[pointer] * 6]
    found.find_warps.restype = found.map_warps.restype = None
    return found.find_warps, found.map_warps
