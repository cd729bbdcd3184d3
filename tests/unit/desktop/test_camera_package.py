"""Fetching pyvirtualcam, with a fake pip."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gazefix.desktop import camera_package
from gazefix.errors import OutputError


def test_a_bundle_installs_the_pinned_release_beside_python(tmp_path: Path) -> None:
    prefix = tmp_path / "python"
    prefix.mkdir()
    pinned = prefix / "pyvirtualcam.txt"
    pinned.write_text("pyvirtualcam==0.15.0 --hash=sha256:00\n")
    command = camera_package.fetch_command(prefix)
    assert command[:4] == [sys.executable, "-m", "pip", "install"]
    assert {"--require-hashes", "--no-deps", "--only-binary=:all:"} <= set(command)
    assert command[-4:] == ["--target", str(tmp_path / "packages"), "-r", str(pinned)]


def test_other_installations_install_it_as_pip_does(tmp_path: Path) -> None:
    command = camera_package.fetch_command(tmp_path)
    assert command == [sys.executable, "-m", "pip", "install", "pyvirtualcam"]


@pytest.mark.parametrize(("platform", "missing"), [("linux", False), ("win32", True)])
def test_linux_needs_no_pyvirtualcam(
    monkeypatch: pytest.MonkeyPatch, platform: str, missing: bool
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(camera_package.importlib.util, "find_spec", lambda _: None)
    assert camera_package.package_missing() is missing


def fake_pip(monkeypatch: pytest.MonkeyPatch, code: int, text: str, missing: bool) -> None:
    ended = subprocess.CompletedProcess([], code, text, "")
    monkeypatch.setattr(camera_package.subprocess, "run", lambda *_, **__: ended)
    monkeypatch.setattr(camera_package, "package_missing", lambda: missing)


def test_what_pip_prints_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    fake_pip(monkeypatch, 0, "Collecting\n\nInstalled\n", missing=False)
    said: list[str] = []
    camera_package.fetch(said.append)
    assert said == ["Collecting", "Installed"]


@pytest.mark.parametrize(("code", "missing"), [(1, False), (0, True)])
def test_a_failed_installation_says_pips_last_words(
    monkeypatch: pytest.MonkeyPatch, code: int, missing: bool
) -> None:
    fake_pip(monkeypatch, code, "Collecting\nERROR: no network\n", missing)
    with pytest.raises(OutputError, match="no network"):
        camera_package.fetch(lambda _: None)


def test_a_python_without_pip_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*_: object, **__: object) -> None:
        raise FileNotFoundError("python.exe")

    monkeypatch.setattr(camera_package.subprocess, "run", run)
    with pytest.raises(OutputError, match=r"python\.exe"):
        camera_package.fetch(lambda _: None)
