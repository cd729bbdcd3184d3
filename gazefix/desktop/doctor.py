"""Check piece by piece what GazeFix needs on this machine, by trying it.

A part that is missing but not needed here passes, and the detail says so. A check never raises. It
imports its libraries itself, so that a broken library is a finding. What browsers need is told by
`browsers_text` in ui.dialogs.output_setup.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

import numpy as np

from gazefix.config import Config, EngineConfig
from gazefix.desktop.settings_toml import config_path as users_config_path
from gazefix.desktop.settings_toml import load_config
from gazefix.errors import GazeFixError

_REINSTALL: Final = (
    "reinstall GazeFix in a fresh environment: pip install --force-reinstall gazefix"
)
_VIDEO_GROUP: Final = "give your user access: sudo usermod -aG video $USER, then log out and in"
_QT_LIBRARIES: Final = (
    "install the system libraries that Qt needs (on Debian and Ubuntu: sudo apt-get install"
    " libegl1 libgl1 libfontconfig1 libdbus-1-3 libgssapi-krb5-2 libxkbcommon-x11-0"
    " libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0)"
)
_VIRTUAL_CAMERA_FIX: Final = {
    "linux": "run `gazefix setup-camera`",
    "win32": "install Unity Capture with a device named 'GazeFix Camera', or OBS Studio:"
    " see `gazefix setup-camera`",
    "darwin": "install OBS Studio and start its virtual camera once: see `gazefix setup-camera`",
}
_PYVIRTUALCAM_FIX: Final = (
    "choose “Set up GazeFix Camera” in the app, which fetches it, or: pip install pyvirtualcam"
)
_TRAY_FIX: Final = (
    "GazeFix works without a tray; on GNOME the extension"
    " 'AppIndicator and KStatusNotifierItem Support' adds one"
)
_TRAY_PROBE: Final = (
    "from PySide6.QtWidgets import QApplication, QSystemTrayIcon; app = QApplication([]); "
    "print(QSystemTrayIcon.isSystemTrayAvailable())"
)
_PROBE_TIMEOUT_S: Final = 20.0
_CUDA_FIX: Final = "update the NVIDIA driver, or use --device cpu"
_TORCH_FIX: Final = 'pip install "gazefix[gpu]", or use --device cpu'
_SETTINGS_FIX: Final = "correct the file, or remove it to use the defaults"


Remedy = Literal["", "set up", "choose camera", "open settings", "open log"]


@dataclass(frozen=True, slots=True)
class Check:
    """One finding: what was checked, whether it is well, what was seen, and how to mend it.

    remedy   what a window offers as a button instead of `fix`; "" for nothing
    """

    name: str
    ok: bool
    detail: str
    fix: str = ""
    remedy: Remedy = ""


def run_checks(config_path: Path | None = None) -> list[Check]:
    """Run all checks, in a few seconds, most of them for loading the libraries.

    config_path   the settings to check with, by default the user's own. If they cannot be used, the
                  other checks run with the defaults.

    May download the model of the localizer "tasks".
    """
    config = _config_or_default(config_path)
    display = _check("Display", _display, _QT_LIBRARIES)
    log_fix = "let your user write to that folder; GazeFix works without a log"
    return [
        _check("Python", _python, "install Python 3.11 or newer"),
        _check("PyTorch", lambda: _torch(config.engine), _REINSTALL),
        _check("OpenVINO", _openvino, "pip install openvino"),
        _check("Face finder", lambda: _localizer(config.engine), _REINSTALL),
        _check("Weights", lambda: _weights(config.engine), _REINSTALL),
        _check("Drawing", _drawing, _REINSTALL),
        _check("Cameras", _cameras, "connect a camera", "choose camera"),
        *_outputs(),
        display,
        _check("Tray", lambda: _tray(display.ok), _QT_LIBRARIES),
        _check("Log", _log, log_fix, "open log"),
        _check(
            "Settings file", lambda: _configuration(config_path), _SETTINGS_FIX, "open settings"
        ),
    ]


def _check(name: str, probe: Callable[[], str], fix: str, remedy: Remedy = "") -> Check:
    """Return the finding of a probe, which returns what it saw or raises; `fix` is the default."""
    try:
        return Check(name, True, probe())
    except GazeFixError as error:
        return Check(name, False, error.message, error.hint or fix, remedy)
    # A broken installation may raise anything.
    except Exception as error:  # noqa: BLE001
        return Check(name, False, f"{type(error).__name__}: {error}", fix, remedy)


def _outputs() -> list[Check]:
    """Return the findings on both ways to other programs. One of them is enough."""
    camera = _check("GazeFix Camera", _virtual_camera, _REINSTALL, "set up")
    pipewire = _check("PipeWire", _pipewire, _REINSTALL)
    if sys.platform != "linux":
        return [camera]
    if pipewire.ok and not camera.ok:
        seen = f"{camera.detail}; browsers get it through PipeWire, Zoom and others need it"
        camera = Check(camera.name, True, seen)
    elif camera.ok and not pipewire.ok:
        pipewire = Check(pipewire.name, True, f"{pipewire.detail}; not needed here")
    return [camera, pipewire]


def _config_or_default(path: Path | None) -> Config:
    try:
        return load_config(path)
    except (GazeFixError, OSError):
        return Config()  # the check of the configuration says what is wrong


def _python() -> str:
    return f"{platform.python_version()} on {platform.platform()}"


def _drawing() -> str:
    from gazefix.kernels import library

    found = library()
    if found is None:
        return "by NumPy, which takes longer: there are no compiled kernels for this computer"
    return f"compiled, {Path(found._name).stem}"


def _torch(config: EngineConfig) -> str:
    if importlib.util.find_spec("torch") is None:
        return _without_torch(config)
    import torch

    from gazefix.networks.torch_backend import choose_device

    choose_device(config.device)  # raises where the settings ask for a CUDA that is not there
    seen = f"{torch.__version__}, {torch.get_num_threads()} CPU threads"
    if not torch.cuda.is_available():
        return f"{seen}; CPU only"
    name = torch.cuda.get_device_name()
    try:
        # A driver can be there and yet not run this build's code.
        works = float((torch.ones(8, device="cuda") * 2).sum()) == 16.0
    except RuntimeError as error:
        raise GazeFixError(f"{seen}; {name} fails: {error}", _CUDA_FIX) from error
    if not works:
        raise GazeFixError(f"{seen}; {name} computes wrongly", _CUDA_FIX)
    return f"{seen}; CUDA {torch.version.cuda} on {name}"


def _without_torch(config: EngineConfig) -> str:
    from gazefix.networks.device_selection import gpu_name

    if config.device == "cuda" or config.backend == "torch":
        raise GazeFixError("not installed, but the settings ask for it", _TORCH_FIX)
    if (gpu := gpu_name()) is not None:
        raise GazeFixError(f"not installed, so {gpu} isn't used", _TORCH_FIX)
    return "not installed, and not needed without an NVIDIA graphics card"


def _openvino() -> str:
    try:
        from gazefix.networks.openvino_runtime import version
    except ImportError as error:
        seen = f"{error}; PyTorch runs the networks instead, in three times the time"
        raise GazeFixError(seen, "pip install openvino") from error
    return version()


def _localizer(config: EngineConfig) -> str:
    from gazefix.faces.localizer import open_localizer

    with open_localizer(config, max_faces=1, still=True) as localizer:
        if localizer.locate(np.full((360, 640, 3), 128, np.uint8)):
            seen = f"the localizer '{localizer.name}' finds a face in an empty picture"
            raise GazeFixError(seen, _REINSTALL)
    if localizer.name == "openvino":
        return localizer.name
    release = importlib.metadata.version("mediapipe")
    seen = f"{localizer.name}, MediaPipe {release}"
    if int(release.split(".")[0]) > 0:
        # MediaPipe's own privacy notice says so.
        seen += ', which sends Google figures about its use (no pictures); "openvino" does not'
    return seen


def _weights(config: EngineConfig) -> str:
    from gazefix.imaging.crops import view_eye
    from gazefix.networks.engine import Engine
    from gazefix.types import Eye, Gaze, Side

    engine = Engine(replace(config, device="cpu"))
    landmarks = np.array(
        [(90, 80), (110, 72), (130, 72), (150, 80), (130, 88), (110, 88), (120, 80)], np.float32
    )
    view = view_eye(np.full((160, 240, 3), 128, np.uint8), Eye(Side.LEFT, landmarks, 12.0, 0.25))
    engine.redirect([view], [Gaze(0.1, 0.1)])  # both raise for values that are not finite
    engine.read_gaze([view], [Gaze(0.0, 0.0)])
    return str(engine.weights)


def _cameras() -> str:
    from gazefix.devices.cameras import list_cameras

    cameras = list_cameras()
    if not cameras:
        fix = "connect a camera and allow GazeFix to use it; `--source demo` needs none"
        raise GazeFixError("none found", fix)
    locked = [c.path for c in cameras if c.path and not os.access(c.path, os.R_OK | os.W_OK)]
    if len(locked) == len(cameras):
        raise GazeFixError(f"no permission to open {', '.join(locked)}", _VIDEO_GROUP)
    return ", ".join(f"{c.index}: {c.name}" + (f" ({c.path})" if c.path else "") for c in cameras)


def _virtual_camera() -> str:
    from gazefix.desktop.camera_package import package_missing
    from gazefix.devices.contracts import CAMERA_NAME
    from gazefix.devices.virtual_camera import virtual_camera_device

    if package_missing():
        raise GazeFixError("pyvirtualcam is not installed", _PYVIRTUALCAM_FIX)
    device = virtual_camera_device()
    if device is None:
        fix = _VIRTUAL_CAMERA_FIX.get(sys.platform, _VIRTUAL_CAMERA_FIX["linux"])
        raise GazeFixError(f"there is no camera named '{CAMERA_NAME}'", fix)
    if sys.platform == "linux" and not os.access(device, os.W_OK):
        raise GazeFixError(f"no permission to write to {device}", _VIDEO_GROUP)
    return device


def _pipewire() -> str:
    from gazefix.devices.pipewire import PIPEWIRE

    if problem := PIPEWIRE.problem():
        raise problem
    return "offers GazeFix Camera to browsers and other programs that ask the desktop for cameras"


def _display() -> str:
    from gazefix.devices.display import display_problem

    names = ("WAYLAND_DISPLAY", "DISPLAY", "QT_QPA_PLATFORM")
    named = [f"{name}={value}" for name in names if (value := os.environ.get(name))]
    problem = display_problem()
    if problem and not named and sys.platform == "linux":
        needless = "`process`, `bench` and `run --sink PATH` or `virtual` need no display"
        raise GazeFixError(problem, f"log in to a desktop; {needless}")
    if problem:
        seen = f"cannot show a window ({', '.join(named) or sys.platform}): {problem}"
        raise GazeFixError(seen, _QT_LIBRARIES)
    return ", ".join(named) or "available"


def _tray(display_ok: bool) -> str:
    """Ask Qt in a child process, which Qt ends where it cannot open the display."""
    from gazefix.devices.display import ask_qt

    if not display_ok:
        fix = "see the display above; GazeFix works without a tray"
        raise GazeFixError("a tray needs a display", fix)
    if getattr(sys, "frozen", False):
        return "unknown: this bundled program cannot ask"
    try:
        ended = ask_qt(_TRAY_PROBE, _PROBE_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        return "unknown: the desktop does not answer"
    if ended.returncode != 0:
        lines = ended.stderr.strip().splitlines()
        seen = f"Qt cannot ask for it: {lines[-1] if lines else ended.returncode}"
        raise GazeFixError(seen, _QT_LIBRARIES)
    if ended.stdout.strip() != "True":
        raise GazeFixError("this desktop has no tray", _TRAY_FIX)
    return "available"


def _log() -> str:
    from gazefix.logs import log_path

    path = log_path()
    nearest = next(folder for folder in path.parents if folder.exists())
    if not os.access(path if path.exists() else nearest, os.W_OK):
        fix = f"let your user write to {nearest}; GazeFix works without a log"
        raise GazeFixError(f"no permission to write to {path}", fix)
    return str(path) if path.exists() else f"none yet at {path}"


def _configuration(path: Path | None) -> str:
    load_config(path)
    used = users_config_path() if path is None else path
    return str(used) if used.exists() else f"none at {used}: the defaults are used"
