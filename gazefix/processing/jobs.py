"""Pictures and clips as jobs: a file in, a corrected file out, whole or not at all."""

from __future__ import annotations

import contextlib
import logging
import sys
import time
from collections import Counter
from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, ExitStack, closing
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

if TYPE_CHECKING:  # torch and mediapipe load only once the files have proved usable
    from gazefix.correction.corrector import Corrector
    from gazefix.correction.redirector import Correction

logger = logging.getLogger(__name__)

#: The two parts of the work on a clip. A picture, and a clip in one pass, have the second alone.
MEASURING: Final = "measuring"
CORRECTING: Final = "correcting"

#: Called after every frame with the part of the work, the frames done, and their number, which may
#: be an estimate or None.
Progress = Callable[[str, int, int | None], None]

#: Opens a corrector; true for single pictures.
OpenCorrector = Callable[[Config, bool], "AbstractContextManager[Corrector]"]


@dataclass(frozen=True, slots=True)
class Job:
    """How a file is processed.

    edit         which faces, when, by which angles
    encoding     how a clip is encoded
    one_pass     do not look ahead; a stream is always read once
    compare      write before and after side by side
    overwrite    replace an existing target
    format_name  container of a stream, where source or target is `-`, standard input or output
    fps          frame rate of an image sequence
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
    """What became of a file: its frames (1 for a picture), by reason, and the time it took."""

    frames: int
    frames_changed: int
    reasons: Mapping[Reason, int]
    seconds: float


def open_corrector(config: Config, still: bool) -> AbstractContextManager[Corrector]:
    """Open a Corrector with the profile that the settings name.

    Raises ModelError, DeviceError and ProfileError.
    """
    from gazefix.correction.corrector import Corrector
    from gazefix.correction.gaze import NO_PROFILE
    from gazefix.correction.saved_profiles import load_profile

    named = config.correction.profile
    profile = NO_PROFILE if named in {"auto", "none"} else load_profile(named).profile
    return Corrector(config, still=still, profile=profile)


def is_picture(path: Path) -> bool:
    """Return whether a file is a picture, by its content. Raises InputError."""
    clip = is_sequence(path) or str(path) == "-"
    return not clip and picture_kind(read_head(path)) is not None


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
    """Correct every frame of a picture or a clip and write the result to `target`.

    source, target  `-` is standard input or output, `frames/%05d.png` an image sequence
    config          settings; `job.edit` chooses the faces in place of their `max_faces`
    job             how; by default a clip is read twice, so that its correction knows what comes
    hear            called with every correction

    `target` appears when it is whole; until then, and after any error or interrupt, what was there
    stays. It may be `source` itself. Raises InputError, OutputError (for an existing `target`, too,
    unless `job.overwrite`), ConfigError, and what the corrector raises. Unusable files are found
    before the corrector is opened.
    """
    job = job or Job()
    config = settings_for(config, job)
    work = _Work(source, target, config, job, corrector, progress, hear)
    if is_picture(source):
        work.process_picture()
    else:
        work.process_clip()
    seconds = time.perf_counter() - work.began_s
    return ProcessReport(work.reasons.total(), work.changed, dict(work.reasons), seconds)


def settings_for(config: Config, job: Job) -> Config:
    """Return the settings with the number of faces that the job wants found."""
    most = ALL_FACES if job.edit.faces.named else job.edit.faces.most
    return replace(config, correction=replace(config.correction, max_faces=most))


def what_became(frame: Frame, correction: Correction) -> Reason:
    """Return a frame's one word: eyes that are partly turned count as corrected."""
    return Reason.CORRECTING if correction.frame is not frame else correction.reason


@dataclass(slots=True)
class _Work:
    """One file's processing: what is asked, and the count of what is done."""

    source: Path
    target: Path
    config: Config
    job: Job
    open_corrector: OpenCorrector
    progress: Progress | None
    hear: Callable[[Correction], None] | None
    began_s: float = field(default_factory=time.perf_counter)
    reasons: Counter[Reason] = field(default_factory=Counter)
    changed: int = 0
    measured: int = 0

    def process_picture(self) -> None:
        """Correct a picture and write it."""
        picture, overwrite = read_picture(self.source), self.job.overwrite
        check_picture_target(self.target, overwrite=overwrite)
        after = picture
        if self._idle:
            self._count(Reason.OFF, 1)
        else:
            after = self._corrected(picture)
        if self.job.compare:
            after = _side_by_side(picture, after)
        write_picture(after, self.target, overwrite=overwrite)

    def _corrected(self, picture: Picture) -> Picture:
        frame = Frame(picture.bgr())
        with self.open_corrector(self.config, True) as corrector:
            from gazefix.processing.two_pass import correct_picture

            correction = correct_picture(frame, corrector, self.job.edit)
        self._count_corrected(frame, correction, 1)
        return picture.changed(frame.bgr, correction.frame.bgr)

    def process_clip(self) -> None:
        """Correct a clip and write it frame by frame."""
        if "-" in {str(self.source), str(self.target)} and not self.job.format_name:
            hint = "give --format, matroska for example"
            raise InputError("a stream needs the name of its container", hint)
        if self._one_pass:
            check_one_pass(self.job.edit)
        size = _size(self.source)
        with ExitStack() as stack:
            reader = stack.enter_context(self._open_reader())
            writer = stack.enter_context(self._open_writer(reader))
            if self._idle:
                for untouched in reader:
                    writer.write(untouched, source=untouched)
                    self._count(Reason.OFF, reader.info.frames)
            else:
                corrector = stack.enter_context(self.open_corrector(self.config, False))
                corrections = stack.enter_context(closing(self._corrections(reader, corrector)))
                for frame, correction in corrections:
                    writer.write(correction.frame, source=frame)
                    self._count_corrected(frame, correction, self.measured or reader.info.frames)
                if self.measured and _size(self.source) != size:
                    message = "%s changed while it was read: its last frames are not corrected"
                    logger.warning(message, self.source)
            reader.close()  # before `target`, which may be the same file, is replaced

    @property
    def _one_pass(self) -> bool:
        return self.job.one_pass or str(self.source) == "-"

    @property
    def _idle(self) -> bool:
        """Whether no model needs to be loaded: nothing is to be done, and nobody hears of it."""
        return nothing_to_do(self.config, self.job.edit) and self.hear is None

    def _corrections(
        self, reader: ClipReader, corrector: Corrector
    ) -> Generator[tuple[Frame, Correction], None, None]:
        from gazefix.processing.two_pass import (
            CORRECTED_AHEAD,
            ahead,
            correct_clip,
            correct_stream,
            measure_clip,
        )

        edit = self.job.edit
        if self._one_pass or nothing_to_do(corrector.config, edit):
            yield from correct_stream(reader, corrector, edit)
            return
        with self._open_reader(warns=False) as first:
            timeline = measure_clip(
                first, corrector, edit, lambda: self._count_measured(reader.info.frames)
            )
        plan = timeline.plan(corrector.config.correction, edit)
        corrections = correct_clip(reader, plan, corrector, tell=self.hear is not None)
        with closing(ahead(corrections, CORRECTED_AHEAD)) as corrected:  # beside their encoding
            yield from corrected

    def _open_reader(self, *, warns: bool = True) -> ClipReader:
        if str(self.source) != "-":
            return ClipReader(self.source, fps=self.job.fps, warns=warns)
        stream = _binary(sys.stdin)
        return ClipReader(Path("standard input"), stream=stream, format_name=self.job.format_name)

    def _open_writer(self, reader: ClipReader) -> ClipWriter:
        stream = _binary(sys.stdout) if str(self.target) == "-" else None
        return ClipWriter(
            Path("standard output") if stream else self.target,
            reader.info,
            like=reader,
            encoding=self.job.encoding,
            overwrite=self.job.overwrite,
            compare=self.job.compare,
            stream=stream,
            format_name=self.job.format_name if stream else None,
        )

    def _count_measured(self, total: int | None) -> None:
        self.measured += 1
        self._tell(MEASURING, self.measured, total)

    def _count_corrected(self, frame: Frame, correction: Correction, total: int | None) -> None:
        self.changed += correction.frame is not frame
        if self.hear:
            self.hear(correction)
        self._count(what_became(frame, correction), total)

    def _count(self, reason: Reason, total: int | None) -> None:
        self.reasons[reason] += 1
        self._tell(CORRECTING, self.reasons.total(), total)

    def _tell(self, part: str, done: int, total: int | None) -> None:
        if self.progress:
            self.progress(part, done, None if total is None else max(done, total))


def _size(path: Path) -> int:
    """Return a file's size in bytes; 0 for a pipe or a sequence."""
    with contextlib.suppress(OSError):
        return path.stat().st_size
    return 0


def _side_by_side(left: Picture, right: Picture) -> Picture:
    """Return two pictures of one size side by side, without the metadata of either."""
    both = np.hstack([left.pixels, right.pixels])
    return replace(right, pixels=both, parts=b"", stored=1, encoded=None)


def _binary(stream: object) -> BinaryIO:
    binary: BinaryIO | None = getattr(stream, "buffer", None)
    if binary is None:
        raise OutputError("there is no standard stream to read from or write to", "name a file")
    return binary
