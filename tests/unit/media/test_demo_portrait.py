"""The demo portrait: its times, its drift, its eyes."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from gazefix.config import EngineConfig
from gazefix.faces.localizer import open_localizer
from gazefix.media.demo_portrait import demo_frames


def test_the_demos_frames_have_their_times_and_drift() -> None:
    frames = list(itertools.islice(demo_frames((320, 240), 10.0), 4))
    assert [frame.time_s for frame in frames] == pytest.approx([0.0, 0.1, 0.2, 0.3])
    assert not np.array_equal(frames[0].bgr, frames[3].bgr)


@pytest.mark.parametrize("size", [(1280, 720), (640, 480), (640, 720), (1920, 1080)])
def test_the_demos_eyes_are_50_px_wide_and_stay_in_the_picture(size: tuple[int, int]) -> None:
    frames = itertools.islice(demo_frames(size, 0.7), 4)
    localizer = open_localizer(EngineConfig(), max_faces=1, still=True)
    try:
        for frame in frames:
            (face,) = localizer.locate(frame.bgr)
            assert min(eye.width_px for eye in face.eyes) >= 50
            x0, _, x1, y1 = face.box
            assert x0 >= 0
            assert x1 <= size[0]
            assert y1 <= size[1] * 1.05
    finally:
        localizer.close()
