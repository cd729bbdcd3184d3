"""Where faces look now, from both networks' readings."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from gazefix.correction.gaze.anchors import Anchor, LookUnderWay
from gazefix.correction.gaze.looks import VIEWS, View, begin_look, face_crops, look_of
from gazefix.correction.gaze.profile import Profile, standard_error
from gazefix.imaging.crops import EyeView
from gazefix.imaging.geometry import crop_redirection, frame_gaze
from gazefix.networks.engine import Engine
from gazefix.types import Face, Gaze, GazeReading, Image

#: Standard error of a GazeNet reading that is trusted fully, degrees.
SURE_DEG: Final = 4.0
#: Standard error from which a reading is a guess, degrees.
GUESS_DEG: Final = 12.0
#: Change of the gaze for each change that GazeNet reads: it was trained briefly, so that it keeps
#: to real eyes.
FOLLOW: Final = Gaze(pitch=1.4, yaw=1.1)


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
) -> list[tuple[GazeReading, Anchor]]:
    """Return where faces of a picture look, and the anchors of their next readings.

    Faces without an anchor are looked at now, by `views`, and those whose anchor is stale. Of the
    others one is looked at, if that is due, and what was seen is told with the next reading.
    """
    if not faces:
        return []
    quick = _quick(engine, faces)
    anchors = [known.anchor.answered() if known.anchor else None for known in faces]
    asked, due = {}, []
    for number, (known, anchor, (gaze, _)) in enumerate(zip(faces, anchors, quick, strict=True)):
        if anchor is None:
            asked[number] = views
        elif known.veiled:
            continue
        elif anchor.is_stale(gaze, time_s):
            asked[number] = anchor.views
        elif anchor.is_due(gaze, time_s):
            due.append((anchor.time_s, number))
    crops = [(faces[number].face, own) for number, own in asked.items()]
    answers = iter(engine.read_faces(*face_crops(bgr, crops)) if crops else ())
    for number, own in asked.items():
        now = quick[number][0]
        look, apart = look_of(faces[number].face, now, own, list(islice(answers, len(own))))
        old, first = anchors[number], Anchor(look, now, time_s, apart)
        anchors[number] = old.renewed(look, now, time_s) if old else first
    if due:
        _, number = min(due)  # one at a time: the one that waits longest
        anchor, face, now = anchors[number], faces[number].face, quick[number][0]
        assert anchor is not None  # it is due
        look_later = begin_look(engine, bgr, face, now, anchor.views)
        anchors[number] = replace(anchor, under_way=LookUnderWay(look_later, now, time_s))
    made = []
    for known, anchor, (now, sure) in zip(faces, anchors, quick, strict=True):
        assert anchor is not None  # a face without one was looked at
        gaze = profile.corrected(anchor.moved(now), known.face.head)
        made.append((GazeReading(gaze, sure, standard_error(known.face, profile)), anchor))
    return made


def retold(
    reading: GazeReading, face: Face, anchor: Anchor, profile: Profile
) -> tuple[GazeReading, Anchor]:
    """Return the reading of a face whose eyes have not changed, and its anchor, after the look
    under way, if there is one."""
    look, anchor = anchor.under_way, anchor.answered()
    if look is None:
        return reading, anchor
    gaze = profile.corrected(anchor.moved(look.quick), face.head)
    return replace(reading, gaze=gaze), anchor


def confidence(error: float) -> float:
    """Return the trust in a GazeNet reading of this standard error (radians), 0..1."""
    return min(1.0, max(0.0, (GUESS_DEG - math.degrees(error)) / (GUESS_DEG - SURE_DEG)))


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
