"""Notices of trouble that only the user can mend, each shown once. Pure, but for translations."""

from __future__ import annotations

from typing import Final

from gazefix.live.status import State
from gazefix.ui.application import tr
from gazefix.ui.status_text import Condition, Kind

#: How long trouble must last before its notice, and be over before the next one, in seconds.
LASTS_S: Final = 3.0
WELL_S: Final = 20.0


class _Trouble:
    """One kind of trouble over time."""

    def __init__(self) -> None:
        self._since_s: float | None = None
        self._well_since_s: float | None = None
        self._notified = False

    def is_news(self, there: bool, now_s: float) -> bool:
        """Return whether to show the notice now."""
        if not there:
            self._since_s = None
            self._well_since_s = now_s if self._well_since_s is None else self._well_since_s
            if now_s - self._well_since_s >= WELL_S:
                self._notified = False
            return False
        self._well_since_s = None
        self._since_s = now_s if self._since_s is None else self._since_s
        if self._notified or now_s - self._since_s < LASTS_S:
            return False
        self._notified = True
        return True


class Notifications:
    """Follows a session and returns the notices to show."""

    def __init__(self) -> None:
        self._camera, self._output = _Trouble(), _Trouble()
        self._failure, self._missing = _Trouble(), _Trouble()

    def due(
        self, state: State, condition: Condition, output_missing: bool, now_s: float
    ) -> list[tuple[str, str]]:
        """Return (title, text) of the notices to show now.

        `output_missing`: no other program can see the picture.
        """
        notices = []
        if self._camera.is_news(state is State.CAMERA_LOST, now_s):
            notices.append((tr("No picture from the camera"), condition.detail))
        if self._output.is_news(state is State.OUTPUT_LOST, now_s):
            notices.append((tr("GazeFix Camera stopped working"), condition.detail))
        never_opened = condition.kind is Kind.ERROR and state is State.NEW
        if self._failure.is_news(state is State.FAILED or never_opened, now_s):
            notices.append((condition.title, condition.detail))
        if self._missing.is_news(output_missing, now_s):
            mend = tr("Open GazeFix to set up GazeFix Camera.")
            notices.append((tr("Other programs can't use GazeFix yet"), mend))
        return notices
