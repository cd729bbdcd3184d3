"""Which faces a localizer follows, with a detector and a mesh of the test's own."""

from __future__ import annotations

import numpy as np

from gazefix.config import EngineConfig
from gazefix.faces.following import FollowingLocalizer
from gazefix.faces.landmarks import EYE_POINTS, IRIS_RING
from gazefix.faces.takeover import RelativeBox
from gazefix.imaging.geometry import FloatMatrix
from gazefix.types import Image

#: The upper left quarter looks like a face to the detector alone; the small box is one.
GHOST, FACE = (0.0, 0.0, 0.5, 0.5), (0.7, 0.7, 0.9, 0.9)


class Haunted(FollowingLocalizer):
    """Finds a mesh at FACE where that is not black."""

    name, smooths = "haunted", False

    @classmethod
    def available(cls) -> bool:
        return True

    def _open(self) -> None: ...

    def _hint(self) -> str:
        return ""

    def _detect(self, rgb: Image) -> list[RelativeBox]:
        return [FACE, GHOST] if rgb.any() else []

    def _meshes(self, rgb: Image) -> list[FloatMatrix]:
        x, y = int(0.8 * rgb.shape[1]), int(0.8 * rgb.shape[0])
        if not rgb[y, x].any():
            return []
        mesh = np.random.default_rng(1).uniform(0.7, 0.9, (478, 3))
        for side, points in EYE_POINTS.items():
            mesh[[*points, *IRIS_RING[side]], :2] += 0.01
        return [mesh]

    def _free(self) -> None: ...


def test_a_largest_box_that_is_no_face_gives_way_to_the_next() -> None:
    picture: Image = np.full((100, 100, 3), 128, np.uint8)
    with Haunted(EngineConfig(), max_faces=1, still=False) as localizer:
        (face,) = localizer.locate(picture)
    assert 65 < face.box[0] < face.box[2] < 95
