"""What a correction saw and did, frame by frame, as a table (CSV) and a plot (PNG); and the cost
of stages as a plot. The only home of matplotlib.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gazefix.correction.policy import Reason
from gazefix.errors import OutputError
from gazefix.files import NewFile

if TYPE_CHECKING:
    from gazefix.correction.redirector import Correction

#: Colours of the reasons in a plot; others are grey.
_COLOURS: Final = {
    Reason.CORRECTING: "#2e7d32",
    Reason.IN_CONTACT: "#9ccc65",
    Reason.CLOSED: "#1565c0",
    Reason.LOOKING_AWAY: "#ef6c00",
    Reason.HEAD_TURNED: "#ad1457",
    Reason.UNSURE: "#6a1b9a",
}


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One frame: its largest face and what was done to it.

    Angles in degrees; NaN where there is no face, or no gaze was measured. `openness` is that of
    the lids, `confidence` that of the gaze.
    """

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
    """Return the row of a corrected frame."""
    gaze = head = openness = (math.nan, math.nan)
    confidence, redirection = math.nan, (0.0, 0.0)
    if correction.measurement.seen:
        seen = correction.measurement.seen[0]
        head = (seen.face.head.pitch, seen.face.head.yaw)
        openness = (seen.face.left.openness, seen.face.right.openness)
        turns = [decision.redirection for decision in correction.decisions[:2]]
        turn = max(turns, key=lambda turn: math.hypot(turn.pitch, turn.yaw))
        redirection = (turn.pitch, turn.yaw)
        if seen.gaze:
            gaze = (seen.gaze.gaze.pitch, seen.gaze.gaze.yaw)
            confidence = seen.gaze.confidence

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
    """Write the rows as CSV with a header. Raises OutputError."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, [field.name for field in fields(ReportRow)])
    writer.writeheader()
    writer.writerows(asdict(row) for row in rows)
    with NewFile(path, overwrite=overwrite) as file:
        file.handle.write(text.getvalue().encode())


def write_plot(path: Path, rows: Sequence[ReportRow], *, overwrite: bool) -> None:
    """Draw gaze, head and redirection over time and a strip of the reasons. Raises OutputError."""
    figure = _figure((12, 7))
    times = [row.time_s for row in rows]
    vertical, horizontal, strip = figure.subplots(3, 1, sharex=True, height_ratios=[5, 5, 1])
    for axes, axis in ((vertical, "vertical"), (horizontal, "horizontal")):
        axes.axhline(0, color="#888", linewidth=0.8)
        for kind, colour in (("head", "#bbb"), ("gaze", "#c62828"), ("redirection", "#2e7d32")):
            angles_deg = [getattr(row, f"{kind}_{axis}_deg") for row in rows]
            axes.plot(times, angles_deg, color=colour, label=kind, linewidth=1.2)
        axes.set_ylabel(f"{axis}, degrees")
        axes.legend(loc="upper right", ncols=3)
    reasons = [Reason(row.reason) for row in rows]
    for reason in dict.fromkeys(reasons):
        step = (times[-1] - times[0]) / max(1, len(times) - 1) or 1.0
        spans = [(t, step) for t, other in zip(times, reasons, strict=True) if other is reason]
        colour = _COLOURS.get(reason, "#999")
        strip.broken_barh(spans, (0, 1), color=colour, label=reason.value)
    strip.set_yticks([])
    strip.set_xlabel("time, seconds")
    if rows:
        strip.legend(loc="upper center", bbox_to_anchor=(0.5, -0.9), ncols=6)
    _save(figure, path, overwrite)


def write_stage_plot(
    path: Path, groups: Mapping[str, Mapping[str, Mapping[str, float]]], *, overwrite: bool
) -> None:
    """Draw the cost of stages: title of a group -> name of a bar -> stage -> ms.

    Raises OutputError.
    """
    figure = _figure((4 * len(groups) + 1, 5))
    costs = [parts for bars in groups.values() for parts in bars.values()]
    stages = list(dict.fromkeys(stage for parts in costs for stage in parts))
    axes = figure.subplots(1, len(groups), squeeze=False)[0]
    for plot, (title, bars) in zip(axes, groups.items(), strict=True):
        low = [0.0] * len(bars)
        for number, stage in enumerate(stages):
            heights = [parts.get(stage, 0.0) for parts in bars.values()]
            plot.bar(list(bars), heights, bottom=low, label=stage, width=0.6, color=f"C{number}")
            low = [below + height for below, height in zip(low, heights, strict=True)]
        for place, total in enumerate(low):
            plot.text(place, total, f"{total:.1f}", ha="center", va="bottom")
        plot.set_title(title)
        plot.tick_params(axis="x", labelrotation=20)
    axes[0].set_ylabel("milliseconds a frame, mean")
    axes[0].legend(loc="upper left")
    _save(figure, path, overwrite)


def _figure(inches: tuple[float, float]) -> Any:
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise OutputError(f"cannot draw a plot: {error}", 'pip install "gazefix[plot]"') from error
    figure = Figure(figsize=inches, layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def _save(figure: Any, path: Path, overwrite: bool) -> None:
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png", dpi=100)
    with NewFile(path, overwrite=overwrite) as file:
        file.handle.write(drawn.getvalue())
