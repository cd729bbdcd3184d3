"""Memory that was freed goes back to the system."""

from __future__ import annotations

import platform

import numpy as np
import pytest
from helpers.memory import resident_mb

from gazefix.native import free_memory_trimmer


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
