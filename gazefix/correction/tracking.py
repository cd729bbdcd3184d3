"""What is remembered of each face from frame to frame: smoothed landmarks and gaze, the policy's state, its eyes' warps.

Faces of one frame are taken for those of the last by where they stand. A face that is missing for less than LOST_S goes on as
if it had been there; one that comes later is new, and its correction fades in.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from gazefix.correction.filters import OneEuro, Smoothed, low_pass, one_euro
from gazefix.correction.policy import CLOSED_OPENNESS, PolicyState
from gazefix.imaging.crops import EyePlace
from gazefix.imaging.prepared_warp import PreparedWarp
from gazefix.types import Eye, Face, FloatArray, Gaze, Side

#: A face that is away for longer is forgotten.
LOST_S: Final = 0.5
#: Time steps that a filter is given: a pause, or times that stand still, must not upset it.
SHORTEST_STEP_S, LONGEST_STEP_S = 0.001, 0.25

#: Landmarks in eye widths: quiet on a still face, and with a moving one after two frames.
LANDMARK_FILTER: Final = OneEuro(min_cutoff_hz=0.6, speed_gain=6.0, speed_cutoff_hz=2.0)
#: Gaze in radians: 90 % of a step of 20 degrees within 100 ms at 30 frames a second.
GAZE_FILTER: Final = OneEuro(min_cutoff_hz=1.0, speed_gain=3.0, speed_cutoff_hz=4.0)


#: Lids that open or close by so much a second, below this share of how far they stand open otherwise, blink; what the eyes
#: seem to look at meanwhile, and for a moment after, is the lids' doing. Eyes that go on so for longer without being shut are
#: rolled.
BLINK_PER_S: Final = 1.5
BLINK_LOWERED: Final = 0.75
BLINK_HOLD_S: Final = 0.1
BLINK_LONGEST_S: Final = 0.4
#: Lids begin a blink slowly: what is held is the gaze of so long before it was noticed.
BLINK_BEGAN_S: Final = 0.12
#: Half-open lids do not turn a gaze to the side: one that jumps so far is a saccade.
HALF_OPEN: Final = 0.5
SACCADE_DEG: Final = 8.0
#: How fast lids that stand lower than before become the open ones of now.
OPEN_LIDS_HZ: Final = 0.04
#: Of a warp's change from frame to frame so much is taken in, and all of it once it has this many pixels of the crop (its root
#: mean square; noise has 0.02 to 0.05).
WARP_SHARE: Final = 0.15
WARP_MOVED_PX: Final = 0.5
#: While no landmark of an eye has moved by so many pixels of the crop since its warp was made, and the redirection by so many
#: degrees on either axis of the crop, the eye rests and keeps that warp, for so long at most: a new one would differ by 0.02
#: to 0.07 pixels (root mean square, in clips of people before a camera), hardly more than by noise.
REST_PX: Final = 0.4
REST_DEG: Final = 0.4
REST_S: Final = 0.21


@dataclass(frozen=True, slots=True, eq=False)
class KeptWarp:
    """An eye's steadied warp; the landmarks (7, 2) and the redirection, both as the crop has them, at which it was made; when
    that was, and how many frames have kept it since."""

    prepare_warps: PreparedWarp
    anchors: FloatArray
    redirection: Gaze
    made_s: float
    frames: int = 0

    def serves(self, anchors: FloatArray, redirection: Gaze, time_s: float) -> bool:
        """Whether the eye rests."""
        if redirection.is_zero() or not 0 <= time_s - self.made_s < REST_S:
            return False
        turned = max(
            abs(redirection.pitch - self.redirection.pitch),
            abs(redirection.yaw - self.redirection.yaw),
        )
        return (
            math.degrees(turned) < REST_DEG
            and float(np.abs(anchors - self.anchors).max()) < REST_PX
        )


@dataclass(slots=True, eq=False)
class Track:
    """One face through time: where it was last, when it was last seen and looked for, the states of its filters and of the
    policy, and its eyes' warps."""

    face: Face
    seen_s: float
    looked_s: float
    dt_s: float = SHORTEST_STEP_S
    left: Smoothed | None = None
    right: Smoothed | None = None
    gaze: Smoothed | None = None
    policy: PolicyState | None = None
    came_later: bool = False
    open_lids: float = 0.0
    held_from_s: float = -math.inf
    held_until_s: float = -math.inf
    calm: deque[tuple[float, Smoothed]] = field(default_factory=lambda: deque(maxlen=16))
    warps: dict[Side, KeptWarp] = field(default_factory=dict)

    def see(self, face: Face, time_s: float, *, looked: bool = True) -> Face:
        """The face as it is now, with smoothed landmarks. Where it was not looked for, its lids stand as they did."""
        self.dt_s = step_s(self.seen_s, time_s)
        left, self.left = smooth_eye(face.left, self.left, self.dt_s)
        right, self.right = smooth_eye(face.right, self.right, self.dt_s)
        openness = _openness(face)
        self.open_lids = max(openness, low_pass(self.open_lids, openness, OPEN_LIDS_HZ, self.dt_s))
        fast = abs(openness - _openness(self.face)) > BLINK_PER_S * step_s(self.looked_s, time_s)
        if fast and openness < BLINK_LOWERED * self.open_lids:
            if time_s >= self.held_until_s:
                self._go_back(time_s - BLINK_BEGAN_S)
                self.held_from_s = time_s
            self.held_until_s = time_s + BLINK_HOLD_S
        if _shut(face):
            self.held_from_s, self.held_until_s = time_s, time_s + BLINK_HOLD_S
        self.face, self.seen_s = face, time_s
        self.looked_s = time_s if looked else self.looked_s
        return replace(face, left=left, right=right)

    def rests(self, view: EyePlace, redirection: Gaze) -> bool:
        """Whether an eye can go on as in the last frame: with the warp that it had, or with none. `redirection` is the
        crop's."""
        kept = self.warps.get(view.eye.side)
        return (
            redirection.is_zero()
            if kept is None
            else kept.serves(view.anchors, redirection, self.seen_s)
        )

    def rest(self, view: EyePlace) -> PreparedWarp | None:
        """That warp, once more."""
        kept = self.warps.get(view.eye.side)
        if kept is None:
            return None
        self.warps[view.eye.side] = replace(kept, frames=kept.frames + 1)
        return kept.prepare_warps

    def steadied(self, view: EyePlace, warp: FloatArray | None) -> FloatArray | None:
        """An eye's new warp, steadied by its last one."""
        last = self.warps.get(view.eye.side)
        return (
            warp
            if warp is None or last is None
            else steady_warp(last.prepare_warps.warp, warp, 1 + last.frames)
        )

    def keep(self, view: EyePlace, prepare_warps: PreparedWarp | None, redirection: Gaze) -> None:
        """Remembers an eye's new warp. One that has none now begins anew with its next one."""
        self.warps.pop(view.eye.side, None)
        if prepare_warps is not None:
            self.warps[view.eye.side] = KeptWarp(
                prepare_warps, view.anchors, redirection, self.seen_s
            )

    def read(self, gaze: Gaze) -> Gaze:
        """The smoothed gaze; while the eyes are closed or blink the last one, since they show none."""
        blinks = (
            self.held_from_s
            <= self.seen_s
            < min(self.held_until_s, self.held_from_s + BLINK_LONGEST_S)
        )
        shut = _shut(self.face)
        if blinks and not shut and self._jumps(gaze):
            blinks, self.held_until_s = False, -math.inf
        if (blinks or shut) and self.gaze is not None:
            return _gaze(self.gaze)
        if self.gaze is not None:
            self.calm.append((self.seen_s, self.gaze))
        self.gaze = one_euro(
            GAZE_FILTER, self.gaze, np.array([gaze.pitch, gaze.yaw], np.float32), self.dt_s
        )
        return _gaze(self.gaze)

    def _jumps(self, gaze: Gaze) -> bool:
        """Whether eyes that are at least half open look far to the side of where they looked."""
        if self.gaze is None or _openness(self.face) < HALF_OPEN * self.open_lids:
            return False
        return abs(gaze.yaw - _gaze(self.gaze).yaw) > math.radians(SACCADE_DEG)

    def _go_back(self, time_s: float) -> None:
        """To the gaze that was followed at a time, as far as that is remembered."""
        while self.calm and self.calm[-1][0] > time_s:
            _, self.gaze = self.calm.pop()


class Tracks:
    """The faces that are followed. `present` are those of the last frame, in its order."""

    def __init__(self) -> None:
        self.present: tuple[Track, ...] = ()
        self._away: tuple[Track, ...] = ()
        self._began = False

    @property
    def correcting(self) -> bool:
        """Whether a face of the last frame has some correction."""
        return any(track.policy is not None and track.policy.share > 0 for track in self.present)

    def fade_in(self) -> None:
        """Lets the corrections of all faces, also of those to come, begin at nothing."""
        self.present, self._away = tuple(map(_faded, self.present)), tuple(map(_faded, self._away))
        self._began = True

    def follow(
        self, faces: Sequence[Face], time_s: float, *, looked: bool = True
    ) -> tuple[Face, ...]:
        """A frame's faces, with smoothed landmarks; `looked` tells whether they were looked for or only carried along. Times
        that run backwards begin anew."""
        known = [
            track for track in (*self.present, *self._away) if 0 <= time_s - track.seen_s <= LOST_S
        ]
        present = []
        for face in faces:
            near = min(known, key=lambda track: _distance(face, track.face), default=None)
            if near is None or _distance(face, near.face) > 0.5:
                near = Track(face, time_s, time_s, came_later=self._began)
            else:
                known.remove(near)
            present.append(near)
        self.present, self._away, self._began = tuple(present), tuple(known), True
        return tuple(
            track.see(face, time_s, looked=looked)
            for track, face in zip(present, faces, strict=True)
        )


def _faded(track: Track) -> Track:
    """The same face, whose correction begins at nothing."""
    policy = track.policy
    track.policy = None if policy is None else replace(policy, share=0.0, correcting=False)
    track.warps.clear()
    track.came_later = True
    return track


def steady_warp(last: FloatArray, warp: FloatArray, frames: int = 1) -> FloatArray:
    """A warp that follows the last one, of so many frames before: little of what changes by noise, all of what an eye or a lid
    moves."""
    change = warp - last  # (3, H, W): flow x, flow y, lightening
    share = min(1.0, WARP_SHARE + float(np.sqrt(np.square(change[:2]).mean())) / WARP_MOVED_PX)
    steady: FloatArray = last + np.float32(1 - (1 - share) ** frames) * change
    return steady


def step_s(last_s: float, time_s: float) -> float:
    """The time step between two frames, within what a filter bears."""
    return min(max(time_s - last_s, SHORTEST_STEP_S), LONGEST_STEP_S)


def smooth_eye(eye: Eye, last: Smoothed | None, dt_s: float) -> tuple[Eye, Smoothed]:
    """The eye with smoothed landmarks; its openness stays the present one, so that no blink is smoothed away."""
    width = eye.width_px
    if not width > 0:
        return eye, Smoothed(eye.landmarks, np.zeros_like(eye.landmarks))
    scaled = None if last is None else Smoothed(last.value / np.float32(width), last.rate)
    new = one_euro(LANDMARK_FILTER, scaled, eye.landmarks / np.float32(width), dt_s)
    landmarks: FloatArray = new.value * np.float32(width)
    return replace(eye, landmarks=landmarks), Smoothed(landmarks, new.rate)


def _shut(face: Face) -> bool:
    return max(eye.openness for eye in face.eyes) <= CLOSED_OPENNESS


def _openness(face: Face) -> float:
    return (face.left.openness + face.right.openness) / 2


def _gaze(smoothed: Smoothed) -> Gaze:
    return Gaze(float(smoothed.value[0]), float(smoothed.value[1]))


def _distance(one: Face, two: Face) -> float:
    """Between the faces' centres, in widths of the first."""
    x0, y0, x1, y1 = one.box
    u0, v0, u1, v1 = two.box
    return float(np.hypot(x0 + x1 - u0 - u1, y0 + y1 - v0 - v1)) / 2 / max(x1 - x0, 1e-6)
