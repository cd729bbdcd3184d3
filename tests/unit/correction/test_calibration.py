"""Calibration by two looks: what it finds, which looks it rejects, how its profiles are kept."""

from __future__ import annotations

import math
import re
import stat
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazefix.correction.calibration import (
    Look,
    Resting,
    Sample,
    check_look,
    fit_look,
    likely_offset,
    make_profile,
    record_look,
    sample,
)
from gazefix.correction.gaze import Profile
from gazefix.correction.redirector import Measurement, SeenFace
from gazefix.correction.saved_profiles import (
    SavedProfile,
    choose_profile,
    delete_profile,
    list_profiles,
    load_profile,
    profile_name,
    rename_profile,
    save_profile,
    weights_file,
)
from gazefix.errors import ProfileError
from gazefix.imaging.crops import view_eye
from gazefix.types import Eye, Face, Frame, Gaze, GazeReading, HeadPose, Side

SIZE = (1280, 720)
CAMERA = ("HD Webcam", SIZE)
# As the code has it; a change there must be meant.
REST_DEG_PER_S = 0.02


def look(
    vertical: float = 0.0,
    horizontal: float = 0.0,
    count: int = 40,
    noise: float = 0.4,
    head: float = 0.0,
    confidence: float = 0.9,
) -> list[Sample]:
    rng = np.random.default_rng(3)
    return [
        Sample(
            vertical + rng.normal(0, noise),
            horizontal + rng.normal(0, noise),
            head,
            0.0,
            confidence,
        )
        for _ in range(count)
    ]


def profile_of(lens: list[Sample], window: list[Sample]) -> SavedProfile:
    return make_profile(Look(*CAMERA, lens), Look(*CAMERA, window))


def saved() -> SavedProfile:
    return profile_of(look(2.0, -1.5), look(-10.0, 4.5))


def measurement(openness: float = 0.3, gaze: bool = True) -> Measurement:
    around = np.array(
        [(-30, 0), (-6, -10), (16, -8), (30, 0), (12, 7), (-9, 7), (3, 0)], np.float32
    )
    left = Eye(Side.LEFT, around + np.float32(200), 12.0, openness)
    right = Eye(Side.RIGHT, around * np.float32((-1, 1)) + np.float32((100, 200)), 12.0, openness)
    face = Face(left, right, HeadPose(0.0, 0.1, 0.0), (50, 50, 250, 300))
    frame = np.full((400, 400, 3), 128, np.uint8)
    reading = GazeReading(Gaze(0.1, -0.05), 0.8)
    read = reading if gaze else None
    return Measurement(
        (SeenFace(face, (view_eye(frame, left), view_eye(frame, right)), read),), 0.0
    )


def test_the_bias_is_the_likely_part_of_what_is_measured_while_looking_into_the_lens() -> None:
    profile = saved()
    # People's offsets: 3.8 and 2.2 degrees; the error of a pose of the head: 1.8.
    shares = 3.8**2 / (3.8**2 + 1.8**2), 2.2**2 / (2.2**2 + 1.8**2)
    assert profile.bias_vertical_deg == pytest.approx(1.16 * shares[0] * 2.0, abs=0.3)
    assert profile.bias_horizontal_deg == pytest.approx(shares[1] * -1.5, abs=0.3)
    bias = profile.profile.bias
    assert math.degrees(bias.pitch) == pytest.approx(profile.bias_vertical_deg)
    assert math.degrees(bias.yaw) == pytest.approx(profile.bias_horizontal_deg)


def circling(follow: float = 0.0) -> list[Sample]:
    """A look into the lens with a circling head: the offset depends on it."""
    rng = np.random.default_rng(5)
    samples = []
    for angle in np.linspace(0, 4 * math.pi, 240):
        up, aside = 12 * math.sin(angle), 12 * math.cos(angle)
        read = np.array([3 + 0.15 * aside + follow * up, -2 - 0.1 * abs(aside) + follow * aside])
        samples.append(Sample(*(read + rng.normal(0, 0.5, 2)).tolist(), up, aside, 0.9))
    return samples


@pytest.mark.parametrize("aside_deg", [-12.0, 0.0, 12.0])
def test_a_look_with_a_moving_head_tells_how_the_offset_depends_on_it(aside_deg: float) -> None:
    saved = profile_of(circling(), look(-10.0, 4.5))
    read = np.radians([3 + 0.15 * aside_deg, -2 - 0.1 * abs(aside_deg)]).tolist()
    head = HeadPose(0.0, math.radians(aside_deg), 0.0)
    left = saved.profile.corrected(Gaze(*read), head)
    assert math.degrees(math.hypot(left.pitch, left.yaw)) < 1.0  # of 3.6 to 5.7
    still = profile_of(look(3.0, -2.0), look(-10.0, 4.5)).profile
    assert saved.profile.error.pitch < still.error.pitch
    assert saved.profile.error.yaw < still.error.yaw


@pytest.mark.parametrize("follow", [0.6, 1.0])
def test_eyes_that_follow_the_head_are_no_look(follow: float) -> None:
    check_look(circling())
    with pytest.raises(ProfileError, match="wandered"):
        check_look(circling(follow))


def test_the_window_lies_where_the_eyes_went_between_the_looks() -> None:
    assert saved().window_vertical_deg == pytest.approx(-12.0, abs=0.4)
    assert saved().window_horizontal_deg == pytest.approx(6.0, abs=0.4)


def test_an_older_profile_of_two_looks_is_still_read(tmp_path: Path) -> None:
    older = replace(saved(), slopes_vertical=(), slopes_horizontal=(), bias_vertical_deg=2.0)
    save_profile(older, tmp_path)
    again = load_profile(older.name, tmp_path)
    bias, gain = again.profile.bias, again.profile.slopes[0][0]
    assert 0.5 * 2.0 < math.degrees(bias.pitch) / gain < 0.8 * 2.0
    assert not again.thorough


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (look(count=5), "only 5 frames"),
        (look(noise=6.0), "wandered"),
        (look(head=20.0), "head was turned"),
        (look(confidence=0.2), "could not be read"),
    ],
)
def test_a_bad_look_is_rejected_with_its_reason(bad: list[Sample], reason: str) -> None:
    with pytest.raises(ProfileError, match=reason) as raised:
        check_look(bad)
    assert raised.value.hint


def test_a_look_far_beside_the_lens_is_rejected() -> None:
    with pytest.raises(ProfileError, match="beside it"):
        profile_of(look(-20.0), look(-22.0))


@pytest.mark.parametrize("apart", [0.0, 0.3, 1.0])
def test_two_looks_into_the_same_direction_are_refused(apart: float) -> None:
    with pytest.raises(ProfileError, match="same direction") as raised:
        profile_of(look(2.0, 1.0), look(2.0 - apart, 1.0))
    assert "window" in raised.value.hint


@pytest.mark.parametrize("other", [("Other", SIZE), ("HD Webcam", (640, 480))])
def test_looks_with_two_cameras_or_resolutions_are_refused(
    other: tuple[str, tuple[int, int]],
) -> None:
    with pytest.raises(ProfileError, match="camera changed from HD Webcam"):
        make_profile(Look(*CAMERA, look()), Look(*other, look(-10.0)))


def test_a_camera_that_changes_during_a_look_is_refused() -> None:
    frames = (Frame(np.zeros((2, 2, 3), np.uint8), n / 10, n) for n in range(100))
    cameras = iter([CAMERA] * 10 + [("Other", SIZE)] * 100)
    with pytest.raises(ProfileError, match="to Other"):
        record_look(lambda: next(frames), lambda _: measurement(), lambda: next(cameras))


def test_a_profile_tells_its_day(tmp_path: Path) -> None:
    assert date.fromisoformat(saved().made) <= date.today()
    path = save_profile(saved(), tmp_path)
    path.write_text("\n".join(x for x in path.read_text().splitlines() if "made" not in x))
    assert load_profile(saved().name, tmp_path).made == ""


def test_a_renamed_profile_keeps_its_numbers_and_takes_no_others_name(tmp_path: Path) -> None:
    save_profile(saved(), tmp_path)
    rename_profile(saved().name, "anna", tmp_path)
    assert list_profiles(tmp_path) == ["anna"]
    assert load_profile("anna", tmp_path) == saved()
    save_profile(saved(), tmp_path)
    with pytest.raises(ProfileError, match="'anna' already"):
        rename_profile(saved().name, "anna", tmp_path)
    with pytest.raises(ProfileError, match="invalid profile name"):
        rename_profile("anna", "../anna", tmp_path)
    with pytest.raises(ProfileError, match="no profile"):
        rename_profile("ben", "carl", tmp_path)


def test_frames_without_face_gaze_or_open_eyes_add_nothing() -> None:
    assert sample(Measurement((), 0.0)) is None
    assert sample(measurement(openness=0.02)) is None
    assert sample(measurement(gaze=False)) is None


def test_a_frames_sample_tells_gaze_and_head() -> None:
    found = sample(measurement())
    assert found is not None
    assert (found.vertical_deg, found.horizontal_deg) == pytest.approx(
        (math.degrees(0.1), math.degrees(-0.05))
    )
    assert found.head_horizontal_deg == pytest.approx(math.degrees(0.1))


def test_a_look_takes_the_frames_of_its_seconds_but_not_stale_ones() -> None:
    frames: Iterator[Frame] = (
        Frame(np.zeros((2, 2, 3), np.uint8), 5 + n / 10, n) for n in range(1000)
    )
    measured: list[float] = []

    def measure(frame: Frame) -> Measurement:
        measured.append(round(frame.time_s - 5, 1))
        return measurement()

    made = record_look(lambda: next(frames), measure, lambda: CAMERA, 1.0)
    assert len(made.samples) == len(measured)
    assert (made.camera, made.size) == CAMERA
    assert (measured[0], measured[-1]) == pytest.approx((0.4, 1.4), abs=0.11)


def test_a_profile_survives_a_round_trip(tmp_path: Path) -> None:
    save_profile(saved(), tmp_path)
    assert list_profiles(tmp_path) == ["hd-webcam-1280x720"]
    assert load_profile("hd-webcam-1280x720", tmp_path) == saved()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bits")
def test_only_its_owner_may_read_a_profile(tmp_path: Path) -> None:
    assert stat.S_IMODE(save_profile(saved(), tmp_path).stat().st_mode) == 0o600


def test_a_deleted_profile_is_gone(tmp_path: Path) -> None:
    save_profile(saved(), tmp_path)
    delete_profile(saved().name, tmp_path)
    assert list_profiles(tmp_path) == []
    with pytest.raises(ProfileError, match="no profile"):
        delete_profile(saved().name, tmp_path)


def test_a_profiles_redirection_is_renamed_and_deleted_with_it(tmp_path: Path) -> None:
    save_profile(saved(), tmp_path)
    weights_file(saved().name, tmp_path).write_bytes(b"w")
    rename_profile(saved().name, "anna", tmp_path)
    own = weights_file("anna", tmp_path)
    assert load_profile("anna", tmp_path).profile.weights == str(own) and own.is_file()
    save_profile(saved(), tmp_path)
    assert load_profile(saved().name, tmp_path).profile.weights == ""
    delete_profile("anna", tmp_path)
    assert [path.suffix for path in tmp_path.iterdir()] == [".toml"]


def test_a_new_calibration_ends_the_older_ones_redirection(tmp_path: Path) -> None:
    save_profile(thorough(), tmp_path)
    weights_file(thorough().name, tmp_path).write_bytes(b"w")
    save_profile(saved(), tmp_path)  # perhaps of another person
    assert load_profile(saved().name, tmp_path) == saved()


def test_auto_takes_the_cameras_own_profile_if_there_is_one(tmp_path: Path) -> None:
    assert choose_profile("auto", "HD Webcam", SIZE, tmp_path) is None
    save_profile(saved(), tmp_path)
    assert choose_profile("auto", "HD Webcam", SIZE, tmp_path) == saved()
    assert choose_profile("auto", "HD Webcam", (640, 480), tmp_path) is None
    assert choose_profile("none", "HD Webcam", SIZE, tmp_path) is None
    with pytest.raises(ProfileError, match="no profile 'other'"):
        choose_profile("other", "HD Webcam", SIZE, tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("version = 3", "version = 2", "another version"),
        ("version = 3\n", "", "another version"),
        ("spread_deg", "spraed_deg", "incomplete"),
        ("width = 1280", 'width = "wide"', "holds width"),
        ("spread_deg = ", "spread_deg = nan # ", "impossible"),
        ("bias_vertical_deg = ", "bias_vertical_deg = 9", "impossible"),
        ("camera", "= camera", "cannot be read"),
    ],
)
def test_a_corrupt_or_outdated_profile_is_refused_with_a_hint(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    path = save_profile(saved(), tmp_path)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(ProfileError, match=message) as raised:
        load_profile(saved().name, tmp_path)
    assert "--delete" in raised.value.hint


def thorough() -> SavedProfile:
    slopes = (1.1, 0.05, -0.04, 0.0), (0.0, 0.9, 0.0, 0.08)
    profile = Profile(Gaze(0.07, -0.05), Gaze(0.01, 0.012), slopes)
    return SavedProfile.of_profile(*CAMERA, profile, "2026-03-03", 1.24)


def test_a_curved_profile_is_kept_whole(tmp_path: Path) -> None:
    pitch, yaw = ((*row, *(0.1 * n for n in range(10))) for row in thorough().profile.slopes)
    profile = replace(thorough().profile, slopes=(pitch, yaw))
    saved = SavedProfile.of_profile(*CAMERA, profile, "2026-03-03", 1.24)
    save_profile(saved, tmp_path)
    again = load_profile(saved.name, tmp_path).profile
    read, head = Gaze(0.1, -0.2), HeadPose(0.1, 0.3, 0.0)
    wanted = profile.corrected(read, head)
    assert again.corrected(read, head).yaw == pytest.approx(wanted.yaw, abs=1e-3)
    # Far beyond the captured angles, curves stay as they are, and the straight part goes on.
    profile, head = replace(profile, slopes=((1.1, 0.0, *pitch[2:]), yaw)), HeadPose(0.0, 0.0, 0.0)
    far, further = (profile.corrected(Gaze(0.0, yaw), head) for yaw in (0.5, 0.6))
    assert further.pitch == pytest.approx(far.pitch + 0.2 * yaw[1] * 0.1, abs=1e-9)


def test_a_thorough_profile_keeps_gains_and_the_heads_share(tmp_path: Path) -> None:
    save_profile(thorough(), tmp_path)
    again = load_profile(thorough().name, tmp_path)
    assert again.thorough and again.quality == "good" and again.error_deg == 1.2
    read = again.profile.corrected(Gaze(0.1, 0.2), HeadPose(0.1, 0.3, 0.0))
    assert read.pitch == pytest.approx(0.11 + 0.01 - 0.004 - 0.07, abs=2e-4)
    assert read.yaw == pytest.approx(0.18 + 0.024 + 0.05, abs=2e-4)
    assert not saved().thorough


@pytest.mark.parametrize(
    ("old", "new"),
    [("[1.1, 0.05, ", "[1.1, "), ("[1.1, ", "[nan, "), ("[1.1, ", '["a", '), ("= [1.1", "= 3 # ")],
)
def test_slopes_that_are_no_slopes_are_refused(tmp_path: Path, old: str, new: str) -> None:
    path = save_profile(thorough(), tmp_path)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(ProfileError):
        load_profile(thorough().name, tmp_path)


@pytest.mark.parametrize("name", ["../config", "", ".hidden", "a/b"])
def test_names_that_are_paths_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProfileError, match="invalid profile name"):
        load_profile(name, tmp_path)


def test_names_hold_camera_and_resolution() -> None:
    assert profile_name("Logitech  C920 (046d:082d)", SIZE) == "logitech-c920-046d-082d-1280x720"
    assert replace(saved(), camera="?!").name == "camera-1280x720"


def test_cameras_whose_names_have_no_latin_letters_have_profiles_of_their_own() -> None:
    names = [profile_name(name, SIZE) for name in ("Камера", "Вебкамера", "摄像头", "Камера HD")]
    assert len(set(names)) == 4
    assert all(re.fullmatch(r"[a-z0-9-]+-1280x720", name) for name in names)


def test_who_is_read_by_too_little_of_the_eyes_turn_gets_more_gain() -> None:
    heads = np.array([(0.0, yaw) for yaw in (-15.0, 0.0, 15.0) for _ in range(30)])

    def gains(follows: float) -> tuple[float, float]:
        pitch, yaw = fit_look(
            np.array([(2.0, -1.0 + follows * yaw) for _, yaw in heads]), heads
        ).slopes
        return pitch[0], yaw[1]

    little, usual, much = (gains(follows) for follows in (0.2, 0.0, -0.2))
    assert usual == pytest.approx((1.16, 1.0))
    for k in (0, 1):
        assert usual[k] * 1.05 < little[k] < usual[k] * 1.2
        assert usual[k] * 0.8 < much[k] < usual[k] * 0.95


# ---- without calibration ----


@given(st.floats(-20, 20), st.floats(0.1, 5))
def test_the_higher_eyes_rest_the_higher_is_their_offset_but_never_by_as_much(
    rest_deg: float, more_deg: float
) -> None:
    offsets = [likely_offset(math.radians(at)) for at in (rest_deg, rest_deg + more_deg)]
    assert 0 < offsets[1] - offsets[0] < math.radians(more_deg)


def test_who_rests_above_the_lens_is_read_too_high_and_below_it_hardly_anything_is_known() -> None:
    assert math.degrees(likely_offset(math.radians(6))) > 3
    assert abs(math.degrees(likely_offset(math.radians(-7)))) < 0.5


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(0, 0.5)), min_size=1, max_size=60))
def test_what_a_rest_tells_never_moves_the_gaze_visibly(steps: list[tuple[float, float]]) -> None:
    resting = Resting()
    for pitch_deg, dt_s in steps:
        after = resting.after(math.radians(pitch_deg), dt_s)
        moved_deg = math.degrees(abs(after.offset - resting.offset))
        assert moved_deg <= REST_DEG_PER_S * dt_s + 1e-12
        resting = after


def test_eyes_that_rest_long_enough_tell_all_they_can_and_glances_nothing() -> None:
    resting = Resting()
    for number in range(20000):
        resting = resting.after(math.radians(-60 if number % 3 else 5), 0.5)
    assert resting.offset == pytest.approx(likely_offset(math.radians(5)), rel=0.05)
