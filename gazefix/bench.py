"""What each stage costs on this machine."""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from gazefix.clipio import ClipReader
from gazefix.config import Config
from gazefix.corrector import Corrector
from gazefix.errors import InputError
from gazefix.imaging import fit_into
from gazefix.sources import demo_frames, open_source
from gazefix.types import Frame

WARM_UP_FRAMES: Final = 15
#: Frames kept in memory and shown in turn, so that reading them costs the measurement nothing; fewer where they are large.
KEPT_FRAMES: Final = 60
STAGES: Final = ("localize", "gaze", "redirect", "composite", "total")
KEPT_BYTES: Final = 200 * 2**20


@dataclass(frozen=True, slots=True)
class BenchReport:
    """Medians and 95th percentiles in ms over `frames` frames of `size`; the whole frame is `total_ms`.

    ratio_to_localizer   total_ms / localize_ms: what everything costs beside finding the face, which nobody can avoid
    faces_seen           share of the frames in which an eye was corrected
    peak_rss_mb          the process's largest resident memory so far, with the frames that the bench keeps (KEPT_BYTES at
                         most); 0 where the system does not tell
    """

    localize_ms: float
    gaze_ms: float
    redirect_ms: float
    composite_ms: float
    total_ms: float
    localize_p95_ms: float
    gaze_p95_ms: float
    redirect_p95_ms: float
    composite_p95_ms: float
    total_p95_ms: float
    ratio_to_localizer: float
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
    """Corrects `frames` frames of a source, scaled to `size` (width, height), and measures each.

    In angle mode an angle of 0 is replaced by 10 degrees up, and a strength of 0 by 100: a correction that does nothing would
    cost nothing.
    Raises InputError for a source that gives no frame.
    """
    if config.correction.strength == 0:
        config = replace(config, correction=replace(config.correction, strength=100.0))
    if config.correction.mode == "angle" and config.correction.vertical_deg == config.correction.horizontal_deg == 0:
        config = replace(config, correction=replace(config.correction, vertical_deg=10.0))
    keeping = max(2, min(KEPT_FRAMES, KEPT_BYTES // (3 * size[0] * size[1])))
    kept = [
        Frame(np.ascontiguousarray(fit_into(frame.bgr, size)), frame.time_s, frame.index)
        for frame in itertools.islice(_source_frames(source, config, size), keeping)
    ]
    if not kept:
        raise InputError(f"{source} gave no frames", "check the source, or use --source demo")
    rows: list[tuple[float, ...]] = []
    seen = 0
    with Corrector(config) as corrector:
        for number in range(WARM_UP_FRAMES + frames):
            # To and fro, so that a short clip never jumps.
            place = number % (2 * len(kept))
            shown = kept[place if place < len(kept) else 2 * len(kept) - 1 - place]
            frame = Frame(shown.bgr, number / 30, number)
            began = time.perf_counter()
            correction = corrector.correct(frame)
            total_ms = (time.perf_counter() - began) * 1e3
            if number < WARM_UP_FRAMES:
                continue
            t = correction.timings
            rows.append((t.localize_ms, t.gaze_ms, t.redirect_ms, t.composite_ms, total_ms))
            seen += correction.frame is not frame
            if progress:
                progress(len(rows), frames)
        device = corrector.device
    median, p95 = np.percentile(np.array(rows), [50, 95], axis=0)
    stages = dict(zip(STAGES, np.round(median, 3).tolist(), strict=True))
    slow = {f"{name}_p95": value for name, value in zip(STAGES, np.round(p95, 3).tolist(), strict=True)}
    return BenchReport(
        **{f"{name}_ms": value for name, value in (stages | slow).items()},
        ratio_to_localizer=round(stages["total"] / stages["localize"], 3),
        frames_per_second=round(float(1e3 / np.mean([row[-1] for row in rows])), 1),
        faces_seen=round(seen / len(rows), 3),
        peak_rss_mb=round(peak_rss_mb(), 1),
        device=device,
        size=f"{size[0]}x{size[1]}",
        source=source,
        frames=len(rows),
    )


def peak_rss_mb() -> float:
    """The process's largest resident memory so far in MB (2**20 bytes); 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def _source_frames(source: str, config: Config, size: tuple[int, int]) -> Iterator[Frame]:
    if source == "demo":
        yield from demo_frames(size)
    elif Path(source).is_file():
        with ClipReader(Path(source)) as reader:
            yield from reader
    else:
        with open_source(source, config.camera) as camera:
            while (frame := camera.read()) is not None:
                yield frame
