"""What the networks learn: DeepWarp to redirect rendered eyes, GazeNet to tell where they look.

A task has its examples, its loss (see `losses`) and its evaluation, and may leave parts out.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

import torch
from torch import Tensor

from gazefix.networks.configs import DeepWarpConfig, usual_anchors_px
from gazefix.networks.deepwarp import DeepWarp, Redirection
from gazefix.networks.gazenet import GazeNet
from gazefix.networks.weights import load_deepwarp
from gazefix.training.evaluate import HELD_OUT_SEED, evaluate_gaze, evaluate_rendered, write_sheet
from gazefix.training.examples import Eyes, Pairs, draw_eyes, draw_pairs
from gazefix.training.losses import LossWeights, gaze_loss, redirection_loss
from gazefix.training.train import Task

#: Recordings of each eye in a batch, in each direction, with other noise and other errors.
RECORDINGS: Final = 2
#: Parts of the network that an ablation can leave out; weights without them can't be used.
_NETWORK_PARTS: Final = ("anchors", "coarse", "lcm")
#: Terms of the loss that an ablation can leave out, by the names of LossWeights' fields.
_LOSS_PARTS: Final = {
    "true-flow": "flow",
    "iris": "iris",
    "landmarks": "landmarks",
    "steady": "steady",
}
#: Everything that can be left out of DeepWarp and its training, to see what it is good for.
ABLATIONS: Final = (*_NETWORK_PARTS, "motions", *_LOSS_PARTS)


def deepwarp_task(
    without: Collection[str] = (), start: Path | None = None, width: float = 1.0
) -> Task[Pairs]:
    """Return DeepWarp's task, without some of ABLATIONS and with `width` times the channels.

    Training continues from the weights file `start`, if given. Raises ModelError for bad weights.
    """
    network = DeepWarpConfig().widened(width)
    if "motions" in without:
        network = replace(network, motions=0)
    left_out = {term: 0.0 for part, term in _LOSS_PARTS.items() if part in without}
    weights = replace(LossWeights(), **left_out)
    parts = sorted(set(without).intersection(_NETWORK_PARTS))

    def new() -> DeepWarp:
        trained = load_deepwarp(start) if start else None
        shape = trained.config if trained else network
        model = AblatedDeepWarp(shape, parts) if parts else DeepWarp(shape)
        if trained:
            model.load_state_dict(trained.state_dict())
        return model

    def loss(model: DeepWarp, pairs: Pairs) -> tuple[Tensor, dict[str, Tensor]]:
        made = model(pairs.observed, pairs.anchors, pairs.angles)
        return redirection_loss(made, pairs, weights)

    def evaluate(model: DeepWarp, device: torch.device) -> dict[str, float]:
        return evaluate_rendered(model, HELD_OUT_SEED, pairs=512, device=device)

    def sheet(model: DeepWarp, device: torch.device, path: Path) -> None:
        write_sheet(path, model, draw_pairs(24, HELD_OUT_SEED, 0, device))

    return Task(
        "deepwarp",
        new,
        partial(draw_pairs, recordings=RECORDINGS),
        loss,
        evaluate,
        sheet,
        copies=2 * RECORDINGS,
        notes={"without": ", ".join(parts)} if parts else {},
    )


class AblatedDeepWarp(DeepWarp):
    """DeepWarp without some of its parts: anchors, coarse, lcm."""

    def __init__(self, config: DeepWarpConfig, without: Collection[str]) -> None:
        super().__init__(config)
        self._without = frozenset(without)
        if "coarse" in self._without:
            self.coarse_head.register_forward_hook(_nothing)

    def forward(self, crops: Tensor, anchors: Tensor, angles: Tensor) -> Redirection:
        """Redirect B eyes as DeepWarp does; "anchors" puts every eye at the usual place."""
        if "anchors" in self._without:
            anchors = torch.from_numpy(usual_anchors_px()).to(anchors).expand_as(anchors)
        made = super().forward(crops, anchors, angles)
        if "lcm" in self._without:
            made = replace(made, lighten=made.lighten * 0.0, brighten=made.brighten * 0.0)
        return made

    def _flow(self, maps: Tensor, motions: Tensor, grid: Tensor) -> Tensor:
        flow = super()._flow(maps, motions, grid)
        is_coarse = grid.shape == self.half_grid.shape
        return flow * 0.0 if is_coarse and "coarse" in self._without else flow


def _nothing(_module: object, _inputs: object, output: Tensor) -> Tensor:
    return output * 0.0


def gaze_task() -> Task[Eyes]:
    """Return GazeNet's task."""
    return Task("gazenet", GazeNet, draw_eyes, gaze_loss, evaluate_gaze)
