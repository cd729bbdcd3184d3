"""What the commands share: the progress bar, the kinds of values, what they note and log."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr

import click
import pytest

from gazefix.cli.options import Bar, Size, log_to_stderr, note_if_nothing_to_do
from gazefix.config import Config, CorrectionConfig


class Terminal(io.StringIO):
    """A stderr that is a terminal."""

    def isatty(self) -> bool:
        return True

    @property
    def lines(self) -> list[str]:
        """What was shown, one after the other."""
        shown = self.getvalue().replace("\x1b[?25l", "").replace("\x1b[?25h", "")
        return [line.rstrip() for line in shown.replace("\n", "\r").split("\r") if line.strip()]


@contextmanager
def bar_of(label: str, stream: io.StringIO) -> Iterator[Bar]:
    """A bar whose stderr is `stream`; a fixture could not replace it, as pytest does so between fixtures and test."""
    with redirect_stderr(stream), Bar(label) as bar:
        yield bar


def filled(line: str) -> float:
    """How much of a bar is full, 0..1."""
    bar = line[line.index("[") + 1 : line.index("]")]
    return bar.count("#") / len(bar)


def test_a_bar_fills_up_to_its_total() -> None:
    terminal = Terminal()
    with bar_of("clip.mp4", terminal) as bar:
        for done in range(1, 5):
            bar.show(done, 4)
    assert [filled(line) for line in terminal.lines] == [0, 0.25, 0.5, 0.75, 1]
    assert terminal.lines[-1].startswith("clip.mp4")
    assert terminal.lines[-1].endswith("4/4")


def test_a_bar_of_unknown_length_counts_and_is_full_at_the_end_alone() -> None:
    terminal = Terminal()
    with bar_of("clip.mkv", terminal) as bar:
        for done in range(1, 4):
            bar.show(done, None)
    *before, last = terminal.lines
    assert all(filled(line) < 0.5 for line in before)
    assert before[-1].endswith(" 3")
    assert (filled(last), last[-3:]) == (1, "3/3")


def test_a_total_that_comes_late_is_taken_up() -> None:
    terminal = Terminal()
    with bar_of("clip.mkv", terminal) as bar:
        bar.show(1, None)
        bar.show(2, 4)
    assert [filled(line) for line in terminal.lines if line.endswith("2/4")] == [0.5]


@pytest.mark.parametrize("total", [2, 10])
def test_a_wrong_total_is_put_right_at_the_end(total: int) -> None:
    terminal = Terminal()
    with bar_of("clip.mkv", terminal) as bar:
        for done in range(1, 6):
            bar.show(done, total)
    assert filled(terminal.lines[-1]) == 1
    assert terminal.lines[-1].endswith("5/5")


def test_a_bar_that_is_broken_off_does_not_claim_to_be_done() -> None:
    terminal = Terminal()
    with pytest.raises(KeyboardInterrupt), bar_of("clip.mkv", terminal) as bar:
        bar.show(1, 4)
        raise KeyboardInterrupt
    assert terminal.lines[-1].endswith("1/4")
    assert terminal.getvalue().endswith("\x1b[?25h\n")  # the cursor is back


def test_a_long_name_leaves_the_bar_on_one_line() -> None:
    terminal = Terminal()
    with bar_of("holiday " * 20, terminal) as bar:
        bar.show(99_999, 100_000)
    assert max(map(len, terminal.lines)) < 70  # and 10 more for the time left


def test_without_a_terminal_there_is_no_bar() -> None:
    stream = io.StringIO()
    with bar_of("clip.mp4", stream) as bar:
        bar.show(1, 1)
    assert stream.getvalue() == ""


def test_without_a_stderr_there_is_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    with Bar("clip.mp4") as bar:
        bar.show(1, 1)


def test_a_size_is_width_and_height() -> None:
    assert Size().convert("1280X720", None, None) == (1280, 720)


@pytest.mark.parametrize("text", ["²x720", "1280", "0x720", "1280x-720", "99999x99999"])
def test_what_is_no_size_is_wrong_usage(text: str) -> None:
    with pytest.raises(click.UsageError, match="1280x720"):
        Size().convert(text, None, None)


@pytest.mark.parametrize(
    ("vertical_deg", "strength", "advice"),
    [(0.0, 100.0, "--vertical"), (5.0, 0.0, "--strength"), (0.0, 0.0, "--strength")],
)
def test_settings_that_change_nothing_are_noted(
    capsys: pytest.CaptureFixture[str], vertical_deg: float, strength: float, advice: str
) -> None:
    note_if_nothing_to_do(
        Config(
            correction=CorrectionConfig(mode="angle", vertical_deg=vertical_deg, strength=strength)
        )
    )
    assert advice in capsys.readouterr().err


def test_a_correction_that_is_switched_off_is_noted(capsys: pytest.CaptureFixture[str]) -> None:
    note_if_nothing_to_do(Config(correction=CorrectionConfig(enabled=False, strength=0.0)))
    assert "switched off" in capsys.readouterr().err


@pytest.mark.parametrize(
    "correction", [CorrectionConfig(), CorrectionConfig(mode="angle", vertical_deg=5.0)]
)
def test_settings_that_change_something_are_not_noted(
    capsys: pytest.CaptureFixture[str], correction: CorrectionConfig
) -> None:
    note_if_nothing_to_do(Config(correction=correction))
    assert capsys.readouterr().err == ""


@pytest.fixture
def loggers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Levels as at the start of the program, put back afterwards."""
    for name in ("", "gazefix", "matplotlib"):
        monkeypatch.setattr(
            logging.getLogger(name), "level", logging.WARNING if name == "" else logging.NOTSET
        )


@pytest.mark.parametrize("verbose", [False, True])
def test_verbose_tells_what_gazefix_notes_and_not_what_its_libraries_do(
    loggers: None, verbose: bool
) -> None:
    log_to_stderr(verbose)
    assert logging.getLogger("gazefix.x").isEnabledFor(logging.DEBUG) is verbose
    assert logging.getLogger("gazefix.x").isEnabledFor(logging.WARNING)
    assert not logging.getLogger("matplotlib.x").isEnabledFor(logging.WARNING)
    assert not logging.getLogger("other").isEnabledFor(logging.DEBUG)
