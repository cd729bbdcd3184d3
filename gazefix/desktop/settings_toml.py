"""Settings as TOML. A file may leave settings out, whose defaults then count."""

from __future__ import annotations

import difflib
import typing
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

import platformdirs
import tomlkit
import tomlkit.exceptions

from gazefix.config import APP_NAME, Config, checked, setting_of, settings
from gazefix.errors import ConfigError


def config_path() -> Path:
    """Return the path of the user's configuration file. It need not exist."""
    return Path(platformdirs.user_config_dir(APP_NAME, appauthor=False)) / "config.toml"


def load_config(
    path: Path | None = None, note: Callable[[ConfigError], object] | None = None
) -> Config:
    """Return the settings of `path`, else of the user's own file, else the defaults.

    `note`: see parse_config. Raises ConfigError for a named file that is missing, and for an
    unreadable or wrong file.
    """
    source = config_path() if path is None else path
    try:
        # Some editors on Windows begin a file with a byte order mark.
        return parse_config(source.read_text(encoding="utf-8-sig"), note)
    except (FileNotFoundError, NotADirectoryError) as error:
        if path is None:
            return Config()
        raise ConfigError(f"there is no configuration {source}", "check --config") from error
    except (OSError, UnicodeDecodeError) as error:
        hint = "check that it is a text file that you may read, or name another one with --config"
        raise ConfigError(f"cannot read the configuration {source}: {error}", hint) from error
    except ConfigError as error:
        raise ConfigError(f"{source}: {error.message}", error.hint) from error


def parse_config(text: str, note: Callable[[ConfigError], object] | None = None) -> Config:
    """Return the settings in a TOML text.

    `note` gets an error for each setting that can't be used, whose default then counts. Raises
    ConfigError: the first of them without `note`, and for a text that is not TOML.
    """
    try:
        document = tomlkit.parse(text).unwrap()
    except (tomlkit.exceptions.TOMLKitError, ValueError) as error:
        raise ConfigError(f"not valid TOML: {error}", "see https://toml.io") from error
    return typing.cast(Config, _build(Config, document, "", note or _raise))


def dump_config(config: Config) -> str:
    """Return the settings as TOML text, which `parse_config` reads back unchanged."""
    return tomlkit.dumps(asdict(config))


def _build(
    kind: type, values: Mapping[str, Any], prefix: str, note: Callable[[ConfigError], object]
) -> Any:
    hints = get_type_hints(kind)
    arguments: dict[str, Any] = {}
    for key, value in values.items():
        name = f"{prefix}{key}"
        try:
            if key not in hints:
                raise ConfigError(f"unknown setting '{name}'", _nearest(name))
            if not is_dataclass(hints[key]):
                arguments[key] = checked(setting_of(name), value)
            elif isinstance(value, Mapping):
                arguments[key] = _build(typing.cast(type, hints[key]), value, f"{name}.", note)
            else:
                raise ConfigError(f"'{name}' must be a section", f"write it as [{name}]")
        except ConfigError as error:
            note(error)
    try:
        return kind(**arguments)
    except ConfigError as error:  # settings that don't fit each other
        note(error)
        return kind()


def _raise(error: ConfigError) -> None:
    raise error


def _nearest(name: str) -> str:
    sections = [section.name for section in fields(Config)]
    known = [*(declared.name for declared in settings()), *sections]
    # The right name in the wrong section comes first, then a typing error.
    close = [full for full in known if full.endswith(f".{name.rpartition('.')[2]}")]
    close = close or difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"did you mean '{close[0]}'?" if close else f"the sections are {', '.join(sections)}"
