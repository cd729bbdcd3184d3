"""Settings: frozen dataclasses, each field declared once with its title, help, unit and range.

The checks of TOML files, the command line's options, the window's rows and the manual's table are
made from these declarations (`settings`, `setting_of`). A file may leave settings out. An unknown
key, a wrong type or a value out of range is a ConfigError that names the key, and for an unknown
key the nearest known one.
"""

from __future__ import annotations

import difflib
import functools
import math
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

import platformdirs
import tomlkit
import tomlkit.exceptions

from gazefix.errors import ConfigError

APP_NAME: Final = "gazefix"
#: Largest angle that can be asked for, either way. DeepWarp is trained up to it.
MAX_ANGLE_DEG: Final = 30.0
#: Least distance of a release threshold's high angle from its low one: the fade needs room.
RELEASE_GAP_DEG: Final = 5.0

ModeName = Literal["contact", "teleprompter", "angle"]
DeviceName = Literal["auto", "cpu", "cuda"]
LocalizerName = Literal["auto", "mesh", "tasks"]
BackendName = Literal["auto", "openvino", "torch"]


@dataclass(frozen=True, slots=True)
class Setting:
    """The declaration of one setting.

    name        its full key, `correction.vertical_deg`
    kind        bool, int, float or str
    title       label for people; help: one sentence about it; unit: of the value, "" for none
    low, high   its range, inclusive; None where it has none
    choices     the values of a setting that is one of several words, else ()
    """

    name: str
    kind: type
    default: Any
    title: str
    help: str
    unit: str
    low: float | None
    high: float | None
    choices: tuple[str, ...]


def setting(
    default: Any,
    title: str,
    help: str,  # the word for it everywhere else
    *,
    unit: str = "",
    low: float | None = None,
    high: float | None = None,
) -> Any:
    """Declare a field of a settings dataclass; see Setting."""
    metadata = {"title": title, "help": help, "unit": unit, "low": low, "high": high}
    return field(default=default, metadata=metadata)


class _Section:
    """Base of the settings dataclasses: checks every field's range."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for entry in fields(self):  # type: ignore[arg-type]  # every subclass is a dataclass
            low, value = entry.metadata.get("low"), getattr(self, entry.name)
            if low is not None and not (
                math.isfinite(value) and low <= value <= entry.metadata["high"]
            ):
                hint = f"it must lie between {low:g} and {entry.metadata['high']:g}"
                raise ConfigError(f"{_SECTIONS[type(self)]}.{entry.name} is {value:g}", hint)


@dataclass(frozen=True, slots=True)
class CameraConfig(_Section):
    """Where live frames come from."""

    source: str = setting(
        "auto",
        "Camera",
        "auto, a camera's number, name or path, a file, an address (URL), or demo.",
    )
    width: int = setting(
        1280, "Width", "Width to ask the camera for.", unit="px", low=16, high=7680
    )
    height: int = setting(
        720, "Height", "Height to ask the camera for.", unit="px", low=16, high=4320
    )
    fps: float = setting(
        30.0, "Frame rate", "Frames a second to ask the camera for.", unit="fps", low=1, high=240
    )


def _release(default_deg: float, title: str) -> Any:
    """A release threshold, in degrees to either side."""
    return setting(
        default_deg,
        title,
        "Full correction up to the first angle, none beyond the second.",
        unit="°",
        low=10,
        high=35,
    )


@dataclass(frozen=True, slots=True)
class ReleaseThresholds(_Section):
    """Where a correction lets go: full up to the low angles of gaze and head, none from the high
    ones on. Each high angle lies at least RELEASE_GAP_DEG above its low one."""

    gaze_pitch_low_deg: float = _release(20.0, "Eyes up or down: fade from")
    gaze_pitch_high_deg: float = _release(30.0, "Eyes up or down: stop at")
    gaze_yaw_low_deg: float = _release(20.0, "Eyes to the side: fade from")
    gaze_yaw_high_deg: float = _release(30.0, "Eyes to the side: stop at")
    head_pitch_low_deg: float = _release(15.0, "Head up or down: fade from")
    head_pitch_high_deg: float = _release(25.0, "Head up or down: stop at")
    head_yaw_low_deg: float = _release(25.0, "Head to the side: fade from")
    head_yaw_high_deg: float = _release(30.0, "Head to the side: stop at")

    def __post_init__(self) -> None:
        _Section.__post_init__(self)
        for kind in ("gaze_pitch", "gaze_yaw", "head_pitch", "head_yaw"):
            low, high = getattr(self, f"{kind}_low_deg"), getattr(self, f"{kind}_high_deg")
            if high - low < RELEASE_GAP_DEG:
                hint = f"it must be at least 5 above {kind}_low_deg, which is {low:g}"
                raise ConfigError(f"{_SECTIONS[type(self)]}.{kind}_high_deg is {high:g}", hint)


@dataclass(frozen=True, slots=True)
class CorrectionConfig(_Section):
    """How the gaze is redirected."""

    enabled: bool = setting(True, "Correct my gaze", "Turns the live correction on and off.")
    mode: ModeName = setting("contact", "Mode", "How the angle is chosen; see the table of modes.")
    vertical_deg: float = setting(
        0.0,
        "Vertical angle",
        "Turns your eyes up (+) or down (-), on top of what the mode does.",
        unit="°",
        low=-MAX_ANGLE_DEG,
        high=MAX_ANGLE_DEG,
    )
    horizontal_deg: float = setting(
        0.0,
        "Horizontal angle",
        "Turns your eyes to your left (+) or right (-), on top of what the mode does.",
        unit="°",
        low=-MAX_ANGLE_DEG,
        high=MAX_ANGLE_DEG,
    )
    strength: float = setting(
        100.0, "Strength", "How strong the correction is.", unit="%", low=0, high=100
    )
    max_faces: int = setting(
        1, "Maximum faces", "Corrects at most this many faces, the largest first.", low=1, high=64
    )
    look_away: bool = setting(
        False,
        "Glance away now and then",
        "Looks beside the lens for a moment, as people do. Not in fixed-angle mode.",
    )
    look_away_deg: float = setting(
        5.0,
        "Angle (up to)",
        "Largest angle of a glance, away from the lens.",
        unit="°",
        low=0,
        high=10,
    )
    look_away_every_s: float = setting(
        3.0, "Interval", "Shortest time between two glances.", unit="s", low=0, high=10
    )
    look_away_random_s: float = setting(
        8.0,
        "Random extra delay",
        "A random time up to this is added to the interval.",
        unit="s",
        low=0,
        high=8,
    )
    profile: str = setting(
        "auto", "Calibration", "auto (the camera's, if there is one), none, or a profile's name."
    )
    letting_go: ReleaseThresholds = field(default_factory=ReleaseThresholds)

    @property
    def off(self) -> bool:
        """Whether nothing is redirected, whatever the angles."""
        return self.strength == 0 or not self.enabled


@dataclass(frozen=True, slots=True)
class OutputConfig(_Section):
    """Where corrected live frames go."""

    sink: str = setting("auto", "Output", "auto, virtual, pipewire, preview, null or a file.")
    on_demand: bool = setting(
        True,
        "Turn the camera off when no program is using it",
        "The camera turns off when no program is using GazeFix Camera and the window is closed.",
    )


@dataclass(frozen=True, slots=True)
class EngineConfig(_Section):
    """What does the work."""

    device: DeviceName = setting(
        "auto", "Run on", "Where the networks run: the CPU or an NVIDIA graphics card."
    )
    backend: BackendName = setting(
        "auto",
        "CPU backend",
        "What runs the networks on a CPU: OpenVINO (fastest) or torch; auto takes the first that loads.",
    )
    localizer: LocalizerName = setting(
        "auto", "Face finder", "MediaPipe's face mesh, or its Tasks face landmarker."
    )
    localizer_model: str = setting(
        "", "Face model", "A face_landmarker.task for the Tasks landmarker; empty fetches it."
    )
    weights: str = setting("", "Weights", "A DeepWarp weights file; empty is the one that ships.")


@dataclass(frozen=True, slots=True)
class AppConfig(_Section):
    """What the tray app remembers."""

    introduced: bool = setting(False, "Introduced", "Whether Getting started was shown.")
    told_of_tray: bool = setting(
        False, "Told of the tray", "Whether the note about the tray was shown."
    )


@dataclass(frozen=True, slots=True)
class Config:
    """All settings. The defaults work on any machine."""

    camera: CameraConfig = field(default_factory=CameraConfig)
    correction: CorrectionConfig = field(default_factory=CorrectionConfig)
    output: OutputConfig = field(default_factory=OutputConfig)
    engine: EngineConfig = field(default_factory=EngineConfig)
    app: AppConfig = field(default_factory=AppConfig)


#: The key of each section, for messages.
_SECTIONS: Final = {
    CameraConfig: "camera",
    ReleaseThresholds: "correction.letting_go",
    CorrectionConfig: "correction",
    OutputConfig: "output",
    EngineConfig: "engine",
    AppConfig: "app",
}


@functools.cache
def settings() -> tuple[Setting, ...]:
    """Return the declarations of all settings, section by section."""
    return tuple(_declared(Config, ""))


def setting_of(name: str) -> Setting:
    """Return the declaration of a setting by its full key. Raises KeyError."""
    return {declared.name: declared for declared in settings()}[name]


def _declared(kind: type, prefix: str) -> Iterator[Setting]:
    hints = get_type_hints(kind)
    for entry in fields(kind):
        hint, name = hints[entry.name], prefix + entry.name
        if is_dataclass(hint):
            yield from _declared(typing.cast(type, hint), f"{name}.")
            continue
        choices = get_args(hint) if get_origin(hint) is Literal else ()
        yield Setting(
            name, str if choices else hint, entry.default, choices=choices, **entry.metadata
        )


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
