"""`gazefix run`, without its command line: opens everything, runs a Session until it is time to stop, and closes it all."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError, wait
from contextlib import ExitStack, suppress
from typing import Final, TypeVar

from gazefix.config import Config
from gazefix.corrector import Corrector
from gazefix.session import Session, SessionStatus, State
from gazefix.sinks import FileSink, PreviewSink, open_sink
from gazefix.sources import open_source

#: How often the waiting thread looks whether it is time to stop; also how soon a signal is noticed.
_LOOK_EVERY_S: Final = 0.05
#: A file needs time for its last frames at the end; a device must not hold the end up.
_DEVICE_STOP_S, _FILE_STOP_S = 0.8, 10.0
_OPENING: Final = "gazefix-open"

#: Shows a preview sink's frames on the calling thread until the given function says that it is over, or people close it.
Show = Callable[[PreviewSink, Callable[[], bool]], None]

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
    opened = _call_unless_stopped(lambda: _Opened(config, source, sink, overwrite=overwrite), _Opened.close, stop)
    if opened is None:
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
        if isinstance(opened.sink, PreviewSink):
            show(opened.sink, over)
        while not over() and not isinstance(opened.sink, PreviewSink):
            session.wait(_LOOK_EVERY_S)
    finally:
        opened.close()
    session.wait(0)  # raises what ended the session
    return session.status()


class _Opened:
    """A source, a sink, a corrector, and the session that joins them."""

    def __init__(self, config: Config, source: str, sink: str, *, overwrite: bool) -> None:
        """The corrector, which takes seconds, comes last: what is misspelt or missing is told at once."""
        with ExitStack() as undo:
            self.source = undo.enter_context(open_source(source, config.camera))
            self.sink = undo.enter_context(open_sink(sink, self.source.info.size, self.source.info.fps, overwrite=overwrite))
            self.corrector = Corrector(config)
            undo.pop_all()
        self.session = Session(self.source, self.corrector, self.sink)

    def close(self) -> None:
        left = self.session.stop(_FILE_STOP_S if isinstance(self.sink, FileSink) else _DEVICE_STOP_S)
        if not left:  # a thread that is stuck may still be using it
            self.corrector.close()


def _call_unless_stopped(function: Callable[[], T], discard: Callable[[T], None], stop: threading.Event) -> T | None:
    """The result of `function`, or None where `stop` is set before; its thread then discards the result when it comes.

    Opening a camera, a network stream or the models can take many seconds inside libraries, where no signal is noticed.
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
