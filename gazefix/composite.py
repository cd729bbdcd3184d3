"""Puts a redirected eye into the frame.

Nothing is pasted: the network's flow is enlarged to the frame's own resolution and samples the frame's own pixels, so neither
the size of the network's picture nor a border shows. A pixel that does not move and is not lightened is not written at all.
Stretching and sampling between pixels take contrast from fine detail; an unsharp mask gives it back.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from gazefix.geometry import EyeCrop
from gazefix.imaging import blur, crop_box, enlarge_map, sample
from gazefix.types import FloatArray, Image

#: Movements below this many pixels of the frame are not visible: such pixels stay as they are, bit for bit.
STILL_PX: Final = 0.02
#: Lightening below half a grey level, likewise.
STILL_LIGHTEN: Final = 0.002
#: Strength of the unsharp mask (of one pixel): so much where pixels are sampled halfway between pixels, so much more for each
#: unit of magnification beyond 1, never more than so much.
DETAIL_BETWEEN: Final = 0.15
DETAIL_GAIN: Final = 1.4
DETAIL_MOST: Final = 1.3
#: Differences up to so many grey levels may be noise, which is not made stronger.
NOISE_LEVELS: Final = 3.0


def composite_eye(target: Image, frame: Image, crop: EyeCrop, warp: FloatArray) -> None:
    """Draws one redirected eye into `target`, a copy of `frame` (both (H, W, 3) BGR); `frame` stays as it is.

    warp   (CROP_HEIGHT_PX, CROP_WIDTH_PX, 3) float32: flow x, flow y in pixels of the crop, and lightening 0..1; zero towards
           the crop's border
    """
    box = crop_box(crop, (frame.shape[1], frame.shape[0]))
    values = enlarge_map(np.dstack([warp, detail_strength(warp)]), crop, box)
    to_frame = crop.to_frame[:, :2].astype(np.float32)
    flow = values[..., :2] @ to_frame.T
    changed = (np.square(flow).sum(-1) > STILL_PX**2) | (values[..., 2] > STILL_LIGHTEN)
    rows, columns = np.flatnonzero(changed.any(1)), np.flatnonzero(changed.any(0))
    if not len(rows):
        return
    part = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    x0, y0 = box[0] + int(columns[0]), box[1] + int(rows[0])
    changed, flow = changed[part], flow[part]
    lighten, detail = (np.clip(values[part][..., i : i + 1], 0.0, most) for i, most in ((2, 1.0), (3, DETAIL_MOST)))
    height, width = changed.shape
    xs = flow[..., 0] + np.arange(x0, x0 + width, dtype=np.float32)
    ys = flow[..., 1] + np.arange(y0, y0 + height, dtype=np.float32)[:, None]
    moved = sample(frame, xs, ys).astype(np.float32)
    detail += DETAIL_BETWEEN * (_between(xs) + _between(ys))[..., None] / 2
    fine = moved - blur(moved, 1.0)
    moved += detail * (fine - np.clip(fine, -NOISE_LEVELS, NOISE_LEVELS))
    moved += lighten * (255.0 - moved)
    np.clip(np.rint(moved), 0, 255, out=moved)
    np.copyto(target[y0 : y0 + height, x0 : x0 + width], moved.astype(np.uint8), where=changed[..., None])


def detail_strength(warp: FloatArray) -> FloatArray:
    """(H, W) in 0..DETAIL_MOST: how much detail a warp's stretching takes, from its magnification (the inverse root of the
    determinant of the sampling map's Jacobian)."""
    dy, dx = np.gradient(warp[..., :2], axis=(0, 1))
    determinant = (1 + dx[..., 0]) * (1 + dy[..., 1]) - dx[..., 1] * dy[..., 0]
    magnification = 1 / np.sqrt(np.clip(np.abs(determinant), 0.1, 10.0))
    strength = np.clip(DETAIL_GAIN * (magnification - 1), 0.0, DETAIL_MOST)
    smooth: FloatArray = blur(strength.astype(np.float32), 1.0)
    return smooth


def _between(positions: FloatArray) -> FloatArray:
    """0 at whole pixels, 1 halfway between them: how much of the finest detail interpolation takes."""
    fraction = positions - np.floor(positions)
    bell: FloatArray = 4 * fraction * (1 - fraction)
    return bell
