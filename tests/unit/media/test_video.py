"""Clips: every frame upright and at its time, the sound as it was, whole or not at all."""

from __future__ import annotations

import logging
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from helpers.clips import (
    LOSSLESS,
    decoded_planes,
    make_clip,
    make_full_clip,
    make_sound,
    pattern,
    picture_times,
    rotate_tag,
    sound_packets,
)

from gazefix.errors import InputError, OutputError
from gazefix.media.orientation import Orientation
from gazefix.media.video import (
    ClipInfo,
    ClipReader,
    ClipWriter,
    Encoding,
    encoders,
    open_clip_writer,
)
from gazefix.media.video.format import Colour
from gazefix.types import Frame


def copy_clip(source: Path, target: Path, encoding: Encoding | None = None) -> ClipInfo:
    with (
        ClipReader(source) as reader,
        ClipWriter(target, reader.info, like=reader, encoding=encoding) as copy,
    ):
        for frame in reader:
            copy.write(frame, source=frame)
        return reader.info


def frames_of(path: Path) -> list[Frame]:
    with ClipReader(path) as reader:
        return list(reader)


def planes_equal(one: Path, two: Path) -> bool:
    before, after = decoded_planes(one), decoded_planes(two)
    return len(before) == len(after) and all(
        np.array_equal(a, b)
        for x, y in zip(before, after, strict=True)
        for a, b in zip(x, y, strict=True)
    )


@pytest.fixture
def lossless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        encoders.CODECS, "h264", replace(encoders.CODECS["h264"], options=lambda *_: LOSSLESS)
    )


# Reading


def test_a_clip_gives_its_frames_in_order_with_number_and_time(tmp_path: Path) -> None:
    frames = frames_of(make_clip(tmp_path / "in.mp4", frames=30, fps=25))
    assert [frame.index for frame in frames] == list(range(30))
    np.testing.assert_allclose([frame.time_s for frame in frames], np.arange(30) / 25)


def test_frames_show_what_was_encoded(tmp_path: Path) -> None:
    frame = frames_of(make_clip(tmp_path / "in.mp4", (64, 48), pixel_format="yuv444p"))[3]
    assert frame.size == (64, 48)
    assert frame.bgr.dtype == np.uint8
    assert frame.bgr.flags.c_contiguous
    assert np.abs(frame.bgr.astype(int) - pattern((64, 48), 3)).mean() < 6  # chroma is halved


def test_the_description_is_exact(tmp_path: Path) -> None:
    fps = Fraction(30000, 1001)
    clip = make_clip(
        tmp_path / "in.mp4",
        (64, 48),
        frames=12,
        fps=fps,
        time_base=Fraction(1, 30000),
        times=range(0, 12012, 1001),
    )
    with ClipReader(clip) as reader:
        info = reader.info
        assert reader.side_streams == ()
    assert (info.size, info.fps, info.frames, info.orientation) == (
        (64, 48),
        fps,
        12,
        Orientation(),
    )
    assert info.duration_s == pytest.approx(12 / fps)


def test_frames_are_counted_by_the_duration_where_the_container_does_not_say(
    tmp_path: Path,
) -> None:
    with ClipReader(make_clip(tmp_path / "in.mkv", frames=50, fps=25)) as reader:
        assert reader.info.frames == pytest.approx(50, abs=1)


@pytest.mark.parametrize("suffix", [".mkv", ".mp4"])
def test_a_reader_that_is_ahead_of_the_writer_changes_nothing(tmp_path: Path, suffix: str) -> None:
    source = make_full_clip(tmp_path / "in.mkv")
    # PyAV's x264 gives the same clip twice only without its macroblock tree.
    made, encoding = [], Encoding(preset="ultrafast")
    for name in ("beside", "ahead"):
        target = tmp_path / f"{name}{suffix}"
        with (
            ClipReader(source) as reader,
            ClipWriter(target, reader.info, like=reader, encoding=encoding) as writer,
        ):
            for frame in list(reader) if name == "ahead" else reader:
                writer.write(frame, source=frame)
            reader.close()
        with av.open(str(target)) as container:
            made.append([(p.stream_index, p.pts, bytes(p)) for p in container.demux()])
    assert len({stream for stream, *_ in made[0]}) > 2
    assert made[0] == made[1]


def test_sound_that_outlasts_the_pictures_is_not_kept_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gazefix.media.video.writer._MOST_KEPT_BYTES", 4000)
    source = make_full_clip(tmp_path / "in.mkv")
    target = tmp_path / "out.mkv"
    with ClipReader(source) as reader, ClipWriter(target, reader.info, like=reader) as writer:
        kept = []
        for frame in list(reader):
            kept.append(writer._side_packets.kept_bytes)
            writer.write(frame, source=frame)
    assert sum(len(packet) for _, packet in sound_packets(source)) > 8000
    assert max(kept) <= 4000
    assert sorted(sound_packets(target)) == sorted(sound_packets(source))


CORNERS = {
    "top left": (255, 0, 0),
    "top right": (0, 255, 0),
    "bottom left": (0, 0, 255),
    "bottom right": (255, 255, 255),
}


@pytest.mark.parametrize(
    ("matrix", "degrees", "top_left", "top_right"),
    [
        ((1, 0, 0, 1), 0, "top left", "top right"),
        ((0, 1, -1, 0), 90, "bottom left", "top left"),
        ((-1, 0, 0, -1), 180, "bottom right", "bottom left"),
        ((0, -1, 1, 0), 270, "top right", "bottom right"),
    ],
)
@pytest.mark.parametrize("size", [(64, 32), (65, 33)])
def test_a_clip_with_rotation_metadata_comes_out_upright(
    tmp_path: Path,
    size: tuple[int, int],
    matrix: tuple[int, int, int, int],
    degrees: int,
    top_left: str,
    top_right: str,
) -> None:
    width, height = size
    picture = np.zeros((height, width, 3), np.uint8)
    for name, colour in CORNERS.items():
        rows = slice(0, height // 2) if "top" in name else slice(height // 2, height)
        columns = slice(0, width // 2) if "left" in name else slice(width // 2, width)
        picture[rows, columns] = colour
    clip = make_clip(tmp_path / "in.mp4", size, 3, pictures=[picture] * 3, pixel_format="yuv444p")
    rotate_tag(clip, matrix)
    with ClipReader(clip) as reader:
        assert bool(reader.info.orientation) == (degrees != 0)
        assert reader.info.size == (size if degrees in {0, 180} else size[::-1])
        frame = next(iter(reader))
    assert frame.size == reader.info.size
    assert np.abs(frame.bgr[5, 5].astype(int) - CORNERS[top_left]).max() < 12
    assert np.abs(frame.bgr[5, -5].astype(int) - CORNERS[top_right]).max() < 12


@pytest.mark.parametrize(
    "matrix", [(0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0), (-1, 0, 0, 1), (0, 1, 1, 0)]
)
def test_a_rotated_clip_keeps_its_stored_pictures_and_its_turn(
    tmp_path: Path, lossless: None, matrix: tuple[int, int, int, int]
) -> None:
    rotate_tag(make_clip(tmp_path / "in.mp4", (64, 32), 3), matrix)
    before = copy_clip(tmp_path / "in.mp4", tmp_path / "out.mp4")
    assert planes_equal(tmp_path / "in.mp4", tmp_path / "out.mp4")
    with ClipReader(tmp_path / "out.mp4") as reader:
        assert (reader.info.size, reader.info.orientation) == (before.size, before.orientation)
        assert reader.info.orientation


def test_a_rotated_clip_is_written_upright_where_the_container_cannot_say_so(
    tmp_path: Path, lossless: None
) -> None:
    rotate_tag(make_clip(tmp_path / "in.mp4", (64, 32), 3), (0, 1, -1, 0))
    copy_clip(tmp_path / "in.mp4", tmp_path / "out.mkv")
    with ClipReader(tmp_path / "out.mkv") as reader:
        assert (reader.info.size, reader.info.orientation) == ((32, 64), Orientation())
    for before, after in zip(
        decoded_planes(tmp_path / "in.mp4"), decoded_planes(tmp_path / "out.mkv"), strict=True
    ):
        for stored, upright in zip(before, after, strict=True):
            np.testing.assert_array_equal(np.rot90(stored, -1), upright)


@pytest.mark.parametrize("kind", ["gray", "yuv422p10le", "yuv444p"])
def test_other_pixel_formats_are_read(tmp_path: Path, kind: str) -> None:
    frame = frames_of(make_clip(tmp_path / "in.mkv", codec="ffv1", pixel_format=kind))[2]
    wanted = pattern((64, 48), 2)
    if kind == "gray":
        wanted = np.repeat((wanted @ [0.114, 0.587, 0.299])[..., None], 3, 2).astype(np.uint8)
    assert np.abs(frame.bgr.astype(int) - wanted).mean() < 6


def test_a_gif_is_read_with_its_own_times(tmp_path: Path) -> None:
    clip = make_clip(
        tmp_path / "in.gif",
        (33, 27),
        4,
        codec="gif",
        pixel_format="rgb8",
        times=[0, 10, 15, 60],
        time_base=Fraction(1, 100),
    )
    frames = frames_of(clip)
    np.testing.assert_allclose([frame.time_s for frame in frames], [0, 0.1, 0.15, 0.6])
    assert frames[0].size == (33, 27)


def test_a_frame_of_another_size_in_the_middle_is_scaled(tmp_path: Path) -> None:
    one, two = (
        make_clip(tmp_path / name, size, 5)
        for name, size in (("1.h264", (64, 48)), ("2.h264", (96, 80)))
    )
    both = tmp_path / "both.h264"
    both.write_bytes(one.read_bytes() + two.read_bytes())
    frames = frames_of(both)
    assert len(frames) == 10
    assert {frame.size for frame in frames} == {(64, 48)}


def test_a_damaged_place_is_left_out_with_one_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clip = make_clip(tmp_path / "in.mov", frames=20, codec="png", pixel_format="rgb24")
    with av.open(str(clip)) as container:
        packets = [bytes(packet) for packet in container.demux(video=0) if packet.size]
    data = clip.read_bytes()
    for packet in packets[8:10]:
        data = data.replace(packet, bytes(len(packet)))
    clip.write_bytes(data)
    with caplog.at_level(logging.WARNING, "gazefix"):
        frames = frames_of(clip)
    np.testing.assert_allclose(
        [frame.time_s for frame in frames], [i / 25 for i in range(20) if i not in {8, 9}]
    )
    assert [
        record.getMessage() for record in caplog.records if record.name.startswith("gazefix")
    ] == [f"{clip} is damaged: 2 places could not be decoded and were left out"]


def test_time_stamps_that_do_not_grow_are_made_to(tmp_path: Path) -> None:
    times = [0, 40, 40, 40, 120]
    clip = make_clip(
        tmp_path / "in.mkv", frames=5, codec="ffv1", times=times, time_base=Fraction(1, 1000)
    )
    np.testing.assert_allclose(
        [frame.time_s for frame in frames_of(clip)], [0, 0.040, 0.041, 0.042, 0.120]
    )
    copy_clip(clip, tmp_path / "out.mp4")
    assert len(set(picture_times(tmp_path / "out.mp4"))) == 5


def test_sound_without_a_picture_is_not_a_clip(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no picture"):
        ClipReader(make_sound(tmp_path / "in.m4a"))


def test_closing_a_reader_twice_is_harmless(tmp_path: Path) -> None:
    reader = ClipReader(make_clip(tmp_path / "in.mp4"))
    reader.close()
    reader.close()


# Writing: times and sound


@pytest.mark.parametrize(
    "fps", [Fraction(25), Fraction(30000, 1001), Fraction(24000, 1001), Fraction(50), Fraction(12)]
)
def test_the_frame_rate_is_kept_exactly(tmp_path: Path, fps: Fraction) -> None:
    times = [fps.denominator * i for i in range(40)]
    make_clip(
        tmp_path / "in.mp4", frames=40, fps=fps, time_base=Fraction(1, fps.numerator), times=times
    )
    copy_clip(tmp_path / "in.mp4", tmp_path / "out.mp4")
    assert picture_times(tmp_path / "out.mp4") == [i / fps for i in range(40)]
    with ClipReader(tmp_path / "out.mp4") as reader:
        assert reader.info.fps == fps


def test_a_variable_frame_rate_is_kept_exactly(tmp_path: Path) -> None:
    times = [0, 1, 2, 40, 41, 90, 91, 92, 93, 200, 201, 290]
    make_clip(tmp_path / "in.mp4", frames=12, fps=30, times=times, time_base=Fraction(1, 90))
    copy_clip(tmp_path / "in.mp4", tmp_path / "out.mp4")
    assert picture_times(tmp_path / "out.mp4") == [Fraction(t, 90) for t in times]


def test_a_start_other_than_zero_is_kept(tmp_path: Path) -> None:
    times = range(1000, 1250, 25)
    make_clip(
        tmp_path / "in.mp4",
        frames=10,
        fps=25,
        times=times,
        time_base=Fraction(1, 625),
        sounds=["aac"],
    )
    copy_clip(tmp_path / "in.mp4", tmp_path / "out.mp4")
    assert picture_times(tmp_path / "out.mp4") == [Fraction(t, 625) for t in times]
    assert sound_packets(tmp_path / "out.mp4") == sound_packets(tmp_path / "in.mp4")


@pytest.mark.parametrize(
    ("source", "target"), [("in.mp4", "out.mov"), ("in.mkv", "out.mp4"), ("in.mp4", "out.ts")]
)
def test_times_survive_another_container(tmp_path: Path, source: str, target: str) -> None:
    make_clip(tmp_path / source, frames=20, fps=25)
    copy_clip(tmp_path / source, tmp_path / target)
    times = picture_times(tmp_path / target)
    assert [time - times[0] for time in times] == [Fraction(i, 25) for i in range(20)]


def test_the_last_frame_is_shown_as_long_as_before(tmp_path: Path) -> None:
    make_clip(tmp_path / "in.mp4", frames=20, fps=25)
    copy_clip(tmp_path / "in.mp4", tmp_path / "out.mp4")
    with ClipReader(tmp_path / "out.mp4") as reader:
        assert reader.info.duration_s == pytest.approx(20 / 25)


@pytest.mark.parametrize("suffix", [".mp4", ".mov", ".mkv"])
def test_every_sound_track_is_copied_packet_by_packet(tmp_path: Path, suffix: str) -> None:
    source, target = tmp_path / f"in{suffix}", tmp_path / f"out{suffix}"
    make_clip(source, frames=75, fps=25, sounds=["aac", "aac"])
    copy_clip(source, target)
    assert sound_packets(source, 0)[0][1] != sound_packets(source, 1)[0][1]
    for number in (0, 1):
        assert sound_packets(target, number) == sound_packets(source, number)
        assert len(sound_packets(target, number)) > 40


def test_sound_stays_with_its_pictures_in_another_container(tmp_path: Path) -> None:
    # Matroska cannot hold sound before time 0 (AAC's priming): the whole clip moves together.
    make_clip(tmp_path / "in.mp4", frames=50, fps=25, sounds=["aac"])
    copy_clip(tmp_path / "in.mp4", tmp_path / "out.mkv")
    shifts = [
        float(times(tmp_path / "out.mkv") - times(tmp_path / "in.mp4"))
        for times in (lambda path: picture_times(path)[10], lambda path: sound_packets(path)[10][0])
    ]
    assert shifts[0] == pytest.approx(shifts[1], abs=0.002)
    assert [data for _, data in sound_packets(tmp_path / "out.mkv")] == [
        d for _, d in sound_packets(tmp_path / "in.mp4")
    ]


def test_the_language_of_a_sound_track_is_kept(tmp_path: Path) -> None:
    source = tmp_path / "in.mkv"
    make_clip(tmp_path / "plain.mkv", sounds=["aac"])
    with av.open(str(tmp_path / "plain.mkv")) as plain, av.open(str(source), "w") as labelled:
        streams = {
            stream.index: labelled.add_stream_from_template(stream) for stream in plain.streams
        }
        streams[1].metadata["language"] = "fra"
        for packet in plain.demux():
            if packet.size:
                packet.stream = streams[packet.stream.index]
                labelled.mux(packet)
    copy_clip(source, tmp_path / "out.mp4")
    with av.open(str(tmp_path / "out.mp4")) as container:
        assert container.streams.audio[0].language == "fra"


# Writing: pixels


def test_unchanged_pixels_reach_the_encoder_bit_for_bit(tmp_path: Path, lossless: None) -> None:
    make_clip(tmp_path / "in.mp4", (128, 96))
    copy_clip(tmp_path / "in.mp4", tmp_path / "out.mp4")
    for before, after in zip(
        decoded_planes(tmp_path / "in.mp4"), decoded_planes(tmp_path / "out.mp4"), strict=True
    ):
        for plane, copied in zip(before, after, strict=True):
            np.testing.assert_array_equal(copied, plane)


def painted(frame: Frame, x0: int, y0: int, x1: int, y1: int) -> Frame:
    bgr = frame.bgr.copy()
    bgr[y0:y1, x0:x1] = (40, 200, 90)
    return Frame(bgr, frame.time_s, frame.index)


@pytest.mark.parametrize("size", [(128, 96), (127, 95)])
def test_a_change_alters_only_its_own_pixels(
    tmp_path: Path, lossless: None, size: tuple[int, int]
) -> None:
    source, target = tmp_path / "in.mp4", tmp_path / "out.mp4"
    make_clip(source, size, pixel_format="yuv420p" if size == (128, 96) else "yuv444p")
    with ClipReader(source) as reader, ClipWriter(target, reader.info) as copy:
        unchanged = [frame.bgr for frame in frames_of(source)]
        assert reader.info.size == size
        for frame in reader:
            copy.write(painted(frame, 20, 30, 41, 51), source=frame)
    touched = np.zeros((size[1], size[0]), bool)
    touched[30:52, 20:42] = (
        True  # 21 pixels, and the other halves of the chroma samples at their edge
    )
    for before, after in zip(
        unchanged, (frame.bgr[: size[1], : size[0]] for frame in frames_of(target)), strict=True
    ):
        np.testing.assert_array_equal(after[~touched], before[~touched])
        assert np.abs(after[32:50, 22:40].astype(int) - (40, 200, 90)).max() <= 6


def test_a_frame_without_its_source_is_converted_as_it_is(tmp_path: Path, lossless: None) -> None:
    pictures = [pattern((64, 48), i) for i in range(5)]
    with ClipWriter(tmp_path / "out.mp4", ClipInfo(64, 48, Fraction(25))) as clip:
        for i, bgr in enumerate(pictures):
            clip.write(Frame(bgr, i / 25, i))
    for frame, bgr in zip(frames_of(tmp_path / "out.mp4"), pictures, strict=True):
        difference = frame.bgr.astype(int) - bgr
        assert np.abs(difference).mean() < 6
        assert abs(difference.mean()) < 2


@pytest.mark.parametrize("grey", [0, 16, 100, 128, 235, 255])
def test_grey_stays_the_same_grey(tmp_path: Path, grey: int) -> None:
    with open_clip_writer(tmp_path / "out.mp4", (64, 48), 25) as clip:
        for i in range(3):
            clip.write(Frame(np.full((48, 64, 3), grey, np.uint8), i / 25, i))
    assert np.abs(frames_of(tmp_path / "out.mp4")[1].bgr.astype(int) - grey).max() <= 2


@pytest.mark.parametrize("size", [(33, 27), (32, 27), (33, 28)])
def test_an_odd_picture_keeps_all_its_pixels_and_repeats_the_last(
    tmp_path: Path, lossless: None, size: tuple[int, int]
) -> None:
    make_clip(tmp_path / "in.mkv", size, codec="ffv1")
    info = copy_clip(tmp_path / "in.mkv", tmp_path / "out.mp4", Encoding("h264"))
    assert info.size == size
    width, height = size
    for before, after in zip(
        decoded_planes(tmp_path / "in.mkv"), decoded_planes(tmp_path / "out.mp4"), strict=True
    ):
        assert after[0].shape == (height + height % 2, width + width % 2)
        np.testing.assert_array_equal(after[0][:height, :width], before[0])
        np.testing.assert_array_equal(after[1], before[1])
        np.testing.assert_array_equal(after[0][-1, :width], before[0][-1])


def test_pictures_are_h264_that_every_player_knows(tmp_path: Path) -> None:
    make_clip(tmp_path / "in.mp4")
    copy_clip(tmp_path / "in.mp4", tmp_path / "out.mp4")
    with av.open(str(tmp_path / "out.mp4")) as container:
        codec = container.streams.video[0].codec_context
        assert (codec.name, codec.pix_fmt) == ("h264", "yuv420p")
    settings = (tmp_path / "out.mp4").read_bytes()  # x264 writes them into the first picture
    assert b"crf=17.0" in settings
    assert b"subme=7" in settings  # preset medium


def test_the_encoder_chooses_its_own_key_frames(tmp_path: Path) -> None:
    make_clip(tmp_path / "in.mp4", frames=30, options={"qp": "0", "g": "1"})
    copy_clip(tmp_path / "in.mp4", tmp_path / "out.mp4")
    with av.open(str(tmp_path / "out.mp4")) as container:
        assert sum(packet.is_keyframe for packet in container.demux(video=0) if packet.size) == 1


def test_webm_gets_vp9(tmp_path: Path) -> None:
    make_clip(tmp_path / "in.mp4", (33, 27), pixel_format="yuv444p")
    copy_clip(tmp_path / "in.mp4", tmp_path / "out.webm")
    with av.open(str(tmp_path / "out.webm")) as container:
        assert container.streams.video[0].codec_context.name == "vp9"
    assert len(frames_of(tmp_path / "out.webm")) == 10


def test_colour_tags_and_pixel_aspect_are_kept(tmp_path: Path, lossless: None) -> None:
    tags = {
        "colorspace": 9,
        "color_range": 2,
        "color_primaries": 9,
        "color_trc": 14,
        "sample_aspect_ratio": Fraction(4, 3),
    }
    make_clip(tmp_path / "in.mp4", tags=tags)
    copy_clip(tmp_path / "in.mp4", tmp_path / "out.mp4")
    with ClipReader(tmp_path / "out.mp4") as reader:
        assert reader.info.colour == Colour(9, 2, 9, 14)
        assert reader.info.pixel_aspect == Fraction(4, 3)


@pytest.mark.parametrize(
    "tags", [{}, {"colorspace": 1, "color_range": 1}, {"colorspace": 8}, {"color_range": 2}]
)
def test_colours_are_the_same_before_and_after_whatever_the_tags(
    tmp_path: Path, lossless: None, tags: dict[str, int]
) -> None:
    make_clip(tmp_path / "in.mp4", tags=tags)
    with (
        ClipReader(tmp_path / "in.mp4") as reader,
        ClipWriter(tmp_path / "out.mp4", reader.info) as copy,
    ):
        shown = []
        for frame in reader:
            shown.append(frame.bgr)
            copy.write(Frame(frame.bgr, frame.time_s, frame.index))  # all the way through BGR
    for before, frame in zip(shown, frames_of(tmp_path / "out.mp4"), strict=True):
        assert np.abs(frame.bgr.astype(int) - before).mean() < 2.5


# Live frames


def test_a_live_clip_starts_at_zero_and_keeps_the_times_between(tmp_path: Path) -> None:
    times = [7000.5, 7000.54, 7000.7, 7001.5]
    with open_clip_writer(tmp_path / "out.mp4", (64, 48), 30.0) as clip:
        for i, time_s in enumerate(times):
            clip.write(Frame(pattern((64, 48), i), time_s, i))
    written = [float(time) for time in picture_times(tmp_path / "out.mp4")]
    np.testing.assert_allclose(written, [0, 0.04, 0.2, 1.0], atol=1e-5)


def test_two_live_frames_of_one_time_are_both_kept(tmp_path: Path) -> None:
    with open_clip_writer(tmp_path / "out.mp4", (64, 48), 30.0) as clip:
        for time_s in (1.0, 1.0, 0.5):
            clip.write(Frame(pattern((64, 48), 0), time_s))
    assert len(set(picture_times(tmp_path / "out.mp4"))) == 3


def test_a_live_frame_of_another_size_is_scaled(tmp_path: Path) -> None:
    with open_clip_writer(tmp_path / "out.mp4", (64, 48), 30.0) as clip:
        for i, size in enumerate([(64, 48), (128, 96), (31, 17)]):
            clip.write(Frame(pattern(size, i), i / 30))
    assert [frame.size for frame in frames_of(tmp_path / "out.mp4")] == [(64, 48)] * 3


# Whole or not at all


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_nothing_stands_under_the_name_before_the_clip_is_whole(tmp_path: Path) -> None:
    clip = open_clip_writer(tmp_path / "out.mp4", (64, 48), 30)
    clip.write(Frame(pattern((64, 48), 0)))
    assert not (tmp_path / "out.mp4").exists()
    clip.close()
    assert names(tmp_path) == ["out.mp4"]


def test_aborting_leaves_no_trace(tmp_path: Path) -> None:
    clip = open_clip_writer(tmp_path / "out.mp4", (64, 48), 30)
    clip.write(Frame(pattern((64, 48), 0)))
    clip.abort()
    clip.close()
    assert names(tmp_path) == []


@pytest.mark.parametrize("kind", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_an_exception_inside_leaves_the_old_file(tmp_path: Path, kind: type[BaseException]) -> None:
    (tmp_path / "out.mp4").write_bytes(b"old")
    with (
        pytest.raises(kind),
        open_clip_writer(tmp_path / "out.mp4", (64, 48), 30, overwrite=True) as clip,
    ):
        clip.write(Frame(pattern((64, 48), 0)))
        raise kind
    assert names(tmp_path) == ["out.mp4"]
    assert (tmp_path / "out.mp4").read_bytes() == b"old"


def test_a_clip_without_a_frame_leaves_no_file(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "gazefix"):
        open_clip_writer(tmp_path / "out.mp4", (64, 48), 30).close()
    assert names(tmp_path) == []
    assert "no frame came" in caplog.text


def test_writing_to_a_closed_clip_is_a_programming_error(tmp_path: Path) -> None:
    clip = open_clip_writer(tmp_path / "out.mp4", (64, 48), 30)
    clip.abort()
    with pytest.raises(ValueError, match="closed"):
        clip.write(Frame(pattern((64, 48), 0)))


@pytest.mark.parametrize(
    "name", ["out.xyz", "out", "out.png", "out.gif", "out.h264", "out.m3u8", "out.mp3", "out.txt"]
)
def test_a_container_that_cannot_hold_the_clip_is_an_error_at_once(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(OutputError) as caught:
        open_clip_writer(tmp_path / name, (64, 48), 30)
    assert ".mp4" in caught.value.hint
    assert names(tmp_path) == []


def test_sound_that_the_container_cannot_hold_is_an_error_at_once(tmp_path: Path) -> None:
    make_clip(tmp_path / "in.mp4", sounds=["aac"])
    with (
        ClipReader(tmp_path / "in.mp4") as reader,
        pytest.raises(OutputError, match=r"sound \(aac\)"),
    ):
        ClipWriter(tmp_path / "out.webm", reader.info, like=reader)
    assert names(tmp_path) == ["in.mp4"]


def test_a_clip_is_readable_by_others_as_any_new_file(tmp_path: Path) -> None:
    with open_clip_writer(tmp_path / "out.mp4", (64, 48), 30) as clip:
        clip.write(Frame(pattern((64, 48), 0)))
    (tmp_path / "plain").write_bytes(b"")
    assert (tmp_path / "out.mp4").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("name", ["a clip: 100%d.mp4", "ключ.mp4", "pipe:1.mp4", "-x.mp4"])
def test_unusual_names_are_written(tmp_path: Path, name: str) -> None:
    source = make_clip(tmp_path / "in.mp4")
    source.rename(tmp_path / name)
    (tmp_path / "new").mkdir()
    copy_clip(tmp_path / name, tmp_path / "new" / name)
    assert len(frames_of(tmp_path / "new" / name)) == 10
