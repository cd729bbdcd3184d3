"""Run commands with a home of their own, and watch what they reach on the network."""

from __future__ import annotations

import contextlib
import functools
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

_ROOT = Path(__file__).parents[2]
#: What reaches the network, and the files that the C library opens to look a name up.
_NETWORK = re.compile(r"sa_family=AF_INET6?|/etc/(resolv\.conf|hosts)\b")
# Python runs this at the start of each process. Its hooks see Python's own calls, strace also
# those of libraries.
_HOOK = """\
import os, sys

def note(event, arguments):
    names = ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr")
    asks = event in {f"socket.{name}" for name in names}
    if asks or (event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple)):
        with open(os.environ["GAZEFIX_TEST_CALLS"], "a") as file:
            file.write(f"{event} {arguments}\\n")

sys.addaudithook(note)
"""


@functools.cache
def _can_trace() -> bool:
    """Return whether strace is there and may watch (some containers forbid it)."""
    return (
        bool(shutil.which("strace"))
        and subprocess.run(["strace", "true"], capture_output=True, check=False).returncode == 0
    )


class NewHome:
    """An empty home folder, on a machine without some packages."""

    def __init__(self, folder: Path, *, traced: bool = True, without: Sequence[str] = ()) -> None:
        self._traced = traced
        self.path = folder / "home"
        self._calls = folder / "calls"
        self._trace = folder / "trace"
        runtime, hook = folder / "runtime", folder / "hook"
        for made in (self.path, hook):
            made.mkdir()
        runtime.mkdir(mode=0o700)
        (hook / "sitecustomize.py").write_text(
            f"{_HOOK}sys.modules |= dict.fromkeys({list(without)})\n"
        )
        self.environment = {
            "HOME": str(self.path),
            "XDG_RUNTIME_DIR": str(runtime),
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join([str(hook), str(_ROOT)]),
            "QT_QPA_PLATFORM": "offscreen",
            "GAZEFIX_TEST_CALLS": str(self._calls),
        }

    def command(self, *arguments: object) -> list[str]:
        """Return Python's command line, under strace if wanted and possible."""
        watch: list[str] = []
        if self._traced and _can_trace():
            watch = ["strace", "-f", "-qq", "-A", "-o", str(self._trace), "-e", "signal=none"]
            watch += ["-e", "trace=connect,sendto,sendmsg,sendmmsg,openat"]
        return [*watch, sys.executable, *map(str, arguments)]

    def run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """Run Python with `arguments`."""
        return subprocess.run(
            self.command(*arguments),
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=100,
        )

    def run_tray_app(self) -> None:
        """Start the app with the demo as its camera, wait until it corrects, and quit it."""
        settings = self.path.parent / "config.toml"
        settings.write_text(
            '[camera]\nsource = "demo"\nwidth = 320\nheight = 240\n[output]\nsink = "null"\n'
            "on_demand = false\n[app]\nintroduced = true\n"
            '[correction]\nmode = "angle"\nvertical_deg = 10\n'
        )
        command = self.command("-m", "gazefix", "app", "--config", settings)
        app = subprocess.Popen(
            command, env=self.environment, stderr=subprocess.DEVNULL, start_new_session=True
        )
        end = time.monotonic() + 60
        try:
            while "correcting" not in self.run("-m", "gazefix", "ctl", "status").stdout:
                assert time.monotonic() < end
                time.sleep(0.3)
            assert self.run("-m", "gazefix", "ctl", "quit").returncode == 0
            assert app.wait(20) == 0
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(app.pid, signal.SIGKILL)  # strace, and what it watches

    def calls(self) -> list[str]:
        """Return the commands' attempts to reach the network, a line each."""
        lines = [
            line
            for file in (self._calls, self._trace)
            if file.exists()
            for line in file.read_text("latin-1").splitlines()
        ]
        return [line for line in lines if line.startswith("socket.") or _NETWORK.search(line)]

    def files(self) -> set[str]:
        """Return the files that are in the home now."""
        return {
            str(path.relative_to(self.path)) for path in self.path.rglob("*") if not path.is_dir()
        }
