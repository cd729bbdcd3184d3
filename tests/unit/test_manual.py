"""The manual that ships with the program."""

from __future__ import annotations

import runpy
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from gazefix.cli.main import cli
from gazefix.manual import Topic, manual_topics, terminal_text


def test_the_manual_has_its_topics_in_reading_order() -> None:
    names = [topic.name for topic in manual_topics()]
    first = ["calls", "films", "cluster", "settings", "recordings"]
    assert names == [*first, "scripting", "how-good", "troubleshooting"]


@pytest.mark.parametrize("topic", manual_topics(), ids=lambda topic: topic.name)
def test_a_topic_begins_with_its_title(topic: Topic) -> None:
    assert topic.text.startswith(f"# {topic.title}\n\n")
    assert topic.text.count("\n# ") == 0


def test_a_terminal_shows_headings_lists_code_and_tables_without_marks() -> None:
    text = """# Title

Some **bold** `code **` and a
[link](https://there).

- one item of more than thirty columns
- two

```sh
run  it

again
```

| name | what it does |
| --- | --- |
| `a\\|b` | A sentence that is too long. |
| `c` | |
"""
    assert terminal_text(text, 30).splitlines() == [
        "\x1b[1mTitle\x1b[0m",
        "",
        "Some bold code ** and a link",
        "(https://there).",
        "",
        "- one item of more than thirty",
        "  columns",
        "- two",
        "",
        "    run  it",
        "",
        "    again",
        "",
        "name  what it does",
        "----  ------------------------",
        "a|b   A sentence that is too",
        "      long.",
        "c",
    ]


PACKAGING = Path(__file__).parents[2] / "packaging"


@pytest.mark.parametrize("topic", manual_topics(), ids=lambda topic: topic.name)
def test_the_tables_are_those_of_the_declarations(topic: Topic) -> None:
    """If this fails, run `python packaging/manual_tables.py`."""
    with_tables = runpy.run_path(str(PACKAGING / "manual_tables.py"))["with_tables"]
    text = (PACKAGING.parent / f"gazefix/manual/{topic.name}.md").read_text(encoding="utf-8")
    assert with_tables(text) == text
    assert "<!--" not in topic.text


def test_the_tables_hold_options_settings_and_modes() -> None:
    texts = {topic.name: topic.text for topic in manual_topics()}
    assert "| `--seconds N` | Stop after N seconds. |" in texts["calls"]
    assert "| `--crf N` |" in texts["films"]
    assert "### `[correction]`\n\n| setting | default |" in texts["settings"]
    assert '| `mode` | `"contact"` | `contact`, `teleprompter`' in texts["settings"]
    assert "| `vertical_deg` | `0` | -30 to 30° |" in texts["settings"]
    assert "| `head_yaw_low_deg` | `25` | 10 to 35° |" in texts["settings"]
    assert "| `teleprompter` | Teleprompter |" in texts["settings"]


def _names(command: click.Command, name: str) -> list[str]:
    inner = command.commands if isinstance(command, click.Group) else {}
    return [name, *(n for key in inner for n in _names(inner[key], f"{name} {key}"))]


def test_the_man_page_has_each_command_and_no_error(tmp_path: Path) -> None:
    page = runpy.run_path(str(PACKAGING / "man.py"))["man_page"]()
    for name in _names(cli, "gazefix")[1:]:
        assert f'\n.SS "{name} '.replace("-", "\\-") in page
    assert "\\-\\-vertical DEG" in page
    if groff := shutil.which("groff"):
        (tmp_path / "gazefix.1").write_text(page, encoding="utf-8")
        command = [groff, "-man", "-z", "-ww", "-Tutf8", str(tmp_path / "gazefix.1")]
        assert subprocess.run(command, capture_output=True, text=True, check=True).stderr == ""
