"""Trains a network on rendered eyes: resumable, seeded, the same on CPU and CUDA."""

from __future__ import annotations

import copy
import csv
import logging
import math
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic

import torch
from torch import Tensor
from torch.optim.swa_utils import get_ema_multi_avg_fn

from gazefix.files import NewFile
from gazefix.networks.deepwarp import DeepWarp
from gazefix.networks.gazenet import GazeNet
from gazefix.networks.weights import save_weights
from gazefix.training.batches import Drawn, batches

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TrainConfig:
    """One training run. A resumed run needs the same values.

    eyes      drawn in the whole run, over which the learning rate falls
    together  batches drawn at once: on CUDA a thousand eyes take the time of a hundred
    workers   rendering processes, on the device that trains; 0: this process draws
    average   share of the running average that stays at each step
    stop_at   eyes after which the run ends early
    """

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
        """Optimizer steps of the whole run."""
        return max(1, self.eyes // self.batch)

    @property
    def last_step(self) -> int:
        """The step where the run ends."""
        if self.stop_at is None:
            return self.steps
        return min(self.steps, max(1, self.stop_at // self.batch))


@dataclass(frozen=True, slots=True)
class Task(Generic[Drawn]):
    """A network and what it learns.

    name      of the weights file, without its ending
    network   makes a new network
    draw      (count, seed, number, device) -> batch; picklable, for other processes
    loss      (network, batch) -> the loss, and its terms by name
    evaluate  (network, device) -> figures on rendered eyes that training never sees
    sheet     (network, device, path): writes a contact sheet
    copies    of each eye in a batch (`Batch.part`)
    notes     for the header of the weights file
    """

    name: str
    network: Callable[[], DeepWarp | GazeNet]
    draw: Callable[[int, int, int, torch.device], Drawn]
    loss: Callable[[Any, Drawn], tuple[Tensor, dict[str, Tensor]]]
    evaluate: Callable[[Any, torch.device], dict[str, float]]
    sheet: Callable[[Any, torch.device, Path], None] | None = None
    copies: int = 1
    notes: Mapping[str, str] = field(default_factory=dict)


def train(
    config: TrainConfig,
    task: Task[Any],
    folder: Path,
    progress: Callable[[int, int, float], None] | None = None,
) -> Path:
    """Run or resume a training in `folder`, and return the weights file.

    The folder gets log.csv (a row every 50 steps), held_out.csv, checkpoint.pt, sheet-*.png and the
    weights (running averages of the last steps). `progress` hears (steps done, all steps, loss).
    """
    torch.manual_seed(config.seed)
    torch.set_num_threads(config.threads)
    folder.mkdir(parents=True, exist_ok=True)
    run = _Run(config, task, folder)
    last_step = config.last_step
    sums: dict[str, float] = {}
    for step, batch in enumerate(_drawn(task, config, run.step, run.device), start=run.step + 1):
        loss, terms = run.learn(step, batch)
        last = step == last_step
        if step % 10 == 0 or last:
            for name, value in terms.items():
                sums[name] = 0.9 * sums.get(name, float(value)) + 0.1 * float(value)
            if not math.isfinite(float(loss)):
                raise FloatingPointError(f"the loss is {float(loss)} at step {step}")
        if step % 50 == 0 or last:
            row = {"step": step, "eyes": step * config.batch, "seconds": round(run.spent_s, 1)}
            _log_row(folder / "log.csv", row | sums)
            if progress:
                progress(step, last_step, sum(sums.values()))
        if step % config.checkpoint_every == 0 or last:
            run.save()
        if step % config.evaluate_every == 0 or last:
            run.evaluate()
    return run.weights


class _Run:
    """The state of one training, as its checkpoint keeps it."""

    def __init__(self, config: TrainConfig, task: Task[Any], folder: Path) -> None:
        """Start anew, or where the checkpoint in the folder is."""
        self.device = device = torch.device(config.device)
        self.weights = folder / f"{task.name}.safetensors"
        self.step = 0
        self._config, self._task, self._folder = config, task, folder
        self._model = model = task.network().to(device)
        self._average = copy.deepcopy(model)
        rate = config.learning_rate
        self._optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=1e-4)
        self._scheduler = torch.optim.lr_scheduler.LambdaLR(
            self._optimizer, lambda step: _rate(step, config.steps)
        )
        self._parts: dict[str, Any] = {
            "model": model,
            "average": self._average,
            "optimizer": self._optimizer,
            "scheduler": self._scheduler,
        }
        self._checkpoint = folder / "checkpoint.pt"
        spent_s = 0.0
        if self._checkpoint.exists():
            state = torch.load(self._checkpoint, map_location=device, weights_only=True)
            for name, part in self._parts.items():
                part.load_state_dict(state[name])
            self.step, spent_s = int(state["step"]), float(state["spent_s"])
            log.info("resuming at step %d of %d", self.step, config.steps)
        self._began = time.perf_counter() - spent_s

    @property
    def spent_s(self) -> float:
        """Seconds of training so far, those before a checkpoint included."""
        return time.perf_counter() - self._began

    def learn(self, step: int, batch: Any) -> tuple[Tensor, dict[str, Tensor]]:
        """Take one step, and return the loss and its terms."""
        model = self._model.train()
        self._optimizer.zero_grad(set_to_none=True)
        loss, terms = self._task.loss(model, batch)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        self._optimizer.step()
        self._scheduler.step()
        self.step = step
        keep = min(self._config.average, step / (step + 10))
        averages, values = list(self._average.parameters()), list(model.parameters())
        with torch.no_grad():
            # All at once: on a GPU each call costs more than its arithmetic.
            get_ema_multi_avg_fn(keep)(averages, values, None)  # type: ignore[no-untyped-call]
        return loss.detach(), {name: value.detach() for name, value in terms.items()}

    def save(self) -> None:
        """Write the checkpoint and the weights."""
        spent_s = self.spent_s
        with NewFile(self._checkpoint, overwrite=True) as file:
            states = {name: part.state_dict() for name, part in self._parts.items()}
            torch.save(states | {"step": self.step, "spent_s": spent_s}, file.handle)
        notes = {
            "eyes": str(self.step * self._config.batch),
            "seed": str(self._config.seed),
            "hours": f"{spent_s / 3600:.2f}",
            **self._task.notes,
        }
        save_weights(self._average, self.weights, notes)

    def evaluate(self) -> None:
        """Log the figures on held-out eyes, and write a contact sheet."""
        figures = self._task.evaluate(self._average, self.device)
        log.info("step %d: %s", self.step, {k: round(v, 4) for k, v in figures.items()})
        _log_row(self._folder / "held_out.csv", {"step": self.step, **figures})
        if self._task.sheet:
            sheet = self._folder / f"sheet-{self.step:06d}.png"
            self._task.sheet(self._average, self.device, sheet)


def _drawn(
    task: Task[Drawn], config: TrainConfig, start: int, device: torch.device
) -> Iterator[Drawn]:
    """Yield the batches of the steps from `start` on."""
    if start >= config.last_step:
        return
    together = config.together
    count = together * (config.batch - config.batch % task.copies)
    numbers = range(start // together, -(-config.last_step // together))
    drawn = batches(task.draw, count, config.seed, numbers, device=device, workers=config.workers)
    for number, batch in zip(numbers, drawn, strict=True):
        for part in range(together):
            if start <= number * together + part < config.last_step:
                yield batch.part(part, together, task.copies)


def _rate(step: int, steps: int) -> float:
    """Return the share of the learning rate: a short warm-up, then a cosine to nearly nothing."""
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
