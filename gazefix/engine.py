"""Runs the networks on eye crops, on the CPU or on CUDA: pictures in, warps and gazes out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from gazefix.config import DeviceName, EngineConfig
from gazefix.errors import DeviceError, GazeFixError
from gazefix.imaging import EyeView
from gazefix.types import FloatArray, Gaze
from gazefix.weights import GAZENET_FILE, load_deepwarp, load_gazenet, weights_path


def choose_device(wanted: DeviceName) -> torch.device:
    """The device of a setting. Raises DeviceError where CUDA is asked for and there is none."""
    available = torch.cuda.is_available()
    if wanted == "cuda" and not available:
        raise DeviceError(
            "CUDA was asked for, and PyTorch finds no CUDA device",
            "use --device cpu, or install a CUDA build of PyTorch and the NVIDIA driver; `gazefix doctor` shows what is there",
        )
    return torch.device("cuda" if available and wanted != "cpu" else "cpu")


def choose_weights(config: EngineConfig) -> Path:
    """The weights file of a setting: the named one, else the one that GazeFix brings. Raises ModelError if that is missing."""
    return Path(config.weights).expanduser() if config.weights else weights_path()


class Engine:
    """The networks with their weights, from the file `weights`, on one device."""

    def __init__(self, config: EngineConfig) -> None:
        """Raises ModelError for bad weights and DeviceError for a missing device."""
        self.device = choose_device(config.device)
        if self.device.type == "cpu":
            # One thread is as fast for networks this small, and does not wait for a core that MediaPipe or a codec is using:
            # with two threads on two busy cores nine frames of ten were lost.
            torch.set_num_threads(1)
        self.weights = choose_weights(config)
        self._deepwarp = load_deepwarp(self.weights).to(self.device)
        self._gazenet = load_gazenet(weights_path(GAZENET_FILE)).to(self.device)

    @property
    def name(self) -> str:
        """What does the work, for people: cpu, or the GPU's name."""
        return torch.cuda.get_device_name(self.device) if self.device.type == "cuda" else "cpu"

    def redirect(self, views: Sequence[EyeView], angles: Sequence[Gaze]) -> FloatArray:
        """Warps for N eyes in one batch: (N, H, W, 3) float32, flow x, flow y in pixels of the crop, lightening 0..1.

        angles    N redirections as seen in the crop
        Raises GazeFixError if the network gives values that are not finite.
        """
        with torch.inference_mode():
            made = self._deepwarp(*self._inputs(views), self._pairs(angles))
            warps: FloatArray = torch.cat([made.flow, made.lighten], 1).permute(0, 2, 3, 1).contiguous().cpu().numpy()
        return _finite(warps)

    def read_gaze(self, views: Sequence[EyeView], heads: Sequence[Gaze]) -> FloatArray:
        """Where N eyes look, in one batch: (N, 4) float32, pitch and yaw in radians as seen in the crop, and their standard
        errors.

        heads     N directions of the head as seen in the crop
        Raises GazeFixError if the network gives values that are not finite.
        """
        with torch.inference_mode():
            made = self._gazenet(*self._inputs(views), self._pairs(heads))
            read: FloatArray = torch.cat([made[:, :2], made[:, 2:].exp()], 1).cpu().numpy()
        return _finite(read)

    def _inputs(self, views: Sequence[EyeView]) -> tuple[Tensor, Tensor]:
        pictures = torch.from_numpy(np.stack([view.pixels for view in views])).to(self.device)
        points = torch.from_numpy(np.stack([view.anchors for view in views])).to(self.device, torch.float32)
        return pictures.permute(0, 3, 1, 2).float() / 255, points

    def _pairs(self, directions: Sequence[Gaze]) -> Tensor:
        return torch.tensor([[d.pitch, d.yaw] for d in directions], dtype=torch.float32, device=self.device)


def _finite(values: FloatArray) -> FloatArray:
    if not np.isfinite(values).all():
        raise GazeFixError("the network gave values that are not finite", "try --device cpu, and `gazefix doctor`")
    return values
