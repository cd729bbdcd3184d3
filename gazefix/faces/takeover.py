"""When a newcomer takes a followed face's place, and the hiding of faces not followed. Pure.

`following` chooses the faces.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from gazefix.types import Face, Image

#: Area of a newcomer over that of a tracked face from which it takes its place. At 1, two equal
#: faces would alternate. Doubled, a person who leans back keeps the correction.
TAKEOVER_AREA: Final = 1.5

RelativeBox = tuple[float, float, float, float]
"""(x0, y0, x1, y1) in units of the picture's width and height."""


def area(box: RelativeBox) -> float:
    """Return the share of the picture that a box covers."""
    return (box[2] - box[0]) * (box[3] - box[1])


def has_newcomer(
    boxes: Sequence[RelativeBox], tracked: Sequence[Face], size: tuple[int, int]
) -> bool:
    """Return whether an untracked face is so large that it takes a tracked one's place."""
    width, height = size
    ours: list[float] = []
    others: list[float] = []
    for box in boxes:
        x, y = (box[0] + box[2]) / 2 * width, (box[1] + box[3]) / 2 * height
        known = any(f.box[0] <= x <= f.box[2] and f.box[1] <= y <= f.box[3] for f in tracked)
        (ours if known else others).append(area(box))
    return bool(ours and others) and max(others) > TAKEOVER_AREA * min(ours)


def show_only(rgb: Image, wanted: Sequence[RelativeBox], unwanted: Sequence[RelativeBox]) -> Image:
    """Return the picture with the wanted faces and some of their surroundings, black elsewhere."""
    if not unwanted:
        return rgb
    shown = np.zeros_like(rgb)
    for box in wanted:
        window = _window(box, rgb, margin=0.5)
        shown[window] = rgb[window]
    for box in unwanted:
        shown[_window(box, rgb, margin=0.1)] = 0
    for box in wanted:
        window = _window(box, rgb, margin=0.1)
        shown[window] = rgb[window]
    return shown


def _window(box: RelativeBox, rgb: Image, margin: float) -> tuple[slice, slice]:
    height, width = rgb.shape[:2]
    dx, dy = margin * (box[2] - box[0]), margin * (box[3] - box[1])
    x0, x1 = max(0, int((box[0] - dx) * width)), max(0, int((box[2] + dx) * width) + 1)
    y0, y1 = max(0, int((box[1] - dy) * height)), max(0, int((box[3] + dy) * height) + 1)
    return slice(y0, y1), slice(x0, x1)
