"""How good a network is on rendered pairs that training never sees: figures and contact sheets."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Final

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from gazefix.imaging.annotate import tile
from gazefix.imaging.operations import encode_png
from gazefix.networks.deepwarp import DeepWarp, multiply_adds, warp
from gazefix.networks.gazenet import GazeNet
from gazefix.networks.weights import load_deepwarp
from gazefix.training.compositor import apply_redirection
from gazefix.training.examples import Pairs, draw_eyes, draw_pairs
from gazefix.types import Image

#: Seed of the held-out pairs; no training uses it.
HELD_OUT_SEED: Final = 777_777


def evaluate_weights(
    weights: Path, *, pairs: int, device: torch.device, sheet: Path | None = None
) -> dict[str, float]:
    """Return the figures of `evaluate_rendered` and the network's size, for a weights file.

    Writes a contact sheet if asked. Raises ModelError for bad weights.
    """
    model = load_deepwarp(weights)
    figures = evaluate_rendered(model, HELD_OUT_SEED, pairs=pairs, device=device)
    if sheet:
        write_sheet(sheet, model, draw_pairs(24, HELD_OUT_SEED, 0, device))
    parameters = sum(p.numel() for p in model.parameters())
    size = {"parameters": parameters, "multiply_adds": multiply_adds(model.config)}
    return {name: round(value, 4) for name, value in figures.items()} | size


def evaluate_rendered(
    model: DeepWarp, seed: int, *, pairs: int, device: torch.device
) -> dict[str, float]:
    """Return figures over `pairs` held-out pairs, drawn in batches of 64 from `seed`.

    error_ratio    squared error over that of leaving the eye as it is, without noise
    flow_error_px  mean distance to the true flow where it is known
    iris_overlap   mean intersection over union of the target's visible iris and the source's,
                   warped; over pairs of at most 25 degrees with at least 40 pixels of iris
    sharpness      Laplacian energy in the eye's opening, made over wanted
    """
    model = model.to(device).eval()
    made_error = left_error = flow_sum = made_sharp = wanted_sharp = 0.0
    overlaps: list[Tensor] = []
    count = max(1, pairs // 64)
    for number in range(count):
        batch = draw_pairs(64, seed, number, device)
        with torch.inference_mode():
            result = model(batch.observed, batch.anchors, batch.angles)
            made = apply_redirection(batch.source, batch.anchors, result)
            made_error += float((made - batch.target).square().sum())
            left_error += float((batch.source - batch.target).square().sum())
            flow_sum += float(batch.flow_error(result.flow))
            made_iris = warp(batch.source_iris, result.flow)
            overlaps.append(_iris_overlap(made_iris, batch.iris, batch.angles))
            made_sharp += float((_laplacian(made) * batch.opening).square().sum())
            wanted_sharp += float((_laplacian(batch.target) * batch.opening).square().sum())
    return {
        "error_ratio": made_error / left_error,
        "flow_error_px": flow_sum / count,
        "iris_overlap": float(torch.cat(overlaps).mean()),
        "sharpness": made_sharp / wanted_sharp,
    }


def evaluate_gaze(model: GazeNet, device: torch.device, *, eyes: int = 1024) -> dict[str, float]:
    """Return mean absolute errors of gaze in degrees over held-out rendered eyes."""
    model = model.to(device).eval()
    errors: list[Tensor] = []
    for number in range(max(1, eyes // 64)):
        batch = draw_eyes(64, HELD_OUT_SEED, number, device)
        with torch.inference_mode():
            measured = model(batch.observed, batch.anchors, batch.heads)[:, :2]
        errors.append((measured - batch.gaze).abs())
    pitch, yaw = (math.degrees(value) for value in torch.cat(errors).mean(0).tolist())
    return {"pitch_error_deg": pitch, "yaw_error_deg": yaw}


def write_sheet(path: Path, model: DeepWarp, pairs: Pairs) -> None:
    """Write a PNG with one cell for each pair, at twice the size: observed | made | wanted."""
    with torch.inference_mode():
        result = model.eval()(pairs.observed, pairs.anchors, pairs.angles)
        made = apply_redirection(pairs.source, pairs.anchors, result)
    columns = [[_bgr(crop) for crop in crops] for crops in (pairs.observed, made, pairs.target)]
    cells = [np.hstack(cell) for cell in zip(*columns, strict=True)]
    path.write_bytes(encode_png(tile(cells, columns=3)))


def _bgr(chw: Tensor) -> Image:
    image = (chw.clamp(0, 1).flip(0).permute(1, 2, 0) * 255).round().to(torch.uint8).cpu().numpy()
    return np.ascontiguousarray(image.repeat(2, 0).repeat(2, 1))


def _iris_overlap(made: Tensor, wanted: Tensor, angles: Tensor) -> Tensor:
    both = torch.minimum(made, wanted).sum((1, 2, 3))
    either = torch.maximum(made, wanted).sum((1, 2, 3))
    asked = angles.abs().amax(1) <= torch.deg2rad(torch.tensor(25.0))
    counted = (wanted.sum((1, 2, 3)) >= 40) & asked
    return (both / either.clamp(min=1))[counted]


def _laplacian(x: Tensor) -> Tensor:
    p = F.pad(x, (1, 1, 1, 1), mode="replicate")
    rows, columns = p[..., 1:-1, :], p[..., 1:-1]
    around = rows[..., 2:] + rows[..., :-2] + columns[..., 2:, :] + columns[..., :-2, :]
    return around - 4 * x
