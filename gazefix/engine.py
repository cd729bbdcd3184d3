"""Runs the networks on eye crops, on the CPU or on CUDA: pictures in, warps out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from gazefix.config import DeviceName, EngineConfig
from gazefix.errors import DeviceError, GazeFixError
from gazefix.types import FloatArray, Gaze, Image
from gazefix.weights import load_deepwarp, weights_path


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

    @property
    def name(self) -> str:
        """What does the work, for people: cpu, or the GPU's name."""
        return torch.cuda.get_device_name(self.device) if self.device.type == "cuda" else "cpu"

    def redirect(self, crops: Sequence[Image], anchors: Sequence[FloatArray], angles: Sequence[Gaze]) -> FloatArray:
        """Warps for N eyes in one batch: (N, H, W, 3) float32, flow x, flow y in pixels of the crop, lightening 0..1.

        crops    N pictures (CROP_HEIGHT_PX, CROP_WIDTH_PX, 3) RGB uint8
        anchors  N arrays (7, 2), landmarks in pixels of the crop
        angles   N redirections as seen in the crop
        Raises GazeFixError if the network gives values that are not finite.
        """
        with torch.inference_mode():
            pictures = torch.from_numpy(np.stack(crops)).to(self.device).permute(0, 3, 1, 2).float() / 255
            points = torch.from_numpy(np.stack(anchors)).to(self.device, torch.float32)
            wanted = torch.tensor([[a.pitch, a.yaw] for a in angles], dtype=torch.float32, device=self.device)
            made = self._deepwarp(pictures, points, wanted)
            warps: FloatArray = torch.cat([made.flow, made.lighten], 1).permute(0, 2, 3, 1).contiguous().cpu().numpy()
        if not np.isfinite(warps).all():
            raise GazeFixError("the network gave values that are not finite", "try --device cpu, and `gazefix doctor`")
        return warps
