"""What can be trained: DeepWarp to redirect rendered eyes, GazeNet to tell where they look."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

import torch
from torch import Tensor

from gazefix.networks.configs import DeepWarpConfig, GazeNetConfig
from gazefix.networks.deepwarp import DeepWarp
from gazefix.networks.gazenet import GazeNet
from gazefix.networks.weights import load_deepwarp
from gazefix.training.dataset import Eyes, Pairs, draw_eyes, draw_pairs
from gazefix.training.evaluate import HELD_OUT_SEED, evaluate_rendered
from gazefix.training.losses import LossWeights, redirection_loss
from gazefix.training.sheets import write_sheet
from gazefix.training.train import Task

#: How often each eye is shown in a batch, each way, with other noise and other errors of the landmarks.
RECORDINGS: Final = 2


def deepwarp_task(
    network: DeepWarpConfig | None = None,
    weights: LossWeights | None = None,
    start: Path | None = None,
) -> Task[Pairs]:
    """DeepWarp, of any shape and with any weights of its loss, or going on from the weights file `start`. Raises
    ModelError."""

    def loss(model: DeepWarp, pairs: Pairs) -> tuple[Tensor, dict[str, Tensor]]:
        return redirection_loss(
            model(pairs.observed, pairs.anchors, pairs.angles), pairs, weights or LossWeights()
        )

    def evaluate(model: DeepWarp, device: torch.device) -> dict[str, float]:
        return evaluate_rendered(model, HELD_OUT_SEED, pairs=512, device=device)

    def sheet(model: DeepWarp, device: torch.device, path: Path) -> None:
        write_sheet(path, model, draw_pairs(24, HELD_OUT_SEED, 0, device))

    def new() -> DeepWarp:
        return load_deepwarp(start) if start else DeepWarp(network)

    return Task(
        "deepwarp",
        new,
        partial(draw_pairs, recordings=RECORDINGS),
        loss,
        evaluate,
        sheet,
        copies=2 * RECORDINGS,
    )


#: What can be left out of DeepWarp and its training, to see what it is good for.
ABLATIONS: Final = (
    "anchors",
    "coarse",
    "lcm",
    "motions",
    "true-flow",
    "iris",
    "landmarks",
    "steady",
)


def ablated_task(
    without: Collection[str], start: Path | None = None, width: float = 1.0
) -> Task[Pairs]:
    """DeepWarp's task without some of ABLATIONS, and with `width` times the channels; see `deepwarp_task`."""
    network = replace(
        DeepWarpConfig().widened(width),
        use_anchors="anchors" not in without,
        use_coarse="coarse" not in without,
        use_lcm="lcm" not in without,
        motions=0 if "motions" in without else DeepWarpConfig().motions,
    )
    usual = LossWeights()
    weights = replace(
        usual,
        flow=0.0 if "true-flow" in without else usual.flow,
        iris=0.0 if "iris" in without else usual.iris,
        landmarks=0.0 if "landmarks" in without else usual.landmarks,
        steady=0.0 if "steady" in without else usual.steady,
    )
    return deepwarp_task(network, weights, start)


def gaze_task(network: GazeNetConfig | None = None) -> Task[Eyes]:
    """GazeNet."""
    return Task("gazenet", lambda: GazeNet(network), draw_eyes, gaze_loss, evaluate_gaze)


def gaze_loss(model: GazeNet, eyes: Eyes) -> tuple[Tensor, dict[str, Tensor]]:
    """Negative log likelihood of the true gaze under a Laplace distribution about the measured one."""
    made = model(eyes.observed, eyes.anchors, eyes.heads)
    error = (made[:, :2] - eyes.gaze).abs()
    terms = {"gaze": (error * torch.exp(-made[:, 2:]) + made[:, 2:]).mean()}
    return terms["gaze"], terms | {"error_deg": torch.rad2deg(error).mean()}


def evaluate_gaze(model: GazeNet, device: torch.device, *, eyes: int = 1024) -> dict[str, float]:
    """Mean absolute errors in degrees over held-out rendered eyes."""
    model = model.to(device).eval()
    errors: list[Tensor] = []
    for number in range(max(1, eyes // 64)):
        batch = draw_eyes(64, HELD_OUT_SEED, number, device)
        with torch.inference_mode():
            errors.append(
                (model(batch.observed, batch.anchors, batch.heads)[:, :2] - batch.gaze).abs()
            )
    pitch, yaw = (math.degrees(value) for value in torch.cat(errors).mean(0).tolist())
    return {"pitch_error_deg": pitch, "yaw_error_deg": yaw}
