"""Inner loops in C: what takes numpy hundreds of calls on a few thousand pixels.

`drawing.c` draws warped eyes into a frame, `warps.c` prepares warps for it. `following.c` follows
eyes from frame to frame, `crops.c` cuts eye crops and measures lids, `lines.c` finds lines before
eyes, `changes.c` carries what changed over to a film's own pixels. Each has a twin in numpy, in
`imaging`, `faces` and `media`, which tests hold it to, and which serves where no library was built
for a system. `packaging/kernels.py` compiles them. Must not import anything of GazeFix.
"""

from __future__ import annotations

import ctypes
import logging
import platform
import zlib
from functools import cache
from pathlib import Path

import cv2

#: OpenCV's numbers of processor features, which it doesn't name in Python (CpuFeatures).
_AVX2, _FMA3 = 11, 12

_log = logging.getLogger(__name__)


@cache
def library() -> ctypes.CDLL | None:
    """Return the compiled kernels; None where there are none for this system and these sources."""
    system, machine = platform.system().lower(), platform.machine().lower()
    built = Path(__file__).parent / "built"
    fast = all(cv2.checkHardwareSupport(feature) for feature in (_AVX2, _FMA3))
    for name in ([f"{system}-{machine}-v3"] if fast else []) + [f"{system}-{machine}"]:
        for path in built.glob(f"{name}.*"):
            try:
                found = ctypes.CDLL(str(path))
            except OSError as error:
                _log.warning("The compiled kernels don't load, drawing will be slower: %s", error)
                continue
            found.sources.restype = ctypes.c_uint32
            if found.sources() == checksum():
                return found
            _log.warning("The compiled kernels are of other sources: install GazeFix anew.")
    return None


def checksum() -> int:
    """Return the CRC-32 of the kernels' sources, which a library made from them has too."""
    value = 0
    for path in sorted(Path(__file__).parent.glob("*.[ch]")):
        value = zlib.crc32(path.read_bytes(), value)
    return value
