"""DeepWarp: the network that redirects an eye by warping it (Ganin, Kononenko, Sungatullina, Lempitsky, ECCV 2016).

From an eye crop, its landmarks ("anchors") and the wanted change of gaze it gives a backward flow and a lightening map.
As in the paper, it works coarse to fine (the fine stage sees the eye as the coarse flow has warped it), anchors and angle
enter beside the pixels, and a lightness correction module (LCM) lightens where white of the eye must appear. Unlike the
paper's, the stages share one small pyramid, most work happens at a quarter of the resolution and the angle modulates
features (FiLM, Perez et al. 2018), which keeps it under 25 million multiply-adds an eye.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812  (its usual name)
from torch import Tensor, nn

from gazefix.geometry import CORNER_DISTANCE_PX, CROP_HEIGHT_PX, CROP_WIDTH_PX


@dataclass(frozen=True, slots=True)
class DeepWarpConfig:
    """The network's shape; it is stored with the weights. The `use_` switches exist for ablations."""

    stem_channels: int = 16
    quarter_channels: int = 32
    eighth_channels: int = 64
    eighth_blocks: int = 1
    fine_channels: int = 16
    angle_channels: int = 16
    use_anchors: bool = True
    use_coarse: bool = True
    use_lcm: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Redirection:
    """What the network gives for B eyes.

    flow     (B, 2, H, W), backward, in pixels of the crop; zero on the crop's border
    lighten  (B, 1, H, W) in 0..1: how far a pixel moves towards white
    coarse   (B, 2, H, W), the flow of the coarse stage alone
    """

    flow: Tensor
    lighten: Tensor
    coarse: Tensor


class DeepWarp(nn.Module):
    """The network. Its input and output crops are CROP_HEIGHT_PX x CROP_WIDTH_PX."""

    window: Tensor
    quarter_grid: Tensor

    def __init__(self, config: DeepWarpConfig | None = None) -> None:
        super().__init__()
        self.config = c = config or DeepWarpConfig()
        anchor_maps = 14 if c.use_anchors else 0
        self.embed = nn.Sequential(
            nn.Linear(2, c.angle_channels), nn.Tanh(), nn.Linear(c.angle_channels, c.angle_channels), nn.ReLU()
        )
        self.stem = nn.Conv2d(12, c.stem_channels, 3, padding=1)
        self.down4 = nn.Conv2d(c.stem_channels, c.quarter_channels, 3, stride=2, padding=1)
        self.quarter = nn.Conv2d(c.quarter_channels + anchor_maps, c.quarter_channels, 3, padding=1)
        self.quarter_film = nn.Linear(c.angle_channels, 2 * c.quarter_channels)
        self.down8 = nn.Conv2d(c.quarter_channels, c.eighth_channels, 3, stride=2, padding=1)
        self.eighth_film = nn.Linear(c.angle_channels, 2 * c.eighth_channels)
        self.eighth = nn.ModuleList(
            nn.Conv2d(c.eighth_channels, c.eighth_channels, 3, padding=1) for _ in range(c.eighth_blocks)
        )
        self.up4 = nn.Conv2d(c.eighth_channels, c.quarter_channels, 1)
        self.merge = nn.Conv2d(c.quarter_channels, 24, 3, padding=1)
        self.coarse_head = nn.Conv2d(24, 2, 3, padding=1)
        self.lift = nn.Conv2d(24, 8, 1)
        self.fine_in = nn.Conv2d(12 + 8 + 2, c.fine_channels, 3, padding=1)
        self.fine = nn.ModuleList(_separable(c.fine_channels) for _ in range(2))
        self.fine_head = nn.Conv2d(c.fine_channels, 3, 3, padding=1)
        for head in (self.coarse_head, self.fine_head):  # starts as the identity: no flow, (nearly) no lightening
            nn.init.zeros_(head.weight)
            nn.init.zeros_(head.bias)  # type: ignore[arg-type]
        with torch.no_grad():
            self.fine_head.bias[2] = -3.0  # type: ignore[index]
        self.register_buffer("window", flow_window(), persistent=False)
        ys, xs = torch.meshgrid(torch.arange(CROP_HEIGHT_PX // 4), torch.arange(CROP_WIDTH_PX // 4), indexing="ij")
        # Centres of the quarter-resolution cells, in pixels of the crop.
        self.register_buffer("quarter_grid", torch.stack([xs, ys]).float() * 4 + 1.5, persistent=False)

    def forward(self, crops: Tensor, anchors: Tensor, angles: Tensor) -> Redirection:
        """Redirect B eyes.

        crops    (B, 3, H, W) RGB in 0..1
        anchors  (B, 7, 2) landmarks in pixels of the crop, in the order of types.LANDMARK_NAMES
        angles   (B, 2) wanted change of gaze (pitch, yaw) in radians, as seen in the crop
        """
        c = self.config
        code = self.embed(angles * 2.0)  # (B, A); 30 degrees are about 1
        pixels = F.pixel_unshuffle(crops - 0.5, 2)  # (B, 12, H/2, W/2)
        stem = F.relu(self.stem(pixels))
        q = F.relu(self.down4(stem))  # (B, Q, H/4, W/4)
        if c.use_anchors:
            q = torch.cat([q, self._anchor_maps(anchors)], 1)
        q = F.relu(_film(self.quarter(q), self.quarter_film(code)))
        e = F.relu(_film(self.down8(q), self.eighth_film(code)))  # (B, E, H/8, W/8)
        for block in self.eighth:
            e = e + F.relu(block(e))
        q = q + F.interpolate(self.up4(e), scale_factor=2.0, mode="bilinear", align_corners=False)
        q = F.relu(self.merge(F.relu(q)))  # (B, 24, H/4, W/4)

        coarse = 4.0 * self.coarse_head(q)  # (B, 2, H/4, W/4), in pixels of the crop
        if not c.use_coarse:
            coarse = coarse * 0.0
        coarse2 = F.interpolate(coarse, scale_factor=2.0, mode="bilinear", align_corners=False)
        coarse1 = F.interpolate(coarse2, scale_factor=2.0, mode="bilinear", align_corners=False) * self.window
        warped = F.pixel_unshuffle(warp(crops, coarse1) - 0.5, 2)
        lifted = F.interpolate(self.lift(q), scale_factor=2.0, mode="bilinear", align_corners=False)
        f = F.relu(self.fine_in(torch.cat([warped, lifted, coarse2 / 8.0], 1)))  # (B, F, H/2, W/2)
        for block in self.fine:
            f = f + F.relu(block(f))
        out = self.fine_head(f)  # (B, 3, H/2, W/2)
        fine = torch.cat([coarse2 + 4.0 * out[:, :2], torch.sigmoid(out[:, 2:])], 1)
        fine = F.interpolate(fine, scale_factor=2.0, mode="bilinear", align_corners=False) * self.window
        lighten = fine[:, 2:] if c.use_lcm else fine[:, 2:] * 0.0
        return Redirection(flow=fine[:, :2], lighten=lighten, coarse=coarse1)

    def _anchor_maps(self, anchors: Tensor) -> Tensor:
        """(B, 14, H/4, W/4): where each cell lies from each landmark, bounded so that near ones count most."""
        offsets = self.quarter_grid[None, None] - anchors[:, :, :, None, None]  # (B, 7, 2, H/4, W/4)
        return torch.tanh(offsets / 16.0).flatten(1, 2)


def warp(crops: Tensor, flow: Tensor) -> Tensor:
    """Crops (B, C, H, W) sampled through a backward flow (B, 2, H, W) in pixels; edge pixels continue outside."""
    _, _, height, width = crops.shape
    ys = torch.arange(height, device=flow.device, dtype=flow.dtype)[None, :, None]
    xs = torch.arange(width, device=flow.device, dtype=flow.dtype)[None, None, :]
    grid = torch.stack([(xs + flow[:, 0]) * 2 / (width - 1) - 1, (ys + flow[:, 1]) * 2 / (height - 1) - 1], -1)
    return F.grid_sample(crops, grid.to(crops.dtype), mode="bilinear", padding_mode="border", align_corners=True)


def apply_redirection(crops: Tensor, redirection: Redirection) -> Tensor:
    """The redirected crops (B, 3, H, W): warped, then lightened towards white."""
    warped = warp(crops, redirection.flow)
    return warped + redirection.lighten * (1.0 - warped)


def flow_window() -> Tensor:
    """(1, 1, H, W) in 0..1: where the eye may change. One around the lids, falling smoothly to zero before the crop's border.

    The corners stand at fixed places of every crop, so one window serves all eyes. Fading the flow rather than the pixels
    leaves no double image and no seam.
    """
    ys = (torch.arange(CROP_HEIGHT_PX).float() - (CROP_HEIGHT_PX - 1) / 2)[:, None] / (0.44 * CORNER_DISTANCE_PX)
    xs = (torch.arange(CROP_WIDTH_PX).float() - (CROP_WIDTH_PX - 1) / 2)[None, :] / (0.66 * CORNER_DISTANCE_PX)
    radius = (xs.abs() ** 3 + ys.abs() ** 3) ** (1 / 3)  # a rounded box
    fade = ((1.25 - radius) / 0.45).clamp(0, 1)
    return (fade * fade * (3 - 2 * fade))[None, None]


def multiply_adds(config: DeepWarpConfig | None = None) -> int:
    """Multiply-adds for one eye, counted over the convolutions and linear layers of a forward pass."""
    model = DeepWarp(config).eval()
    total = 0

    def count(module: nn.Module, _: object, output: Tensor) -> None:
        nonlocal total
        if isinstance(module, nn.Conv2d):
            total += output.numel() * math.prod(module.weight.shape[1:])
        elif isinstance(module, nn.Linear):
            total += output.numel() * module.in_features

    hooks = [m.register_forward_hook(count) for m in model.modules()]
    with torch.no_grad():
        model(torch.zeros(1, 3, CROP_HEIGHT_PX, CROP_WIDTH_PX), torch.zeros(1, 7, 2), torch.zeros(1, 2))
    for hook in hooks:
        hook.remove()
    return total


def _film(features: Tensor, code: Tensor) -> Tensor:
    scale, shift = code[:, :, None, None].chunk(2, 1)
    return features * (1 + scale) + shift


def _separable(channels: int) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(channels, channels, 3, padding=1, groups=channels), nn.Conv2d(channels, channels, 1))
