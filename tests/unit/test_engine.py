"""The engine: pictures in, warps out, on a device that is there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from gazefix.config import EngineConfig
from gazefix.deepwarp import DeepWarp
from gazefix.engine import Engine, choose_device
from gazefix.errors import DeviceError, GazeFixError, ModelError
from gazefix.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.types import FloatArray, Gaze, Image
from gazefix.weights import save_deepwarp

DEVICES = ["cpu", pytest.param("cuda", marks=pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device"))]


def eyes(count: int) -> tuple[list[Image], list[FloatArray]]:
    rng = np.random.default_rng(2)
    crops = [rng.integers(0, 256, (CROP_HEIGHT_PX, CROP_WIDTH_PX, 3), dtype=np.uint8) for _ in range(count)]
    return crops, [rng.uniform(20, 70, (7, 2)).astype(np.float32) for _ in range(count)]


@pytest.mark.parametrize("device", DEVICES)
def test_a_warp_comes_back_for_each_eye(device: str) -> None:
    crops, anchors = eyes(3)
    warps = Engine(EngineConfig(device=device)).redirect(crops, anchors, [Gaze(0.2, 0.1)] * 3)  # type: ignore[arg-type]
    assert warps.shape == (3, CROP_HEIGHT_PX, CROP_WIDTH_PX, 3)
    assert warps.dtype == np.float32
    assert np.abs(warps).max() > 0


@pytest.mark.parametrize("device", DEVICES)
def test_a_batch_gives_what_its_eyes_give_alone(device: str) -> None:
    engine = Engine(EngineConfig(device=device))  # type: ignore[arg-type]
    crops, anchors = eyes(4)
    angles = [Gaze(0.1 * i, -0.1) for i in range(4)]
    together = engine.redirect(crops, anchors, angles)
    alone = engine.redirect(crops[1:2], anchors[1:2], angles[1:2])
    np.testing.assert_allclose(together[1:2], alone, atol=1e-3)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")
def test_cuda_gives_the_cpus_flow() -> None:
    crops, anchors = eyes(2)
    angles = [Gaze(0.2, 0.1)] * 2
    on_cpu = Engine(EngineConfig(device="cpu")).redirect(crops, anchors, angles)
    np.testing.assert_allclose(Engine(EngineConfig(device="cuda")).redirect(crops, anchors, angles), on_cpu, atol=0.05)


def test_cuda_asked_for_where_there_is_none_is_an_error_with_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(DeviceError, match="CUDA") as raised:
        Engine(EngineConfig(device="cuda"))
    assert "--device cpu" in raised.value.hint


def test_auto_falls_back_to_the_cpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert choose_device("auto").type == "cpu"


def test_weights_of_ones_own_are_used(tmp_path: Path) -> None:
    save_deepwarp(DeepWarp(), tmp_path / "untrained.safetensors")
    engine = Engine(EngineConfig(device="cpu", weights=str(tmp_path / "untrained.safetensors")))
    crops, anchors = eyes(1)
    assert np.abs(engine.redirect(crops, anchors, [Gaze(0.2, 0.1)])[..., :2]).max() == 0


def test_the_path_of_ones_own_weights_may_start_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    save_deepwarp(DeepWarp(), tmp_path / "untrained.safetensors")
    assert Engine(EngineConfig(device="cpu", weights="~/untrained.safetensors")).weights == tmp_path / "untrained.safetensors"


def test_missing_weights_of_ones_own_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot read"):
        Engine(EngineConfig(device="cpu", weights=str(tmp_path / "none.safetensors")))


def test_values_that_are_not_finite_are_an_error() -> None:
    crops, anchors = eyes(1)
    anchors[0][2] = np.nan
    with pytest.raises(GazeFixError, match="not finite"):
        Engine(EngineConfig(device="cpu")).redirect(crops, anchors, [Gaze(0.2, 0.1)])
