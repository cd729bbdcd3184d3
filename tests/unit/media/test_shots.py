"""Where a shot begins."""

from __future__ import annotations

import numpy as np
import pytest

from gazefix.media.shots import SMALL, CutDetector, jumps, unlikeness
from gazefix.types import Image


def scene(seed: int) -> Image:
    """A picture of large patches that has nothing to do with that of another seed."""
    patches = np.random.default_rng(seed).integers(0, 255, (6, 8, 3), np.uint8)
    return np.ascontiguousarray(patches.repeat(6, 0).repeat(8, 1))


def cuts_of(pictures: list[Image]) -> list[int]:
    detector = CutDetector()
    return [number for number, picture in enumerate(pictures) if detector.is_cut(picture)]


def test_a_hard_cut_is_found_at_its_frame() -> None:
    assert cuts_of([scene(1)] * 5 + [scene(2)] * 5 + [scene(3)] * 5) == [5, 10]


def test_a_cut_of_one_frame_is_two_cuts() -> None:
    assert cuts_of([scene(1)] * 5 + [scene(2)] + [scene(1)] * 5) == [5, 6]


def test_movement_before_a_cut_does_not_hide_the_next_one() -> None:
    rng = np.random.default_rng(5)
    values = rng.normal(size=(36, 64, 3))
    pictures = []
    for unlike in [0.35] * 13 + [1.0, 0.0, 0.7]:  # a restless shot, then two quiet ones
        values = (1 - unlike) * values + np.sqrt(1 - (1 - unlike) ** 2) * rng.normal(
            size=(36, 64, 3)
        )
        pictures.append(np.clip(128 + 40 * values, 0, 255).astype(np.uint8))
    assert cuts_of(pictures) == [13, 15]


def test_movement_is_not_a_cut() -> None:
    wide = np.hstack([scene(1), scene(2), scene(3)])
    assert cuts_of([np.ascontiguousarray(wide[:, x : x + 64]) for x in range(0, 120, 2)]) == []


def test_a_change_of_light_is_not_a_cut() -> None:
    light = [
        np.clip(scene(1).astype(float) * gain, 0, 255).astype(np.uint8)
        for gain in (1, 1, 0.4, 0.4, 1, 1)
    ]
    assert cuts_of(light) == []


def test_noise_on_an_even_picture_is_not_a_cut() -> None:
    rng = np.random.default_rng(0)
    assert cuts_of([rng.integers(100, 106, (36, 64, 3), np.uint8) for _ in range(10)]) == []


def test_a_jump_within_a_scene_is_found_from_both_sides() -> None:
    wide = np.hstack([scene(1), scene(1)])
    pictures = [np.ascontiguousarray(wide[:, x : x + 64]) for x in [0] * 8 + [3] * 8]
    detector = CutDetector()
    assert [detector.is_cut(picture) for picture in pictures] == [False] * 16
    assert jumps(detector.seen) == [8]


def test_steady_movement_has_no_jump() -> None:
    assert jumps([0.08] * 20) == []


@pytest.mark.parametrize(("one", "two", "least", "most"), [(1, 1, 0, 0), (1, 2, 0.6, 1.4)])
def test_unlikeness(one: int, two: int, least: float, most: float) -> None:
    assert least <= unlikeness(scene(one), scene(two)) <= most


@pytest.mark.shared
def test_the_cuts_of_a_real_clip(shared) -> None:  # type: ignore[no-untyped-def]
    from gazefix.imaging.operations import thumbnail
    from gazefix.media.video import ClipReader

    with ClipReader(shared / "media" / "videos" / "hamilton_short.mp4") as clip:
        assert cuts_of([thumbnail(frame.bgr, SMALL) for frame in clip]) == [20, 82, 211]
