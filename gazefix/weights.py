"""Weights on disk: safetensors with the network's shape in the header, and where the ones that GazeFix brings lie."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import Final, TypeVar

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save

from gazefix.deepwarp import DeepWarp, DeepWarpConfig
from gazefix.errors import ModelError
from gazefix.files import NewFile
from gazefix.gazenet import GazeNet, GazeNetConfig

DEEPWARP_FILE: Final = "deepwarp.safetensors"
GAZENET_FILE: Final = "gazenet.safetensors"
_REINSTALL: Final = "reinstall GazeFix, or train weights with `gazefix train`"

Network = DeepWarp | GazeNet
Loaded = TypeVar("Loaded", DeepWarp, GazeNet)


def weights_path(name: str = DEEPWARP_FILE) -> Path:
    """Where the trained weights lie: in the installed package, else in the checkout's models/. Raises ModelError."""
    package = Path(__file__).resolve().parent
    for folder in (package / "models", package.parent / "models"):
        if (folder / name).is_file():
            return folder / name
    raise ModelError(f"the weights {name} are missing", _REINSTALL)


def save_weights(model: Network, path: Path, notes: dict[str, str] | None = None) -> None:
    """Writes weights and shape; `notes` (how they were trained) go into the header too. Raises OutputError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    state = {name: tensor.detach().cpu().contiguous() for name, tensor in model.state_dict().items()}
    # Not `save_file`, whose files nobody but their owner may read.
    with NewFile(path, overwrite=True) as file:
        file.handle.write(save(state, {"config": json.dumps(asdict(model.config)), **(notes or {})}))


def load_deepwarp(path: Path) -> DeepWarp:
    """The network that redirects, with its weights, in evaluation mode on the CPU.

    Raises ModelError for a file that is missing, truncated, not safetensors, or of another shape than it says.
    """
    return _load(path, DeepWarp, DeepWarpConfig)


def load_gazenet(path: Path) -> GazeNet:
    """The network that measures, as `load_deepwarp`."""
    return _load(path, GazeNet, GazeNetConfig)


def _load(path: Path, network: type[Loaded], shape: type[DeepWarpConfig | GazeNetConfig]) -> Loaded:
    try:
        with safe_open(path, framework="pt") as file:
            header = file.metadata() or {}
            state = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118  (not a mapping)
    except (OSError, SafetensorError) as error:
        raise ModelError(f"cannot read the weights {path}: {error}", _REINSTALL) from error
    try:
        values = json.loads(header["config"])
        known = {field.name for field in fields(shape)}
        if not isinstance(values, dict) or set(values) - known:
            raise ValueError("a shape of another version")
        model = network(shape(**values))  # type: ignore[arg-type]
        model.load_state_dict(state)
    except (KeyError, ValueError, TypeError, RuntimeError) as error:
        raise ModelError(f"the weights {path} do not fit {network.__name__}: {error}", _REINSTALL) from error
    if not all(bool(torch.isfinite(tensor).all()) for tensor in state.values()):
        raise ModelError(f"the weights {path} hold values that are not finite", _REINSTALL)
    model.eval()
    return model
