"""Fine-tunes DeepWarp on a person's own eyes: true pairs of a recording beside rendered pairs.

Two shots of one head pose with different gazes are a true pair. Only the network's last layers
learn, and what they learn is kept only where pairs of dots that were held out get better.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from gazefix.errors import InputError
from gazefix.imaging.crops import EyeView, view_eye
from gazefix.imaging.geometry import cell_centres_px, crop_redirection
from gazefix.networks.deepwarp import DeepWarp, lid_window, warp
from gazefix.networks.weights import load_deepwarp, save_weights
from gazefix.personal.recording import Recording, Shot
from gazefix.training.batches import Batch
from gazefix.training.compositor import apply_redirection
from gazefix.training.examples import Pairs, draw_pairs
from gazefix.training.tasks import RECORDINGS, LossWeights, redirection_loss
from gazefix.training.train import Task
from gazefix.types import Gaze

#: Largest difference of the heads of a pair, and bounds of the difference of their gazes, degrees.
HEAD_DEG: Final = 4.0
GAZE_DEG: Final = (4.0, 30.0)
#: Every such dot is held out.
HELD_OUT: Final = 4
#: Most pairs that are made of some shots, of each eye.
MAX_PAIRS: Final = 200
#: Least number of pairs.
MIN_PAIRS: Final = 6
#: Steps of the search for the shift that matches a pair's skin, crop pixels: the corners err by 2.
_STEPS_PX: Final = (1.0, 0.5, 0.25)
#: Pairs of each kind in a step, and rendered batches that are drawn once and used again.
_BATCH: Final = 24
_POOL: Final = 24
_RATE: Final = 4e-4
_CHECK_EVERY: Final = 20
#: The held-out error must fall by this share at least.
MIN_GAIN: Final = 0.02
#: The network's last layers, by the beginnings of their parameters' names.
LAST_LAYERS: Final = ("coarse_head", "fine_in", "fine", "fine_head", "whole", "whole_head", "merge")


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


@dataclass(frozen=True, slots=True)
class PersonalRedirection:
    """How a personal redirection went.

    before, after   squared error on held-out pairs over that of leaving the eyes as they are
    kept            whether it was saved
    """

    before: float
    after: float
    kept: bool


def train_personal(
    recording: Recording,
    weights: Path,
    target: Path,
    progress: Callable[[int, int], None] | None = None,
    *,
    steps: int = 120,
    seed: int = 1,
) -> PersonalRedirection:
    """Fine-tune `weights` on a recording, and write them to `target` if that helped.

    progress   hears (steps done, all steps)
    Raises InputError for a recording with too few pairs, and ModelError for bad weights.
    """
    torch.manual_seed(seed)
    base = load_deepwarp(weights)
    learned, held_out = split_pairs(recording)
    model, after = fine_tuned(base, learned, held_out, progress, steps=steps, seed=seed)
    before = error_ratio(base, held_out)
    kept = after < before * (1 - MIN_GAIN)
    if kept:
        notes = {"personal": f"held-out error {before:.3f} before, {after:.3f} after"}
        save_weights(model, target, notes)
    return PersonalRedirection(before, after, kept)


def split_pairs(recording: Recording) -> tuple[TruePairs, TruePairs]:
    """Return the pairs to learn from, and those of held-out dots. Raises InputError."""
    dots = sorted(set(recording.dots.tolist()))
    away = set(dots[::HELD_OUT])
    shots = list(recording.shots())
    parts = [[s for s in shots if (s.dot in away) == held] for held in (False, True)]
    learned, held_out = (true_pairs(part) for part in parts)
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


def error_ratio(model: DeepWarp, pairs: TruePairs) -> float:
    """Return the squared error of redirected eyes over that of eyes left alone, over all pairs."""
    return float(pair_errors(model, pairs).sum() / _left_alone(pairs).sum())


def pair_errors(model: DeepWarp, pairs: TruePairs) -> Tensor:
    """Return each pair's squared error (B,) within the compared part."""
    model.eval()
    with torch.no_grad():
        parts = [_made(model, pairs.some(slice(n, n + 64))) for n in range(0, len(pairs), 64)]
    return ((torch.cat(parts) - pairs.target).square() * pairs.compared).mean((1, 2, 3))


def _left_alone(pairs: TruePairs) -> Tensor:
    return ((pairs.source - pairs.target).square() * pairs.compared).mean((1, 2, 3))


def _made(model: DeepWarp, pairs: TruePairs) -> Tensor:
    made = model(pairs.source, pairs.anchors, pairs.angles)
    return apply_redirection(pairs.source, pairs.anchors, made)


def fine_tuned(
    base: DeepWarp,
    learned: TruePairs,
    held_out: TruePairs,
    progress: Callable[[int, int], None] | None = None,
    *,
    steps: int,
    seed: int,
    pool: Sequence[Pairs] | None = None,
) -> tuple[DeepWarp, float]:
    """Return the best of the fine-tuned networks and its error on held-out pairs.

    pool   rendered batches; drawn if there are none
    """
    generator = torch.Generator().manual_seed(seed)
    pool = pool or rendered_pool(seed)
    model = copy.deepcopy(base).train()
    last = []
    for name, parameter in model.named_parameters():
        parameter.requires_grad = name.split(".")[0] in LAST_LAYERS
        last += [parameter] if parameter.requires_grad else []
    optimizer = torch.optim.AdamW(last, lr=_RATE, weight_decay=1e-4)
    best, best_error = copy.deepcopy(base), error_ratio(base, held_out)
    for step in range(1, steps + 1):
        for group in optimizer.param_groups:
            group["lr"] = _RATE * (1 - step / (steps + 1))
        pairs = learned.some(torch.randint(len(learned), (_BATCH,), generator=generator))
        rendered = pool[int(torch.randint(len(pool), (1,), generator=generator))]
        optimizer.zero_grad(set_to_none=True)
        loss = _true_loss(model.train(), pairs) + _rendered_loss(model, rendered)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(last, 1.0)
        optimizer.step()
        if progress:
            progress(step, steps)
        if step % _CHECK_EVERY == 0 or step == steps:
            error = error_ratio(model, held_out)
            if error < best_error:
                best, best_error = copy.deepcopy(model), error
    return best.eval(), best_error


def rendered_pool(seed: int) -> list[Pairs]:
    """Return rendered batches, against forgetting."""
    cpu = torch.device("cpu")
    return [draw_pairs(_BATCH, seed, n, cpu, recordings=RECORDINGS) for n in range(_POOL)]


def _true_loss(model: DeepWarp, pairs: TruePairs) -> Tensor:
    """Return the loss of true pairs: as of rendered ones, where there is no true flow."""
    error = (_made(model, pairs) - pairs.target) * pairs.compared
    return error.abs().mean() * 3 + LossWeights().squared * 3 * error.square().mean()


def with_captures(task: Task[Pairs], recordings: Sequence[Recording]) -> Task[Pairs]:
    """Return DeepWarp's task with true pairs of recordings beside its rendered ones.

    Raises InputError for a recording with too few pairs.
    """
    parts = [true_pairs(list(recording.shots())).values() for recording in recordings]
    pairs = TruePairs(*(torch.cat(values) for values in zip(*parts, strict=True)))

    def loss(model: DeepWarp, rendered: Pairs) -> tuple[Tensor, dict[str, Tensor]]:
        total, terms = task.loss(model, rendered)
        count = max(1, len(rendered.source) // 2)
        some = pairs.some(torch.randint(len(pairs), (count,))).to(rendered.source.device)
        terms = terms | {"captures": _true_loss(model, some)}
        return total + terms["captures"], terms

    return replace(task, loss=loss, notes={**task.notes, "captures": str(len(recordings))})


def _rendered_loss(model: DeepWarp, pairs: Pairs) -> Tensor:
    made = model(pairs.observed, pairs.anchors, pairs.angles)
    return redirection_loss(made, pairs, LossWeights())[0]
