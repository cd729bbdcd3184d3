"""What can go wrong, and what the user can do about it.

A command that ends by one of these errors prints its message and its hint on stderr, without a
traceback, and exits with code 1. `code` names the class in what programs read: it never changes.
"""

from __future__ import annotations

from typing import ClassVar


class GazeFixError(Exception):
    """An error for people: `message` says what happened, `hint` what to do (may be empty)."""

    code: ClassVar[str] = "error"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class InputError(GazeFixError):
    """A picture, clip, camera or stream cannot be read."""

    code = "input"


class OutputError(GazeFixError):
    """A file, window or virtual camera cannot be written."""

    code = "output"


class ConfigError(GazeFixError):
    """A configuration file or value is wrong."""

    code = "config"


class ProfileError(GazeFixError):
    """A calibration failed, or its profile cannot be used."""

    code = "profile"


class ModelError(GazeFixError):
    """Weights or a face model are missing, damaged or of a wrong shape."""

    code = "model"


class DeviceError(GazeFixError):
    """This machine does not have the requested computing device."""

    code = "device"


class CorrectionError(GazeFixError):
    """A live correction fails or hangs; untouched frames take its place."""

    code = "correction"


class ControlError(GazeFixError):
    """The running app cannot be reached, or refuses a command."""

    code = "control"


class ClusterError(GazeFixError):
    """A Dask cluster cannot be reached, or its workers cannot be used."""

    code = "cluster"
