"""Memory that was freed goes back to the system, and threads share it."""

from __future__ import annotations

import platform
import subprocess
import sys

import numpy as np
import pytest
from helpers.memory import resident_mb

from gazefix.native import free_memory_trimmer

#: Six threads that allocate at the same time; prints the number of malloc's pools.
_THREADS = """
import ctypes, re, sys, tempfile, threading
from gazefix.native import share_memory
if sys.argv[1] == "shared":
    share_memory()
library, meet = ctypes.CDLL(None), threading.Barrier(6)
library.malloc.restype = library.fopen.restype = ctypes.c_void_p
def allocate():
    meet.wait()
    library.malloc(1000)
    meet.wait()
threads = [threading.Thread(target=allocate) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
with tempfile.NamedTemporaryFile() as told:
    stream = ctypes.c_void_p(library.fopen(told.name.encode(), b"w"))
    library.malloc_info(0, stream)
    library.fclose(stream)
    print(len(re.findall(b"<heap nr", told.read())))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only the GNU C library keeps it")
def test_what_lies_free_below_memory_in_use_is_given_back() -> None:
    blocks = [np.ones(1 << 13) for _ in range(1200)]  # 64 kB each
    last = blocks[-1]
    blocks.clear()
    kept = resident_mb()
    free_memory_trimmer()()
    assert resident_mb() < kept - 40
    assert last.sum() == 1 << 13


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="others have no such pools")
def test_threads_of_a_live_session_allocate_from_two_pools() -> None:
    def pools(how: str) -> int:
        command = [sys.executable, "-c", _THREADS, how]
        return int(subprocess.run(command, check=True, capture_output=True).stdout)

    assert pools("shared") <= 2 < pools("apart")


def test_other_systems_have_nothing_to_trim(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    assert free_memory_trimmer()() is None
