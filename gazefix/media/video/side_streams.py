"""What a clip holds beside its pictures, carried over: sound, subtitles, attachments, chapters and
metadata.

Packets are copied unchanged, but for text subtitles in a container that has another kind of them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import av
import av.container

from gazefix.errors import OutputError
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

#: Takes a packet of the source and returns those to write.
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
            if key.lower() not in {*_MUXERS_OWN, "vendor_id"}
            and not key.upper().startswith(("BPS", "DURATION", "NUMBER_OF", "_STATISTICS"))
        }
    )
    stream.disposition = source.disposition


def copy_stream(
    source: Any, container: av.container.OutputContainer, path: Path
) -> PacketCopier | None:
    """Add a copy of a side stream to `container`.

    Returns None where it needs no packets, or can't be kept at all (which is logged). Raises
    OutputError for sound and subtitles that the container can't hold.
    """
    kind, codec = container.format.name, source.codec_context
    if source.type == "attachment":
        if kind == "matroska":
            mime_type = source.mimetype or "application/octet-stream"
            container.add_attachment(source.name or "file", mime_type, source.data)
        else:
            message = "%s: a %s file cannot hold the attachment %s; a .mkv can"
            logger.warning(message, path, kind, source.name)
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
        stream = container.add_stream_from_template(source, opaque=True)
    except ValueError as error:
        if source.type == "video":
            logger.warning("%s: a %s file cannot hold the clip's second picture", path, kind)
            return None
        raise _cannot_hold(source, kind, path) from error
    _copy_label(source, stream)

    def copy(packet: Any) -> list[Any]:
        packet.stream = stream
        return [packet]

    return copy


def _cannot_hold(source: Any, kind: str, path: Path) -> OutputError:
    what = "sound" if source.type == "audio" else "subtitles"
    name = source.codec_context.name if source.codec_context else "unknown"
    message = f"cannot write {path}: a {kind} file cannot hold the clip's {what} ({name})"
    return OutputError(message, f"name it .mkv, which can hold any {what}")


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
        text = self._source.codec_context.decode2(packet)
        if text is None:
            return []
        made = self._stream.codec_context.encode_subtitle(text)
        milliseconds = Fraction(packet.time_base) * 1000
        made.stream, made.time_base = self._stream, Fraction(1, 1000)
        made.pts = made.dts = round((packet.pts or 0) * milliseconds)
        made.duration = round((packet.duration or 0) * milliseconds)
        return [made]
