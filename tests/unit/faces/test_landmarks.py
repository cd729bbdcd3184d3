"""From the mesh's points to a Face."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazefix.faces.landmarks import (
    EYE_POINTS,
    IRIS_RING,
    MESH_POINTS,
    face_from_mesh,
    head_pose,
    openness,
)
from gazefix.types import IRIS, Side

Points = npt.NDArray[np.float64]

angles_deg = st.floats(-40, 40)


def upright_head() -> Points:
    """A head that faces the lens: x right, y down, z away from it. Only the pose's points are set.

    Its line from forehead (10) to nose base (2) comes 5 degrees towards the lens, as in people.
    """
    points = np.zeros((478, 3))
    for (right, left), half in zip(
        ((33, 263), (133, 362), (127, 356)), (1.0, 0.4, 1.5), strict=True
    ):
        points[right], points[left] = (-half, 0, 0.1), (half, 0, 0.1)
    points[10] = (0, -1, 0)
    points[2] = (0, 1, -2 * math.tan(math.radians(5)))
    return points


def turned(points: Points, pitch: float, yaw: float, roll: float) -> Points:
    """Roll clockwise, then pitch up, then turn to the picture's right edge, in degrees."""
    p, y, r = np.radians([pitch, yaw, roll])
    roll_m = np.array([[np.cos(r), -np.sin(r), 0], [np.sin(r), np.cos(r), 0], [0, 0, 1]])
    # The face looks along -z: up moves that towards -y, right towards +x.
    pitch_m = np.array([[1, 0, 0], [0, np.cos(p), np.sin(p)], [0, -np.sin(p), np.cos(p)]])
    yaw_m = np.array([[np.cos(y), 0, -np.sin(y)], [0, 1, 0], [np.sin(y), 0, np.cos(y)]])
    rotated: Points = points @ (yaw_m @ pitch_m @ roll_m).T
    return rotated


def mesh() -> Points:
    """Normalised points of a face in a 200x100 picture: level eyes, 20 px wide, 6 px open, irises
    of 4 px."""
    points = np.zeros((478, 3))
    points[:MESH_POINTS, :2] = (0.5, 0.5)
    points[10, :2], points[2, :2] = (0.5, 0.2), (0.5, 0.7)
    points[127, :2], points[356, :2] = (0.3, 0.4), (0.7, 0.4)
    for side, inner_x, outward in ((Side.RIGHT, 90, -1), (Side.LEFT, 110, 1)):
        shape = ((0, 0), (7, -3), (13, -3), (20, 0), (13, 3), (7, 3), (10, 0))
        for index, (x, y) in zip(EYE_POINTS[side], shape, strict=True):
            points[index, :2] = ((inner_x + outward * x) / 200, (40 + y) / 100)
        for index, (x, y) in zip(IRIS_RING[side], ((4, 0), (0, -4), (-4, 0), (0, 4)), strict=True):
            points[index, :2] = ((inner_x + outward * 10 + x) / 200, (40 + y) / 100)
    return points


@given(angles_deg, angles_deg, angles_deg)
def test_head_pose_is_what_the_head_was_turned_by(pitch: float, yaw: float, roll: float) -> None:
    pose = head_pose(turned(upright_head(), pitch, yaw, roll))
    assert np.degrees([pose.pitch, pose.yaw, pose.roll]) == pytest.approx(
        [pitch, yaw, roll], abs=1e-6
    )


def test_head_pose_does_not_depend_on_size_or_place() -> None:
    head = turned(upright_head(), 10, 20, 5)
    near, far = head_pose(head * 300 + (50, 70, -10)), head_pose(head)
    assert (near.pitch, near.yaw, near.roll) == pytest.approx((far.pitch, far.yaw, far.roll))


def test_a_profile_is_still_a_direction() -> None:
    assert np.degrees(head_pose(turned(upright_head(), 0, 90, 0)).yaw) == pytest.approx(90)


def test_pixel_centres_are_whole_numbers() -> None:
    # MediaPipe's 0.45 of 200 px is 90 px from the left edge, half a pixel left of pixel 90.
    face = face_from_mesh(mesh(), (200, 100))
    assert face is not None
    assert face.right.landmarks[0] == pytest.approx([89.5, 39.5])
    assert face.left.landmarks[IRIS] == pytest.approx([119.5, 39.5])


def test_iris_radius_and_openness_are_measured_in_pixels() -> None:
    face = face_from_mesh(mesh(), (200, 100))
    assert face is not None
    for eye in face.eyes:
        assert eye.iris_radius_px == pytest.approx(4)
        assert eye.width_px == pytest.approx(20)
        assert eye.openness == pytest.approx(6 / 20)


def test_openness_is_the_mean_of_two_heights() -> None:
    landmarks = np.array([(0, 0), (3, -2), (7, -1), (10, 0), (7, 1), (3, 2), (5, 0)], np.float32)
    assert openness(landmarks) == pytest.approx((4 + 2) / 2 / 10)


def test_openness_of_an_eye_without_width_is_zero() -> None:
    assert openness(np.zeros((7, 2), np.float32)) == 0


def test_box_spans_the_mesh_without_the_irises() -> None:
    points = mesh()
    points[MESH_POINTS:, :2] = 5  # irises far outside
    face = face_from_mesh(points, (200, 100))
    assert face is not None
    assert face.box == pytest.approx(
        (0.3 * 200 - 0.5, 0.2 * 100 - 0.5, 0.7 * 200 - 0.5, 0.7 * 100 - 0.5)
    )


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_points_that_are_no_numbers_are_no_face(value: float) -> None:
    points = mesh()
    points[33, 1] = value
    assert face_from_mesh(points, (200, 100)) is None


def test_an_eye_without_width_is_no_face() -> None:
    points = mesh()
    points[33] = points[133]
    assert face_from_mesh(points, (200, 100)) is None
