"""Which device is faster here: measured once, without loading PyTorch, and remembered."""

from __future__ import annotations

import ctypes
import json
import logging
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

import platformdirs

from gazefix.config import APP_NAME
from gazefix.errors import OutputError
from gazefix.files import NewFile

Faster = Literal["cpu", "cuda"]

_RUNS: Final = 20
_WARM_UP_RUNS: Final = 5

logger = logging.getLogger(__name__)


def gpu_name() -> str | None:
    """Return the first GPU of NVIDIA's driver, or None. Loading PyTorch would take a second."""
    try:
        driver = ctypes.CDLL("nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1")
        device, name = ctypes.c_int(), ctypes.create_string_buffer(128)
        if (
            driver.cuInit(0)
            or driver.cuDeviceGet(ctypes.byref(device), 0)
            or driver.cuDeviceGetName(name, len(name), device)
        ):
            return None
    except (OSError, AttributeError):  # no driver, or another library of that name
        return None
    return name.value.decode(errors="replace")


def multiplies_halves(cpuinfo: Path = Path("/proc/cpuinfo")) -> bool:
    """Return whether the processor multiplies matrices of bfloat16 (Intel's AMX).

    OpenVINO also takes it where only vectors of it are multiplied: there it needs half as long
    again as in float32. Only Linux tells, in `cpuinfo`.
    """
    try:
        flags = re.search(r"^flags\s*:(.*)$", cpuinfo.read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        return False
    return flags is not None and "amx_bf16" in flags[1].split()


def remembered_device(gpu: str, path: Path | None = None) -> Faster | None:
    """Return the remembered choice for this GPU and this PyTorch, None if there is none."""
    try:
        known = json.loads((path or choices_path()).read_text(encoding="utf-8"))
        choice = known[_key(gpu)]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return choice if choice in {"cpu", "cuda"} else None


def remember_device(gpu: str, choice: Faster, path: Path | None = None) -> None:
    """Keep a choice for the next start, which measures again if it can't be written."""
    path = path or choices_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NewFile(path, overwrite=True) as file:
            file.handle.write(json.dumps({_key(gpu): choice}).encode())
    except (OSError, OutputError) as error:
        logger.debug("cannot remember the device: %s", error)


def faster_device(cpu: Callable[[], object], cuda: Callable[[], object]) -> Faster:
    """Return the device whose call has the lower median time, over alternating runs."""
    times: dict[Faster, list[float]] = {"cpu": [], "cuda": []}
    calls: tuple[tuple[Faster, Callable[[], object]], ...] = (("cpu", cpu), ("cuda", cuda))
    for number in range(_WARM_UP_RUNS + _RUNS):
        for name, call in calls:
            began = time.perf_counter()
            call()
            if number >= _WARM_UP_RUNS:
                times[name].append((time.perf_counter() - began) * 1e3)
    cpu_ms, cuda_ms = statistics.median(times["cpu"]), statistics.median(times["cuda"])
    logger.info("both eyes take %.2f ms on the CPU and %.2f ms on CUDA", cpu_ms, cuda_ms)
    return "cuda" if cuda_ms < cpu_ms else "cpu"


def choices_path() -> Path:
    """Return the file with the remembered choices."""
    return Path(platformdirs.user_cache_dir(APP_NAME, appauthor=False)) / "device.json"


def _key(gpu: str) -> str:
    """Return the card and PyTorch that a choice is valid for."""
    from importlib.metadata import PackageNotFoundError, version  # only a GPU's owner needs it

    try:
        return f"{gpu}, torch {version('torch')}"
    except PackageNotFoundError:
        return f"{gpu}, no torch"
