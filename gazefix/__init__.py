"""GazeFix: eye contact in video calls. Redirects the gaze in webcam frames, clips and photos.

    Source -> Corrector (localize -> gaze -> policy -> redirect -> composite) -> Sink

Pictures take this one way, live or from files. From the top to the bottom; a package imports only
from those below it:

    cli          the command line, the only place that prints
    ui           the tray app and its windows (Qt)
    api          a picture or a clip in one call
    evaluation   how good and how fast it is: benches, photographs, clips
    training     the renderer of eyes and the training of the networks (torch)
    desktop      what is around the app: settings file, menu entry, remote control, diagnosis
    live         the live threads: capture, correct, output, and their session
    processing   files as jobs: measured, planned, corrected
    devices      cameras and outputs
    correction   one frame in, the corrected frame out: gaze, policy, tracking, corrector
    faces        a frame -> the faces in it (MediaPipe)
    networks     DeepWarp and GazeNet, their weights, and what runs them (OpenVINO, torch)
    media        pictures and clips on disk (OpenCV, PyAV)
    imaging      pictures as arrays: geometry, eye crops, drawing, the compositor
    native       workarounds for native libraries
    files        a file that appears only when it is whole
    manual       the manual's pages
    logs         what a live session noted, in a file
    config       settings as frozen dataclasses, to and from TOML
    types        the values that travel, and their conventions
    errors       what can go wrong

The names below load on first use, so importing gazefix costs nothing.
"""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gazefix.api import correct_image, process_video
    from gazefix.config import Config
    from gazefix.correction.corrector import Correction, Corrector
    from gazefix.errors import GazeFixError
    from gazefix.processing.jobs import process_file
    from gazefix.types import Eye, Face, Frame, Gaze

__version__ = "0.1.0"

# OpenCV waits ten seconds for the next frame of a Linux camera that has stopped, and nothing can wake it. It reads this when
# it is loaded, so it must be set before any module of ours loads it.
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "2")

_HOMES = {
    "Config": "config",
    "Correction": "correction.corrector",
    "Corrector": "correction.corrector",
    "Eye": "types",
    "Face": "types",
    "Frame": "types",
    "Gaze": "types",
    "GazeFixError": "errors",
    "correct_image": "api",
    "process_file": "processing.jobs",
    "process_video": "api",
}

__all__ = [
    "Config",
    "Correction",
    "Corrector",
    "Eye",
    "Face",
    "Frame",
    "Gaze",
    "GazeFixError",
    "__version__",
    "correct_image",
    "process_file",
    "process_video",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(f"gazefix.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'gazefix' has no attribute '{name}'")


def __dir__() -> list[str]:
    return __all__
