"""Faces are followed from frame to frame: smoothed, told apart, forgotten."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from gazefix.correction.filters import smooth_eye, step_s
from gazefix.correction.gaze import Anchor
from gazefix.correction.tracking import LiveFace, LiveFaces, steady_warp
from gazefix.imaging.crops import EyePlace
from gazefix.imaging.geometry import eye_crop
from gazefix.imaging.prepared_warp import PreparedWarp, prepare_warps
from gazefix.networks.configs import usual_anchors_px
from gazefix.types import Eye, Face, FloatArray, Gaze, HeadPose, Side

# As the code has them; a change there must be meant.
REST_DEG = 0.4
REST_PX = 0.4

UP = Gaze(0.1, 0.05)


def face(x: float = 300.0, openness: float = 0.3, noise: float = 0.0, seed: int = 0) -> Face:
    rng = np.random.default_rng(seed)
    around = np.array(
        [(-30, 0), (-6, -10), (16, -8), (30, 0), (12, 7), (-9, 7), (1, -1)], np.float32
    )
    eyes = [
        Eye(
            side,
            around + (x + dx, 200) + rng.normal(0, noise, (7, 2)).astype(np.float32),
            12.0,
            openness,
        )
        for side, dx in ((Side.LEFT, 50), (Side.RIGHT, -50))
    ]
    return Face(eyes[0], eyes[1], HeadPose(0, 0, 0), (x - 100, 100, x + 100, 350))


def test_only_who_is_not_calibrated_is_learned_from_and_a_new_face_begins_anew() -> None:
    high, faces = Gaze(0.1, 0.05), LiveFaces()
    for number in range(3000):
        faces.follow((face(),), number / 10)
        got = [faces.present[0].read(high, learn=learn) for learn in (False, True)]
    assert got[0].pitch == pytest.approx(0.1, abs=1e-3)
    assert got[1].pitch < 0.08
    assert got[1].yaw == got[0].yaw
    faces.follow((face(),), 400.0)  # lost and found
    assert faces.present[0].read(high, learn=True).pitch == pytest.approx(0.1, abs=1e-3)


def test_a_still_face_with_noisy_landmarks_is_calmed() -> None:
    tracks, raw, calm = LiveFaces(), [], []
    for number in range(120):
        seen = face(noise=0.4, seed=number)
        raw.append(seen.left.landmarks)
        calm.append(tracks.follow((seen,), number / 30)[0].left.landmarks)
    assert (
        np.abs(np.diff(calm[30:], axis=0)).mean() < 0.75 * np.abs(np.diff(raw[30:], axis=0)).mean()
    )


def test_a_moving_face_does_not_lag_by_a_frame() -> None:
    tracks = LiveFaces()
    for number in range(30):
        x = 300 + max(0, number - 15) * 6.0  # a tenth of an eye width a frame
        followed = tracks.follow((face(x),), number / 30)[0]
    lag_px = (
        350
        + 84
        - followed.left.landmarks[:6].mean(0)[0]
        + face().left.landmarks[:6].mean(0)[0]
        - 350
    )
    assert abs(lag_px) < 6.0


def test_an_iris_keeps_its_size_though_the_localizer_sees_another_in_every_call() -> None:
    tracks, sizes = LiveFaces(), []
    for number in range(120):
        seen = face()
        seen = replace(seen, left=replace(seen.left, iris_radius_px=12.0 + 0.4 * (number // 4 % 2)))
        sizes.append(tracks.follow((seen,), number / 30)[0].left.iris_radius_px)
    assert np.ptp(sizes[60:]) < 0.1
    assert np.mean(sizes[60:]) == pytest.approx(12.2, abs=0.05)


def test_openness_is_never_smoothed() -> None:
    tracks = LiveFaces()
    tracks.follow((face(openness=0.3),), 0.0)
    assert tracks.follow((face(openness=0.02),), 1 / 30)[0].left.openness == 0.02


def test_two_faces_keep_their_pasts() -> None:
    tracks = LiveFaces()
    tracks.follow((face(200), face(600)), 0.0)
    left, right = tracks.present
    tracks.follow((face(610), face(205)), 1 / 30)  # their order may change
    assert tracks.present == (right, left)


def test_a_face_that_is_away_for_a_moment_is_known_again() -> None:
    tracks = LiveFaces()
    tracks.follow((face(),), 0.0)
    before = tracks.present[0]
    tracks.follow((), 0.1)
    tracks.follow((face(),), 0.45)
    assert tracks.present[0] is before


@pytest.mark.parametrize("time_s", [0.6, -1.0])
def test_a_face_that_was_away_too_long_is_new(time_s: float) -> None:
    tracks = LiveFaces()
    tracks.follow((face(),), 0.0)
    before = tracks.present[0]
    tracks.follow((face(),), time_s)
    assert tracks.present[0] is not before
    assert tracks.present[0].came_later


def test_faces_of_the_first_frame_did_not_come_later() -> None:
    tracks = LiveFaces()
    tracks.follow((face(),), 0.0)
    assert not tracks.present[0].came_later
    tracks.follow((face(), face(700)), 1 / 30)
    assert [track.came_later for track in tracks.present] == [False, True]


def test_a_face_that_was_never_corrected_fades_in_when_it_is_asked_to() -> None:
    tracks = LiveFaces()
    tracks.follow((face(),), 0.0)
    tracks.fade_in()
    tracks.follow((face(),), 1 / 30)
    assert tracks.present[0].came_later


def gazes_while(openness: list[float], yaw: float = 0.0) -> list[float]:
    """The pitch that is followed while the lids move so at 30 frames a second, and the network
    reads -0.5 and this yaw but at
    the start."""
    tracks, pitches = LiveFaces(), []
    for number, value in enumerate(openness):
        tracks.follow((face(openness=value),), number / 30)
        pitches.append(
            tracks.present[0].read(Gaze(0.1, 0.0) if number == 0 else Gaze(-0.5, yaw)).pitch
        )
    return pitches


def test_closed_eyes_hold_the_gaze() -> None:
    assert gazes_while([0.05] * 10) == pytest.approx([0.1] * 10)


def test_a_blink_holds_the_gaze_from_its_first_frame_to_its_last() -> None:
    blink = [0.3, 0.22, 0.1, 0.02, 0.02, 0.12, 0.25, 0.3]
    assert gazes_while(blink) == pytest.approx([0.1] * len(blink))


def test_a_blink_that_begins_slowly_holds_the_gaze_of_before() -> None:
    tracks, pitches = LiveFaces(), []
    lids = [0.3] * 10 + [0.28, 0.25, 0.22] + [0.1, 0.02, 0.02, 0.12, 0.25]
    for number, value in enumerate(lids):
        tracks.follow((face(openness=value),), number / 30)
        pitches.append(
            tracks.present[0].read(Gaze(0.1 - 2 * (0.3 - value), 0.0)).pitch
        )  # the lids are read as a gaze
    assert min(pitches[13:]) > 0.07


def test_a_blink_holds_the_gaze_until_the_lids_stand_open_again() -> None:
    assert gazes_while([0.3, 0.1, 0.02, 0.02, 0.03, 0.09, 0.1, 0.2]) == pytest.approx([0.1] * 8)


@pytest.mark.parametrize(("yaw", "held"), [(0.02, True), (0.3, False)])
def test_the_gaze_is_held_until_the_look_after_a_blink_but_for_a_saccade(
    yaw: float, held: bool
) -> None:
    tracks = LiveFaces()
    for number, openness in enumerate([0.3] * 5 + [0.02]):
        tracks.follow((face(openness=openness),), number / 30)
        track = tracks.present[0]
        track.read(Gaze(0.1, 0.0))
        track.anchor = track.anchor or Anchor(Gaze(0.1, 0.0), Gaze(0.0, 0.0), 0.0, Gaze(0.0, 0.0))
    for number in range(6, 15):
        tracks.follow((face(openness=0.3),), number / 30)
        told = track.read(Gaze(-0.2, yaw))
    assert (told.pitch == pytest.approx(0.1)) == held
    track.anchor = Anchor(Gaze(-0.2, yaw), Gaze(0.0, 0.0), 0.5, Gaze(0.0, 0.0))
    tracks.follow((face(openness=0.3),), 0.5)
    assert track.read(Gaze(-0.2, yaw)).pitch < 0.0


def test_lids_that_move_fast_while_they_stand_wide_open_do_not_hold_the_gaze() -> None:
    assert gazes_while([0.4, 0.34, 0.4, 0.34])[-1] < -0.4


@pytest.mark.parametrize(("looked", "held"), [(True, True), (False, False)])
def test_lids_have_moved_since_they_were_last_looked_at(looked: bool, held: bool) -> None:
    """What is carried along for a tenth of a second and then stands 0.1 lower has not blinked."""
    tracks = LiveFaces()
    for number in range(12):
        tracks.follow((face(openness=0.3),), number / 60, looked=looked or number < 6)
        before = tracks.present[0].read(Gaze(0.1, 0.0)).pitch
    tracks.follow((face(openness=0.2),), 12 / 60)
    after = tracks.present[0].read(Gaze(-0.5, 0.0)).pitch
    assert (after == before) == held


def test_half_lowered_lids_do_not_hold_the_gaze_of_eyes_that_jump_aside() -> None:
    lowered = [0.4, 0.25, 0.3, 0.25]
    assert gazes_while(lowered) == pytest.approx([0.1] * 4)
    assert gazes_while(lowered, yaw=0.4)[-1] < -0.4


def test_lids_that_stay_lower_are_the_open_ones_after_a_while() -> None:
    lower = [0.4] + [0.25] * 300
    assert gazes_while([*lower, 0.2])[-1] < -0.4
    assert gazes_while([*lower, 0.15, 0.1])[-1] < -0.4  # held, at what was read before


def test_rolling_eyes_hold_the_gaze_for_0_4_seconds_and_no_longer() -> None:
    pitches = gazes_while([0.4] + [0.2, 0.28] * 20)
    assert pitches[:12] == pytest.approx([0.1] * 12)
    assert min(pitches[:13]) > -0.1
    assert pitches[20] < -0.4


def test_slowly_lowered_lids_do_not_hold_the_gaze() -> None:
    assert gazes_while([0.3 - 0.01 * n for n in range(12)])[-1] < -0.4


@pytest.mark.parametrize(("last_s", "time_s"), [(0.0, 0.0), (0.0, 100.0), (5.0, 4.0)])
def test_time_steps_stay_sane(last_s: float, time_s: float) -> None:
    assert 0 < step_s(last_s, time_s) <= 0.25


def test_an_eye_without_width_is_left_as_it_is() -> None:
    eye = Eye(Side.LEFT, np.zeros((7, 2), np.float32), 1.0, 0.3)
    assert smooth_eye(eye, None, 0.03) == (eye, None)


def test_a_warp_that_only_trembles_is_steadied_and_one_that_moves_is_not() -> None:
    rng = np.random.default_rng(1)
    last = np.zeros((4, 64, 96), np.float32)
    trembling = rng.normal(0, 0.03, last.shape).astype(np.float32)
    assert np.abs(steady_warp(last, trembling)).mean() < 0.3 * np.abs(trembling).mean()
    moved = np.full_like(last, 1.0)
    assert np.array_equal(steady_warp(last, moved), moved)


@pytest.mark.parametrize("small", [0.03, 0.2])
def test_after_some_frames_of_rest_as_much_is_taken_in_as_without(small: float) -> None:
    last, wanted = warp(0.0), warp(small)
    one_by_one = last
    for _ in range(4):
        one_by_one = steady_warp(one_by_one, wanted)
    assert small - steady_warp(last, wanted, 4).mean() <= small - one_by_one.mean() + 1e-6


def view(shift_px: float = 0.0) -> EyePlace:
    anchors = usual_anchors_px()
    anchors[1, 1] += shift_px
    eye = face().left
    return EyePlace(eye, eye_crop(eye), anchors)


def warp(value: float) -> FloatArray:
    return np.full((4, 64, 96), value, np.float32)


class Followed:
    """A left eye that is seen thirty times a second."""

    def __init__(self) -> None:
        self.tracks, self.frames = LiveFaces(), 0
        self.next_frame()

    @property
    def track(self) -> LiveFace:
        return self.tracks.present[0]

    def next_frame(self, dt_s: float = 1 / 30) -> None:
        self.frames += 1
        self.tracks.follow((face(),), self.frames * dt_s)

    def keep(self, value: float, redirection: Gaze = UP) -> PreparedWarp:
        (made,) = prepare_warps([warp(value)], [view()])
        self.track.keep(view(), made, redirection)
        return made


def test_an_eye_that_was_left_alone_begins_anew() -> None:
    eye = Followed()
    eye.keep(0.01)
    assert np.abs(eye.track.steadied(view(), warp(0.05)) - warp(0.05)).max() > 0.01
    eye.track.keep(view(), None, Gaze(0.0, 0.0))  # the eye was closed in this frame
    assert np.array_equal(eye.track.steadied(view(), warp(0.05)), warp(0.05))


def test_a_correction_that_is_to_fade_in_has_nothing_of_the_warp_before() -> None:
    eye = Followed()
    eye.keep(1.0)
    eye.tracks.fade_in()
    assert np.array_equal(eye.track.steadied(view(), warp(0.05)), warp(0.05))


def test_an_eye_at_rest_keeps_its_warp_for_a_moment() -> None:
    eye = Followed()
    made = eye.keep(0.01)
    for _ in range(9):
        eye.next_frame()
        assert eye.track.can_keep_warp(
            view(0.5 * REST_PX), Gaze(UP.pitch + math.radians(0.5 * REST_DEG), UP.yaw)
        )
        assert eye.track.reuse_warp(view()) is made
    eye.next_frame()
    assert not eye.track.can_keep_warp(view(), UP)
    eye.keep(0.01)
    assert eye.track.can_keep_warp(view(), UP)


def test_after_frames_of_rest_a_new_warp_takes_in_what_those_frames_would_have() -> None:
    eye = Followed()
    eye.keep(0.0)
    at_once = eye.track.steadied(view(), warp(0.05))
    for _ in range(3):
        eye.track.reuse_warp(view())
    rested = eye.track.steadied(view(), warp(0.05))
    assert at_once.mean() == pytest.approx(0.05 * 0.25, rel=1e-3)
    assert rested.mean() == pytest.approx(0.05 * (1 - 0.75**4), rel=1e-3)


def test_at_few_frames_a_second_no_eye_rests_for_longer() -> None:
    eye = Followed()
    eye.frames = 0
    eye.next_frame(0.32)
    eye.keep(0.01)
    eye.next_frame(0.32)
    assert not eye.track.can_keep_warp(view(), UP)


@pytest.mark.parametrize(
    ("shift_px", "turned_deg"),
    [(1.5 * REST_PX, (0, 0)), (0.0, (1.5 * REST_DEG, 0)), (0.0, (0, -1.5 * REST_DEG))],
)
def test_an_eye_that_moves_or_is_to_look_elsewhere_gets_a_new_warp(
    shift_px: float, turned_deg: tuple[float, float]
) -> None:
    eye = Followed()
    eye.keep(0.01)
    pitch, yaw = (math.radians(deg) for deg in turned_deg)
    place, turned = view(shift_px), Gaze(UP.pitch + pitch, UP.yaw + yaw)
    fresh = []
    for _ in range(2):
        eye.next_frame()
        fresh.append(eye.track.can_keep_warp(place, turned))
    assert fresh == [True, False]  # a movement so small waits for a frame


@pytest.mark.parametrize(
    ("shift_px", "turned_deg"), [(3 * REST_PX, 0.0), (0.0, 3 * REST_DEG), (0.0, -3 * REST_DEG)]
)
def test_a_movement_that_shows_gets_a_new_warp_at_once(shift_px: float, turned_deg: float) -> None:
    eye = Followed()
    eye.keep(0.01)
    eye.next_frame()
    turned = Gaze(UP.pitch + math.radians(turned_deg), UP.yaw)
    assert not eye.track.can_keep_warp(view(shift_px), turned)


def test_many_small_movements_are_no_rest() -> None:
    eye = Followed()
    eye.keep(0.01)
    eye.track.reuse_warp(view(0.6 * REST_PX))
    eye.next_frame(0.06)
    assert not eye.track.can_keep_warp(view(1.2 * REST_PX), UP)


def test_an_eye_without_a_warp_rests_while_it_needs_none_and_no_longer() -> None:
    eye = Followed()
    assert eye.track.can_keep_warp(view(), Gaze(0.0, 0.0))
    assert eye.track.reuse_warp(view()) is None
    assert not eye.track.can_keep_warp(view(), UP)
    eye.keep(0.01)
    assert not eye.track.can_keep_warp(view(), Gaze(0.0, 0.0))
