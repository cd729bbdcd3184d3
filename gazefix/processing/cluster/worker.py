"""What runs on the workers: a file, or a part of a film. Errors are returned, not raised.

Dask logs the arguments of a task that raises, which may hold a signed URL.
"""

from __future__ import annotations

import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import gazefix
from gazefix.config import Config
from gazefix.correction.policy import Reason
from gazefix.errors import ClusterError
from gazefix.imaging.operations import thumbnail, work_in_calling_thread
from gazefix.media.shots import SMALL
from gazefix.media.video import ClipReader, ClipWriter
from gazefix.media.video.parts import ClipIndex, Piece, index_clip, join_clip, read_piece
from gazefix.native import keep_free_memory
from gazefix.processing.batch import Item, Outcome, failed, kept_correctors, process_item
from gazefix.processing.jobs import (
    CORRECTING,
    MEASURING,
    Job,
    OpenCorrector,
    Progress,
    settings_for,
    what_became,
)
from gazefix.processing.remote_files import as_local, exists, fetched
from gazefix.processing.timeline import PlannedFrame
from gazefix.processing.two_pass import MeasuredFrame, Start, correct_clip, measure_frames
from gazefix.types import Frame

if TYPE_CHECKING:
    from distributed import Worker

JOINING: Final = "joining"
#: The attribute of a Dask worker that holds what GazeFix keeps on it.
_KEPT: Final = "gazefix"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a client.

    topic        of its messages of progress
    interval_s   least time between two messages of a task
    """

    config: Config
    job: Job
    topic: str
    interval_s: float
    version: str = gazefix.__version__


@dataclass(frozen=True, slots=True)
class Answer:
    """What a task gives back: a value, or an error; `elsewhere`: another worker may succeed."""

    value: Any = None
    error: Exception | None = None
    elsewhere: bool = False
    worker: str = ""


#: What a task does: it gets its run, how to tell progress, and its arguments.
Work = Callable[..., Any]


def attempt(call: tuple[tuple[int, int], Work, tuple[Any, ...]], run: Run) -> Answer:
    """Do a piece of work on this worker: the numbers of its item and part, work and arguments."""
    from distributed import get_worker

    label, work, arguments = call
    worker = get_worker()
    if run.version != gazefix.__version__:
        error = wrong_version(worker.address, gazefix.__version__, run.version)
        return Answer(error=error, elsewhere=True, worker=worker.address)
    tell = _teller(worker, run, label)
    running: set[str] = _kept(worker).setdefault(run.topic, set())
    running.add(mark := f"{label} {time.monotonic_ns()}")
    try:
        value = work(run, tell, *arguments)
    except Exception as error:  # noqa: BLE001  # it is raised by the client
        full = failed(Item(Path(), Path()), error).elsewhere
        return Answer(error=error, elsewhere=full, worker=worker.address)
    finally:
        running.discard(mark)
    elsewhere = isinstance(value, Outcome) and value.elsewhere
    return Answer(value, elsewhere=elsewhere, worker=worker.address)


def wrong_version(worker: str, theirs: str, ours: str) -> ClusterError:
    """Return the error for a worker that can't be used."""
    message = f"the worker {worker} has GazeFix {theirs}, this is {ours}"
    return ClusterError(message, f'pip install "gazefix[cluster]=={ours}" there, or stop it')


def still_running(topic: str, dask_worker: Worker) -> int:
    """Return how many tasks of a run a worker has not ended yet."""
    return len(_kept(dask_worker).get(topic, ()))


def _kept(worker: Worker) -> dict[str, Any]:
    if not hasattr(worker, _KEPT):
        setattr(worker, _KEPT, {})
        work_in_calling_thread()
        keep_free_memory()  # Dask's nanny has glibc return it to the system after each frame
    kept: dict[str, Any] = getattr(worker, _KEPT)
    return kept


def _teller(worker: Worker, run: Run, label: tuple[int, int]) -> Progress:
    """Return what sends progress to the client, and raises once the task is cancelled."""
    key, sent_s = worker.get_current_task(), 0.0

    def tell(part: str, done: int, total: int | None) -> None:
        nonlocal sent_s
        task = worker.state.tasks.get(key)
        if task is None or task.state == "cancelled":
            raise ClusterError("the task was cancelled")
        now_s = time.monotonic()
        if now_s - sent_s > run.interval_s or done == total:
            sent_s = now_s
            worker.log_event(run.topic, (label, part, done, total))

    return tell


@contextmanager
def _correctors(config: Config) -> Iterator[OpenCorrector]:
    """Lend correctors that stay open on this worker while the settings of their models do."""
    from distributed import get_worker

    kept = _kept(get_worker())
    wanted = (config.engine, config.correction.profile, config.correction.max_faces)
    # A worker with several threads takes one set for each.
    free: list[tuple[object, AbstractContextManager[Any], OpenCorrector]]
    free = kept.setdefault("correctors", [])
    opened, stack, lend = free.pop() if free else (None, ExitStack(), None)
    if opened != wanted or lend is None:
        stack.__exit__(None, None, None)
        stack = ExitStack()
        lend = stack.enter_context(kept_correctors())
    try:
        yield lend
    finally:
        free.append((wanted, stack, lend))


def process_whole(run: Run, tell: Progress, item: Item) -> Outcome:
    """Process a file, unless a worker that then died or lost its scheduler makes it first."""

    def made_elsewhere() -> bool:
        return not run.job.overwrite and exists(item.target)

    if made_elsewhere():
        return Outcome(item)

    def progress(item: Item, part: str, done: int, total: int | None) -> None:
        tell(part, done, total)

    with _correctors(settings_for(run.config, run.job)) as open_:
        outcome = process_item(item, run.config, run.job, open_, progress)
    return Outcome(item) if outcome.error and made_elsewhere() else outcome


@dataclass(frozen=True, slots=True)
class Film:
    """A film in parts; `name`: of the folder for its copy on a worker."""

    item: Item
    name: str

    def local(self) -> Path:
        """Return a local file of the film."""
        from distributed import get_worker

        return fetched(self.item.source, Path(get_worker().local_directory) / self.name)


def index_film(_: Run, __: Progress, film: Film) -> ClipIndex:
    """Return the frames of a film. Raises InputError."""
    return index_clip(film.local())


@dataclass(frozen=True, slots=True)
class MeasuredPart:
    """The frames of a part, and checksums of the frame before it, if any, and of its last."""

    frames: list[MeasuredFrame]
    before: int | None
    last: int


def measure_part(
    run: Run, tell: Progress, film: Film, piece: Piece, follows: bool, start: Start
) -> MeasuredPart:
    """Measure the frames of a piece; if it `follows` another, its first frame is the one before.

    Raises InputError.
    """
    config, job = settings_for(run.config, run.job), run.job
    total = len(piece.stamps) - follows
    with ClipReader(film.local(), warns=False) as reader, _correctors(config) as open_:
        frames: Iterator[Frame] = read_piece(reader, piece)
        before = None
        if follows:
            frame = next(frames)
            before, small = _checksum(frame), thumbnail(frame.bgr, SMALL)
            start = Start(start.time_s, small, start.cuts)
        last: list[int] = []
        measured: list[MeasuredFrame] = []
        with open_(config, False) as corrector:
            for one in measure_frames(_watched(frames, total, last), corrector, job.edit, start):
                measured.append(one)
                tell(MEASURING, len(measured), total)
    return MeasuredPart(measured, before, last[0])


def _watched(frames: Iterable[Frame], total: int, last: list[int]) -> Iterator[Frame]:
    for number, frame in enumerate(frames, 1):
        if number == total:
            last.append(_checksum(frame))
        yield frame


def _checksum(frame: Frame) -> int:
    return zlib.crc32(frame.bgr.data)


@dataclass(frozen=True, slots=True)
class CorrectedPart:
    """A part's frames, time stamp and duration in ticks, and what became of them."""

    frames: list[tuple[int, int]]
    reasons: Counter[Reason]
    changed: int


@dataclass(frozen=True, slots=True)
class PartPlan:
    """What to do in the frames of a piece.

    Its first `skip` frames, and those behind `count` more, only steady the ones between.
    """

    frames: Sequence[PlannedFrame]
    skip: int
    count: int

    def frame(self, index: int) -> PlannedFrame:
        """Return what to do in a frame."""
        return self.frames[index]


def correct_part(
    run: Run, tell: Progress, film: Film, piece: Piece, plan: PartPlan, target: Path
) -> CorrectedPart:
    """Correct and encode a part of a film. Raises InputError and OutputError."""
    config, job = settings_for(run.config, run.job), run.job
    reasons: Counter[Reason] = Counter()
    changed, stamps = 0, []
    with (
        as_local(Path(), target, overwrite=True) as (_, made),
        ClipReader(film.local(), warns=False) as reader,
        ClipWriter(
            made, reader.info, encoding=job.encoding, overwrite=True, compare=job.compare
        ) as writer,
        _correctors(config) as open_,
        open_(config, False) as corrector,
    ):
        unit = float(reader.info.time_base)
        corrected = correct_clip(read_piece(reader, piece), plan, corrector)
        for number, (frame, correction) in enumerate(corrected):
            if plan.skip <= number < plan.skip + plan.count:
                ticks = getattr(frame, "duration_ticks", 0)
                stamps.append((round(frame.time_s / unit), ticks))
                reasons[what_became(frame, correction)] += 1
                changed += correction.frame is not frame
                writer.write(correction.frame, source=frame)
                tell(CORRECTING, len(stamps), plan.count)
    return CorrectedPart(stamps, reasons, changed)


def join_film(
    run: Run, tell: Progress, film: Film, parts: Sequence[Path], frames: Sequence[tuple[int, int]]
) -> None:
    """Join the parts of a film to its target. Raises InputError and OutputError."""
    from distributed import get_worker

    job, done = run.job, 0

    def step() -> None:
        nonlocal done
        done += 1
        tell(JOINING, done, len(frames))

    if not job.overwrite and exists(film.item.target):
        return  # made by a worker that died soon after
    folder = Path(get_worker().local_directory) / film.name / "parts"
    with as_local(Path(), film.item.target, overwrite=job.overwrite) as (_, made):
        join_clip(
            film.local(),
            made,
            [fetched(part, folder) for part in parts],
            frames,
            job.encoding,
            step,
            overwrite=job.overwrite,
            compare=job.compare,
        )
