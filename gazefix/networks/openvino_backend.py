"""The networks as OpenVINO graphs, which a CPU runs in a third of torch's time.

The arithmetic and weights of `deepwarp`, `gazenet` and `facegaze`, the reference, made cheap where
the result stays: unshuffling before a convolution is a convolution with larger strides, doubling is
two small matrix products, landmark maps are sums of a row and a column, and motions are mixed
before they meet positions. Names and shapes in comments are those of `deepwarp`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from gazefix.imaging.geometry import CROP_CENTRE_PX
from gazefix.networks.configs import (
    ANCHOR_MAPS,
    EYE_PX,
    DeepWarpConfig,
    FaceGazeConfig,
    GazeNetConfig,
)
from gazefix.networks.openvino_layers import (
    BATCH,
    Layers,
    Node,
    affine_motions,
    constant,
    convolution,
    double,
    eye_inputs,
    fine_head,
    iris_maps,
    lid_window,
    linear,
    linear_in_bytes,
    mixed_flow,
    part,
    planes,
    quarter_heads,
    shaped,
    split,
    unit_crops,
    warp,
)
from gazefix.networks.openvino_runtime import compiled, op, openvino, wait_at_end
from gazefix.networks.weights import Weights
from gazefix.types import FloatArray, Image


class GraphNetworks:
    """The networks with their weights on the CPU. For one thread at a time."""

    name = "cpu"
    on_gpu = False

    def __init__(
        self,
        deepwarp: Weights[DeepWarpConfig],
        gazenet: Weights[GazeNetConfig],
        facegaze: Weights[FaceGazeConfig],
        threads: int = 1,
    ) -> None:
        """Compile the graphs. Raises ModelError for weights that don't fit their shape.

        One thread is fast enough, and doesn't wait for a core that MediaPipe or a codec uses.
        """
        with _fitting(deepwarp):
            self._deepwarp = _Compiled(deepwarp_graph, deepwarp, threads)
        with _fitting(gazenet):
            self._gazenet = _Compiled(gazenet_graph, gazenet, threads)
        with _fitting(facegaze):
            self._facegaze = _Compiled(facegaze_graph, facegaze, threads, halves=True)

    def redirect(self, pixels: Image, anchors: FloatArray, angles: FloatArray) -> FloatArray:
        """See engine.Networks.redirect."""
        return self._deepwarp.run(pixels, anchors, angles)

    def read_gaze(self, pixels: Image, anchors: FloatArray, heads: FloatArray) -> FloatArray:
        """See engine.Networks.read_gaze."""
        return self._gazenet.run(pixels, anchors, heads)

    def read_faces(self, lefts: Image, rights: Image, heads: FloatArray) -> FloatArray:
        """See engine.Networks.read_faces."""
        return self._facegaze.run(lefts, rights, heads)

    def start_faces(
        self, lefts: Image, rights: Image, heads: FloatArray
    ) -> Callable[[], FloatArray]:
        """See engine.Networks.start_faces. More than BATCH faces are read at once."""
        return self._facegaze.start(lefts, rights, heads)


class _Run:
    """A run of so many eyes that was begun, and its result once it has ended."""

    made: FloatArray

    def __init__(self, count: int) -> None:
        self.count = count


class _Compiled:
    """A graph that runs between arrays of its own; new ones cost a fifth of GazeNet's time."""

    def __init__(
        self,
        draw: Callable[[Weights[Any]], Any],
        weights: Weights[Any],
        threads: int,
        *,
        halves: bool = False,
    ) -> None:
        self._request = compiled(
            lambda: draw(weights),
            threads,
            halves=halves,
            name=weights.path.stem,
            made_of=weights.parts(),
        )
        wait_at_end(self, self._request)
        tensors = self._request.input_tensors
        self._inputs = [np.zeros(tensor.shape, tensor.data.dtype) for tensor in tensors]
        for number, values in enumerate(self._inputs):
            self._request.set_input_tensor(number, openvino.Tensor(values, shared_memory=True))
        self._output: FloatArray = self._request.output_tensors[0].data
        self._under_way: _Run | None = None

    def run(self, *inputs: Image | FloatArray) -> FloatArray:
        """Return the result for N eyes, BATCH at a time; the rest of a batch has older eyes."""
        self._end()
        total = len(inputs[0])
        made = np.empty((total, *self._output.shape[1:]), np.float32)
        for start in range(0, total, BATCH):
            count = min(BATCH, total - start)
            self._take(*(values[start : start + count] for values in inputs))
            self._request.infer()
            made[start : start + count] = self._output[:count]
        return made

    def start(self, *inputs: Image | FloatArray) -> Callable[[], FloatArray]:
        """Begin a run in a thread of OpenVINO's; the returned function waits for its result.

        More than BATCH eyes are done at once.
        """
        if len(inputs[0]) > BATCH:
            made = self.run(*inputs)
            return lambda: made
        self._end()
        self._take(*inputs)
        self._request.start_async()
        run = self._under_way = _Run(len(inputs[0]))

        def result() -> FloatArray:
            if run is self._under_way:
                self._end()
            return run.made

        return result

    def _take(self, *inputs: Image | FloatArray) -> None:
        for own, values in zip(self._inputs, inputs, strict=True):
            own[: len(values)] = values

    def _end(self) -> None:
        """Keep the result of the run under way, if there is one: somebody may still ask for it."""
        if self._under_way:
            self._request.wait()
            self._under_way.made = self._output[: self._under_way.count].copy()
            self._under_way = None


@contextlib.contextmanager
def _fitting(
    weights: Weights[DeepWarpConfig] | Weights[GazeNetConfig] | Weights[FaceGazeConfig],
) -> Iterator[None]:
    try:
        yield
    except (KeyError, IndexError, ValueError, TypeError, RuntimeError) as error:
        raise weights.misfit(error) from error


def deepwarp_graph(weights: Weights[DeepWarpConfig]) -> Any:
    """Return the graph of DeepWarp.

    Pixels (B, H, W, 3) RGB uint8, anchors (B, 7, 2), angles (B, 2) -> (B, 4, H, W): flow x, flow y
    in crop pixels, lightening 0..1, brightening -1..1. Raises errors of OpenVINO and numpy for
    misfitting weights.
    """
    shape = weights.shape
    layers = Layers(weights.arrays)
    pixels, anchors, angles = eye_inputs()
    crops = planes(unit_crops(pixels, 0.5))  # (B, 3, H, W)
    columns = (part(anchors, 2, 0, 1), part(anchors, 2, 1, 2))  # x and y, (B, 7, 1) each
    window = lid_window(*columns)  # (B, 1, H/2, W/2)
    code = op.tanh(layers.linear(angles * constant(2.0), "embed.0"))
    code = op.relu(layers.linear(code, "embed.2"))  # (B, A)

    stem = op.relu(layers.unshuffled(crops, "stem"))  # (B, S, H/2, W/2)
    q = op.relu(layers.convolution(stem, "down4", stride=2))
    q = layers.convolution(q, "quarter")  # (B, Q, H/4, W/4)
    q = q + layers.anchor_maps(*columns, "quarter_anchors")
    q = op.relu(layers.film(q, code, "quarter_film"))
    e = layers.convolution(q, "down8", stride=2)
    e = op.relu(layers.film(e, code, "eighth_film"))  # (B, E, H/8, W/8)
    for block in range(shape.eighth_blocks):
        e = e + op.relu(layers.convolution(e, f"eighth.{block}"))

    gathered = shaped(op.relu(layers.convolution(e, "gather")), BATCH, -1)
    whole = op.concat([gathered, code, _place(anchors, 24)], 1)
    whole = op.relu(layers.linear(whole, "whole"))
    head, bias = 8.0 * layers["whole_head.weight"], 8.0 * layers["whole_head.bias"]
    moved = shaped(linear(whole, head[:ANCHOR_MAPS], bias[:ANCHOR_MAPS]), BATCH, 7, 2)
    landmarks = anchors + moved
    motions = affine_motions(whole, head[ANCHOR_MAPS:], bias[ANCHOR_MAPS:], shape.motions)
    new_columns = (part(landmarks, 2, 0, 1), part(landmarks, 2, 1, 2))

    q = op.relu(q + double(layers.convolution(e, "up4")))
    q = layers.convolution(q, "merge") + layers.anchor_maps(*new_columns, "merge_anchors")
    q = op.relu(q)  # (B, M, H/4, W/4)
    guesses = double(convolution(q, *quarter_heads(layers, shape)))
    logits, residual, lifted = split(guesses, shape.motions + 1, 2, shape.lift_channels)
    coarse2 = mixed_flow(logits, residual, motions, 2) * window

    warped = warp(crops, double(coarse2))
    rest = layers["fine_in.weight"][:, 12:].copy()
    rest[:, shape.lift_channels : shape.lift_channels + 2] /= 8.0
    beside = convolution(op.concat([lifted, coarse2, *iris_maps(*new_columns)], 1), rest, None)
    f = op.relu(layers.unshuffled(warped, "fine_in") + beside)  # (B, F, H/2, W/2)
    for block in range(2):
        apart = layers.convolution(f, f"fine.{block}.0", groups=shape.fine_channels)
        f = f + op.relu(layers.convolution(apart, f"fine.{block}.1"))
    out = convolution(f, *fine_head(layers, shape))
    more_logits, more_residual, light, bright = split(out, shape.motions + 1, 2, 1, 1)
    logits, residual = op.add(more_logits, logits), op.add(more_residual, residual)
    light = op.concat([op.sigmoid(light), op.tanh(bright)], 1)
    # Doubled at once: each matrix product takes 0.3 MB.
    all_maps = double(op.concat([logits, residual, light, window], 1))
    logits, residual, light, window = split(all_maps, shape.motions + 1, 2, 2, 1)
    made = op.concat([mixed_flow(logits, residual, motions, 1), light], 1)
    made = op.multiply(made, window)
    layers.check_all_used()
    return openvino.Model([op.result(made)], [pixels, anchors, angles], "deepwarp")


def gazenet_graph(weights: Weights[GazeNetConfig]) -> Any:
    """Return the graph of GazeNet.

    Pixels (B, H, W, 3) RGB uint8, anchors (B, 7, 2), heads (B, 2) -> (B, 4): pitch, yaw and their
    standard errors, radians. Raises errors as `deepwarp_graph`.
    """
    layers = Layers(weights.arrays)
    pixels, anchors, heads = eye_inputs()
    crops = unit_crops(pixels, 0.5)  # (B, H, W, 3)
    mean = op.reduce_mean(crops, [1, 2, 3], True)
    variance = op.reduce_mean(crops * crops, [1, 2, 3], True) - mean * mean
    contrast = op.sqrt(op.maximum(variance, constant(0.0))) + constant(0.03)
    # Mean and contrast are taken from the first layer's sums, which are fewer than the pixels.
    flat = layers.unshuffled_ones("stem", stride=2)
    sums = layers.unshuffled(planes(crops), "stem", stride=2, bias=False) - mean * flat
    x = op.relu(sums / contrast + constant(layers["stem.bias"][:, None, None]))  # (B, S, H/4, W/4)
    x = op.relu(layers.convolution(x, "quarter")) + x
    x = op.relu(layers.convolution(x, "eighth", stride=2))
    x = op.relu(layers.convolution(x, "sixteenth", stride=2))
    x = op.concat([shaped(x, BATCH, -1), _place(anchors, 12), heads * constant(2.0)], 1)
    x = op.relu(layers.linear(x, "gather"))
    x = x + op.relu(layers.linear(x, "hidden"))
    out = layers.linear(x, "head")  # (B, 4)
    gaze = part(out, 1, 0, 2) * constant(0.3)
    errors = op.exp(op.clamp(part(out, 1, 2, 4) - constant(2.5), -5.0, 1.0))
    made = op.concat([gaze, errors], 1)
    layers.check_all_used()
    return openvino.Model([op.result(made)], [pixels, anchors, heads], "gazenet")


def facegaze_graph(weights: Weights[FaceGazeConfig]) -> Any:
    """Return the graph of FaceGaze.

    Left and right eyes (B, EYE_PX, EYE_PX, 3) RGB uint8, heads (B, 2) -> directions (B, 3). Raises
    errors as `deepwarp_graph`.
    """
    layers = Layers(weights.arrays)
    eyes = [op.parameter([BATCH, EYE_PX, EYE_PX, 3], np.uint8) for _ in range(2)]
    heads = op.parameter([BATCH, 2], np.float32)
    towers = []
    for eye, tower in zip(eyes, ("left", "right"), strict=True):
        x = op.convert(eye, "f32") * constant(layers[f"{tower}.0.scale"])
        x = layers.wide(planes(x + constant(layers[f"{tower}.0.shift"])), f"{tower}.1")
        x = layers.wide(layers.convolution(x, f"{tower}.2", stride=2), f"{tower}.3")
        towers.append(layers.convolution(x, f"{tower}.4", stride=2))
    x = layers.wide(op.concat(towers, 1), "joint.0")
    x = layers.wide(layers.convolution(x, "joint.1", stride=2), "joint.2")
    x = layers.wide(layers.convolution(x, "joint.3", stride=2, padding=0), "joint.4")
    # A kernel as large as its picture: as a product of matrices its weights are read faster.
    weight = layers["joint.5.weight"]
    weight = weight.reshape(len(weight), -1)
    x = linear_in_bytes(shaped(x, BATCH, -1), weight, layers["joint.5.bias"])
    place = op.matmul(heads, constant(np.degrees([[0, -1, 0], [1, 0, 0]])), False, False)
    x = op.relu(layers.linear(op.concat([x, place], 1), "whole"))
    out = layers.linear(op.relu(layers.linear(x, "hidden")), "head")
    layers.check_all_used()
    return openvino.Model([op.result(out)], [*eyes, heads], "facegaze")


def _place(anchors: Node, unit_px: float) -> Node:
    """Return (B, 14): the anchors' offsets from the crop's centre."""
    centre = constant(np.tile(CROP_CENTRE_PX, 7))
    return (shaped(anchors, BATCH, ANCHOR_MAPS) - centre) * constant(1 / unit_px)
