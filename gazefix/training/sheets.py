"""Contact sheets: what the network makes, to be looked at."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from gazefix.imaging.annotate import tile
from gazefix.imaging.operations import encode_png
from gazefix.networks.deepwarp import DeepWarp, apply_redirection
from gazefix.training.dataset import Pairs
from gazefix.types import Image


def write_sheet(path: Path, model: DeepWarp, pairs: Pairs) -> None:
    """A PNG with one cell per pair: what the network saw | what it made | what was wanted, at twice the size."""
    model = model.eval()
    with torch.inference_mode():
        made = apply_redirection(
            pairs.source, pairs.anchors, model(pairs.observed, pairs.anchors, pairs.angles)
        )
    cells = [
        np.hstack([_bgr(x[i]) for x in (pairs.observed, made, pairs.target)])
        for i in range(made.shape[0])
    ]
    path.write_bytes(encode_png(tile(cells, columns=3)))


def _bgr(chw: torch.Tensor) -> Image:
    image = (chw.clamp(0, 1).flip(0).permute(1, 2, 0) * 255).round().to(torch.uint8).cpu().numpy()
    return np.ascontiguousarray(image.repeat(2, 0).repeat(2, 1))
