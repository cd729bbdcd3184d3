"""What the app's session is opened with. Called away from the UI thread: it loads libraries and opens devices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from gazefix.config import Config

if TYPE_CHECKING:
    from gazefix.live.session import Session, SessionFactory

OpenSession = Callable[[Config], "Session"]


def open_live_session(config: Config) -> Session:
    """A running session over this machine's devices."""
    from gazefix.live.session import Session

    session = Session(config, app_parts(), patient=True)
    session.start()
    return session


def app_parts() -> SessionFactory:
    """What the app's session opens. Where no other program can see the picture, nobody does while the window is closed, and
    the camera is closed too."""
    from gazefix.devices.display import PreviewSink
    from gazefix.devices.sink import Sink
    from gazefix.devices.sinks import NullSink
    from gazefix.live.run import live_parts

    class Unseen(NullSink):
        name = kind = PreviewSink.kind

        def readers(self) -> int:
            return 0

    def sink(spec: str, size: tuple[int, int], fps: float) -> Sink:
        opened = parts.sink(spec, size, fps)
        return Unseen() if isinstance(opened, PreviewSink) else opened

    parts = live_parts()
    return replace(parts, sink=sink)
