"""Work that takes long, away from the UI thread; its result comes back to it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

Result = TypeVar("Result")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Delivery:
    """What came of some work, and for whom."""

    parent: QObject
    result: Any
    failure: Exception | None
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]


class _Courier(QObject):
    """Brings deliveries into the UI thread. Threads must not touch an object that may be deleted meanwhile: there is one of
    these, and it is never deleted."""

    ended = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def _deliver(self, delivery: _Delivery) -> None:
        if not shiboken6.isValid(delivery.parent):
            return
        if delivery.failure is None:
            delivery.done(delivery.result)
        else:
            delivery.failed(delivery.failure)


@cache
def _courier() -> _Courier:
    return _Courier()


def in_background(
    parent: QObject,
    function: Callable[[], Result],
    done: Callable[[Result], None],
    failed: Callable[[Exception], None] | None = None,
) -> None:
    """Run `function` in a thread of its own; then, in the UI thread, `done` with its result or `failed` with its error.
    Called in the UI thread. Nothing is called once `parent` is gone."""
    courier = _courier()

    def run() -> None:
        result, failure = None, None
        try:
            result = function()
        except Exception as error:  # noqa: BLE001 - it is handed on
            failure = error
        courier.ended.emit(_Delivery(parent, result, failure, done, failed or _note))

    threading.Thread(target=run, name="gazefix-ui-work", daemon=True).start()


def _note(error: Exception) -> None:
    logger.error("work in the background failed", exc_info=error)
