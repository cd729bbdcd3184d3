"""How well clips are measured and corrected: contact mode, frame by frame, against a judge."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from gazefix.config import Config
from gazefix.correction.corrector import Corrector
from gazefix.correction.gaze import NO_PROFILE, Profile
from gazefix.evaluation.judge import MIN_EYE_PX, MIN_OPEN, Judge, files_in, largest_face
from gazefix.imaging.geometry import FloatMatrix
from gazefix.media.video import ClipReader
from gazefix.types import FloatArray, Gaze

CLIP_SUFFIXES: Final = frozenset({".mp4", ".mkv", ".mov", ".webm", ".gif", ".avi"})
#: Eyes with at most this probability of being open are closed.
MAX_CLOSED: Final = 0.2
#: Angles to the lens, in degrees, that contact mode is for.
AWAY_DEG: Final = (8.0, 20.0)
#: Angle to the lens up to which correction must do no harm, and what counts as harm, in degrees.
NEAR_DEG: Final = 5.0
WORSE_DEG: Final = 1.5
#: Angle to the lens within which viewers feel eye contact, in degrees.
CONTACT_DEG: Final = 4.0
#: What `contact_figures` returns, for a table.
CONTACT_COLUMNS: Final = (
    f"left of {AWAY_DEG[0]:.0f} to {AWAY_DEG[1]:.0f} degrees",
    f"worse by {WORSE_DEG} within {NEAR_DEG:.0f}",
    f"within {CONTACT_DEG:.0f} before",
    "after",
)


@dataclass(frozen=True, slots=True)
class ClipFigures:
    """The figures of one clip, for eyes that the judge calls open; angles in degrees.

    frames                  judged frames with open eyes of at least half of MIN_EYE_PX
    *_correlation           of the measured gaze with the judged, over the clip
    *_difference            mean absolute difference to the judged gaze, without the offset
    *_offset                its constant part
    away_frames             frames whose uncorrected eyes are judged AWAY_DEG from the lens
    away_before, _after     median judged angle to the lens in these, before and after correction
    away_after_calibrated   the same after a correction that knows the offset
    near_frames             frames whose uncorrected eyes are judged within NEAR_DEG of the lens
    near_worse              those of them that are judged WORSE_DEG further away after correction
    contact_before, _after  share of all frames judged within CONTACT_DEG of the lens
    closed_frames           frames with both eyes judged closed
    closed_opened           those of them that look more open after correction
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
    near_frames: int
    near_worse: int
    contact_before: float
    contact_after: float
    closed_frames: int
    closed_opened: int


def evaluate_clips(
    folder: Path,
    judge: Judge,
    config: Config,
    *,
    every: int = 4,
    progress: Callable[[int, int], None] | None = None,
) -> list[ClipFigures]:
    """Correct the clips of a folder in contact mode and judge every nth frame before and after;
    then again, calibrated with the offset that this gave.

    Clips in which the judge sees no open eyes are left out. Raises InputError if the folder holds
    no clip.
    """
    hint = "--clips takes a folder of MP4, MKV, MOV, WebM, GIF or AVI files"
    files = files_in(folder, CLIP_SUFFIXES, "clips", hint)
    figures: list[ClipFigures] = []
    for number, file in enumerate(files):
        rows, closed = _judge_clip(file, judge, config, every, NO_PROFILE)
        if len(rows):
            found = clip_figures(file.name, np.array(rows), closed)
            offset = Gaze(math.radians(found.pitch_offset), math.radians(found.yaw_offset))
            known = Profile(bias=offset, error=Gaze(0.0, 0.0))
            rows, _ = _judge_clip(file, judge, config, every, known)
            figures.append(replace(found, away_after_calibrated=_away(np.array(rows))[1]))
        if progress:
            progress(number + 1, len(files))
    return figures


def _judge_clip(
    file: Path, judge: Judge, config: Config, every: int, profile: Profile
) -> tuple[list[tuple[float, ...]], list[bool]]:
    """For frames with open eyes: judged and measured (pitch, yaw), angle to the lens before and
    after. For frames with closed eyes: whether they look more open after."""
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
                judged = (before["pitch"], before["yaw"])
                rows.append((*judged, *measured, before["off"], after["off"]))
            elif max(before["open"]) < MAX_CLOSED:
                closed.append(max(after["open"]) > max(before["open"]) + 0.1)
    return rows, closed


def clip_figures(name: str, rows: FloatArray, closed: list[bool]) -> ClipFigures:
    """Return a clip's figures from what `_judge_clip` found; rows (N, 6) in degrees."""
    pitch, yaw = rows[:, 2] - rows[:, 0], rows[:, 3] - rows[:, 1]
    away_before, away_after = _away(rows)
    before, after = rows[:, 4], rows[:, 5]

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
        near_frames=int((before <= NEAR_DEG).sum()),
        near_worse=int(((before <= NEAR_DEG) & (after - before > WORSE_DEG)).sum()),
        contact_before=float((before <= CONTACT_DEG).mean()),
        contact_after=float((after <= CONTACT_DEG).mean()),
        closed_frames=len(closed),
        closed_opened=sum(closed),
    )


def contact_figures(truth: FloatMatrix, turns: FloatMatrix) -> dict[str, float]:
    """Return what contact mode does to eyes by their true gaze, where they turn as far as asked.

    left_deg       median angle to the lens that is left of AWAY_DEG
    worse_share    share of eyes within NEAR_DEG that end further from the lens, by WORSE_DEG
    contact_before, contact_after   share of all eyes within CONTACT_DEG

    truth, turns   (N, 2) gaze and redirection in degrees; eyes whose redirection is NaN don't count
    """
    known = np.isfinite(turns).all(1)
    before, after = (np.hypot(*gaze[known].T) for gaze in (truth, truth + turns))
    away, near = (before >= AWAY_DEG[0]) & (before <= AWAY_DEG[1]), before <= NEAR_DEG

    def share(of: npt.NDArray[np.bool_]) -> float:
        return float(of.mean()) if len(of) else math.nan

    return {
        "left_deg": float(np.median(after[away])) if away.any() else math.nan,
        "worse_share": share((after - before > WORSE_DEG)[near]),
        "contact_before": share(before <= CONTACT_DEG),
        "contact_after": share(after <= CONTACT_DEG),
    }


def _is_away(rows: FloatArray) -> npt.NDArray[np.bool_]:
    away: npt.NDArray[np.bool_] = (rows[:, 4] >= AWAY_DEG[0]) & (rows[:, 4] <= AWAY_DEG[1])
    return away


def _away(rows: FloatArray) -> tuple[float, float]:
    """Median angle to the lens before and after correction, of the frames that look away."""
    chosen = rows[_is_away(rows)]
    if not len(chosen):
        return math.nan, math.nan
    return float(np.median(chosen[:, 4])), float(np.median(chosen[:, 5]))
