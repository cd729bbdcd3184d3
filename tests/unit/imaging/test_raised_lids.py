"""The light that the network gives to a raised upper lid."""

from __future__ import annotations

import numpy as np
import pytest

from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.imaging.raised.raised_lids import keep_lids_shaded
from gazefix.networks.configs import usual_anchors_px
from gazefix.types import IRIS, UPPER_INNER, UPPER_OUTER, FloatArray

LIGHT = 0.2


def light_left(way_px: float) -> FloatArray:
    """Return (H, W): what is left of an even lightening of an eye that rises by `way_px`."""
    anchors = usual_anchors_px()[None]
    warps = np.zeros((1, 4, CROP_HEIGHT_PX, CROP_WIDTH_PX), np.float32)
    warps[:, 1], warps[:, 2] = way_px, LIGHT
    keep_lids_shaded(warps, np.array([[0.0, way_px]], np.float32), anchors)
    left: FloatArray = warps[0, 2]
    return left


def test_the_outer_half_of_a_raised_lid_is_lightened_by_half() -> None:
    x, y = usual_anchors_px()[UPPER_OUTER].astype(int)
    # Where the lid's edge has risen to.
    assert light_left(5.0)[y - 5, x] == pytest.approx(LIGHT / 2, rel=0.1)


def test_the_inner_half_and_the_lower_lid_keep_their_light() -> None:
    left = light_left(5.0)
    x, y = usual_anchors_px()[UPPER_INNER].astype(int)
    assert left[y - 5, x - 4] == pytest.approx(LIGHT)
    x, y = usual_anchors_px()[IRIS].astype(int)
    assert left[y + 4, x + 8] == pytest.approx(LIGHT)


@pytest.mark.parametrize("way_px", [0.9, -5.0])
def test_eyes_that_are_not_raised_keep_their_light(way_px: float) -> None:
    assert light_left(way_px) == pytest.approx(LIGHT)
