"""What can go wrong, and what the user can do about it.

GazeFixError                 anything that GazeFix reports to a user: a message and a hint
├── InputError               a picture, clip, camera or stream that cannot be read
├── OutputError              a file, window or virtual camera that cannot be written
├── ProfileError             a calibration that went wrong, or a profile that cannot be used
├── ConfigError              a configuration file or value that is wrong
├── ModelError               weights or a face model that are missing, damaged or of a wrong shape
├── DeviceError              a computing device that was asked for and is not there
└── ControlError             a running app that cannot be reached, or refuses what it is told

Every one of them ends a command with exit code 1, its message and its hint on stderr, and no traceback.
"""

from __future__ import annotations


class GazeFixError(Exception):
    """An error for people: `message` says what happened, `hint` what to do about it (may be empty)."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class InputError(GazeFixError):
    """A picture, clip, camera or stream cannot be read."""


class OutputError(GazeFixError):
    """A file, window or virtual camera cannot be written."""


class ConfigError(GazeFixError):
    """A configuration file or a value in it is wrong."""


class ProfileError(GazeFixError):
    """A calibration went wrong, or a profile of one cannot be used."""


class ModelError(GazeFixError):
    """Weights or a face model are missing, damaged or of a wrong shape."""


class DeviceError(GazeFixError):
    """A computing device was asked for that this machine does not have."""


class ControlError(GazeFixError):
    """The running app cannot be reached, or refuses what it is told."""
