"""Clips whose stamps are in decode order, jump or wrap come out even and complete."""

from __future__ import annotations

import itertools
from fractions import Fraction
from pathlib import Path

import av
import pytest
from helpers.clips import make_clip, picture_times, sound_packets, without_boxes

from gazefix.media.video import ClipReader, ClipWriter

B_FRAMES = {"crf": "20", "preset": "veryfast", "bf": "2", "b_strategy": "0"}


def copied(source: Path, target: Path) -> list[float]:
    """Copies a clip; the times of its frames as they were read."""
    with (
        ClipReader(source) as reader,
        ClipWriter(target, reader.info, like=reader, overwrite=True) as copy,
    ):
        times = []
        for frame in reader:
            times.append(frame.time_s)
            copy.write(frame, source=frame)
    return times


def durations(path: Path) -> list[float]:
    """The durations of a file and of its pictures, in seconds."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        return [container.duration / 1e6, float((stream.duration or 0) * stream.time_base)]


def test_an_avi_with_b_frames_is_even(tmp_path: Path) -> None:
    source = make_clip(tmp_path / "in.avi", frames=30, options=B_FRAMES)
    copied(source, tmp_path / "out.mp4")
    times = picture_times(tmp_path / "out.mp4")
    assert [time - times[0] for time in times] == [Fraction(i, 25) for i in range(30)]
    with ClipReader(source) as reader:
        assert reader.info.fps == 25


def test_an_mp4_that_lacks_the_order_of_display_is_even(tmp_path: Path) -> None:
    source = make_clip(tmp_path / "in.mp4", frames=30, options=B_FRAMES)
    without_boxes(source, b"ctts", b"elst")
    times = copied(source, tmp_path / "out.mp4")
    assert times == pytest.approx([i / 25 for i in range(30)])


@pytest.mark.parametrize("target", ["out.ts", "out.mp4", "out.mkv"])
@pytest.mark.parametrize("sounds", [[], ["aac"]])
def test_joined_recordings_go_on_at_the_join(
    tmp_path: Path, target: str, sounds: list[str]
) -> None:
    one = make_clip(tmp_path / "one.ts", frames=50, sounds=sounds).read_bytes()
    (tmp_path / "in.ts").write_bytes(one + one)
    times = copied(tmp_path / "in.ts", tmp_path / target)
    steps = [b - a for a, b in itertools.pairwise(times)]
    assert len(times) == 100
    assert steps[:49] + steps[50:] == pytest.approx([0.04] * 98)
    assert 0.02 < steps[49] < 0.16  # two packets of the first part's sound end after its pictures
    if sounds:
        heard = [float(time) for time, _ in sound_packets(tmp_path / target)]
        assert len(heard) == 2 * len(sound_packets(tmp_path / "one.ts"))
        # Sound and pictures of the second part stand to each other as those of the first.
        middle = len(heard) // 2
        parts = (heard[middle + 10] - times[50], heard[10] - times[0])
        if target != "out.ts":  # whose muxer collects packets of sound under one stamp
            assert parts[0] == pytest.approx(parts[1], abs=0.03)


@pytest.mark.parametrize("target", ["out.mp4", "out.mkv", "out.ts"])
def test_a_clock_that_wraps_loses_no_frame(tmp_path: Path, target: str) -> None:
    # MPEG's clock has 33 bits of 1/90000 s. It wraps 1 s after this clip's start.
    source = make_clip(
        tmp_path / "in.ts",
        frames=50,
        times=[2**33 - 90_000 + 3600 * i for i in range(50)],
        time_base=Fraction(1, 90_000),
    )
    copied(source, tmp_path / target)
    times = picture_times(tmp_path / target)
    assert times[0] >= 0
    assert [float(t - times[0]) for t in times] == pytest.approx([i / 25 for i in range(50)])
    with ClipReader(tmp_path / target) as reader:
        assert len(list(reader)) == 50


def hold_the_last(path: Path, ticks: int) -> Path:
    """A copy of a clip whose last frame is shown for `ticks` of its time base."""
    held = path.with_name(f"held{path.suffix}")
    with av.open(str(path)) as source, av.open(str(held), "w") as target:
        stream = target.add_stream_from_template(source.streams.video[0], opaque=True)
        packets = [packet for packet in source.demux(video=0) if packet.size]
        packets[-1].duration = ticks
        for packet in packets:
            packet.stream = stream
            target.mux(packet)
    return held


@pytest.mark.parametrize("target", ["out.mp4", "out.mov"])
def test_the_last_frame_is_held_as_long_as_in_the_source(tmp_path: Path, target: str) -> None:
    plain = make_clip(tmp_path / "in.mp4", frames=10)  # without B-frames
    with av.open(str(plain)) as container:
        ticks = round(3 / container.streams.video[0].time_base)
    copied(hold_the_last(plain, ticks), tmp_path / target)
    assert durations(tmp_path / target) == pytest.approx([0.36 + 3, 0.36 + 3])


def evenly(name: str, folder: Path) -> list[float]:
    """Steps between the frames of a kept input's copy as MP4, in seconds."""
    copied(Path(name), folder / "out.mp4")
    times = picture_times(folder / "out.mp4")
    return [float(b - a) for a, b in itertools.pairwise(times)]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "frames"), [("h264_b.avi", 50), ("concat_na.ts", 100), ("wrap.ts", 50)]
)
def test_inputs_that_people_had_are_even(
    shared: Path, tmp_path: Path, name: str, frames: int
) -> None:
    steps = evenly(str(shared / "faults/files" / name), tmp_path)
    assert steps == pytest.approx([0.04] * (frames - 1))
    with ClipReader(tmp_path / "out.mp4") as reader:
        assert len(list(reader)) == frames


@pytest.mark.shared
def test_an_mp4_whose_edit_list_hides_two_frames_keeps_the_rest_in_place(
    shared: Path, tmp_path: Path
) -> None:
    # FFmpeg counts 48 frames, too. One of the hidden ones lies within the clip.
    steps = evenly(str(shared / "faults/files/no_ctts.mp4"), tmp_path)
    assert sorted(steps) == pytest.approx([0.04] * 46 + [0.08])


@pytest.mark.shared
def test_a_recorder_that_holds_its_last_picture(shared: Path, tmp_path: Path) -> None:
    copied(shared / "faults/files/hold.mp4", tmp_path / "out.mp4")
    assert durations(tmp_path / "out.mp4") == pytest.approx([3.36, 3.36])


def test_stamps_that_go_back_by_less_than_a_join_grow_by_a_millisecond(tmp_path: Path) -> None:
    one = make_clip(tmp_path / "one.ts", frames=10).read_bytes()
    (tmp_path / "in.ts").write_bytes(one + one)
    times = copied(tmp_path / "in.ts", tmp_path / "out.mkv")
    assert times == pytest.approx(
        [n / 25 for n in range(10)] + [0.36 + n / 1000 for n in range(1, 11)]
    )
