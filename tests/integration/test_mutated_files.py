"""500 damaged files: a clear error or a good output each, no crash, hang or flood of memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import io, json, logging, resource, signal, sys
from pathlib import Path
import cv2
import numpy as np
from helpers.clips import make_clip, pattern
from helpers.correctors import FakeCorrector
from gazefix.media.video import ClipReader
from gazefix.config import Config
from gazefix.errors import GazeFixError
from gazefix.media.image_metadata import suffix_kind
from gazefix.media.images import read_picture
from gazefix.processing.jobs import Job, process_file

logging.disable(logging.CRITICAL)
folder, count, most_s = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
good = []
for name, options in {
    "a.mp4": dict(sounds=["aac"]),
    "b.mkv": dict(sounds=["aac"]),
    "c.mov": dict(codec="prores_ks", pixel_format="yuv422p10le", options={}),
    "d.webm": dict(codec="libvpx-vp9", options={"cpu-used": "8"}),
    "e.mkv": dict(codec="ffv1", pixel_format="yuv420p10le"),
    "f.gif": dict(codec="gif", pixel_format="rgb8", fps=10),
    "g.ts": dict(sounds=["aac"]),
    "h.avi": dict(codec="mjpeg", pixel_format="yuvj420p"),
}.items():
    good.append(make_clip(folder / name, (80, 64), 8, **options))
picture = pattern((80, 64), 1)
for suffix in (".png", ".jpg", ".webp", ".tiff", ".bmp"):
    pixels = picture.astype(np.uint16) * 257 if suffix in {".png", ".tiff"} else picture
    good.append(folder / f"p{suffix}")
    good[-1].write_bytes(cv2.imencode(suffix, pixels)[1].tobytes())
whole = [path.read_bytes() for path in good]


def mutated(number):
    rng = np.random.default_rng(number)
    which = number % len(good)
    data = bytearray(whole[which])
    how = int(rng.integers(5))
    if how == 0:  # single bits
        for place in rng.integers(0, len(data), int(rng.integers(1, 65))):
            data[place] ^= 1 << int(rng.integers(8))
    elif how == 1:  # cut off
        del data[int(rng.integers(1, len(data))):]
    elif how == 2:  # the head of another file
        other = whole[int(rng.integers(len(good)))]
        length = int(rng.integers(4, 600))
        data[:length] = other[:length]
    elif how == 3:  # a hole
        start = int(rng.integers(len(data)))
        data[start:start + int(rng.integers(1, 400))] = bytes(int(rng.integers(1, 400)))
    else:  # wild bytes in the head
        for place in rng.integers(0, min(len(data), 300), int(rng.integers(1, 20))):
            data[place] = int(rng.integers(256))
    return good[which].suffix, bytes(data)


def hang(*_):
    print(json.dumps({"hung": number}), flush=True)
    raise SystemExit(3)


signal.signal(signal.SIGALRM, hang)
made = failed = 0
for number in range(count):
    suffix, data = mutated(number)
    source = folder / f"in{suffix}"
    source.write_bytes(data)
    still = suffix_kind(suffix) is not None
    target = folder / f"out{'.png' if still else '.mkv'}"
    (folder / "now").write_text(str(number))
    signal.alarm(most_s)
    try:
        corrector = FakeCorrector((4, 4, 20, 20))
        process_file(source, target, Config(), Job(overwrite=True), corrector=corrector.open)
        if target.suffix == ".png":
            assert read_picture(target).pixels.size
        else:
            with ClipReader(target) as reader:
                assert sum(1 for _ in reader)
        target.unlink()
        made += 1
    except GazeFixError as error:
        assert error.message and error.hint, number
        failed += 1
    signal.alarm(0)
    assert not target.exists(), number
    assert not [path.name for path in folder.iterdir() if ".part" in path.name], number
status = Path("/proc/self/status")
if status.exists():  # getrusage would count the memory of the process that started this one
    lines = status.read_text().splitlines()
    most_kb = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
else:
    most_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"made": made, "failed": failed, "mb": most_kb / 1024}))
"""


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.skipif(os.name != "posix", reason="needs POSIX alarms")
def test_500_mutated_files_give_an_error_or_a_good_output(tmp_path: Path) -> None:
    helpers = str(Path(__file__).resolve().parents[1])
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([helpers, *sys.path])}
    command = [sys.executable, "-c", SCRIPT, str(tmp_path), "500", "20"]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=380, env=environment, check=False
    )
    last = (tmp_path / "now").read_text() if (tmp_path / "now").exists() else "none"
    assert done.returncode == 0, f"at number {last}: {done.stdout} {done.stderr[-3000:]}"
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["made"] + told["failed"] == 500
    assert min(told["made"], told["failed"]) > 50  # both kinds were met
    assert told["mb"] < 2000
