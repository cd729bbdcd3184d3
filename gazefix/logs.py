"""What a live session noted, in a file that people can send with a report: in the platform's log folder, of limited size, in
words only. No picture and no part of one is ever written there."""

from __future__ import annotations

import contextlib
import logging
import platform
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

import platformdirs

from gazefix import __version__
from gazefix.config import APP_NAME
from gazefix.errors import GazeFixError

#: A file of so many bytes and three older ones of the same size are kept.
_FILE_BYTES: Final = 1_000_000
_OLDER_FILES: Final = 3

logger = logging.getLogger(__name__)


def log_path() -> Path:
    """The log file; it need not exist."""
    return Path(platformdirs.user_log_dir(APP_NAME, appauthor=False)) / "gazefix.log"


@contextlib.contextmanager
def log_to_file(path: Path | None = None) -> Iterator[None]:
    """Meanwhile what GazeFix notes, from INFO on, goes to `path` (`log_path()` if None), too, and an error that ends it. What
    is shown in the terminal stays as it was. A file that cannot be written is told once, and does no harm."""
    notes = logging.getLogger("gazefix")
    others = logging.getLogger().handlers
    levels = notes.level, [(handler, handler.level) for handler in others]
    shown = notes.getEffectiveLevel()
    try:
        handler: logging.Handler = _open(log_path() if path is None else path)
    except OSError as error:
        logger.warning("no log is kept: %s", error)
        handler = logging.NullHandler()
    for other in others:
        other.setLevel(max(other.level, shown))
    notes.setLevel(min(shown, logging.INFO))
    notes.addHandler(handler)
    try:
        logger.info(
            "GazeFix %s, Python %s, %s", __version__, platform.python_version(), platform.platform()
        )
        yield
        logger.info("ended")
    except GazeFixError as error:
        logger.info("ended: %s", error)  # it is told in the terminal anyway
        raise
    except Exception:
        logger.info("ended by an error", exc_info=True)
        raise
    finally:
        notes.removeHandler(handler)
        with contextlib.suppress(OSError):  # a full disk
            handler.close()
        notes.setLevel(levels[0])
        for other, level in levels[1]:
            other.setLevel(level)


class _LogFile(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """A full disk must not fill the terminal for the rest of the day: such a record is lost."""


def _open(path: Path) -> logging.Handler:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = _LogFile(path, maxBytes=_FILE_BYTES, backupCount=_OLDER_FILES, encoding="utf-8")
    handler.setFormatter(
        logging.Formatter(
            "%(asctime)s %(levelname)s %(process)d %(threadName)s %(name)s: %(message)s"
        )
    )
    return handler
