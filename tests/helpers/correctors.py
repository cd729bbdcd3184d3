"""Correctors for tests that are about files, not about faces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np

from gazefix.config import Config, CorrectionConfig
from gazefix.correction.policy import Decision, Reason
from gazefix.correction.redirector import Correction, Measurement, SeenFace
from gazefix.imaging.crops import EyePlace
from gazefix.imaging.geometry import eye_crop
from gazefix.types import Eye, Face, FloatArray, Frame, Gaze, GazeReading, HeadPose, Side, Timings


def plain_face(centre: tuple[float, float], eye_width: float = 20.0, openness: float = 0.3) -> Face:
    """Return a face that looks ahead, with eyes 1.5 eye widths beside `centre`."""
    eyes = []
    for side, sign in ((Side.LEFT, 1), (Side.RIGHT, -1)):
        x, y = centre[0] + sign * 1.5 * eye_width, centre[1]
        half, lid = sign * eye_width / 2, openness * eye_width / 2
        points = [
            (x - half, y),
            (x - half / 3, y - lid),
            (x + half / 3, y - lid),
            (x + half, y),
            (x + half / 3, y + lid),
            (x - half / 3, y + lid),
            (x, y),
        ]
        eyes.append(Eye(side, np.array(points, np.float32), eye_width / 5, openness))
    size = 3 * eye_width
    box = (centre[0] - size, centre[1] - size, centre[0] + size, centre[1] + size)
    return Face(eyes[0], eyes[1], HeadPose(0.0, 0.0, 0.0), box)


def reading(pitch: float, yaw: float, sure: float = 1.0) -> GazeReading:
    return GazeReading(Gaze(pitch, yaw), sure)


def seen_face(face: Face, gaze: GazeReading | None) -> SeenFace:
    """Return a face with its gaze and empty views."""
    views = tuple(EyePlace(eye, eye_crop(eye), np.zeros((7, 2), np.float32)) for eye in face.eyes)
    return SeenFace(face, (views[0], views[1]), gaze)


Decisions = tuple[Decision, ...]


class FakeCorrector:
    """Sees a face in every frame and paints a box (x0, y0, x1, y1) in one colour.

    Without a box it sees and changes nothing. Counts corrected frames and closings.
    """

    def __init__(
        self,
        box: tuple[int, int, int, int] | None = None,
        colour: tuple[int, int, int] = (0, 255, 0),
    ) -> None:
        self.box, self.colour = box, colour
        self.seen: list[Frame] = []
        self.stills: list[bool] = []
        self.closed = self.measured = self.resets = 0
        self.config = Config()

    def open(self, config: Config, still: bool) -> Self:
        self.config = config
        self.stills.append(still)
        return self

    def reset(self) -> None:
        self.resets += 1

    def locate(self, frame: Frame) -> tuple[Face, ...]:
        self.measured += 1
        width, height = frame.size
        return (plain_face((width / 2, height / 2), eye_width=12.5),) if self.box else ()

    def see(
        self, frame: Frame, faces: Sequence[Face], *, gaze: bool = False, views: object = None
    ) -> Measurement:
        return Measurement(
            tuple(seen_face(face, reading(-0.15, 0.05) if gaze else None) for face in faces), 0.0
        )

    @property
    def redirector(self) -> Self:
        return self

    def without_hidden(self, frame: Frame, places: object, decisions: Decisions) -> Decisions:
        return decisions

    def warps(
        self, frame: Frame, eyes: Sequence[tuple[EyePlace, Gaze]]
    ) -> tuple[FloatArray | None, ...]:
        return tuple(
            None if angle.is_zero() else np.zeros((3, 2, 2), np.float32) for _, angle in eyes
        )

    def draw(self, frame: Frame, places: object, warps: object) -> Frame:
        return self.correct(frame).frame

    def correct(self, frame: Frame, *, settings: CorrectionConfig | None = None) -> Correction:
        self.seen.append(Frame(frame.bgr[:1, :1].copy(), frame.time_s, frame.index))
        if self.box is None:
            return _correction(frame, Reason.NO_FACE)
        x0, y0, x1, y1 = self.box
        bgr = frame.bgr.copy()
        bgr[y0:y1, x0:x1] = self.colour
        return _correction(Frame(bgr, frame.time_s, frame.index), Reason.CORRECTING)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.closed += 1


def _correction(frame: Frame, reason: Reason) -> Correction:
    return Correction(frame, Measurement((), 0.0), (), reason, Timings())
