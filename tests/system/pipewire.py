"""`python -m tests.system.pipewire`: runs in_pipewire.py in a private PipeWire session.

The browser gets a display of its own. Skips with a reason where the developers' tool for such a
session is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOOL = HERE.parents[2] / "shared" / "tools" / "pipewire-session.sh"


def main() -> int:
    """Run them and return pytest's exit code."""
    if not TOOL.exists():
        print(f"skipped: there is no {TOOL.name} beside the checkout")
        return 0
    tests = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        str(HERE / "in_pipewire.py"),
        *sys.argv[1:],
    ]
    # Start the display first: programs that the session's bus starts must know it.
    return subprocess.run(
        ["xvfb-run", "-a", str(TOOL), *tests], cwd=HERE.parents[1], check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
