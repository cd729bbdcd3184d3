"""Random numbers, colours and noise for B eyes, from one generator."""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor


class Draw:
    """Random tensors of shape (B, 1, 1), or (B, *shape), from one generator."""

    def __init__(self, count: int, generator: torch.Generator) -> None:
        self.count, self.generator, self.device = count, generator, generator.device

    def uniform(self, low: float, high: float, *shape: int) -> Tensor:
        """Return numbers evenly between two."""
        shape = self.count, *(shape or (1, 1))
        values = torch.rand(shape, generator=self.generator, device=self.device)
        return values * (high - low) + low

    def normal(self, mean: float, deviation: float, low: float, high: float) -> Tensor:
        """Return normal numbers, limited to `low` and `high`."""
        return (self.noise(1, 1) * deviation + mean).clamp(low, high)

    def chance(self, probability: float) -> Tensor:
        """Return 1 with a probability, else 0."""
        return (self.uniform(0, 1) < probability).float()

    def noise(self, *shape: int) -> Tensor:
        """Return normal numbers of deviation 1, (B, *shape)."""
        return torch.randn(self.count, *shape, generator=self.generator, device=self.device)

    def colour(self, *anchors: tuple[float, float, float], spread: float = 0.02) -> Tensor:
        """Return linear colours (B, 3, 1, 1) between neighbours of a list of sRGB bytes."""
        table = (torch.tensor(anchors, device=self.device) / 255) ** 2.2
        place = self.uniform(0, 1)[:, 0, 0] * (len(anchors) - 1)
        index = place.long().clamp(max=max(0, len(anchors) - 2))
        share = (place - index)[:, None]
        mixed = table[index] * (1 - share) + table[(index + 1).clamp(max=len(anchors) - 1)] * share
        mixed = mixed * (1 + spread * 4 * self.noise(3)) + spread * 0.1 * self.noise(3)
        return mixed.clamp(0.002, 1)[:, :, None, None]


def octaves(d: Draw, channels: int, height: int, width: int) -> Tensor:
    """Return noise at several scales, of about unit deviation: blotches, pores and fine lines."""
    total = torch.zeros(d.count, channels, height, width, device=d.device)
    for divisor, weight in ((24, 0.55), (8, 0.3), (2, 0.28), (1, 0.22)):
        size = max(2, height // divisor), max(2, width // divisor)
        coarse = d.noise(1, *size)
        if divisor >= 8:  # large blotches differ a little in colour
            coarse = 0.9 * coarse + 0.4 * d.noise(channels, *size)
        mode = "bicubic" if divisor > 1 else "nearest"
        total = total + weight * F.interpolate(coarse, size=(height, width), mode=mode)
    return total


def iris_fibres(d: Draw) -> Tensor:
    """Return radial fibres in polar coordinates, whose first and last columns meet."""
    around = d.noise(1, 1, 48).repeat(1, 1, 6, 1) + 0.5 * d.noise(1, 6, 48)
    around = torch.cat([around, around[..., :1]], -1)
    return F.interpolate(around, size=(24, 97), mode="bilinear", align_corners=True)
