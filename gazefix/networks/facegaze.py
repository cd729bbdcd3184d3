"""FaceGaze, the network that reads the gaze of a face from both eyes and the head's direction.

It is gaze-estimation-adas-0002 of the Open Model Zoo (Apache-2.0), weights and arithmetic: see
models/README.md.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812  (its usual name)
from torch import Tensor, nn

from gazefix.networks.configs import FaceGazeConfig


class FaceGaze(nn.Module):
    """The network. Its eye crops are EYE_PX x EYE_PX."""

    def __init__(self, config: FaceGazeConfig | None = None) -> None:
        super().__init__()
        self.config = c = config or FaceGazeConfig()
        self.left, self.right = _tower(c.tower), _tower(c.tower)
        first, *rest = c.joint
        self.joint = nn.Sequential(
            _wide(2 * c.tower[-1], first),
            nn.Conv2d(first, rest[0], 3, stride=2, padding=1),
            _wide(rest[0], rest[1]),
            nn.Conv2d(rest[1], rest[2], 3, stride=2),
            _wide(rest[2], rest[3]),
            nn.Conv2d(rest[3], rest[4], 3),
        )
        self.whole = nn.Linear(rest[4] + 3, c.hidden[0])
        self.hidden = nn.Linear(c.hidden[0], c.hidden[1])
        self.head = nn.Linear(c.hidden[1], 3)

    def forward(self, lefts: Tensor, rights: Tensor, heads: Tensor) -> Tensor:
        """Return (B, 3): directions of any length; x right, y up in the picture, z from the lens.

        lefts, rights  (B, 3, EYE_PX, EYE_PX) RGB in 0..255: the subject's left and right eye
        heads          (B, 2) pitch and yaw of the head in radians
        """
        x = torch.cat([self.left(lefts), self.right(rights)], 1)  # (B, 64, 15, 15)
        x = self.joint(x).flatten(1)  # (B, 512)
        # Its own order and signs: yaw, pitch + down, roll, in degrees.
        degrees = torch.rad2deg(heads)
        place = torch.stack([degrees[:, 1], -degrees[:, 0], torch.zeros_like(degrees[:, 0])], 1)
        x = F.relu(self.whole(torch.cat([x, place], 1)))
        made: Tensor = self.head(F.relu(self.hidden(x)))
        return made


class Affine(nn.Module):
    """Scales and shifts each channel."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(channels))
        self.shift = nn.Parameter(torch.zeros(channels))

    def forward(self, maps: Tensor) -> Tensor:
        """Return maps (B, C, h, w), scaled and shifted."""
        return maps * self.scale[:, None, None] + self.shift[:, None, None]


def _wide(channels_in: int, channels_out: int) -> nn.Sequential:
    conv = nn.Conv2d(channels_in, channels_out, 3, padding=1)
    return nn.Sequential(conv, nn.ReLU(), Affine(channels_out))


def _tower(channels: tuple[int, ...]) -> nn.Sequential:
    """Return the layers of one eye: (B, 3, EYE_PX, EYE_PX) -> a quarter of the size."""
    one, two, three, four = channels
    return nn.Sequential(
        Affine(3),
        _wide(3, one),
        nn.Conv2d(one, two, 3, stride=2, padding=1),
        _wide(two, three),
        nn.Conv2d(three, four, 3, stride=2, padding=1),
    )
