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

import torch
from torch import Tensor

from gazefix.networks.deepwarp import DeepWarp
from gazefix.networks.weights import load_deepwarp, save_weights
from gazefix.personal.recording import Recording, Shot
from gazefix.training.compositor import apply_redirection
from gazefix.training.examples import Pairs, draw_pairs
from gazefix.training.losses import LossWeights, redirection_loss
from gazefix.training.recorded.pairs import TruePairs, split_pairs, true_pairs
from gazefix.training.tasks import RECORDINGS
from gazefix.training.train import Task

#: Pairs of each kind in a step, and rendered batches that are drawn once and used again.
_BATCH: Final = 24
_POOL: Final = 24
_RATE: Final = 4e-4
_STEPS: Final = 120
_SEED: Final = 1
_CHECK_EVERY: Final = 20
#: The held-out error must fall by this share at least.
MIN_GAIN: Final = 0.02
#: The network's last layers, by the beginnings of their parameters' names.
LAST_LAYERS: Final = ("coarse_head", "fine_in", "fine", "fine_head", "whole", "whole_head", "merge")


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
    steps: int = _STEPS,
) -> PersonalRedirection:
    """Fine-tune `weights` on a recording, and write them to `target` if that helped.

    progress   hears (steps done, all steps)
    Raises InputError for a recording with too few pairs, and ModelError for bad weights.
    """
    torch.manual_seed(_SEED)
    base = load_deepwarp(weights)
    learned, held_out = split_pairs(list(recording.shots()))
    model, after = fine_tuned(base, learned, held_out, progress, steps=steps)
    before = error_ratio(base, held_out)
    kept = after < before * (1 - MIN_GAIN)
    if kept:
        notes = {"personal": f"held-out error {before:.3f} before, {after:.3f} after"}
        save_weights(model, target, notes)
        target.chmod(0o600)
    return PersonalRedirection(before, after, kept)


def compare_redirection(
    capture: Sequence[Shot], rest: Sequence[Shot], weights: Path, *, steps: int = _STEPS
) -> tuple[float, float]:
    """Return the error on pairs of `rest`, of the common redirection and of what `capture` makes.

    Raises InputError for too few pairs, and ModelError for bad weights.
    """
    base = load_deepwarp(weights)
    learned, held_out = split_pairs(capture)
    model, after = fine_tuned(base, learned, held_out, steps=steps)
    if after >= error_ratio(base, held_out) * (1 - MIN_GAIN):
        model = base
    pairs = true_pairs(rest)
    return error_ratio(base, pairs), error_ratio(model, pairs)


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
) -> tuple[DeepWarp, float]:
    """Return the best of the fine-tuned networks and its error on held-out pairs."""
    generator = torch.Generator().manual_seed(_SEED)
    pool = rendered_pool()
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


def rendered_pool() -> list[Pairs]:
    """Return rendered batches, against forgetting."""
    cpu = torch.device("cpu")
    return [draw_pairs(_BATCH, _SEED, n, cpu, recordings=RECORDINGS) for n in range(_POOL)]


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
