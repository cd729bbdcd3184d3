"""A capture of each person with known gaze: fitted to every other gaze, measured on the rest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from gazefix.correction.calibration import corrected_deg
from gazefix.errors import ProfileError
from gazefix.evaluation.known_gaze.eyes import KnownEyes, Photo
from gazefix.evaluation.known_gaze.patch_frames import frame_of_patches
from gazefix.evaluation.known_gaze.reading import NEAR_HEAD_DEG, Mask, Readings, Values
from gazefix.evaluation.measures import markdown_table
from gazefix.personal.fit import fit_reading
from gazefix.personal.recording import Shot, cut_shot
from gazefix.types import Gaze


@dataclass(frozen=True, slots=True, eq=False)
class Captured:
    """Held-out errors of people who could be captured.

    errors   (P, 3, 3) degrees, for each of NAMES: mean absolute pitch and yaw, and median angle
    refused  the people whose capture was refused, and why
    """

    errors: Values
    refused: dict[int, str]


NAMES: Final = ("uncalibrated", "still look", "capture")


def is_captured(photo: Photo) -> bool:
    """Return whether a photograph is of the gazes that are the capture: every other one, like the
    black squares of a chessboard."""
    return (photo.pitch_deg // 10 + photo.yaw_deg // 5) % 2 == 1


def captured_readings(readings: Readings, photos: tuple[Photo, ...]) -> Captured:
    """Return the held-out errors of each person after a capture, beside those without.

    photos   of the readings, in their order. Heads turned further than NEAR_HEAD_DEG don't count.
    """
    near = np.abs(readings.head_deg) <= NEAR_HEAD_DEG
    odd = np.array([is_captured(photo) for photo in photos])
    heads = np.column_stack([np.zeros(len(odd)), readings.head_deg]).astype(float)
    rows, refused = [], {}
    for person in sorted(set(readings.person.tolist())):
        own = near & (readings.person == person)
        try:
            rows.append(_person(readings, heads, own & odd, own & ~odd))
        except ProfileError as error:
            refused[person] = error.message
    return Captured(np.array(rows).reshape(-1, len(NAMES), 3), refused)


def _person(r: Readings, heads: Values, capture: Mask, rest: Mask) -> list[list[float]]:
    """Return mean absolute pitch and yaw, and the median angle, for each of NAMES."""
    dots = np.arange(int(capture.sum()))
    found = fit_reading(r.uncalibrated[capture], heads[capture], r.truth[capture], dots)
    captured = corrected_deg(found.profile, r.uncalibrated[rest], heads[rest])
    rows = []
    for values in (r.uncalibrated[rest], r.still_look[rest], captured):
        error = np.abs(values - r.truth[rest])
        error = error[np.isfinite(error).all(1)]
        rows.append([*error.mean(0).tolist(), float(np.median(np.hypot(*error.T)))])
    return rows


def shots_of(eyes: KnownEyes, photos: Sequence[Photo]) -> list[Shot]:
    """Return photographs as shots of a recording, each with a dot of its own. Heads turned further
    than NEAR_HEAD_DEG are left out."""
    shots = []
    for number, photo in enumerate(photos):
        if abs(photo.head_deg) > NEAR_HEAD_DEG:
            continue
        frame, (face,) = frame_of_patches(
            [(eyes.pictures(photo), eyes.eyes(photo), photo.head_deg)]
        )
        gaze = Gaze(math.radians(photo.pitch_deg), math.radians(photo.yaw_deg))
        shots.append(cut_shot(frame.bgr, face, gaze, number))
    return shots


def captured_table(captured: Captured) -> str:
    """Return the table as Markdown."""
    heads = ("reading", "pitch", "worst person", "yaw", "worst person", "median angle")
    rows = []
    for number, name in enumerate(NAMES if len(captured.errors) else ()):
        error = captured.errors[:, number]
        means, worst = error.mean(0), error.max(0)
        cells = [f"{value:.2f}" for k in range(2) for value in (means[k], worst[k])]
        rows.append([name, *cells, f"{means[2]:.2f}"])
    refused = "; ".join(f"person {who}: {why}" for who, why in captured.refused.items())
    people = len(captured.errors)
    note = f"{people} people, held-out gazes, heads within {NEAR_HEAD_DEG}; mean errors in degrees."
    return "\n".join([note, f"Refused: {refused or 'nobody'}", "", markdown_table(heads, rows)])
