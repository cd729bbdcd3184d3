"""The losses of training: DeepWarp's, term by term and with their weights, and GazeNet's."""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from gazefix.networks.deepwarp import Redirection, warp
from gazefix.networks.gazenet import GazeNet
from gazefix.training.compositor import apply_redirection
from gazefix.training.examples import Eyes, Pairs


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


def gaze_loss(model: GazeNet, eyes: Eyes) -> tuple[Tensor, dict[str, Tensor]]:
    """Return the negative log likelihood of the true gaze, Laplace around the measured one."""
    made = model(eyes.observed, eyes.anchors, eyes.heads)
    error = (made[:, :2] - eyes.gaze).abs()
    terms = {"gaze": (error * torch.exp(-made[:, 2:]) + made[:, 2:]).mean()}
    return terms["gaze"], terms | {"error_deg": torch.rad2deg(error).mean()}
