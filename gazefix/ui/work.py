"""Work that takes long, away from the UI thread; its result comes back to it."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

Result = TypeVar("Result")

logger = logging.getLogger(__name__)


class Work(QObject):
    """One function in a thread of its own. Keep it, or give it a parent, until it is done."""

    _ended = Signal(object, object)

    def __init__(self, parent: QObject, done: Callable[[Any], None], failed: Callable[[Exception], None]) -> None:
        super().__init__(parent)
        self._done, self._failed = done, failed
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self, function: Callable[[], Any]) -> None:
        """Begin."""
        threading.Thread(target=self._run, args=(function,), name="gazefix-ui-work", daemon=True).start()

    def _run(self, function: Callable[[], Any]) -> None:
        result, failure = None, None
        try:
            result = function()
        except Exception as error:  # noqa: BLE001 - it is handed on
            failure = error
        with contextlib.suppress(RuntimeError):  # the window that asked is gone
            self._ended.emit(result, failure)

    def _deliver(self, result: Any, failure: Exception | None) -> None:
        self.deleteLater()
        if failure is None:
            self._done(result)
        else:
            self._failed(failure)


def in_background(
    parent: QObject,
    function: Callable[[], Result],
    done: Callable[[Result], None],
    failed: Callable[[Exception], None] | None = None,
) -> None:
    """Run `function` in a thread of its own; then, in the UI thread, `done` with its result or `failed` with its error.
    Nothing is called once `parent` is gone."""

    def note(error: Exception) -> None:
        logger.error("work in the background failed", exc_info=error)

    Work(parent, done, failed or note).start(function)
