"""What is known of a person's gaze before it is read: the calibration, and how far readings err."""

from __future__ import annotations

import math
import operator
from dataclasses import dataclass
from typing import Final, Self

from gazefix.types import Face, Gaze, HeadPose

#: A person's own offset: its standard deviation, degrees. Known gaze of 24 people.
PERSON_DEG: Final = Gaze(pitch=3.8, yaw=2.2)
#: Standard error of a reading without that offset: degrees, and more for each degree that the head
#: is turned. Known gaze of 24 people.
READING_DEG: Final = Gaze(pitch=2.5, yaw=2.0)
HEAD_SHARE: Final = 0.1
#: Error of one look into the lens, degrees.
LOOK_DEG: Final = Gaze(pitch=2.2, yaw=2.7)
#: Pitch of a person with known offset for each degree read: less of it is error, so that it need
#: not be shrunk. Chosen on one half of 24 people, for the other half.
KNOWN_SHARE: Final = 1.16
#: Angle at which the curved terms of a reading end; beyond it they stay as they are.
BEND: Final = math.radians(20.0)
#: For pitch and yaw: factors on the read pitch and yaw and the head's, and perhaps on `curves`.
Slopes = tuple[tuple[float, ...], tuple[float, ...]]
UNCHANGED: Final[Slopes] = ((1.0, 0.0, 0.0, 0.0), (0.0, 1.0, 0.0, 0.0))


def curves(gaze: Gaze, head: HeadPose) -> tuple[float, ...]:
    """Return what a person's gaze is bent by, from its straight part: ten terms in radians."""
    p, y, h = (min(1.0, max(-1.0, angle / BEND)) for angle in (gaze.pitch, gaze.yaw, head.yaw))
    bent = p * p, p * y, y * y, y**3, abs(h), p * h, y * h
    return BEND, gaze.pitch, gaze.yaw, *(BEND * curve for curve in bent)


@dataclass(frozen=True, slots=True)
class Profile:
    """A person's calibration before one camera.

    bias    the person's own offset, radians
    error   what may be left of it, standard deviation in radians
    slopes  the person's own gain and dependence on the head, perhaps with curves
    weights file of the person's own redirection; "" for the common one
    """

    bias: Gaze
    error: Gaze
    slopes: Slopes = UNCHANGED
    weights: str = ""

    def corrected(self, read: Gaze, head: HeadPose) -> Gaze:
        """Return the person's gaze for a reading."""
        straight = _sums(self.slopes, (read.pitch, read.yaw, head.pitch, head.yaw))
        gaze = Gaze(straight.pitch - self.bias.pitch, straight.yaw - self.bias.yaw)
        pitch, yaw = (row[4:] for row in self.slopes)
        if not pitch:
            return gaze
        bent = _sums((pitch, yaw), curves(gaze, head))
        return Gaze(gaze.pitch + bent.pitch, gaze.yaw + bent.yaw)

    @classmethod
    def of_look(cls, measured: Gaze) -> Self:
        """Return the calibration of a person who was measured while looking into the lens.

        The measurement holds the offset and the error of one reading. Its offset is the likeliest
        part of it.
        """

        bias, left = [], []
        for look, person_deg, look_deg, known in (
            (measured.pitch, PERSON_DEG.pitch, LOOK_DEG.pitch, KNOWN_SHARE),
            (measured.yaw, PERSON_DEG.yaw, LOOK_DEG.yaw, 1.0),
        ):
            share = person_deg**2 / (person_deg**2 + look_deg**2)
            bias.append(known * share * look)
            left.append(known * math.radians(person_deg) * math.sqrt(1 - share))
        slopes = ((KNOWN_SHARE, 0.0, 0.0, 0.0), UNCHANGED[1])
        return cls(Gaze(*bias), Gaze(*left), slopes)


def _sums(rows: Slopes, values: tuple[float, ...]) -> Gaze:
    """Return the sums of the values by the first factors of each row."""
    pitch, yaw = (sum(map(operator.mul, row, values)) for row in rows)
    return Gaze(pitch, yaw)


#: Stands in where there is no calibration.
NO_PROFILE: Final = Profile(
    bias=Gaze(0.0, 0.0),
    error=Gaze(math.radians(PERSON_DEG.pitch), math.radians(PERSON_DEG.yaw)),
)


def standard_error(face: Face, profile: Profile) -> Gaze:
    """Return the standard error of a face's reading, radians."""
    turned = HEAD_SHARE * math.hypot(face.head.pitch, face.head.yaw)
    pitch, yaw = math.radians(READING_DEG.pitch), math.radians(READING_DEG.yaw)
    known = profile.error
    return Gaze(math.hypot(pitch, turned, known.pitch), math.hypot(yaw, turned, known.yaw))
