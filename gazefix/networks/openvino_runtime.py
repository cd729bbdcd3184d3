"""OpenVINO: its only import, without the part that reports to its maker, and what runs a graph."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import io
import locale
import logging
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import platformdirs

from gazefix import __version__
from gazefix.config import APP_NAME
from gazefix.errors import DeviceError
from gazefix.files import FileCache
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

logger = logging.getLogger(__name__)

#: float32, since newer processors would otherwise round to bfloat16. Only FaceGaze may (`halves`).
SETTINGS: Final = {"INFERENCE_PRECISION_HINT": "f32", "NUM_STREAMS": 1, "ENABLE_CPU_PINNING": False}
#: What graphs are drawn from besides the modules beside this one.
_BESIDE: Final = ("imaging/eye_model.py", "imaging/geometry.py", "types.py")


@functools.cache
def core() -> Any:
    """Return OpenVINO's core, always the same one.

    Each core brings its own stack for signal handlers and frees it at its end. After two cores, the
    next signal would meet a freed stack and end the program.
    """
    return openvino.Core()


def compiled(
    draw: Callable[[], Any],
    threads: int,
    *,
    halves: bool = False,
    name: str = "",
    made_of: Iterable[bytes] = (),
) -> Any:
    """Return an OpenVINO request that runs the graph that `draw` returns, on the CPU.

    halves    compute in bfloat16 where that is faster, in three fifths of the time
    name      what to keep the compiled graph as, in the user's cache: the next start reads it in a
              third of the time and takes a sixth less memory; empty: don't
    made_of   all but GazeFix's sources that the graph follows from

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
            file = f"{name}-{_digest(settings, made_of)}" if name else ""
            model = _kept(file, settings) if file else None
        if model is None:
            graph = draw()
            with _working():
                model = openvino_core.compile_model(graph, "CPU", settings)
            if file:
                _keep(file, model)
        with _working():
            return model.create_infer_request()


def graph_cache() -> FileCache:
    """Return the user's cache of compiled graphs."""
    folder = Path(platformdirs.user_cache_dir(APP_NAME, appauthor=False))
    return FileCache(folder / "graphs")


def _kept(file: str, settings: Mapping[str, Any]) -> Any:
    """Return a compiled graph of an earlier start, None where there is none that can be used."""
    data = graph_cache().read(file)
    if data is None:
        return None
    try:
        return core().import_model(data, "CPU", dict(settings))
    except (RuntimeError, TypeError, ValueError) as error:
        logger.debug("%s can't be used: %s", file, error)
        return None


def _keep(file: str, model: Any) -> None:
    exported = io.BytesIO()
    try:
        model.export_model(exported)
    except RuntimeError as error:
        logger.debug("%s can't be kept: %s", file, error)
        return
    graph_cache().write(file, exported.getvalue())


def _digest(settings: Mapping[str, Any], made_of: Iterable[bytes]) -> str:
    """Return what tells a compiled graph from all that are made of something else."""
    digest = hashlib.sha256(f"{_here()} {sorted(settings.items())}".encode())
    for part in made_of:
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return digest.hexdigest()[:32]


@functools.cache
def _here() -> str:
    """Return what a compiled graph is valid for: this OpenVINO, processor and GazeFix."""
    sources = hashlib.sha256(__version__.encode())
    package = Path(__file__).parents[1]
    for path in (*sorted(package.glob("networks/*.py")), *(package / name for name in _BESIDE)):
        if path.exists():  # some packages have Python's caches alone
            sources.update(path.read_bytes())
    processor = [
        core().get_property("CPU", key) for key in ("FULL_DEVICE_NAME", "OPTIMIZATION_CAPABILITIES")
    ]
    return f"{openvino.__version__} {processor} {sources.hexdigest()}"


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
        """Compile the model, an .xml beside its .bin.

        Raises RuntimeError for a damaged one, and OSError for one that is missing.
        """
        files = (path, path.with_suffix(".bin"))
        self._request = compiled(
            lambda: core().read_model(path),
            1,
            name=path.stem,
            made_of=(file.read_bytes() for file in files),
        )
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
