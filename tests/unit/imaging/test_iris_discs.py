"""Raised irises: whole below, without the light that belongs to the lower lid."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from helpers.glints import SCALE, eye_with_glint, turned

from gazefix.imaging import compositor
from gazefix.imaging.compositor import composite_eyes
from gazefix.imaging.crops import EyePlace
from gazefix.imaging.prepared_warp import prepare_warps
from gazefix.types import IRIS, FloatArray, Image

SKIN, DARK = 150, 40
#: The way up of the iris, in crop pixels.
RAISED = 5.0


def eye_over_lid(spot: tuple[float, float] | None = None) -> tuple[Image, EyePlace]:
    """Return an eye whose lower lid hides all that is 7 crop pixels below the iris's centre."""
    frame, view = eye_with_glint(spot)
    lid = round((view.anchors[IRIS, 1] + 7) * SCALE)
    frame[lid:] = SKIN
    return frame, replace(view, eye=replace(view.eye, iris_radius_px=11.0 * SCALE))


def drawn(frame: Image, view: EyePlace, warp: FloatArray) -> Image:
    target = frame.copy()
    composite_eyes(target, frame, [view], prepare_warps([warp], [view]))
    return target


def below_centre(made: Image, view: EyePlace, x: float, y: float) -> int:
    """Return the grey level beside the raised iris's centre, x and y in crop pixels."""
    column, row = (view.anchors[IRIS] + [x, y - RAISED] + 0.5) * SCALE - 0.5
    return int(made[round(row), round(column), 1])


@pytest.mark.parametrize("x", [-4.5, 0.0, 4.5])
def test_what_the_lid_hid_of_a_raised_iris_is_completed(x: float) -> None:
    frame, view = eye_over_lid()
    made = drawn(frame, view, turned(0.0, RAISED))
    assert below_centre(made, view, x, 7.5) < DARK + 20


def test_a_completed_iris_ends_as_a_disc() -> None:
    frame, view = eye_over_lid()
    made = drawn(frame, view, turned(0.0, RAISED))
    assert below_centre(made, view, 0.0, 12.0) > SKIN - 20
    assert below_centre(made, view, 8.5, 8.5) > SKIN - 20


def test_the_lower_lid_still_covers_a_raised_iris() -> None:
    frame, view = eye_over_lid()
    anchors = view.anchors.copy()
    anchors[4:6, 1] -= 4
    made = drawn(frame, replace(view, anchors=anchors), turned(0.0, RAISED))
    assert below_centre(made, view, 0.0, 8.0) > SKIN - 20


def test_light_of_tears_does_not_rise_with_the_iris() -> None:
    frame, view = eye_over_lid((0.0, 5.0))
    made = drawn(frame, view, turned(0.0, RAISED))
    at = np.arange(0.0, 8.0, 0.5)
    assert max(below_centre(made, view, 0.0, y) for y in at) < DARK + 30


def test_a_reflection_above_the_tears_stays_on_a_raised_iris() -> None:
    frame, view = eye_over_lid((0.0, -2.0))
    made = drawn(frame, view, turned(0.0, RAISED))
    # It moves by 0.42 of the iris's way, and so down on it.
    assert below_centre(made, view, 0.0, -2.0 + 0.58 * RAISED) > 180


@pytest.mark.parametrize("warp", [turned(5.0, 0.0), turned(0.0, -5.0), turned(0.0, 1.0)])
def test_eyes_that_are_not_raised_are_not_completed(
    warp: FloatArray, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compositor, "library", lambda: None)
    frame, view = eye_over_lid((0.0, 5.0))
    made = drawn(frame, view, warp)
    monkeypatch.setattr(compositor, "complete_irises", lambda *_: None)
    monkeypatch.setattr(
        compositor, "glints_without_tears", lambda glints, _, eyes, x, y: glints.shown(eyes, x, y)
    )
    assert np.array_equal(made, drawn(frame, view, warp))


def test_an_iris_turned_far_aside_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    frame, view = eye_over_lid()
    anchors = view.anchors.copy()
    anchors[IRIS, 0] += 13
    aside = replace(view, anchors=anchors)
    monkeypatch.setattr(compositor, "library", lambda: None)
    made = drawn(frame, aside, turned(0.0, RAISED))
    monkeypatch.setattr(compositor, "complete_irises", lambda *_: None)
    assert np.array_equal(made, drawn(frame, aside, turned(0.0, RAISED)))
