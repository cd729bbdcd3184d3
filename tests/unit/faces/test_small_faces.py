"""Small faces in large pictures are found at any place, and followed."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from gazefix.config import EngineConfig
from gazefix.errors import ModelError
from gazefix.faces.localizer import Localizer, open_localizer
from gazefix.faces.openvino_localizer import (
    CLIP_NEWCOMER_CALLS,
    CLIP_TOLD_CALLS,
    NEWCOMER_CALLS,
    SMALL_FACES_FILE,
    TOLD_CALLS,
    OpenVinoLocalizer,
)
from gazefix.faces.regions import Region, is_whole_in, tiles
from gazefix.media.video import ClipReader
from gazefix.types import Image

pytest.importorskip("openvino")
from gazefix.networks.openvino_runtime import PictureModel

OPENVINO = EngineConfig(localizer="openvino")


@pytest.fixture(scope="module")
def still() -> Localizer:
    return open_localizer(OPENVINO, max_faces=32, still=True)


def tile_of(portrait: Image, eye_px: float) -> Image:
    """The portrait's face in a square, with eyes of this width (18.4 px in the original)."""
    side = round(256 * eye_px / 18.4)
    return cv2.resize(portrait[:256, 96:352], (side, side), interpolation=cv2.INTER_AREA)


def picture_with(tile: Image, size: tuple[int, int], places: list[tuple[int, int]]) -> Image:
    picture = np.full((size[1], size[0], 3), 60, np.uint8)
    for x, y in places:
        picture[y : y + len(tile), x : x + len(tile)] = tile
    return picture


@pytest.mark.parametrize("eye_px", [13.0, 21.0])
@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (3840, 2160)], ids=str)
def test_a_small_face_is_found_at_any_place(
    still: Localizer, portrait: Image, size: tuple[int, int], eye_px: float
) -> None:
    tile = tile_of(portrait, eye_px)
    right, bottom = size[0] - len(tile), size[1] - len(tile)
    for x, y in ((0.0, 0.0), (1.0, 1.0), (0.37, 0.52), (0.62, 0.31), (0.93, 0.08)):
        place = (int(x * right), int(y * bottom))
        (face,) = still.locate(picture_with(tile, size, [place]))
        centre = np.array(face.box).reshape(2, 2).mean(0) - place
        assert np.abs(centre / len(tile) - (0.5, 0.45)).max() < 0.12
        assert all(eye.width_px == pytest.approx(eye_px, rel=0.15) for eye in face.eyes)


def test_every_face_of_a_gallery_is_found_once(still: Localizer, portrait: Image) -> None:
    tile = cv2.resize(portrait[:256, 96:352], (200, 200), interpolation=cv2.INTER_AREA)
    places = [(x * 384 + 92, y * 216 + 8) for x in range(5) for y in range(5)]
    faces = still.locate(picture_with(tile, (1920, 1080), places))
    middles = [(face.box[0] + face.box[2], face.box[1] + face.box[3]) for face in faces]
    found = [(int(x / 2) // 384, int(y / 2) // 216) for x, y in middles]
    assert sorted(found) == [(x, y) for x in range(5) for y in range(5)]


def test_a_picture_without_a_face_has_none(still: Localizer) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (270, 480, 3), np.uint8)
    assert still.locate(cv2.resize(noise, (1920, 1080))) == ()


def test_a_small_face_is_followed_and_a_new_one_is_found_within_seconds(portrait: Image) -> None:
    tile = tile_of(portrait, 18.4)
    with open_localizer(OPENVINO, max_faces=4) as localizer:
        for step in range(8):
            frame = picture_with(tile, (1920, 1080), [(1500 - 6 * step, 700)])
            (face,) = localizer.locate(frame)
            assert abs((face.box[0] + face.box[2]) / 2 - (1500 - 6 * step + 128)) < 20
        both = picture_with(tile, (1920, 1080), [(1458, 700), (200, 100)])
        counts = [len(localizer.locate(both)) for _ in range(100)]
    assert counts[-1] == 2
    assert set(counts) == {1, 2}


class TwoPeople:
    """A picture of one of them, and one of both."""

    def __init__(self, portrait: Image) -> None:
        tile, size = tile_of(portrait, 50.0), (1920, 1080)
        self.alone = picture_with(tile, size, [(1100, 200)])
        self.both = picture_with(tile, size, [(1100, 200), (200, 200)])


@pytest.fixture
def two(portrait: Image) -> TwoPeople:
    return TwoPeople(portrait)


@pytest.mark.parametrize(
    ("live", "every", "later"),
    [(True, NEWCOMER_CALLS, TOLD_CALLS), (False, CLIP_NEWCOMER_CALLS, CLIP_TOLD_CALLS)],
    ids=["live", "clip"],
)
def test_a_newcomer_is_told_so_many_calls_after_the_search(
    two: TwoPeople, live: bool, every: int, later: int
) -> None:
    with open_localizer(OPENVINO, max_faces=4, live=live) as localizer:
        counts = [len(localizer.locate(two.alone)) for _ in range(every)]
        counts += [len(localizer.locate(two.both)) for _ in range(10)]
    assert counts == [1] * (every + later) + [2] * (10 - later)


def test_while_a_face_is_lost_a_search_is_told_in_the_next_call(two: TwoPeople) -> None:
    with open_localizer(OPENVINO, max_faces=4) as localizer:
        counts = [len(localizer.locate(two.both)) for _ in range(CLIP_NEWCOMER_CALLS + 1)]
        counts += [len(localizer.locate(two.alone)), len(localizer.locate(two.both))]
    assert counts == [2] * (CLIP_NEWCOMER_CALLS + 1) + [1, 2]


def test_what_was_searched_before_a_cut_is_not_told_after_it(two: TwoPeople) -> None:
    with open_localizer(OPENVINO, max_faces=4) as localizer:
        for _ in range(CLIP_NEWCOMER_CALLS):
            assert len(localizer.locate(two.alone)) == 1
        assert len(localizer.locate(two.both)) == 1  # the search begins
        localizer.reset()
        counts = [len(localizer.locate(two.alone)) for _ in range(CLIP_TOLD_CALLS + 1)]
    assert counts == [1] * (CLIP_TOLD_CALLS + 1)


def test_closing_waits_for_a_search(portrait: Image, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = picture_with(tile_of(portrait, 50.0), (1920, 1080), [(1100, 200)])
    searched = OpenVinoLocalizer._found
    ended = []

    def slowly(self: OpenVinoLocalizer, *given: Any) -> Any:
        time.sleep(0.1)
        found = searched(self, *given)
        ended.append(len(found))
        return found

    with open_localizer(OPENVINO, max_faces=4) as localizer:
        for _ in range(CLIP_NEWCOMER_CALLS):
            localizer.locate(frame)
        monkeypatch.setattr(OpenVinoLocalizer, "_found", slowly)
        localizer.locate(frame)
        assert ended == []
    assert ended == [1]


def test_of_one_wanted_face_a_small_one_never_takes_the_place(portrait: Image) -> None:
    large = tile_of(portrait, 60.0)
    frame = picture_with(large, (1920, 1080), [(100, 100)])
    frame[800:1056, 1600:1856] = tile_of(portrait, 18.4)
    with open_localizer(OPENVINO, max_faces=1) as localizer:
        for _ in range(25):
            (face,) = localizer.locate(frame)
            assert face.box[2] < 1000


@pytest.mark.parametrize("size", [(1920, 1080), (640, 480), (3840, 2160), (400, 3000)], ids=str)
def test_every_small_face_lies_whole_in_a_tile(size: tuple[int, int]) -> None:
    every = tiles(*size)
    assert every[-1] == Region(size[0] / 2, size[1] / 2, max(size), 0.0)
    rng = np.random.default_rng(0)
    for _ in range(300):
        side = rng.uniform(60, 0.24 * max(size))
        x, y = (rng.uniform(side / 2, max(side / 2, length - side / 2)) for length in size)
        face = np.array([x, y, side, side, *np.zeros(12)])
        # Neither too large for the tile nor, at a 13th of its side, too small.
        assert any(is_whole_in(tile, face) and side > tile.side / 13 for tile in every)


@pytest.mark.shared
def test_the_webcam_circle_that_people_had_is_found_in_every_frame(shared: Path) -> None:
    with (
        ClipReader(shared / "faults/files/bubble1080.mp4") as reader,
        open_localizer(OPENVINO, max_faces=32) as localizer,
    ):
        widths = [
            [eye.width_px for face in localizer.locate(frame.bgr) for eye in face.eyes]
            for frame in reader
        ]
    assert all(len(eyes) == 2 and min(eyes) > 15 for eyes in widths)


@pytest.mark.shared
def test_people_far_away_are_found_in_a_photo(shared: Path, still: Localizer) -> None:
    photo = cv2.imread(str(shared / "media/photos/obama_biden_far.jpg"))
    assert len(still.locate(photo)) == 3
    for name in ("az_dog", "az_house"):
        assert still.locate(cv2.imread(str(shared / f"media/photos/{name}.jpg"))) == ()


def test_live_no_frame_waits_for_the_detector_of_small_faces(
    portrait: Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_open = threading.Event()
    opened: list[threading.Thread] = []

    def slowly(self: PictureModel, path: Path) -> None:
        if path.name == SMALL_FACES_FILE:
            opened.append(threading.current_thread())
            assert may_open.wait(30)
        compile_model(self, path)

    compile_model = PictureModel.__init__
    monkeypatch.setattr(PictureModel, "__init__", slowly)
    far = picture_with(tile_of(portrait, 18.4), (1920, 1080), [(1500, 700)])
    with open_localizer(OPENVINO, live=True) as localizer:
        assert localizer.locate(np.full((720, 1280, 3), 128, np.uint8)) == ()
        localizer.reset()
        assert localizer.locate(far) == ()
        assert not opened  # a first picture alone is no reason
        assert [localizer.locate(far) for _ in range(3)] == [()] * 3
        may_open.set()
        opened[0].join()
        found = localizer.locate(far)
        assert len(opened) == 1
    with open_localizer(OPENVINO) as localizer:
        (expected,) = localizer.locate(far)
    assert np.array_equal(found[0].left.landmarks, expected.left.landmarks)


def test_live_a_damaged_detector_of_small_faces_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    blank = np.zeros((720, 1280, 3), np.uint8)
    with open_localizer(OPENVINO, live=True) as localizer:
        localizer.locate(blank)
        monkeypatch.setattr("gazefix.faces.openvino_localizer.SMALL_FACES_FILE", "missing.xml")
        with pytest.raises(ModelError, match=r"missing\.xml"):
            for _ in range(100):
                localizer.locate(blank)
                time.sleep(0.01)
