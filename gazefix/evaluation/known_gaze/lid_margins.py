"""How far a lid has moved between two pictures of one eye that lie over each other.

A strip across the lid's margin, lashes and all, is looked for straight above and below its place.
On rendered eyes, whose lids' ways are known, it reads 0.8 to 1.0 of the upper lid's way and 1.3 to
1.6 of the lower one's, beside which the iris moves further. Compare ways, don't quote them.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from gazefix.evaluation.known_gaze.iris_edge import peak_offset
from gazefix.imaging.operations import sample
from gazefix.types import (
    INNER,
    LOWER_INNER,
    LOWER_OUTER,
    OUTER,
    UPPER_INNER,
    UPPER_OUTER,
    Eye,
    FloatArray,
    Image,
)

#: The strip reaches this far above and below the margin, eye widths: the margin and its lashes.
_REACH: Final = (0.10, 0.05)
#: How far the margin is looked for, eye widths, and in which steps, pixels.
_SEARCH: Final = 0.24
_STEP_PX: Final = 0.5
#: How much a way of _SEARCH costs, in correlation: of two places alike the nearer one is right.
_WAY_COST: Final = 0.05
_COLUMNS: Final = 24
#: The margin is looked at between these places, 0 the inner corner and 1 the outer one. The upper
#: lid moves most in the middle. The lower one is looked at beside the iris, whose own way it would
#: be taken for.
_UPPER_PLACES: Final = ((0.35, 0.8),)
_LOWER_PLACES: Final = ((0.15, 0.3), (0.72, 0.9))


def lid_way_px(here: Image, there: Image, eye: Eye, *, upper: bool) -> float:
    """Return how far a lid stands higher in the second picture than in the first, pixels.

    here, there   pictures of one size whose skin lies at the same place
    eye           in the first picture
    """
    xs, ys = _margin(eye, upper)
    above, below = (part * eye.width_px for part in _REACH[:: 1 if upper else -1])
    search = round(_SEARCH * eye.width_px / _STEP_PX)
    rows = np.arange(round(-above / _STEP_PX), round(below / _STEP_PX) + 1)
    ways = np.arange(-search, search + 1)
    wanted = _strip(here, xs, ys, rows * _STEP_PX)
    shown = _strip(there, xs, ys, np.arange(rows[0] - search, rows[-1] + search + 1) * _STEP_PX)
    scores = np.array([_likeness(wanted, shown[k : k + len(rows)]) for k in range(len(ways))])
    scores -= _WAY_COST * (ways / search) ** 2
    best = int(scores.argmax())
    return -_STEP_PX * float(ways[best] + peak_offset(scores, best))


def _margin(eye: Eye, upper: bool) -> tuple[FloatArray, FloatArray]:
    """Return points (x, y) of a lid's margin: a cubic through the corners and its landmarks."""
    inner, outer = (UPPER_INNER, UPPER_OUTER) if upper else (LOWER_INNER, LOWER_OUTER)
    points = eye.landmarks[[INNER, inner, outer, OUTER]].astype(np.float64)
    parts = _UPPER_PLACES if upper else _LOWER_PLACES
    places = np.concatenate([np.linspace(*part, _COLUMNS // len(parts)) for part in parts])
    begin, width = points[0, 0], points[3, 0] - points[0, 0]
    curve = np.polyfit((points[:, 0] - begin) / width, points[:, 1], 3)
    xs, ys = begin + width * places, np.polyval(curve, places)
    return xs.astype(np.float32), ys.astype(np.float32)


def _strip(
    bgr: Image, xs: FloatArray, ys: FloatArray, rows: npt.NDArray[Any]
) -> npt.NDArray[np.float64]:
    """Return the grey levels (rows, columns) at rows above (-) and below (+) the margin."""
    y = (ys + rows.astype(np.float32)[:, None]).astype(np.float32)
    x = np.broadcast_to(xs, y.shape)
    levels = sample(bgr, x.ravel(), y.ravel(), sharp=False).mean(-1)
    strip: npt.NDArray[np.float64] = levels.reshape(y.shape)
    return strip


def _likeness(one: npt.NDArray[np.float64], other: npt.NDArray[np.float64]) -> float:
    """Return the correlation of two strips."""
    a, b = one - one.mean(), other - other.mean()
    return float((a * b).sum() / np.sqrt(max((a * a).sum() * (b * b).sum(), 1e-9)))
