"""What clips could lose without a word is kept, or told: fields, alpha, colour, tracks, covers."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import av.filter
import numpy as np
import pytest
from av.codec.context import Flags
from av.stream import Disposition
from helpers.clips import make_clip, pattern

from gazefix.files import NewFile
from gazefix.media.video import ClipReader, ClipWriter, Encoding


def copied(source: Path, target: Path, encoding: Encoding | None = None) -> Path:
    with (
        ClipReader(source) as reader,
        ClipWriter(target, reader.info, like=reader, encoding=encoding) as copy,
    ):
        for frame in reader:
            copy.write(frame, source=frame)
    return target


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The warnings, without the names of files before them."""
    return [
        record.getMessage().rpartition(": ")[2]
        for record in caplog.records
        if record.name.startswith("gazefix")
    ]


# Fields


def make_interlaced(path: Path, codec: str, pixel_format: str, first: str) -> Path:
    graph = av.filter.Graph()
    source = graph.add_buffer(width=64, height=48, format=pixel_format, time_base=Fraction(1, 25))
    graph.link_nodes(source, graph.add("setfield", first), graph.add("buffersink")).configure()
    with av.open(str(path), "w") as container:
        video: Any = container.add_stream(codec, rate=25)
        video.width, video.height, video.pix_fmt = 64, 48, pixel_format
        video.codec_context.flags |= Flags.interlaced_dct
        video.codec_context.field_order = {"tff": 2, "bff": 3}[first]
        for index in range(8):
            frame = av.VideoFrame.from_ndarray(pattern((64, 48), index), "bgr24")
            frame = frame.reformat(format=pixel_format)
            frame.pts, frame.time_base = index, Fraction(1, 25)
            graph.push(frame)
            container.mux(video.encode(graph.pull()))
        container.mux(video.encode(None))
    return path


def is_top_first(path: Path) -> bool:
    """Which field of interlaced pictures is the first: PyAV doesn't tell, a filter does."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        graph = av.filter.Graph()
        select = graph.add("select", "eq(interlace_type\\,TOPFIRST)")
        graph.link_nodes(graph.add_buffer(template=stream), select, graph.add("buffersink"))
        graph.configure()
        count = 0
        for frame in container.decode(stream):
            assert frame.interlaced_frame
            graph.push(frame)
            count += 1
        graph.push(None)
        found = 0
        while True:
            try:
                graph.pull()
            except (av.error.EOFError, av.error.BlockingIOError):
                break
            found += 1
    assert found in {0, count}
    return found > 0


@pytest.mark.parametrize("first", ["tff", "bff"])
@pytest.mark.parametrize(
    ("codec", "pixel_format", "name", "target"),
    [
        ("libx264", "yuv420p", "in.mp4", "out.mp4"),
        ("libx264", "yuv420p", "in.mp4", "out.mkv"),
        ("mpeg2video", "yuv420p", "in.mpg", "out.mp4"),
        ("prores_ks", "yuv422p10le", "in.mov", "out.mov"),
    ],
)
def test_interlaced_pictures_keep_the_order_of_their_fields(
    tmp_path: Path, codec: str, pixel_format: str, name: str, target: str, first: str
) -> None:
    source = make_interlaced(tmp_path / name, codec, pixel_format, first)
    copied(source, tmp_path / target)
    assert is_top_first(tmp_path / target) == (first == "tff")
    with ClipReader(tmp_path / target) as reader:
        assert reader.info.top_field_first == (first == "tff")


def test_an_encoder_without_fields_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    source = make_interlaced(tmp_path / "in.mp4", "libx264", "yuv420p", "tff")
    with caplog.at_level(logging.WARNING, "gazefix"):
        copied(source, tmp_path / "out.webm")
    assert told(caplog) == ["interlaced pictures become progressive ones"]


# Alpha and colour


def make_alpha_clip(path: Path, codec: str, pixel_format: str, options: dict[str, str]) -> Path:
    """A clip whose left half is transparent."""
    with av.open(str(path), "w") as container:
        video: Any = container.add_stream(codec, rate=25, options=options)
        video.width, video.height, video.pix_fmt = 64, 48, pixel_format
        for index in range(6):
            bgra = np.dstack([pattern((64, 48), index), np.full((48, 64), 255, np.uint8)])
            bgra[:, :32, 3] = 0
            frame = av.VideoFrame.from_ndarray(bgra, "bgra").reformat(format=pixel_format)
            frame.pts = index
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
    return path


def alphas(path: Path) -> tuple[float, float]:
    """The mean opacity of both halves of the last frame, 0 to 1."""
    with ClipReader(path) as reader:
        decoded: Any = list(reader)[-1].decoded
    plane = np.asarray(decoded.reformat(format="bgra").to_ndarray())[..., 3] / 255
    return float(plane[:, :28].mean()), float(plane[:, 36:].mean())


VP9 = {"auto-alt-ref": "0", "lossless": "1"}
ALPHA = {
    "vp9": ("in.webm", "libvpx-vp9", "yuva420p", VP9),
    "prores": ("in.mov", "prores_ks", "yuva444p10le", {}),
    "ffv1": ("in.mkv", "ffv1", "yuva420p", {}),
}


@pytest.mark.parametrize(
    ("kind", "target"),
    [("vp9", "out.webm"), ("vp9", "out.mkv"), ("prores", "out.mov"), ("ffv1", "out.mkv")],
)
def test_transparency_is_kept(tmp_path: Path, kind: str, target: str) -> None:
    name, codec, pixel_format, options = ALPHA[kind]
    source = make_alpha_clip(tmp_path / name, codec, pixel_format, options)
    assert alphas(source) == pytest.approx((0, 1), abs=0.01)
    assert alphas(copied(source, tmp_path / target)) == pytest.approx((0, 1), abs=0.02)


@pytest.mark.parametrize(
    ("kind", "target", "codec"),
    [("vp9", "out.mp4", None), ("ffv1", "out.mp4", "h264"), ("prores", "out.mkv", "hevc")],
)
def test_transparency_that_is_lost_is_told(
    tmp_path: Path, kind: str, target: str, codec: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    name, *how = ALPHA[kind]
    source = make_alpha_clip(tmp_path / name, *how)
    with caplog.at_level(logging.WARNING, "gazefix"):
        copied(source, tmp_path / target, Encoding(codec))
    kind_of_file = "matroska" if target == "out.mkv" else "mp4"
    assert told(caplog) == [
        f"{codec or 'vp9'} in a {kind_of_file} file holds no transparency, which is left out"
    ]


def test_an_opaque_clip_with_alpha_is_told_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    source = make_clip(tmp_path / "in.mkv", codec="ffv1", pixel_format="yuva420p", options={})
    with caplog.at_level(logging.WARNING, "gazefix"):
        copied(source, tmp_path / "out.mp4", Encoding("h264"))
    assert told(caplog) == []


def test_prores_of_12_bits_stays_prores_and_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    source = make_alpha_clip(tmp_path / "in.mov", "prores_ks", "yuva444p10le", {})
    with caplog.at_level(logging.WARNING, "gazefix"):
        copied(source, tmp_path / "out.mov")
    assert told(caplog) == ["ProRes 4444 is written with 10 bits, not 12; --codec ffv1 keeps all"]
    with ClipReader(tmp_path / "out.mov") as reader:
        assert (reader.info.codec, reader.info.pixel_format) == ("prores", "yuva444p12le")


def rgb_of(path: Path) -> list[np.ndarray[Any, Any]]:
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="bgr24") for frame in container.decode(video=0)]


@pytest.mark.parametrize(
    ("codec", "pixel_format", "encoding"),
    [
        ("libx264rgb", "bgr24", Encoding(crf=0)),
        ("png", "rgb24", Encoding("h264", crf=0)),
        ("png", "rgb24", Encoding("hevc", crf=0)),
    ],
)
def test_rgb_is_lossless_where_that_is_asked_for(
    tmp_path: Path, codec: str, pixel_format: str, encoding: Encoding
) -> None:
    lossless = {"qp": "0"} if codec == "libx264rgb" else {}
    source = make_clip(
        tmp_path / "in.mov", codec=codec, pixel_format=pixel_format, options=lossless
    )
    copied(source, tmp_path / "out.mkv", encoding)
    pairs = zip(rgb_of(source), rgb_of(tmp_path / "out.mkv"), strict=True)
    assert all(np.array_equal(before, after) for before, after in pairs)


def test_an_rgb_recording_stays_rgb(tmp_path: Path) -> None:
    source = make_clip(tmp_path / "in.mp4", codec="libx264rgb", pixel_format="bgr24")
    copied(source, tmp_path / "out.mp4")
    with ClipReader(tmp_path / "out.mp4") as reader:
        assert (reader.info.codec, reader.info.pixel_format) == ("h264", "gbrp")
    for before, after in zip(rgb_of(source), rgb_of(tmp_path / "out.mp4"), strict=True):
        assert np.abs(before.astype(int) - after).mean() < 2.5


# Tracks, sizes, covers, modes


def join_tracks(path: Path, tracks: Sequence[tuple[Path, Disposition]]) -> Path:
    """A file of the pictures of several, each with its disposition."""
    with av.open(str(path), "w") as target:
        sources = [av.open(str(source)) for source, _ in tracks]
        streams = []
        for source, (_, disposition) in zip(sources, tracks, strict=True):
            stream = target.add_stream_from_template(source.streams.video[0], opaque=True)
            stream.disposition = disposition
            streams.append(stream)
        for source, stream in zip(sources, streams, strict=True):
            for packet in source.demux(video=0):
                if packet.size:
                    packet.stream = stream
                    target.mux(packet)
            source.close()
    return path


def test_of_two_tracks_the_default_one_is_corrected_and_the_other_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    small = make_clip(tmp_path / "small.mkv", (48, 32))
    large = make_clip(tmp_path / "large.mkv", (64, 48))
    both = [(small, Disposition(0)), (large, Disposition.default)]
    source = join_tracks(tmp_path / "in.mkv", both)
    with caplog.at_level(logging.WARNING, "gazefix"), ClipReader(source) as reader:
        assert reader.info.size == (64, 48)
    assert told(caplog) == [
        f"{source} has 2 tracks of pictures. Track 1 is corrected, others are copied"
    ]
    copied(source, tmp_path / "out.mkv")
    with av.open(str(tmp_path / "out.mkv")) as container:
        assert {(s.width, s.height) for s in container.streams.video} == {(48, 32), (64, 48)}


def test_a_film_in_three_dimensions_is_told_to_lose_its_marks(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with av.open(str(tmp_path / "in.mkv"), "w") as container:
        video: Any = container.add_stream("libx264", rate=25)
        video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
        video.metadata["stereo_mode"] = "top_bottom"
        frame = av.VideoFrame.from_ndarray(pattern((64, 48), 0), "bgr24")
        container.mux([*video.encode(frame.reformat(format="yuv420p")), *video.encode(None)])
    with caplog.at_level(logging.WARNING, "gazefix"), ClipReader(tmp_path / "in.mkv"):
        pass
    (message,) = told(caplog)
    assert message.endswith("is marked as a 360-degree or 3-D film. The marks are left out")


def test_frames_of_another_shape_get_bars_and_are_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    white = [np.full((32, 64, 3), 255, np.uint8)] * 5
    one = make_clip(tmp_path / "1.h264", (64, 64), 5)
    two = make_clip(tmp_path / "2.h264", (64, 32), 5, pictures=white)
    both = tmp_path / "both.h264"
    both.write_bytes(one.read_bytes() + two.read_bytes())
    with caplog.at_level(logging.WARNING, "gazefix"), ClipReader(both) as reader:
        last = list(reader)[-1].bgr
    assert told(caplog) == [f"{both} changes its size to 64x32. Frames of another shape get bars"]
    assert last.shape == (64, 64, 3)
    assert last[20:44].min() > 240
    assert max(last[:14].max(), last[50:].max()) < 10


@pytest.mark.parametrize(("codec", "kind"), [("mjpeg", "jpeg"), ("png", "png")])
@pytest.mark.parametrize("name", ["in.mkv", "in.mp4"])
def test_a_cover_stays_a_cover(tmp_path: Path, name: str, codec: str, kind: str) -> None:
    colour = {"mjpeg": "yuvj420p", "png": "rgb24"}[codec]
    cover = make_clip(tmp_path / f"c.{kind}", (40, 40), 1, codec=codec, pixel_format=colour)
    clip = make_clip(tmp_path / "plain.mp4", frames=5)
    with av.open(str(cover)) as container:
        data = next(bytes(packet) for packet in container.demux(video=0) if packet.size)
    source = tmp_path / name
    if name == "in.mp4":
        join_tracks(source, [(clip, Disposition.default), (cover, Disposition.attached_pic)])
    else:
        with av.open(str(clip)) as plain, av.open(str(source), "w") as target:
            stream = target.add_stream_from_template(plain.streams.video[0], opaque=True)
            target.add_attachment(f"cover.{kind}", f"image/{kind}", data)
            for packet in plain.demux(video=0):
                if packet.size:
                    packet.stream = stream
                    target.mux(packet)
    for suffix in (".mkv", ".mp4"):
        copied(source, tmp_path / f"out{suffix}")
        with av.open(str(tmp_path / f"out{suffix}")) as container:
            kept = container.streams.video[1]
            assert kept.disposition & Disposition.attached_pic
            assert next(bytes(p) for p in container.demux(kept) if p.size) == data


@pytest.mark.parametrize("mode", [0o600, 0o640])
def test_a_replaced_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    (tmp_path / "private.mp4").write_bytes(b"old")
    (tmp_path / "private.mp4").chmod(mode)
    with NewFile(tmp_path / "private.mp4", overwrite=True) as file:
        file.handle.write(b"new")
    assert (tmp_path / "private.mp4").read_bytes() == b"new"
    assert (tmp_path / "private.mp4").stat().st_mode & 0o777 == mode


# The inputs that people had


@pytest.mark.shared
def test_inputs_that_people_had_keep_what_they_lost(
    shared: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    files = shared / "faults/files"
    with ClipReader(copied(files / "inter.mp4", tmp_path / "inter.mp4")) as reader:
        assert reader.info.field_order == 2
    assert alphas(copied(files / "alpha.webm", tmp_path / "alpha.webm"))[0] < 0.9
    with ClipReader(copied(files / "pr4444.mov", tmp_path / "pr4444.mov")) as reader:
        assert (reader.info.codec, reader.info.pixel_format) == ("prores", "yuv444p12le")
    rgb = copied(files / "screen_rgb.mkv", tmp_path / "rgb.mkv", Encoding(crf=0))
    pairs = zip(rgb_of(files / "screen_rgb.mkv"), rgb_of(rgb), strict=True)
    assert all(np.array_equal(before, after) for before, after in pairs)
    with ClipReader(files / "two_video_default_second.mkv") as reader:
        assert reader.info.size == (320, 320)
    with av.open(str(copied(files / "mkv_cover.mkv", tmp_path / "cover.mkv"))) as container:
        assert container.streams.video[1].disposition & Disposition.attached_pic
    with ClipReader(files / "reschange.ts") as reader:
        assert [frame.bgr[:70].max() < 20 for frame in reader] == [False] * 15 + [True] * 15
