"""Small clips made with PyAV, and what can be read back from them."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

from gazefix.types import Image

LOSSLESS = {"qp": "0", "preset": "ultrafast"}
RATE = 16_000
LINES = ((200, 800, "Hello"), (1200, 600, "and good bye"))
CHAPTERS = [("One", 0, 1000), ("Two", 1000, 2000)]


def pattern(size: tuple[int, int], index: int) -> Image:
    """Return a smooth colourful picture that differs for every index."""
    width, height = size
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    blue, green, red = (
        128 + 90 * np.sin(x / a + y / b + index / c)
        for a, b, c in ((9, 14, 2), (17, 8, 3), (11, 23, 5))
    )
    return np.stack([blue, green, red], 2).astype(np.uint8)


def make_clip(
    path: Path,
    size: tuple[int, int] = (64, 48),
    frames: int = 10,
    *,
    fps: Fraction | int = 25,
    times: Sequence[int] | None = None,
    time_base: Fraction | None = None,
    codec: str = "libx264",
    pixel_format: str = "yuv420p",
    options: dict[str, str] | None = None,
    sounds: Sequence[str] = (),
    rate: int = RATE,
    layout: str = "mono",
    tags: dict[str, Any] | None = None,
    pictures: Sequence[Image] | None = None,
) -> Path:
    """A clip of `pattern`s, or of `pictures`, shown at `times` in `time_base`, with a tone for
    every codec in `sounds`."""
    with av.open(str(path), "w") as container:
        video = container.add_stream(codec, rate=fps)
        video.width, video.height = size
        video.pix_fmt = pixel_format
        video.codec_context.time_base = video.time_base = time_base or 1 / Fraction(fps)
        video.codec_context.options = (
            (LOSSLESS if codec == "libx264" else {}) if options is None else options
        )
        for name, value in (tags or {}).items():
            setattr(video.codec_context, name, value)
        audio = [container.add_stream(name, rate=rate, layout=layout) for name in sounds]
        for stream in audio:
            if stream.name.startswith("wma"):  # it has no default
                stream.bit_rate = 64_000
        for index in range(frames):
            picture = pictures[index] if pictures else pattern(size, index)
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), "bgr24").reformat(
                format=pixel_format
            )
            frame.pts = times[index] if times else index
            frame.time_base = video.codec_context.time_base
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        for number, stream in enumerate(audio):
            samples = np.sin(np.arange(rate * frames // int(fps)) * (0.1 + 0.1 * number)).astype(
                np.float32
            )
            sound = av.AudioFrame.from_ndarray(samples[None], "fltp", "mono")
            sound.sample_rate, sound.pts, sound.time_base = rate, 0, Fraction(1, rate)
            resampler = av.AudioResampler(
                stream.format, layout, rate, frame_size=stream.codec_context.frame_size or None
            )
            for piece in [*resampler.resample(sound), *resampler.resample(None)]:
                container.mux(stream.encode(piece))
            container.mux(stream.encode(None))
    return path


def make_full_clip(path: Path, subtitles: str = "subrip", plain: Path | None = None) -> Path:
    """A clip with sound, Italian subtitles, two chapters, metadata, in Matroska an attachment.

    `plain`: the clip with its pictures and sound.
    """
    plain = plain or make_clip(path.with_name(f"plain{path.suffix}"), frames=50, sounds=["aac"])
    with (
        av.open(str(plain)) as source,
        av.open(str(path), "w", container_options=_own_words(path)) as target,
    ):
        streams: dict[int, Any] = {
            s.index: target.add_stream_from_template(s, opaque=True) for s in source.streams
        }
        text: Any = target.add_stream(subtitles)
        text.codec_context.time_base = text.time_base = Fraction(1, 1000)
        text.codec_context.subtitle_header = b"[Script Info]\nScriptType: v4.00+\n\n[Events]\n"
        text.metadata["language"] = "ita"
        streams[1].metadata["language"] = "eng"
        target.metadata.update(
            {"title": "My talk", "artist": "Somebody", "shot_with": "a telephone"}
        )
        target.set_chapters(
            [
                {
                    "id": i,
                    "start": a,
                    "end": b,
                    "time_base": Fraction(1, 1000),
                    "metadata": {"title": name},
                }
                for i, (name, a, b) in enumerate(CHAPTERS)
            ]
        )
        if path.suffix == ".mkv":
            target.add_attachment("notes.txt", "text/plain", b"some notes")
        for start, length, line in LINES:
            packet = av.Packet(_subtitle(subtitles, line))
            packet.stream, packet.time_base = text, Fraction(1, 1000)
            packet.pts = packet.dts = start
            packet.duration = length
            target.mux(packet)
        for packet in source.demux():
            if packet.size:
                packet.stream = streams[packet.stream.index]
                target.mux(packet)
    return path


def _own_words(path: Path) -> dict[str, str]:
    return {"movflags": "use_metadata_tags"} if path.suffix in {".mp4", ".mov"} else {}


def _subtitle(kind: str, line: str) -> bytes:
    return len(line).to_bytes(2) + line.encode() if kind == "mov_text" else line.encode()


def make_sound(path: Path) -> Path:
    """A file with sound and no picture."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=RATE, layout="mono")
        sound = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), "fltp", "mono")
        sound.sample_rate, sound.pts, sound.time_base = RATE, 0, Fraction(1, RATE)
        container.mux(stream.encode(sound))
        container.mux(stream.encode(None))
    return path


def rotate_tag(path: Path, matrix: Sequence[int]) -> None:
    """Write a display matrix (a, b, c, d of ISO 14496-12, integers) into an MP4's video track."""
    data = bytearray(path.read_bytes())
    start = (
        data.index(b"tkhd") + 4 + 40
    )  # behind version, flags, times, layer and volume of a version 0 box
    a, b, c, d = (value << 16 for value in matrix)
    data[start : start + 36] = struct.pack(">9i", a, b, 0, c, d, 0, 0, 0, 1 << 30)
    path.write_bytes(data)


def without_boxes(path: Path, *kinds: bytes) -> None:
    """Hide an MP4 file's boxes of some kinds from readers."""
    data = path.read_bytes()
    for kind in kinds:
        assert kind in data
        data = data.replace(kind, b"free")
    path.write_bytes(data)


def picture_times(path: Path) -> list[Fraction]:
    """The exact presentation times of all pictures, in seconds and in order."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        return sorted(
            Fraction(p.pts) * Fraction(p.time_base) for p in container.demux(stream) if p.size
        )


def sound_packets(path: Path, number: int = 0) -> list[tuple[Fraction, bytes]]:
    """The times and the contents of the packets of a sound track."""
    with av.open(str(path)) as container:
        stream = container.streams.audio[number]
        return [
            (Fraction(p.pts) * Fraction(p.time_base), bytes(p))
            for p in container.demux(stream)
            if p.size
        ]


def decoded_planes(path: Path) -> list[list[np.ndarray[Any, Any]]]:
    """The planes of every picture as they are decoded."""
    with av.open(str(path)) as container:
        return [
            [
                np.frombuffer(plane, np.uint8)
                .reshape(-1, plane.line_size)[: plane.height, : plane.width]
                .copy()
                for plane in frame.planes
            ]
            for frame in container.decode(video=0)
        ]
