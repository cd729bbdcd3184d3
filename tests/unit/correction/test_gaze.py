"""From the network's reading of two eyes to the gaze of a face."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazefix.correction.gaze import NO_PROFILE, Profile, cautious, confidence, read_faces
from gazefix.imaging.crops import EyeView, view_eye
from gazefix.imaging.geometry import crop_redirection, eye_crop, frame_gaze
from gazefix.types import Eye, FloatArray, Gaze, GazeReading, HeadPose, Side

# As the code has them; a change there must be meant.
FAR_DEG = 16.0
GAIN = 1.25
NEAR_DEG = 4.0
PITCH_BIAS_DEG = 3.2


class FakeEngine:
    """Reads the given gazes in the frame's axes, as the network does with its bias, with an error
    for each."""

    def __init__(self, gazes: Sequence[Gaze], errors_deg: Sequence[float]) -> None:
        self.gazes, self.errors_deg = gazes, errors_deg
        self.heads: Sequence[Gaze] = ()

    def read_gaze(self, views: Sequence[EyeView], heads: Sequence[Gaze]) -> FloatArray:
        self.heads = heads
        rows = []
        for view, gaze, error_deg in zip(views, self.gazes, self.errors_deg, strict=True):
            seen = crop_redirection(
                Gaze(gaze.pitch + math.radians(PITCH_BIAS_DEG), gaze.yaw), view.crop
            )
            rows.append((seen.pitch, seen.yaw, math.radians(error_deg), math.radians(error_deg)))
        return np.array(rows, np.float32)


def eye(side: Side, roll_deg: float = 0.0) -> Eye:
    direction = 1 if side is Side.LEFT else -1
    axis = (
        np.array([math.cos(math.radians(roll_deg)), math.sin(math.radians(roll_deg))]) * direction
    )
    landmarks = np.full((7, 2), (320, 240), np.float32)
    landmarks[0] -= 30 * axis
    landmarks[3] += 30 * axis
    return Eye(side, landmarks.astype(np.float32), 12.0, 0.3)


def read(engine: FakeEngine, roll_deg: float = 0.0, profile: Profile = NO_PROFILE) -> GazeReading:
    frame = np.full((480, 640, 3), 128, np.uint8)
    views = view_eye(frame, eye(Side.LEFT, roll_deg)), view_eye(frame, eye(Side.RIGHT, roll_deg))
    (gaze,) = read_faces(engine, [(views, HeadPose(0.1, 0.2, 0.0))], profile)  # type: ignore[arg-type]
    return gaze


@pytest.mark.parametrize("roll_deg", [0.0, 20.0])
def test_both_eyes_are_read_in_the_frames_axes(roll_deg: float) -> None:
    gaze = Gaze(-0.2, 0.1)
    got = read(FakeEngine([gaze, gaze], [3, 3]), roll_deg)
    true = cautious(gaze)
    assert (got.gaze.pitch, got.gaze.yaw) == pytest.approx((true.pitch, true.yaw), abs=1e-6)


def test_a_reading_far_from_the_lens_is_made_larger_in_its_own_direction() -> None:
    far = cautious(Gaze(math.radians(-12), math.radians(16)))
    assert (math.degrees(far.pitch), math.degrees(far.yaw)) == pytest.approx(
        (-12 * GAIN, 16 * GAIN)
    )


@given(st.floats(0.0, 40.0), st.floats(0.0, 2 * math.pi))
def test_a_larger_reading_stays_larger_and_no_step_grows_by_two_thirds(
    angle_deg: float, direction: float
) -> None:
    def length_deg(angle_deg: float) -> float:
        gaze = cautious(
            Gaze(
                math.radians(angle_deg) * math.sin(direction),
                math.radians(angle_deg) * math.cos(direction),
            )
        )
        return math.degrees(math.hypot(gaze.pitch, gaze.yaw))

    step = length_deg(angle_deg + 0.1) - length_deg(angle_deg)
    assert 0.1 - 1e-9 <= step < 0.16
    assert angle_deg - 1e-9 <= length_deg(angle_deg) <= GAIN * angle_deg + 1e-9
    assert angle_deg > NEAR_DEG or length_deg(angle_deg) == pytest.approx(angle_deg)
    assert angle_deg < FAR_DEG or length_deg(angle_deg) == pytest.approx(GAIN * angle_deg)


def test_the_surer_eye_counts_more() -> None:
    got = read(FakeEngine([Gaze(0.0, 0.0), Gaze(0.0, 0.3)], [2, 8]))
    assert 0 < got.gaze.yaw < 0.03
    assert got.confidence == 1.0  # the surer eye's


def test_the_head_is_told_as_each_crop_sees_it() -> None:
    engine = FakeEngine([Gaze(0, 0)] * 2, [3, 3])
    read(engine)
    left, right = engine.heads
    assert (left.pitch, left.yaw) == pytest.approx((0.1, 0.2))
    assert (right.pitch, right.yaw) == pytest.approx(
        (0.1, -0.2)
    )  # the right eye's crop is mirrored


def test_a_profile_takes_its_bias_away_and_stretches_the_rest() -> None:
    profile = Profile(bias=Gaze(0.1, -0.05), gain=Gaze(1.25, 0.8))
    got = read(FakeEngine([Gaze(-0.1, 0.05)] * 2, [3, 3]), profile=profile).gaze
    assert (got.pitch, got.yaw) == pytest.approx(
        (1.25 * (-0.1 * GAIN - 0.1), 0.8 * (0.05 * GAIN + 0.05)), abs=1e-6
    )


def test_confidence_falls_with_the_error() -> None:
    values = [confidence(math.radians(error)) for error in (1, 4, 8, 12, 40)]
    assert values[0] == values[1] == 1
    assert 0 < values[2] < 1
    assert values[3] == values[4] == 0


@pytest.mark.parametrize("side", list(Side))
def test_a_gaze_seen_in_a_crop_comes_back_to_the_frame(side: Side) -> None:
    crop = eye_crop(eye(side, 15.0))
    back = frame_gaze(crop_redirection(Gaze(0.2, -0.3), crop), crop)
    assert (back.pitch, back.yaw) == pytest.approx((0.2, -0.3))


@pytest.mark.parametrize("x", [-400.0, 1200.0])
def test_an_eye_outside_the_picture_can_be_viewed(x: float) -> None:
    outside = eye(Side.LEFT)
    landmarks = (outside.landmarks * 3 + np.float32((x - 960, -400))).astype(np.float32)
    view = view_eye(np.full((480, 640, 3), 128, np.uint8), Eye(Side.LEFT, landmarks, 36.0, 0.3))
    assert (view.pixels == 128).all()
