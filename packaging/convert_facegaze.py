"""Write models/facegaze.safetensors from the Open Model Zoo's gaze-estimation-adas-0002.

python packaging/convert_facegaze.py gaze-estimation-adas-0002.xml models/facegaze.safetensors

The values stay as they are, in float16, but for two things: the input's channels go from BGR to
RGB, and the last scale and shift become part of the last layer.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np
from safetensors.numpy import save

from gazefix.networks.configs import FaceGazeConfig
from gazefix.networks.facegaze import FaceGaze
from gazefix.networks.openvino_runtime import openvino

source, target = map(Path, sys.argv[1:])
values = [
    # Each layer's second input is a constant in float16 behind a conversion.
    node.input_value(1).get_node().input_value(0).get_node().data
    for node in openvino.Core().read_model(source).get_ordered_ops()
    if node.get_type_name() in {"Convolution", "Multiply", "Add"}
]
scale, shift, weight, bias = (v.astype(np.float32).squeeze() for v in values[-4:])
values[-4:] = [(weight * scale).astype(np.float16), (bias + weight @ shift).astype(np.float16)]
made = {}
for (name, parameter), found in zip(FaceGaze().state_dict().items(), values, strict=True):
    made[name] = np.ascontiguousarray(found.reshape(parameter.shape))
for tower in ("left", "right"):
    for name, axis in (("0.scale", 0), ("0.shift", 0), ("1.0.weight", 1)):
        made[f"{tower}.{name}"] = np.flip(made[f"{tower}.{name}"], axis).copy()
notes = {
    "config": json.dumps(asdict(FaceGazeConfig())),
    "source": "gaze-estimation-adas-0002, Open Model Zoo, Apache License 2.0",
    "changes": "written as safetensors; RGB in place of BGR; the last scale is in the last layer",
}
target.write_bytes(save(made, notes))
