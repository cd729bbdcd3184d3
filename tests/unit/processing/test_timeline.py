"""A whole clip at once: no lag, no tremble, nothing over a cut."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from helpers.correctors import plain_face, reading

from gazefix.config import CorrectionConfig
from gazefix.correction.gaze import Profile
from gazefix.correction.policy import Reason
from gazefix.processing.clip_faces import UNREAD, FaceSeries, FaceSighting
from gazefix.processing.edit_options import AngleCurve, EditOptions, FaceChoice
from gazefix.processing.timeline import ClipPlan, Timeline, choose, smooth
from gazefix.types import Face, Gaze, HeadPose

FPS = 30.0
LOOK = np.full(48, 100, np.float32)
CONTACT = CorrectionConfig(aim_vertical_deg=0.0)
ANGLE = CorrectionConfig(mode="angle", vertical_deg=10)


def at(
    x: float,
    y: float = 150.0,
    *,
    pitch_deg: float = 0.0,
    yaw_deg: float = 0.0,
    openness: float = 0.3,
) -> FaceSighting:
    face = plain_face((x, y), openness=openness)
    return FaceSighting(face, reading(math.radians(pitch_deg), math.radians(yaw_deg)), LOOK)


def turned(yaw_deg: float) -> FaceSighting:
    face = replace(plain_face((200.0, 150.0)), head=HeadPose(0.0, math.radians(yaw_deg), 0.0))
    return FaceSighting(face, reading(math.radians(-8), 0.0), LOOK)


def timeline_of(frames: list[list[FaceSighting]], cuts: tuple[int, ...] = ()) -> Timeline:
    timeline = Timeline()
    for number, sightings in enumerate(frames):
        timeline.add(number / FPS, sightings, cut=number in cuts)
    return timeline


def plan_of(
    frames: list[list[FaceSighting]],
    config: CorrectionConfig = CONTACT,
    edit: EditOptions | None = None,
    cuts: tuple[int, ...] = (),
) -> ClipPlan:
    return timeline_of(frames, cuts).plan(config, edit or EditOptions())


def redirections(plan: ClipPlan, count: int) -> list[tuple[float, float]]:
    """Pitch and yaw in degrees of the first face of each frame; NaN where there is none."""
    planned = [plan.frame(number).faces for number in range(count)]
    angles = [faces[0].redirection if faces else Gaze(math.nan, math.nan) for faces in planned]
    return [(math.degrees(angle.pitch), math.degrees(angle.yaw)) for angle in angles]


def face(plan: ClipPlan, number: int) -> Face:
    return plan.frame(number).faces[0].face


# Neither lag nor tremble


def test_a_moving_face_is_where_it_is() -> None:
    plan = plan_of([[at(100 + 3 * i)] for i in range(60)], ANGLE)
    off = [face(plan, i).left.landmarks[6, 0] - (100 + 3 * i + 30) for i in range(60)]
    assert np.abs(off[5:-5]).max() < 0.05


def test_a_face_at_rest_does_not_tremble() -> None:
    rng = np.random.default_rng(0)
    sightings = [at(200) for _ in range(90)]
    for sighting in sightings:
        for eye in sighting.face.eyes:
            eye.landmarks[:] += rng.normal(0, 0.1, (7, 2)).astype(np.float32)
    plan = plan_of([[sighting] for sighting in sightings], ANGLE)
    raw = np.diff([sighting.face.left.landmarks for sighting in sightings[10:80]], axis=0)
    steps = np.diff([face(plan, i).left.landmarks for i in range(10, 80)], axis=0)
    assert np.abs(steps).mean() < 0.2 * np.abs(raw).mean()


def test_an_iris_keeps_its_size_though_the_localizer_sees_another_in_every_frame() -> None:
    sightings = [at(200) for _ in range(90)]
    for number, sighting in enumerate(sightings[::2]):
        left = replace(sighting.face.left, iris_radius_px=1.05 * sighting.face.left.iris_radius_px)
        sightings[2 * number] = replace(sighting, face=replace(sighting.face, left=left))
    plan = plan_of([[sighting] for sighting in sightings], ANGLE)
    sizes = [face(plan, number).left.iris_radius_px for number in range(90)]
    assert np.ptp(sizes[10:80]) < 0.02 * np.mean(sizes)


def test_a_glance_is_followed_in_the_middle_of_its_course() -> None:
    gazes = [0.0] * 30 + [12.0] * 30
    plan = plan_of([[at(200, yaw_deg=gaze)] for gaze in gazes])
    yaws = [yaw for _, yaw in redirections(plan, 60)]
    half = next(i for i, yaw in enumerate(yaws) if yaw < -6)
    assert half in {29, 30, 31}
    assert yaws[20] == pytest.approx(0, abs=0.6)
    assert yaws[40] == pytest.approx(-12, abs=0.6)


def test_a_correction_has_let_go_by_the_time_that_the_head_is_turned() -> None:
    plan = plan_of([[turned(0)]] * 40 + [[turned(40)]] * 40)
    shares = [pitch / 8 for pitch, _ in redirections(plan, 80)]
    assert shares[20] == pytest.approx(1, abs=0.02)
    assert max(shares[42:]) < 0.02
    assert np.abs(np.diff(shares)).max() < 4.0 / FPS + 1e-3


def test_the_gaze_behind_a_blink_goes_from_before_to_after_it() -> None:
    frames = (
        [[at(200, pitch_deg=-5)]] * 20
        + [[at(200, pitch_deg=-40, openness=0.02)]] * 4
        + [[at(200, pitch_deg=-9)]] * 20
    )
    plan = plan_of(frames)
    gazes = [math.degrees(plan.frame(i).faces[0].reading.gaze.pitch) for i in range(44)]
    assert min(gazes) > -9.5
    assert gazes[5] == pytest.approx(-5, abs=0.3)
    assert gazes[40] == pytest.approx(-9, abs=0.3)


def test_where_no_gaze_was_read_it_goes_on_in_a_straight_line() -> None:
    read = [at(200, pitch_deg=-i / 10) for i in range(40)]
    frames = [one if i % 2 == 0 else replace(one, reading=UNREAD) for i, one in enumerate(read)]
    steps = [1 / FPS] * 39
    with_gaps, whole = (smooth(FaceSeries.of(these), steps) for these in (frames, read))
    # The last frame was not read: its gaze is that of the frame before.
    np.testing.assert_allclose(with_gaps.gaze[:36], whole.gaze[:36], atol=math.radians(0.03))
    np.testing.assert_allclose(with_gaps.confidence, whole.confidence)


def test_a_frame_between_a_read_one_and_a_blink_takes_nothing_of_the_blink() -> None:
    frames = [at(200, pitch_deg=-5) for _ in range(40)]
    frames[20] = at(200, pitch_deg=-40, openness=0.02)
    for i in range(1, 40, 2):
        frames[i] = replace(frames[i], reading=UNREAD)
    smoothed = smooth(FaceSeries.of(frames), [1 / FPS] * 39)
    np.testing.assert_allclose(smoothed.gaze[:, 0], math.radians(-5), atol=1e-6)


def test_a_face_that_was_never_read_has_no_confidence() -> None:
    series = FaceSeries.of([replace(at(200), reading=UNREAD)] * 5)
    smoothed = smooth(series, [1 / FPS] * 4)
    np.testing.assert_array_equal(smoothed.gaze, np.zeros((5, 2)))
    np.testing.assert_array_equal(smoothed.confidence, np.zeros(5))


def test_openness_is_never_smoothed() -> None:
    series = FaceSeries.of([at(200, openness=0.3 if i != 10 else 0.01) for i in range(20)])
    np.testing.assert_array_equal(smooth(series, [1 / FPS] * 19).openness, series.openness)


def test_a_head_at_rest_does_not_tremble() -> None:
    rng = np.random.default_rng(0)
    noisy = [turned(float(rng.normal(0, 1))) for _ in range(90)]
    series = FaceSeries.of(noisy)
    calmed = smooth(series, [1 / FPS] * 89)
    assert np.abs(np.diff(calmed.head, axis=0)).mean() < (
        0.3 * np.abs(np.diff(series.head, axis=0)).mean()
    )


def test_half_lowered_lids_hide_the_confidence_with_the_pitch() -> None:
    sightings = [at(200, openness=0.25 if 30 <= i < 34 else 0.4) for i in range(60)]
    for i in range(30, 34):
        sightings[i] = replace(sightings[i], reading=reading(0.0, 0.0, 0.1))
    smoothed = smooth(FaceSeries.of(sightings), [1 / FPS] * 59)
    np.testing.assert_allclose(smoothed.confidence, 1.0)


# Cuts, comings and goings


def test_nothing_leaks_over_a_cut() -> None:
    frames = [[at(200, yaw_deg=10)]] * 20 + [[at(210, yaw_deg=-10)]] * 20
    plan = plan_of(frames, cuts=(20,))
    yaws = [yaw for _, yaw in redirections(plan, 40)]
    np.testing.assert_allclose(yaws[:20], -10, atol=1e-3)
    np.testing.assert_allclose(yaws[20:], 10, atol=1e-3)
    assert face(plan, 19).box[0] + 10 == pytest.approx(face(plan, 20).box[0])


def test_a_shot_without_a_face_between_two_others_is_left_alone() -> None:
    frames = [[at(200, yaw_deg=10)]] * 10 + [[]] * 10 + [[at(200, yaw_deg=10)]] * 10
    plan = plan_of(frames, cuts=(10, 20))
    reasons = [plan.frame(i).reason for i in range(30)]
    assert reasons == [Reason.CORRECTING] * 10 + [Reason.NO_FACE] * 10 + [Reason.CORRECTING] * 10


@pytest.mark.parametrize("jump_px", [3, 30])
def test_a_jump_within_a_scene_smooths_nothing_over_it(jump_px: float) -> None:
    timeline = Timeline()
    for i in range(40):
        x = 200 if i < 20 else 200 + jump_px
        timeline.add(i / FPS, [at(x)], unlike=0.2 if i == 20 else 0.0)
    plan = timeline.plan(ANGLE, EditOptions())
    centres = [face(plan, i).left.landmarks[6, 0] for i in range(40)]
    np.testing.assert_allclose(centres, [230] * 20 + [230 + jump_px] * 20, atol=1e-3)


def test_a_face_that_comes_within_a_shot_fades_in_and_one_that_goes_fades_out() -> None:
    plan = plan_of([[]] * 10 + [[at(200)]] * 40 + [[]] * 10, ANGLE)
    pitches = [pitch for pitch, _ in redirections(plan, 60)][10:50]
    assert pitches[0] < 2
    assert pitches[20] == pytest.approx(10)
    assert pitches[-1] < 2
    assert plan.frame(5).reason is Reason.NO_FACE
    assert plan.frame(55).reason is Reason.FACE_LOST


def test_a_face_that_is_there_from_the_first_to_the_last_frame_is_corrected_in_all() -> None:
    pitches = [pitch for pitch, _ in redirections(plan_of([[at(200)]] * 30, ANGLE), 30)]
    np.testing.assert_allclose(pitches, 10, atol=1e-4)


@pytest.mark.parametrize("gap_s", [0.2, 1.0, 2.0, 60.0])
def test_each_picture_of_a_slow_series_is_corrected(gap_s: float) -> None:
    timeline = Timeline()
    for i in range(5):
        timeline.add(i * gap_s, [at(200)])
    plan = timeline.plan(ANGLE, EditOptions())
    np.testing.assert_allclose([pitch for pitch, _ in redirections(plan, 5)], 10, atol=1e-4)


def test_a_face_that_is_missed_for_a_moment_is_bridged() -> None:
    frames = [[at(200 + i)] for i in range(30)]
    frames[15] = []
    plan = plan_of(frames, ANGLE)
    assert redirections(plan, 30)[15][0] == pytest.approx(10)
    assert face(plan, 15).left.landmarks[6, 0] == pytest.approx(245, abs=0.1)


def test_a_face_that_is_missed_for_longer_is_away() -> None:
    frames = [[at(200)] for _ in range(40)]
    frames[15:25] = [[]] * 10
    plan = plan_of(frames, ANGLE)
    assert [plan.frame(i).reason for i in (14, 20, 25)] == [
        Reason.CORRECTING,
        Reason.FACE_LOST,
        Reason.CORRECTING,
    ]


@pytest.mark.parametrize("strength", [100.0, 40.0])
def test_a_slightly_turned_head_shows_as_correcting_at_any_strength(strength: float) -> None:
    plan = plan_of([[turned(26)]] * 10, replace(ANGLE, strength=strength))
    (planned,) = plan.frame(5).faces
    assert planned.why is Reason.CORRECTING
    assert math.degrees(planned.redirection.pitch) == pytest.approx(0.896 * strength / 10, abs=1e-3)


def test_one_frame_is_a_clip() -> None:
    assert redirections(plan_of([[at(200, pitch_deg=-6)]]), 1)[0][0] == pytest.approx(6, abs=1e-3)


def test_eyes_in_contact_are_left_alone_in_clips_too() -> None:
    sighting = at(200, pitch_deg=-3)
    unsure = replace(sighting.reading, error=Gaze(math.radians(5), math.radians(3)))
    plan = plan_of([[replace(sighting, reading=unsure)]] * 30)
    assert {plan.frame(i).faces[0].why for i in range(30)} == {Reason.IN_CONTACT}
    assert redirections(plan, 30) == [(0.0, 0.0)] * 30


def test_a_clip_without_faces_has_a_plan() -> None:
    assert plan_of([[]] * 3).frame(1).reason is Reason.NO_FACE


# What is asked


def test_a_span_is_corrected_within_it_alone_and_fades_at_its_ends() -> None:
    plan = plan_of([[at(200)]] * 90, ANGLE, EditOptions(from_s=1.0, to_s=2.0))
    planned = [plan.frame(i) for i in range(90)]
    assert {frame.reason for frame in planned[:30] + planned[60:]} == {Reason.OFF}
    assert not any(frame.faces for frame in planned[:30] + planned[60:])
    pitches = [math.degrees(frame.faces[0].redirection.pitch) for frame in planned[30:60]]
    assert pitches[15] == pytest.approx(10)
    assert max(pitches[0], pitches[-1]) < 2.7


def test_angles_over_time_take_the_place_of_the_settings() -> None:
    curve = AngleCurve((0.0, 1.0), (0.0, 10.0), (4.0, 4.0))
    angles = redirections(plan_of([[at(200)]] * 60, ANGLE, EditOptions(angles=curve)), 60)
    np.testing.assert_allclose(
        [pitch for pitch, _ in angles], [min(10.0, i / 3) for i in range(60)], atol=1e-3
    )
    np.testing.assert_allclose([yaw for _, yaw in angles], 4, atol=1e-3)


def test_in_contact_mode_angles_over_time_are_added_to_the_lens() -> None:
    curve = AngleCurve((0.0,), (3.0,), (0.0,))
    angles = redirections(
        plan_of([[at(200, pitch_deg=-5)]] * 10, CONTACT, EditOptions(angles=curve)), 10
    )
    np.testing.assert_allclose([pitch for pitch, _ in angles], 8, atol=1e-2)


TWO = [[at(100), at(400)]] * 10


@pytest.mark.parametrize(
    ("choice", "numbers"),
    [
        (FaceChoice(), {1, 2}),
        (FaceChoice(numbers=(2,)), {2}),
        (FaceChoice(numbers=(1, 2)), {1, 2}),
        (FaceChoice(points=((400.0, 150.0),)), {2}),
        (FaceChoice(points=((105.0, 140.0),), numbers=(2,)), {1, 2}),
        (FaceChoice(points=((250.0, 20.0),)), set()),
    ],
)
def test_faces_are_chosen_by_number_and_by_point(choice: FaceChoice, numbers: set[int]) -> None:
    plan = plan_of(TWO, ANGLE, EditOptions(faces=choice))
    assert {face.number for face in plan.frame(5).faces} == numbers


POINT = EditOptions(FaceChoice(points=((100.0, 150.0),)))


def test_a_point_means_the_first_face_that_lies_there() -> None:
    tracks = timeline_of([[at(100)]] * 5 + [[]] * 60 + [[at(100)]] * 5).faces.all
    assert [track.number for track in choose(tracks, POINT)] == [1]
    later = replace(POINT, from_s=1.0)
    assert [track.number for track in choose(tracks, later)] == [2]


def test_the_largest_face_is_followed_and_kept_against_one_that_is_hardly_larger() -> None:
    small, large = plain_face((100, 150), eye_width=20), plain_face((400, 150), eye_width=21)
    rows = [FaceSighting(one, reading(0, 0), LOOK) for one in (small, large)]
    plan = plan_of([[rows[0]]] * 5 + [rows] * 5, ANGLE, EditOptions(faces=FaceChoice(most=1)))
    assert [[face.number for face in plan.frame(i).faces] for i in (2, 7)] == [[1], [1]]


def test_a_face_that_outgrows_the_followed_one_takes_its_place() -> None:
    small, large = plain_face((100, 150), eye_width=20), plain_face((400, 150), eye_width=32)
    rows = [FaceSighting(one, reading(0, 0), LOOK) for one in (small, large)]
    plan = plan_of([[rows[0]]] * 5 + [rows] * 5, ANGLE, EditOptions(faces=FaceChoice(most=1)))
    assert [[face.number for face in plan.frame(i).faces] for i in (2, 7)] == [[1], [2]]


# A look into the lens


def test_a_moment_of_eye_contact_counts_for_the_whole_shot_of_that_speaker() -> None:
    rows = [*[[at(200, pitch_deg=-9)]] * 45, *[[at(200, pitch_deg=3)]] * 15]
    cut = [[at(200, pitch_deg=-9)]] * 20
    edit = EditOptions(lens_at_s=(1.75,))
    known, plain = (
        np.array(redirections(plan_of(rows + cut, CONTACT, e, cuts=(60,)), 80))
        for e in (edit, EditOptions())
    )
    # The speaker's offset, and 1.16 times the 9 degrees that were read.
    offset = math.degrees(Profile.of_look(Gaze(math.radians(3), 0.0)).bias.pitch) + 0.16 * 9
    # Later on the correction fades out for the look into the lens.
    assert known[:30, 0] == pytest.approx(plain[:30, 0] + offset, abs=0.05)
    assert np.array_equal(known[60:], plain[60:])
