"""Many files at once: what to make of which, in several processes, and what became of each."""

from __future__ import annotations

import glob
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gazefix.config import Config
from gazefix.errors import ConfigError, GazeFixError, InputError
from gazefix.media.image_metadata import Kind, suffix_kind
from gazefix.media.video import is_sequence
from gazefix.processing.jobs import Job, OpenCorrector, ProcessReport, open_corrector, process_file

if TYPE_CHECKING:
    from gazefix.correction.corrector import Corrector

#: Clips are known by these suffixes in a folder; those that are written under the same one first.
WRITTEN: Final = (".mp4", ".mov", ".mkv", ".webm", ".m4v", ".ts")
READ: Final = (
    *WRITTEN,
    ".gif",
    ".avi",
    ".mpg",
    ".mpeg",
    ".mts",
    ".m2ts",
    ".wmv",
    ".flv",
    ".3gp",
    ".ogv",
    ".mxf",
)
#: Where a codec is at home.
_HOMES: Final = {"prores": ".mov", "ffv1": ".mkv"}
#: A process that is told to end gets so long to tidy up.
_END_S: Final = 10.0


@dataclass(frozen=True, slots=True)
class Item:
    """One file to be made of another."""

    source: Path
    target: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an item: a report, or an error for people (message and hint), or neither where it was there already."""

    item: Item
    report: ProcessReport | None = None
    error: str = ""
    hint: str = ""

    @property
    def skipped(self) -> bool:
        """Whether it was there already."""
        return self.report is None and not self.error


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told: of a part of the work on an item with the frames done and their number, and of what became of it."""

    progress: Callable[[Item, str, int, int | None], None]
    done: Callable[[Outcome], None]


def gather(inputs: Sequence[Path], out_dir: Path, codec: str | None = None) -> list[Item]:
    """The items of files, folders (with all below them) and patterns such as `talks/*.mp4`, each under its own name in
    `out_dir`; what cannot be written as it was read gets another suffix. Raises InputError for an input that is not there or
    holds nothing, ConfigError for two files that would get one name."""
    found = list(dict.fromkeys(pair for given in inputs for pair in _files(given, out_dir)))
    found = [
        (source, name)
        for n, (source, name) in enumerate(found)
        if source not in {other for other, _ in found[:n]}
    ]
    taken: dict[Path, Path] = {}
    made: dict[Path, Path] = {}
    # Those that keep their names first, so that no other one takes them.
    for source, name in sorted(found, key=lambda pair: _suffix(pair[0], codec) != pair[1].suffix):
        suffix = _suffix(source, codec)
        target = out_dir / name.with_suffix(suffix)
        if target in taken and suffix != name.suffix:
            target = out_dir / name.with_name(name.name + suffix)
        if target in taken:
            raise ConfigError(
                f"{taken[target]} and {source} would both become {target}",
                "process them into two folders",
            )
        taken[target] = source
        made[source] = target
    return [Item(source, made[source]) for source, _ in found]


def _files(given: Path, out_dir: Path) -> Iterator[tuple[Path, Path]]:
    """The files that an input means, each with its name below the folder that they are written to."""
    if given.is_dir():
        inside = [path for path in sorted(given.rglob("*")) if path.is_file() and _is_known(path)]
        mine = out_dir.resolve()
        if mine == given.resolve():
            raise ConfigError(
                f"{given} cannot be read and written to at once",
                "name another --out-dir, a folder in it perhaps",
            )
        if given.resolve() in mine.parents:
            inside = [path for path in inside if mine not in path.resolve().parents]
        if not inside:
            raise InputError(
                f"the folder {given} holds no picture and no clip", "name another folder, or files"
            )
        yield from ((path, path.relative_to(given)) for path in inside)
    elif given.exists() or is_sequence(given):
        yield given, Path(given.name)
    else:
        found = [Path(name) for name in sorted(glob.glob(str(given), recursive=True))]  # noqa: PTH207  # of any folder
        if not found:
            raise InputError(f"there is no file {given}", "check the name")
        for path in found:
            yield from _files(path, out_dir)


def _is_known(path: Path) -> bool:
    return not path.name.startswith(".") and (
        path.suffix.lower() in READ or suffix_kind(path.suffix) not in {None, Kind.HEIF}
    )


def _suffix(source: Path, codec: str | None) -> str:
    if suffix_kind(source.suffix):
        return source.suffix
    if codec in _HOMES:
        return source.suffix if source.suffix.lower() in {_HOMES[codec], ".mkv"} else _HOMES[codec]
    return source.suffix if source.suffix.lower() in WRITTEN else ".mp4"


def run_batch(
    items: Sequence[Item], config: Config, job: Job, jobs: int, watch: Watch
) -> list[Outcome]:
    """Processes all items, `jobs` at a time; the outcomes in the order of the items.

    An item whose target is there is skipped unless `job.overwrite`. One that fails does not stop the others. An interrupt ends
    all and leaves whole files only.
    """
    outcomes: dict[Item, Outcome] = {}

    def done(outcome: Outcome) -> None:
        outcomes[outcome.item] = outcome
        watch.done(outcome)

    waiting: deque[Item] = deque()
    for item in items:
        if not job.overwrite and os.path.lexists(item.target):
            done(Outcome(item))
        else:
            item.target.parent.mkdir(parents=True, exist_ok=True)
            waiting.append(item)
    if jobs == 1 or len(waiting) <= 1:
        with kept_correctors() as open_:
            for item in waiting:
                done(_process(item, config, job, open_, watch.progress))
    else:
        _in_processes(waiting, config, job, min(jobs, len(waiting)), Watch(watch.progress, done))
    return [outcomes[item] for item in items]


def _process(
    item: Item,
    config: Config,
    job: Job,
    open_: OpenCorrector,
    progress: Callable[[Item, str, int, int | None], None],
) -> Outcome:
    try:
        report = process_file(
            item.source,
            item.target,
            config,
            job,
            progress=lambda part, done, total: progress(item, part, done, total),
            corrector=open_,
        )
    except GazeFixError as error:
        return Outcome(item, error=error.message, hint=error.hint)
    except Exception as error:  # noqa: BLE001  # whatever is wrong with this one, the others go on
        return Outcome(
            item,
            error=f"{item.source} failed: {type(error).__name__}: {error}",
            hint="process it alone with -v",
        )
    return Outcome(item, report)


@contextmanager
def kept_correctors(open_: OpenCorrector = open_corrector) -> Iterator[OpenCorrector]:
    """Opens each corrector once, and lends it to one file after the other."""
    kept: dict[bool, tuple[Any, Corrector]] = {}

    @contextmanager
    def lend(config: Config, still: bool) -> Iterator[Corrector]:
        if still not in kept:
            manager = open_(config, still)
            kept[still] = (manager, manager.__enter__())
        corrector = kept[still][1]
        corrector.config = config
        corrector.reset()
        yield corrector

    try:
        yield lend
    finally:
        for manager, _ in kept.values():
            manager.__exit__(None, None, None)


@dataclass(slots=True, eq=False)
class _Worker:
    process: SpawnProcess
    connection: Connection[Any, Any]
    item: Item | None = None


def _in_processes(waiting: deque[Item], config: Config, job: Job, jobs: int, watch: Watch) -> None:
    workers: list[_Worker] = []
    try:
        while waiting or any(worker.item for worker in workers):
            while len(workers) < jobs and len(workers) < len(waiting) + sum(
                worker.item is not None for worker in workers
            ):
                workers.append(_start(config, job))
            for worker in workers:
                if worker.item is None and waiting:
                    worker.item = waiting.popleft()
                    with suppress(OSError):  # it has died, which is heard below
                        worker.connection.send(worker.item)
            for ready in wait([worker.connection for worker in workers]):
                worker = next(worker for worker in workers if worker.connection is ready)
                if not _hear(worker, watch):
                    workers.remove(worker)
    finally:
        for worker in workers:
            worker.process.terminate()
        for worker in workers:
            worker.process.join(_END_S)
            worker.process.kill()


def _hear(worker: _Worker, watch: Watch) -> bool:
    """Takes one message of a worker; false if it has died."""
    try:
        message = worker.connection.recv()
    except (EOFError, OSError):
        worker.process.join()
        if worker.item:
            code = worker.process.exitcode
            watch.done(
                Outcome(
                    worker.item,
                    error=f"{worker.item.source} failed: its process ended with {code}",
                    hint="process it alone",
                )
            )
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
    """A worker: items come in, progress and outcomes go out, until the connection ends."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C reaches all processes; the first one ends the others
    signal.signal(signal.SIGTERM, stop)
    try:
        with kept_correctors() as open_:
            while True:
                item = connection.recv()
                tell = _Seldom(connection)
                connection.send(_process(item, config, job, open_, tell))
    except (EOFError, KeyboardInterrupt, BrokenPipeError):
        return


class _Seldom:
    """Sends progress, but not of every frame."""

    def __init__(self, connection: Connection[Any, Any]) -> None:
        self._connection = connection

    def __call__(self, item: Item, part: str, done: int, total: int | None) -> None:
        if done % 10 == 1 or done == total:
            self._connection.send((item, part, done, total))
