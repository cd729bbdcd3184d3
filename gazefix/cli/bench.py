"""The commands that measure speed: `gazefix bench`, and `gazefix dev bench` with comparisons."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from gazefix.cli.progress import Bars
from gazefix.cli.shared_options import (
    CORRECTION,
    MAX_FACES,
    Command,
    Size,
    file_option,
    json_option,
    overwrite_option,
    takes_settings,
    value_option,
)
from gazefix.config import Config

if TYPE_CHECKING:
    from gazefix.evaluation.bench import Row
    from gazefix.evaluation.comparison import Comparison

#: Stages of a frame in tables and plots, each a field of Row without its unit.
_STAGES: Final = ("localize", "gaze", "redirect", "composite")
#: Columns of a table: title and field of Row.
_COLUMNS: Final = (
    *((stage, f"{stage}_ms") for stage in (*_STAGES, "total")),
    ("median", "total_p50_ms"),
    ("p95", "total_p95_ms"),
    ("cpu", "cpu_ms"),
)


def _measuring(command: Command) -> Command:
    """Add the options of both commands."""
    source = value_option("--source", click.STRING, "demo", "A camera, clip, address or demo.")
    size = value_option("--size", Size(), "1280x720", "Size of the frames.")
    frames = value_option("--frames", click.IntRange(10, 100_000), 200, "Number of frames.")
    return source(size(frames(json_option(command))))


@click.command()
@_measuring
@takes_settings(*CORRECTION, MAX_FACES)
def bench(config: Config, source: str, size: tuple[int, int], frames: int, as_json: bool) -> None:
    """Measure how fast GazeFix is here, by stage."""
    from gazefix.evaluation.bench import STAGES, run_bench

    with Bars() as bars:
        report = run_bench(
            config, source=source, size=size, frames=frames, progress=bars.bar("bench")
        )
    if as_json:
        click.echo(json.dumps(asdict(report), indent=2))
        return
    click.echo(f"{report.frames} frames of {report.size} from {report.source} on {report.device}")
    for stage in STAGES:
        mean, p95 = getattr(report, f"{stage}_ms"), getattr(report, f"{stage}_p95_ms")
        click.echo(f"  {stage:<10}{mean:8.2f} ms mean{p95:8.2f} ms 95th percentile")
    click.echo(
        f"  The face was looked for in {report.looked:.0%} of the frames, else tracked.\n"
        f"  {report.cpu_ms:.2f} ms of CPU time per frame, {report.peak_rss_mb:.0f} MB of memory."
    )


@click.command("bench")
@click.option(
    "--compare",
    is_flag=True,
    help="Compare with the localizer alone and a larger network; takes minutes.",
)
@click.option(
    "--streams", type=click.IntRange(1, 64), metavar="N", help="N sessions at once, and N faces."
)
@file_option("--plot", metavar="FILE.png", help="Plot the result of --compare.")
@overwrite_option
@_measuring
@takes_settings(*CORRECTION, MAX_FACES)
def dev_bench(
    config: Config,
    compare: bool,
    streams: int | None,
    plot: Path | None,
    overwrite: bool,
    **measured: Any,
) -> None:
    """Measure speed as `gazefix bench` does, compare it, or run many sessions at once."""
    if plot and not compare:
        raise click.UsageError("--plot needs --compare.")
    if compare and streams:
        raise click.UsageError("Give --compare or --streams, not both.")
    if compare:
        _compare(config, measured, plot, overwrite)
    elif streams:
        _streams(config, measured, streams)
    else:
        click.get_current_context().invoke(bench, config=config, **measured)


def _compare(config: Config, measured: dict[str, Any], plot: Path | None, overwrite: bool) -> None:
    from gazefix.evaluation.comparison import BARS, run_comparison
    from gazefix.files import NewFile

    if plot:  # an existing file is an error now, not when all is done
        NewFile(plot, overwrite=overwrite).discard()
    source, frames = measured["source"], measured["frames"]
    with Bars() as bars:
        found = run_comparison(config, source=source, frames=frames, progress=bars.bar("compare"))
    if plot:
        _plot(found, plot, overwrite)
    if measured["as_json"]:
        click.echo(json.dumps(asdict(found), indent=2))
        return
    click.echo(f"Means of {found.frames} frames of {found.source} on {found.device}, taking turns")
    _table("1280x720, one face", found.variants)
    _table("GazeFix by size", found.sizes)
    _table("GazeFix by faces in 1280x720", found.faces)
    click.echo("\nBoth eyes redirected by")
    for name, ms in found.engines_ms.items():
        click.echo(f"  {name:<56}{ms:8.2f} ms")
    click.echo(f"\n{'Figure':<58}{'is':>8}{'bar':>9}")
    for name, (what, bar) in BARS.items():
        if name in found.figures:
            value = found.figures[name]
            missed = "" if value <= bar else "  missed"
            click.echo(f"  {what:<56}{value:8.2f}{bar:9.2f}{missed}")


def _streams(config: Config, measured: dict[str, Any], count: int) -> None:
    from gazefix.evaluation.streams import run_streams

    found = run_streams(config, count, frames=measured["frames"])
    if measured["as_json"]:
        click.echo(json.dumps(asdict(found), indent=2))
        return
    _table(f"{count} at once, 1280x720", (found.sessions, found.faces))
    click.echo(
        f"  All sessions together: {found.sessions_frames_per_second:.1f} frames per second,"
        f" {found.peak_rss_mb:.0f} MB of memory."
    )


def _table(title: str, rows: Sequence[Row]) -> None:
    heads = "".join(f"{name:>11}" for name, _ in _COLUMNS)
    click.echo(f"\n{title:<28}{heads}   ms; face looked for")
    for row in rows:
        values = "".join(f"{getattr(row, field):>11.2f}" for _, field in _COLUMNS)
        click.echo(f"  {row.what:<26}{values}{row.looked:>16.0%}")


def _plot(found: Comparison, path: Path, overwrite: bool) -> None:
    from gazefix.processing.report import write_stage_plot

    groups = {
        "by size, one face": found.sizes,
        "by faces, 1280x720": found.faces,
        "1280x720, one face": found.variants,
    }
    bars = {
        title: {row.what: {stage: getattr(row, f"{stage}_ms") for stage in _STAGES} for row in rows}
        for title, rows in groups.items()
    }
    write_stage_plot(path, bars, overwrite=overwrite)
