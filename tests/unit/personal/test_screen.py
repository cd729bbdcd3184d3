"""The geometry of screen, lens and eyes."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from helpers.captures import DISTANCE_MM, SCREEN, SIZE, face_at

from gazefix.errors import ProfileError
from gazefix.personal.screen import (
    ABOVE_MM,
    Screen,
    check_distance,
    check_screen,
    eye_distance_mm,
    size_by_card,
    true_gaze,
)
from gazefix.types import Gaze, HeadPose

STRAIGHT = HeadPose(0.0, 0.0, 0.0)


def test_irises_and_pupils_tell_the_distance_of_a_turned_head_too() -> None:
    for yaw_deg in (0.0, 20.0):
        face = face_at(HeadPose(0.0, math.radians(yaw_deg), 0.0))
        assert eye_distance_mm(face, SIZE[1]) == pytest.approx(DISTANCE_MM, rel=0.01)
    with pytest.raises(ProfileError, match="9 cm away"):
        check_distance(eye_distance_mm(face_at(STRAIGHT, distance_mm=90.0), SIZE[1]))


def test_gaze_is_zero_at_the_lens_and_follows_the_picture_which_is_not_mirrored() -> None:
    face = face_at(STRAIGHT)
    lens = true_gaze(SCREEN, (0.5, -ABOVE_MM / 290.0), face, SIZE, DISTANCE_MM)
    assert math.degrees(math.hypot(lens.pitch, lens.yaw)) < 0.01
    below = true_gaze(SCREEN, (0.5, 0.5), face, SIZE, DISTANCE_MM)
    assert math.degrees(below.pitch) == pytest.approx(-math.degrees(math.atan(153 / 600)), abs=0.1)
    # A dot on the person's right lies on the picture's left.
    right = true_gaze(SCREEN, (1.0, -ABOVE_MM / 290.0), face, SIZE, DISTANCE_MM)
    assert math.degrees(right.yaw) == pytest.approx(-math.degrees(math.atan(260 / 600)), abs=0.1)


def test_a_dot_in_front_of_the_eyes_is_far_from_the_line_of_sight_of_a_face_at_the_side() -> None:
    face = face_at(STRAIGHT)
    way_px = 1.40 * SIZE[1] * 100 / 600  # 10 cm to the picture's right
    moved = [replace(eye, landmarks=eye.landmarks + [way_px, 0]) for eye in face.eyes]
    aside = replace(face, left=moved[0], right=moved[1])
    there = true_gaze(SCREEN, (0.5, -ABOVE_MM / 290.0), aside, SIZE, DISTANCE_MM)
    assert there.yaw == pytest.approx(Gaze(0.0, 0.0).yaw, abs=1e-3)
    # 10 cm to the person's left on the screen is straight ahead.
    ahead = true_gaze(SCREEN, (0.5 - 100 / 520, -ABOVE_MM / 290.0), aside, SIZE, DISTANCE_MM)
    assert math.degrees(ahead.yaw) == pytest.approx(math.degrees(math.atan(100 / 600)), abs=0.4)


@pytest.mark.parametrize(
    ("size_mm", "pixels", "wrong"),
    [
        ((520.0, 290.0), (1920, 1080), ""),
        ((0.0, 0.0), (1920, 1080), "impossible"),
        ((1600.0, 900.0), (1920, 1080), "impossible"),
        ((520.0, 390.0), (1920, 1080), "don't fit"),
        ((290.0, 520.0), (1080, 1920), ""),
    ],
)
def test_wrong_sizes_of_screens_are_told(
    size_mm: tuple[float, float], pixels: tuple[int, int], wrong: str
) -> None:
    said = check_screen(size_mm, pixels)
    assert wrong in said and bool(said) == bool(wrong)


def test_a_card_gives_the_size() -> None:
    card_px = 85.6 / 520 * 1920
    assert size_by_card((1920, 1080), card_px) == pytest.approx((520.0, 292.5))
    with pytest.raises(ProfileError, match="card"):
        size_by_card((1920, 1080), 40.0)


def test_the_camera_may_be_anywhere() -> None:
    below = Screen((520.0, 290.0), (100.0, 300.0))
    assert below.dot_mm(0.0, 0.0) == (-100.0, 300.0)
