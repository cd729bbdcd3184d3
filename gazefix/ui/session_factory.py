"""How the app's session is opened: off the UI thread, since it loads libraries and devices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from gazefix.config import Config

if TYPE_CHECKING:
    from gazefix.live.session import Session, SessionFactory

OpenSession = Callable[[Config], "Session"]


def open_live_session(config: Config) -> Session:
    """Return a running session over this machine's devices."""
    from gazefix.live.session import Session

    session = Session(config, app_parts(), patient=True)
    session.start()
    return session


def app_parts() -> SessionFactory:
    """Return the factory of the app's session.

    A preview takes frames but has no reader: while the window is closed, the camera is too.
    """
    from gazefix.devices.contracts import Sink
    from gazefix.devices.display import PreviewSink
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
