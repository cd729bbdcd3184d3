"""GazeFix: eye contact in video calls. Redirects the gaze in webcam frames, clips and photos to the lens.

    Source -> Corrector (localize -> gaze -> policy -> redirect -> composite) -> Sink

is the one way that pictures take, live or from files. From the bottom to the top, a module knowing only those before it:

    types, errors     what travels, and its conventions; what can go wrong
    config            settings as frozen dataclasses, to and from TOML
    files             a file that appears only when it is whole
    signalstack       a thread's stack for signals, kept while a library comes
    control, remote   how another process controls the tray app: its messages, and its socket
    saving            the settings file, kept while the app runs
    desktop, autostart   the applications menu, and starting with the desktop
    geometry          angles, and the eye crop's place in a frame
    imaging, crops    picture operations; an eye cut out of a frame, and maps of it laid over the frame (OpenCV)
    filters           smoothing over time
    landmarks         a mesh of points -> a face
    localize          a frame -> its faces (MediaPipe), with facechoice (which faces to follow), facemodel (the Tasks
                      landmarker's model file) and quiet (MediaPipe's chatter and ballast kept out)
    shapes            the networks' shapes, and constants that all who use or apply them share
    glints            reflections on the cornea, which move less than the iris
    composite         a redirected eye put into the frame
    deepwarp          the warping network (torch)
    gazenet           the network that measures the gaze (torch)
    weights           weights on disk
    graphs            both networks as graphs, what a CPU runs; graphparts has their parts, openvino_import brings OpenVINO
                      without what reports
    torchnetworks     both networks in torch: the reference, and what CUDA runs
    devices           which device is faster here, and what is remembered of it
    engine            the networks on eye crops, on CPU or CUDA
    gaze              where a face looks, from both eyes' readings and a person's calibration
    policy            how far to redirect a face's eyes now, and why
    coasting          faces carried along between two looks of the localizer
    following         what is remembered of each face from frame to frame
    profiles          calibrations on disk
    corrector         Corrector: measure, apply, correct
    changes           which boxes of a frame a correction has changed
    clipio            clips read and written (PyAV): format, yuv, reader, writer
    pictures          still pictures read and written, with picturefile and tifftags (what their files say besides pixels)
    v4l2, holders     Linux's video devices, and which programs have one open
    mailbox, ahead    one slot between threads; a thread that gets what is needed next
    cards, heap       the still pictures that stand in for the camera's; freed memory given back
    cameras, sources  which cameras there are; cameras, clips and streams in
    sinkbase, virtualcamera, pipewire, sinks   frames out: what every sink promises; the camera that other programs see,
                      through a driver or through PipeWire; the rest
    failsafe, demand, tally   when corrected frames are shown; whether anybody wants them; what a session tells of itself
    stages            what the live threads do: capture, correct, output
    session, live     the live threads as one, and `gazefix run` over them
    logs              what a live session noted, in a file
    directing         which faces of a clip, from when to when, by which angles
    cuts, facetracks  where a shot begins; the faces of a clip through time
    timeline          a whole clip at once: smoothed from both sides of time, and what to do in each frame
    twopass           a clip measured, then corrected
    process, demo     pictures and clips as jobs; the demo
    batch, facesheet  many files in several processes; a sheet of the faces in a file
    api               a picture or a clip in one call
    report            what was seen and done, frame by frame, as a table or a plot (matplotlib)
    streams, compare  what several sessions and faces cost, and how that compares with the localizer alone and a larger
                      network (peer)
    bench, evaluate, doctor, calibrate   what it costs, how well photographs answer, what this machine lacks, a person's errors
    setupcamera       the virtual camera made, for good
    judged            how well clips are measured and corrected, beside a judge of gaze
    realpairs         redirected eyes beside the same eyes when they really look there
    training          the renderer, the training and the evaluation of the networks
    ui                the tray app and all windows (Qt); `ui.bridge` is their only link to the session
    options, cli      the command line, the only one that knows `ui` and `training`; cli_app and cli_ctl start and control the
                      tray app, cli_files has `process`, cli_live the commands about cameras, cli_bench what measures,
                      cli_training those of who works on the networks

The names below are loaded when they are first used, so that importing gazefix costs nothing.
"""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gazefix.api import correct_image, process_video
    from gazefix.config import Config
    from gazefix.corrector import Correction, Corrector
    from gazefix.errors import GazeFixError
    from gazefix.process import process_file
    from gazefix.types import Eye, Face, Frame, Gaze

__version__ = "0.1.0"

# OpenCV waits ten seconds for the next frame of a Linux camera that has stopped, and nothing can wake it. It reads this when
# it is loaded, so it must be set before any module of ours loads it.
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "2")

_HOMES = {
    "Config": "config",
    "Correction": "corrector",
    "Corrector": "corrector",
    "Eye": "types",
    "Face": "types",
    "Frame": "types",
    "Gaze": "types",
    "GazeFixError": "errors",
    "correct_image": "api",
    "process_file": "process",
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
