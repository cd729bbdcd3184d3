"""Carry faces from frame to frame between two calls of the localizer.

A head before a camera drifts, turns and comes nearer. Where the pixels around both eyes are those
of an earlier frame under an affine map, the eyes' landmarks move by that map. So the localizer is
called every few frames only, and at once where a lid, an iris or a head moves otherwise. Where
nothing but the map changed, the gaze is not read again either.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from gazefix.faces.templates.compiled_template import template_of
from gazefix.faces.templates.eye_templates import STILL, Template
from gazefix.imaging.geometry import FloatMatrix
from gazefix.types import Face, Frame

#: Longest time that a face is carried, in seconds: somebody else may have come.
CARRY_S: Final = 0.15
#: Templates older than this are discarded, in seconds.
TEMPLATE_S: Final = 0.3
#: Share of the localizer's finding in the landmarks of a face that only drifted. Calls are fewer
#: then; with this share their noise, smoothed over time, is no more than with a call each frame: a
#: share w leaves w / (2 - w) of the noise's power.
NEW_SHARE: Final = 0.4
#: Landmarks further apart than this, in eye widths, are another face's. The localizer's noise is a
#: tenth of it.
SAME_FACE_WIDTHS: Final = 0.1
#: Calls with the same number of faces before any is carried: the localizer finds a crowd gradually.
SETTLED_CALLS: Final = 10
#: Largest difference of a tile in an eye that can be followed, as the shift in pixels of the crop
#: that would cause it (root mean square, over the mean slope). On clips of people before a camera,
#: landmarks of eyes below it lie within 0.25 to 0.75 px of the localizer's, which is its own noise.
LOST_PX: Final = 1.7
#: The same in an eye that only moved: its gaze is not read again. Doubled, small saccades are lost.
CHANGED_PX: Final = 0.5


@dataclass(slots=True, eq=False)
class _Followed:
    """A template, and the motion and the change of its eye in the last frame."""

    template: Template
    motion: FloatMatrix = field(default_factory=STILL.copy)
    changed_px: float = 0.0


class FaceCarrier:
    """Carries the faces of a frame along. Times are those of the frames.

    unchanged   whether the faces of the last frame only moved since they were found
    """

    def __init__(self) -> None:
        self._faces: tuple[Face, ...] = ()
        self._eyes: list[_Followed] = []
        self._found_s = math.inf
        self._size = (0, 0)
        self._calls = 0
        self.unchanged = False

    def reset(self) -> None:
        """Forget the faces: the next frame is of another scene or source."""
        self._faces, self._found_s, self._calls = (), math.inf, 0

    def found(self, frame: Frame, faces: Sequence[Face]) -> tuple[Face, ...]:
        """Remember the faces that the localizer found, and return them.

        Landmarks of faces that only drifted are averaged with those known before.
        """
        known = self._followed(frame)
        if self.unchanged and len(known) == len(faces):
            faces = [_steadied(*pair) for pair in zip(known, faces, strict=True)]
        self._calls = self._calls + 1 if len(faces) == len(self._faces) else 0
        self._faces, self._found_s = tuple(faces), math.inf
        if self._calls >= SETTLED_CALLS:
            made = [template_of(frame, eye) for face in faces for eye in face.eyes]
            self._eyes = [_Followed(template) for template in made if template]
            if len(self._eyes) == 2 * len(faces):
                self._found_s, self._size = frame.time_s, frame.size
        return self._faces

    def carried(self, frame: Frame) -> tuple[Face, ...]:
        """Return the faces of a later frame; () where the localizer must be called."""
        return self._followed(frame) if 0 < frame.time_s - self._found_s < CARRY_S else ()

    def _followed(self, frame: Frame) -> tuple[Face, ...]:
        """Return the faces where they are in a frame; () where one cannot be followed."""
        self.unchanged = False
        if not 0 < frame.time_s - self._found_s < TEMPLATE_S or frame.size != self._size:
            return ()
        for eye in self._eyes:
            eye.motion, eye.changed_px = eye.template.follow(frame, eye.motion)
            if eye.changed_px > LOST_PX:
                self._found_s = math.inf  # the templates are older than the change
                return ()
        self.unchanged = all(eye.changed_px <= CHANGED_PX for eye in self._eyes)
        pairs = zip(self._eyes[::2], self._eyes[1::2], strict=True)
        return tuple(_moved(*each) for each in zip(self._faces, pairs, strict=True))


def _moved(face: Face, followed: tuple[_Followed, _Followed]) -> Face:
    """Return a face with its eyes moved."""
    eyes = [f.template.moved(eye, f.motion) for eye, f in zip(face.eyes, followed, strict=True)]
    ways = [new.landmarks - old.landmarks for new, old in zip(eyes, face.eyes, strict=True)]
    x, y = np.concatenate(ways).mean(0).tolist()
    x0, y0, x1, y1 = face.box
    return replace(face, left=eyes[0], right=eyes[1], box=(x0 + x, y0 + y, x1 + x, y1 + y))


def _steadied(known: Face, found: Face) -> Face:
    """Return a found face, averaged with the known one where both are the same."""
    eyes = []
    for before, now in zip(known.eyes, found.eyes, strict=True):
        apart = now.landmarks - before.landmarks
        if float(np.abs(apart).max()) > SAME_FACE_WIDTHS * now.width_px:
            return found
        eyes.append(replace(now, landmarks=before.landmarks + np.float32(NEW_SHARE) * apart))
    return replace(found, left=eyes[0], right=eyes[1])
