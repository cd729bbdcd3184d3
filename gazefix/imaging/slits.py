"""The dark slit between an eye's lids: it holds an iris, or in laughing eyes only lashes. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2

from gazefix.imaging.crops import EyePlace, crop_box
from gazefix.imaging.geometry import CORNER_DISTANCE_PX
from gazefix.types import IRIS, LOWER_INNER, LOWER_OUTER, UPPER_INNER, UPPER_OUTER, Image

#: What is read, in crop pixels: columns beside the iris's centre, the step between rows, the slit's
#: reach below the lower lid, and the skin below that.
_COLUMNS: Final = 9
_STEP_PX: Final = 0.5
_BEYOND_PX: Final = 3.0
_SKIN_PX: Final = 6.0
#: Darkness from which a row belongs to the slit. Light irises have 0.27 and more.
_DARK: Final = 0.2
#: Added to a brightness, in levels, so that noise in the dark isn't taken for a slit.
_DARK_LEVEL: Final = 10.0


@dataclass(frozen=True, slots=True)
class Slit:
    """The rows between the lids at the iris that are darker than the skin below.

    depth      how far they reach below the upper lid, in eye widths
    share      the same as a share of the lids' opening; above 1 in eyes that look down
    darkness   of the darkest row: 0 is the skin, 1 is black
    """

    depth: float
    share: float
    darkness: float


def measure_slit(bgr: Image, place: EyePlace) -> Slit:
    """Return the slit of an eye. It is read in red, in which skin is light and blue irises dark."""
    points = place.anchors.tolist()
    iris = points[IRIS][0]
    upper = _height_at(iris, points[UPPER_INNER], points[UPPER_OUTER])
    opening = max(_height_at(iris, points[LOWER_INNER], points[LOWER_OUTER]) - upper, 1.0)
    rows = int((opening + _BEYOND_PX) / _STEP_PX)
    x0, y0, x1, y1 = crop_box(place.crop, (bgr.shape[1], bgr.shape[0]))
    to_region = place.crop.to_frame.copy()
    to_region[:, 2] += to_region[:, :2] @ (iris - _COLUMNS // 2, upper) - (x0, y0)
    to_region[:, 1] *= _STEP_PX
    read = cv2.warpAffine(
        bgr[y0:y1, x0:x1],
        to_region,
        (_COLUMNS, rows + int(_SKIN_PX / _STEP_PX)),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    reds = [red / _COLUMNS for red in read[..., 2].sum(1, dtype=int).tolist()]
    skin = sum(reds[rows:]) / (len(reds) - rows)
    darkness = [(skin - red) / (skin + _DARK_LEVEL) for red in reds[:rows]]
    depth = max((row for row, dark in enumerate(darkness) if dark > _DARK), default=0) * _STEP_PX
    return Slit(depth / CORNER_DISTANCE_PX, depth / opening, max(darkness))


def _height_at(x: float, one: list[float], other: list[float]) -> float:
    """Return y at `x` on the line through two points of a lid; beyond them the nearer one's y."""
    width = other[0] - one[0]
    share = min(max((x - one[0]) / width, 0.0), 1.0) if width > 0 else 0.5
    return one[1] + (other[1] - one[1]) * share
