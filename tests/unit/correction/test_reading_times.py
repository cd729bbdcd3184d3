"""When the gaze of a clip is read: often while eyes move, seldom while they rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from helpers.correctors import plain_face

from gazefix.correction.gaze import ReadingTimes
from gazefix.correction.gaze.reading_times import MOVING_S, RESTING_S
from gazefix.types import IRIS, Eye, Face, HeadPose

STEP_S = 0.03
RESTING = plain_face((200.0, 150.0))


def looking(sideways: float) -> Face:
    """A face whose irises stand so many eye widths beside the middle."""

    def moved(eye: Eye) -> Eye:
        landmarks = eye.landmarks.copy()
        landmarks[IRIS, 0] += np.float32(sideways * eye.width_px)
        return replace(eye, landmarks=landmarks)

    return replace(RESTING, left=moved(RESTING.left), right=moved(RESTING.right))


def read_in(frames: Sequence[Sequence[Face]], anew: Sequence[int] = ()) -> list[int]:
    """The numbers of the frames that are read."""
    times = ReadingTimes()
    return [
        number
        for number, faces in enumerate(frames)
        if times.is_due(faces, number * STEP_S, anew=number in anew)
    ]


def test_eyes_at_rest_are_read_seldom() -> None:
    every = round(RESTING_S / STEP_S)
    assert read_in([[RESTING]] * 12) == list(range(0, 12, every))


def test_moving_eyes_are_read_twice_as_often() -> None:
    every = round(MOVING_S / STEP_S)
    moving = [[looking(0.012 * number)] for number in range(12)]
    assert read_in(moving) == list(range(0, 12, every))


def test_eyes_that_jump_are_read_in_the_very_frame() -> None:
    frames = [[RESTING]] * 3 + [[looking(0.1)]] * 3
    assert read_in(frames) == [0, 3]


@pytest.mark.parametrize(
    "changed",
    [
        replace(RESTING, left=replace(RESTING.left, openness=0.2)),
        replace(RESTING, head=HeadPose(0.0, 0.3, 0.0)),
    ],
    ids=["lids", "head"],
)
def test_lids_that_close_and_a_head_that_turns_are_movement(changed: Face) -> None:
    assert read_in([[RESTING], [changed]]) == [0, 1]


def test_a_face_that_comes_or_goes_and_a_new_shot_are_read_at_once() -> None:
    other = plain_face((400.0, 150.0))
    assert read_in([[RESTING], [RESTING, other], [RESTING]]) == [0, 1, 2]
    assert read_in([[RESTING]] * 3, anew=[1]) == [0, 1]


def test_a_moved_and_enlarged_face_with_eyes_at_rest_rests() -> None:
    nearer = plain_face((260.0, 180.0), eye_width=22.0)
    assert read_in([[RESTING], [RESTING], [nearer]]) == [0]
