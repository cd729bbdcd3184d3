"""The demo: a real face whose gaze sweeps over both axes, before and after side by side."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from gazefix.config import Config
from gazefix.correction.corrector import Corrector
from gazefix.files import NewFile
from gazefix.imaging.annotate import caption
from gazefix.imaging.operations import encode_png
from gazefix.media.demo_portrait import demo_frames
from gazefix.media.video import open_clip_writer
from gazefix.types import Frame, Image

FPS: Final = 30.0
SECONDS: Final = 6.0
#: Size of each half in pixels.
HALF_SIZE: Final = (640, 720)
#: Largest angle of the sweep.
REACH_DEG: Final = 20.0
#: Size of the pictures in a still, and their rows that it shows: from the brows to the nose.
STILL_SIZE: Final = (420, 300)
STILL_ROWS: Final = slice(40, 200)


def write_demo(
    path: Path,
    config: Config,
    *,
    overwrite: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Write the demo's clip, or for a .png path one still of it, and return its number of frames.

    Raises OutputError where the file cannot be written.
    """
    if path.suffix.lower() == ".png":
        with NewFile(path, overwrite=overwrite) as file:
            file.handle.write(encode_png(_still(config)))
        return 1
    total = round(FPS * SECONDS)
    size = (2 * HALF_SIZE[0], HALF_SIZE[1])
    with open_clip_writer(path, size, FPS, overwrite=overwrite) as writer:
        for frame in demo_clip(config, total):
            writer.write(frame)
            if progress:
                progress(frame.index + 1, total)
    return total


def demo_clip(config: Config, frames: int) -> Iterator[Frame]:
    """Yield the demo's frames: the portrait before and after, captioned with the angle."""
    with Corrector(config) as corrector:
        for frame in itertools.islice(demo_frames(HALF_SIZE, FPS), frames):
            angles_deg = sweep_deg(frame.index / frames)
            yield replace(frame, bgr=_side_by_side(corrector, frame, angles_deg))


def sweep_deg(share: float) -> tuple[float, float]:
    """Return (vertical, horizontal) in degrees at a share 0..1 of the demo.

    First right and left, then up and down, then a circle.
    """
    stage, phase = divmod(min(share, 0.999999) * 3, 1.0)
    wave = REACH_DEG * math.sin(2 * math.pi * phase)
    if stage < 2:
        return (0.0, wave) if stage == 0 else (wave, 0.0)
    ahead = math.sin(2 * math.pi * phase + math.pi / 2)
    return wave, REACH_DEG * ahead * math.sin(math.pi * phase)


def _still(config: Config) -> Image:
    """Return rows of before and after at four angles, the part around the eyes."""
    frame = next(iter(demo_frames(STILL_SIZE, FPS)))
    angles_deg = ((0.0, -15.0), (0.0, 15.0), (15.0, 0.0), (-15.0, 0.0))
    with Corrector(config, still=True) as corrector:
        return np.vstack([_side_by_side(corrector, frame, a, STILL_ROWS) for a in angles_deg])


def _side_by_side(
    corrector: Corrector, frame: Frame, angles_deg: tuple[float, float], rows: slice = slice(None)
) -> Image:
    vertical_deg, horizontal_deg = angles_deg
    settings = replace(
        corrector.config.correction,
        mode="angle",
        vertical_deg=vertical_deg,
        horizontal_deg=horizontal_deg,
        strength=100.0,
    )
    after = corrector.correct(frame, settings=settings).frame.bgr
    label = f"vertical {vertical_deg:+.0f}, horizontal {horizontal_deg:+.0f} degrees"
    return np.hstack([caption(frame.bgr[rows], "before"), caption(after[rows], label)])
