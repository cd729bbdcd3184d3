"""The pixels of a frame outside the eyes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gazefix.correction.redirector import Correction
from gazefix.imaging.crops import crop_box
from gazefix.imaging.geometry import eye_crop


def outside_eyes(correction: Correction) -> npt.NDArray[np.bool_]:
    """(H, W): the pixels outside the eye crops of a corrected frame's largest face."""
    frame = correction.frame
    outside = np.ones(frame.bgr.shape[:2], bool)
    for eye in correction.measurement.faces[0].eyes:
        x0, y0, x1, y1 = crop_box(eye_crop(eye), frame.size)
        outside[y0:y1, x0:x1] = False
    return outside
