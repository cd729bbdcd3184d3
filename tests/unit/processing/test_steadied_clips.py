"""Both passes with a corrector that gives known warps: which of them steady each other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from helpers.correctors import FakeCorrector, plain_face, reading

from gazefix.config import CorrectionConfig
from gazefix.imaging.crops import EyePlace
from gazefix.processing.clip_faces import FaceSighting
from gazefix.processing.edit_options import EditOptions
from gazefix.processing.timeline import Timeline
from gazefix.processing.two_pass import correct_clip, measure_clip
from gazefix.types import FloatArray, Frame, Gaze

UP = CorrectionConfig(mode="angle", vertical_deg=10)
LOOK = np.full(48, 100, np.float32)
#: A picture whose eyes nothing hides.
STRIPES = np.tile(np.uint8([[[0], [200]]]), (300, 200, 3))


class Known(FakeCorrector):
    """Gives warps of one value for each frame, and keeps what it is to draw."""

    def __init__(self, values: Sequence[float]) -> None:
        super().__init__()
        self.values = values
        self.drawn: dict[int, float] = {}

    def warps(
        self, frame: Frame, eyes: Sequence[tuple[EyePlace, Gaze]]
    ) -> tuple[FloatArray | None, ...]:
        made = np.full((3, 4, 6), self.values[frame.index], np.float32)
        return tuple(None if angle.is_zero() else made.copy() for _, angle in eyes)

    def draw(self, frame: Frame, places: object, warps: Sequence[FloatArray | None]) -> Frame:
        self.drawn[frame.index] = float(next(warp for warp in warps if warp is not None).mean())
        return frame


def steadied(values: Sequence[float], closed: Sequence[int] = ()) -> dict[int, float]:
    timeline, frames = Timeline(), []
    for number in range(len(values)):
        face = plain_face((200.0, 150.0), openness=0.02 if number in closed else 0.3)
        timeline.add(number / 30, [FaceSighting(face, reading(0.0, 0.0), LOOK)])
        frames.append(Frame(STRIPES, number / 30, number))
    corrector = Known(values)
    list(correct_clip(frames, timeline.plan(UP, EditOptions()), corrector))
    return corrector.drawn


def test_warps_that_differ_by_noise_steady_each_other() -> None:
    drawn = steadied([0.0, 0.1, 0.0])
    weight = (1 - 0.1 / 0.5) ** 2
    assert drawn[1] == pytest.approx(0.1 / (1 + 2 * weight), rel=1e-4)
    assert drawn[0] == drawn[2] == pytest.approx(weight * 0.1 / (2 + weight), rel=1e-4)


def test_two_frames_to_either_side_steady_a_warp_and_no_more() -> None:
    drawn = steadied([0.1] + [0.0] * 5)
    assert drawn[2] > 0
    assert drawn[3] == 0


def test_warps_that_move_do_not_mix() -> None:
    assert steadied([0.0, 0.0, 5.0, 5.0]) == pytest.approx({0: 0.0, 1: 0.0, 2: 5.0, 3: 5.0})


def test_nothing_steadies_a_warp_over_a_closed_eye() -> None:
    assert steadied([0.0, 0.0, 0.1], closed=[1]) == pytest.approx({0: 0.0, 2: 0.1})


def test_the_localizer_begins_anew_at_the_start_and_at_a_cut() -> None:
    rng = np.random.default_rng(0)
    shots = [rng.integers(0, 256, (64, 96, 3), dtype=np.uint8) for _ in range(2)]
    frames = [Frame(shots[number // 4], number / 30, number) for number in range(8)]
    corrector = FakeCorrector()
    timeline = measure_clip(frames, corrector, EditOptions(), lambda: None)
    assert timeline.shots == [0] * 4 + [1] * 4
    assert corrector.resets == 2
