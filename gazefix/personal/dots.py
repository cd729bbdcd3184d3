"""The path of the dot that people follow: where it is at each moment, and what to do. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from gazefix.correction.filters import smoothstep

#: How to hold the head: straight, or turned a little to that side, as the person sees it.
Turn = Literal["", "left", "right", "up", "down"]
#: Dots that are followed with the head still, and then with it turned each way.
STILL_DOTS: Final = 28
TURNS: Final[tuple[Turn, ...]] = ("left", "right", "up", "down")
TURNED_DOTS: Final = 3
#: Time for the dot's way, and for its rest, in seconds: 40 dots take 88 seconds.
MOVE_S, REST_S = 0.8, 1.4
#: Extra rest before the first dot of a turn of the head, in seconds.
TURN_S: Final = 2.0
#: Share of the screen along its edges that stays free.
MARGIN: Final = 0.04
_SEED: Final = 26


@dataclass(frozen=True, slots=True)
class Dot:
    """A place of the dot: shares of the screen's width and height from its upper left corner."""

    x: float
    y: float
    turn: Turn = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """Where the dot is now.

    number   of the dot that it rests at or moves to
    rest_s   seconds since it came to rest; negative while it moves
    """

    number: int
    x: float
    y: float
    turn: Turn
    rest_s: float


@dataclass(frozen=True, slots=True)
class DotPath:
    """The dots in order."""

    dots: tuple[Dot, ...]

    @property
    def seconds(self) -> float:
        """Time of the whole path."""
        return self.begin_s(len(self.dots))

    def begin_s(self, number: int) -> float:
        """Return when the way to a dot begins."""
        turns = sum(self._turns_at(n) for n in range(number))
        return number * (MOVE_S + REST_S) + turns * TURN_S

    def _turns_at(self, number: int) -> bool:
        return number > 0 and self.dots[number].turn != self.dots[number - 1].turn

    def at(self, elapsed_s: float) -> Moment | None:
        """Return where the dot is, seconds after the start; None before it and after the end."""
        if not 0 <= elapsed_s < self.seconds:
            return None
        begins = [self.begin_s(number) for number in range(len(self.dots))]
        number = int(np.searchsorted(begins, elapsed_s, side="right")) - 1
        dot, last = self.dots[number], self.dots[max(0, number - 1)]
        since_s = elapsed_s - begins[number]
        share = smoothstep(since_s / MOVE_S)
        x, y = last.x + share * (dot.x - last.x), last.y + share * (dot.y - last.y)
        wait_s = MOVE_S + (TURN_S if self._turns_at(number) else 0.0)
        return Moment(number, x, y, dot.turn, since_s - wait_s)


def dot_path(still: int = STILL_DOTS, turned: int = TURNED_DOTS) -> DotPath:
    """Return the usual path: places spread evenly over the screen in a shuffled order."""
    rng = np.random.default_rng(_SEED)

    def places(count: int, turn: Turn) -> list[Dot]:
        # The R2 sequence (Roberts 2018) covers a square evenly for every count.
        grid = (0.5 + np.outer(np.arange(1, count + 1), [0.7548776662, 0.5698402910])) % 1.0
        spread = MARGIN + (1 - 2 * MARGIN) * grid[rng.permutation(count)]
        return [Dot(float(x), float(y), turn) for x, y in spread]

    first = places(still, "")
    return DotPath((*first, *(dot for turn in TURNS for dot in places(turned, turn))))


class Clock:
    """Seconds since the start of a capture, without its pauses."""

    def __init__(self) -> None:
        self._spans: list[tuple[float, float]] = []
        self._since_s: float | None = None

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self._since_s is not None

    def start(self, time_s: float) -> None:
        """Go on from now; do nothing if it goes already."""
        self._since_s = time_s if self._since_s is None else self._since_s

    def pause(self, time_s: float) -> None:
        """Stop until `start`."""
        if self._since_s is not None:
            self._spans.append((self._since_s, time_s))
        self._since_s = None

    def elapsed_s(self, time_s: float) -> float:
        """Return the seconds up to a time; -1 for a time in a pause, or before the first start."""
        spans = [*self._spans]
        if self._since_s is not None:
            spans.append((self._since_s, float("inf")))
        gone_s = 0.0
        for begin, end in spans:
            if begin <= time_s < end:
                return gone_s + time_s - begin
            gone_s += end - begin
        return -1.0

    def gone_s(self, time_s: float) -> float:
        """Return the seconds that the dot has moved so far, in a pause too."""
        so_far = sum(end - begin for begin, end in self._spans)
        return so_far + (time_s - self._since_s if self._since_s is not None else 0.0)

    def back_to(self, gone_s: float, time_s: float) -> None:
        """Put it back to an earlier time, and let it go on from now."""
        self._spans, self._since_s = [(time_s - gone_s, time_s)], time_s
