"""What calls `crops.c` and `lines.c`."""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from gazefix.kernels import library
from gazefix.kernels.arguments import run_in_scratch, scratch, whole_rows

Pixels = npt.NDArray[np.uint8]
Map = npt.NDArray[Any]


def cut(
    bgr: Pixels, to_frame: Map, scale: float, crop_size: tuple[int, int], *, crisp: bool
) -> Pixels:
    """Return a crop (h, w, 3) of `crop_size` (w, h) in RGB, as `imaging.crops.cut_crop`.

    to_frame   (2, 3) float64: crop pixels -> frame pixels
    scale      frame pixels for a crop pixel
    """
    bgr = whole_rows(bgr)
    height, width = bgr.shape[:2]
    made = np.empty((crop_size[1], crop_size[0], 3), np.uint8)
    run_in_scratch(
        _functions().cut_crop,
        *(bgr.ctypes.data, bgr.strides[0], width, height, to_frame.ctypes.data, scale),
        *(*crop_size, crisp, made.ctypes.data),
    )
    return made


def cut_copy(bgr: Pixels, to_frame: Map, step: int, into: Pixels) -> None:
    """Fill `into` (h, w, 3), as `imaging.crops.cut_copy`.

    to_frame   (2, 3) float64: its pixels -> frame pixels
    """
    bgr = whole_rows(bgr)
    height, width = bgr.shape[:2]
    run_in_scratch(
        _functions().cut_copy,
        *(bgr.ctypes.data, bgr.strides[0], width, height, to_frame.ctypes.data, step),
        *(into.shape[1], into.shape[0], into.ctypes.data),
    )


def contrast(bgr: Pixels, landmarks: npt.NDArray[np.float32]) -> float:
    """Return the contrast between the lids of landmarks (7, 2), as `imaging.crops.eye_contrast`."""
    bgr = whole_rows(bgr)
    points = np.ascontiguousarray(landmarks, np.float32)
    height, width = bgr.shape[:2]
    found: float = _functions().eye_contrast(
        bgr.ctypes.data, bgr.strides[0], width, height, points.ctypes.data
    )
    return found


def slit(
    bgr: Pixels, to_frame: Map, anchors: npt.NDArray[np.float32]
) -> tuple[float, float, float]:
    """Return the depth, the share and the darkness of `imaging.crops.Slit`.

    to_frame   (2, 3) float64: crop pixels -> frame pixels
    anchors    (7, 2) landmarks in crop pixels
    """
    bgr = whole_rows(bgr)
    points = np.ascontiguousarray(anchors, np.float32)
    height, width = bgr.shape[:2]
    made = (ctypes.c_double * 3)()
    _functions().measure_slit(
        *(bgr.ctypes.data, bgr.strides[0], width, height),
        *(to_frame.ctypes.data, points.ctypes.data, made),
    )
    return made[0], made[1], made[2]


def find_lines(pixels: Pixels, anchors: npt.NDArray[np.float32]) -> Pixels | None:
    """Return (64, 96): 1 where the lines before an eye are in its crop, None without any.

    pixels    (64, 96, 3) RGB
    anchors   (7, 2) landmarks in crop pixels
    """
    functions = _functions()
    pixels = np.ascontiguousarray(pixels)
    points = np.ascontiguousarray(anchors, np.float32)
    lines = np.empty(pixels.shape[:2], np.uint8)
    memory = scratch(functions.lines_memory())
    found = functions.find_lines(
        pixels.ctypes.data, points.ctypes.data, memory.ctypes.data, lines.ctypes.data
    )
    return lines if found else None


@cache
def _functions() -> Any:
    found = library()
    assert found is not None  # nobody calls it otherwise
    pointer, number, whole, real = ctypes.c_void_p, ctypes.c_int32, ctypes.c_int64, ctypes.c_double
    frame = (pointer, whole, number, number)
    found.cut_crop.argtypes = [
        *(*frame, pointer, real, number, number, number),
        *(pointer, pointer, whole),
    ]
    found.cut_crop.restype = whole
    found.cut_copy.argtypes = [
        *(*frame, pointer, number, number, number),
        *(pointer, pointer, whole),
    ]
    found.cut_copy.restype = whole
    found.eye_contrast.argtypes = [*frame, pointer]
    found.eye_contrast.restype = real
    found.measure_slit.argtypes = [*frame, pointer, pointer, pointer]
    found.measure_slit.restype = None
    found.lines_memory.argtypes = []
    found.find_lines.argtypes = [pointer, pointer, pointer, pointer]
    found.find_lines.restype = number
    return found
