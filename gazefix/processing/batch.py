"""Many files at once: what is made of which, in several processes, and what became of each."""

from __future__ import annotations

import errno
import glob
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gazefix.config import Config
from gazefix.errors import ConfigError, GazeFixError, InputError
from gazefix.media.image_metadata import suffix_kind
from gazefix.media.video import is_sequence, nearest_suffix
from gazefix.native import END_SIGNALS, interrupt
from gazefix.processing.jobs import Job, OpenCorrector, ProcessReport, open_corrector, process_file
from gazefix.processing.remote_files import (
    as_local,
    exists,
    make_parent,
    remote_files,
    shown,
    url_of,
)

if TYPE_CHECKING:
    from distributed import Client

    from gazefix.correction.corrector import Corrector

#: Suffixes of clips that keep theirs when they are written.
WRITTEN: Final = (".mp4", ".mov", ".mkv", ".webm", ".m4v", ".ts")
#: Suffixes by which clips in a folder are known.
_OLDER: Final = (".avi", ".mpg", ".mpeg", ".mts", ".m2ts", ".wmv", ".flv", ".3gp", ".ogv", ".mxf")
READ: Final = (*WRITTEN, ".gif", *_OLDER)
#: The container of codecs that not every container takes.
_HOMES: Final = {"prores": ".mov", "ffv1": ".mkv"}
#: Seconds that a worker gets to tidy up before it is killed.
_END_S: Final = 10.0
#: Errors of a disk that takes no more.
_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
#: Frames between two messages of progress from a worker.
_PROGRESS_FRAMES: Final = 10


@dataclass(frozen=True, slots=True)
class Item:
    """One file to be made of another."""

    source: Path
    target: Path


#: Called with an item, the part of the work on it, its frames done, and their number if known.
ItemProgress = Callable[[Item, str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an item: a report, an error (message and hint), or neither if it existed.

    elsewhere   it may succeed on another machine
    """

    item: Item
    report: ProcessReport | None = None
    error: str = ""
    hint: str = ""
    elsewhere: bool = False

    @property
    def skipped(self) -> bool:
        """Whether the target existed already."""
        return self.report is None and not self.error


@dataclass(frozen=True, slots=True)
class Watch:
    """What is called with the progress of items, and with the outcome of each."""

    progress: ItemProgress
    done: Callable[[Outcome], None]


def gather(
    inputs: Sequence[Path], out_dir: Path, codec: str | None = None, container: str | None = None
) -> list[Item]:
    """Return the items of files, of folders with all below them, and of patterns (`talks/*.mp4`).

    Each keeps its name in `out_dir`. Clips get the suffix of `container`; by default those that
    cannot be written as they were read get that of the nearest container, which holds their sound.
    Raises InputError for an input that is missing or holds nothing, and ConfigError for two files
    that would get one name.
    """
    found: dict[Path, Path] = {}
    for given in inputs:
        for source, name in _files(given, out_dir):
            found.setdefault(source, name)
    suffixes = {source: _suffix(source, codec, container) for source in found}
    sources: dict[Path, Path] = {}  # of each target
    # Files that keep their suffix come first, so that no other file takes their name.
    for source, name in sorted(found.items(), key=lambda pair: suffixes[pair[0]] != pair[1].suffix):
        suffix = suffixes[source]
        target = out_dir / name.with_suffix(suffix)
        if target in sources and suffix != name.suffix:
            target = out_dir / name.with_name(name.name + suffix)
        if target in sources:
            message = f"{sources[target]} and {source} would both become {target}"
            raise ConfigError(message, "process them into two folders")
        sources[target] = source
    targets = {source: target for target, source in sources.items()}
    return [Item(source, targets[source]) for source in found]


def _files(given: Path, out_dir: Path) -> Iterator[tuple[Path, Path]]:
    """Yield the files that an input means, each with its name below the output folder."""
    if url_of(given):
        found = remote_files(given)
        yield from (pair for pair in found if len(found) == 1 or _is_known(pair[1]))
    elif given.is_dir():
        mine = out_dir.resolve()
        if mine == given.resolve():
            hint = "name another --out-dir, a folder in it perhaps"
            raise ConfigError(f"{given} cannot be read and written to at once", hint)
        inside = [path for path in sorted(given.rglob("*")) if path.is_file() and _is_known(path)]
        if given.resolve() in mine.parents:
            inside = [path for path in inside if mine not in path.resolve().parents]
        if not inside:
            message = f"the folder {given} holds no picture and no clip"
            raise InputError(message, "name another folder, or files")
        yield from ((path, path.relative_to(given)) for path in inside)
    elif given.exists() or is_sequence(given):
        yield given, Path(given.name)
    else:
        # Path.glob takes no pattern with a root.
        paths = [Path(name) for name in sorted(glob.glob(str(given), recursive=True))]  # noqa: PTH207
        if not paths:
            raise InputError(f"there is no file {given}", "check the name")
        for path in paths:
            yield from _files(path, out_dir)


def _is_known(path: Path) -> bool:
    picture = suffix_kind(path.suffix) is not None
    return not path.name.startswith(".") and (picture or path.suffix.lower() in READ)


def _suffix(source: Path, codec: str | None, container: str | None) -> str:
    """Return the suffix that a file is written with."""
    if suffix_kind(source.suffix):
        return source.suffix
    if container:
        return f".{container}"
    home = _HOMES.get(codec or "")
    keep = source.suffix.lower() in ({home, ".mkv"} if home else WRITTEN)
    return source.suffix if keep else home or nearest_suffix(source)


def run_batch(
    items: Sequence[Item],
    config: Config,
    job: Job,
    jobs: int,
    watch: Watch,
    client: Client | None = None,
) -> list[Outcome]:
    """Process all items, `jobs` at a time, and return their outcomes in the same order.

    client   of Dask: its workers process the items, and `jobs` counts for nothing

    An item whose target exists is skipped unless `job.overwrite`. One that fails does not stop the
    others. An interrupt ends all and leaves whole files only.
    """
    outcomes: dict[Item, Outcome] = {}

    def done(outcome: Outcome) -> None:
        outcomes[outcome.item] = outcome
        watch.done(outcome)

    waiting: deque[Item] = deque()
    for item in items:
        if not job.overwrite and exists(item.target):
            done(Outcome(item))
        else:
            make_parent(item.target)
            waiting.append(item)
    if client is not None:
        from gazefix.processing.cluster.client import run_on_cluster

        run_on_cluster(waiting, config, job, client, Watch(watch.progress, done))
    elif jobs == 1 or len(waiting) <= 1:
        with kept_correctors() as open_:
            for item in waiting:
                done(process_item(item, config, job, open_, watch.progress))
    else:
        _in_processes(waiting, config, job, jobs, Watch(watch.progress, done))
    return [outcomes[item] for item in items]


def process_item(
    item: Item, config: Config, job: Job, open_: OpenCorrector, progress: ItemProgress
) -> Outcome:
    """Process one item and return its outcome, whatever happens to it."""

    def tell(part: str, done: int, total: int | None) -> None:
        progress(item, part, done, total)

    try:
        with as_local(item.source, item.target, overwrite=job.overwrite) as (source, target):
            report = process_file(source, target, config, job, progress=tell, corrector=open_)
    except Exception as error:  # noqa: BLE001  # the other items go on
        return failed(item, error)
    return Outcome(item, report)


def failed(item: Item, error: Exception) -> Outcome:
    """Return the outcome of an item that an error ended."""
    full = getattr(error.__cause__ or error, "errno", None) in _FULL
    if isinstance(error, GazeFixError):
        return Outcome(item, error=error.message, hint=error.hint, elsewhere=full)
    message = f"{shown(item.source)} failed: {type(error).__name__}: {error}"
    return Outcome(item, error=message, hint="process it alone with -v", elsewhere=full)


@contextmanager
def kept_correctors(open_: OpenCorrector = open_corrector) -> Iterator[OpenCorrector]:
    """Open each corrector once, and lend it to one file after the other."""
    kept: dict[bool, Corrector] = {}
    with ExitStack() as stack:

        @contextmanager
        def lend(config: Config, still: bool) -> Iterator[Corrector]:
            if still not in kept:
                kept[still] = stack.enter_context(open_(config, still))
            corrector = kept[still]
            corrector.config = config
            corrector.reset()
            yield corrector

        yield lend


@dataclass(slots=True, eq=False)
class _Worker:
    process: SpawnProcess
    connection: Connection[Any, Any]
    item: Item | None = None


def _in_processes(waiting: deque[Item], config: Config, job: Job, jobs: int, watch: Watch) -> None:
    workers: list[_Worker] = []
    try:
        while waiting or any(worker.item for worker in workers):
            idle = [worker for worker in workers if worker.item is None]
            while len(workers) < jobs and len(idle) < len(waiting):
                idle.append(_start(config, job))
                workers.append(idle[-1])
            for worker in idle[: len(waiting)]:
                worker.item = waiting.popleft()
                with suppress(OSError):  # it has died, which is noticed below
                    worker.connection.send(worker.item)
            ready = wait([worker.connection for worker in workers])
            for worker in [worker for worker in workers if worker.connection in ready]:
                if not _hear(worker, watch):
                    workers.remove(worker)
    finally:
        for worker in workers:
            worker.process.terminate()
        for worker in workers:
            worker.process.join(_END_S)
            worker.process.kill()


def _hear(worker: _Worker, watch: Watch) -> bool:
    """Receive one message of a worker; return false if the worker has died."""
    try:
        message = worker.connection.recv()
    except (EOFError, OSError):
        worker.process.join()
        if worker.item:
            ended = f"failed: its process ended with {worker.process.exitcode}"
            error = f"{worker.item.source} {ended}"
            watch.done(Outcome(worker.item, error=error, hint="process it alone"))
        return False
    if isinstance(message, Outcome):
        worker.item = None
        watch.done(message)
    else:
        watch.progress(*message)
    return True


def _start(config: Config, job: Job) -> _Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, config, job), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _serve(connection: Connection[Any, Any], config: Config, job: Job) -> None:
    """Receive items and send progress and outcomes until the connection ends."""

    def tell(item: Item, part: str, done: int, total: int | None) -> None:
        if done % _PROGRESS_FRAMES == 1 or done == total:
            connection.send((item, part, done, total))

    # Ctrl-C reaches all processes; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in END_SIGNALS:
        signal.signal(number, interrupt)
    with suppress(EOFError, KeyboardInterrupt, BrokenPipeError), kept_correctors() as open_:
        while True:
            connection.send(process_item(connection.recv(), config, job, open_, tell))
