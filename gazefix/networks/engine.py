"""Runs the networks on eye crops, on the CPU or on CUDA: pictures in, warps and gaze out."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from gazefix.config import BackendName, DeviceName, EngineConfig
from gazefix.errors import DeviceError, GazeFixError
from gazefix.imaging.crops import EyeView
from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.networks.configs import (
    DeepWarpConfig,
    FaceGazeConfig,
    GazeNetConfig,
    usual_anchors_px,
)
from gazefix.networks.device_selection import (
    faster_device,
    gpu_name,
    remember_device,
    remembered_device,
)
from gazefix.networks.weights import (
    FACEGAZE_FILE,
    GAZENET_FILE,
    load_deepwarp,
    load_facegaze,
    load_gazenet,
    read_weights,
    weights_path,
)
from gazefix.types import FloatArray, Gaze, Image

logger = logging.getLogger(__name__)


class Networks(Protocol):
    """The networks on one device, for N eyes at once, or for both eyes of N faces.

    pixels          (N, H, W, 3) RGB uint8
    anchors         (N, 7, 2) float32, landmarks in crop pixels
    angles, heads   (N, 2) float32, pitch and yaw in radians as seen in the crop
    lefts, rights   (N, EYE_PX, EYE_PX, 3) RGB uint8
    """

    name: str
    on_gpu: bool

    def redirect(self, pixels: Image, anchors: FloatArray, angles: FloatArray) -> FloatArray:
        """Return warps for changes of gaze by `angles`, as `Engine.redirect`."""
        ...

    def read_gaze(self, pixels: Image, anchors: FloatArray, heads: FloatArray) -> FloatArray:
        """Return gaze for the heads' directions, as `Engine.read_gaze`."""
        ...

    def read_faces(self, lefts: Image, rights: Image, heads: FloatArray) -> FloatArray:
        """Return directions of gaze (N, 3): x right, y up, z from the lens; of any length."""
        ...

    def start_faces(
        self, lefts: Image, rights: Image, heads: FloatArray
    ) -> Callable[[], FloatArray]:
        """Begin `read_faces`, perhaps beside other work; the returned function has the result."""
        ...


def choose_weights(config: EngineConfig) -> Path:
    """Return the configured weights file, unchecked, else the shipped one. Raises ModelError."""
    return Path(config.weights).expanduser() if config.weights else weights_path()


class Engine:
    """The networks with the weights of the file `weights`, on one device.

    When a GPU fails, the failed call and all later ones run on the CPU, and a warning is logged.
    """

    def __init__(self, config: EngineConfig, *, networks: Networks | None = None) -> None:
        """Open the networks of the settings, or take `networks`.

        Raises ModelError for bad weights and DeviceError for a missing device.
        """
        self._config = config
        self.weights = choose_weights(config)
        self._networks = networks or _open_networks(config, self.weights)

    @property
    def name(self) -> str:
        """The device for people to read: cpu, or the GPU's name."""
        return self._networks.name

    @property
    def networks(self) -> Networks:
        """The networks in use now."""
        return self._networks

    def redirect(self, views: Sequence[EyeView], angles: Sequence[Gaze]) -> FloatArray:
        """Return N eyes' warps (N, 4, H, W), see `prepared_warp.PreparedWarp.warp`.

        angles    N redirections as seen in the crop
        Raises GazeFixError for landmarks or results that are not finite.
        """
        inputs = _inputs(views, angles)
        return self._run(lambda networks: networks.redirect(*inputs))

    def read_gaze(self, views: Sequence[EyeView], heads: Sequence[Gaze]) -> FloatArray:
        """Return N eyes' gaze (N, 4): pitch, yaw and their standard errors, radians in the crop.

        heads     N directions of the head as seen in the crop
        Raises GazeFixError for landmarks or results that are not finite.
        """
        inputs = _inputs(views, heads)
        return self._run(lambda networks: networks.read_gaze(*inputs))

    def read_faces(self, lefts: Image, rights: Image, heads: Sequence[Gaze]) -> list[Gaze]:
        """Return N faces' gaze from crops of both eyes (see Networks), which are level.

        heads     N directions of the head, level with the crops
        Raises GazeFixError for heads or results that are not finite.
        """
        pairs = _pairs(heads)
        return _gazes(self._run(lambda networks: networks.read_faces(lefts, rights, pairs)))

    def start_faces(
        self, lefts: Image, rights: Image, heads: Sequence[Gaze]
    ) -> Callable[[], list[Gaze]]:
        """Begin `read_faces`; the returned function waits and returns what that would."""
        pairs, started = _pairs(heads), self._networks
        answer = started.start_faces(lefts, rights, pairs)

        def result(networks: Networks) -> FloatArray:
            return answer() if networks is started else networks.read_faces(lefts, rights, pairs)

        return lambda: _gazes(self._run(result))

    def _run(self, step: Callable[[Networks], FloatArray]) -> FloatArray:
        try:
            return _finite(step(self._networks))
        except (RuntimeError, GazeFixError) as error:
            if not self._networks.on_gpu:
                raise
            logger.warning("%s failed, the CPU takes over: %s", self._networks.name, error)
            self._networks = open_cpu_networks(self.weights, self._config.backend)
            return _finite(step(self._networks))


def open_cpu_networks(weights: Path, backend: BackendName = "auto", threads: int = 1) -> Networks:
    """Open the networks on the CPU, with `auto` in OpenVINO if that works, else in torch.

    Raises ModelError and DeviceError.
    """
    deepwarp = read_weights(weights, DeepWarpConfig)
    gazenet = read_weights(weights_path(GAZENET_FILE), GazeNetConfig)
    facegaze = read_weights(weights_path(FACEGAZE_FILE), FaceGazeConfig)
    if backend == "torch":
        return _open_torch_networks(weights, "cpu")
    try:
        from gazefix.networks.openvino_backend import GraphNetworks

        return GraphNetworks(deepwarp, gazenet, facegaze, threads)
    except ImportError as error:
        hint = "pip install openvino, or set engine.backend to auto"
        failure = DeviceError(f"OpenVINO cannot be loaded: {error}", hint)
    except DeviceError as error:
        failure = error
    if backend == "openvino":
        raise failure
    logger.warning("%s; torch takes its place, and three times as long", failure.message)
    try:
        return _open_torch_networks(weights, "cpu")
    except DeviceError as error:
        raise failure from error


def _open_networks(config: EngineConfig, weights: Path) -> Networks:
    if config.device == "cuda":
        return _open_torch_networks(weights, "cuda")
    gpu = gpu_name() if config.device == "auto" else None
    choice = remembered_device(gpu) if gpu else "cpu"
    if gpu is None or choice == "cpu":
        return open_cpu_networks(weights, config.backend)
    on_cpu = open_cpu_networks(weights, config.backend)
    try:
        on_gpu = _open_torch_networks(weights, "cuda")
        if choice is None:
            eyes = _blank_eyes()
            choice = faster_device(lambda: on_cpu.redirect(*eyes), lambda: on_gpu.redirect(*eyes))
            remember_device(gpu, choice)
    except DeviceError as error:
        logger.warning("%s is not used: %s; %s", gpu, error, error.hint)
        remember_device(gpu, "cpu")  # until another PyTorch is installed
        return on_cpu
    except RuntimeError as error:  # it may be busy now, and free at the next start
        logger.warning("%s is not used: %s", gpu, error)
        return on_cpu
    return on_gpu if choice == "cuda" else on_cpu


def _open_torch_networks(weights: Path, device: DeviceName) -> Networks:
    try:
        from gazefix.networks.torch_backend import TorchNetworks, choose_device
    except (ImportError, OSError) as error:  # OSError: its own libraries are missing
        hint = 'install it with: pip install "gazefix[gpu]"'
        raise DeviceError(f"PyTorch cannot be loaded: {error}", hint) from error
    deepwarp, gazenet = load_deepwarp(weights), load_gazenet(weights_path(GAZENET_FILE))
    facegaze = load_facegaze(weights_path(FACEGAZE_FILE))
    return TorchNetworks(deepwarp, gazenet, facegaze, choose_device(device))


def _inputs(
    views: Sequence[EyeView], directions: Sequence[Gaze]
) -> tuple[Image, FloatArray, FloatArray]:
    pixels: Image = np.array([view.pixels for view in views])
    # For so few numbers np.stack takes twenty times as long.
    anchors = np.array([view.anchors for view in views], np.float32)
    # Not every network passes on values that aren't finite.
    return pixels, _finite(anchors), _pairs(directions)


def _gazes(directions: FloatArray) -> list[Gaze]:
    """Return the gazes of directions (N, 3), see `Networks.read_faces`."""
    x, y, z = directions.astype(float).T
    pitches, yaws = np.arctan2(y, np.hypot(x, z)), np.arctan2(x, -z)
    return [Gaze(*pair) for pair in zip(pitches.tolist(), yaws.tolist(), strict=True)]


def _pairs(directions: Sequence[Gaze]) -> FloatArray:
    return _finite(np.array([[d.pitch, d.yaw] for d in directions], np.float32))


def _blank_eyes() -> tuple[Image, FloatArray, FloatArray]:
    """Return two eyes to measure the speed with."""
    pixels: Image = np.zeros((2, CROP_HEIGHT_PX, CROP_WIDTH_PX, 3), np.uint8)
    return pixels, np.stack([usual_anchors_px()] * 2), np.zeros((2, 2), np.float32)


def _finite(values: FloatArray) -> FloatArray:
    if not math.isfinite(np.vdot(values, values)):  # in a third of the time of isfinite and all
        raise GazeFixError(
            "an eye's landmarks or the network's results are not finite",
            "try --device cpu, and run `gazefix doctor`",
        )
    return values
