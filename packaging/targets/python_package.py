"""The wheel and the source distribution, as PyPI takes them."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from targets import Artefact, run


def build_wheel(dist: Path) -> list[Artefact]:
    """Build the wheel, and check its metadata and contents."""
    wheel = _build(dist, "wheel")
    run(sys.executable, "-m", "check_wheel_contents", wheel)
    return [Artefact(wheel)]


def build_sdist(dist: Path) -> list[Artefact]:
    """Build the source distribution, and check its metadata."""
    return [Artefact(_build(dist, "sdist"))]


def _build(dist: Path, kind: str) -> Path:
    with tempfile.TemporaryDirectory() as made:
        run(sys.executable, "-m", "build", f"--{kind}", "--outdir", made)
        (file,) = Path(made).iterdir()
        run(sys.executable, "-m", "twine", "check", "--strict", file)
        return Path(shutil.move(file, dist / file.name))
