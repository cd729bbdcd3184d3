"""The faces of a whole clip, each followed through time. Pure.

A face of a frame is taken for one of before by where it should be by now, by its size and by what it looks like, so that two
who cross keep their places, and one who was away for a moment is known again. A cut begins all anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from gazefix.types import Eye, Face, FloatArray, GazeReading, HeadPose, Image, Side

#: A face that is away for longer is another one when it comes back.
LOST_S: Final = 1.5
#: Size of the small picture of a face that tells it from others.
LOOK: Final = (4, 4)
#: Beyond this cost (see `_cost`) two faces are not the same.
_MOST_COST: Final = 1.0
#: So far ahead a face is thought to go on as it went.
_AHEAD_S: Final = 0.4

# One face in one frame is a row of numbers: landmarks of both eyes, then the columns below.
_LANDMARKS: Final = 28
_RADIUS, _OPENNESS, _HEAD, _BOX, _GAZE, _SURE = (
    slice(a, b) for a, b in ((28, 30), (30, 32), (32, 35), (35, 39), (39, 41), (41, 42))
)


@dataclass(slots=True, eq=False)
class FaceTrack:
    """One face through one shot: a row for each frame that it is seen in.

    number   1, 2, ... in the order of appearance, and in a frame from the left
    frames   numbers of the frames, growing
    rows     (N, 42) float32 once the clip is measured
    """

    number: int
    shot: int
    frames: list[int] = field(default_factory=list)
    times_s: list[float] = field(default_factory=list)
    _rows: list[FloatArray] = field(default_factory=list)
    _look: FloatArray | None = None
    _speed: FloatArray = field(default_factory=lambda: np.zeros(2, np.float32))

    @property
    def rows(self) -> FloatArray:
        """(N, 42) float32."""
        return np.stack(self._rows)

    @property
    def boxes(self) -> FloatArray:
        """(N, 4) float32: x0, y0, x1, y1 in pixels of the frame."""
        return np.stack([row[_BOX] for row in self._rows])

    def add(self, frame: int, time_s: float, row: FloatArray, look: FloatArray) -> None:
        """The face is seen in one more frame."""
        if self._rows:
            step_s = max(time_s - self.times_s[-1], 1e-3)
            speed = (centre(row) - centre(self._rows[-1])) / np.float32(step_s)
            self._speed = self._speed + np.float32(min(1.0, step_s / 0.1)) * (speed - self._speed)
        self._look = (
            look if self._look is None else self._look + np.float32(0.2) * (look - self._look)
        )
        self.frames.append(frame)
        self.times_s.append(time_s)
        self._rows.append(row)

    def cost(self, time_s: float, row: FloatArray, look: FloatArray) -> float:
        """How little a face seen now is like this one: 0 the same at the same place, more than 1 another."""
        away_s = time_s - self.times_s[-1]
        last = self._rows[-1]
        width = max(float(last[_BOX][2] - last[_BOX][0]), 1e-3)
        expected = centre(last) + self._speed * np.float32(min(away_s, _AHEAD_S))
        distance = float(np.linalg.norm(centre(row) - expected)) / width / (1.0 + 2.0 * away_s)
        size = abs(float(np.log(max(row[_BOX][2] - row[_BOX][0], 1e-3) / width)))
        unlike = float(np.abs(look - self._look).mean()) / 255 if self._look is not None else 0.0
        return 0.8 * distance + 0.5 * size + 3.0 * unlike


class FaceTracks:
    """Follows the faces of a clip, frame by frame. `all` are those seen so far."""

    def __init__(self) -> None:
        self.all: list[FaceTrack] = []
        self._followed: list[FaceTrack] = []
        self._shot = -1

    def add(
        self,
        shot: int,
        frame: int,
        time_s: float,
        rows: Sequence[FloatArray],
        looks: Sequence[FloatArray],
    ) -> None:
        """The faces of the next frame (see `face_row` and `face_look`), the largest first, in a shot by its number."""
        if shot != self._shot:
            self._followed, self._shot = [], shot
        known = [track for track in self._followed if time_s - track.times_s[-1] <= LOST_S]
        costs = sorted(
            (track.cost(time_s, row, look), number, place)
            for number, track in enumerate(known)
            for place, (row, look) in enumerate(zip(rows, looks, strict=True))
        )
        taken: dict[int, FaceTrack] = {}
        for cost, number, place in costs:
            if cost <= _MOST_COST and place not in taken and known[number] not in taken.values():
                taken[place] = known[number]
        for place in sorted(
            set(range(len(rows))) - set(taken), key=lambda place: float(centre(rows[place])[0])
        ):
            taken[place] = FaceTrack(len(self.all) + 1, shot)
            self.all.append(taken[place])
            known.append(taken[place])
        for place, track in taken.items():
            track.add(frame, time_s, rows[place], looks[place])
        self._followed = known


def face_row(face: Face, reading: GazeReading) -> FloatArray:
    """(42,) float32: a face and where it looks, as numbers."""
    left, right = face.eyes
    numbers = (
        *(left.iris_radius_px, right.iris_radius_px, left.openness, right.openness),
        *(face.head.pitch, face.head.yaw, face.head.roll, *face.box),
        *(reading.gaze.pitch, reading.gaze.yaw, reading.confidence),
    )
    return np.concatenate(
        [left.landmarks.ravel(), right.landmarks.ravel(), np.array(numbers, np.float32)]
    )


def face_of(row: FloatArray) -> Face:
    """The face of a row."""
    landmarks = row[:_LANDMARKS].reshape(2, 7, 2)
    radius, openness = row[_RADIUS].tolist(), row[_OPENNESS].tolist()
    left, right = (
        Eye(side, landmarks[i], radius[i], openness[i])
        for i, side in enumerate((Side.LEFT, Side.RIGHT))
    )
    x0, y0, x1, y1 = row[_BOX].tolist()
    return Face(left, right, HeadPose(*row[_HEAD].tolist()), (x0, y0, x1, y1))


def face_look(small: Image) -> FloatArray:
    """(48,) float32: what a face looks like, from a small picture of it (4, 4, 3)."""
    look: FloatArray = small.astype(np.float32).ravel()
    return look


def centre(row: FloatArray) -> FloatArray:
    """(2,) the middle of a row's box."""
    box = row[_BOX]
    middle: FloatArray = (box[:2] + box[2:]) / np.float32(2)
    return middle


def columns(rows: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray, FloatArray]:
    """Of (N, 42) rows: landmarks (N, 2, 7, 2), openness (N, 2), head (N, 3), gaze (N, 2), confidence (N,); views."""
    landmarks = rows[:, :_LANDMARKS].reshape(-1, 2, 7, 2)
    return landmarks, rows[:, _OPENNESS], rows[:, _HEAD], rows[:, _GAZE], rows[:, _SURE][:, 0]
