"""GazeFix: eye contact in video calls. Redirects the gaze in webcam frames, clips and photos.

    Source -> Corrector (localize -> gaze -> policy -> redirect -> composite) -> Sink

Pictures take this one way, live or from files. From the top to the bottom; a package imports only
from those below it:

    cli          the command line, the only place that prints
    ui           the tray app and its windows (Qt)
    api          a picture or a clip in one call
    evaluation   how good and how fast it is: benches, photographs, clips
    training     the training of the networks, and the renderer of the eyes they learn from (torch)
    desktop      what is around the app: settings file, menu entry, remote control, diagnosis
    live         the live threads: capture, correct, output, and their session
    processing   files as jobs: measured, planned, corrected
    devices      cameras and outputs
    personal     a person's own eyes: recordings with known gaze, and what is fitted to them
    correction   one frame in, the corrected frame out: gaze, policy, tracking, corrector
    faces        a frame -> the faces in it (MediaPipe's models)
    networks     DeepWarp, GazeNet and FaceGaze, their weights, and what runs them (OpenVINO, torch)
    media        pictures and clips on disk (OpenCV, PyAV)
    imaging      pictures as arrays: geometry, eye crops, drawing, the compositor
    kernels      the inner loops of drawing, following and cutting eyes, in C
    native       workarounds for native libraries
    files        a file that appears only when it is whole
    manual       the manual's pages
    icons        the program's and the tray's (SVG)
    logs         what a live session noted, in a file
    config       the settings, declared and checked; desktop reads and writes their TOML
    types        the values that travel, and their conventions
    errors       what can go wrong

The public names load on first use, so importing gazefix costs nothing.
"""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gazefix.api import correct_image, process_many, process_video
    from gazefix.config import (
        AppConfig,
        CameraConfig,
        Config,
        CorrectionConfig,
        EngineConfig,
        OutputConfig,
        ReleaseThresholds,
    )
    from gazefix.correction.corrector import Corrector
    from gazefix.correction.gaze import Profile
    from gazefix.correction.policy import Decision, Reason
    from gazefix.correction.redirector import Correction, Measurement, SeenFace
    from gazefix.correction.saved_profiles import SavedProfile, load_profile
    from gazefix.errors import (
        ClusterError,
        ConfigError,
        ControlError,
        DeviceError,
        GazeFixError,
        InputError,
        ModelError,
        OutputError,
        ProfileError,
    )
    from gazefix.faces.localizer import Localizer
    from gazefix.media.video.encoders import Encoding
    from gazefix.processing.batch import Item, Outcome
    from gazefix.processing.edit_options import AngleCurve, EditOptions, FaceChoice
    from gazefix.processing.jobs import Job, ProcessReport, process_file
    from gazefix.types import Eye, Face, Frame, Gaze, GazeReading, HeadPose, Side, Timings

__version__ = "0.1.0"

# OpenCV waits ten seconds for the next frame of a Linux camera that has stopped, and nothing can
# wake it. It reads this variable when it is loaded, so it is set before any module loads it.
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "2")

_HOMES = {
    "api": "correct_image process_many process_video",
    "config": "AppConfig CameraConfig Config CorrectionConfig EngineConfig OutputConfig"
    " ReleaseThresholds",
    "correction.corrector": "Corrector",
    "correction.gaze": "Profile",
    "correction.policy": "Decision Reason",
    "correction.saved_profiles": "SavedProfile load_profile",
    "correction.redirector": "Correction Measurement SeenFace",
    "errors": "ClusterError ConfigError ControlError DeviceError GazeFixError InputError"
    " ModelError OutputError ProfileError",
    "faces.localizer": "Localizer",
    "media.video.encoders": "Encoding",
    "processing.edit_options": "AngleCurve EditOptions FaceChoice",
    "processing.batch": "Item Outcome",
    "processing.jobs": "Job ProcessReport process_file",
    "types": "Eye Face Frame Gaze GazeReading HeadPose Side Timings",
}

__all__ = [
    "AngleCurve",
    "AppConfig",
    "CameraConfig",
    "ClusterError",
    "Config",
    "ConfigError",
    "ControlError",
    "Correction",
    "CorrectionConfig",
    "Corrector",
    "Decision",
    "DeviceError",
    "EditOptions",
    "Encoding",
    "EngineConfig",
    "Eye",
    "Face",
    "FaceChoice",
    "Frame",
    "Gaze",
    "GazeFixError",
    "GazeReading",
    "HeadPose",
    "InputError",
    "Item",
    "Job",
    "Localizer",
    "Measurement",
    "ModelError",
    "Outcome",
    "OutputConfig",
    "OutputError",
    "ProcessReport",
    "Profile",
    "ProfileError",
    "Reason",
    "ReleaseThresholds",
    "SavedProfile",
    "SeenFace",
    "Side",
    "Timings",
    "__version__",
    "correct_image",
    "load_profile",
    "process_file",
    "process_many",
    "process_video",
]


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names.split():
            return getattr(importlib.import_module(f"gazefix.{home}"), name)
    raise AttributeError(f"module 'gazefix' has no attribute '{name}'")


def __dir__() -> list[str]:
    return __all__
