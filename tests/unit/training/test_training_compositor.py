"""The compositor that training sees through: lines, lightening, and nothing where nothing moves."""

from __future__ import annotations

import torch

from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.networks.configs import usual_anchors_px
from gazefix.networks.deepwarp import Redirection, warp
from gazefix.training.compositor import apply_redirection

H, W = CROP_HEIGHT_PX, CROP_WIDTH_PX
ANCHORS = torch.from_numpy(usual_anchors_px())[None]


def redirection(flow: torch.Tensor, lighten: float = 0.0, brighten: float = 0.0) -> Redirection:
    light, bright = (torch.full((1, 1, H, W), value) for value in (lighten, brighten))
    return Redirection(flow, light, bright, flow, ANCHORS)


def parting() -> torch.Tensor:
    """A flow that draws each half from 10 pixels further outwards."""
    flow = torch.zeros(1, 2, H, W)
    flow[:, 0] = 10 * ((torch.arange(W) - (W - 1) / 2) / 2).clamp(-1, 1)
    return flow


def test_a_line_that_a_flow_squeezes_does_not_show() -> None:
    crops = torch.full((1, 3, H, W), 0.2)
    crops[..., W // 2 - 8 : W // 2 + 8] = 1.0
    made = apply_redirection(crops, ANCHORS, redirection(parting()))
    assert warp(crops, parting()).max() > 0.9
    assert made.max() < 0.25


def test_lightening_moves_towards_white() -> None:
    crops = torch.full((1, 3, H, W), 0.4)
    made = apply_redirection(crops, ANCHORS, redirection(torch.zeros(1, 2, H, W), 0.5))
    assert torch.allclose(made, torch.tensor(0.7), atol=1e-5)


def test_brightening_is_a_factor() -> None:
    crops = torch.full((1, 3, H, W), 0.4)
    made = apply_redirection(crops, ANCHORS, redirection(torch.zeros(1, 2, H, W), brighten=-1.0))
    assert torch.allclose(made, torch.tensor(0.2), atol=1e-5)


def test_no_flow_and_no_lightening_give_the_crop_back() -> None:
    crops = torch.rand(1, 3, H, W, generator=torch.Generator().manual_seed(3))
    made = apply_redirection(crops, ANCHORS, redirection(torch.zeros(1, 2, H, W)))
    assert torch.allclose(made, crops, atol=1e-5)


def test_flow_and_lightening_have_gradients() -> None:
    crops = torch.rand(1, 3, H, W, generator=torch.Generator().manual_seed(3))
    flow = (0.5 * parting()).requires_grad_()
    lighten = torch.full((1, 1, H, W), 0.1, requires_grad=True)
    brighten = torch.full((1, 1, H, W), 0.1, requires_grad=True)
    apply_redirection(
        crops, ANCHORS, Redirection(flow, lighten, brighten, flow, ANCHORS)
    ).sum().backward()
    for values in (flow, lighten, brighten):
        assert values.grad is not None
        assert values.grad.isfinite().all()
        assert values.grad.abs().max() > 0
