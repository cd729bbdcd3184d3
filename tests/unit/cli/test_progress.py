"""Progress bars: what a terminal shows, and that nothing else shows any."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr

import pytest

from gazefix.cli.progress import Bars

#: Filled cells of a whole bar.
WIDTH = 24


class Terminal(io.StringIO):
    """A stderr that is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True

    @property
    def lines(self) -> list[str]:
        """What was shown, one line after the other, without escape sequences."""
        text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", self.getvalue())
        return [line.rstrip() for line in text.replace("\r", "\n").split("\n") if line.strip()]


@pytest.fixture(autouse=True)
def terminal_of_80_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")


@contextmanager
def bars_on(stream: io.StringIO, *, kept: bool = True) -> Iterator[Bars]:
    """Bars whose stderr is `stream`."""
    with redirect_stderr(stream), Bars(kept=kept) as bars:
        yield bars


def filled(line: str) -> float:
    """How much of a bar is filled, 0..1."""
    return line.count("█") / WIDTH


@pytest.mark.parametrize(("done", "share"), [(1, 0.25), (2, 0.5), (3, 0.75), (4, 1.0)])
def test_a_bar_is_filled_by_what_is_done(done: int, share: float) -> None:
    terminal = Terminal()
    with pytest.raises(KeyboardInterrupt), bars_on(terminal) as bars:
        bars.show("clip.mp4", done, 4)
        raise KeyboardInterrupt
    assert terminal.lines[-1].startswith("clip.mp4")
    assert f"{done}/4" in terminal.lines[-1]
    assert filled(terminal.lines[-1]) == share
    assert terminal.getvalue().endswith("\n")  # the prompt gets a line of its own


def test_a_bar_of_unknown_length_counts_and_is_full_at_the_end() -> None:
    terminal, broken_off = Terminal(), Terminal()
    with pytest.raises(KeyboardInterrupt), bars_on(broken_off) as bars:
        bars.show("clip.mkv", 3, None)
        raise KeyboardInterrupt
    assert "3/?" in broken_off.lines[-1]
    with bars_on(terminal) as bars:
        bars.show("clip.mkv", 3, None)
    assert "3/3" in terminal.lines[-1]
    assert filled(terminal.lines[-1]) == 1


def test_a_total_that_comes_late_is_used() -> None:
    terminal = Terminal()
    with pytest.raises(KeyboardInterrupt), bars_on(terminal) as bars:
        bars.show("clip.mkv", 1, None)
        bars.show("clip.mkv", 2, 4)
        raise KeyboardInterrupt
    assert "2/4" in terminal.lines[-1]


@pytest.mark.parametrize("total", [2, 10])
def test_a_wrong_total_is_corrected_at_the_end(total: int) -> None:
    terminal = Terminal()
    with bars_on(terminal) as bars:
        for done in range(1, 6):
            bars.show("clip.mkv", done, total)
    assert filled(terminal.lines[-1]) == 1
    assert "5/5" in terminal.lines[-1]


def test_more_than_the_total_is_not_shown_as_more_than_all() -> None:
    terminal = Terminal()
    with pytest.raises(KeyboardInterrupt), bars_on(terminal) as bars:
        bars.show("clip.mkv", 5, 2)
        raise KeyboardInterrupt
    assert "5/5" in terminal.lines[-1]


def test_a_long_name_and_a_note_leave_the_bar_on_one_line() -> None:
    terminal = Terminal()
    with bars_on(terminal) as bars:
        bars.show("holiday " * 20, 99_999, 100_000, "measuring")
    assert len(terminal.lines[-1]) <= 80
    assert terminal.lines[-1].startswith("holiday holiday h...")
    assert "measuring" in terminal.lines[-1]


def test_brackets_in_a_name_are_shown() -> None:
    terminal = Terminal()
    with bars_on(terminal) as bars:
        bars.show("[red]a.mp4", 1, 1, "[x]")
    assert terminal.lines[-1].startswith("[red]a.mp4")
    assert terminal.lines[-1].endswith("[x]")


def test_several_files_have_a_line_each_even_with_equal_names() -> None:
    terminal = Terminal()
    with pytest.raises(KeyboardInterrupt), bars_on(terminal) as bars:
        bars.show("all files", 0, 2)
        bars.show("a.mp4", 1, 4, key="one/a.mp4")
        bars.show("a.mp4", 3, 4, key="two/a.mp4")
        raise KeyboardInterrupt
    shown = terminal.lines[-3:]
    assert [line.split()[0] for line in shown] == ["all", "a.mp4", "a.mp4"]
    assert "1/4" in shown[1] and "3/4" in shown[2]


def test_a_removed_bar_is_gone_and_a_line_goes_to_stdout(
    capsys: pytest.CaptureFixture[str],
) -> None:
    terminal = Terminal()
    with pytest.raises(KeyboardInterrupt), bars_on(terminal) as bars:
        bars.show("all files", 1, 2)
        bars.show("a.mp4", 4, 4, key="a")
        bars.remove("a")
        bars.print("a.mp4: done")
        bars.show("all files", 2, 2)
        raise KeyboardInterrupt
    assert "a.mp4" not in terminal.lines[-1]
    assert capsys.readouterr().out == "a.mp4: done\n"
    assert "done" not in terminal.getvalue()


def test_without_a_terminal_there_is_no_bar_and_lines_are_printed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    stream = io.StringIO()
    with bars_on(stream) as bars:
        bars.show("clip.mp4", 1, 1)
        bars.remove("clip.mp4")
        bars.print("clip.mp4: done")
    assert stream.getvalue() == ""
    assert capsys.readouterr().out == "clip.mp4: done\n"


def test_without_a_stderr_there_is_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    with Bars() as bars:
        bars.show("clip.mp4", 1, 1)
