"""The correction thread: corrects the newest frame; no failure in it ends the call."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

import numpy as np

from gazefix.config import Config, EngineConfig
from gazefix.correction.failsafe import HANG_S, FailSafe, Show, Treatment
from gazefix.correction.policy import Reason
from gazefix.errors import CorrectionError, DeviceError, GazeFixError
from gazefix.live.messages import HANGS, Attempt, Captured, Channels, EyesSeen, Orders, Picture
from gazefix.live.worker import Worker, without_frames
from gazefix.native import free_memory_trimmer
from gazefix.types import Frame

if TYPE_CHECKING:
    from gazefix.correction.corrector import Corrector
    from gazefix.correction.gaze import Profile
    from gazefix.correction.redirector import Correction
    from gazefix.devices.contracts import SourceInfo

#: How long loading the models and one correction may take before the thread is given up, in
#: seconds.
_OPEN_LIMIT_S: Final = 120.0
_CORRECT_LIMIT_S: Final = 10.0

logger = logging.getLogger(__name__)

OpenCorrector = Callable[[Config], "Corrector"]
ChooseProfile = Callable[[Config, "SourceInfo"], "Profile"]


class Correct(Worker):
    """Passes pictures to the output until the captured frames or the session end.

    attempt   the correction that is running, or None
    """

    def __init__(
        self,
        channels: Channels,
        open_corrector: OpenCorrector,
        choose_profile: ChooseProfile,
        attempt: Attempt | None = None,
    ) -> None:
        """`attempt`: the correction that the thread before this one is stuck in."""
        super().__init__("correct", channels)
        self._open_corrector, self._choose_profile = open_corrector, choose_profile
        self.attempt = attempt
        self._failsafe = FailSafe(None if attempt is None else HANGS)
        self._info: SourceInfo | None = None
        self._unusable: DeviceError | None = None

    def successor(self) -> Correct:
        """Return a worker with a Corrector of its own, which has to earn trust first."""
        return Correct(self._channels, self._open_corrector, self._choose_profile, self.attempt)

    def work(self) -> None:
        """Correct frames."""
        channels = self._channels
        self._orders = channels.look().orders
        with self.busy(_OPEN_LIMIT_S):
            self._corrector = self._open_or_pass(self._orders.config)
        try:
            self.attempt = None
            if self.wanted():
                channels.ready.set()
            while self.wanted() and not channels.captured.finished:
                captured = channels.captured.get(timeout_s=0.5)
                picture = None if captured is None else self._picture_of(captured)
                if picture is not None and self.wanted():
                    channels.corrected.put(picture)
        finally:
            self._corrector.close()
            del self._corrector  # its models go, while the session may stay for its status
        if self.wanted():
            channels.corrected.close()

    def _picture_of(self, captured: Captured) -> Picture | None:
        """Return what to show of a frame; None to keep the last picture."""
        began = time.perf_counter()
        attempt = self.attempt = Attempt(began)
        try:
            self._follow_orders(captured.info)
            if time.perf_counter() - began > HANG_S:  # it loaded models
                self._corrector.fade_in()
                return self._untouched(captured)
            choice = self._failsafe.treatment(began)
            if choice is Treatment.LEAVE:
                return self._untouched(captured)
            fade_out = Reason.TOO_SLOW if choice is Treatment.FADE_OUT else None
            with self.busy(_CORRECT_LIMIT_S):
                done = self._corrector.correct(captured.frame, fade_out=fade_out)
            if not _fits(done.frame, captured.frame):
                raise ValueError("it gave a picture of another size or kind")
        except Exception as error:  # noqa: BLE001 - whatever fails in one frame, the call goes on
            why = CorrectionError(f"the correction failed: {error or type(error).__name__}")
            why.__cause__ = error
            return self._failed(captured, attempt, why)
        finally:
            self.attempt = None
        now = time.perf_counter()
        if attempt.bypassed.is_set() or now - began > HANG_S:
            return self._failed(captured, attempt, HANGS)
        untouched = self._untouched(captured)  # before `succeeded` changes the reason
        show, fade_in = self._failsafe.succeeded(now, now - began)
        if fade_in:
            self._corrector.fade_in()
        eyes = _eyes_of(done)
        corrected = Picture(done.frame, captured.frame, done.reason, self._unusable, eyes)
        return untouched if show is Show.UNTOUCHED else corrected

    def _failed(self, captured: Captured, attempt: Attempt, why: GazeFixError) -> Picture | None:
        self._channels.counters.failed(why)  # logs where it comes from
        without_frames(why)
        show = self._failsafe.failed(time.perf_counter(), why, seen=attempt.bypassed.is_set())
        return self._untouched(captured) if show is Show.UNTOUCHED else None

    def _untouched(self, captured: Captured) -> Picture:
        reason = self._failsafe.reason or Reason.CORRECTING
        return Picture(captured.frame, captured.frame, reason, self._failsafe.error)

    def _open_or_pass(self, config: Config) -> Corrector:
        """Return a Corrector, or what passes frames on where this computer can't run the networks.

        Raises GazeFixError, also a DeviceError where the settings name a device or library.
        """
        try:
            return self._open(config)
        except DeviceError as error:
            if config.engine.device == "cuda" or config.engine.backend != "auto":
                raise
            logger.warning("the correction is off: %s", error)
            self._unusable = error
            self._channels.counters.error(without_frames(error))
            return cast("Corrector", _Passing(config))

    def _open(self, config: Config) -> Corrector:
        """Return a Corrector that has seen a picture: its first one takes the longest."""
        corrector = self._open_corrector(config)
        size = (config.camera.height, config.camera.width, 3)
        try:
            corrector.correct(Frame(np.full(size, 128, np.uint8)))
            corrector.reset()
        except Exception:  # what fails here is counted when a real frame comes
            logger.exception("the first correction failed")
        free_memory_trimmer()()  # 7 MB that compiling the networks left
        return corrector

    def _follow_orders(self, info: SourceInfo) -> None:
        """Use the newest settings and the profile of the frame's source."""
        old, self._orders = self._orders, self._channels.look().orders
        new = self._orders.config
        if _opened_with(new) not in map(_opened_with, (old.config, self._corrector.config)):
            self._replace_corrector(new)
        if new is not old.config:
            # Keep the engine that is open: the new one may have failed to open.
            self._corrector.config = replace(new, engine=self._corrector.config.engine)
        if info != self._info:
            self._corrector.reset()
        if info != self._info or _profile_of(self._orders) != _profile_of(old):
            self._info = info
            self._use_profile(info)

    def _use_profile(self, info: SourceInfo) -> None:
        """Use a source's calibration; report one that can't be read, and use none."""
        try:
            with self.busy(_OPEN_LIMIT_S):
                self._corrector.profile = self._choose_profile(self._orders.config, info)
        except GazeFixError as error:
            from gazefix.correction.gaze import NO_PROFILE

            self._corrector.profile = NO_PROFILE
            logger.warning("not calibrated: %s", error)
            self._channels.counters.error(without_frames(error))

    def _replace_corrector(self, config: Config) -> None:
        """Open a Corrector for other settings; keep the old one if that fails."""
        try:
            with self.busy(_OPEN_LIMIT_S):
                corrector = self._open(config)
        except GazeFixError as error:
            logger.warning("the new settings do not work, the old ones stay: %s", error)
            self._channels.counters.error(without_frames(error))
            return
        self._corrector.close()
        self._corrector, self._info, self._unusable = corrector, None, None


class _Passing:
    """Stands in for a Corrector and leaves each frame as it is."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.profile: Profile | None = None

    def correct(self, frame: Frame, *, fade_out: Reason | None = None) -> Correction:
        from gazefix.correction.redirector import Correction

        return Correction(frame, reason=fade_out or Reason.FAILED)

    def reset(self) -> None:
        return

    fade_in = close = reset


def _opened_with(config: Config) -> tuple[EngineConfig, int]:
    """Return the settings that a Corrector is opened with."""
    return config.engine, config.correction.max_faces


def _profile_of(orders: Orders) -> tuple[str, int]:
    """Return the orders that reload the profile when they change."""
    return orders.config.correction.profile, orders.profile_reads


def _fits(made: Frame, original: Frame) -> bool:
    return (
        isinstance(made.bgr, np.ndarray)
        and made.bgr.dtype == np.uint8
        and made.bgr.shape == original.bgr.shape
    )


def _eyes_of(done: Correction) -> EyesSeen | None:
    if not done.measurement.seen or not done.decisions:
        return None
    largest = done.measurement.seen[0]
    gaze = None if largest.gaze is None else largest.gaze.gaze
    return EyesSeen(largest.face, gaze, done.decisions[0].redirection)
