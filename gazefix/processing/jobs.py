"""Pictures and clips as jobs: a file in, a corrected file out, whole or not at all."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

import numpy as np

from gazefix.config import Config
from gazefix.correction.policy import Reason
from gazefix.errors import InputError, OutputError
from gazefix.files import read_head
from gazefix.media.image_metadata import picture_kind
from gazefix.media.images import Picture, check_picture_target, read_picture, write_picture
from gazefix.media.video import ClipReader, ClipWriter, Encoding, is_sequence
from gazefix.processing.edit_options import ALL_FACES, EditOptions, check_one_pass, nothing_to_do
from gazefix.types import Frame

if TYPE_CHECKING:  # torch and mediapipe: not before the files have turned out to be good
    from gazefix.correction.corrector import Corrector
    from gazefix.correction.redirector import Correction

#: The two parts of the work on a clip; a picture, and a clip in one pass, know the second alone.
MEASURING: Final = "measuring"
CORRECTING: Final = "correcting"

#: Told after every frame which part of the work is going on, how many frames are done, and how many there are if that is known
#: (it may be an estimate).
Progress = Callable[[str, int, int | None], None]

#: Opens a corrector; true for single pictures that do not follow one another.
OpenCorrector = Callable[[Config, bool], "AbstractContextManager[Corrector]"]


@dataclass(frozen=True, slots=True)
class Job:
    """How a file is processed.

    edit   which faces, when, by which angles
    encoding    how a clip is encoded
    one_pass    do not look ahead; a stream always is read once only
    compare     write before and after side by side
    overwrite   replace an existing target
    format_name the container of a stream, where source or target is `-`, standard input or output
    fps         frames per second of a sequence of pictures
    """

    edit: EditOptions = field(default_factory=EditOptions)
    encoding: Encoding = field(default_factory=Encoding)
    one_pass: bool = False
    compare: bool = False
    overwrite: bool = False
    format_name: str | None = None
    fps: float | None = None


@dataclass(frozen=True, slots=True)
class ProcessReport:
    """What became of a file: its frames (1 for a picture), how many were changed, how many for which reason, the time."""

    frames: int
    frames_changed: int
    reasons: Mapping[Reason, int]
    seconds: float


def open_corrector(config: Config, still: bool) -> AbstractContextManager[Corrector]:
    """The real Corrector, with the profile that the settings name. Raises ModelError, DeviceError and ProfileError."""
    from gazefix.correction.corrector import Corrector
    from gazefix.correction.gaze import NO_PROFILE
    from gazefix.correction.profiles import load_profile

    named = config.correction.profile
    profile = NO_PROFILE if named in {"auto", "none"} else load_profile(named).profile
    return Corrector(config, still=still, profile=profile)


def process_file(
    source: Path,
    target: Path,
    config: Config,
    job: Job | None = None,
    *,
    progress: Progress | None = None,
    hear: Callable[[Correction], None] | None = None,
    corrector: OpenCorrector = open_corrector,
) -> ProcessReport:
    """Corrects every frame of a picture or a clip, told apart by content, and writes the result to `target`.

    A clip is read twice, so that its correction knows what is to come, unless `job` says otherwise. `-` is standard input or
    output, a name such as `frames/%05d.png` a sequence of pictures. All faces are corrected unless `job.edit` chooses;
    the settings' `max_faces` is for live use.

    `hear` is told of every correction. `target` appears when it is whole; until then, and after any error or interrupt, what
    was there stays. It may be `source` itself. Raises InputError, OutputError (for an existing `target`, too, unless
    `job.overwrite`), ConfigError, and what the corrector raises; files that cannot be used are found out before it is opened.
    """
    began = time.perf_counter()
    job = job or Job()
    faces = job.edit.faces
    most = faces.most if not faces.named else ALL_FACES
    config = replace(config, correction=replace(config.correction, max_faces=most))
    counters = _JobCounters(progress, hear)
    still = not is_sequence(source) and str(source) != "-" and picture_kind(read_head(source))
    (_process_picture if still else _process_clip)(source, target, config, job, corrector, counters)
    return ProcessReport(
        counters.reasons.total(),
        counters.changed,
        dict(counters.reasons),
        time.perf_counter() - began,
    )


@dataclass(slots=True)
class _JobCounters:
    """Keeps count of frames, and tells of them."""

    progress: Progress | None
    hear: Callable[[Correction], None] | None
    reasons: Counter[Reason] = field(default_factory=Counter)
    changed: int = 0
    measured: int = 0

    def measure(self, total: int | None) -> None:
        """One more frame is measured."""
        self.measured += 1
        if self.progress:
            self.progress(
                MEASURING, self.measured, None if total is None else max(self.measured, total)
            )

    def correct(self, frame: Frame, correction: Correction, total: int | None) -> None:
        """One more frame is corrected."""
        self.changed += correction.frame is not frame
        if self.hear:
            self.hear(correction)
        self._count(correction.reason, total)

    def leave(self, total: int | None) -> None:
        """One more frame is left as it is."""
        self._count(Reason.OFF, total)

    def _count(self, reason: Reason, total: int | None) -> None:
        self.reasons[reason] += 1
        if self.progress:
            done = self.reasons.total()
            self.progress(CORRECTING, done, None if total is None else max(done, total))


def _process_picture(
    source: Path,
    target: Path,
    config: Config,
    job: Job,
    open_: OpenCorrector,
    counters: _JobCounters,
) -> None:
    picture = read_picture(source)
    check_picture_target(target, overwrite=job.overwrite)
    if _idle(config, job, counters):
        counters.leave(1)
        write_picture(
            beside(picture, picture) if job.compare else picture, target, overwrite=job.overwrite
        )
        return
    frame = Frame(picture.bgr())
    with open_(config, True) as corrector:
        from gazefix.processing.two_pass import correct_picture

        correction = correct_picture(frame, corrector, job.edit)
    counters.correct(frame, correction, 1)
    changed = picture.changed(frame.bgr, correction.frame.bgr)
    if job.compare:
        changed = beside(picture, changed)
    write_picture(changed, target, overwrite=job.overwrite)


def beside(left: Picture, right: Picture) -> Picture:
    """Two pictures of one size side by side; what is told of one is not told of both."""
    return replace(
        right, pixels=np.hstack([left.pixels, right.pixels]), parts=b"", stored=1, encoded=None
    )


def _process_clip(
    source: Path,
    target: Path,
    config: Config,
    job: Job,
    open_: OpenCorrector,
    counters: _JobCounters,
) -> None:
    one_pass = job.one_pass or str(source) == "-"
    if "-" in {str(source), str(target)} and not job.format_name:
        raise InputError(
            "a stream needs to be told its container", "give --format, matroska for example"
        )
    if one_pass:
        check_one_pass(job.edit)
    with ExitStack() as stack:
        reader = stack.enter_context(_open_reader(source, job))
        writer = stack.enter_context(_open_writer(target, reader, job))
        if _idle(config, job, counters):
            for untouched in reader:
                writer.write(untouched, source=untouched)
                counters.leave(reader.info.frames)
            reader.close()
            return
        corrector = stack.enter_context(open_(config, False))
        for frame, correction in _corrections(source, reader, corrector, job, one_pass, counters):
            writer.write(correction.frame, source=frame)
            counters.correct(frame, correction, counters.measured or reader.info.frames)
        reader.close()  # before `target`, which may be the same file, is replaced


def _idle(config: Config, job: Job, counters: _JobCounters) -> bool:
    """Whether no model needs to be loaded: nothing is to be done, and nobody hears of it."""
    return nothing_to_do(config, job.edit) and counters.hear is None


def _corrections(
    source: Path,
    reader: ClipReader,
    corrector: Corrector,
    job: Job,
    one_pass: bool,
    counters: _JobCounters,
) -> Iterator[tuple[Frame, Correction]]:
    from gazefix.processing.two_pass import correct_clip, correct_stream, measure_clip

    if one_pass or nothing_to_do(corrector.config, job.edit):
        yield from correct_stream(reader, corrector, job.edit)
        return
    with _open_reader(source, job) as first:
        timeline = measure_clip(
            first, corrector, job.edit, lambda: counters.measure(reader.info.frames)
        )
    plan = timeline.plan(corrector.config.correction, job.edit)
    yield from correct_clip(reader, plan, corrector, tell=counters.hear is not None)


def _open_reader(source: Path, job: Job) -> ClipReader:
    if str(source) != "-":
        return ClipReader(source, fps=job.fps)
    return ClipReader(
        Path("standard input"), stream=_binary(sys.stdin), format_name=job.format_name
    )


def _open_writer(target: Path, reader: ClipReader, job: Job) -> ClipWriter:
    name: Path = target
    stream: BinaryIO | None = None
    if str(target) == "-":
        name, stream = Path("standard output"), _binary(sys.stdout)
    return ClipWriter(
        name,
        reader.info,
        like=reader,
        encoding=job.encoding,
        overwrite=job.overwrite,
        compare=job.compare,
        stream=stream,
        format_name=job.format_name if stream else None,
    )


def _binary(stream: object) -> BinaryIO:
    binary = getattr(stream, "buffer", None)
    if binary is None:
        raise OutputError("there is no standard stream to read from or write to", "name a file")
    made: BinaryIO = binary
    return made
