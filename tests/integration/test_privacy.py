"""No command calls anybody, or leaves anything in a new user's home but GazeFix's own files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from helpers.commands import NewHome

LOG = ".local/state/gazefix/log/gazefix.log"
#: The networks as OpenVINO compiled them, for the next start.
KEPT = ".cache/gazefix/graphs/"


@pytest.fixture
def home(tmp_path: Path) -> NewHome:
    return NewHome(tmp_path)


def left_in(home: NewHome) -> set[str]:
    return {file for file in home.files() if not file.startswith(KEPT)}


def test_the_watch_sees_a_name_being_looked_up(home: NewHome) -> None:
    home.run("-c", "import socket; socket.getaddrinfo('gazefix.invalid', 443)")
    assert any("gazefix.invalid" in call for call in home.calls())


@pytest.mark.parametrize(
    "module",
    [
        "networks.openvino_backend",
        "networks.openvino_layers",
        "networks.openvino_runtime",
        "evaluation.reference_network",
    ],
)
def test_openvino_does_not_report_whoever_imports_it_first(module: str, home: NewHome) -> None:
    ran = home.run("-c", f"import gazefix.{module}")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (home.calls(), home.files()) == ([], set())


@pytest.mark.parametrize(
    "command", ["doctor", "cameras", "calibrate --list", "bench --frames 10 --size 320x240"]
)
def test_a_command_that_tells_something(command: str, home: NewHome) -> None:
    ran = home.run("-m", "gazefix", *command.split())
    assert "Traceback" not in ran.stderr
    assert (
        ran.returncode == 0 or command == "doctor"
    )  # which tells by it that something is missing, such as a camera
    assert (home.calls(), left_in(home)) == ([], set())


def test_live_and_files(home: NewHome, tmp_path: Path) -> None:
    def gazefix(*arguments: object) -> None:
        ran = home.run("-m", "gazefix", *arguments)
        assert ran.returncode == 0, ran.stderr

    gazefix("run", "--source", "demo", "--sink", tmp_path / "clip.mp4", "--seconds", "2")
    assert (home.calls(), left_in(home)) == ([], {LOG})
    gazefix(
        "process",
        tmp_path / "clip.mp4",
        tmp_path / "corrected.mp4",
        "--plot",
        tmp_path / "plot.png",
    )
    # Matplotlib keeps its list of the system's fonts where each program that plots finds it.
    assert home.calls() == []
    assert sorted(re.sub(r"-v[\d.]+json$", "", file) for file in left_in(home)) == [
        ".cache/matplotlib/fontlist",
        LOG,
    ]
    gazefix("demo", tmp_path / "demo.png", "--no-window")
    gazefix("process", tmp_path / "demo.png", tmp_path / "corrected.png")
    assert home.calls() == []
    assert len(left_in(home)) == 2


def test_the_tray_app(home: NewHome) -> None:
    home.run_tray_app()
    assert (home.calls(), left_in(home)) == ([], {LOG})
