"""A capture from end to end with simulated people: what is recovered, and what is refused."""

from __future__ import annotations

import errno
import itertools
import math
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from helpers.captures import SCREEN, Person, follow

from gazefix.correction.calibration import Look, Sample, make_profile
from gazefix.errors import OutputError, ProfileError
from gazefix.personal.capture import Capture, save_capture
from gazefix.personal.fit import PersonalReading, fit_reading
from gazefix.personal.screen import Screen
from gazefix.types import Gaze, HeadPose

Frames = list[tuple[Gaze, Gaze, HeadPose]]


def fitted(capture: Capture) -> PersonalReading:
    """The fit on what the capture itself read: no network reads the grey pictures."""
    recording = capture.recording()
    by_dot: dict[int, list[tuple[float, float]]] = {}
    for seen in capture.seen:
        if seen.openness > 0.2:
            by_dot.setdefault(seen.dot, []).append(seen.read_deg)
    read = np.array([np.median(by_dot[dot], axis=0) for dot in recording.dots.tolist()])
    heads, gazes = (np.degrees(recording.values[name][:, :2]) for name in ("head", "gaze"))
    return fit_reading(read, heads.astype(float), gazes.astype(float), recording.dots)


def errors_deg(frames: Frames, correct: Any) -> list[float]:
    return [
        math.degrees(math.hypot(got.pitch - true.pitch, got.yaw - true.yaw))
        for true, read, head in frames
        for got in [correct(read, head)]
    ]


def two_looks(person: Person) -> Any:
    """The profile of the two-look calibration of the same person."""
    rng = np.random.default_rng(5)

    def look(true_deg: tuple[float, float]) -> Look:
        samples = []
        for _ in range(40):
            read = person.read(Gaze(*np.radians(true_deg)), HeadPose(0.0, 0.0, 0.0), rng)
            samples.append(Sample(math.degrees(read.pitch), math.degrees(read.yaw), 0.0, 0.0, 0.9))
        return Look("camera", (640, 480), samples)

    return make_profile(look((0.0, 0.0)), look((-15.0, 0.0))).profile


def test_known_errors_are_recovered_within_a_degree_and_two_looks_are_not_enough() -> None:
    person = Person()
    capture, _ = follow(person)
    reading = fitted(capture)
    _, later = follow(replace(person, noise_deg=0.0, seed=7))
    capture_error = float(np.median(errors_deg(later, reading.profile.corrected)))
    looks_error = float(np.median(errors_deg(later, two_looks(person).corrected)))
    nothing = float(np.median(errors_deg(later, lambda read, head: read)))
    assert capture_error < 1.0
    assert capture_error < looks_error / 2 < nothing / 2
    assert reading.gain == pytest.approx(0.8 / 1.04, abs=0.06)
    assert reading.aside >= 2
    assert reading.error_deg < 1.5 < reading.before_deg


def test_a_curve_is_fitted_only_where_held_out_dots_get_better() -> None:
    straight = fitted(follow(Person())[0])
    assert {len(row) for row in straight.profile.slopes} == {4}
    person = Person(turned_share=0.3)
    curved = fitted(follow(person)[0]).profile
    assert {len(row) for row in curved.slopes} == {14}
    pitch, yaw = curved.slopes
    line = replace(curved, slopes=(pitch[:4], yaw[:4]))
    _, later = follow(replace(person, noise_deg=0.0, seed=7))
    turned = [frame for frame in later if abs(frame[2].yaw) > 0.2]
    by_curve, by_line = (
        float(np.median(errors_deg(turned, profile.corrected))) for profile in (curved, line)
    )
    assert by_curve < 1.5 < by_line / 2


def test_a_person_who_is_read_rightly_keeps_the_reading() -> None:
    person = Person((0.0, 0.0), 1.0, 0.0)
    reading = fitted(follow(person)[0])
    (pp, *_), (_, yy, *_) = reading.profile.slopes
    assert (pp, yy) == pytest.approx((1.0, 1.0), abs=0.08)
    assert math.degrees(math.hypot(reading.profile.bias.pitch, reading.profile.bias.yaw)) < 0.8
    assert reading.doubt == ""


@pytest.mark.parametrize(
    ("person", "message"),
    [
        (Person(elsewhere=0.6), "elsewhere|could only be read"),
        (Person(gain=0.0), "could only be read"),
        (Person(second=0.5), "second person"),
        (Person(level=20), "too dark"),
        (Person(noise_deg=9.0), "rested on only|could only be read"),
    ],
)
def test_bad_captures_are_refused(person: Person, message: str) -> None:
    with pytest.raises(ProfileError, match=message):
        fitted(follow(person)[0])


@pytest.mark.parametrize("factor", [0.7, 1.3])
def test_a_screen_of_a_wrong_size_is_told(factor: float) -> None:
    size = SCREEN.size_mm[0] * factor, SCREEN.size_mm[1] * factor
    capture, _ = follow(Person(gain=1.0), told=Screen(size, (size[0] / 2, -8.0)))
    assert "check the screen's size" in fitted(capture).doubt


def test_a_computer_that_is_too_slow_is_told() -> None:
    capture, _ = follow(Person(elsewhere=0.0), fps=3.0)
    with pytest.raises(ProfileError, match="too few pictures of your face"):
        capture.recording()


def test_blinks_and_frames_of_another_size_do_not_count() -> None:
    capture, _ = follow(Person(elsewhere=0.0))
    kept = capture.recording()
    assert len(set(kept.dots.tolist())) == 40
    assert min(shot.frame_and_face()[1].left.openness for shot in kept.shots()) > 0.2
    assert np.bincount(kept.dots).max() <= 8


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("step", [1, 2])
def test_a_full_disk_keeps_the_older_recording_and_profile(
    step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_, **__: str(tmp_path))
    capture, _ = follow(Person())
    recording, reading = capture.recording(), fitted(capture)
    save_capture(recording, reading)
    before = contents(tmp_path)
    assert len(before) == 2
    steps = itertools.count(1)

    def full(_: int) -> None:
        if next(steps) == step:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    other = replace(reading, error_deg=0.7)
    with pytest.raises(OutputError, match="No space"):
        save_capture(recording, other)
    assert contents(tmp_path) == before
    save_capture(recording, other)
    assert contents(tmp_path) != before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_recording_that_does_not_fit_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import resource

    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_, **__: str(tmp_path))
    capture, _ = follow(Person())
    recording, reading = capture.recording(), fitted(capture)
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, usual[1]))
    try:
        with pytest.raises(OutputError, match="too large"):
            save_capture(recording, reading)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert contents(tmp_path) == {}


def test_a_repeated_dot_replaces_its_frames() -> None:
    capture, _ = follow(Person())
    before = len(capture.seen)
    capture.forget_from(30)
    assert 0 < len(capture.seen) < before
    assert capture.frames_at(30) == 0 < capture.frames_at(29)
