"""From the networks' readings of two eyes to the gaze of a face."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazefix.correction.gaze import (
    NO_PROFILE,
    Anchor,
    KnownFace,
    Profile,
    confidence,
    read_faces,
    retold,
    standard_error,
    turned,
)
from gazefix.imaging.crops import EyeView, view_eye
from gazefix.imaging.geometry import crop_redirection, eye_crop, frame_gaze
from gazefix.types import Eye, Face, FloatArray, Gaze, GazeReading, HeadPose, Image, Side

# As the code has them; a change there must be meant.
SHARE = Gaze(0.85, 0.92)
FOLLOW = Gaze(1.4, 1.1)
KNOWN_SHARE = 1.16
YAW_SHARES = (0.8, 0.25, -0.065)
FOREVER_S = 1e9


def deg(pitch: float, yaw: float) -> Gaze:
    return Gaze(math.radians(pitch), math.radians(yaw))


class FakeEngine:
    """GazeNet reads the gazes `quick` in the frame's axes, with an error for each eye; FaceGaze
    reads `look` in its level crops, and `lean` too much to the side, which mirroring cancels."""

    def __init__(
        self,
        quick: Sequence[Gaze] = (Gaze(0.0, 0.0),) * 2,
        errors_deg: Sequence[float] = (3, 3),
        look: Gaze = Gaze(0.0, 0.0),  # noqa: B008
        lean: float = 0.0,
    ) -> None:
        self.quick, self.errors_deg, self.look, self.lean = quick, errors_deg, look, lean
        self.heads: Sequence[Gaze] = ()
        self.face_heads: list[Gaze] = []
        self.looks = 0
        self.eyes: tuple[Image, Image] | None = None

    def read_gaze(self, views: Sequence[EyeView], heads: Sequence[Gaze]) -> FloatArray:
        self.heads = heads
        rows = []
        for view, gaze, error_deg in zip(views, self.quick, self.errors_deg, strict=True):
            seen = crop_redirection(gaze, view.crop)
            rows.append((seen.pitch, seen.yaw, math.radians(error_deg), math.radians(error_deg)))
        return np.array(rows, np.float32)

    def read_faces(self, lefts: Image, rights: Image, heads: Sequence[Gaze]) -> list[Gaze]:
        self.looks += 1
        self.face_heads, self.eyes = list(heads), (lefts, rights)
        signs = [math.copysign(1, head.yaw) for head in heads]  # `face` looks to the right
        return [Gaze(self.look.pitch, sign * self.look.yaw + self.lean) for sign in signs]

    def start_faces(
        self, lefts: Image, rights: Image, heads: Sequence[Gaze]
    ) -> Callable[[], list[Gaze]]:
        seen = self.read_faces(lefts, rights, heads)
        return lambda: seen


def eye(side: Side, roll_deg: float = 0.0) -> Eye:
    direction = 1 if side is Side.LEFT else -1
    axis = (
        np.array([math.cos(math.radians(roll_deg)), math.sin(math.radians(roll_deg))]) * direction
    )
    landmarks = np.full((7, 2), (320, 240), np.float32)
    landmarks[0] -= 30 * axis
    landmarks[3] += 30 * axis
    return Eye(side, landmarks.astype(np.float32), 12.0, 0.3)


def face(roll_deg: float = 0.0, openness: float = 0.3) -> Face:
    head = HeadPose(0.1, 0.2, math.radians(roll_deg))
    return Face(eye(Side.LEFT, roll_deg), eye(Side.RIGHT, roll_deg), head, (0, 0, 99, 99))


def read(
    engine: FakeEngine,
    roll_deg: float = 0.0,
    profile: Profile = NO_PROFILE,
    anchor: Anchor | None = None,
    time_s: float = 0.0,
    veiled: bool = False,
) -> tuple[GazeReading, Anchor]:
    frame = np.full((480, 640, 3), 128, np.uint8)
    shown = face(roll_deg)
    views = view_eye(frame, shown.left), view_eye(frame, shown.right)
    known = [KnownFace(shown, views, anchor, veiled)]
    (made,) = read_faces(engine, frame, known, profile, time_s=time_s)  # type: ignore[arg-type]
    return made


def told(level: Gaze, tilt_deg: float = 0.0, quick_yaw: float = 0.0) -> Gaze:
    """What a look at a face with this tilt tells, where GazeNet reads `quick_yaw`."""
    gaze = turned(Gaze(SHARE.pitch * level.pitch, SHARE.yaw * level.yaw), -math.radians(tilt_deg))
    own, quick, head = YAW_SHARES
    return Gaze(gaze.pitch, own * gaze.yaw + quick * FOLLOW.yaw * quick_yaw + head * 0.2)


def near(gaze: Gaze, wanted: Gaze) -> bool:
    return (gaze.pitch, gaze.yaw) == pytest.approx((wanted.pitch, wanted.yaw), abs=1e-6)


def test_a_face_that_is_not_known_is_looked_at_and_its_own_lean_to_the_side_cancels() -> None:
    engine = FakeEngine(look=Gaze(-0.2, 0.1), lean=0.07)
    got, _ = read(engine)
    assert near(got.gaze, told(engine.look))
    assert engine.looks == 1


def test_a_look_at_a_tilted_head_is_told_in_the_frames_axes() -> None:
    level = Gaze(-0.2, 0.1)
    engine = FakeEngine(look=level)
    got, _ = read(engine, roll_deg=20.0)
    assert near(got.gaze, told(level, 20.0))
    # A head tilted to the right sees what is up for it further right in the picture.
    assert turned(Gaze(0.1, 0.0), -math.radians(20)).yaw > 0
    straight = turned(Gaze(0.1, 0.2), math.radians(20))
    assert near(engine.face_heads[0], straight)
    assert near(engine.face_heads[1], Gaze(straight.pitch, -straight.yaw))


def test_the_mirrored_picture_swaps_the_eyes() -> None:
    rng = np.random.default_rng(2)
    frame: Image = rng.integers(0, 256, (480, 640, 3), dtype=np.uint8)
    engine, shown = FakeEngine(), face()
    views = view_eye(frame, shown.left), view_eye(frame, shown.right)
    read_faces(engine, frame, [KnownFace(shown, views)], NO_PROFILE)  # type: ignore[arg-type]
    assert engine.eyes is not None
    lefts, rights = engine.eyes
    assert np.array_equal(lefts[2], rights[0][:, ::-1])
    assert np.array_equal(rights[2], lefts[0][:, ::-1])


@given(
    st.lists(st.tuples(st.floats(-0.3, 0.3), st.floats(-0.3, 0.3)), min_size=2, max_size=2),
    st.floats(0.01, 0.07),
)
def test_small_changes_of_gazenet_between_looks_change_nothing(
    gazes: list[tuple[float, float]], later_s: float
) -> None:
    first, moved = (Gaze(*gaze) for gaze in gazes)
    way = math.hypot(
        FOLLOW.pitch * (moved.pitch - first.pitch), FOLLOW.yaw * (moved.yaw - first.yaw)
    )
    engine = FakeEngine([first] * 2, look=deg(-8, 3))
    before, anchor = read(engine)
    engine.quick = [moved] * 2
    after, _ = read(engine, anchor=anchor, time_s=later_s)
    assert engine.looks == 1
    if way < math.radians(1.99):
        assert near(after.gaze, before.gaze)
    if way > math.radians(6.01):
        pitch = before.gaze.pitch + FOLLOW.pitch * (moved.pitch - first.pitch)
        yaw = before.gaze.yaw + FOLLOW.yaw * (moved.yaw - first.yaw)
        assert near(after.gaze, Gaze(pitch, yaw))


def test_a_resting_face_is_looked_at_twice_a_second_and_a_saccade_after_a_twelfth() -> None:
    engine = FakeEngine(look=deg(-8, 3))
    _, anchor = read(engine)
    taken: list[float] = []
    for number in range(1, 31):
        looks = engine.looks
        _, anchor = read(engine, anchor=anchor, time_s=number / 30)
        taken += [number / 30] * (engine.looks - looks)
    assert len(taken) == 2
    engine.quick = [deg(0, 3)] * 2
    _, anchor = read(engine, anchor=anchor, time_s=taken[-1] + 0.07)
    assert engine.looks == 3
    _, anchor = read(engine, anchor=anchor, time_s=taken[-1] + 0.09)
    assert engine.looks == 4


def test_a_look_comes_sooner_after_one_that_brought_news() -> None:
    engine = FakeEngine(look=deg(-8, 3))
    _, anchor = read(engine)
    for look, waits_s in ((deg(0, 3), 0.25), (deg(-0.5, 3), 0.4)):
        engine.look = look
        _, anchor = read(engine, anchor=anchor, time_s=anchor.time_s + 1)
        anchor = anchor.answered()
        looks = engine.looks
        read(engine, anchor=anchor, time_s=anchor.time_s + waits_s - 0.01)
        assert engine.looks == looks
        read(engine, anchor=anchor, time_s=anchor.time_s + waits_s + 0.01)
        assert engine.looks == looks + 1


def test_a_look_is_told_in_the_next_frame_as_if_it_had_been_waited_for() -> None:
    engine = FakeEngine(look=deg(-8, 3))
    before, first = read(engine)
    engine.look = deg(0, 10)
    same, anchor = read(engine, anchor=first, time_s=1.0)
    assert same.gaze == before.gaze
    engine.look = deg(5, 5)  # seen by nobody
    told_later, after = read(engine, anchor=anchor, time_s=1.04)
    waited = first.renewed(told(deg(0, 10)), Gaze(0.0, 0.0), 1.0)
    assert near(told_later.gaze, waited.gaze)
    assert (after.time_s, after.under_way) == (1.0, None)
    assert engine.looks == 2


@pytest.mark.parametrize(("blinked", "yaw_deg"), [(False, 6), (True, 10)])
def test_eyes_that_moved_far_are_looked_at_within_their_frame(
    blinked: bool, yaw_deg: float
) -> None:
    engine = FakeEngine(look=deg(-8, 3))
    _, anchor = read(engine)
    engine.look, engine.quick = deg(0, 10), [deg(0, yaw_deg)] * 2
    if blinked:
        anchor = anchor.after_blink()
    got, _ = read(engine, anchor=anchor, time_s=0.21)
    assert near(got.gaze, told(engine.look, quick_yaw=math.radians(yaw_deg)))


def test_no_frame_waits_for_the_look_after_a_blink() -> None:
    engine = FakeEngine(look=deg(-8, 3))
    before, anchor = read(engine)
    engine.look, engine.quick = deg(0, 10), [deg(0, 6)] * 2
    same, spoilt = read(engine, anchor=anchor.after_blink(), time_s=0.04)
    assert engine.looks == 2
    assert spoilt.spoilt
    assert same.gaze.pitch == before.gaze.pitch
    got, after = read(engine, anchor=spoilt, time_s=0.08)
    assert not after.spoilt
    assert abs(got.gaze.yaw - before.gaze.yaw) > 0.05


def test_of_two_faces_whose_look_is_due_the_one_that_waits_longer_is_looked_at_first() -> None:
    frame = np.full((480, 640, 3), 128, np.uint8)
    engine, shown = FakeEngine(look=deg(-8, 3)), face()
    views = view_eye(frame, shown.left), view_eye(frame, shown.right)
    _, early = read(engine, time_s=0.0)
    _, late = read(engine, time_s=0.1)
    engine.quick, engine.errors_deg = [Gaze(0.0, 0.0)] * 4, (3,) * 4
    known = [KnownFace(shown, views, anchor) for anchor in (late, early)]
    made = read_faces(engine, frame, known, NO_PROFILE, time_s=1.0)  # type: ignore[arg-type]
    assert [anchor.under_way is not None for _, anchor in made] == [False, True]
    assert engine.looks == 3


def test_eyes_that_have_not_changed_are_told_the_news_of_their_look_without_another() -> None:
    engine = FakeEngine(look=deg(-8, 3))
    _, anchor = read(engine)
    engine.look = deg(0, 10)
    before, anchor = read(engine, anchor=anchor, time_s=1.0)
    profile = Profile.of_look(deg(4, -3))
    got, after = retold(before, face(), anchor, profile)
    wanted, _ = read(engine, anchor=anchor, time_s=1.04, profile=profile)
    assert got.gaze == wanted.gaze
    assert retold(got, face(), after, profile) == (got, after)


def test_later_looks_see_the_picture_and_its_mirror_image_in_turn() -> None:
    engine = FakeEngine(look=deg(-8, 3), lean=0.07)
    got, anchor = read(engine)
    sides = []
    for number in range(1, 5):
        again, anchor = read(engine, anchor=anchor, time_s=float(number))
        sides.append([head.yaw > 0 for head in engine.face_heads])
        assert near(again.gaze, got.gaze)
    assert sides == 2 * [[True, False], [False, True]]


def test_a_face_whose_lids_hide_its_gaze_is_not_looked_at() -> None:
    engine = FakeEngine(look=deg(-8, 3))
    before, anchor = read(engine)
    engine.look = deg(-30, 3)
    after, _ = read(engine, anchor=anchor, time_s=FOREVER_S, veiled=True)
    assert (engine.looks, after.gaze) == (1, before.gaze)


@settings(deadline=None)
@given(st.floats(-20, 20), st.floats(-20, 20), st.floats(-20, 20))
def test_looks_that_stay_the_same_bring_the_reading_there_and_keep_it(
    pitch: float, yaw: float, other: float
) -> None:
    engine = FakeEngine(look=deg(other, -other))
    _, anchor = read(engine)
    engine.look = deg(pitch, yaw)
    for number in range(1, 100):
        got, anchor = read(engine, anchor=anchor, time_s=float(number))
    assert near(got.gaze, told(engine.look))
    again, _ = read(engine, anchor=anchor, time_s=200.0)
    assert near(again.gaze, got.gaze)


def test_the_surer_eye_counts_more() -> None:
    engine = FakeEngine([Gaze(0.0, 0.0)] * 2)
    _, anchor = read(engine)
    engine.quick, engine.errors_deg = [Gaze(0.0, 0.0), Gaze(0.0, 2.0)], (2, 8)
    got, _ = read(engine, anchor=anchor, time_s=0.05)
    assert 0.05 < got.gaze.yaw < 0.15 * FOLLOW.yaw
    assert got.confidence == 1.0  # the surer eye's


def test_the_head_is_told_as_each_crop_sees_it() -> None:
    engine = FakeEngine()
    read(engine)
    left, right = engine.heads
    assert (left.pitch, left.yaw) == pytest.approx((0.1, 0.2))
    # the right eye's crop is mirrored
    assert (right.pitch, right.yaw) == pytest.approx((0.1, -0.2))


def test_a_profile_takes_its_bias_away_and_its_reading_states_less_error() -> None:
    profile = Profile.of_look(deg(4, -3))
    engine = FakeEngine(look=Gaze(-0.1, 0.05))
    got, _ = read(engine, profile=profile)
    bare, _ = read(engine)
    assert got.gaze.pitch == pytest.approx(KNOWN_SHARE * bare.gaze.pitch - profile.bias.pitch)
    assert got.gaze.yaw == pytest.approx(bare.gaze.yaw - profile.bias.yaw)
    assert got.error.pitch < bare.error.pitch
    assert got.error.yaw < bare.error.yaw


def test_a_look_is_believed_as_far_as_people_differ_more_than_readings_err() -> None:
    bias = Profile.of_look(deg(6, 6)).bias
    assert math.degrees(bias.pitch) == pytest.approx(KNOWN_SHARE * 6 * 3.8**2 / (3.8**2 + 2.2**2))
    assert math.degrees(bias.yaw) == pytest.approx(6 * 2.2**2 / (2.2**2 + 2.7**2))


def test_a_turned_head_states_more_error() -> None:
    def error(yaw_deg: float) -> float:
        shown = replace(face(), head=HeadPose(0.0, math.radians(yaw_deg), 0.0))
        return math.degrees(standard_error(shown, NO_PROFILE).yaw)

    assert error(0) == pytest.approx(math.hypot(2.0, 2.2))
    assert error(30) == error(-30) == pytest.approx(math.hypot(2.0, 3.0, 2.2))


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
