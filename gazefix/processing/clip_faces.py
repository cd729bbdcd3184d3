"""The faces of a whole clip, each followed through time. Pure.

A face is recognized by its expected place, its size and its appearance. So two people who cross
keep their numbers, and one who was away for a moment is known again. A cut begins anew.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from gazefix.correction.tracking import FaceMatcher, MatchRules, TrackedFace
from gazefix.types import Eye, Face, FloatArray, Gaze, GazeReading, HeadPose, Image, Side

#: Size of the small picture that tells a face from others.
APPEARANCE_SIZE: Final = (4, 4)
#: In clips a face keeps its number when it comes back within 1.5 seconds: people choose faces by
#: number, and its correction fades in anyhow. Tuned by eye on clips of two people who cross.
CLIP: Final = MatchRules(
    lost_s=1.5,
    most_cost=1.0,
    distance=0.8,
    size=0.5,
    appearance=3.0,
    foresee_s=0.4,
    widen_per_s=2.0,
)
#: Sightings that a face keeps as objects before it packs them. An hour takes 20 MB packed.
_PACK: Final = 256


#: Gaze in a frame in which none was read.
UNREAD: Final = GazeReading(Gaze(math.nan, math.nan), math.nan, Gaze(math.nan, math.nan))


@dataclass(frozen=True, slots=True)
class FaceSighting:
    """A face in one frame, its gaze or UNREAD, and its appearance (see `appearance_of`)."""

    face: Face
    reading: GazeReading
    appearance: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class FaceSeries:
    """One face and its gaze in N frames, float32 arrays.

    landmarks    (N, 2, 7, 2) of the left and the right eye, pixels of the frame
    openness, iris_radius_px   (N, 2)
    head         (N, 3) pitch, yaw, roll
    box          (N, 4) x0, y0, x1, y1 in pixels of the frame
    gaze         (N, 2) pitch, yaw
    confidence   (N,)
    error        (N, 2) standard errors of pitch and yaw
    """

    landmarks: FloatArray
    openness: FloatArray
    iris_radius_px: FloatArray
    head: FloatArray
    box: FloatArray
    gaze: FloatArray
    confidence: FloatArray
    error: FloatArray

    @classmethod
    def of(cls, sightings: Sequence[FaceSighting]) -> Self:
        """Return the series of a face's sightings."""
        faces, readings = [s.face for s in sightings], [s.reading for s in sightings]
        columns = (
            [[eye.landmarks for eye in face.eyes] for face in faces],
            [[eye.openness for eye in face.eyes] for face in faces],
            [[eye.iris_radius_px for eye in face.eyes] for face in faces],
            [(face.head.pitch, face.head.yaw, face.head.roll) for face in faces],
            [face.box for face in faces],
            [(reading.gaze.pitch, reading.gaze.yaw) for reading in readings],
            [reading.confidence for reading in readings],
            [(reading.error.pitch, reading.error.yaw) for reading in readings],
        )
        return cls(*(np.array(column, np.float32) for column in columns))

    @classmethod
    def joined(cls, parts: Sequence[FaceSeries]) -> Self:
        """Return several series as one, in order."""
        names = [column.name for column in fields(cls)]
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))

    def between(
        self, before: Sequence[int], after: Sequence[int], share: Sequence[float]
    ) -> FaceSeries:
        """Return values between two rows each: `share` 0 gives `before`, 1 gives `after`."""
        weight = np.array(share, np.float32)
        columns = [getattr(self, column.name) for column in fields(self)]
        shaped = [weight.reshape(-1, *[1] * (values.ndim - 1)) for values in columns]
        pairs = zip(columns, shaped, strict=True)
        return FaceSeries(*(v[before] + w * (v[after] - v[before]) for v, w in pairs))

    @property
    def unread(self) -> npt.NDArray[np.bool_]:
        """The rows (N,) in which no gaze was read."""
        return np.isnan(self.confidence)

    def read_throughout(self) -> FaceSeries:
        """Return the series with straight lines where no gaze was read.

        A face whose gaze was never read has a gaze of 0 without confidence.
        """

        def filled(values: FloatArray) -> FloatArray:
            lines = [seen_through(column, self.unread) for column in values.T]
            return np.nan_to_num(np.stack(lines, 1))

        return replace(
            self,
            gaze=filled(self.gaze),
            confidence=filled(self.confidence[:, None])[:, 0],
            error=filled(self.error),
        )

    def face(self, index: int) -> Face:
        """Return the face of one frame."""
        eyes = [
            Eye(
                side,
                self.landmarks[index, i],
                float(self.iris_radius_px[index, i]),
                float(self.openness[index, i]),
            )
            for i, side in enumerate((Side.LEFT, Side.RIGHT))
        ]
        x0, y0, x1, y1 = self.box[index].tolist()
        return Face(eyes[0], eyes[1], HeadPose(*self.head[index].tolist()), (x0, y0, x1, y1))

    def reading(self, index: int) -> GazeReading:
        """Return the gaze of one frame."""
        gaze, error = Gaze(*self.gaze[index].tolist()), Gaze(*self.error[index].tolist())
        return GazeReading(gaze, float(self.confidence[index]), error)


@dataclass(slots=True, eq=False)
class ClipFace(TrackedFace):
    """One face through one shot.

    number      1, 2, ... in the order of appearance, and in a frame from the left
    frames      numbers of the frames that show it, growing, with their times in `times_s`
    """

    number: int = 0
    shot: int = 0
    frames: list[int] = field(default_factory=list)
    times_s: list[float] = field(default_factory=list)
    _packed: list[FaceSeries] = field(default_factory=list)
    _fresh: list[FaceSighting] = field(default_factory=list)

    @property
    def series(self) -> FaceSeries:
        """The face in each of its frames."""
        fresh = [FaceSeries.of(self._fresh)] if self._fresh else []
        return FaceSeries.joined([*self._packed, *fresh])

    def add(self, frame: int, time_s: float, sighting: FaceSighting) -> None:
        """Note that the face is seen in one more frame."""
        self.note_position(sighting.face, time_s, sighting.appearance)
        self.frames.append(frame)
        self.times_s.append(time_s)
        self._fresh.append(sighting)
        if len(self._fresh) == _PACK:
            self._packed.append(FaceSeries.of(self._fresh))
            self._fresh = []


class ClipFaces:
    """Follows the faces of a clip, frame by frame. `all` are those seen so far."""

    def __init__(self) -> None:
        self.all: list[ClipFace] = []
        self._shot = 0
        self._matcher = FaceMatcher(CLIP, self._begin)

    def add(self, shot: int, frame: int, time_s: float, sightings: Sequence[FaceSighting]) -> None:
        """Add the faces of the next frame, the largest first, in a shot by its number."""
        if shot != self._shot:
            self._shot, self._matcher = shot, FaceMatcher(CLIP, self._begin)
        faces, appearances = [s.face for s in sightings], [s.appearance for s in sightings]
        matched = self._matcher.match(faces, time_s, appearances)
        for face, sighting in zip(matched, sightings, strict=True):
            face.add(frame, time_s, sighting)

    def _begin(self, face: Face, time_s: float) -> ClipFace:
        self.all.append(ClipFace(face, time_s, number=len(self.all) + 1, shot=self._shot))
        return self.all[-1]


def seen_through(values: FloatArray, hidden: npt.NDArray[np.bool_]) -> FloatArray:
    """Return values (N,) with straight lines where they are hidden, unless all are."""
    if hidden.all():
        return values
    seen = np.flatnonzero(~hidden)
    return np.interp(np.arange(len(values)), seen, values[seen]).astype(np.float32)


def appearance_of(small: Image) -> FloatArray:
    """Return a face's appearance, (48,) float32, from a small picture (4, 4, 3)."""
    appearance: FloatArray = small.astype(np.float32).ravel()
    return appearance
