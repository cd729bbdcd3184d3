"""True pairs of a recording: one head pose, two gazes, the second laid over the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from gazefix.errors import InputError
from gazefix.imaging.crops import EyeView, view_eye
from gazefix.imaging.geometry import cell_centres_px, crop_redirection
from gazefix.networks.deepwarp import lid_window, warp
from gazefix.personal.recording import Shot
from gazefix.training.batches import Batch
from gazefix.types import Gaze

#: Largest difference of the heads of a pair, and bounds of the difference of their gazes, degrees.
HEAD_DEG: Final = 4.0
GAZE_DEG: Final = (4.0, 30.0)
#: Every such dot is held out, or more of them where they make too few pairs.
HELD_OUT: Final = 4
#: Most pairs that are made of some shots, of each eye.
MAX_PAIRS: Final = 200
#: Least number of pairs.
MIN_PAIRS: Final = 6
#: Steps of the search for the shift that matches a pair's skin, crop pixels: the corners err by 2.
_STEPS_PX: Final = (1.0, 0.5, 0.25)


@dataclass(frozen=True, slots=True, eq=False)
class TruePairs(Batch):
    """B true pairs, (B, 3, H, W) sRGB in 0..1.

    source, anchors, angles   as the network sees them
    target    the same eye that really looks there, laid over the source by its skin
    compared  (B, 1, H, W) in 0..1: the lids of either and a little around them
    """

    source: Tensor
    anchors: Tensor
    angles: Tensor
    target: Tensor
    compared: Tensor

    def some(self, numbers: Tensor | slice) -> TruePairs:
        """Return some of the pairs."""
        return TruePairs(*(value[numbers] for value in self.values()))

    def to(self, device: torch.device) -> TruePairs:
        """Return the pairs on a device."""
        return TruePairs(*(value.to(device) for value in self.values()))

    def __len__(self) -> int:
        return len(self.source)


def split_pairs(shots: Sequence[Shot]) -> tuple[TruePairs, TruePairs]:
    """Return the pairs to learn from, and those of held-out dots. Raises InputError."""
    dots = sorted({shot.dot for shot in shots})
    for every in range(HELD_OUT, 1, -1):
        away = set(dots[::every])
        parts = [[s for s in shots if (s.dot in away) == held] for held in (False, True)]
        try:
            learned, held_out = (true_pairs(part) for part in parts)
        except InputError:
            if every == 2:
                raise
        else:
            break
    return learned, held_out


def true_pairs(shots: Sequence[Shot]) -> TruePairs:
    """Return the pairs of shots, of both eyes. Raises InputError where there are too few."""
    views = [_views(shot) for shot in shots]
    rng = np.random.default_rng(1)
    couples = [
        (a, b)
        for a, one in enumerate(shots)
        for b, other in enumerate(shots)
        if one.dot != other.dot and _is_pair(one, other)
    ]
    if len(couples) < MIN_PAIRS:
        raise InputError("too few pairs of shots with one head pose", "record your eyes again")
    chosen = rng.permutation(len(couples))[:MAX_PAIRS]
    parts: list[list[Tensor]] = [[], [], [], [], []]
    for a, b in (couples[n] for n in chosen.tolist()):
        by = Gaze(shots[b].gaze.pitch - shots[a].gaze.pitch, shots[b].gaze.yaw - shots[a].gaze.yaw)
        for here, there in zip(views[a], views[b], strict=True):
            turned = crop_redirection(by, here.crop)
            values = (here.pixels, here.anchors, (turned.pitch, turned.yaw))
            for part, value in zip(parts, (*values, there.pixels, there.anchors), strict=True):
                part.append(torch.as_tensor(np.asarray(value)))
    source, anchors, angles, target, target_anchors = (torch.stack(part) for part in parts)
    source, target = (x.permute(0, 3, 1, 2).float() / 255 for x in (source, target))
    angles = angles.float()
    compared = torch.maximum(_around_lids(anchors), _around_lids(target_anchors))
    return TruePairs(source, anchors, angles, _matched(source, target, compared), compared)


def _is_pair(one: Shot, other: Shot) -> bool:
    head = np.degrees([one.head.pitch - other.head.pitch, one.head.yaw - other.head.yaw])
    way = np.degrees(np.hypot(one.gaze.pitch - other.gaze.pitch, one.gaze.yaw - other.gaze.yaw))
    return bool(np.abs(head).max() <= HEAD_DEG and GAZE_DEG[0] <= way <= GAZE_DEG[1])


def _views(shot: Shot) -> tuple[EyeView, EyeView]:
    frame, face = shot.frame_and_face()
    return view_eye(frame.bgr, face.left), view_eye(frame.bgr, face.right)


def _around_lids(anchors: Tensor) -> Tensor:
    """Return (B, 1, H, W): 1 within the lids and near them, 0 on the skin around."""
    grid = torch.tensor(cell_centres_px(2))
    return F.interpolate(lid_window(anchors, grid), scale_factor=2.0, mode="bilinear")


def _matched(source: Tensor, target: Tensor, compared: Tensor) -> Tensor:
    """Return the targets, each shifted so that its skin lies on the source's."""
    skin = 1 - compared
    best, error, made = torch.zeros(len(source), 2), torch.full((len(source),), torch.inf), target
    for step_px in _STEPS_PX:
        middle = best
        for offset in torch.cartesian_prod(*2 * [torch.tensor([-1.0, 0.0, 1.0])]) * step_px:
            way = (middle + offset)[:, :, None, None].expand(-1, -1, *target.shape[2:])
            shifted = warp(target, way)
            found = ((shifted - source).abs() * skin).mean((1, 2, 3))
            better = found < error
            best = torch.where(better[:, None], middle + offset, best)
            error = torch.where(better, found, error)
            made = torch.where(better[:, None, None, None], shifted, made)
    return made
