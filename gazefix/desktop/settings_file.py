"""The user's settings file: read when the app starts, written soon after each change.

Comments, the order of keys and what somebody else wrote meanwhile stay. A file with settings that
cannot be used is copied before a new one is written.
"""

from __future__ import annotations

import contextlib
import logging
import shutil
import threading
from collections.abc import Mapping, MutableMapping
from dataclasses import asdict, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Final

import tomlkit
import tomlkit.exceptions

from gazefix.config import Config
from gazefix.desktop.settings_toml import config_path, dump_config, load_config
from gazefix.errors import ConfigError, GazeFixError
from gazefix.files import NewFile, reason

#: Seconds from a change to the writing, in which more may follow: a slider makes many.
WRITE_AFTER_S: Final = 0.3

logger = logging.getLogger(__name__)


class SettingsFile:
    """Reads settings once and writes them from a thread of its own; `keep` returns at once."""

    def __init__(self, path: Path | None = None) -> None:
        """Take the settings file at `path`, by default the user's own."""
        self.path = path or config_path()
        #: What was wrong with the file. For these settings, `read` returned the defaults.
        self.problems: list[ConfigError] = []
        #: Whether nothing in the file could be used.
        self.unreadable = False
        #: Why the last write failed, or "".
        self.failure = ""
        self._changed = threading.Condition()
        self._next: Config | None = None
        self._known: Config | None = None  # the settings as they were read or written last
        self._closing = False
        self._thread = threading.Thread(
            target=self._write_changes, name="gazefix-settings", daemon=True
        )
        self._thread.start()

    def read(self) -> Config:
        """Return the settings in the file; the defaults for those that are missing or unusable."""
        config = Config()
        self.problems, self.unreadable = [], False
        try:
            if self.path.exists():
                config = load_config(self.path, self.problems.append)
        except ConfigError as error:
            self.unreadable = True
            self.problems.append(error)
        for problem in self.problems:
            logger.warning("cannot use a setting, so its default counts: %s", problem)
        self._known = config
        return config

    def keep(self, config: Config) -> None:
        """Write these settings soon."""
        with self._changed:
            self._next = config
            self._changed.notify()

    def close(self, timeout_s: float = 1.0) -> None:
        """Write what is not written yet, waiting at most `timeout_s` for the disk."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._thread.join(timeout_s)

    def _write_changes(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._next is not None or self._closing)
                # More changes may follow, but none of them delays the write.
                self._changed.wait_for(lambda: self._closing, WRITE_AFTER_S)
                config, self._next = self._next, None
                closing = self._closing
            if config is not None:
                self._write(config)
            if closing:
                return

    def _write(self, config: Config) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            combined = self._with_edits(config)
            with NewFile(self.path, overwrite=True) as file:
                file.handle.write(merged(self._old_text(), combined).encode())
            self._known, self.failure = config, ""
        except (GazeFixError, OSError) as error:
            self.failure = error.message if isinstance(error, GazeFixError) else reason(error)
            logger.warning("cannot write the settings: %s", error)

    def _with_edits(self, config: Config) -> Config:
        """Return the settings to write: what changed in the app, and else what the file says."""
        problems: list[ConfigError] = []
        try:
            edited = load_config(self.path, problems.append)
            config = _with_changes(edited, config, self._known or edited)
        except ConfigError as error:
            problems.append(error)
        if problems:
            self._put_aside()
        return config

    def _put_aside(self) -> None:
        aside = self.path.with_suffix(".bad.toml")
        with contextlib.suppress(FileNotFoundError):
            shutil.copyfile(self.path, aside)
            logger.warning("the previous settings stay in %s", aside)
        self.problems = []

    def _old_text(self) -> str:
        try:
            return self.path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return ""


def _with_changes(edited: Any, ours: Any, known: Any) -> Any:
    """Return `edited` with what differs between `known` and `ours`, all of one dataclass."""
    changes = {}
    for field in fields(ours):
        seen, new, old = (getattr(each, field.name) for each in (edited, ours, known))
        if is_dataclass(new):
            changes[field.name] = _with_changes(seen, new, old)
        elif new != old:
            changes[field.name] = new
    return replace(edited, **changes)


def merged(text: str, config: Config) -> str:
    """Return these settings as TOML, with the comments and the order of `text`.

    Removes keys that are not settings.
    """
    try:
        document = tomlkit.parse(text)
        _merge(document, asdict(config))
        return tomlkit.dumps(document)
    except (tomlkit.exceptions.TOMLKitError, ValueError, TypeError, AttributeError):
        return dump_config(config)


def _merge(table: MutableMapping[str, Any], values: Mapping[str, Any]) -> None:
    for key in set(table) - set(values):
        del table[key]
    for key, value in values.items():
        if isinstance(value, Mapping):
            if key not in table:
                table[key] = tomlkit.table()
            _merge(table[key], value)
        elif key not in table or table[key] != value:
            table[key] = value
