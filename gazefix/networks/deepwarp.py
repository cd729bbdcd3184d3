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

from gazefix.imaging.eye_model import (
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
    WINDOW_END_PX,
    WINDOW_FULL_PX,
    cell_centres_px,
)
from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.networks.configs import ANCHOR_MAPS, DeepWarpConfig, usual_anchors_px
from gazefix.types import IRIS

_CENTRE = torch.tensor([(CROP_WIDTH_PX - 1) / 2, (CROP_HEIGHT_PX - 1) / 2])


@dataclass(frozen=True, slots=True, eq=False)
class Redirection:
    """What the network gives for B eyes.

    flow       (B, 2, H, W), backward, in pixels of the crop; zero beyond the lids' surroundings (`lid_window`)
    lighten    (B, 1, H, W) in 0..1: how far a pixel moves towards white
    coarse     (B, 2, H, W), the flow of the coarse stage alone
    landmarks  (B, 7, 2): where the landmarks stand in the redirected eye, pixels of the crop
    """

    flow: Tensor
    lighten: Tensor
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
        self.stem = nn.Conv2d(12, c.stem_channels, 3, padding=1)
        self.down4 = nn.Conv2d(c.stem_channels, c.quarter_channels, 3, stride=2, padding=1)
        self.quarter = nn.Conv2d(c.quarter_channels, c.quarter_channels, 3, padding=1)
        self.quarter_anchors = nn.Conv2d(ANCHOR_MAPS, c.quarter_channels, 1)
        self.quarter_film = nn.Linear(c.angle_channels, 2 * c.quarter_channels)
        self.down8 = nn.Conv2d(c.quarter_channels, c.eighth_channels, 3, stride=2, padding=1)
        self.eighth_film = nn.Linear(c.angle_channels, 2 * c.eighth_channels)
        self.eighth = nn.ModuleList(
            nn.Conv2d(c.eighth_channels, c.eighth_channels, 3, padding=1)
            for _ in range(c.eighth_blocks)
        )
        self.gather = nn.Conv2d(c.eighth_channels, 12, 1)
        cells = CROP_HEIGHT_PX * CROP_WIDTH_PX // 64
        self.whole = nn.Linear(12 * cells + c.angle_channels + ANCHOR_MAPS, 96)
        self.whole_head = nn.Linear(96, ANCHOR_MAPS + 6 * c.motions)
        self.up4 = nn.Conv2d(c.eighth_channels, c.quarter_channels, 1)
        self.merge = nn.Conv2d(c.quarter_channels, c.merge_channels, 3, padding=1)
        self.merge_anchors = nn.Conv2d(ANCHOR_MAPS, c.merge_channels, 1)
        self.coarse_head = nn.Conv2d(c.merge_channels, c.motions + 2, 3, padding=1)
        self.lift = nn.Conv2d(c.merge_channels, c.lift_channels, 1)
        self.fine_in = nn.Conv2d(12 + c.lift_channels + 2 + 3, c.fine_channels, 3, padding=1)
        self.fine = nn.ModuleList(_separable(c.fine_channels) for _ in range(2))
        self.fine_head = nn.Conv2d(c.fine_channels, c.motions + 3, 1)
        with torch.no_grad():  # starts as the identity: no flow, (nearly) no lightening
            for head, first in (
                (self.coarse_head, c.motions),
                (self.fine_head, c.motions),
                (self.whole_head, 0),
            ):
                head.weight[first:] = 0.0
                head.bias.zero_()  # type: ignore[union-attr]
            self.fine_head.bias[-1] = -3.0  # type: ignore[index]
        for name, step in (("full_grid", 1), ("half_grid", 2), ("quarter_grid", 4)):
            self.register_buffer(name, cell_centres(step), persistent=False)
        # A buffer, since a constant would be copied to the device in every pass, which a CUDA graph cannot record.
        self.register_buffer("centre", _CENTRE.clone(), persistent=False)

    def forward(self, crops: Tensor, anchors: Tensor, angles: Tensor) -> Redirection:
        """Redirect B eyes.

        crops    (B, 3, H, W) RGB in 0..1
        anchors  (B, 7, 2) landmarks in pixels of the crop, in the order of types.LANDMARK_NAMES
        angles   (B, 2) wanted change of gaze (pitch, yaw) in radians, as seen in the crop
        """
        c = self.config
        if not c.use_anchors:
            anchors = torch.from_numpy(usual_anchors_px()).to(anchors).expand_as(anchors)
        window = lid_window(anchors, self.half_grid)  # (B, 1, H/2, W/2)
        code = self.embed(angles * 2.0)  # (B, A); 30 degrees are about 1
        stem = F.relu(self.stem(F.pixel_unshuffle(crops - 0.5, 2)))  # (B, S, H/2, W/2)
        q = self.quarter(F.relu(self.down4(stem))) + self.quarter_anchors(
            self._anchor_maps(anchors)
        )  # (B, Q, H/4, W/4)
        q = F.relu(_film(q, self.quarter_film(code)))
        e = F.relu(_film(self.down8(q), self.eighth_film(code)))  # (B, E, H/8, W/8)
        for block in self.eighth:
            e = e + F.relu(block(e))

        # What moves as a whole: where the landmarks go, and the affine motions of the eye's parts.
        place = (anchors - self.centre).flatten(1) / 24
        whole = F.relu(self.whole(torch.cat([F.relu(self.gather(e)).flatten(1), code, place], 1)))
        whole = self.whole_head(whole)  # (B, 14 + 6 M)
        landmarks = anchors + 8.0 * whole[:, :ANCHOR_MAPS].unflatten(1, (7, 2))
        motions = 8.0 * whole[:, ANCHOR_MAPS:].unflatten(1, (c.motions, 2, 3))

        q = q + doubled(self.up4(e))
        q = F.relu(
            self.merge(F.relu(q)) + self.merge_anchors(self._anchor_maps(landmarks))
        )  # (B, M, H/4, W/4)
        guess = doubled(self.coarse_head(q)) * float(c.use_coarse)  # (B, M + 2, H/2, W/2)
        coarse2 = self._flow(guess, motions, self.half_grid) * window * float(c.use_coarse)
        coarse1 = doubled(coarse2)
        warped = F.pixel_unshuffle(warp(crops, coarse1) - 0.5, 2)
        iris = self._iris_maps(landmarks)
        f = F.relu(
            self.fine_in(torch.cat([warped, doubled(self.lift(q)), coarse2 / 8.0, iris], 1))
        )  # (B, F, H/2, W/2)
        for block in self.fine:
            f = f + F.relu(block(f))
        out = self.fine_head(f)  # (B, M + 3, H/2, W/2)
        flow = self._flow(doubled(guess + out[:, :-1]), motions, self.full_grid)
        lighten = torch.sigmoid(out[:, -1:]) if c.use_lcm else out[:, -1:] * 0.0
        window1 = doubled(window)
        return Redirection(
            flow=flow * window1,
            lighten=doubled(lighten) * window1,
            coarse=coarse1,
            landmarks=landmarks,
        )

    def _flow(self, maps: Tensor, motions: Tensor, grid: Tensor) -> Tensor:
        """The flow (B, 2, h, w) of a mixture of motions: maps (B, M + 2, h, w) hold each motion's logit, where standing still
        has 0, and a free residual in units of 4 pixels."""
        share = torch.softmax(F.pad(maps[:, :-2], (0, 0, 0, 0, 1, 0)), 1)[:, 1:]  # (B, M, h, w)
        position = (grid - self.centre[:, None, None]) / 24
        position = torch.cat([position, torch.ones_like(position[:1])])  # (3, h, w)
        mixed = torch.einsum("bmhw,bmij->bijhw", share, motions)  # the affine motion of every pixel
        return (mixed * position).sum(2) + 4.0 * maps[:, -2:]

    def _anchor_maps(self, anchors: Tensor) -> Tensor:
        """(B, 14, H/4, W/4): where each cell lies from each landmark, bounded so that near ones count most."""
        offsets = (
            self.quarter_grid[None, None] - anchors[:, :, :, None, None]
        )  # (B, 7, 2, H/4, W/4)
        return torch.tanh(offsets / 16.0).flatten(1, 2)

    def _iris_maps(self, landmarks: Tensor) -> Tensor:
        """(B, 3, H/2, W/2): offset from the iris's new centre, and distance to a limbus of the usual size around it."""
        offsets = self.half_grid[None] - landmarks[:, IRIS, :, None, None]  # (B, 2, H/2, W/2)
        radius = offsets.square().sum(1, keepdim=True).clamp(min=1e-3).sqrt()
        return torch.cat(
            [torch.tanh(offsets / 12.0), torch.tanh((radius - USUAL_IRIS_RADIUS_PX) / 4.0)], 1
        )


def warp(crops: Tensor, flow: Tensor) -> Tensor:
    """Crops (B, C, H, W) sampled through a backward flow (B, 2, H, W) in pixels; edge pixels continue outside."""
    _, _, height, width = crops.shape
    ys = torch.arange(height, device=flow.device, dtype=flow.dtype)[None, :, None]
    xs = torch.arange(width, device=flow.device, dtype=flow.dtype)[None, None, :]
    grid = torch.stack(
        [(xs + flow[:, 0]) * 2 / (width - 1) - 1, (ys + flow[:, 1]) * 2 / (height - 1) - 1], -1
    )
    return F.grid_sample(
        crops, grid.to(crops.dtype), mode="bilinear", padding_mode="border", align_corners=True
    )


def apply_redirection(crops: Tensor, anchors: Tensor, redirection: Redirection) -> Tensor:
    """The redirected crops (B, 3, H, W): warped, lightened towards white, and without what the flow squeezes (`squeezed`)
    into a line: both sides of such a line are continued up to its middle. Reflections on the cornea are taken out before
    (`part_glints`), and put back where GLINT_WAY of the iris's way brings them."""
    plain, glints = part_glints(crops, anchors)
    warped = warp(plain, redirection.flow)
    made = warped + redirection.lighten * (1.0 - warped)
    share = squeezed(redirection.flow)
    kept = 1 - share + 1e-3
    made = made + share * (_blur(made * kept) / _blur(kept) - made)
    with torch.no_grad():
        way = GLINT_WAY * iris_way(anchors, redirection.flow)[:, :, None, None]
        shown = warp(_cornea(anchors, USUAL_IRIS_RADIUS_PX, 1.0), redirection.flow)
        moved = shown * warp(glints, way.expand_as(redirection.flow))
    return made + moved


def part_glints(crops: Tensor, anchors: Tensor) -> tuple[Tensor, Tensor]:
    """Crops (B, 3, H, W) without the reflections on the cornea, and these (B, 3, H, W), of which they are the sum.

    A reflection is what a morphological opening takes away near the iris's centre between the lids: a spot that is smaller
    than GLINT_SIZE_PX both ways, brighter than what is around it in all colours, and no part of a line of GLINT_LENGTH_PX,
    upright or level, such as the edge of a lid. No gradient goes through it.
    """
    with torch.no_grad():
        near = _cornea(anchors, GLINT_RADIUS_PX)
        shapes = ((GLINT_SIZE_PX, GLINT_SIZE_PX), (1, GLINT_LENGTH_PX), (GLINT_LENGTH_PX, 1))
        opened = [_brightest(-_brightest(-crops, shape), shape) for shape in shapes]
        spots = crops - torch.maximum(torch.maximum(opened[0], opened[1]), opened[2])
        share = ((spots.amin(1, keepdim=True) - GLINT_FROM) / (GLINT_ALL - GLINT_FROM)).clamp(0, 1)
        glints = spots * _brightest(share, (3, 3)) * near
        return crops - glints, glints


def iris_way(anchors: Tensor, flow: Tensor) -> Tensor:
    """(B, 2): the flow (B, 2, H, W) where the middle of an iris comes to stand that is where the anchors (B, 7, 2) say."""
    shown = warp(_cornea(anchors, IRIS_REACH_PX), flow)
    return (flow * shown).sum((2, 3)) / shown.sum((2, 3)).clamp(min=1.0)


def _cornea(anchors: Tensor, radius_px: float, grown_px: float = 0.0) -> Tensor:
    """(B, 1, H, W) in 0..1: within a radius of the iris's centre, and between the lids; both are `grown_px` wider."""
    x, y = _pixels(anchors).flatten(1)  # (H W,) each
    corners = anchors[:, :IRIS]
    edges = corners.roll(-1, 1) - corners
    ex, ey = (edges / edges.norm(dim=2, keepdim=True).clamp(min=1e-3)).unbind(2)  # (B, 6) each
    beyond = ey * corners[:, :, 0] - ex * corners[:, :, 1]
    inside = torch.stack([-ey, ex, beyond], 2) @ torch.stack(
        [x, y, torch.ones_like(x)]
    )  # distance from the edges (B, 6, H W)
    distance = torch.hypot(x - anchors[:, IRIS, :1], y - anchors[:, IRIS, 1:])
    near = (radius_px - distance + 0.5 + grown_px).clamp(0, 1)
    return (near * (inside.amin(1) + 0.5 + grown_px).clamp(0, 1)).view(
        -1, 1, CROP_HEIGHT_PX, CROP_WIDTH_PX
    )


def _brightest(maps: Tensor, shape: tuple[int, int]) -> Tensor:
    """The largest value in a rectangle of `shape` (height, width), odd, around each one."""
    for size in ((shape[0], 1), (1, shape[1])):
        if size != (1, 1):
            maps = F.max_pool2d(maps, size, 1, (size[0] // 2, size[1] // 2))
    return maps


def squeezed(flow: Tensor) -> Tensor:
    """(B, 1, H, W) in 0..1: where a flow (B, 2, H, W) squeezes much into little, by the larger singular value of the sampling
    map's Jacobian, from SQUEEZED_FROM to SQUEEZED_ALL. No gradient goes through it.

    There an eye's parts slide over each other, as the iris under a lid. What lies between two parts in the source is hidden
    in life, while a flow, which is continuous, shows all of it as a line.
    """
    x, y = flow.detach().unbind(1)
    (xy, xx), (yy, yx) = (torch.gradient(part, dim=(1, 2)) for part in (x, y))
    largest = (torch.hypot(xx + yy + 2, yx - xy) + torch.hypot(xx - yy, yx + xy)) / 2
    return ((largest - SQUEEZED_FROM) / (SQUEEZED_ALL - SQUEEZED_FROM)).clamp(0, 1)[:, None]


def _blur(maps: Tensor) -> Tensor:
    """Maps (B, C, H, W) under a binomial kernel of five, a Gaussian of one pixel; edges continue."""
    p = F.pad(maps, (2, 2, 2, 2), mode="replicate")
    p = 6 * p[..., 2:-2] + 4 * (p[..., 1:-3] + p[..., 3:-1]) + p[..., :-4] + p[..., 4:]
    return (
        6 * p[..., 2:-2, :]
        + 4 * (p[..., 1:-3, :] + p[..., 3:-1, :])
        + p[..., :-4, :]
        + p[..., 4:, :]
    ) / 256


def lid_window(anchors: Tensor, grid: Tensor) -> Tensor:
    """(B, 1, h, w) in 0..1: where an eye may change, at the positions `grid` (2, h, w) in pixels of the crop.

    One inside the lids (anchors (B, 7, 2)) and up to WINDOW_FULL_PX around them, smoothly down to zero at WINDOW_END_PX, so
    that brows, spectacles and hair stay as they are. Fading the flow, not the pixels, leaves no double image and no seam.
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


def cell_centres(step: int) -> Tensor:
    """(2, H/step, W/step): x and y of the centres of cells of `step` pixels, in pixels of the crop."""
    return torch.tensor(cell_centres_px(step))


def _pixels(like: Tensor) -> Tensor:
    """`cell_centres(1)` as `like` is; made where it stands, since a copy to a GPU would wait for all that it has to do."""
    rows = torch.arange(CROP_HEIGHT_PX, device=like.device, dtype=like.dtype)
    columns = torch.arange(CROP_WIDTH_PX, device=like.device, dtype=like.dtype)
    return torch.stack(torch.meshgrid(columns, rows, indexing="xy"))


def doubled(maps: Tensor) -> Tensor:
    """Maps (B, C, h, w) at twice the size, linearly between them: what F.interpolate(..., mode="bilinear") gives, whose kernel
    for CUDA goes through batch and channels one by one, which took a large part of the 2.8 ms for 128 eyes."""
    p = F.pad(maps, (1, 1, 1, 1), mode="replicate")
    p = torch.stack(
        [p[..., 1:-1].lerp(p[..., :-2], 0.25), p[..., 1:-1].lerp(p[..., 2:], 0.25)], -1
    ).flatten(-2)
    return torch.stack(
        [p[..., 1:-1, :].lerp(p[..., :-2, :], 0.25), p[..., 1:-1, :].lerp(p[..., 2:, :], 0.25)], -2
    ).flatten(-3, -2)


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
        model(
            torch.zeros(1, 3, CROP_HEIGHT_PX, CROP_WIDTH_PX),
            torch.zeros(1, 7, 2),
            torch.zeros(1, 2),
        )
    for hook in hooks:
        hook.remove()
    return total


def _film(features: Tensor, code: Tensor) -> Tensor:
    scale, shift = code[:, :, None, None].chunk(2, 1)
    return features * (1 + scale) + shift


def _separable(channels: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(channels, channels, 3, padding=1, groups=channels),
        nn.Conv2d(channels, channels, 1),
    )
