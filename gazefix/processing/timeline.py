"""The plan of a whole clip: its faces smoothed from both sides of time, and each frame's action.

Pure. Since the future is known, nothing lags: filters run forward and backward, a correction that
must have let go at some moment starts to fade before it, and the gaze behind a blink is drawn from
before the blink to after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from gazefix.config import CorrectionConfig
from gazefix.correction.blinks import blinking
from gazefix.correction.filters import (
    GAZE_FILTER,
    LANDMARK_FILTER,
    below,
    both_ways,
    low_pass_both_ways,
    step_s,
)
from gazefix.correction.policy import (
    NO_TURN,
    READING_CUTOFF_HZ,
    SHARE_PER_S,
    Glance,
    Reason,
    Seen,
    asked_redirection,
    next_glance,
    scaled,
    wanted_share,
    within_limits,
)
from gazefix.faces.selection import TAKEOVER_AREA
from gazefix.media.shots import jumps
from gazefix.processing.clip_faces import ClipFace, ClipFaces, FaceSeries, FaceSighting
from gazefix.processing.edit_options import EditOptions, FaceChoice
from gazefix.types import Face, FloatArray, Gaze, GazeReading

#: Longest absence of a face that is bridged by straight movement, in seconds. Beyond it the face is
#: away. Doubled, eyes are drawn where a hand passes before them.
BRIDGED_S: Final = 0.12
#: Share of the full correction from which a frame counts as corrected.
CORRECTED_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class PlannedFace:
    """A face in a frame: smoothed, with its gaze and its eyes' redirection.

    why       what holds the redirection back; CORRECTING: nothing
    number    of its track
    stretch   number of the frames in which it moves without a break
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
    """A part of a track without a break, smoothed.

    redirections   (N, 2) float32 pitch and yaw; reasons go with them
    """

    track_number: int
    frames: list[int]
    series: FaceSeries
    redirections: FloatArray
    reasons: list[Reason]
    number: int = 0

    def planned(self, place: int) -> PlannedFace:
        return PlannedFace(
            self.series.face(place),
            self.series.reading(place),
            Gaze(*self.redirections[place].tolist()),
            self.reasons[place],
            self.track_number,
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
    tracks: ClipFaces = field(default_factory=ClipFaces)

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
        self.tracks.add(shot, len(self.times_s), time_s, sightings)
        self.times_s.append(time_s)
        self.shots.append(shot)
        self.unlike.append(unlike)

    def plan(self, config: CorrectionConfig, edit: EditOptions) -> ClipPlan:
        """Decide what to do in each frame."""
        cuts = {i for i in range(1, len(self.shots)) if self.shots[i] != self.shots[i - 1]}
        planner = _Planner(self.times_s, {0, *cuts, *jumps(self.unlike)}, config, edit)
        chosen = choose(self.tracks.all, edit.faces)
        return ClipPlan(self, [s for track in chosen for s in planner.stretches(track)], edit)


class ClipPlan:
    """What to do in each frame of a clip."""

    def __init__(
        self, timeline: Timeline, stretches: Sequence[_Stretch], edit: EditOptions
    ) -> None:
        self._timeline, self._edit = timeline, edit
        self._at: list[list[tuple[_Stretch, int]]] = [[] for _ in timeline.times_s]
        for number, stretch in enumerate(stretches):
            stretch.number = number
            for place, frame in enumerate(stretch.frames):
                self._at[frame].append((stretch, place))
        self._followed: int | None = None  # the face's number where only the largest is wanted

    def frame(self, index: int) -> PlannedFrame:
        """Return what to do in a frame; ask in order. A frame never measured is left alone."""
        if index >= len(self._at) or not self._edit.holds(self._timeline.times_s[index]):
            return PlannedFrame((), Reason.OFF)
        faces = [stretch.planned(place) for stretch, place in self._at[index]]
        faces.sort(key=lambda planned: -planned.face.area_px)
        if len(faces) > self._edit.faces.most:
            faces = self._largest(faces)
        if not faces:
            shot, tracks = self._timeline.shots[index], self._timeline.tracks.all
            seen = any(track.shot == shot and track.frames[0] < index for track in tracks)
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


def choose(tracks: Sequence[ClipFace], choice: FaceChoice) -> list[ClipFace]:
    """Return the named tracks, all where none is named. A point names the first face over it."""
    if not choice.named:
        return list(tracks)
    meant = [track for track in tracks if track.number in choice.numbers]
    for x, y in choice.points:
        hits = []
        for track in tracks:
            x0, y0, x1, y1 = track.series.box.T
            inside = np.flatnonzero((x0 <= x) & (x <= x1) & (y0 <= y) & (y <= y1))
            if len(inside):
                first = inside[0]
                area = float((x1[first] - x0[first]) * (y1[first] - y0[first]))
                hits.append((track.frames[int(first)], -area, track.number))
        if hits:
            number = min(hits)[2]
            meant += [track for track in tracks if track.number == number and track not in meant]
    return meant


@dataclass(frozen=True, slots=True)
class _Planner:
    """Plans tracks of one clip. `broken`: frames that don't follow the one before."""

    times_s: Sequence[float]
    broken: set[int]
    config: CorrectionConfig
    edit: EditOptions

    def stretches(self, track: ClipFace) -> Iterator[_Stretch]:
        """Cut a track where the picture jumps and where the face is away, and plan each part."""
        series, frames = track.series, track.frames
        start = 0
        for place in range(1, len(frames) + 1):
            if place == len(frames) or self._breaks(frames[place - 1], frames[place]):
                yield self._planned(track.number, *self._bridged(series, frames, start, place))
                start = place

    def _breaks(self, before: int, after: int) -> bool:
        gap_s = self.times_s[after] - self.times_s[before]
        away = after > before + 1 and gap_s > BRIDGED_S
        return away or any(frame in self.broken for frame in range(before + 1, after + 1))

    def _bridged(
        self, series: FaceSeries, frames: Sequence[int], start: int, stop: int
    ) -> tuple[list[int], FaceSeries]:
        """Return a track's frames from place `start` to `stop`, with those missed for a moment."""
        rows = [(frames[start], start, start, 0.0)]  # frame, the places around it, and between them
        for place in range(start + 1, stop):
            before, after = frames[place - 1], frames[place]
            from_s, gap_s = self.times_s[before], self.times_s[after] - self.times_s[before]
            for frame in range(before + 1, after):
                share = (self.times_s[frame] - from_s) / gap_s if gap_s > 0 else 0.5
                rows.append((frame, place - 1, place, share))
            rows.append((after, place, place, 0.0))
        all_frames, before_, after_, shares = (list(column) for column in zip(*rows, strict=True))
        return all_frames, series.between(before_, after_, shares)

    def _planned(self, number: int, frames: list[int], raw: FaceSeries) -> _Stretch:
        times = [self.times_s[frame] for frame in frames]
        steps = [step_s(one, two) for one, two in pairwise(times)]
        series = smooth(raw, steps)
        courses = low_pass_both_ways(series.gaze, READING_CUTOFF_HZ, steps).tolist()
        wanted, reasons, asked = [], [], []
        glance: Glance | None = None
        for i, time_s in enumerate(times):
            settings = self.edit.settings_at(time_s, self.config)
            reading = series.reading(i)
            share, why = wanted_share(Seen(series.face(i), reading), settings)
            glance = next_glance(glance, settings, time_s)
            beside = glance.offset if glance and time_s < glance.ends_s else NO_TURN
            asked.append(asked_redirection(reading.gaze, Gaze(*courses[i]), beside, settings))
            inside = self.edit.holds(time_s)
            wanted.append(share if inside else 0.0)
            reasons.append(why if inside else Reason.OFF)
        self._fade_at_ends(wanted, frames, steps)
        shares = below(wanted, SHARE_PER_S, steps)
        turns = [within_limits(scaled(by, share)) for by, share in zip(asked, shares, strict=True)]
        redirections = np.array([(turn.pitch, turn.yaw) for turn in turns], np.float32)
        shown = CORRECTED_SHARE * (self.config.strength / 100)
        for i, share in enumerate(shares):
            reasons[i] = Reason.CORRECTING if share > shown else reasons[i]
        return _Stretch(number, frames, series, redirections, reasons)

    def _fade_at_ends(
        self, wanted: list[float], frames: Sequence[int], steps: Sequence[float]
    ) -> None:
        """Fade the correction of a face that comes or goes within a shot, but not at a cut."""
        most = SHARE_PER_S * min(steps, default=0.0)
        if frames[0] not in self.broken:
            wanted[0] = min(wanted[0], most)
        after = frames[-1] + 1
        if after not in self.broken and after < len(self.times_s):
            wanted[-1] = min(wanted[-1], most)


def smooth(series: FaceSeries, steps_s: Sequence[float]) -> FaceSeries:
    """Smooth one face from both sides of time; `steps_s` are the N - 1 times between its frames.

    Openness stays, so that no blink is smoothed away. Behind a blink the gaze goes from that before
    it to that after it.
    """
    landmarks = series.landmarks.copy()
    widths = np.linalg.norm(landmarks[:, :, 3] - landmarks[:, :, 0], axis=-1)
    for eye in range(2):
        width = np.float32(max(float(np.median(widths[:, eye])), 1e-3))
        landmarks[:, eye] = both_ways(LANDMARK_FILTER, landmarks[:, eye] / width, steps_s) * width
    hidden = blinking(series.openness, series.gaze[:, 1], steps_s)
    pitch, yaw, sure = (
        _seen_through(values, hidden[:, axis])
        for values, axis in ((series.gaze[:, 0], 0), (series.gaze[:, 1], 1), (series.confidence, 0))
    )
    return replace(
        series,
        landmarks=landmarks,
        head=both_ways(GAZE_FILTER, series.head, steps_s),
        gaze=both_ways(GAZE_FILTER, np.stack([pitch, yaw], 1), steps_s),
        confidence=both_ways(GAZE_FILTER, sure[:, None], steps_s)[:, 0],
    )


def _seen_through(values: FloatArray, hidden: npt.NDArray[np.bool_]) -> FloatArray:
    """Return values (N,) with straight lines where they are hidden, unless all are."""
    if hidden.all():
        return values
    seen = np.flatnonzero(~hidden)
    return np.interp(np.arange(len(values)), seen, values[seen]).astype(np.float32)
