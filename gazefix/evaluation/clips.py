"""How well clips are measured and corrected: contact mode, frame by frame, beside a judge of gaze (see `evaluate`)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from gazefix.config import Config
from gazefix.correction.corrector import Corrector
from gazefix.correction.gaze import NO_PROFILE, TO_CALIBRATE, Profile
from gazefix.errors import InputError
from gazefix.evaluation.photos import MIN_EYE_PX, MIN_OPEN, largest_face
from gazefix.media.video import ClipReader
from gazefix.types import FloatArray, Gaze

CLIP_SUFFIXES: Final = frozenset({".mp4", ".mkv", ".mov", ".webm", ".gif", ".avi"})
#: An eye that the judge gives a lower probability of being open is closed.
MAX_CLOSED: Final = 0.2
#: Frames whose eyes look so far beside the lens are those that contact mode is for.
AWAY_DEG: Final = (8.0, 20.0)


@dataclass(frozen=True, slots=True)
class ClipFigures:
    """One clip, eyes that the judge calls open; angles in degrees.

    frames             judged frames with open eyes of at least half of MIN_EYE_PX
    pitch_correlation, yaw_correlation   of the measured gaze with the judge's, over the clip
    pitch_difference, yaw_difference     mean absolute difference to the judge's, one constant offset for the clip removed
    pitch_offset, yaw_offset             that offset
    away_frames        frames whose uncorrected eyes look AWAY_DEG beside the lens to the judge
    away_before, away_after   its median angle to the lens on them, before and after correction
    away_after_calibrated     the same after a correction that knows the offset, as from a calibration
    closed_frames      frames with both eyes closed to the judge
    closed_opened      of these, how many look more open after correction
    """

    clip: str
    frames: int
    pitch_correlation: float
    yaw_correlation: float
    pitch_difference: float
    yaw_difference: float
    pitch_offset: float
    yaw_offset: float
    away_frames: int
    away_before: float
    away_after: float
    away_after_calibrated: float
    closed_frames: int
    closed_opened: int


def evaluate_clips(
    folder: Path,
    judge: Any,
    config: Config,
    *,
    every: int = 4,
    progress: Callable[[int, int], None] | None = None,
) -> list[ClipFigures]:
    """Corrects the clips of a folder in contact mode and judges every so-manieth frame before and after; then once more with
    the offset that this gave.

    Clips in which the judge sees no open eyes are left out. Raises InputError if the folder holds no clip.
    """
    files = (
        sorted(p for p in folder.iterdir() if p.suffix.lower() in CLIP_SUFFIXES)
        if folder.is_dir()
        else []
    )
    if not files:
        raise InputError(
            f"{folder} holds no clips",
            "--clips takes a folder of MP4, MKV, MOV, WebM, GIF or AVI files",
        )
    figures: list[ClipFigures] = []
    for number, file in enumerate(files):
        rows, closed = _judge_clip(file, judge, config, every, NO_PROFILE)
        if len(rows):
            found = _figures(file.name, np.array(rows), closed)
            pitch, yaw = np.mean([(row[6] - row[0], row[7] - row[1]) for row in rows], axis=0)
            known = replace(TO_CALIBRATE, bias=Gaze(math.radians(pitch), math.radians(yaw)))
            rows, _ = _judge_clip(file, judge, config, every, known)
            figures.append(replace(found, away_after_calibrated=_away(np.array(rows))[1]))
        if progress:
            progress(number + 1, len(files))
    return figures


def _judge_clip(
    file: Path, judge: Any, config: Config, every: int, profile: Profile
) -> tuple[list[tuple[float, ...]], list[bool]]:
    """For frames with open eyes: judged and measured (pitch, yaw), angle to the lens before and after, and (pitch, yaw) as a
    calibration would measure them; and for frames with closed ones, whether they look more open after."""
    rows: list[tuple[float, ...]] = []
    closed: list[bool] = []
    with ClipReader(file) as reader, Corrector(config, profile=profile) as corrector:
        for number, frame in enumerate(reader):
            correction = corrector.correct(frame)
            if number % every or not correction.measurement.seen:
                continue
            before = largest_face(judge, frame.bgr)
            if before is None or before["eye_px"] < MIN_EYE_PX / 2:
                continue
            after = largest_face(judge, correction.frame.bgr, frame.bgr) or before
            gaze = correction.measurement.seen[0].gaze
            if gaze is not None and min(before["open"]) > MIN_OPEN:
                measured = (math.degrees(gaze.gaze.pitch), math.degrees(gaze.gaze.yaw))
                corrector.profile = TO_CALIBRATE
                seen = corrector.see(frame, correction.measurement.faces[:1], gaze=True).seen[0]
                corrector.profile = profile
                full = seen.gaze.gaze if seen.gaze else gaze.gaze
                raw = (math.degrees(full.pitch), math.degrees(full.yaw))
                rows.append(
                    (before["pitch"], before["yaw"], *measured, before["off"], after["off"], *raw)
                )
            elif max(before["open"]) < MAX_CLOSED:
                closed.append(max(after["open"]) > max(before["open"]) + 0.1)
    return rows, closed


def _figures(name: str, rows: FloatArray, closed: list[bool]) -> ClipFigures:
    pitch, yaw = rows[:, 2] - rows[:, 0], rows[:, 3] - rows[:, 1]
    away_before, away_after = _away(rows)

    def correlation(one: FloatArray, two: FloatArray) -> float:
        return float(np.corrcoef(one, two)[0, 1]) if len(one) > 2 else math.nan

    return ClipFigures(
        clip=name,
        frames=len(rows),
        pitch_correlation=correlation(rows[:, 0], rows[:, 2]),
        yaw_correlation=correlation(rows[:, 1], rows[:, 3]),
        pitch_difference=float(np.abs(pitch - pitch.mean()).mean()),
        yaw_difference=float(np.abs(yaw - yaw.mean()).mean()),
        pitch_offset=float(pitch.mean()),
        yaw_offset=float(yaw.mean()),
        away_frames=int(_is_away(rows).sum()),
        away_before=away_before,
        away_after=away_after,
        away_after_calibrated=math.nan,
        closed_frames=len(closed),
        closed_opened=sum(closed),
    )


def _is_away(rows: FloatArray) -> npt.NDArray[np.bool_]:
    """(N,): the frames whose uncorrected eyes look AWAY_DEG beside the lens to the judge."""
    away: npt.NDArray[np.bool_] = (rows[:, 4] >= AWAY_DEG[0]) & (rows[:, 4] <= AWAY_DEG[1])
    return away


def _away(rows: FloatArray) -> tuple[float, float]:
    """The median angle to the lens on these frames, before and after correction."""
    chosen = rows[_is_away(rows)]
    return (
        (float(np.median(chosen[:, 4])), float(np.median(chosen[:, 5])))
        if len(chosen)
        else (math.nan, math.nan)
    )
