"""What is remembered of each face from frame to frame.

`FaceMatcher` finds each face of a frame among those seen before, live and in clips. `LiveFaces`
keeps the smoothed landmarks and gaze, the policy's state and the eyes' warps of live frames.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Generic, TypeVar

import numpy as np

from gazefix.correction.blinks import NOTICED_AFTER_S, BlinkWatch, is_saccade
from gazefix.correction.calibration import Resting
from gazefix.correction.filters import (
    GAZE_FILTER,
    Smoothed,
    SmoothedEye,
    one_euro,
    smooth_eye,
    step_s,
)
from gazefix.correction.gaze import Anchor
from gazefix.correction.policy import PolicyState
from gazefix.imaging.crops import EyePlace
from gazefix.imaging.prepared_warp import PreparedWarp
from gazefix.types import Face, FloatArray, Gaze, Side

#: Share of a warp's change that one frame takes in; the rest is noise. 1 lets the eyes tremble.
WARP_SHARE: Final = 0.15
#: Change of a warp that is all movement, in pixels of the crop (root mean square). Noise has 0.02
#: to 0.05. Doubled, warps lag behind moving eyes.
WARP_MOVED_PX: Final = 0.5
# An eye rests, and keeps its warp, while nothing has moved further than this since the warp was
# made. A new warp would differ by 0.02 to 0.07 pixels (root mean square, clips of people before a
# camera), hardly more than by noise.
#: Landmarks: pixels of the crop.
REST_PX: Final = 0.4
#: Redirection: degrees on either axis of the crop.
REST_DEG: Final = 0.4
#: Longest rest in seconds.
REST_S: Final = 0.31
#: A warp younger than this, in seconds, is kept for this many times the movement: eyes that move
#: slowly get a new one in every other frame. Doubled, the eyes of a turning head swim.
FRESH_S: Final = 0.05
FRESH_SLACK: Final = 2.5


@dataclass(frozen=True, slots=True)
class MatchRules:
    """When two faces are the same: within `lost_s`, at a cost of at most `most_cost`.

    distance     cost of one face width between the face and its expected place
    size         cost of a width e times as large
    appearance   cost of a black face for a white one (see `TrackedFace.appearance`)
    foresee_s    longest time for which the expected place moves on
    widen_per_s  growth of the tolerated distance for each second away
    """

    lost_s: float
    most_cost: float
    distance: float = 1.0
    size: float = 0.0
    appearance: float = 0.0
    foresee_s: float = 0.0
    widen_per_s: float = 0.0


#: Live: place alone. A wrong match only smooths wrongly for a moment, and a face that comes back
#: later than half a second fades in anew, which looks better than a jump.
LIVE: Final = MatchRules(lost_s=0.5, most_cost=0.5)


@dataclass(slots=True, eq=False)
class TrackedFace:
    """Where and when a face was last seen, how it moved, and its appearance.

    speed_px     (2,) per second
    appearance   (M,) 0..255, a small picture of the face; None where place alone tells faces apart
    """

    face: Face
    seen_s: float
    speed_px: FloatArray = field(default_factory=lambda: np.zeros(2, np.float32))
    appearance: FloatArray | None = None

    def cost(
        self, face: Face, appearance: FloatArray | None, time_s: float, rules: MatchRules
    ) -> float:
        """Return how unlike this face another is: 0 for the same at the expected place."""
        away_s = time_s - self.seen_s
        width_px = _width_px(self.face)
        expected = _centre(self.face) + self.speed_px * min(away_s, rules.foresee_s)
        distance = float(np.linalg.norm(_centre(face) - expected)) / width_px
        cost = rules.distance * distance / (1.0 + rules.widen_per_s * away_s)
        cost += rules.size * abs(math.log(_width_px(face) / width_px))
        if appearance is not None and self.appearance is not None:
            cost += rules.appearance * float(np.abs(appearance - self.appearance).mean()) / 255
        return cost

    def note_position(
        self, face: Face, time_s: float, appearance: FloatArray | None = None
    ) -> None:
        """Note where the face is now."""
        if time_s > self.seen_s:
            gone_s = max(time_s - self.seen_s, 1e-3)
            speed_px = (_centre(face) - _centre(self.face)) / np.float32(gone_s)
            self.speed_px += np.float32(min(1.0, gone_s / 0.1)) * (speed_px - self.speed_px)
        if appearance is not None:
            last = appearance if self.appearance is None else self.appearance
            self.appearance = last + 0.2 * (appearance - last)
        self.face, self.seen_s = face, time_s


Tracked = TypeVar("Tracked", bound=TrackedFace)


class FaceMatcher(Generic[Tracked]):
    """Finds each face of a frame among those seen before. `known` are those not lost yet."""

    def __init__(self, rules: MatchRules, begin: Callable[[Face, float], Tracked]) -> None:
        self._rules, self._begin = rules, begin
        self.known: list[Tracked] = []

    def match(
        self, faces: Sequence[Face], time_s: float, appearances: Sequence[FloatArray] = ()
    ) -> list[Tracked]:
        """Match faces with known ones, the cheapest pair first. New ones begin from the left.

        If time runs backwards, all faces are forgotten.
        """
        known = [t for t in self.known if 0 <= time_s - t.seen_s <= self._rules.lost_s]
        costs = sorted(
            (old.cost(face, appearances[i] if appearances else None, time_s, self._rules), k, i)
            for k, old in enumerate(known)
            for i, face in enumerate(faces)
        )
        matched: dict[int, Tracked] = {}
        for cost, k, i in costs:
            free = i not in matched and known[k] not in matched.values()
            if free and cost <= self._rules.most_cost:
                matched[i] = known[k]
        for i in sorted(range(len(faces)), key=lambda i: float(_centre(faces[i])[0])):
            if i not in matched:
                matched[i] = self._begin(faces[i], time_s)
                known.append(matched[i])
        self.known = known
        return [matched[i] for i in range(len(faces))]


@dataclass(frozen=True, slots=True, eq=False)
class KeptWarp:
    """An eye's steadied warp, and how the eye stood when the warp was made at `made_s`.

    anchors, redirection   landmarks (7, 2) and redirection, both in the crop
    frames                 how many frames have kept the warp since
    """

    warp: PreparedWarp
    anchors: FloatArray
    redirection: Gaze
    made_s: float
    frames: int = 0

    def serves(self, anchors: FloatArray, redirection: Gaze, time_s: float) -> bool:
        """Return whether the eye rests."""
        age_s = time_s - self.made_s
        if redirection.is_zero() or not 0 <= age_s < REST_S:
            return False
        slack = FRESH_SLACK if age_s < FRESH_S else 1.0
        turned = max(
            abs(redirection.pitch - self.redirection.pitch),
            abs(redirection.yaw - self.redirection.yaw),
        )
        moved_px = float(np.abs(anchors - self.anchors).max())
        return math.degrees(turned) < slack * REST_DEG and moved_px < slack * REST_PX


@dataclass(slots=True, eq=False)
class LiveFace(TrackedFace):
    """One face through live frames.

    dt_s         time from its last frame to this one
    came_later   whether its correction must fade in
    calm         gazes before the present one, with their times: a blink goes back to them
    anchor       ties the quick readings of its gaze to the last look
    resting      where its eyes have rested, without calibration
    """

    dt_s: float = 0.0
    came_later: bool = False
    eyes: dict[Side, SmoothedEye] = field(default_factory=dict)
    gaze: Smoothed | None = None
    policy: PolicyState | None = None
    blinks: BlinkWatch = field(default_factory=BlinkWatch)
    calm: deque[tuple[float, Smoothed]] = field(default_factory=lambda: deque(maxlen=16))
    warps: dict[Side, KeptWarp] = field(default_factory=dict)
    anchor: Anchor | None = None
    resting: Resting = field(default_factory=Resting)

    def see(self, face: Face, time_s: float, *, looked: bool = True) -> Face:
        """Return the face with smoothed landmarks; `looked` as in `BlinkWatch.see`."""
        self.dt_s = step_s(self.seen_s, time_s)
        smoothed = []
        for eye in face.eyes:
            now, state = smooth_eye(eye, self.eyes.get(eye.side), self.dt_s)
            if state:
                self.eyes[eye.side] = state
            smoothed.append(now)
        if self.blinks.see(face, time_s, self.dt_s, looked=looked):
            # The lids had already pulled the gaze down: back to the one before the blink.
            while self.calm and self.calm[-1][0] > time_s - NOTICED_AFTER_S:
                _, self.gaze = self.calm.pop()
            if self.anchor:
                self.anchor = self.anchor.after_blink()
        self.note_position(face, time_s)
        return replace(face, left=smoothed[0], right=smoothed[1])

    def read(self, gaze: Gaze, *, learn: bool = False) -> Gaze:
        """Return the smoothed gaze; while lids hide it and until the next look, the last one.

        learn   take away what the eyes' rest tells of the person's offset
        """
        hidden = False
        if self.gaze is not None:
            jump = gaze.yaw - _gaze(self.gaze).yaw
            hidden = self.blinks.hides(self.seen_s, jump)
            if self.anchor and self.anchor.spoilt:
                hidden |= not is_saccade(jump)
            if not hidden:
                self.calm.append((self.seen_s, self.gaze))
        if self.gaze is None or not hidden:
            now = np.array([gaze.pitch, gaze.yaw], np.float32)
            self.gaze = one_euro(GAZE_FILTER, self.gaze, now, self.dt_s)
        smoothed = _gaze(self.gaze)
        if not learn:
            return smoothed
        if not hidden:
            self.resting = self.resting.after(smoothed.pitch, self.dt_s)
        return Gaze(smoothed.pitch - self.resting.offset, smoothed.yaw)

    def fade_in(self) -> None:
        """Let the correction begin at nothing."""
        if self.policy is not None:
            self.policy = replace(self.policy, share=0.0, correcting=False)
        self.warps.clear()
        self.came_later = True

    def can_keep_warp(self, place: EyePlace, redirection: Gaze) -> bool:
        """Return whether an eye can keep its warp, or its lack of one.

        redirection   in the crop's axes
        """
        kept = self.warps.get(place.eye.side)
        if kept is None:
            return redirection.is_zero()
        return kept.serves(place.anchors, redirection, self.seen_s)

    def reuse_warp(self, place: EyePlace) -> PreparedWarp | None:
        """Reuse an eye's last warp and count the frame."""
        kept = self.warps.get(place.eye.side)
        if kept is None:
            return None
        self.warps[place.eye.side] = replace(kept, frames=kept.frames + 1)
        return kept.warp

    def steadied(self, place: EyePlace, warp: FloatArray | None) -> FloatArray | None:
        """Return an eye's new warp, smoothed with its last one."""
        last = self.warps.get(place.eye.side)
        if warp is None or last is None:
            return warp
        return steady_warp(last.warp.warp, warp, 1 + last.frames)

    def keep(self, place: EyePlace, warp: PreparedWarp | None, redirection: Gaze) -> None:
        """Remember an eye's new warp. An eye without one begins anew with its next one."""
        self.warps.pop(place.eye.side, None)
        if warp is not None:
            kept = KeptWarp(warp, place.anchors, redirection, self.seen_s)
            self.warps[place.eye.side] = kept


class LiveFaces:
    """The faces of live frames. `present` are those of the last frame, in its order."""

    def __init__(self) -> None:
        self.present: tuple[LiveFace, ...] = ()
        self._matcher = FaceMatcher(LIVE, self._begin)
        self._saw_first_frame = False

    @property
    def correcting(self) -> bool:
        """Whether a face of the last frame has some correction."""
        return any(track.policy is not None and track.policy.share > 0 for track in self.present)

    def fade_in(self) -> None:
        """Let the corrections of all faces, also of those to come, begin at nothing."""
        for track in self._matcher.known:
            track.fade_in()
        self._saw_first_frame = True

    def follow(
        self, faces: Sequence[Face], time_s: float, *, looked: bool = True
    ) -> tuple[Face, ...]:
        """Return a frame's faces with smoothed landmarks; `looked` as in `BlinkWatch.see`."""
        self.present = tuple(self._matcher.match(faces, time_s))
        self._saw_first_frame = True
        pairs = zip(self.present, faces, strict=True)
        return tuple(track.see(face, time_s, looked=looked) for track, face in pairs)

    def _begin(self, face: Face, time_s: float) -> LiveFace:
        return LiveFace(face, time_s, came_later=self._saw_first_frame)


def warp_change_px(warp: FloatArray, other: FloatArray) -> float:
    """Return how far two warps (3, H, W) move pixels apart: root mean square, crop pixels."""
    apart = (other[:2] - warp[:2]).ravel()
    return math.sqrt(float(apart @ apart) / apart.size)


def steady_warp(last: FloatArray, warp: FloatArray, frames: int = 1) -> FloatArray:
    """Return a warp smoothed with the last one, which is `frames` frames old.

    Small changes, which are noise, are damped. Movements pass.
    """
    share = min(1.0, WARP_SHARE + warp_change_px(last, warp) / WARP_MOVED_PX)
    steady: FloatArray = last + np.float32(1 - (1 - share) ** frames) * (warp - last)
    return steady


def _gaze(smoothed: Smoothed) -> Gaze:
    return Gaze(float(smoothed.value[0]), float(smoothed.value[1]))


def _centre(face: Face) -> FloatArray:
    """Return the middle of a face's box, (2,)."""
    x0, y0, x1, y1 = face.box
    return np.array([(x0 + x1) / 2, (y0 + y1) / 2], np.float32)


def _width_px(face: Face) -> float:
    return max(face.box[2] - face.box[0], 1e-3)
