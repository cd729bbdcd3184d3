"""Write the manual's tables from the declarations of settings, modes and options.

    python packaging/manual_tables.py

Replaces what stands between `<!-- table: NAME -->` and `<!-- end -->` in gazefix/manual/*.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import click

from gazefix.cli.main import cli
from gazefix.config import Setting, settings
from gazefix.correction.modes import MODES

MANUAL = Path(__file__).resolve().parents[1] / "gazefix" / "manual"
_TABLE = re.compile(r"(<!-- table: ([a-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def with_tables(text: str) -> str:
    """Return a page of the manual with its tables made anew. Raises KeyError for an unknown one."""
    return _TABLE.sub(lambda found: f"{found[1]}{table(found[2])}\n{found[3]}", text)


def table(name: str) -> str:
    """Return a table as Markdown: `settings`, `modes`, or `options COMMAND`."""
    kind, _, command = name.partition(" ")
    if kind == "options":
        parameters = cli.commands[command].params
        options = [entry for entry in parameters if isinstance(entry, click.Option)]
        return _markdown(("option", "what it does"), map(_option_row, options))
    if kind == "settings":
        return "\n\n".join(
            _section(key, list(rows)) for key, rows in groupby(settings(), _section_of)
        )
    modes = {"modes": MODES}[name].values()
    rows = (
        (f"`{mode.name}`", mode.title, f"{mode.help[0].upper()}{mode.help[1:]}.") for mode in modes
    )
    return _markdown(("mode", "in the window", "what it does"), rows)


def _option_row(option: click.Option) -> tuple[str, ...]:
    context = click.Context(click.Command("gazefix"))
    value = "" if option.is_flag else f" {option.make_metavar(context)}"
    names = ", ".join(f"`{name}{value}`" for name in (*option.opts, *option.secondary_opts))
    return names, (option.help or "").replace("  [", " [")


def _section_of(setting: Setting) -> str:
    return setting.name.rpartition(".")[0]


def _section(key: str, rows: Iterable[Setting]) -> str:
    """Return a section's heading and table, with short names that fit into a terminal."""
    heads = ("setting", "default", "range", "what it does")
    return f"### `[{key}]`\n\n{_markdown(heads, map(_row, rows))}"


def _row(setting: Setting) -> tuple[str, ...]:
    default = str(setting.default).lower() if setting.kind is bool else setting.default
    number = setting.kind in {int, float}
    shown = f"`{default:g}`" if number else f'`"{default}"`' if setting.kind is str else default
    limits = (
        ""
        if setting.low is None
        else f"{setting.low:g} to {setting.high:g} {setting.unit}".replace(" °", "°")
    )
    if setting.kind is bool:
        shown, limits = f"`{default}`", "`true`, `false`"
    allowed = ", ".join(f"`{choice}`" for choice in setting.choices) or limits.strip()
    name = setting.name.rpartition(".")[2]
    return f"`{name}`", str(shown), allowed, f"{setting.title}. {setting.help}"


def _markdown(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines
    )


if __name__ == "__main__":
    for page in sorted(MANUAL.glob("*.md")):
        page.write_text(with_tables(page.read_text(encoding="utf-8")), encoding="utf-8")
