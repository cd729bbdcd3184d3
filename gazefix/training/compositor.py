"""The compositor in torch, differentiable, on crops: what a viewer sees of a redirection.

The same constants as `imaging.compositor`, which draws at the frame's resolution;
`tests/contract/test_compositors.py` compares the two. Training leaves out what only a
full-resolution picture needs: the unsharp mask and the evening out of streaks.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from gazefix.imaging.eye_model import (
    BRIGHTEN_MOST,
    DARKEN_MORE,
    DARKEN_WAY_PX,
    GLINT_ALL,
    GLINT_FROM,
    GLINT_LENGTH_PX,
    GLINT_RADIUS_PX,
    GLINT_SIZE_PX,
    GLINT_WAY,
    IRIS_REACH_PX,
    SQUEEZED_ALL,
    SQUEEZED_FROM,
    USUAL_IRIS_RADIUS_PX,
    WHITE_FROM_PX,
    WHITE_POWER,
    WHITE_STEP_PX,
)
from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.networks.deepwarp import Redirection, warp
from gazefix.types import IRIS


def apply_redirection(crops: Tensor, anchors: Tensor, redirection: Redirection) -> Tensor:
    """Return the redirected crops (B, 3, H, W): warped, and lightened.

    Both sides of a line that the flow squeezes (`squeezed`) continue up to its middle. Glints are
    taken out first (`part_glints`) and move by GLINT_WAY of the iris's way.
    """
    plain, glints = part_glints(crops, anchors)
    warped = warp(plain, redirection.flow)
    with torch.no_grad():
        way = iris_way(anchors, redirection.flow)[:, :, None, None]
        darker = 1 + DARKEN_MORE * (way[:, 1:].abs() / DARKEN_WAY_PX).clamp(max=1)
    light = redirection.brighten.clamp(max=BRIGHTEN_MOST)
    made = warped * torch.exp2(torch.minimum(light, light * darker))
    made = made + redirection.lighten * (white_colour(crops, anchors) - made)
    share = squeezed(redirection.flow)
    kept = 1 - share + 1e-3
    made = made + share * (_blur(made * kept) / _blur(kept) - made)
    with torch.no_grad():
        shown = warp(_cornea(anchors, USUAL_IRIS_RADIUS_PX, 1.0), redirection.flow)
        moved = shown * warp(glints, (GLINT_WAY * way).expand_as(redirection.flow))
    return made + moved


def part_glints(crops: Tensor, anchors: Tensor) -> tuple[Tensor, Tensor]:
    """Split crops (B, 3, H, W) into crops without glints and the glints, which add up to them.

    A glint as in `imaging.glints.part_glints`. No gradient goes through it.
    """
    with torch.no_grad():
        near = _cornea(anchors, GLINT_RADIUS_PX)
        shapes = ((GLINT_SIZE_PX, GLINT_SIZE_PX), (1, GLINT_LENGTH_PX), (GLINT_LENGTH_PX, 1))
        opened = [_brightest(-_brightest(-crops, shape), shape) for shape in shapes]
        spots = crops - torch.maximum(torch.maximum(opened[0], opened[1]), opened[2])
        share = ((spots.amin(1, keepdim=True) - GLINT_FROM) / (GLINT_ALL - GLINT_FROM)).clamp(0, 1)
        glints = spots * _brightest(share, (3, 3)) * near
        return crops - glints, glints


def white_colour(crops: Tensor, anchors: Tensor) -> Tensor:
    """Return (B, 3, 1, 1) in 0..1: the white's hue, as `imaging.glints` has it. No gradient."""
    with torch.no_grad():
        inside, distance = _inside_px(
            anchors, _pixels(anchors)[:, ::WHITE_STEP_PX, ::WHITE_STEP_PX]
        )
        shown = ((inside >= 0) & (distance > WHITE_FROM_PX))[:, None]
        colours = crops[..., ::WHITE_STEP_PX, ::WHITE_STEP_PX].flatten(2)
        bright = colours.amax(1, keepdim=True) ** WHITE_POWER * shown
        light = (colours * bright).sum(2, keepdim=True)[..., None] + 1e-3
        return light / light.amax(1, keepdim=True)


def iris_way(anchors: Tensor, flow: Tensor) -> Tensor:
    """Return (B, 2): the mean flow (B, 2, H, W) around the iris's new centre."""
    shown = warp(_cornea(anchors, IRIS_REACH_PX), flow)
    return (flow * shown).sum((2, 3)) / shown.sum((2, 3)).clamp(min=1.0)


def squeezed(flow: Tensor) -> Tensor:
    """Return (B, 1, H, W) in 0..1: how far a flow (B, 2, H, W) squeezes its source into a line.

    By the larger singular value of the sampling map's Jacobian, from SQUEEZED_FROM to SQUEEZED_ALL.
    Where an iris slides under a lid, a real eye hides the white between them, while a continuous
    flow shows all of it as a line. No gradient goes through it.
    """
    x, y = flow.detach().unbind(1)
    (xy, xx), (yy, yx) = (torch.gradient(part, dim=(1, 2)) for part in (x, y))
    largest = (torch.hypot(xx + yy + 2, yx - xy) + torch.hypot(xx - yy, yx + xy)) / 2
    return ((largest - SQUEEZED_FROM) / (SQUEEZED_ALL - SQUEEZED_FROM)).clamp(0, 1)[:, None]


def _cornea(anchors: Tensor, radius_px: float, grown_px: float = 0.0) -> Tensor:
    """Return (B, 1, H, W) in 0..1: near the iris's centre and between the lids, both grown."""
    inside, distance = _inside_px(anchors, _pixels(anchors))
    near = (radius_px - distance + 0.5 + grown_px).clamp(0, 1)
    shown = near * (inside + 0.5 + grown_px).clamp(0, 1)
    return shown.view(-1, 1, CROP_HEIGHT_PX, CROP_WIDTH_PX)


def _inside_px(anchors: Tensor, pixels: Tensor) -> tuple[Tensor, Tensor]:
    """Return (B, N) of pixels (2, h, w): how far inside the lids, and from the iris's centre."""
    x, y = pixels.flatten(1)  # (N,) each
    corners = anchors[:, :IRIS]
    edges = corners.roll(-1, 1) - corners
    ex, ey = (edges / edges.norm(dim=2, keepdim=True).clamp(min=1e-3)).unbind(2)  # (B, 6) each
    beyond = ey * corners[:, :, 0] - ex * corners[:, :, 1]
    # Distances from the lids' edges, (B, 6, N).
    inside = torch.stack([-ey, ex, beyond], 2) @ torch.stack([x, y, torch.ones_like(x)])
    distance = torch.hypot(x - anchors[:, IRIS, :1], y - anchors[:, IRIS, 1:])
    return inside.amin(1), distance


def _pixels(like: Tensor) -> Tensor:
    """Return (2, H, W): x and y of the crop's pixels, made on the device of `like`.

    A copy to a GPU would wait for all of its work.
    """
    rows = torch.arange(CROP_HEIGHT_PX, device=like.device, dtype=like.dtype)
    columns = torch.arange(CROP_WIDTH_PX, device=like.device, dtype=like.dtype)
    return torch.stack(torch.meshgrid(columns, rows, indexing="xy"))


def _brightest(maps: Tensor, shape: tuple[int, int]) -> Tensor:
    """Return the largest value in an odd rectangle (height, width) around each value."""
    for size in ((shape[0], 1), (1, shape[1])):
        if size != (1, 1):
            maps = F.max_pool2d(maps, size, 1, (size[0] // 2, size[1] // 2))
    return maps


def _blur(maps: Tensor) -> Tensor:
    """Blur maps (B, C, H, W) with a binomial kernel of five, a Gaussian of one pixel."""
    p = F.pad(maps, (2, 2, 2, 2), mode="replicate")
    p = 6 * p[..., 2:-2] + 4 * (p[..., 1:-3] + p[..., 3:-1]) + p[..., :-4] + p[..., 4:]
    rows = 6 * p[..., 2:-2, :] + 4 * (p[..., 1:-3, :] + p[..., 3:-1, :])
    return (rows + p[..., :-4, :] + p[..., 4:, :]) / 256
