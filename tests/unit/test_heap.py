"""Memory that was freed goes back to the system."""

from __future__ import annotations

import platform
from pathlib import Path

import numpy as np
import pytest

from gazefix.heap import free_memory_trimmer


def resident_mb() -> float:
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only the GNU C library keeps it")
def test_what_lies_free_below_memory_in_use_is_given_back() -> None:
    blocks = [np.ones(1 << 13) for _ in range(1200)]  # 64 kB each
    last = blocks[-1]
    blocks.clear()
    kept = resident_mb()
    free_memory_trimmer()()
    assert resident_mb() < kept - 40
    assert last.sum() == 1 << 13


def test_other_systems_have_nothing_to_trim(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    assert free_memory_trimmer()() is None
