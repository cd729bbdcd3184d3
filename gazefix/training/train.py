"""Trains DeepWarp on rendered pairs: resumable, seeded, the same on CPU and CUDA."""

from __future__ import annotations

import copy
import csv
import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor

from gazefix.deepwarp import DeepWarp, DeepWarpConfig
from gazefix.files import NewFile
from gazefix.training.dataset import Pairs, batches, draw_pairs
from gazefix.training.evaluate import HELD_OUT_SEED, evaluate_rendered
from gazefix.training.losses import LossWeights, redirection_loss
from gazefix.training.sheets import write_sheet
from gazefix.weights import save_deepwarp

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """One training run. `pairs` is its whole length; `workers` are rendering processes (CPU only; CUDA renders by itself)."""

    pairs: int = 256_000
    batch: int = 32
    learning_rate: float = 1.5e-3
    seed: int = 1
    device: str = "cpu"
    workers: int = 1
    threads: int = 1
    checkpoint_every: int = 250
    evaluate_every: int = 1000
    average: float = 0.999
    network: DeepWarpConfig = field(default_factory=DeepWarpConfig)
    loss: LossWeights = field(default_factory=LossWeights)

    @property
    def steps(self) -> int:
        """Optimizer steps of the whole run."""
        return max(1, self.pairs // self.batch)


def train(config: TrainConfig, folder: Path, progress: Callable[[int, int, float], None] | None = None) -> Path:
    """Runs or resumes a training in `folder` and returns the weights file.

    The folder gets log.csv (one row per 50 steps), checkpoint.pt, sheet-*.png and deepwarp.safetensors (the running average
    of the weights). `progress` hears (steps done, all steps, loss).
    """
    torch.manual_seed(config.seed)
    torch.set_num_threads(config.threads)
    device = torch.device(config.device)
    folder.mkdir(parents=True, exist_ok=True)
    model = DeepWarp(config.network).to(device)
    average = copy.deepcopy(model)
    optimizer = torch.optim.AdamW(model.parameters(), lr=config.learning_rate, weight_decay=1e-4)
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, config.steps))
    checkpoint = folder / "checkpoint.pt"
    start, spent_s = 0, 0.0
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device, weights_only=True)
        model.load_state_dict(state["model"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        scheduler.load_state_dict(state["scheduler"])
        start, spent_s = int(state["step"]), float(state["spent_s"])
        log.info("resuming at step %d of %d", start, config.steps)
    began = time.perf_counter()
    weights = folder / "deepwarp.safetensors"
    sums: dict[str, float] = {}
    workers = 0 if device.type == "cuda" else config.workers
    for step, pairs in enumerate(
        batches(config.batch, config.seed, start, config.steps, device=device, workers=workers), start=start + 1
    ):
        loss, terms = _step(model, average, optimizer, pairs, config, step)
        scheduler.step()
        if step % 10 == 0 or step == config.steps:
            for name, value in terms.items():
                sums[name] = 0.9 * sums.get(name, float(value)) + 0.1 * float(value)
            if not math.isfinite(float(loss)):
                raise FloatingPointError(f"the loss is {float(loss)} at step {step}")
        if step % 50 == 0 or step == config.steps:
            seconds = spent_s + time.perf_counter() - began
            _log_row(folder / "log.csv", {"step": step, "pairs": step * config.batch, "seconds": round(seconds, 1), **sums})
            if progress:
                progress(step, config.steps, sum(sums.values()))
        last = step == config.steps
        if step % config.checkpoint_every == 0 or last:
            spent = spent_s + time.perf_counter() - began
            _save(checkpoint, model, average, optimizer, scheduler, step, spent)
            notes = {"pairs": str(step * config.batch), "seed": str(config.seed), "hours": f"{spent / 3600:.2f}"}
            save_deepwarp(average, weights, notes)
        if step % config.evaluate_every == 0 or last:
            figures = evaluate_rendered(average, HELD_OUT_SEED, pairs=512, device=device)
            log.info("step %d: %s", step, {k: round(v, 4) for k, v in figures.items()})
            _log_row(folder / "held_out.csv", {"step": step, **figures})
            write_sheet(folder / f"sheet-{step:06d}.png", average, draw_pairs(24, HELD_OUT_SEED, 0, device))
    return weights


def _step(
    model: DeepWarp, average: DeepWarp, optimizer: torch.optim.Optimizer, pairs: Pairs, config: TrainConfig, step: int
) -> tuple[Tensor, dict[str, Tensor]]:
    model.train()
    optimizer.zero_grad(set_to_none=True)
    loss, terms = redirection_loss(model(pairs.observed, pairs.anchors, pairs.angles), pairs, config.loss)
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    keep = min(config.average, step / (step + 10))
    with torch.no_grad():
        for mean, value in zip(average.parameters(), model.parameters(), strict=True):
            mean.lerp_(value, 1 - keep)
    return loss.detach(), {name: value.detach() for name, value in terms.items()}


def _rate(step: int, steps: int) -> float:
    """A short warm-up, then a cosine to nearly nothing."""
    warm = min(200, steps // 10 + 1)
    if step < warm:
        return (step + 1) / warm
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm)))


def _save(
    path: Path,
    model: DeepWarp,
    average: DeepWarp,
    optimizer: torch.optim.Optimizer,
    scheduler: torch.optim.lr_scheduler.LambdaLR,
    step: int,
    spent_s: float,
) -> None:
    state = {
        "model": model.state_dict(),
        "average": average.state_dict(),
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
        "step": step,
        "spent_s": spent_s,
    }
    with NewFile(path, overwrite=True) as file:
        torch.save(state, file.handle)


def _log_row(path: Path, row: dict[str, float]) -> None:
    new = not path.exists()
    with path.open("a", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        if new:
            writer.writeheader()
        writer.writerow(row)
