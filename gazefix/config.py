"""Settings: frozen dataclasses, read from and written to TOML, checked on the way in.

A file may leave out what it does not change. An unknown key, a wrong type or a value out of range is a ConfigError that
names the key (and, for an unknown one, the nearest known key).
"""

from __future__ import annotations

import difflib
import math
import types
import typing
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

import platformdirs
import tomlkit
import tomlkit.exceptions

from gazefix.errors import ConfigError

APP_NAME: Final = "gazefix"
MAX_ANGLE_DEG: Final = 30.0

Mode = Literal["contact", "teleprompter", "angle"]
DeviceName = Literal["auto", "cpu", "cuda"]
LocalizerName = Literal["auto", "mesh", "tasks"]
BackendName = Literal["auto", "openvino", "torch"]


def _within(name: str, value: float, low: float, high: float) -> None:
    if not (math.isfinite(value) and low <= value <= high):
        raise ConfigError(f"{name} is {value:g}", f"it must lie between {low:g} and {high:g}")


@dataclass(frozen=True, slots=True)
class CameraConfig:
    """Where live frames come from: `source` is auto, a camera's number, name or path, a file, a URL or demo."""

    source: str = "auto"
    width: int = 1280
    height: int = 720
    fps: float = 30.0

    def __post_init__(self) -> None:
        _within("camera.width", self.width, 16, 7680)
        _within("camera.height", self.height, 16, 4320)
        _within("camera.fps", self.fps, 1, 240)


@dataclass(frozen=True, slots=True)
class ReleaseThresholds:
    """Where a correction lets go: all of it up to the low angles of gaze and head, none from the high ones on. Degrees to
    either side, each 10..35, the high one at least 5 above its low one."""

    gaze_pitch_low_deg: float = 20.0
    gaze_pitch_high_deg: float = 30.0
    gaze_yaw_low_deg: float = 20.0
    gaze_yaw_high_deg: float = 30.0
    head_pitch_low_deg: float = 15.0
    head_pitch_high_deg: float = 25.0
    head_yaw_low_deg: float = 25.0
    head_yaw_high_deg: float = 30.0

    def __post_init__(self) -> None:
        for kind in ("gaze_pitch", "gaze_yaw", "head_pitch", "head_yaw"):
            name = f"correction.letting_go.{kind}"
            low, high = getattr(self, f"{kind}_low_deg"), getattr(self, f"{kind}_high_deg")
            _within(f"{name}_low_deg", low, 10, 35)
            _within(f"{name}_high_deg", high, 10, 35)
            if high - low < 5:
                hint = f"it must be at least 5 above {kind}_low_deg, which is {low:g}"
                raise ConfigError(f"{name}_high_deg is {high:g}", hint)


@dataclass(frozen=True, slots=True)
class CorrectionConfig:
    """How the gaze is redirected.

    enabled         whether it is, at all, in the live picture: the tray's switch
    mode            contact: to the lens, from wherever the eyes look; teleprompter: the same for somebody who reads beside the
                    lens; angle: by the same angle at every gaze
    vertical_deg, horizontal_deg   added on top, or in angle mode the whole of it: + is up, and towards the right edge of the
                    unmirrored picture; each -30..30
    strength        0..100 percent of it
    look_away       in the modes that hold the gaze: glance beside the lens by up to `look_away_deg` (0..10), every
                    `look_away_every_s` (0..10) seconds and a random part of up to `look_away_random_s` (0..8)
    profile         the calibration to use: auto (the camera's, if there is one), none, or a profile's name
    """

    enabled: bool = True
    mode: Mode = "contact"
    vertical_deg: float = 0.0
    horizontal_deg: float = 0.0
    strength: float = 100.0
    max_faces: int = 1
    look_away: bool = False
    look_away_deg: float = 5.0
    look_away_every_s: float = 3.0
    look_away_random_s: float = 8.0
    profile: str = "auto"
    letting_go: ReleaseThresholds = field(default_factory=ReleaseThresholds)

    @property
    def off(self) -> bool:
        """Whether nothing is redirected, whatever the angles."""
        return self.strength == 0 or not self.enabled

    def __post_init__(self) -> None:
        _within("correction.vertical_deg", self.vertical_deg, -MAX_ANGLE_DEG, MAX_ANGLE_DEG)
        _within("correction.horizontal_deg", self.horizontal_deg, -MAX_ANGLE_DEG, MAX_ANGLE_DEG)
        _within("correction.strength", self.strength, 0, 100)
        _within("correction.max_faces", self.max_faces, 1, 64)
        _within("correction.look_away_deg", self.look_away_deg, 0, 10)
        _within("correction.look_away_every_s", self.look_away_every_s, 0, 10)
        _within("correction.look_away_random_s", self.look_away_random_s, 0, 8)


@dataclass(frozen=True, slots=True)
class OutputConfig:
    """Where corrected live frames go: `sink` is auto, virtual, pipewire, preview, null or a file. `on_demand` closes the
    camera while nobody reads GazeFix Camera, where that can be known."""

    sink: str = "auto"
    on_demand: bool = True


@dataclass(frozen=True, slots=True)
class EngineConfig:
    """What does the work. `localizer_model` is a face_landmarker.task for the tasks localizer, `weights` a weights file for
    DeepWarp; empty means the one that GazeFix brings or fetches. `backend` is what runs the networks on a CPU: auto is
    OpenVINO, which is the fastest, or torch, the reference, where that cannot be loaded."""

    device: DeviceName = "auto"
    backend: BackendName = "auto"
    localizer: LocalizerName = "auto"
    localizer_model: str = ""
    weights: str = ""


@dataclass(frozen=True, slots=True)
class AppConfig:
    """What the tray app remembers: whether its first steps were gone through, and whether people were told that it stays in
    the tray when its window is closed."""

    introduced: bool = False
    told_of_tray: bool = False


@dataclass(frozen=True, slots=True)
class Config:
    """All settings. The defaults work on any machine."""

    camera: CameraConfig = field(default_factory=CameraConfig)
    correction: CorrectionConfig = field(default_factory=CorrectionConfig)
    output: OutputConfig = field(default_factory=OutputConfig)
    engine: EngineConfig = field(default_factory=EngineConfig)
    app: AppConfig = field(default_factory=AppConfig)


def switched_on(config: Config) -> Config:
    """The settings for who asks for a correction now, whatever the live picture's switch says."""
    return replace(config, correction=replace(config.correction, enabled=True))


def config_path() -> Path:
    """The user's configuration file; it need not exist."""
    return Path(platformdirs.user_config_dir(APP_NAME, appauthor=False)) / "config.toml"


def load_config(path: Path | None = None) -> Config:
    """The settings of `path`, or of the user's own file, or the defaults where there is no such file.

    Raises ConfigError for a named file that is missing and for any that cannot be read or is wrong.
    """
    source = config_path() if path is None else path
    try:
        text = source.read_text(
            encoding="utf-8-sig"
        )  # some editors on Windows begin a file with a byte order mark
    except (FileNotFoundError, NotADirectoryError) as error:
        if path is None:
            return Config()
        raise ConfigError(
            f"there is no configuration {source}", "check the path given to --config"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        hint = "check that it is a text file that you may read, or name another one with --config"
        raise ConfigError(f"cannot read the configuration {source}: {error}", hint) from error
    try:
        return parse_config(text)
    except ConfigError as error:
        raise ConfigError(f"{source}: {error.message}", error.hint) from error


def parse_config(text: str) -> Config:
    """Settings from TOML text. Raises ConfigError."""
    try:
        document = tomlkit.parse(text).unwrap()
    except (tomlkit.exceptions.TOMLKitError, ValueError) as error:
        raise ConfigError(
            f"not valid TOML: {error}", "see https://toml.io for the format"
        ) from error
    built: Config = _build(Config, document, "")
    return built


def dump_config(config: Config) -> str:
    """The settings as TOML text; `parse_config` gives them back unchanged."""
    return tomlkit.dumps(asdict(config))


def _build(kind: type, values: Mapping[str, Any], prefix: str) -> Any:
    hints = get_type_hints(kind)
    known = [f.name for f in fields(kind)]
    arguments: dict[str, Any] = {}
    for key, value in values.items():
        name = f"{prefix}{key}"
        if key not in known:
            raise ConfigError(f"unknown setting '{name}'", _nearest(key, prefix))
        hint = hints[key]
        if is_dataclass(hint):
            if not isinstance(value, Mapping):
                raise ConfigError(f"'{name}' must be a section", f"write it as [{name}]")
            arguments[key] = _build(typing.cast(type, hint), value, f"{name}.")
        else:
            arguments[key] = _checked(name, value, hint)
    return kind(**arguments)


def _checked(name: str, value: Any, hint: Any) -> Any:
    if get_origin(hint) is Literal:
        allowed = get_args(hint)
        if value not in allowed:
            raise ConfigError(f"'{name}' is {value!r}", f"it must be one of {', '.join(allowed)}")
        return value
    if isinstance(hint, types.UnionType) or not isinstance(hint, type):
        raise TypeError(f"settings of type {hint} are not supported")
    if (
        isinstance(value, int) and abs(value) >= 2**63
    ):  # more than TOML has, and than a float can hold
        raise ConfigError(f"'{name}' is too large a number", "see the README for sensible values")
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, hint) or (isinstance(value, bool) and hint is not bool):
        words = {
            int: "a whole number",
            float: "a number",
            str: "text in quotes",
            bool: "true or false",
        }
        raise ConfigError(f"'{name}' is {value!r}", f"it must be {words.get(hint, hint.__name__)}")
    return value


def _nearest(key: str, prefix: str) -> str:
    sections = {
        section.name: [entry.name for entry in fields(_section(section.name))]
        for section in fields(Config)
    }
    full_names = [f"{section}.{name}" for section, names in sections.items() for name in names]
    # The right name in the wrong section comes first, then a slip of the pen.
    close = [name for name in full_names if name.endswith(f".{key}")]
    close = close or difflib.get_close_matches(
        prefix + key, [*full_names, *sections], n=1, cutoff=0.5
    )
    return f"did you mean '{close[0]}'?" if close else f"the sections are {', '.join(sections)}"


def _section(name: str) -> type:
    return typing.cast(type, get_type_hints(Config)[name])
