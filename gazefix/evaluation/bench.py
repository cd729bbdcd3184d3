"""What each stage costs on this machine."""

from __future__ import annotations

import itertools
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Final

import numpy as np

from gazefix.config import Config, switched_on
from gazefix.correction.corrector import Corrector
from gazefix.correction.redirector import Correction
from gazefix.devices.sources import open_source
from gazefix.errors import GazeFixError, InputError
from gazefix.imaging.operations import fit_into
from gazefix.media.demo_portrait import demo_frames
from gazefix.types import Frame

WARM_UP_FRAMES: Final = 15
STAGES: Final = ("localize", "gaze", "redirect", "composite", "total")
#: Frames kept in memory, so that reading them costs nothing; fewer where they are large.
KEPT_FRAMES: Final = 30
KEPT_BYTES: Final = 100 * 2**20


@dataclass(frozen=True, slots=True)
class Cost:
    """What one frame cost: stages and total in ms by the clock, processor time of all threads in
    ms, and whether the localizer looked for the face (else it was carried along)."""

    localize_ms: float
    gaze_ms: float
    redirect_ms: float
    composite_ms: float
    total_ms: float
    cpu_ms: float
    looked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """Mean costs of many frames, and the total's median and 95th percentile.

    Means, because most frames of a face at rest need no redirection: medians would leave out what
    the others cost. `looked` is the share of the frames in which the localizer looked for the face.
    """

    localize_ms: float
    gaze_ms: float
    redirect_ms: float
    composite_ms: float
    total_ms: float
    total_p50_ms: float
    total_p95_ms: float
    cpu_ms: float
    looked: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Means):
    """The costs of what was measured."""

    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchReport(Means):
    """The costs of `frames` frames of `size`, with each stage's 95th percentile.

    faces_seen    share of the frames in which an eye was corrected
    peak_rss_mb   the process's largest resident memory so far, with the kept frames (KEPT_BYTES at
                  most); 0 where the system doesn't tell
    """

    localize_p95_ms: float
    gaze_p95_ms: float
    redirect_p95_ms: float
    composite_p95_ms: float
    frames_per_second: float
    faces_seen: float
    peak_rss_mb: float
    device: str
    size: str
    source: str
    frames: int


def run_bench(
    config: Config,
    *,
    source: str = "demo",
    size: tuple[int, int] = (1280, 720),
    frames: int = 200,
    progress: Callable[[int, int], None] | None = None,
) -> BenchReport:
    """Correct `frames` frames of a source, scaled to `size` (width, height), and measure each.

    Raises InputError for a source that gives no frame.
    """
    config = with_work(config)
    costs: list[Cost] = []
    seen = 0
    with Corrector(config) as corrector:
        for frame in bench_frames(source, config, size, WARM_UP_FRAMES + frames):
            correction, cost = timed_correction(corrector, frame)
            if frame.index < WARM_UP_FRAMES:
                continue
            costs.append(cost)
            seen += correction.frame is not frame
            if progress:
                progress(len(costs), frames)
        device = corrector.device
    means = _means(costs)
    return BenchReport(
        **means,
        **{f"{stage}_p95_ms": _percentile(costs, f"{stage}_ms", 95) for stage in STAGES[:-1]},
        frames_per_second=round(1e3 / means["total_ms"], 1),
        faces_seen=round(seen / len(costs), 3),
        peak_rss_mb=round(peak_rss_mb(), 1),
        device=device,
        size=f"{size[0]}x{size[1]}",
        source=source,
        frames=len(costs),
    )


def with_work(config: Config) -> Config:
    """Return settings under which correction costs something: switched on, with a strength of 100
    for 0. Without angles, eyes are turned by 10 degrees, which those in contact need as well."""
    config = switched_on(config)
    correction = config.correction
    if correction.strength == 0:
        correction = replace(correction, strength=100.0)
    if correction.vertical_deg == correction.horizontal_deg == 0:
        correction = replace(correction, vertical_deg=10.0)
    return replace(config, correction=correction)


def bench_frames(source: str, config: Config, size: tuple[int, int], count: int) -> Iterator[Frame]:
    """Yield `count` frames of a source at `size`, 30 a second: the demo back and forth, a clip or
    camera as it comes, a clip that is too short again from its start.

    KEPT_FRAMES are read at a time, so that reading costs no measurement anything. Raises InputError
    for a source that gives no frame.
    """
    if source == "demo":
        yield from back_and_forth(kept_frames(source_frames(source, config, size), size), count)
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
    """Return the first frames of a source at `size`, as many as are kept."""
    count = min(keep, max(2, KEPT_BYTES // (3 * size[0] * size[1])))
    return [
        replace(frame, bgr=np.ascontiguousarray(fit_into(frame.bgr, size)))
        for frame in itertools.islice(frames, count)
    ]


def back_and_forth(kept: Sequence[Frame], count: int) -> Iterator[Frame]:
    """Yield `count` frames, 30 a second, forwards and backwards, so that a clip never jumps."""
    shown = itertools.cycle([*kept, *reversed(kept)])
    for number, frame in enumerate(itertools.islice(shown, count)):
        yield Frame(frame.bgr, number / 30, number)


def timed_correction(corrector: Corrector, frame: Frame) -> tuple[Correction, Cost]:
    """Return a correction and what it cost."""
    began, spent = time.perf_counter(), time.process_time()
    correction = corrector.correct(frame)
    total_ms, cpu_ms = (time.perf_counter() - began) * 1e3, (time.process_time() - spent) * 1e3
    t = correction.timings
    looked = t.localize_ms > 0 and not correction.measurement.carried
    stages = (t.localize_ms, t.gaze_ms, t.redirect_ms, t.composite_ms)
    return correction, Cost(*stages, total_ms, cpu_ms, looked)


def row(what: str, costs: Sequence[Cost]) -> Row:
    """Return the row of costs."""
    return Row(what=what, **_means(costs))


def _percentile(costs: Sequence[Cost], name: str, percent: float) -> float:
    return round(float(np.percentile([getattr(cost, name) for cost in costs], percent)), 3)


def _means(costs: Sequence[Cost]) -> dict[str, float]:
    means = {
        field.name: round(float(np.mean([getattr(cost, field.name) for cost in costs])), 3)
        for field in fields(Cost)
    }
    half, slow = (_percentile(costs, "total_ms", percent) for percent in (50, 95))
    return means | {"total_p50_ms": half, "total_p95_ms": slow}


def peak_rss_mb() -> float:
    """Return the process's largest resident memory so far in MB (2**20 bytes); 0 where the system
    doesn't tell."""
    if sys.platform == "win32":
        return 0.0
    status = Path("/proc/self/status")
    if status.exists():  # Linux, whose ru_maxrss begins at that of the process's parent
        lines = status.read_text("ascii", "replace").splitlines()
        return next(int(line.split()[1]) / 2**10 for line in lines if line.startswith("VmHWM"))
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def run_program(command: Sequence[str], failure: str) -> str:
    """Run a program and return what it prints.

    Raises GazeFixError with the message `failure` and the program's last words where it fails.
    """
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        why = ended.stderr.strip().splitlines()
        raise GazeFixError(failure, why[-1] if why else "")
    return ended.stdout


def source_frames(source: str, config: Config, size: tuple[int, int]) -> Iterator[Frame]:
    """Yield the frames of the demo, a file, or what `open_source` knows. Raises InputError."""
    if source == "demo":
        yield from demo_frames(size)
    elif Path(source).is_file():
        from gazefix.media.video import ClipReader  # live sessions of a camera have no FFmpeg

        with ClipReader(Path(source)) as reader:
            yield from reader
    else:
        with open_source(source, config.camera) as camera:
            while (frame := camera.read()) is not None:
                yield frame
