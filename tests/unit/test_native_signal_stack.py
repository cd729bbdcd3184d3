"""A thread's stack for signal handlers, while libraries come that replace it."""

from __future__ import annotations

import ctypes
import subprocess
import sys

import pytest

from gazefix.native import _Stack, kept_signal_stack

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux's structure")


def present() -> tuple[int | None, int]:
    stack = _Stack()
    ctypes.CDLL(None).sigaltstack(None, ctypes.byref(stack))
    return stack.pointer, stack.flags


def test_a_stack_that_is_set_meanwhile_is_gone_afterwards() -> None:
    before = present()
    memory = ctypes.create_string_buffer(1 << 16)
    with kept_signal_stack():
        ctypes.CDLL(None).sigaltstack(
            ctypes.byref(_Stack(ctypes.addressof(memory), 0, len(memory))), None
        )
        assert present()[0] == ctypes.addressof(memory)
    assert present() == before


def test_an_engine_leaves_the_stack_as_it_was() -> None:
    """In a process of its own, where no library was opened before."""
    program = (
        "import sys; sys.path.insert(0, 'tests/unit')\n"
        "from test_native_signal_stack import present\n"
        "from gazefix.config import EngineConfig\n"
        "before = present()\n"
        "from gazefix.networks.engine import Engine\n"
        "Engine(EngineConfig(device='cpu'))\n"
        "assert present() == before, (before, present())\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 0, ended.stderr
