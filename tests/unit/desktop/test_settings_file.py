"""The settings file while the app runs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from helpers.painting import wait_until

from gazefix.config import CameraConfig, Config, CorrectionConfig
from gazefix.desktop.settings_file import SettingsFile, merged
from gazefix.desktop.settings_toml import parse_config


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "config.toml"


@pytest.fixture
def file(path: Path) -> Iterator[SettingsFile]:
    made = SettingsFile(path)
    yield made
    made.close()


def vertical(value: float) -> Config:
    return Config(correction=CorrectionConfig(vertical_deg=value))


def test_without_a_file_the_defaults_are_read(file: SettingsFile, path: Path) -> None:
    assert file.read() == Config()
    assert not path.exists()


@pytest.mark.timed
def test_a_change_is_on_disk_within_a_second(file: SettingsFile, path: Path) -> None:
    began = time.monotonic()
    file.keep(vertical(3))
    wait_until(path.exists)
    assert time.monotonic() - began < 1.0
    assert parse_config(path.read_text()) == vertical(3)


@pytest.mark.timed
def test_of_many_changes_the_last_one_is_kept_without_waiting_for_quiet(
    file: SettingsFile, path: Path
) -> None:
    began = time.monotonic()
    while not path.exists():
        file.keep(vertical(1))
        assert time.monotonic() - began < 1.0, "changes put the writing off"
        time.sleep(0.02)
    file.keep(vertical(2))
    wait_until(lambda: parse_config(path.read_text()) == vertical(2))


def test_what_was_changed_last_is_written_at_the_end(path: Path) -> None:
    file = SettingsFile(path)
    file.keep(vertical(4))
    file.close()
    assert parse_config(path.read_text()) == vertical(4)


def test_comments_and_order_stay(file: SettingsFile, path: Path) -> None:
    path.parent.mkdir()
    path.write_text(
        "# mine\n[correction]\nstrength = 50  # half\nvertical_deg = 2\n\n"
        "[camera]\nsource = 'demo'\n"
    )
    file.keep(replace(file.read(), camera=CameraConfig(source="0")))
    file.close()
    text = path.read_text()
    assert text.startswith("# mine\n[correction]\nstrength = 50  # half\nvertical_deg = 2\n")
    assert parse_config(text) == Config(
        CameraConfig(source="0"), CorrectionConfig(strength=50, vertical_deg=2)
    )


def test_what_is_edited_while_the_app_runs_stays(file: SettingsFile, path: Path) -> None:
    path.parent.mkdir()
    path.write_text("[correction]\nstrength = 50\n")
    config = file.read()
    path.write_text("# by hand\n[correction]\nstrength = 60\n[camera]\nsource = 'brio'\n")
    for value in (1, 2):  # the second write keeps the edit, too
        correction = replace(config.correction, vertical_deg=value)
        file.keep(replace(config, correction=correction))
        wait_until(lambda: "vertical_deg" in path.read_text())
    file.close()
    assert path.read_text().startswith("# by hand\n")
    assert parse_config(path.read_text()) == Config(
        CameraConfig(source="brio"), CorrectionConfig(strength=60, vertical_deg=2)
    )


def test_an_edit_that_is_no_toml_is_put_aside(file: SettingsFile, path: Path) -> None:
    path.parent.mkdir()
    path.write_text("[correction]\nstrength = 50\n")
    config = file.read()
    path.write_text("[correction\nstrength = 60\n")
    file.keep(replace(config, camera=CameraConfig(source="brio")))
    file.close()
    assert parse_config(path.read_text()) == replace(config, camera=CameraConfig(source="brio"))
    assert path.with_name("config.bad.toml").read_text() == "[correction\nstrength = 60\n"


def test_a_bad_file_gives_the_defaults_and_is_put_aside_before_it_is_written_over(
    file: SettingsFile, path: Path
) -> None:
    path.parent.mkdir()
    path.write_text("[correction]\nstrength = 500\n")
    assert file.read() == Config()
    assert [str(problem) for problem in file.problems] == [
        "correction.strength is 500 (it must lie between 0 and 100)"
    ]
    assert not file.unreadable
    assert path.read_text() == "[correction]\nstrength = 500\n"
    file.keep(vertical(1))
    file.close()
    assert parse_config(path.read_text()) == vertical(1)
    assert path.with_name("config.bad.toml").read_text() == "[correction]\nstrength = 500\n"


def test_of_a_file_with_a_bad_setting_the_others_and_the_comments_are_kept(
    file: SettingsFile, path: Path
) -> None:
    path.parent.mkdir()
    text = "# mine\n[camera]\nsource = 'brio'\n[correction]\nmode = 'zoom'\ncolour = 'blue'\n"
    path.write_text(text)
    config = file.read()
    assert config == Config(camera=CameraConfig(source="brio"))
    file.keep(config)
    file.close()
    written = path.read_text()
    assert written.startswith("# mine\n[camera]\nsource = 'brio'\n")
    assert 'mode = "contact"' in written
    assert "colour" not in written
    assert path.with_name("config.bad.toml").read_text() == text


def test_a_file_that_is_no_toml_gives_the_defaults(file: SettingsFile, path: Path) -> None:
    path.parent.mkdir()
    path.write_text("[camera\nsource = 'brio'\n")
    assert file.read() == Config()
    assert file.unreadable
    assert "not valid TOML" in str(file.problems[0])


def test_a_disk_that_takes_nothing_ends_nothing(path: Path) -> None:
    path.parent.write_text("a file where the folder should be")
    file = SettingsFile(path)
    assert file.read() == Config()
    file.keep(vertical(1))
    wait_until(lambda: file.failure != "")
    path.parent.unlink()
    file.keep(vertical(2))
    file.close()
    assert parse_config(path.read_text()) == vertical(2)
    assert file.failure == ""


@pytest.mark.parametrize("text", ["", "not toml [", "camera = 1", "[camera]\n[camera]\n"])
def test_whatever_stood_there_the_settings_come_out_whole(text: str) -> None:
    assert parse_config(merged(text, vertical(5))) == vertical(5)
