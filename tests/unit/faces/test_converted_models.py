"""The models that ship are those that the conversion draws from MediaPipe's files."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gazefix.networks.openvino_runtime import PictureModel, compiled

pytest.importorskip("tflite")
pytest.importorskip("mediapipe.modules.face_landmark", reason="MediaPipe without its face mesh")
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def converter() -> Any:
    path = ROOT / "packaging" / "convert_mediapipe.py"
    spec = importlib.util.spec_from_file_location("convert_mediapipe", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "name",
    [
        "face_landmark_with_attention",
        "face_detection_short_range",
        "face_detection_full_range_sparse",
    ],
)
def test_the_shipped_model_computes_what_the_converted_one_does(converter: Any, name: str) -> None:
    shipped = PictureModel(ROOT / "models" / f"{name}.xml")
    drawn = converter.draw_detector(name) if "detection" in name else converter.draw_mesh()
    request = compiled(lambda: drawn, 1)
    noise = np.random.default_rng(3).integers(0, 256, shipped.pixels.shape, np.uint8)
    shipped.pixels[:] = noise
    results = shipped.run()
    request.infer([noise[None]])
    for ours, theirs in zip(results, request.output_tensors, strict=True):
        # Its 16 bits a weight lose nothing.
        np.testing.assert_array_equal(ours, theirs.data)
