"""What the figures of photographs, clips and known eyes share: sharpness, masks, overlays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import cv2
import numpy as np
import numpy.typing as npt

from gazefix.imaging.geometry import FloatMatrix
from gazefix.imaging.operations import limited
from gazefix.types import FloatArray, Image


def lay_over(
    bgr: Image, target: Image, counted: npt.NDArray[np.bool_], guess: FloatMatrix
) -> tuple[FloatMatrix, float] | None:
    """Return the (2, 3) affine map from pixels of `target` to those of `bgr`, and its correlation.

    Only pixels of `bgr` that are `counted` have to fit; the search begins at `guess`. None where
    nothing fits. Uses the enhanced correlation, which ignores brightness (Evangelidis and Psarakis
    2008).
    """
    grey, target_grey = (cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY) for picture in (bgr, target))
    until = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 60, 1e-4)
    start, mask = guess.astype(np.float32), counted.astype(np.uint8)
    try:
        fit, found = cv2.findTransformECC(
            target_grey, grey, start, cv2.MOTION_AFFINE, until, mask, 5
        )
    except cv2.error:  # the two have nothing in common
        return None
    return found.astype(np.float64), float(fit)


def polygon_mask(
    size: tuple[int, int], points: FloatArray, margin_px: float
) -> npt.NDArray[np.bool_]:
    """Return (H, W): the pixels of a frame of `size` (width, height) whose centres lie in a polygon
    (N, 2) or within `margin_px` of it."""
    mask = np.zeros((size[1], size[0]), bool)
    left, top = np.floor(points.min(0) - margin_px).astype(int).clip(0, size)
    right, bottom = (np.ceil(points.max(0) + margin_px).astype(int) + 1).clip(0, size)
    ys, xs = np.mgrid[top:bottom, left:right].astype(np.float32)
    inside = np.zeros(xs.shape, bool)
    nearest = np.full(xs.shape, np.inf, np.float32)
    for (x0, y0), (x1, y1) in zip(points.tolist(), np.roll(points, -1, 0).tolist(), strict=True):
        ex, ey = x1 - x0, y1 - y0
        along = limited(((xs - x0) * ex + (ys - y0) * ey) / max(ex * ex + ey * ey, 1e-12), 0.0, 1.0)
        nearest = np.minimum(nearest, np.hypot(xs - x0 - along * ex, ys - y0 - along * ey))
        if y0 != y1:
            inside ^= ((ys < y0) != (ys < y1)) & (xs < x0 + (ys - y0) * (ex / ey))
    mask[top:bottom, left:right] = inside | (nearest <= margin_px)
    return mask


def laplacian_energy(bgr: Image, mask: npt.NDArray[np.bool_]) -> float:
    """Return the mean squared Laplacian of the grey picture inside a mask: its sharpness."""
    grey = cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY)
    return float(np.square(cv2.Laplacian(grey, cv2.CV_64F)[mask]).mean())


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table with a line for the head and one for each row."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
