"""The log file: what comes into it, what stays out of the terminal, and that it can harm nobody."""

from __future__ import annotations

import logging
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gazefix import logs
from gazefix.errors import InputError
from gazefix.logs import log_path, log_to_file

notes = logging.getLogger("gazefix.live.session")


@pytest.fixture
def terminal() -> Iterator[list[str]]:
    """What is shown in a terminal of warnings only."""
    shown: list[str] = []

    class Terminal(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            shown.append(record.getMessage())

    handler = Terminal()
    logging.getLogger().addHandler(handler)
    yield shown
    logging.getLogger().removeHandler(handler)


def test_the_log_is_in_the_platforms_folder_for_logs() -> None:
    assert log_path().name == "gazefix.log"
    assert "gazefix" in str(log_path().parent)


def test_notes_come_into_the_file_and_only_warnings_into_the_terminal(
    tmp_path: Path, terminal: list[str]
) -> None:
    file = tmp_path / "new" / "gazefix.log"
    with log_to_file(file):
        notes.info("HD Webcam gives 1280x720")
        notes.warning("the camera is lost")
        notes.debug("a detail")
    text = file.read_text()
    assert "INFO" in text
    assert "HD Webcam gives 1280x720" in text
    assert "the camera is lost" in text
    assert "a detail" not in text
    assert terminal == ["the camera is lost"]


def test_all_is_as_before_afterwards(tmp_path: Path, terminal: list[str]) -> None:
    root, ours = logging.getLogger(), logging.getLogger("gazefix")
    before = ours.level, list(ours.handlers), [handler.level for handler in root.handlers]
    with log_to_file(tmp_path / "gazefix.log"):
        pass
    notes.info("nobody hears this")
    assert (ours.level, list(ours.handlers), [handler.level for handler in root.handlers]) == before
    assert "nobody" not in (tmp_path / "gazefix.log").read_text()


def test_what_ends_it_stands_in_the_file_and_is_raised_on(
    tmp_path: Path, terminal: list[str]
) -> None:
    file = tmp_path / "gazefix.log"
    with pytest.raises(InputError), log_to_file(file):
        raise InputError("the camera is gone", "plug it in")
    with pytest.raises(ZeroDivisionError), log_to_file(file):
        _ = 1 / 0
    text = file.read_text()
    assert "the camera is gone (plug it in)" in text
    assert "ZeroDivisionError" in text
    assert terminal == []  # the command line tells it in its own words


def test_the_files_are_limited_in_size_and_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "_FILE_BYTES", 2000)
    with log_to_file(tmp_path / "gazefix.log"):
        for index in range(500):
            notes.info("line %d", index)
    files = list(tmp_path.iterdir())
    assert len(files) == 4
    assert all(file.stat().st_size <= 2000 for file in files)
    assert "line 499" in (tmp_path / "gazefix.log").read_text()


def test_a_log_that_cannot_be_written_is_told_once_and_harms_nobody(
    tmp_path: Path, terminal: list[str]
) -> None:
    (tmp_path / "file").touch()
    with log_to_file(tmp_path / "file" / "gazefix.log"):
        notes.info("a note")
    assert len(terminal) == 1
    assert "cannot write the log" in terminal[0]


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full")
def test_a_full_disk_is_not_told_for_every_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gazefix.log").symlink_to("/dev/full")
    with log_to_file(tmp_path / "gazefix.log"):
        notes.info("a note")
    assert capfd.readouterr().err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_the_folder_is_for_its_user_alone(tmp_path: Path) -> None:
    with log_to_file(tmp_path / "new" / "gazefix.log"):
        pass
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
