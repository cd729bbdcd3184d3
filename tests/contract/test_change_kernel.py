"""What the kernel in C carries over to a film's planes is what its twin in numpy does."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from gazefix.kernels import library
from gazefix.media.video import pixels
from gazefix.media.video.pixels import add_difference, yuv_matrix
from gazefix.types import Image

needs_kernels = pytest.mark.skipif(library() is None, reason="no kernels for this system")

SUBSAMPLINGS = {"4:4:4": (1, 1), "4:2:0": (2, 2), "4:2:2": (1, 2), "4:1:1": (1, 4), "4:1:0": (4, 4)}


def changed(rng: np.random.Generator, size: tuple[int, int]) -> tuple[Image, Image]:
    """A picture of noise, and the same with some boxes painted over."""
    before = rng.integers(0, 256, (*size, 3)).astype(np.uint8)
    after = before.copy()
    for _ in range(3):
        y, x = (int(rng.integers(0, side)) for side in size)
        after[y : y + 20, x : x + 25] = rng.integers(0, 256, 3)
    return before, after


def planes(
    rng: np.random.Generator, size: tuple[int, int], block: tuple[int, int], depth: int
) -> list[npt.NDArray[np.uint8] | npt.NDArray[np.uint16]]:
    kind = np.uint8 if depth == 8 else np.uint16
    small = tuple(-(-side // step) for side, step in zip(size, block, strict=True))
    return [rng.integers(0, 2**depth, shape).astype(kind) for shape in (size, small, small)]


@pytest.mark.parametrize("subsampling", SUBSAMPLINGS)
@pytest.mark.parametrize("compiled", [pytest.param(True, marks=needs_kernels), False])
def test_rows_that_hold_all_changes_are_enough(
    subsampling: str, compiled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(3)
    size, first, end = (71, 93), 21, 47
    before = rng.integers(0, 256, (*size, 3)).astype(np.uint8)
    after = before.copy()
    after[first:end, 30:55] = rng.integers(0, 256, 3)
    source = planes(rng, size, SUBSAMPLINGS[subsampling], 8)
    whole, part = ([plane.copy() for plane in source] for _ in range(2))
    if not compiled:
        monkeypatch.setattr(pixels, "library", lambda: None)
    add_difference(tuple(whole), before, after, yuv_matrix(5, True))
    add_difference(tuple(part), before, after, yuv_matrix(5, True), among=(first, end))
    assert any((new != old).any() for new, old in zip(whole, source, strict=True))
    for one, other in zip(whole, part, strict=True):
        np.testing.assert_array_equal(one, other)


@needs_kernels
def test_no_row_beyond_the_picture_is_touched() -> None:
    before = np.zeros((20, 24, 3), np.uint8)
    made = planes(np.random.default_rng(1), (20, 24), (2, 2), 8)
    kept = [plane.copy() for plane in made]
    for among in ((-5, 0), (20, 90), (12, 4)):
        add_difference(tuple(made), before, before + 9, yuv_matrix(5, True), among=among)
    for one, other in zip(made, kept, strict=True):
        np.testing.assert_array_equal(one, other)


@needs_kernels
@pytest.mark.parametrize("depth", [8, 10, 16])
@pytest.mark.parametrize("size", [(90, 160), (71, 93), (2, 3)])
@pytest.mark.parametrize("subsampling", SUBSAMPLINGS)
def test_the_kernel_adds_what_numpy_adds(
    subsampling: str, size: tuple[int, int], depth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(7)
    before, after = changed(rng, size)
    source = planes(rng, size, SUBSAMPLINGS[subsampling], depth)
    rows = yuv_matrix(5, True) * np.float32(2 ** (depth - 8))
    compiled, by_numpy = ([plane.copy() for plane in source] for _ in range(2))
    add_difference(tuple(compiled), before, after, rows, depth)
    monkeypatch.setattr(pixels, "library", lambda: None)
    add_difference(tuple(by_numpy), before, after, rows, depth)
    assert any((one != old).any() for one, old in zip(compiled, source, strict=True))
    for one, other in zip(compiled, by_numpy, strict=True):
        apart = np.abs(one.astype(int) - other)
        # Halves may be rounded up by one and down by the other.
        assert apart.max() <= 1
        assert (apart > 0).mean() <= max(0.005, 1 / apart.size)


@needs_kernels
def test_the_kernel_reads_pictures_whose_rows_lie_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    before, after = changed(rng, (60, 80))
    source = planes(rng, (40, 50), (2, 2), 8)
    cut = slice(10, 50), slice(20, 70)
    compiled, by_numpy = ([plane.copy() for plane in source] for _ in range(2))
    add_difference(tuple(compiled), before[cut], after[cut][:, ::-1][:, ::-1], yuv_matrix(1, False))
    monkeypatch.setattr(pixels, "library", lambda: None)
    add_difference(tuple(by_numpy), before[cut], after[cut], yuv_matrix(1, False))
    for one, other in zip(compiled, by_numpy, strict=True):
        assert np.abs(one.astype(int) - other).max() <= 1


@needs_kernels
@pytest.mark.parametrize("depth", [8, 10])
def test_samples_that_no_changed_pixel_touches_stay(depth: int) -> None:
    rng = np.random.default_rng(5)
    before = rng.integers(0, 256, (40, 64, 3)).astype(np.uint8)
    after = before.copy()
    after[10:20, 8:16] += 90
    after[12:14, 50:54] += 90  # in the same rows, farther right
    source = planes(rng, (40, 64), (2, 2), depth)
    made = [plane.copy() for plane in source]
    add_difference(tuple(made), before, after, yuv_matrix(5, True), depth)
    same = (before == after).all(2)
    np.testing.assert_array_equal(made[0][same], source[0][same])
    blocks = same.reshape(20, 2, 32, 2).all((1, 3))
    for one, old in zip(made[1:], source[1:], strict=True):
        np.testing.assert_array_equal(one[blocks], old[blocks])
