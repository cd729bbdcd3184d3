"""What calls `drawing.c`."""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from gazefix.kernels import library
from gazefix.kernels.arguments import run_in_scratch, whole_rows

#: `EyeToDraw` in drawing.c.
EYE: Final = np.dtype(
    [
        ("to_frame", np.float64, (2, 3)),
        ("to_crop", np.float64, (2, 3)),
        ("scale", np.float64),
        ("part", np.int32, (4,)),
        ("fine", np.int32),
        ("corners", np.int32),
        ("has_lines", np.int32),
        ("map_width", np.int32),
        ("map_height", np.int32),
        ("iris_radius", np.float32),
        ("shift", np.float32, (2,)),
        ("way", np.float32, (2,)),
        ("anchors", np.float32, (7, 2)),
        ("maps", np.uintp),
        ("outline", np.uintp),
    ],
    align=True,
)


def draw_eyes(
    frame: npt.NDArray[np.uint8],
    target: npt.NDArray[np.uint8],
    eyes: npt.NDArray[np.void],
    rules: npt.NDArray[np.float32],
) -> None:
    """Draw eyes (N,) of EYE into `target`, a contiguous copy of `frame`.

    rules   `Rules` in drawing.c
    """
    frame = whole_rows(frame)
    height, width = frame.shape[:2]
    run_in_scratch(
        _function(),
        *(frame.ctypes.data, frame.strides[0], width, height, target.ctypes.data),
        *(eyes.ctypes.data, len(eyes), rules.ctypes.data),
    )


@cache
def _function() -> Any:
    found = library()
    assert found is not None  # nobody calls it otherwise
    pointer, number, whole = ctypes.c_void_p, ctypes.c_int32, ctypes.c_int64
    found.draw_eyes.argtypes = [
        *(pointer, whole, number, number, pointer),
        *(pointer, number, pointer, pointer, whole),
    ]
    found.draw_eyes.restype = whole
    return found.draw_eyes
