"""The Corrector: one frame in, the corrected frame out, for live use, files and benches alike."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Self

import numpy as np

from gazefix.config import Config, CorrectionConfig, EngineConfig
from gazefix.correction.gaze import NO_PROFILE, Profile, retold
from gazefix.correction.modes import asks_nothing, mode_of
from gazefix.correction.policy import Decision, PolicyState, Reason, Seen, decide_face, frame_reason
from gazefix.correction.redirector import (
    NO_READING,
    Correction,
    EyeRedirector,
    Measurement,
    SeenFace,
    TurnedEye,
    prepared,
)
from gazefix.correction.tracking import LiveFace, LiveFaces
from gazefix.faces.face_carrier import FaceCarrier
from gazefix.faces.localizer import Localizer, open_localizer
from gazefix.imaging.prepared_warp import PreparedWarp
from gazefix.native import check_not_forked
from gazefix.networks.engine import Engine
from gazefix.types import Face, Frame, Gaze, GazeReading


class Corrector:
    """Finds the eyes of each frame and redirects them. Synchronous; for one thread at a time.

    Frames follow one another: landmarks and gaze are smoothed over time, the correction's strength
    changes smoothly, and a face that only drifts is looked for some seven times a second. `reset`
    begins anew.

    >>> from skimage.data import astronaut
    >>> from gazefix import Config, Corrector, Frame
    >>> with Corrector(Config()) as corrector:
    ...     for number in range(3):  # your own loop: frames as they come
    ...         frame = Frame(astronaut()[..., ::-1].copy(), time_s=number / 30)
    ...         correction = corrector.correct(frame)
    >>> correction.frame.bgr.shape, correction.reason.value
    ((512, 512, 3), 'already looking at the camera')
    """

    def __init__(
        self,
        config: Config,
        *,
        still: bool = False,
        live: bool = False,
        profile: Profile = NO_PROFILE,
        localizer: Localizer | None = None,
        engine: Engine | None = None,
        carrier: FaceCarrier | None = None,
    ) -> None:
        """Open the models. Raises ModelError and DeviceError.

        still       for single pictures that do not follow one another
        live        no frame waits for a model that few sessions need (see `open_localizer`)
        profile     calibration of the person in front of the camera
        localizer   one of your own; without a `carrier` it is asked in every frame
        """
        check_not_forked()
        self._config = config
        self._still = still
        self._profile = profile
        self._engine = engine or Engine(_engine_for(profile, config.engine))
        self.localizer = localizer or open_localizer(
            config.engine, max_faces=config.correction.max_faces, still=still, live=live
        )
        self._carrier = carrier or (
            None if still or localizer or self.localizer.smooths else FaceCarrier()
        )
        self._live_faces = LiveFaces()
        self._read: tuple[GazeReading, ...] = ()
        self._seen_face = False

    @property
    def config(self) -> Config:
        """The settings. Those of the correction may be changed between frames.

        Another number of faces, engine or localizer needs a new Corrector.
        """
        return self._config

    @config.setter
    def config(self, config: Config) -> None:
        self._config = config

    @property
    def profile(self) -> Profile:
        """Calibration of the person in front of the camera. It may be changed between frames.

        One with a redirection of its own loads the networks. Raises ModelError and DeviceError.
        """
        return self._profile

    @profile.setter
    def profile(self, profile: Profile) -> None:
        old, new = (_engine_for(one, self._config.engine) for one in (self._profile, profile))
        if new != old:
            self._engine = Engine(new)
        self._profile = profile
        self._read = ()

    @property
    def device(self) -> str:
        """Where the networks run, for people."""
        return self._engine.name

    @property
    def redirector(self) -> EyeRedirector:
        """The part that sees, warps and draws the eyes of known faces and remembers nothing."""
        return EyeRedirector(self._engine, self._profile)

    def measure(self, frame: Frame, *, gaze: bool = True) -> Measurement:
        """Look for the faces of a frame, smoothed with the frames before; with `gaze` read them."""
        return self._measure(frame, gaze, None)

    def locate(self, frame: Frame) -> tuple[Face, ...]:
        """Return the faces of a frame unsmoothed. Another thread may use `redirector` meanwhile."""
        return self.localizer.locate(frame.bgr)

    def apply(
        self, frame: Frame, measurement: Measurement, redirection: Gaze | Sequence[Gaze]
    ) -> Correction:
        """Redirect the eyes of a measurement by set angles; see `EyeRedirector.redirect`."""
        return self.redirector.redirect(frame, measurement, redirection)

    def correct(
        self,
        frame: Frame,
        *,
        settings: CorrectionConfig | None = None,
        fade_out: Reason | None = None,
    ) -> Correction:
        """Measure a frame and redirect it as the settings say.

        settings   for this frame, in place of the config's; at most as many faces as it looks for
        fade_out   let the correction fade out, and show this reason

        With nothing to do the result's frame is `frame` itself. Raises ValueError for other pixels.
        """
        check_not_forked()
        bgr = frame.bgr
        if bgr.dtype != np.uint8 or bgr.ndim != 3 or bgr.shape[2] != 3 or not bgr.size:
            raise ValueError(f"a frame is uint8 (H, W, 3), not {bgr.dtype} {bgr.shape}")
        if bgr.strides[1:] != (3, 1):  # planes, or mirrored: the native libraries want pixels
            frame = replace(frame, bgr=np.ascontiguousarray(bgr))
        settings = settings or self._config.correction
        off = settings.off and not self._live_faces.correcting
        if off:
            self.fade_in()  # when it is switched on again
        if off or asks_nothing(settings):
            return Correction(frame)
        gaze, most = mode_of(settings).wants_gaze, settings.max_faces
        measurement = self._measure(frame, gaze, self._carrier, most)
        decisions = self._decide(frame, measurement, settings, fade_out)
        decisions = self.redirector.without_hidden(frame, measurement.views, decisions)
        reason = frame_reason(len(measurement.faces), decisions)
        if reason is Reason.NO_FACE and self._seen_face:
            reason = Reason.FACE_LOST
        self._seen_face |= bool(measurement.seen) and not self._still
        make = None if self._still else self._steadied
        return self.redirector.carry_out(frame, measurement, decisions, reason, make)

    def fade_in(self) -> None:
        """Let the correction begin at nothing and grow, from the next frame on."""
        self._live_faces.fade_in()

    def reset(self) -> None:
        """Forget the past: the next frame has nothing to do with the last one."""
        self.localizer.reset()
        if self._carrier:
            self._carrier.reset()
        self._live_faces, self._seen_face = LiveFaces(), False

    def close(self) -> None:
        """Free the models. A second call does nothing."""
        self.localizer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _measure(
        self, frame: Frame, gaze: bool, carrier: FaceCarrier | None, most: int | None = None
    ) -> Measurement:
        """As `measure`; with a carrier faces that have only moved are not looked for."""
        began = time.perf_counter()
        faces = carrier.carried(frame) if carrier else ()
        carried = bool(faces)
        unchanged = carried and carrier is not None and carrier.unchanged
        read = self._read if unchanged and gaze else ()
        if not carried:
            faces = self.locate(frame)[:most]
            if carrier:
                faces = carrier.found(frame, faces)
        if not self._still:
            faces = self._live_faces.follow(faces, frame.time_s, looked=not carried)
        located = time.perf_counter()
        tracks = () if self._still else self._live_faces.present
        known = [(t.anchor, t.blinks.hides(frame.time_s, 0.0)) for t in tracks] or None
        seen = self.redirector.see(frame, faces, gaze=gaze and not read, known=known).seen
        for track, face in zip(tracks, seen, strict=False):
            track.anchor = face.anchor or track.anchor
        if read:
            seen = tuple(map(self._retold, seen, read, tracks))
        if carrier:  # what is read of a changed eye is not that of the eye that was found
            keep = unchanged or not carried
            self._read = tuple(face.gaze for face in seen if face.gaze) if keep else ()
        localize_ms = (located - began) * 1e3
        return Measurement(seen, localize_ms, (time.perf_counter() - located) * 1e3, carried)

    def _retold(self, seen: SeenFace, reading: GazeReading, track: LiveFace) -> SeenFace:
        """Return a face whose eyes have only moved: nothing but a look can change their gaze."""
        if track.anchor:
            reading, track.anchor = retold(reading, seen.face, track.anchor, self._profile)
        return replace(seen, gaze=reading)

    def _decide(
        self,
        frame: Frame,
        measurement: Measurement,
        settings: CorrectionConfig,
        fade_out: Reason | None,
    ) -> tuple[Decision, ...]:
        decisions: list[Decision] = []
        for number, seen in enumerate(measurement.seen):
            reading = seen.gaze or NO_READING
            state, dt_s = None, 0.0
            track = None if self._still else self._live_faces.present[number]
            if track:
                gaze = track.read(reading.gaze, learn=self._profile == NO_PROFILE)
                reading = replace(reading, gaze=gaze)
                state, dt_s = track.policy, track.dt_s
                if state is None and track.came_later:
                    state = PolicyState(0.0, False, course=reading.gaze, asked=Gaze(0.0, 0.0))
            pair, new = decide_face(
                Seen(seen.face, reading), state, settings, frame.size, frame.time_s, dt_s, fade_out
            )
            if track:
                track.policy = new
            decisions += pair
        return tuple(decisions)

    def _steadied(self, frame: Frame, eyes: Sequence[TurnedEye]) -> list[PreparedWarp | None]:
        """Make warps steadied by those of the last frame, which a face whose eyes rest keeps."""
        tracks = [track for track in self._live_faces.present for _ in range(2)]
        rests = [t.can_keep_warp(place, by) for t, (place, by) in zip(tracks, eyes, strict=True)]
        # Both eyes of a face or none: the network takes as long for one as for two.
        awake = [n for n in range(len(eyes)) if not (rests[n] and rests[n ^ 1])]
        made = self.redirector.warps(frame, [eyes[n] for n in awake])
        places = [eyes[n][0] for n in awake]
        steadied = [
            tracks[n].steadied(place, warp)
            for n, place, warp in zip(awake, places, made, strict=True)
        ]
        new = dict(zip(awake, prepared(frame, steadied, places), strict=True))
        for n, warp in new.items():
            tracks[n].keep(eyes[n][0], warp, eyes[n][1])
        return [
            new[n] if n in new else tracks[n].reuse_warp(place) for n, (place, _) in enumerate(eyes)
        ]


def _engine_for(profile: Profile, config: EngineConfig) -> EngineConfig:
    """Return the engine's settings with a profile's own weights, unless they name some."""
    return replace(config, weights=config.weights or profile.weights)
