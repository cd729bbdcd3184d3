"""`python -m tests.gpu`: times the networks on an NVIDIA GPU. Exit code 1 if one misses its bar."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import Final

import numpy as np

from gazefix.config import EngineConfig
from gazefix.networks.engine import Engine
from gazefix.types import Gaze
from tests.helpers.views import eyes

RUNS: Final = 1000
WARM_UP: Final = """
import time
began = time.perf_counter()
from tests.gpu import eyes, new_engine
from gazefix.types import Gaze
import gazefix.networks.torch_backend
imported = time.perf_counter()
engine = new_engine()
views = eyes(2)
engine.redirect(views, [Gaze(0.2, 0.1)] * 2)
engine.read_gaze(views, [Gaze(0.0, 0.0)] * 2)
print(imported - began, time.perf_counter() - imported)
"""


def new_engine() -> Engine:
    return Engine(EngineConfig(device="cuda"))


def call_ms(engine: Engine, faces: int) -> tuple[float, float]:
    """Return median and 95th percentile of one call that redirects both eyes of `faces` faces."""
    views, angles = eyes(2 * faces), [Gaze(0.2, 0.1)] * (2 * faces)
    engine.redirect(views, angles)
    spent = []
    for _ in range(RUNS):
        began = time.perf_counter()
        engine.redirect(views, angles)
        spent.append((time.perf_counter() - began) * 1e3)
    return float(np.percentile(spent, 50)), float(np.percentile(spent, 95))


def main() -> int:
    command = [sys.executable, "-c", WARM_UP]
    subprocess.run(command, check=True, capture_output=True)  # the disk's caches
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    import_s, warm_up_s = map(float, ran.stdout.split())
    engine = new_engine()
    both, both_p95 = call_ms(engine, 1)
    many, many_p95 = call_ms(engine, 64)
    figures = [
        (f"both eyes of a face, p95 (median {both:.2f}), ms", both_p95, 1.0),
        (f"64 faces in one batch, median (p95 {many_p95:.2f}), ms", many, 4.0),
        (
            f"warm-up to the first redirected eyes (after {import_s:.2f} of imports), s",
            warm_up_s,
            3.0,
        ),
    ]
    print(f"{engine.name}, {RUNS} calls each")
    for what, value, bar in figures:
        print(f"{what}: {value:.2f}, bar {bar:g}: {'met' if value <= bar else 'missed'}")
    return 0 if all(value <= bar for _, value, bar in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
