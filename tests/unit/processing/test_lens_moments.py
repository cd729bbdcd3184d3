"""A moment in which a speaker looks into the lens calibrates that speaker."""

from __future__ import annotations

import logging
import math
from dataclasses import replace

import numpy as np
import pytest
from helpers.correctors import plain_face
from hypothesis import given
from hypothesis import strategies as st

from gazefix.correction.gaze import NO_PROFILE, Profile, standard_error
from gazefix.errors import ConfigError
from gazefix.processing.clip_faces import UNREAD, ClipFaces, FaceSighting
from gazefix.processing.edit_options import EditOptions, check_one_pass
from gazefix.processing.lens_moments import calibrated, lens_profiles
from gazefix.types import Gaze, GazeReading

LOOK = np.full(48, 100, np.float32)
FPS = 30.0
Row = tuple[float, float, float]
"""Pitch and yaw in degrees (NaN where they were not read), and openness."""


def clip(*faces: list[Row]) -> ClipFaces:
    """Faces beside each other, the first one the largest."""
    found = ClipFaces()
    for number in range(len(faces[0])):
        sightings = []
        for place, rows in enumerate(faces):
            pitch, yaw, openness = rows[number]
            shown = plain_face((200.0 + 300 * place, 150.0), openness=openness)
            x0, y0, x1, y1 = shown.box
            shown = replace(shown, box=(x0, y0, x1, y1 - 10 * place))
            gaze = Gaze(math.radians(pitch), math.radians(yaw))
            error = standard_error(shown, NO_PROFILE)
            read = UNREAD if math.isnan(pitch) else GazeReading(gaze, 1.0, error)
            sightings.append(FaceSighting(shown, read, LOOK))
        found.add(0, number, number / FPS, sightings)
    return found


def bias_deg(profile: Profile) -> tuple[float, float]:
    return math.degrees(profile.bias.pitch), math.degrees(profile.bias.yaw)


AWAY: list[Row] = [(-9.0, 4.0, 0.3)] * 60
#: Looks into the lens for half a second, with a blink in its middle.
SPEAKER: list[Row] = [*AWAY[:30], *[(3.0, -2.0, 0.3)] * 15, *AWAY[:15]]
SPEAKER[37] = (-30.0, 0.0, 0.02)


def test_the_moment_is_that_persons_look_into_the_lens_whatever_a_blink_shows() -> None:
    faces = clip(SPEAKER).all
    look = Profile.of_look(Gaze(math.radians(3), math.radians(-2)))
    assert bias_deg(lens_profiles(faces, [37 / FPS])[1]) == pytest.approx(bias_deg(look), abs=1e-3)


def test_the_largest_face_with_open_eyes_is_meant() -> None:
    closed: list[Row] = [(0.0, 0.0, 0.02)] * 60
    assert list(lens_profiles(clip(SPEAKER, AWAY).all, [1.2])) == [1]
    assert list(lens_profiles(clip(closed, SPEAKER).all, [1.2])) == [2]


@pytest.mark.parametrize(
    ("rows", "at_s", "words"),
    [
        ([(0.0, 0.0, 0.02)] * 60, 1.0, "No face with open eyes at 1 s"),
        (AWAY, 9.0, "No face with open eyes at 9 s"),
        ([(-18.0, 4.0, 0.3)] * 60, 1.0, "18 degrees beside the lens"),
    ],
)
def test_a_moment_that_shows_no_look_into_the_lens_is_told_and_not_used(
    rows: list[Row], at_s: float, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert lens_profiles(clip(rows).all, [at_s]) == {}
    assert words in caplog.text


@given(st.floats(-10, 10), st.floats(-10, 10))
def test_a_calibrated_face_is_read_by_its_profile_and_states_less_error(
    pitch_deg: float, yaw_deg: float
) -> None:
    profile = Profile.of_look(Gaze(math.radians(pitch_deg), math.radians(yaw_deg)))
    before = clip(SPEAKER).all[0].series
    after = calibrated(before, profile)
    gain = profile.slopes[0][0], profile.slopes[1][1]
    known = before.gaze * gain - (profile.bias.pitch, profile.bias.yaw)
    assert np.allclose(after.gaze, known, atol=1e-6)
    assert (after.error < before.error).all()
    assert after.landmarks is before.landmarks


def test_a_moment_outside_the_part_or_in_one_pass_is_refused() -> None:
    with pytest.raises(ConfigError, match="outside"):
        EditOptions(from_s=2.0, lens_at_s=(1.0,))
    with pytest.raises(ConfigError, match="two passes"):
        check_one_pass(EditOptions(lens_at_s=(1.0,)))


def test_frames_in_which_no_gaze_was_read_say_nothing() -> None:
    every_other = [(math.nan, math.nan, 0.3) if n % 2 else row for n, row in enumerate(SPEAKER)]
    look = Profile.of_look(Gaze(math.radians(3), math.radians(-2)))
    found = lens_profiles(clip(every_other).all, [34 / FPS])[1]
    assert bias_deg(found) == pytest.approx(bias_deg(look), abs=1e-3)
