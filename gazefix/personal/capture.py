"""One capture: frames are taken while the dot moves, and become a recording and a profile."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from gazefix.correction.gaze import NO_PROFILE, KnownFace, read_faces
from gazefix.correction.redirector import Measurement
from gazefix.correction.saved_profiles import SavedProfile, save_profile
from gazefix.errors import ProfileError
from gazefix.imaging.crops import view_eye
from gazefix.networks.engine import Engine
from gazefix.personal.dots import DotPath, Moment
from gazefix.personal.fit import PersonalReading, Values, fit_reading
from gazefix.personal.recording import About, Recording, Shot, cut_shot, save_recording
from gazefix.personal.screen import Screen, check_distance, eye_distance_mm, true_gaze
from gazefix.personal.selection import MAX_FRAMES, SECOND_FACE, SETTLE_S, Seen, choose_frames
from gazefix.types import Face, Frame, Gaze

#: Frames of a dot whose pictures are held until the end: as many as are kept, and for each one
#: that may fall away another.
_HELD: int = 3 * MAX_FRAMES


@dataclass(eq=False)
class Capture:
    """Takes the frames of one capture.

    camera, size   name and frame size (width, height) of the camera
    distance_mm    of the eyes from the lens; None: measured
    """

    path: DotPath
    screen: Screen
    camera: str
    size: tuple[int, int]
    distance_mm: float | None = None
    seen: list[Seen] = field(default_factory=list)
    _shots: list[Shot] = field(default_factory=list)
    _faces: list[tuple[Face, Moment]] = field(default_factory=list)

    def take(
        self, frame: Frame, measurement: Measurement, moment: Moment, elapsed_s: float
    ) -> None:
        """Take a frame that shows a moment of the path; without a face at rest it is passed over.

        measurement   made with NO_PROFILE
        """
        if frame.size != self.size:
            raise ProfileError("the camera's picture changed its size", "start again")
        if moment.rest_s < SETTLE_S or not measurement.seen:
            return
        seen = measurement.seen[0]
        if seen.gaze is None or self.frames_at(moment.number) >= _HELD:
            return
        face, read = seen.face, seen.gaze.gaze
        shot = cut_shot(frame.bgr, face, Gaze(0.0, 0.0), moment.number)
        areas = [other.area_px for other in measurement.faces[1:]]
        self.seen.append(
            Seen(
                moment.number,
                elapsed_s,
                moment.rest_s,
                (math.degrees(read.pitch), math.degrees(read.yaw)),
                (math.degrees(face.head.pitch), math.degrees(face.head.yaw)),
                min(eye.openness for eye in face.eyes),
                float(np.mean([patch.mean() for patch in shot.patches])),
                bool(areas) and max(areas) > SECOND_FACE * face.area_px,
            )
        )
        self._shots.append(shot)
        self._faces.append((face, moment))

    def forget_from(self, dot: int) -> None:
        """Forget what was taken at a dot and after it: it is repeated."""
        keep = [n for n, seen in enumerate(self.seen) if seen.dot < dot]
        self.seen = [self.seen[n] for n in keep]
        self._shots = [self._shots[n] for n in keep]
        self._faces = [self._faces[n] for n in keep]

    def frames_at(self, dot: int) -> int:
        """Return how many frames of a dot were taken, at most _HELD."""
        return sum(seen.dot == dot for seen in self.seen)

    def recording(self) -> Recording:
        """Return the recording of the frames that count. Raises ProfileError for a bad capture."""
        chosen = choose_frames(self.seen, len(self.path.dots))
        faces = [self._faces[n][0] for n in chosen]
        measured_mm = [eye_distance_mm(face, self.size[1]) for face in faces]
        typical_mm = self.distance_mm or float(np.median(measured_mm))
        check_distance(typical_mm)
        shots = []
        for number, own_mm in zip(chosen, measured_mm, strict=True):
            face, moment = self._faces[number]
            # People lean forward by more than the measurement errs within one capture.
            near_mm = typical_mm * own_mm / float(np.median(measured_mm))
            gaze = true_gaze(self.screen, (moment.x, moment.y), face, self.size, near_mm)
            shot = self._shots[number]
            shots.append(
                Shot(shot.patches, shot.landmarks, shot.radii_px, face.head, gaze, moment.number)
            )
        screen = self.screen
        made = date.today().isoformat()
        sides = [round(float(mm), 1) for mm in (*screen.size_mm, *screen.camera_mm, typical_mm)]
        about = About(self.camera, *self.size, made, *sides)
        return Recording.of_shots(about, shots)


def read_shots(
    recording: Recording, engine: Engine, progress: Callable[[int, int], None] | None = None
) -> Values:
    """Return (N, 2): pitch and yaw of a recording's shots as single pictures are read, degrees."""
    read = np.empty((len(recording), 2))
    for number, shot in enumerate(recording.shots()):
        frame, face = shot.frame_and_face()
        views = view_eye(frame.bgr, face.left), view_eye(frame.bgr, face.right)
        ((found, _),) = read_faces(engine, frame.bgr, [KnownFace(face, views)], NO_PROFILE)
        read[number] = np.degrees((found.gaze.pitch, found.gaze.yaw))
        if progress:
            progress(number + 1, len(recording))
    return read


def fit_recording(
    recording: Recording, engine: Engine, progress: Callable[[int, int], None] | None = None
) -> PersonalReading:
    """Return the personal reading of a recording. Raises ProfileError for a bad one."""
    read = read_shots(recording, engine, progress)
    heads, gazes = (np.degrees(recording.values[name][:, :2]) for name in ("head", "gaze"))
    return fit_reading(read, heads.astype(float), gazes.astype(float), recording.dots)


def save_capture(recording: Recording, reading: PersonalReading) -> SavedProfile:
    """Save a recording and its profile under the camera's name. Raises OutputError: then both are
    as they were before."""
    about = recording.about
    size = (about.width, about.height)
    saved = SavedProfile.of_profile(
        about.camera, size, reading.profile, about.made, reading.error_deg
    )
    save_recording(recording, saved.name, lambda: save_profile(saved))
    return saved
