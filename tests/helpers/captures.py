"""People who follow the dot of a capture: simulated readings, and faces without a camera."""

from __future__ import annotations

import contextlib
import math
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from gazefix.config import Config
from gazefix.correction.redirector import Measurement, SeenFace
from gazefix.personal.capture import Capture
from gazefix.personal.dots import DotPath, dot_path
from gazefix.personal.recording import Recording
from gazefix.personal.run import CaptureRun
from gazefix.personal.screen import FOCAL_HEIGHTS, IRIS_MM, PUPILS_MM, Screen, true_gaze
from gazefix.types import Eye, Face, FloatArray, Frame, Gaze, GazeReading, HeadPose, Side

SIZE = (640, 480)
SCREEN = Screen((520.0, 290.0), camera_mm=(260.0, -8.0))
DISTANCE_MM = 600.0
FPS = 15.0


@dataclass(frozen=True)
class Person:
    """Whose eyes are read wrongly: pitch and yaw in degrees.

    turned_share  of a turned head's angle, by which pitch is read too high
    elsewhere     share of the dots at which the eyes look somewhere else
    """

    offset_deg: tuple[float, float] = (4.0, -3.0)
    gain: float = 0.8
    head_share: float = 0.1
    turned_share: float = 0.0
    noise_deg: float = 1.0
    blinks: bool = True
    elsewhere: float = 0.1
    level: int = 120
    second: float = 0.0
    seed: int = 1

    def read(self, true: Gaze, head: HeadPose, rng: np.random.Generator) -> Gaze:
        """Return what the reader makes of a true gaze."""
        noise = np.radians(rng.normal(0, self.noise_deg, 2))
        pitch, yaw = np.radians(self.offset_deg)
        pitch += self.turned_share * abs(head.yaw)
        return Gaze(
            float(pitch + self.gain * true.pitch + self.head_share * head.pitch + noise[0]),
            float(yaw + self.gain * true.yaw + self.head_share * head.yaw + noise[1]),
        )


def face_at(head: HeadPose, openness: float = 0.3, distance_mm: float = DISTANCE_MM) -> Face:
    """Return a face in the middle of the picture, at a distance."""
    per_mm = FOCAL_HEIGHTS * SIZE[1] / distance_mm
    middle = np.array([SIZE[0] / 2, SIZE[1] / 2])
    apart = PUPILS_MM * per_mm * math.cos(head.yaw)

    def eye(side: Side, sign: int) -> Eye:
        centre, width = middle + (sign * apart / 2, 0), 28.5 * per_mm
        shape = [(-0.5, 0), (-0.15, -1), (0.2, -1), (0.5, 0), (0.2, 1), (-0.15, 1), (0, 0)]
        points = np.array([(sign * width * x, openness * width / 2 * y) for x, y in shape])
        landmarks: FloatArray = (centre + points).astype(np.float32)
        return Eye(side, landmarks, IRIS_MM / 2 * per_mm, openness)

    box = (middle[0] - 100, middle[1] - 100, middle[0] + 100, middle[1] + 100)
    return Face(eye(Side.LEFT, 1), eye(Side.RIGHT, -1), head, tuple(map(float, box)))  # type: ignore[arg-type]


HEADS = {
    "": (0.0, 0.0),
    "left": (0.0, -15.0),
    "right": (0.0, 15.0),
    "up": (10.0, 0.0),
    "down": (-10.0, 0.0),
}


def follow(
    person: Person,
    screen: Screen = SCREEN,
    told: Screen = SCREEN,
    path: DotPath | None = None,
    fps: float = FPS,
) -> tuple[Capture, list[tuple[Gaze, Gaze, HeadPose]]]:
    """Let a person follow the dot on `screen`, of which the program is told another size.

    Returns the capture, and the true gaze, the read one and the head of each frame.
    """
    path = path or dot_path()
    rng = np.random.default_rng(person.seed)
    capture = Capture(path, told, "camera", SIZE)
    aside = {
        int(n) for n in rng.permutation(len(path.dots))[: round(person.elsewhere * len(path.dots))]
    }
    bgr = np.full((SIZE[1], SIZE[0], 3), person.level, np.uint8)
    frames: list[tuple[Gaze, Gaze, HeadPose]] = []
    for number in range(int(path.seconds * fps)):
        elapsed_s = number / fps
        moment = path.at(elapsed_s)
        assert moment is not None
        head = HeadPose(*np.radians(HEADS[moment.turn]).tolist(), 0.0)
        blinking = person.blinks and elapsed_s % 4.0 < 0.2
        face = face_at(head, 0.08 if blinking else 0.3)
        place = (1.4 - moment.x, 1.2 - moment.y) if moment.number in aside else (moment.x, moment.y)
        true = true_gaze(screen, place, face, SIZE, DISTANCE_MM)
        read = person.read(true, head, rng)
        if blinking:
            read = Gaze(read.pitch - math.radians(12), read.yaw)
        seen: Any = SeenFace(face, (None, None), GazeReading(read, 0.9))  # type: ignore[arg-type]
        both = (seen, seen) if rng.random() < person.second else (seen,)
        capture.take(Frame(bgr, elapsed_s), Measurement(both), moment, elapsed_s)
        if moment.number not in aside and not blinking:
            frames.append((true, read, head))
    return capture, frames


class Follower:
    """Stands in for the models: a person who follows a running dot. Also the camera, whose frames
    come as fast as they are taken, with times of their own."""

    def __init__(self, person: Person = Person(elsewhere=0.0)) -> None:
        self.person, self.rng = person, np.random.default_rng(3)
        self.runs: list[CaptureRun] = []
        self.now_s = 100.0
        self.closed = False
        self.config = Config()

    def run(self) -> CaptureRun:
        self.runs.append(CaptureRun(dot_path(10, 0)))
        return self.runs[-1]

    @contextlib.contextmanager
    def feed(self, stop: threading.Event) -> Iterator[Any]:
        from gazefix.ui.dialogs.capture import Feed

        yield Feed("camera", SIZE, self._frames(stop))

    def _frames(self, stop: threading.Event) -> Iterator[Frame]:
        bgr = np.full((SIZE[1], SIZE[0], 3), self.person.level, np.uint8)
        while not stop.wait(0.001):
            self.now_s += 1 / FPS
            yield Frame(bgr, self.now_s)

    def measure(self, frame: Frame) -> Measurement:
        run = self.runs[-1]
        moment = run.path.at(run._clock.elapsed_s(frame.time_s))
        face = face_at(HeadPose(0.0, 0.0, 0.0))
        place = (moment.x, moment.y) if moment else (0.5, 0.5)
        true = true_gaze(SCREEN, place, face, SIZE, DISTANCE_MM)
        read = GazeReading(self.person.read(true, face.head, self.rng), 0.9)
        return Measurement((SeenFace(face, (None, None), read),))  # type: ignore[arg-type]

    def read_shots(self, recording: Recording, *_: object) -> Any:
        """In place of the networks, which see nothing in grey pictures."""
        read = [self.person.read(s.gaze, s.head, self.rng) for s in recording.shots()]
        return np.degrees([(gaze.pitch, gaze.yaw) for gaze in read])

    def open(self, config: Config) -> Follower:
        """Stand in for the Corrector of these settings."""
        self.config = config
        return self

    def __enter__(self) -> Follower:
        return self

    def __exit__(self, *_: object) -> None:
        self.closed = True
