"""The still pictures that stand in for the camera's."""

from __future__ import annotations

import numpy as np
import pytest

from gazefix.imaging.annotate import card


@pytest.mark.parametrize("size", [(1280, 720), (640, 480), (720, 1280), (16, 16), (2, 2)])
def test_a_card_has_the_asked_size(size: tuple[int, int]) -> None:
    assert card(size, "Camera lost", "reconnecting").shape == (size[1], size[0], 3)


def test_a_card_is_dark_and_calm_with_readable_writing() -> None:
    picture = card((1280, 720), "Camera lost", "reconnecting")
    assert picture.mean() < 64
    assert picture.max() > 200
    assert (picture > 100).mean() < 0.05


def test_titles_make_different_cards_and_a_note_is_smaller_than_its_title() -> None:
    lost, paused = card((1280, 720), "Camera lost"), card((1280, 720), "Camera paused")
    noted = card((1280, 720), "Camera lost", "reconnecting")
    assert not np.array_equal(lost, paused)
    added = np.abs(noted.astype(int) - lost).sum(axis=2).any(axis=1).sum()
    written = (lost.max(axis=2) > 150).any(axis=1).sum()
    assert 0 < added < written


def test_long_words_stay_inside_the_card() -> None:
    picture = card((320, 240), "a very long title that no camera would ever be given by anybody")
    assert (picture[:, :8] < 100).all()
    assert (picture[:, -8:] < 100).all()


def test_a_card_cannot_be_written_into() -> None:
    with pytest.raises(ValueError, match="read-only"):
        card((64, 48), "x")[0, 0] = 0
