"""The Corrector: one frame in, the corrected frame out. Live use, files, the bench and the tests all run this."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from gazefix.config import Config, CorrectionConfig
from gazefix.correction.gaze import NO_PROFILE, Profile, read_faces
from gazefix.correction.modes import asks_nothing, mode_of
from gazefix.correction.policy import (
    Decision,
    PolicyState,
    Reason,
    Seen,
    decide_eye,
    decide_face,
    frame_reason,
)
from gazefix.correction.tracking import Tracks
from gazefix.faces.localizer import Localizer, open_localizer
from gazefix.faces.motion_tracker import FaceMotionTracker
from gazefix.imaging.compositor import composite_eyes
from gazefix.imaging.crops import EyePlace, place_eye, view_eye, view_place
from gazefix.imaging.geometry import crop_redirection
from gazefix.imaging.prepared_warp import PreparedWarp, prepare_warps
from gazefix.networks.engine import Engine
from gazefix.types import Face, FloatArray, Frame, Gaze, GazeReading, Timings


@dataclass(frozen=True, slots=True, eq=False)
class SeenFace:
    """A face of a frame: where it is, its eyes (left, right), and where it looks, which nobody knows (None) where it was not
    asked for. Eyes whose gaze was read are views."""

    face: Face
    views: tuple[EyePlace, EyePlace]
    gaze: GazeReading | None


@dataclass(frozen=True, slots=True, eq=False)
class Measurement:
    """What a frame shows: its faces, the largest first; what finding and reading them cost; and whether they were only carried
    along since they were last looked for."""

    seen: tuple[SeenFace, ...]
    localize_ms: float
    gaze_ms: float = 0.0
    carried: bool = False

    @property
    def faces(self) -> tuple[Face, ...]:
        """The faces alone."""
        return tuple(seen.face for seen in self.seen)

    @property
    def views(self) -> tuple[EyePlace, ...]:
        """The eyes alone, two for each face: its left and its right one."""
        return tuple(view for seen in self.seen for view in seen.views)


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
    """Finds the eyes of each frame and redirects them. Synchronous; use one in one thread at a time.

    Frames follow one another: landmarks and gaze are smoothed over the time between them, the strength of a correction changes
    smoothly, and a face that only drifts is looked for some ten times a second. `reset` begins anew.

    >>> from skimage.data import astronaut
    >>> from gazefix import Config, Corrector, Frame
    >>> with Corrector(Config()) as corrector:
    ...     for number in range(3):  # a loop of one's own: frames as they come
    ...         frame = Frame(astronaut()[..., ::-1].copy(), time_s=number / 30)
    ...         correction = corrector.correct(frame)
    >>> correction.frame.bgr.shape, correction.reason.value
    ((512, 512, 3), 'correcting')
    """

    def __init__(
        self,
        config: Config,
        *,
        still: bool = False,
        profile: Profile = NO_PROFILE,
        localizer: Localizer | None = None,
        engine: Engine | None = None,
        motion_tracker: FaceMotionTracker | None = None,
    ) -> None:
        """`still` is for single pictures that do not follow one another; `profile` is the calibration of who is seen. A
        `localizer` that comes without a `motion_tracker` is asked in every frame. Raises ModelError and DeviceError."""
        self._config = config
        self._still = still
        self._profile = profile
        self._engine = engine or Engine(config.engine)
        self._localizer = localizer or open_localizer(
            config.engine, max_faces=config.correction.max_faces, still=still
        )
        self._motion_tracker = motion_tracker or (
            None if still or localizer or self._localizer.smooths else FaceMotionTracker()
        )
        self._tracks = Tracks()
        self._latest: Measurement | None = None
        self._read: tuple[GazeReading, ...] = ()
        self._seen_face = False

    @property
    def config(self) -> Config:
        """The settings. Those of the correction may be changed between frames; the number of faces and what the engine and the
        localizer are need a new Corrector."""
        return self._config

    @config.setter
    def config(self, config: Config) -> None:
        self._config = config

    @property
    def profile(self) -> Profile:
        """The calibration of who is seen; it may be changed between frames."""
        return self._profile

    @profile.setter
    def profile(self, profile: Profile) -> None:
        self._profile = profile
        self._read = ()

    @property
    def device(self) -> str:
        """Where the networks run, for people."""
        return self._engine.name

    def measure(self, frame: Frame, *, gaze: bool = True) -> Measurement:
        """The faces of a frame, looked for, smoothed with those of the frames before, and with `gaze` where they look."""
        return self._measure(frame, gaze, None)

    def locate(self, frame: Frame) -> tuple[Face, ...]:
        """The faces of a frame as they are found, for who has later frames, too, to smooth with. One thread may locate while
        another one sees."""
        return self._localizer.locate(frame.bgr)

    def see(self, frame: Frame, faces: Sequence[Face], *, gaze: bool = False) -> Measurement:
        """A measurement of faces that are known already, and with `gaze` where they look."""
        return Measurement(self._see(frame, faces, gaze), 0.0)

    def apply(
        self, frame: Frame, measurement: Measurement, redirection: Gaze | Sequence[Gaze]
    ) -> Correction:
        """The frame with the eyes of a measurement redirected, but for those that cannot be: all by the same angle, or each by
        its own (two for each face: its left and its right eye). Raises ValueError for another number of angles."""
        decisions = _decide_eyes(frame, measurement, redirection)
        return self._apply(
            frame, measurement, decisions, frame_reason(len(measurement.faces), decisions)
        )

    def warps(
        self, frame: Frame, measurement: Measurement, redirection: Gaze | Sequence[Gaze]
    ) -> tuple[FloatArray | None, ...]:
        """The first half of `apply`: a warp for each eye of a measurement, None for one that is left alone."""
        return self._made(frame, _asked(measurement, _decide_eyes(frame, measurement, redirection)))

    def draw(
        self, frame: Frame, measurement: Measurement, warps: Sequence[FloatArray | None]
    ) -> Frame:
        """The second half of `apply`: the frame with the eyes of a measurement moved by their warps."""
        return self._draw(frame, measurement, _prepared(warps, measurement.views))

    def correct(
        self,
        frame: Frame,
        *,
        hold: Reason | None = None,
        settings: CorrectionConfig | None = None,
    ) -> Correction:
        """Measure a frame and redirect its eyes.

        hold       fade the correction out, and give this reason
        settings   for this frame, in place of the config's; at most as many faces as it looks for
        """
        settings = settings or self._config.correction
        off = settings.off and not self._tracks.correcting
        if off:
            self.fade_in()  # when it is switched on again
        if off or asks_nothing(settings):
            return Correction(frame, Measurement((), 0.0), (), Reason.OFF, Timings())
        gaze, most = mode_of(settings).wants_gaze, settings.max_faces
        measurement = self._measure(frame, gaze, self._motion_tracker, most)
        decisions = self._decide(frame, measurement, hold, settings)
        reason = frame_reason(len(measurement.faces), decisions)
        if reason is Reason.NO_FACE and self._seen_face:
            reason = Reason.FACE_LOST
        self._seen_face |= bool(measurement.seen) and not self._still
        return self._apply(frame, measurement, decisions, reason)

    def fade_in(self) -> None:
        """Lets the correction begin at nothing and grow, from the next frame on."""
        self._tracks.fade_in()

    def reset(self) -> None:
        """Forgets the past: the next frame has nothing to do with the last one."""
        self._localizer.reset()
        if self._motion_tracker:
            self._motion_tracker.reset()
        self._tracks, self._latest, self._seen_face = Tracks(), None, False

    def close(self) -> None:
        """Frees the models. A second call does nothing."""
        self._localizer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _measure(
        self,
        frame: Frame,
        gaze: bool,
        motion_tracker: FaceMotionTracker | None,
        most: int | None = None,
    ) -> Measurement:
        """As `measure`; with a motion_tracker faces that have only moved are not looked for."""
        began = time.perf_counter()
        self._latest = None
        faces = motion_tracker.carried(frame) if motion_tracker else ()
        carried = bool(faces)
        read = self._read if carried else ()
        if not carried:
            faces = self.locate(frame)[:most]
            if motion_tracker:
                faces = motion_tracker.found(frame, faces)
        if not self._still:
            faces = self._tracks.follow(faces, frame.time_s, looked=not carried)
        located = time.perf_counter()
        seen = self._see(frame, faces, gaze and not read)
        if gaze and read:  # of eyes that have only moved: it is the same
            seen = tuple(
                replace(face, gaze=of_face) for face, of_face in zip(seen, read, strict=True)
            )
        if motion_tracker:
            self._read = tuple(face.gaze for face in seen if face.gaze)
        measurement = Measurement(
            seen, (located - began) * 1e3, (time.perf_counter() - located) * 1e3, carried
        )
        self._latest = measurement
        return measurement

    def _see(self, frame: Frame, faces: Sequence[Face], gaze: bool) -> tuple[SeenFace, ...]:
        if not gaze:
            return tuple(
                SeenFace(face, (place_eye(face.left), place_eye(face.right)), None)
                for face in faces
            )
        views = [
            (view_eye(frame.bgr, face.left), view_eye(frame.bgr, face.right)) for face in faces
        ]
        read = read_faces(
            self._engine,
            [(pair, face.head) for pair, face in zip(views, faces, strict=True)],
            self._profile,
        )
        return tuple(SeenFace(*of_face) for of_face in zip(faces, views, read, strict=True))

    def _decide(
        self,
        frame: Frame,
        measurement: Measurement,
        hold: Reason | None,
        settings: CorrectionConfig,
    ) -> tuple[Decision, ...]:
        decisions: list[Decision] = []
        for number, seen in enumerate(measurement.seen):
            reading = seen.gaze or GazeReading(Gaze(0.0, 0.0), 1.0)
            state, dt_s = None, 0.0
            track = None if self._still else self._tracks.present[number]
            if track:
                reading = replace(reading, gaze=track.read(reading.gaze))
                state, dt_s = track.policy, track.dt_s
                if state is None and track.came_later:
                    state = PolicyState(
                        share=0.0, correcting=False, course=reading.gaze, asked=Gaze(0.0, 0.0)
                    )
            pair, new = decide_face(
                Seen(seen.face, reading), state, settings, frame.size, frame.time_s, dt_s, hold
            )
            if track:
                track.policy = new
            decisions += pair
        return tuple(decisions)

    def _apply(
        self,
        frame: Frame,
        measurement: Measurement,
        decisions: tuple[Decision, ...],
        reason: Reason,
    ) -> Correction:
        began = time.perf_counter()
        warps = self._followed(frame, measurement, decisions)
        redirected = time.perf_counter()
        drawn = self._draw(frame, measurement, warps)
        timings = Timings(localize_ms=measurement.localize_ms, gaze_ms=measurement.gaze_ms)
        if drawn is not frame:
            timings = replace(
                timings,
                redirect_ms=(redirected - began) * 1e3,
                composite_ms=(time.perf_counter() - redirected) * 1e3,
            )
        return Correction(drawn, measurement, decisions, reason, timings)

    def _followed(
        self, frame: Frame, measurement: Measurement, decisions: tuple[Decision, ...]
    ) -> list[PreparedWarp | None]:
        """A warp for each eye of a measurement, None for one that is left alone: steadied by those of the last frame, which a
        face whose eyes rest keeps."""
        eyes = _asked(measurement, decisions)
        if (
            self._still or measurement is not self._latest
        ):  # what the tracks know is of another frame
            return _prepared(self._made(frame, eyes), [view for view, _ in eyes])
        self._latest = None
        tracks = [track for track in self._tracks.present for _ in range(2)]
        # Both eyes of a face or none: the network takes as long for one as for two.
        rests = [
            track.rests(view, asked) for track, (view, asked) in zip(tracks, eyes, strict=True)
        ]
        awake = [number for number in range(len(eyes)) if not (rests[number] and rests[number ^ 1])]
        made = self._made(frame, [eyes[number] for number in awake])
        steadied = [
            tracks[number].steadied(eyes[number][0], warp)
            for number, warp in zip(awake, made, strict=True)
        ]
        new = dict(
            zip(awake, _prepared(steadied, [eyes[number][0] for number in awake]), strict=True)
        )
        for number, warp in new.items():
            view, asked = eyes[number]
            tracks[number].keep(view, warp, asked)
        return [new[n] if n in new else tracks[n].rest(view) for n, (view, _) in enumerate(eyes)]

    def _made(
        self, frame: Frame, eyes: Sequence[tuple[EyePlace, Gaze]]
    ) -> tuple[FloatArray | None, ...]:
        """The network's warp for each eye and its redirection in the crop, None where that is zero."""
        chosen = [
            (view_place(frame.bgr, place), asked) for place, asked in eyes if not asked.is_zero()
        ]
        if not chosen:
            return (None,) * len(eyes)
        made = iter(
            self._engine.redirect([view for view, _ in chosen], [asked for _, asked in chosen])
        )
        return tuple(None if asked.is_zero() else next(made) for _, asked in eyes)

    def _draw(
        self, frame: Frame, measurement: Measurement, warps: Sequence[PreparedWarp | None]
    ) -> Frame:
        moved = [
            (view, warp)
            for view, warp in zip(measurement.views, warps, strict=True)
            if warp is not None
        ]
        if not moved:
            return frame
        bgr = frame.bgr.copy()
        composite_eyes(bgr, frame.bgr, [view for view, _ in moved], [warp for _, warp in moved])
        return Frame(bgr, frame.time_s, frame.index)


def _asked(
    measurement: Measurement, decisions: tuple[Decision, ...]
) -> list[tuple[EyePlace, Gaze]]:
    """The eyes of a measurement, each with its redirection as its crop has it."""
    pairs = zip(measurement.views, decisions, strict=True)
    return [(view, crop_redirection(decision.redirection, view.crop)) for view, decision in pairs]


def _prepared(
    warps: Sequence[FloatArray | None], views: Sequence[EyePlace]
) -> list[PreparedWarp | None]:
    """Warps of eyes with their shapes, all found in one pass."""
    some = [(warp, view) for warp, view in zip(warps, views, strict=True) if warp is not None]
    made = iter(prepare_warps(*zip(*some, strict=True)) if some else ())
    return [None if warp is None else next(made) for warp in warps]


def _decide_eyes(
    frame: Frame, measurement: Measurement, redirection: Gaze | Sequence[Gaze]
) -> tuple[Decision, ...]:
    eyes = [eye for face in measurement.faces for eye in face.eyes]
    angles = [redirection] * len(eyes) if isinstance(redirection, Gaze) else redirection
    return tuple(
        decide_eye(eye, angle, frame.size) for eye, angle in zip(eyes, angles, strict=True)
    )
