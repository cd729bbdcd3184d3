"""Weights on disk: safetensors files with the network's shape in the header.

`read_weights` returns arrays and needs no torch, which takes a second to import.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

import numpy as np
from safetensors import SafetensorError, safe_open

from gazefix.errors import ModelError
from gazefix.files import NewFile
from gazefix.networks.configs import DeepWarpConfig, FaceGazeConfig, GazeNetConfig
from gazefix.types import FloatArray

if TYPE_CHECKING:
    from gazefix.networks.deepwarp import DeepWarp
    from gazefix.networks.facegaze import FaceGaze
    from gazefix.networks.gazenet import GazeNet

DEEPWARP_FILE: Final = "deepwarp.safetensors"
GAZENET_FILE: Final = "gazenet.safetensors"
FACEGAZE_FILE: Final = "facegaze.safetensors"
_REINSTALL: Final = "reinstall GazeFix, or train weights with `gazefix dev train`"
#: Fields of older shapes. They were false in an ablation, which left a part of the network out.
_OLD_SWITCHES: Final = ("use_anchors", "use_coarse", "use_lcm")

Shape = TypeVar("Shape", DeepWarpConfig, GazeNetConfig, FaceGazeConfig)
_Network = TypeVar("_Network", "DeepWarp", "GazeNet", "FaceGaze")


@dataclass(frozen=True, slots=True, eq=False)
class Weights(Generic[Shape]):
    """A network's shape, its float32 weights by name, and their file."""

    path: Path
    shape: Shape
    arrays: dict[str, FloatArray]

    def parts(self) -> Iterator[bytes]:
        """Yield all that tells these weights from others, but for their file."""
        yield repr(self.shape).encode()
        for name, array in sorted(self.arrays.items()):
            yield f"{name} {array.dtype} {array.shape}".encode()
            yield array.tobytes()

    def misfit(self, error: Exception | str) -> ModelError:
        """Return the error for weights that don't fit their shape."""
        return _misfit(self.path, error)


def weights_path(name: str = DEEPWARP_FILE) -> Path:
    """Return the trained weights of the package, else of the checkout. Raises ModelError."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "models", package.parent / "models"):
        if (folder / name).is_file():
            return folder / name
    raise ModelError(f"the weights {name} are missing", _REINSTALL)


def save_weights(
    model: DeepWarp | GazeNet, path: Path, notes: Mapping[str, str] | None = None
) -> None:
    """Write weights and shape, and `notes` on their training. Raises OutputError."""
    from safetensors.torch import save

    path.parent.mkdir(parents=True, exist_ok=True)
    state = {name: value.detach().cpu().contiguous() for name, value in model.state_dict().items()}
    header = {"config": json.dumps(asdict(model.config)), **(notes or {})}
    # Only the owner could read files of `save_file`.
    with NewFile(path, overwrite=True) as file:
        file.handle.write(save(state, header))


def read_weights(path: Path, kind: type[Shape]) -> Weights[Shape]:
    """Return the weights of a network whose shape is a `kind`.

    Raises ModelError for a file that is missing, truncated, not safetensors, without such a shape,
    or with values that aren't finite. Whether the arrays have that shape, only a network can tell.
    """
    try:
        with safe_open(path, framework="numpy") as file:
            header = file.metadata() or {}
            names = file.keys()
            arrays = {n: file.get_tensor(n).astype(np.float32, copy=False) for n in names}
    except (OSError, SafetensorError) as error:
        raise ModelError(f"cannot read the weights {path}: {error}", _REINSTALL) from error
    try:
        values = json.loads(header["config"])
        left_out = _left_out(header, values)
        known = {field.name for field in fields(kind)}
        if set(values) - known:
            raise ValueError("a shape of another version")
        shape = kind(**values)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise _misfit(path, error) from error
    if left_out:
        hint = "use weights that were trained without --without"
        raise ModelError(f"the weights {path} belong to a network without {left_out}", hint)
    if not all(bool(np.isfinite(array).all()) for array in arrays.values()):
        raise ModelError(f"the weights {path} hold values that are not finite", _REINSTALL)
    return Weights(path, shape, arrays)


def _left_out(header: Mapping[str, str], values: dict[str, Any]) -> str:
    """Return the parts that an ablation left out, and drop the old switches from the shape."""
    old = [name for name in _OLD_SWITCHES if not values.pop(name, True)]
    return header.get("without") or ", ".join(name.removeprefix("use_") for name in old)


def _misfit(path: Path, error: Exception | str) -> ModelError:
    return ModelError(f"the weights {path} do not fit their network: {error}", _REINSTALL)


def load_deepwarp(path: Path) -> DeepWarp:
    """Return the network that redirects, in torch on the CPU, for evaluation. Raises ModelError."""
    from gazefix.networks.deepwarp import DeepWarp

    return _filled(DeepWarp, read_weights(path, DeepWarpConfig))


def load_gazenet(path: Path) -> GazeNet:
    """Return the network that measures an eye's gaze, like `load_deepwarp`."""
    from gazefix.networks.gazenet import GazeNet

    return _filled(GazeNet, read_weights(path, GazeNetConfig))


def load_facegaze(path: Path) -> FaceGaze:
    """Return the network that measures a face's gaze, like `load_deepwarp`."""
    from gazefix.networks.facegaze import FaceGaze

    return _filled(FaceGaze, read_weights(path, FaceGazeConfig))


def _filled(network: type[_Network], weights: Weights[Shape]) -> _Network:
    import torch

    tensors = {name: torch.from_numpy(array) for name, array in weights.arrays.items()}
    try:
        model = network(weights.shape)  # type: ignore[arg-type]
        model.load_state_dict(tensors)
    except (ValueError, TypeError, RuntimeError) as error:
        raise weights.misfit(error) from error
    model.eval()
    return model
