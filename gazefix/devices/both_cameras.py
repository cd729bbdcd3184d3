"""GazeFix Camera as a video device and as a node of PipeWire at once.

Some programs list only one of the two: Firefox on desktops with portals only PipeWire's cameras,
Zoom only video devices.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Final

from gazefix.devices.contracts import CAMERA_NAME, Sink, SinkKind
from gazefix.devices.pipewire import PIPEWIRE
from gazefix.devices.virtual_camera import VIRTUAL_CAMERA
from gazefix.errors import OutputError
from gazefix.types import Frame

#: Pause between attempts to open the node, in seconds.
_RETRY_S: Final = 2.0
#: How often a node without readers gets a frame, in seconds: its conversion takes 2 ms at 720p.
_IDLE_S: Final = 0.5

logger = logging.getLogger(__name__)

OpenSink = Callable[[tuple[int, int], float], Sink]


class BothCameras(Sink):
    """The video device, with PipeWire's node beside it.

    The device never waits for the node, which a thread opens, and opens again after a loss.
    """

    name = CAMERA_NAME
    kind = "both"

    def __init__(
        self,
        size: tuple[int, int],
        fps: float,
        open_camera: OpenSink = VIRTUAL_CAMERA.open,
        open_node: OpenSink = PIPEWIRE.open,
    ) -> None:
        """`size` (width, height) in pixels. Raises OutputError where the device can't be opened."""
        self._camera = open_camera(size, fps)
        self.period_s = self._camera.period_s
        self._open_node = partial(open_node, size, fps)
        self._node: Sink | None = None
        self._fed_s = 0.0
        self._lock, self._closed = threading.Lock(), threading.Event()
        self._look_for_node()

    def send(self, frame: Frame) -> None:
        """Show the frame to the readers of both. Raises OutputError if the device fails."""
        self._camera.send(frame)
        node, now = self._node, time.monotonic()
        if node is None:
            return
        try:
            if node.readers() != 0 or now - self._fed_s >= _IDLE_S:
                node.send(frame)
                self._fed_s = now
        except OutputError as error:
            logger.info("PipeWire's camera is lost: %s", error)
            self._node = None
            node.close()
            self._look_for_node()

    def readers(self) -> int | None:
        """Return how many programs read either; None if that is unknown of the device."""
        of_camera, node = self._camera.readers(), self._node
        of_node = 0 if node is None else node.readers() or 0
        return None if of_camera is None else of_camera + of_node

    def users(self) -> tuple[str, ...]:
        """Return the names of the programs that read either."""
        node = self._node
        of_node = () if node is None else node.users()
        return tuple(sorted({*self._camera.users(), *of_node}))

    def close(self) -> None:
        """Give both back."""
        with self._lock:
            self._closed.set()
            node, self._node = self._node, None
        if node is not None:
            node.close()
        self._camera.close()

    def _look_for_node(self) -> None:
        threading.Thread(target=self._open, name="gazefix-node", daemon=True).start()

    def _open(self) -> None:
        while not self._closed.is_set():
            try:
                node = self._open_node()
            except OutputError as error:
                logger.info("PipeWire's camera can't be opened: %s", error)
                self._closed.wait(_RETRY_S)
                continue
            with self._lock:
                if not self._closed.is_set():
                    self._node = node
                    return
            node.close()


def _problem() -> OutputError | None:
    return VIRTUAL_CAMERA.problem() or PIPEWIRE.problem()


BOTH: Final = SinkKind("both", f"{CAMERA_NAME}, also through PipeWire", _problem, BothCameras)
