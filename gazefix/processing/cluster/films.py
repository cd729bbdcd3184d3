"""One film on many machines: measured in parts, planned as a whole, corrected in parts, joined.

Parts are measured from every FOLLOWED_FRAMES-th frame on, where one machine looks for faces anew,
too. People, filters and fades know no parts: they are planned from all measurements at once. So the
pictures that reach the encoders are those of one machine, bit for bit.
"""

from __future__ import annotations

import shutil
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Protocol

from gazefix.errors import GazeFixError
from gazefix.media.shots import CutDetector
from gazefix.media.video.parts import ClipIndex, IndivisibleError, Piece
from gazefix.processing.cluster.worker import (
    CorrectedPart,
    Film,
    MeasuredPart,
    PartPlan,
    Run,
    Work,
    correct_part,
    index_film,
    join_film,
    measure_part,
)
from gazefix.processing.edit_options import nothing_to_do
from gazefix.processing.remote_files import make_parent, remove, url_of
from gazefix.processing.timeline import ClipPlan, PlannedFrame, Timeline
from gazefix.processing.two_pass import AROUND, FOLLOWED_FRAMES, Start

#: Frames of a part that is encoded by itself. It ends where an encoder makes a key frame anyway: at
#: a cut where one lies between the least and the most, else KEY_FRAMES (x264's and x265's own) or a
#: multiple behind the last cut. Elsewhere the pictures up to the next key frame would differ.
KEY_FRAMES: Final = 250
LEAST_FRAMES: Final = 500
USUAL_FRAMES: Final = 1000
MOST_FRAMES: Final = 1500


class Workers(Protocol):
    """Does work on the workers."""

    def do(self, work: Work, calls: Sequence[tuple[Any, ...]]) -> Iterator[tuple[int, Any]]:
        """Yield the number of each call, and what it gave, as they end. Raises their errors."""
        ...


@dataclass(slots=True)
class FilmInParts:
    """A film's way over the workers. Raises IndivisibleError where it has to stay whole."""

    film: Film
    run: Run
    workers: Workers
    _seen: CutDetector = field(default_factory=CutDetector)
    _timeline: Timeline = field(default_factory=Timeline)

    def process(self) -> tuple[Counter[Any], int]:
        """Correct the film and return its frames by reason, and how many are changed.

        Raises GazeFixError.
        """
        if self.run.job.one_pass or nothing_to_do(self.run.config, self.run.job.edit):
            raise IndivisibleError(f"{self.film.item.source} is read once")
        index: ClipIndex = self._one(index_film, self.film)
        if len(index.stamps) < 2 * FOLLOWED_FRAMES:
            raise IndivisibleError(f"{self.film.item.source} is short")
        self._measure(index)
        job = self.run.job
        plan = self._timeline.plan(self.run.config.correction, job.edit)
        cuts = {n for n, (a, b) in enumerate(pairwise(self._timeline.shots), 1) if a != b}
        bounds = part_bounds(len(index.stamps), cuts)
        parts = [self._part(number) for number in range(len(bounds))]
        make_parent(parts[0])
        try:
            corrected = self._correct(index, plan, bounds, parts)
            frames = [frame for part in corrected for frame in part.frames]
            self._one(join_film, self.film, parts, frames)
        finally:
            self._remove(parts)
        reasons = sum((part.reasons for part in corrected), Counter[Any]())
        return reasons, sum(part.changed for part in corrected)

    def _part(self, number: int) -> Path:
        target = self.film.item.target
        return target.parent / ".gazefix-parts" / target.name / f"{number:05}{target.suffix}"

    def _remove(self, parts: Sequence[Path]) -> None:
        """Remove the parts, and what killed workers left of them."""
        folder = parts[0].parent
        if url_of(folder) is None:
            shutil.rmtree(folder, ignore_errors=True)
            with suppress(OSError):  # another film's
                folder.parent.rmdir()
            return
        for part in parts:
            with suppress(GazeFixError):
                remove(part)

    def _one(self, work: Work, *arguments: Any) -> Any:
        return next(iter(self.workers.do(work, [arguments])))[1]

    def _measure(self, index: ClipIndex) -> None:
        """Measure all parts, and put them into the timeline in order."""
        calls = [
            self._measurement(index, first)
            for first in range(0, len(index.stamps), FOLLOWED_FRAMES)
        ]
        waiting: dict[int, MeasuredPart] = {}
        checksum: int | None = None
        added = 0
        for number, measured in self.workers.do(measure_part, calls):
            waiting[number] = measured
            while added in waiting:
                part = waiting.pop(added)
                if part.before != checksum:
                    raise IndivisibleError(
                        f"{self.film.item.source} differs from key frame to key frame"
                    )
                self._add(part, index, added * FOLLOWED_FRAMES)
                checksum = part.last
                added += 1

    def _measurement(
        self, index: ClipIndex, first: int, cuts: frozenset[int] | None = None
    ) -> tuple[Any, ...]:
        follows = first > 0
        piece = Piece.of(index, first - follows, first + FOLLOWED_FRAMES)
        return self.film, piece, follows, Start(index.start_s, cuts=cuts)

    def _add(self, part: MeasuredPart, index: ClipIndex, first: int) -> None:
        """Add a part to the timeline; measure it again if the shots before show other cuts in it.

        How unlike two frames of a cut must be depends on the frames before.
        """
        cuts = frozenset(n for n, f in enumerate(part.frames) if self._seen.judge(f.unlike))
        if cuts - {0} != {n for n, f in enumerate(part.frames) if f.cut} - {0}:
            part = self._one(measure_part, *self._measurement(index, first, cuts))
        for number, f in enumerate(part.frames):
            self._timeline.add(f.time_s, f.sightings, cut=number in cuts, unlike=f.unlike)

    def _correct(
        self, index: ClipIndex, plan: ClipPlan, bounds: Sequence[int], parts: Sequence[Path]
    ) -> list[CorrectedPart]:
        calls = []
        stops = [*bounds[1:], len(index.stamps)]
        pieces = [
            Piece.of(index, first - AROUND, stop + AROUND)
            for first, stop in zip(bounds, stops, strict=True)
        ]
        planned = planned_pieces(plan.frame, pieces)
        for first, stop, piece, part in zip(bounds, stops, pieces, parts, strict=True):
            part_plan = PartPlan(next(planned), first - piece.first, stop - first)
            calls.append((self.film, piece, part_plan, part))
        done = dict(self.workers.do(correct_part, calls))
        return [done[number] for number in range(len(parts))]


def part_bounds(frames: int, cuts: set[int]) -> list[int]:
    """Return the first frames of the parts to encode."""
    bounds = [0]
    while frames - bounds[-1] > MOST_FRAMES:
        usual = bounds[-1] + USUAL_FRAMES
        near = range(
            bounds[-1] + LEAST_FRAMES, min(bounds[-1] + MOST_FRAMES, frames - LEAST_FRAMES)
        )
        shot = max((cut for cut in cuts if cut <= usual), default=0)
        key = shot + KEY_FRAMES * round((usual - shot) / KEY_FRAMES)
        bounds.append(min(cuts & set(near), key=lambda cut: abs(cut - usual), default=key))
    return bounds


def planned_pieces(
    plan: Callable[[int], PlannedFrame], pieces: Sequence[Piece]
) -> Iterator[list[PlannedFrame]]:
    """Yield what to do in the frames of each piece, asking for each frame once, in order."""
    known: deque[PlannedFrame] = deque()
    first = 0  # the number of the first known one
    for piece in pieces:
        while first < piece.first:
            known.popleft()
            first += 1
        while first + len(known) < piece.first + len(piece.stamps):
            known.append(plan(first + len(known)))
        yield list(known)
