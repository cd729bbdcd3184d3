"""Where a face looks: two networks' readings as one, by the person's calibration.

FaceGaze reads the gaze rightly and takes 3 ms; GazeNet reads too little and takes 0.2. In live
frames a look by FaceGaze some times a second anchors GazeNet, which follows the changes between.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Self

import numpy as np

from gazefix.correction.filters import smoothstep
from gazefix.imaging.crops import EyeView, cut_crop, mirrored
from gazefix.imaging.geometry import crop_redirection, eye_crop, frame_gaze
from gazefix.networks.configs import EYE_PX
from gazefix.networks.engine import Engine
from gazefix.types import INNER, OUTER, Face, Gaze, GazeReading, HeadPose, Image

#: Standard error of a GazeNet reading that is trusted fully, degrees.
SURE_DEG: Final = 4.0
#: Standard error from which a reading is a guess, degrees.
GUESS_DEG: Final = 12.0
#: What FaceGaze sees: crops of a width in eye widths, and whether of the mirrored picture. Wider
#: crops add an error that turns with the head, by +0.05 (1.8) and +0.23 (2.2) of its yaw; narrower
#: ones take it away, -0.05 (1.4). Measured on eyes of known gaze.
View = tuple[float, bool]
#: Of single pictures. Live, looks take the first half and the second in turn: their mean over time
#: is that of a single picture, at half the cost.
VIEWS: Final[tuple[View, ...]] = ((1.4, False), (1.8, True), (1.4, True), (1.8, False))
#: Of clips: they err a little more, in half the time.
CLIP_VIEWS: Final[tuple[View, ...]] = ((1.6, False), (1.6, True))
#: Share of a look's news that its half of VIEWS may owe to itself.
APART_SHARE: Final = 0.5
#: Share of FaceGaze's angle that is taken as the gaze. Crops this narrow enlarge yaw by 1.08. Pitch
#: is shrunk, as the best guess from a reading whose errors are half as wide as people's gaze.
SHARE: Final = Gaze(pitch=0.85, yaw=0.92)
#: Yaw of a look: shares of FaceGaze's, of GazeNet's (times FOLLOW), and of the head's, which
#: GazeNet's turns with. The two err apart. Chosen on one half of 24 people, for the other half.
YAW_SHARES: Final = (0.8, 0.25, -0.065)
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
READING_DEG: Final = Gaze(pitch=2.5, yaw=2.0)
HEAD_SHARE: Final = 0.1
#: Error of one look into the lens, degrees.
LOOK_DEG: Final = Gaze(pitch=2.2, yaw=2.7)
#: Pitch of a person with known offset for each degree read: less of it is error, so that it need
#: not be shrunk. Chosen on one half of 24 people, for the other half.
KNOWN_SHARE: Final = 1.16
#: Longest time between two looks, in seconds. Doubled, the error on clips grows by a sixth.
LOOK_EVERY_S: Final = 0.25
#: The same after a look whose news was less than SETTLED_DEG, in degrees.
LOOK_SETTLED_S: Final = 0.4
SETTLED_DEG: Final = 1.0
#: A look waits for so long, in seconds, for a frame in which the face is not looked for, too: both
#: in one frame take twice as long as one of them.
BUSY_WAIT_S: Final = 0.1
#: Shortest time between two looks, in seconds, and the change in degrees that ends the wait.
LOOK_AGAIN_S: Final = 0.1
LOOK_MOVED_DEG: Final = 3.0
#: Share of a look's news that is taken in; the rest is noise. It grows by 1 for each NEWS_DEG.
NEWS_SHARE: Final = 0.4
NEWS_DEG: Final = 4.0


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


@dataclass(frozen=True, slots=True)
class Anchor:
    """A face's gaze at the last look by FaceGaze, which GazeNet's changes since then move.

    gaze    what the looks so far say, radians
    quick   GazeNet's gaze times FOLLOW at that time
    time_s  of the look
    apart   by how much the next half of VIEWS is read further than both, radians
    turn    that half, 0 or 1
    settled whether the look brought hardly any news
    """

    gaze: Gaze
    quick: Gaze
    time_s: float
    apart: Gaze
    turn: int = 0
    settled: bool = False

    def moved(self, quick: Gaze) -> Gaze:
        """Return the gaze when GazeNet reads `quick`."""
        pitch, yaw = quick.pitch - self.quick.pitch, quick.yaw - self.quick.yaw
        low, high = STILL_DEG
        share = smoothstep((math.degrees(math.hypot(pitch, yaw)) - low) / (high - low))
        return Gaze(self.gaze.pitch + share * pitch, self.gaze.yaw + share * yaw)

    def is_due(self, quick: Gaze, time_s: float, *, busy: bool = False) -> bool:
        """Return whether it is time to look again, in a frame that is `busy` with other work."""
        since_s = time_s - self.time_s
        longest_s = LOOK_SETTLED_S if self.settled else LOOK_EVERY_S
        way = math.hypot(quick.pitch - self.quick.pitch, quick.yaw - self.quick.yaw)
        early = since_s >= LOOK_AGAIN_S and math.degrees(way) > LOOK_MOVED_DEG
        return early or not 0 <= since_s < longest_s + BUSY_WAIT_S * busy

    @property
    def views(self) -> tuple[View, ...]:
        """Views of the next look."""
        half = len(VIEWS) // 2
        return VIEWS[half * self.turn : half * (self.turn + 1)]

    def renewed(self, look: Gaze, quick: Gaze, time_s: float) -> Anchor:
        """Return the anchor after another look."""
        expected = self.moved(quick)
        pitch = look.pitch - self.apart.pitch - expected.pitch
        yaw = look.yaw - self.apart.yaw - expected.yaw
        news_deg = math.degrees(math.hypot(pitch, yaw))
        share = min(1.0, NEWS_SHARE + news_deg / NEWS_DEG)
        gaze = Gaze(expected.pitch + share * pitch, expected.yaw + share * yaw)
        other = Gaze(
            -self.apart.pitch - APART_SHARE * (1 - share) * pitch,
            -self.apart.yaw - APART_SHARE * (1 - share) * yaw,
        )
        return Anchor(gaze, quick, time_s, other, 1 - self.turn, news_deg < SETTLED_DEG)


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
    views: Sequence[View] = VIEWS,
    time_s: float = 0.0,
    busy: bool = False,
) -> list[tuple[GazeReading, Anchor]]:
    """Return where faces of a picture look, and the anchors of their next readings.

    busy   the frame has other work: looks that can wait do
    """
    if not faces:
        return []
    quick = _quick(engine, faces)
    due = {
        number: known.anchor.views if known.anchor else views
        for number, (known, (gaze, _)) in enumerate(zip(faces, quick, strict=True))
        if known.anchor is None
        or (not known.veiled and known.anchor.is_due(gaze, time_s, busy=busy))
    }
    asked = [(faces[number].face, quick[number][0], own) for number, own in due.items()]
    looks = dict(zip(due, _look(engine, bgr, asked), strict=True))
    made = []
    for number, (known, (now, sure)) in enumerate(zip(faces, quick, strict=True)):
        anchor = known.anchor
        if number in looks:
            look, apart = looks[number]
            first = Anchor(look, now, time_s, apart)
            anchor = anchor.renewed(look, now, time_s) if anchor else first
        assert anchor is not None  # a face without one was looked at
        gaze = profile.corrected(anchor.moved(now), known.face.head)
        made.append((GazeReading(gaze, sure, standard_error(known.face, profile)), anchor))
    return made


def standard_error(face: Face, profile: Profile) -> Gaze:
    """Return the standard error of a face's reading, radians."""
    turned = HEAD_SHARE * math.hypot(face.head.pitch, face.head.yaw)
    pitch, yaw = math.radians(READING_DEG.pitch), math.radians(READING_DEG.yaw)
    known = profile.error
    return Gaze(math.hypot(pitch, turned, known.pitch), math.hypot(yaw, turned, known.yaw))


def confidence(error: float) -> float:
    """Return the trust in a GazeNet reading of this standard error (radians), 0..1."""
    return min(1.0, max(0.0, (GUESS_DEG - math.degrees(error)) / (GUESS_DEG - SURE_DEG)))


def turned(gaze: Gaze, tilt: float) -> Gaze:
    """Return a small gaze of the picture in axes that are tilted clockwise by `tilt` radians."""
    cos, sin = math.cos(tilt), math.sin(tilt)
    return Gaze(gaze.pitch * cos + gaze.yaw * sin, gaze.yaw * cos - gaze.pitch * sin)


def _look(
    engine: Engine, bgr: Image, asked: Sequence[tuple[Face, Gaze, Sequence[View]]]
) -> list[tuple[Gaze, Gaze]]:
    """Return the looks at faces, and by how much the first half of the views is read further.

    asked   faces, GazeNet's reading of each, and its views
    """
    lefts: list[Image] = []
    rights: list[Image] = []
    heads: list[Gaze] = []
    size = (EYE_PX, EYE_PX)
    for face, _, views in asked:
        head = turned(Gaze(face.head.pitch, face.head.yaw), _tilt(face))
        for width, flip in views:
            # The crop of the right eye is mirrored: in the mirrored picture it is the left one.
            left, right = (
                cut_crop(bgr, eye_crop(eye, EYE_PX / width, size), size, crisp=True)
                for eye in (face.eyes[::-1] if flip else face.eyes)
            )
            lefts.append(left)
            rights.append(mirrored(right))
            heads.append(Gaze(head.pitch, -head.yaw if flip else head.yaw))
    if not asked:
        return []
    read = iter(engine.read_faces(np.stack(lefts), np.stack(rights), heads))
    made = []
    for face, quick, views in asked:
        own = zip(views, islice(read, len(views)), strict=True)
        rows = np.array([(gaze.pitch, -gaze.yaw if flip else gaze.yaw) for (_, flip), gaze in own])
        rows *= (SHARE.pitch, SHARE.yaw)
        mean = rows.mean(0)
        further = rows[: len(rows) // 2].mean(0) - mean
        level, apart = (turned(Gaze(*of.tolist()), -_tilt(face)) for of in (mean, further))
        own_share, quick_share, head_share = YAW_SHARES
        yaw = own_share * level.yaw + quick_share * quick.yaw + head_share * face.head.yaw
        made.append((Gaze(level.pitch, yaw), Gaze(apart.pitch, own_share * apart.yaw)))
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
