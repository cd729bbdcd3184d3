"""Pictures and clips as jobs: a file in, a corrected file out, whole or not at all."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gazefix.clipio import ClipReader, ClipWriter
from gazefix.config import Config
from gazefix.files import read_head
from gazefix.picturefile import picture_kind
from gazefix.pictures import check_picture_target, read_picture, write_picture
from gazefix.policy import Reason
from gazefix.types import Frame

if TYPE_CHECKING:  # torch and mediapipe: not before the files have turned out to be good
    from gazefix.corrector import Correction

#: Told after every frame how many are done, and how many there are if that is known (it may be an estimate).
Progress = Callable[[int, int | None], None]


class FrameCorrector(Protocol):
    """What a job needs of a Corrector."""

    def correct(self, frame: Frame) -> Correction:
        """The frame, corrected."""


#: Opens a corrector; true for single pictures that do not follow one another.
OpenCorrector = Callable[[Config, bool], AbstractContextManager[FrameCorrector]]


@dataclass(frozen=True, slots=True)
class ProcessReport:
    """What became of a file: its frames (1 for a picture), how many were changed, how many for which reason, the time."""

    frames: int
    frames_changed: int
    reasons: Mapping[Reason, int]
    seconds: float


def open_corrector(config: Config, still: bool) -> AbstractContextManager[FrameCorrector]:
    """The real Corrector, with the profile that the settings name. Raises ModelError, DeviceError and ProfileError."""
    from gazefix.corrector import Corrector
    from gazefix.gaze import NO_PROFILE
    from gazefix.profiles import load_profile

    named = config.correction.profile
    profile = NO_PROFILE if named in {"auto", "none"} else load_profile(named).profile
    return Corrector(config, still=still, profile=profile)


def process_file(
    source: Path,
    target: Path,
    config: Config,
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
    hear: Callable[[Correction], None] | None = None,
    corrector: OpenCorrector = open_corrector,
) -> ProcessReport:
    """Corrects every frame of a picture or a clip, told apart by content, and writes the result to `target`.

    `hear` is told of every correction. `target` appears when it is whole; until then, and after any error or interrupt, what
    was there stays. It may be `source` itself. Raises InputError, OutputError (for an existing `target`, too, unless
    `overwrite`), and what the corrector raises; files that cannot be used are found out before it is opened.
    """
    began = time.perf_counter()
    work = _process_picture if picture_kind(read_head(source)) else _process_clip
    tally = _Tally(progress, hear)
    work(source, target, config, overwrite, corrector, tally)
    return ProcessReport(tally.reasons.total(), tally.changed, dict(tally.reasons), time.perf_counter() - began)


@dataclass(slots=True)
class _Tally:
    """Corrects frames and keeps count of them."""

    progress: Progress | None
    hear: Callable[[Correction], None] | None
    reasons: Counter[Reason] = field(default_factory=Counter)
    changed: int = 0

    def correct(self, frame: Frame, by: FrameCorrector, total: int | None) -> Frame:
        correction = by.correct(frame)
        self.reasons[correction.reason] += 1
        self.changed += correction.frame is not frame
        if self.hear:
            self.hear(correction)
        if self.progress:
            done = self.reasons.total()
            self.progress(done, None if total is None else max(done, total))
        return correction.frame


def _process_picture(source: Path, target: Path, config: Config, overwrite: bool, open_: OpenCorrector, tally: _Tally) -> None:
    picture = read_picture(source)
    check_picture_target(target, overwrite=overwrite)
    frame = Frame(picture.bgr())
    with open_(config, True) as corrector:
        corrected = tally.correct(frame, corrector, 1)
    write_picture(picture.changed(frame.bgr, corrected.bgr), target, overwrite=overwrite)


def _process_clip(source: Path, target: Path, config: Config, overwrite: bool, open_: OpenCorrector, tally: _Tally) -> None:
    with ClipReader(source) as reader, ClipWriter(target, reader.info, sound_of=reader, overwrite=overwrite) as writer:
        with open_(config, False) as corrector:
            for frame in reader:
                writer.write(tally.correct(frame, corrector, reader.info.frames), source=frame)
        reader.close()  # before `target`, which may be the same file, is replaced
