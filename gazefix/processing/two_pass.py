"""A clip corrected in two passes: measure every frame, then correct with all of that known.

Streams, which are read only once, are corrected in one pass that knows the past alone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any, Final, Protocol, TypeVar

import numpy as np

from gazefix.correction.corrector import Corrector
from gazefix.correction.gaze import CLIP_VIEWS, ReadingTimes
from gazefix.correction.modes import mode_of
from gazefix.correction.policy import Decision, Reason, decide_eyes, frame_reason
from gazefix.correction.redirector import NO_READING, Correction, Measurement, turned_eyes
from gazefix.correction.tracking import WARP_MOVED_PX, warp_change_px
from gazefix.imaging.operations import thumbnail
from gazefix.media.shots import SMALL, CutDetector
from gazefix.processing.clip_faces import APPEARANCE_SIZE, UNREAD, FaceSighting, appearance_of
from gazefix.processing.edit_options import EditOptions, check_one_pass, nothing_to_do
from gazefix.processing.timeline import PlannedFrame, Timeline
from gazefix.types import Face, FloatArray, Frame, Image

#: A frame's warps are averaged with those of this many frames before and after it. One more keeps
#: two more frames in memory.
AROUND: Final = 2
#: After this many frames faces are looked for as at the beginning, so that machines can each
#: measure a part of a clip (see `cluster.films`) and find what one machine finds. Costs a tenth
#: of a second. Doubled, half as many machines can share a clip.
FOLLOWED_FRAMES: Final = 1000
#: Frames that wait for each part of the measuring, some of which take longer in some frames: with
#: two it takes a twentieth longer. More only cost memory.
MEASURED_AHEAD: Final = 4
#: Corrected frames that wait for their encoding. More only cost memory.
CORRECTED_AHEAD: Final = 2

_END: Final = object()
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Start:
    """What is known before a clip is measured; more than nothing for a part of it.

    time_s   of the clip's first frame; None: the clip begins here
    before   the frame before, as `shots` compares it
    cuts     numbers of the frames that begin a shot, from this start on; None: to be found
    """

    time_s: float | None = None
    before: Image | None = None
    cuts: frozenset[int] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class MeasuredFrame:
    """What was measured of a frame; see `Timeline.add`."""

    time_s: float
    sightings: list[FaceSighting]
    cut: bool
    unlike: float


def measure_clip(
    frames: Iterable[Frame], corrector: Corrector, edit: EditOptions, step: Callable[[], None]
) -> Timeline:
    """First pass: measure every frame by itself and find the cuts; `step` is called after each."""
    timeline = Timeline()
    for measured in measure_frames(frames, corrector, edit, Start()):
        timeline.add(measured.time_s, measured.sightings, cut=measured.cut, unlike=measured.unlike)
        step()
    return timeline


def measure_frames(
    frames: Iterable[Frame], corrector: Corrector, edit: EditOptions, start: Start
) -> Iterator[MeasuredFrame]:
    """Measure every frame by itself and find the cuts.

    Decoding, finding faces and reading them go on side by side, each a few frames ahead. The
    corrector's settings say whether gaze is wanted; `reading_times` when it is read.
    """
    gaze = mode_of(corrector.config.correction).wants_gaze
    times = ReadingTimes()
    with (
        closing(ahead(_compared(frames, start), MEASURED_AHEAD)) as compared,
        closing(ahead(_locate(compared, corrector, edit), MEASURED_AHEAD)) as located,
    ):
        for found in located:
            inside = edit.holds(found.time_s)
            read = gaze and inside and times.is_due(found.faces, found.time_s, anew=found.anew)
            redirector = corrector.redirector
            seen = redirector.see(found.frame, found.faces, gaze=read, views=CLIP_VIEWS).seen
            unread = UNREAD if gaze else NO_READING
            sightings = [
                FaceSighting(s.face, s.gaze or unread, _appearance(found.frame.bgr, s.face))
                for s in seen
            ]
            yield MeasuredFrame(found.time_s, sightings, found.cut, found.unlike)


@dataclass(frozen=True, slots=True, eq=False)
class _Compared:
    """A frame, its number, its time in the clip, and whether it begins a shot (see `shots`)."""

    frame: Frame
    number: int
    time_s: float
    cut: bool
    unlike: float


@dataclass(frozen=True, slots=True, eq=False)
class _Located(_Compared):
    """A frame and its faces; `anew`: they were looked for without the frame before."""

    faces: tuple[Face, ...]
    anew: bool


def _compared(frames: Iterable[Frame], start: Start) -> Iterator[_Compared]:
    cuts, start_s = CutDetector(start.before), start.time_s
    for number, frame in enumerate(frames):
        start_s = frame.time_s if start_s is None else start_s
        cut = cuts.is_cut(thumbnail(frame.bgr, SMALL))
        if start.cuts is not None:
            cut = number in start.cuts
        # Without the stored picture, which takes half as much memory again.
        shown = Frame(frame.bgr, frame.time_s, frame.index)
        yield _Compared(shown, number, frame.time_s - start_s, cut, cuts.seen[-1])


def _locate(
    compared: Iterable[_Compared], corrector: Corrector, edit: EditOptions
) -> Iterator[_Located]:
    for c in compared:
        anew = c.cut or c.number % FOLLOWED_FRAMES == 0
        if anew:
            corrector.reset()
        faces = corrector.locate(c.frame) if edit.looks_at(c.time_s) else ()
        yield _Located(c.frame, c.number, c.time_s, c.cut, c.unlike, faces, anew)


@dataclass(frozen=True, slots=True, eq=False)
class _Prepared:
    """A frame whose warps are made but not steadied yet.

    keys   each warp's stretch and eye
    """

    frame: Frame
    measurement: Measurement
    decisions: tuple[Decision, ...]
    reason: Reason
    warps: tuple[FloatArray | None, ...]
    keys: tuple[tuple[int, int], ...]

    def warp_of(self, key: tuple[int, int]) -> FloatArray | None:
        return self.warps[self.keys.index(key)] if key in self.keys else None


class Plan(Protocol):
    """What to do in each frame: see ClipPlan."""

    def frame(self, index: int) -> PlannedFrame:
        """Return what to do in a frame."""
        ...


def correct_clip(
    frames: Iterable[Frame], plan: Plan, corrector: Corrector, *, tell: bool = False
) -> Iterator[tuple[Frame, Correction]]:
    """Second pass: yield each frame as it was read, with its correction, AROUND frames later.

    tell   include the measurements of faces that are left unchanged
    """
    window: deque[_Prepared] = deque()
    place = 0  # of the frame in the window that is drawn next
    for number, frame in enumerate(frames):
        window.append(_prepare(frame, plan.frame(number), corrector, tell=tell))
        if len(window) - place > AROUND:
            yield _drawn(window, place, corrector)
            place += 1
            if place > AROUND:
                window.popleft()
                place -= 1
    for last in range(place, len(window)):
        yield _drawn(window, last, corrector)


def _prepare(frame: Frame, planned: PlannedFrame, corrector: Corrector, *, tell: bool) -> _Prepared:
    faces = planned.faces
    decisions = tuple(
        decision
        for face in faces
        for decision in decide_eyes(face.face, face.redirection, frame.size, face.why)
    )
    measurement = Measurement()
    warps: tuple[FloatArray | None, ...] = (None,) * len(decisions)
    changes = any(not decision.redirection.is_zero() for decision in decisions)
    if changes or (tell and faces):
        seen = corrector.redirector.see(frame, [face.face for face in faces]).seen
        read = tuple(replace(s, gaze=f.reading) for s, f in zip(seen, faces, strict=True))
        measurement = Measurement(read)
    if changes:
        decisions = corrector.redirector.without_hidden(frame, measurement.views, decisions)
        turns = [decision.redirection for decision in decisions]
        warps = corrector.redirector.warps(frame, turned_eyes(measurement, turns))
    reason = frame_reason(len(faces), decisions) if faces else planned.reason
    keys = tuple((face.stretch, side) for face in faces for side in range(2))
    return _Prepared(frame, measurement, decisions, reason, warps, keys)


def _drawn(
    window: Sequence[_Prepared], place: int, corrector: Corrector
) -> tuple[Frame, Correction]:
    now = window[place]
    steadied = [
        None if warp is None else _steadied(window, place, key, warp)
        for key, warp in zip(now.keys, now.warps, strict=True)
    ]
    drawn = now.frame
    if any(warp is not None for warp in steadied):
        drawn = corrector.redirector.draw(now.frame, now.measurement.views, steadied)
    return now.frame, Correction(drawn, now.measurement, now.decisions, now.reason)


def _steadied(
    window: Sequence[_Prepared], place: int, key: tuple[int, int], warp: FloatArray
) -> FloatArray:
    """Average an eye's warp with like ones of the frames around: noise goes, movement stays."""
    total, weights = warp.copy(), 1.0
    for way in (range(place - 1, -1, -1), range(place + 1, len(window))):
        for other in way:
            near = window[other].warp_of(key)
            if near is None:
                break
            weight = max(0.0, 1.0 - warp_change_px(warp, near) / WARP_MOVED_PX) ** 2
            total += np.float32(weight) * near
            weights += weight
    steady: FloatArray = total / np.float32(weights)
    return steady


def correct_picture(frame: Frame, corrector: Corrector, edit: EditOptions) -> Correction:
    """Correct a single picture; single faces are numbered from the left."""
    settings = edit.settings_at(0.0, corrector.config.correction)
    if not edit.faces.named or nothing_to_do(corrector.config, edit):
        return corrector.correct(frame, settings=settings)
    timeline = measure_clip([frame], corrector, EditOptions(), lambda: None)
    return next(correct_clip([frame], timeline.plan(settings, edit), corrector, tell=True))[1]


def correct_stream(
    frames: Iterable[Frame], corrector: Corrector, edit: EditOptions
) -> Iterator[tuple[Frame, Correction]]:
    """Correct in one pass, each frame from those before it.

    Raises ConfigError where single faces are named.
    """
    check_one_pass(edit)
    cuts, start_s = CutDetector(), None
    idle = nothing_to_do(corrector.config, edit)
    for frame in frames:
        start_s = frame.time_s if start_s is None else start_s
        time_s = frame.time_s - start_s
        if not idle and cuts.is_cut(thumbnail(frame.bgr, SMALL)):
            corrector.reset()
        if edit.holds(time_s):
            settings = edit.settings_at(time_s, corrector.config.correction)
            yield frame, corrector.correct(frame, settings=settings)
        else:
            yield frame, Correction(frame)


def ahead(items: Iterable[Item], count: int) -> Generator[Item, None, None]:
    """Yield the items in order, while a thread fetches up to `count` of them ahead.

    An error in the thread is raised in place of its item. Close this generator before its source
    (see `contextlib.closing`): until then the thread may be reading.
    """
    source = iter(items)
    with ThreadPoolExecutor(1, "gazefix-ahead") as pool:
        pending: deque[Future[Any]] = deque(pool.submit(next, source, _END) for _ in range(count))
        try:
            while (item := pending.popleft().result()) is not _END:
                pending.append(pool.submit(next, source, _END))
                yield item
        finally:
            for later in pending:
                later.cancel()


def _appearance(bgr: Image, face: Face) -> FloatArray:
    height, width = bgr.shape[:2]
    x0, y0, x1, y1 = face.box
    left, top = (min(max(int(value), 0), limit - 1) for value, limit in ((x0, width), (y0, height)))
    right, bottom = (
        min(max(int(value), low + 1), limit)
        for value, low, limit in ((x1, left, width), (y1, top, height))
    )
    return appearance_of(thumbnail(bgr[top:bottom, left:right], APPEARANCE_SIZE))
