"""Notices of trouble that only the user can mend, each shown once. Pure, but for translations."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from gazefix.live.status import State
from gazefix.ui.status_text import Condition, Kind

#: How long trouble must last before its notice, and be over before the next one, in seconds.
LASTS_S: Final = 3.0
WELL_S: Final = 20.0


def tr(text: str) -> str:
    """Return a text in the user's language."""
    return QCoreApplication.translate("attention", text)


class _Trouble:
    """One kind of trouble over time."""

    def __init__(self) -> None:
        self._since_s: float | None = None
        self._well_since_s: float | None = None
        self._told = False

    def look(self, there: bool, now_s: float) -> bool:
        """Return whether to show the notice now."""
        if not there:
            self._since_s = None
            self._well_since_s = now_s if self._well_since_s is None else self._well_since_s
            if now_s - self._well_since_s >= WELL_S:
                self._told = False
            return False
        self._well_since_s = None
        self._since_s = now_s if self._since_s is None else self._since_s
        if self._told or now_s - self._since_s < LASTS_S:
            return False
        self._told = True
        return True


class Notifications:
    """Follows a session and returns what to show."""

    def __init__(self) -> None:
        self._camera, self._output = _Trouble(), _Trouble()
        self._failure, self._missing = _Trouble(), _Trouble()

    def look(
        self, state: State, condition: Condition, output_missing: bool, now_s: float
    ) -> list[tuple[str, str]]:
        """Return (title, text) of the notices to show now.

        `output_missing`: no other program can see the picture.
        """
        told = []
        if self._camera.look(state is State.CAMERA_LOST, now_s):
            told.append((tr("The camera gives no picture"), condition.detail))
        if self._output.look(state is State.OUTPUT_LOST, now_s):
            told.append((tr("GazeFix Camera has failed"), condition.detail))
        never_opened = condition.kind is Kind.ERROR and state is State.NEW
        if self._failure.look(state is State.FAILED or never_opened, now_s):
            told.append((condition.title, condition.detail))
        if self._missing.look(output_missing, now_s):
            mend = tr("Open GazeFix and set up GazeFix Camera.")
            told.append((tr("Other programs cannot see you yet"), mend))
        return told
