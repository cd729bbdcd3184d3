"""A whole clip at once: what was measured in its frames, smoothed from both sides of time, and what to do in each. Pure.

Since the future is known, nothing lags and nothing is held back: filters run forward and backward, a correction that must
have let go at some moment begins to let go before it, and the gaze behind a blink is drawn from before to after it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from gazefix.config import CorrectionConfig
from gazefix.correction.filters import below, both_ways, low_pass_both_ways
from gazefix.correction.policy import (
    CLOSED_OPENNESS,
    READING_CUTOFF_HZ,
    SHARE_PER_S,
    LookAway,
    Reason,
    Seen,
    asked_redirection,
    limited,
    next_look_away,
    scaled,
    wanted_share,
)
from gazefix.correction.tracking import (
    BLINK_HOLD_S,
    BLINK_LONGEST_S,
    BLINK_LOWERED,
    BLINK_PER_S,
    GAZE_FILTER,
    HALF_OPEN,
    LANDMARK_FILTER,
    LONGEST_STEP_S,
    SACCADE_DEG,
    SHORTEST_STEP_S,
)
from gazefix.faces.selection import TAKEOVER_AREA
from gazefix.media.shots import jumps
from gazefix.processing.edit_options import EditOptions, FaceChoice
from gazefix.processing.face_tracks import FaceTrack, FaceTracks, columns, face_of
from gazefix.types import Face, FloatArray, Gaze, GazeReading

#: A face that is not found for so long stands where it moved through meanwhile; for longer, it counts as away.
BRIDGED_S = 0.12
#: Lids are lowered or not beside the widest open ones within so much time.
OPEN_LIDS_S = 1.5


@dataclass(frozen=True, slots=True, eq=False)
class PlannedFace:
    """A face in a frame: smoothed, with its gaze, the redirection of its eyes, what holds that back (CORRECTING: nothing),
    the number of its track, and that of the stretch of frames in which it moves without a break."""

    face: Face
    reading: GazeReading
    redirection: Gaze
    why: Reason
    number: int
    stretch: int


@dataclass(frozen=True, slots=True, eq=False)
class PlannedFrame:
    """The faces of a frame that are to be corrected, the largest first, and why there are none (else CORRECTING)."""

    faces: tuple[PlannedFace, ...]
    reason: Reason


@dataclass(slots=True, eq=False)
class _Course:
    """A track, smoothed: rows for each of its frames, redirections (N, 2) in radians and the reasons."""

    track: FaceTrack
    frames: list[int]
    rows: FloatArray
    redirections: FloatArray
    reasons: list[Reason]
    number: int = 0


@dataclass(slots=True)
class Timeline:
    """What was measured of a clip, frame by frame: `add` in order, then `plan`.

    times_s   of the frames, from the first one on
    shots     the number of each frame's shot
    """

    times_s: list[float] = field(default_factory=list)
    shots: list[int] = field(default_factory=list)
    unlike: list[float] = field(default_factory=list)
    tracks: FaceTracks = field(default_factory=FaceTracks)

    def add(
        self,
        time_s: float,
        rows: Sequence[FloatArray],
        looks: Sequence[FloatArray],
        *,
        cut: bool = False,
        unlike: float = 0.0,
    ) -> None:
        """The next frame: its faces (`facetracks.face_row`, `face_look`; the largest first), whether it begins a shot, and how
        unlike the last frame it is (`cuts.unlikeness`)."""
        shot = (self.shots[-1] if self.shots else 0) + bool(cut and self.shots)
        self.tracks.add(shot, len(self.times_s), time_s, rows, looks)
        self.times_s.append(time_s)
        self.shots.append(shot)
        self.unlike.append(unlike)

    def plan(self, config: CorrectionConfig, edit: EditOptions) -> ClipPlan:
        """What to do in each frame."""
        chosen = choose(self.tracks.all, edit.faces)
        broken = (
            set(jumps(self.unlike))
            | {i for i in range(1, len(self.shots)) if self.shots[i] != self.shots[i - 1]}
            | {0}
        )
        courses = [
            course
            for track in chosen
            for piece in _pieces(track, self.times_s, broken)
            for course in [_course(track, piece, self.times_s, broken, config, edit)]
        ]
        return ClipPlan(self, courses, edit)


class ClipPlan:
    """What to do in each frame of a clip."""

    def __init__(self, timeline: Timeline, courses: Sequence[_Course], edit: EditOptions) -> None:
        self._timeline, self._direction = timeline, edit
        self._at: list[list[tuple[_Course, int]]] = [[] for _ in timeline.times_s]
        for number, course in enumerate(courses):
            course.number = number
            for place, frame in enumerate(course.frames):
                self._at[frame].append((course, place))
        self._following: int | None = (
            None  # the number of the face that is followed where only the largest is wanted
        )
        self._most = edit.faces.most

    def frame(self, index: int) -> PlannedFrame:
        """What to do in a frame; ask for the frames in order. One that was never measured is left alone."""
        if index >= len(self._at) or not self._direction.holds(self._timeline.times_s[index]):
            return PlannedFrame((), Reason.OFF)
        here = sorted(self._at[index], key=lambda item: -_area(item[0].rows[item[1]]))
        if len(here) > self._most:
            here = self._largest(here)
        if not here:
            shot = self._timeline.shots[index]
            seen = any(
                track.shot == shot and track.frames[0] < index
                for track in self._timeline.tracks.all
            )
            return PlannedFrame((), Reason.FACE_LOST if seen else Reason.NO_FACE)
        faces = tuple(_planned(course, place) for course, place in here)
        self._following = faces[0].number
        return PlannedFrame(faces, Reason.CORRECTING)

    def _largest(self, here: list[tuple[_Course, int]]) -> list[tuple[_Course, int]]:
        """The largest faces of a frame; where one alone is wanted, the one that was followed stays unless it is outgrown."""
        if self._most > 1:
            return here[: self._most]
        areas = {course.track.number: _area(course.rows[place]) for course, place in here}
        largest = here[0][0].track.number
        kept = self._following if self._following in areas else largest
        if kept is not None and areas[largest] > TAKEOVER_AREA * areas[kept]:
            kept = largest
        return [item for item in here if item[0].track.number == kept]


def choose(tracks: Sequence[FaceTrack], choice: FaceChoice) -> list[FaceTrack]:
    """The tracks that are meant, all where none is named; a point means the first face that it lies in."""
    if not choice.named:
        return list(tracks)
    meant = [track for track in tracks if track.number in choice.numbers]
    for x, y in choice.points:
        hits = []
        for track in tracks:
            boxes = track.boxes
            inside = np.flatnonzero(
                (boxes[:, 0] <= x) & (x <= boxes[:, 2]) & (boxes[:, 1] <= y) & (y <= boxes[:, 3])
            )
            if len(inside):
                hits.append(
                    (track.frames[int(inside[0])], -_area_of(boxes[inside[0]]), track.number)
                )
        if hits:
            number = min(hits)[2]
            meant += [track for track in tracks if track.number == number and track not in meant]
    return meant


def _pieces(
    track: FaceTrack, times_s: Sequence[float], broken: set[int]
) -> Iterable[tuple[list[int], FloatArray]]:
    """The parts of a track that belong together, as frames and rows: cut where the picture jumps and where the face is away;
    the rows of a short absence are drawn between those before and after it."""
    frames, rows = track.frames, track.rows
    start_frames, start_rows = [frames[0]], [rows[0]]
    for before, after, row_before, row in zip(frames, frames[1:], rows, rows[1:], strict=False):
        missing = range(before + 1, after + 1)
        gap_s = times_s[after] - times_s[before]
        if any(frame in broken for frame in missing) or (after > before + 1 and gap_s > BRIDGED_S):
            yield start_frames, np.stack(start_rows)
            start_frames, start_rows = [], []
        else:
            for frame in range(before + 1, after):
                share = np.float32((times_s[frame] - times_s[before]) / gap_s if gap_s > 0 else 0.5)
                start_frames.append(frame)
                start_rows.append(row_before + share * (row - row_before))
        start_frames.append(after)
        start_rows.append(row)
    yield start_frames, np.stack(start_rows)


def _course(
    track: FaceTrack,
    piece: tuple[list[int], FloatArray],
    times_s: Sequence[float],
    broken: set[int],
    config: CorrectionConfig,
    edit: EditOptions,
) -> _Course:
    frames, rows = piece
    times = [times_s[frame] for frame in frames]
    steps = [min(max(b - a, SHORTEST_STEP_S), LONGEST_STEP_S) for a, b in pairwise(times)]
    rows = smooth(rows, steps)
    _, _, _, gazes, sure = columns(rows)
    course = low_pass_both_ways(gazes, READING_CUTOFF_HZ, steps)
    wanted, whys, asked = [], [], []
    glance: LookAway | None = None
    for i, time_s in enumerate(times):
        settings = config
        if edit.angles:
            vertical, horizontal = edit.angles.at(time_s)
            settings = replace(config, vertical_deg=vertical, horizontal_deg=horizontal)
        gaze = Gaze(float(gazes[i, 0]), float(gazes[i, 1]))
        share, why = wanted_share(
            Seen(face_of(rows[i]), GazeReading(gaze, float(sure[i]))), settings
        )
        glance = next_look_away(glance, settings, time_s)
        offset = glance.offset if glance and time_s < glance.ends_s else Gaze(0.0, 0.0)
        asked.append(
            asked_redirection(
                gaze, Gaze(float(course[i, 0]), float(course[i, 1])), offset, settings
            )
        )
        inside = edit.holds(time_s)
        wanted.append(share if inside else 0.0)
        whys.append(why if inside else Reason.OFF)
    _fade_at_ends(wanted, frames, steps, times_s, broken)
    shares = below(wanted, SHARE_PER_S, steps)
    redirections = [
        limited(scaled(angle, share)) for angle, share in zip(asked, shares, strict=True)
    ]
    reasons = [
        Reason.CORRECTING if share > 0.5 * (config.strength / 100) else why
        for share, why in zip(shares, whys, strict=True)
    ]
    return _Course(
        track, frames, rows, np.array([(r.pitch, r.yaw) for r in redirections], np.float32), reasons
    )


def _fade_at_ends(
    wanted: list[float],
    frames: list[int],
    steps: list[float],
    times_s: Sequence[float],
    broken: set[int],
) -> None:
    """A face that comes or goes within a shot does so with a correction that fades; at a cut it is there at once."""
    step = SHARE_PER_S * (min(steps) if steps else 0.0)
    if frames[0] not in broken:
        wanted[0] = min(wanted[0], step)
    if frames[-1] + 1 not in broken and frames[-1] + 1 < len(times_s):
        wanted[-1] = min(wanted[-1], step)


def smooth(rows: FloatArray, steps_s: Sequence[float]) -> FloatArray:
    """The rows of one face, smoothed from both sides: landmarks, head, gaze and its sureness; openness stays, so that no blink
    is smoothed away, and in a blink the gaze goes from that before it to that after it."""
    smoothed = rows.copy()
    landmarks, openness, head, gaze, sure = columns(smoothed)
    widths = np.linalg.norm(landmarks[:, :, 3] - landmarks[:, :, 0], axis=-1)
    for eye in range(2):
        width = np.float32(max(float(np.median(widths[:, eye])), 1e-3))
        landmarks[:, eye] = both_ways(LANDMARK_FILTER, landmarks[:, eye] / width, steps_s) * width
    head[:] = both_ways(GAZE_FILTER, head, steps_s)
    blind = blinking(openness, gaze[:, 1], steps_s)
    for values, hidden in (
        (gaze[:, 0], blind[:, 0]),
        (gaze[:, 1], blind[:, 1]),
        (sure, blind[:, 0]),
    ):
        if not hidden.all():
            seen = np.flatnonzero(~hidden)
            values[:] = np.interp(np.arange(len(values)), seen, values[seen])
    gaze[:] = both_ways(GAZE_FILTER, gaze, steps_s)
    sure[:] = both_ways(GAZE_FILTER, sure[:, None], steps_s)[:, 0]
    return smoothed


def blinking(
    openness: FloatArray, yaw: FloatArray, steps_s: Sequence[float]
) -> npt.NDArray[np.bool_]:
    """(N, 2): the frames in which the eyes, by their openness (N, 2), show no pitch, and no yaw: they are shut, or the lowered
    lids move fast. Half-open ones still show their `yaw` (N,), in radians; where that jumps aside it is no blink. Lids that
    move for long without ever being shut belong to rolled eyes."""
    count = len(openness)
    shut: npt.NDArray[np.bool_] = openness.max(1) <= CLOSED_OPENNESS
    blind: npt.NDArray[np.bool_] = shut.copy()
    mean = openness.mean(1)
    times = np.concatenate([[0.0], np.cumsum(steps_s)])
    around = zip(
        np.searchsorted(times, times - OPEN_LIDS_S),
        np.searchsorted(times, times + OPEN_LIDS_S),
        strict=True,
    )
    widest = np.array([mean[first : last + 1].max() for first, last in around])
    lowered, veiled = mean < BLINK_LOWERED * widest, shut | (mean < HALF_OPEN * widest)
    for i, step in enumerate(steps_s):
        if abs(mean[i + 1] - mean[i]) > BLINK_PER_S * step and (lowered[i] or lowered[i + 1]):
            blind |= (times >= times[i] - BLINK_HOLD_S) & (times <= times[i + 1] + BLINK_HOLD_S)
    start = 0
    while start < count:
        stop = start
        while stop < count and blind[stop] == blind[start]:
            stop += 1
        if (
            blind[start]
            and not shut[start:stop].any()
            and times[stop - 1] - times[start] > BLINK_LONGEST_S + 2 * BLINK_HOLD_S
        ):
            blind[start:stop] = False
        start = stop
    if blind.any() and not blind.all():
        seen = np.flatnonzero(~blind)
        aside = np.abs(yaw - np.interp(np.arange(count), seen, yaw[seen])) > math.radians(
            SACCADE_DEG
        )
        blind &= veiled | ~aside
    return np.stack([blind, blind & veiled], 1)


def _planned(course: _Course, place: int) -> PlannedFace:
    row = course.rows[place]
    _, _, _, gaze, sure = columns(row[None])
    pitch, yaw = course.redirections[place].tolist()
    reading = GazeReading(Gaze(float(gaze[0, 0]), float(gaze[0, 1])), float(sure[0]))
    return PlannedFace(
        face_of(row),
        reading,
        Gaze(pitch, yaw),
        course.reasons[place],
        course.track.number,
        course.number,
    )


def _area(row: FloatArray) -> float:
    return face_of(row).area_px


def _area_of(box: FloatArray) -> float:
    return float((box[2] - box[0]) * (box[3] - box[1])) if math.isfinite(float(box.sum())) else 0.0
