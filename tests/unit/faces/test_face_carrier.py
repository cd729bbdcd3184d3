"""Faces are carried along where they have only moved, and looked for where anything else has."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest
from helpers.correctors import plain_face
from hypothesis import given, settings
from hypothesis import strategies as st

from gazefix.config import Config, CorrectionConfig, EngineConfig
from gazefix.correction.corrector import Corrector
from gazefix.correction.gaze import NO_PROFILE
from gazefix.faces.face_carrier import FaceCarrier
from gazefix.faces.templates.compiled_template import template_of
from gazefix.faces.templates.eye_templates import Template
from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX, eye_crop
from gazefix.networks.engine import Engine
from gazefix.types import Face, FloatArray, Frame, Gaze, Image

#: A face is carried for less than this.
CARRY_S = 0.15
#: Changes, as shifts that would cause them, from which the gaze is read again and the face is
#: looked for.
CHANGED_PX, LOST_PX = 0.5, 1.7
#: Share of the localizer's finding in the landmarks of a face that only drifted.
NEW_SHARE = 0.4
#: Calls of the localizer before any face is carried.
SETTLED_CALLS = 10
#: Largest shift that is followed.
FURTHEST_PX = 24

SIZE = (480, 320)
CENTRE = (240.0, 160.0)


def painted(
    offset: tuple[float, float] = (0.0, 0.0),
    *,
    eye_width: float = 53.0,
    gaze_px: float = 0.0,
    lid: float = 1.0,
    light: float = 0.0,
    noise: float = 0.0,
    other: tuple[float, float] | None = None,
) -> Image:
    """Two eyes in skin, where `plain_face` has them: an iris in white between lids, under a brow.

    The right eye has the offset `other` if that is given.
    """
    factor = 4
    width, height = SIZE
    large = np.full((height * factor, width * factor), 170, np.uint8)
    for sign in (1, -1):
        dx, dy = offset if sign > 0 or other is None else other

        def at(
            x: float, y: float, dx: float = dx, dy: float = dy, sign: int = sign
        ) -> tuple[int, int]:
            place = (
                CENTRE[0] + sign * 1.5 * eye_width + x * eye_width + dx,
                CENTRE[1] + y * eye_width + dy,
            )
            return round(place[0] * factor + factor / 2), round(place[1] * factor + factor / 2)

        def long(share: float) -> int:
            return round(share * eye_width * factor)

        cv2.ellipse(large, at(0, -0.45), (long(0.6), long(0.06)), 0, 0, 360, 90, -1)
        white = np.zeros_like(large)
        cv2.ellipse(white, at(0, 0), (long(0.5), long(0.2 * lid)), 0, 0, 360, 255, -1)
        eye = np.full_like(large, 225)
        cv2.circle(eye, at(gaze_px / eye_width, 0), long(0.2), 70, -1)
        large = np.where(white > 0, eye, large)
        cv2.ellipse(large, at(0, 0), (long(0.5), long(0.2 * lid)), 0, 180, 360, 50, long(0.03))
    small = cv2.resize(large, SIZE, interpolation=cv2.INTER_AREA).astype(float) + light
    small = small + noise * np.random.default_rng(1).standard_normal(small.shape)
    return np.repeat(np.clip(np.round(small), 0, 255).astype(np.uint8)[..., None], 3, 2)


FACE = plain_face(CENTRE, eye_width=53.0)


def frame(bgr: Image, time_s: float = 0.0) -> Frame:
    return Frame(bgr, time_s, round(time_s * 30))


def template(eye_width: float = 53.0) -> Template:
    made = template_of(
        frame(painted(eye_width=eye_width)), plain_face(CENTRE, eye_width=eye_width).left
    )
    assert made is not None
    return made


PLAIN = template()
offsets = st.floats(-3.0, 3.0)


def shift_px(found: tuple[FloatArray, float]) -> FloatArray:
    """The shift of an eye that did nothing else."""
    motion, changed_px = found
    assert changed_px < CHANGED_PX
    assert np.abs(motion[:, :2]).max() < 0.4
    return motion[:, 2]


@given(x=offsets, y=offsets, light=st.floats(-20, 20))
@settings(max_examples=60, deadline=None)
def test_a_shift_is_found_to_a_fraction_of_a_pixel(x: float, y: float, light: float) -> None:
    found = shift_px(PLAIN.follow(frame(painted((x, y), light=light, noise=1.5))))
    assert found == pytest.approx((x, y), abs=0.3)  # which are painted to a quarter of a pixel


@pytest.mark.parametrize("far", [(15.0, 3.0), (-10.0, -6.0), (0.0, 12.0)])
def test_a_far_shift_is_found_at_once(far: tuple[float, float]) -> None:
    motion, changed_px = PLAIN.follow(frame(painted(far)))
    assert motion[:, 2] == pytest.approx(far, abs=0.3)
    assert changed_px < LOST_PX


@pytest.mark.parametrize("eye_width", [30.0, 80.0])
def test_a_shift_is_in_pixels_of_the_crop_whatever_the_eyes_size(eye_width: float) -> None:
    found = template(eye_width).follow(frame(painted((1.5, -1.0), eye_width=eye_width)))
    scale = eye_crop(plain_face(CENTRE, eye_width=eye_width).left).scale
    assert shift_px(found) == pytest.approx((1.5 / scale, -1.0 / scale), abs=0.2)


@pytest.mark.parametrize("factor", [0.96, 1.05])
@pytest.mark.parametrize("turn_deg", [0.0, -4.0])
def test_an_eye_that_turns_and_comes_nearer_keeps_its_landmarks(
    factor: float, turn_deg: float
) -> None:
    eye = FACE.left
    turn = cv2.getRotationMatrix2D(tuple(map(float, eye.landmarks[6])), turn_deg, factor)
    seen = cv2.warpAffine(painted(), turn, SIZE, borderMode=cv2.BORDER_REPLICATE)
    motion, changed_px = PLAIN.follow(frame(seen))
    assert changed_px < LOST_PX
    there = eye.landmarks @ turn[:, :2].T + turn[:, 2]
    assert np.abs(PLAIN.moved(eye, motion).landmarks - there).max() < 0.3


@pytest.mark.parametrize(
    "change",
    [
        {"gaze_px": 2.0},
        {"gaze_px": -2.0},
        {"gaze_px": 1.25},  # which changes few tiles: a mean over all of them hides it
        {"gaze_px": -1.25},
        {"lid": 0.8},
        {"lid": 0.1},
        {"offset": (1.0, 0.0), "gaze_px": 2.5},
    ],
)
def test_an_iris_or_a_lid_that_moves_is_a_change(change: dict[str, Any]) -> None:
    assert PLAIN.follow(frame(painted(**change)))[1] > CHANGED_PX


@pytest.mark.parametrize("change", [{"gaze_px": 4.0}, {"gaze_px": -4.0}, {"lid": 0.7}])
def test_an_eye_that_looks_away_or_closes_is_lost(change: dict[str, Any]) -> None:
    assert PLAIN.follow(frame(painted(**change)))[1] > LOST_PX


def test_a_shift_that_is_too_far_is_not_found() -> None:
    assert PLAIN.follow(frame(painted((FURTHEST_PX + 6.0, 0.0))))[1] > LOST_PX


def test_stripes_are_nothing_to_hold_on_to() -> None:
    stripes: Image = np.repeat(
        np.arange(SIZE[1], dtype=np.uint8)[:, None] // 8 % 2 * 100, SIZE[0], 1
    )[..., None].repeat(3, 2)
    for bgr in (stripes, np.ascontiguousarray(np.rot90(stripes))[:, : SIZE[1]]):
        assert template_of(frame(bgr), plain_face((160.0, 160.0), eye_width=53.0).left) is None


def test_a_plain_wall_is_nothing_to_hold_on_to() -> None:
    wall: Image = np.full((SIZE[1], SIZE[0], 3), 128, np.uint8)
    assert template_of(frame(wall), plain_face(CENTRE, eye_width=53.0).left) is None


def moved(face: Face, offset: tuple[float, float]) -> Face:
    eyes = [replace(eye, landmarks=eye.landmarks + np.float32(offset)) for eye in face.eyes]
    return replace(face, left=eyes[0], right=eyes[1])


def settled(faces: tuple[Face, ...] = (FACE,), bgr: Image | None = None) -> FaceCarrier:
    """A carrier for which faces were found often enough, last at 0 s."""
    carrier = FaceCarrier()
    for look in range(SETTLED_CALLS + 1):
        carrier.found(frame(painted() if bgr is None else bgr, (look - SETTLED_CALLS) / 30), faces)
    return carrier


def test_each_eye_is_carried_by_its_own_shift() -> None:
    (carried,) = settled().carried(frame(painted((2.0, -1.0), other=(1.0, 1.5)), 1 / 30))
    for eye, before, shift in (
        (carried.left, FACE.left, (2.0, -1.0)),
        (carried.right, FACE.right, (1.0, 1.5)),
    ):
        assert np.abs(eye.landmarks - before.landmarks - shift).max() < 0.2
        assert eye.iris_radius_px == before.iris_radius_px
        assert eye.openness == pytest.approx(before.openness, abs=0.01)
    assert np.array(carried.box) - FACE.box == pytest.approx((1.5, 0.25, 1.5, 0.25), abs=0.2)
    assert carried.head == FACE.head


@pytest.mark.parametrize(
    ("time_s", "known"),
    [(0.0, False), (-0.1, False), (0.001, True), (CARRY_S - 0.01, True), (CARRY_S, False)],
)
def test_a_face_is_carried_for_a_moment_only(time_s: float, known: bool) -> None:
    assert bool(settled().carried(frame(painted(), time_s))) == known


def test_nothing_is_carried_before_the_localizer_has_settled() -> None:
    carrier = FaceCarrier()
    for look in range(SETTLED_CALLS):
        carrier.found(frame(painted(), look / 30), (FACE,))
        assert not carrier.carried(frame(painted(), look / 30 + 0.02))
    carrier.found(frame(painted(), 1.0), (FACE,))
    assert carrier.carried(frame(painted(), 1.02))
    carrier.found(frame(painted(), 1.1), (FACE, FACE))  # somebody has come
    assert not carrier.carried(frame(painted(), 1.12))


def test_one_eye_that_changes_lets_all_faces_be_looked_for() -> None:
    carrier = settled((FACE, FACE))
    assert len(carrier.carried(frame(painted(), 0.01))) == 2
    blinking = painted()
    blinking[:, : SIZE[0] // 2] = painted(lid=0.1)[:, : SIZE[0] // 2]
    assert carrier.carried(frame(blinking, 0.02)) == ()
    assert carrier.carried(frame(painted(), 0.03)) == ()  # what was found is of before the blink


def test_another_size_of_frames_and_a_reset_end_it() -> None:
    assert settled().carried(frame(painted()[:-2], 0.01)) == ()
    carrier = settled()
    carrier.reset()
    assert carrier.carried(frame(painted(), 0.01)) == ()


def test_looks_at_a_face_that_stands_still_are_averaged() -> None:
    """A look in four frames then has no more noise than one in each, under the same filter."""
    carrier = settled()
    rng = np.random.default_rng(2)
    seen = []
    for look in range(1, 400):
        noisy = moved(FACE, tuple(rng.normal(0, 0.5, 2)))
        (steadied,) = carrier.found(frame(painted(), look / 10), (noisy,))
        seen.append(steadied.left.landmarks[0] - FACE.left.landmarks[0])
    assert np.abs(np.mean(seen, 0)).max() < 0.1
    assert np.std(seen, 0) == pytest.approx(
        np.full(2, 0.5 * math.sqrt(NEW_SHARE / (2 - NEW_SHARE))), rel=0.2
    )


@pytest.mark.parametrize(
    ("found", "bgr"),
    [
        (moved(FACE, (0.15 * 53.0, 0.0)), painted()),  # somebody else
        (moved(FACE, (1.0, 0.0)), painted(gaze_px=1.25)),  # whose gaze moved
        (plain_face(CENTRE, eye_width=53.0, openness=0.1), painted(lid=0.3)),  # a blink
    ],
)
def test_what_is_not_what_it_was_is_taken_as_it_is_found(found: Face, bgr: Image) -> None:
    (taken,) = settled().found(frame(bgr, 0.1), (found,))
    assert taken is found


def test_nobody_is_not_carried() -> None:
    assert settled(()).carried(frame(painted(), 0.01)) == ()


class Looking:
    """A localizer that finds the painted face at an offset, and counts its looks."""

    name = "looking"

    def __init__(self) -> None:
        self.looks = 0
        self.faces = 1
        self.offset = (0.0, 0.0)

    def locate(self, bgr: Image) -> tuple[Face, ...]:
        self.looks += 1
        return (moved(FACE, self.offset),) * self.faces

    def reset(self) -> None: ...

    def close(self) -> None: ...


class Reading:
    """Networks that move nothing and read the gaze ahead, and count how often that is."""

    name, on_gpu = "reading", False

    def __init__(self) -> None:
        self.readings = 0
        self.shown: list[Image] = []

    def redirect(self, pixels: Image, anchors: FloatArray, angles: FloatArray) -> FloatArray:
        self.shown.append(pixels)
        return np.zeros((len(pixels), 4, CROP_HEIGHT_PX, CROP_WIDTH_PX), np.float32)

    def read_gaze(self, pixels: Image, anchors: FloatArray, heads: FloatArray) -> FloatArray:
        self.readings += 1
        return np.tile(np.float32([0.02, 0.1, 0.05, 0.05]), (len(pixels), 1))

    def read_faces(self, lefts: Image, rights: Image, heads: FloatArray) -> FloatArray:
        return np.tile(np.float32([0.0, -0.3, -1.0]), (len(lefts), 1))  # 17 degrees down

    def start_faces(
        self, lefts: Image, rights: Image, heads: FloatArray
    ) -> Callable[[], FloatArray]:
        return lambda: self.read_faces(lefts, rights, heads)


Made = tuple[Corrector, Looking, Reading]


@pytest.fixture
def opened() -> Iterator[Callable[[FaceCarrier | None], Made]]:
    correctors: list[Corrector] = []

    def open_(carrier: FaceCarrier | None) -> Made:
        looking, reading = Looking(), Reading()
        engine = Engine(EngineConfig(device="cpu"), networks=reading)
        config = Config(correction=CorrectionConfig(max_faces=1), engine=EngineConfig(device="cpu"))
        correctors.append(Corrector(config, localizer=looking, engine=engine, carrier=carrier))
        return correctors[-1], looking, reading

    yield open_
    for corrector in correctors:
        corrector.close()


def shown(
    corrector: Corrector, looking: Looking, frames: int, start: int = 0, drift_px: float = 0.5
) -> list[bool]:
    """Whether the face was carried, in frames in which it drifts."""
    carried = []
    for number in range(start, start + frames):
        looking.offset = (drift_px * number, 0.0)
        correction = corrector.correct(frame(painted(looking.offset), number / 30))
        carried.append(correction.measurement.carried)
        (face,) = correction.measurement.faces
        iris = face.left.landmarks[6] - moved(FACE, looking.offset).left.landmarks[6]
        assert np.abs(iris).max() < 0.75  # smoothed landmarks lag behind a little
    return carried


def test_a_drifting_face_is_looked_for_and_read_in_every_fifth_frame(
    opened: Callable[[FaceCarrier | None], Made],
) -> None:
    corrector, looking, reading = opened(FaceCarrier())
    shown(corrector, looking, SETTLED_CALLS + 1)
    looks, readings = looking.looks, reading.readings
    assert shown(corrector, looking, 40, SETTLED_CALLS + 1) == [True, True, True, True, False] * 8
    assert (looking.looks - looks, reading.readings - readings) == (8, 8)


def test_a_localizer_of_ones_own_is_asked_in_every_frame(
    opened: Callable[[FaceCarrier | None], Made],
) -> None:
    corrector, looking, reading = opened(None)
    assert not any(shown(corrector, looking, 30))
    assert (looking.looks, reading.readings) == (30, 30)


def test_a_carried_face_keeps_its_gaze_until_the_profile_changes(
    opened: Callable[[FaceCarrier | None], Made],
) -> None:
    corrector, looking, reading = opened(FaceCarrier())
    shown(corrector, looking, SETTLED_CALLS + 1)
    before, after = (
        corrector.correct(frame(painted(looking.offset), 1 / 3 + t)).measurement
        for t in (0.0, 0.02)
    )
    assert (before.carried, after.carried) == (False, True)
    assert after.seen[0].gaze is before.seen[0].gaze is not None
    assert corrector.profile is NO_PROFILE
    corrector.profile = replace(NO_PROFILE, bias=Gaze(0.1, 0.0))
    readings = reading.readings
    again = corrector.correct(frame(painted(looking.offset), 1 / 3 + 0.04)).measurement
    assert again.carried
    assert reading.readings == readings + 1
    assert again.seen[0].gaze is not None
    assert (
        math.dist(*((g.gaze.pitch, g.gaze.yaw) for g in (again.seen[0].gaze, before.seen[0].gaze)))
        > 1e-3
    )


def test_a_carried_face_whose_gaze_moves_is_read_anew(
    opened: Callable[[FaceCarrier | None], Made],
) -> None:
    corrector, looking, reading = opened(FaceCarrier())
    shown(corrector, looking, SETTLED_CALLS + 1, drift_px=0.0)
    readings = reading.readings
    for number, (gaze_px, read) in enumerate([(0.0, 0), (1.25, 1), (0.0, 2), (0.0, 2)]):
        seen = frame(painted(gaze_px=gaze_px), 0.34 + number / 50)
        assert corrector.correct(seen).measurement.carried
        assert reading.readings == readings + read


def test_a_measurement_always_looks_and_leaves_the_carrying_alone(
    opened: Callable[[FaceCarrier | None], Made],
) -> None:
    corrector, looking, reading = opened(FaceCarrier())
    shown(corrector, looking, SETTLED_CALLS + 1, drift_px=0.0)
    assert corrector.correct(frame(painted(), 0.34)).measurement.carried
    looks, readings = looking.looks, reading.readings
    looking.faces = 2
    assert not corrector.measure(frame(painted(), 0.36)).carried
    assert (looking.looks, reading.readings) == (looks + 1, readings + 1)
    looking.faces = 1
    assert corrector.correct(frame(painted(), 0.38)).measurement.carried


def test_a_carried_face_is_drawn_from_the_frame_that_it_is_in(
    opened: Callable[[FaceCarrier | None], Made],
) -> None:
    corrector, looking, reading = opened(FaceCarrier())
    shown(corrector, looking, SETTLED_CALLS + 1, drift_px=0.0)
    bgr = painted()
    carried = corrector.correct(frame(bgr, 0.34)).measurement
    assert carried.carried
    later = bgr.copy()
    bgr[:] = 0  # whose buffer is used again
    corrector.apply(frame(later, 0.34), carried, Gaze(0.2, 0.0))
    assert reading.shown[-1].mean() > 100


def test_a_blink_is_looked_at_at_once(opened: Callable[[FaceCarrier | None], Made]) -> None:
    corrector, looking, _ = opened(FaceCarrier())
    shown(corrector, looking, SETTLED_CALLS + 1, drift_px=0.0)
    assert corrector.correct(frame(painted(), 0.35)).measurement.carried
    assert not corrector.correct(frame(painted(lid=0.7), 0.38)).measurement.carried


def test_a_reset_looks_anew(opened: Callable[[FaceCarrier | None], Made]) -> None:
    corrector, looking, _ = opened(FaceCarrier())
    shown(corrector, looking, SETTLED_CALLS + 1, drift_px=0.0)
    corrector.reset()
    assert not corrector.correct(frame(painted(), 0.35)).measurement.carried
