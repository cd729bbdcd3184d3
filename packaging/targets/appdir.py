"""A folder for other Linux desktops, which starts from anywhere: what an AppImage contains.

README.md beside build.py says how the AppImage is made from it.
"""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from pathlib import Path

from targets import Artefact, run, version
from targets.bundle import build_bundle, bundle_artefact
from targets.desktop_tree import write_tree


def build_appdir(dist: Path) -> list[Artefact]:
    """Build GazeFix-VERSION-MACHINE.tar.xz, with the folder GazeFix.AppDir in it."""
    archive = dist / f"GazeFix-{version()}-{platform.machine()}.tar.xz"
    with tempfile.TemporaryDirectory(dir=build_bundle().parent) as made:
        root = Path(made) / "GazeFix.AppDir"
        write_tree(root)
        (root / "AppRun").symlink_to("usr/lib/gazefix/gazefix")
        for name in ("applications/gazefix.desktop", "icons/hicolor/scalable/apps/gazefix.svg"):
            shutil.copy(root / "usr/share" / name, root)
        (root / ".DirIcon").symlink_to("gazefix.svg")
        run("chmod", "-R", "u=rwX,go=rX", root)
        same = ("--sort=name", "--owner=0", "--group=0", "--numeric-owner")
        clock = f"--mtime=@{os.environ['SOURCE_DATE_EPOCH']}"
        pack = f"xz -T2 -{os.environ['XZ_LEVEL']}"
        run("tar", "-C", made, *same, clock, "-I", pack, "-cf", archive, root.name)
    return [bundle_artefact(archive)]
