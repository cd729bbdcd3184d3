"""Eye crops cut out of frames."""

from __future__ import annotations

import numpy as np
import pytest

from gazefix.imaging.crops import view_eye
from gazefix.types import Eye, Image, Side


def eye(width_px: float) -> Eye:
    landmarks = np.full((7, 2), (400, 300), np.float32)
    landmarks[[0, 3], 0] += (-width_px / 2, width_px / 2)
    return Eye(Side.LEFT, landmarks, 8.0, 0.3)


@pytest.mark.parametrize("width_px", [110.0, 212.0, 330.0])
def test_a_reduced_crop_has_no_aliasing(width_px: float) -> None:
    checkers = (np.indices((600, 800)).sum(0) % 2 * 255).astype(np.uint8)
    frame: Image = np.repeat(checkers[..., None], 3, 2)
    pixels = view_eye(frame, eye(width_px)).pixels
    assert pixels.mean() == pytest.approx(127.5, abs=2)
    assert pixels.std() < 40


@pytest.mark.parametrize("width_px", [30.0, 60.0, 212.0])
def test_a_crop_keeps_places_at_every_size(width_px: float) -> None:
    ramp = np.clip(np.arange(800) - 272, 0, 255).astype(np.uint8)  # 128 at the eye's middle
    frame: Image = np.repeat(np.tile(ramp, (600, 1))[..., None], 3, 2)
    row = view_eye(frame, eye(width_px)).pixels[32, 20:76, 0].astype(float)
    wanted = 128 + (np.arange(20, 76) - 47.5) * width_px / 53
    assert np.abs(row - wanted.clip(0, 255)).max() <= 1.5
