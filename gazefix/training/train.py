"""Trains a network on rendered eyes: resumable, seeded, the same on CPU and CUDA. What is trained, a Task says."""

from __future__ import annotations

import copy
import csv
import logging
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import get_ema_multi_avg_fn

from gazefix.files import NewFile
from gazefix.networks.deepwarp import DeepWarp
from gazefix.networks.gazenet import GazeNet
from gazefix.networks.weights import save_weights
from gazefix.training.dataset import Batch, batches

log = logging.getLogger(__name__)

Drawn = TypeVar("Drawn", bound=Batch)


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """One training run. `eyes` is its whole length, in eyes that are drawn; `workers` are rendering processes, on
    the device that trains (0: none, it draws itself), which draw `together` batches at once: on CUDA a thousand eyes take the
    time of a hundred. A run that is resumed needs the same ones."""

    eyes: int = 640_000
    batch: int = 64
    together: int = 1
    learning_rate: float = 1.5e-3
    seed: int = 1
    device: str = "cpu"
    workers: int = 1
    threads: int = 1
    checkpoint_every: int = 250
    evaluate_every: int = 1000
    average: float = 0.999
    stop_at: int | None = None

    @property
    def steps(self) -> int:
        """Optimizer steps of the whole run, over which the learning rate falls."""
        return max(1, self.eyes // self.batch)

    @property
    def last_step(self) -> int:
        """Where it ends: earlier than planned, if `stop_at` eyes say so."""
        return (
            self.steps
            if self.stop_at is None
            else min(self.steps, max(1, self.stop_at // self.batch))
        )


@dataclass(frozen=True, slots=True)
class Task(Generic[Drawn]):
    """A network and what it learns.

    name      of the weights file, without its ending
    network   a new network
    draw      (count, seed, number, device) -> batch; a function that another process can be given
    loss      (network, batch) -> the loss, and its terms by name
    evaluate  (network, device) -> figures on rendered eyes that no training sees
    sheet     (network, device, path): writes a contact sheet, if there is something to look at
    copies    of each eye that a batch holds (`Batch.part`), and that an eye is drawn for
    """

    name: str
    network: Callable[[], DeepWarp | GazeNet]
    draw: Callable[[int, int, int, torch.device], Drawn]
    loss: Callable[[Any, Drawn], tuple[Tensor, dict[str, Tensor]]]
    evaluate: Callable[[Any, torch.device], dict[str, float]]
    sheet: Callable[[Any, torch.device, Path], None] | None = None
    copies: int = 1


def train(
    config: TrainConfig,
    task: Task[Any],
    folder: Path,
    progress: Callable[[int, int, float], None] | None = None,
) -> Path:
    """Runs or resumes a training in `folder` and returns the weights file.

    The folder gets log.csv (one row per 50 steps), held_out.csv, checkpoint.pt, sheet-*.png and the weights (running averages
    of the last steps). `progress` hears (steps done, all steps, loss).
    """
    torch.manual_seed(config.seed)
    torch.set_num_threads(config.threads)
    device = torch.device(config.device)
    folder.mkdir(parents=True, exist_ok=True)
    model = task.network().to(device)
    average = copy.deepcopy(model)
    optimizer = torch.optim.AdamW(model.parameters(), lr=config.learning_rate, weight_decay=1e-4)
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, config.steps))
    parts = {"model": model, "average": average, "optimizer": optimizer, "scheduler": scheduler}
    checkpoint = folder / "checkpoint.pt"
    start, spent_s = 0, 0.0
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device, weights_only=True)
        for name, part in parts.items():
            part.load_state_dict(state[name])
        start, spent_s = int(state["step"]), float(state["spent_s"])
        log.info("resuming at step %d of %d", start, config.steps)
    began = time.perf_counter()
    weights = folder / f"{task.name}.safetensors"
    sums: dict[str, float] = {}
    for step, batch in enumerate(_drawn(task, config, start, device), start=start + 1):
        loss, terms = _step(model, average, optimizer, task, batch, config, step)
        scheduler.step()
        if step % 10 == 0 or step == config.last_step:
            for name, value in terms.items():
                sums[name] = 0.9 * sums.get(name, float(value)) + 0.1 * float(value)
            if not math.isfinite(float(loss)):
                raise FloatingPointError(f"the loss is {float(loss)} at step {step}")
        if step % 50 == 0 or step == config.last_step:
            seconds = spent_s + time.perf_counter() - began
            _log_row(
                folder / "log.csv",
                {"step": step, "eyes": step * config.batch, "seconds": round(seconds, 1), **sums},
            )
            if progress:
                progress(step, config.last_step, sum(sums.values()))
        last = step == config.last_step
        if step % config.checkpoint_every == 0 or last:
            spent = spent_s + time.perf_counter() - began
            with NewFile(checkpoint, overwrite=True) as file:
                states = {name: part.state_dict() for name, part in parts.items()}
                torch.save(states | {"step": step, "spent_s": spent}, file.handle)
            notes = {
                "eyes": str(step * config.batch),
                "seed": str(config.seed),
                "hours": f"{spent / 3600:.2f}",
            }
            save_weights(average, weights, notes)
        if step % config.evaluate_every == 0 or last:
            figures = task.evaluate(average, device)
            log.info("step %d: %s", step, {k: round(v, 4) for k, v in figures.items()})
            _log_row(folder / "held_out.csv", {"step": step, **figures})
            if task.sheet:
                task.sheet(average, device, folder / f"sheet-{step:06d}.png")
    return weights


def _drawn(
    task: Task[Drawn], config: TrainConfig, start: int, device: torch.device
) -> Iterator[Drawn]:
    """The batches of the steps from `start` on."""
    together, count = config.together, config.batch - config.batch % task.copies
    first, last = start // together, -(-config.last_step // together)
    if start >= config.last_step:
        return
    drawn = batches(
        task.draw, together * count, config.seed, first, last, device=device, workers=config.workers
    )
    for number, batch in enumerate(drawn, first):
        for part in range(together):
            if start <= number * together + part < config.last_step:
                yield batch.part(part, together, task.copies)


def _step(
    model: nn.Module,
    average: nn.Module,
    optimizer: torch.optim.Optimizer,
    task: Task[Drawn],
    batch: Drawn,
    config: TrainConfig,
    step: int,
) -> tuple[Tensor, dict[str, Tensor]]:
    model.train()
    optimizer.zero_grad(set_to_none=True)
    loss, terms = task.loss(model, batch)
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    keep = min(config.average, step / (step + 10))
    with torch.no_grad():
        # All at once: on a GPU each call costs more than its arithmetic.
        get_ema_multi_avg_fn(keep)(list(average.parameters()), list(model.parameters()), None)  # type: ignore[no-untyped-call]
    return loss.detach(), {name: value.detach() for name, value in terms.items()}


def _rate(step: int, steps: int) -> float:
    """A short warm-up, then a cosine to nearly nothing."""
    warm = min(200, steps // 10 + 1)
    if step < warm:
        return (step + 1) / warm
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm)))


def _log_row(path: Path, row: dict[str, float]) -> None:
    new = not path.exists()
    with path.open("a", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        if new:
            writer.writeheader()
        writer.writerow(row)
