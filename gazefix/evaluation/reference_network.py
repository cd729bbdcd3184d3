"""A network of the published size, to compare the cost of redirecting both eyes with.

Hsu et al. ("Look at me!", ACM TOMM 2019) redirect with one network for each eye, of 249 thousand
weights and 428 million multiply-adds on crops of 64x48. Only this size is copied: the layers are
plain and the weights random, so its eyes look like nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from gazefix.imaging.eye_model import WARP_MAPS
from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.imaging.operations import resized
from gazefix.networks.engine import Networks
from gazefix.networks.openvino_layers import constant, convolution, double
from gazefix.networks.openvino_runtime import SETTINGS, core, op, openvino
from gazefix.types import FloatArray, Image

WIDTH_PX: Final = 64
HEIGHT_PX: Final = 48
#: 3x3 convolutions by name: channels in, channels out, stride. The input has the colours, 14 maps
#: of landmarks and 2 of the angle.
LAYERS: Final = {
    "first": (19, 48, 1),
    "second": (48, 64, 1),
    "third": (64, 64, 1),
    "down": (64, 128, 2),
    "wide": (128, 64, 1),
    "up": (64, 48, 1),
    "head": (48, 3, 1),
}
#: Largest flow in crop pixels (x, y), and largest lightening.
_MOST: Final = (4.0, 4.0, 0.1)


class ReferenceNetworks:
    """Redirects with two networks of the published size, in OpenVINO with one thread; reads the
    gaze with GazeFix's network."""

    on_gpu = False

    def __init__(self, own: Networks) -> None:
        self.name = f"{own.name}, with the reference network"
        self._own = own
        settings = {**SETTINGS, "INFERENCE_NUM_THREADS": 1}
        self._eyes = [
            core().compile_model(reference_model(seed), "CPU", settings).create_infer_request()
            for seed in (0, 1)
        ]
        ys, xs = np.meshgrid(
            np.linspace(-1, 1, CROP_HEIGHT_PX), np.linspace(-1, 1, CROP_WIDTH_PX), indexing="ij"
        )
        self._window = np.clip(4 - 5 * (xs**2 + ys**2), 0, 1).astype(np.float32)

    def redirect(self, pixels: Image, anchors: FloatArray, angles: FloatArray) -> FloatArray:
        """See engine.Networks.redirect."""
        made = np.zeros((len(pixels), WARP_MAPS, CROP_HEIGHT_PX, CROP_WIDTH_PX), np.float32)
        for number, (picture, angle) in enumerate(zip(pixels, angles, strict=True)):
            inputs = np.zeros((1, LAYERS["first"][0], HEIGHT_PX, WIDTH_PX), np.float32)
            colours = resized(picture, (WIDTH_PX, HEIGHT_PX)).transpose(2, 0, 1)
            inputs[0, :3] = colours / np.float32(255)
            inputs[0, -2:] = angle[:, None, None]
            flow = self._eyes[number % 2].infer([inputs], share_inputs=True)[0][0]
            for channel, values in enumerate(flow):
                enlarged = resized(values, (CROP_WIDTH_PX, CROP_HEIGHT_PX))
                made[number, channel] = enlarged * self._window
        return made

    def read_gaze(self, pixels: Image, anchors: FloatArray, heads: FloatArray) -> FloatArray:
        """See engine.Networks.read_gaze."""
        return self._own.read_gaze(pixels, anchors, heads)

    def read_faces(self, lefts: Image, rights: Image, heads: FloatArray) -> FloatArray:
        """See engine.Networks.read_faces."""
        return self._own.read_faces(lefts, rights, heads)

    def start_faces(
        self, lefts: Image, rights: Image, heads: FloatArray
    ) -> Callable[[], FloatArray]:
        """See engine.Networks.start_faces."""
        return self._own.start_faces(lefts, rights, heads)


def reference_model(seed: int) -> Any:
    """Return one eye's OpenVINO model: (1, 19, 48, 64) -> (1, 3, 48, 64)."""
    rng = np.random.default_rng(seed)
    weights = {
        name: rng.normal(0, np.sqrt(2 / (9 * before)), (after, before, 3, 3)).astype(np.float32)
        for name, (before, after, _) in LAYERS.items()
    }

    def layer(x: Any, name: str) -> Any:
        bias = np.zeros(LAYERS[name][1], np.float32)
        return convolution(x, weights[name], bias, stride=LAYERS[name][2])

    inputs = op.parameter([1, LAYERS["first"][0], HEIGHT_PX, WIDTH_PX], np.float32)
    x = op.relu(layer(op.relu(layer(op.relu(layer(inputs, "first")), "second")), "third"))
    x = op.add(x, double(op.relu(layer(op.relu(layer(x, "down")), "wide"))))
    most = constant(np.array(_MOST)[:, None, None])
    made = op.multiply(op.tanh(layer(op.relu(layer(x, "up")), "head")), most)
    return openvino.Model([op.result(made)], [inputs], "reference")
