"""Faces at rest keep their warps; all others get new ones, each its own."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from helpers.correctors import plain_face

from gazefix.config import Config, CorrectionConfig, EngineConfig
from gazefix.correction.corrector import Corrector
from gazefix.correction.policy import Reason
from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.networks.engine import Engine
from gazefix.types import Eye, Face, FloatArray, Frame, Gaze, Image

PICTURE: Image = np.random.default_rng(3).integers(0, 256, (480, 1280, 3), dtype=np.uint8)
UP = Config(
    correction=CorrectionConfig(mode="angle", vertical_deg=15, max_faces=2),
    engine=EngineConfig(device="cpu"),
)


class Scripted:
    """A localizer that finds what a script says for each frame."""

    name = "scripted"

    def __init__(self, script: Callable[[int], tuple[Face, ...]]) -> None:
        self.script, self.frames = script, 0

    def locate(self, bgr: Image) -> tuple[Face, ...]:
        self.frames += 1
        return self.script(self.frames - 1)

    def reset(self) -> None: ...

    def close(self) -> None: ...


class Listening:
    """Networks that move every eye by as many pixels as its upper lid stands low, and keep the lids
    that they were shown."""

    name, on_gpu = "listening", False

    def __init__(self) -> None:
        self.lids: list[list[float]] = []
        self.broken = False

    def redirect(self, pixels: Image, anchors: FloatArray, angles: FloatArray) -> FloatArray:
        if self.broken:
            raise ValueError("broken")
        self.lids.append(anchors[:, 1, 1].tolist())
        warps = np.zeros((len(pixels), 4, CROP_HEIGHT_PX, CROP_WIDTH_PX), np.float32)
        warps[:, 0, 20:44, 30:66] = anchors[:, 1, 1, None, None] / 10
        return warps

    def read_gaze(self, pixels: Image, anchors: FloatArray, heads: FloatArray) -> FloatArray:
        raise AssertionError("angle mode reads no gaze")


def changed_eye(face: Face, right: bool, change: Callable[[FloatArray], FloatArray]) -> Face:
    eye: Eye = face.right if right else face.left
    eye = replace(eye, landmarks=change(eye.landmarks.copy()))
    return replace(face, right=eye) if right else replace(face, left=eye)


def lowered(by_px: float) -> Callable[[FloatArray], FloatArray]:
    def change(landmarks: FloatArray) -> FloatArray:
        landmarks[1, 1] += by_px
        return landmarks

    return change


Open = Callable[[Callable[[int], tuple[Face, ...]]], tuple[Corrector, Listening]]
STILL, OTHER = (plain_face((x, 240), eye_width=60.0) for x in (320.0, 960.0))


@pytest.fixture
def followed() -> Iterator[Open]:
    opened: list[Corrector] = []

    def open_(script: Callable[[int], tuple[Face, ...]]) -> tuple[Corrector, Listening]:
        networks = Listening()
        engine = Engine(EngineConfig(device="cpu"), networks=networks)
        opened.append(Corrector(UP, localizer=Scripted(script), engine=engine))
        return opened[-1], networks

    yield open_
    for corrector in opened:
        corrector.close()


def shown(corrector: Corrector, count: int, start: int = 0) -> list[Image]:
    return [
        corrector.correct(Frame(PICTURE, n / 30, n)).frame.bgr for n in range(start, start + count)
    ]


@pytest.mark.parametrize("moving", [0, 1])
def test_a_face_that_moves_does_not_wake_the_one_beside_it(followed: Open, moving: int) -> None:
    def script(number: int) -> tuple[Face, ...]:
        blinking = changed_eye(OTHER, False, lowered(15.0 * (number % 2)))
        return (blinking, STILL) if moving == 0 else (STILL, blinking)

    corrector, networks = followed(script)
    pictures = shown(corrector, 41)
    eyes = [len(lids) for lids in networks.lids[20:]]
    assert eyes.count(4) == 3  # every seventh frame both faces
    assert eyes.count(2) == 18
    # What the still one shows changes when it is redirected anew, not between.
    still = [picture[:, :640] for picture in pictures[20:]]
    same = [bool((one == two).all()) for one, two in pairwise(still)]
    assert same.count(True) >= 17
    assert all((one[:, 640:] != two[:, 640:]).any() for one, two in pairwise(pictures[20:]))


@pytest.mark.parametrize("right", [False, True])
def test_one_eye_that_moves_wakes_both_of_its_face(followed: Open, right: bool) -> None:
    corrector, networks = followed(lambda n: (changed_eye(STILL, right, lowered(15.0 * (n % 2))),))
    shown(corrector, 20)
    assert [len(lids) for lids in networks.lids] == [2] * 20


def rolled(face: Face, degrees: float) -> Face:
    turn = np.array([[math.cos(math.radians(degrees)), math.sin(math.radians(degrees))], [0, 0]])
    turn[1] = -turn[0, 1], turn[0, 0]
    centre = np.array([(face.box[0] + face.box[2]) / 2, (face.box[1] + face.box[3]) / 2])
    for right in (False, True):
        face = changed_eye(
            face, right, lambda points: ((points - centre) @ turn + centre).astype(np.float32)
        )
    return face


def test_a_head_that_rolls_is_not_at_rest(followed: Open) -> None:
    """Its landmarks stand still in the levelled crop, but up is elsewhere in there."""
    corrector, networks = followed(lambda n: (rolled(STILL, 10.0 * n),))
    shown(corrector, 10)
    assert len(networks.lids) >= 9


def test_a_correction_that_failed_is_tried_again_at_once(followed: Open) -> None:
    corrector, networks = followed(lambda _: (STILL,))
    shown(corrector, 20)
    networks.broken = True
    with pytest.raises(ValueError, match="broken"):
        for number in range(20, 26):
            shown(corrector, 1, number)
    networks.broken = False
    asked = len(networks.lids)
    shown(corrector, 1, number + 1)
    assert len(networks.lids) == asked + 1


def test_a_reset_forgets_that_there_was_a_face(followed: Open) -> None:
    corrector, _ = followed(lambda number: (STILL,) if number == 0 else ())
    reasons = [corrector.correct(Frame(PICTURE, n / 30, n)).reason for n in range(2)]
    corrector.reset()
    reasons.append(corrector.correct(Frame(PICTURE, 2 / 30, 2)).reason)
    assert reasons == [Reason.CORRECTING, Reason.FACE_LOST, Reason.NO_FACE]


def test_a_measurement_of_before_a_reset_is_applied_by_itself(followed: Open) -> None:
    corrector, networks = followed(lambda _: (STILL,))
    measurement = corrector.measure(Frame(PICTURE, 0.0, 0), gaze=False)
    corrector.reset()
    corrected = corrector.apply(Frame(PICTURE, 0.0, 0), measurement, Gaze(0.2, 0.0))
    assert (corrected.frame.bgr != PICTURE).any()
    corrector.apply(Frame(PICTURE, 0.0, 0), measurement, Gaze(0.2, 0.0))
    assert len(networks.lids) == 2


def test_what_is_drawn_is_what_the_warps_hold_now(followed: Open) -> None:
    corrector, _ = followed(lambda _: (STILL,))
    frame = Frame(PICTURE, 0.0, 0)
    measurement = corrector.measure(frame, gaze=False)
    places, redirector = measurement.views, corrector.redirector
    made = redirector.warps(frame, [(place, Gaze(0.2, 0.0)) for place in places])
    warps = [warp for warp in made if warp is not None]
    one = redirector.draw(frame, places, warps).bgr
    for warp in warps:
        np.negative(warp, out=warp)
    assert (redirector.draw(frame, places, warps).bgr != one).any()
