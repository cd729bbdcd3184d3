"""The parts that the networks' graphs are made of, in OpenVINO's operations.

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
from gazefix.networks.openvino_import import op
from gazefix.types import IRIS, FloatArray

#: Eyes in one run of a graph: those of one face. Fixed, since graphs of fixed shape are faster.
BATCH: Final = 2

#: A node of a graph, or one of its outputs.
Node = Any


class Layers:
    """Layers by the names of their weights, each of which is to be used."""

    def __init__(self, arrays: dict[str, FloatArray]) -> None:
        self._arrays = arrays
        self._unused = set(arrays)

    def __getitem__(self, name: str) -> FloatArray:
        self._unused.discard(name)
        return self._arrays[name]

    def check_all_used(self) -> None:
        """Raises ValueError if the network has weights that no layer took."""
        if self._unused:
            raise ValueError(f"it knows no {', '.join(sorted(self._unused))}")

    def convolution(self, x: Node, name: str, *, stride: int = 1, groups: int = 1) -> Node:
        """Padded so that a stride of 1 keeps the size."""
        return convolution(
            x, self[f"{name}.weight"], self[f"{name}.bias"], stride=stride, groups=groups
        )

    def unshuffled(self, x: Node, name: str, *, stride: int = 1, bias: bool = True) -> Node:
        """A 3x3 convolution over 2x2-unshuffled pixels: the same as a 6x6 one over the pixels, of twice the stride."""
        weight = self[f"{name}.weight"][:, :12]
        wide = np.zeros((len(weight), 3, 6, 6), np.float32)
        for cell, (row, column) in enumerate(np.ndindex(2, 2)):
            wide[:, :, row::2, column::2] = weight[:, cell::4]
        return convolution(
            x, wide, self[f"{name}.bias"] if bias else None, stride=2 * stride, padding=2
        )

    def unshuffled_ones(self, name: str, *, stride: int = 1) -> Node:
        """What `unshuffled` without its bias gives for pixels of 1 (less where it reaches over the edge)."""
        ones = constant(np.ones((1, 3, CROP_HEIGHT_PX, CROP_WIDTH_PX)))
        return self.unshuffled(
            ones, name, stride=stride, bias=False
        )  # of constants alone: computed when it is compiled

    def linear(self, x: Node, name: str) -> Node:
        """A linear layer."""
        return linear(x, self[f"{name}.weight"], self[f"{name}.bias"])

    def film(self, x: Node, code: Node, name: str) -> Node:
        """Features (B, C, h, w), scaled and shifted as a code (B, A) says."""
        weight, bias = self[f"{name}.weight"], self[f"{name}.bias"]
        half = len(bias) // 2
        scale = shaped(linear(code, weight[:half], bias[:half] + 1), BATCH, half, 1, 1)
        return op.add(
            op.multiply(x, scale),
            shaped(linear(code, weight[half:], bias[half:]), BATCH, half, 1, 1),
        )

    def anchor_maps(self, xs: Node, ys: Node, name: str) -> Node:
        """A 1x1 convolution over the maps of landmarks at `xs`, `ys` (B, 7, 1) each: of a landmark's two maps one depends on
        the column alone, the other on the row, so that each side is a product of small matrices."""
        weight = self[f"{name}.weight"][:, :, 0, 0]
        centres = cell_centres_px(4)
        sides = []
        for axis, (points, places) in enumerate(((xs, centres[0, 0]), (ys, centres[1, :, 0]))):
            maps = op.tanh(
                op.multiply(op.subtract(constant(places), points), constant(1 / 16))
            )  # (B, 7, W/4 or H/4)
            side = op.matmul(constant(weight[:, axis::2]), maps, False, False)
            cells = (1, len(places)) if axis == 0 else (len(places), 1)
            sides.append(shaped(side, BATCH, len(weight), *cells))
        return op.add(op.add(*sides), constant(self[f"{name}.bias"][:, None, None]))


def eye_inputs() -> tuple[Node, Node, Node]:
    """Inputs of a graph: pixels (B, H, W, 3) uint8, anchors (B, 7, 2), directions (B, 2)."""
    return (
        op.parameter([BATCH, CROP_HEIGHT_PX, CROP_WIDTH_PX, 3], np.uint8),
        op.parameter([BATCH, ANCHOR_MAPS // 2, 2], np.float32),
        op.parameter([BATCH, 2], np.float32),
    )


def unit_crops(pixels: Node, less: float) -> Node:
    """Pixels (B, H, W, 3) uint8 -> (B, 3, H, W) in 0..1, less a constant."""
    scaled = op.multiply(op.convert(pixels, "f32"), constant(1 / 255))
    return op.transpose(op.subtract(scaled, constant(less)), [0, 3, 1, 2])


def constant(values: Any) -> Node:
    """Values that are not computed, float32."""
    return op.constant(np.ascontiguousarray(values, np.float32))


def shaped(x: Node, *shape: int) -> Node:
    """The same values in another shape."""
    return op.reshape(x, list(shape), False)


def part(x: Node, axis: int, start: int, stop: int) -> Node:
    """The values from `start` to before `stop` of one axis."""
    return op.slice(x, [start], [stop], [1], [axis])


def split(x: Node, *channels: int) -> list[Node]:
    """So many channels each of (B, C, h, w)."""
    outputs: list[Node] = op.variadic_split(x, 1, list(channels)).outputs()
    return outputs


def linear(x: Node, weight: FloatArray, bias: FloatArray) -> Node:
    """A linear layer (B, C) -> (B, len(weight))."""
    return op.add(op.matmul(x, constant(weight), False, True), constant(bias))


def convolution(
    x: Node,
    weight: FloatArray,
    bias: FloatArray | None,
    *,
    stride: int = 1,
    groups: int = 1,
    padding: int | None = None,
) -> Node:
    """A convolution (B, C, h, w) with zeros around; unless given, its padding keeps the size at a stride of 1."""
    pads = [weight.shape[-1] // 2 if padding is None else padding] * 2
    if groups > 1:
        grouped = weight.reshape(groups, -1, *weight.shape[1:])
        made = op.group_convolution(x, constant(grouped), [stride] * 2, pads, pads, [1, 1])
    else:
        made = op.convolution(x, constant(weight), [stride] * 2, pads, pads, [1, 1])
    return made if bias is None else op.add(made, constant(bias[:, None, None]))


def double(x: Node) -> Node:
    """Bilinear doubling (B, C, h, w) -> (B, C, 2h, 2w), as a product of matrices from either side."""
    *_, height, width = (x if hasattr(x, "get_shape") else x.output(0)).get_shape()
    return op.matmul(
        op.matmul(constant(_doubling(height)), x, False, False),
        constant(_doubling(width)),
        False,
        True,
    )


def _doubling(size: int) -> FloatArray:
    """(2 size, size): the weights of bilinear doubling, edges continued."""
    weights = np.zeros((2 * size, size), np.float32)
    for i in range(2 * size):
        weights[i, i // 2] += 0.75
        weights[i, min(max(i // 2 + (1 if i % 2 else -1), 0), size - 1)] += 0.25
    return weights


def lid_window(xs: Node, ys: Node) -> Node:
    """deepwarp.lid_window at half resolution, (B, 1, H/2, W/2), for anchors at `xs`, `ys` (B, 7, 1) each."""
    steps = np.roll(np.eye(6, ANCHOR_MAPS // 2), 1, 1) - np.eye(6, ANCHOR_MAPS // 2)
    steps[5] = (
        np.eye(1, ANCHOR_MAPS // 2) - np.eye(6, ANCHOR_MAPS // 2)[5]
    )  # from the last corner back to the first
    grid = cell_centres_px(2).reshape(2, -1)
    (ex, ox), (ey, oy) = (
        (
            op.matmul(constant(steps), points, False, False),
            op.subtract(constant(line), part(points, 1, 0, IRIS)),
        )
        for points, line in ((xs, grid[0]), (ys, grid[1]))
    )  # edges (B, 6, 1), offsets (B, 6, h w)
    squared = op.maximum(op.add(op.multiply(ex, ex), op.multiply(ey, ey)), constant(1e-3))
    along = op.clamp(op.divide(op.add(op.multiply(ox, ex), op.multiply(oy, ey)), squared), 0.0, 1.0)
    gap_x, gap_y = op.subtract(ox, op.multiply(along, ex)), op.subtract(oy, op.multiply(along, ey))
    nearest = op.reduce_min(op.add(op.multiply(gap_x, gap_x), op.multiply(gap_y, gap_y)), [1], True)
    distance = op.sqrt(op.maximum(nearest, constant(1e-6)))
    turning = op.reduce_min(op.subtract(op.multiply(ex, oy), op.multiply(ey, ox)), [1], True)
    fade = op.multiply(
        op.subtract(constant(WINDOW_END_PX), distance),
        constant(1 / (WINDOW_END_PX - WINDOW_FULL_PX)),
    )
    fade = op.clamp(fade, 0.0, 1.0)
    smooth = op.multiply(
        op.multiply(fade, fade), op.subtract(constant(3.0), op.multiply(fade, constant(2.0)))
    )
    window = op.select(op.greater(turning, constant(0.0)), constant(1.0), smooth)
    return shaped(window, BATCH, 1, CROP_HEIGHT_PX // 2, CROP_WIDTH_PX // 2)


def iris_maps(xs: Node, ys: Node) -> list[Node]:
    """DeepWarp._iris_maps, three of (B, 1, H/2, W/2), for landmarks at `xs`, `ys` (B, 7, 1) each."""
    centres = cell_centres_px(2)
    ones = constant(np.ones_like(centres[:1]))
    offsets = [
        op.subtract(constant(line), shaped(part(points, 1, IRIS, IRIS + 1), BATCH, 1, 1, 1))
        for points, line in ((xs, centres[0, :1]), (ys, centres[1, :, :1]))
    ]
    squared = op.add(*(op.multiply(offset, offset) for offset in offsets))
    radius = op.sqrt(op.maximum(squared, constant(1e-3)))
    beyond = op.tanh(
        op.multiply(op.subtract(radius, constant(USUAL_IRIS_RADIUS_PX)), constant(1 / 4))
    )
    return [
        *(op.multiply(op.tanh(op.multiply(offset, constant(1 / 12))), ones) for offset in offsets),
        beyond,
    ]


def affine_motions(whole: Node, weight: FloatArray, bias: FloatArray, motions: int) -> list[Node]:
    """The affine motions by column (what x, y and 1 are multiplied with), (B, 2, motions + 1) each; standing still is the
    first."""
    weight = weight.reshape(motions, 2, 3, -1).transpose(2, 1, 0, 3)
    bias = bias.reshape(motions, 2, 3).transpose(2, 1, 0)
    still = ((0, 0), (1, 0))
    return [
        shaped(
            linear(
                whole,
                np.pad(w, (*still, (0, 0))).reshape(-1, w.shape[-1]),
                np.pad(b, still).reshape(-1),
            ),
            BATCH,
            2,
            motions + 1,
        )
        for w, b in zip(weight, bias, strict=True)
    ]


def mixed_flow(logits: Node, residual: Node, motions: list[Node], step: int) -> Node:
    """DeepWarp._flow, (B, 2, h, w): the motions are mixed, and then applied to each pixel's position."""
    height, width = CROP_HEIGHT_PX // step, CROP_WIDTH_PX // step
    xs, ys = (cell_centres_px(step) - CROP_CENTRE_PX[:, None, None]) / 24
    share = shaped(op.softmax(logits, 1), BATCH, -1, height * width)
    by_x, by_y, rest = (
        shaped(op.matmul(m, share, False, False), BATCH, 2, height, width) for m in motions
    )
    moved = op.add(op.multiply(by_x, constant(xs)), op.multiply(by_y, constant(ys)))
    return op.add(moved, op.add(rest, residual))


def warp(crops: Node, flow: Node) -> Node:
    """deepwarp.warp."""
    scale = np.array([2 / (CROP_WIDTH_PX - 1), 2 / (CROP_HEIGHT_PX - 1)], np.float32)[:, None, None]
    grid = op.add(op.multiply(flow, constant(scale)), constant(cell_centres_px(1) * scale - 1))
    how = {"align_corners": True, "mode": "bilinear", "padding_mode": "border"}
    return op.grid_sample(crops, op.transpose(grid, [0, 2, 3, 1]), how)


def quarter_heads(layers: Layers, shape: DeepWarpConfig) -> tuple[FloatArray, FloatArray]:
    """Weight and bias of one 3x3 convolution for both heads at a quarter of the resolution: logits with a zero for standing
    still, the residual in pixels, and the lifted features, whose kernel is 1x1."""
    coarse, lift = layers["coarse_head.weight"], layers["lift.weight"]
    weight = np.concatenate(
        [_head(coarse, shape.motions), np.pad(lift, ((0, 0), (0, 0), (1, 1), (1, 1)))]
    )
    return weight, np.concatenate(
        [_head(layers["coarse_head.bias"], shape.motions), layers["lift.bias"]]
    )


def fine_head(layers: Layers, shape: DeepWarpConfig) -> tuple[FloatArray, FloatArray]:
    """Weight and bias of the fine stage's head: logits and residual as `quarter_heads` has them, and the lightening."""
    return _head(layers["fine_head.weight"], shape.motions), _head(
        layers["fine_head.bias"], shape.motions
    )


def _head(values: FloatArray, motions: int) -> FloatArray:
    """The channels of a head's weight or bias, a zero before its logits, and its residual in pixels."""
    head: FloatArray = np.concatenate([np.zeros_like(values[:1]), values])
    head[motions + 1 : motions + 3] *= 4.0
    return head
