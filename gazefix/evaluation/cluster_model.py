"""How fast a cluster is: a model of its limits, and a simulation with Dask's own scheduler.

The simulation's client, scheduler and workers live in one process, and its tasks sleep. So each
task costs more than on a cluster, whose workers have processors of their own. Its clock counts the
processor time of this process and skips all waiting, so other programs don't slow it down.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import selectors
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from unittest import mock

from gazefix.errors import ConfigError

#: Workers that are started at a time.
_STARTED: Final = 50
#: Dask's settings for a thousand workers in one process: none of them measures itself.
_SETTINGS: Final[dict[str, Any]] = {
    **{f"distributed.worker.memory.{what}": False for what in ("pause", "spill", "target")},
    "distributed.worker.memory.terminate": False,
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1h",
    "distributed.admin.system-monitor.interval": "1h",
    "distributed.admin.system-monitor.gil.enabled": False,
    "distributed.scheduler.worker-ttl": None,
    "distributed.comm.timeouts.connect": "120s",
}


@dataclass(frozen=True, slots=True)
class ClusterCosts:
    """What limits a cluster.

    frame_s         time of one worker for a frame, alone on its two cores
    frame_bytes     read and written on the shared file system for a frame
    bytes_per_s     of the shared file system
    task_s          time of the scheduler for a task
    frames          of a task
    """

    frame_s: float
    frame_bytes: float
    bytes_per_s: float
    task_s: float
    frames: float

    def limits(self, workers: int) -> dict[str, float]:
        """Return the frames a second that each part of a cluster allows."""
        return {
            "workers": workers / self.frame_s,
            "file system": self.bytes_per_s / self.frame_bytes,
            "scheduler": self.frames / self.task_s,
        }

    def frames_per_s(self, workers: int) -> float:
        """Return the frames a second of all workers."""
        return min(self.limits(workers).values())

    @property
    def most_workers(self) -> int:
        """The number of workers beyond which more add nothing."""
        limits = self.limits(1)
        return int(min(limits["file system"], limits["scheduler"]) * self.frame_s)


@dataclass(frozen=True, slots=True)
class Simulated:
    """What a simulation took.

    seconds   of its clock
    busy      share of the workers' time in which they had a task
    task_s    processor time for each task, of client, scheduler and workers together
    """

    workers: int
    tasks: int
    seconds: float
    busy: float
    task_s: float


class _Waits(selectors.DefaultSelector):
    """Skips the time until the next timer."""

    def __init__(self) -> None:
        super().__init__()
        self.skipped_s = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Return what is ready now, whatever the timeout."""
        ready = super().select(None if timeout is None else 0)
        if not ready and timeout is not None:
            self.skipped_s += max(timeout, 0)
        return ready


class _Clock(asyncio.SelectorEventLoop):
    """An event loop on whose clock only this process's work and its timers take time."""

    def __init__(self) -> None:
        self._waits = _Waits()
        super().__init__(self._waits)

    def time(self) -> float:
        """Return the time in seconds."""
        return time.process_time() + self._waits.skipped_s

    def run_in_executor(  # type: ignore[override]
        self, executor: object, func: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        """Call a function at once: the clock would skip what a thread takes."""
        done = self.create_future()
        done.set_result(func(*args))
        return done


def simulate(workers: int, tasks: int, task_s: float) -> Simulated:
    """Send tasks that sleep for `task_s` to workers of a real Dask scheduler.

    Raises ConfigError without Dask.
    """
    try:
        import dask
        import distributed  # noqa: F401  # its own settings, which would be forgotten with these
    except ImportError as error:
        raise ConfigError("this needs Dask", 'pip install "gazefix[cluster]"') from error
    logging.getLogger("distributed").setLevel(logging.ERROR)
    clock = _Clock()
    with (
        dask.config.set(_SETTINGS),
        mock.patch("distributed.batched.time", clock.time),
        mock.patch("tornado.ioloop.IOLoop.time", lambda _: clock.time()),
        asyncio.Runner(loop_factory=lambda: clock) as runner,
    ):
        try:
            return runner.run(_simulate(workers, tasks, task_s))
        finally:
            gc.unfreeze()


async def _pause(_: int, seconds: float) -> None:
    await asyncio.sleep(seconds)


async def _simulate(workers: int, tasks: int, task_s: float) -> Simulated:
    from distributed import Client, Scheduler, Worker, as_completed

    clock_s = asyncio.get_running_loop().time
    quiet = {"port": 0, "dashboard": False, "dashboard_address": ":0"}
    async with Scheduler(protocol="inproc://", **quiet) as scheduler:
        started = [Worker(scheduler.address, nthreads=1, memory_limit=0) for _ in range(workers)]
        for first in range(0, workers, _STARTED):
            await asyncio.gather(*started[first : first + _STARTED])
        for worker in started:  # on a cluster this takes no time of the scheduler's
            worker.periodic_callbacks["find-missing"].stop()
        gc.freeze()
        async with Client(scheduler.address, asynchronous=True) as client:
            began_s, began_cpu_s = clock_s(), time.process_time()
            keys = [("pause", number) for number in range(tasks)]
            futures = client.map(_pause, range(tasks), key=keys, seconds=task_s)
            async for future in as_completed(futures):  # as client._Tasks does
                await future
                future.release()
            seconds = clock_s() - began_s
            cpu_s = time.process_time() - began_cpu_s
        await asyncio.gather(*(worker.close() for worker in started))
    return Simulated(workers, tasks, seconds, tasks * task_s / workers / seconds, cpu_s / tasks)
