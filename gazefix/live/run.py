"""`gazefix run`, without its command line: a Session over what the settings name, until it is time to stop."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gazefix.config import Config
from gazefix.live.session import Session
from gazefix.live.shared_state import SessionFactory
from gazefix.live.status import SessionStatus

if TYPE_CHECKING:
    from gazefix.correction.corrector import Corrector
    from gazefix.correction.gaze import Profile
    from gazefix.devices.display import PreviewSink
    from gazefix.devices.source import SourceInfo

#: How often the waiting thread looks whether it is time to stop; also how soon a signal is noticed.
_LOOK_EVERY_S: Final = 0.05
#: A file needs time for its last frames at the end; a device must not hold the end up.
_DEVICE_STOP_S, _FILE_STOP_S = 0.8, 10.0

#: Shows a preview sink's frames on the calling thread until the given function says that it is over, or people close it.
Show = Callable[["PreviewSink", Callable[[], bool]], None]


def live_parts(*, overwrite: bool = False) -> SessionFactory:
    """What a session over this machine's devices opens. `overwrite`: an existing file may be replaced by the output."""
    # Now, and in one thread: cv2 cannot be imported by two at once. Torch and mediapipe come with the first Corrector.
    from gazefix.devices.sinks import open_sink
    from gazefix.devices.sources import open_source

    def corrector(config: Config) -> Corrector:
        from gazefix.correction.corrector import Corrector

        return Corrector(config)

    def profile(config: Config, info: SourceInfo) -> Profile:
        from gazefix.correction.gaze import NO_PROFILE
        from gazefix.correction.profiles import choose_profile

        saved = choose_profile(config.correction.profile, info.name, info.size)
        return saved.profile if saved else NO_PROFILE

    return SessionFactory(
        source=lambda config: open_source(config.camera.source, config.camera),
        corrector=corrector,
        sink=lambda spec, size, fps: open_sink(spec, size, fps, overwrite=overwrite),
        profile=profile,
    )


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
    finished), after `seconds`, when the source is over, or when the preview window is closed. A camera, a stream or a virtual
    camera that is lost meanwhile is opened again.

    show        runs the window where the sink is a preview: `gazefix.ui.widgets.preview.show_preview`
    on_start    called once, when the first frame can flow; its status names the source and the sink

    A status with `threads_left` means that threads are stuck inside a driver or a library: a program that ends then should
    do it with `os._exit`, since they may crash the interpreter's own end. Raises GazeFixError.
    """
    if config.correction.profile not in {"auto", "none"}:
        from gazefix.correction.profiles import load_profile

        load_profile(config.correction.profile)  # a misspelt name is told now, not in the log
    config = replace(
        config,
        camera=replace(config.camera, source=source),
        output=replace(config.output, sink=sink),
    )
    session = Session(config, live_parts(overwrite=overwrite))
    session.start()
    try:
        while not (stop.is_set() or session.over or session.opened):
            session.wait(_LOOK_EVERY_S)
        began = time.perf_counter()

        def over() -> bool:
            return (
                stop.is_set()
                or session.over
                or time.perf_counter() - began >= (math.inf if seconds is None else seconds)
            )

        if on_start is not None and session.opened and not session.over:
            on_start(session.status())
        if (preview := _preview(session)) is not None and not over():
            show(preview, over)
        else:
            while not over():
                session.wait(_LOOK_EVERY_S)
    finally:
        session.stop(_DEVICE_STOP_S if session.sink is None or session.sink.live else _FILE_STOP_S)
    session.wait(0)  # raises what ended the session
    return session.status()


def _preview(session: Session) -> PreviewSink | None:
    from gazefix.devices.display import PreviewSink

    return session.sink if isinstance(session.sink, PreviewSink) else None
