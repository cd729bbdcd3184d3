"""Slow work away from the UI thread."""

from __future__ import annotations

import threading

import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from gazefix.ui.background import in_background


def workers() -> list[threading.Thread]:
    return [each for each in threading.enumerate() if each.name == "gazefix-ui-work"]


def test_a_result_and_an_error_come_back_to_the_ui_thread(qtbot: QtBot) -> None:
    parent, came = QObject(), []

    def note(what: object) -> None:
        came.append((threading.current_thread(), what))

    error = OSError("no disk")

    def fail() -> None:
        raise error

    in_background(parent, threading.current_thread, note)
    qtbot.waitUntil(lambda: len(came) == 1)
    in_background(parent, fail, note, note)
    qtbot.waitUntil(lambda: len(came) == 2)
    here = threading.main_thread()
    assert came[0][0] is here
    assert came[0][1] is not here
    assert came[1] == (here, error)


def test_nothing_is_called_once_the_parent_is_deleted(qtbot: QtBot) -> None:
    parent, other, called, go = QObject(), QObject(), [], threading.Event()
    in_background(parent, go.wait, called.append, called.append)
    shiboken6.delete(parent)
    go.set()
    for worker in workers():
        worker.join(5)
    in_background(other, lambda: "later", called.append)
    qtbot.waitUntil(lambda: "later" in called)
    assert called == ["later"]
