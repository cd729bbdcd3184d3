"""What holds for the networks wherever they run: the same results as in torch on the CPU, which is
the reference."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from gazefix.errors import ModelError
from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.networks.configs import (
    EYE_PX,
    DeepWarpConfig,
    FaceGazeConfig,
    GazeNetConfig,
    usual_anchors_px,
)
from gazefix.networks.deepwarp import DeepWarp
from gazefix.networks.engine import Networks
from gazefix.networks.facegaze import FaceGaze
from gazefix.networks.gazenet import GazeNet
from gazefix.networks.openvino_backend import GraphNetworks
from gazefix.networks.torch_backend import GRAPH_SIZES, TorchNetworks
from gazefix.networks.weights import (
    FACEGAZE_FILE,
    GAZENET_FILE,
    load_deepwarp,
    load_facegaze,
    load_gazenet,
    read_weights,
    save_weights,
    weights_path,
)
from gazefix.types import FloatArray, Image

Open = Callable[..., Networks]
Inputs = tuple[Image, FloatArray, FloatArray]


def in_torch(
    deepwarp: Path, gazenet: Path, facegaze: Path | None = None, device: str = "cpu"
) -> Networks:
    face = load_facegaze(facegaze or weights_path(FACEGAZE_FILE))
    return TorchNetworks(load_deepwarp(deepwarp), load_gazenet(gazenet), face, torch.device(device))


def in_openvino(
    deepwarp: Path, gazenet: Path, facegaze: Path | None = None, threads: int = 1
) -> Networks:
    return GraphNetworks(
        read_weights(deepwarp, DeepWarpConfig),
        read_weights(gazenet, GazeNetConfig),
        read_weights(facegaze or weights_path(FACEGAZE_FILE), FaceGazeConfig),
        threads=threads,
    )


BACKENDS = [
    pytest.param(in_openvino, 1e-3, id="openvino"),
    pytest.param(lambda *paths: in_openvino(*paths, threads=2), 1e-3, id="openvino, two threads"),
    pytest.param(
        lambda *paths: in_torch(*paths, device="cuda"),
        0.05,  # TF32
        id="cuda",
        marks=pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device"),
    ),
]
#: Error of FaceGaze's direction where it is computed in bfloat16, which has eight bits.
BFLOAT16 = 0.01
backends = pytest.mark.parametrize(("open_networks", "within_px"), BACKENDS)


def eyes(count: int) -> Inputs:
    """Smooth pictures, landmarks that are a little off, and angles of up to 30 degrees."""
    rng = np.random.default_rng(count)
    coarse = torch.from_numpy(rng.random((count, 3, 6, 9), np.float32))
    smooth = torch.nn.functional.interpolate(
        coarse, (CROP_HEIGHT_PX, CROP_WIDTH_PX), mode="bicubic"
    ).clamp(0, 1)
    pixels: Image = (smooth.permute(0, 2, 3, 1).contiguous().numpy() * 255).astype(np.uint8)
    anchors = usual_anchors_px() + rng.uniform(-3, 3, (count, 7, 2)).astype(np.float32)
    return pixels, anchors, rng.uniform(-0.5, 0.5, (count, 2)).astype(np.float32)


def shaken(network: torch.nn.Module, strength: float) -> torch.nn.Module:
    """Every weight, zero ones too, changed by a random part: everything in the network matters."""
    torch.manual_seed(4)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(strength * torch.randn_like(parameter))
    return network


@backends
@pytest.mark.parametrize("count", [1, 2, 5])
def test_the_flow_is_the_references(open_networks: Open, within_px: float, count: int) -> None:
    paths = weights_path(), weights_path(GAZENET_FILE)
    wanted = in_torch(*paths).redirect(*eyes(count))
    made = open_networks(*paths).redirect(*eyes(count))
    assert made.shape == wanted.shape == (count, 4, CROP_HEIGHT_PX, CROP_WIDTH_PX)
    assert made.dtype == np.float32
    assert np.abs(wanted[:, :2]).max() > 3
    np.testing.assert_allclose(made, wanted, atol=within_px)


@backends
@pytest.mark.parametrize("count", [1, 2, 5])
def test_the_gaze_is_the_references(open_networks: Open, within_px: float, count: int) -> None:
    paths = weights_path(), weights_path(GAZENET_FILE)
    wanted = in_torch(*paths).read_gaze(*eyes(count))
    made = open_networks(*paths).read_gaze(*eyes(count))
    assert made.shape == (count, 4)
    np.testing.assert_allclose(made, wanted, atol=within_px / 50)


def faces(count: int) -> tuple[Image, Image, FloatArray]:
    """Both eyes of faces, and heads turned by up to 30 degrees."""
    pixels, _, heads = eyes(2 * count)
    square: Image = np.ascontiguousarray(pixels[:, :EYE_PX, :EYE_PX])
    return square[:count], square[count:], heads[:count]


@backends
@pytest.mark.parametrize("count", [1, 2, 5])
def test_the_faces_gaze_is_the_references(
    open_networks: Open, within_px: float, count: int
) -> None:
    paths = weights_path(), weights_path(GAZENET_FILE)
    wanted = in_torch(*paths).read_faces(*faces(count))
    made = open_networks(*paths).read_faces(*faces(count))
    assert made.shape == (count, 3)
    assert np.abs(wanted).max() > 0.2
    np.testing.assert_allclose(made, wanted, atol=max(within_px, BFLOAT16))


@backends
@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_look_that_is_begun_tells_the_same_in_the_end(
    open_networks: Open, within_px: float, count: int
) -> None:
    networks = open_networks(weights_path(), weights_path(GAZENET_FILE))
    shown, others = faces(count), tuple(values[::-1].copy() for values in faces(count))
    wanted, of_others = networks.read_faces(*shown), networks.read_faces(*others)
    late = networks.start_faces(*others)
    answer = networks.start_faces(*shown)
    networks.redirect(*eyes(count))
    networks.read_gaze(*eyes(count))
    made = answer()
    np.testing.assert_array_equal(made, wanted)
    networks.read_faces(*others)
    np.testing.assert_array_equal(made, wanted)
    np.testing.assert_array_equal(late(), of_others)
    np.testing.assert_array_equal(answer(), wanted)


@backends
def test_networks_of_another_shape_give_the_references_flow(
    open_networks: Open, within_px: float, tmp_path: Path
) -> None:
    torch.manual_seed(1)
    shape = DeepWarpConfig(stem_channels=8, eighth_blocks=2, lift_channels=5, motions=3)
    save_weights(shaken(DeepWarp(shape), 0.03), tmp_path / "d")  # type: ignore[arg-type]
    save_weights(shaken(GazeNet(GazeNetConfig(hidden=32)), 0.03), tmp_path / "g")  # type: ignore[arg-type]
    wide = FaceGazeConfig(tower=(8, 4, 8, 4), joint=(8, 8, 8, 8, 8, 8), hidden=(16, 8))
    save_weights(shaken(FaceGaze(wide), 0.03), tmp_path / "f")  # type: ignore[arg-type]
    paths = tmp_path / "d", tmp_path / "g", tmp_path / "f"
    wanted, made = in_torch(*paths), open_networks(*paths)
    assert np.abs(wanted.redirect(*eyes(3))).max() > 0.5
    np.testing.assert_allclose(made.redirect(*eyes(3)), wanted.redirect(*eyes(3)), atol=within_px)
    np.testing.assert_allclose(made.read_gaze(*eyes(3)), wanted.read_gaze(*eyes(3)), atol=within_px)
    face_gazes = made.read_faces(*faces(3)), wanted.read_faces(*faces(3))
    np.testing.assert_allclose(*face_gazes, rtol=BFLOAT16, atol=max(within_px, BFLOAT16))


@backends
def test_a_result_stays_when_the_networks_run_again(open_networks: Open, within_px: float) -> None:
    networks = open_networks(weights_path(), weights_path(GAZENET_FILE))
    pixels, anchors, angles = eyes(2)
    first = networks.redirect(pixels, anchors, angles)
    kept = first.copy()
    networks.redirect(pixels, anchors, -angles)
    assert np.array_equal(first, kept)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")
def test_more_eyes_than_the_largest_cuda_graph_holds_come_back() -> None:
    networks = in_torch(weights_path(), weights_path(GAZENET_FILE), device="cuda")
    assert len(networks.redirect(*eyes(GRAPH_SIZES[-1] + 3))) == GRAPH_SIZES[-1] + 3


def test_weights_that_the_graph_does_not_know_are_refused(tmp_path: Path) -> None:
    model = DeepWarp()
    model.extra = torch.nn.Linear(2, 2)
    save_weights(model, tmp_path / "w")
    with pytest.raises(ModelError, match="extra"):
        in_openvino(tmp_path / "w", weights_path(GAZENET_FILE))


def test_weights_of_another_shape_than_they_say_are_refused(tmp_path: Path) -> None:
    model = DeepWarp(DeepWarpConfig(motions=3))
    model.config = DeepWarpConfig()
    save_weights(model, tmp_path / "w")
    with pytest.raises(ModelError, match="do not fit"):
        in_openvino(tmp_path / "w", weights_path(GAZENET_FILE))
