"""`gazefix dev evaluate --eyes`: eyes of known gaze, redirected and read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers.known_gaze import some_photos, write_eyes


def test_eyes_of_known_gaze_are_measured_without_rendered_pairs(
    gazefix, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(
        "gazefix.training.evaluate.evaluate_weights",
        lambda *_, **__: pytest.fail("rendered pairs were measured"),
    )
    file = write_eyes(tmp_path / "eyes.npz", some_photos(people=(1,), heads=(0,)))
    ran = gazefix("dev", "evaluate", "--eyes", file, "--json")
    assert ran.code == 0, ran.err
    figures = json.loads(ran.out)
    assert set(figures) == {"redirection", "gaze"}
    assert figures["gaze"]["yaw"]["per_head_yaw"] is None  # one head pose
    ran = gazefix("dev", "evaluate", "--eyes", file, "--eye-sheet", tmp_path / "sheet.png")
    assert ran.code == 0, ran.err
    assert "### By direction" in ran.out
    assert "### Pitch by head" in ran.out
    assert len(list(tmp_path.glob("sheet-*.png"))) == 8


def test_a_capture_of_each_person_is_measured(gazefix, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = write_eyes(tmp_path / "eyes.npz", some_photos(people=(1,), heads=(0,)))
    ran = gazefix("dev", "capture", file)
    assert ran.code == 0, ran.err
    assert "mean errors in degrees" in ran.out and "Refused: " in ran.out


def test_an_unreadable_file_of_eyes_is_an_error(gazefix, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "eyes.npz").write_text("none")
    ran = gazefix("dev", "evaluate", "--eyes", tmp_path / "eyes.npz")
    assert ran.code == 1
    assert "eyes.npz cannot be read" in ran.err


def test_a_sheet_of_eyes_needs_eyes(gazefix, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    ran = gazefix("dev", "evaluate", "--eye-sheet", tmp_path / "sheet.png")
    assert ran.code == 2
    assert "--eye-sheet needs --eyes" in ran.err
