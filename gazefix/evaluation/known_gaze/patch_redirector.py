"""Redirects eye patches as GazeFix redirects single pictures."""

from __future__ import annotations

import math
from collections.abc import Sequence

from gazefix.config import Config
from gazefix.correction.redirector import EyeRedirector
from gazefix.evaluation.known_gaze.eyes import KnownEyes, Photo
from gazefix.evaluation.known_gaze.patch_frames import PatchPair, cut_patches, frame_of_patches
from gazefix.networks.engine import Engine
from gazefix.types import Gaze


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
