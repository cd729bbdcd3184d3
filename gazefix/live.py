"""`gazefix run`, without its command line: opens everything, runs a Session until it is time to stop, and closes it all."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError, wait
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Final, TypeVar

from gazefix.config import Config
from gazefix.errors import OutputError
from gazefix.session import Session, SessionStatus, State

if TYPE_CHECKING:
    from gazefix.sinks import PreviewSink, Sink

#: How often the waiting thread looks whether it is time to stop; also how soon a signal is noticed.
_LOOK_EVERY_S: Final = 0.05
#: A file needs time for its last frames at the end; a device must not hold the end up.
_DEVICE_STOP_S, _FILE_STOP_S = 0.8, 10.0
_OPENING: Final = "gazefix-open"

#: Shows a preview sink's frames on the calling thread until the given function says that it is over, or people close it.
Show = Callable[["PreviewSink", Callable[[], bool]], None]

T = TypeVar("T")


def run_live(
    config: Config,
    *,
    source: str,
    sink: str,
    stop: threading.Event,
    show: Show,
    seconds: float | None = None,
    overwrite: bool = False,
    on_start: Callable[[SessionStatus], None] | None = None,
) -> SessionStatus:
    """Correct live frames from `source` to `sink` (see `open_source` and `open_sink`); what was done.

    It ends when `stop` is set (within a second, also while devices are still being opened; a file may take longer to be
    finished), after `seconds`, when the source is over, or when the preview window is closed.

    show        runs the window where the sink is a preview: `gazefix.ui.preview.show_preview`
    on_start    called once, when the first frame can flow; its status names the source and the sink

    A status with `threads_left` means that threads are stuck inside a driver or a library: a program that ends then should
    do it with `os._exit`, since they may crash the interpreter's own end. Raises GazeFixError.
    """
    begun = _BegunSink()
    opened = _call_unless_stopped(lambda: _Opened(config, source, sink, begun, overwrite=overwrite), _Opened.close, stop)
    if opened is None:
        begun.discard()
        return SessionStatus(State.ENDED, source, sink, threads_left=(_OPENING,))
    session = opened.session
    began = time.perf_counter()

    def over() -> bool:
        spent = time.perf_counter() - began
        return stop.is_set() or session.over or spent >= (math.inf if seconds is None else seconds)

    try:
        session.start()
        if on_start is not None:
            on_start(session.status())
        if opened.preview is not None:
            show(opened.preview, over)
        while opened.preview is None and not over():
            session.wait(_LOOK_EVERY_S)
    finally:
        opened.close()
    session.wait(0)  # raises what ended the session
    return session.status()


class _BegunSink:
    """The sink from the moment on that it is open: a file has begun then, and must not be left behind by a program that ends
    while the models are still being loaded."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sink: Sink | None = None
        self._unwanted = False

    def open(self, open_: Callable[[], Sink]) -> Sink:
        """The sink that `open_` opens. Raises OutputError after `discard`."""
        with self._lock:
            if self._unwanted:
                raise OutputError("it is no longer wanted")
            self._sink = open_()
            return self._sink

    def discard(self) -> None:
        """Close the sink, or see to it that none is opened. One that is just being opened is waited for, but not long."""
        self._unwanted = True
        if self._lock.acquire(timeout=_DEVICE_STOP_S / 2):
            try:
                if self._sink is not None:
                    self._sink.close()
            finally:
                self._lock.release()


class _Opened:
    """A source, a sink, a corrector, and the session that joins them; `preview` is the sink if it needs a window."""

    def __init__(self, config: Config, source: str, sink: str, begun: _BegunSink, *, overwrite: bool) -> None:
        """The corrector, which takes seconds, comes last: what is misspelt or missing is told at once."""
        # Here, since importing torch, mediapipe and cv2 takes seconds, too, and `stop` is to be noticed meanwhile.
        from gazefix.sinks import FileSink, PreviewSink, open_sink
        from gazefix.sources import open_source

        with ExitStack() as undo:
            opened_source = undo.enter_context(open_source(source, config.camera))
            info = opened_source.info
            opened_sink = undo.enter_context(begun.open(lambda: open_sink(sink, info.size, info.fps, overwrite=overwrite)))
            from gazefix.corrector import Corrector
            from gazefix.gaze import NO_PROFILE
            from gazefix.profiles import choose_profile

            saved = choose_profile(config.correction.profile, info.name, info.size)
            self.corrector = Corrector(config, profile=saved.profile if saved else NO_PROFILE)
            undo.pop_all()
        self.preview = opened_sink if isinstance(opened_sink, PreviewSink) else None
        self._stop_s = _FILE_STOP_S if isinstance(opened_sink, FileSink) else _DEVICE_STOP_S
        self.session = Session(opened_source, self.corrector, opened_sink)

    def close(self) -> None:
        if not self.session.stop(self._stop_s):  # a thread that is stuck may still be using it
            self.corrector.close()


def _call_unless_stopped(function: Callable[[], T], discard: Callable[[T], None], stop: threading.Event) -> T | None:
    """The result of `function`, or None where `stop` is set before; its thread then discards the result when it comes.

    Importing libraries, opening a camera or a network stream and loading the models can take many seconds in native code,
    where no signal is noticed.
    """
    future: Future[T] = Future()

    def call() -> None:
        try:
            result = function()
        except Exception as error:  # noqa: BLE001 - whatever it is, the caller gets it
            with suppress(InvalidStateError):  # nobody waits for it any more
                future.set_exception(error)
            return
        try:
            future.set_result(result)
        except InvalidStateError:
            discard(result)

    threading.Thread(target=call, name=_OPENING, daemon=True).start()
    while not wait([future], _LOOK_EVERY_S).done:
        if stop.is_set() and future.cancel():
            return None
    return future.result()
