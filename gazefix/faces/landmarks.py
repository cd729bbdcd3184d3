"""From MediaPipe's face mesh to a Face: eyes, box and the direction of the head. Pure.

A mesh is (478, 3). x and y are in units of the picture's width and height, from its upper left
*edge*. z is in units of the width and grows away from the camera. The head's direction comes from
points that the face's muscles hardly move.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from gazefix.imaging.geometry import FloatMatrix, openness
from gazefix.types import Eye, Face, FloatArray, HeadPose, Side

#: Points of the mesh without the irises. These follow at 468-472 (subject's right) and 473-477
#: (left), centre first.
MESH_POINTS: Final = 468

#: Indices of the points of an eye in the order of types.LANDMARK_NAMES.
EYE_POINTS: Final = {
    Side.LEFT: (362, 385, 387, 263, 373, 380, 473),
    Side.RIGHT: (133, 158, 160, 33, 144, 153, 468),
}
IRIS_RING: Final = {Side.LEFT: (474, 475, 476, 477), Side.RIGHT: (469, 470, 471, 472)}

#: Pairs (subject's right, left) across the face: the eyes' outer corners, inner corners, temples.
_ACROSS: Final = ((33, 263), (133, 362), (127, 356))
#: From the forehead to the base of the nose, the long line of the face that no muscle moves.
_FOREHEAD: Final = 10
_NOSE_BASE: Final = 2
#: How far that line leans back in a head that faces the lens. Measured on 83 faces against a head
#: pose network: then the pitch differs from it by 3.4 deg on average, the yaw by 2.1, the roll by
#: 0.4.
_NEUTRAL_TILT_RAD: Final = math.radians(5.0)


def face_from_mesh(points: FloatMatrix, size: tuple[int, int]) -> Face | None:
    """Return the face of one mesh (478, 3), in pixels of a picture of `size` (width, height).

    None if a point is not finite or an eye has no width: such a mesh isn't a face.
    """
    width, height = size
    # MediaPipe's 0..1 spans the picture edge to edge; GazeFix's whole numbers are pixel centres.
    flat = points[:, :2] * (width, height) - 0.5
    if not np.isfinite(points).all():
        return None
    left, right = _eye(flat, Side.LEFT), _eye(flat, Side.RIGHT)
    if min(left.width_px, right.width_px) < 1e-3:
        return None
    low, high = flat[:MESH_POINTS].min(0), flat[:MESH_POINTS].max(0)
    box = (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
    return Face(left, right, head_pose(points * (width, height, width)), box)


def _eye(flat: FloatMatrix, side: Side) -> Eye:
    landmarks: FloatArray = flat[list(EYE_POINTS[side])].astype(np.float32)
    centre = flat[EYE_POINTS[side][-1]]
    radius = float(np.linalg.norm(flat[list(IRIS_RING[side])] - centre, axis=1).mean())
    return Eye(side, landmarks, max(radius, 1e-3), openness(landmarks))


def head_pose(points: FloatMatrix) -> HeadPose:
    """Return the head's direction, seen along the line of sight to it.

    points   (478, 3), one unit for all three axes
    """
    right = sum((points[b] - points[a] for a, b in _ACROSS), np.zeros(3))
    right /= np.linalg.norm(right)
    down = points[_NOSE_BASE] - points[_FOREHEAD]
    down -= right * (down @ right)
    down /= np.linalg.norm(down)
    out = _cross(down, right)  # from the face towards the lens, at a right angle to the face
    ahead = math.cos(_NEUTRAL_TILT_RAD) * out + math.sin(_NEUTRAL_TILT_RAD) * down
    pitch = math.asin(max(-1.0, min(1.0, -float(ahead[1]))))
    yaw = math.atan2(float(ahead[0]), -float(ahead[2]))
    # With the yaw undone, `right` lies in the picture plane of the unturned head, turned by the
    # roll; pitch keeps its x.
    level = np.array([math.cos(yaw), 0.0, math.sin(yaw)])
    downward = _cross(level, ahead)
    roll = math.atan2(float(right @ downward), float(right @ level))
    return HeadPose(pitch, yaw, roll)


def _cross(one: FloatMatrix, other: FloatMatrix) -> FloatMatrix:
    """Return the cross product of two vectors (3,): np.cross in a fifth of its time."""
    (a, b, c), (x, y, z) = one.tolist(), other.tolist()
    return np.array([b * z - c * y, c * x - a * z, a * y - b * x])
