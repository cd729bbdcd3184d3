"""`gazefix run`, just started, while its camera goes and comes. `vm.py` runs it after
`in_vm_run.py`."""

# ruff: noqa: F401, F811 - pytest finds fixtures among a module's names.

from __future__ import annotations

import subprocess

from tests.system.in_vm_run import (
    RATE,
    Camera,
    Clip,
    camera,
    clip,
    gazefix,
    reader,
)


def test_a_camera_that_stops_and_comes_back_is_covered_by_a_card(
    gazefix: subprocess.Popen[bytes],
    camera: Camera,
    clip: Clip,
) -> None:
    with reader() as ffmpeg:
        ffmpeg.read_until_corrected(clip)
        camera.stop()
        ffmpeg.read_until_card(clip)
        for _ in range(3 * RATE):
            ffmpeg.read()
        camera.start()
        ffmpeg.read_until_corrected(clip)
