"""Linux's video devices by ioctl: what they can give, who streams, and writing to a loopback.

Other platforms have none, so there the list is empty. Numbers and structures are those of
<linux/videodev2.h>.
"""

from __future__ import annotations

import contextlib
import errno
import os
import select
import struct
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gazefix.types import Image
if sys.platform != "win32":
    import fcntl

#: Where the names of the devices are.
V4L2_NAMES: Final = Path("/sys/class/video4linux")
#: Where udev keeps lasting links to the devices, by maker and serial number or by socket.
STABLE_LINKS: Final = Path("/dev/v4l")
LOOPBACK_DRIVER: Final = "v4l2 loopback"

# Flags of a device. Multi-planar ones (Rockchip, i.MX) keep a picture's planes in several buffers.
_VIDEO_CAPTURE, _VIDEO_OUTPUT = 0x00000001, 0x00000002
_CAPTURE_PLANES, _OUTPUT_PLANES = 0x00001000, 0x00002000
_CAPTURE, _OUTPUT, _PLANES = 1, 2, 9  # buffer types
_DISCRETE, _FIELD_NONE = 1, 1
_SEND_INITIAL: Final = 1
#: The (width, height) that stand for a range of sizes, besides the wanted one.
_USUAL_SIZES: Final = ((640, 480), (1280, 720), (1920, 1080))
#: v4l2loopback's own event, since 0.13: how many readers stream.
_CLIENT_USAGE: Final = 0x08000000 + 0x08E00000 + 1
#: Most entries read of a list of formats, sizes or rates: a faulty driver may never end one.
_ENOUGH: Final = 256


def _request(direction: int, number: int, size: int) -> int:
    """Return the number of an ioctl of 'V'; direction 1: we write, 2: we read, 3: both."""
    return (direction << 30) | (size << 16) | (ord("V") << 8) | number


_WORD: Final = struct.calcsize("P")
_CAPABILITY_SIZE, _FORMAT_SIZE, _EVENT_SIZE = 104, 200 + _WORD, 136
_QUERY_CAPABILITIES: Final = _request(2, 0, _CAPABILITY_SIZE)
_ENUM_FORMATS: Final = _request(3, 2, 64)
_GET_FORMAT, _SET_FORMAT = _request(3, 4, _FORMAT_SIZE), _request(3, 5, _FORMAT_SIZE)
_STREAM_ON: Final = _request(1, 18, 4)
_SET_PARAMETERS: Final = _request(3, 22, 204)
_ENUM_SIZES, _ENUM_INTERVALS = _request(3, 74, 44), _request(3, 75, 52)
_DEQUEUE_EVENT, _SUBSCRIBE_EVENT = _request(2, 89, _EVENT_SIZE), _request(1, 90, 32)


@dataclass(frozen=True, slots=True, order=True)
class VideoMode:
    """A pixel format (YUYV, MJPG, ...) and size in pixels that a camera gives.

    `fps`: the highest rate; 0 if unknown.
    """

    fourcc: str
    width: int
    height: int
    fps: float


@dataclass(frozen=True, slots=True)
class DeviceInfo:
    """What a device can do. A loopback with exclusive_caps captures only while it is written.

    planes   whether it captures pictures whose planes lie in several buffers
    """

    driver: str
    captures: bool
    outputs: bool
    planes: bool = False

    @property
    def loopback(self) -> bool:
        """Whether it gives what another program writes to it."""
        return self.driver == LOOPBACK_DRIVER


def device_path(number: int) -> str:
    """Return the path of a video device."""
    return f"/dev/video{number}"


def v4l2_names(folder: Path = V4L2_NAMES) -> dict[int, str]:
    """Return the names of the video devices by number, in order."""
    names: dict[int, str] = {}
    for device in folder.glob("video*"):
        # A device may be unplugged meanwhile.
        with contextlib.suppress(OSError, ValueError):
            number = int(device.name.removeprefix("video"))
            names[number] = (device / "name").read_text(encoding="utf-8", errors="replace").strip()
    return dict(sorted(names.items()))


def stable_path(path: str, folder: Path = STABLE_LINKS) -> str:
    """Return a path that the device keeps when it is replugged; `path` where udev made none."""
    for kind in ("by-id", "by-path"):
        with contextlib.suppress(OSError):
            for link in sorted((folder / kind).iterdir()):
                if os.path.realpath(link) == os.path.realpath(path):
                    return str(link)
    return path


def device_info(path: str) -> DeviceInfo | None:
    """Return what a device can do; None if it isn't a video device. Raises PermissionError."""
    try:
        with _opened(path) as fd:
            return _info(fd)
    except PermissionError:
        raise
    except OSError:
        return None


def gives_video(path: str) -> bool:
    """Return whether a device is a camera, not one for metadata or output only.

    A device that may not be opened counts as one, since opening it then says what is wrong.
    """
    try:
        info = device_info(path)
    except PermissionError:
        return True
    return info is not None and info.captures


def video_modes(path: str, wanted: tuple[int, int] | None = None) -> list[VideoMode]:
    """Return what the camera gives, in its own order; nothing if it can't be opened.

    Of a range of sizes, those nearest to the usual ones and to `wanted`, (width, height) in pixels.
    """
    sizes = (*_USUAL_SIZES, wanted) if wanted else _USUAL_SIZES
    modes: list[VideoMode] = []
    with contextlib.suppress(OSError), _opened(path) as fd:
        for fourcc in _formats(fd):
            name = fourcc.decode("ascii", "replace").strip()
            for size in _sizes(fd, fourcc, sizes):
                modes.append(VideoMode(name, *size, _rate(fd, fourcc, *size)))
    return modes


def in_use(path: str) -> bool | None:
    """Return whether another program streams from the camera; None if that is unknown.

    The camera is asked to take the format it already has, which a driver refuses meanwhile.
    """
    try:
        with _opened(path) as fd:
            form = bytearray(_FORMAT_SIZE)
            struct.pack_into("=I", form, 0, _capture_type(fd))
            _ioctl(fd, _GET_FORMAT, form)
            _ioctl(fd, _SET_FORMAT, form)
    except OSError as error:
        return True if error.errno == errno.EBUSY else None
    return False


def heal(path: str) -> bool:
    """Make a loopback take frames again; return whether it does.

    After its writer has gone, v4l2loopback 0.12 with exclusive_caps leaves it as neither camera
    nor output. While another program writes to it, it is a camera and stays one.
    """
    try:
        with _opened(path) as fd:
            info = _info(fd)
            if info.loopback and not info.outputs and not info.captures:
                _name_as_writer(fd)
        info_after = device_info(path)
    except OSError:
        return False
    return info_after is not None and info_after.outputs


def streaming_readers(path: str) -> int | None:
    """Return how many programs stream from a loopback, by the driver's count.

    Releases that allow one reader count 0 or 1. None before v4l2loopback 0.13. Each call
    subscribes anew: the event comes at once with the present count, so none can be missed.
    """
    if _WORD != 8:
        return None  # the event has another layout there
    wanted = struct.pack("=8I", _CLIENT_USAGE, 0, _SEND_INITIAL, 0, 0, 0, 0, 0)
    try:
        with _opened(path) as fd:
            _ioctl(fd, _SUBSCRIBE_EVENT, bytearray(wanted))
            waiting = select.poll()
            waiting.register(fd, select.POLLPRI)
            if not waiting.poll(0):
                return None
            event = bytearray(_EVENT_SIZE)
            _ioctl(fd, _DEQUEUE_EVENT, event)
    except OSError:
        return None
    kind, count = struct.unpack_from("=I4xI", event)
    return int(count) if kind == _CLIENT_USAGE else None


class LoopbackWriter:
    """Writes I420 pictures to a loopback device.

    size   (width, height) in pixels that the device takes; readers may hold another size than the
           one asked for
    """

    def __init__(self, path: str, size: tuple[int, int], fps: float) -> None:
        """`size` in pixels, even. Raises OSError; BlockingIOError while another GazeFix writes."""
        self._fd = os.open(path, os.O_WRONLY)
        try:
            # The driver may take two writers and mix their frames. The lock holds across users.
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not _info(self._fd).outputs:
                raise OSError(errno.EBUSY, "another program sends to it", path)
            self.size = _set_output_format(self._fd, size)
            interval = struct.pack("=5I", _OUTPUT, 0, 0, 1000, round(1000 * fps))
            with contextlib.suppress(OSError):  # readers are then told a wrong rate, no more
                _ioctl(self._fd, _SET_PARAMETERS, bytearray(interval.ljust(204, b"\0")))
        except BaseException:
            os.close(self._fd)
            raise
        self._closed = False

    def send(self, i420: Image) -> None:
        """Show one picture of `size`. Raises OSError, also when the device takes a part of it."""
        written = os.write(self._fd, i420.data)
        if written != i420.nbytes:
            lost = f"it took {written} of {i420.nbytes} bytes: a program has changed its format"
            raise OSError(errno.EIO, lost)

    def close(self) -> None:
        """Give the device back; a second call does nothing."""
        if not self._closed:
            self._closed = True
            _name_as_writer(self._fd)
            os.close(self._fd)


@contextlib.contextmanager
def _opened(path: str) -> Iterator[int]:
    # Not blocking: a driver may otherwise wait for a signal or for its other users.
    fd = os.open(path, os.O_RDWR | os.O_NONBLOCK)
    try:
        yield fd
    finally:
        os.close(fd)


def _ioctl(fd: int, request: int, argument: bytearray) -> None:
    fcntl.ioctl(fd, request, argument)


def _name_as_writer(fd: int) -> None:
    """Tell v4l2loopback 0.12 that the descriptor is a writer's.

    It takes new writers only after such a descriptor is closed. Later drivers may refuse this.
    """
    with contextlib.suppress(OSError):
        _ioctl(fd, _STREAM_ON, bytearray(struct.pack("=i", _OUTPUT)))


def _info(fd: int) -> DeviceInfo:
    answer = bytearray(_CAPABILITY_SIZE)
    _ioctl(fd, _QUERY_CAPABILITIES, answer)
    # The last word holds the abilities of this node, the one before those of the whole device.
    driver, flags = struct.unpack_from("=16s72xI", answer)
    # A codec takes and gives planes: it isn't a camera.
    planes = flags & (_CAPTURE_PLANES | _OUTPUT_PLANES) == _CAPTURE_PLANES
    captures = planes or bool(flags & _VIDEO_CAPTURE)
    name = driver.rstrip(b"\0").decode("ascii", "replace")
    return DeviceInfo(name, captures, bool(flags & _VIDEO_OUTPUT), planes)


def _capture_type(fd: int) -> int:
    return _PLANES if _info(fd).planes else _CAPTURE


def _answers(
    fd: int, request: int, question: struct.Struct, *values: object
) -> Iterator[bytearray]:
    """Yield the driver's list for a question, which has the entry's index before `values`."""
    with contextlib.suppress(OSError):
        for index in range(_ENOUGH):
            answer = bytearray(question.pack(index, *values))
            _ioctl(fd, request, answer)
            yield answer


def _formats(fd: int) -> Iterator[bytes]:
    for answer in _answers(fd, _ENUM_FORMATS, struct.Struct("=2I56x"), _capture_type(fd)):
        yield bytes(answer[44:48])


def _sizes(fd: int, fourcc: bytes, wanted: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for answer in _answers(fd, _ENUM_SIZES, struct.Struct("=I4s36x"), fourcc):
        kind, *values = struct.unpack_from("=7I", answer, 8)
        if kind != _DISCRETE:
            # A range: least and most width and its step, then those of the height.
            limits = (values[:3], values[3:])
            yield from dict.fromkeys(
                (_within(width, limits[0]), _within(height, limits[1])) for width, height in wanted
            )
            return
        yield values[0], values[1]


def _within(value: int, limits: Sequence[int]) -> int:
    """Return the value of a range (its least, its most, its step) that is nearest from below."""
    least, most, step = limits
    value = min(max(value, least), most)
    return value - (value - least) % max(1, step)


def _rate(fd: int, fourcc: bytes, width: int, height: int) -> float:
    """Return the highest rate at a size in frames a second; 0 if unknown."""
    rates = [0.0]
    question = struct.Struct("=I4s2I36x")
    for answer in _answers(fd, _ENUM_INTERVALS, question, fourcc, width, height):
        kind, numerator, denominator = struct.unpack_from("=3I", answer, 16)
        rates.append(denominator / numerator if numerator else 0.0)
        if kind != _DISCRETE:
            break  # a range of intervals, which begins with the shortest
    return round(max(rates), 2)


def _set_output_format(fd: int, size: tuple[int, int]) -> tuple[int, int]:
    """Ask for I420 of a size; return the size to use. Raises OSError."""
    form = bytearray(_FORMAT_SIZE)
    struct.pack_into("=I", form, 0, _OUTPUT)
    struct.pack_into("=2I4sI", form, _WORD, *size, b"YU12", _FIELD_NONE)
    _ioctl(fd, _SET_FORMAT, form)
    width, height, fourcc = struct.unpack_from("=2I4s", form, _WORD)
    if fourcc != b"YU12":
        held = fourcc.decode("ascii", "replace")
        what = f"its readers hold it in the format {held}: close them, or its last writer"
        raise OSError(errno.EBUSY, what)
    return width, height
