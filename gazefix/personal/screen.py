"""Where the dot, the lens and the eyes are, and so the true gaze. Pure.

Millimetres on the screen count from its upper left corner, x to the right and y down, as the person
sees it. The picture is not mirrored: the person's right is its left.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from gazefix.errors import ProfileError
from gazefix.types import IRIS, Face, Gaze

#: Diameter of the iris of an adult, mm (Ruefer 2005: 11.7 +- 0.4 with its limbus).
IRIS_MM: Final = 11.7
#: Distance of adults' pupils, mm (Dodgson 2004: 63 +- 3.7).
PUPILS_MM: Final = 63.0
#: Focal length of a webcam in heights of its picture: 65 degrees across a 16:9 picture. Cameras
#: differ by some 15 per cent, and with them the distance.
FOCAL_HEIGHTS: Final = 1.40
#: Height of a built-in camera over the screen's edge, mm.
ABOVE_MM: Final = 8.0
#: Sides of an ID-1 card, such as a bank card, mm (ISO/IEC 7810).
CARD_MM: Final = (85.6, 53.98)
#: Distances of pixels that screens have, mm: from 350 to 35 dots an inch.
_PIXEL_MM: Final = (0.07, 0.75)
#: Largest difference between a pixel's width and height, as a share.
_SQUARE: Final = 0.08
#: Distances from the screen at which people sit, mm.
_DISTANCE_MM: Final = (200.0, 1500.0)


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen and the camera at it.

    size_mm     width and height
    camera_mm   place of the lens
    """

    size_mm: tuple[float, float]
    camera_mm: tuple[float, float]

    def dot_mm(self, x: float, y: float) -> tuple[float, float]:
        """Return a place of shares of width and height as mm to the right of the lens and up."""
        return (
            x * self.size_mm[0] - self.camera_mm[0],
            self.camera_mm[1] - y * self.size_mm[1],
        )


def check_screen(size_mm: tuple[float, float], pixels: tuple[int, int]) -> str:
    """Return what is wrong with a screen's physical size, "" if nothing is.

    Screens without an EDID, projectors and virtual ones report wrong sizes or none.
    """
    width, height = (mm / max(px, 1) for mm, px in zip(size_mm, pixels, strict=True))
    low, high = _PIXEL_MM
    if not (low <= width <= high and low <= height <= high):
        return f"the screen reports an impossible size: {size_mm[0]:.0f} x {size_mm[1]:.0f} mm"
    if abs(width / height - 1) > _SQUARE:
        return "the screen's reported width and height don't fit its pixels"
    return ""


def size_by_card(pixels: tuple[int, int], card_px: float) -> tuple[float, float]:
    """Return a screen's size in mm from its pixels and the width of a card laid on it, in pixels.

    Raises ProfileError for an impossible width.
    """
    pixel_mm = CARD_MM[0] / max(card_px, 1e-6)
    size = (pixels[0] * pixel_mm, pixels[1] * pixel_mm)
    if check_screen(size, pixels):
        hint = "fit the rectangle to a bank card's long side"
        raise ProfileError("the card's width gives an impossible screen", hint)
    return size


def eye_distance_mm(face: Face, height_px: int) -> float:
    """Return the distance of a face from the lens: the mean of what its irises and its pupils say.

    height_px   of the picture
    """
    focal_px = FOCAL_HEIGHTS * height_px
    iris_px = 2 * float(np.mean([eye.iris_radius_px for eye in face.eyes]))
    apart = face.left.landmarks[IRIS] - face.right.landmarks[IRIS]
    # Seen from the side, the pupils are nearer to each other.
    pupils_px = float(np.linalg.norm(apart)) / max(math.cos(face.head.yaw), 0.5)
    by_iris, by_pupils = (
        focal_px * mm / max(px, 1e-3) for mm, px in ((IRIS_MM, iris_px), (PUPILS_MM, pupils_px))
    )
    return (by_iris + by_pupils) / 2


def check_distance(distance_mm: float) -> None:
    """Raise ProfileError for a distance at which nobody sits before a screen."""
    low, high = _DISTANCE_MM
    if not low <= distance_mm <= high:
        hint = "sit in front of this screen's camera, or give --distance"
        raise ProfileError(f"the eyes seem {distance_mm / 10:.0f} cm away", hint)


def true_gaze(
    screen: Screen,
    dot: tuple[float, float],
    face: Face,
    frame_size: tuple[int, int],
    distance_mm: float,
) -> Gaze:
    """Return the gaze of a face that looks at a dot, against its line of sight into the lens.

    dot           shares of the screen's width and height
    frame_size    (width, height) of the picture
    distance_mm   from the lens to the eyes
    """
    width, height = frame_size
    middle = (face.left.landmarks[IRIS] + face.right.landmarks[IRIS]) / 2
    focal_px = FOCAL_HEIGHTS * height
    # In the picture's axes: x to its right, y up, z away from the lens.
    way = np.array(
        [(middle[0] - (width - 1) / 2) / focal_px, ((height - 1) / 2 - middle[1]) / focal_px, 1.0]
    )
    eyes = way * (distance_mm / np.linalg.norm(way))
    right, up = screen.dot_mm(*dot)
    to_dot, to_lens = np.array([-right, up, 0.0]) - eyes, -eyes
    (pitch, yaw), (pitch0, yaw0) = _angles(to_dot), _angles(to_lens)
    return Gaze(pitch - pitch0, yaw - yaw0)


def _angles(way: np.ndarray[tuple[int], np.dtype[np.float64]]) -> tuple[float, float]:
    x, y, z = way.tolist()
    return math.atan2(y, math.hypot(x, z)), math.atan2(x, -z)
