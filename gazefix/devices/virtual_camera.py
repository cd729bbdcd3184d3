"""The camera that other programs see: v4l2loopback on Linux, elsewhere through pyvirtualcam.

For v4l2loopback our own writer notices a failed write (which pyvirtualcam prints and forgets), lets
other threads run meanwhile, tells readers the rate, and leaves v4l2loopback 0.12 ready for the next
writer.
"""

from __future__ import annotations

import logging
import sys
import time
from pathlib import Path
from typing import Any, Final

from gazefix.devices.contracts import CAMERA_NAME, DOCTOR_HINT, Sink, SinkKind, even_size, taken_by
from gazefix.devices.device_users import ReaderCount, holders, locked_by, users
from gazefix.devices.v4l2 import V4L2_NAMES, LoopbackWriter, device_path, heal, v4l2_names
from gazefix.errors import OutputError
from gazefix.files import reason
from gazefix.imaging.operations import fit_into, to_i420
from gazefix.types import Frame

_LOOPBACK: Final = "v4l2loopback"

logger = logging.getLogger(__name__)


class VirtualCameraSink(Sink):
    """The camera that other programs see. It scales frames to its own size, with bars."""

    kind = "virtual"

    def __init__(self, size: tuple[int, int], fps: float) -> None:
        """`size` (width, height) in pixels, rounded down to even numbers. Raises OutputError.

        While a reader holds the device in another size, that size stays.
        """
        self._camera, self._device, self._size = _open_virtual_camera(even_size(size), fps)
        self.name = CAMERA_NAME if sys.platform == "linux" else self._device
        self.period_s = 1.0 / fps
        self._readers = ReaderCount(self._device) if sys.platform == "linux" else None
        logger.info("virtual camera %s, %dx%d", self._device, *self._size)

    def send(self, frame: Frame) -> None:
        """Show the frame to the camera's readers. Raises OutputError."""
        try:
            self._camera.send(to_i420(fit_into(frame.bgr, self._size)))
        except (RuntimeError, OSError) as error:
            message = f"the virtual camera {self.name} failed: {reason(error)}"
            raise OutputError(message, DOCTOR_HINT) from error

    def readers(self) -> int | None:
        """Return how many programs read the camera; None where the platform does not tell."""
        return None if self._readers is None else self._readers.count(time.monotonic())

    def users(self) -> tuple[str, ...]:
        """Return the names of the programs that read the camera; () where nobody tells."""
        return () if self._readers is None else users(self._device)

    def close(self) -> None:
        """Give the device back."""
        self._camera.close()


def virtual_camera_device(folder: Path = V4L2_NAMES) -> str | None:
    """Return the device of the virtual camera, or None.

    On Linux the /dev/videoN with the label CAMERA_NAME. Elsewhere the name of the one that could
    be opened: Unity Capture under that name, or OBS's camera.
    """
    if sys.platform != "linux":
        try:
            camera, device, _ = _open_virtual_camera((1280, 720), 30.0)
        except OutputError:
            return None
        camera.close()
        return device
    numbers = (number for number, name in v4l2_names(folder).items() if name == CAMERA_NAME)
    return next(map(device_path, numbers), None)


def _problem() -> OutputError | None:
    """Return that there is no virtual camera, or None. Only Linux tells without opening it."""
    there = _virtual_camera_candidates() if sys.platform == "linux" else virtual_camera_device()
    return None if there else _no_camera()


def _no_camera() -> OutputError:
    return OutputError(f"there is no camera named '{CAMERA_NAME}' to send to", DOCTOR_HINT)


VIRTUAL_CAMERA: Final = SinkKind("virtual", CAMERA_NAME, _problem, VirtualCameraSink)


def _open_virtual_camera(size: tuple[int, int], fps: float) -> tuple[Any, str, tuple[int, int]]:
    """Return a camera that sends I420 arrays, its device and its size. Raises OutputError."""
    failures: list[str] = []
    for backend, device in _virtual_camera_candidates():
        try:
            if backend == _LOOPBACK and device is not None:
                writer = _open_loopback(device, size, fps)
                return writer, device, writer.size
            pyvirtualcam = _import_pyvirtualcam()
            i420 = pyvirtualcam.PixelFormat.I420
            camera = pyvirtualcam.Camera(*size, fps, fmt=i420, device=device, backend=backend)
            return camera, str(camera.device), (camera.width, camera.height)
        except RuntimeError as error:
            failures.append(str(error))
        except OSError as error:
            failures.append(f"{device}: {reason(error)}")
    if not failures:
        raise _no_camera()
    raise OutputError(f"the virtual camera cannot be opened: {'; '.join(failures)}", DOCTOR_HINT)


def _import_pyvirtualcam() -> Any:
    """Return the module, which loads a native library. Raises OutputError."""
    try:
        import pyvirtualcam
    except ImportError as error:
        hint = "open “Set up GazeFix Camera”, or: pip install pyvirtualcam"
        raise OutputError(f"pyvirtualcam cannot be loaded: {error}", hint) from error
    return pyvirtualcam


def _open_loopback(device: str, size: tuple[int, int], fps: float) -> LoopbackWriter:
    """Return a writer. Raises OSError; OutputError if another program sends to the device."""
    writers = [holder for holder in holders(device) if holder.only_writes]
    if writers:
        raise taken_by(", ".join(f"{writer.name} (process {writer.pid})" for writer in writers))
    heal(device)
    try:
        return LoopbackWriter(device, size, fps)
    except BlockingIOError as error:
        raise taken_by(locked_by(device) or "another user's GazeFix") from error


def _virtual_camera_candidates() -> list[tuple[str, str | None]]:
    """Return (backend, device) in the order to try: first those that take our name."""
    if sys.platform == "win32":
        return [("unitycapture", CAMERA_NAME), ("obs", None)]
    if sys.platform == "darwin":
        return [("obs", None)]
    device = virtual_camera_device()
    return [] if device is None else [(_LOOPBACK, device)]
