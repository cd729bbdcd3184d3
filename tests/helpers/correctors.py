"""Correctors for tests that are about files, not about faces."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from gazefix.config import Config
from gazefix.corrector import Correction, Measurement
from gazefix.policy import Reason
from gazefix.types import Frame, Timings


class FakeCorrector:
    """Paints the box (x0, y0, x1, y1) in one colour; without a box it changes nothing. Counts frames and closings."""

    def __init__(self, box: tuple[int, int, int, int] | None = None, colour: tuple[int, int, int] = (0, 255, 0)) -> None:
        self.box, self.colour = box, colour
        self.seen: list[Frame] = []
        self.stills: list[bool] = []
        self.closed = 0

    def open(self, config: Config, still: bool) -> Self:
        self.stills.append(still)
        return self

    def correct(self, frame: Frame) -> Correction:
        self.seen.append(Frame(frame.bgr[:1, :1].copy(), frame.time_s, frame.index))
        if self.box is None:
            return _correction(frame, Reason.NO_FACE)
        x0, y0, x1, y1 = self.box
        bgr = frame.bgr.copy()
        bgr[y0:y1, x0:x1] = self.colour
        return _correction(Frame(bgr, frame.time_s, frame.index), Reason.CORRECTING)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.closed += 1


def _correction(frame: Frame, reason: Reason) -> Correction:
    return Correction(frame, Measurement((), 0.0), (), reason, Timings())
