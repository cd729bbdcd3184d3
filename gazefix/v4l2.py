"""What Linux tells about its video devices, /dev/videoN. No other platform has them: there the list is empty."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Final

#: Where the names of the devices stand.
V4L2_NAMES: Final = Path("/sys/class/video4linux")

# VIDIOC_QUERYCAP and its struct v4l2_capability, from <linux/videodev2.h>.
_QUERY_CAPABILITIES: Final = 0x80685600
_CAPABILITY_SIZE: Final = 104
_DEVICE_FLAGS_AT: Final = 88
_VIDEO_CAPTURE: Final = 0x00000001


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


def gives_video(path: str) -> bool:
    """Whether a device is a camera: some have a second device for metadata, and a loopback may be an output only.

    One that may not be opened counts as a camera: opening it will tell what is wrong, a camera that is not listed would not.
    """
    import fcntl  # not on Windows

    try:
        with Path(path).open("rb", buffering=0) as device:
            answer = fcntl.ioctl(device, _QUERY_CAPABILITIES, bytes(_CAPABILITY_SIZE))
    except PermissionError:
        return True
    except OSError:
        return False
    (flags,) = struct.unpack_from("=I", answer, _DEVICE_FLAGS_AT)
    return bool(flags & _VIDEO_CAPTURE)
