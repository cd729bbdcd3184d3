"""What a clip holds comes out as it went in: side streams, metadata, codec, depth."""

from __future__ import annotations

import errno
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt
import pytest
from helpers.clips import (
    CHAPTERS,
    LINES,
    make_clip,
    make_full_clip,
    picture_times,
    sound_packets,
)

from gazefix.errors import OutputError
from gazefix.media.video import CODECS, ClipReader, ClipWriter, Encoding, encoders
from gazefix.media.video.image_sequence import NewSequence
from gazefix.media.video.pixels import layout, planes_of, working_format
from gazefix.types import Frame


def copy(source: Path, target: Path, encoding: Encoding | None = None) -> Path:
    with (
        ClipReader(source) as reader,
        ClipWriter(target, reader.info, like=reader, encoding=encoding) as writer,
    ):
        for frame in reader:
            writer.write(frame, source=frame)
    return target


def texts(path: Path) -> list[tuple[int, str]]:
    """The plain lines of the subtitles, and their times in ms after the first picture."""
    first = picture_times(path)[0]
    with av.open(str(path)) as container:
        stream = container.streams.subtitles[0]
        found = []
        for packet in container.demux(stream):
            start_ms = round(float((packet.pts or 0) * packet.time_base - first) * 1000)
            found += [
                (start_ms, re.sub(r"{.*?}", "", line.dialogue.decode()))
                for line in packet.decode()
                if line.dialogue
            ]
        return found


WORDS = [(start, line) for start, _, line in LINES]


@pytest.mark.parametrize(
    ("source", "kind", "target"),
    [
        ("in.mp4", "mov_text", "out.mp4"),
        ("in.mkv", "subrip", "out.mkv"),
        ("in.mp4", "mov_text", "out.mkv"),
        ("in.mkv", "subrip", "out.mp4"),
        ("in.mov", "mov_text", "out.mov"),
    ],
)
def test_sound_subtitles_chapters_and_metadata_are_carried_over(
    tmp_path: Path, source: str, kind: str, target: str
) -> None:
    before, after = (
        make_full_clip(tmp_path / source, kind),
        copy(tmp_path / source, tmp_path / target),
    )
    assert [data for _, data in sound_packets(after)] == [data for _, data in sound_packets(before)]
    assert texts(after) == WORDS
    with av.open(str(after)) as container:
        chapters = [
            (
                c["metadata"]["title"],
                *(round(float(c[end] * c["time_base"]) * 1000) for end in ("start", "end")),
            )
            for c in container.chapters()
        ]
        assert chapters == CHAPTERS
        said = {word.lower(): text for word, text in container.metadata.items()}
        assert (said["title"], said["artist"], said["shot_with"]) == (
            "My talk",
            "Somebody",
            "a telephone",
        )
        assert container.streams.subtitles[0].language == "ita"
        assert container.streams.audio[0].language == "eng"


@pytest.mark.parametrize("name", ["in.mkv", "in.mp4"])
def test_metadata_that_is_not_utf8_is_carried_over_byte_for_byte(tmp_path: Path, name: str) -> None:
    source = make_full_clip(tmp_path / name, "subrip" if name == "in.mkv" else "mov_text")
    whole = source.read_bytes()
    for title, latin_1 in ((b"My talk", b"M\xfc t\xe4lk"), (b"One", b"\xd6ne")):
        assert len(title) == len(latin_1) and title in whole
        whole = whole.replace(title, latin_1)
    source.write_bytes(whole)
    after = copy(source, tmp_path / f"out{source.suffix}").read_bytes()
    assert b"M\xfc t\xe4lk" in after
    assert b"\xd6ne" in after


def test_an_attachment_is_carried_over(tmp_path: Path) -> None:
    after = copy(make_full_clip(tmp_path / "in.mkv"), tmp_path / "out.mkv")
    with av.open(str(after)) as container:
        (attachment,) = (s for s in container.streams if s.type == "attachment")
        assert (attachment.name, attachment.data) == ("notes.txt", b"some notes")


def test_subtitles_that_are_pictures_are_an_error_where_they_cannot_be_held(tmp_path: Path) -> None:
    source = make_clip(tmp_path / "plain.mkv", frames=5)
    with av.open(str(source)) as plain, av.open(str(tmp_path / "in.mkv"), "w") as target:
        stream: Any = target.add_stream_from_template(plain.streams.video[0], opaque=True)
        target.add_stream("dvdsub")
        for packet in plain.demux():
            if packet.size:
                packet.stream = stream
                target.mux(packet)
    with (
        ClipReader(tmp_path / "in.mkv") as reader,
        pytest.raises(OutputError, match="subtitles") as caught,
    ):
        ClipWriter(tmp_path / "out.webm", reader.info, like=reader)
    assert ".mkv" in caught.value.hint


# Depth


def samples(name: str, size: tuple[int, int], index: int) -> av.VideoFrame:
    """A picture of a working format whose samples use all of its bits."""
    picture = av.VideoFrame(*size, name)
    top = 2 ** layout(name).depth - 1
    for number, plane in enumerate(planes_of(picture)):
        y, x = np.mgrid[: plane.shape[0], : plane.shape[1]]
        plane[:] = (np.sin(x / 9 + number) * np.cos(y / 7 + index) * 0.3 + 0.5) * top
    return picture


def make_deep_clip(
    path: Path, name: str, size: tuple[int, int] = (64, 48), frames: int = 4
) -> Path:
    """An FFV1 clip of a working format."""
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream("ffv1", rate=25)
        stream.width, stream.height = size
        stream.pix_fmt = name
        stream.codec_context.time_base = Fraction(1, 25)
        stream.codec_context.options = {"level": "3"}
        stream.codec_context.color_range = 2 if layout(name).rgb else 1
        for index in range(frames):
            picture = samples(name, size, index)
            picture.pts, picture.time_base = index, Fraction(1, 25)
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    return path


def decoded(path: Path) -> tuple[str, list[list[npt.NDArray[Any]]]]:
    with av.open(str(path)) as container:
        pictures = [
            (f.format.name, [plane.copy() for plane in planes_of(f)])
            for f in container.decode(video=0)
        ]
    return pictures[0][0], [planes for _, planes in pictures]


DEPTHS = [
    *("yuv420p", "yuv422p", "yuv444p", "yuv420p10le", "yuv422p10le", "yuv444p10le", "yuv420p12le"),
    *(
        "yuv422p12le",
        "yuv420p16le",
        "gray",
        "gray10le",
        "gray16le",
        "gbrp10le",
        "gbrp16le",
        "yuva444p10le",
        "gbrap16le",
    ),
]


@pytest.mark.parametrize("name", DEPTHS)
def test_a_change_alters_only_its_own_pixels_at_every_depth(tmp_path: Path, name: str) -> None:
    source = make_deep_clip(tmp_path / "in.mkv", name)
    with (
        ClipReader(source) as reader,
        ClipWriter(tmp_path / "out.mkv", reader.info, like=reader) as writer,
    ):
        assert reader.info.pixel_format == name
        for frame in reader:
            bgr = frame.bgr.copy()
            bgr[16:32, 20:40] = np.minimum(bgr[16:32, 20:40], 215) + 40
            writer.write(Frame(bgr, frame.time_s, frame.index), source=frame)
    (kind, before), (kind_after, after) = decoded(source), decoded(tmp_path / "out.mkv")
    assert kind_after == kind == name
    for planes, new in zip(before, after, strict=True):
        for number, (plane, other) in enumerate(zip(planes, new, strict=True)):
            sy, sx = 48 // plane.shape[0], 64 // plane.shape[1]
            inside = np.zeros(plane.shape, bool)
            inside[16 // sy : 32 // sy, 20 // sx : 40 // sx] = True
            np.testing.assert_array_equal(plane[~inside], other[~inside])
            if number == 0:
                rise = (other[inside].astype(float) - plane[inside]).mean() / 2 ** layout(
                    name
                ).depth
                assert 0.03 < rise < 0.2
    if layout(name).alpha:
        np.testing.assert_array_equal(before[0][-1], after[0][-1])


@pytest.mark.parametrize(
    ("codec", "name", "target"),
    [
        ("h264", "yuv420p", "out.mp4"),
        ("h264", "yuv420p10le", "out.mp4"),
        ("h264", "yuv422p10le", "out.mkv"),
        ("hevc", "yuv420p", "out.mp4"),
        ("hevc", "yuv420p10le", "out.mp4"),
        ("hevc", "yuv420p12le", "out.mkv"),
        ("vp9", "yuv420p", "out.webm"),
        ("av1", "yuv420p", "out.mp4"),
        ("ffv1", "yuv420p12le", "out.mkv"),
    ],
)
def test_a_quality_of_zero_is_lossless(tmp_path: Path, codec: str, name: str, target: str) -> None:
    source = make_deep_clip(tmp_path / "in.mkv", name)
    copy(source, tmp_path / target, Encoding(codec, crf=None if codec == "ffv1" else 0))
    (_, before), (kind, after) = decoded(source), decoded(tmp_path / target)
    assert kind == name
    for planes, new in zip(before, after, strict=True):
        for plane, other in zip(planes, new, strict=True):
            np.testing.assert_array_equal(plane, other)
    with ClipReader(tmp_path / target) as reader:
        assert reader.info.codec == codec


@pytest.mark.parametrize(
    ("codec", "library", "name", "suffix"),
    [
        ("h264", "libx264", "yuv420p", ".mp4"),
        ("h264", "libx264", "yuv422p10le", ".mov"),
        ("hevc", "libx265", "yuv420p10le", ".mp4"),
        ("hevc", "libx265", "yuv420p12le", ".mkv"),
        ("av1", "libsvtav1", "yuv420p10le", ".mp4"),
        ("vp9", "libvpx-vp9", "yuv420p", ".webm"),
        ("prores", "prores_ks", "yuv422p10le", ".mov"),
        ("ffv1", "ffv1", "yuv422p12le", ".mkv"),
    ],
)
def test_a_clip_keeps_its_codec_and_depth_and_looks_the_same(
    tmp_path: Path, codec: str, library: str, name: str, suffix: str
) -> None:
    quiet = {"x265-params": "log-level=none"} if library == "libx265" else {}
    source = make_clip(
        tmp_path / f"in{suffix}", codec=library, pixel_format=name, options=quiet, frames=6
    )
    copy(source, tmp_path / f"out{suffix}")
    assert picture_times(tmp_path / f"out{suffix}") == picture_times(source)
    with ClipReader(tmp_path / f"out{suffix}") as reader:
        assert (reader.info.codec, reader.info.pixel_format) == (codec, name)
    (_, before), (_, after) = decoded(source), decoded(tmp_path / f"out{suffix}")
    worst = max(
        np.abs(a.astype(float) - b).mean()
        for x, y in zip(before, after, strict=True)
        for a, b in zip(x, y, strict=True)
    )
    assert worst / 2 ** layout(name).depth < 0.01


def test_a_deep_clip_that_its_codec_cannot_hold_names_the_nearest(tmp_path: Path) -> None:
    source = make_clip(
        tmp_path / "in.mov",
        codec="libx265",
        pixel_format="yuv420p10le",
        options={"x265-params": "log-level=none"},
    )
    with (
        ClipReader(source) as reader,
        pytest.raises(OutputError, match="VP9 cannot hold the clip's 10-bit pictures") as caught,
    ):
        ClipWriter(tmp_path / "out.mkv", reader.info, like=reader, encoding=Encoding("vp9"))
    assert "--codec hevc" in caught.value.hint
    assert not (tmp_path / "out.mkv").exists()


def test_the_nearest_codec_is_one_that_keeps_alpha_too(tmp_path: Path) -> None:
    source = make_deep_clip(tmp_path / "in.mkv", "yuva444p12le")
    with (
        ClipReader(source) as reader,
        pytest.raises(OutputError, match="ProRes cannot hold the clip's 12-bit") as caught,
    ):
        ClipWriter(tmp_path / "out.mkv", reader.info, like=reader, encoding=Encoding("prores"))
    assert "--codec ffv1" in caught.value.hint


@pytest.mark.parametrize(
    ("encoding", "name", "said"),
    [
        (Encoding("h264", crf=52), "out.mp4", "--crf 52"),
        (Encoding("prores", crf=3), "out.mov", "--crf"),
        (Encoding("h264", preset="turbo"), "out.mp4", "--preset turbo"),
        (Encoding("prores"), "out.mp4", "ProRes"),
        (Encoding("av1"), "out.mov", "AV1"),
        (Encoding("av1", preset="14"), "out.mkv", "--preset 14"),
    ],
)
def test_what_a_codec_does_not_know_is_an_error_at_once(
    tmp_path: Path, encoding: Encoding, name: str, said: str
) -> None:
    with (
        ClipReader(make_clip(tmp_path / "in.mp4")) as reader,
        pytest.raises(OutputError, match=said) as caught,
    ):
        ClipWriter(tmp_path / name, reader.info, encoding=encoding)
    assert caught.value.hint
    assert [path.name for path in tmp_path.iterdir()] == ["in.mp4"]


def test_an_encoder_that_pyav_lacks_is_an_error_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str, mode: str) -> object:
        raise av.codec.codec.UnknownCodecError(name)

    with ClipReader(make_clip(tmp_path / "in.mp4")) as reader:
        monkeypatch.setattr(encoders.av.codec, "Codec", missing)
        with pytest.raises(OutputError, match=r"no encoder for H\.264"):
            ClipWriter(tmp_path / "out.mp4", reader.info)


def test_preset_and_quality_reach_the_encoder(tmp_path: Path) -> None:
    source = make_clip(tmp_path / "in.mp4")
    data = copy(
        source, tmp_path / "out.mp4", Encoding("h264", crf=30, preset="ultrafast")
    ).read_bytes()
    assert b"crf=30.0" in data
    assert b"subme=0" in data


@pytest.mark.parametrize("codec", ["mjpeg", "gif", "mpeg4"])
def test_a_clip_of_another_codec_becomes_h264(tmp_path: Path, codec: str) -> None:
    name = {"mjpeg": "yuvj422p", "gif": "rgb8", "mpeg4": "yuv420p"}[codec]
    source = make_clip(
        tmp_path / ("in.gif" if codec == "gif" else "in.mkv"),
        codec=codec,
        pixel_format=name,
        fps=10,
    )
    copy(source, tmp_path / "out.mp4")
    with ClipReader(tmp_path / "out.mp4") as reader:
        assert (reader.info.codec, reader.info.pixel_format) == (
            "h264",
            "yuv422p" if codec == "mjpeg" else "yuv420p",
        )


def test_every_codec_has_formats_that_exist() -> None:
    for codec in CODECS.values():
        for name in codec.formats:
            assert layout(name).name == name


@pytest.mark.parametrize(
    ("name", "working"),
    [
        ("yuvj420p", "yuv420p"), ("nv12", "yuv420p"), ("p010le", "yuv420p10le"), ("rgb24", "gbrp"),
        ("rgba64be", "gbrap16le"), ("gray16be", "gray16le"), ("yuv422p10be", "yuv422p10le"),
        ("pal8", "gbrap"), ("bgr0", "gbrp"), ("yuv440p", "yuv440p"),
    ],
)  # fmt: skip
def test_every_pixel_format_has_a_working_one(name: str, working: str) -> None:
    assert working_format(name) == working


# Sequences of pictures


@pytest.mark.parametrize(
    ("name", "deep"), [("yuv420p", False), ("gbrp16le", True), ("gray16le", True)]
)
def test_a_clip_becomes_a_sequence_and_back(tmp_path: Path, name: str, deep: bool) -> None:
    source = make_deep_clip(tmp_path / "in.mkv", name, frames=12)
    copy(source, tmp_path / "frames" / "%05d.png")
    assert sorted(path.name for path in (tmp_path / "frames").iterdir()) == [
        f"{n:05d}.png" for n in range(1, 13)
    ]
    copy(tmp_path / "frames" / "%05d.png", tmp_path / "again.mkv", Encoding("ffv1"))
    (_, before), (kind, after) = decoded(source), decoded(tmp_path / "again.mkv")
    assert len(after) == 12
    if deep:
        assert kind == name
        for planes, new in zip(before, after, strict=True):
            for plane, other in zip(planes, new, strict=True):
                np.testing.assert_array_equal(plane, other)


def test_a_sequence_is_read_at_its_rate_and_from_its_first_number(tmp_path: Path) -> None:
    copy(make_clip(tmp_path / "in.mkv", frames=4), tmp_path / "x%d.png")
    for number in (4, 3, 2, 1):
        (tmp_path / f"x{number}.png").rename(tmp_path / f"x{number + 6}.png")
    with ClipReader(tmp_path / "x%d.png", fps=10) as reader:
        assert [round(frame.time_s, 3) for frame in reader] == [0.0, 0.1, 0.2, 0.3]


def test_a_gap_in_a_sequence_is_an_error_that_names_it(tmp_path: Path) -> None:
    from gazefix.errors import InputError

    copy(make_clip(tmp_path / "in.mkv", frames=4), tmp_path / "%03d.jpg")
    (tmp_path / "002.jpg").unlink()
    with pytest.raises(InputError, match=r"002\.jpg is missing"):
        ClipReader(tmp_path / "%03d.jpg")


def test_a_sequence_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    source = make_clip(tmp_path / "in.mkv", frames=4)
    with ClipReader(source) as reader:
        writer = ClipWriter(tmp_path / "new" / "%03d.png", reader.info)
        writer.write(next(iter(reader)))
        assert not list((tmp_path / "new").glob("*.png"))
        writer.abort()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.mkv"]


def test_a_sequence_that_cannot_be_put_in_place_loses_no_older_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2, 3):
        (tmp_path / f"{number:03d}.png").write_bytes(b"older")
    new = NewSequence(tmp_path / "%03d.png", overwrite=True)
    (new.pattern.parent / "001.png").write_bytes(b"newer")

    def full(self: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputError):
        new.commit()
    assert [(tmp_path / f"{number:03d}.png").read_bytes() for number in (1, 2, 3)] == [b"older"] * 3


def test_an_existing_sequence_needs_overwrite(tmp_path: Path) -> None:
    source = make_clip(tmp_path / "in.mkv", frames=4)
    copy(source, tmp_path / "%03d.png")
    with pytest.raises(OutputError, match="exists already"):
        copy(source, tmp_path / "%03d.png")
    with (
        ClipReader(source) as reader,
        ClipWriter(tmp_path / "%03d.png", reader.info, overwrite=True) as writer,
    ):
        writer.write(next(iter(reader)))
    assert sorted(path.name for path in tmp_path.glob("*.png")) == ["001.png"]


# Before and after


@pytest.mark.parametrize("matrix", [None, (0, 1, -1, 0)])
def test_before_and_after_are_side_by_side(
    tmp_path: Path, matrix: tuple[int, int, int, int] | None
) -> None:
    from helpers.clips import rotate_tag

    source = make_clip(tmp_path / "in.mp4", (64, 48), 3)
    if matrix:
        rotate_tag(source, matrix)
    with (
        ClipReader(source) as reader,
        ClipWriter(tmp_path / "out.mp4", reader.info, compare=True) as writer,
    ):
        width, height = reader.info.size
        for frame in reader:
            bgr = frame.bgr.copy()
            bgr[8:24, 8:24] = (0, 0, 255)
            writer.write(Frame(bgr, frame.time_s, frame.index), source=frame)
    with ClipReader(source) as reader, ClipReader(tmp_path / "out.mp4") as both:
        assert both.info.size == (2 * width, height)
        for one, two in zip(reader, both, strict=True):
            assert np.abs(two.bgr[:, :width].astype(int) - one.bgr).mean() < 3
            assert (
                np.abs(two.bgr[10:22, width + 10 : width + 22].astype(int) - (0, 0, 255)).mean()
                < 12
            )
