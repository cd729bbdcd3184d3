"""The eye crop and the angles."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazefix.imaging.geometry import (
    CORNER_DISTANCE_PX,
    CROP_HEIGHT_PX,
    CROP_WIDTH_PX,
    crop_redirection,
    eye_crop,
    invert_affine,
    transform_points,
)
from gazefix.types import Eye, Gaze, Side

COORDINATE = st.floats(-2000, 2000)
ANGLE = st.floats(-math.pi, math.pi)
WIDTH = st.floats(5, 400)
SIDE = st.sampled_from(list(Side))


def make_eye(side: Side, centre: tuple[float, float], width_px: float, roll: float = 0.0) -> Eye:
    """An eye whose corners lie `width_px` apart around `centre`, the picture turned clockwise by
    `roll`."""
    outwards = 1.0 if side is Side.LEFT else -1.0
    local = np.array(
        [
            [-0.5, 0],
            [-0.1, -0.17],
            [0.28, -0.13],
            [0.5, 0],
            [0.2, 0.08],
            [-0.16, 0.06],
            [0.02, -0.05],
        ]
    )
    local = local * (outwards * width_px, width_px)
    turn = np.array([[math.cos(roll), -math.sin(roll)], [math.sin(roll), math.cos(roll)]])
    return Eye(side, (local @ turn.T + centre).astype(np.float32), 0.2 * width_px, 0.25)


@given(SIDE, COORDINATE, COORDINATE, WIDTH, ANGLE)
def test_corners_are_level_at_their_places_in_every_crop(
    side: Side, x: float, y: float, width: float, roll: float
) -> None:
    eye = make_eye(side, (x, y), width, roll)
    corners = transform_points(eye_crop(eye).to_crop, eye.landmarks[[0, 3]])
    half = CORNER_DISTANCE_PX / 2
    middle = np.array([(CROP_WIDTH_PX - 1) / 2, (CROP_HEIGHT_PX - 1) / 2])
    np.testing.assert_allclose(corners, [middle - (half, 0), middle + (half, 0)], atol=0.1)


@given(SIDE, WIDTH, st.floats(-1.0, 1.0))
def test_the_upper_lid_is_up_in_every_crop(side: Side, width: float, roll: float) -> None:
    eye = make_eye(side, (300, 200), width, roll)
    points = transform_points(eye_crop(eye).to_crop, eye.landmarks)
    assert points[1, 1] < points[0, 1] < points[5, 1]


@given(SIDE, COORDINATE, COORDINATE, WIDTH, ANGLE)
def test_to_frame_undoes_to_crop(side: Side, x: float, y: float, width: float, roll: float) -> None:
    crop = eye_crop(make_eye(side, (x, y), width, roll))
    points = np.array([[0.0, 0.0], [95.0, 63.0], [10.0, 50.0]])
    back = transform_points(crop.to_crop, transform_points(crop.to_frame, points))
    np.testing.assert_allclose(back, points, atol=0.05)


def test_scale_is_frame_pixels_per_crop_pixel() -> None:
    assert eye_crop(make_eye(Side.LEFT, (0, 0), 2 * CORNER_DISTANCE_PX)).scale == pytest.approx(
        2, rel=1e-5
    )


def test_only_the_right_eye_is_mirrored() -> None:
    assert np.linalg.det(eye_crop(make_eye(Side.RIGHT, (0, 0), 40)).to_crop[:, :2]) < 0
    assert np.linalg.det(eye_crop(make_eye(Side.LEFT, (0, 0), 40)).to_crop[:, :2]) > 0


def test_coinciding_corners_have_no_crop() -> None:
    with pytest.raises(ValueError, match="coincide"):
        eye_crop(Eye(Side.LEFT, np.zeros((7, 2), np.float32), 1.0, 0.3))


@pytest.mark.parametrize(
    ("centre", "inside"),
    [((200, 150), True), ((20, 150), False), ((200, 10), False), ((390, 150), False)],
)
def test_a_crop_over_the_edge_does_not_lie_inside(
    centre: tuple[float, float], inside: bool
) -> None:
    assert eye_crop(make_eye(Side.LEFT, centre, 60)).lies_inside((400, 300)) is inside


def test_yaw_changes_sign_in_the_mirrored_crop_and_pitch_does_not() -> None:
    asked = Gaze(0.1, 0.2)
    left = crop_redirection(asked, eye_crop(make_eye(Side.LEFT, (0, 0), 50)))
    right = crop_redirection(asked, eye_crop(make_eye(Side.RIGHT, (0, 0), 50)))
    assert (left.pitch, left.yaw) == pytest.approx((0.1, 0.2), abs=1e-6)
    assert (right.pitch, right.yaw) == pytest.approx((0.1, -0.2), abs=1e-6)


def test_a_quarter_turn_of_the_head_exchanges_the_axes() -> None:
    turned = crop_redirection(
        Gaze(0.0, 0.2), eye_crop(make_eye(Side.LEFT, (0, 0), 50, math.pi / 2))
    )
    assert (turned.pitch, turned.yaw) == pytest.approx(
        (0.2, 0.0), abs=1e-6
    )  # picture-right is the turned head's up


@given(SIDE, st.floats(-0.5, 0.5), st.floats(-0.5, 0.5), ANGLE)
def test_a_crop_keeps_the_size_of_a_redirection(
    side: Side, pitch: float, yaw: float, roll: float
) -> None:
    seen = crop_redirection(Gaze(pitch, yaw), eye_crop(make_eye(side, (9, 9), 50, roll)))
    assert math.hypot(seen.pitch, seen.yaw) == pytest.approx(math.hypot(pitch, yaw), abs=1e-6)


@given(st.floats(-3, 3), st.floats(-50, 50), st.floats(0.1, 5))
def test_an_affine_map_and_its_inverse_cancel(angle: float, offset: float, scale: float) -> None:
    matrix = scale * np.array(
        [[math.cos(angle), -math.sin(angle), offset], [math.sin(angle), math.cos(angle), 1.0]]
    )
    points = np.array([[1.0, 2.0], [-3.0, 4.0]])
    np.testing.assert_allclose(
        transform_points(invert_affine(matrix), transform_points(matrix, points)), points, atol=1e-3
    )
