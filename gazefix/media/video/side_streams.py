"""What a clip holds beside its pictures, carried over: sound, subtitles, attachments, data, chapters and metadata.

Packets are copied as they are. Subtitles that are text are put into the words of a container that has another kind of them.
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

#: What a muxer writes itself.
_ITS_OWN: Final = {"encoder", "major_brand", "minor_version", "compatible_brands", "duration"}
#: What an MP4 file has a place for; other words need QuickTime's own list, which fewer players read.
_MP4_WORDS: Final = {
    "title",
    "artist",
    "album_artist",
    "composer",
    "album",
    "date",
    "comment",
    "genre",
    "copyright",
    "grouping",
    "lyrics",
    "description",
    "synopsis",
    "show",
    "episode_id",
    "network",
    "keywords",
    "track",
    "disc",
    "location",
    "creation_time",
}
_TEXT: Final = ("mov_text", "subrip", "webvtt", "ass")

#: Takes a packet of the source and gives those to be written.
Copy = Callable[[Any], list[Any]]


def container_options(reader: ClipReader, kind: str) -> dict[str, str]:
    """What the muxer `kind` has to be told for everything to be kept."""
    words = {word.lower() for word in reader.container.metadata} - _ITS_OWN
    if kind in {"mp4", "mov"} and words - _MP4_WORDS:
        return {"movflags": "use_metadata_tags"}
    return {}


def carry_words(reader: ClipReader, container: av.container.OutputContainer, pictures: Any) -> None:
    """Metadata of the clip and of its pictures, and chapters."""
    container.metadata.update(
        {k: v for k, v in reader.container.metadata.items() if k.lower() not in _ITS_OWN}
    )
    pictures.metadata.update({k: v for k, v in reader.stream.metadata.items() if not _is_made(k)})
    pictures.disposition = reader.stream.disposition
    chapters = reader.container.chapters()
    if chapters:
        container.set_chapters(chapters)


def _is_made(word: str) -> bool:
    return word.lower() in {*_ITS_OWN, "vendor_id"} or word.upper().startswith(
        ("BPS", "DURATION", "NUMBER_OF", "_STATISTICS")
    )


def carry_stream(source: Any, container: av.container.OutputContainer, path: Path) -> Copy | None:
    """Adds to `container` what takes a stream of the source; None where it needs no packets, or cannot be kept at all (which
    is noted). Raises OutputError for sound and subtitles that the container cannot hold."""
    kind = container.format.name
    if source.type == "attachment":
        if kind == "matroska":
            container.add_attachment(
                source.name or "file", source.mimetype or "application/octet-stream", source.data
            )
        else:
            logger.warning(
                "%s: a %s file cannot hold the attachment %s; a .mkv can", path, kind, source.name
            )
        return None
    if source.type == "data":
        # MP4 keeps chapters and time code in such streams, too, which are written anew from what they say.
        logger.info("%s: a stream of data is left out", path)
        return None
    if (
        source.type == "subtitle"
        and source.codec_context is not None
        and _text_needed(source, container)
    ):
        return _Rewritten(source, container, path)
    try:
        if source.codec_context is None:
            raise ValueError("unknown codec")
        stream = container.add_stream_from_template(source, opaque=True)
    except ValueError as error:
        if source.type == "video":
            logger.warning("%s: a %s file cannot hold the clip's second picture", path, kind)
            return None
        raise _cannot_hold(source, kind, path) from error
    _label(source, stream)

    def copy(packet: Any) -> list[Any]:
        packet.stream = stream
        return [packet]

    return copy


def _cannot_hold(source: Any, kind: str, path: Path) -> OutputError:
    what = "sound" if source.type == "audio" else "subtitles"
    name = source.codec_context.name if source.codec_context else "unknown"
    return OutputError(
        f"cannot write {path}: a {kind} file cannot hold the clip's {what} ({name})",
        f"name it .mkv, which can hold any {what}",
    )


def _label(source: Any, stream: Any) -> None:
    stream.metadata.update({k: v for k, v in source.metadata.items() if not _is_made(k)})
    stream.disposition = source.disposition


def _text_needed(source: Any, container: av.container.OutputContainer) -> bool:
    """Whether subtitles are text of a kind that the container does not hold."""
    kind = source.codec_context.codec.canonical_name
    return kind in _TEXT and kind not in container.supported_codecs


class _Rewritten:
    """Text subtitles, read and written in the container's own kind."""

    def __init__(self, source: Any, container: av.container.OutputContainer, path: Path) -> None:
        kind = next((name for name in _TEXT if name in container.supported_codecs), None)
        if kind is None:
            raise _cannot_hold(source, container.format.name, path)
        self._path = path
        self._source = source
        self._stream: Any = container.add_stream(kind)
        self._stream.time_base = self._stream.codec_context.time_base = Fraction(1, 1000)
        source.codec_context.open(strict=False)
        self._stream.codec_context.subtitle_header = source.codec_context.subtitle_header
        _label(source, self._stream)

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
