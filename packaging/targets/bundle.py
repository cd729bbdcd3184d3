"""The folder that the packages for Linux and macOS contain: GazeFix, Python and all libraries."""

from __future__ import annotations

import functools
import os
import shutil
import sys
from pathlib import Path
from typing import Final

from targets import ROOT, Artefact, run
from targets.icon import draw_icon
from targets.python_package import build_wheel

_RECIPE: Final = ROOT / "packaging" / "bundle"
_WORK: Final = ROOT / "build" / "bundle"
#: The licence of the whole: FFmpeg's, which the wheels of PyAV and OpenCV contain.
BUNDLE_LICENSE: Final = "GPL-3.0-or-later"


@functools.cache
def build_bundle() -> Path:
    """Build the folder, with the program `gazefix` in it, once for all targets."""
    shutil.rmtree(_WORK, ignore_errors=True)
    _WORK.mkdir(parents=True)
    (wheel,) = build_wheel(_WORK)
    run(sys.executable, "-m", "venv", _WORK / "venv")
    pip = [python(), "-m", "pip", "install", "--quiet", "--no-compile"]
    run(*pip, "--requirement", _RECIPE / "requirements.txt")
    run(*pip, "--no-deps", wheel.path)
    if sys.platform == "darwin":
        draw_icon(_WORK / "gazefix.icns")
    # The order of Python's sets is part of what PyInstaller writes. A builder's PYTHONPATH may hold
    # another GazeFix, without the models.
    os.environ["PYTHONHASHSEED"] = "0"
    os.environ.pop("PYTHONPATH", None)
    places = ("--workpath", _WORK / "pyinstaller", "--distpath", _WORK)
    command = (python(), "-m", "PyInstaller", "--noconfirm", *places, _RECIPE / "gazefix.spec")
    run(*command, cwd=_WORK)  # in the checkout it would take the package from there
    tree = _WORK / "gazefix"
    if sys.platform == "linux":
        # Python's own; stripping those of wheels, which were edited after linking, breaks some.
        inside = tree / "_internal"
        run(
            "strip",
            "--strip-unneeded",
            *inside.glob("libpython3*"),
            *inside.glob("python3*/*/*.so"),
        )
    return tree


def python() -> Path:
    """Return the Python of the environment that the bundle is made from."""
    return _WORK / "venv" / "bin" / "python"


def bundle_artefact(path: Path) -> Artefact:
    """Return a file that contains the bundle."""
    return Artefact(path, build_bundle() / "_internal", BUNDLE_LICENSE)
