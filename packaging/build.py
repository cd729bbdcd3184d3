"""Build what a release consists of: python packaging/build.py [--dist DIR] TARGET...

Needs the extra `release`. Writes each artefact and its bill of materials (NAME.cdx.json) into
dist/, and the checksums of all into dist/SHA256SUMS. README.md beside this file has the targets.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Final

from targets import ROOT, Artefact, python_package
from targets.appdir import build_appdir
from targets.deb import build_deb
from targets.macos import build_macos
from targets.sbom import write_sbom
from targets.windows import build_windows, build_windows_for_tests

TARGETS: Final[dict[str, Callable[[Path], list[Artefact]]]] = {
    "wheel": python_package.build_wheel,
    "sdist": python_package.build_sdist,
    "deb": build_deb,
    "appdir": build_appdir,
    "macos": build_macos,
    "windows": build_windows,
    "windows-for-tests": build_windows_for_tests,
}


def main() -> None:
    """Build the targets that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "targets", nargs="+", choices=TARGETS, metavar="TARGET", help=f"{list(TARGETS)}"
    )
    parser.add_argument("--dist", type=Path, default=ROOT / "dist", help="where the files go")
    parser.add_argument("--xz-level", default="6", help="0 to 9: how small packages get")
    asked = parser.parse_args()
    dist = asked.dist.resolve()
    dist.mkdir(parents=True, exist_ok=True)
    if "SOURCE_DATE_EPOCH" not in os.environ:
        os.environ["SOURCE_DATE_EPOCH"] = _time_of_commit()
    os.environ["XZ_LEVEL"] = asked.xz_level
    for target in asked.targets:
        for artefact in TARGETS[target](dist):
            write_sbom(artefact)
            print(f"{artefact.path}: {artefact.path.stat().st_size / 1e6:.1f} MB")
    _write_checksums(dist)


def _time_of_commit() -> str:
    """Return the time of the last commit, which builders put in place of the present time."""
    command = ["git", "log", "-1", "--format=%ct"]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()


def _write_checksums(dist: Path) -> None:
    """Write the checksums of all files in the folder, as `sha256sum --check` reads them."""
    files = sorted(path for path in dist.iterdir() if path.name != "SHA256SUMS" and path.is_file())
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (dist / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
