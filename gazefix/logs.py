"""The log of live sessions: a file of limited size that people can send with a report.

It holds words only, never a picture or a part of one.
"""

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

#: Size at which a new log file begins, and the older files that are kept.
_FILE_BYTES: Final = 1_000_000
_OLDER_FILES: Final = 3

logger = logging.getLogger(__name__)


def log_path() -> Path:
    """Return the path of the log file. It need not exist."""
    return Path(platformdirs.user_log_dir(APP_NAME, appauthor=False)) / "gazefix.log"


@contextlib.contextmanager
def log_to_file(path: Path | None = None) -> Iterator[None]:
    """Log GazeFix's messages from INFO on to `path` meanwhile, and an error that ends it.

    path   `log_path()` if None. If it cannot be written, one warning says so.

    The terminal shows the same messages as before.
    """
    notes = logging.getLogger("gazefix")
    others = logging.getLogger().handlers
    levels = notes.level, [(handler, handler.level) for handler in others]
    shown = notes.getEffectiveLevel()
    try:
        handler: logging.Handler = _open(log_path() if path is None else path)
    except OSError as error:
        logger.warning("cannot write the log: %s", error)
        handler = logging.NullHandler()
    for other in others:
        other.setLevel(max(other.level, shown))
    notes.setLevel(min(shown, logging.INFO))
    notes.addHandler(handler)
    try:
        python, system = platform.python_version(), platform.platform()
        logger.info("GazeFix %s, Python %s, %s", __version__, python, system)
        yield
        logger.info("ended")
    except GazeFixError as error:
        logger.info("ended: %s", error)  # the terminal shows it anyway
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
        """Lose the record: a full disk must not fill the terminal."""


def _open(path: Path) -> logging.Handler:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = _LogFile(path, maxBytes=_FILE_BYTES, backupCount=_OLDER_FILES, encoding="utf-8")
    line = "%(asctime)s %(levelname)s %(process)d %(threadName)s %(name)s: %(message)s"
    handler.setFormatter(logging.Formatter(line))
    return handler
