"""Loading the mediapipe package, which is optional."""

from __future__ import annotations

import importlib.util
from typing import Any

import numpy as np

from gazefix.errors import ModelError
from gazefix.imaging.geometry import FloatMatrix
from gazefix.native import importing_without


def mediapipe_installed() -> bool:
    """Return whether the package is there, without loading it."""
    return importlib.util.find_spec("mediapipe") is not None


def load_mediapipe() -> Any:
    """Return the module. Raises ModelError."""
    if not mediapipe_installed():
        hint = 'pip install "gazefix[mediapipe]", or set engine.localizer to "auto"'
        raise ModelError("MediaPipe is not installed", hint)
    try:
        # Its drawing and audio take half of the loading time and 40 MB; GazeFix uses neither.
        with importing_without("matplotlib", "matplotlib.pyplot", "sounddevice"):
            import mediapipe
    except ImportError as error:
        hint = (
            "reinstall it; it needs system libraries"
            " (on Debian and Ubuntu: sudo apt-get install libgl1 libglib2.0-0)"
        )
        raise ModelError(f"MediaPipe cannot be loaded: {error}", hint) from error
    return mediapipe


def landmark_points(landmarks: Any) -> FloatMatrix:
    """Return the points (N, 3) of MediaPipe's landmarks."""
    return np.array([(point.x, point.y, point.z) for point in landmarks], np.float64)
