"""GazeFix for programs: the examples of the docstrings, and what they do not show."""

from __future__ import annotations

import doctest
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from helpers.clips import make_clip

import gazefix
from gazefix import Config, ConfigError, CorrectionConfig, Corrector, EngineConfig
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


def test_a_callers_corrector_keeps_its_settings(
    portrait: Image, corrector: Corrector, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("its settings were overwritten")

    monkeypatch.setattr(Corrector, "config", property(lambda self: self._config, refuse))
    before = corrector.config
    up = gazefix.correct_image(portrait, corrector=corrector, mode="angle", vertical_deg=12)
    assert (up != portrait).any()
    assert (gazefix.correct_image(portrait, corrector=corrector, strength=0) == portrait).all()
    assert corrector.config is before


@pytest.fixture(scope="module")
def couple(portrait: Image) -> Image:
    """Two faces, the larger one on the left, in halves of 400 px."""
    small = np.full((400, 400, 3), 128, np.uint8)
    small[100:300, 100:300] = portrait[20:220, 125:325]
    large = np.full((400, 400, 3), 128, np.uint8)
    large[:, :] = enlarge(portrait[20:220, 125:325], 2.0)
    return np.hstack([large, small])


def changed_halves(before: Image, after: Image) -> list[bool]:
    changed = (before != after).any((0, 2))
    return [bool(changed[:400].any()), bool(changed[400:].any())]


UP = CorrectionConfig(mode="angle", vertical_deg=12)


@pytest.mark.parametrize(
    ("config", "max_faces", "expected"),
    [
        (None, None, [True, True]),
        (None, 1, [True, False]),
        (Config(correction=UP), None, [True, False]),
        (Config(correction=UP), 2, [True, True]),
        (Config(correction=replace(UP, max_faces=2)), None, [True, True]),
        (Config(correction=replace(UP, max_faces=2)), 1, [True, False]),
    ],
)
def test_as_many_faces_as_asked_are_corrected(
    couple: Image,
    tmp_path: Path,
    config: Config | None,
    max_faces: int | None,
    expected: list[bool],
) -> None:
    given = {"mode": "angle", "vertical_deg": 12, "max_faces": max_faces}
    corrected = gazefix.correct_image(couple, config, **given)
    assert changed_halves(couple, corrected) == expected
    cv2.imwrite(str(tmp_path / "in.png"), couple)
    gazefix.process_video(tmp_path / "in.png", tmp_path / "out.png", config, **given)
    assert changed_halves(couple, cv2.imread(str(tmp_path / "out.png"))) == expected


def test_a_callers_corrector_corrects_as_many_faces_as_it_looks_for(couple: Image) -> None:
    with Corrector(Config(correction=replace(UP, max_faces=2)), still=True) as corrector:
        both = gazefix.correct_image(couple, corrector=corrector)
        one = gazefix.correct_image(couple, corrector=corrector, max_faces=1)
        with pytest.raises(ConfigError, match="at most 2 faces, not 3") as raised:
            gazefix.correct_image(couple, corrector=corrector, max_faces=3)
        assert "max_faces=3" in raised.value.hint
    assert changed_halves(couple, both) == [True, True]
    assert changed_halves(couple, one) == [True, False]


def test_a_callers_corrector_has_its_own_engine(portrait: Image, corrector: Corrector) -> None:
    other = Config(engine=EngineConfig(backend="torch"))
    with pytest.raises(ConfigError, match="engine"):
        gazefix.correct_image(portrait, other, corrector=corrector)


def test_faces_are_chosen_one_way(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="max_faces"):
        gazefix.process_video("in.mp4", tmp_path / "out.mp4", faces="largest", max_faces=2)


def test_an_image_without_a_change_is_a_copy(portrait: Image, corrector: Corrector) -> None:
    same = gazefix.correct_image(portrait, corrector=corrector, strength=0)
    assert (same == portrait).all()
    assert not np.shares_memory(same, portrait)


@pytest.mark.parametrize(
    "image",
    [
        np.zeros((4, 4), np.float32),
        np.zeros((4, 4, 2), np.uint8),
        np.zeros((0, 4, 3), np.uint8),
        np.zeros(4, np.uint8),
        None,
        [[0, 0]],
    ],
)
def test_another_array_is_no_image(image: np.ndarray) -> None:  # type: ignore[type-arg]
    with pytest.raises(ValueError, match="an image is"):
        gazefix.correct_image(image)


def test_a_wrong_setting_is_an_error(portrait: Image) -> None:
    with pytest.raises(TypeError, match="vertical"):
        gazefix.correct_image(portrait, vertical=3)
    for wrong in ({"vertical_deg": 99}, {"mode": "Contact"}, {"strength": "much"}):
        with pytest.raises(ConfigError, match=next(iter(wrong))):
            gazefix.correct_image(portrait, **wrong)
    with pytest.raises(ConfigError, match=r"gazefix\.Config|config is"):
        gazefix.correct_image(portrait, {"strength": 50})  # type: ignore[arg-type]


def test_settings_come_over_those_of_the_config(portrait: Image, corrector: Corrector) -> None:
    face = enlarge(portrait, 2.0)[80:400, 300:620]
    half = Config(correction=CorrectionConfig(mode="angle", vertical_deg=3, strength=50))
    all_given = Config(correction=CorrectionConfig(mode="angle", vertical_deg=12, strength=50))
    np.testing.assert_array_equal(
        gazefix.correct_image(face, half, corrector=corrector, vertical_deg=12),
        gazefix.correct_image(face, all_given, corrector=corrector),
    )
