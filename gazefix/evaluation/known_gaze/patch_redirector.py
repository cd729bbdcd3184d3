"""Redirects and reads eye patches as GazeFix does single pictures."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from gazefix.config import Config, CorrectionConfig
from gazefix.correction.gaze import NO_PROFILE, Profile, standard_error
from gazefix.correction.policy import (
    Decision,
    Reason,
    Seen,
    decide_face,
    scaled,
    weighted_sum,
)
from gazefix.correction.redirector import EyeRedirector
from gazefix.evaluation.known_gaze.eyes import KnownEyes, Photo
from gazefix.evaluation.known_gaze.patch_frames import PatchPair, cut_patches, frame_of_patches
from gazefix.networks.engine import Engine
from gazefix.types import Face, Gaze, GazeReading

#: Photographs that are read at once.
_BATCH = 16


class PatchRedirector:
    """Redirects photographs as GazeFix redirects single pictures."""

    def __init__(self, eyes: KnownEyes, config: Config) -> None:
        """Raises ModelError and DeviceError."""
        self._eyes = eyes
        self._redirector = EyeRedirector(Engine(config.engine))

    def redirect(
        self, asked: Sequence[tuple[Photo, Gaze]]
    ) -> list[tuple[PatchPair, tuple[float, float]]]:
        """Return for each photograph the redirected left and right patch, and the share of the
        asked angle that each got."""
        photos = [(self._eyes.pictures(p), self._eyes.eyes(p), p.head_deg) for p, _ in asked]
        frame, faces = frame_of_patches(photos)
        angles = [angle for _, angle in asked for _ in range(2)]
        measurement = self._redirector.see(frame, faces)
        correction = self._redirector.redirect(frame, measurement, angles)
        shares = [
            _angle(decision.redirection) / _angle(angle)
            for decision, angle in zip(correction.decisions, angles, strict=True)
        ]
        # Decisions come for the subject's left eye first, which is the picture's right one.
        pairs = zip(shares[1::2], shares[::2], strict=True)
        size = photos[0][0][0].shape[0]
        return list(zip(cut_patches(correction.frame.bgr, size), pairs, strict=True))


def _angle(gaze: Gaze) -> float:
    return math.hypot(gaze.pitch, gaze.yaw)


@dataclass(frozen=True, slots=True, eq=False)
class ReadPhoto:
    """A photograph's face in a frame, and its reading without a profile.

    shown   the share of each eye's correction that is left where an iris is hidden
    """

    face: Face
    reading: GazeReading
    frame_size: tuple[int, int]
    shown: tuple[float, ...]

    def told(self, profile: Profile, settings: CorrectionConfig) -> tuple[Gaze, Gaze, Gaze]:
        """Return gaze, its standard error, and the redirection that the policy asks; radians."""
        error = standard_error(self.face, profile)
        gaze = profile.corrected(self.reading.gaze, self.face.head)
        seen = Seen(self.face, replace(self.reading, gaze=gaze, error=error))
        decided, _ = decide_face(seen, None, settings, self.frame_size, 0.0, 0.0)
        left, right = (scaled(d.redirection, of) for d, of in zip(decided, self.shown, strict=True))
        return gaze, error, weighted_sum(left, 0.5, right, 0.5)


def read_photos(
    eyes: KnownEyes, engine: Engine, progress: Callable[[int, int], None] | None = None
) -> list[ReadPhoto]:
    """Read all photographs of a file; `progress` hears (photographs done, all photographs)."""
    made: list[ReadPhoto] = []
    redirector = EyeRedirector(engine, NO_PROFILE)
    whole = (Decision(Gaze(1.0, 0.0), Reason.CORRECTING),) * 2
    for begin in range(0, len(eyes.photos), _BATCH):
        some = eyes.photos[begin : begin + _BATCH]
        frame, faces = frame_of_patches(
            [(eyes.pictures(p), eyes.eyes(p), p.head_deg) for p in some]
        )
        for seen in redirector.see(frame, faces, gaze=True).seen:
            assert seen.gaze is not None  # it was asked for
            left = redirector.without_hidden(frame, seen.views, whole)
            shown = tuple(decision.redirection.pitch for decision in left)
            made.append(ReadPhoto(seen.face, seen.gaze, frame.size, shown))
        if progress:
            progress(len(made), len(eyes.photos))
    return made
