"""What each stage costs on this machine."""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from gazefix.config import Config, switched_on
from gazefix.correction.corrector import Correction, Corrector
from gazefix.correction.modes import asks_nothing
from gazefix.devices.sources import open_source
from gazefix.errors import InputError
from gazefix.imaging.operations import fit_into
from gazefix.media.demo_portrait import demo_frames
from gazefix.media.video import ClipReader
from gazefix.types import Frame

WARM_UP_FRAMES: Final = 15
#: Frames kept in memory and shown in turn, so that reading them costs the measurement nothing; fewer where they are large.
KEPT_FRAMES: Final = 30
STAGES: Final = ("localize", "gaze", "redirect", "composite", "total")
KEPT_BYTES: Final = 100 * 2**20


@dataclass(frozen=True, slots=True)
class BenchReport:
    """Means and 95th percentiles in ms over `frames` frames of `size`; the whole frame is `total_ms`, its median
    `total_p50_ms`.

    Means, since most frames of a face at rest need no redirection, and medians would leave out what the others cost.

    cpu_ms               the processor's time for a frame, of all threads together
    looked               share of the frames in which the face was looked for; in the others it was carried along
    faces_seen           share of the frames in which an eye was corrected
    peak_rss_mb          the process's largest resident memory so far, with the frames that the bench keeps (KEPT_BYTES at
                         most); 0 where the system does not tell
    """

    localize_ms: float
    gaze_ms: float
    redirect_ms: float
    composite_ms: float
    total_ms: float
    total_p50_ms: float
    localize_p95_ms: float
    gaze_p95_ms: float
    redirect_p95_ms: float
    composite_p95_ms: float
    total_p95_ms: float
    cpu_ms: float
    looked: float
    frames_per_second: float
    faces_seen: float
    peak_rss_mb: float
    device: str
    size: str
    source: str
    frames: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What one frame cost: the stages and the whole in ms by the clock, the processor's time for it, and whether the face was
    looked for."""

    localize_ms: float
    gaze_ms: float
    redirect_ms: float
    composite_ms: float
    total_ms: float
    cpu_ms: float
    looked: bool


@dataclass(frozen=True, slots=True)
class Row:
    """Means in ms of one thing that was measured, median and 95th percentile of the whole, the processor's time, and the share
    of the frames in which the face was looked for."""

    what: str
    localize_ms: float
    gaze_ms: float
    redirect_ms: float
    composite_ms: float
    total_ms: float
    total_p50_ms: float
    total_p95_ms: float
    cpu_ms: float
    looked: float


def run_bench(
    config: Config,
    *,
    source: str = "demo",
    size: tuple[int, int] = (1280, 720),
    frames: int = 200,
    progress: Callable[[int, int], None] | None = None,
) -> BenchReport:
    """Corrects `frames` frames of a source, scaled to `size` (width, height), and measures each.

    In angle mode an angle of 0 is replaced by 10 degrees up, and a strength of 0 by 100: a correction that does nothing would
    cost nothing.
    Raises InputError for a source that gives no frame.
    """
    config = never_idle(config)
    costs: list[Cost] = []
    seen = 0
    with Corrector(config) as corrector:
        for frame in shown_frames(source, config, size, WARM_UP_FRAMES + frames):
            correction, cost = measured(corrector, frame)
            if frame.index < WARM_UP_FRAMES:
                continue
            costs.append(cost)
            seen += correction.frame is not frame
            if progress:
                progress(len(costs), frames)
        device = corrector.device
    stages = {f"{name}_ms": mean(costs, f"{name}_ms") for name in STAGES}
    slow = {f"{name}_p95_ms": percentile(costs, f"{name}_ms", 95) for name in STAGES}
    return BenchReport(
        **stages,
        **slow,
        total_p50_ms=percentile(costs, "total_ms", 50),
        cpu_ms=mean(costs, "cpu_ms"),
        looked=mean(costs, "looked"),
        frames_per_second=round(1e3 / stages["total_ms"], 1),
        faces_seen=round(seen / len(costs), 3),
        peak_rss_mb=round(peak_rss_mb(), 1),
        device=device,
        size=f"{size[0]}x{size[1]}",
        source=source,
        frames=len(costs),
    )


def never_idle(config: Config) -> Config:
    """The settings, switched on, with a strength and in angle mode an angle that leave something to do."""
    config = switched_on(config)
    if config.correction.strength == 0:
        config = replace(config, correction=replace(config.correction, strength=100.0))
    if asks_nothing(config.correction):
        config = replace(config, correction=replace(config.correction, vertical_deg=10.0))
    return config


def shown_frames(source: str, config: Config, size: tuple[int, int], count: int) -> Iterator[Frame]:
    """So many frames of a source at `size`, at 30 a second: the demo to and fro; a clip or a camera as it comes, and a clip
    that is too short over again. They are read KEPT_FRAMES at a time, so that reading costs no measurement anything.

    Raises InputError for a source that gives no frame.
    """
    if source == "demo":
        yield from to_and_fro(kept_frames(source_frames(source, config, size), size), count)
        return
    number = 0
    while number < count:
        frames, before = source_frames(source, config, size), number
        while number < count and (
            kept := kept_frames(frames, size, min(KEPT_FRAMES, count - number))
        ):
            for frame in kept:
                yield Frame(frame.bgr, number / 30, number)
                number += 1
        if number == before:
            raise InputError(f"{source} gave no frames", "check the source, or use --source demo")


def kept_frames(
    frames: Iterator[Frame], size: tuple[int, int], keep: int = KEPT_FRAMES
) -> list[Frame]:
    """The first frames of a source at `size`, as many as are kept."""
    count = min(keep, max(2, KEPT_BYTES // (3 * size[0] * size[1])))
    return [
        replace(f, bgr=np.ascontiguousarray(fit_into(f.bgr, size)))
        for f in itertools.islice(frames, count)
    ]


def to_and_fro(kept: Sequence[Frame], count: int) -> Iterator[Frame]:
    """So many frames at 30 a second, forwards and backwards in turn, so that a short clip never jumps."""
    for number in range(count):
        place = number % (2 * len(kept))
        yield Frame(
            kept[place if place < len(kept) else 2 * len(kept) - 1 - place].bgr, number / 30, number
        )


def measured(corrector: Corrector, frame: Frame) -> tuple[Correction, Cost]:
    """A correction, and what it cost."""
    began, spent = time.perf_counter(), time.process_time()
    correction = corrector.correct(frame)
    total_ms, cpu_ms = (time.perf_counter() - began) * 1e3, (time.process_time() - spent) * 1e3
    t = correction.timings
    looked = t.localize_ms > 0 and not correction.measurement.carried
    return correction, Cost(
        t.localize_ms, t.gaze_ms, t.redirect_ms, t.composite_ms, total_ms, cpu_ms, looked
    )


def percentile(costs: Sequence[Cost], name: str, percent: float) -> float:
    """A percentile of one part of many frames' costs, in ms."""
    return round(float(np.percentile([getattr(cost, name) for cost in costs], percent)), 3)


def mean(costs: Sequence[Cost], name: str) -> float:
    """The mean of one part of many frames' costs."""
    return round(float(np.mean([getattr(cost, name) for cost in costs])), 3)


def row(what: str, costs: Sequence[Cost]) -> Row:
    """The row of a thing that was measured."""
    stages = {f"{name}_ms": mean(costs, f"{name}_ms") for name in STAGES}
    half, slow = (percentile(costs, "total_ms", percent) for percent in (50, 95))
    whole = {
        "total_p50_ms": half,
        "total_p95_ms": slow,
        "cpu_ms": mean(costs, "cpu_ms"),
        "looked": mean(costs, "looked"),
    }
    return Row(what, **stages, **whole)


def peak_rss_mb() -> float:
    """The process's largest resident memory so far in MB (2**20 bytes); 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def source_frames(source: str, config: Config, size: tuple[int, int]) -> Iterator[Frame]:
    """The frames of the demo, a file, or whatever `open_source` knows. Raises InputError."""
    if source == "demo":
        yield from demo_frames(size)
    elif Path(source).is_file():
        with ClipReader(Path(source)) as reader:
            yield from reader
    else:
        with open_source(source, config.camera) as camera:
            while (frame := camera.read()) is not None:
                yield frame
