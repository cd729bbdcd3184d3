"""The squares that the mesh is asked about, and which detections are one face. Pure.

As MediaPipe's graphs do it (face_landmark_front_cpu, face_detection_short_range_cpu), so that the
points are the same. Coordinates are pixels of the picture, from its upper left edge.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from gazefix.imaging.geometry import FloatMatrix

#: Sides of the square over the longer sides of the face in it.
MARGIN: Final = 1.5
#: Overlap of two detections, over their union, from which they are one face.
ONE_FACE_OVERLAP: Final = 0.3
#: The same of two squares, of which the one that tracks a face is kept.
ONE_REGION_OVERLAP: Final = 0.5
#: Side in pixels of the smallest tiles in which faces are looked for. In these the full-range
#: detector finds faces of 40 px; those of 60 have eyes of 12. At 800 it misses 2 of a gallery's 25.
TILE_PX: Final = 640
#: How far tiles overlap, in shares of their side: the largest face that is looked for in them.
TILE_OVERLAP: Final = 0.25
#: Sides of larger tiles over those before: faces of a 12th to a quarter of a side are found.
TILE_GROWTH: Final = 3
#: Smallest tiles of one picture. Those of larger pictures (over 20 megapixels) are larger.
MOST_TILES: Final = 96
#: Points of the mesh that say how a head is turned: the outer corners of the eyes as they are seen.
_LEFT, _RIGHT = 33, 263


@dataclass(frozen=True, slots=True)
class Region:
    """A square around a face: its middle, its side, and how far it is turned, in radians."""

    x: float
    y: float
    side: float
    angle: float

    @classmethod
    def of_detection(cls, detection: FloatMatrix) -> Self:
        """Return the region of (16,): a face's middle and size, then points, the eyes' first."""
        x, y, width, height, *points = detection.tolist()
        return cls(x, y, MARGIN * max(width, height), _direction(*points[:4]))

    @classmethod
    def of_mesh(cls, points: FloatMatrix) -> Self:
        """Return the region of a mesh's points (478, 3), to look for the face in the next frame."""
        low, high = points[:, :2].min(0), points[:, :2].max(0)
        x, y = ((low + high) / 2).tolist()
        side = MARGIN * float((high - low).max())
        return cls(x, y, side, _direction(*points[[_LEFT, _RIGHT], :2].ravel().tolist()))

    def to_picture(self, side_px: int) -> FloatMatrix:
        """Return the (2, 3) map from a copy of the region, `side_px` wide, to the picture."""
        scale = self.side / side_px
        cos, sin = scale * math.cos(self.angle), scale * math.sin(self.angle)
        half = side_px / 2
        return np.array(
            [
                [cos, -sin, self.x - half * (cos - sin)],
                [sin, cos, self.y - half * (sin + cos)],
            ]
        )

    def scaled(self, factor: float) -> Region:
        """Return the region in a picture that is `factor` times as large."""
        return Region(self.x * factor, self.y * factor, self.side * factor, self.angle)

    def holds(self, detection: FloatMatrix) -> bool:
        """Return whether the middle of a face (16,) lies in the region, as if it were level."""
        x, y = detection[:2].tolist()
        return bool(max(abs(x - self.x), abs(y - self.y)) <= self.side / 2)

    def overlap(self, other: Region) -> float:
        """Return the overlap with another region, as if both were level, over their union."""
        return overlap(*((each.x, each.y, each.side, each.side) for each in (self, other)))


def tiles(width: int, height: int) -> list[Region]:
    """Return level squares of growing sides that cover a picture, the last of them whole.

    Every face is whole in one in which it is neither too small nor too large to be found.
    """
    longest, side = max(width, height), float(TILE_PX)
    while math.prod(_counts(width, height, side)) > MOST_TILES:
        side *= 1.1
    found: list[Region] = []
    while side < longest:
        found += _level(width, height, side)
        side *= TILE_GROWTH
    return [*found, Region(width / 2, height / 2, longest, 0.0)]


def _level(width: int, height: int, side: float) -> list[Region]:
    columns, rows = (
        np.linspace(side / 2, length - side / 2, count) if count > 1 else [length / 2]
        for length, count in zip((width, height), _counts(width, height, side), strict=True)
    )
    return [Region(float(x), float(y), side, 0.0) for y in rows for x in columns]


def _counts(width: int, height: int, side: float) -> tuple[int, int]:
    step, shared = side * (1 - TILE_OVERLAP), side * TILE_OVERLAP
    columns, rows = (max(1, math.ceil((length - shared) / step)) for length in (width, height))
    return columns, rows


def is_whole_in(tile: Region, detection: FloatMatrix) -> bool:
    """Return whether a face (16,) lies whole in a tile, and is as small as it is to find there."""
    (x, y, width, height), half = detection[:4].tolist(), tile.side / 2
    inside = abs(x - tile.x) + width / 2 <= half and abs(y - tile.y) + height / 2 <= half
    return bool(inside and max(width, height) <= TILE_OVERLAP * tile.side)


def _direction(x0: float, y0: float, x1: float, y1: float) -> float:
    return math.atan2(y1 - y0, x1 - x0)


def overlap(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the overlap of two boxes (middle x, y, width, height) over their union."""
    sides = [
        min(a + u / 2, b + v / 2) - max(a - u / 2, b - v / 2)
        for a, u, b, v in ((one[i], one[i + 2], other[i], other[i + 2]) for i in (0, 1))
    ]
    if min(sides) <= 0:
        return 0.0
    both = sides[0] * sides[1]
    return both / (one[2] * one[3] + other[2] * other[3] - both)


def merged(detections: FloatMatrix, confidence: FloatMatrix) -> list[FloatMatrix]:
    """Return one detection (16,) a face, of (N, 16), the most confident first.

    Detections that overlap a more confident one are averaged with it, by their confidence.
    """
    left = list(np.argsort(-confidence, kind="stable"))
    faces = []
    while left:
        best = detections[left[0]]
        same = [i for i in left if overlap(best, detections[i]) > ONE_FACE_OVERLAP]
        faces.append(np.average(detections[same], 0, confidence[same]) if same else best)
        left = [i for i in left[1:] if i not in same]
    return faces


def newcomers(tracked: Sequence[Region], found: Sequence[Region]) -> list[Region]:
    """Return the regions of faces that were found, but for those that are tracked."""
    return [
        region
        for region in found
        if all(region.overlap(known) <= ONE_REGION_OVERLAP for known in tracked)
    ]
