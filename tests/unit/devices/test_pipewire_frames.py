"""The bytes that GazeFix feeds to GStreamer, and loading the module without Unix's modules."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from gazefix.devices.pipewire import _pipeline
from gazefix.imaging.operations import to_bgra

LARGEST = (1920, 1080)
#: Bytes of a pixel in the formats of GStreamer's whose rows are one plane.
PACKED = {"bgra": 4, "rgba": 4, "bgrx": 4, "rgb": 3, "bgr": 3, "yuy2": 2, "uyvy": 2}


def setting(command: list[str], name: str) -> str:
    (value,) = [part.partition("=")[2] for part in command if part.startswith(f"{name}=")]
    return value


def test_the_frames_of_every_even_size_are_what_gstreamer_takes_and_no_row_is_padded() -> None:
    """GStreamer pads each row to 4 bytes, other readers do not; without padding they agree."""
    for width in range(2, LARGEST[0] + 1, 2):
        for height in range(2, LARGEST[1] + 1, 98):
            command = _pipeline((width, height), 30.0)
            row_bytes = width * PACKED[setting(command, "format")]
            assert row_bytes % 4 == 0, width
            assert int(setting(command, "blocksize")) == row_bytes * height, (width, height)
            assert (int(setting(command, "width")), int(setting(command, "height"))) == (
                width,
                height,
            )


@pytest.mark.parametrize("size", [(64, 64), (66, 64), (322, 242), (854, 480), (1366, 768), LARGEST])
def test_a_frame_fills_its_bytes_with_its_colours(size: tuple[int, int]) -> None:
    bgr = np.random.default_rng(0).integers(0, 256, (size[1], size[0], 3), np.uint8)
    sent = to_bgra(bgr)
    command = _pipeline(size, 30.0)
    assert setting(command, "format") == "bgra"
    assert int(setting(command, "blocksize")) == len(sent.tobytes())
    np.testing.assert_array_equal(sent[..., :3], bgr)
    assert (sent[..., 3] == 255).all()


@pytest.mark.parametrize(
    ("fps", "offered"), [(30.0, "30/1"), (30000 / 1001, "30/1"), (59.94, "60/1"), (0.2, "1/1")]
)
def test_the_rate_is_a_whole_one_which_browsers_ask_for(fps: float, offered: str) -> None:
    assert setting(_pipeline(LARGEST, fps), "framerate") == offered


def test_pipewire_and_sinks_load_without_fcntl() -> None:
    """Windows has no fcntl, and `gazefix run` and `gazefix doctor` load both there."""
    script = (
        "import shutil, sys; sys.modules['fcntl'] = None; sys.platform = 'win32'; "
        "import gazefix.devices.pipewire, gazefix.devices.sinks"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
