"""Workarounds for native libraries: their chatter, locale, imports, signals and memory."""

from __future__ import annotations

import contextlib
import ctypes
import locale
import os
import re
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from types import FrameType, ModuleType
from typing import Any, Final

from gazefix.errors import GazeFixError

# File descriptor 2 and the locale belong to the process: one thread at a time may change them.
_stderr_lock = threading.Lock()
_locale_lock = threading.RLock()
_CHATTER: Final = re.compile(
    rb"[IW]\d{4} \d"  # absl's notes and warnings; errors (E) and fatal ones (F) pass
    rb"|WARNING: (All log messages|Logging) before "
    rb"|INFO: (Created TensorFlow Lite|\[\w+\.cc:\d+\])"
    rb"|libpng (warning|error): |TIFF\w+: |(Corrupt JPEG|Premature end of JPEG|Invalid SOS)"
    rb"|(Inconsistent progression|Unknown Adobe|Warning: (unknown JFIF|thumbnail))"
)

#: What ends a program beside Ctrl-C: a request, or a terminal that is closed.
END_SIGNALS: Final = (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM))
#: The process that opened models, whose threads its forked children lack. One entry at most.
_opened_in: Final[list[int]] = []

#: glibc's M_MMAP_THRESHOLD and M_TRIM_THRESHOLD, and the most bytes that it sets them to by itself.
#: With less, the memory of each frame is mapped and cleared anew: a tenth more time for a clip.
_KEPT_MEMORY: Final = ((-3, 32 << 20), (-1, 64 << 20))
#: M_ARENA_MAX: with two pools live sessions of the demo and two clips take 1 to 4 MB less, that of
#: a 720p H.264 file 3 MB more; none takes more time.
_FEW_POOLS: Final = ((-8, 2),)

#: LOG_LEVEL_SILENT of OpenCV.
_SILENT: Final = 0


class KeepsErrors:
    """What native code calls back: an exception would be lost in there, so it is kept for later."""

    def keep(self, error: BaseException) -> None:
        """Keep the first error."""
        raise NotImplementedError


def on_end_signals(handle: Callable[[int, FrameType | None], None], *always: int) -> None:
    """Let `handle` take SIGINT, SIGTERM and SIGHUP.

    Those that are ignored stay so, as under nohup, but for `always`.
    """
    for number in (signal.SIGINT, *END_SIGNALS):
        if number in always or signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handle)


def interrupt(_number: int, frame: FrameType | None) -> None:
    """Raise KeyboardInterrupt: a handler for signals, which lets unfinished work be cleaned up."""
    called_back = None if frame is None else frame.f_locals.get("self")
    if not isinstance(called_back, KeepsErrors):
        raise KeyboardInterrupt
    called_back.keep(KeyboardInterrupt())


@contextlib.contextmanager
def without_library_chatter(*, wait: bool = True) -> Iterator[None]:
    """Drop notes and warnings of MediaPipe, libpng, libjpeg and libtiff from stderr meanwhile.

    Other output appears at the end.

    MediaPipe's native code writes to file descriptor 2 before its log is set up; no setting stops
    it.

    wait   whether to wait for another thread that does this; it drops this one's notes, too
    """
    if not _stderr_lock.acquire(blocking=wait):
        yield
        return
    with contextlib.ExitStack() as stack:
        stack.callback(_stderr_lock.release)
        try:
            caught = stack.enter_context(tempfile.TemporaryFile())
            real = os.dup(2)
        except OSError:  # no stderr (a windowed program), or no room for a file
            yield
            return
        _flush_stderr()
        os.dup2(caught.fileno(), 2)
        try:
            yield
        finally:
            _flush_stderr()
            os.dup2(real, 2)
            caught.seek(0)
            for line in caught:
                if not _CHATTER.match(line):
                    os.write(real, line)
            os.close(real)


@contextlib.contextmanager
def without_opencv_log(cv2: ModuleType) -> Iterator[None]:
    """Silence OpenCV's log meanwhile, for the whole process. `cv2` is the module itself."""
    log: Any = cv2 if hasattr(cv2, "setLogLevel") else cv2.utils.logging  # since OpenCV 4.14
    level = log.getLogLevel()
    log.setLogLevel(_SILENT)
    try:
        yield
    finally:
        log.setLogLevel(level)


@contextlib.contextmanager
def c_locale(*categories: int) -> Iterator[None]:
    """Set `categories` of the C locale to "C" meanwhile, and restore them afterwards.

    MediaPipe's messages do not load where LC_NUMERIC has a decimal comma. MediaPipe's graph and
    OpenVINO's operations have no valid names where LC_CTYPE is Turkish: "I" isn't the capital of
    "i" there. Python sets LC_CTYPE to the user's at its start. Qt sets all categories when it makes
    an application, and so may a host program. Other threads that enter wait.

    categories    constants of `locale`, such as locale.LC_NUMERIC
    """
    with _locale_lock:
        before = {category: locale.setlocale(category) for category in categories}
        for category in categories:
            locale.setlocale(category, "C")
        try:
            yield
        finally:
            for category, name in before.items():
                locale.setlocale(category, name)


@contextlib.contextmanager
def importing_without(*names: str) -> Iterator[None]:
    """Let empty modules stand in meanwhile for `names`, which a library imports but does not need.

    Modules that are loaded already stay. Afterwards the real ones can be imported.
    """
    stand_ins = {name: ModuleType(name) for name in names if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]


def check_not_forked() -> None:
    """Raise GazeFixError in a process that was forked after models had been opened.

    The libraries' threads don't come along, so the first call would wait for ever. Otherwise note
    that this process opens models.
    """
    if not _opened_in:
        _opened_in.append(os.getpid())
    if _opened_in[0] != os.getpid():
        message = "GazeFix has run in the process that this one was forked from"
        hint = "start processes with multiprocessing.get_context('spawn')"
        raise GazeFixError(message, f"{hint}, or before the first use")


def show_error(text: str) -> None:
    """Write a message to stderr, or show it where a program of Windows has none (pythonw.exe)."""
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    elif sys.platform == "win32":
        ctypes.windll.user32.MessageBoxW(None, text, "GazeFix", 0x10)  # MB_ICONERROR


def _flush_stderr() -> None:
    if sys.stderr is not None:
        sys.stderr.flush()


class _Stack(ctypes.Structure):
    """Linux' stack_t of <signal.h>."""

    _fields_ = (("pointer", ctypes.c_void_p), ("flags", ctypes.c_int), ("size", ctypes.c_size_t))


@contextlib.contextmanager
def kept_signal_stack() -> Iterator[None]:
    """Restore the stack on which the calling thread handles signals.

    OpenVINO's CPU plugin sets one of 20 kB. A signal saves the AMX registers there, 11 kB, and
    again when the handler calls a function for the first time: Ctrl-C then crashed the program. The
    usual stack has megabytes.
    """
    if sys.platform != "linux":
        yield
        return
    library = ctypes.CDLL(None)
    before = _Stack()
    library.sigaltstack(None, ctypes.byref(before))
    try:
        yield
    finally:
        library.sigaltstack(ctypes.byref(before), None)


def keep_free_memory() -> None:
    """Let memory that is freed be used again, whatever MALLOC_TRIM_THRESHOLD_ says."""
    _set_allocator(_KEPT_MEMORY)


def share_memory() -> None:
    """Let threads that begin now allocate from few pools, each of which keeps gaps."""
    _set_allocator(_FEW_POOLS)


def _set_allocator(options: Sequence[tuple[int, int]]) -> None:
    """Set options of malloc. It does nothing unless the C library is GNU's."""
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            for option, value in options:
                mallopt(option, value)


def free_memory_trimmer() -> Callable[[], object]:
    """Return a function that returns free memory to the system, within milliseconds.

    It does nothing unless the C library is GNU's: others do so by themselves.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            return lambda: trim(0)
    return lambda: None
