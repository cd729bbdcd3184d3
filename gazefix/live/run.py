"""`gazefix run` without its command line."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gazefix.config import Config
from gazefix.live.session import Session, SessionFactory
from gazefix.live.status import SessionStatus

if TYPE_CHECKING:
    from gazefix.correction.corrector import Corrector
    from gazefix.correction.gaze import Profile
    from gazefix.devices.contracts import SourceInfo
    from gazefix.devices.display import PreviewSink

#: How often the waiting thread looks whether to stop, and so notices signals, in seconds.
_LOOK_EVERY_S: Final = 0.05
#: How long the end may take, in seconds: a file needs time for its last frames, a device does not.
_DEVICE_STOP_S, _FILE_STOP_S = 0.8, 10.0

#: Shows a preview sink's frames on the calling thread until the given function returns True or the
#: window is closed.
Show = Callable[["PreviewSink", Callable[[], bool]], None]


def live_parts(*, overwrite: bool = False) -> SessionFactory:
    """Return the factory for this machine's devices; `overwrite`: replace an existing file."""
    # Imported here, since two threads can't import cv2 at once. The first Corrector loads the rest.
    from gazefix.devices.sinks import open_sink
    from gazefix.devices.sources import open_source

    def corrector(config: Config) -> Corrector:
        from gazefix.correction.corrector import Corrector

        return Corrector(config, live=True)

    def profile(config: Config, info: SourceInfo) -> Profile:
        from gazefix.correction.gaze import NO_PROFILE
        from gazefix.correction.saved_profiles import choose_profile

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
    """Correct live frames from `source` to `sink` (see `open_source`, `open_sink`).

    It ends when `stop` is set (within a second, also while devices are being opened; finishing a
    file may take longer), after `seconds`, at the source's end, or when the preview is closed. A
    lost camera, stream or virtual camera is reopened.

    show        runs the preview window: `gazefix.ui.widgets.preview.show_preview`
    on_start    called once, when frames can flow, with the names of source and sink

    A thread that is stuck in a driver is left behind; a program that ends then should use
    `os._exit`, since such a thread may crash the interpreter's end. Raises GazeFixError.
    """
    if config.correction.profile not in {"auto", "none"}:
        from gazefix.correction.saved_profiles import load_profile

        load_profile(config.correction.profile)  # a misspelt name is told now, not in the log
    camera, output = replace(config.camera, source=source), replace(config.output, sink=sink)
    config = replace(config, camera=camera, output=output)
    session = Session(config, live_parts(overwrite=overwrite))
    session.start()
    try:
        while not (stop.is_set() or session.over or session.opened):
            session.wait(_LOOK_EVERY_S)
        ends_s = time.perf_counter() + (math.inf if seconds is None else seconds)

        def over() -> bool:
            return stop.is_set() or session.over or time.perf_counter() >= ends_s

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
