"""How good a network is on rendered pairs that it has not seen."""

from __future__ import annotations

from pathlib import Path

import torch

from gazefix.networks.deepwarp import DeepWarp, apply_redirection, multiply_adds, warp
from gazefix.networks.weights import load_deepwarp
from gazefix.training.dataset import draw_pairs
from gazefix.training.losses import flow_error, squared_error_ratio
from gazefix.training.sheets import write_sheet

#: Seed of the held-out pairs; no training uses it.
HELD_OUT_SEED = 777_777


def evaluate_weights(
    weights: Path, *, pairs: int, device: torch.device, sheet: Path | None = None
) -> dict[str, float]:
    """The figures of `evaluate_rendered` and the network's size, for a weights file; and a contact sheet if asked for.

    Raises ModelError for bad weights.
    """
    model = load_deepwarp(weights)
    figures = evaluate_rendered(model, HELD_OUT_SEED, pairs=pairs, device=device)
    if sheet:
        write_sheet(sheet, model, draw_pairs(24, HELD_OUT_SEED, 0, device))
    size = {
        "parameters": sum(p.numel() for p in model.parameters()),
        "multiply_adds": multiply_adds(model.config),
    }
    return {name: round(value, 4) for name, value in figures.items()} | size


def evaluate_rendered(
    model: DeepWarp, seed: int, *, pairs: int, device: torch.device
) -> dict[str, float]:
    """Figures over `pairs` held-out pairs, drawn in batches of 64 from `seed`.

    error_ratio    squared error over that of leaving the eye as it is, without noise
    flow_error_px  mean distance to the true flow where it is known
    iris_overlap   visible iris of the target against the source's, warped: mean intersection over union, of pairs asked for at
                   most 25 degrees and whose target shows at least 40 pixels of iris
    sharpness      Laplacian energy in the eye's opening, made over wanted
    """
    model = model.to(device).eval()
    made_error = left_error = flow_sum = made_sharp = wanted_sharp = 0.0
    overlaps: list[torch.Tensor] = []
    count = max(1, pairs // 64)
    for number in range(count):
        batch = draw_pairs(64, seed, number, device)
        with torch.inference_mode():
            result = model(batch.observed, batch.anchors, batch.angles)
            made = apply_redirection(batch.source, batch.anchors, result)
            made_now, left_now = squared_error_ratio(made, batch)
            made_error, left_error = made_error + float(made_now), left_error + float(left_now)
            flow_sum += float(flow_error(result.flow, batch))
            overlaps.append(
                _iris_overlap(warp(batch.source_iris, result.flow), batch.iris, batch.angles)
            )
            made_sharp += float((_laplacian(made) * batch.opening).square().sum())
            wanted_sharp += float((_laplacian(batch.target) * batch.opening).square().sum())
    overlap = torch.cat(overlaps)
    return {
        "error_ratio": made_error / left_error,
        "flow_error_px": flow_sum / count,
        "iris_overlap": float(overlap.mean()),
        "sharpness": made_sharp / wanted_sharp,
    }


def _iris_overlap(made: torch.Tensor, wanted: torch.Tensor, angles: torch.Tensor) -> torch.Tensor:
    both = torch.minimum(made, wanted).sum((1, 2, 3))
    either = torch.maximum(made, wanted).sum((1, 2, 3))
    asked = angles.abs().amax(1) <= torch.deg2rad(torch.tensor(25.0))
    counted = (wanted.sum((1, 2, 3)) >= 40) & asked
    return (both / either.clamp(min=1))[counted]


def _laplacian(x: torch.Tensor) -> torch.Tensor:
    padded = torch.nn.functional.pad(x, (1, 1, 1, 1), mode="replicate")
    around = (
        padded[..., 1:-1, 2:]
        + padded[..., 1:-1, :-2]
        + padded[..., 2:, 1:-1]
        + padded[..., :-2, 1:-1]
    )
    return around - 4 * x
