"""Where a face looks: two networks' readings as one, by the person's calibration.

FaceGaze reads the gaze rightly and takes 3 ms; GazeNet reads too little and takes 0.2. In live
frames a look by FaceGaze some times a second anchors GazeNet, which follows the changes between.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from gazefix.correction.filters import slew, smoothstep
from gazefix.imaging.crops import EyeView, cut_crop
from gazefix.imaging.geometry import crop_redirection, eye_crop, frame_gaze
from gazefix.networks.configs import EYE_PX
from gazefix.networks.engine import Engine
from gazefix.types import INNER, OUTER, Face, Gaze, GazeReading, HeadPose, Image

#: Standard error of a GazeNet reading that is trusted fully, degrees.
SURE_DEG: Final = 4.0
#: Standard error from which a reading is a guess, degrees.
GUESS_DEG: Final = 12.0
#: Widths of FaceGaze's crops in eye widths, in live frames and clips. Wider crops add an error that
#: turns with the head, by +0.05 (1.8) and +0.23 (2.2) of its yaw; narrower ones take it away, -0.05
#: (1.4). Measured on eyes of known gaze.
WIDTHS: Final = (1.6,)
#: The same in single pictures: the mean of two errs a little less, in twice the time.
STILL_WIDTHS: Final = (1.4, 1.8)
#: Share of FaceGaze's angle that is taken as the gaze. Crops this narrow enlarge yaw by 1.08. Pitch
#: is shrunk, as the best guess from a reading whose errors are half as wide as people's gaze.
SHARE: Final = Gaze(pitch=0.85, yaw=0.92)
#: Change of the gaze for each change that GazeNet reads: it was trained briefly, so that it keeps
#: to real eyes.
FOLLOW: Final = Gaze(pitch=1.4, yaw=1.1)
#: GazeNet's changes since the last look up to the first angle are noise, and from the second on
#: movement, in degrees. On clips of eyes that rest, following them all doubled the error.
STILL_DEG: Final = (2.0, 6.0)
#: A person's own offset: its standard deviation, degrees. Known gaze of 24 people.
PERSON_DEG: Final = Gaze(pitch=3.8, yaw=2.2)
#: Standard error of a reading without that offset: degrees, and more for each degree that the head
#: is turned. Known gaze of 24 people.
READING_DEG: Final = 2.7
HEAD_SHARE: Final = 0.1
#: Error of one look into the lens, degrees.
LOOK_DEG: Final = Gaze(pitch=2.2, yaw=2.7)
#: Pitch of a person with known offset for each degree read: less of it is error, so that it need
#: not be shrunk. Chosen on one half of 24 people, for the other half.
KNOWN_SHARE: Final = 1.12
#: Longest time between two looks, in seconds. Doubled, the error on clips grows by a sixth.
LOOK_EVERY_S: Final = 0.25
#: Shortest time between them, in seconds, and the change in degrees that ends the wait.
LOOK_AGAIN_S: Final = 0.1
LOOK_MOVED_DEG: Final = 3.0
#: Share of a look's news that is taken in; the rest is noise. It grows by 1 for each NEWS_DEG.
NEWS_SHARE: Final = 0.4
NEWS_DEG: Final = 4.0

#: Where eyes rest in a call, mostly: share of people, degrees above the lens, and how far that
#: varies. A quarter rest on the lens, the others on a screen below it; nearly nobody above.
#: Simulated on eyes of known gaze, it takes a fifth of the offsets of pitch away: for people who
#: rest on the lens, 5, 9 or 15 degrees below it or beside it the median error falls from 4.4
#: degrees to 4.1-4.3.
RESTS: Final = ((0.25, 0.0, 2.4), (0.75, -9.0, 6.0))
#: Readings further from the lens than this don't count as rest, degrees.
REST_LIMIT_DEG: Final = 20.0
#: Time after which half of what a rest tells is believed, and the span it is the mean of, seconds.
REST_HALF_S: Final = 60.0
REST_SPAN_S: Final = 600.0
#: Fastest change of the gaze by it, degrees a second: so slow that no eye is seen to move.
REST_DEG_PER_S: Final = 0.02


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


def likely_offset(rest: float) -> float:
    """Return the likeliest offset of a person whose read pitch rests there; radians."""
    weights, offsets = [], []
    for people, at_deg, spread_deg in RESTS:
        above_deg = math.degrees(rest) - at_deg
        around_deg = math.hypot(spread_deg, PERSON_DEG.pitch)
        weights.append(people / around_deg * math.exp(-0.5 * (above_deg / around_deg) ** 2))
        offsets.append(above_deg * (PERSON_DEG.pitch / around_deg) ** 2)
    total = sum(w * offset for w, offset in zip(weights, offsets, strict=True))
    return math.radians(total / sum(weights))


@dataclass(frozen=True, slots=True)
class Resting:
    """Where the eyes of a person without calibration have rested; radians.

    rest     mean of the read pitch over `seen_s` seconds
    offset   the person's offset of pitch that is taken away now
    """

    rest: float = 0.0
    seen_s: float = 0.0
    offset: float = 0.0

    def after(self, pitch: float, dt_s: float) -> Resting:
        """Return the same after another `dt_s` seconds of this read pitch."""
        if not dt_s > 0 or abs(math.degrees(pitch)) > REST_LIMIT_DEG:
            return self
        seen_s = self.seen_s + dt_s
        rest = self.rest + (pitch - self.rest) * dt_s / min(seen_s, REST_SPAN_S)
        wanted = likely_offset(rest) * seen_s / (seen_s + REST_HALF_S)
        rate = math.radians(REST_DEG_PER_S)
        return Resting(rest, seen_s, slew(self.offset, wanted, rate, dt_s))


@dataclass(frozen=True, slots=True)
class Anchor:
    """A face's gaze at the last look by FaceGaze, which GazeNet's changes since then move.

    gaze    what the looks so far say, radians
    quick   GazeNet's gaze times FOLLOW at that time
    time_s  of the look
    """

    gaze: Gaze
    quick: Gaze
    time_s: float

    def moved(self, quick: Gaze) -> Gaze:
        """Return the gaze when GazeNet reads `quick`."""
        pitch, yaw = quick.pitch - self.quick.pitch, quick.yaw - self.quick.yaw
        low, high = STILL_DEG
        share = smoothstep((math.degrees(math.hypot(pitch, yaw)) - low) / (high - low))
        return Gaze(self.gaze.pitch + share * pitch, self.gaze.yaw + share * yaw)

    def is_due(self, quick: Gaze, time_s: float) -> bool:
        """Return whether it is time to look again."""
        since_s = time_s - self.time_s
        way = math.hypot(quick.pitch - self.quick.pitch, quick.yaw - self.quick.yaw)
        early = since_s >= LOOK_AGAIN_S and math.degrees(way) > LOOK_MOVED_DEG
        return early or not 0 <= since_s < LOOK_EVERY_S

    def renewed(self, look: Gaze, quick: Gaze, time_s: float) -> Anchor:
        """Return the anchor after another look."""
        expected = self.moved(quick)
        pitch, yaw = look.pitch - expected.pitch, look.yaw - expected.yaw
        share = min(1.0, NEWS_SHARE + math.degrees(math.hypot(pitch, yaw)) / NEWS_DEG)
        gaze = Gaze(expected.pitch + share * pitch, expected.yaw + share * yaw)
        return Anchor(gaze, quick, time_s)


@dataclass(frozen=True, slots=True)
class KnownFace:
    """A face to read: its eyes' views, and what is known of it from before.

    anchor   None: it is looked at now
    veiled   its lids hide the gaze, so it is not looked at again
    """

    face: Face
    views: tuple[EyeView, EyeView]
    anchor: Anchor | None = None
    veiled: bool = False


def read_faces(
    engine: Engine,
    bgr: Image,
    faces: Sequence[KnownFace],
    profile: Profile,
    *,
    widths: Sequence[float] = STILL_WIDTHS,
    time_s: float = 0.0,
) -> list[tuple[GazeReading, Anchor]]:
    """Return where faces of a picture look, and the anchors of their next readings."""
    if not faces:
        return []
    quick = _quick(engine, faces)
    due = [
        number
        for number, (known, (gaze, _)) in enumerate(zip(faces, quick, strict=True))
        if known.anchor is None or (not known.veiled and known.anchor.is_due(gaze, time_s))
    ]
    looks = dict(zip(due, _look(engine, bgr, [faces[n].face for n in due], widths), strict=True))
    made = []
    for number, (known, (now, sure)) in enumerate(zip(faces, quick, strict=True)):
        anchor, look = known.anchor, looks.get(number)
        if look is not None:
            first = Anchor(look, now, time_s)
            anchor = anchor.renewed(look, now, time_s) if anchor else first
        assert anchor is not None  # a face without one was looked at
        gaze = profile.corrected(anchor.moved(now), known.face.head)
        made.append((GazeReading(gaze, sure, standard_error(known.face, profile)), anchor))
    return made


def standard_error(face: Face, profile: Profile) -> Gaze:
    """Return the standard error of a face's reading, radians."""
    turned = HEAD_SHARE * math.hypot(face.head.pitch, face.head.yaw)
    own = math.hypot(math.radians(READING_DEG), turned)
    return Gaze(math.hypot(own, profile.error.pitch), math.hypot(own, profile.error.yaw))


def confidence(error: float) -> float:
    """Return the trust in a GazeNet reading of this standard error (radians), 0..1."""
    return min(1.0, max(0.0, (GUESS_DEG - math.degrees(error)) / (GUESS_DEG - SURE_DEG)))


def turned(gaze: Gaze, tilt: float) -> Gaze:
    """Return a small gaze of the picture in axes that are tilted clockwise by `tilt` radians."""
    cos, sin = math.cos(tilt), math.sin(tilt)
    return Gaze(gaze.pitch * cos + gaze.yaw * sin, gaze.yaw * cos - gaze.pitch * sin)


def _look(engine: Engine, bgr: Image, faces: Sequence[Face], widths: Sequence[float]) -> list[Gaze]:
    """Return FaceGaze's readings of faces, each the mean with its mirrored picture."""
    lefts: list[Image] = []
    rights: list[Image] = []
    heads: list[Gaze] = []
    size = (EYE_PX, EYE_PX)
    for face in faces:
        head = turned(Gaze(face.head.pitch, face.head.yaw), _tilt(face))
        for width in widths:
            # The crop of the right eye is mirrored: in the mirrored picture it is the left one.
            left, right = (
                cut_crop(bgr, eye_crop(eye, EYE_PX / width, size), size, crisp=True)
                for eye in face.eyes
            )
            lefts += [left, right]
            rights += [right[:, ::-1], left[:, ::-1]]
            heads += [head, Gaze(head.pitch, -head.yaw)]
    if not faces:
        return []
    read = engine.read_faces(np.stack(lefts), np.stack(rights), heads)
    count = 2 * len(widths)
    made = []
    for number, face in enumerate(faces):
        own = read[number * count : (number + 1) * count]
        pitch = SHARE.pitch * sum(gaze.pitch for gaze in own) / count
        yaw = SHARE.yaw * (sum(g.yaw for g in own[::2]) - sum(g.yaw for g in own[1::2])) / count
        made.append(turned(Gaze(pitch, yaw), -_tilt(face)))
    return made


def _quick(engine: Engine, faces: Sequence[KnownFace]) -> list[tuple[Gaze, float]]:
    """Return GazeNet's gazes of faces times FOLLOW, and the trust in them; eyes in one batch."""
    eyes = [(view, known.face.head) for known in faces for view in known.views]
    heads = [crop_redirection(Gaze(head.pitch, head.yaw), view.crop) for view, head in eyes]
    rows = engine.read_gaze([view for view, _ in eyes], heads).tolist()
    return [_mean(known.views, rows[2 * n : 2 * n + 2]) for n, known in enumerate(faces)]


def _mean(views: tuple[EyeView, EyeView], rows: Sequence[Sequence[float]]) -> tuple[Gaze, float]:
    """Return the mean of both eyes, each weighed by its inverse variance, and the trust in it.

    Two eyes of one face err together, so their mean isn't surer than the better one.
    """
    gazes = [frame_gaze(Gaze(*row[:2]), view.crop) for view, row in zip(views, rows, strict=True)]
    pitches, yaws = ([1 / row[axis] ** 2 for row in rows] for axis in (2, 3))
    pitch = sum(g.pitch * w for g, w in zip(gazes, pitches, strict=True)) / sum(pitches)
    yaw = sum(g.yaw * w for g, w in zip(gazes, yaws, strict=True)) / sum(yaws)
    sure = confidence(min(max(row[2:]) for row in rows))
    return Gaze(FOLLOW.pitch * pitch, FOLLOW.yaw * yaw), sure


def _tilt(face: Face) -> float:
    """Return the tilt of the line through both eyes' corners, clockwise in the picture, radians."""
    # An eye's own line leans by a few degrees; those of the two eyes lean to opposite sides.
    axes = [(e.landmarks[OUTER] - e.landmarks[INNER]) / max(e.width_px, 1e-6) for e in face.eyes]
    x, y = (axes[0] - axes[1]).tolist()
    return math.atan2(y, x)
