"""Faces followed through a clip: who is who, over crossings, exits and cuts."""

from __future__ import annotations

import numpy as np
import pytest
from helpers.correctors import plain_face, reading

from gazefix.processing.clip_faces import ClipFaces, FaceSeries, FaceSighting
from gazefix.types import FloatArray

#: What two people look like.
DARK, FAIR = np.full(48, 60, np.float32), np.full(48, 190, np.float32)

Person = tuple[float, float, FloatArray]  # x, y and look


def follow(
    frames: list[list[Person]], shots: list[int] | None = None, fps: float = 30.0
) -> ClipFaces:
    tracks = ClipFaces()
    for number, people in enumerate(frames):
        sightings = [
            FaceSighting(plain_face((x, y)), reading(0.0, 0.0), look) for x, y, look in people
        ]
        tracks.add(shots[number] if shots else 0, number, number / fps, sightings)
    return tracks


def xs(tracks: ClipFaces, number: int) -> list[float]:
    boxes = tracks.all[number - 1].series.box
    return [float(x) for x in (boxes[:, 0] + boxes[:, 2]) / 2]


def test_a_series_keeps_faces_and_their_gazes() -> None:
    face = plain_face((100.0, 80.0), openness=0.25)
    other = FaceSighting(plain_face((300.0, 80.0)), reading(0.0, 0.0), DARK)
    series = FaceSeries.of([other, FaceSighting(face, reading(0.1, -0.2, 0.7), DARK)])
    again, gaze = series.face(1), series.reading(1)
    np.testing.assert_allclose(again.left.landmarks, face.left.landmarks)
    np.testing.assert_allclose(again.right.landmarks, face.right.landmarks)
    assert (again.box, again.head) == (face.box, face.head)
    assert again.right.openness == pytest.approx(0.25)
    assert (gaze.gaze.pitch, gaze.gaze.yaw, gaze.confidence) == pytest.approx((0.1, -0.2, 0.7))


def test_a_long_track_keeps_every_frame_in_order() -> None:
    tracks = follow([[(100 + 0.5 * step, 100, DARK)] for step in range(600)])
    assert xs(tracks, 1) == [100 + 0.5 * step for step in range(600)]


def test_a_face_between_two_moves_straight() -> None:
    sightings = [
        FaceSighting(plain_face((x, 80.0)), reading(yaw, 0.0), DARK)
        for x, yaw in ((100.0, 0.0), (140.0, 0.4))
    ]
    series = FaceSeries.of(sightings).between([0, 0, 1], [0, 1, 1], [0.0, 0.25, 0.0])
    boxes = series.box
    np.testing.assert_allclose((boxes[:, 0] + boxes[:, 2]) / 2, [100, 110, 140])
    np.testing.assert_allclose(series.gaze[:, 0], [0.0, 0.1, 0.4], rtol=1e-6)
    np.testing.assert_allclose(series.landmarks[1, 0, 6], [140, 80])


def test_faces_are_numbered_from_the_left() -> None:
    tracks = follow([[(400, 100, FAIR), (100, 100, DARK)]] * 3)
    assert [track.number for track in tracks.all] == [1, 2]
    assert xs(tracks, 1) == [100] * 3
    assert xs(tracks, 2) == [400] * 3


def test_the_order_in_which_faces_come_does_not_matter() -> None:
    people: list[Person] = [(100, 100, DARK), (400, 100, FAIR)]
    tracks = follow([people, people[::-1], people, people[::-1]])
    assert [len(track.frames) for track in tracks.all] == [4, 4]
    assert xs(tracks, 1) == [100] * 4


@pytest.mark.parametrize("looks", [(DARK, FAIR), (DARK, DARK)])
def test_two_who_cross_stay_who_they_are(looks: tuple[FloatArray, FloatArray]) -> None:
    frames: list[list[Person]] = []
    for step in range(61):
        one, two = (100 + 5 * step, 100, looks[0]), (400 - 5 * step, 100, looks[1])
        hidden = abs(one[0] - two[0]) < 60  # one stands before the other
        frames.append([one] if hidden else [one, two])
    tracks = follow(frames)
    assert len(tracks.all) == 2
    assert (xs(tracks, 1)[0], xs(tracks, 1)[-1]) == (100, 400)
    assert (xs(tracks, 2)[0], xs(tracks, 2)[-1]) == (400, 100)


def test_who_comes_back_soon_is_the_same() -> None:
    away = 40
    tracks = follow([[(100, 100, DARK)]] * 5 + [[]] * away + [[(120, 100, DARK)]] * 5)
    assert [len(track.frames) for track in tracks.all] == [10]


def test_who_comes_back_late_is_a_new_face() -> None:
    away = 50
    tracks = follow([[(100, 100, DARK)]] * 5 + [[]] * away + [[(100, 100, DARK)]] * 5)
    assert [len(track.frames) for track in tracks.all] == [5, 5]


@pytest.mark.parametrize(("away", "same"), [(30, True), (1, False)])
def test_a_face_may_be_further_off_the_longer_it_was_away(away: int, same: bool) -> None:
    """The face is 120 pixels wide, and comes back 190 pixels further."""
    tracks = follow([[(200, 100, DARK)]] * 5 + [[]] * away + [[(390, 100, DARK)]] * 5)
    assert len(tracks.all) == (1 if same else 2)


def test_a_small_and_a_large_face_that_come_back_nearly_together_keep_their_numbers() -> None:
    tracks = ClipFaces()
    for number in range(30):
        small, large = (200.0, 300.0) if number < 10 else (260.0, 240.0)
        faces = [plain_face((large, 100), 40.0), plain_face((small, 100), 20.0)]
        sightings = [FaceSighting(face, reading(0.0, 0.0), DARK) for face in faces]
        tracks.add(0, number, number / 30, sightings if not 10 <= number < 22 else [])
    widths = [np.ptp(track.series.box[:, ::2], axis=1) for track in tracks.all]
    np.testing.assert_allclose(widths, [[120] * 18, [240] * 18], rtol=1e-5)


def test_a_person_whose_light_changes_slowly_stays_the_same() -> None:
    tracks = follow([[(100, 100, DARK + np.float32(2 * step))] for step in range(75)])
    assert [len(track.frames) for track in tracks.all] == [75]


def test_another_person_in_the_place_of_one_who_left_is_a_new_face() -> None:
    tracks = follow([[(100, 100, DARK)]] * 5 + [[]] * 10 + [[(100, 100, FAIR)]] * 5)
    assert [len(track.frames) for track in tracks.all] == [5, 5]


def test_a_cut_begins_all_anew() -> None:
    tracks = follow([[(100, 100, DARK)]] * 10, shots=[0] * 5 + [1] * 5)
    assert [(track.shot, track.frames) for track in tracks.all] == [
        (0, [0, 1, 2, 3, 4]),
        (1, [5, 6, 7, 8, 9]),
    ]
