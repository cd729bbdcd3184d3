"""Which encoder writes a clip, and how: the source's codec at visually lossless quality, or what
is asked for."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

import av
import av.codec

from gazefix.errors import ConfigError, OutputError
from gazefix.media.video.format import ClipInfo
from gazefix.media.video.pixels import Layout, layout
from gazefix.types import Image

logger = logging.getLogger(__name__)

_X26X: Final = (
    "ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to encode; None means the default.

    codec    one of CODECS
    crf      the quality: 0 is lossless, higher is worse
    preset   how much time to take, in the codec's own words
    audio    what sound is converted to (see side_streams.choose_sound); `copy` converts none

    Raises ConfigError for unknown names, and for a quality that is not a number.
    """

    codec: str | None = None
    crf: float | None = None
    preset: str | None = None
    audio: str | None = None

    def __post_init__(self) -> None:
        for what, given, known in (
            ("codec", self.codec, CODECS),
            ("sound", self.audio, ("copy", *SOUNDS)),
        ):
            if given is not None and given not in known:
                raise ConfigError(f"unknown {what}: {given!r}", f"use one of {', '.join(known)}")
        if self.crf is not None and not isinstance(self.crf, (int, float)):
            raise ConfigError(f"the quality (crf) is {self.crf!r}", "it must be a number")


@dataclass(frozen=True, slots=True)
class _Codec:
    """A codec that can be written.

    name, library   for people, and FFmpeg's encoder
    formats         the working formats that it takes and that players know
    crf             the quality that looks lossless; None for a codec without one
    most_crf        the worst quality
    presets         its presets, the default one, and the one for live frames
    options         (quality or None, preset) -> the encoder's options
    """

    name: str
    library: str
    formats: tuple[str, ...]
    crf: float | None
    most_crf: float
    presets: tuple[str, ...]
    preset: str
    live_preset: str
    options: Callable[[float | None, str], dict[str, str]]


def _formats(kinds: str, depths: Sequence[int]) -> tuple[str, ...]:
    return tuple(k if depth == 8 else f"{k}{depth}le" for depth in depths for k in kinds.split())


def _x264(crf: float | None, preset: str) -> dict[str, str]:
    return {"preset": preset, **({"qp": "0"} if crf == 0 else {"crf": f"{crf:g}"})}


def _x265(crf: float | None, preset: str) -> dict[str, str]:
    if crf == 0:
        return {"preset": preset, "x265-params": "lossless=1:log-level=none"}
    return {"preset": preset, "crf": f"{crf:g}", "x265-params": "log-level=none"}


def _svt(crf: float | None, preset: str) -> dict[str, str]:
    quality = {"svtav1-params": "lossless=1"} if crf == 0 else {"crf": f"{crf:g}"}
    return {"preset": preset, **quality}


def _vp9(crf: float | None, preset: str) -> dict[str, str]:
    deadline = "good" if int(preset) < 6 else "realtime"
    speed = {"cpu-used": preset, "deadline": deadline, "row-mt": "1"}
    return {**speed, **({"lossless": "1"} if crf == 0 else {"crf": f"{crf:g}", "b": "0"})}


def _prores(_: float | None, preset: str) -> dict[str, str]:
    return {"profile": preset}


def _ffv1(*_: object) -> dict[str, str]:
    return {"level": "3", "slicecrc": "1", "slices": "4"}


#: What sound can be converted to -> FFmpeg's encoder and its bits a second for each channel.
SOUNDS: Final = {
    "aac": ("aac", 96_000), "opus": ("libopus", 64_000), "mp3": ("libmp3lame", 96_000),
    "flac": ("flac", 0), "alac": ("alac", 0), "pcm": ("pcm_s16le", 0),
}  # fmt: skip
_YUV: Final = "yuv420p yuv422p yuv444p"
_SPEEDS_VP9, _SPEEDS_AV1 = tuple(map(str, range(9))), tuple(map(str, range(14)))
_PROFILES: Final = ("auto", "proxy", "lt", "standard", "hq", "4444", "4444xq")
_H264_FORMATS: Final = _formats(f"{_YUV} gray", (8, 10))
_HEVC_FORMATS: Final = _formats(f"{_YUV} gray gbrp", (8, 10, 12))
_PRORES_FORMATS: Final = ("yuv422p10le", "yuv444p10le", "yuva444p10le")
_FFV1_FORMATS: Final = (
    *_formats(f"{_YUV} gray", (8, 10, 12)),
    *_formats("yuv440p yuv411p yuv410p yuva420p yuva422p yuva444p", (8,)),
    *_formats("yuva420p yuva422p yuva444p", (10, 16)),
    *_formats("gbrp gbrap", (10, 12, 16)),
    *_formats(f"{_YUV} gray", (9, 14, 16)),
    *("yuva422p12le", "yuva444p12le", "yuv440p10le", "yuv440p12le", "gbrp9le", "gbrp14le"),
    *("bgr0", "bgra"),
)
#: By FFmpeg's names. The first that fits writes a clip whose own codec is not among them.
#: The crf values look lossless on the clips of the tests (see test_kept_in_clips).
CODECS: Final = {
    "h264": _Codec("H.264", "libx264", _H264_FORMATS, 17, 51, _X26X, "medium", "veryfast", _x264),
    "hevc": _Codec("HEVC", "libx265", _HEVC_FORMATS, 18, 51, _X26X, "fast", "ultrafast", _x265),
    "vp9": _Codec(
        "VP9",
        "libvpx-vp9",
        _formats(f"{_YUV} gbrp yuva420p", (8,)),
        18,
        63,
        _SPEEDS_VP9,
        "4",
        "7",
        _vp9,
    ),
    "av1": _Codec(
        "AV1", "libsvtav1", _formats("yuv420p", (8, 10)), 18, 63, _SPEEDS_AV1, "8", "12", _svt
    ),
    "prores": _Codec(
        "ProRes", "prores_ks", _PRORES_FORMATS, None, 0, _PROFILES, "auto", "auto", _prores
    ),
    "ffv1": _Codec(
        "FFV1", "ffv1", _FFV1_FORMATS, None, 0, ("default",), "default", "default", _ffv1
    ),
}
_PNG: Final = ("png", ("rgb24", "rgba", "gray", "rgb48be", "rgba64be", "gray16be"))
_TIFF: Final = ("tiff", ("rgb24", "rgba", "gray", "rgb48le", "rgba64le", "gray16le"))
_JPEG: Final = ("mjpeg", ("yuvj444p", "yuvj422p", "yuvj420p"))
#: Suffix of the pictures of a sequence -> codec and pixel formats.
PICTURES: Final = {".png": _PNG, ".tif": _TIFF, ".tiff": _TIFF, ".jpg": _JPEG, ".jpeg": _JPEG}


@dataclass(frozen=True, slots=True)
class ChosenEncoder:
    """An encoder with its options and its pixel format."""

    codec: str
    library: str
    pixel_format: str
    options: dict[str, str]


def choose_encoder(
    info: ClipInfo,
    encoding: Encoding,
    holds: Callable[[str], bool],
    where: str,
    *,
    live: bool = False,
) -> ChosenEncoder:
    """Return the encoder for a clip in the container `where`, which `holds` a library's pictures.

    The default codec is the source's own or, where the container can't hold it, the first of CODECS
    that keeps every bit; `live` takes its fastest preset. Raises OutputError for a codec that PyAV
    or the container lacks, for an unknown quality or preset, and, naming the nearest codec that
    fits, where the source's depth can't be kept.
    """
    source = layout(info.pixel_format)
    name = encoding.codec or _default_codec(info, source, holds, where)
    codec = CODECS[name]
    check_available(name)
    if not holds(codec.library):
        message = f"a {where} file cannot hold {codec.name} pictures"
        suffix = ".mov or .mkv" if name == "prores" else ".mkv"
        raise OutputError(message, f"name it {suffix}, or choose another --codec")
    if name == info.codec == "prores" and source.depth == 12:
        # FFmpeg decodes all of ProRes 4444 as 12 bits and encodes 10.
        logger.warning("ProRes 4444 is written with 10 bits, not 12; --codec ffv1 keeps all")
        source = replace(source, depth=10)
    pixel_format = fitting_format(codec, source)
    if pixel_format is None:
        raise _too_deep(name, source, holds)
    if name == "av1" and encoding.crf == 0 and source.depth > 8:  # measured: SVT-AV1 loses bits
        message = "AV1 is not lossless here for more than 8 bits"
        raise OutputError(message, "choose --codec ffv1 or hevc, or a --crf above 0")
    library, options = codec.library, _options(codec, encoding, live)
    if name == "h264" and source.rgb and (info.codec == "h264" or encoding.crf == 0):
        library, pixel_format = "libx264rgb", "bgr24"  # few players know it
    if name == "vp9" and layout(pixel_format).alpha:
        options["auto-alt-ref"] = "0"  # libvpx refuses it with alpha
    return ChosenEncoder(name, library, pixel_format, options)


def _default_codec(info: ClipInfo, source: Layout, holds: Callable[[str], bool], where: str) -> str:
    if info.codec in CODECS:
        check_available(info.codec)
        deep = info.codec != "prores" and not fitting_format(CODECS[info.codec], source)
        if deep:
            raise _too_deep(info.codec, source, holds)
        if holds(CODECS[info.codec].library):
            return info.codec
    usable = [
        key
        for key, codec in CODECS.items()
        if key != "prores" and holds(codec.library) and _is_available(codec)
    ]
    if not usable:
        message = f"a {where} file cannot hold any kind of picture that can be written"
        raise OutputError(message, "name it .mp4 or .mkv")
    for key in usable:
        if source.depth == 8 and fitting_format(CODECS[key], source):
            return key
    raise _too_deep(usable[0], source, holds)


def check_available(name: str) -> None:
    """Check that PyAV has the encoder of one of CODECS. Raises OutputError."""
    codec = CODECS[name]
    if not _is_available(codec):
        message = f"this machine's PyAV has no encoder for {codec.name} ({codec.library})"
        raise OutputError(message, "choose another --codec, or install PyAV from its own wheels")


def _is_available(codec: _Codec) -> bool:
    try:
        av.codec.Codec(codec.library, "w")
    except ValueError:
        return False
    return True


def fitting_format(codec: _Codec, source: Layout) -> str | None:
    """Return the codec's pixel format that is nearest to a source and as deep; None if all are too
    shallow."""
    deep = [layout(name) for name in codec.formats if layout(name).depth >= source.depth]
    to_yuv = source.rgb and not any(kept.rgb for kept in deep)  # players expect YUV then
    if to_yuv:
        deep = [kept for kept in deep if not kept.grey]

    def distance(kept: Layout) -> tuple[object, ...]:
        if to_yuv:
            return kept.depth, -kept.subsampling[0] * kept.subsampling[1], kept.alpha
        coarser = sum(a > b for a, b in zip(kept.subsampling, source.subsampling, strict=True))
        finer = sum(a < b for a, b in zip(kept.subsampling, source.subsampling, strict=True))
        lost_alpha = source.alpha and not kept.alpha
        lost = (kept.grey and not source.grey, kept.rgb != source.rgb, coarser, lost_alpha)
        return (*lost, kept.depth, finer, kept.alpha != source.alpha, kept.grey != source.grey)

    return min(deep, key=distance).name if deep else None


def _too_deep(name: str, source: Layout, holds: Callable[[str], bool]) -> OutputError:
    order = ("hevc", "prores", "ffv1") if source.depth <= 12 else ("ffv1",)
    formats = {key: fitting_format(CODECS[key], source) for key in (*order, *CODECS)}
    able = {key: layout(format_) for key, format_ in formats.items() if format_}
    nearest_first = sorted(able, key=lambda key: source.alpha and not able[key].alpha)
    held = next((key for key in nearest_first if holds(CODECS[key].library)), None)
    hint = f"name the file .mkv and give --codec {nearest_first[0]}, which keeps them"
    return OutputError(
        f"{CODECS[name].name} cannot hold the clip's {source.depth}-bit pictures here",
        f"--codec {held} keeps them" if held else hint,
    )


def _options(codec: _Codec, encoding: Encoding, live: bool) -> dict[str, str]:
    crf, preset = encoding.crf, encoding.preset
    if crf is not None and codec.crf is None:
        raise OutputError(f"{codec.name} has no --crf", "leave it out")
    if crf is not None and not 0 <= crf <= codec.most_crf:
        message = f"{codec.name} has no --crf {crf:g}"
        raise OutputError(message, f"it lies between 0 (lossless) and {codec.most_crf:g}")
    if preset is not None and preset not in codec.presets:
        message = f"{codec.name} has no --preset {preset}"
        raise OutputError(message, f"its presets are {', '.join(codec.presets)}")
    default = codec.live_preset if live else codec.preset
    return codec.options(codec.crf if crf is None else crf, preset or default)


def choose_picture_encoder(info: ClipInfo, suffix: str) -> ChosenEncoder:
    """Return the encoder for a sequence of pictures with a suffix. Raises OutputError."""
    if suffix.lower() not in PICTURES:
        message = f"a sequence cannot be made of '{suffix}' pictures"
        raise OutputError(message, f"name it {', '.join(PICTURES)}")
    codec, formats = PICTURES[suffix.lower()]
    source = layout(info.pixel_format)
    if codec == "mjpeg":
        if source.depth > 8:
            message = f"a JPEG picture cannot hold {source.depth} bits a channel"
            raise OutputError(message, "name the sequence .png")
        near = [name for name in formats if layout(name).subsampling == source.subsampling]
        best = {"qmin": "1", "qmax": "2"}
        return ChosenEncoder(codec, codec, near[0] if near else formats[0], best)
    wanted = (source.depth > 8, source.grey, source.alpha and not source.grey)
    kept = {(layout(f).depth > 8, layout(f).grey, layout(f).alpha): f for f in formats}
    return ChosenEncoder(codec, codec, kept[wanted], {})


def after_h264(before: Image, picture: Image, crf: int) -> Image:
    """Return a picture (H, W, 3) RGB, with even sides, as a call's encoder leaves it.

    It is the second of two frames of a clip: predicted from the frame `before` it, the rest coded
    at quality `crf` (1..51). The same input gives the same picture. Raises OutputError where PyAV
    can't encode H.264.
    """
    check_available("h264")
    encoder, decoder = av.CodecContext.create("libx264", "w"), av.CodecContext.create("h264", "r")
    encoder.height, encoder.width, _ = picture.shape
    encoder.pix_fmt, encoder.time_base = "yuv420p", Fraction(1, 30)
    encoder.gop_size, encoder.max_b_frames = 2, 0
    encoder.thread_count = decoder.thread_count = 1
    one_after_another = {"tune": "zerolatency", "sc_threshold": "0"}
    encoder.options = CODECS["h264"].options(crf, "superfast") | one_after_another
    decoded: list[av.VideoFrame] = []
    for number, rgb in enumerate((before, picture)):
        frame = av.VideoFrame.from_ndarray(rgb, format="rgb24").reformat(format="yuv420p")
        frame.pts = number
        for packet in encoder.encode(frame):
            decoded += decoder.decode(packet)
    for packet in encoder.encode(None):
        decoded += decoder.decode(packet)
    decoded += decoder.decode(None)
    coded: Image = decoded[1].to_ndarray(format="rgb24")  # type: ignore[assignment]
    return coded
