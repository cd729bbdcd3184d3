"""What a correction saw and did, frame by frame: as a table (CSV) and as a plot (PNG). Alone imports matplotlib."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gazefix.errors import OutputError
from gazefix.files import NewFile
from gazefix.policy import Reason

if TYPE_CHECKING:
    from gazefix.corrector import Correction

#: Colours of the reasons in a plot; others are grey.
_COLOURS: Final = {
    Reason.CORRECTING: "#2e7d32",
    Reason.CLOSED: "#1565c0",
    Reason.LOOKING_AWAY: "#ef6c00",
    Reason.HEAD_TURNED: "#ad1457",
    Reason.UNSURE: "#6a1b9a",
}


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One frame: the gaze and the head of its largest face, the eyes' openness, how sure the gaze is, by how much it was
    redirected, and why. Degrees; NaN where there is no face, or no gaze was measured."""

    time_s: float
    gaze_vertical_deg: float
    gaze_horizontal_deg: float
    head_vertical_deg: float
    head_horizontal_deg: float
    openness_left: float
    openness_right: float
    confidence: float
    redirection_vertical_deg: float
    redirection_horizontal_deg: float
    reason: str


def report_row(correction: Correction) -> ReportRow:
    """The row of a corrected frame."""
    gaze = head = (math.nan, math.nan)
    openness = (math.nan, math.nan)
    confidence = math.nan
    redirection = (0.0, 0.0)
    if correction.measurement.seen:
        seen = correction.measurement.seen[0]
        head = (seen.face.head.pitch, seen.face.head.yaw)
        openness = (seen.face.left.openness, seen.face.right.openness)
        turned = max((d.redirection for d in correction.decisions[:2]), key=lambda r: math.hypot(r.pitch, r.yaw))
        redirection = (turned.pitch, turned.yaw)
        if seen.gaze:
            gaze, confidence = (seen.gaze.both.gaze.pitch, seen.gaze.both.gaze.yaw), seen.gaze.both.confidence

    def degrees(angle: float) -> float:
        return round(math.degrees(angle), 2)

    return ReportRow(
        time_s=round(correction.frame.time_s, 4),
        gaze_vertical_deg=degrees(gaze[0]),
        gaze_horizontal_deg=degrees(gaze[1]),
        head_vertical_deg=degrees(head[0]),
        head_horizontal_deg=degrees(head[1]),
        openness_left=round(openness[0], 3),
        openness_right=round(openness[1], 3),
        confidence=round(confidence, 3),
        redirection_vertical_deg=degrees(redirection[0]),
        redirection_horizontal_deg=degrees(redirection[1]),
        reason=correction.reason.value,
    )


def write_report(path: Path, rows: Sequence[ReportRow], *, overwrite: bool) -> None:
    """Writes the rows as CSV, with a header; the file appears when it is whole. Raises OutputError."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, [field.name for field in fields(ReportRow)])
    writer.writeheader()
    writer.writerows(asdict(row) for row in rows)
    with NewFile(path, overwrite=overwrite) as file:
        file.handle.write(text.getvalue().encode())


def write_plot(path: Path, rows: Sequence[ReportRow], *, overwrite: bool) -> None:
    """Draws gaze, head and redirection over time, and a strip of the reasons, as PNG. Raises OutputError."""
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise OutputError(f"no plot can be drawn: {error}", "pip install matplotlib") from error
    times = [row.time_s for row in rows]
    figure = Figure(figsize=(12, 7), layout="constrained")
    FigureCanvasAgg(figure)
    vertical, horizontal, strip = figure.subplots(3, 1, sharex=True, height_ratios=[5, 5, 1])
    for axes, axis in ((vertical, "vertical"), (horizontal, "horizontal")):
        axes.axhline(0, color="#888", linewidth=0.8)
        for kind, colour in (("head", "#bbb"), ("gaze", "#c62828"), ("redirection", "#2e7d32")):
            axes.plot(times, [getattr(row, f"{kind}_{axis}_deg") for row in rows], color=colour, label=kind, linewidth=1.2)
        axes.set_ylabel(f"{axis}, degrees")
        axes.legend(loc="upper right", ncols=3)
    reasons = [Reason(row.reason) for row in rows]
    for reason in dict.fromkeys(reasons):
        spans = [(time, 1.0) for time, other in zip(times, reasons, strict=True) if other is reason]
        step = (times[-1] - times[0]) / max(1, len(times) - 1) or 1.0
        strip.broken_barh(
            [(start, step) for start, _ in spans], (0, 1), color=_COLOURS.get(reason, "#999"), label=reason.value
        )
    strip.set_yticks([])
    strip.set_xlabel("time, seconds")
    if rows:
        strip.legend(loc="upper center", bbox_to_anchor=(0.5, -0.9), ncols=6)
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png", dpi=100)
    with NewFile(path, overwrite=overwrite) as file:
        file.handle.write(drawn.getvalue())
