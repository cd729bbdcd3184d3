"""The manual: Markdown that ships with the program. Imports nothing of GazeFix.

Its tables of settings and options are made from their declarations; `packaging/manual_tables.py`
writes them, and a test says when they are out of date. Comments mark the tables.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources
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
