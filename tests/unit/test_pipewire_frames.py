"""The bytes that GazeFix feeds to GStreamer, and the module on a system without Unix's own modules; no PipeWire needed."""

from __future__ import annotations

import subprocess
import sys

import cv2
import numpy as np
import pytest

from gazefix.pipewire import _pipeline, encode, frame_bytes, pixel_format
from gazefix.types import Image

LARGEST = (1920, 1080)
SIZES = [(64, 64), (66, 64), (322, 242), (426, 240), (540, 960), (854, 480), (1280, 720), (1366, 768), LARGEST]


def gstreamers_rows(layout: str, width: int) -> list[tuple[int, int, int]]:
    """(bytes of pixels, bytes with GStreamer's padding, lines of the picture per row) of each plane's rows."""

    def padded(count: int) -> int:
        return (count + 3) // 4 * 4

    if layout == "yuy2":
        return [(width * 2, padded(width * 2), 1)]
    assert layout == "i420"
    return [(width, padded(width), 1), *[(width // 2, padded((width + 1) // 2), 2)] * 2]


def coloured(size: tuple[int, int]) -> Image:
    """A picture whose colours change slowly along both axes, so that halved colours lose little."""
    y, x = np.mgrid[: size[1], : size[0]]
    return np.dstack([x * 200 // size[0] + 20, y * 200 // size[1] + 20, (x + y) * 200 // sum(size) + 20]).astype(np.uint8)


def test_no_row_is_padded_at_any_even_width() -> None:
    """Then GStreamer's readers, and those that know no padding, find the same picture in the same bytes."""
    for width in range(2, LARGEST[0] + 1, 2):
        for pixels, with_padding, _ in gstreamers_rows(pixel_format(width), width):
            assert pixels == with_padding, width


def test_a_frame_has_as_many_bytes_as_gstreamer_takes_for_one_at_every_even_size() -> None:
    for width in range(2, LARGEST[0] + 1, 2):
        rows = gstreamers_rows(pixel_format(width), width)
        for height in range(2, LARGEST[1] + 1, 2):
            wanted = sum(length * height // lines for _, length, lines in rows)
            assert frame_bytes((width, height)) == wanted, (width, height)


@pytest.mark.parametrize("size", SIZES)
def test_the_encoded_frame_is_the_picture(size: tuple[int, int]) -> None:
    bgr = coloured(size)
    encoded = encode(bgr)
    layout = pixel_format(size[0])
    command = _pipeline(size, 30.0)
    assert encoded.flags.c_contiguous
    assert encoded.nbytes == frame_bytes(size)
    assert {f"format={layout}", f"width={size[0]}", f"height={size[1]}", f"blocksize={frame_bytes(size)}"} <= set(command)
    code = cv2.COLOR_YUV2BGR_I420 if layout == "i420" else cv2.COLOR_YUV2BGR_YUY2
    assert np.abs(cv2.cvtColor(encoded, code).astype(int) - bgr).max() <= 8


def test_pipewire_and_sinks_load_without_fcntl() -> None:
    """Windows has no fcntl, and `gazefix run` and `gazefix doctor` load both there."""
    script = "import sys; sys.modules['fcntl'] = None; sys.platform = 'win32'; import gazefix.pipewire, gazefix.sinks"
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
