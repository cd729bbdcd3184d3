"""What a correction tells of itself: one row a frame, a table and a plot."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pytest

from gazefix.correction.policy import Decision, Reason
from gazefix.correction.redirector import Correction, Measurement, SeenFace
from gazefix.errors import OutputError
from gazefix.imaging.crops import view_eye
from gazefix.processing.report import (
    ReportRow,
    report_row,
    write_plot,
    write_report,
    write_stage_plot,
)
from gazefix.types import Eye, Face, Frame, Gaze, GazeReading, HeadPose, Side, Timings

FRAME = Frame(np.full((300, 400, 3), 128, np.uint8), 1.25, 30)


def correction(gaze: bool = True) -> Correction:
    around = np.array(
        [(-30, 0), (-6, -10), (16, -8), (30, 0), (12, 7), (-9, 7), (1, -1)], np.float32
    )
    left, right = (
        Eye(side, around + np.float32(150), 12.0, o)
        for side, o in ((Side.LEFT, 0.3), (Side.RIGHT, 0.02))
    )
    face = Face(left, right, HeadPose(math.radians(5), math.radians(-3), 0.0), (50, 50, 250, 250))
    reading = GazeReading(Gaze(math.radians(-12), math.radians(4)), 0.75)
    read = reading if gaze else None
    seen = SeenFace(face, (view_eye(FRAME.bgr, left), view_eye(FRAME.bgr, right)), read)
    decisions = (
        Decision(Gaze(math.radians(12), math.radians(-4)), Reason.CORRECTING),
        Decision(Gaze(0.0, 0.0), Reason.CLOSED),
    )
    return Correction(FRAME, Measurement((seen,), 4.0), decisions, Reason.CORRECTING, Timings())


def nobody() -> Correction:
    return Correction(FRAME, Measurement((), 4.0), (), Reason.FACE_LOST, Timings())


def test_a_row_tells_gaze_head_eyes_redirection_and_reason() -> None:
    assert report_row(correction()) == ReportRow(
        1.25, -12.0, 4.0, 5.0, -3.0, 0.3, 0.02, 0.75, 12.0, -4.0, "correcting"
    )


def test_a_row_without_a_face_says_only_why() -> None:
    row = report_row(nobody())
    assert math.isnan(row.gaze_vertical_deg)
    assert math.isnan(row.openness_left)
    assert (row.redirection_vertical_deg, row.reason) == (0.0, "face lost")


def test_a_row_without_a_measured_gaze_has_none() -> None:
    row = report_row(correction(gaze=False))
    assert math.isnan(row.gaze_vertical_deg)
    assert row.head_vertical_deg == 5.0


def test_the_table_has_a_header_and_a_line_a_frame(tmp_path: Path) -> None:
    write_report(
        tmp_path / "r.csv", [report_row(correction()), report_row(nobody())], overwrite=False
    )
    with (tmp_path / "r.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["reason"] for row in rows] == ["correcting", "face lost"]
    assert float(rows[0]["gaze_vertical_deg"]) == -12.0


@pytest.mark.parametrize("count", [0, 1, 40])
def test_the_plot_is_a_picture(tmp_path: Path, count: int) -> None:
    rows = [report_row(correction() if n % 3 else nobody()) for n in range(count)]
    write_plot(tmp_path / "p.png", rows, overwrite=False)
    assert (tmp_path / "p.png").read_bytes().startswith(b"\x89PNG")


def test_an_existing_file_is_kept(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("mine")
    with pytest.raises(OutputError, match="exists"):
        write_report(tmp_path / "r.csv", [], overwrite=False)
    assert (tmp_path / "r.csv").read_text() == "mine"


def test_what_stages_cost_can_be_drawn(tmp_path: Path) -> None:
    groups = {
        "by size": {
            "small": {"localize": 3.0, "gaze": 0.5},
            "large": {"localize": 4.0, "gaze": 0.5},
        },
        "other": {"one": {}},
    }
    write_stage_plot(tmp_path / "plot.png", groups, overwrite=False)
    assert (tmp_path / "plot.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(OutputError):
        write_stage_plot(tmp_path / "plot.png", groups, overwrite=False)
