"""What a good redirection is: the right picture, by the right movement, that leaves the rest alone."""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from gazefix.networks.deepwarp import Redirection, apply_redirection, warp
from gazefix.training.dataset import Pairs


@dataclass(frozen=True, slots=True)
class LossWeights:
    """Weights of the terms of `redirection_loss`."""

    squared: float = 5.0
    gradient: float = 0.5
    flow: float = 0.05
    coarse_flow: float = 0.3  # of the flow term
    smooth: float = 0.004
    lighten: float = 0.02
    iris: float = 2.0
    landmarks: float = 0.01
    steady: float = 0.02


def redirection_loss(
    redirection: Redirection, pairs: Pairs, weights: LossWeights
) -> tuple[Tensor, dict[str, Tensor]]:
    """The training loss, and its terms by name.

    The flow is found on the noisy picture and judged on the clean one, so that it learns movement and not noise. The eye's
    opening counts three times as much as the skin around it, reflections on the cornea hardly at all. The iris that is carried
    by the flow must be where the wanted one shows and nowhere else, whatever its colour. The pairs hold every eye twice with
    other noise (`draw_pairs` with two recordings), and both must give the same flow.
    """
    made = apply_redirection(pairs.source, pairs.anchors, redirection)
    error = made - pairs.target
    importance = (1 + 2 * pairs.opening) * (1 - 0.9 * pairs.glints)
    terms = {
        "absolute": (error.abs() * importance).mean(),
        "squared": weights.squared * (error.square() * importance).mean(),
        "gradient": weights.gradient * _gradient_error(error * (1 - 0.9 * pairs.glints)),
        "flow": weights.flow * flow_error(redirection.flow, pairs),
        "coarse_flow": weights.flow * weights.coarse_flow * flow_error(redirection.coarse, pairs),
        "iris": weights.iris
        * (warp(pairs.source_iris, redirection.flow) - pairs.iris).abs().mean(),
        "smooth": weights.smooth * _roughness(redirection.flow),
        "lighten": weights.lighten * redirection.lighten.mean(),
        "landmarks": weights.landmarks * (redirection.landmarks - pairs.landmarks).abs().mean(),
        "steady": weights.steady * _unsteadiness(redirection.flow, pairs.opening),
    }
    return torch.stack(list(terms.values())).sum(), terms


def flow_error(flow: Tensor, pairs: Pairs) -> Tensor:
    """Mean absolute distance to the true flow where it is known, pixels of the crop, weighted as `Pairs.flow_weight` says."""
    return ((flow - pairs.flow).abs().sum(1, keepdim=True) * pairs.flow_weight).mean()


def squared_error_ratio(made: Tensor, pairs: Pairs) -> tuple[Tensor, Tensor]:
    """Sums of squared errors: of what was made, and of leaving the eye as it is. Their ratio is the figure to quote."""
    return (made - pairs.target).square().sum(), (pairs.source - pairs.target).square().sum()


def _unsteadiness(flow: Tensor, opening: Tensor) -> Tensor:
    """How far the flows of an eye's two recordings differ in its opening, pixels of the crop, mean over all pixels."""
    one, two = (flow * opening).chunk(2)
    return (one - two).abs().sum(1).mean()


def _gradient_error(error: Tensor) -> Tensor:
    return F.l1_loss(error[..., 1:], error[..., :-1]) + F.l1_loss(
        error[..., 1:, :], error[..., :-1, :]
    )


def _roughness(flow: Tensor) -> Tensor:
    return (flow[..., 1:] - flow[..., :-1]).abs().mean() + (
        flow[..., 1:, :] - flow[..., :-1, :]
    ).abs().mean()
