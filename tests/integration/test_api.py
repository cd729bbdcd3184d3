"""GazeFix for programs: the examples of the docstrings, and what they do not show."""

from __future__ import annotations

import doctest
from pathlib import Path

import numpy as np
import pytest
from helpers.clips import make_clip

import gazefix
from gazefix import api
from gazefix.config import Config, CorrectionConfig
from gazefix.correction.corrector import Corrector
from gazefix.imaging.operations import enlarge
from gazefix.types import Image


@pytest.mark.parametrize("name", ["correct_image", "process_video", "Corrector"])
def test_the_example_of_a_docstring_runs(
    name: str, portrait: Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    face = np.ascontiguousarray(enlarge(portrait, 2.0)[80:400, 300:620])
    make_clip(tmp_path / "talk.mp4", (320, 320), 12, pictures=[face] * 12)
    monkeypatch.chdir(tmp_path)
    thing = getattr(gazefix, name)
    (example,) = (
        found
        for found in doctest.DocTestFinder(recurse=False).find(thing, name, globs={})
        if found.examples
    )
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    said: list[str] = []
    assert runner.run(example, out=said.append).failed == 0, "".join(said)
    assert runner.summarize(verbose=False).attempted > 1


@pytest.fixture(scope="module")
def corrector() -> Corrector:
    return Corrector(Config(), still=True)


@pytest.mark.parametrize("kind", ["grey", "alpha", "deep", "deep alpha"])
def test_an_image_keeps_its_layout_and_depth(
    portrait: Image, corrector: Corrector, kind: str
) -> None:
    image = enlarge(portrait, 2.0)[80:400, 300:620]
    if kind == "grey":
        image = image[..., 1]
    if "alpha" in kind:
        image = np.dstack([image, np.full(image.shape[:2], 77, np.uint8)])
    if "deep" in kind:
        image = image.astype(np.uint16) * 257 - 1
    before = image.copy()
    corrected = gazefix.correct_image(image, corrector=corrector, mode="angle", vertical_deg=12)
    np.testing.assert_array_equal(image, before)
    assert (corrected.shape, corrected.dtype) == (image.shape, image.dtype)
    changed = corrected != image
    assert changed.any()
    rows = np.flatnonzero(changed.reshape(len(image), -1).any(1))
    assert rows.max() - rows.min() < 100
    if "alpha" in kind:
        np.testing.assert_array_equal(corrected[..., 3], image[..., 3])


def test_a_borrowed_corrector_keeps_its_settings(portrait: Image, corrector: Corrector) -> None:
    before = corrector.config
    gazefix.correct_image(portrait, corrector=corrector, strength=0)
    assert corrector.config is before


@pytest.mark.parametrize(
    "image",
    [
        np.zeros((4, 4), np.float32),
        np.zeros((4, 4, 2), np.uint8),
        np.zeros((0, 4, 3), np.uint8),
        np.zeros(4, np.uint8),
    ],
)
def test_another_array_is_no_image(image: np.ndarray) -> None:  # type: ignore[type-arg]
    with pytest.raises(ValueError, match="uint8 or uint16"):
        gazefix.correct_image(image)


def test_a_wrong_setting_is_an_error(portrait: Image) -> None:
    with pytest.raises(TypeError, match="vertical"):
        gazefix.correct_image(portrait, vertical=3)
    with pytest.raises(gazefix.GazeFixError):
        gazefix.correct_image(portrait, vertical_deg=99)


def test_settings_come_over_those_of_the_config() -> None:
    config = Config(correction=CorrectionConfig(vertical_deg=3, strength=50))
    assert api._settings(config, {"vertical_deg": 4}).correction == CorrectionConfig(
        vertical_deg=4, strength=50
    )
