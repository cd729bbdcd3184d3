"""Settings: frozen dataclasses, each field declared once with its title, help, unit and range.

The checks of TOML files, the command line's options, the window's rows and the manual's table are
made from these declarations (`settings`, `setting_of`). A wrong type or a value out of range is a
ConfigError that names the key.
"""

from __future__ import annotations

import functools
import numbers
import typing
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from gazefix.errors import ConfigError

APP_NAME: Final = "gazefix"
#: Largest correction angle in degrees, either way. DeepWarp is trained up to it.
MAX_ANGLE_DEG: Final = 30.0
#: Least distance in degrees of a release threshold's high angle from its low one: room to fade.
RELEASE_GAP_DEG: Final = 5.0

ModeName = Literal["contact", "teleprompter", "angle"]
DeviceName = Literal["auto", "cpu", "cuda"]
LocalizerName = Literal["auto", "openvino", "mesh", "tasks"]
BackendName = Literal["auto", "openvino", "torch"]
LanguageName = Literal["auto", "en", "de", "es", "fr", "ja", "pt", "ru", "zh"]


@dataclass(frozen=True, slots=True)
class Setting:
    """The declaration of one setting.

    name        full key, `correction.vertical_deg`
    kind        bool, int, float or str
    title       label for people; help: one sentence; unit: of the value, "" for none
    low, high   range, inclusive; None for none
    choices     the words that a setting with a fixed choice takes, else ()
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
    help: str,
    unit: str = "",
    low: float | None = None,
    high: float | None = None,
) -> Any:
    """Declare a field of a settings dataclass. See Setting."""
    metadata = {"title": title, "help": help, "unit": unit, "low": low, "high": high}
    return field(default=default, metadata=metadata)


class _Section:
    """Base of the settings dataclasses. Checks the type, choice and range of every field."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for entry in fields(self):  # type: ignore[arg-type]  # every subclass is a dataclass
            value, name = getattr(self, entry.name), f"{_SECTIONS[type(self)]}{entry.name}"
            if entry.metadata:
                object.__setattr__(self, entry.name, checked(setting_of(name), value))
            elif not isinstance(value, typing.cast(type, entry.default_factory)):
                raise ConfigError(f"'{name}' is {value!r}", "it must be a section of the settings")


@dataclass(frozen=True, slots=True)
class CameraConfig(_Section):
    """Where live frames come from."""

    source: str = setting(
        "auto",
        "Camera",
        "auto, a camera's number, name or path, a file, an address (URL), or demo.",
    )
    width: int = setting(1280, "Width", "Asked of the camera; it may differ.", "px", 16, 7680)
    height: int = setting(720, "Height", "Asked of the camera; it may differ.", "px", 16, 4320)
    fps: float = setting(30.0, "Frame rate", "Asked of the camera; it may differ.", "fps", 1, 240)


def _release(default_deg: float, title: str) -> Any:
    """Declare a release threshold in degrees, the same to both sides."""
    part, _, rest = title.partition(" ")
    way, _, acts = rest.partition(": ")
    does = "starts to fade" if acts == "fade from" else "has ended"
    moves = "eyes look" if part == "Eyes" else "head is turned"
    help = f"The correction {does} where the {moves} {way} by more than this."
    return setting(default_deg, title, help, "°", 10, 35)


@dataclass(frozen=True, slots=True)
class ReleaseThresholds(_Section):
    """Where a correction fades: full up to the low angles of gaze and head, none above the high.

    Each high angle lies at least RELEASE_GAP_DEG above its low one.
    """

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
                raise ConfigError(f"{_SECTIONS[type(self)]}{kind}_high_deg is {high:g}", hint)


_TURN: Final = ("°", -MAX_ANGLE_DEG, MAX_ANGLE_DEG)


@dataclass(frozen=True, slots=True)
class CorrectionConfig(_Section):
    """How the gaze is redirected."""

    enabled: bool = setting(True, "Correct my gaze", "Turns the live correction on and off.")
    mode: ModeName = setting("contact", "Mode", "How the angle is chosen; see the table of modes.")
    vertical_deg: float = setting(
        0.0, "Vertical angle", "Turns your eyes up (+) or down (-), on top of the mode.", *_TURN
    )
    horizontal_deg: float = setting(
        0.0,
        "Horizontal angle",
        "Turns your eyes to your left (+) or right (-), on top of the mode.",
        *_TURN,
    )
    aim_vertical_deg: float = setting(
        -2.0,
        "Aim above or below the lens",
        "Where your eyes are brought to. A little below the lens looks best to others.",
        "°",
        -10,
        10,
    )
    strength: float = setting(100.0, "Strength", "How strong the correction is.", "%", 0, 100)
    max_faces: int = setting(
        1, "Maximum faces", "Corrects at most this many faces, the largest first.", "", 1, 64
    )
    look_away: bool = setting(
        False,
        "Glance away now and then",
        "Looks beside the lens for a moment, as people do. Not in fixed-angle mode.",
    )
    look_away_deg: float = setting(
        5.0, "Angle (up to)", "Largest angle of a glance, away from the lens.", "°", 0, 10
    )
    look_away_every_s: float = setting(
        3.0, "Interval", "Shortest time between glances.", "s", 0, 10
    )
    look_away_random_s: float = setting(
        8.0, "Random extra delay", "A random time up to this is added to the interval.", "s", 0, 8
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

    sink: str = setting("auto", "Output", "auto, both, virtual, pipewire, preview, null or a file.")
    on_demand: bool = setting(
        True,
        "Turn the camera off when no program is using it",
        "The camera turns off when no program is using GazeFix Camera and the window is closed.",
    )


@dataclass(frozen=True, slots=True)
class EngineConfig(_Section):
    """What finds the faces and runs the networks."""

    device: DeviceName = setting(
        "auto", "Run on", "Where the networks run: the CPU or an NVIDIA graphics card."
    )
    backend: BackendName = setting(
        "auto", "CPU backend", "Runs the networks on a CPU; auto is openvino, then torch."
    )
    localizer: LocalizerName = setting(
        "auto", "Face finder", "MediaPipe's face mesh, in OpenVINO or its own, or its landmarker."
    )
    localizer_model: str = setting(
        "", "Face model", "A face_landmarker.task for the Tasks landmarker; empty fetches it."
    )
    weights: str = setting("", "Weights", "A DeepWarp weights file; empty is the one that ships.")


@dataclass(frozen=True, slots=True)
class AppConfig(_Section):
    """The windows' language, and what the tray app remembers."""

    language: LanguageName = setting(
        "auto", "Language", "Language of the windows. Changes apply when GazeFix starts again."
    )
    shortcut: str = setting(
        "",
        "Keyboard shortcut",
        "Keys that turn the correction on and off in every program. Some desktops ask first.",
    )
    releases: str = setting(
        "",
        "New releases",
        "Web address that tells the newest release, asked once at each start. Empty: never asked.",
    )
    introduced: bool = setting(False, "Introduced", "Whether Getting started was shown.")
    told_of_tray: bool = setting(False, "Told of the tray", "Whether the tray note was shown.")
    geometry: str = setting("", "Geometry", "Size and place of the window, as Qt writes them.")
    page: int = setting(0, "Page", "The window's page: Correction, Camera, Advanced.", "", 0, 2)
    divider: float = setting(0.5, "Divider", "Where the preview is divided: left 0.", "", 0, 1)


@dataclass(frozen=True, slots=True)
class Config(_Section):
    """All settings. The defaults work on any machine."""

    camera: CameraConfig = field(default_factory=CameraConfig)
    correction: CorrectionConfig = field(default_factory=CorrectionConfig)
    output: OutputConfig = field(default_factory=OutputConfig)
    engine: EngineConfig = field(default_factory=EngineConfig)
    app: AppConfig = field(default_factory=AppConfig)


#: What the keys of each section begin with.
_SECTIONS: Final = {
    Config: "",
    CameraConfig: "camera.",
    ReleaseThresholds: "correction.letting_go.",
    CorrectionConfig: "correction.",
    OutputConfig: "output.",
    EngineConfig: "engine.",
    AppConfig: "app.",
}
#: What a value of each type is called in messages.
_KINDS: Final = {int: "a whole number", float: "a number", str: "text", bool: "true or false"}


@functools.cache
def settings() -> tuple[Setting, ...]:
    """Return the declarations of all settings, section by section."""
    return tuple(_declared(Config, ""))


@functools.cache
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
        kind_of_value = str if choices else hint
        yield Setting(name, kind_of_value, entry.default, choices=choices, **entry.metadata)


def switched_on(config: Config) -> Config:
    """Return the settings with the correction on, whatever the live picture's switch says."""
    return replace(config, correction=replace(config.correction, enabled=True))


def checked(declared: Setting, value: Any) -> Any:
    """Return a setting's value in its own type. Raises ConfigError."""
    name, kind = declared.name, declared.kind
    if declared.choices and value not in declared.choices:
        raise ConfigError(f"'{name}' is {value!r}", f"use one of {', '.join(declared.choices)}")
    if isinstance(value, int) and abs(value) >= 2**63:  # beyond TOML's and a float's range
        raise ConfigError(f"'{name}' is too large a number", "`gazefix manual settings` has ranges")
    wanted: Any = {float: numbers.Real, int: numbers.Integral}.get(kind, kind)  # NumPy's, too
    if not isinstance(value, wanted) or (isinstance(value, bool) and kind is not bool):
        raise ConfigError(f"'{name}' is {value!r}", f"it must be {_KINDS[kind]}")
    low, high = declared.low, declared.high
    if low is not None and high is not None and not low <= value <= high:
        raise ConfigError(f"{name} is {value:g}", f"it must lie between {low:g} and {high:g}")
    return kind(value)
