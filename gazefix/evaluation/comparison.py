"""`gazefix bench --compare`: what GazeFix costs beside finding the face alone, and beside a larger network.

Whatever is compared takes turns, frame by frame in one process, so that a machine that slows down slows all of it.
"""

from __future__ import annotations

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
    measured,
    never_idle,
    row,
    shown_frames,
)
from gazefix.evaluation.reference_network import PeerNetworks
from gazefix.evaluation.streams import FACES, MAIN_SIZE, crowd_rows, live_figures
from gazefix.faces.localizer import Localizer, open_localizer
from gazefix.imaging.crops import view_eye
from gazefix.media.demo_portrait import demo_frames
from gazefix.networks.engine import Engine, Networks, choose_weights, open_cpu_networks
from gazefix.types import FloatArray, Frame, Image

SIZES: Final = ((640, 480), (1280, 720), (1920, 1080))
#: Figure -> what it is, and how much it may be.
BARS: Final[Mapping[str, tuple[str, float]]] = {
    "over_localizer_720p": ("whole frame over the localizer alone, 1280x720", 1.6),
    "over_localizer_1080p": ("whole frame over the localizer alone, 1920x1080", 1.8),
    "redirect_over_peer": ("redirecting both eyes over a network of the peer's size", 0.25),
    "cpu_ms_720p": ("processor's time for a frame of 1280x720, ms", 12.0),
    "further_face": ("a further face over the first one", 0.7),
    "live_rss_mb": ("resident memory, live, MB", 500.0),
    "first_frame_s": ("start to the first corrected frame, s", 4.0),
}

OWN_ENGINE, PEER_ENGINE = "OpenVINO, 1 thread", "a network of the peer's size, 1 thread"
#: Faces whose eyes a GPU redirects in one batch, for comparison.
MANY_FACES: Final = 64

Progress = Callable[[int, int], None]
Eyes = tuple[Image, FloatArray, FloatArray]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was compared.

    sizes, faces   rows by size of the frame, and by faces in a frame of 1280x720
    variants       rows at 1280x720: no correction, the localizer alone, GazeFix, GazeFix with a network of the peer's size
    engines_ms     redirecting both eyes, by what runs the network: medians in ms
    figures        the figures that have a bar, by the names of BARS; those that this system does not tell are missing
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
    """Measures everything that has a bar, with `frames` frames for each row: of a source, and for what has several faces, one
    engine or a start of the demo. Raises GazeFixError."""
    config = never_idle(config)
    steps = 3 + len(SIZES)
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if progress:
            progress(done, steps)

    live = live_figures(config)
    step()
    engines = _engines(config, frames)
    step()
    sizes: dict[tuple[int, int], dict[str, Row]] = {}
    for size in SIZES:
        sizes[size] = _variants(config, source, size, frames)
        step()
    faces = crowd_rows(config, FACES, frames)
    step()
    main, large = sizes[MAIN_SIZE], sizes[(1920, 1080)]
    first, second = faces[1].total_ms, faces[2].total_ms
    figures = {
        "over_localizer_720p": main["GazeFix"].total_ms / main["localizer alone"].total_ms,
        "over_localizer_1080p": large["GazeFix"].total_ms / large["localizer alone"].total_ms,
        "redirect_over_peer": engines[OWN_ENGINE] / engines[PEER_ENGINE],
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
    peer = Engine(
        config.engine, networks=PeerNetworks(open_cpu_networks(choose_weights(config.engine)))
    )
    off = replace(
        config,
        correction=replace(config.correction, mode="angle", vertical_deg=0.0, horizontal_deg=0.0),
    )
    with (
        open_localizer(config.engine) as localizer,
        Corrector(config) as corrector,
        Corrector(config, engine=peer) as with_peer,
        Corrector(off) as idle,
    ):
        steps: dict[str, Callable[[Frame], Cost]] = {
            "no correction": lambda frame: measured(idle, frame)[1],
            "localizer alone": lambda frame: _localized(localizer, frame),
            "GazeFix": lambda frame: measured(corrector, frame)[1],
            "with the peer's size": lambda frame: measured(with_peer, frame)[1],
        }
        costs: dict[str, list[Cost]] = {name: [] for name in steps}
        for frame in shown_frames(source, config, size, WARM_UP_FRAMES + frames):
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


def _engines(config: Config, frames: int) -> dict[str, float]:
    """Redirecting both eyes of the demo, by what runs the network; medians in ms."""
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
        PEER_ENGINE: (PeerNetworks(open_cpu_networks(weights)), eyes),
        "OpenVINO, 2 threads": (open_cpu_networks(weights, threads=2), eyes),
        "torch, 1 thread": (open_cpu_networks(weights, "torch"), eyes),
    }
    own = Engine(config.engine)
    if own.networks.on_gpu:
        crowd = (
            np.repeat(pixels, MANY_FACES, 0),
            np.repeat(anchors, MANY_FACES, 0),
            np.repeat(angles, MANY_FACES, 0),
        )
        known |= {
            own.name: (own.networks, eyes),
            f"{own.name}, {MANY_FACES} faces": (own.networks, crowd),
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
        medians[f"{own.name}, 95th percentile"] = round(
            float(np.percentile(times[own.name], 95)), 3
        )
    return medians
