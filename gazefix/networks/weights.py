"""Weights on disk: safetensors with the network's shape in the header, and where the ones that GazeFix brings lie.

As arrays they need no torch, which takes a second to import; as networks they do.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final, Generic, TypeVar

import numpy as np
from safetensors import SafetensorError, safe_open

from gazefix.errors import ModelError
from gazefix.files import NewFile
from gazefix.networks.configs import DeepWarpConfig, GazeNetConfig
from gazefix.types import FloatArray

if TYPE_CHECKING:
    from gazefix.networks.deepwarp import DeepWarp
    from gazefix.networks.gazenet import GazeNet

DEEPWARP_FILE: Final = "deepwarp.safetensors"
GAZENET_FILE: Final = "gazenet.safetensors"
_REINSTALL: Final = "reinstall GazeFix, or train weights with `gazefix dev train`"

Shape = TypeVar("Shape", DeepWarpConfig, GazeNetConfig)
_Network = TypeVar("_Network", "DeepWarp", "GazeNet")


@dataclass(frozen=True, slots=True, eq=False)
class Weights(Generic[Shape]):
    """A network's shape and its weights by name, float32, with the file they come from."""

    path: Path
    shape: Shape
    arrays: dict[str, FloatArray]

    def misfit(self, error: Exception | str) -> ModelError:
        """The error for weights that are not of the shape they say."""
        return ModelError(f"the weights {self.path} do not fit their network: {error}", _REINSTALL)


def weights_path(name: str = DEEPWARP_FILE) -> Path:
    """Where the trained weights lie: in the installed package, else in the checkout's models/. Raises ModelError."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "models", package.parent / "models"):
        if (folder / name).is_file():
            return folder / name
    raise ModelError(f"the weights {name} are missing", _REINSTALL)


def save_weights(
    model: DeepWarp | GazeNet, path: Path, notes: dict[str, str] | None = None
) -> None:
    """Writes weights and shape; `notes` (how they were trained) go into the header too. Raises OutputError."""
    from safetensors.torch import save

    path.parent.mkdir(parents=True, exist_ok=True)
    state = {
        name: tensor.detach().cpu().contiguous() for name, tensor in model.state_dict().items()
    }
    # Not `save_file`, whose files nobody but their owner may read.
    with NewFile(path, overwrite=True) as file:
        file.handle.write(
            save(state, {"config": json.dumps(asdict(model.config)), **(notes or {})})
        )


def read_weights(path: Path, kind: type[Shape]) -> Weights[Shape]:
    """The weights of a file, for a network whose shape is a `kind`.

    Raises ModelError for a file that is missing, truncated, not safetensors, without such a shape, or with values that are
    not finite. Whether the arrays are of that shape shows when a network takes them.
    """
    try:
        with safe_open(path, framework="numpy") as file:
            header = file.metadata() or {}
            arrays = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118  (not a mapping)
    except (OSError, SafetensorError) as error:
        raise ModelError(f"cannot read the weights {path}: {error}", _REINSTALL) from error
    try:
        values = json.loads(header["config"])
        known = {field.name for field in fields(kind)}
        if not isinstance(values, dict) or set(values) - known:
            raise ValueError("a shape of another version")
        shape = kind(**values)
    except (KeyError, ValueError, TypeError) as error:
        raise ModelError(
            f"the weights {path} do not fit their network: {error}", _REINSTALL
        ) from error
    if not all(bool(np.isfinite(array).all()) for array in arrays.values()):
        raise ModelError(f"the weights {path} hold values that are not finite", _REINSTALL)
    return Weights(path, shape, arrays)


def load_deepwarp(path: Path) -> DeepWarp:
    """The network that redirects, in torch, with its weights, in evaluation mode on the CPU. Raises ModelError."""
    from gazefix.networks.deepwarp import DeepWarp

    return _filled(DeepWarp, read_weights(path, DeepWarpConfig))


def load_gazenet(path: Path) -> GazeNet:
    """The network that measures, as `load_deepwarp`."""
    from gazefix.networks.gazenet import GazeNet

    return _filled(GazeNet, read_weights(path, GazeNetConfig))


def _filled(
    network: type[_Network], weights: Weights[DeepWarpConfig] | Weights[GazeNetConfig]
) -> _Network:
    import torch

    try:
        model = network(weights.shape)  # type: ignore[arg-type]
        model.load_state_dict(
            {name: torch.from_numpy(array) for name, array in weights.arrays.items()}
        )
    except (ValueError, TypeError, RuntimeError) as error:
        raise weights.misfit(error) from error
    model.eval()
    return model
