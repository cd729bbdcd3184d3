"""Which programs hold a video device open (Linux), so that a camera nobody looks at can be switched off.

v4l2loopback tells from 0.13 on how many readers stream. Before that, the processes that hold the device are looked up in
/proc, which takes milliseconds; the module's own count of open descriptors, read in microseconds, tells when that is needed.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gazefix.devices.v4l2 import V4L2_NAMES, device_path, streaming_readers

_PROC: Final = Path("/proc")
_LOOPBACK_MODULE: Final = Path("/sys/module/v4l2loopback")
_CONTROL: Final = "/dev/v4l2loopback"  # of the same module, from 0.13 on
#: A reader that takes the place of another in the same moment leaves the module's count as it was: look again after so long.
_LOOK_AGAIN_S: Final = 5.0
#: Where processes come and go while we look, try as often to see them and the module's count agree.
_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that has the device open, once for each descriptor; `only_writes`: it cannot read from it."""

    pid: int
    name: str
    only_writes: bool


def holders(path: str, proc: Path = _PROC) -> list[Holder]:
    """Who holds a device open, as far as we may see: the processes of other users stay hidden from all but root. Ours are
    among them."""
    real = os.path.realpath(path)
    return [_holder(proc, pid, fd) for pid, fd, target in _open_devices(proc) if target == real]


class ReaderCount:
    """How many other processes read a loopback device. Made to be asked several times a second, by one thread."""

    def __init__(
        self,
        path: str,
        *,
        proc: Path = _PROC,
        module: Path = _LOOPBACK_MODULE,
        names: Path = V4L2_NAMES,
    ) -> None:
        self._path = os.path.realpath(path)
        self._proc, self._module, self._names = proc, module, names
        self._driver_tells = True  # until it turns out that it does not
        self._opens: int | None = None
        self._looked_s = -_LOOK_AGAIN_S
        self._count: int | None = None

    def count(self, now_s: float | None = None) -> int | None:
        """The number of readers at `now_s` (`time.monotonic()` seconds, now if None); None where it cannot be known. A process
        counts while it streams, or with v4l2loopback before 0.13 while it holds the device open."""
        if self._driver_tells:
            if (streaming := streaming_readers(self._path)) is not None:
                return streaming
            self._driver_tells = False
        now_s = time.monotonic() if now_s is None else now_s
        opens = self._module_opens()
        if opens is None or opens != self._opens or now_s - self._looked_s >= _LOOK_AGAIN_S:
            self._count = self._look()
            self._looked_s = now_s
        return self._count

    def _look(self) -> int | None:
        for _ in range(_TRIES):
            self._opens = self._module_opens()
            loopbacks = self._loopbacks()
            counted = {*loopbacks, _CONTROL}
            seen = [
                (pid, fd, target)
                for pid, fd, target in _open_devices(self._proc)
                if target in counted
            ]
            if self._opens == self._module_opens():
                break
        mine = [(pid, fd) for pid, fd, target in seen if target == self._path]
        readers = {pid for pid, fd in mine if not _holder(self._proc, pid, fd).only_writes}
        unseen = 0 if self._opens is None else max(0, self._opens - len(seen))
        if not unseen:
            return len(readers) if self._proc.is_dir() else None
        # Another user's processes: they read this device if there is no other loopback.
        if len(loopbacks) > 1 and not readers:
            return None
        return len(readers) + (unseen if len(loopbacks) == 1 else 0)

    def _module_opens(self) -> int | None:
        """How many descriptors of loopback devices are open on this machine."""
        try:
            return int((self._module / "refcnt").read_text())
        except (OSError, ValueError):
            return None

    def _loopbacks(self) -> set[str]:
        """The loopback devices: the driver's own attributes tell them from others."""
        found = {self._path}
        with contextlib.suppress(OSError):
            for device in self._names.iterdir():
                if (device / "max_openers").exists():
                    found.add(device_path(int(device.name.removeprefix("video"))))
        return found


def _open_devices(proc: Path) -> Iterator[tuple[int, str, str]]:
    """(process, its descriptor, device) for every open video device that we may see."""
    with contextlib.suppress(OSError), os.scandir(proc) as processes:
        for process in processes:
            if not process.name.isdecimal():
                continue
            folder = f"{process.path}/fd/"
            try:
                descriptors = os.listdir(folder)  # noqa: PTH208 - paths as objects would take three times as long
            except OSError:  # it has ended, or is another user's
                continue
            for descriptor in descriptors:
                try:
                    target = os.readlink(folder + descriptor)  # noqa: PTH115
                except OSError:
                    continue
                if target.startswith(("/dev/video", _CONTROL)):
                    yield int(process.name), descriptor, target


def _holder(proc: Path, pid: int, descriptor: str) -> Holder:
    name, flags = "", os.O_RDWR
    with contextlib.suppress(OSError, ValueError, IndexError):
        name = (proc / str(pid) / "comm").read_text(encoding="utf-8", errors="replace").strip()
        text = (proc / str(pid) / "fdinfo" / descriptor).read_text()
        flags = int(text.split("flags:")[1].split()[0], 8)
    return Holder(pid, name, flags & os.O_ACCMODE == os.O_WRONLY)
