"""What Linux tells about its video devices, /dev/videoN, by ioctl; and writing to a loopback one. No other platform has them:
there the list is empty. Numbers and structures are those of <linux/videodev2.h>.
"""

from __future__ import annotations

import contextlib
import errno
import os
import select
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

#: Where the names of the devices stand.
V4L2_NAMES: Final = Path("/sys/class/video4linux")
#: Where udev keeps links that name a device for good, by its maker and serial number, else by the socket that it is in.
STABLE_LINKS: Final = Path("/dev/v4l")
LOOPBACK_DRIVER: Final = "v4l2 loopback"

_VIDEO_CAPTURE, _VIDEO_OUTPUT = 0x00000001, 0x00000002  # the flags of a device, and
_CAPTURE, _OUTPUT = 1, 2  # the buffer types that go with them
_DISCRETE: Final = 1
_FIELD_NONE: Final = 1
_SEND_INITIAL: Final = 1
#: v4l2loopback's own event, from 0.13 on: how many readers stream.
_CLIENT_USAGE: Final = 0x08000000 + 0x08E00000 + 1
#: More sizes or rates than any camera has: a driver that never ends its list must not hold us up.
_ENOUGH: Final = 256


def _request(direction: int, number: int, size: int) -> int:
    """The number of an ioctl of 'V'; direction 1: we write, 2: we read, 3: both."""
    return (direction << 30) | (size << 16) | (ord("V") << 8) | number


_WORD: Final = struct.calcsize("P")
_CAPABILITY_SIZE, _FORMAT_SIZE, _EVENT_SIZE = 104, 200 + _WORD, 136
_QUERY_CAPABILITIES: Final = _request(2, 0, _CAPABILITY_SIZE)
_ENUM_FORMATS: Final = _request(3, 2, 64)
_GET_FORMAT, _SET_FORMAT = _request(3, 4, _FORMAT_SIZE), _request(3, 5, _FORMAT_SIZE)
_STREAM_ON: Final = _request(1, 18, 4)
_SET_PARAMETERS: Final = _request(3, 22, 204)
_ENUM_SIZES: Final = _request(3, 74, 44)
_ENUM_INTERVALS: Final = _request(3, 75, 52)
_DEQUEUE_EVENT: Final = _request(2, 89, _EVENT_SIZE)
_SUBSCRIBE_EVENT: Final = _request(1, 90, 32)


@dataclass(frozen=True, slots=True, order=True)
class VideoMode:
    """What a camera can give: pixel format (YUYV, MJPG, ...), size in pixels, and the most frames a second (0: not told).
    Of a range of sizes only the largest stands here."""

    fourcc: str
    width: int
    height: int
    fps: float


@dataclass(frozen=True, slots=True)
class DeviceInfo:
    """What a device says of itself. A loopback with exclusive_caps captures only while somebody writes to it."""

    driver: str
    captures: bool
    outputs: bool

    @property
    def loopback(self) -> bool:
        """Whether it gives what another program writes to it."""
        return self.driver == LOOPBACK_DRIVER


def device_path(number: int) -> str:
    """The path of a video device."""
    return f"/dev/video{number}"


def v4l2_names(folder: Path = V4L2_NAMES) -> dict[int, str]:
    """Names of the video devices by their number, in order."""
    names: dict[int, str] = {}
    for device in folder.glob("video*"):
        try:
            number = int(device.name.removeprefix("video"))
            names[number] = (device / "name").read_text(encoding="utf-8", errors="replace").strip()
        except (OSError, ValueError):
            continue  # unplugged while we look
    return dict(sorted(names.items()))


def stable_path(path: str, folder: Path = STABLE_LINKS) -> str:
    """A path that names the same device after it was plugged out and in; `path` itself where udev made none."""
    for kind in ("by-id", "by-path"):
        with contextlib.suppress(OSError):
            for link in sorted((folder / kind).iterdir()):
                if os.path.realpath(link) == os.path.realpath(path):
                    return str(link)
    return path


def device_info(path: str) -> DeviceInfo | None:
    """What a device says of itself; None where there is none, or it is no video device. Raises PermissionError."""
    try:
        with _opened(path) as fd:
            return _info(fd)
    except PermissionError:
        raise
    except OSError:
        return None


def gives_video(path: str) -> bool:
    """Whether a device is a camera: some have a second device for metadata, and a loopback may be an output only.

    One that may not be opened counts as a camera: opening it will tell what is wrong, a camera that is not listed would not.
    """
    try:
        info = device_info(path)
    except PermissionError:
        return True
    return info is not None and info.captures


def video_modes(path: str) -> list[VideoMode]:
    """What the camera can give, in its own order; nothing where it cannot be opened."""
    modes: list[VideoMode] = []
    with contextlib.suppress(OSError), _opened(path) as fd:
        for fourcc in _formats(fd):
            for width, height in _sizes(fd, fourcc):
                modes.append(
                    VideoMode(
                        fourcc.decode("ascii", "replace").strip(),
                        width,
                        height,
                        _rate(fd, fourcc, width, height),
                    )
                )
    return modes


def in_use(path: str) -> bool | None:
    """Whether another program has the camera, so that we could not; None where it cannot be known.

    The camera is asked to take the format that it has already, which a driver refuses while somebody streams.
    """
    try:
        with _opened(path) as fd:
            form = bytearray(_FORMAT_SIZE)
            struct.pack_into("=I", form, 0, _CAPTURE)
            _ioctl(fd, _GET_FORMAT, form)
            _ioctl(fd, _SET_FORMAT, form)
    except OSError as error:
        return True if error.errno == errno.EBUSY else None
    return False


def heal(path: str) -> bool:
    """Make a loopback take frames again that v4l2loopback 0.12 with exclusive_caps left as neither camera nor output after its
    writer had gone. Whether it takes frames now. It must not be called while somebody else writes to it: two could then."""
    try:
        with _opened(path) as fd:
            info = _info(fd)
            if info.loopback and not info.outputs:
                _name_as_writer(fd)
        info_after = device_info(path)
    except OSError:
        return False
    return info_after is not None and info_after.outputs


def streaming_readers(path: str) -> int | None:
    """How many programs stream from a loopback, by the driver's own count (0 or 1 in releases where one reader keeps others
    out); None where the driver does not tell (v4l2loopback before 0.13).

    The event is asked for anew each time: it comes at once with the present count, and none can be missed.
    """
    if _WORD != 8:
        return None  # the event has another layout there
    try:
        with _opened(path) as fd:
            _ioctl(
                fd,
                _SUBSCRIBE_EVENT,
                bytearray(struct.pack("=8I", _CLIENT_USAGE, 0, _SEND_INITIAL, 0, 0, 0, 0, 0)),
            )
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
    """Writes I420 pictures to a loopback device. What the driver refuses is an OSError."""

    def __init__(self, path: str, size: tuple[int, int], fps: float) -> None:
        """`size` (width, height) in pixels, even; while a reader holds the device, it keeps the size that it has: look at
        `size` then. Raises OSError."""
        self._fd = os.open(path, os.O_WRONLY)
        try:
            if not _info(self._fd).outputs:
                raise OSError(errno.EBUSY, "another program sends to it", path)
            self.size = _set_output_format(self._fd, size)
            interval = struct.pack("=5I", _OUTPUT, 0, 0, 1000, round(1000 * fps))
            with contextlib.suppress(OSError):  # readers are then told a wrong rate, and no more
                _ioctl(self._fd, _SET_PARAMETERS, bytearray(interval.ljust(204, b"\0")))
        except BaseException:
            os.close(self._fd)
            raise
        self._closed = False

    def write(self, i420: memoryview) -> None:
        """Show one picture of `size`. Raises OSError, too, where the device took only a part of it."""
        written = os.write(self._fd, i420)
        if written != i420.nbytes:
            raise OSError(
                errno.EIO,
                f"it took {written} of {i420.nbytes} bytes: another program has changed its format",
            )

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
    import fcntl  # not on Windows

    fcntl.ioctl(fd, request, argument)


def _name_as_writer(fd: int) -> None:
    """Let v4l2loopback 0.12 know that the descriptor is a writer's, which writing alone does not: it takes new writers again
    when such a one is closed. It may fail, which matters to nobody; later drivers do not need it."""
    with contextlib.suppress(OSError):
        _ioctl(fd, _STREAM_ON, bytearray(struct.pack("=i", _OUTPUT)))


def _info(fd: int) -> DeviceInfo:
    answer = bytearray(_CAPABILITY_SIZE)
    _ioctl(fd, _QUERY_CAPABILITIES, answer)
    driver, flags = struct.unpack_from(
        "=16s72xI", answer
    )  # the last: what this node can, where others belong to the device
    return DeviceInfo(
        driver.rstrip(b"\0").decode("ascii", "replace"),
        bool(flags & _VIDEO_CAPTURE),
        bool(flags & _VIDEO_OUTPUT),
    )


def _formats(fd: int) -> Iterator[bytes]:
    with contextlib.suppress(OSError):
        for index in range(_ENOUGH):
            answer = bytearray(struct.pack("=2I56x", index, _CAPTURE))
            _ioctl(fd, _ENUM_FORMATS, answer)
            yield bytes(answer[44:48])


def _sizes(fd: int, fourcc: bytes) -> Iterator[tuple[int, int]]:
    with contextlib.suppress(OSError):
        for index in range(_ENOUGH):
            answer = bytearray(struct.pack("=I4s36x", index, fourcc))
            _ioctl(fd, _ENUM_SIZES, answer)
            kind, *values = struct.unpack_from("=7I", answer, 8)
            # One size, or a range: least and most width and its step, then those of the height.
            yield (values[0], values[1]) if kind == _DISCRETE else (values[1], values[4])
            if kind != _DISCRETE:
                return


def _rate(fd: int, fourcc: bytes, width: int, height: int) -> float:
    """The most frames a second at that size, 0 if it is not told."""
    rates = [0.0]
    with contextlib.suppress(OSError):
        for index in range(_ENOUGH):
            answer = bytearray(struct.pack("=I4s2I36x", index, fourcc, width, height))
            _ioctl(fd, _ENUM_INTERVALS, answer)
            kind, numerator, denominator = struct.unpack_from("=3I", answer, 16)
            rates.append(denominator / numerator if numerator else 0.0)
            if kind != _DISCRETE:
                break  # a range of intervals, which begins with the shortest
    return round(max(rates), 2)


def _set_output_format(fd: int, size: tuple[int, int]) -> tuple[int, int]:
    """Ask for I420 of that size; the size that it is to be. Raises OSError where I420 is refused."""
    form = bytearray(_FORMAT_SIZE)
    struct.pack_into("=I", form, 0, _OUTPUT)
    struct.pack_into("=2I4sI", form, _WORD, *size, b"YU12", _FIELD_NONE)
    _ioctl(fd, _SET_FORMAT, form)
    width, height, fourcc = struct.unpack_from("=2I4s", form, _WORD)
    if fourcc != b"YU12":
        held = fourcc.decode("ascii", "replace")
        raise OSError(
            errno.EBUSY,
            f"its readers hold it in the format {held}: close them, or the program that sent before",
        )
    return width, height
