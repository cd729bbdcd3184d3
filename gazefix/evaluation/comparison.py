"""What GazeFix costs against localizers alone and against a larger network.

What is compared takes turns, frame by frame in one process, so that a machine that slows down slows
all of it.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from gazefix.config import Config, EngineConfig
from gazefix.correction.corrector import Corrector
from gazefix.evaluation.bench import (
    WARM_UP_FRAMES,
    Cost,
    Row,
    bench_frames,
    row,
    timed_correction,
    with_work,
)
from gazefix.evaluation.reference_network import ReferenceNetworks
from gazefix.evaluation.streams import FACES, MAIN_SIZE, live_figures, rows_by_faces
from gazefix.faces.localizer import LOCALIZERS, Localizer, open_localizer
from gazefix.imaging.crops import view_eye
from gazefix.media.demo_portrait import demo_frames
from gazefix.networks.engine import Engine, Networks, choose_weights, open_cpu_networks
from gazefix.types import FloatArray, Frame, Image

#: Ends the name of a row that is a localizer's.
_ALONE: Final = " alone"
LARGE_SIZE: Final = (1920, 1080)
OWN_ENGINE, REFERENCE_ENGINE = "OpenVINO, 1 thread", "the reference network, 1 thread"
#: Faces whose eyes a GPU redirects in one batch.
MANY_FACES: Final = 64

Progress = Callable[[int, int], None]
Eyes = tuple[Image, FloatArray, FloatArray]


@dataclass(frozen=True, slots=True)
class SourceFigures:
    """What a live frame of a source costs, each ratio over one localizer alone in every frame.

    localizer               its name in `engine.localizer`
    ratio_720, ratio_1080   whole frames, means, by the frames' height
    cpu_ratio_720           processor time of whole frames
    p95_over_localizer      95th percentile of a frame of 1280x720 over the localizer's median
    memory_mb, start_s      largest resident memory of a live session, and the time to its first
                            frame with a face; None where no session can be started
    """

    localizer: str
    ratio_720: float
    ratio_1080: float
    cpu_ratio_720: float
    p95_over_localizer: float
    memory_mb: float | None
    start_s: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was compared.

    sources      figures by the name of the source, a file's without its suffix: over the mesh of
                 MediaPipe's package where that is installed, and over the localizer in use
    variants     by the same names, rows at 1280x720: no correction, these localizers alone,
                 GazeFix, GazeFix with the reference network
    faces        GazeFix by faces in a frame of 1280x720 of the demo
    engines_ms   redirecting both eyes, by what runs the network: medians in ms
    """

    device: str
    frames: int
    sources: dict[str, tuple[SourceFigures, ...]]
    variants: dict[str, tuple[Row, ...]]
    faces: tuple[Row, ...]
    engines_ms: dict[str, float]


def run_comparison(
    config: Config,
    *,
    sources: Sequence[str] = ("demo",),
    frames: int = 200,
    progress: Progress | None = None,
) -> Comparison:
    """Measure `frames` frames of each source for each row. Raises GazeFixError."""
    config = with_work(config)
    done, steps = itertools.count(1), 2 + 3 * len(sources)

    def step() -> None:
        if progress:
            progress(next(done), steps)

    figures, variants = {}, {}
    for source in sources:
        name = Path(source).stem
        live = live_figures(config, source)
        step()
        main = _variants(config, source, MAIN_SIZE, frames)
        step()
        large = _variants(config, source, LARGE_SIZE, frames)
        step()
        figures[name] = source_figures(main, large, live)
        variants[name] = tuple(main.values())
    engines = redirection_times_ms(config, frames)
    step()
    faces = rows_by_faces(config, FACES, frames)
    step()
    with Corrector(config) as corrector:
        device = corrector.device
    return Comparison(device, frames, figures, variants, tuple(faces.values()), engines)


def source_figures(
    main: Mapping[str, Row], large: Mapping[str, Row], live: Mapping[str, float]
) -> tuple[SourceFigures, ...]:
    """Return the figures of a source, over each localizer alone, from its rows at 1280x720 and
    1920x1080."""
    whole = main["GazeFix"]
    return tuple(
        SourceFigures(
            localizer=what.removesuffix(_ALONE),
            ratio_720=round(whole.total_ms / alone.total_ms, 3),
            ratio_1080=round(large["GazeFix"].total_ms / large[what].total_ms, 3),
            cpu_ratio_720=round(whole.cpu_ms / alone.cpu_ms, 3),
            p95_over_localizer=round(whole.total_p95_ms / alone.total_p50_ms, 3),
            memory_mb=live.get("memory_mb"),
            start_s=live.get("start_s"),
        )
        for what, alone in main.items()
        if what.endswith(_ALONE)
    )


def _variants(config: Config, source: str, size: tuple[int, int], frames: int) -> dict[str, Row]:
    networks = ReferenceNetworks(open_cpu_networks(choose_weights(config.engine)))
    reference = Engine(config.engine, networks=networks)
    no_angle = replace(config.correction, mode="angle", vertical_deg=0.0, horizontal_deg=0.0)
    with (
        contextlib.ExitStack() as stack,
        Corrector(config) as corrector,
        Corrector(config, engine=reference) as with_reference,
        Corrector(replace(config, correction=no_angle)) as idle,
    ):
        localizers = [stack.enter_context(open_localizer(engine)) for engine in _alone(config)]
        steps: dict[str, Callable[[Frame], Cost]] = {
            "no correction": lambda frame: timed_correction(idle, frame)[1],
            **{one.name + _ALONE: functools.partial(_localized, one) for one in localizers},
            "GazeFix": lambda frame: timed_correction(corrector, frame)[1],
            "reference network": lambda frame: timed_correction(with_reference, frame)[1],
        }
        costs: dict[str, list[Cost]] = {name: [] for name in steps}
        for frame in bench_frames(source, config, size, WARM_UP_FRAMES + frames):
            for name, run in steps.items():
                cost = run(frame)
                if frame.index >= WARM_UP_FRAMES:
                    costs[name].append(cost)
    return {name: row(name, own) for name, own in costs.items()}


def _alone(config: Config) -> list[EngineConfig]:
    """Return the settings of the localizers that are measured alone."""
    mesh = [replace(config.engine, localizer="mesh")] if LOCALIZERS["mesh"].available() else []
    return mesh if config.engine.localizer == "mesh" else [*mesh, config.engine]


def _localized(localizer: Localizer, frame: Frame) -> Cost:
    began, spent = time.perf_counter(), time.process_time()
    localizer.locate(frame.bgr)
    total_ms = (time.perf_counter() - began) * 1e3
    return Cost(total_ms, 0.0, 0.0, 0.0, total_ms, (time.process_time() - spent) * 1e3, looked=True)


def redirection_times_ms(config: Config, frames: int) -> dict[str, float]:
    """Return medians of redirecting both eyes of the demo, by what runs the network."""
    frame = next(demo_frames(MAIN_SIZE))
    with open_localizer(config.engine, still=True) as localizer:
        faces = localizer.locate(frame.bgr)
    views = [view_eye(frame.bgr, eye) for eye in faces[0].eyes]
    pixels = np.stack([view.pixels for view in views])
    anchors = np.stack([view.anchors for view in views])
    angles = np.full((2, 2), 0.15, np.float32)
    weights = choose_weights(config.engine)
    eyes = (pixels, anchors, angles)
    known: dict[str, tuple[Networks, Eyes]] = {
        OWN_ENGINE: (open_cpu_networks(weights), eyes),
        REFERENCE_ENGINE: (ReferenceNetworks(open_cpu_networks(weights)), eyes),
        "OpenVINO, 2 threads": (open_cpu_networks(weights, threads=2), eyes),
        "torch, 1 thread": (open_cpu_networks(weights, "torch"), eyes),
    }
    own = Engine(config.engine)
    if own.networks.on_gpu:
        many: Eyes = tuple(np.repeat(values, MANY_FACES, 0) for values in eyes)  # type: ignore[assignment]
        known |= {
            own.name: (own.networks, eyes),
            f"{own.name}, {MANY_FACES} faces": (own.networks, many),
        }
    times: dict[str, list[float]] = {name: [] for name in known}
    for number in range(WARM_UP_FRAMES + frames):
        for name, (networks, inputs) in known.items():
            began = time.perf_counter()
            networks.redirect(*inputs)
            if number >= WARM_UP_FRAMES:
                times[name].append((time.perf_counter() - began) * 1e3)
    medians = {name: round(float(np.median(own_times)), 3) for name, own_times in times.items()}
    if own.networks.on_gpu:
        slow = float(np.percentile(times[own.name], 95))
        medians[f"{own.name}, 95th percentile"] = round(slow, 3)
    return medians
