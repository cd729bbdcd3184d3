"""Batches of training examples, drawn in this process or in others, in order.

A batch is a function of (count, seed, number), whoever draws it, so a run can be resumed and
repeated.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import partial
from multiprocessing.process import BaseProcess
from queue import Empty, Full
from typing import Any, Final, Self, TypeVar

import torch
import torch.multiprocessing as mp
from torch import Tensor

Drawn = TypeVar("Drawn", bound="Batch")

#: How often drawing and training processes check that the other is alive, in seconds.
_ALIVE_S: Final = 1.0


class Batch:
    """Tensors of B eyes, a dataclass."""

    __slots__ = ()

    def part(self, number: int, parts: int, copies: int) -> Self:
        """Return part `number` of `parts` equal ones; an eye's copies stay together.

        A batch holds each eye `copies` times: all eyes once, then all of them again.
        """
        values = (torch.unflatten(value, 0, (copies, -1)) for value in self.values())
        return type(self)(*(value.chunk(parts, 1)[number].flatten(0, 1) for value in values))

    def values(self) -> list[Tensor]:
        """Return the tensors in the order of the fields."""
        return [getattr(self, field.name) for field in fields(self)]  # type: ignore[arg-type]


def batches(
    draw: Callable[[int, int, int, torch.device], Drawn],
    count: int,
    seed: int,
    numbers: range,
    *,
    device: torch.device,
    workers: int,
) -> Iterator[Drawn]:
    """Yield the batches `draw(count, seed, number, device)` of all numbers, in order.

    `workers` processes draw them on that device; this process does if there are none.
    """
    draw_number = partial(_draw, draw, count, seed, device)
    if workers == 0:
        yield from map(draw_number, numbers)
        return
    context = mp.get_context("spawn")
    queues = [context.Queue(maxsize=2) for _ in range(workers)]
    processes = [
        context.Process(
            target=_work, args=(queue, draw_number, numbers[i::workers], device), daemon=True
        )
        for i, queue in enumerate(queues)
    ]
    for process in processes:
        process.start()
    try:
        for place in range(len(numbers)):
            kind, values = _taken(queues[place % workers], processes[place % workers])
            yield kind(*(torch.as_tensor(value) for value in values))
    finally:
        for process in processes:
            process.terminate()
            process.join()


def _draw(
    draw: Callable[[int, int, int, torch.device], Drawn],
    count: int,
    seed: int,
    device: torch.device,
    number: int,
) -> Drawn:
    return draw(count, seed, number, device)


def _taken(queue: mp.Queue[Any], process: BaseProcess) -> Any:
    """Take the next item that a process puts into its queue. Raises RuntimeError if it is dead."""
    while True:
        try:
            return queue.get(timeout=_ALIVE_S)
        except Empty:
            if not process.is_alive():
                ended = f"a rendering process ended with exit code {process.exitcode}"
                raise RuntimeError(ended) from None


def _work(
    queue: mp.Queue[Any], draw: Callable[[int], Batch], numbers: range, device: torch.device
) -> None:
    torch.set_num_threads(1)
    parent = mp.parent_process()
    alive = parent.is_alive if parent else lambda: True
    for number in numbers:
        batch = draw(number)
        values: list[Any] = batch.values()
        if device.type == "cpu":
            # By copy: a shared tensor would take a file handle each.
            values = [value.numpy() for value in values]
        else:
            torch.cuda.synchronize(device)
        if not _put(queue, (type(batch), values), alive):
            return
    # A GPU's memory is shared only while the process that allocated it lives.
    while device.type != "cpu" and alive():
        time.sleep(_ALIVE_S)


def _put(queue: mp.Queue[Any], item: Any, alive: Callable[[], bool]) -> bool:
    """Put an item into a queue, and return whether the training process is there to take it."""
    while True:
        try:
            queue.put(item, timeout=_ALIVE_S)
        except Full:
            if not alive():
                queue.cancel_join_thread()
                return False
        else:
            return True
