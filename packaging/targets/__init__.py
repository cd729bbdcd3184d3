"""What a release is built from: one module a target, each with `build(dist) -> list[Artefact]`."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Artefact:
    """A file of a release.

    metadata   the folder with the *.dist-info of the Python packages that it contains; None for
               one that contains GazeFix alone
    licenses   the licence of the whole, an SPDX expression
    """

    path: Path
    metadata: Path | None = None
    licenses: str = "MIT AND Apache-2.0"


def version() -> str:
    """Return GazeFix's version, which stands in gazefix/__init__.py alone."""
    text = (ROOT / "gazefix" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(.+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError("gazefix/__init__.py has no __version__")
    return found[1]


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    """Run a command; show its output only if it fails. Raises SystemExit."""
    ended = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if ended.returncode:
        sys.exit(f"{ended.stdout}\n{command[0]} ended with {ended.returncode}")
