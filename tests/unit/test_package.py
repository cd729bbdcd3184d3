"""The public names, and what importing them costs."""

from __future__ import annotations

import os
import subprocess
import sys

import gazefix


def test_every_public_name_can_be_had() -> None:
    for name in gazefix.__all__:
        assert getattr(gazefix, name) is not None


def test_no_public_home_is_left_out() -> None:
    assert sorted(gazefix.__all__) == sorted([*gazefix._HOMES, "__version__"])


def test_importing_gazefix_loads_no_heavy_library() -> None:
    code = "import sys, gazefix; print([m for m in ('torch', 'mediapipe', 'cv2', 'PySide6', 'av', 'numpy') if m in sys.modules])"
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert printed.strip() == "[]"


def test_importing_gazefix_takes_under_200_ms() -> None:
    code = "import time; t = time.perf_counter(); import gazefix; print(time.perf_counter() - t)"
    seconds = min(
        float(
            subprocess.run(
                [sys.executable, "-c", code], capture_output=True, text=True, check=True
            ).stdout
        )
        for _ in range(3)
    )
    assert seconds < 0.2


def test_a_camera_that_stops_is_given_up_after_seconds_unless_told_otherwise() -> None:
    code = "import os, gazefix; print(os.environ['OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT'])"
    for given, expected in (({}, "2"), ({"OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT": "7"}, "7")):
        environment = {**os.environ, **given}
        if not given:
            environment.pop("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", None)
        printed = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert printed.stdout.strip() == expected


def test_the_command_line_answers_help_without_heavy_libraries() -> None:
    code = (
        "import sys\nfrom gazefix.cli.main import cli\ncli.main(['process', '--help'], standalone_mode=False)\n"
        "print([m for m in ('torch', 'mediapipe', 'cv2', 'PySide6', 'av') if m in sys.modules])"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert printed.strip().splitlines()[-1] == "[]"
