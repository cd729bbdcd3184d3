"""The commands that start a Dask cluster for GazeFix."""

from __future__ import annotations

import os
import shutil
import socket
from typing import Final

import gazefix
from gazefix.processing.cluster.connection import CORES_PER_SLOT

_PORT: Final = 8786  # Dask's own


def start_commands() -> list[tuple[str, str]]:
    """Return what each command is for, and the command, for machines like this one.

    A worker process is a slot for one correction: one for two cores, or one for a graphics card.
    """
    address = f"tcp://{socket.gethostname()}:{_PORT}"
    slots = max(1, (os.cpu_count() or 1) // CORES_PER_SLOT)
    # Imported before the first file comes, which saves a third of a second.
    preload = "--preload gazefix.processing.cluster.worker"
    worker = f"dask worker {address} {preload} --nthreads 1 --nworkers"
    version = f"GazeFix {gazefix.__version__} and the same files"
    gpu = " (this machine has one)" if shutil.which("nvidia-smi") else ""
    return [
        ("on one machine", f"dask scheduler --port {_PORT}"),
        (f"on each machine with {version}: a slot for two cores", f"{worker} {slots}"),
        (f"or with a graphics card{gpu}", f"{worker} 1 --resources GPU=1"),
        ("then, anywhere", f"gazefix process films/ --out-dir corrected --cluster {address}"),
    ]
