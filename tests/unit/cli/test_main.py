"""The program: help in sections, the manual in the terminal, shell completion."""

from __future__ import annotations

import io
import re
import sys
from importlib.metadata import requires
from pathlib import Path

import pytest
from click.testing import CliRunner

from gazefix.cli.main import SECTIONS, cli, leave_lost_folder, print_anything, run_command
from gazefix.desktop.doctor import Check
from gazefix.manual import TOPICS, manual_topics


def test_help_shows_the_commands_for_users_first() -> None:
    lines = CliRunner().invoke(cli, ["--help"]).output.splitlines()
    heads = [line for line in lines if line.endswith(":") and not line.startswith(" ")]
    assert heads == [
        "Options:",
        "Video calls:",
        "Films and photos:",
        "Help and setup:",
        "For work on GazeFix:",
    ]
    commands = lines[lines.index("Video calls:") :]
    assert not [line for line in commands if line.endswith("...")]  # each summary fits
    assert [line.split()[0] for line in commands if line.startswith("  ")][-1] == "dev"


def test_each_command_is_in_one_section() -> None:
    names = [command.name for section in SECTIONS.values() for command in section]
    assert sorted(names, key=str) == sorted(cli.commands)


@pytest.mark.parametrize("command", ["train", "evaluate"])
def test_commands_for_developers_stand_under_dev(command: str) -> None:
    assert CliRunner().invoke(cli, ["dev", command, "--help"]).exit_code == 0
    assert CliRunner().invoke(cli, [command, "--help"]).exit_code == 2


def test_about_names_each_required_part_and_shows_its_license() -> None:
    lines = [line for line in requires("gazefix") or () if ";" not in line]
    names = [re.split("[<>=]", line)[0].lower() for line in lines]
    assert "av" in names
    told = CliRunner().invoke(cli, ["about"]).output.lower().replace("_", "-")
    assert [name for name in names if f"\n{name} " not in told] == []
    texts = CliRunner().invoke(cli, ["about", "--licenses"]).output
    assert "Permission is hereby granted" in texts
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in texts


def test_the_plain_bench_has_no_comparisons() -> None:
    plain = CliRunner().invoke(cli, ["bench", "--help"]).output
    full = CliRunner().invoke(cli, ["dev", "bench", "--help"]).output
    for option in ("--compare", "--streams", "--plot"):
        assert option not in plain
        assert option in full
    assert "--frames" in plain and "--frames" in full


def test_the_manual_lists_its_topics(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["manual"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[2] for line in lines] == [topic.name for topic in manual_topics()]


@pytest.mark.parametrize("topic", TOPICS)
def test_a_piped_topic_is_plain_text_of_80_columns(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], topic: str
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert run_command(["manual", topic]) == 0
    shown = capsys.readouterr().out
    assert max(map(len, shown.splitlines())) <= 80
    assert not any(sign in shown for sign in ("<!--", "\x1b", "| ---", "\n#", "**", "`"))


@pytest.mark.parametrize(
    ("checks", "code", "last"),
    [
        ([Check("Python", True, "3.11.7")], 0, "Everything looks good."),
        (
            [Check("Python", True, "3.11.7"), Check("Cameras", False, "none found", "connect one")],
            1,
            "1 of 2 checks need attention.",
        ),
    ],
)
def test_the_doctor_ends_with_a_summary_and_its_exit_code(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    checks: list[Check],
    code: int,
    last: str,
) -> None:
    monkeypatch.setattr("gazefix.desktop.doctor.run_checks", lambda _config: checks)
    assert run_command(["doctor"]) == code
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "ok   Python: 3.11.7"
    assert lines[-1] == last


def test_the_help_of_the_manual_breaks_no_topic_in_two() -> None:
    assert (
        "Usage: cli manual [OPTIONS] [TOPIC]\n" in CliRunner().invoke(cli, ["manual", "-h"]).output
    )


def test_a_topic_in_a_terminal_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setenv("TERM", "xterm")
    assert run_command(["manual", "calls"]) == 0
    shown = terminal.getvalue()
    assert "\x1b[" in shown
    assert "Video calls" in shown
    assert "# Video calls" not in shown
    assert "<!--" not in shown


def test_an_unknown_topic_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["manual", "films and photos"]) == 2
    assert "how-good" in capsys.readouterr().err


def test_completion_is_installed_for_the_shells_that_are_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("gazefix.desktop.menu_entry.install", list)
    monkeypatch.setattr("gazefix.desktop.menu_entry.remove", list)
    monkeypatch.setattr("platformdirs.user_data_dir", lambda: str(tmp_path))
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}" if name != "fish" else None)
    ran = CliRunner().invoke(cli, ["install-desktop"], catch_exceptions=False)
    bash = tmp_path / "bash-completion" / "completions" / "gazefix"
    zsh = tmp_path / "zsh" / "site-functions" / "_gazefix"
    assert ran.output.splitlines() == [f"written: {bash}", f"written: {zsh}"]
    assert "_GAZEFIX_COMPLETE=bash_complete" in bash.read_text()
    assert zsh.read_text().startswith("#compdef gazefix")
    ran = CliRunner().invoke(cli, ["install-desktop", "--remove"], catch_exceptions=False)
    assert ran.output.splitlines() == [f"removed: {bash}", f"removed: {zsh}"]
    assert not bash.exists() and not zsh.exists()


def test_the_completion_knows_commands_and_options() -> None:
    from click.shell_completion import ShellComplete

    complete = ShellComplete(cli, {}, "gazefix", "_GAZEFIX_COMPLETE")
    assert [item.value for item in complete.get_completions([], "set")] == ["setup-camera"]
    values = [item.value for item in complete.get_completions(["run", "--device"], "")]
    assert values == ["auto", "cpu", "cuda"]


def test_a_name_that_the_terminals_encoding_lacks_is_printed_with_question_marks() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="latin-1")
    print_anything(stream)
    print("Камера à 1", file=stream, flush=True)
    assert raw.getvalue() == "?????? à 1\n".encode("latin-1")
    print_anything(None)  # as in a windowed program


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a folder that is in use")
def test_a_working_folder_that_is_gone_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    leave_lost_folder()
    assert Path.cwd() == tmp_path
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    leave_lost_folder()
    assert Path.cwd() == Path("/")
