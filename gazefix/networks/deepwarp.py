"""DeepWarp, the network that redirects an eye by warping it.

After Ganin, Kononenko, Sungatullina, Lempitsky, ECCV 2016: from an eye crop, its landmarks
("anchors") and the wanted change of gaze it predicts a backward flow and a lightening map. As in
the paper, a fine stage refines the eye that the coarse flow has warped, and a lightness correction
module (LCM) lightens where white of the eye must appear. Unlike the paper's, both stages share one
small pyramid, most work is done at a quarter of the resolution, and the angle modulates features
(FiLM, Perez et al. 2018). That keeps it under 25 million multiply-adds for an eye.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812  (its usual name)
from torch import Tensor, nn

from gazefix.imaging.eye_model import USUAL_IRIS_RADIUS_PX, WINDOW_END_PX, WINDOW_FULL_PX
from gazefix.imaging.geometry import (
    CROP_CENTRE_PX,
    CROP_HEIGHT_PX,
    CROP_WIDTH_PX,
    cell_centres_px,
)
from gazefix.networks.configs import ANCHOR_MAPS, DeepWarpConfig
from gazefix.types import IRIS


@dataclass(frozen=True, slots=True, eq=False)
class Redirection:
    """The network's result for B eyes.

    flow       (B, 2, H, W), backward, in crop pixels; zero outside `lid_window`
    lighten    (B, 1, H, W) in 0..1: how far a pixel moves towards white
    brighten   (B, 1, H, W) in -1..1: change of the light on a pixel, log2 of a factor of its levels
    coarse     (B, 2, H, W), the flow of the coarse stage alone
    landmarks  (B, 7, 2): the landmarks of the redirected eye, crop pixels
    """

    flow: Tensor
    lighten: Tensor
    brighten: Tensor
    coarse: Tensor
    landmarks: Tensor


class DeepWarp(nn.Module):
    """The network. Its input and output crops are CROP_HEIGHT_PX x CROP_WIDTH_PX."""

    full_grid: Tensor
    half_grid: Tensor
    quarter_grid: Tensor
    centre: Tensor

    def __init__(self, config: DeepWarpConfig | None = None) -> None:
        super().__init__()
        self.config = c = config or DeepWarpConfig()
        self.embed = nn.Sequential(
            nn.Linear(2, c.angle_channels),
            nn.Tanh(),
            nn.Linear(c.angle_channels, c.angle_channels),
            nn.ReLU(),
        )
        self.stem = _conv3(12, c.stem_channels)
        self.down4 = _conv3(c.stem_channels, c.quarter_channels, stride=2)
        self.quarter = _conv3(c.quarter_channels, c.quarter_channels)
        self.quarter_anchors = nn.Conv2d(ANCHOR_MAPS, c.quarter_channels, 1)
        self.quarter_film = nn.Linear(c.angle_channels, 2 * c.quarter_channels)
        self.down8 = _conv3(c.quarter_channels, c.eighth_channels, stride=2)
        self.eighth_film = nn.Linear(c.angle_channels, 2 * c.eighth_channels)
        self.eighth = nn.ModuleList(
            _conv3(c.eighth_channels, c.eighth_channels) for _ in range(c.eighth_blocks)
        )
        self.gather = nn.Conv2d(c.eighth_channels, 12, 1)
        cells = CROP_HEIGHT_PX * CROP_WIDTH_PX // 64
        self.whole = nn.Linear(12 * cells + c.angle_channels + ANCHOR_MAPS, 96)
        self.whole_head = nn.Linear(96, ANCHOR_MAPS + 6 * c.motions)
        self.up4 = nn.Conv2d(c.eighth_channels, c.quarter_channels, 1)
        self.merge = _conv3(c.quarter_channels, c.merge_channels)
        self.merge_anchors = nn.Conv2d(ANCHOR_MAPS, c.merge_channels, 1)
        self.coarse_head = _conv3(c.merge_channels, c.motions + 2)
        self.lift = nn.Conv2d(c.merge_channels, c.lift_channels, 1)
        self.fine_in = _conv3(12 + c.lift_channels + 2 + 3, c.fine_channels)
        self.fine = nn.ModuleList(_separable(c.fine_channels) for _ in range(2))
        self.fine_head = nn.Conv2d(c.fine_channels, c.motions + 4, 1)
        self._start_as_identity()
        for name, step in (("full_grid", 1), ("half_grid", 2), ("quarter_grid", 4)):
            self.register_buffer(name, torch.tensor(cell_centres_px(step)), persistent=False)
        # A buffer: a constant would be copied in every pass, which a CUDA graph cannot record.
        self.register_buffer("centre", torch.tensor(CROP_CENTRE_PX), persistent=False)

    def _start_as_identity(self) -> None:
        """Set the heads to no flow and nearly no lightening."""
        motions = self.config.motions
        heads = (self.coarse_head, motions), (self.fine_head, motions), (self.whole_head, 0)
        with torch.no_grad():
            for head, first in heads:
                head.weight[first:] = 0.0
                head.bias.zero_()  # type: ignore[union-attr]
            self.fine_head.bias[-2] = -3.0  # type: ignore[index]

    def forward(self, crops: Tensor, anchors: Tensor, angles: Tensor) -> Redirection:
        """Redirect B eyes.

        crops    (B, 3, H, W) RGB in 0..1
        anchors  (B, 7, 2) landmarks in crop pixels, in the order of types.LANDMARK_NAMES
        angles   (B, 2) wanted change of gaze (pitch, yaw) in radians, as seen in the crop
        """
        window = lid_window(anchors, self.half_grid)  # (B, 1, H/2, W/2)
        code = self.embed(angles * 2.0)  # (B, A); 30 degrees are about 1
        q, e = self._pyramid(crops, anchors, code)
        landmarks, motions = self._whole_movement(e, code, anchors)

        q = q + doubled(self.up4(e))
        anchor_maps = self.merge_anchors(self._anchor_maps(landmarks))
        q = F.relu(self.merge(F.relu(q)) + anchor_maps)  # (B, merge_channels, H/4, W/4)
        guess = doubled(self.coarse_head(q))  # (B, motions + 2, H/2, W/2)
        coarse2 = self._flow(guess, motions, self.half_grid) * window
        coarse1 = doubled(coarse2)
        out = self._refinement(warp(crops, coarse1), q, coarse2, landmarks)
        flow = self._flow(doubled(guess + out[:, :-2]), motions, self.full_grid)
        window1 = doubled(window)
        lighten = doubled(torch.sigmoid(out[:, -2:-1])) * window1
        brighten = doubled(torch.tanh(out[:, -1:])) * window1
        return Redirection(flow * window1, lighten, brighten, coarse1, landmarks)

    def _pyramid(self, crops: Tensor, anchors: Tensor, code: Tensor) -> tuple[Tensor, Tensor]:
        """Return the features (B, Q, H/4, W/4) and (B, E, H/8, W/8)."""
        stem = F.relu(self.stem(F.pixel_unshuffle(crops - 0.5, 2)))  # (B, S, H/2, W/2)
        anchor_maps = self.quarter_anchors(self._anchor_maps(anchors))
        q = self.quarter(F.relu(self.down4(stem))) + anchor_maps
        q = F.relu(_film(q, self.quarter_film(code)))
        e = F.relu(_film(self.down8(q), self.eighth_film(code)))
        for block in self.eighth:
            e = e + F.relu(block(e))
        return q, e

    def _whole_movement(self, e: Tensor, code: Tensor, anchors: Tensor) -> tuple[Tensor, Tensor]:
        """Return the new landmarks (B, 7, 2), and the affine motions (B, M, 2, 3) of the eye."""
        offsets = (anchors - self.centre).flatten(1) / 24
        whole = torch.cat([F.relu(self.gather(e)).flatten(1), code, offsets], 1)
        whole = self.whole_head(F.relu(self.whole(whole)))  # (B, 14 + 6 M)
        landmarks = anchors + 8.0 * whole[:, :ANCHOR_MAPS].unflatten(1, (7, 2))
        return landmarks, 8.0 * whole[:, ANCHOR_MAPS:].unflatten(1, (self.config.motions, 2, 3))

    def _refinement(self, warped: Tensor, q: Tensor, coarse2: Tensor, landmarks: Tensor) -> Tensor:
        """Return (B, M + 4, H/2, W/2): what to add to the coarse guess, and both lights."""
        warped = F.pixel_unshuffle(warped - 0.5, 2)
        iris = self._iris_maps(landmarks)
        f = torch.cat([warped, doubled(self.lift(q)), coarse2 / 8.0, iris], 1)
        f = F.relu(self.fine_in(f))  # (B, F, H/2, W/2)
        for block in self.fine:
            f = f + F.relu(block(f))
        out: Tensor = self.fine_head(f)
        return out

    def _flow(self, maps: Tensor, motions: Tensor, grid: Tensor) -> Tensor:
        """Return the flow (B, 2, h, w) of a mixture of motions.

        maps  (B, M + 2, h, w): the motions' logits, against 0 for standing still, and a free
              residual in units of 4 pixels
        """
        share = torch.softmax(F.pad(maps[:, :-2], (0, 0, 0, 0, 1, 0)), 1)[:, 1:]  # (B, M, h, w)
        position = (grid - self.centre[:, None, None]) / 24
        position = torch.cat([position, torch.ones_like(position[:1])])  # (3, h, w)
        mixed = torch.einsum("bmhw,bmij->bijhw", share, motions)  # each pixel's affine motion
        return (mixed * position).sum(2) + 4.0 * maps[:, -2:]

    def _anchor_maps(self, anchors: Tensor) -> Tensor:
        """Return (B, 14, H/4, W/4): each cell's offset from each landmark, bounded."""
        offsets = self.quarter_grid[None, None] - anchors[:, :, :, None, None]
        return torch.tanh(offsets / 16.0).flatten(1, 2)

    def _iris_maps(self, landmarks: Tensor) -> Tensor:
        """Return (B, 3, H/2, W/2): offset from the iris's new centre, distance to its limbus."""
        offsets = self.half_grid[None] - landmarks[:, IRIS, :, None, None]  # (B, 2, H/2, W/2)
        radius = offsets.square().sum(1, keepdim=True).clamp(min=1e-3).sqrt()
        from_limbus = torch.tanh((radius - USUAL_IRIS_RADIUS_PX) / 4.0)
        return torch.cat([torch.tanh(offsets / 12.0), from_limbus], 1)


def warp(crops: Tensor, flow: Tensor) -> Tensor:
    """Sample crops (B, C, H, W) through a backward flow (B, 2, H, W) in pixels; edges continue."""
    _, _, height, width = crops.shape
    ys = torch.arange(height, device=flow.device, dtype=flow.dtype)[None, :, None]
    xs = torch.arange(width, device=flow.device, dtype=flow.dtype)[None, None, :]
    grid = torch.stack(
        [(xs + flow[:, 0]) * 2 / (width - 1) - 1, (ys + flow[:, 1]) * 2 / (height - 1) - 1], -1
    )
    return F.grid_sample(
        crops, grid.to(crops.dtype), mode="bilinear", padding_mode="border", align_corners=True
    )


def lid_window(anchors: Tensor, grid: Tensor) -> Tensor:
    """Return (B, 1, h, w) in 0..1: where an eye may change, at positions `grid` (2, h, w).

    1 between the lids of `anchors` (B, 7, 2) and up to WINDOW_FULL_PX around them, smoothly down to
    0 at WINDOW_END_PX. Brows, spectacles and hair stay as they are. Fading the flow, not the
    pixels, leaves neither double images nor seams.
    """
    corners = anchors[:, :IRIS]  # (B, 6, 2), once around
    edges = corners.roll(-1, 1) - corners
    offsets = grid[None, None] - corners[:, :, :, None, None]  # (B, 6, 2, h, w)
    ex, ey = edges[:, :, 0, None, None], edges[:, :, 1, None, None]
    along = (offsets[:, :, 0] * ex + offsets[:, :, 1] * ey) / (ex * ex + ey * ey).clamp(min=1e-3)
    along = along.clamp(0, 1)
    gap_x, gap_y = offsets[:, :, 0] - along * ex, offsets[:, :, 1] - along * ey
    distance = (gap_x * gap_x + gap_y * gap_y).amin(1, keepdim=True).clamp(min=1e-6).sqrt()
    inside = (ex * offsets[:, :, 1] - ey * offsets[:, :, 0]).amin(1, keepdim=True) > 0
    fade = ((WINDOW_END_PX - distance) / (WINDOW_END_PX - WINDOW_FULL_PX)).clamp(0, 1)
    return torch.where(inside, 1.0, fade * fade * (3 - 2 * fade))


def doubled(maps: Tensor) -> Tensor:
    """Return maps (B, C, h, w) at twice the size, bilinear.

    Equal to F.interpolate, whose CUDA kernel handles batch and channels one by one: a large part of
    2.8 ms for 128 eyes.
    """
    p = F.pad(maps, (1, 1, 1, 1), mode="replicate")
    middle, left, right = p[..., 1:-1], p[..., :-2], p[..., 2:]
    p = torch.stack([middle.lerp(left, 0.25), middle.lerp(right, 0.25)], -1).flatten(-2)
    middle, above, below = p[..., 1:-1, :], p[..., :-2, :], p[..., 2:, :]
    return torch.stack([middle.lerp(above, 0.25), middle.lerp(below, 0.25)], -2).flatten(-3, -2)


def multiply_adds(config: DeepWarpConfig | None = None) -> int:
    """Return the multiply-adds for one eye, over all convolutions and linear layers."""
    model = DeepWarp(config).eval()
    total = 0

    def count(module: nn.Module, _: object, output: Tensor) -> None:
        nonlocal total
        if isinstance(module, nn.Conv2d):
            total += output.numel() * math.prod(module.weight.shape[1:])
        elif isinstance(module, nn.Linear):
            total += output.numel() * module.in_features

    for module in model.modules():
        module.register_forward_hook(count)
    with torch.no_grad():
        crops = torch.zeros(1, 3, CROP_HEIGHT_PX, CROP_WIDTH_PX)
        model(crops, torch.zeros(1, 7, 2), torch.zeros(1, 2))
    return total


def _film(features: Tensor, code: Tensor) -> Tensor:
    scale, shift = code[:, :, None, None].chunk(2, 1)
    return features * (1 + scale) + shift


def _conv3(channels_in: int, channels_out: int, *, stride: int = 1) -> nn.Conv2d:
    return nn.Conv2d(channels_in, channels_out, 3, stride=stride, padding=1)


def _separable(channels: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(channels, channels, 3, padding=1, groups=channels),
        nn.Conv2d(channels, channels, 1),
    )
