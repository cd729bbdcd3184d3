"""Profiles: a person's calibration before one camera, in TOML that only the owner may read."""

from __future__ import annotations

import hashlib
import itertools
import math
import os
import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final, Self

import platformdirs
import tomlkit
import tomlkit.exceptions

from gazefix.config import APP_NAME
from gazefix.correction.gaze import Profile, Slopes
from gazefix.errors import ProfileError
from gazefix.files import NewFile, make_folder
from gazefix.types import Gaze

#: Largest bias, in degrees. A person's own is about 5 (standard deviation); beyond it they looked
#: elsewhere.
MAX_BIAS_DEG: Final = 15.0
#: Version of a profile's numbers: 3 since FaceGaze reads the gaze.
VERSION: Final = 3

_TEXTS: Final = frozenset({"camera", "made", "weights"})
_SLOPES: Final = ("slopes_vertical", "slopes_horizontal")
_LIST: Final = "gazefix calibrate --list shows all profiles"


@dataclass(frozen=True, slots=True)
class SavedProfile:
    """A calibration on disk: for which camera, what it found, and how well it went.

    window_vertical_deg, window_horizontal_deg   usual angle from the lens to the call's window
    spread_deg    how far the gaze wandered in the worse look
    made          the day, as 2026-11-27; "" in files that are older than this field
    error_deg     of a thorough calibration: what is left on dots held out; 0 after two looks
    left_vertical_deg, left_horizontal_deg   what may be left on each axis, standard deviations
    slopes_vertical, slopes_horizontal       see `gaze.Profile.slopes`; empty in older files of two
                                             looks, whose bias is what was measured
    weights       the person's own redirection, found beside the profile's file; "" without
    """

    camera: str
    width: int
    height: int
    bias_vertical_deg: float
    bias_horizontal_deg: float
    window_vertical_deg: float
    window_horizontal_deg: float
    spread_deg: float
    made: str = ""
    error_deg: float = 0.0
    left_vertical_deg: float = 0.0
    left_horizontal_deg: float = 0.0
    slopes_vertical: tuple[float, ...] = ()
    slopes_horizontal: tuple[float, ...] = ()
    weights: str = ""

    @classmethod
    def of_profile(
        cls, camera: str, size: tuple[int, int], profile: Profile, made: str, error_deg: float = 0.0
    ) -> Self:
        """Return a calibration; `error_deg` if it is a thorough one."""
        bias, left = profile.bias, profile.error
        pitch, yaw = (tuple(round(part, 4) for part in row) for row in profile.slopes)
        return cls(
            camera,
            *size,
            bias_vertical_deg=round(math.degrees(bias.pitch), 2),
            bias_horizontal_deg=round(math.degrees(bias.yaw), 2),
            window_vertical_deg=0.0,
            window_horizontal_deg=0.0,
            spread_deg=0.0,
            made=made,
            error_deg=round(error_deg, 1),
            left_vertical_deg=round(math.degrees(left.pitch), 2),
            left_horizontal_deg=round(math.degrees(left.yaw), 2),
            slopes_vertical=pitch,
            slopes_horizontal=yaw,
        )

    @property
    def name(self) -> str:
        """Its name in the settings and on disk."""
        return profile_name(self.camera, (self.width, self.height))

    @property
    def profile(self) -> Profile:
        """The calibration that the reader of gaze uses."""
        measured = Gaze(
            math.radians(self.bias_vertical_deg), math.radians(self.bias_horizontal_deg)
        )
        if not self.slopes_vertical:
            return replace(Profile.of_look(measured), weights=self.weights)
        left = math.radians(self.left_vertical_deg), math.radians(self.left_horizontal_deg)
        slopes: Slopes = (tuple(self.slopes_vertical), tuple(self.slopes_horizontal))
        return Profile(measured, Gaze(*left), slopes, self.weights)

    @property
    def thorough(self) -> bool:
        """Whether it comes from a recording."""
        return self.error_deg > 0

    @property
    def quality(self) -> str:
        """How well the calibration went, in a word."""
        good = self.error_deg <= 2.0 if self.thorough else self.spread_deg < 1.2
        return "good" if good else "fair"


def profile_name(camera: str, size: tuple[int, int]) -> str:
    """Return the profile name of a camera and size: letters, digits and dashes.

    Letters that aren't plain ones are replaced by a short hash of the camera's name.
    """
    plain = re.sub(r"[^a-z0-9]+", "-", camera.lower()).strip("-")[:60] or "camera"
    if any(sign.isalnum() and not sign.isascii() for sign in camera):
        plain += f"-{hashlib.sha256(camera.encode()).hexdigest()[:6]}"
    return f"{plain}-{size[0]}x{size[1]}"


def profiles_folder() -> Path:
    """Return the folder of this user's profiles. It need not exist."""
    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False)) / "profiles"


def save_profile(profile: SavedProfile, folder: Path | None = None) -> Path:
    """Write a profile that only its owner may read, over an older one. Raises OutputError.

    The older one's redirection goes: it may be another person's.
    """
    folder = folder or profiles_folder()
    make_folder(folder)
    path = _path(profile.name, folder)
    values = asdict(profile)
    del values["weights"]
    with NewFile(path, overwrite=True) as file:
        if hasattr(os, "fchmod"):
            os.fchmod(file.handle.fileno(), 0o600)
        file.handle.write(tomlkit.dumps({"version": VERSION, **values}).encode())
    weights_file(profile.name, folder).unlink(missing_ok=True)
    return path


def weights_file(name: str, folder: Path | None = None) -> Path:
    """Return where a profile's own redirection lies, which need not exist. Raises ProfileError."""
    return _path(name, folder).with_suffix(".safetensors")


def list_profiles(folder: Path | None = None) -> list[str]:
    """Return the names of all profiles, sorted, whether or not they can be used."""
    folder = folder or profiles_folder()
    return sorted(path.stem for path in folder.glob("*.toml")) if folder.is_dir() else []


def load_profile(name: str, folder: Path | None = None) -> SavedProfile:
    """Return a profile by its name. Raises ProfileError for a missing, corrupt or outdated one."""
    path = _path(name, folder)
    again = f"calibrate again, or delete it: gazefix calibrate --delete {name}"
    try:
        values: dict[str, Any] = tomlkit.parse(path.read_text(encoding="utf-8")).unwrap()
    except FileNotFoundError as error:
        known = ", ".join(list_profiles(folder)) or "none"
        raise ProfileError(f"there is no profile '{name}'", f"the profiles are: {known}") from error
    except (OSError, UnicodeDecodeError, tomlkit.exceptions.TOMLKitError, ValueError) as error:
        raise ProfileError(f"profile '{name}' cannot be read: {error}", again) from error
    if values.pop("version", None) != VERSION:
        raise ProfileError(f"profile '{name}' is of another version", again)
    try:
        listed = {k: tuple(values[k]) for k in _SLOPES if isinstance(values.get(k), list)}
        profile = SavedProfile(**values | listed)
    except TypeError as error:
        raise ProfileError(f"profile '{name}' is incomplete: {error}", again) from error
    _check(profile, name, again)
    weights = weights_file(name, folder)
    return replace(profile, weights=str(weights) if weights.is_file() else "")


def delete_profile(name: str, folder: Path | None = None) -> None:
    """Delete a profile and its redirection. Raises ProfileError where there is none."""
    try:
        _path(name, folder).unlink()
        weights_file(name, folder).unlink(missing_ok=True)
    except FileNotFoundError as error:
        raise ProfileError(f"there is no profile '{name}'", _LIST) from error


def rename_profile(name: str, new: str, folder: Path | None = None) -> None:
    """Give a profile another name. Raises ProfileError where there is none or the name is taken."""
    if new in list_profiles(folder):
        raise ProfileError(f"there is a profile '{new}' already", "choose another name")
    try:
        _path(name, folder).rename(_path(new, folder))
        if (weights := weights_file(name, folder)).is_file():
            weights.replace(weights_file(new, folder))
    except FileNotFoundError as error:
        raise ProfileError(f"there is no profile '{name}'", _LIST) from error


def choose_profile(
    setting: str, camera: str, size: tuple[int, int], folder: Path | None = None
) -> SavedProfile | None:
    """Return the profile of a setting: none, a name, or auto: the camera's own if there is one.

    Raises ProfileError.
    """
    if setting == "none":
        return None
    name = profile_name(camera, size) if setting == "auto" else setting
    if setting == "auto" and name not in list_profiles(folder):
        return None
    return load_profile(name, folder)


def _check(profile: SavedProfile, name: str, hint: str) -> None:
    slopes = [getattr(profile, key) for key in _SLOPES]
    rows = all(isinstance(row, tuple) for row in slopes)
    if not rows or {len(row) for row in slopes} not in ({0}, {4}, {14}):
        raise ProfileError(f"profile '{name}' is incomplete: its slopes", hint)
    listed = {f"slope {n}": value for n, value in enumerate(itertools.chain(*slopes))}
    values = {k: v for k, v in asdict(profile).items() if k not in _SLOPES} | listed
    for key, value in values.items():
        wanted = str if key in _TEXTS else (int, float)
        if isinstance(value, bool) or not isinstance(value, wanted):
            raise ProfileError(f"profile '{name}' holds {key} = {value!r}", hint)
    numbers = [value for key, value in values.items() if key not in _TEXTS]
    bias_deg = max(abs(profile.bias_vertical_deg), abs(profile.bias_horizontal_deg))
    if not (bias_deg <= MAX_BIAS_DEG and all(math.isfinite(value) for value in numbers)):
        raise ProfileError(f"profile '{name}' holds impossible numbers", hint)


def _path(name: str, folder: Path | None) -> Path:
    if not re.fullmatch(r"[A-Za-z0-9._-]+", name) or name.startswith("."):
        raise ProfileError(f"invalid profile name: '{name}'", _LIST)
    return (folder or profiles_folder()) / f"{name}.toml"
