"""Where corrected live frames go: GazeFix Camera, a preview window, a file, or nowhere.

A new kind of sink needs its module and its SinkKind in `SINKS`.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Final

from gazefix.devices.both_cameras import BOTH
from gazefix.devices.contracts import DOCTOR_HINT, Sink, SinkKind
from gazefix.devices.display import PREVIEW
from gazefix.devices.pipewire import PIPEWIRE
from gazefix.devices.virtual_camera import VIRTUAL_CAMERA
from gazefix.errors import OutputError
from gazefix.files import user_path
from gazefix.imaging.operations import fit_into
from gazefix.types import Frame

logger = logging.getLogger(__name__)


class NullSink(Sink):
    """Takes frames and drops them: for measuring."""

    name = kind = "null"

    def send(self, frame: Frame) -> None:
        """Drop the frame."""


class FileSink(Sink):
    """Writes a clip with the frames' own time stamps.

    The file gets its name when it is closed. A clip without a frame, or one that can't be written
    to its end, leaves nothing behind.
    """

    live = False

    def __init__(
        self, path: Path, size: tuple[int, int], fps: float, *, overwrite: bool = False
    ) -> None:
        from gazefix.media.video import open_clip_writer  # FFmpeg takes 17 MB and a while to load

        self.name = str(path)
        self._size = size
        self._writer = open_clip_writer(path, size, fps, overwrite=overwrite)

    def send(self, frame: Frame) -> None:
        """Append the frame; one of another size is scaled, with bars. Raises OutputError."""
        self._writer.write(replace(frame, bgr=fit_into(frame.bgr, self._size)))

    def close(self) -> None:
        """Finish the clip and give it its name. Raises OutputError."""
        self._writer.close()


NULL: Final = SinkKind("null", "nowhere", lambda: None, lambda *_: NullSink())
#: The kinds of sink by their name; any other name is a file's.
SINKS: Final = {kind.name: kind for kind in (BOTH, VIRTUAL_CAMERA, PIPEWIRE, PREVIEW, NULL)}
#: What `auto` looks for, in this order.
_AUTOMATIC: Final = (BOTH, VIRTUAL_CAMERA, PIPEWIRE, PREVIEW)


def open_sink(spec: str, size: tuple[int, int], fps: float, *, overwrite: bool = False) -> Sink:
    """Open the sink that `spec` names: auto, one of SINKS, or the path of a clip to write.

    size        (width, height) in pixels of the frames that will come
    fps         their rate, about
    overwrite   whether an existing file may be replaced

    `auto` is the first kind that this machine can use. If that one fails, it is an error: another
    one in its place would hide that. Raises OutputError.
    """
    if spec == "auto":
        return _first_usable().open(size, fps)
    kind = SINKS.get(spec)
    if kind is None:
        return FileSink(user_path(spec), size, fps, overwrite=overwrite)
    if problem := kind.problem():
        raise problem
    return kind.open(size, fps)


def _first_usable() -> SinkKind:
    problems: dict[str, None] = {}  # in order, and each once
    for kind in _AUTOMATIC:
        problem = kind.problem()
        if problem is None:
            return kind
        logger.info("%s can not be used: %s", kind.title, problem.message)
        problems[problem.message] = None
    raise OutputError("; ".join(problems), f"{DOCTOR_HINT}, or name a file with --sink")
