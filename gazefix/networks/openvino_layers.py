"""The layers of the networks' graphs, in OpenVINO's operations.

Names and shapes are those of `deepwarp`; B is BATCH.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from gazefix.imaging.eye_model import USUAL_IRIS_RADIUS_PX, WINDOW_END_PX, WINDOW_FULL_PX
from gazefix.imaging.geometry import (
    CROP_CENTRE_PX,
    CROP_HEIGHT_PX,
    CROP_WIDTH_PX,
    cell_centres_px,
)
from gazefix.networks.configs import ANCHOR_MAPS, DeepWarpConfig
from gazefix.networks.openvino_runtime import op
from gazefix.types import IRIS, FloatArray

#: Eyes in one run of a graph: those of one face. Graphs of a fixed shape are faster.
BATCH: Final = 2

#: A node of a graph, or one of its outputs.
Node = Any


class Layers:
    """Layers by the names of their weights, each of which must be used."""

    def __init__(self, arrays: dict[str, FloatArray]) -> None:
        self._arrays = arrays
        self._unused = set(arrays)

    def __getitem__(self, name: str) -> FloatArray:
        self._unused.discard(name)
        return self._arrays[name]

    def check_all_used(self) -> None:
        """Raise ValueError if no layer took some of the weights."""
        if self._unused:
            raise ValueError(f"unknown weights: {', '.join(sorted(self._unused))}")

    def convolution(
        self, x: Node, name: str, *, stride: int = 1, groups: int = 1, padding: int | None = None
    ) -> Node:
        """Return a convolution; at a stride of 1 it keeps the size, unless `padding` is given."""
        weight, bias = self[f"{name}.weight"], self[f"{name}.bias"]
        return convolution(x, weight, bias, stride=stride, groups=groups, padding=padding)

    def affine(self, x: Node, name: str) -> Node:
        """Return features (B, C, h, w), each channel scaled and shifted."""
        scale, shift = self[f"{name}.scale"], self[f"{name}.shift"]
        return x * constant(scale[:, None, None]) + constant(shift[:, None, None])

    def wide(self, x: Node, name: str) -> Node:
        """Return facegaze's convolution, ReLU, scale and shift."""
        return self.affine(op.relu(self.convolution(x, f"{name}.0")), f"{name}.2")

    def unshuffled(self, x: Node, name: str, *, stride: int = 1, bias: bool = True) -> Node:
        """Return a 3x3 convolution over 2x2-unshuffled pixels, as a 6x6 one of twice the stride."""
        weight = self[f"{name}.weight"][:, :12]
        wide = np.zeros((len(weight), 3, 6, 6), np.float32)
        for cell, (row, column) in enumerate(np.ndindex(2, 2)):
            wide[:, :, row::2, column::2] = weight[:, cell::4]
        added = self[f"{name}.bias"] if bias else None
        return convolution(x, wide, added, stride=2 * stride, padding=2)

    def unshuffled_ones(self, name: str, *, stride: int = 1) -> Node:
        """Return `unshuffled` without its bias for pixels of 1, computed when it is compiled."""
        ones = constant(np.ones((1, 3, CROP_HEIGHT_PX, CROP_WIDTH_PX)))
        return self.unshuffled(ones, name, stride=stride, bias=False)

    def linear(self, x: Node, name: str) -> Node:
        """Return a linear layer."""
        return linear(x, self[f"{name}.weight"], self[f"{name}.bias"])

    def film(self, x: Node, code: Node, name: str) -> Node:
        """Return features (B, C, h, w), scaled and shifted by a code (B, A)."""
        weight, bias = self[f"{name}.weight"], self[f"{name}.bias"].copy()
        half = len(bias) // 2
        bias[:half] += 1
        scale, shift = split(shaped(linear(code, weight, bias), BATCH, -1, 1, 1), half, half)
        return op.add(op.multiply(x, scale), shift)

    def anchor_maps(self, xs: Node, ys: Node, name: str) -> Node:
        """Return a 1x1 convolution over the maps of landmarks at `xs`, `ys`, (B, 7, 1) each.

        Of a landmark's two maps one depends on the column alone, the other on the row, so each is
        convolved before they meet.
        """
        weight, (across, down) = self[f"{name}.weight"], cell_centres_px(4)
        sides = []
        for axis, (points, places) in enumerate(((xs, across[:1]), (ys, down[:, :1]))):
            offsets = constant(places) - shaped(points, BATCH, -1, 1, 1)
            maps = op.tanh(offsets * constant(1 / 16))  # (B, 7, 1, W/4) or (B, 7, H/4, 1)
            bias = self[f"{name}.bias"] if axis == 0 else None
            sides.append(convolution(maps, weight[:, axis::2], bias))
        return op.add(*sides)


def eye_inputs() -> tuple[Node, Node, Node]:
    """Return a graph's inputs: pixels (B, H, W, 3) uint8, anchors (B, 7, 2), directions (B, 2)."""
    pixels = op.parameter([BATCH, CROP_HEIGHT_PX, CROP_WIDTH_PX, 3], np.uint8)
    anchors = op.parameter([BATCH, ANCHOR_MAPS // 2, 2], np.float32)
    return pixels, anchors, op.parameter([BATCH, 2], np.float32)


def unit_crops(pixels: Node, less: float) -> Node:
    """Return pixels uint8 in 0..1, less a constant."""
    return op.convert(pixels, "f32") * constant(1 / 255) - constant(less)


def planes(pixels: Node) -> Node:
    """Return pixels (B, H, W, C) as (B, C, H, W).

    Just before a convolution, and read by nothing else, it is free: OpenVINO convolves pixels whose
    channels lie together.
    """
    return op.transpose(pixels, [0, 3, 1, 2])


def constant(values: Any) -> Node:
    """Return constant values, float32."""
    return op.constant(np.ascontiguousarray(values, np.float32))


def shaped(x: Node, *shape: int) -> Node:
    """Return the same values in another shape."""
    return op.reshape(x, list(shape), False)


def part(x: Node, axis: int, start: int, stop: int) -> Node:
    """Return the values from `start` to before `stop` of one axis."""
    return op.slice(x, [start], [stop], [1], [axis])


def split(x: Node, *channels: int) -> list[Node]:
    """Split (B, C, h, w) into numbers of channels."""
    outputs: list[Node] = op.variadic_split(x, 1, list(channels)).outputs()
    return outputs


def linear(x: Node, weight: FloatArray, bias: FloatArray) -> Node:
    """Return a linear layer (B, C) -> (B, len(weight))."""
    return op.matmul(x, constant(weight), False, True) + constant(bias)


def linear_in_bytes(x: Node, weight: FloatArray, bias: FloatArray) -> Node:
    """Return a linear layer whose weights are kept in 8 bits a number, with a scale for each row.

    A large layer waits for its weights: this one reads a quarter, and errs by 0.4 % of the largest.
    """
    scale = np.abs(weight).max(1, keepdims=True) / 127
    scale[scale == 0] = 1.0
    rows = op.constant(np.rint(weight / scale).astype(np.int8))
    return op.matmul(x, op.convert(rows, "f32") * constant(scale), False, True) + constant(bias)


def convolution(
    x: Node,
    weight: FloatArray,
    bias: FloatArray | None,
    *,
    stride: int = 1,
    groups: int = 1,
    padding: int | None = None,
) -> Node:
    """Return a convolution (B, C, h, w) padded with zeros; by default, stride 1 keeps the size."""
    pads = [weight.shape[-1] // 2 if padding is None else padding] * 2
    if groups > 1:
        grouped = weight.reshape(groups, -1, *weight.shape[1:])
        made = op.group_convolution(x, constant(grouped), [stride] * 2, pads, pads, [1, 1])
    else:
        made = op.convolution(x, constant(weight), [stride] * 2, pads, pads, [1, 1])
    return made if bias is None else made + constant(bias[:, None, None])


def double(x: Node) -> Node:
    """Return bilinear doubling (B, C, h, w) -> (B, C, 2h, 2w), by a matrix from either side."""
    *_, height, width = (x if hasattr(x, "get_shape") else x.output(0)).get_shape()
    rows = op.matmul(constant(_doubling(height)), x, False, False)
    return op.matmul(rows, constant(_doubling(width)), False, True)


def _doubling(size: int) -> FloatArray:
    """Return (2 size, size): the weights of bilinear doubling, edges continued."""
    weights = np.zeros((2 * size, size), np.float32)
    for i in range(2 * size):
        weights[i, i // 2] += 0.75
        weights[i, min(max(i // 2 + (1 if i % 2 else -1), 0), size - 1)] += 0.25
    return weights


def lid_window(xs: Node, ys: Node) -> Node:
    """Return deepwarp.lid_window, (B, 1, H/2, W/2), for anchors at `xs`, `ys`, (B, 7, 1) each."""
    around = op.constant(np.roll(np.arange(IRIS), -1))
    grid = cell_centres_px(2).reshape(2, -1)
    # From each corner to the next, (B, 6, 1).
    ex, ey = (
        op.gather(points, around, op.constant(1)) - part(points, 1, 0, IRIS) for points in (xs, ys)
    )
    ox = constant(grid[0]) - part(xs, 1, 0, IRIS)  # (B, 6, h w)
    oy = constant(grid[1]) - part(ys, 1, 0, IRIS)
    squared = op.maximum(ex * ex + ey * ey, constant(1e-3))
    along = op.clamp((ox * ex + oy * ey) / squared, 0.0, 1.0)
    gap_x, gap_y = ox - along * ex, oy - along * ey
    nearest = op.reduce_min(gap_x * gap_x + gap_y * gap_y, [1], True)
    distance = op.sqrt(op.maximum(nearest, constant(1e-6)))
    turning = op.reduce_min(ex * oy - ey * ox, [1], True)
    slope = constant(1 / (WINDOW_END_PX - WINDOW_FULL_PX))
    fade = op.clamp((constant(WINDOW_END_PX) - distance) * slope, 0.0, 1.0)
    smooth = fade * fade * (constant(3.0) - fade * constant(2.0))
    window = op.select(op.greater(turning, constant(0.0)), constant(1.0), smooth)
    return shaped(window, BATCH, 1, CROP_HEIGHT_PX // 2, CROP_WIDTH_PX // 2)


def iris_maps(xs: Node, ys: Node) -> list[Node]:
    """Return DeepWarp._iris_maps, three of (B, 1, H/2, W/2), for landmarks at `xs`, `ys`."""
    centres = cell_centres_px(2)
    ones = constant(np.ones_like(centres[:1]))
    x, y = (shaped(part(points, 1, IRIS, IRIS + 1), BATCH, 1, 1, 1) for points in (xs, ys))
    offsets = [constant(centres[0, :1]) - x, constant(centres[1, :, :1]) - y]
    squared = offsets[0] * offsets[0] + offsets[1] * offsets[1]
    radius = op.sqrt(op.maximum(squared, constant(1e-3)))
    from_limbus = op.tanh((radius - constant(USUAL_IRIS_RADIUS_PX)) * constant(1 / 4))
    bounded = [op.tanh(offset * constant(1 / 12)) * ones for offset in offsets]
    return [*bounded, from_limbus]


def affine_motions(whole: Node, weight: FloatArray, bias: FloatArray, motions: int) -> Node:
    """Return the motions' factors of x, y and 1, two each, (B, 6, motions + 1).

    The first motion stands still.
    """
    weight = weight.reshape(motions, 2, 3, -1).transpose(2, 1, 0, 3)
    weight = np.pad(weight, ((0, 0), (0, 0), (1, 0), (0, 0)))
    bias = bias.reshape(motions, 2, 3).transpose(2, 1, 0)
    bias = np.pad(bias, ((0, 0), (0, 0), (1, 0)))
    factors = linear(whole, weight.reshape(-1, weight.shape[-1]), bias.ravel())
    return shaped(factors, BATCH, 6, motions + 1)


def mixed_flow(logits: Node, residual: Node, motions: Node, step: int) -> Node:
    """Return DeepWarp._flow, (B, 2, h, w): motions are mixed before they meet the positions."""
    height, width = CROP_HEIGHT_PX // step, CROP_WIDTH_PX // step
    xs, ys = (cell_centres_px(step) - CROP_CENTRE_PX[:, None, None]) / 24
    share = shaped(op.softmax(logits, 1), BATCH, -1, height * width)
    mixed = shaped(op.matmul(motions, share, False, False), BATCH, 6, height, width)
    by_x, by_y, rest = split(mixed, 2, 2, 2)
    moved = op.add(op.multiply(by_x, constant(xs)), op.multiply(by_y, constant(ys)))
    return op.add(moved, op.add(rest, residual))


def warp(crops: Node, flow: Node) -> Node:
    """Return deepwarp.warp."""
    scale = np.array([2 / (CROP_WIDTH_PX - 1), 2 / (CROP_HEIGHT_PX - 1)], np.float32)[:, None, None]
    grid = flow * constant(scale) + constant(cell_centres_px(1) * scale - 1)
    how = {"align_corners": True, "mode": "bilinear", "padding_mode": "border"}
    return op.grid_sample(crops, op.transpose(grid, [0, 2, 3, 1]), how)


def quarter_heads(layers: Layers, shape: DeepWarpConfig) -> tuple[FloatArray, FloatArray]:
    """Return weight and bias of one 3x3 convolution for both heads at a quarter of the resolution.

    Its channels: logits with a zero for standing still, the residual in pixels, and the lifted
    features, whose kernel is 1x1.
    """
    lift = np.pad(layers["lift.weight"], ((0, 0), (0, 0), (1, 1), (1, 1)))
    weight = np.concatenate([_head(layers["coarse_head.weight"], shape.motions), lift])
    bias = [_head(layers["coarse_head.bias"], shape.motions), layers["lift.bias"]]
    return weight, np.concatenate(bias)


def fine_head(layers: Layers, shape: DeepWarpConfig) -> tuple[FloatArray, FloatArray]:
    """Return weight and bias of the fine head: logits, residual as above, and both lights."""
    weight, bias = layers["fine_head.weight"], layers["fine_head.bias"]
    return _head(weight, shape.motions), _head(bias, shape.motions)


def _head(values: FloatArray, motions: int) -> FloatArray:
    """Return a head's weight or bias with a zero before its logits, and its residual in pixels."""
    head: FloatArray = np.concatenate([np.zeros_like(values[:1]), values])
    head[motions + 1 : motions + 3] *= 4.0
    return head
