"""How many decoded pictures reading a clip keeps, and by how many threads they are decoded."""

from __future__ import annotations

import gc
from pathlib import Path

import av
import pytest
from helpers.clips import make_clip

from gazefix.media.video import ClipReader

B_FRAMES = {"crf": "20", "preset": "veryfast", "bf": "2", "b_strategy": "0"}


def pictures_alive() -> int:
    gc.collect()
    return sum(type(each) is av.VideoFrame for each in gc.get_objects())


def test_a_picture_is_held_no_longer_than_its_frame(tmp_path: Path) -> None:
    before = pictures_alive()
    with ClipReader(make_clip(tmp_path / "in.mp4", frames=30, options=B_FRAMES)) as reader:
        frames = iter(reader)
        for _ in range(15):  # some are decoded ahead, to see whether their times are in order
            frame = next(frames)
            assert frame.decoded is not None
        held = pictures_alive() - before
        del frame
    assert held <= 3  # with the one that the decoder fills next


@pytest.mark.parametrize(
    ("size", "played", "one_thread"),
    [((1920, 1080), True, True), ((2560, 1440), True, False), ((64, 48), False, False)],
)
def test_one_thread_decodes_what_is_played_unless_it_is_large(
    tmp_path: Path, size: tuple[int, int], played: bool, one_thread: bool
) -> None:
    path = make_clip(tmp_path / "in.mp4", size, frames=2)
    with ClipReader(path, played=played) as reader:
        assert (reader.stream.codec_context.thread_count == 1) == one_thread
