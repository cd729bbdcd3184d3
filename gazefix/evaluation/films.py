"""What correcting a film takes over decoding and encoding it alone, which FFmpeg's program does."""

from __future__ import annotations

import math
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gazefix.desktop.menu_entry import start_command
from gazefix.errors import DeviceError
from gazefix.evaluation.bench import run_program
from gazefix.media.video import ClipReader

#: The film is corrected once, and so often in a row: what the second takes more is not start-up.
TIMES: Final = 5
#: Runs of each command by turns; the fastest counts. Other work on a machine only slows down.
ROUNDS: Final = 2
FPS: Final = 30
#: As GazeFix encodes, but for the preset: with a slower one the encoder takes most of the time.
_X264: Final = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "17", "-an")

Seconds = Callable[[Sequence[str]], float]


@dataclass(frozen=True, slots=True)
class FilmFigures:
    """Time for each frame without start-up, decoded and encoded alone and corrected, in ms, and
    the second over the first."""

    plain_ms: float
    gazefix_ms: float
    ratio: float


def film_figures(
    clip: Path,
    size: tuple[int, int],
    vertical_deg: float = 0.0,
    *,
    progress: Callable[[int, int], None] | None = None,
    seconds: Seconds | None = None,
) -> FilmFigures:
    """Measure a clip, made `size` (width, height) at 30 frames a second, by the clock.

    vertical_deg   set angle of the correction
    seconds        runs a command and returns the time that it took

    Raises DeviceError without the ffmpeg program, and GazeFixError where it or GazeFix fails.
    """
    program = shutil.which("ffmpeg")
    if program is None:
        raise DeviceError("the ffmpeg program is not installed", "install it: apt install ffmpeg")
    seconds, ffmpeg = seconds or _seconds, (program, "-v", "error", "-y")
    process = (*start_command(), "process", "--vertical", f"{vertical_deg:g}")
    corrected = (*process, "--preset", "veryfast", "--overwrite")
    with tempfile.TemporaryDirectory(prefix="gazefix-bench-") as folder:
        once, often, made = (str(Path(folder) / f"{name}.mp4") for name in ("1", "2", "made"))
        width, height = map(str, size)
        fitted = f"scale={width}:{height}:force_original_aspect_ratio=increase"
        shape = f"{fitted},crop={width}:{height},fps={FPS},setsar=1"
        seconds([*ffmpeg, "-i", str(clip), "-vf", shape, "-pix_fmt", "yuv420p", *_X264, once])
        seconds([*ffmpeg, "-stream_loop", str(TIMES - 1), "-i", once, "-c", "copy", often])
        plain = [[*ffmpeg, "-i", film, *_X264, made] for film in (once, often)]
        ours = [[*corrected, film, made] for film in (once, often)]
        commands = [*plain, *ours]
        took = [math.inf] * len(commands)
        for turn in range(ROUNDS * len(commands)):
            number = turn % len(commands)
            took[number] = min(took[number], seconds(commands[number]))
            if progress:
                progress(turn + 1, ROUNDS * len(commands))
        with ClipReader(Path(once)) as reader:
            frames = reader.info.frames or 1
    plain_ms, gazefix_ms = (
        (many - one) * 1e3 / ((TIMES - 1) * frames) for one, many in (took[:2], took[2:])
    )
    return FilmFigures(round(plain_ms, 2), round(gazefix_ms, 2), round(gazefix_ms / plain_ms, 2))


def _seconds(command: Sequence[str]) -> float:
    began = time.perf_counter()
    run_program(command, f"{Path(command[0]).name} failed")
    return time.perf_counter() - began
