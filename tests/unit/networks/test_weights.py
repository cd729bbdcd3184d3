"""Weights on disk: found, written, and refused when they are wrong."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from gazefix.errors import ModelError
from gazefix.networks.configs import DeepWarpConfig
from gazefix.networks.deepwarp import DeepWarp
from gazefix.networks.weights import load_deepwarp, save_weights, weights_path


def test_gazefixs_own_weights_are_found_and_load() -> None:
    path = weights_path()
    assert path.stat().st_size < 2_000_000
    assert not load_deepwarp(path).training


def test_missing_weights_are_an_error_with_a_hint() -> None:
    with pytest.raises(ModelError, match="missing") as raised:
        weights_path("no-such.safetensors")
    assert raised.value.hint


def test_weights_and_shape_survive_a_round_trip(tmp_path: Path) -> None:
    torch.manual_seed(1)
    model = DeepWarp(DeepWarpConfig(eighth_blocks=2, motions=3))
    save_weights(model, tmp_path / "w.safetensors", {"pairs": "0"})
    loaded = load_deepwarp(tmp_path / "w.safetensors")
    assert loaded.config == model.config
    for name, tensor in model.state_dict().items():
        assert torch.equal(loaded.state_dict()[name], tensor)


def test_writing_leaves_no_partial_file(tmp_path: Path) -> None:
    save_weights(DeepWarp(), tmp_path / "w.safetensors")
    assert [p.name for p in tmp_path.iterdir()] == ["w.safetensors"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits")
def test_weights_are_as_readable_as_other_files(tmp_path: Path) -> None:
    save_weights(DeepWarp(), tmp_path / "w.safetensors")
    (tmp_path / "other").touch()
    assert (tmp_path / "w.safetensors").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot read"):
        load_deepwarp(tmp_path / "none.safetensors")


def test_truncated_weights_are_refused(tmp_path: Path) -> None:
    whole = weights_path().read_bytes()
    for length in (0, 5, len(whole) // 2, len(whole) - 1):
        (tmp_path / "w.safetensors").write_bytes(whole[:length])
        with pytest.raises(ModelError):
            load_deepwarp(tmp_path / "w.safetensors")


def test_weights_of_another_shape_are_refused(tmp_path: Path) -> None:
    state = DeepWarp(DeepWarpConfig(stem_channels=8)).state_dict()
    header = json.dumps({"stem_channels": 16})
    save_file(state, tmp_path / "w.safetensors", {"config": header})
    with pytest.raises(ModelError, match="do not fit"):
        load_deepwarp(tmp_path / "w.safetensors")


OLD_SWITCHES = {"use_anchors": True, "use_coarse": True, "use_lcm": True}


def test_weights_whose_shape_has_the_old_switches_load(tmp_path: Path) -> None:
    model = DeepWarp(DeepWarpConfig(motions=3))
    header = json.dumps({"motions": 3, **OLD_SWITCHES})
    save_file(model.state_dict(), tmp_path / "w.safetensors", {"config": header})
    assert load_deepwarp(tmp_path / "w.safetensors").config == model.config


@pytest.mark.parametrize("part", ["anchors", "coarse", "lcm"])
def test_old_weights_of_a_network_with_a_part_left_out_are_refused(
    tmp_path: Path, part: str
) -> None:
    header = json.dumps({**OLD_SWITCHES, f"use_{part}": False})
    save_file(DeepWarp().state_dict(), tmp_path / "w.safetensors", {"config": header})
    with pytest.raises(ModelError, match=f"without {part}"):
        load_deepwarp(tmp_path / "w.safetensors")


@pytest.mark.parametrize(
    "header", [{}, {"config": "not json"}, {"config": '{"unknown": 1}'}, {"config": "[1]"}]
)
def test_a_header_without_a_known_shape_is_refused(tmp_path: Path, header: dict[str, str]) -> None:
    save_file(DeepWarp().state_dict(), tmp_path / "w.safetensors", header)
    with pytest.raises(ModelError, match="do not fit"):
        load_deepwarp(tmp_path / "w.safetensors")


def test_weights_that_are_not_finite_are_refused(tmp_path: Path) -> None:
    model = DeepWarp()
    with torch.no_grad():
        model.lift.weight[0, 0] = float("nan")
    save_weights(model, tmp_path / "w.safetensors")
    with pytest.raises(ModelError, match="not finite"):
        load_deepwarp(tmp_path / "w.safetensors")
