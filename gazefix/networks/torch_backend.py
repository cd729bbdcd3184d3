"""The networks in torch: the reference on a CPU, and the only backend on CUDA."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import torch
from torch import Tensor

from gazefix.config import DeviceName
from gazefix.errors import DeviceError
from gazefix.networks.deepwarp import DeepWarp
from gazefix.networks.facegaze import FaceGaze
from gazefix.networks.gazenet import GazeNet
from gazefix.types import FloatArray, Image

#: Numbers of eyes with a CUDA graph of their own; fewer are filled up, more are split.
GRAPH_SIZES: Final = (2, 4, 8, 16, 32, 64, 128)
_WARM_UP_RUNS: Final = 3

Step = Callable[[Tensor, Tensor, Tensor], Tensor]

logger = logging.getLogger(__name__)


def choose_device(wanted: DeviceName) -> torch.device:
    """Return the device of a setting. Raises DeviceError if it is CUDA and there is none."""
    available = torch.cuda.is_available()
    if wanted == "cuda" and not available:
        raise DeviceError(
            "PyTorch finds no NVIDIA graphics card that it can use",
            "use --device cpu, or install the NVIDIA driver and a CUDA build of PyTorch; "
            "`gazefix doctor` shows what is installed",
        )
    return torch.device("cuda" if available and wanted != "cpu" else "cpu")


class TorchNetworks:
    """The networks with their weights on one device. For one thread at a time.

    On CUDA all eyes run in one batch, as one CUDA graph between pinned memory. Convolutions are in
    TF32 if the card has it (PyTorch's default), everything else in float32.
    """

    def __init__(
        self, deepwarp: DeepWarp, gazenet: GazeNet, facegaze: FaceGaze, device: torch.device
    ) -> None:
        self.device = device
        self.on_gpu = device.type != "cpu"
        self.name = torch.cuda.get_device_name(device) if self.on_gpu else "cpu"
        self._deepwarp, self._gazenet = deepwarp.to(device), gazenet.to(device)
        self._facegaze = facegaze.to(device)
        if not self.on_gpu:
            # One thread is as fast for networks this small, and doesn't wait for a core that
            # MediaPipe or a codec uses: two threads on two busy cores lost nine frames of ten.
            torch.set_num_threads(1)
        self._graphs: dict[tuple[Step, int], _CudaGraph] = {}

    def redirect(self, pixels: Image, anchors: FloatArray, angles: FloatArray) -> FloatArray:
        """See engine.Networks.redirect."""
        return self._run(self._redirection, pixels, anchors, angles)

    def read_gaze(self, pixels: Image, anchors: FloatArray, heads: FloatArray) -> FloatArray:
        """See engine.Networks.read_gaze."""
        return self._run(self._reading, pixels, anchors, heads)

    def read_faces(self, lefts: Image, rights: Image, heads: FloatArray) -> FloatArray:
        """See engine.Networks.read_faces."""
        return self._run(self._face_reading, lefts, rights, heads)

    def start_faces(
        self, lefts: Image, rights: Image, heads: FloatArray
    ) -> Callable[[], FloatArray]:
        """See engine.Networks.start_faces. Nothing runs before the result is asked for."""
        return lambda: self.read_faces(lefts, rights, heads)

    def _redirection(self, pixels: Tensor, anchors: Tensor, angles: Tensor) -> Tensor:
        made = self._deepwarp(_unit_crops(pixels), anchors, angles)
        return torch.cat([made.flow, made.lighten, made.brighten], 1)

    def _reading(self, pixels: Tensor, anchors: Tensor, heads: Tensor) -> Tensor:
        made: Tensor = self._gazenet(_unit_crops(pixels), anchors, heads)
        return torch.cat([made[:, :2], made[:, 2:].exp()], 1)

    def _face_reading(self, lefts: Tensor, rights: Tensor, heads: Tensor) -> Tensor:
        lefts, rights = (eyes.permute(0, 3, 1, 2).float() for eyes in (lefts, rights))
        made: Tensor = self._facegaze(lefts, rights, heads)
        return made

    def _run(self, step: Step, *inputs: Image | FloatArray) -> FloatArray:
        with torch.inference_mode():
            if self.on_gpu:
                parts = [torch.split(torch.from_numpy(v), GRAPH_SIZES[-1]) for v in inputs]
                results = [self._run_graph(step, piece) for piece in zip(*parts, strict=True)]
                return results[0] if len(results) == 1 else np.concatenate(results)
            tensors = (torch.from_numpy(values).to(self.device) for values in inputs)
            made: FloatArray = step(*tensors).cpu().numpy()
        return made

    def _run_graph(self, step: Step, inputs: Sequence[Tensor]) -> FloatArray:
        size = next(size for size in GRAPH_SIZES if size >= len(inputs[0]))
        graph = self._graphs.get((step, size))
        if graph is None:
            graph = self._graphs[step, size] = _CudaGraph(step, inputs, size, self.device)
            logger.debug("a CUDA graph for %d eyes", size)
        return graph.run(inputs)


class _CudaGraph:
    """A recorded step for up to `size` eyes: one call launches all kernels, without allocating."""

    def __init__(self, step: Step, like: Sequence[Tensor], size: int, device: torch.device) -> None:
        self._stream = torch.cuda.Stream(device)  # type: ignore[no-untyped-call]
        # Zeros, since the values of eyes that a run doesn't have must be finite.
        zeros = (torch.zeros((size, *values.shape[1:]), dtype=values.dtype) for values in like)
        self._pinned = [values.pin_memory() for values in zeros]
        self._inputs = [values.to(device) for values in self._pinned]
        self._stream.wait_stream(torch.cuda.current_stream(device))
        with torch.cuda.stream(self._stream):
            for _ in range(_WARM_UP_RUNS):
                self._output = step(*self._inputs)
        self._stream.synchronize()
        self._graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self._graph, stream=self._stream):
            self._output = step(*self._inputs)
        self._result = torch.empty(self._output.shape, dtype=self._output.dtype).pin_memory()

    def run(self, inputs: Sequence[Tensor]) -> FloatArray:
        count = len(inputs[0])
        with torch.cuda.stream(self._stream):
            for values, pinned, placed in zip(inputs, self._pinned, self._inputs, strict=True):
                pinned[:count].copy_(values)
                placed[:count].copy_(pinned[:count], non_blocking=True)
            self._graph.replay()
            self._result[:count].copy_(self._output[:count], non_blocking=True)
        self._stream.synchronize()
        made: FloatArray = self._result[:count].clone().numpy()  # torch copies in several threads
        return made


def _unit_crops(pixels: Tensor) -> Tensor:
    return pixels.permute(0, 3, 1, 2).float() / 255
