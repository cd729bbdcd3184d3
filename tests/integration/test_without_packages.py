"""Pictures, clips, live sessions and the app work without the packages that only extras bring."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from helpers.commands import NewHome

PICTURE = Path(__file__).parents[2] / "packaging" / "demo.png"
EXTRAS = ("distributed", "fsspec", "jax", "matplotlib", "mediapipe", "scipy", "skimage", "torch")


@pytest.fixture
def home(tmp_path: Path) -> NewHome:
    return NewHome(tmp_path, traced=False, without=EXTRAS)


@pytest.mark.parametrize("package", EXTRAS)
def test_the_packages_are_blocked(home: NewHome, package: str) -> None:
    assert "ModuleNotFoundError" in home.run("-c", f"import {package}").stderr


def test_a_live_session_a_clip_and_a_picture_are_corrected(home: NewHome, tmp_path: Path) -> None:
    def gazefix(*arguments: object) -> str:
        ran = home.run("-m", "gazefix", *arguments)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def corrected(source: Path) -> bool:
        # By an angle: the demo's face looks into the lens already.
        options = ("--mode", "angle", "--vertical", "10")
        told = gazefix("process", source, source.with_stem("corrected"), *options)
        return bool(re.search(r"\b[1-9]\d* of \d+ frames corrected", told))

    live, picture = tmp_path / "live.mp4", tmp_path / "demo.png"
    for seconds in (1, 10, 60):  # a busy machine sends no frame in the first second
        gazefix("run", "--source", "demo", "--sink", live, "--seconds", seconds)
        if live.exists():
            break
    assert corrected(live)
    gazefix("demo", picture, "--no-window")
    assert corrected(picture)


def test_the_app_corrects(home: NewHome) -> None:
    home.run_tray_app()


@pytest.mark.parametrize(
    ("arguments", "extra"),
    [
        ("run --source demo --sink null --seconds 1 --device cuda", "gpu"),
        ("process FOLDER/demo.png FOLDER/out.png --cluster local", "cluster"),
        ("process FOLDER/demo.png s3://films/out.png", "cluster"),
        ("dev train FOLDER/run --eyes 64", "train"),
        ("dev evaluate --pairs 64", "train"),
        ("process FOLDER/demo.png FOLDER/out.png --plot FOLDER/plot.png", "plot"),
    ],
)
def test_what_needs_an_extra_names_it(
    home: NewHome, tmp_path: Path, arguments: str, extra: str
) -> None:
    (tmp_path / "demo.png").write_bytes(PICTURE.read_bytes())
    ran = home.run("-m", "gazefix", *arguments.replace("FOLDER", str(tmp_path)).split())
    assert ran.returncode == 1
    assert f'pip install "gazefix[{extra}]"' in ran.stderr
    assert "Traceback" not in ran.stderr
