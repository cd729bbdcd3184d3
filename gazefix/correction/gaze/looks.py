"""Looks by FaceGaze: what it is shown of a face, and what its answers tell."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from gazefix.imaging.crops import cut_crop, mirrored
from gazefix.imaging.geometry import eye_crop
from gazefix.networks.configs import EYE_PX
from gazefix.networks.engine import Engine
from gazefix.types import INNER, OUTER, Face, Gaze, Image

#: What FaceGaze sees: crops of a width in eye widths, and whether of the mirrored picture. Wider
#: crops add an error that turns with the head, by +0.05 (1.8) and +0.23 (2.2) of its yaw; narrower
#: ones take it away, -0.05 (1.4). Measured on eyes of known gaze.
View = tuple[float, bool]
#: Of single pictures. Live, looks take the first half and the second in turn: their mean over time
#: is that of a single picture, at half the cost.
VIEWS: Final[tuple[View, ...]] = ((1.4, False), (1.8, True), (1.4, True), (1.8, False))
#: Of clips: they err a little more, in half the time.
CLIP_VIEWS: Final[tuple[View, ...]] = ((1.6, False), (1.6, True))
#: Share of FaceGaze's angle that is taken as the gaze. Crops this narrow enlarge yaw by 1.08. Pitch
#: is shrunk, as the best guess from a reading whose errors are half as wide as people's gaze.
SHARE: Final = Gaze(pitch=0.85, yaw=0.92)
#: Yaw of a look: shares of FaceGaze's, of GazeNet's (times FOLLOW), and of the head's, which
#: GazeNet's turns with. The two err apart. Chosen on one half of 24 people, for the other half.
YAW_SHARES: Final = (0.8, 0.25, -0.065)


def turned(gaze: Gaze, tilt: float) -> Gaze:
    """Return a small gaze of the picture in axes that are tilted clockwise by `tilt` radians."""
    cos, sin = math.cos(tilt), math.sin(tilt)
    return Gaze(gaze.pitch * cos + gaze.yaw * sin, gaze.yaw * cos - gaze.pitch * sin)


def face_crops(
    bgr: Image, asked: Sequence[tuple[Face, Sequence[View]]]
) -> tuple[Image, Image, list[Gaze]]:
    """Return what FaceGaze sees of faces in their views: left eyes, right eyes, and heads."""
    lefts: list[Image] = []
    rights: list[Image] = []
    heads: list[Gaze] = []
    size = (EYE_PX, EYE_PX)
    for face, views in asked:
        head = turned(Gaze(face.head.pitch, face.head.yaw), _tilt(face))
        for width, flip in views:
            # The crop of the right eye is mirrored: in the mirrored picture it is the left one.
            left, right = (
                cut_crop(bgr, eye_crop(eye, EYE_PX / width, size), size, crisp=True)
                for eye in (face.eyes[::-1] if flip else face.eyes)
            )
            lefts.append(left)
            rights.append(mirrored(right))
            heads.append(Gaze(head.pitch, -head.yaw if flip else head.yaw))
    return np.stack(lefts), np.stack(rights), heads


def begin_look(
    engine: Engine, bgr: Image, face: Face, quick: Gaze, views: Sequence[View]
) -> Callable[[], Gaze]:
    """Begin a look at a face; the returned function waits for it."""
    answer = engine.start_faces(*face_crops(bgr, [(face, views)]))
    return lambda: look_of(face, quick, views, answer())[0]


def look_of(
    face: Face, quick: Gaze, views: Sequence[View], read: Sequence[Gaze]
) -> tuple[Gaze, Gaze]:
    """Return a look at a face, and by how much the first half of its views is read further.

    quick   GazeNet's reading of it, times FOLLOW
    read    FaceGaze's, one for each view
    """
    own = zip(views, read, strict=True)
    rows = np.array([(gaze.pitch, -gaze.yaw if flip else gaze.yaw) for (_, flip), gaze in own])
    rows *= (SHARE.pitch, SHARE.yaw)
    mean = rows.mean(0)
    further = rows[: len(rows) // 2].mean(0) - mean
    level, apart = (turned(Gaze(*of.tolist()), -_tilt(face)) for of in (mean, further))
    own_share, quick_share, head_share = YAW_SHARES
    yaw = own_share * level.yaw + quick_share * quick.yaw + head_share * face.head.yaw
    return Gaze(level.pitch, yaw), Gaze(apart.pitch, own_share * apart.yaw)


def _tilt(face: Face) -> float:
    """Return the tilt of the line through both eyes' corners, clockwise in the picture, radians."""
    # An eye's own line leans by a few degrees; those of the two eyes lean to opposite sides.
    axes = [(e.landmarks[OUTER] - e.landmarks[INNER]) / max(e.width_px, 1e-6) for e in face.eyes]
    x, y = (axes[0] - axes[1]).tolist()
    return math.atan2(y, x)
