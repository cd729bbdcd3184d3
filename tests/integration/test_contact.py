"""Contact mode on a real face: the gaze is measured, brought to the lens, and let go of."""

from __future__ import annotations

import csv
import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from helpers.eyes import outside_eyes

from gazefix.config import Config, CorrectionConfig, EngineConfig, ModeName
from gazefix.correction.blinks import CLOSED_OPENNESS
from gazefix.correction.calibration import Look, record_look
from gazefix.correction.corrector import Corrector
from gazefix.correction.policy import Reason
from gazefix.imaging.operations import encode_png
from gazefix.media.video import ClipReader
from gazefix.types import Face, Frame, Gaze, Image


def settings(mode: ModeName = "contact", **values: float) -> Config:
    return Config(
        correction=CorrectionConfig(mode=mode, **values), engine=EngineConfig(device="cpu")
    )  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def corrector() -> Iterator[Corrector]:
    with Corrector(settings(), still=True) as shared:
        yield shared


def turned(corrector: Corrector, frame: Frame, vertical_deg: float, horizontal_deg: float) -> Frame:
    """The frame with its eyes turned away from the lens."""
    by = Gaze(math.radians(vertical_deg), math.radians(horizontal_deg))
    return corrector.apply(frame, corrector.measure(frame, gaze=False), by).frame


def degrees(gaze: Gaze) -> tuple[float, float]:
    return math.degrees(gaze.pitch), math.degrees(gaze.yaw)


def gaze_deg(corrector: Corrector, frame: Frame) -> tuple[float, float]:
    gaze = corrector.measure(frame).seen[0].gaze
    assert gaze is not None
    return degrees(gaze.gaze)


@pytest.mark.parametrize(
    ("vertical", "horizontal", "axis"), [(0, 15, 1), (0, -15, 1), (12, 0, 0), (-12, 0, 0)]
)
def test_turned_eyes_are_measured_as_turned(
    corrector: Corrector, large: Frame, vertical: float, horizontal: float, axis: int
) -> None:
    change = (
        gaze_deg(corrector, turned(corrector, large, vertical, horizontal))[axis]
        - gaze_deg(corrector, large)[axis]
    )
    assert 0.4 < change / (vertical or horizontal) < 1.6


def test_eyes_that_look_away_are_brought_nearer_to_the_lens(
    corrector: Corrector, large: Frame
) -> None:
    away = turned(corrector, large, -8, 12)
    corrector.config = settings()
    corrected = corrector.correct(away)
    assert corrected.reason is Reason.CORRECTING
    assert math.hypot(*gaze_deg(corrector, corrected.frame)) < 0.6 * math.hypot(
        *gaze_deg(corrector, away)
    )


def test_a_picture_is_corrected_at_full_strength(corrector: Corrector, large: Frame) -> None:
    corrector.config = settings(vertical_deg=5.0)
    away = turned(corrector, large, -24, 10)  # surely below the lens
    corrected = corrector.correct(away)
    gaze = corrector.measure(away).seen[0].gaze
    assert gaze is not None
    wanted = math.radians(5 - 2)  # the aim lies 2 degrees below the lens
    for decision in corrected.decisions:
        assert decision.redirection.pitch == pytest.approx(wanted - gaze.gaze.pitch, abs=1e-5)
        assert decision.redirection.yaw == pytest.approx(-gaze.gaze.yaw, abs=1e-5)


def test_eyes_that_look_into_the_lens_are_left_alone(corrector: Corrector, large: Frame) -> None:
    corrector.config = settings()
    corrected = corrector.correct(large)
    assert corrected.frame is large
    assert corrected.reason is Reason.IN_CONTACT


def test_a_frozen_frame_gets_a_correction_that_does_not_move(large: Frame) -> None:
    with Corrector(settings(vertical_deg=10.0)) as live:
        made = [live.correct(Frame(large.bgr, n / 30, n)) for n in range(90)]
    turns = np.array(
        [[(d.redirection.pitch, d.redirection.yaw) for d in m.decisions] for m in made]
    )
    assert np.degrees(np.ptp(turns[60:], axis=0)).max() < 0.05
    drawn = (made[60].frame.bgr != large.bgr).any(-1)
    apart = [np.abs(m.frame.bgr.astype(int) - made[60].frame.bgr)[drawn] for m in made[61:]]
    # In grey levels. Single pixels at an edge move by 3 or 4.
    assert max(each.mean() for each in apart) < 0.3
    assert max(each.max() for each in apart) <= 6


def test_a_clips_first_frame_is_corrected_at_full_strength_and_a_later_face_fades_in(
    large: Frame,
) -> None:
    nobody = np.full_like(large.bgr, 90)
    with Corrector(settings(vertical_deg=12.0)) as corrector:
        first = corrector.correct(replace(large, time_s=0.0)).decisions[0].redirection
        corrector.reset()
        corrector.correct(Frame(nobody, 0.0, 0))
        later = [corrector.correct(Frame(large.bgr, n / 30, n)).decisions for n in range(1, 15)]
    strengths = [math.hypot(d[0].redirection.pitch, d[0].redirection.yaw) for d in later if d]
    full = math.hypot(first.pitch, first.yaw)
    assert strengths[0] < 0.3 * full
    assert strengths[-1] == pytest.approx(full, rel=0.3)


def pitches(corrector: Corrector, large: Frame, times: Sequence[float], **how: Any) -> list[float]:
    """How far the left eye is turned up in one frame after the other."""
    corrections = [corrector.correct(Frame(large.bgr, time_s), **how) for time_s in times]
    return [
        abs(done.decisions[0].redirection.pitch) if done.decisions else 0.0 for done in corrections
    ]


def test_a_correction_that_is_held_back_fades_out_tells_why_and_fades_in_again(
    large: Frame,
) -> None:
    config = Config(correction=CorrectionConfig(vertical_deg=10))
    with Corrector(config) as corrector:
        (full,) = pitches(corrector, large, [0.0])
        held = pitches(corrector, large, [0.04 * n for n in range(1, 9)], fade_out=Reason.TOO_SLOW)
        reason = corrector.correct(Frame(large.bgr, 0.36), fade_out=Reason.TOO_SLOW).reason
        back = pitches(corrector, large, [0.40 + 0.04 * n for n in range(8)])
    assert held[0] > 0.6 * full
    assert held == sorted(held, reverse=True)
    assert held[-1] == 0
    assert reason is Reason.TOO_SLOW
    assert back[0] < 0.3 * full
    assert back[-1] == pytest.approx(full, rel=0.3)


def test_switching_off_and_on_fades_and_costs_nothing_while_it_is_off(large: Frame) -> None:
    on = Config(correction=CorrectionConfig(vertical_deg=10))
    with Corrector(on) as corrector:
        (full,) = pitches(corrector, large, [0.0])
        corrector.config = replace(on, correction=replace(on.correction, enabled=False))
        (fading,) = pitches(corrector, large, [0.04])
        pitches(corrector, large, [0.2, 0.4])
        off = corrector.correct(Frame(large.bgr, 0.44))
        corrector.config = on
        back = pitches(corrector, large, [0.48 + 0.04 * n for n in range(8)])
    assert fading > 0.6 * full
    assert off.reason is Reason.OFF
    assert off.measurement.localize_ms == 0
    assert back[0] < 0.5 * full
    assert back[-1] == pytest.approx(full, rel=0.3)


def test_a_face_that_goes_is_told_as_lost(large: Frame) -> None:
    nobody = Frame(np.full_like(large.bgr, 90), 0.2, 1)
    with Corrector(settings()) as corrector:
        assert corrector.correct(nobody).reason is Reason.NO_FACE
        corrector.correct(replace(large, time_s=0.3))
        gone = corrector.correct(replace(nobody, time_s=0.4))
    assert gone.reason is Reason.FACE_LOST
    assert gone.frame.bgr is nobody.bgr


@pytest.mark.shared
def test_a_speakers_eyes_come_nearer_to_the_lens_and_blinks_are_left_alone(
    corrector: Corrector, shared: Path
) -> None:
    """Read again, the corrected eyes of a man who looks about are nearer to the lens by a fifth."""
    config = Config(correction=CorrectionConfig(), engine=EngineConfig(device="cpu"))
    before, after = [], []
    with ClipReader(shared / "media" / "videos" / "lp_d9.mp4") as reader, Corrector(config) as live:
        for number, frame in enumerate(itertools.islice(reader, 90)):
            made = live.correct(frame)
            faces = made.measurement.faces
            if all(eye.openness < CLOSED_OPENNESS for face in faces for eye in face.eyes):
                assert made.frame is frame
                continue
            if number % 6 == 0 and made.reason is Reason.CORRECTING:
                before.append(math.hypot(*gaze_deg(corrector, frame)))
                after.append(math.hypot(*gaze_deg(corrector, made.frame)))
    assert len(before) > 3
    assert np.median(after) < 0.8 * np.median(before)
    assert np.mean(np.array(after) > np.array(before) + 1.5) < 0.1


def with_openness(corrector: Corrector, openness: float) -> Callable[[Image], tuple[Face, ...]]:
    locate = corrector.localizer.locate

    def closed(bgr: Image) -> tuple[Face, ...]:
        return tuple(
            replace(
                f,
                left=replace(f.left, openness=openness),
                right=replace(f.right, openness=openness),
            )
            for f in locate(bgr)
        )

    return closed


def test_closed_eyes_leave_the_frame_as_it_came(
    corrector: Corrector, large: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corrector.localizer, "locate", with_openness(corrector, 0.05))
    corrector.config = settings(vertical_deg=10.0)
    corrected = corrector.correct(large)
    assert corrected.frame is large
    assert corrected.reason is Reason.CLOSED


def test_only_the_eyes_change(corrector: Corrector, large: Frame) -> None:
    corrector.config = settings(vertical_deg=10.0)
    corrected = corrector.correct(large)
    outside = outside_eyes(corrected)
    assert np.array_equal(corrected.frame.bgr[outside], large.bgr[outside])
    assert not np.array_equal(corrected.frame.bgr, large.bgr)


@pytest.mark.slow
def test_a_calibration_is_taken_kept_listed_used_and_forgotten(  # type: ignore[no-untyped-def]
    gazefix, portrait: Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    platformdirs = "gazefix.correction.saved_profiles.platformdirs"
    monkeypatch.setattr(f"{platformdirs}.user_data_dir", lambda *_, **__: str(tmp_path))
    monkeypatch.setattr("click.prompt", lambda *_, **__: "")
    asked_s: list[float] = []

    def record(*arguments: Any) -> Look:
        asked_s.append(arguments[3])
        return record_look(*arguments)

    monkeypatch.setattr("gazefix.correction.calibration.record_look", record)
    monkeypatch.setattr("gazefix.correction.calibration.LENS_S", 2.5)
    refused = gazefix("calibrate", "--source", "demo")  # a portrait whose eyes never move
    assert refused.code == 1
    assert "same direction" in refused.err
    assert asked_s == [2.5, 2.0]
    monkeypatch.setattr("gazefix.correction.calibration.MIN_APART_DEG", 0.0)
    taken = gazefix("calibrate", "--source", "demo")
    assert taken.code == 0, taken.err
    (name,) = (path.stem for path in (tmp_path / "profiles").iterdir())
    assert name in taken.out
    assert name in gazefix("calibrate", "--list").out

    (tmp_path / "in.png").write_bytes(encode_png(portrait))
    (tmp_path / "settings.toml").write_text(f'[correction]\nprofile = "{name}"\n')
    used = gazefix(
        "process", tmp_path / "in.png", tmp_path / "out.png", "--config", tmp_path / "settings.toml"
    )
    assert used.code == 0, used.err

    assert gazefix("calibrate", "--delete", name).code == 0
    gone = gazefix(
        "process", tmp_path / "in.png", tmp_path / "o.png", "--config", tmp_path / "settings.toml"
    )
    assert gone.code == 1
    assert "there is no profile" in gone.err


def test_report_and_plot_come_from_the_command_line(
    gazefix, portrait: Image, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "in.png").write_bytes(encode_png(portrait))
    report, plot = tmp_path / "r.csv", tmp_path / "p.png"
    arguments = (
        "process",
        tmp_path / "in.png",
        tmp_path / "out.png",
        "--vertical",
        "10",
        "--report",
        report,
        "--plot",
        plot,
    )
    assert gazefix(*arguments).code == 0
    with report.open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["reason"] == "correcting"
    assert abs(float(row["gaze_vertical_deg"])) < 30
    assert plot.read_bytes().startswith(b"\x89PNG")
    again = gazefix(*arguments[:2], tmp_path / "out2.png", *arguments[3:])
    assert again.code == 1
    assert not (tmp_path / "out2.png").exists()  # told before the work was done
