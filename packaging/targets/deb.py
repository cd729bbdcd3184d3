"""The package for Debian 12, Ubuntu 24.04 and newer, for the processor that it is built on."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from targets import Artefact, run, version
from targets.bundle import build_bundle, bundle_artefact
from targets.desktop_tree import write_tree

#: Where the system's own libraries are that the bundle leaves out. The C library is the oldest that
#: Debian 12 has, where the package is built.
_DEPENDS: Final = (
    "libc6 (>= 2.36), libdbus-1-3, libegl1, libfontconfig1, libfreetype6, libgcc-s1, libgl1,"
    " libglib2.0-0, libgssapi-krb5-2, libstdc++6 (>= 12), libuuid1, libwayland-client0,"
    " libwayland-cursor0, libwayland-egl1, libx11-6, libx11-xcb1, libxcb-glx0, libxcb-randr0,"
    " libxcb-render0, libxcb-shm0, libxcb-sync1, libxcb-xfixes0, libxcb1, libxkbcommon0, zlib1g"
)
#: What makes GazeFix Camera: by a kernel module for all programs, by PipeWire for browsers.
_RECOMMENDS: Final = (
    "v4l2loopback-dkms, pipewire, pipewire-bin, wireplumber, gstreamer1.0-pipewire,"
    " gstreamer1.0-tools, gstreamer1.0-plugins-base, pkexec | policykit-1"
)
_COPYRIGHT: Final = """\
GazeFix itself is under the MIT licence; models that it contains are under the Apache licence 2.0.
This package also contains Python and libraries under their own licences, FFmpeg's GPL among them:
as a whole it is under the GPL, version 3 or later (/usr/share/common-licenses/GPL-3).
`gazefix about --licenses` shows the notices of all parts; they lie below
/usr/lib/gazefix/_internal/*.dist-info.
"""


def build_deb(dist: Path) -> list[Artefact]:
    """Build gazefix_VERSION_ARCHITECTURE.deb."""
    command = ["dpkg", "--print-architecture"]
    architecture = subprocess.check_output(command, text=True).strip()
    with tempfile.TemporaryDirectory(dir=build_bundle().parent) as made:
        root = Path(made) / "root"
        write_tree(root)
        (root / "usr/share/doc/gazefix/copyright").write_text(_COPYRIGHT, encoding="utf-8")
        size = sum(path.lstat().st_size for path in root.rglob("*") if path.is_file())
        (root / "DEBIAN").mkdir()
        (root / "DEBIAN" / "control").write_text(
            f"Package: gazefix\nVersion: {version()}\nArchitecture: {architecture}\n"
            "Maintainer: The GazeFix developers <gazefix@localhost>\nSection: video\n"
            f"Priority: optional\nInstalled-Size: {size // 1024}\n"
            f"Depends: {_DEPENDS}\nRecommends: {_RECOMMENDS}\n"
            "Description: eye contact in video calls\n"
            " Turns your gaze to the lens: live, as a camera that call programs and browsers can\n"
            " select, and in clips and photos. Needs one ordinary camera and no graphics card.\n",
            encoding="utf-8",
        )
        run("chmod", "-R", "u=rwX,go=rX", root)
        deb = dist / f"gazefix_{version()}_{architecture}.deb"
        level = os.environ["XZ_LEVEL"]
        run("dpkg-deb", "--root-owner-group", "-Zxz", f"-z{level}", "--build", root, deb)
        return [bundle_artefact(deb)]
