"""The table of what a capture is good for, on drawn readings."""

from __future__ import annotations

import numpy as np

from gazefix.evaluation.captured import captured_readings, captured_table, is_captured
from gazefix.evaluation.known_gaze.eyes import Photo
from gazefix.evaluation.known_gaze.reading import Readings

PHOTOS = tuple(
    Photo(person, head, pitch, yaw)
    for person in (1, 2)
    for head in (0, 15)
    for pitch in (-10, 0, 10)
    for yaw in range(-15, 16, 5)
)


def readings(noise_deg: float = 0.5) -> Readings:
    rng = np.random.default_rng(2)
    truth = np.array([(p.pitch_deg, p.yaw_deg) for p in PHOTOS], float)
    person = np.array([p.person for p in PHOTOS])
    head = np.array([p.head_deg for p in PHOTOS])
    read = np.array([3.0, -2.0]) * person[:, None] + 0.8 * truth
    read[:, 1] += 0.1 * head
    read += rng.normal(0, noise_deg, read.shape)
    looked = read - np.array([3.0, -2.0]) * person[:, None]
    stated = np.ones_like(read)
    return Readings(person, head, truth, read, looked, looked, *[stated] * 6)


def test_half_of_the_gazes_are_captured() -> None:
    captured = [is_captured(photo) for photo in PHOTOS]
    assert 0.4 < np.mean(captured) < 0.6


def test_a_capture_takes_away_offset_gain_and_the_heads_share() -> None:
    found = captured_readings(readings(), PHOTOS)
    uncalibrated, one_look, captured = found.errors.mean(0)[:, 2]
    assert captured < 1.3 < one_look < uncalibrated
    assert "capture | " in captured_table(found) and "Refused: nobody" in captured_table(found)


def test_people_who_could_not_be_captured_are_named() -> None:
    wild = readings(noise_deg=9.0)
    found = captured_readings(wild, PHOTOS)
    assert set(found.refused) == {1, 2}
    assert found.errors.shape == (0, 3, 3)
    assert "person 2: " in captured_table(found)
