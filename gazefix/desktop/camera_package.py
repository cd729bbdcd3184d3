"""pyvirtualcam, which sends to the virtual cameras of Windows and macOS.

Its licence is the GPL, so GazeFix's installers don't contain it. The bundle for Windows has pip,
and a file that names the one release with its checksum.
"""

from __future__ import annotations

import importlib
import importlib.util
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from gazefix.errors import OutputError

_NAME: Final = "pyvirtualcam"
_LIMIT_S: Final = 300.0


def package_missing() -> bool:
    """Return whether pyvirtualcam is needed on this system and not installed."""
    return sys.platform != "linux" and importlib.util.find_spec(_NAME) is None


def fetch_command(prefix: Path | None = None) -> list[str]:
    """Return the command that installs pyvirtualcam.

    prefix   the folder of Python. In a bundle it holds the file with the checksum, and packages go
             beside it, where an update of GazeFix leaves them.
    """
    prefix = prefix or Path(sys.prefix)
    pip = [sys.executable, "-m", "pip", "install"]
    pinned = prefix / f"{_NAME}.txt"
    if not pinned.is_file():
        return [*pip, _NAME]
    options = ["--no-deps", "--only-binary=:all:", "--require-hashes"]
    return [*pip, *options, "--target", str(prefix.parent / "packages"), "-r", str(pinned)]


def fetch(hear: Callable[[str], object]) -> None:
    """Install pyvirtualcam from PyPI, and tell `hear` each line that pip prints.

    Raises OutputError.
    """
    hint = "check the connection to the internet, and try again"
    try:
        ended = subprocess.run(
            fetch_command(), capture_output=True, text=True, timeout=_LIMIT_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise OutputError(f"pip cannot be run: {error}", hint) from error
    lines = [line for line in (ended.stdout + ended.stderr).splitlines() if line.strip()]
    for line in lines:
        hear(line)
    importlib.invalidate_caches()
    if ended.returncode or package_missing():
        raise OutputError(f"{_NAME} was not installed: {lines[-1] if lines else ''}", hint)
