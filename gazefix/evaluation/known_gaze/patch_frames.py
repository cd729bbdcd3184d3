"""Frames made of eye patches: each photograph's two patches beside each other, as one face.

An eye crop is wider than a patch, so each patch's edge pixels continue around it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from gazefix.imaging.operations import continued
from gazefix.types import Eye, Face, Frame, HeadPose, Image

#: Pixels around a patch of 64.
PAD_PX: Final = 24
PatchPair = tuple[Image, Image]


def frame_of_patches(
    photos: Sequence[tuple[PatchPair, tuple[Eye, Eye], float]],
) -> tuple[Frame, tuple[Face, ...]]:
    """Return a frame with one row for each photograph, and its faces.

    photos   for each the left and the right patch, the eyes in them, and the head's yaw in degrees
    """
    rows, faces = [], []
    for number, ((left, right), (eye_left, eye_right), head_deg) in enumerate(photos):
        size = left.shape[0]
        step = size + 2 * PAD_PX
        box = (-PAD_PX, -PAD_PX, size + PAD_PX, size + PAD_PX)
        rows.append(np.hstack([continued(left, box), continued(right, box)]))
        top = number * step
        # The picture's right eye is the subject's left one.
        subjects = (
            _moved(eye_right, step + PAD_PX, top + PAD_PX),
            _moved(eye_left, PAD_PX, top + PAD_PX),
        )
        pose = HeadPose(0.0, math.radians(head_deg), 0.0)
        faces.append(Face(*subjects, pose, (0.0, float(top), 2.0 * step, float(top + step))))
    return Frame(np.ascontiguousarray(np.vstack(rows))), tuple(faces)


def cut_patches(bgr: Image, size_px: int) -> list[PatchPair]:
    """Return the left and the right patch of each row of such a frame."""
    step = size_px + 2 * PAD_PX
    tops = range(PAD_PX, bgr.shape[0], step)
    return [
        (_cut(bgr, PAD_PX, top, size_px), _cut(bgr, step + PAD_PX, top, size_px)) for top in tops
    ]


def _cut(bgr: Image, left: int, top: int, size_px: int) -> Image:
    return np.ascontiguousarray(bgr[top : top + size_px, left : left + size_px])


def _moved(eye: Eye, dx: float, dy: float) -> Eye:
    landmarks = eye.landmarks + np.array([dx, dy], np.float32)
    return Eye(eye.side, landmarks, eye.iris_radius_px, eye.openness)
