"""Whole commands: what they print, where, and their exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from gazefix.config import Config
from gazefix.imaging.operations import encode_png, enlarge
from gazefix.media.images import read_picture
from gazefix.media.video import ClipReader, open_clip_writer
from gazefix.types import Frame, Gaze, Image


@pytest.fixture(scope="session")
def picture(portrait: Image, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pictures") / "portrait.png"
    path.write_bytes(encode_png(portrait))
    return path


def test_a_picture_is_corrected(gazefix, picture: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    ran = gazefix(
        "process", picture, tmp_path / "out.png", "--vertical", "-15", "--horizontal", "10"
    )
    assert ran.code == 0, ran.err
    assert "1 of 1 frames corrected" in ran.out
    assert (tmp_path / "out.png").read_bytes() != picture.read_bytes()


def test_an_angle_of_zero_is_noted(gazefix, picture: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    ran = gazefix("process", picture, tmp_path / "out.png", "--mode", "angle")
    assert ran.code == 0
    assert "--vertical" in ran.err
    assert "0 of 1 frames corrected" in ran.out


def test_files_are_corrected_while_the_live_correction_is_off(
    gazefix, picture: Path, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    settings = tmp_path / "config.toml"
    settings.write_text('[correction]\nenabled = false\nmode = "angle"\nvertical_deg = 8.0\n')
    ran = gazefix("process", picture, tmp_path / "out.png", "--config", settings)
    assert "1 of 1 frames corrected" in ran.out, ran.err


@pytest.mark.parametrize(
    "options",
    [
        ("--vertical", "31"),
        ("--vertical", "-30.1"),
        ("--horizontal", "nan"),
        ("--horizontal", "inf"),
        ("--vertical", "up"),
        ("--strength", "101"),
        ("--strength", "nan"),
        ("--max-faces", "0"),
        ("--mode", "stare"),
        ("--to", "2", "--from", "2"),
        ("--to", "1", "--from", "2"),
        ("--device", "tpu"),
        ("--unknown",),
    ],
)
def test_wrong_usage_ends_with_2(
    gazefix, picture: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:  # type: ignore[no-untyped-def]
    ran = gazefix("process", picture, tmp_path / "out.png", *options)
    assert ran.code == 2
    assert options[0] in ran.err
    assert not list(tmp_path.iterdir())


def test_a_missing_argument_is_wrong_usage(gazefix, picture: Path) -> None:  # type: ignore[no-untyped-def]
    assert gazefix("process", picture).code == 2


def test_an_unknown_command_is_wrong_usage(gazefix) -> None:  # type: ignore[no-untyped-def]
    assert gazefix("correct").code == 2


def test_an_error_has_a_message_and_a_hint_and_no_traceback(gazefix, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    ran = gazefix("process", tmp_path / "none.mp4", tmp_path / "out.mp4", "--vertical", "5")
    assert ran.code == 1
    assert "none.mp4" in ran.err
    assert len(ran.err.strip().splitlines()) == 2
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("option", ["-v", "--verbose"])
def test_verbose_shows_where_an_error_comes_from(gazefix, tmp_path: Path, option: str) -> None:  # type: ignore[no-untyped-def]
    ran = gazefix("process", tmp_path / "none.mp4", tmp_path / "out.mp4", option)
    assert ran.code == 1
    assert "Traceback" in ran.err


def test_an_existing_out_is_kept(gazefix, picture: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    out = tmp_path / "out.png"
    out.write_text("precious")
    ran = gazefix("process", picture, out, "--vertical", "5")
    assert ran.code == 1
    assert "--overwrite" in ran.err
    assert out.read_text() == "precious"
    assert gazefix("process", picture, out, "--vertical", "5", "--overwrite").code == 0
    assert out.read_bytes().startswith(b"\x89PNG")


def test_requesting_cuda_without_it_is_an_error(
    gazefix, picture: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    import torch

    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    ran = gazefix("process", picture, tmp_path / "out.png", "--vertical", "5", "--device", "cuda")
    assert ran.code == 1
    assert "CUDA" in ran.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[correction]\nvertcal_deg = 5\n", "correction.vertical_deg"),
        ("[correction]\nstrength = 'all'\n", "a number"),
    ],
)
def test_an_error_in_a_settings_file_names_the_setting(
    gazefix, picture: Path, tmp_path: Path, text: str, named: str
) -> None:  # type: ignore[no-untyped-def]
    settings = tmp_path / "settings.toml"
    settings.write_text(text)
    ran = gazefix("process", picture, tmp_path / "out.png", "--config", settings)
    assert ran.code == 1
    assert named in ran.err


def test_the_command_line_overrides_the_settings_file(
    gazefix, picture: Path, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    settings = tmp_path / "settings.toml"
    settings.write_text("[correction]\nvertical_deg = 12\nstrength = 0\n")
    assert "0 of 1" in gazefix("process", picture, tmp_path / "a.png", "--config", settings).out
    assert (
        "1 of 1"
        in gazefix(
            "process", picture, tmp_path / "b.png", "--config", settings, "--strength", "100"
        ).out
    )


def test_truncated_weights_are_an_error(gazefix, picture: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "w.safetensors").write_bytes(b"\0" * 20)
    settings = tmp_path / "settings.toml"
    settings.write_text(f"[engine]\nweights = '{tmp_path / 'w.safetensors'}'\n")
    ran = gazefix("process", picture, tmp_path / "out.png", "--vertical", "5", "--config", settings)
    assert ran.code == 1
    assert "weights" in ran.err


def test_the_bench_reports_every_stage_as_json(gazefix) -> None:  # type: ignore[no-untyped-def]
    ran = gazefix("bench", "--json", "--frames", "10", "--size", "640x480")
    report = json.loads(ran.out)
    for stage in ("localize", "redirect", "composite", "total"):
        assert 0 < report[f"{stage}_ms"] <= report[f"{stage}_p95_ms"]
    assert 0.1 < report["looked"] < 0.5  # of a face that drifts
    assert report["cpu_ms"] > 0
    assert report["faces_seen"] == 1
    assert report["size"] == "640x480"
    assert report["peak_rss_mb"] > 50


@pytest.mark.parametrize("size", ["640", "axb", "1x1", "640x"])
def test_a_wrong_size_is_wrong_usage(gazefix, size: str) -> None:  # type: ignore[no-untyped-def]
    assert gazefix("bench", "--size", size).code == 2


def test_the_doctor_lists_checks_as_json(gazefix) -> None:  # type: ignore[no-untyped-def]
    ran = gazefix("doctor", "--json")
    checks = json.loads(ran.out)
    assert all(set(check) == {"name", "ok", "detail", "fix", "remedy"} for check in checks)
    assert ran.code == (not all(check["ok"] for check in checks))
    assert all(check["ok"] or check["fix"] for check in checks)
    assert len(checks) >= 8


def test_the_demo_makes_a_clip_of_four_seconds_or_more(gazefix, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    ran = gazefix("demo", tmp_path / "demo.mp4", "--no-window")
    assert ran.code == 0, ran.err
    with ClipReader(tmp_path / "demo.mp4") as clip:
        frames = [frame.bgr for frame in clip]
        assert float(clip.info.fps) == 30
    assert len(frames) >= 120
    differences = [
        np.abs(f[:690, :640].astype(int) - f[:690, 640:]).max() for f in frames
    ]  # above the captions
    assert sum(d > 40 for d in differences) > 80


def test_the_demo_makes_a_picture_too(gazefix, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    ran = gazefix("demo", tmp_path / "demo.png")
    assert ran.code == 0
    assert "demo.png: one picture, before on the left" in ran.out
    assert (tmp_path / "demo.png").read_bytes().startswith(b"\x89PNG")


def test_demo_and_bench_ignore_the_settings_strength(gazefix, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    settings = tmp_path / "settings.toml"
    settings.write_text("[correction]\nstrength = 0\n")
    assert gazefix("demo", tmp_path / "demo.png", "--config", settings).code == 0
    made = (
        read_picture(tmp_path / "demo.png").bgr().astype(int)[:150]
    )  # above the caption of the first row
    assert np.abs(made[:, :420] - made[:, 420:]).max() > 40
    ran = gazefix("bench", "--json", "--frames", "10", "--size", "640x480", "--config", settings)
    assert json.loads(ran.out)["faces_seen"] == 1


def test_training_and_evaluation_run_from_the_command_line(gazefix, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert (
        gazefix(
            "dev",
            "train",
            tmp_path / "run",
            "--eyes",
            "64",
            "--batch",
            "8",
            "--workers",
            "0",
            "--device",
            "cpu",
        ).code
        == 0
    )
    ran = gazefix(
        "dev",
        "evaluate",
        "--weights",
        tmp_path / "run" / "deepwarp.safetensors",
        "--pairs",
        "64",
        "--json",
    )
    assert ran.code == 0
    assert 0 < json.loads(ran.out)["error_ratio"] < 1.5


def test_a_judge_needs_photographs_or_clips(gazefix, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert gazefix("dev", "evaluate", "--judge", tmp_path / "judge.py").code == 2


def test_a_sheet_of_photographs_needs_a_judge(gazefix, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert (
        gazefix(
            "dev", "evaluate", "--photos", tmp_path, "--photo-sheet", tmp_path / "sheet.png"
        ).code
        == 2
    )


def test_a_missing_judge_is_an_error_before_anything_is_measured(
    gazefix, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(
        "gazefix.training.evaluate.evaluate_weights",
        lambda *_, **__: pytest.fail("it was measured"),
    )
    ran = gazefix("dev", "evaluate", "--photos", tmp_path, "--judge", tmp_path / "judge.py")
    assert ran.code == 1
    assert "judge.py" in ran.err


JUDGE = """
import numpy as np
from gazefix.config import EngineConfig
from gazefix.faces.localizer import open_localizer
from gazefix.faces.landmarks import EYE_POINTS

class Judge:
    # Reads the gaze off the iris's place between the corners, 180 degrees an eye width.
    def __init__(self):
        self.localizer = open_localizer(EngineConfig(), max_faces=1, still=True)

    def geometry(self, bgr):
        mesh = np.zeros((478, 2), np.float32)
        for eye in self.localizer.locate(bgr)[0].eyes:
            mesh[list(EYE_POINTS[eye.side])] = eye.landmarks + 0.5
        return [mesh]

    def faces(self, bgr, ref=None):
        eyes = self.localizer.locate(bgr)[0].eyes
        ways = [(e.landmarks[6] - (e.landmarks[0] + e.landmarks[3]) / 2) / e.width_px for e in eyes]
        x, y = np.mean(ways, axis=0) * 180
        off = float(np.hypot(x, y))
        head = {"head_yaw": 0.0, "head_pitch": 0.0, "roll": 0.0}
        eye_px = min(e.width_px for e in eyes)
        return [head | {"yaw": x, "pitch": -y, "off": off, "eye_px": eye_px, "open": [1.0, 1.0]}]
"""


def test_photographs_are_measured_and_judged(gazefix, portrait: Image, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    photos = tmp_path / "photos"
    photos.mkdir()
    large = enlarge(portrait, 2.5)  # without detail of its own, so it gets a photograph's grain
    grain = np.random.default_rng(1).normal(0, 4, large.shape)
    (photos / "portrait.png").write_bytes(
        encode_png(np.clip(large + grain, 0, 255).astype(np.uint8))
    )
    (tmp_path / "judge.py").write_text(JUDGE)
    arguments = ("--pairs", "64", "--photos", photos, "--judge", tmp_path / "judge.py")
    ran = gazefix("dev", "evaluate", "--json", *arguments, "--photo-sheet", tmp_path / "sheet.png")
    assert ran.code == 0, ran.err
    figures = json.loads(ran.out)
    assert figures["faces"] == 1
    assert 0.3 < figures["slope_yaw"] < 1.5
    assert figures["slope_pitch"] > 0.1
    assert figures["sharp_eyes"] == 2
    assert 0.3 < figures["photo_sharpness"] < 1.5
    assert (tmp_path / "sheet.png").read_bytes().startswith(b"\x89PNG")


@pytest.fixture
def clips(portrait: Image, tmp_path: Path) -> Path:
    """A folder with one clip of a face."""
    folder = tmp_path / "clips"
    folder.mkdir()
    large = np.ascontiguousarray(enlarge(portrait, 2.0)[100:600, 200:840])
    with open_clip_writer(folder / "face.mp4", (640, 500), 30.0) as writer:
        for number in range(9):
            writer.write(Frame(large, number / 30, number))
    return folder


def judged_clip(gazefix, clips: Path, tmp_path: Path, judge: str) -> dict[str, float | str]:  # type: ignore[no-untyped-def]
    (tmp_path / "judge.py").write_text(judge)
    options = ("--json", "--pairs", "64", "--clips", clips, "--judge", tmp_path / "judge.py")
    ran = gazefix("dev", "evaluate", *options)
    assert ran.code == 0, ran.err
    (clip,) = json.loads(ran.out)["clips"]
    return clip


def test_clips_are_measured_and_judged(gazefix, clips: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    clip = judged_clip(gazefix, clips, tmp_path, JUDGE)
    assert (clip["clip"], clip["frames"], clip["closed_frames"]) == ("face.mp4", 3, 0)
    assert abs(clip["yaw_offset"]) < 20
    assert clip["yaw_difference"] < 3  # the same picture again and again


def test_a_clip_is_judged_as_calibrated_too(gazefix, clips: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    sees_all_aside = JUDGE.replace("off = ", "x = x + 12\n        off = ")
    clip = judged_clip(gazefix, clips, tmp_path, sees_all_aside)
    assert clip["away_frames"] == 3
    assert clip["away_after_calibrated"] < clip["away_after"] - 4


def test_eyes_are_compared_with_themselves_when_they_really_look_there(
    gazefix,  # type: ignore[no-untyped-def]
    portrait: Image,
    tmp_path: Path,
) -> None:
    from gazefix.correction.corrector import Corrector

    large = np.ascontiguousarray(enlarge(portrait, 2.0)[100:600, 200:840])
    with Corrector(Config(), still=True) as corrector:
        here = Frame(large)
        there = corrector.apply(
            here, corrector.measure(here, gaze=False), Gaze(0.0, 0.32)
        ).frame.bgr
    (tmp_path / "judge.py").write_text(JUDGE)
    (tmp_path / "clips").mkdir()
    with open_clip_writer(tmp_path / "clips" / "face.mp4", (640, 500), 30.0) as writer:
        for number in range(80):
            writer.write(Frame(large if number < 40 else there, number / 30, number))
    ran = gazefix(
        *(
            "dev",
            "evaluate",
            "--json",
            "--pairs",
            "64",
            "--clips",
            tmp_path / "clips",
            "--judge",
            tmp_path / "judge.py",
        ),
        *("--clip-sheet", tmp_path / "sheet.png"),
    )
    assert ran.code == 0, ran.err
    (clip,) = json.loads(ran.out)["clips"]
    assert clip["real_pairs"] >= 10
    assert clip["real_apart"] == pytest.approx(14, abs=5)
    assert clip["real_best"] < 0.5
    assert 0 < clip["real_sideways"] < 0.8
    assert clip["real_raised"] is None
    assert clip["real_floor"] < 0.1
    assert (tmp_path / "sheet.png").read_bytes().startswith(b"\x89PNG")


def test_clips_need_a_judge(gazefix, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert gazefix("dev", "evaluate", "--clips", tmp_path).code == 2


@pytest.mark.timed
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_live_run_ends_cleanly_within_a_second_of_a_signal(number: signal.Signals) -> None:
    command = [
        sys.executable,
        "-m",
        "gazefix",
        "run",
        "--source",
        "demo",
        "--sink",
        "null",
        "--vertical",
        "10",
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    assert "null" in process.stderr.readline()
    time.sleep(0.5)
    process.send_signal(number)
    began = time.perf_counter()
    rest = process.communicate(timeout=10)[1]
    assert time.perf_counter() - began < 1
    assert process.returncode == 0, rest
    assert "Traceback" not in rest


def test_a_run_stops_after_its_seconds(gazefix) -> None:  # type: ignore[no-untyped-def]
    ran = gazefix("run", "--source", "demo", "--sink", "null", "--vertical", "10", "--seconds", "1")
    assert ran.code == 0, ran.err
    assert "frames sent" in ran.err


def test_an_operating_system_error_is_put_into_words(gazefix, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "file").touch()
    for options, traceback in (((), False), (("-v",), True)):
        ran = gazefix(
            "dev", "train", tmp_path / "file" / "run", "--eyes", "64", "--workers", "0", *options
        )
        assert ran.code == 1
        assert "Not a directory" in ran.err
        assert ("Traceback" in ran.err) is traceback


def test_a_requested_window_without_a_display_is_an_error(
    gazefix, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("gazefix.devices.display.display_problem", lambda: "there is no display")
    ran = gazefix("demo", tmp_path / "demo.mp4", "--window")
    assert ran.code == 1
    assert "there is no display" in ran.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_closes_the_demos_window(
    gazefix, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:  # type: ignore[no-untyped-def]
    def write(path: Path, *_: object, **__: object) -> int:
        with open_clip_writer(path, (64, 48), 30.0) as writer:
            for index, time_s in enumerate([0.0, 500.0]):
                writer.write(Frame(np.zeros((48, 64, 3), np.uint8), time_s, index))
        return 2

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("gazefix.devices.display.display_problem", lambda: "")
    monkeypatch.setattr("gazefix.processing.demo.write_demo", write)
    monkeypatch.setattr(
        "gazefix.ui.widgets.preview.PreviewWindow.show_frame",
        lambda *_: signal.raise_signal(number),
    )
    began = time.perf_counter()
    ran = gazefix("demo", tmp_path / "demo.mp4")
    assert ran.code == 0
    assert time.perf_counter() - began < 20
    assert "Traceback" not in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's way to close it")
def test_closed_standard_streams_are_no_error() -> None:
    shell = ["sh", "-c", '"$0" -m gazefix --version >&- 2>&-', sys.executable]
    assert subprocess.run(shell, check=False).returncode == 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_printing_the_completion_for_a_shell_succeeds(shell: str) -> None:
    # click looks at the program's name
    code = "import sys; from gazefix.cli.main import main; sys.argv[0] = 'gazefix'; main()"
    environment = {**os.environ, "_GAZEFIX_COMPLETE": f"{shell}_source"}
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert "_GAZEFIX_COMPLETE" in ran.stdout


def test_the_bench_measures_sessions_at_once(gazefix) -> None:  # type: ignore[no-untyped-def]
    ran = gazefix("dev", "bench", "--streams", "2", "--frames", "10")
    assert ran.code == 0, ran.err
    assert "2 sessions" in ran.out
    assert "2 faces" in ran.out


def test_the_bench_for_developers_takes_a_source(gazefix) -> None:  # type: ignore[no-untyped-def]
    ran = gazefix("dev", "bench", "--source", "demo", "--frames", "10", "--size", "640x480")
    assert ran.code == 0, ran.err
    assert "10 frames of 640x480 from demo" in ran.out


def test_the_bench_draws_only_what_it_compares(gazefix, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert gazefix("dev", "bench", "--plot", tmp_path / "plot.png").code == 2
    assert gazefix("dev", "bench", "--compare", "--streams", "2").code == 2
    assert gazefix("dev", "bench", "--source", "demo", "--source", "0").code == 2
    (tmp_path / "there.png").touch()
    ran = gazefix("dev", "bench", "--compare", "--plot", tmp_path / "there.png")
    assert ran.code == 1
    assert "--overwrite" in ran.err
