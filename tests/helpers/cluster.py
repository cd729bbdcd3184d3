"""A Dask scheduler and its workers, each a process that a test can hold, kill and start again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

_ROOT = Path(__file__).parents[2]
#: While the file GAZEFIX_TEST_HOLD exists, a worker's tasks wait behind the tenth frame corrected.
_PRELOAD = """\
import os, signal, time
from pathlib import Path

def dask_setup(worker):
    if limit := os.environ.get("GAZEFIX_TEST_MOST_BYTES"):
        import resource
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    if hold := os.environ.get("GAZEFIX_TEST_HOLD"):
        from gazefix.processing.cluster import worker
        teller = worker._teller

        def held(*arguments):
            tell = teller(*arguments)

            def tell_and_wait(part, done, total):
                tell(part, done, total)
                while part == "correcting" and done > 9 and Path(hold).exists():
                    time.sleep(0.05)
                    tell(part, done, total)

            return tell_and_wait

        worker._teller = held
"""


def wait_until(holds: Callable[[], object], seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


class TestCluster:
    """`hold`: while this file exists, tasks that correct wait in the middle."""

    __test__ = False

    def __init__(self, folder: Path, environment: dict[str, str] | None = None) -> None:
        self._folder = folder
        self.hold = folder / "hold"
        (folder / "preload.py").write_text(_PRELOAD)
        self._environment = {
            **os.environ,
            **(environment or {}),
            "PYTHONPATH": os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")]),
            "GAZEFIX_TEST_HOLD": str(self.hold),
            "DASK_DISTRIBUTED__SCHEDULER__DASHBOARD__STATUS__TASK_STREAM_LENGTH": "10",
        }
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self._port}"
        self._processes: list[subprocess.Popen[bytes]] = []
        self.start_scheduler()

    def start_scheduler(self) -> None:
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", self._port, "--no-dashboard"
        )
        wait_until(self._answers)

    def _answers(self) -> bool:
        assert self.scheduler.poll() is None
        with socket.socket() as caller:
            return caller.connect_ex(("127.0.0.1", self._port)) == 0

    def start_worker(self, *options: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start a worker of one thread, without a nanny: it stays dead when it is killed."""
        preload = ("--preload", self._folder / "preload.py")
        local = ("--local-directory", self._folder)
        quiet = ("--no-nanny", "--no-dashboard", "--nthreads", 1, "--memory-limit", 0)
        return self._start(
            "worker", self.address, *quiet, *preload, *local, *options, **environment
        )

    def start_workers(self) -> tuple[subprocess.Popen[bytes], subprocess.Popen[bytes]]:
        """Start two workers."""
        return self.start_worker(), self.start_worker()

    def _start(self, kind: str, *arguments: object, **environment: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", kind, *map(str, arguments)],
            env=self._environment | environment,
            cwd=self._folder,  # Python would import what lies in it
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._processes.append(process)
        return process

    def close(self) -> None:
        self.hold.unlink(missing_ok=True)
        for process in self._processes:
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
            process.wait()
