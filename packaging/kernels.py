"""Compile the C sources of `gazefix.kernels`: hatchling calls it, or python packaging/kernels.py.

Zig's C compiler makes the libraries of all systems on any of them. They need no library
themselves, so one build serves every release of a system.
"""

from __future__ import annotations

import platform
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SOURCES: Final = Path(__file__).resolve().parents[1] / "gazefix" / "kernels"
#: Zig's target and processor by the name of the library. `-v3` is for processors with AVX2 and FMA.
_TARGETS: Final = {
    "linux-x86_64.so": ("x86_64-linux-gnu", "x86_64_v2"),
    "linux-x86_64-v3.so": ("x86_64-linux-gnu", "x86_64_v3"),
    "linux-aarch64.so": ("aarch64-linux-gnu", "baseline"),
    "windows-amd64.dll": ("x86_64-windows-gnu", "x86_64_v2"),
    "windows-amd64-v3.dll": ("x86_64-windows-gnu", "x86_64_v3"),
    "darwin-arm64.dylib": ("aarch64-macos.11.0", "apple_m1"),
    "darwin-x86_64.dylib": ("x86_64-macos.11.0", "x86_64_v3"),
}
_FLAGS: Final = (
    *("-O3", "-std=c11", "-shared", "-s", "-fPIC", "-fvisibility=hidden"),
    *("-ffreestanding", "-nostdlib", "-fno-math-errno", "-fno-trapping-math"),
    *("-fno-sanitize=all", "-Wall", "-Wextra", "-Werror"),
)


class KernelsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles before a build: all systems' libraries for a wheel, one's own to work on GazeFix."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """See BuildHookInterface."""
        build(own_only=version == "editable")
        build_data["artifacts"].append("/gazefix/kernels/built/*")


def build(*, own_only: bool) -> None:
    """Write the libraries into gazefix/kernels/built/."""
    checksum = 0  # as `gazefix.kernels.checksum` has it
    for source in sorted(_SOURCES.glob("*.[ch]")):
        checksum = zlib.crc32(source.read_bytes(), checksum)
    own = f"{platform.system()}-{platform.machine()}".lower()
    for name, (target, processor) in _TARGETS.items():
        if own_only and not name.startswith(own):
            continue
        made = _SOURCES / "built" / name
        made.parent.mkdir(exist_ok=True)
        compiler = (sys.executable, "-m", "ziglang", "cc", *_FLAGS, f"-DSOURCES={checksum}u")
        chosen = ("-target", target, f"-mcpu={processor}", "-o", made)
        subprocess.run((*compiler, *chosen, *sorted(_SOURCES.glob("*.c"))), check=True)
    for beside in (_SOURCES / "built").glob("*.lib"):  # of Windows' libraries, for linkers
        beside.unlink()


if __name__ == "__main__":
    build(own_only=True)
