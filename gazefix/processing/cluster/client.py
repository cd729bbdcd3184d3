"""Files on a Dask cluster: whole ones side by side, and a long film in parts."""

from __future__ import annotations

import itertools
import secrets
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gazefix.config import Config
from gazefix.errors import ClusterError, ConfigError, GazeFixError
from gazefix.media.video.parts import IndivisibleError
from gazefix.processing.batch import Item, Outcome, Watch, failed
from gazefix.processing.cluster.connection import checked_slots
from gazefix.processing.cluster.films import FilmInParts
from gazefix.processing.cluster.worker import (
    Answer,
    Film,
    Run,
    Work,
    attempt,
    process_whole,
    still_running,
)
from gazefix.processing.jobs import Job, ProcessReport
from gazefix.processing.remote_files import shown, size_of

if TYPE_CHECKING:
    from distributed import Client, Future

#: Seconds that cancelled tasks get to tidy up.
_END_S: Final = 10.0
#: Messages of progress a second from all workers together; the scheduler passes each on.
_MESSAGES_PER_S: Final = 100.0
#: Films are cut only where this many files or fewer wait for each slot: else all are busy anyway.
_FEW_FILES: Final = 4
#: What a task needs of a worker, in Dask's terms, to run with `--device cuda`.
_GPU: Final = {"GPU": 1}


def run_on_cluster(
    items: Sequence[Item], config: Config, job: Job, client: Client, watch: Watch
) -> None:
    """Process files on the workers of `client` and tell `watch` of each.

    A file that is longer than a slot's share of all is cut into parts. A task whose worker is
    killed or whose scheduler is started anew runs again, and one whose disk is full runs elsewhere.
    An interrupt cancels all tasks. Raises ClusterError for a worker without GazeFix or with another
    version of it, and where the scheduler is gone.
    """
    if not items:
        return
    needs = _GPU if config.engine.device == "cuda" else None
    slots = checked_slots(client, needs)
    for item in items:
        if shown(item.source) == shown(item.target):
            hint = "name another file: a task that runs again would correct it twice"
            raise ConfigError(f"{shown(item.source)} would be replaced", hint)
    interval_s = max(0.5, slots / _MESSAGES_PER_S)
    run = Run(config, job, f"gazefix-{secrets.token_hex(4)}", interval_s)
    tasks = _Tasks(client, run, items, watch, needs)
    whole, films = _split(items, slots)
    with ThreadPoolExecutor(max(1, len(films)), "gazefix-film") as pool, tasks.heard():
        cut = [pool.submit(tasks.process_film, number) for number in films]
        tasks.process_whole(whole)
        for film in cut:
            film.result()


def _split(items: Sequence[Item], slots: int) -> tuple[list[int], list[int]]:
    """Return the numbers of the files to keep whole, the largest first, and to cut."""
    if len(items) > _FEW_FILES * slots:
        return list(range(len(items))), []
    sizes = [size_of(item.source) for item in items]
    films = [n for n, size in enumerate(sizes) if slots > 1 and size > sum(sizes) / slots]
    whole = sorted(set(range(len(items))) - set(films), key=lambda n: -sizes[n])
    return whole, films


@dataclass(slots=True)
class _Tasks:
    """The tasks of one run. Threads share it: one for all whole files, and one for each film."""

    client: Client
    run: Run
    items: Sequence[Item]
    watch: Watch
    needs: dict[str, int] | None
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _futures: set[Future[Answer]] = field(default_factory=set)
    _numbers: Iterator[int] = field(default_factory=itertools.count)
    _frames: dict[int, dict[tuple[str, int], tuple[int, int]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    _ended: set[int] = field(default_factory=set)
    _stopped: bool = False

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Hear of progress; cancel all tasks when an exception leaves the block."""
        self.client.subscribe_topic(self.run.topic, self._hear)
        try:
            yield
        except BaseException:
            self._cancel()
            raise
        finally:
            if self.client.status == "running":
                self.client.unsubscribe_topic(self.run.topic)

    def process_whole(self, numbers: Sequence[int]) -> None:
        """Process files, each in a task of its own."""
        calls = [((number, 0), process_whole, (self.items[number],)) for number in numbers]
        for place, answer in self._answers(calls):
            number = numbers[place]
            if answer.error is not None:
                self._end(number, failed(self.items[number], answer.error))
            else:
                self._end(number, answer.value)

    def process_film(self, number: int) -> None:
        """Process a film in parts, or whole where it can't be cut."""
        item, began_s = self.items[number], time.perf_counter()
        film = FilmInParts(
            Film(item, f"{self.run.topic}-{number}"), self.run, _FilmWorkers(self, number)
        )
        try:
            reasons, changed = film.process()
        except IndivisibleError:
            self._frames.pop(number, None)
            self.process_whole([number])
        except GazeFixError as error:
            if self._stopped:
                raise
            self._end(number, failed(item, error))
        else:
            seconds = time.perf_counter() - began_s
            report = ProcessReport(reasons.total(), changed, dict(reasons), seconds)
            self._end(number, Outcome(item, report))

    def answers(
        self, number: int, work: Work, calls: Sequence[tuple[Any, ...]]
    ) -> Iterator[tuple[int, Answer]]:
        """Yield the answers to calls for parts of one item as they come."""
        return self._answers([((number, n), work, call) for n, call in enumerate(calls)])

    def _answers(
        self, calls: Sequence[tuple[tuple[int, int], Work, tuple[Any, ...]]]
    ) -> Iterator[tuple[int, Answer]]:
        from distributed import as_completed

        places = dict(zip(self._submit(calls), range(len(calls)), strict=True))
        failures: dict[int, set[str]] = defaultdict(set)
        done = as_completed(places, loop=self.client.loop)
        try:
            for future in done:
                place = places.pop(future)
                answer = self._answer(future)
                others: set[str] = set()
                if answer and answer.elsewhere:
                    failures[place].add(answer.worker)
                    others = set(self.client.nthreads()) - failures[place]
                if answer and not others:
                    yield place, answer
                    continue
                (again,) = self._submit([calls[place]], sorted(others))
                places[again] = place
                done.add(again)
        finally:
            if places and self.client.status == "running":  # nobody wants the rest
                self.client.cancel(list(places), force=True)

    def _submit(self, calls: Sequence[Any], workers: Sequence[str] = ()) -> list[Future[Answer]]:
        """Send calls to the workers, to any unless some are named."""
        if not calls:
            return []
        work, group = calls[0][1].__name__, f"{calls[0][1].__name__}-{next(self._numbers)}"
        keys = [
            (f"{group}-{self.run.topic}", f"{self._name(call)}-{n}") for n, call in enumerate(calls)
        ]
        with self._lock:
            if self._stopped:
                raise ClusterError(f"{work} was cancelled")
            futures: list[Future[Answer]] = self.client.map(
                attempt,
                calls,
                run=self.run,
                key=keys,
                pure=False,
                workers=workers or None,
                resources=self.needs,
            )
            self._futures.update(futures)
        return futures

    def _name(self, call: tuple[tuple[int, int], Work, Any]) -> str:
        return Path(shown(self.items[call[0][0]].source)).name

    def _answer(self, future: Future[Answer]) -> Answer | None:
        """Return the answer of a task that ended; None where it is lost with its scheduler."""
        try:
            answer: Answer = future.result()
        except CancelledError:
            self._await_scheduler()
            return None
        except Exception as error:  # noqa: BLE001  # a worker that died again and again, ...
            return Answer(error=error)
        finally:
            with self._lock:
                self._futures.discard(future)
            if self.client.status == "running":
                future.release()
        return answer

    def _await_scheduler(self) -> None:
        """Wait until the client has found its scheduler again. Raises ClusterError."""
        while self.client.status == "connecting" and not self._stopped:
            time.sleep(0.1)
        if self.client.status != "running" or self._stopped:
            hint = "start it again, then run this again: finished files are skipped"
            raise ClusterError("the Dask scheduler is gone", hint)

    def _hear(self, event: tuple[float, tuple[tuple[int, int], str, int, int | None]]) -> None:
        """Pass on the progress of an item: that of all its parts together."""
        (number, part), what, done, total = event[1]
        with self._lock:
            if number in self._ended or self._stopped:
                return
            frames = self._frames[number]
            frames[what, part] = done, total or 0
            counts = [count for (other, _), count in frames.items() if other == what]
            sums = [sum(column) for column in zip(*counts, strict=True)]
            self.watch.progress(self.items[number], what, sums[0], sums[1] or None)

    def _end(self, number: int, outcome: Outcome) -> None:
        with self._lock:
            self._ended.add(number)
            self._frames.pop(number, None)
            self.watch.done(outcome)

    def _cancel(self) -> None:
        """Cancel all tasks, and wait until those that run have removed what they began."""
        with self._lock:
            self._stopped = True
            futures = list(self._futures)
        if self.client.status != "running":
            return
        self.client.cancel(futures, force=True)
        deadline_s = time.monotonic() + _END_S
        while time.monotonic() < deadline_s:
            running = self.client.run(still_running, self.run.topic, on_error="ignore")
            if not any(running.values()):
                return
            time.sleep(0.1)


@dataclass(frozen=True, slots=True)
class _FilmWorkers:
    """The workers as one film's parts see them."""

    tasks: _Tasks
    number: int

    def do(self, work: Work, calls: Sequence[tuple[Any, ...]]) -> Iterator[tuple[int, Any]]:
        """See films.Workers."""
        for place, answer in self.tasks.answers(self.number, work, calls):
            if answer.error is not None:
                if isinstance(answer.error, GazeFixError):
                    raise answer.error
                kind = type(answer.error).__name__
                message = f"{shown(self.tasks.items[self.number].source)} failed: {kind}"
                raise ClusterError(f"{message}: {answer.error}") from answer.error
            yield place, answer.value
