"""What the networks learn: DeepWarp to redirect rendered eyes, GazeNet to tell where they look.

A task has its examples, its loss and its evaluation.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from gazefix.networks.configs import DeepWarpConfig, usual_anchors_px
from gazefix.networks.deepwarp import DeepWarp, Redirection, warp
from gazefix.networks.gazenet import GazeNet
from gazefix.networks.weights import load_deepwarp
from gazefix.training.compositor import apply_redirection
from gazefix.training.evaluate import (
    HELD_OUT_SEED,
    evaluate_gaze,
    evaluate_rendered,
    write_sheet,
)
from gazefix.training.examples import Eyes, Pairs, draw_eyes, draw_pairs
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


@dataclass(frozen=True, slots=True)
class LossWeights:
    """Weights of the terms of `redirection_loss`."""

    squared: float = 15.0
    gradient: float = 0.5
    flow: float = 0.05
    coarse_flow: float = 0.3  # of the flow term
    smooth: float = 0.004
    lighten: float = 0.02
    brighten: float = 0.01
    iris: float = 2.0
    landmarks: float = 0.01
    steady: float = 0.02


def redirection_loss(
    redirection: Redirection, pairs: Pairs, weights: LossWeights
) -> tuple[Tensor, dict[str, Tensor]]:
    """Return the training loss, and its terms by name.

    The network sees the noisy picture and is judged on the clean one, so it learns movement, not
    noise. The eye's opening counts three times as much as skin, glints hardly at all. The warped
    iris must be where the target shows iris and nowhere else, whatever its colour. Both recordings
    of an eye (`draw_pairs` with two of them) must give the same flow.
    """
    made = apply_redirection(pairs.source, pairs.anchors, redirection)
    error = made - pairs.target
    importance = (1 + 2 * pairs.opening) * (1 - 0.9 * pairs.glints)
    iris_error = (warp(pairs.source_iris, redirection.flow) - pairs.iris).abs().mean()
    landmark_error = (redirection.landmarks - pairs.landmarks).abs().mean()
    terms = {
        "absolute": (error.abs() * importance).mean(),
        "squared": weights.squared * (error.square() * importance).mean(),
        "gradient": weights.gradient * _gradient_error(error * (1 - 0.9 * pairs.glints)),
        "flow": weights.flow * pairs.flow_error(redirection.flow),
        "coarse_flow": weights.flow * weights.coarse_flow * pairs.flow_error(redirection.coarse),
        "iris": weights.iris * iris_error,
        "smooth": weights.smooth * _roughness(redirection.flow),
        "lighten": weights.lighten * redirection.lighten.mean(),
        "brighten": weights.brighten * redirection.brighten.abs().mean(),
        "landmarks": weights.landmarks * landmark_error,
        "steady": weights.steady * _unsteadiness(redirection.flow, pairs.opening),
    }
    return torch.stack(list(terms.values())).sum(), terms


def _unsteadiness(flow: Tensor, opening: Tensor) -> Tensor:
    """Return the mean difference between the flows of an eye's two recordings, crop pixels."""
    one, two = (flow * opening).chunk(2)
    return (one - two).abs().sum(1).mean()


def _gradient_error(error: Tensor) -> Tensor:
    across = F.l1_loss(error[..., 1:], error[..., :-1])
    return across + F.l1_loss(error[..., 1:, :], error[..., :-1, :])


def _roughness(flow: Tensor) -> Tensor:
    across = (flow[..., 1:] - flow[..., :-1]).abs().mean()
    return across + (flow[..., 1:, :] - flow[..., :-1, :]).abs().mean()


def gaze_task() -> Task[Eyes]:
    """Return GazeNet's task."""
    return Task("gazenet", GazeNet, draw_eyes, gaze_loss, evaluate_gaze)


def gaze_loss(model: GazeNet, eyes: Eyes) -> tuple[Tensor, dict[str, Tensor]]:
    """Return the negative log likelihood of the true gaze, Laplace around the measured one."""
    made = model(eyes.observed, eyes.anchors, eyes.heads)
    error = (made[:, :2] - eyes.gaze).abs()
    terms = {"gaze": (error * torch.exp(-made[:, 2:]) + made[:, 2:]).mean()}
    return terms["gaze"], terms | {"error_deg": torch.rad2deg(error).mean()}
