"""Sound is copied where the container holds it, else converted or refused with what helps."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import av
import pytest
from helpers.clips import make_clip

from gazefix.errors import OutputError
from gazefix.media.video import ClipReader, ClipWriter, Encoding, nearest_suffix

SECONDS = 1.0
#: The sound of old cameras and programs: a clip's name, its codecs, and more for make_clip.
OLD: dict[str, tuple[str, str, dict[str, Any]]] = {
    "avi": ("in.avi", "pcm_s16le", {"codec": "mpeg4", "layout": "stereo"}),
    "avi_8_bit": ("in.avi", "pcm_u8", {"codec": "mjpeg", "pixel_format": "yuvj420p"}),
    "avi_law": ("in.avi", "pcm_mulaw", {"codec": "mpeg4"}),
    "avi_adpcm": ("in.avi", "adpcm_ms", {"codec": "mpeg4"}),
    "wmv": ("in.wmv", "wmav2", {"codec": "wmv2", "rate": 44_100}),
    "flv": ("in.flv", "nellymoser", {"codec": "flv1"}),
    "mxf": ("in.mxf", "pcm_s16le", {"codec": "mpeg2video", "rate": 48_000}),
    "m2ts": ("in.m2ts", "pcm_bluray", {"rate": 48_000, "layout": "stereo"}),
    "vob": ("in.vob", "pcm_dvd", {"codec": "mpeg2video", "rate": 48_000, "layout": "stereo"}),
    "flac": ("in.mkv", "flac", {}),
    "opus": ("in.mkv", "libopus", {}),
}


def make_old(folder: Path, name: str) -> Path:
    file, sound, more = OLD[name]
    options = {"options": {}} if "codec" in more else {}
    return make_clip(folder / file, (176, 144), 25, sounds=[sound], **options, **more)


def copied(source: Path, target: Path, audio: str | None = None) -> list[tuple[str, float]]:
    """Copies a clip; the codec and the decoded seconds of each track of sound."""
    with (
        ClipReader(source) as reader,
        ClipWriter(target, reader.info, like=reader, encoding=Encoding(audio=audio)) as copy,
    ):
        for frame in reader:
            copy.write(frame, source=frame)
    return heard(target)


def heard(path: Path) -> list[tuple[str, float]]:
    with av.open(str(path)) as container:
        known = [s.codec_context for s in container.streams.audio if s.codec_context]
        tracks = [context.codec.canonical_name for context in known]
        seconds = dict.fromkeys(range(len(tracks)), 0.0)
        for number in seconds:
            container.seek(0)
            for sound in container.decode(audio=number):
                seconds[number] += sound.samples / sound.sample_rate
    return [(codec, seconds[number]) for number, codec in enumerate(tracks)]


@pytest.mark.parametrize(
    ("name", "suffix", "codec"),
    [
        ("avi", ".mov", "pcm_s16le"),
        ("avi_8_bit", ".mov", "pcm_u8"),
        ("avi_law", ".mov", "pcm_mulaw"),
        ("avi_adpcm", ".mp4", "aac"),
        ("wmv", ".mp4", "aac"),
        ("flv", ".mov", "nellymoser"),
        ("mxf", ".mov", "pcm_s16le"),
        ("m2ts", ".mp4", "pcm_s16le"),
        ("vob", ".mp4", "pcm_s16le"),
        ("flac", ".mp4", "flac"),
        ("opus", ".mp4", "opus"),
    ],
)
def test_old_clips_keep_their_sound_in_the_nearest_container(
    tmp_path: Path, name: str, suffix: str, codec: str, caplog: pytest.LogCaptureFixture
) -> None:
    source = make_old(tmp_path, name)
    assert nearest_suffix(source) == suffix
    with caplog.at_level(logging.WARNING, "gazefix.media.video"):
        tracks = copied(source, tmp_path / f"out{suffix}")
    assert [track for track, _ in tracks] == [codec]
    assert tracks[0][1] == pytest.approx(SECONDS, abs=0.15)
    # What is no longer the same sound is told.
    assert [record.getMessage().partition(": ")[2] for record in caplog.records] == (
        [f"sound ({OLD[name][1]}) was converted to aac"] if codec == "aac" else []
    )


@pytest.mark.parametrize(
    ("name", "target", "hint"),
    [
        ("flac", "out.mov", "name it .mp4 or .mkv, or give --audio aac, which converts it"),
        ("opus", "out.mov", "name it .mp4 or .mkv, or give --audio aac, which converts it"),
        ("flac", "out.ts", "name it .mp4 or .mkv, or give --audio aac, which converts it"),
        ("avi", "out.ts", "name it .mp4 or .mov or .mkv, or give --audio aac, which converts it"),
        ("flv", "out.mkv", "name it .mov, or give --audio aac, which converts it"),
        ("flac", "out.webm", "name it .mp4 or .mkv, or give --audio opus, which converts it"),
    ],
)
def test_sound_that_another_container_holds_is_refused_with_its_name(
    tmp_path: Path, name: str, target: str, hint: str
) -> None:
    source = make_old(tmp_path, name)
    with pytest.raises(OutputError, match="cannot hold the clip's sound") as caught:
        copied(source, tmp_path / target)
    assert caught.value.hint == hint
    assert not (tmp_path / target).exists()


def test_copy_converts_nothing(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"sound \(wmav2\)") as caught:
        copied(make_old(tmp_path, "wmv"), tmp_path / "out.mp4", "copy")
    assert caught.value.hint == "give --audio aac, which converts it"


@pytest.mark.parametrize(
    ("audio", "target", "codec"),
    [
        ("aac", "out.ts", "aac"),
        ("opus", "out.webm", "opus"),
        ("mp3", "out.mp4", "mp3"),
        ("flac", "out.mkv", "flac"),
        ("alac", "out.mov", "alac"),
        ("pcm", "out.mov", "pcm_s16le"),
    ],
)
def test_sound_is_converted_on_demand(tmp_path: Path, audio: str, target: str, codec: str) -> None:
    tracks = copied(make_old(tmp_path, "flac"), tmp_path / target, audio)
    assert [track for track, _ in tracks] == [codec]
    assert tracks[0][1] == pytest.approx(SECONDS, abs=0.15)


def test_sound_cannot_be_converted_to_what_the_container_lacks(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="a webm file cannot hold sound converted to aac"):
        copied(make_old(tmp_path, "flac"), tmp_path / "out.webm", "aac")


@pytest.mark.parametrize("target", ["out.mov", "out.mp4", "out.mkv"])
def test_a_track_of_an_unknown_kind_is_left_out_and_told(
    tmp_path: Path, target: str, caplog: pytest.LogCaptureFixture
) -> None:
    source = make_clip(tmp_path / "in.mov", frames=25, sounds=["aac", "aac"])
    data = source.read_bytes()
    second = data.rindex(b"stsd")  # the box that names the second track's codec
    hidden = data[second:].replace(b"mp4a", b"apac").replace(b"esds", b"free")
    source.write_bytes(data[:second] + hidden)
    with caplog.at_level(logging.WARNING, "gazefix.media.video"):
        assert [codec for codec, _ in copied(source, tmp_path / target)] == ["aac"]
    assert [record.getMessage() for record in caplog.records] == [
        f"{tmp_path / target}: a track of sound of an unknown kind is left out"
    ]
    with pytest.raises(OutputError, match="unknown"):
        copied(source, tmp_path / f"all-{target}", "copy")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "target", "codec"),
    [("iphone_apac.mov", "out.mp4", "aac"), ("flac.mkv", "out.mkv", "flac")],
)
def test_inputs_that_people_had_keep_their_sound(
    shared: Path, tmp_path: Path, name: str, target: str, codec: str
) -> None:
    source = shared / "faults/files" / name
    assert copied(source, tmp_path / target)[0] == pytest.approx((codec, heard(source)[0][1]))
