"""A network of the size of the peer's, to compare with: what redirecting both eyes would cost there.

Hsu et al. ("Look at me!", ACM TOMM 2019) redirect with one network for each eye, of 249 thousand weights and 428 million
multiply-adds on crops of 64x48. Only this size is copied; the layers are plain and the weights random, so the eyes it gives
look like nothing.
"""

from __future__ import annotations

import functools
from typing import Any, Final

import numpy as np

from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.imaging.operations import resized
from gazefix.networks.engine import Networks
from gazefix.networks.openvino_backend import compiled
from gazefix.networks.openvino_import import op, openvino
from gazefix.networks.openvino_layers import constant, convolution, double
from gazefix.types import FloatArray, Image

WIDTH_PX: Final = 64
HEIGHT_PX: Final = 48
#: 3x3 convolutions by name: channels in, channels out, stride. Colours, 14 maps of landmarks and 2 of the angle come in.
LAYERS: Final = {
    "first": (19, 48, 1),
    "second": (48, 64, 1),
    "third": (64, 64, 1),
    "down": (64, 128, 2),
    "wide": (128, 64, 1),
    "up": (64, 48, 1),
    "head": (48, 3, 1),
}
_HALVED: Final = ("down", "wide")
_MOVE_PX: Final = 4.0


def weight_count() -> int:
    """Weights of one of its two networks, without biases."""
    return sum(9 * before * after for before, after, _ in LAYERS.values())


def multiply_adds() -> int:
    """Multiply-adds for one eye."""
    cells = {name: HEIGHT_PX * WIDTH_PX // (4 if name in _HALVED else 1) for name in LAYERS}
    return sum(9 * before * after * cells[name] for name, (before, after, _) in LAYERS.items())


class PeerNetworks:
    """Reads the gaze with GazeFix's network, and redirects with two of the peer's size, in OpenVINO with one thread."""

    on_gpu = False

    def __init__(self, own: Networks) -> None:
        self.name = f"{own.name}, with a network of the peer's size"
        self._own = own
        self._eyes = [compiled(functools.partial(_graph, seed), 1) for seed in (0, 1)]
        ys, xs = np.meshgrid(
            np.linspace(-1, 1, CROP_HEIGHT_PX), np.linspace(-1, 1, CROP_WIDTH_PX), indexing="ij"
        )
        self._window = np.clip(4 - 5 * (xs**2 + ys**2), 0, 1).astype(np.float32)

    def redirect(self, pixels: Image, anchors: FloatArray, angles: FloatArray) -> FloatArray:
        """See engine.Networks.redirect."""
        made = np.empty((len(pixels), 3, CROP_HEIGHT_PX, CROP_WIDTH_PX), np.float32)
        for number, (picture, angle) in enumerate(zip(pixels, angles, strict=True)):
            inputs = np.zeros((1, LAYERS["first"][0], HEIGHT_PX, WIDTH_PX), np.float32)
            inputs[0, :3] = resized(picture, (WIDTH_PX, HEIGHT_PX)).transpose(2, 0, 1) / np.float32(
                255
            )
            inputs[0, -2:] = angle[:, None, None]
            flow = self._eyes[number % 2].infer([inputs], share_inputs=True)[0][0]
            for channel, values in enumerate(flow):
                made[number, channel] = (
                    resized(values, (CROP_WIDTH_PX, CROP_HEIGHT_PX)) * self._window
                )
        return made

    def read_gaze(self, pixels: Image, anchors: FloatArray, heads: FloatArray) -> FloatArray:
        """See engine.Networks.read_gaze."""
        return self._own.read_gaze(pixels, anchors, heads)


def _graph(seed: int) -> Any:
    rng = np.random.default_rng(seed)
    weights = {
        name: rng.normal(0, np.sqrt(2 / (9 * before)), (after, before, 3, 3)).astype(np.float32)
        for name, (before, after, _) in LAYERS.items()
    }

    def layer(x: Any, name: str) -> Any:
        return convolution(
            x, weights[name], np.zeros(LAYERS[name][1], np.float32), stride=LAYERS[name][2]
        )

    inputs = op.parameter([1, LAYERS["first"][0], HEIGHT_PX, WIDTH_PX], np.float32)
    x = op.relu(layer(op.relu(layer(op.relu(layer(inputs, "first")), "second")), "third"))
    x = op.add(x, double(op.relu(layer(op.relu(layer(x, "down")), "wide"))))
    most = constant(np.array([_MOVE_PX, _MOVE_PX, 0.1])[:, None, None])
    made = op.multiply(op.tanh(layer(op.relu(layer(x, "up")), "head")), most)
    return openvino.Model([op.result(made)], [inputs], "peer")
