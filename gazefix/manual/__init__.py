"""The manual: Markdown that ships with the program. Imports nothing of GazeFix.

Its tables of settings and options are made from their declarations; `packaging/manual_tables.py`
writes them, and a test says when they are out of date. Comments mark the tables.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from importlib import resources
from itertools import zip_longest
from typing import Final

#: Topics in reading order.
TOPICS: Final = (
    "calls",
    "films",
    "cluster",
    "settings",
    "recordings",
    "scripting",
    "how-good",
    "troubleshooting",
)
#: The blocks of a page: code, a table, or a heading, list item or paragraph.
_BLOCK: Final = re.compile(
    r"^```\w*\n(?P<code>(?s:.*?))^```$|(?P<table>(?:^\|.*\n)+)"
    r"|^(?P<mark>#+ |- |\d+\. |)(?P<words>\S.*(?:\n(?!- |\d+\. |[|#]|```|$).+)*)",
    re.MULTILINE,
)
_BAR: Final = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Topic:
    """A page of the manual: its name on the command line, its title, and its Markdown text."""

    name: str
    title: str
    text: str


def manual_topics() -> tuple[Topic, ...]:
    """Return all pages of the manual without their comments, in reading order."""
    folder = resources.files(__name__)
    files = [folder.joinpath(f"{name}.md").read_text(encoding="utf-8") for name in TOPICS]
    texts = [re.sub(r"^<!--.*-->\n", "", text, flags=re.MULTILINE) for text in files]
    return tuple(
        Topic(name, text.partition("\n")[0].removeprefix("# "), text)
        for name, text in zip(TOPICS, texts, strict=True)
    )


def terminal_text(markdown: str, width: int) -> str:
    """Return a page as a terminal shows it: headings bold, lines of at most `width` columns."""
    lines: list[str] = []
    in_list = False
    for block in _BLOCK.finditer(markdown):
        mark = block["mark"] or ""
        is_item = bool(mark.strip("# "))
        if lines and not (in_list and is_item):
            lines.append("")
        in_list = is_item
        if block["table"]:
            lines += _table(block["table"], width)
        elif block["code"] is not None:
            for line in block["code"].splitlines():
                lines += _wrapped(line, width, "    ") or [""]
        elif "#" in mark:
            lines.append(f"\x1b[1m{_without_marks(block['words'])}\x1b[0m")
        else:
            lines += _wrapped(_without_marks(block["words"]), width, mark)
    return "\n".join(lines)


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    rest = " " * len(indent)
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=rest, break_on_hyphens=False
    )


def _without_marks(text: str) -> str:
    """Return text without the marks of code, bold face and links, whose address stays."""
    marks = r"`([^`]+)`|\*\*|\[([^]]+)\]\(([^)]+)\)"
    return re.sub(marks, lambda m: f"{m[2]} ({m[3]})" if m[2] else m[1] or "", text)


def _table(markdown: str, width: int) -> list[str]:
    """Return a table's lines. The widest columns give way until it fits."""
    head, _, *rest = [
        [_without_marks(cell.replace("\\|", "|").strip()) for cell in _BAR.split(line)[1:-1]]
        for line in markdown.splitlines()
    ]
    widths = [max(map(len, column)) for column in zip(head, *rest, strict=True)]
    while sum(widths) + 2 * len(widths) - 2 > width:
        widths[widths.index(max(widths))] -= 1
    lines: list[str] = []
    for row in (head, ["-" * cell for cell in widths], *rest):
        cells = [_wrapped(cell, w) for cell, w in zip(row, widths, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            padded = [part.ljust(w) for part, w in zip(parts, widths, strict=True)]
            lines.append("  ".join(padded).rstrip())
    return lines
