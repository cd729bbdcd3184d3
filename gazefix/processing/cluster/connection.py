"""A Dask scheduler and its workers: found or started, and checked."""

from __future__ import annotations

import logging
import os
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import gazefix
from gazefix.errors import ClusterError, ConfigError
from gazefix.processing.cluster.worker import wrong_version

if TYPE_CHECKING:
    from distributed import Client

#: Cores that one correction keeps busy: a second thread finds faces ahead.
CORES_PER_SLOT: Final = 2
#: Seconds to wait for the scheduler, and for a first worker.
_CONNECT_S: Final = 10.0
_INSTALL: Final = 'pip install "gazefix[cluster]"'
#: Dask looks at each worker's threads 150 times a second, which takes a tenth of a busy machine.
_UNPROFILED: Final = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
}


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """Connect to a Dask scheduler, or start one here: `local`, `local:N` with N worker processes.

    Raises ConfigError without Dask, and ClusterError.
    """
    try:
        from dask import config
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise ConfigError("--cluster needs Dask", _INSTALL) from error
    logging.getLogger("distributed").setLevel(logging.ERROR)  # what matters is told as an error
    kind, _, count = address.partition(":")
    if kind != "local":
        try:
            client = Client(address, timeout=_CONNECT_S)
        except (OSError, ValueError) as error:
            hint = "start it as `gazefix cluster` says, and check the address"
            raise ClusterError(f"no Dask scheduler answers at {address}", hint) from error
        with client:
            yield client
        return
    if count and not (count.isdecimal() and int(count)):
        raise ConfigError(f"'{address}' names no number of workers", "give local or local:4")
    slots = int(count or max(1, (os.cpu_count() or 1) // CORES_PER_SLOT))
    with (
        config.set(_UNPROFILED),
        LocalCluster(
            n_workers=slots,
            threads_per_worker=1,
            memory_limit=None,
            resources={"GPU": 1},
            dashboard_address=":0",
            scheduler_kwargs={"dashboard": False},
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client


def checked_slots(client: Client, needs: dict[str, int] | None) -> int:
    """Return how many tasks run at a time. Raises ClusterError."""
    try:
        client.wait_for_workers(1, timeout=_CONNECT_S)
    except TimeoutError as error:
        hint = "start some as `gazefix cluster` says"
        raise ClusterError("the Dask scheduler has no workers", hint) from error
    # A function of Python's own: it can be called where GazeFix is missing.
    versions = client.run(pkgutil.resolve_name, "gazefix:__version__", on_error="return")
    for worker, version in sorted(versions.items()):
        if isinstance(version, Exception):
            raise ClusterError(
                f"the worker {worker} has no GazeFix, this is {gazefix.__version__}",
                f"{_INSTALL} there, or stop it",
            )
        if version != gazefix.__version__:
            raise wrong_version(worker, version, gazefix.__version__)
    workers = client.scheduler_info(n_workers=-1)["workers"].values()
    slots: int = sum(one["nthreads"] for one in workers if not needs or "GPU" in one["resources"])
    if not slots:
        hint = "start one with --resources GPU=1, or choose --device cpu"
        raise ClusterError("no worker offers a graphics card", hint)
    return slots
