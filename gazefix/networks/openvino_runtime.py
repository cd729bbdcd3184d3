"""OpenVINO: its only import, without the part that reports to its maker, and what runs a graph."""

from __future__ import annotations

import contextlib
import functools
import locale
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np

from gazefix.errors import DeviceError
from gazefix.native import c_locale, importing_without, kept_signal_stack
from gazefix.networks.device_selection import multiplies_halves
from gazefix.types import FloatArray, Image

# OpenVINO's package imports its converter, which reports each import to Google Analytics and leaves
# ~/intel behind. The package works without the converter.
with importing_without("openvino.tools.ovc"):
    import openvino
    from openvino import opset13 as op

__all__ = [
    "SETTINGS",
    "PictureModel",
    "compiled",
    "core",
    "op",
    "openvino",
    "version",
    "wait_at_end",
]

#: float32, since newer processors would otherwise round to bfloat16. Only FaceGaze may (`halves`).
SETTINGS: Final = {"INFERENCE_PRECISION_HINT": "f32", "NUM_STREAMS": 1, "ENABLE_CPU_PINNING": False}


@functools.cache
def core() -> Any:
    """Return OpenVINO's core, always the same one.

    Each core brings its own stack for signal handlers and frees it at its end. After two cores, the
    next signal would meet a freed stack and end the program.
    """
    return openvino.Core()


def compiled(draw: Callable[[], Any], threads: int, *, halves: bool = False) -> Any:
    """Return an OpenVINO request that runs the graph that `draw` returns, on the CPU.

    halves   compute in bfloat16 where that is faster, in three fifths of the time

    Raises what `draw` raises, and DeviceError where OpenVINO itself fails: on an old processor, or
    for lack of memory or threads.
    """
    settings = {**SETTINGS, "INFERENCE_NUM_THREADS": threads}
    # In Turkish the names of OpenVINO's operations do not survive its tolower.
    with c_locale(locale.LC_NUMERIC, locale.LC_CTYPE), kept_signal_stack():
        with _working():
            openvino_core = core()
            if halves and multiplies_halves():
                settings["INFERENCE_PRECISION_HINT"] = "bf16"
        graph = draw()
        with _working():
            return openvino_core.compile_model(graph, "CPU", settings).create_infer_request()


def wait_at_end(owner: object, request: Any) -> None:
    """Wait for a request's run before its owner, or the program, ends: the run's thread would free
    Python's memory."""
    weakref.finalize(owner, request.wait)


def version() -> str:
    """Return OpenVINO's version."""
    return str(openvino.__version__).split("-")[0]


class PictureModel:
    """A model file whose input is a square picture. For one thread at a time.

    Fill `pixels` (side_px, side_px, 3), uint8, before a run.
    """

    def __init__(self, path: Path) -> None:
        """Compile the model, an .xml beside its .bin. Raises RuntimeError for a damaged one."""
        self._request = compiled(lambda: core().read_model(path), 1)
        wait_at_end(self, self._request)
        pixels: Image = np.zeros(self._request.input_tensors[0].shape, np.uint8)
        self._request.set_input_tensor(0, openvino.Tensor(pixels, shared_memory=True))
        self.pixels, self.side_px = pixels[0], pixels.shape[1]
        # They keep their places in memory.
        self._results: list[FloatArray] = [made.data for made in self._request.output_tensors]

    def run(self) -> list[FloatArray]:
        """Return the results, which the next run overwrites."""
        self._request.infer()
        return self._results


@contextlib.contextmanager
def _working() -> Iterator[None]:
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        said = [line.strip() for line in str(error).splitlines() if line.strip()]
        message = f"OpenVINO does not work on this computer: {said[-1] if said else 'no memory'}"
        hint = "install PyTorch in its place: pip install torch; or free some memory"
        raise DeviceError(message, hint) from error
