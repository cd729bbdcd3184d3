"""A clip corrected in two passes: one that measures every frame, one that corrects with all of that known; or, for streams, in
one pass that knows the past alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Final, Protocol

import numpy as np

from gazefix.config import Config, CorrectionConfig
from gazefix.correction.corrector import Correction, Measurement
from gazefix.correction.modes import mode_of
from gazefix.correction.policy import Decision, Reason, decide_eyes, frame_reason
from gazefix.correction.tracking import WARP_MOVED_PX
from gazefix.imaging.operations import thumbnail
from gazefix.media.shots import SMALL, CutDetector
from gazefix.processing.edit_options import EditOptions, check_one_pass, nothing_to_do
from gazefix.processing.face_tracks import LOOK, face_look, face_row
from gazefix.processing.prefetch import ahead
from gazefix.processing.timeline import ClipPlan, PlannedFrame, Timeline
from gazefix.types import Face, FloatArray, Frame, Gaze, GazeReading, Image, Timings

#: The warps of so many frames before and after each steady it.
AROUND: Final = 2
#: Frames that wait for each part of the measuring.
FRAMES_AHEAD: Final = 2

#: Told after every frame that this one is done.
Step = Callable[[], None]


class FileCorrector(Protocol):
    """What a job needs of a Corrector; see there."""

    @property
    def config(self) -> Config:
        """The settings."""
        ...

    @config.setter
    def config(self, config: Config) -> None: ...

    def locate(self, frame: Frame) -> tuple[Face, ...]:
        """The faces of a frame."""
        ...

    def see(self, frame: Frame, faces: tuple[Face, ...], *, gaze: bool = False) -> Measurement:
        """A measurement of faces that are known."""
        ...

    def warps(
        self, frame: Frame, measurement: Measurement, redirection: tuple[Gaze, ...]
    ) -> tuple[FloatArray | None, ...]:
        """What is to be done to each eye, each by its own angle."""
        ...

    def draw(
        self, frame: Frame, measurement: Measurement, warps: Sequence[FloatArray | None]
    ) -> Frame:
        """The frame with that done."""
        ...

    def correct(self, frame: Frame, *, settings: CorrectionConfig | None = None) -> Correction:
        """The frame corrected, from what came before; `settings` in place of the config's."""
        ...

    def reset(self) -> None:
        """Forgets what came before."""
        ...


def measure_clip(
    frames: Iterable[Frame], corrector: FileCorrector, edit: EditOptions, step: Step
) -> Timeline:
    """The first pass: every frame measured by itself, cuts found. `corrector.config` says whether gaze is wanted.

    Decoding, finding faces and reading them go on side by side, each a frame or two ahead of the next.
    """
    timeline = Timeline()
    gaze = mode_of(corrector.config.correction).wants_gaze
    with (
        closing(ahead(frames, FRAMES_AHEAD)) as decoded,
        closing(ahead(_locate(decoded, corrector, edit), FRAMES_AHEAD)) as located,
    ):
        for found in located:
            rows, looks = [], []
            for seen in corrector.see(found.frame, found.faces, gaze=gaze).seen:
                rows.append(face_row(seen.face, seen.gaze or GazeReading(Gaze(0.0, 0.0), 1.0)))
                looks.append(_look(found.frame.bgr, seen.face))
            timeline.add(found.time_s, rows, looks, cut=found.cut, unlike=found.unlike)
            step()
    return timeline


@dataclass(frozen=True, slots=True, eq=False)
class _Located:
    """A frame, its time in the clip, its faces, and whether it begins a new shot (see `cuts`)."""

    frame: Frame
    time_s: float
    faces: tuple[Face, ...]
    cut: bool
    unlike: float


def _locate(
    frames: Iterable[Frame], corrector: FileCorrector, edit: EditOptions
) -> Iterator[_Located]:
    cuts, start_s = CutDetector(), None
    corrector.reset()
    for frame in frames:
        start_s = frame.time_s if start_s is None else start_s
        time_s = frame.time_s - start_s
        cut = cuts.is_cut(thumbnail(frame.bgr, SMALL))
        if cut:
            corrector.reset()
        faces = corrector.locate(frame) if edit.holds(time_s) else ()
        yield _Located(frame, time_s, faces, cut, cuts.seen[-1])


@dataclass(frozen=True, slots=True, eq=False)
class _Prepared:
    """A frame whose warps are made but not steadied yet; `keys` says which eye of which stretch of a track each is for."""

    frame: Frame
    measurement: Measurement
    decisions: tuple[Decision, ...]
    reason: Reason
    warps: tuple[FloatArray | None, ...]
    keys: tuple[tuple[int, int], ...]


def correct_clip(
    frames: Iterable[Frame], plan: ClipPlan, corrector: FileCorrector, *, tell: bool = False
) -> Iterator[tuple[Frame, Correction]]:
    """The second pass: each frame as it was read, and its correction, AROUND frames after it was read. With `tell` the
    corrections carry what was seen of faces that are left alone, too."""
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


def _prepare(
    frame: Frame, planned: PlannedFrame, corrector: FileCorrector, *, tell: bool
) -> _Prepared:
    decisions: list[Decision] = []
    angles: list[Gaze] = []
    none = Gaze(0.0, 0.0)
    for face in planned.faces:
        pair = decide_eyes(face.face, face.redirection, frame.size, face.why)
        decisions += pair
        angles += [
            none if decision.redirection.is_zero() else face.redirection for decision in pair
        ]
    reason = frame_reason(len(planned.faces), tuple(decisions)) if planned.faces else planned.reason
    measurement = Measurement((), 0.0)
    changes = any(not angle.is_zero() for angle in angles)
    if changes or (tell and planned.faces):
        measurement = corrector.see(frame, tuple(face.face for face in planned.faces))
        known = zip(measurement.seen, planned.faces, strict=True)
        measurement = replace(
            measurement,
            seen=tuple(replace(seen, gaze=face.reading) for seen, face in known),
        )
    warps = corrector.warps(frame, measurement, tuple(angles)) if changes else (None,) * len(angles)
    keys = tuple((face.stretch, side) for face in planned.faces for side in range(2))
    return _Prepared(frame, measurement, tuple(decisions), reason, warps, keys)


def _drawn(
    window: Sequence[_Prepared], place: int, corrector: FileCorrector
) -> tuple[Frame, Correction]:
    now = window[place]
    steadied = [
        _steadied(window, place, key, warp) for key, warp in zip(now.keys, now.warps, strict=True)
    ]
    drawn = (
        now.frame
        if all(warp is None for warp in steadied)
        else corrector.draw(now.frame, now.measurement, steadied)
    )
    return now.frame, Correction(drawn, now.measurement, now.decisions, now.reason, Timings())


def _steadied(
    window: Sequence[_Prepared], place: int, key: tuple[int, int], warp: FloatArray | None
) -> FloatArray | None:
    """An eye's warp, averaged with those of the frames around as far as they are like it: noise goes, movement stays."""
    if warp is None:
        return None
    total, weights = warp.copy(), 1.0
    for way in (range(place - 1, -1, -1), range(place + 1, len(window))):
        for other in way:
            near = dict(zip(window[other].keys, window[other].warps, strict=True)).get(key)
            if near is None:
                break
            change = float(np.sqrt(np.square((near - warp)[:2]).mean()))
            weight = max(0.0, 1.0 - change / WARP_MOVED_PX) ** 2
            total += np.float32(weight) * near
            weights += weight
    steady: FloatArray = total / np.float32(weights)
    return steady


def correct_picture(frame: Frame, corrector: FileCorrector, edit: EditOptions) -> Correction:
    """A single picture: its faces numbered from the left, and those that are meant corrected."""
    settings = corrector.config.correction
    if edit.angles:
        vertical, horizontal = edit.angles.at(0.0)
        settings = replace(settings, vertical_deg=vertical, horizontal_deg=horizontal)
    if not edit.faces.named or nothing_to_do(corrector.config, edit):
        return corrector.correct(frame, settings=settings)
    timeline = measure_clip([frame], corrector, EditOptions(), lambda: None)
    return next(correct_clip([frame], timeline.plan(settings, edit), corrector, tell=True))[1]


def correct_stream(
    frames: Iterable[Frame], corrector: FileCorrector, edit: EditOptions
) -> Iterator[tuple[Frame, Correction]]:
    """One pass: each frame and its correction, from what came before it. Raises ConfigError where single faces are named."""
    check_one_pass(edit)
    cuts, start_s = CutDetector(), None
    idle = nothing_to_do(corrector.config, edit)
    for frame in frames:
        start_s = frame.time_s if start_s is None else start_s
        time_s = frame.time_s - start_s
        if not idle and cuts.is_cut(thumbnail(frame.bgr, SMALL)):
            corrector.reset()
        settings = corrector.config.correction
        if edit.angles:
            vertical, horizontal = edit.angles.at(time_s)
            settings = replace(settings, vertical_deg=vertical, horizontal_deg=horizontal)
        if edit.holds(time_s):
            yield frame, corrector.correct(frame, settings=settings)
        else:
            yield frame, Correction(frame, Measurement((), 0.0), (), Reason.OFF, Timings())


def _look(bgr: Image, face: Face) -> FloatArray:
    height, width = bgr.shape[:2]
    x0, y0, x1, y1 = face.box
    left, top = (min(max(int(value), 0), limit - 1) for value, limit in ((x0, width), (y0, height)))
    right, bottom = (
        min(max(int(value), low + 1), limit)
        for value, low, limit in ((x1, left, width), (y1, top, height))
    )
    return face_look(thumbnail(bgr[top:bottom, left:right], LOOK))
