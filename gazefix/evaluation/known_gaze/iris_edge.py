"""Finds an iris by its edge alone, without any network: Daugman's operator.

The iris's edge is the circle across which the light rises most, on its left and its right arc. The
lids cover its top and bottom, so neither counts (J. Daugman, "High confidence visual recognition of
persons by a test of statistical independence", 1993).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from gazefix.types import FloatArray, Image

#: The arcs, degrees clockwise from the right: more of the lower half, which lids cover less.
_ARCS: Final = np.radians(np.stack([np.arange(-25, 50, 8), np.arange(130, 206, 8)]))
#: The light is compared so far inside and outside the circle, pixels.
_BESIDE_PX: Final = 1.6
_BLUR_PX: Final = 0.6
#: A rise counts between these, grey levels: a reflection beside the edge must not decide.
_RISES: Final = (-20.0, 45.0)
#: How much the arc with the smaller rise counts on top of the mean of both.
_WEAKER_ARC: Final = 0.5
#: Centres that are tried around the expected one, pixels, and how far they lie apart.
_REACH_PX: Final = (8.0, 4.0)
_STEP_PX: Final = 0.5
#: Radii that are tried where none is known, over the expected one.
UNKNOWN_RADIUS: Final = tuple(np.arange(0.84, 1.17, 0.04).tolist())
#: Radii that are tried around a known one.
KNOWN_RADIUS: Final = (0.96, 1.0, 1.04)


@dataclass(frozen=True, slots=True, eq=False)
class IrisEdge:
    """An iris's centre (2,) and radius in pixels."""

    centre: npt.NDArray[np.float64]
    radius_px: float


def find_iris(bgr: Image, near: FloatArray, radius_px: float, factors: Sequence[float]) -> IrisEdge:
    """Return the iris whose edge is strongest near a point, with a radius of `radius_px` times one
    of `factors`. The centre is found to a fraction of a pixel."""
    radii = radius_px * np.asarray(factors)
    xs, ys = (
        np.arange(-reach, reach + 0.01, _STEP_PX) + float(place)
        for reach, place in zip(_REACH_PX, near, strict=True)
    )
    rise = _rises(bgr, xs, ys, radii)  # (R, Y, X, arcs)
    score = rise.mean(-1) + _WEAKER_ARC * rise.min(-1)
    r, y, x = np.unravel_index(score.argmax(), score.shape)
    best_x = xs[x] + _STEP_PX * peak_offset(score[r, y], int(x))
    best_y = ys[y] + _STEP_PX * peak_offset(score[r, :, x], int(y))
    return IrisEdge(np.array([best_x, best_y]), float(radii[r]))


def peak_offset(values: npt.NDArray[Any], place: int) -> float:
    """Return how far the peak of values lies beside the largest one, at `place`, in steps: by the
    parabola through it and its neighbours; 0 at either end."""
    if not 0 < place < len(values) - 1:
        return 0.0
    before, at, after = (float(value) for value in values[place - 1 : place + 2])
    bend = before - 2 * at + after
    return 0.5 * (before - after) / bend if bend < -1e-6 else 0.0


def _rises(
    bgr: Image,
    xs: npt.NDArray[np.float64],
    ys: npt.NDArray[np.float64],
    radii: npt.NDArray[np.float64],
) -> FloatArray:
    """Return the mean rise of the light across each arc, (R, Y, X, 2)."""
    grey = cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY).astype(np.float32)
    grey = cv2.GaussianBlur(grey, (0, 0), _BLUR_PX)
    rings = radii[:, None] + np.array([-_BESIDE_PX, _BESIDE_PX])  # (R, 2)
    around = rings[:, :, None, None] * np.stack([np.cos(_ARCS), np.sin(_ARCS)])[:, None, None]
    across, along = around.reshape(2, len(radii), 1, 1, -1)
    u, v = np.broadcast_arrays(xs[:, None] + across, ys[:, None, None] + along)
    columns = u.shape[-1]
    light = cv2.remap(
        grey,
        u.reshape(-1, columns).astype(np.float32),
        v.reshape(-1, columns).astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    ).reshape(*u.shape[:3], 2, *_ARCS.shape)
    rises: FloatArray = (light[..., 1, :, :] - light[..., 0, :, :]).clip(*_RISES).mean(-1)
    return rises
