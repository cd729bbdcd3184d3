"""What a clip holds beside its pictures, carried over: sound, subtitles, attachments, chapters and
metadata.

Packets are copied unchanged, but for text subtitles in a container that has another kind of them,
and for sound that the container can't hold or that is to be converted.
"""

from __future__ import annotations

import contextlib
import io
import logging
from collections import deque
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import av
import av.container

from gazefix.errors import InputError, OutputError
from gazefix.media.video.encoders import SOUNDS
from gazefix.media.video.reader import ClipReader

logger = logging.getLogger(__name__)

#: Metadata that a muxer writes itself.
_MUXERS_OWN: Final = {"encoder", "major_brand", "minor_version", "compatible_brands", "duration"}
#: Keys that an MP4 file has a place for; others need QuickTime's list, which fewer players read.
_MP4_KEYS: Final = {
    "title", "artist", "album_artist", "composer", "album", "date", "comment", "genre", "copyright",
    "grouping", "lyrics", "description", "synopsis", "show", "episode_id", "network", "keywords",
    "track", "disc", "location", "creation_time",
}  # fmt: skip
_TEXT_SUBTITLES: Final = ("mov_text", "subrip", "webvtt", "ass")

#: PCM that holds decoded samples whole, by their format.
_PCM: Final = {"s32": "pcm_s24le", "flt": "pcm_f32le", "fltp": "pcm_f32le"}
#: Sound in a transport stream, whose muxer takes anything and writes what nobody can read.
_IN_TS: Final = {"aac", "mp2", "mp3", "ac3", "eac3", "opus", "dts", "truehd"}
#: Suffixes that an old kind of clip is written with, the best known first, and their muxers.
_SUFFIXES: Final = {".mp4": "mp4", ".mov": "mov", ".mkv": "matroska"}

#: Takes a packet of the source, or None at the end, and returns those to write.
PacketCopier = Callable[[Any], list[Any]]


def container_options(reader: ClipReader, kind: str) -> dict[str, str]:
    """Return the options with which the muxer `kind` keeps all metadata."""
    keys = {key.lower() for key in reader.container.metadata} - _MUXERS_OWN
    if kind in {"mp4", "mov"} and keys - _MP4_KEYS:
        return {"movflags": "use_metadata_tags"}
    return {}


def copy_metadata(
    reader: ClipReader, container: av.container.OutputContainer, pictures: Any
) -> None:
    """Copy the metadata of a clip and of its pictures, and its chapters."""
    metadata = reader.container.metadata
    container.metadata.update({k: v for k, v in metadata.items() if k.lower() not in _MUXERS_OWN})
    _copy_label(reader.stream, pictures)
    chapters = reader.container.chapters()
    if chapters:
        container.set_chapters(chapters)


def _copy_label(source: Any, stream: Any) -> None:
    """Title, language and the like, without statistics that muxers write."""
    stream.metadata.update(
        {
            key: value
            for key, value in source.metadata.items()
            if key.lower() not in {*_MUXERS_OWN, "vendor_id", "alpha_mode"}
            and not key.upper().startswith(("BPS", "DURATION", "NUMBER_OF", "_STATISTICS"))
        }
    )
    stream.disposition = source.disposition


def copy_stream(
    source: Any,
    container: av.container.OutputContainer,
    path: Path,
    *,
    audio: str | None = None,
    cover: bytes | None = None,
) -> PacketCopier | None:
    """Add a copy of a side stream to `container`; see `choose_sound` about `audio`.

    `cover`: the picture, where the stream is a cover, which Matroska holds as an attachment.

    Returns None where it needs no packets, or can't be kept at all (which is logged). Raises
    OutputError for sound and subtitles that the container can't hold.
    """
    kind, codec = container.format.name, source.codec_context
    if source.type == "audio":
        if codec is None and audio != "copy":
            message = "%s: a track of sound of an unknown kind is left out"
            logger.warning(message, path)
            return None
        if encoder := choose_sound(source, kind, path, audio):
            return _ConvertedSound(source, container, encoder)
    if source.type == "attachment":
        if kind == "matroska":
            mime_type = source.mimetype or "application/octet-stream"
            container.add_attachment(source.name or "file", mime_type, source.data)
        else:
            message = "%s: a %s file cannot hold the attachment %s; a .mkv can"
            logger.warning(message, path, kind, source.name)
        return None
    if cover and kind == "matroska":
        kind_of_cover = "jpeg" if codec.name == "mjpeg" else codec.name
        name = source.metadata.get("filename") or f"cover.{kind_of_cover.replace('jpeg', 'jpg')}"
        container.add_attachment(name, f"image/{kind_of_cover}", cover)
        return None
    if source.type == "data":
        # MP4 keeps chapters and time code in such streams too; the muxer writes those anew.
        logger.info("%s: a stream of data is left out", path)
        return None
    is_text = source.type == "subtitle" and codec and codec.codec.canonical_name in _TEXT_SUBTITLES
    if is_text and codec.codec.canonical_name not in container.supported_codecs:
        return _ConvertedSubtitles(source, container, path)
    try:
        if codec is None:
            raise ValueError("unknown codec")
        stream = _add_copy(source, container)
    except ValueError as error:
        if source.type == "video":
            logger.warning("%s: a %s file cannot hold the clip's second picture", path, kind)
            return None
        raise _cannot_hold(source, kind, path) from error
    _copy_label(source, stream)

    def copy(packet: Any) -> list[Any]:
        if packet is None:
            return []
        packet.stream = stream
        return [packet]

    return copy


class SidePackets:
    """The packets of a clip's side streams on their way to a copy of it.

    The thread that reads the clip keeps them and may be ahead of the one that writes. What is kept
    belongs to the copy, and stays when the clip is closed.

    copiers      by the number of the side stream
    kept_bytes   of the packets that are kept
    """

    def __init__(self) -> None:
        self.copiers: dict[int, PacketCopier | None] = {}
        self.kept_bytes = 0
        self._kept: deque[tuple[int, list[Any]]] = deque()

    def keep(self, packet: Any, before: int) -> None:
        """Keep a packet that comes before a frame, by its number. Raises av.FFmpegError."""
        if copy := self.copiers.get(packet.stream.index):
            packets = copy(packet)
            self._kept.append((before, packets))
            self.kept_bytes += sum(packet.size for packet in packets)

    def due(self, before: float) -> Iterator[list[Any]]:
        """Yield the packets to write that come before a frame: the same ones in every run."""
        while self._kept and self._kept[0][0] <= before:
            packets = self._kept.popleft()[1]
            self.kept_bytes -= sum(packet.size for packet in packets)
            yield packets

    def rest(self) -> list[Any]:
        """Return the packets that encoders still hold, at the end."""
        copiers = filter(None, self.copiers.values())
        return [packet for copy in copiers for packet in copy(None)]


def choose_sound(source: Any, kind: str, path: Path, audio: str | None) -> str | None:
    """Return the encoder for a track of sound in a container `kind`, None where it is copied.

    audio   one of SOUNDS: convert all; `copy`: convert none. By default a track that
            .mp4, .mov or .mkv could hold and this container can't is an error; other PCM becomes
            the container's PCM if it has one; else AAC, in WebM Opus, which is logged

    Raises OutputError.
    """
    if audio in SOUNDS:
        encoder = SOUNDS[audio][0]
    elif _holds_sound(source, kind):
        return None
    else:
        name = source.codec_context.name if source.codec_context else "unknown"
        encoder = (
            _PCM.get(source.codec_context.format.name, "pcm_s16le") if source.codec_context else ""
        )
        if audio == "copy" or any(_holds_sound(source, other) for other in _SUFFIXES.values()):
            raise _cannot_hold(source, kind, path)
        if not name.startswith("pcm_") or not _holds_encoded(source, kind, encoder):
            encoder = "libopus" if kind == "webm" else "aac"
            logger.warning("%s: sound (%s) was converted to %s", path, name, encoder)
    if not _holds_encoded(source, kind, encoder):
        message = (
            f"cannot write {path}: a {kind} file cannot hold sound converted to {audio or encoder}"
        )
        raise OutputError(message, "choose another --audio, or name the file .mkv")
    return encoder


def _holds_sound(source: Any, kind: str) -> bool:
    codec = source.codec_context
    if codec is None or (kind == "mpegts" and codec.codec.canonical_name not in _IN_TS):
        return False
    return _is_written(kind, lambda trial: _add_copy(source, trial))


def _holds_encoded(source: Any, kind: str, encoder: str) -> bool:
    if kind == "mpegts" and encoder.removeprefix("lib") not in {*_IN_TS, "mp3lame"}:
        return False
    return _is_written(kind, lambda trial: _add_sound(source, trial, encoder))


def _is_written(kind: str, add: Callable[[Any], object]) -> bool:
    """Whether a container takes a stream: only its head tells, since FFmpeg's lists are wrong."""
    try:
        with av.open(io.BytesIO(), "w", format=kind) as trial:
            add(trial)
            trial.start_encoding()
    except (av.FFmpegError, ValueError):
        return False
    return True


def nearest_suffix(path: Path) -> str:
    """Return the suffix, of .mp4, .mov and .mkv, of a container that holds all sound of a clip as
    it is; `.mp4` where none does."""
    try:
        with ClipReader(path) as reader:
            sounds = [s for s in reader.side_streams if s.type == "audio" and s.codec_context]
            pcm = any(sound.codec_context.name.startswith("pcm_") for sound in sounds)
            for suffix, kind in _SUFFIXES.items():
                rare = pcm and suffix == ".mp4"  # few players know PCM in it
                if not rare and all(_holds_sound(sound, kind) for sound in sounds):
                    return suffix
    except InputError:
        pass  # it is told when the clip's turn comes
    return ".mp4"


def _cannot_hold(source: Any, kind: str, path: Path) -> OutputError:
    what = "sound" if source.type == "audio" else "subtitles"
    name = source.codec_context.name if source.codec_context else "unknown"
    message = f"cannot write {path}: a {kind} file cannot hold the clip's {what} ({name})"
    if what == "subtitles":
        return OutputError(message, "name it .mkv, which can hold any subtitles")
    if source.codec_context is None:
        return OutputError(
            message, "leave out --audio: the clip is then written without this track"
        )
    held = [suffix for suffix, other in _SUFFIXES.items() if _holds_sound(source, other)]
    convert = f"give --audio {'opus' if kind == 'webm' else 'aac'}, which converts it"
    return OutputError(message, f"name it {' or '.join(held)}, or {convert}" if held else convert)


def _add_copy(source: Any, container: av.container.OutputContainer) -> Any:
    stream: Any = container.add_stream_from_template(source, opaque=True)
    if source.type == "audio":  # AVI and DV don't say which channels there are, MP4 must
        stream.codec_context.layout = _layout(source)
    return stream


def _layout(source: Any) -> str:
    codec = source.codec_context
    layout: str = {1: "mono", 2: "stereo"}.get(codec.channels, codec.layout.name)
    return layout


def _add_sound(source: Any, container: av.container.OutputContainer, encoder: str) -> Any:
    codec = source.codec_context
    rate = 48_000 if encoder == "libopus" else codec.sample_rate
    stream: Any = container.add_stream(encoder, rate=rate, layout=_layout(source))
    bits = next((bits for library, bits in SOUNDS.values() if library == encoder), 0)
    if bits:
        stream.codec_context.bit_rate = bits * codec.channels
    return stream


class _ConvertedSound:
    """Sound, decoded and encoded anew."""

    def __init__(self, source: Any, container: av.container.OutputContainer, encoder: str) -> None:
        self._stream = _add_sound(source, container, encoder)
        _copy_label(source, self._stream)

    def __call__(self, packet: Any) -> list[Any]:
        if packet is None:
            return list(self._stream.encode(None))
        made = []
        with contextlib.suppress(av.error.InvalidDataError):  # a damaged place is left out
            for sound in packet.decode():
                made += self._stream.encode(sound)
        return made


class _ConvertedSubtitles:
    """Text subtitles, decoded and encoded as the container's own kind."""

    def __init__(self, source: Any, container: av.container.OutputContainer, path: Path) -> None:
        supported = container.supported_codecs
        kind = next((name for name in _TEXT_SUBTITLES if name in supported), None)
        if kind is None:
            raise _cannot_hold(source, container.format.name, path)
        self._source = source
        self._stream: Any = container.add_stream(kind)
        self._stream.time_base = self._stream.codec_context.time_base = Fraction(1, 1000)
        source.codec_context.open(strict=False)
        self._stream.codec_context.subtitle_header = source.codec_context.subtitle_header
        _copy_label(source, self._stream)

    def __call__(self, packet: Any) -> list[Any]:
        text = packet and self._source.codec_context.decode2(packet)
        if text is None:
            return []
        made = self._stream.codec_context.encode_subtitle(text)
        milliseconds = Fraction(packet.time_base) * 1000
        made.stream, made.time_base = self._stream, Fraction(1, 1000)
        made.pts = made.dts = round((packet.pts or 0) * milliseconds)
        made.duration = round((packet.duration or 0) * milliseconds)
        return [made]
