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
from gazefix.imaging import EyeView, view_eye
from gazefix.types import Eye, Gaze, Image, Side
from gazefix.weights import save_weights

DEVICES = ["cpu", pytest.param("cuda", marks=pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device"))]


def eyes(count: int) -> list[EyeView]:
    rng = np.random.default_rng(2)
    frame: Image = rng.integers(0, 256, (200, 300, 3), dtype=np.uint8)
    around = np.array([(-30, 0), (-6, -10), (16, -8), (30, 0), (12, 7), (-9, 7), (1, -1)], np.float32)
    places = rng.uniform(80, 120, (count, 1, 2))
    return [view_eye(frame, Eye(Side.LEFT, (around + place).astype(np.float32), 12.0, 0.3)) for place in places]


@pytest.mark.parametrize("device", DEVICES)
def test_a_warp_comes_back_for_each_eye(device: str) -> None:
    warps = Engine(EngineConfig(device=device)).redirect(eyes(3), [Gaze(0.2, 0.1)] * 3)  # type: ignore[arg-type]
    assert warps.shape == (3, CROP_HEIGHT_PX, CROP_WIDTH_PX, 3)
    assert warps.dtype == np.float32
    assert np.abs(warps).max() > 0


@pytest.mark.parametrize("device", DEVICES)
def test_a_batch_gives_what_its_eyes_give_alone(device: str) -> None:
    engine = Engine(EngineConfig(device=device))  # type: ignore[arg-type]
    views, angles = eyes(4), [Gaze(0.1 * i, -0.1) for i in range(4)]
    np.testing.assert_allclose(engine.redirect(views, angles)[1:2], engine.redirect(views[1:2], angles[1:2]), atol=1e-3)
    np.testing.assert_allclose(engine.read_gaze(views, angles)[1:2], engine.read_gaze(views[1:2], angles[1:2]), atol=1e-4)


@pytest.mark.parametrize("device", DEVICES)
def test_a_gaze_and_its_errors_come_back_for_each_eye(device: str) -> None:
    read = Engine(EngineConfig(device=device)).read_gaze(eyes(3), [Gaze(0.0, 0.0)] * 3)  # type: ignore[arg-type]
    assert read.shape == (3, 4)
    assert (read[:, 2:] > 0).all()


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")
def test_cuda_gives_the_cpus_flow() -> None:
    views, angles = eyes(2), [Gaze(0.2, 0.1)] * 2
    on_cpu = Engine(EngineConfig(device="cpu")).redirect(views, angles)
    np.testing.assert_allclose(Engine(EngineConfig(device="cuda")).redirect(views, angles), on_cpu, atol=0.05)


def test_cuda_asked_for_where_there_is_none_is_an_error_with_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(DeviceError, match="CUDA") as raised:
        Engine(EngineConfig(device="cuda"))
    assert "--device cpu" in raised.value.hint


def test_auto_falls_back_to_the_cpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert choose_device("auto").type == "cpu"


def test_weights_of_ones_own_are_used(tmp_path: Path) -> None:
    save_weights(DeepWarp(), tmp_path / "untrained.safetensors")
    engine = Engine(EngineConfig(device="cpu", weights=str(tmp_path / "untrained.safetensors")))
    assert np.abs(engine.redirect(eyes(1), [Gaze(0.2, 0.1)])[..., :2]).max() == 0


def test_the_path_of_ones_own_weights_may_start_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    save_weights(DeepWarp(), tmp_path / "untrained.safetensors")
    assert Engine(EngineConfig(device="cpu", weights="~/untrained.safetensors")).weights == tmp_path / "untrained.safetensors"


def test_missing_weights_of_ones_own_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot read"):
        Engine(EngineConfig(device="cpu", weights=str(tmp_path / "none.safetensors")))


def test_values_that_are_not_finite_are_an_error() -> None:
    view = eyes(1)[0]
    view.anchors[2] = np.nan
    engine = Engine(EngineConfig(device="cpu"))
    for call in (engine.redirect, engine.read_gaze):
        with pytest.raises(GazeFixError, match="not finite"):
            call([view], [Gaze(0.2, 0.1)])
