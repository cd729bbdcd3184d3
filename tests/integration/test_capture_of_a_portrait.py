"""A capture through the real networks: the portrait's eyes are redirected to follow the dot."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import pytest

from gazefix.config import Config
from gazefix.correction.calibration import Look, Sample, make_profile
from gazefix.correction.corrector import Corrector
from gazefix.correction.redirector import Measurement
from gazefix.media.demo_portrait import demo_frames
from gazefix.networks.engine import Engine
from gazefix.personal.capture import Capture, fit_recording
from gazefix.personal.dots import Moment, dot_path
from gazefix.personal.screen import Screen, true_gaze
from gazefix.types import Frame, Gaze, Image

SIZE = (640, 480)
SCREEN = Screen.below_camera((520.0, 290.0))
DISTANCE_MM = 800.0
OFFSET_DEG, GAIN = (4.0, -3.0), 0.8
FRAMES = 6


@dataclass
class Sitter:
    """The portrait: a person whose eyes show `OFFSET_DEG + GAIN * gaze`."""

    corrector: Corrector
    rng: np.random.Generator

    def __post_init__(self) -> None:
        self.frame = next(demo_frames(SIZE))
        self.base = self.corrector.measure(self.frame)
        self.face = self.base.seen[0].face

    def looks(self, x: float, y: float, *, noise_deg: float = 0.5, blink: bool = False) -> Frame:
        """Return the frame in which it looks at a place of the screen."""
        noise = self.rng.normal(0, noise_deg, 2)
        true = self.gaze(x, y)
        shown = (
            math.radians(OFFSET_DEG[0] + noise[0]) + GAIN * true.pitch,
            math.radians(OFFSET_DEG[1] + noise[1]) + GAIN * true.yaw,
        )
        measured = Measurement(self.base.seen[:1])
        bgr = self.corrector.apply(self.frame, measured, Gaze(*shown)).frame.bgr.copy()
        if blink:
            self._close(bgr)
        grain = self.rng.normal(0, 2.0, bgr.shape)
        return Frame((bgr + grain).clip(0, 255).astype(np.uint8))

    def _close(self, bgr: Image) -> None:
        for eye in self.face.eyes:
            outline = np.rint(eye.landmarks[:6]).astype(np.int32)
            skin = bgr[outline[:, 1].max() + 4, outline[:, 0].min()].tolist()
            cv2.fillConvexPoly(bgr, outline, skin)

    def gaze(self, x: float, y: float) -> Gaze:
        return true_gaze(SCREEN, (x, y), self.face, SIZE, DISTANCE_MM)


@pytest.fixture(scope="module")
def corrector() -> Iterator[Corrector]:
    with Corrector(Config(), still=True) as made:
        yield made


@pytest.mark.slow
def test_known_errors_are_recovered_from_pictures(corrector: Corrector) -> None:
    sitter = Sitter(corrector, np.random.default_rng(4))
    path = dot_path(24, 0)
    capture = Capture(path, SCREEN, "camera", SIZE, DISTANCE_MM)
    for number, dot in enumerate(path.dots):
        aside = number in {5, 14}
        for n in range(FRAMES):
            place = (1 - dot.x, 1 - dot.y) if aside else (dot.x, dot.y)
            frame = sitter.looks(*place, blink=n == number % 9)
            moment = Moment(number, dot.x, dot.y, "", 0.6 + n / 10)
            capture.take(frame, corrector.measure(frame), moment, number + n / 10)
    recording = capture.recording()
    reading = fit_recording(recording, Engine(Config().engine))

    window = (0.5, 0.4)
    looks = []
    for place in ((0.5, -8 / 290), window):
        read = [read_deg(corrector, sitter.looks(*place)) for _ in range(15)]
        looks.append(Look("camera", SIZE, [Sample(*pair, 0.0, 0.0, 0.9) for pair in read]))
    two_looks = make_profile(*looks).profile

    errors: dict[str, list[float]] = {"uncalibrated": [], "two looks": [], "capture": []}
    for x, y in np.random.default_rng(9).uniform(0.05, 0.95, (12, 2)).tolist():
        true = sitter.gaze(x, y)
        frame = sitter.looks(x, y, noise_deg=0.0)
        read = Gaze(*np.radians(read_deg(corrector, frame)).tolist())
        head = corrector.measure(frame).seen[0].face.head
        answers = (read, two_looks.corrected(read, head), reading.profile.corrected(read, head))
        for name, got in zip(errors, answers, strict=True):
            way = math.hypot(got.pitch - true.pitch, got.yaw - true.yaw)
            errors[name].append(math.degrees(way))
    table = {name: round(float(np.median(values)), 2) for name, values in errors.items()}
    # Drawn eyes that look far down are read too high, which no straight line mends: 1.8 is left
    # of 13.1 (10.8 after two looks). `unit/personal/test_capture.py` has readings without that.
    assert table["capture"] < 2.5, table
    assert table["capture"] < table["two looks"] / 3, table
    assert reading.error_deg < 2.5 and reading.aside == 2


def read_deg(corrector: Corrector, frame: Frame) -> tuple[float, float]:
    gaze = corrector.measure(frame).seen[0].gaze
    assert gaze is not None
    return math.degrees(gaze.gaze.pitch), math.degrees(gaze.gaze.yaw)
