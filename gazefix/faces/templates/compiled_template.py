"""Templates of eyes whose motion compiled code finds: `gazefix/kernels/following.c`."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Self

import numpy as np

from gazefix.faces.templates.eye_templates import (
    BLUR_PX,
    FURTHEST_PX,
    STEP_PX,
    STILL,
    NumpyTemplate,
    Template,
    landmark_places,
)
from gazefix.imaging.crops import Reduction
from gazefix.imaging.geometry import FloatMatrix, eye_crop
from gazefix.kernels import library
from gazefix.kernels.arguments import whole_rows
from gazefix.types import Eye, FloatArray, Frame

#: Standard deviations that OpenCV's Gaussian kernel for floating point reaches to either side.
_REACH: Final = 4


class _State(ctypes.Structure):
    """`Template` of following.c."""

    _fields_ = (
        ("from_crop", ctypes.c_double * 6),
        ("decay", ctypes.c_double),
        ("slope", ctypes.c_double),
        ("pull", ctypes.c_double * 6),
        ("solve", ctypes.c_double * 36),
        ("memory", ctypes.c_void_p),
        ("box", ctypes.c_int32 * 4),
        ("step", ctypes.c_int32),
        ("radius", ctypes.c_int32),
        ("width", ctypes.c_int32),
        ("height", ctypes.c_int32),
    )


@cache
def _kernels() -> Any:
    """Return the compiled functions, None where there are none."""
    kernels = library()
    if kernels is not None:
        state, pixels, stride = ctypes.POINTER(_State), ctypes.c_void_p, ctypes.c_int64
        kernels.following_memory.argtypes = (state,)
        kernels.following_memory.restype = ctypes.c_int32
        kernels.following_begin.argtypes = (state, pixels, stride)
        kernels.following_begin.restype = ctypes.c_int32
        kernels.following_find.argtypes = (state, pixels, stride, ctypes.c_void_p)
        kernels.following_find.restype = ctypes.c_double
    return kernels


@dataclass(frozen=True, slots=True, eq=False)
class CompiledTemplate(Template):
    """A template whose motion compiled code finds.

    state    what it knows of the eye, and where its `memory` is
    memory   (N,) the compared pixels, their slopes and scratch
    """

    state: _State
    memory: FloatArray

    @classmethod
    def of(cls, frame: Frame, eye: Eye) -> Self | None:
        """Return the template of an eye; None where its pixels are too plain to follow."""
        crop = eye_crop(eye)
        reduction = Reduction.around(crop, frame.size, STEP_PX, BLUR_PX, FURTHEST_PX)
        (x0, y0, x1, y1), step, sigma_px = reduction.box, reduction.step, reduction.sigma_px
        state = _State(
            from_crop=tuple(reduction.from_crop.ravel().tolist()),
            decay=math.exp(-0.5 / sigma_px**2),
            box=reduction.box,
            step=step,
            radius=(round(2 * _REACH * sigma_px + 1) | 1) // 2,
            width=(x1 - x0) // step,
            height=(y1 - y0) // step,
        )
        kernels = _kernels()
        needed = kernels.following_memory(state)
        if not needed:  # at the frame's edge
            return None
        memory = np.empty(needed, np.float32)
        state.memory = memory.ctypes.data
        bgr = whole_rows(frame.bgr)
        if not kernels.following_begin(state, bgr.ctypes.data, bgr.strides[0]):
            return None
        return cls(crop, landmark_places(crop, eye), state, memory)

    def follow(self, frame: Frame, begin: FloatMatrix = STILL) -> tuple[FloatMatrix, float]:
        """See Template."""
        motion, bgr = begin.copy(), whole_rows(frame.bgr)
        changed_px = _kernels().following_find(
            self.state, bgr.ctypes.data, bgr.strides[0], motion.ctypes.data
        )
        return motion, changed_px


def template_of(frame: Frame, eye: Eye) -> Template | None:
    """Return the template of an eye; None where its pixels are too plain to follow."""
    return (NumpyTemplate if _kernels() is None else CompiledTemplate).of(frame, eye)
