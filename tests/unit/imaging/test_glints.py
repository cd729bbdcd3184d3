"""Reflections on the cornea: found, taken out, and drawn where they belong."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from helpers.glints import SCALE, eye_with_glint, turned

from gazefix.imaging.compositor import composite_eyes
from gazefix.imaging.crops import EyePlace
from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX, EyeCrop, transform_points
from gazefix.imaging.glints import Glints, iris_ways, part_glints
from gazefix.imaging.prepared_warp import prepare_warps
from gazefix.networks.configs import usual_anchors_px
from gazefix.types import IRIS, FloatArray, Image


def light(warp: FloatArray, **eye: Any) -> tuple[FloatArray, EyePlace]:
    """(H, W): what the spot of light adds to a redirected eye, grey levels."""
    made = []
    for spot in ((2.0, 0.0), None):
        frame, view = eye_with_glint(spot, **eye)
        target = frame.copy()
        composite_eyes(target, frame, [view], prepare_warps([warp], [view]))
        made.append(target[..., 1].astype(np.float32))
    added: FloatArray = made[0] - made[1]
    return added, view


def middle_of(added: FloatArray, view: EyePlace) -> FloatArray:
    """Where light stands, in pixels of the crop."""
    ys, xs = np.mgrid[0 : added.shape[0], 0 : added.shape[1]]
    place = np.array([(added * xs).sum(), (added * ys).sum()]) / added.sum()
    return transform_points(view.crop.to_crop, place[None].astype(np.float32))[0]


def without(glints: Glints, frame: Image) -> Image:
    """The whole frame without reflections."""
    return glints.without(frame, (0, 0, frame.shape[1], frame.shape[0]))


@pytest.mark.parametrize("scale", [1, 2, 4])
def test_a_spot_on_the_iris_is_a_reflection(scale: int) -> None:
    frame, view = eye_with_glint(scale=scale)
    glints = part_glints(frame, [view])
    assert glints
    assert glints.spots.max() > 150
    plain = without(glints, frame)
    assert plain.max() <= 200
    iris = plain[30 * scale : 33 * scale, 45 * scale : 54 * scale]
    assert iris.max() < 70


@pytest.mark.parametrize("spot", [None, (0.0, -14.0), (19.0, 0.0)])
def test_spots_on_the_lid_or_the_white_are_no_reflections(spot: tuple[float, float] | None) -> None:
    frame, view = eye_with_glint(spot)
    assert part_glints(frame, [view]) is None


@pytest.mark.parametrize("level", [True, False])
def test_a_bright_line_across_the_iris_is_no_reflection(level: bool) -> None:
    frame, view = eye_with_glint(None)
    x, y = ((view.anchors[IRIS] + 0.5) * SCALE - 0.5).astype(int)
    if level:
        frame[y - 3 : y + 3, x - 20 : x + 20] = 230
    else:
        frame[y - 16 : y + 16, x - 3 : x + 3] = 230
    assert part_glints(frame, [view]) is None


def test_reflections_do_not_jump_when_a_face_comes_nearer() -> None:
    found = []
    for scale in np.arange(0.6, 1.7, 0.02):
        frame, view = eye_with_glint(scale=float(scale))
        light_levels = frame.astype(int) - eye_with_glint(None, scale=float(scale))[0]
        glints = part_glints(frame, [view])
        found.append(glints.spots.sum() / light_levels.sum() if glints else 0.0)
    assert np.min(found) > 0.8
    assert np.abs(np.diff(found)).max() < 0.15


@pytest.mark.parametrize("place", [(-80, -80), (500, 300), (100, 300)])
def test_an_eye_outside_the_frame_has_no_reflection(place: tuple[int, int]) -> None:
    frame, view = eye_with_glint()
    frame[[0, -1]] = frame[:, [0, -1]] = 255
    x, y = np.array(place) / SCALE
    beyond = replace(view, crop=EyeCrop(view.crop.to_crop - np.array([[0, 0, x], [0, 0, y]])))
    assert part_glints(frame, [beyond]) is None


@pytest.mark.parametrize(("dx", "dy"), [(-8.0, 0.0), (5.0, 1.0), (9.0, -2.0), (0.0, 3.0)])
@pytest.mark.parametrize(
    "eye", [{}, {"roll_deg": 25.0}, {"mirrored": True, "roll_deg": -15.0}, {"scale": 0.9}]
)
def test_a_reflection_moves_a_share_of_the_irises_way_and_stays_whole(
    dx: float, dy: float, eye: dict[str, Any]
) -> None:
    before, view = light(turned(0.0), **eye)
    after, _ = light(turned(dx, dy), **eye)
    moved = middle_of(after, view) - middle_of(before, view)
    assert moved == pytest.approx([-0.42 * dx, -0.42 * dy], abs=0.35)
    assert after.sum() == pytest.approx(before.sum(), rel=0.15)
    assert after.max() > 0.7 * before.max()


def test_the_irises_way_is_the_flow_at_its_new_place() -> None:
    anchors = usual_anchors_px()
    ys, xs = np.mgrid[0:CROP_HEIGHT_PX, 0:CROP_WIDTH_PX]
    # The iris moves by (-7, 3), and everything else by more.
    there = np.hypot(xs - (anchors[IRIS, 0] - 7), ys - (anchors[IRIS, 1] + 3)) < 9
    flow = np.where(
        there, np.array([7.0, -3.0])[:, None, None], np.array([60.0, 0.0])[:, None, None]
    ).astype(np.float32)
    way = iris_ways(anchors[None], flow[None])[0]
    assert way == pytest.approx((7, -3), abs=0.1)


def test_still_lids_do_not_shorten_the_irises_way() -> None:
    anchors = usual_anchors_px()
    ys = np.mgrid[0:CROP_HEIGHT_PX, 0:CROP_WIDTH_PX][0]
    between = (ys > anchors[1, 1]) & (ys < anchors[4, 1])
    flow = np.where(between, np.array([6.0, 0.0])[:, None, None], 0.0).astype(np.float32)
    assert iris_ways(anchors[None], flow[None])[0] == pytest.approx((6, 0), abs=0.3)


def test_a_reflection_is_not_drawn_on_a_lid() -> None:
    frame, view = eye_with_glint()
    glints = part_glints(frame, [view])
    assert glints
    spot = (view.anchors[IRIS] + [2, 0] + 0.5) * SCALE - 0.5
    x, y = np.array(spot, np.float32)[:, None]
    first = np.zeros(1, np.intp)
    assert glints.shown(first, x, y) == 1
    assert glints.shown(first, x, y - np.float32(14 * SCALE)) == 0


def test_what_changes_beside_a_reflection_is_drawn_without_it() -> None:
    frame, view = eye_with_glint()
    x, y = view.anchors[IRIS].astype(int) + (11, 6)
    warp = np.zeros((4, CROP_HEIGHT_PX, CROP_WIDTH_PX), np.float32)
    warp[0, y : y + 2, x : x + 2] = 1.0
    target = frame.copy()
    composite_eyes(target, frame, [view], prepare_warps([warp], [view]))
    assert np.abs(target.astype(int) - frame).max() <= 1


def test_two_eyes_together_have_the_reflections_of_each() -> None:
    frame, view = eye_with_glint()
    other = replace(view, crop=EyeCrop(view.crop.to_crop - np.array([[0, 0, 24.0], [0, 0, 3.0]])))
    for views in ([view, other], [other, view]):  # the other one's iris is beside the spot
        both = part_glints(frame, views)
        assert both
        one_by_one = frame
        for each in views:
            if alone := part_glints(frame, [each]):
                one_by_one = np.minimum(one_by_one, without(alone, frame))
        assert np.array_equal(without(both, frame), one_by_one)


def test_a_box_without_reflections_is_a_part_of_the_whole_frame_without_them() -> None:
    frame, view = eye_with_glint()
    glints = part_glints(frame, [view])
    assert glints
    kept = frame.copy()
    whole = without(glints, frame)
    for left, top, right, bottom in ((90, 50, 110, 70), (0, 0, 100, 60), (100, 63, 192, 128)):
        part = glints.without(frame, (left, top, right, bottom))
        assert np.array_equal(part, whole[top:bottom, left:right])
    assert (whole != frame).any()
    assert np.array_equal(frame, kept)


@pytest.mark.parametrize("warp", [turned(6.0, 4.0), turned(-6.0, -4.0)])
def test_a_reflection_changes_nothing_far_from_it(warp: FloatArray) -> None:
    drawn = []
    for spot in ((2.0, 0.0), None):
        frame, view = eye_with_glint(spot)
        rows, columns = np.indices(frame.shape[:2])
        far = np.hypot(columns - frame.shape[1] / 2, rows - frame.shape[0] / 2) > 40
        texture = np.random.default_rng(4).integers(0, 256, frame.shape, dtype=np.uint8)
        frame[far] = texture[far]
        target = frame.copy()
        composite_eyes(target, frame, [view], prepare_warps([warp], [view]))
        drawn.append(target)
    changed = (drawn[0] != drawn[1]).any(-1)
    assert changed.any()
    assert not changed[far].any()


def test_an_eye_found_twice_is_drawn_once() -> None:
    frame, view = eye_with_glint()
    beside = replace(view, crop=EyeCrop(view.crop.to_crop + np.array([[0, 0, 1.0], [0, 0, 0.0]])))
    both = part_glints(frame, [view, beside])
    assert both
    once, twice = frame.copy(), frame.copy()
    assert (without(both, frame) <= frame).all()
    composite_eyes(once, frame, [view], prepare_warps([turned(5.0)], [view]))
    composite_eyes(twice, frame, [view, view], prepare_warps([turned(5.0)] * 2, [view, view]))
    assert np.array_equal(once, twice)
