"""Faces of a clip calibrated by moments in which they look into the lens. Pure."""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from gazefix.correction.blinks import CLOSED_OPENNESS
from gazefix.correction.gaze import Profile, standard_error
from gazefix.correction.saved_profiles import MAX_BIAS_DEG
from gazefix.processing.clip_faces import ClipFace, FaceSeries
from gazefix.types import Gaze

logger = logging.getLogger(__name__)

#: Time before and after a moment that belongs to it, in seconds: longer than half a blink.
AROUND_S: Final = 0.2


def lens_profiles(faces: Sequence[ClipFace], moments_s: Sequence[float]) -> dict[int, Profile]:
    """Return the calibration of each face, by its number, that looks into the lens at a moment.

    The largest open-eyed face of a moment is meant. Moments without one, and faces that look far
    beside the lens, are logged.
    """
    made: dict[int, Profile] = {}
    for moment_s in moments_s:
        looks = [look for face in faces if (look := _look(face, moment_s))]
        if not looks:
            logger.warning("No face with open eyes at %g s (--lens-at)", moment_s)
            continue
        _, number, gaze = max(looks, key=lambda look: look[0])
        beside_deg = math.degrees(max(abs(gaze.pitch), abs(gaze.yaw)))
        if beside_deg > MAX_BIAS_DEG:
            text = "At %g s the eyes look %.0f degrees beside the lens; --lens-at is not used"
            logger.warning(text, moment_s, beside_deg)
        else:
            made[number] = Profile.of_look(gaze)
    return made


def calibrated(series: FaceSeries, profile: Profile) -> FaceSeries:
    """Return a face that was read without a calibration, with this one."""
    faces = [series.face(i) for i in range(len(series.gaze))]
    gazes = [profile.corrected(series.reading(i).gaze, f.head) for i, f in enumerate(faces)]
    errors = [standard_error(face, profile) for face in faces]
    gaze, error = (
        np.array([(of.pitch, of.yaw) for of in values], np.float32) for values in (gazes, errors)
    )
    return replace(series, gaze=gaze, error=error)


def _look(face: ClipFace, moment_s: float) -> tuple[float, int, Gaze] | None:
    """Return a face's area, number and gaze around a moment, or None where its eyes are closed."""
    near = np.flatnonzero(np.abs(np.array(face.times_s) - moment_s) <= AROUND_S)
    if not len(near):
        return None
    series = face.series
    rows = near[(series.openness[near].min(1) > CLOSED_OPENNESS) & ~series.unread[near]]
    if not len(rows):
        return None
    pitch, yaw = np.median(series.gaze[rows], axis=0).tolist()
    return series.face(int(rows[0])).area_px, face.number, Gaze(pitch, yaw)
