"""Which eyes are redirected, and which are left alone."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazefix.config import CorrectionConfig
from gazefix.policy import CLOSED_OPENNESS, OPEN_OPENNESS, Reason, asked_redirection, decide, frame_reason, openness_share
from gazefix.types import Eye, Face, Gaze, HeadPose, Side

ASKED = Gaze(0.2, -0.1)
SIZE = (640, 480)


def make_eye(width_px: float = 40.0, centre: tuple[float, float] = (320, 240), openness: float = 0.3) -> Eye:
    landmarks = np.tile(np.array(centre, np.float32), (7, 1))
    landmarks[0, 0] -= width_px / 2
    landmarks[3, 0] += width_px / 2
    return Eye(Side.LEFT, landmarks, 0.2 * width_px, openness)


def test_an_open_eye_gets_what_is_asked() -> None:
    decision = decide(make_eye(), ASKED, SIZE)
    assert (decision.redirection, decision.reason) == (ASKED, Reason.CORRECTING)


def test_nothing_asked_is_off() -> None:
    assert decide(make_eye(), Gaze(0, 0), SIZE).reason is Reason.OFF


@pytest.mark.parametrize(
    ("width_px", "reason"), [(11.9, Reason.TOO_SMALL), (12.1, Reason.CORRECTING), (0.0, Reason.TOO_SMALL)]
)
def test_eyes_under_12_px_are_left_alone(width_px: float, reason: Reason) -> None:
    assert decide(make_eye(width_px), ASKED, SIZE).reason is reason


def test_an_eye_of_unknown_width_is_left_alone() -> None:
    assert decide(make_eye(math.nan), ASKED, SIZE).reason is Reason.TOO_SMALL


def test_an_eye_at_the_edge_is_left_alone() -> None:
    assert decide(make_eye(centre=(20, 240)), ASKED, SIZE).reason is Reason.AT_EDGE


def test_a_closed_eye_is_left_alone() -> None:
    decision = decide(make_eye(openness=CLOSED_OPENNESS), ASKED, SIZE)
    assert decision.reason is Reason.CLOSED
    assert decision.redirection.is_zero()


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_correction_follows_the_lid(lower: float, higher: float) -> None:
    lower, higher = sorted((lower, higher))
    assert 0 <= openness_share(lower) <= openness_share(higher) <= 1


def test_a_half_closed_eye_gets_part_of_the_correction() -> None:
    assert 0 < openness_share((CLOSED_OPENNESS + OPEN_OPENNESS) / 2) < 1
    assert openness_share(OPEN_OPENNESS) == 1


@given(st.floats(-30, 30), st.floats(-30, 30), st.floats(0, 100))
def test_strength_scales_the_angles(vertical: float, horizontal: float, strength: float) -> None:
    asked = asked_redirection(CorrectionConfig(vertical_deg=vertical, horizontal_deg=horizontal, strength=strength))
    assert math.degrees(asked.pitch) == pytest.approx(vertical * strength / 100, abs=1e-9)
    assert math.degrees(asked.yaw) == pytest.approx(horizontal * strength / 100, abs=1e-9)


def test_the_frame_is_correcting_if_any_eye_is() -> None:
    eye = make_eye()
    closed = replace(eye, openness=0.0)
    face = Face(closed, eye, HeadPose(0, 0, 0), (0, 0, 1, 1))
    decisions = tuple(decide(e, ASKED, SIZE) for e in face.eyes)
    assert frame_reason((face,), decisions) is Reason.CORRECTING
    assert frame_reason((face,), (decisions[0],) * 2) is Reason.CLOSED


def test_a_frame_without_faces_says_so() -> None:
    assert frame_reason((), ()) is Reason.NO_FACE
