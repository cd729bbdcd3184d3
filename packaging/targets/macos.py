"""The disk image for macOS, built on macOS alone. Nobody has run this yet."""

from __future__ import annotations

import platform
import shutil
import tempfile
from pathlib import Path

from targets import Artefact, run, version
from targets.bundle import build_bundle, bundle_artefact


def build_macos(dist: Path) -> list[Artefact]:
    """Build GazeFix-VERSION-MACHINE.dmg, with the app and a link to the folder for programs."""
    app = build_bundle().with_name("GazeFix.app")
    run("codesign", "--verify", "--deep", "--strict", app)
    image = dist / f"GazeFix-{version()}-{platform.machine()}.dmg"
    with tempfile.TemporaryDirectory(dir=app.parent) as made:
        shutil.copytree(app, Path(made) / app.name, symlinks=True)
        (Path(made) / "Applications").symlink_to("/Applications")
        kind = ("-volname", "GazeFix", "-format", "UDZO", "-ov")
        run("hdiutil", "create", *kind, "-srcfolder", made, image)
    return [bundle_artefact(image)]
