"""Which encoder writes a clip, and how: the source's codec at visually lossless quality, or what is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import av
import av.codec

from gazefix.errors import OutputError
from gazefix.media.video.format import ClipInfo
from gazefix.media.video.pixels import Layout, layout

_SPEEDS: Final = (
    "ultrafast",
    "superfast",
    "veryfast",
    "faster",
    "fast",
    "medium",
    "slow",
    "slower",
    "veryslow",
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to encode; None is the default. `codec` is one of CODECS, `crf` the quality (0 is lossless, higher is worse),
    `preset` how much time to take, in the codec's own words."""

    codec: str | None = None
    crf: float | None = None
    preset: str | None = None


@dataclass(frozen=True, slots=True)
class _Codec:
    """A codec that can be written.

    name, library   for people, and FFmpeg's encoder
    formats         the working formats that it takes here, and that players know
    crf             the quality that looks lossless; None where it is set otherwise
    most_crf        the worst quality
    presets         the presets, the default one, and the one for live frames
    options         the encoder's options for a quality (None: none is set) and a preset
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


def _formats(kinds: Sequence[str], depths: Sequence[int]) -> tuple[str, ...]:
    return tuple(kind if depth == 8 else f"{kind}{depth}le" for depth in depths for kind in kinds)


def _x264(crf: float | None, preset: str) -> dict[str, str]:
    return {"preset": preset, **({"qp": "0"} if crf == 0 else {"crf": f"{crf:g}"})}


def _x265(crf: float | None, preset: str) -> dict[str, str]:
    quiet = "log-level=none"
    return {
        "preset": preset,
        **(
            {"x265-params": f"lossless=1:{quiet}"}
            if crf == 0
            else {"crf": f"{crf:g}", "x265-params": quiet}
        ),
    }


def _svt(crf: float | None, preset: str) -> dict[str, str]:
    return {
        "preset": preset,
        **({"svtav1-params": "lossless=1"} if crf == 0 else {"crf": f"{crf:g}"}),
    }


def _vp9(crf: float | None, preset: str) -> dict[str, str]:
    speed = {
        "cpu-used": preset,
        "deadline": "good" if int(preset) < 6 else "realtime",
        "row-mt": "1",
    }
    return {**speed, **({"lossless": "1"} if crf == 0 else {"crf": f"{crf:g}", "b": "0"})}


_PLANAR: Final = ("yuv420p", "yuv422p", "yuv444p")

#: By FFmpeg's names of the codecs, the default for what is in none of them first.
CODECS: Final = {
    "h264": _Codec(
        "H.264",
        "libx264",
        _formats((*_PLANAR, "gray"), (8, 10)),
        17,
        51,
        _SPEEDS,
        "medium",
        "veryfast",
        _x264,
    ),
    "hevc": _Codec(
        "HEVC",
        "libx265",
        _formats((*_PLANAR, "gray", "gbrp"), (8, 10, 12)),
        18,
        51,
        _SPEEDS,
        "fast",
        "ultrafast",
        _x265,
    ),
    "vp9": _Codec(
        "VP9",
        "libvpx-vp9",
        _formats((*_PLANAR, "gbrp"), (8,)),
        18,
        63,
        tuple(map(str, range(9))),
        "4",
        "7",
        _vp9,
    ),
    "av1": _Codec(
        "AV1",
        "libsvtav1",
        _formats(("yuv420p",), (8, 10)),
        18,
        63,
        tuple(map(str, range(14))),
        "8",
        "12",
        _svt,
    ),
    "prores": _Codec(
        "ProRes",
        "prores_ks",
        ("yuv422p10le", "yuv444p10le", "yuva444p10le"),
        None,
        0,
        ("auto", "proxy", "lt", "standard", "hq", "4444", "4444xq"),
        "auto",
        "auto",
        lambda _, preset: {"profile": preset},
    ),
    "ffv1": _Codec(
        "FFV1",
        "ffv1",
        (
            *_formats(("yuv420p", "yuv422p", "yuv444p", "gray"), (8, 10, 12)),
            *_formats(("yuv440p", "yuv411p", "yuv410p", "yuva420p", "yuva422p", "yuva444p"), (8,)),
            *_formats(("yuva420p", "yuva422p", "yuva444p"), (10, 16)),
            *_formats(("gbrp", "gbrap"), (10, 12, 16)),
            *_formats(("yuv420p", "yuv422p", "yuv444p", "gray"), (9, 14, 16)),
            *(
                "yuva422p12le",
                "yuva444p12le",
                "yuv440p10le",
                "yuv440p12le",
                "gbrp9le",
                "gbrp14le",
                "bgr0",
                "bgra",
            ),
        ),
        None,
        0,
        ("default",),
        "default",
        "default",
        lambda *_: {"level": "3", "slicecrc": "1", "slices": "4"},
    ),
}
#: Which codec a picture of a sequence is written with, by its suffix, and the pixel formats that it takes.
PICTURES: Final = {
    ".png": ("png", ("rgb24", "rgba", "gray", "rgb48be", "rgba64be", "gray16be")),
    ".tif": ("tiff", ("rgb24", "rgba", "gray", "rgb48le", "rgba64le", "gray16le")),
    ".tiff": ("tiff", ("rgb24", "rgba", "gray", "rgb48le", "rgba64le", "gray16le")),
    ".jpg": ("mjpeg", ("yuvj444p", "yuvj422p", "yuvj420p")),
    ".jpeg": ("mjpeg", ("yuvj444p", "yuvj422p", "yuvj420p")),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """An encoder with its options and the pixel format that it is given."""

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
) -> Chosen:
    """The encoder for a clip in a container that `holds` a library's pictures; `where` names the container for people.

    Without a codec that is asked for it is the source's own, or, where the container cannot hold that or it is none of CODECS,
    the first that can keep every bit; with `live` its fastest preset. Raises OutputError that names the nearest codec where
    the source's depth cannot be kept, where PyAV or the container lacks the codec, and for a quality or preset that the codec
    does not know.
    """
    source = layout(info.pixel_format)
    name = encoding.codec
    if name is None and info.codec in CODECS:
        check_available(info.codec)
        if not fitting_format(CODECS[info.codec], source):
            raise _too_deep(info.codec, source, holds)
        name = info.codec if holds(CODECS[info.codec].library) else None
    if name is None:
        usable = [
            key
            for key, codec in CODECS.items()
            if key != "prores" and holds(codec.library) and _is_available(codec)
        ]
        if not usable:
            raise OutputError(
                f"a {where} file cannot hold any kind of picture that can be written",
                "name it .mp4 or .mkv",
            )
        name = next(
            (key for key in usable if source.depth == 8 and fitting_format(CODECS[key], source)),
            None,
        )
        if name is None:
            raise _too_deep(usable[0], source, holds)
    codec = CODECS[name]
    check_available(name)
    if not holds(codec.library):
        suffix = ".mov or .mkv" if name == "prores" else ".mkv"
        raise OutputError(
            f"a {where} file cannot hold {codec.name} pictures",
            f"name it {suffix}, or choose another --codec",
        )
    pixel_format = fitting_format(codec, source)
    if pixel_format is None:
        raise _too_deep(name, source, holds)
    if name == "av1" and encoding.crf == 0 and source.depth > 8:  # measured: this encoder's is not
        raise OutputError(
            "AV1 is not lossless here for more than 8 bits",
            "choose --codec ffv1 or hevc, or a --crf above 0",
        )
    return Chosen(name, codec.library, pixel_format, _options(codec, encoding, live))


def check_available(name: str) -> None:
    """Raises OutputError where this PyAV has no encoder for one of CODECS."""
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
    """The pixel format of a codec that holds a source's depth, as near to it as can be; None where all are too shallow."""
    deep = [layout(name) for name in codec.formats if layout(name).depth >= source.depth]
    if source.rgb and not any(kept.rgb for kept in deep):  # YUV, then, as players expect it
        deep = [kept for kept in deep if not kept.grey]
        return (
            min(
                deep,
                key=lambda kept: (
                    kept.depth,
                    -kept.subsampling[0] * kept.subsampling[1],
                    kept.alpha,
                ),
            ).name
            if deep
            else None
        )

    def distance(kept: Layout) -> tuple[object, ...]:
        coarser = sum(a > b for a, b in zip(kept.subsampling, source.subsampling, strict=True))
        finer = sum(a < b for a, b in zip(kept.subsampling, source.subsampling, strict=True))
        lost = (
            kept.grey and not source.grey,
            kept.rgb != source.rgb,
            coarser,
            source.alpha and not kept.alpha,
        )
        return (*lost, kept.depth, finer, kept.alpha != source.alpha, kept.grey != source.grey)

    return min(deep, key=distance).name if deep else None


def _too_deep(name: str, source: Layout, holds: Callable[[str], bool]) -> OutputError:
    order = ("hevc", "prores", "ffv1") if source.depth <= 12 else ("ffv1",)
    able = [key for key in (*order, *CODECS) if fitting_format(CODECS[key], source)]
    able.sort(
        key=lambda key: (
            source.alpha and not layout(fitting_format(CODECS[key], source) or "gray").alpha
        )
    )
    nearest = next((key for key in able if holds(CODECS[key].library)), None)
    hint = (
        f"--codec {nearest} keeps them"
        if nearest
        else f"name the file .mkv and give --codec {able[0]}, which keeps them"
    )
    return OutputError(
        f"{CODECS[name].name} cannot hold the clip's {source.depth}-bit pictures here", hint
    )


def _options(codec: _Codec, encoding: Encoding, live: bool) -> dict[str, str]:
    crf, preset = encoding.crf, encoding.preset
    if crf is not None and codec.crf is None:
        raise OutputError(f"{codec.name} knows no --crf", "leave it out")
    if crf is not None and not 0 <= crf <= codec.most_crf:
        raise OutputError(
            f"{codec.name} knows no --crf {crf:g}",
            f"it lies between 0 (lossless) and {codec.most_crf:g}",
        )
    if preset is not None and preset not in codec.presets:
        raise OutputError(
            f"{codec.name} knows no --preset {preset}",
            f"its presets are {', '.join(codec.presets)}",
        )
    return codec.options(
        codec.crf if crf is None else crf, preset or (codec.live_preset if live else codec.preset)
    )


def choose_picture_format(info: ClipInfo, suffix: str) -> Chosen:
    """The encoder for a sequence of pictures with a suffix. Raises OutputError."""
    if suffix.lower() not in PICTURES:
        raise OutputError(
            f"'{suffix}' is no kind of picture that a sequence can be made of",
            f"name it {', '.join(PICTURES)}",
        )
    codec, formats = PICTURES[suffix.lower()]
    source = layout(info.pixel_format)
    if codec == "mjpeg":
        if source.depth > 8:
            raise OutputError(
                f"a JPEG picture cannot hold {source.depth} bits a channel",
                "name the sequence .png",
            )
        near = [name for name in formats if layout(name).subsampling == source.subsampling]
        return Chosen(codec, codec, near[0] if near else formats[0], {"qmin": "1", "qmax": "2"})
    wanted = (source.depth > 8, source.grey, source.alpha and not source.grey)
    kept = {(layout(f).depth > 8, layout(f).grey, layout(f).alpha): f for f in formats}
    return Chosen(codec, codec, kept[wanted], {})
