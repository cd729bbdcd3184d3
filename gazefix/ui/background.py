"""Slow work in a thread of its own; its result comes back to the UI thread."""

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
    """The outcome of some work, and who waits for it."""

    parent: QObject
    result: Any
    failure: Exception | None
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]


class _Courier(QObject):
    """Brings deliveries into the UI thread.

    A thread must not touch an object that may be deleted meanwhile. So there is one courier, which
    is never deleted.
    """

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
    """Run `function` in a thread, then `done` with its result or `failed` with its error.

    Call it in the UI thread, where `done` and `failed` run, too, unless `parent` is gone by then.
    """
    courier = _courier()

    def run() -> None:
        result, failure = None, None
        try:
            result = function()
        except Exception as error:  # noqa: BLE001 - `failed` gets it
            failure = error
        courier.ended.emit(_Delivery(parent, result, failure, done, failed or _log))

    threading.Thread(target=run, name="gazefix-ui-work", daemon=True).start()


def _log(error: Exception) -> None:
    logger.error("background work failed", exc_info=error)
