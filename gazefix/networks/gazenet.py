"""GazeNet, the network that measures gaze from an eye crop, its landmarks and the head's direction.

It sees the same crop as DeepWarp. It also estimates its own error, to weigh the two eyes.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812  (its usual name)
from torch import Tensor, nn

from gazefix.imaging.geometry import CROP_CENTRE_PX, CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.networks.configs import ANCHOR_MAPS, GazeNetConfig


class GazeNet(nn.Module):
    """The network. Its crops are CROP_HEIGHT_PX x CROP_WIDTH_PX."""

    centre: Tensor

    def __init__(self, config: GazeNetConfig | None = None) -> None:
        super().__init__()
        self.config = c = config or GazeNetConfig()
        self.stem = nn.Conv2d(12, c.stem_channels, 3, stride=2, padding=1)
        self.quarter = nn.Conv2d(c.stem_channels, c.stem_channels, 3, padding=1)
        self.eighth = nn.Conv2d(c.stem_channels, c.eighth_channels, 3, stride=2, padding=1)
        self.sixteenth = nn.Conv2d(c.eighth_channels, c.sixteenth_channels, 3, stride=2, padding=1)
        cells = CROP_HEIGHT_PX * CROP_WIDTH_PX // 256
        self.gather = nn.Linear(c.sixteenth_channels * cells + ANCHOR_MAPS + 2, c.hidden)
        self.hidden = nn.Linear(c.hidden, c.hidden)
        self.head = nn.Linear(c.hidden, 4)
        self.register_buffer("centre", torch.tensor(CROP_CENTRE_PX), persistent=False)

    def forward(self, crops: Tensor, anchors: Tensor, heads: Tensor) -> Tensor:
        """Return (B, 4): pitch and yaw in radians, and the logarithms of their standard errors.

        crops    (B, 3, H, W) RGB in 0..1
        anchors  (B, 7, 2) landmarks in crop pixels, in the order of types.LANDMARK_NAMES
        heads    (B, 2) pitch and yaw of the head in radians

        All angles are as seen in the crop.
        """
        # Brightness and contrast say nothing about gaze.
        centred = crops - crops.mean((1, 2, 3), keepdim=True)
        x = centred / (centred.square().mean((1, 2, 3), keepdim=True).sqrt() + 0.03)
        x = F.relu(self.stem(F.pixel_unshuffle(x, 2)))  # (B, S, H/4, W/4)
        x = F.relu(self.quarter(x)) + x
        x = F.relu(self.eighth(x))
        x = F.relu(self.sixteenth(x))  # (B, C, H/16, W/16)
        place = ((anchors - self.centre) / 12).flatten(1)
        x = F.relu(self.gather(torch.cat([x.flatten(1), place, 2 * heads], 1)))
        x = x + F.relu(self.hidden(x))
        out = self.head(x)  # (B, 4)
        return torch.cat([0.3 * out[:, :2], (out[:, 2:] - 2.5).clamp(-5, 1)], 1)
