"""The figures of a clip, from what a judge and GazeFix saw in its frames."""

from __future__ import annotations

import math

import numpy as np
import pytest

from gazefix.evaluation.clips import clip_figures, contact_figures


def test_a_clips_figures_compare_the_measured_gaze_with_the_judged() -> None:
    judged = [(-10.0, 4.0), (0.0, -8.0), (6.0, 0.0), (8.0, 12.0)]
    before, after = (7.9, 8.0, 20.0, 20.1), (9.0, 3.0, 5.0, 90.0)
    rows = np.array(
        [
            (pitch, yaw, pitch + 2.0, -yaw, b, a, 0.0, 0.0)
            for (pitch, yaw), b, a in zip(judged, before, after, strict=True)
        ]
    )
    found = clip_figures("a.mp4", rows, [True, False, False])
    assert (found.clip, found.frames, found.closed_frames, found.closed_opened) == (
        "a.mp4",
        4,
        3,
        1,
    )
    assert found.pitch_correlation == pytest.approx(1)
    assert found.yaw_correlation == pytest.approx(-1)
    assert (found.pitch_offset, found.pitch_difference) == pytest.approx((2, 0))
    assert (found.yaw_offset, found.yaw_difference) == pytest.approx((-4, 12))
    # Only the frames that look 8 to 20 degrees from the lens count.
    assert (found.away_frames, found.away_before, found.away_after) == (2, 14, 4)


def test_a_clip_without_frames_that_look_away_has_no_angle() -> None:
    found = clip_figures("a.mp4", np.array([(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0)]), [])
    assert found.away_frames == 0
    assert math.isnan(found.away_before)
    assert math.isnan(found.pitch_correlation)


def test_what_contact_mode_leaves_is_told_by_the_true_gaze() -> None:
    truth = np.array([(0, yaw) for yaw in (0, 0, 0, 5, 12, 15, 18, 2)], float)
    read = np.array([(0, yaw) for yaw in (0, 3, 0, 9, 6, 10, 18, math.nan)], float)
    found = contact_figures(truth, -read)
    assert found["left_deg"] == 5  # 6, 5 and 0 degrees
    assert found["worse_share"] == 0.25  # by 3 degrees; the fourth ends 4 instead of 5 beside it
    assert (found["contact_before"], found["contact_after"]) == pytest.approx((3 / 7, 5 / 7))
    assert all(math.isnan(figure) for figure in contact_figures(truth[7:], -read[7:]).values())
