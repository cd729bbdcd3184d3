"""How fast a cluster is: a model of its limits, and a simulation with Dask's own scheduler.

The simulation's workers live in one process, and its tasks sleep. So it costs more for each task
than a cluster, whose workers have processors of their own.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Any, Final

#: Workers that are started at a time.
_STARTED: Final = 50
#: Dask's settings for a thousand workers in one process: none of them measures its memory.
_SETTINGS: Final[dict[str, Any]] = {
    **{f"distributed.worker.memory.{what}": False for what in ("pause", "spill", "target")},
    "distributed.worker.memory.terminate": False,
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
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

    busy      share of the workers' time in which they had a task
    task_s    processor time for each task, of client, scheduler and workers together
    """

    workers: int
    tasks: int
    seconds: float
    busy: float
    task_s: float


def simulate(workers: int, tasks: int, task_s: float) -> Simulated:
    """Send tasks that sleep for `task_s` to workers of a real Dask scheduler."""
    import dask
    import distributed  # noqa: F401  # its own settings, which would be forgotten with these

    with dask.config.set(_SETTINGS):
        return asyncio.run(_simulate(workers, tasks, task_s))


async def _pause(_: int, seconds: float) -> None:
    await asyncio.sleep(seconds)


async def _simulate(workers: int, tasks: int, task_s: float) -> Simulated:
    from distributed import Client, Scheduler, Worker

    quiet = {"port": 0, "dashboard": False, "dashboard_address": ":0"}
    async with Scheduler(protocol="inproc://", **quiet) as scheduler:
        started = [Worker(scheduler.address, nthreads=1, memory_limit=0) for _ in range(workers)]
        for first in range(0, workers, _STARTED):
            await asyncio.gather(*started[first : first + _STARTED])
        async with Client(scheduler.address, asynchronous=True) as client:
            began_s, began_cpu_s = time.perf_counter(), time.process_time()
            keys = [("pause", number) for number in range(tasks)]
            await client.gather(client.map(_pause, range(tasks), key=keys, seconds=task_s))
            seconds = time.perf_counter() - began_s
            cpu_s = time.process_time() - began_cpu_s
        await asyncio.gather(*(worker.close() for worker in started))
    return Simulated(workers, tasks, seconds, tasks * task_s / workers / seconds, cpu_s / tasks)
