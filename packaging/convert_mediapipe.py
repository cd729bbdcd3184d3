"""Convert MediaPipe's face models to OpenVINO: python packaging/convert_mediapipe.py

Reads the models out of the installed mediapipe package (0.10.21) and writes them into models/. It
needs `pip install -e .[dev]` and no network. TensorFlow Lite's operations are drawn as OpenVINO's.
Three operations of the attention mesh are MediaPipe's own. What they compute was found by comparing
their results in the package with their inputs:

Landmarks2TransformMatrix   the matrix from a grid of cells to a rectangle around some landmarks,
                            level with two of them and scaled
TransformTensorBilinear     features sampled under that matrix at the middles of the cells, linear
TransformLandmarks          points under that matrix
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any, Final

import numpy as np
import tflite
from flatbuffers import flexbuffers

from gazefix.networks.openvino_runtime import op, openvino

MODELS: Final = Path(__file__).parents[1] / "models"
MESH_POINTS: Final = 468
IRIS_POINTS: Final = 5
#: The landmarks around an eye's opening, first in its list: they give the depth of its iris.
LID_POINTS: Final = 16
#: By the names of the files: cells along a side and anchors a cell, for each of a detector's maps.
DETECTORS: Final = {
    "face_detection_short_range": ((16, 2), (8, 6)),
    "face_detection_full_range_sparse": ((48, 1),),
}
_OPERATIONS: Final = {
    number: name for name, number in vars(tflite.BuiltinOperator).items() if isinstance(number, int)
}
_TYPES: Final = {tflite.TensorType.FLOAT32: "<f4", tflite.TensorType.FLOAT16: "<f2"}
_SEGMENTS: Final = {
    tflite.SparseIndexVector.Int32Vector: tflite.Int32Vector,
    tflite.SparseIndexVector.Uint16Vector: tflite.Uint16Vector,
    tflite.SparseIndexVector.Uint8Vector: tflite.Uint8Vector,
}

Node = Any
Values = np.ndarray[Any, Any]


class Graph:
    """A TensorFlow Lite model, drawn in OpenVINO's operations.

    Constants are arrays. Other tensors are nodes, pictures (1, H, W, C) of them as (1, C, H, W).
    """

    def __init__(self, path: Path, low: float, high: float) -> None:
        """Draw the model of a file. Its pixels are uint8 RGB, which it takes as low to high."""
        self._model = tflite.Model.GetRootAsModel(path.read_bytes(), 0)
        self._graph = self._model.Subgraphs(0)
        self.side_px = int(self._graph.Tensors(self._graph.Inputs(0)).ShapeAsNumpy()[1])
        self.pixels = op.parameter([1, self.side_px, self.side_px, 3], np.uint8, "pixels")
        # Whole numbers and halves stay exact where the file keeps constants in 16 bits.
        unit = op.divide(op.convert(self.pixels, "f32"), _constant(255 / (high - low)))
        start = op.transpose(op.add(unit, _constant(low)), [0, 3, 1, 2])
        self.tensors: dict[int, Node | Values] = {self._graph.Inputs(0): start}
        self.subsets: list[list[int]] = []
        for number in range(self._graph.OperatorsLength()):
            self._draw(self._graph.Operators(number))

    def outputs(self) -> dict[str, Node]:
        """Return the model's results, flat, by their names."""
        numbers = [self._graph.Outputs(i) for i in range(self._graph.OutputsLength())]
        names = [self._graph.Tensors(number).Name().decode() for number in numbers]
        return dict(zip(names, (_flat(self.tensors[number]) for number in numbers), strict=True))

    def _value(self, number: int) -> Node | Values:
        if number not in self.tensors:
            self.tensors[number] = self._constant(self._graph.Tensors(number))
        return self.tensors[number]

    def _constant(self, tensor: Any) -> Values:
        raw = self._model.Buffers(tensor.Buffer()).DataAsNumpy()
        values = np.frombuffer(raw.tobytes(), _TYPES.get(tensor.Type(), "<i4"))
        shape = tuple(tensor.ShapeAsNumpy())
        if not tensor.Sparsity():
            return values.reshape(shape)
        rows = tensor.Sparsity().DimMetadata(len(shape) - 1)  # only the last axis is sparse
        starts, columns = (
            _indices(kind, table)
            for kind, table in (
                (rows.ArraySegmentsType(), rows.ArraySegments()),
                (rows.ArrayIndicesType(), rows.ArrayIndices()),
            )
        )
        dense = np.zeros((len(starts) - 1, shape[-1]), values.dtype)
        dense[np.repeat(np.arange(len(starts) - 1), np.diff(starts)), columns] = values
        return dense.reshape(shape)

    def _draw(self, operator: Any) -> None:
        code = self._model.OperatorCodes(operator.OpcodeIndex())
        name = _OPERATIONS[max(code.BuiltinCode(), code.DeprecatedBuiltinCode())]
        inputs = [self._value(number) for number in operator.InputsAsNumpy()]
        output = operator.Outputs(0)
        if name == "CUSTOM":
            packed = operator.CustomOptionsLength() and bytes(operator.CustomOptionsAsNumpy())
            options = flexbuffers.Loads(packed) if packed else {}
            made = self._custom(code.CustomCode().decode(), inputs, options)
        else:
            kind = getattr(tflite, _OPTIONS.get(name, ""), None)
            options = kind() if kind else None
            if options:
                table = operator.BuiltinOptions()
                options.Init(table.Bytes, table.Pos)
            shape = self._graph.Tensors(output).ShapeAsNumpy()
            made = _active(_built_in(name, inputs, options, shape), options)
        self.tensors[output] = made

    def _custom(self, name: str, inputs: list[Node], options: dict[str, Any]) -> Node:
        if name == "Landmarks2TransformMatrix":
            self.subsets.append(options["subset_idxs"])
            return _matrix(inputs[0], options)
        if name == "TransformTensorBilinear":
            features, matrix = inputs
            return _sampled(features, matrix, options["output_width"], options["output_height"])
        if name == "TransformLandmarks":
            points, matrix = inputs
            linear = op.matmul(points, _part(matrix, 2, (0, 2)), False, True)
            return op.add(linear, op.transpose(_part(matrix, 2, (3, 4)), [0, 2, 1]))
        raise NotImplementedError(name)


_OPTIONS: Final = {
    "ADD": "AddOptions",
    "CONV_2D": "Conv2DOptions",
    "DEPTHWISE_CONV_2D": "DepthwiseConv2DOptions",
    "DEPTH_TO_SPACE": "DepthToSpaceOptions",
    "MAX_POOL_2D": "Pool2DOptions",
    "RESIZE_BILINEAR": "ResizeBilinearOptions",
}


def _built_in(name: str, inputs: list[Any], options: Any, shape: Values) -> Node | Values:
    """Return the result of one of TensorFlow Lite's operations, which has a shape."""
    x, rest = inputs[0], inputs[1:]
    if name in {"DEQUANTIZE", "DENSIFY"}:
        return x.astype(np.float32)
    if name in {"CONV_2D", "DEPTHWISE_CONV_2D"}:
        weight, bias = rest
        return _convolution(x, weight, bias, options, apart=name.startswith("DEPTH"))
    if name == "PRELU":
        return op.prelu(x, _constant(rest[0].ravel()))
    if name == "RELU":
        return op.relu(x)
    if name in {"ADD", "MUL"}:
        other = _constant(rest[0]) if isinstance(rest[0], np.ndarray) else rest[0]
        return op.add(x, other) if name == "ADD" else op.multiply(x, other)
    if name == "CONCATENATION":
        return op.concat(inputs, 1)
    return _shaped(name, x, rest, options, shape)


def _shaped(name: str, x: Node, rest: list[Values], options: Any, shape: Values) -> Node:
    """Return the result of an operation that changes little but the shape."""
    if name == "MAX_POOL_2D":
        size = [options.FilterHeight(), options.FilterWidth()]
        strides, none = [options.StrideH(), options.StrideW()], [0, 0]
        pooled = op.max_pool(x, strides, [1, 1], none, none, size, auto_pad=_padding(options))
        return pooled.output(0)
    if name == "PAD":
        before, after = rest[0][[0, 3, 1, 2]].T.astype(np.int64)
        return op.pad(x, before, after, "constant", _constant(0))
    if name == "RESIZE_BILINEAR" and options.HalfPixelCenters() and not options.AlignCorners():
        sizes = op.constant(rest[0].astype(np.int64))
        return op.interpolate(x, sizes, "linear_onnx", "sizes", axes=op.constant([2, 3]))
    if name == "DEPTH_TO_SPACE":
        return op.depth_to_space(x, "blocks_first", options.BlockSize())
    if name == "RESHAPE":
        return op.reshape(_rows(x), [int(side) for side in shape], False)
    if name == "STRIDED_SLICE":  # of everything
        return x
    raise NotImplementedError(name)


def _convolution(x: Node, weight: Values, bias: Values, options: Any, *, apart: bool) -> Node:
    """Return a convolution, of each channel by itself or of all."""
    strides, pads = [options.StrideH(), options.StrideW()], [0, 0]
    if apart:
        kernel = _constant(weight.transpose(3, 0, 1, 2)[:, :, None])
        draw = op.group_convolution
    else:
        kernel = _constant(weight.transpose(0, 3, 1, 2))
        draw = op.convolution
    made = draw(x, kernel, strides, pads, pads, [1, 1], _padding(options))
    return op.add(made, _constant(bias[:, None, None]))


def _padding(options: Any) -> str:
    return "same_upper" if options.Padding() == tflite.Padding.SAME else "valid"


def _active(x: Node | Values, options: Any) -> Node | Values:
    """Return a result after the activation that its operation brings along."""
    kind = options.FusedActivationFunction() if hasattr(options, "FusedActivationFunction") else 0
    if kind == tflite.ActivationFunctionType.RELU:
        return op.relu(x)
    if kind != tflite.ActivationFunctionType.NONE:
        raise NotImplementedError(f"activation {kind}")
    return x


def _matrix(points: Node, options: dict[str, Any]) -> Node:
    """Return (1, 4, 4): from cells to the rectangle around some of the points (1, N, 3)."""
    flat = _part(points, MESH_POINTS, (0, 2))
    ends = [op.gather(flat, [options[f"{side}_rotation_idx"]], 1) for side in ("left", "right")]
    along = op.subtract(ends[1], ends[0])  # (1, 1, 2)
    along = op.divide(along, op.sqrt(op.reduce_sum(op.multiply(along, along), [2], True)))
    across = op.matmul(along, _constant([[0, 1], [-1, 0]]), False, False)
    axes = op.concat([along, across], 1)  # (1, 2, 2), a row for each axis of the rectangle
    turned = op.matmul(op.gather(flat, options["subset_idxs"], 1), axes, False, True)
    low, high = op.reduce_min(turned, [1], True), op.reduce_max(turned, [1], True)
    # A sum, since OpenVINO's product of (1, 1, 2) and (1, 2, 2) is wrong on CPUs without AVX2.
    middle = op.transpose(op.multiply(op.add(low, high), _constant(0.5)), [0, 2, 1])
    centre = op.reduce_sum(op.multiply(middle, axes), [1], True)
    cells = np.array([options["output_width"], options["output_height"]])
    scale = np.array([options["scale_x"], options["scale_y"]]) / cells
    size = op.multiply(op.subtract(high, low), _constant(scale))  # (1, 1, 2), of a cell
    linear = op.multiply(op.transpose(axes, [0, 2, 1]), size)
    centre = op.transpose(centre, [0, 2, 1])
    start = op.subtract(centre, op.matmul(linear, _constant(cells[:, None] / 2), False, False))
    flat_rows = op.concat([linear, _constant(np.zeros((1, 2, 1))), start], 2)
    return op.concat([flat_rows, _constant(np.eye(4)[None, 2:])], 1)


def _sampled(features: Node, matrix: Node, width: int, height: int) -> Node:
    """Return features (1, C, H, W) at the middles of the cells, (1, C, height, width)."""
    rows, columns = np.mgrid[:height, :width] + 0.5
    cells = np.stack([columns.ravel(), rows.ravel(), 0 * rows.ravel(), 1 + 0 * rows.ravel()], 1)
    # (1, cells, 2), in pixels of the features
    places = op.matmul(_constant(cells), _part(matrix, 2, (0, 4)), False, True)
    side = features.get_output_shape(0)[-1]
    grid = op.subtract(op.divide(places, _constant(side / 2)), _constant(1))
    grid = op.reshape(grid, [1, height, width, 2], False)
    how = {"align_corners": False, "mode": "bilinear", "padding_mode": "zeros"}
    return op.grid_sample(features, grid, how)


def mesh(graph: Graph) -> list[Node]:
    """Return a mesh's points (478, 3) in pixels of its input, and the confidence (1,) in a face.

    x and y of the eyes and irises are those of their own branches; z comes from the mesh, of an
    iris from its lids. The branch of the lips, which GazeFix doesn't use, is left out.
    """
    outputs = graph.outputs()
    _, *eyes = graph.subsets  # as they are seen: the subject's right eye first
    names = [f"output_{side}_{part}" for part in ("eye", "iris") for side in ("left", "right")]
    base = op.reshape(outputs["output_mesh_identity"], [MESH_POINTS, 3], False)
    refined = [op.reshape(outputs[name], [-1, 2], False) for name in names]
    places = op.concat([op.slice(base, [0], [2], [1], [1]), *refined], 0)
    order = np.arange(MESH_POINTS + 2 * IRIS_POINTS)
    moved = [*eyes[0], *eyes[1], *order[MESH_POINTS:]]
    order[moved] = MESH_POINTS + np.arange(len(moved))
    depth = op.slice(base, [2], [3], [1], [1])
    depths = [depth]
    for points in eyes:
        mean = op.reduce_mean(op.gather(depth, points[:LID_POINTS], 0), [0], True)
        depths.append(op.broadcast(mean, [IRIS_POINTS, 1]))
    points = op.concat([op.gather(places, order.tolist(), 0), op.concat(depths, 0)], 1)
    return [points, op.sigmoid(outputs["conv_faceflag"])]


def detector(graph: Graph, maps: tuple[tuple[int, int], ...]) -> list[Node]:
    """Return a detector's boxes (N, 16) and its confidence (N,) in each.

    A box is the middle, the size, and six points, x and y, in pixels of the input.
    """
    boxes, scores = graph.outputs().values()
    middles = []
    for cells, anchors in maps:
        rows, columns = (np.mgrid[:cells, :cells] + 0.5) * (graph.side_px / cells)
        middles.append(np.repeat(np.stack([columns.ravel(), rows.ravel()], 1), anchors, 0))
    middle = np.concatenate(middles)
    added = np.concatenate([middle, 0 * middle, *[middle] * 6], 1)
    boxes = op.add(op.reshape(boxes, list(added.shape), False), _constant(added))
    return [boxes, op.sigmoid(op.clamp(scores, -100.0, 100.0))]


def _indices(kind: int, table: Any) -> Values:
    vector = _SEGMENTS[kind]()
    vector.Init(table.Bytes, table.Pos)
    return vector.ValuesAsNumpy().astype(np.int64)


def _constant(values: Any) -> Node:
    return op.constant(np.array(values, np.float32, order="C"))


def _rows(x: Node) -> Node:
    """Return a picture as TensorFlow Lite lays it out, (1, H, W, C)."""
    return op.transpose(x, [0, 2, 3, 1]) if len(x.get_output_shape(0)) == 4 else x


def _flat(x: Node) -> Node:
    return op.reshape(_rows(x), [-1], False)


def _part(x: Node, rows: int, columns: tuple[int, int]) -> Node:
    """Return the first rows and some columns of (1, rows, columns)."""
    return op.slice(x, [0, columns[0]], [rows, columns[1]], [1, 1], [1, 2])


def draw_mesh() -> Any:
    """Return the mesh with attention."""
    graph = Graph(_modules() / "face_landmark" / "face_landmark_with_attention.tflite", 0, 1)
    return _model(graph, mesh(graph))


def draw_detector(name: str) -> Any:
    """Return a detector by the name of its file."""
    graph = Graph(_modules() / "face_detection" / f"{name}.tflite", -1, 1)
    return _model(graph, detector(graph, DETECTORS[name]))


def _modules() -> Path:
    package = importlib.util.find_spec("mediapipe")
    if package is None or package.origin is None:
        raise SystemExit("install mediapipe 0.10.21, on Python 3.11 or 3.12")
    return Path(package.origin).parent / "modules"


def _model(graph: Graph, results: list[Node]) -> Any:
    return openvino.Model([op.result(node) for node in results], [graph.pixels], "face")


if __name__ == "__main__":
    made = {"face_landmark_with_attention": draw_mesh()}
    made |= {name: draw_detector(name) for name in DETECTORS}
    for name, model in made.items():
        openvino.save_model(model, MODELS / f"{name}.xml", compress_to_fp16=True)
