"""The networks compute the same on processors without AVX2, whose kernels OpenVINO has apart."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import numpy as np

SEE = """
import json, math
from gazefix.config import Config
from gazefix.correction.corrector import Corrector
from gazefix.media.demo_portrait import demo_frames
from gazefix.types import Gaze

frame = next(iter(demo_frames((640, 360), 10.0)))
with Corrector(Config(), still=True) as corrector:
    seen = corrector.measure(frame)
    made = corrector.apply(frame, seen, Gaze(math.radians(12), 0.0)).frame
    face = seen.seen[0]
    print(json.dumps({
        "landmarks": [eye.landmarks.tolist() for eye in face.face.eyes],
        "gaze": [face.gaze.gaze.pitch, face.gaze.gaze.yaw],
        "changed": float(abs(made.bgr.astype(float) - frame.bgr).sum()),
    }))
"""


def seen(instructions: str) -> dict[str, list[float]]:
    names = ("OV_CPU_MAX_ISA", "ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA")
    environment = os.environ | dict.fromkeys(names, instructions)
    command = [sys.executable, "-c", SEE]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    told: dict[str, list[float]] = json.loads(ran.stdout.splitlines()[-1])
    return told


def test_a_processor_without_avx_sees_and_redirects_the_same() -> None:
    old, new = seen("SSE41"), seen("DEFAULT")
    apart_px = np.abs(np.array(old["landmarks"]) - np.array(new["landmarks"]))
    assert apart_px.max() < 0.5
    assert np.degrees(np.abs(np.subtract(old["gaze"], new["gaze"]))).max() < 0.3
    assert np.isclose(old["changed"], new["changed"], rtol=0.05)
