"""What several sessions and several faces cost at once, and what a live session needs."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from gazefix.config import CameraConfig, Config, EngineConfig, OutputConfig
from gazefix.correction.corrector import Corrector
from gazefix.correction.policy import Reason
from gazefix.errors import GazeFixError
from gazefix.evaluation.bench import (
    WARM_UP_FRAMES,
    Cost,
    Row,
    back_and_forth,
    kept_frames,
    peak_rss_mb,
    row,
    run_program,
    timed_correction,
    with_work,
)
from gazefix.media.demo_portrait import demo_frames
from gazefix.types import Frame, Image

MAIN_SIZE: Final = (1280, 720)
#: Numbers of faces in a frame that are compared.
FACES: Final = (1, 2, 4)
#: Frames with several faces that are kept, for each number of faces.
GRID_FRAMES: Final = 12
#: Length of the live session, after its first frame with a face.
LIVE_SECONDS: Final = 4.0
#: Longest wait for that frame, in seconds.
START_S: Final = 60
_WITH_FACE: Final = frozenset({Reason.CORRECTING, Reason.IN_CONTACT})


@dataclass(frozen=True, slots=True)
class Streams:
    """`count` sessions at once, each in its own thread, and one session with `count` faces."""

    count: int
    sessions: Row
    sessions_frames_per_second: float
    faces: Row
    peak_rss_mb: float


def run_streams(config: Config, count: int, *, frames: int = 200) -> Streams:
    """Measure `count` sessions at once and `count` faces in one frame, at 1280x720."""
    config = with_work(config)
    kept = kept_frames(demo_frames(MAIN_SIZE), MAIN_SIZE)
    costs: list[list[Cost]] = [[] for _ in range(count)]
    failures: list[Exception] = []
    ready = threading.Barrier(count + 1)

    def work(own: list[Cost]) -> None:
        try:
            with Corrector(config) as corrector:
                for frame in back_and_forth(kept, WARM_UP_FRAMES):
                    corrector.correct(frame)
                ready.wait()
                own += [
                    timed_correction(corrector, frame)[1] for frame in back_and_forth(kept, frames)
                ]
        except (GazeFixError, threading.BrokenBarrierError) as error:
            failures.append(error)
            ready.abort()

    threads = [threading.Thread(target=work, args=(own,)) for own in costs]
    for thread in threads:
        thread.start()
    with contextlib.suppress(threading.BrokenBarrierError):
        ready.wait()
    began, spent = time.perf_counter(), time.process_time()
    for thread in threads:
        thread.join()
    if failures:
        raise next((error for error in failures if isinstance(error, GazeFixError)), failures[0])
    seconds, cpu_s = time.perf_counter() - began, time.process_time() - spent
    sessions = row(f"{count} sessions", [cost for own in costs for cost in own])
    cpu_ms = round(cpu_s * 1e3 / (count * frames), 3)  # all threads share one clock
    return Streams(
        count=count,
        sessions=replace(sessions, cpu_ms=cpu_ms),
        sessions_frames_per_second=round(count * frames / seconds, 1),
        faces=rows_by_faces(config, [count], frames)[count],
        peak_rss_mb=round(peak_rss_mb(), 1),
    )


def live_figures(config: Config, source: str = "demo") -> dict[str, float]:
    """Return `start_s`, the time to the first frame with a face, and `memory_mb`, the largest
    resident memory, of a live session in a process of its own; empty where none can be started.

    Raises GazeFixError for a source without a face.
    """
    if getattr(sys, "frozen", False):  # no Python to start
        return {}
    program = "from gazefix.evaluation.streams import live_child; live_child()"
    engine = {"device": config.engine.device, "backend": config.engine.backend}
    told = {**engine, "source": source, "most_s": START_S, "began_s": time.time()}
    command = [sys.executable, "-c", program, json.dumps(told)]
    printed = run_program(command, "the live session of the bench failed")
    figures: dict[str, float] = json.loads(printed)
    return {name: value for name, value in figures.items() if value > 0}


def live_child() -> None:
    """Run a live session from the demo to nowhere and print its figures as JSON, for
    `live_figures`."""
    told: dict[str, Any] = json.loads(sys.argv[1])
    from gazefix.live.run import live_parts
    from gazefix.live.session import Session

    config = Config(
        camera=CameraConfig(source=told["source"]),
        output=OutputConfig(sink="null"),
        engine=EngineConfig(device=told["device"], backend=told["backend"]),
    )
    with Session(with_work(config), live_parts()) as session:
        while session.status().reason not in _WITH_FACE:
            if session.wait(0.005) or time.time() - told["began_s"] > told["most_s"]:
                sys.exit("no face was seen")
        first_s = time.time() - told["began_s"]
        session.wait(LIVE_SECONDS)
    figures = {"start_s": round(first_s, 2), "memory_mb": round(peak_rss_mb(), 1)}
    sys.stdout.write(json.dumps(figures))
    sys.stdout.flush()
    os._exit(0)


def face_grid(tiles: Sequence[Image], size: tuple[int, int], count: int) -> Image:
    """Return a frame with the first `count` tiles in a grid that has room for all."""
    columns = int(np.ceil(np.sqrt(len(tiles))))
    height, width = tiles[0].shape[:2]
    frame: Image = np.zeros((size[1], size[0], 3), np.uint8)
    for number, tile in enumerate(tiles[:count]):
        y, x = number // columns * height, number % columns * width
        frame[y : y + height, x : x + width] = tile
    return frame


def rows_by_faces(config: Config, counts: Sequence[int], frames: int) -> dict[int, Row]:
    """Return a row for each number of faces, of one size, in a frame of MAIN_SIZE."""
    columns = int(np.ceil(np.sqrt(max(counts))))
    tile = (MAIN_SIZE[0] // columns, MAIN_SIZE[1] // columns)
    tiles = [frame.bgr for frame in kept_frames(demo_frames(MAIN_SIZE), tile, GRID_FRAMES)]
    shown = {
        count: [Frame(face_grid([bgr] * columns**2, MAIN_SIZE, count)) for bgr in tiles]
        for count in counts
    }
    costs: dict[int, list[Cost]] = {count: [] for count in counts}
    with contextlib.ExitStack() as stack:
        correctors = {}
        for count in counts:
            own = replace(config, correction=replace(config.correction, max_faces=count))
            correctors[count] = stack.enter_context(Corrector(own))
        turns = {
            count: back_and_forth(kept, WARM_UP_FRAMES + frames) for count, kept in shown.items()
        }
        for together in zip(*turns.values(), strict=True):
            for count, frame in zip(counts, together, strict=True):
                costs[count].append(timed_correction(correctors[count], frame)[1])
    return {
        count: row(f"{count} faces" if count > 1 else "1 face", own[WARM_UP_FRAMES:])
        for count, own in costs.items()
    }
