"""What GazeFix costs against the localizer alone and against a larger network.

What is compared takes turns, frame by frame in one process, so that a machine that slows down slows
all of it.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from gazefix.config import Config
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
from gazefix.faces.localizer import Localizer, open_localizer
from gazefix.imaging.crops import view_eye
from gazefix.media.demo_portrait import demo_frames
from gazefix.networks.engine import Engine, Networks, choose_weights, open_cpu_networks
from gazefix.types import FloatArray, Frame, Image

SIZES: Final = ((640, 480), (1280, 720), (1920, 1080))
#: Figure -> what it is, and its largest acceptable value (the budget of the design).
BARS: Final[Mapping[str, tuple[str, float]]] = {
    "over_localizer_720p": ("whole frame over the localizer alone, 1280x720", 1.6),
    "over_localizer_1080p": ("whole frame over the localizer alone, 1920x1080", 1.8),
    "redirect_over_peer": ("redirecting both eyes over the reference network", 0.25),
    "cpu_ms_720p": ("processor time for a frame of 1280x720, ms", 12.0),
    "further_face": ("a further face over the first one", 0.7),
    "live_rss_mb": ("resident memory, live, MB", 500.0),
    "first_frame_s": ("start to the first corrected frame, s", 4.0),
}

OWN_ENGINE, REFERENCE_ENGINE = "OpenVINO, 1 thread", "the reference network, 1 thread"
#: Faces whose eyes a GPU redirects in one batch.
MANY_FACES: Final = 64

Progress = Callable[[int, int], None]
Eyes = tuple[Image, FloatArray, FloatArray]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was compared.

    variants       rows at 1280x720: no correction, the localizer alone, GazeFix, GazeFix with the
                   reference network
    sizes, faces   GazeFix by size of the frame, and by faces in a frame of 1280x720
    engines_ms     redirecting both eyes, by what runs the network: medians in ms
    figures        by the names of BARS; those that this system doesn't tell are missing
    """

    device: str
    source: str
    frames: int
    variants: tuple[Row, ...]
    sizes: tuple[Row, ...]
    faces: tuple[Row, ...]
    engines_ms: dict[str, float]
    figures: dict[str, float]


def run_comparison(
    config: Config, *, source: str = "demo", frames: int = 200, progress: Progress | None = None
) -> Comparison:
    """Measure everything in BARS with `frames` frames for each row. Raises GazeFixError.

    Variants and sizes are measured on the source, the rest on the demo.
    """
    config = with_work(config)
    done, steps = itertools.count(1), 3 + len(SIZES)

    def step() -> None:
        if progress:
            progress(next(done), steps)

    live = live_figures(config)
    step()
    engines = redirection_times_ms(config, frames)
    step()
    sizes: dict[tuple[int, int], dict[str, Row]] = {}
    for size in SIZES:
        sizes[size] = _variants(config, source, size, frames)
        step()
    faces = rows_by_faces(config, FACES, frames)
    step()
    main, large = sizes[MAIN_SIZE], sizes[(1920, 1080)]
    first, second = faces[1].total_ms, faces[2].total_ms
    figures = {
        "over_localizer_720p": main["GazeFix"].total_ms / main["localizer alone"].total_ms,
        "over_localizer_1080p": large["GazeFix"].total_ms / large["localizer alone"].total_ms,
        "redirect_over_peer": engines[OWN_ENGINE] / engines[REFERENCE_ENGINE],
        "cpu_ms_720p": main["GazeFix"].cpu_ms,
        "further_face": (second - first) / first,
        **live,
    }
    with Corrector(config) as corrector:
        device = corrector.device
    return Comparison(
        device=device,
        source=source,
        frames=frames,
        variants=tuple(main.values()),
        sizes=tuple(replace(rows["GazeFix"], what=f"{w}x{h}") for (w, h), rows in sizes.items()),
        faces=tuple(faces.values()),
        engines_ms=engines,
        figures={name: round(value, 3) for name, value in figures.items()},
    )


def _variants(config: Config, source: str, size: tuple[int, int], frames: int) -> dict[str, Row]:
    networks = ReferenceNetworks(open_cpu_networks(choose_weights(config.engine)))
    reference = Engine(config.engine, networks=networks)
    no_angle = replace(config.correction, mode="angle", vertical_deg=0.0, horizontal_deg=0.0)
    with (
        open_localizer(config.engine) as localizer,
        Corrector(config) as corrector,
        Corrector(config, engine=reference) as with_reference,
        Corrector(replace(config, correction=no_angle)) as idle,
    ):
        steps: dict[str, Callable[[Frame], Cost]] = {
            "no correction": lambda frame: timed_correction(idle, frame)[1],
            "localizer alone": lambda frame: _localized(localizer, frame),
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
