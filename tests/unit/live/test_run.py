"""What a live session of this machine's devices loads."""

from __future__ import annotations

import subprocess
import sys


def test_a_camera_needs_neither_ffmpeg_nor_an_http_client() -> None:
    """They would take 18 MB and a tenth of a second."""
    program = (
        "import sys; from gazefix.live.run import live_parts; from gazefix.live.session import "
        "Session; live_parts(); from gazefix.correction.corrector import Corrector; "
        "print({'av', 'http.client'} & {*sys.modules})"
    )
    command = [sys.executable, "-c", program]
    ended = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (ended.returncode, ended.stdout.strip()) == (0, "set()"), ended.stderr
