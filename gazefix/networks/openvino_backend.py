"""Both networks as OpenVINO graphs, which a CPU runs in a third of torch's time.

The same arithmetic as `deepwarp` and `gazenet`, the reference, from the same weights, with what does not change the result
made cheap: unshuffling pixels before a convolution is one convolution with larger strides, doubling is two small products of
matrices, maps of landmarks are sums of a row and a column, and motions are mixed before they meet the pixels' positions. Names
and shapes in comments are those of `deepwarp`; `tests/contract/test_networks.py` compares the two.
"""

from __future__ import annotations

import contextlib
import functools
import locale
from collections.abc import Callable, Iterator
from typing import Any, Final

import numpy as np

from gazefix.imaging.geometry import CROP_CENTRE_PX
from gazefix.native import c_locale, kept_signal_stack
from gazefix.networks.configs import ANCHOR_MAPS, DeepWarpConfig, GazeNetConfig
from gazefix.networks.openvino_import import op, openvino
from gazefix.networks.openvino_layers import (
    BATCH,
    Layers,
    affine_motions,
    constant,
    convolution,
    double,
    eye_inputs,
    fine_head,
    iris_maps,
    lid_window,
    linear,
    mixed_flow,
    part,
    quarter_heads,
    shaped,
    split,
    unit_crops,
    warp,
)
from gazefix.networks.weights import Weights
from gazefix.types import FloatArray, Image

#: One thread is fast enough, and does not wait for a core that MediaPipe or a codec is using; float32 throughout, since newer
#: processors would otherwise round to bfloat16.
SETTINGS: Final = {"INFERENCE_PRECISION_HINT": "f32", "NUM_STREAMS": 1, "ENABLE_CPU_PINNING": False}


class GraphNetworks:
    """Both networks with their weights on the CPU. For one thread at a time."""

    name = "cpu"
    on_gpu = False

    def __init__(
        self,
        deepwarp: Weights[DeepWarpConfig],
        gazenet: Weights[GazeNetConfig],
        *,
        threads: int = 1,
    ) -> None:
        """Raises ModelError for weights that are not of the shape they say."""
        with _fitting(deepwarp):
            self._deepwarp = _Compiled(lambda: deepwarp_graph(deepwarp), threads)
        with _fitting(gazenet):
            self._gazenet = _Compiled(lambda: gazenet_graph(gazenet), threads)

    def redirect(self, pixels: Image, anchors: FloatArray, angles: FloatArray) -> FloatArray:
        """See engine.Networks.redirect."""
        return self._deepwarp.run(pixels, anchors, angles)

    def read_gaze(self, pixels: Image, anchors: FloatArray, heads: FloatArray) -> FloatArray:
        """See engine.Networks.read_gaze."""
        return self._gazenet.run(pixels, anchors, heads)


@functools.cache
def core() -> Any:
    """OpenVINO's core, the same one as long as the program runs.

    Each core brings its own stack for signal handlers and takes it away when it goes; where two have been there, the next
    signal would meet a stack that is gone and end the program.
    """
    return openvino.Core()


def compiled(draw: Callable[[], Any], threads: int) -> Any:
    """Return an OpenVINO request that runs the graph that `draw` returns, on the CPU.

    Raises what OpenVINO and `draw` raise.
    """
    settings = {**SETTINGS, "INFERENCE_NUM_THREADS": threads}
    # In Turkish the names of OpenVINO's operations do not survive its tolower.
    with c_locale(locale.LC_NUMERIC, locale.LC_CTYPE), kept_signal_stack():
        return core().compile_model(draw(), "CPU", settings).create_infer_request()


def version() -> str:
    """OpenVINO's version."""
    return str(openvino.__version__).split("-")[0]


class _Compiled:
    """A graph, ready to run between arrays of its own: giving it others each time would cost a fifth of GazeNet's time."""

    def __init__(self, draw: Callable[[], Any], threads: int) -> None:
        self._request = compiled(draw, threads)
        self._inputs = [
            np.zeros(tensor.shape, tensor.data.dtype) for tensor in self._request.input_tensors
        ]
        for number, values in enumerate(self._inputs):
            self._request.set_input_tensor(number, openvino.Tensor(values, shared_memory=True))
        self._output: FloatArray = self._request.output_tensors[0].data

    def run(self, *inputs: Image | FloatArray) -> FloatArray:
        """The result for N eyes, BATCH of them at a time; a batch that they do not fill has some of the last run in it."""
        total = len(inputs[0])
        made = np.empty((total, *self._output.shape[1:]), np.float32)
        for start in range(0, total, BATCH):
            count = min(BATCH, total - start)
            for own, values in zip(self._inputs, inputs, strict=True):
                own[:count] = values[start : start + count]
            self._request.infer()
            made[start : start + count] = self._output[:count]
        return made


@contextlib.contextmanager
def _fitting(weights: Weights[DeepWarpConfig] | Weights[GazeNetConfig]) -> Iterator[None]:
    try:
        yield
    except (KeyError, IndexError, ValueError, TypeError, RuntimeError) as error:
        raise weights.misfit(error) from error


def deepwarp_graph(weights: Weights[DeepWarpConfig]) -> Any:
    """The graph of DeepWarp: pixels (B, H, W, 3) RGB uint8, anchors (B, 7, 2), angles (B, 2) -> (B, 3, H, W) flow x, flow y in
    pixels of the crop, lightening 0..1. Raises whatever OpenVINO and numpy do for weights of another shape."""
    shape, b = weights.shape, BATCH
    layers = Layers(weights.arrays)
    pixels, anchors, angles = eye_inputs()
    crops = unit_crops(pixels, 0.5)  # (B, 3, H, W)
    columns = (part(anchors, 2, 0, 1), part(anchors, 2, 1, 2))  # x and y, (B, 7, 1) each
    window = lid_window(*columns)  # (B, 1, H/2, W/2)
    code = op.relu(
        layers.linear(
            op.tanh(layers.linear(op.multiply(angles, constant(2.0)), "embed.0")), "embed.2"
        )
    )  # (B, A)

    stem = op.relu(layers.unshuffled(crops, "stem"))  # (B, S, H/2, W/2)
    q = layers.convolution(
        op.relu(layers.convolution(stem, "down4", stride=2)), "quarter"
    )  # (B, Q, H/4, W/4)
    q = op.relu(
        layers.film(
            op.add(q, layers.anchor_maps(*columns, "quarter_anchors")), code, "quarter_film"
        )
    )
    e = op.relu(
        layers.film(layers.convolution(q, "down8", stride=2), code, "eighth_film")
    )  # (B, E, H/8, W/8)
    for block in range(shape.eighth_blocks):
        e = op.add(e, op.relu(layers.convolution(e, f"eighth.{block}")))

    place = op.multiply(
        op.subtract(shaped(anchors, b, ANCHOR_MAPS), constant(np.tile(CROP_CENTRE_PX, 7))),
        constant(1 / 24),
    )
    gathered = shaped(op.relu(layers.convolution(e, "gather")), b, -1)
    whole = op.relu(layers.linear(op.concat([gathered, code, place], 1), "whole"))
    head, bias = 8.0 * layers["whole_head.weight"], 8.0 * layers["whole_head.bias"]
    landmarks = op.add(
        anchors, shaped(linear(whole, head[:ANCHOR_MAPS], bias[:ANCHOR_MAPS]), b, 7, 2)
    )
    motions = affine_motions(whole, head[ANCHOR_MAPS:], bias[ANCHOR_MAPS:], shape.motions)
    new_columns = (part(landmarks, 2, 0, 1), part(landmarks, 2, 1, 2))

    q = op.relu(op.add(q, double(layers.convolution(e, "up4"))))
    q = op.relu(
        op.add(layers.convolution(q, "merge"), layers.anchor_maps(*new_columns, "merge_anchors"))
    )  # (B, M, H/4, W/4)
    guesses = double(
        convolution(q, *quarter_heads(layers, shape))
    )  # (B, M + 1 + 2 + lift, H/2, W/2)
    logits, residual, lifted = split(guesses, shape.motions + 1, 2, shape.lift_channels)
    coarse2 = op.multiply(mixed_flow(logits, residual, motions, 2), window)

    warped = warp(crops, double(coarse2))
    rest = layers["fine_in.weight"][:, 12:].copy()
    rest[:, shape.lift_channels : shape.lift_channels + 2] /= 8.0
    beside = op.concat([lifted, coarse2, *iris_maps(*new_columns)], 1)
    f = op.relu(
        op.add(layers.unshuffled(warped, "fine_in"), convolution(beside, rest, None))
    )  # (B, F, H/2, W/2)
    for block in range(2):
        apart = layers.convolution(f, f"fine.{block}.0", groups=shape.fine_channels)
        f = op.add(f, op.relu(layers.convolution(apart, f"fine.{block}.1")))
    more_logits, more_residual, light = split(
        convolution(f, *fine_head(layers, shape)), shape.motions + 1, 2, 1
    )
    flow = mixed_flow(
        double(op.add(more_logits, logits)), double(op.add(more_residual, residual)), motions, 1
    )
    window1 = double(window)
    made = op.concat(
        [op.multiply(flow, window1), op.multiply(double(op.sigmoid(light)), window1)], 1
    )
    layers.check_all_used()
    return openvino.Model([op.result(made)], [pixels, anchors, angles], "deepwarp")


def gazenet_graph(weights: Weights[GazeNetConfig]) -> Any:
    """The graph of GazeNet: pixels (B, H, W, 3) RGB uint8, anchors (B, 7, 2), heads (B, 2) -> (B, 4) pitch, yaw and
    their standard errors, radians. Raises as `deepwarp_graph`."""
    layers = Layers(weights.arrays)
    pixels, anchors, heads = eye_inputs()
    crops = unit_crops(pixels, 0.5)  # (B, 3, H, W)
    mean = op.reduce_mean(crops, [1, 2, 3], True)
    variance = op.subtract(
        op.reduce_mean(op.multiply(crops, crops), [1, 2, 3], True), op.multiply(mean, mean)
    )
    contrast = op.add(op.sqrt(op.maximum(variance, constant(0.0))), constant(0.03))
    # The pixels' mean and contrast are taken from the first layer's sums, which are fewer.
    flat = layers.unshuffled_ones("stem", stride=2)
    sums = op.subtract(
        layers.unshuffled(crops, "stem", stride=2, bias=False), op.multiply(mean, flat)
    )
    x = op.relu(
        op.add(op.divide(sums, contrast), constant(layers["stem.bias"][:, None, None]))
    )  # (B, S, H/4, W/4)
    x = op.add(op.relu(layers.convolution(x, "quarter")), x)
    x = op.relu(layers.convolution(x, "eighth", stride=2))
    x = op.relu(layers.convolution(x, "sixteenth", stride=2))
    place = op.multiply(
        op.subtract(shaped(anchors, BATCH, ANCHOR_MAPS), constant(np.tile(CROP_CENTRE_PX, 7))),
        constant(1 / 12),
    )
    x = op.concat([shaped(x, BATCH, -1), place, op.multiply(heads, constant(2.0))], 1)
    x = op.relu(layers.linear(x, "gather"))
    x = op.add(x, op.relu(layers.linear(x, "hidden")))
    out = layers.linear(x, "head")  # (B, 4)
    gaze = op.multiply(part(out, 1, 0, 2), constant(0.3))
    errors = op.exp(op.clamp(op.subtract(part(out, 1, 2, 4), constant(2.5)), -5.0, 1.0))
    layers.check_all_used()
    return openvino.Model(
        [op.result(op.concat([gaze, errors], 1))], [pixels, anchors, heads], "gazenet"
    )
