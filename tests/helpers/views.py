"""Eyes to run a network on."""

from __future__ import annotations

import numpy as np

from gazefix.imaging.crops import EyeView, view_eye
from gazefix.types import Eye, Image, Side


def eyes(count: int) -> list[EyeView]:
    """Views of noise with landmarks of usual eyes."""
    rng = np.random.default_rng(2)
    frame: Image = rng.integers(0, 256, (200, 300, 3), dtype=np.uint8)
    around = np.array(
        [(-30, 0), (-6, -10), (16, -8), (30, 0), (12, 7), (-9, 7), (1, -1)], np.float32
    )
    places = rng.uniform(80, 120, (count, 1, 2))
    return [
        view_eye(frame, Eye(Side.LEFT, (around + place).astype(np.float32), 12.0, 0.3))
        for place in places
    ]
