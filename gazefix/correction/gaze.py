"""Where a face looks: the network's readings of both eyes as one, by the person's calibration."""

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

#: Standard error of a reading that is trusted fully, degrees.
SURE_DEG: Final = 4.0
#: Standard error from which a reading is a guess, degrees.
GUESS_DEG: Final = 12.0
#: Pitch that the network reads too high in people's eyes, degrees: their irises stand a little
#: higher between the lids' corners than the renderer's. Median over 14 faces on photographs
#: that look into the lens.
PITCH_BIAS_DEG: Final = 3.2
#: Factor on readings. The network, trained briefly so that it keeps to real eyes, reads 0.80 of the
#: gaze of rendered eyes that no training saw, on either axis.
GAIN: Final = 1.25
#: Angle beside the lens up to which a reading stays as it is without a calibration, and from which
#: it gets all of GAIN, degrees. Most people look about within the first, and GAIN would enlarge
#: their bias too.
NEAR_DEG, FAR_DEG = 4.0, 16.0


@dataclass(frozen=True, slots=True)
class Profile:
    """A person's calibration before one camera.

    bias    what is measured while they look into the lens, radians
    gain    radians of true change for each measured one
    known   False where nobody has calibrated
    """

    bias: Gaze
    gain: Gaze
    known: bool = True

    def apply(self, reading: Gaze) -> Gaze:
        """Return the true gaze for a reading of the network."""
        full = Gaze(GAIN * reading.pitch, GAIN * reading.yaw) if self.known else cautious(reading)
        return Gaze(
            (full.pitch - self.bias.pitch) * self.gain.pitch,
            (full.yaw - self.bias.yaw) * self.gain.yaw,
        )


#: Stands in where there is no calibration.
NO_PROFILE: Final = Profile(bias=Gaze(0.0, 0.0), gain=Gaze(1.0, 1.0), known=False)
#: Reader settings used while calibrating.
TO_CALIBRATE: Final = Profile(bias=Gaze(0.0, 0.0), gain=Gaze(1.0, 1.0))


def read_faces(
    engine: Engine, faces: Sequence[tuple[tuple[EyeView, EyeView], HeadPose]], profile: Profile
) -> list[GazeReading]:
    """Return where faces look, from both eyes and the head's direction; all eyes in one batch."""
    if not faces:
        return []
    eyes = [(view, head) for pair, head in faces for view in pair]
    heads = [crop_redirection(Gaze(head.pitch, head.yaw), view.crop) for view, head in eyes]
    rows = engine.read_gaze([view for view, _ in eyes], heads).tolist()
    return [_face_gaze(pair, rows[2 * n : 2 * n + 2], profile) for n, (pair, _) in enumerate(faces)]


def cautious(reading: Gaze) -> Gaze:
    """Enlarge an uncalibrated reading: not at all near the lens, by GAIN far from it."""
    angle_deg = math.degrees(math.hypot(reading.pitch, reading.yaw))
    share = smoothstep((angle_deg - NEAR_DEG) / (FAR_DEG - NEAR_DEG))
    factor = 1 + (GAIN - 1) * share
    return Gaze(factor * reading.pitch, factor * reading.yaw)


def confidence(error: float) -> float:
    """Return the trust in a reading of this standard error (radians), 0..1."""
    return min(1.0, max(0.0, (GUESS_DEG - math.degrees(error)) / (GUESS_DEG - SURE_DEG)))


def _face_gaze(
    views: tuple[EyeView, EyeView], rows: Sequence[Sequence[float]], profile: Profile
) -> GazeReading:
    """Return the mean of both eyes, each weighed by its inverse variance.

    Two eyes of one face err together, so their mean is no surer than the better one.
    """
    gazes, errors = [], []
    for view, (pitch, yaw, pitch_error, yaw_error) in zip(views, rows, strict=True):
        read = frame_gaze(Gaze(pitch, yaw), view.crop)
        gazes.append(profile.apply(Gaze(read.pitch - math.radians(PITCH_BIAS_DEG), read.yaw)))
        errors.append((pitch_error, yaw_error))
    weights = [(1 / pitch**2, 1 / yaw**2) for pitch, yaw in errors]
    pairs = list(zip(gazes, weights, strict=True))
    pitch = sum(gaze.pitch * w[0] for gaze, w in pairs) / sum(w[0] for w in weights)
    yaw = sum(gaze.yaw * w[1] for gaze, w in pairs) / sum(w[1] for w in weights)
    return GazeReading(Gaze(pitch, yaw), confidence(min(max(e) for e in errors)))
