"""Where a face looks: the network's reading of both eyes, weighed against each other, under a person's own calibration."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from gazefix.correction.filters import smoothstep
from gazefix.imaging.crops import EyeView
from gazefix.imaging.geometry import crop_redirection, frame_gaze
from gazefix.networks.engine import Engine
from gazefix.types import Gaze, GazeReading, HeadPose

#: Standard errors (degrees) up to which a reading is trusted fully, and from which on it is a guess.
SURE_DEG: Final = 4.0
GUESS_DEG: Final = 12.0
#: What the network reads too high in people's eyes, which stand a little higher between the corners of their lids than the
#: renderer's: the median over 14 faces of photographs that look into the lens.
PITCH_BIAS_DEG: Final = 3.2
#: The network, trained briefly so that it keeps to real eyes, reads 0.80 of the gaze of rendered eyes that no training saw, on
#: either axis, so its readings are made larger by so much. Of a person who has not calibrated, those within the first of these
#: angles beside the lens are not: most people before a camera look about there, and their own bias would grow as well.
GAIN: Final = 1.25
NEAR_DEG, FAR_DEG = 4.0, 16.0


@dataclass(frozen=True, slots=True)
class Profile:
    """A person's own errors before one camera: what is measured while they look into the lens (radians), and how many radians
    of true change one measured radian is; `known` is false where nobody has calibrated."""

    bias: Gaze
    gain: Gaze
    known: bool = True

    def apply(self, reading: Gaze) -> Gaze:
        """The true gaze for a reading of the network's."""
        full = Gaze(GAIN * reading.pitch, GAIN * reading.yaw) if self.known else cautious(reading)
        return Gaze(
            (full.pitch - self.bias.pitch) * self.gain.pitch,
            (full.yaw - self.bias.yaw) * self.gain.yaw,
        )


#: What stands in for a calibration where there is none.
NO_PROFILE: Final = Profile(bias=Gaze(0.0, 0.0), gain=Gaze(1.0, 1.0), known=False)
#: With which a person is measured who calibrates.
TO_CALIBRATE: Final = Profile(bias=Gaze(0.0, 0.0), gain=Gaze(1.0, 1.0))


def read_faces(
    engine: Engine, faces: Sequence[tuple[tuple[EyeView, EyeView], HeadPose]], profile: Profile
) -> list[GazeReading]:
    """Where faces look, from their left and right eyes and the heads' directions in the frame; all eyes in one batch."""
    if not faces:
        return []
    views = [view for pair, _ in faces for view in pair]
    heads = [
        crop_redirection(Gaze(head.pitch, head.yaw), view.crop)
        for pair, head in faces
        for view in pair
    ]
    rows = engine.read_gaze(views, heads).tolist()
    return [_face_gaze(pair, rows[2 * n : 2 * n + 2], profile) for n, (pair, _) in enumerate(faces)]


def _face_gaze(
    views: tuple[EyeView, EyeView], rows: Sequence[Sequence[float]], profile: Profile
) -> GazeReading:
    gazes, errors = [], []
    for view, (pitch, yaw, pitch_error, yaw_error) in zip(views, rows, strict=True):
        read = frame_gaze(Gaze(pitch, yaw), view.crop)
        gazes.append(profile.apply(Gaze(read.pitch - math.radians(PITCH_BIAS_DEG), read.yaw)))
        errors.append((pitch_error, yaw_error))
    return _both(gazes, errors)


def cautious(reading: Gaze) -> Gaze:
    """A reading as it is up to NEAR_DEG beside the lens, times GAIN from FAR_DEG on."""
    angle_deg = math.degrees(math.hypot(reading.pitch, reading.yaw))
    share = smoothstep((angle_deg - NEAR_DEG) / (FAR_DEG - NEAR_DEG))
    factor = 1 + (GAIN - 1) * share
    return Gaze(factor * reading.pitch, factor * reading.yaw)


def confidence(error: float) -> float:
    """How far a standard error (radians) can be trusted, 0..1."""
    return min(1.0, max(0.0, (GUESS_DEG - math.degrees(error)) / (GUESS_DEG - SURE_DEG)))


def _both(gazes: Sequence[Gaze], errors: Sequence[tuple[float, float]]) -> GazeReading:
    """The mean of both eyes, each weighed by its inverse variance; the errors of two eyes of one face go together, so their
    mean is no surer than the better one."""
    weights = [(1 / pitch**2, 1 / yaw**2) for pitch, yaw in errors]
    pitch = sum(g.pitch * w[0] for g, w in zip(gazes, weights, strict=True)) / sum(
        w[0] for w in weights
    )
    yaw = sum(g.yaw * w[1] for g, w in zip(gazes, weights, strict=True)) / sum(
        w[1] for w in weights
    )
    return GazeReading(Gaze(pitch, yaw), confidence(min(max(e) for e in errors)))
