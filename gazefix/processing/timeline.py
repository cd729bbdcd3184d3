"""The plan of a whole clip: its faces smoothed from both sides of time, and each frame's action.

Pure. Since the future is known, nothing lags: filters run forward and backward, a correction that
must be over at some moment fades out before it, and the gaze behind a blink is interpolated.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

import numpy as np

from gazefix.config import CorrectionConfig
from gazefix.correction.blinks import blinking
from gazefix.correction.filters import (
    GAZE_FILTER,
    IRIS_CUTOFF_HZ,
    LANDMARK_FILTER,
    below,
    both_ways,
    low_pass_both_ways,
    step_s,
)
from gazefix.correction.gaze import Profile
from gazefix.correction.policy import (
    READING_CUTOFF_HZ,
    SHARE_PER_S,
    Distance,
    Glance,
    Reason,
    Seen,
    asked_redirection,
    next_glance,
    scaled,
    wanted_share,
    within_limits,
)
from gazefix.faces.takeover import TAKEOVER_AREA
from gazefix.media.shots import jumps
from gazefix.processing.clip_faces import (
    ClipFace,
    ClipFaces,
    FaceSeries,
    FaceSighting,
    seen_through,
)
from gazefix.processing.edit_options import EditOptions
from gazefix.processing.lens_moments import calibrated, lens_profiles
from gazefix.types import Face, FloatArray, Gaze, GazeReading

logger = logging.getLogger(__name__)

#: Longest absence of a face that is bridged by straight movement, in seconds. Beyond it the face is
#: away. Doubled, eyes are drawn where a hand passes before them.
BRIDGED_S: Final = 0.12
#: Share of the full correction from which a frame counts as corrected.
CORRECTED_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class PlannedFace:
    """A smoothed face in a frame, its gaze, and its eyes' redirection.

    why       what reduces the redirection; CORRECTING if nothing does
    number    of the face in the clip
    stretch   number of the unbroken run of frames that it is in
    """

    face: Face
    reading: GazeReading
    redirection: Gaze
    why: Reason
    number: int
    stretch: int


@dataclass(frozen=True, slots=True, eq=False)
class PlannedFrame:
    """A frame's faces to correct, the largest first; `reason`: why none, else CORRECTING."""

    faces: tuple[PlannedFace, ...]
    reason: Reason


@dataclass(slots=True, eq=False)
class _Stretch:
    """A face in an unbroken run of frames, smoothed.

    redirections   (N, 2) float32 pitch and yaw; reasons go with them
    """

    face_number: int
    frames: list[int]
    series: FaceSeries
    redirections: FloatArray
    reasons: list[Reason]
    number: int = 0

    def planned(self, index: int) -> PlannedFace:
        return PlannedFace(
            self.series.face(index),
            self.series.reading(index),
            Gaze(*self.redirections[index].tolist()),
            self.reasons[index],
            self.face_number,
            self.number,
        )


@dataclass(slots=True)
class Timeline:
    """What was measured of a clip: `add` each frame in order, then `plan`.

    times_s   of the frames, from the first one on
    shots     the number of each frame's shot
    """

    times_s: list[float] = field(default_factory=list)
    shots: list[int] = field(default_factory=list)
    unlike: list[float] = field(default_factory=list)
    faces: ClipFaces = field(default_factory=ClipFaces)

    def add(
        self,
        time_s: float,
        sightings: Sequence[FaceSighting],
        *,
        cut: bool = False,
        unlike: float = 0.0,
    ) -> None:
        """Add the next frame with its faces, the largest first.

        cut      whether the frame begins a shot
        unlike   how unlike the last frame it is (`shots.unlikeness`)
        """
        shot = (self.shots[-1] if self.shots else 0) + bool(cut and self.shots)
        self.faces.add(shot, len(self.times_s), time_s, sightings)
        self.times_s.append(time_s)
        self.shots.append(shot)
        self.unlike.append(unlike)

    def plan(self, config: CorrectionConfig, edit: EditOptions) -> ClipPlan:
        """Decide what to do in each frame."""
        cuts = {i for i in range(1, len(self.shots)) if self.shots[i] != self.shots[i - 1]}
        planner = _Planner(self.times_s, {0, *cuts, *jumps(self.unlike)}, config, edit)
        chosen = choose(self.faces.all, edit)
        profiles = lens_profiles(chosen, edit.lens_at_s)
        stretches = [s for face in chosen for s in planner.stretches(face, profiles)]
        return ClipPlan(self, stretches, edit)


class ClipPlan:
    """What to do in each frame of a clip."""

    def __init__(
        self, timeline: Timeline, stretches: Sequence[_Stretch], edit: EditOptions
    ) -> None:
        self._timeline, self._edit = timeline, edit
        self._at: list[list[tuple[_Stretch, int]]] = [[] for _ in timeline.times_s]
        for number, stretch in enumerate(stretches):
            stretch.number = number
            for i, frame in enumerate(stretch.frames):
                self._at[frame].append((stretch, i))
        self._followed: int | None = None  # the face's number where only the largest is wanted

    def frame(self, index: int) -> PlannedFrame:
        """Return what to do in a frame; ask in order. A frame never measured is left alone."""
        if index >= len(self._at) or not self._edit.holds(self._timeline.times_s[index]):
            return PlannedFrame((), Reason.OFF)
        faces = [stretch.planned(i) for stretch, i in self._at[index]]
        faces.sort(key=lambda planned: -planned.face.area_px)
        if len(faces) > self._edit.faces.most:
            faces = self._largest(faces)
        if not faces:
            shot, known = self._timeline.shots[index], self._timeline.faces.all
            seen = any(face.shot == shot and face.frames[0] < index for face in known)
            return PlannedFrame((), Reason.FACE_LOST if seen else Reason.NO_FACE)
        self._followed = faces[0].number
        return PlannedFrame(tuple(faces), Reason.CORRECTING)

    def _largest(self, faces: list[PlannedFace]) -> list[PlannedFace]:
        """Keep the largest faces; of one alone, the followed one until it is outgrown."""
        most = self._edit.faces.most
        if most > 1:
            return faces[:most]
        largest = kept = faces[0]
        for planned in faces:
            if planned.number == self._followed:
                kept = planned
        outgrown = largest.face.area_px > TAKEOVER_AREA * kept.face.area_px
        return [largest if outgrown else kept]


def choose(faces: Sequence[ClipFace], edit: EditOptions) -> list[ClipFace]:
    """Return the chosen faces, or all if none is named.

    A point means the first face over it from `edit.from_s` on. What is named and not there is
    logged.
    """
    choice = edit.faces
    if not choice.named:
        return list(faces)
    for number in sorted(set(choice.numbers) - {face.number for face in faces}):
        logger.warning("There is no face %d; faces found: %d", number, len(faces))
    meant = [face for face in faces if face.number in choice.numbers]
    for x, y in choice.points:
        hits = []
        for face in faces:
            x0, y0, x1, y1 = face.series.box.T
            over = (x0 <= x) & (x <= x1) & (y0 <= y) & (y <= y1)
            inside = np.flatnonzero(over & (np.array(face.times_s) >= edit.from_s))
            if len(inside):
                first = inside[0]
                area = float((x1[first] - x0[first]) * (y1[first] - y0[first]))
                hits.append((face.frames[int(first)], -area, face.number))
        if not hits:
            logger.warning("There is no face at %g,%g; faces found: %d", x, y, len(faces))
        else:
            number = min(hits)[2]
            meant += [face for face in faces if face.number == number and face not in meant]
    return meant


@dataclass(frozen=True, slots=True)
class _Planner:
    """Plans the faces of one clip. `broken`: frames that don't follow the one before."""

    times_s: Sequence[float]
    broken: set[int]
    config: CorrectionConfig
    edit: EditOptions

    def stretches(self, face: ClipFace, profiles: Mapping[int, Profile]) -> Iterator[_Stretch]:
        """Cut a face's frames where the picture jumps or the face is away, and plan each run."""
        series, frames = face.series, face.frames
        if profile := profiles.get(face.number):
            series = calibrated(series, profile)
        start = 0
        for stop in range(1, len(frames) + 1):
            if stop == len(frames) or self._breaks(frames[stop - 1], frames[stop]):
                yield self._planned(face.number, *self._bridged(series, frames, start, stop))
                start = stop

    def _breaks(self, before: int, after: int) -> bool:
        gap_s = self.times_s[after] - self.times_s[before]
        away = after > before + 1 and gap_s > BRIDGED_S
        return away or any(frame in self.broken for frame in range(before + 1, after + 1))

    def _bridged(
        self, series: FaceSeries, frames: Sequence[int], start: int, stop: int
    ) -> tuple[list[int], FaceSeries]:
        """Return a face's frames of rows `start` to `stop`, with short gaps filled in."""
        rows = [(frames[start], start, start, 0.0)]  # frame, the rows around it, share of the later
        for row in range(start + 1, stop):
            before, after = frames[row - 1], frames[row]
            from_s, gap_s = self.times_s[before], self.times_s[after] - self.times_s[before]
            for frame in range(before + 1, after):
                share = (self.times_s[frame] - from_s) / gap_s if gap_s > 0 else 0.5
                rows.append((frame, row - 1, row, share))
            rows.append((after, row, row, 0.0))
        all_frames, earlier, later, shares = (list(column) for column in zip(*rows, strict=True))
        return all_frames, series.between(earlier, later, shares)

    def _planned(self, number: int, frames: list[int], raw: FaceSeries) -> _Stretch:
        times = [self.times_s[frame] for frame in frames]
        steps = [step_s(one, two) for one, two in pairwise(times)]
        series = smooth(raw, steps)
        wanted, asked, reasons = self._asked(series, times, steps)
        self._fade_at_ends(wanted, frames)
        shares = below(wanted, SHARE_PER_S, steps)
        scaled_down = [
            within_limits(scaled(by, part)) for by, part in zip(asked, shares, strict=True)
        ]
        redirections = np.array([(by.pitch, by.yaw) for by in scaled_down], np.float32)
        shown = CORRECTED_SHARE * (self.config.strength / 100)
        reasons = [
            Reason.CORRECTING if share > shown and why is not Reason.IN_CONTACT else why
            for share, why in zip(shares, reasons, strict=True)
        ]
        return _Stretch(number, frames, series, redirections, reasons)

    def _asked(
        self, series: FaceSeries, times: Sequence[float], steps: Sequence[float]
    ) -> tuple[list[float], list[Gaze], list[Reason]]:
        """Return each frame's share, its redirection at full strength, and what reduces it."""
        courses = low_pass_both_ways(series.gaze, READING_CUTOFF_HZ, steps).tolist()
        wanted, asked, reasons = [], [], []
        glance: Glance | None = None
        distance: Distance | None = None
        for i, time_s in enumerate(times):
            settings = self.edit.settings_at(time_s, self.config)
            reading = series.reading(i)
            share, why, distance = wanted_share(Seen(series.face(i), reading), distance, settings)
            glance = next_glance(glance, settings, time_s)
            course = Gaze(*courses[i])
            asked.append(
                asked_redirection(reading.gaze, course, glance, settings, time_s, distance)
            )
            inside = self.edit.holds(time_s)
            wanted.append(share if inside else 0.0)
            reasons.append(why if inside else Reason.OFF)
        return wanted, asked, reasons

    def _fade_at_ends(self, wanted: list[float], frames: Sequence[int]) -> None:
        """Fade the correction of a face that comes or goes within a shot, but not at a cut."""
        after = frames[-1] + 1
        for end, later in ((0, frames[0]), (-1, after)):
            if later not in self.broken and later < len(self.times_s):
                step = step_s(self.times_s[later - 1], self.times_s[later])
                wanted[end] = min(wanted[end], SHARE_PER_S * step)


def smooth(series: FaceSeries, steps_s: Sequence[float]) -> FaceSeries:
    """Smooth one face from both sides of time; `steps_s` are the N - 1 times between its frames.

    Openness stays, so that no blink is smoothed away. Behind a blink, and where none was read, the
    gaze is interpolated.
    """
    unread, series = series.unread[:, None], series.read_throughout()
    landmarks = series.landmarks.copy()
    widths = np.linalg.norm(landmarks[:, :, 3] - landmarks[:, :, 0], axis=-1)
    for eye in range(2):
        width = np.float32(max(float(np.median(widths[:, eye])), 1e-3))
        landmarks[:, eye] = both_ways(LANDMARK_FILTER, landmarks[:, eye] / width, steps_s) * width
    sizes = np.maximum(widths, np.float32(1e-3))
    irises = low_pass_both_ways(series.iris_radius_px / sizes, IRIS_CUTOFF_HZ, steps_s) * sizes
    hidden = blinking(series.openness, series.gaze[:, 1], steps_s) | unread
    pitch, yaw, sure = (
        seen_through(values, hidden[:, axis])
        for values, axis in ((series.gaze[:, 0], 0), (series.gaze[:, 1], 1), (series.confidence, 0))
    )
    return replace(
        series,
        landmarks=landmarks,
        iris_radius_px=irises,
        head=both_ways(GAZE_FILTER, series.head, steps_s),
        gaze=both_ways(GAZE_FILTER, np.stack([pitch, yaw], 1), steps_s),
        confidence=both_ways(GAZE_FILTER, sure[:, None], steps_s)[:, 0],
    )
