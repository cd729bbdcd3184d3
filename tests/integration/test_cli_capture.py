"""`gazefix capture` without a window: recordings are listed, exported and deleted."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from helpers.captures import Person, follow

from gazefix.cli.main import cli
from gazefix.correction.saved_profiles import (
    SavedProfile,
    load_profile,
    rename_profile,
    save_profile,
)
from gazefix.personal.recording import FILE, read_recording, recording_path, save_recording


@pytest.fixture(autouse=True)
def own_recording(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_, **__: str(tmp_path / "data"))
    save_recording(follow(Person())[0].recording(), "desk")


def ran(*arguments: str, say: str = "") -> str:
    result = CliRunner().invoke(cli, ["capture", *arguments], input=say)
    assert result.exit_code == 0, result.output
    return result.output


def test_recordings_are_listed_and_deleted() -> None:
    assert "desk" in (listed := ran("--list")) and "pictures of each eye" in listed
    (recording_path("desk") / FILE).write_bytes(b"no recording")
    assert "desk  cannot be used" in ran("--list")
    assert "desk is deleted" in ran("--delete", "desk")
    assert ran("--list") == ""


@pytest.mark.parametrize("name", ["desk", "anna"])
def test_what_is_trained_belongs_to_the_recordings_or_the_named_profile(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("torch")
    targets: list[Path] = []

    def train(_recording: object, _weights: Path, target: Path, *_: object) -> object:
        targets.append(target)
        target.write_bytes(b"w")
        return SimpleNamespace(before=0.5, after=0.4, kept=True)

    monkeypatch.setattr("gazefix.training.recorded.personal.train_personal", train)
    arguments = ["--train", "desk", *([] if name == "desk" else ["--profile", name])]
    missing = CliRunner().invoke(cli, ["capture", *arguments])
    assert f"no profile '{name}'" in str(missing.exception)
    save_profile(SavedProfile("desk", 640, 480, 1.0, 2.0, -9.0, 0.0, 0.4))
    rename_profile("desk-640x480", name)
    assert f"the profile '{name}'" in ran(*arguments)
    assert load_profile(name).profile.weights == str(targets[0])


def test_an_export_says_what_it_holds_and_asks_first(tmp_path: Path) -> None:
    target = tmp_path / "mine.safetensors"
    said = ran("--export", "desk", "--to", str(target), say="n\n")
    assert "pictures of each of your eyes" in said and not target.exists()
    ran("--export", "desk", "--to", str(target), say="y\n")
    assert len(read_recording(target)) == len(read_recording(recording_path("desk")))
    assert CliRunner().invoke(cli, ["capture", "--export", "desk"]).exit_code == 2
