"""Write the man page of gazefix, made from its commands.

python packaging/man.py gazefix.1 && man -l gazefix.1
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from gazefix import __version__
from gazefix.cli.main import SECTIONS, cli


def man_page() -> str:
    """Return the page in man(7) markup."""
    lines = [
        f'.TH GAZEFIX 1 "" "GazeFix {__version__}" "User Commands"',
        ".SH NAME",
        "gazefix \\- eye contact in video calls, clips and photos",
        ".SH SYNOPSIS",
        ".B gazefix",
        "[COMMAND] [OPTIONS]",
        ".SH DESCRIPTION",
        *_text(cli.help or ""),
    ]
    for title, commands in SECTIONS.items():
        lines.append(f'.SH "{title.upper()}"')
        for command in commands:
            lines += _command(command, "gazefix")
    lines += [".SH SEE ALSO", _safe("`gazefix manual` shows the manual.")]
    return "\n".join(lines) + "\n"


def _command(command: click.Command, within: str) -> Iterator[str]:
    name = f"{within} {command.name}"
    context = click.Context(command, info_name=name)
    yield f'.SS "{_safe(name)} {_safe(" ".join(command.collect_usage_pieces(context)))}"'
    yield from _text(command.help or "")
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record:
            yield from (".TP", f".B {_safe(record[0])}", _safe(record[1]) or "\\&")
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        yield from _command(inner, name)


def _text(text: str) -> Iterator[str]:
    """Yield paragraphs, a line each."""
    for number, paragraph in enumerate(text.split("\n\n")):
        if number:
            yield ".PP"
        yield _safe(" ".join(paragraph.split()))


def _safe(text: str) -> str:
    """Escape what roff reads as markup."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python packaging/man.py OUT")
    Path(sys.argv[1]).write_text(man_page(), encoding="utf-8")
