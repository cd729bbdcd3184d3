"""The squares around faces and the merging of detections, against cases done by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from gazefix.faces.regions import Region, merged, newcomers, overlap


def test_a_detection_gives_a_square_around_the_face_as_level_as_the_eyes() -> None:
    detection = np.zeros(16)
    detection[:8] = (100, 50, 40, 60, 90, 40, 110, 60)  # the eyes lie on a line of 45 degrees
    region = Region.of_detection(detection)
    assert (region.x, region.y, region.side) == (100, 50, 90)
    assert region.angle == pytest.approx(math.pi / 4)


def test_a_mesh_gives_a_square_around_all_its_points() -> None:
    points = np.full((478, 3), 50.0)
    points[7, :2], points[8, :2] = (20, 40), (80, 60)
    points[33, :2], points[263, :2] = (40, 50), (60, 50)
    assert Region.of_mesh(points) == Region(50, 50, 90, 0.0)


def test_a_turned_region_is_turned_around_its_middle() -> None:
    place = Region(10, 20, 8, math.pi / 2).to_picture(4)
    corners = np.array([(0, 0, 1), (2, 2, 1), (4, 0, 1)]) @ place.T
    np.testing.assert_allclose(corners, [(14, 16), (10, 20), (14, 24)], atol=1e-9)


@pytest.mark.parametrize(
    ("other", "share"), [((0, 0, 2, 2), 1), ((1, 0, 2, 2), 1 / 3), ((2, 0, 2, 2), 0)]
)
def test_overlap_is_over_the_union(other: tuple[float, ...], share: float) -> None:
    assert overlap((0, 0, 2, 2), other) == pytest.approx(share)


def test_detections_of_one_face_are_averaged_by_their_confidence() -> None:
    detections = np.zeros((4, 16))
    detections[:, 0] = 12, 10, 100, 15
    detections[:, 2:4] = 10
    faces = merged(detections, np.array([0.6, 0.9, 0.95, 0.5]))
    # The last one's overlap with the best of its face is a third.
    assert [face[0] for face in faces] == pytest.approx([100, (12 * 0.6 + 10 * 0.9 + 7.5) / 2])


def test_a_box_without_a_size_is_a_face_by_itself() -> None:
    assert len(merged(np.zeros((1, 16)), np.array([0.9]))) == 1


def test_a_tracked_face_that_is_found_again_is_no_newcomer() -> None:
    known, same, new = Region(0, 0, 10, 0), Region(1, 1, 10, 0), Region(50, 0, 10, 0)
    assert newcomers([known], [same, new]) == [new]
