"""Which programs hold a video device open (Linux), to close a camera that nobody watches.

v4l2loopback counts its streaming readers from 0.13 on. Before that, the processes that hold the
device are looked up in /proc, which takes milliseconds. The module's own count of open
descriptors, read in microseconds, tells when that is needed.
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
#: They hold cameras for others, or look at them.
_SERVERS: Final = {"", "pipewire", "wireplumber"}
#: How often a process that holds the device, but takes no pictures, is looked at, in seconds.
_ASK_AGAIN_S: Final = 0.5
#: A process that reads this many bytes between two such looks, twice running, takes pictures by
#: read(): two pictures of 160x120.
_READ_BYTES: Final = 1 << 16
#: After how many seconds /proc is read again anyway: a reader that replaces another one at once
#: leaves the module's count unchanged.
_LOOK_AGAIN_S: Final = 5.0
#: How often /proc is read until it agrees with the module's count, while processes come and go.
_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that has the device open, once for each descriptor.

    only_writes   whether it can't read from it
    """

    pid: int
    name: str
    only_writes: bool


def holders(path: str, proc: Path = _PROC) -> list[Holder]:
    """Return who holds a device open, also this process. Only root sees other users' processes."""
    real = os.path.realpath(path)
    return [_holder(proc, pid, fd) for pid, fd, target in _open_devices(proc) if target == real]


def users(path: str, proc: Path = _PROC) -> tuple[str, ...]:
    """Return the names of the other programs that read a device, as far as they may be seen."""
    readers = (each for each in holders(path, proc) if not each.only_writes)
    return tuple(sorted({each.name for each in readers if each.pid != os.getpid()} - _SERVERS))


def locked_by(path: str) -> str:
    """Return who holds the lock (flock) on a device, for people; "" if nobody is seen to."""
    with contextlib.suppress(OSError, ValueError):
        state = Path(path).stat()
        place = f"{os.major(state.st_dev):02x}:{os.minor(state.st_dev):02x}:{state.st_ino}"
        for line in (_PROC / "locks").read_text().splitlines():
            _, kind, _, _, pid, where, *_ = line.split()
            if kind == "FLOCK" and where == place and int(pid) > 0:
                return describe_process(int(pid))
    return ""


def describe_process(pid: int, proc: Path = _PROC) -> str:
    """Return a process's name and number for people, and its user where that is another one."""
    name, user = "a program", ""
    with contextlib.suppress(OSError, KeyError):
        name = (proc / str(pid) / "comm").read_text(encoding="utf-8", errors="replace").strip()
        if (proc / str(pid)).stat().st_uid != os.getuid():
            user = f" of the user {(proc / str(pid)).owner()}"
    return f"{name} (process {pid}{user})"


class ReaderCount:
    """Counts the processes that read a loopback device. For one thread, several times a second.

    A process counts while it streams. Before v4l2loopback 0.13 that is while it maps the device's
    buffers, or reads: some programs open cameras every few seconds only to list them. Another
    user's process counts while it has the device open.
    """

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
        self._looked_s = self._asked_s = -_LOOK_AGAIN_S
        self._holding: set[int] = set()
        self._streaming: set[int] = set()
        self._read_bytes: dict[int, tuple[int, bool]] = {}  # the count, and whether it grew before
        self._hidden: int | None = None  # other users' readers

    def count(self, now_s: float | None = None) -> int | None:
        """Return the number of readers; None if it is unknown.

        `now_s`: `time.monotonic()` seconds; now if None.
        """
        if self._driver_tells:
            if (streaming := streaming_readers(self._path)) is not None:
                return streaming
            self._driver_tells = False
        now_s = time.monotonic() if now_s is None else now_s
        opens = self._module_opens()
        if opens is None or opens != self._opens or now_s - self._looked_s >= _LOOK_AGAIN_S:
            self._look()
            self._looked_s = self._asked_s = now_s
        elif self._holding != self._streaming and now_s - self._asked_s >= _ASK_AGAIN_S:
            self._streaming = set(filter(self._streams, self._holding))
            self._asked_s = now_s
        if self._hidden is None:
            return len(self._streaming) or None
        return len(self._streaming) + self._hidden

    def _look(self) -> None:
        for _ in range(_TRIES):
            self._opens = self._module_opens()
            loopbacks = self._loopbacks()
            counted = {*loopbacks, _CONTROL}
            seen = [opened for opened in _open_devices(self._proc) if opened[2] in counted]
            if self._opens == self._module_opens():
                break
        mine = [(pid, fd) for pid, fd, target in seen if target == self._path]
        self._holding = {pid for pid, fd in mine if not _holder(self._proc, pid, fd).only_writes}
        self._streaming = set(filter(self._streams, self._holding))
        unseen = 0 if self._opens is None else max(0, self._opens - len(seen))
        # Another user's processes: they read this device if there is no other loopback.
        known = len(loopbacks) == 1 if unseen else self._proc.is_dir()
        self._hidden = unseen if known else None

    def _streams(self, pid: int) -> bool:
        """Return whether a process takes pictures; true where it may not be looked at."""
        try:
            maps = (self._proc / str(pid) / "maps").read_text(errors="replace")
            if f" {self._path}\n" in maps:
                return True
            usage = (self._proc / str(pid) / "io").read_text()
            count = int(usage.split("rchar:")[1].split()[0])
        except (OSError, ValueError, IndexError):
            return True
        before, grew = self._read_bytes.get(pid, (count, False))
        grows = count - before >= _READ_BYTES
        self._read_bytes[pid] = count, grows
        return grows and grew

    def _module_opens(self) -> int | None:
        """Return how many descriptors of loopback devices are open on this machine."""
        try:
            return int((self._module / "refcnt").read_text())
        except (OSError, ValueError):
            return None

    def _loopbacks(self) -> set[str]:
        """Return the loopback devices, known by an attribute that only their driver has."""
        found = {self._path}
        with contextlib.suppress(OSError):
            for device in self._names.iterdir():
                if (device / "max_openers").exists():
                    found.add(device_path(int(device.name.removeprefix("video"))))
        return found


def _open_devices(proc: Path) -> Iterator[tuple[int, str, str]]:
    """Yield (process, descriptor, device) for every open video device that we may see."""
    with contextlib.suppress(OSError), os.scandir(proc) as processes:
        for process in processes:
            if not process.name.isdecimal():
                continue
            folder = f"{process.path}/fd/"
            try:
                # Strings: Path objects would take three times as long.
                descriptors = os.listdir(folder)  # noqa: PTH208
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
