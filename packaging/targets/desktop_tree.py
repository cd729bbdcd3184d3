"""The files below usr/ of the packages for Linux: the bundle, and what shows it to the desktop."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import Final

from targets import ROOT, run, version
from targets.bundle import build_bundle, python

_METAINFO: Final = "org.gazefix.app.metainfo.xml"
#: Where each shell looks for completions below usr/share.
_COMPLETIONS: Final = {
    "bash": "bash-completion/completions/gazefix",
    "fish": "fish/vendor_completions.d/gazefix.fish",
    "zsh": "zsh/vendor-completions/_gazefix",
}


def write_tree(root: Path) -> None:
    """Write usr/ into `root`, a folder below `build/` to which files can be linked."""
    usr = root / "usr"
    program = usr / "lib" / "gazefix"
    shutil.copytree(build_bundle(), program, symlinks=True, copy_function=os.link)
    _new(usr / "bin" / "gazefix").symlink_to("../lib/gazefix/gazefix")
    share = usr / "share"
    icon = _new(share / "icons/hicolor/scalable/apps/gazefix.svg")
    shutil.copyfile(ROOT / "gazefix/icons/gazefix.svg", icon)
    entry = _new(share / "applications/gazefix.desktop")
    shutil.copyfile(ROOT / "gazefix/desktop/gazefix.desktop", entry)
    text = (ROOT / "packaging" / "bundle" / _METAINFO).read_text(encoding="utf-8")
    day = time.strftime("%Y-%m-%d", time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"])))
    text = text.replace("@VERSION@", version()).replace("@DATE@", day)
    _new(share / "metainfo" / _METAINFO).write_text(text, encoding="utf-8")
    page = _new(share / "man/man1/gazefix.1")
    run(python(), "packaging/man.py", page)
    run("gzip", "-9n", page)
    for shell, place in _COMPLETIONS.items():
        _new(share / place).write_text(_completion(shell), encoding="utf-8")
    changes = _new(share / "doc/gazefix/changelog")
    shutil.copyfile(ROOT / "CHANGELOG.md", changes)
    run("gzip", "-9n", changes)


def _new(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _completion(shell: str) -> str:
    environment = {**os.environ, "_GAZEFIX_COMPLETE": f"{shell}_source"}
    command = [python().with_name("gazefix")]
    return subprocess.check_output(command, env=environment, text=True)
