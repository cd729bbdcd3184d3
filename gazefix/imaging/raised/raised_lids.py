"""The outer half of a raised upper lid keeps its shade.

The network lightens the lid's edge there, as if the white came to lie where the edge was. In
photographs, lashes and the lid's shadow rise with the lid: what is lightened looks like grey haze.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from gazefix.imaging.geometry import CROP_CENTRE_PX, cell_centres_px
from gazefix.imaging.glints import Corneas
from gazefix.imaging.operations import ramp
from gazefix.types import FloatArray

#: Share of the lightening that is taken away. At 1.0, the error of eyes raised by 20 degrees is as
#: without this step; at 0.5 it is 0.296 for 0.304 (24 people of known gaze).
_LESS: Final = 0.5
#: Way up of the iris at which this starts and is whole, in crop pixels: about 5 and 18 degrees.
_RAISED_PX: Final = (1.0, 4.0)
#: Distance of the source below the upper lid at which this ends, and up to which it is whole, in
#: crop pixels.
_BELOW_LID_PX: Final = (8.0, 1.0)
#: Where this starts and is whole, in crop pixels outwards from the crop's middle.
_OUTWARDS_PX: Final = (-3.5, 6.5)
#: The last numbers of `WarpRules` in warps.c.
RAISED_LIDS: Final = (_LESS, *_RAISED_PX, *_BELOW_LID_PX, *_OUTWARDS_PX)


def keep_lids_shaded(warps: FloatArray, ways: FloatArray, anchors: FloatArray) -> None:
    """Take a part of the lightening away, in place, at the upper lids of raised eyes.

    warps     (N, WARP_MAPS, H, W)
    ways      (N, 2) of the irises, from `glints.iris_ways`
    anchors   (N, 7, 2) landmarks in crop pixels
    """
    shares = _LESS * ramp(ways[:, 1], *_RAISED_PX)
    raised = np.flatnonzero(shares)
    if not len(raised):
        return
    upper_edges = Corneas.of(anchors[raised]).edges[:, :3]
    for eye, edges in zip(raised.tolist(), upper_edges.tolist(), strict=True):
        warp = warps[eye]
        x, y = cell_centres_px(1) + warp[:2]
        below = np.minimum.reduce([a * x + b * y + c for a, b, c in edges])
        outwards = ramp(x - CROP_CENTRE_PX[0], *_OUTWARDS_PX)
        warp[2] *= 1 - shares[eye] * ramp(below, *_BELOW_LID_PX) * outwards
