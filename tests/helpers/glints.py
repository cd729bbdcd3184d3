"""Drawn eyes with a reflection on the cornea, and warps that turn them."""

from __future__ import annotations

import numpy as np

from gazefix.imaging.crops import EyePlace
from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX, EyeCrop
from gazefix.networks.configs import usual_anchors_px
from gazefix.types import IRIS, Eye, FloatArray, Image, Side

#: Frame pixels for each crop pixel.
SCALE = 2


def eye_with_glint(
    spot: tuple[float, float] | None = (2.0, 0.0),
    *,
    scale: float = SCALE,
    roll_deg: float = 0.0,
    mirrored: bool = False,
) -> tuple[Image, EyePlace]:
    """A frame with an eye in its middle: skin, white between the lids, a dark iris, and a spot of
    light beside its centre."""
    anchors = usual_anchors_px()
    middle = np.array([(CROP_WIDTH_PX - 1) / 2, (CROP_HEIGHT_PX - 1) / 2])
    size = np.array([CROP_WIDTH_PX, CROP_HEIGHT_PX]) * scale * (1.6 if roll_deg else 1)
    angle = np.radians(roll_deg)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]]) / scale
    if mirrored:
        turn[0] *= -1
    to_crop = np.hstack([turn, (middle - turn @ ((size - 1) / 2))[:, None]])
    ys, xs = np.mgrid[0 : int(size[1]), 0 : int(size[0])]
    x, y = (to_crop @ np.stack([xs.ravel(), ys.ravel(), np.ones(xs.size)])).reshape(2, *xs.shape)
    frame: Image = np.full((*xs.shape, 3), 150, np.uint8)
    iris_x, iris_y = anchors[IRIS]
    frame[(np.abs(y - iris_y) < 9) & (np.abs(x - iris_x) < 24)] = 200
    frame[(np.hypot(x - iris_x, y - iris_y) < 11) & (np.abs(y - iris_y) < 9)] = 40
    if spot:
        frame[(np.abs(x - iris_x - spot[0]) < 1.6) & (np.abs(y - iris_y - spot[1]) < 1.6)] = 240
    eye = Eye(Side.LEFT, anchors, 8.0, 0.3)
    return frame, EyePlace(eye, EyeCrop(to_crop), anchors)


def turned(dx: float, dy: float = 0.0) -> FloatArray:
    """A warp that moves the eye's middle by -dx and -dy pixels of the crop, fading towards its
    border."""
    ys, xs = np.mgrid[0:CROP_HEIGHT_PX, 0:CROP_WIDTH_PX]
    warp = np.zeros((4, CROP_HEIGHT_PX, CROP_WIDTH_PX), np.float32)
    fade = np.clip((44 - np.abs(xs - 47.5)) / 16, 0, 1) * np.clip(
        (28 - np.abs(ys - 31.5)) / 12, 0, 1
    )
    warp[0], warp[1] = dx * fade, dy * fade
    return warp
