"""`python -m tests.system.vm [PYTEST ARGUMENTS]`: the files in_vm*.py with real devices.

The devices are v4l2loopback's ("GazeFix Camera", "Source Camera") and the kernel's test camera
vivid, in a virtual machine that a tool beside a developer's checkout boots. Without that tool it
says so and tests nothing. The machine is emulated: tests take minutes, and times mean nothing.
"""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from gazefix.config import EngineConfig
from gazefix.faces.localizer import open_localizer
from gazefix.media.demo_portrait import demo_frames
from gazefix.media.video import open_clip_writer
from gazefix.types import FloatArray, Side

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT.parent / "shared" / "tools" / "v4l2loopback-vm.sh"
BROWSER = [Path("/usr/lib/chromium")]
FILES = ("in_vm.py", "in_vm_cameras.py", "in_vm_run.py")
TIMEOUT_S = 1500
CLIP_SIZE = (640, 360)


def main(arguments: list[str]) -> int:
    """Return the exit status of the tests in the machine; 0 if there is no such machine."""
    if not TOOL.is_file():
        sys.stderr.write(f"skipped: the tests with real video devices need {TOOL}\n")
        return 0
    with tempfile.TemporaryDirectory(prefix="gazefix-vm-") as made:
        clip = Path(made) / "face.mp4"
        eyes = write_face_clip(clip)
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")]),
            "GAZEFIX_FACE_CLIP": str(clip),
            "GAZEFIX_EYES": ";".join(",".join(str(value) for value in box) for box in eyes),
            "VCAM_ENV": "GAZEFIX_FACE_CLIP GAZEFIX_EYES",
            "VCAM_VIVID": "1",
            "VCAM_DISK": " ".join(
                [sys.prefix, *(str(folder) for folder in BROWSER if folder.is_dir())]
            ),
            "VCAM_TIMEOUT": str(TIMEOUT_S),
        }
        tests = [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "no:cacheprovider",
            "--timeout",
            "600",
            "-vv",
            "--durations",
            "8",
        ]
        files = [str(ROOT / "tests" / "system" / name) for name in FILES]
        command = [str(TOOL), *tests, *files, *arguments]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def write_face_clip(path: Path) -> list[list[int]]:
    """Write a clip of a face. Return each eye's box of all pixels that a correction may change."""
    places: dict[Side, list[FloatArray]] = {}
    with (
        open_clip_writer(path, CLIP_SIZE, 10.0) as writer,
        open_localizer(EngineConfig(), max_faces=1, still=True) as localizer,
    ):
        for frame in itertools.islice(demo_frames(CLIP_SIZE, 10.0), 20):
            writer.write(frame)
            (face,) = localizer.locate(frame.bgr)
            for eye in face.eyes:
                # A correction may change a quarter of an eye's width around the lids. Take twice.
                margin = 0.5 * eye.width_px
                corners = [eye.landmarks.min(0) - margin, eye.landmarks.max(0) + margin]
                places.setdefault(eye.side, []).extend(corners)
    return [
        [int(value) for value in (*np.min(points, 0), *np.max(points, 0))]
        for points in places.values()
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
