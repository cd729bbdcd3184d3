"""A face's last look, the changes of its eyes since then, and when to look again."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from gazefix.correction.filters import smoothstep
from gazefix.correction.gaze.looks import VIEWS, View
from gazefix.types import Gaze

#: Share of a look's news that its half of VIEWS may owe to itself.
APART_SHARE: Final = 0.5
#: GazeNet's changes since the last look up to the first angle are noise, and from the second on
#: movement, in degrees. On clips of eyes that rest, following them all doubled the error.
STILL_DEG: Final = (2.0, 6.0)
#: Longest time between two looks, in seconds. Doubled, the error on clips grows by a sixth.
LOOK_EVERY_S: Final = 0.25
#: The same after a look whose news was less than SETTLED_DEG, in degrees.
LOOK_SETTLED_S: Final = 0.4
SETTLED_DEG: Final = 1.0
#: Shortest time between two looks, in seconds, and the change in degrees that ends the wait.
LOOK_AGAIN_S: Final = 0.08
LOOK_MOVED_DEG: Final = 3.0
#: The same for looks that a frame waits for, two milliseconds. Smaller changes GazeNet follows
#: well enough for a frame; where none waits, the largest errors on clips grow by a fifth.
LOOK_NOW_AGAIN_S: Final = 0.2
LOOK_NOW_DEG: Final = 4.0
#: The same where lids may have spoilt the last look: the gaze of before the blink serves for one
#: frame more, but not in a saccade that only seemed a blink.
LOOK_JUMPED_DEG: Final = 8.0
#: Share of a look's news that is taken in; the rest is noise. It grows by 1 for each NEWS_DEG.
NEWS_SHARE: Final = 0.4
NEWS_DEG: Final = 4.0


@dataclass(frozen=True, slots=True, eq=False)
class LookUnderWay:
    """A look that FaceGaze works on: `answer` waits for it. Else as in `Anchor`."""

    answer: Callable[[], Gaze]
    quick: Gaze
    time_s: float


@dataclass(frozen=True, slots=True)
class Anchor:
    """A face's gaze at the last look by FaceGaze, which GazeNet's changes since then move.

    gaze       what the looks so far say, radians
    quick      GazeNet's gaze times FOLLOW at that time
    time_s     of the look; minus infinity where lids may have spoilt it
    apart      by how much the next half of VIEWS is read further than both, radians
    turn       that half, 0 or 1
    settled    whether the look brought hardly any news
    under_way  the next look, which the next frame takes in
    """

    gaze: Gaze
    quick: Gaze
    time_s: float
    apart: Gaze
    turn: int = 0
    settled: bool = False
    under_way: LookUnderWay | None = None

    @property
    def spoilt(self) -> bool:
        """Whether lids may have spoilt it: nothing is known before the next look is told."""
        return self.time_s == -math.inf

    def after_blink(self) -> Anchor:
        """Return the anchor as one that lids may have spoilt."""
        return replace(self, time_s=-math.inf, under_way=None)

    def moved(self, quick: Gaze) -> Gaze:
        """Return the gaze when GazeNet reads `quick`."""
        pitch, yaw = quick.pitch - self.quick.pitch, quick.yaw - self.quick.yaw
        low, high = STILL_DEG
        share = smoothstep((math.degrees(math.hypot(pitch, yaw)) - low) / (high - low))
        return Gaze(self.gaze.pitch + share * pitch, self.gaze.yaw + share * yaw)

    def is_stale(self, quick: Gaze, time_s: float) -> bool:
        """Return whether the eyes have moved so far since the last look that a frame waits for
        the next one; also where time runs backwards."""
        since_s = time_s - self.time_s
        far_deg = LOOK_JUMPED_DEG if self.spoilt else LOOK_NOW_DEG
        moved = since_s >= LOOK_NOW_AGAIN_S and self._way_deg(quick) > far_deg
        return moved or since_s < 0

    def is_due(self, quick: Gaze, time_s: float) -> bool:
        """Return whether it is time to look again."""
        since_s = time_s - self.time_s
        moved = since_s >= LOOK_AGAIN_S and self._way_deg(quick) > LOOK_MOVED_DEG
        return moved or since_s >= (LOOK_SETTLED_S if self.settled else LOOK_EVERY_S)

    def _way_deg(self, quick: Gaze) -> float:
        return math.degrees(math.hypot(quick.pitch - self.quick.pitch, quick.yaw - self.quick.yaw))

    @property
    def views(self) -> tuple[View, ...]:
        """Views of the next look."""
        half = len(VIEWS) // 2
        return VIEWS[half * self.turn : half * (self.turn + 1)]

    def answered(self) -> Anchor:
        """Return the anchor after the look under way, if there is one."""
        look = self.under_way
        return self.renewed(look.answer(), look.quick, look.time_s) if look else self

    def renewed(self, look: Gaze, quick: Gaze, time_s: float) -> Anchor:
        """Return the anchor after another look."""
        expected = self.moved(quick)
        pitch = look.pitch - self.apart.pitch - expected.pitch
        yaw = look.yaw - self.apart.yaw - expected.yaw
        news_deg = math.degrees(math.hypot(pitch, yaw))
        share = min(1.0, NEWS_SHARE + news_deg / NEWS_DEG)
        gaze = Gaze(expected.pitch + share * pitch, expected.yaw + share * yaw)
        other = Gaze(
            -self.apart.pitch - APART_SHARE * (1 - share) * pitch,
            -self.apart.yaw - APART_SHARE * (1 - share) * yaw,
        )
        return Anchor(gaze, quick, time_s, other, 1 - self.turn, news_deg < SETTLED_DEG)
