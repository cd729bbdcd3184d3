"""The correction thread: runs the Corrector over the newest frame, and sees to it that whatever fails there ends no call."""

from __future__ import annotations

import logging
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from gazefix.config import Config
from gazefix.correction.failsafe import HANG_S, FailSafe, PictureChoice, Show
from gazefix.correction.policy import Reason
from gazefix.errors import CorrectionError, GazeFixError
from gazefix.live.shared_state import HANGS, Captured, Picture, SessionFactory, SharedState
from gazefix.live.worker import Stage
from gazefix.types import Frame

if TYPE_CHECKING:
    from gazefix.correction.corrector import Corrector
    from gazefix.devices.source import SourceInfo

#: How long loading the models may take, and a correction, before the thread is given up.
_OPEN_LIMIT_S: Final = 120.0
_CORRECT_LIMIT_S: Final = 10.0

logger = logging.getLogger(__name__)


class Correct:
    """The body of the correction thread."""

    def __init__(self, shared: SharedState, parts: SessionFactory) -> None:
        self._shared = shared
        self._parts = parts

    def __call__(self, stage: Stage) -> None:
        """Runs until the captured frames are over or the session ends."""
        shared = self._shared
        again = shared.ready.is_set()  # the thread before this one got stuck
        if again:
            shared.correcting_since_s = time.perf_counter()
        worker = _Worker(shared, self._parts, stage, distrusted=HANGS if again else None)
        try:
            shared.correcting_since_s = None
            shared.ready.set()
            while stage.wanted() and not shared.captured.finished:
                captured = shared.captured.get(timeout_s=0.5)
                if captured is not None:
                    picture = worker.work(captured)
                    if picture is not None and stage.wanted():
                        shared.corrected.put(picture)
        finally:
            worker.close()
        if stage.wanted():
            shared.corrected.close()


class _Worker:
    """A Corrector with its settings, and what is known of how it works."""

    def __init__(
        self,
        shared: SharedState,
        parts: SessionFactory,
        stage: Stage,
        *,
        distrusted: GazeFixError | None,
    ) -> None:
        self._shared, self._parts, self._stage = shared, parts, stage
        self._config = shared.config
        self._info: SourceInfo | None = None
        self._profile_asked = shared.profile_asked
        self._failsafe = FailSafe(distrusted)
        with stage.busy(_OPEN_LIMIT_S):
            self._corrector = self._open(self._config)

    def work(self, captured: Captured) -> Picture | None:
        """What to show of a frame; None where the last picture is to stay."""
        shared, stage = self._shared, self._stage
        began = time.perf_counter()
        shared.bypassed = False
        shared.correcting_since_s = began
        try:
            self._follow_settings(captured)
            plan = self._failsafe.plan(began)
            if plan is PictureChoice.LEAVE:
                return self._untouched(captured)
            with stage.busy(_CORRECT_LIMIT_S):
                done = self._corrector.correct(
                    captured.frame, hold=Reason.TOO_SLOW if plan is PictureChoice.FADE_OUT else None
                )
            if not _fits(done.frame, captured.frame):
                raise ValueError("it gave a picture of another size or kind")
        except Exception as error:  # noqa: BLE001 - whatever fails in one frame, the call goes on
            why = CorrectionError(f"the correction failed: {error or type(error).__name__}")
            why.__cause__ = error
            return self._failed(captured, why)
        finally:
            shared.correcting_since_s = None
        now = time.perf_counter()
        if shared.bypassed or now - began > HANG_S:
            return self._failed(captured, HANGS)
        show, fade_in = self._failsafe.succeeded(now, now - began)
        if fade_in:
            self._corrector.fade_in()
        if show is Show.UNTOUCHED:
            return self._untouched(captured)
        return Picture(done.frame, captured.frame, done.reason)

    def close(self) -> None:
        """Frees the models."""
        self._corrector.close()

    def _failed(self, captured: Captured, why: GazeFixError) -> Picture | None:
        self._shared.counters.failed(why)
        show = self._failsafe.failed(time.perf_counter(), why, seen=self._shared.bypassed)
        return self._untouched(captured) if show is Show.UNTOUCHED else None

    def _untouched(self, captured: Captured) -> Picture:
        reason = self._failsafe.reason or Reason.CORRECTING  # which comes back with the next frame
        return Picture(captured.frame, captured.frame, reason, self._failsafe.error)

    def _open(self, config: Config) -> Corrector:
        """A Corrector that has seen a picture: the first one takes the longest."""
        corrector = self._parts.corrector(config)
        size = (config.camera.height, config.camera.width, 3)
        try:
            corrector.correct(Frame(np.full(size, 128, np.uint8)))
            corrector.reset()
        except Exception:  # what fails here is counted when a real frame comes
            logger.exception("the first correction failed")
        return corrector

    def _follow_settings(self, captured: Captured) -> None:
        new, old = self._shared.config, self._config
        if new is not old:
            self._config = new
            if new.engine != old.engine or new.correction.max_faces != old.correction.max_faces:
                self._replace(new)
            # The engine that works, where the new one does not.
            self._corrector.config = replace(new, engine=self._corrector.config.engine)
        asked = self._shared.profile_asked
        changed = new.correction.profile != old.correction.profile or asked != self._profile_asked
        self._profile_asked = asked
        if captured.info != self._info:
            self._corrector.reset()
            changed = True
        if changed:
            self._info = captured.info
            self._calibrate(captured.info)

    def _calibrate(self, info: SourceInfo) -> None:
        """Uses the calibration for a source; one that cannot be read is told, and does without."""
        try:
            self._corrector.profile = self._parts.profile(self._config, info)
        except GazeFixError as error:
            from gazefix.correction.gaze import NO_PROFILE

            self._corrector.profile = NO_PROFILE
            logger.warning("not calibrated: %s", error)
            self._shared.counters.error(error)

    def _replace(self, config: Config) -> None:
        """Another engine or localizer needs another Corrector; where there is none, the old one stays."""
        try:
            with self._stage.busy(_OPEN_LIMIT_S):
                corrector = self._open(config)
        except GazeFixError as error:
            logger.warning("the new settings do not work, the old ones stay: %s", error)
            self._shared.counters.error(error)
            return
        self._corrector.close()
        self._corrector, self._info = corrector, None


def _fits(made: Frame, original: Frame) -> bool:
    return (
        isinstance(made.bgr, np.ndarray)
        and made.bgr.dtype == np.uint8
        and made.bgr.shape == original.bgr.shape
    )
