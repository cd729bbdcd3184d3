"""Files of eyes of known gaze, pairs of photographs, and the instruments that measure them."""

from __future__ import annotations

import math
from pathlib import Path

import cv2
import numpy as np
import pytest
from helpers.known_gaze import IRIS_PX, SIZE_PX, draw_eye, some_photos, write_eyes

from gazefix.errors import InputError
from gazefix.evaluation.known_gaze.alignment import Aligner, laid_over
from gazefix.evaluation.known_gaze.eyes import KnownEyes, Photo, choose_pairs
from gazefix.evaluation.known_gaze.iris_edge import KNOWN_RADIUS, UNKNOWN_RADIUS, find_iris
from gazefix.evaluation.known_gaze.lid_margins import lid_way_px
from gazefix.evaluation.known_gaze.patch_frames import cut_patches, frame_of_patches
from gazefix.evaluation.known_gaze.redirection import lay_by_skin
from gazefix.imaging.geometry import transform_points
from gazefix.types import IRIS, Eye, Side


def test_a_file_gives_photographs_with_both_eyes(tmp_path: Path) -> None:
    photos = some_photos()
    usable = np.ones(2 * len(photos), bool)
    usable[[1, 4]] = False  # an eye each of the first and the third photograph
    eyes = KnownEyes.read(write_eyes(tmp_path / "eyes.npz", photos, usable=usable))
    assert eyes.photos == tuple(sorted({*photos} - {photos[0], photos[2]}))
    assert eyes.people == (1, 2)
    photo = photos[7]
    for place, (bgr, eye) in enumerate(zip(eyes.pictures(photo), eyes.eyes(photo), strict=True)):
        drawn, marks = draw_eye(photo, place)
        assert np.abs(bgr.astype(float) - drawn).mean() < 2  # the JPEG's loss
        assert np.array_equal(eye.landmarks, marks)
    left, right = eyes.eyes(photo)
    assert (left.side, right.side) == (Side.RIGHT, Side.LEFT)  # the picture's left eye


@pytest.mark.parametrize(
    "other",
    [
        {"ends": None},
        {"labels": np.zeros((3, 5), np.int16)},
        {"landmarks": np.full((72, 7, 2), np.nan, np.float32)},
        {"usable": np.zeros(72, bool)},
    ],
    ids=["array missing", "wrong shape", "not finite", "nothing usable"],
)
def test_a_file_of_another_form_is_refused(tmp_path: Path, other: dict[str, object]) -> None:
    with pytest.raises(InputError):
        KnownEyes.read(write_eyes(tmp_path / "eyes.npz", some_photos(), **other))


def test_a_file_that_is_no_npz_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        KnownEyes.read(tmp_path / "none.npz")
    (tmp_path / "text.npz").write_text("eyes")
    with pytest.raises(InputError, match="cannot be read"):
        KnownEyes.read(tmp_path / "text.npz")


def test_a_damaged_patch_is_told(tmp_path: Path) -> None:
    path = write_eyes(tmp_path / "eyes.npz", some_photos())
    with np.load(path) as file:
        zeros = np.zeros_like(file["jpeg"])
    eyes = KnownEyes.read(write_eyes(path, some_photos(), jpeg=zeros))
    with pytest.raises(InputError, match="not a JPEG"):
        eyes.pictures(eyes.photos[0])


def test_pairs_differ_by_their_angle_and_are_always_the_same() -> None:
    photos = some_photos()
    pairs = choose_pairs(photos, 1)
    assert pairs == choose_pairs(list(reversed(photos)), 1)
    for pair in pairs:
        assert (pair.source.person, pair.target.person) == (1, 1)
        assert pair.source.head_deg == pair.target.head_deg
        way = (
            pair.target.pitch_deg - pair.source.pitch_deg,
            pair.target.yaw_deg - pair.source.yaw_deg,
        )
        assert way == ((pair.angle_deg, 0) if pair.axis == "vertical" else (0, pair.angle_deg))
    found = [(p.source.head_deg, p.axis, p.angle_deg) for p in pairs]
    wanted = [
        (h, x, a) for h in (0, 15) for x in ("sideways", "vertical") for a in (10, -10, 20, -20)
    ]
    assert found == wanted  # of 5, 15, 25 and 30 degrees there are no photographs here
    assert choose_pairs(photos, 3) == []


def test_a_similarity_is_found_under_another_light() -> None:
    source, _ = draw_eye(Photo(1, 0, 0, 0), 0)
    turn, scale = math.radians(2), 1.04
    to_target = np.array(
        [
            [scale * math.cos(turn), -scale * math.sin(turn), 1.3],
            [scale * math.sin(turn), scale * math.cos(turn), -2.1],
        ]
    )
    target = cv2.warpAffine(source, to_target, (SIZE_PX, SIZE_PX), borderMode=cv2.BORDER_REPLICATE)
    darker = (0.9 * target.astype(np.float32) + 6).astype(np.uint8)
    aligner = Aligner(source, darker)
    mask = np.zeros((SIZE_PX, SIZE_PX), bool)
    mask[4:-4, 4:-4] = True
    found = aligner.find(mask, aligner.similarity(1.0, np.zeros(2)))
    corners = np.array([(10, 10), (54, 10), (10, 54), (54, 54)], float)
    apart = transform_points(found.matrix, corners) - transform_points(to_target, corners)
    assert np.abs(apart).max() < 0.15
    assert found.fit > 0.99
    laid, covered = laid_over(target, found.matrix)
    assert np.abs(laid - source)[covered & mask].mean() < 3


def test_pictures_without_likeness_have_no_fit() -> None:
    rng = np.random.default_rng(1)
    one, other = (rng.integers(0, 256, (SIZE_PX, SIZE_PX, 3), dtype=np.uint8) for _ in range(2))
    aligner = Aligner(one, other)
    found = aligner.find(np.ones((SIZE_PX, SIZE_PX), bool), aligner.similarity(1.0, np.zeros(2)))
    assert found.fit < 0.5


def test_eyes_are_laid_over_by_the_skin_that_does_not_move() -> None:
    eyes = []
    for yaw in (0, 10):
        bgr, marks = draw_eye(Photo(1, 0, 0, yaw), 0)
        eyes.append((bgr, Eye(Side.RIGHT, marks, IRIS_PX, 0.3)))
    (source, here), (target, there) = eyes
    overlay = lay_by_skin(source, target, here, there)
    assert np.abs(overlay.matrix - np.eye(2, 3)).max() < 0.1
    assert overlay.fit > 0.95


@pytest.mark.parametrize("way", [(0.0, 0.0), (3.3, 0.0), (-4.7, 1.6)])
def test_an_iris_is_found_by_its_edge(way: tuple[float, float]) -> None:
    bgr, marks = draw_eye(Photo(1, 0, 0, 0), 1)
    shift = np.array([[1, 0, way[0]], [0, 1, way[1]]], np.float32)
    moved = cv2.warpAffine(bgr, shift, (SIZE_PX, SIZE_PX), borderMode=cv2.BORDER_REPLICATE)
    here = find_iris(bgr, marks[IRIS], 1.05 * IRIS_PX, UNKNOWN_RADIUS)
    there = find_iris(moved, marks[IRIS], here.radius_px, KNOWN_RADIUS)
    assert here.radius_px == pytest.approx(IRIS_PX, abs=0.5)
    assert here.centre == pytest.approx(marks[IRIS], abs=0.6)  # the lower lid draws it up a little
    assert there.centre - here.centre == pytest.approx(way, abs=0.4)


@pytest.mark.parametrize("upper", [True, False])
@pytest.mark.parametrize("way_px", [-3.0, 0.0, 2.5])
def test_a_lid_is_found_again_where_it_has_moved(upper: bool, way_px: float) -> None:
    bgr, marks = draw_eye(Photo(1, 0, 0, 0), 1)
    shift = np.array([[1, 0, 0], [0, 1, -way_px]], np.float32)
    moved = cv2.warpAffine(bgr, shift, (SIZE_PX, SIZE_PX), borderMode=cv2.BORDER_REPLICATE)
    eye = Eye(Side.LEFT, marks, IRIS_PX, 0.3)
    assert lid_way_px(bgr, moved, eye, upper=upper) == pytest.approx(way_px, abs=0.3)


def test_patches_come_out_of_a_frame_as_they_went_in(tmp_path: Path) -> None:
    photos = [(Photo(1, 0, 0, yaw), head) for yaw, head in ((0, 0.0), (10, 15.0))]
    entries = []
    for photo, head in photos:
        drawn = [draw_eye(photo, place) for place in (0, 1)]
        eyes = [
            Eye(side, marks, IRIS_PX, 0.3) for side, (_, marks) in zip(Side, drawn, strict=True)
        ]
        entries.append(((drawn[0][0], drawn[1][0]), (eyes[0], eyes[1]), head))
    frame, faces = frame_of_patches(entries)
    for (pictures, eyes, head), cut, face in zip(
        entries, cut_patches(frame.bgr, SIZE_PX), faces, strict=True
    ):
        for one, other in zip(pictures, cut, strict=True):
            assert np.array_equal(one, other)
        assert math.degrees(face.head.yaw) == pytest.approx(head)
        # The subject's left eye is on the picture's right.
        assert face.left.landmarks[:, 0].mean() > face.right.landmarks[:, 0].mean()
        x, y = face.right.landmarks[IRIS]
        at_iris = frame.bgr[round(float(y)), round(float(x))]
        here = eyes[0].landmarks[IRIS]
        assert np.array_equal(at_iris, pictures[0][round(float(here[1])), round(float(here[0]))])
