"""The Corrector: one frame in, the corrected frame out. Live use, files, the bench and the tests all run this."""

from __future__ import annotations

import time
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from gazefix.composite import composite_eye
from gazefix.config import Config
from gazefix.engine import Engine
from gazefix.geometry import crop_redirection, eye_crop, transform_points
from gazefix.imaging import cut_crop
from gazefix.localize import Localizer, open_localizer
from gazefix.policy import Decision, Reason, asked_redirection, decide, frame_reason
from gazefix.types import Eye, Face, Frame, Gaze, Timings


@dataclass(frozen=True, slots=True, eq=False)
class Measurement:
    """What a frame shows: its faces, the largest first, and what finding them cost."""

    faces: tuple[Face, ...]
    localize_ms: float


@dataclass(frozen=True, slots=True, eq=False)
class Correction:
    """A corrected frame (the very frame that came in, if nothing was changed) and how it came about.

    decisions   two for each face of the measurement: its left and its right eye
    reason      the one to show to people
    """

    frame: Frame
    measurement: Measurement
    decisions: tuple[Decision, ...]
    reason: Reason
    timings: Timings


class Corrector:
    """Finds the eyes of each frame and redirects them. Synchronous; use one in one thread at a time."""

    def __init__(
        self, config: Config, *, still: bool = False, localizer: Localizer | None = None, engine: Engine | None = None
    ) -> None:
        """`still` is for single pictures that do not follow one another. Raises ModelError and DeviceError."""
        self._config = config
        self._engine = engine or Engine(config.engine)
        self._localizer = localizer or open_localizer(config.engine, max_faces=config.correction.max_faces, still=still)

    @property
    def config(self) -> Config:
        """The settings. Angles and strength may be changed between frames; the number of faces and what the engine and the
        localizer are need a new Corrector."""
        return self._config

    @config.setter
    def config(self, config: Config) -> None:
        self._config = config

    @property
    def device(self) -> str:
        """Where the networks run, for people."""
        return self._engine.name

    def measure(self, frame: Frame) -> Measurement:
        """The faces of a frame."""
        began = time.perf_counter()
        faces = self._localizer.locate(frame.bgr)
        return Measurement(faces, (time.perf_counter() - began) * 1e3)

    def apply(self, frame: Frame, measurement: Measurement, redirection: Gaze) -> Correction:
        """The frame with all eyes of a measurement redirected, where the policy allows it."""
        began = time.perf_counter()
        eyes = [eye for face in measurement.faces for eye in face.eyes]
        decisions = tuple(decide(eye, redirection, frame.size) for eye in eyes)
        chosen = [(eye, d.redirection) for eye, d in zip(eyes, decisions, strict=True) if d.reason is Reason.CORRECTING]
        reason = frame_reason(measurement.faces, decisions)
        if not chosen:
            return Correction(frame, measurement, decisions, reason, Timings(localize_ms=measurement.localize_ms))
        corrected, redirected_s = self._redirect(frame, chosen)
        timings = Timings(
            localize_ms=measurement.localize_ms,
            redirect_ms=(redirected_s - began) * 1e3,
            composite_ms=(time.perf_counter() - redirected_s) * 1e3,
        )
        return Correction(corrected, measurement, decisions, reason, timings)

    def correct(self, frame: Frame) -> Correction:
        """Measures a frame and redirects it as the settings say."""
        redirection = asked_redirection(self._config.correction)
        if redirection.is_zero():
            return Correction(frame, Measurement((), 0.0), (), Reason.OFF, Timings())
        return self.apply(frame, self.measure(frame), redirection)

    def reset(self) -> None:
        """Forgets the past: the next frame has nothing to do with the last one."""
        self._localizer.reset()

    def close(self) -> None:
        """Frees the models. A second call does nothing."""
        self._localizer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _redirect(self, frame: Frame, chosen: list[tuple[Eye, Gaze]]) -> tuple[Frame, float]:
        crops = [eye_crop(eye) for eye, _ in chosen]
        warps = self._engine.redirect(
            [cut_crop(frame.bgr, crop) for crop in crops],
            [transform_points(crop.to_crop, eye.landmarks) for crop, (eye, _) in zip(crops, chosen, strict=True)],
            [crop_redirection(wanted, crop) for crop, (_, wanted) in zip(crops, chosen, strict=True)],
        )
        redirected_s = time.perf_counter()
        bgr = frame.bgr.copy()
        for crop, warp in zip(crops, warps, strict=True):
            composite_eye(bgr, frame.bgr, crop, warp)
        return Frame(bgr, frame.time_s, frame.index), redirected_s
