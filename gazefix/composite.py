"""Puts a redirected eye into the frame: the frame's own pixels, sampled through the enlarged flow.

The network's flow is small (a crop of 96x64) but what it moves are the frame's pixels at their full resolution, so the size
of the network's input never blurs the picture. A pixel that does not move and is not lightened is not written at all.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from gazefix.geometry import EyeCrop
from gazefix.imaging import crop_box, enlarge_map, sample
from gazefix.types import FloatArray, Image

#: Movements below this many pixels of the frame are not visible: such pixels stay as they are, bit for bit.
STILL_PX: Final = 0.02
#: Lightening below half a grey level, likewise.
STILL_LIGHTEN: Final = 0.002


def composite_eye(target: Image, frame: Image, crop: EyeCrop, warp: FloatArray) -> None:
    """Draws one redirected eye into `target`, a copy of `frame` (both (H, W, 3) BGR); `frame` stays as it is.

    warp   (CROP_HEIGHT_PX, CROP_WIDTH_PX, 3) float32: flow x, flow y in pixels of the crop, and lightening 0..1; zero towards
           the crop's border
    """
    box = crop_box(crop, (frame.shape[1], frame.shape[0]))
    values = enlarge_map(warp, crop, box)
    to_frame = crop.to_frame[:, :2].astype(np.float32)
    flow = values[..., :2] @ to_frame.T
    changed = (np.square(flow).sum(-1) > STILL_PX**2) | (values[..., 2] > STILL_LIGHTEN)
    rows, columns = np.flatnonzero(changed.any(1)), np.flatnonzero(changed.any(0))
    if not len(rows):
        return
    part = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    x0, y0 = box[0] + int(columns[0]), box[1] + int(rows[0])
    changed, flow, lighten = changed[part], flow[part], values[part][..., 2:]
    height, width = changed.shape
    xs = flow[..., 0] + np.arange(x0, x0 + width, dtype=np.float32)
    ys = flow[..., 1] + np.arange(y0, y0 + height, dtype=np.float32)[:, None]
    moved = sample(frame, xs, ys).astype(np.float32)
    moved += np.clip(lighten, 0.0, 1.0) * (255.0 - moved)
    np.copyto(target[y0 : y0 + height, x0 : x0 + width], np.rint(moved).astype(np.uint8), where=changed[..., None])
