"""The command that measures what GazeFix costs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gazefix.cli.options import Bar, Size, build_config, settings_options
from gazefix.config import Config

if TYPE_CHECKING:
    from gazefix.evaluation.bench import Row
    from gazefix.evaluation.comparison import Comparison


@click.command()
@click.option("--source", default="demo", show_default=True, metavar="demo|N|PATH|URL")
@click.option(
    "--size",
    type=Size(),
    metavar="WIDTHxHEIGHT",
    default="1280x720",
    show_default=True,
    help="Size of the frames.",
)
@click.option(
    "--frames",
    type=click.IntRange(10, 100_000),
    default=200,
    show_default=True,
    help="How many to measure.",
)
@click.option(
    "--compare",
    is_flag=True,
    help="Against the localizer alone and a larger network; takes minutes.",
)
@click.option(
    "--streams",
    type=click.IntRange(1, 64),
    metavar="N",
    help="On the demo: N sessions at once, and N faces.",
)
@click.option(
    "--plot",
    type=click.Path(path_type=Path),
    metavar="FILE.png",
    help="With --compare: draw what it has found.",
)
@click.option("--overwrite", is_flag=True, help="Replace an existing FILE.png.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@settings_options
def bench(
    source: str,
    size: tuple[int, int],
    frames: int,
    compare: bool,
    streams: int | None,
    plot: Path | None,
    overwrite: bool,
    as_json: bool,
    **settings: Any,
) -> None:
    """Measure what each stage costs on this machine."""
    if plot and not compare:
        raise click.UsageError("--plot goes with --compare.")
    if compare and streams:
        raise click.UsageError("--compare and --streams are two measurements.")
    config = build_config(**settings)
    if compare:
        _compare(config, source, frames, plot, overwrite, as_json)
    elif streams:
        _streams(config, streams, frames, as_json)
    else:
        _bench(config, source, size, frames, as_json)


def _bench(config: Config, source: str, size: tuple[int, int], frames: int, as_json: bool) -> None:
    from gazefix.evaluation.bench import STAGES, run_bench

    with Bar("bench") as bar:
        report = run_bench(config, source=source, size=size, frames=frames, progress=bar.show)
    if as_json:
        click.echo(json.dumps(asdict(report), indent=2))
        return
    click.echo(f"{report.frames} frames of {report.size} from {report.source} on {report.device}")
    for stage in STAGES:
        mean, p95 = getattr(report, f"{stage}_ms"), getattr(report, f"{stage}_p95_ms")
        click.echo(f"  {stage:<10}{mean:8.2f} ms in the mean{p95:8.2f} ms 95th percentile")
    click.echo(
        f"  the face was looked for in {report.looked:.0%} of the frames, and carried along in the others\n"
        f"  {report.cpu_ms:.2f} ms of processor time a frame; {report.peak_rss_mb:.0f} MB resident at most"
    )


def _compare(
    config: Config, source: str, frames: int, plot: Path | None, overwrite: bool, as_json: bool
) -> None:
    from gazefix.evaluation.comparison import BARS, run_comparison
    from gazefix.files import NewFile

    if plot:  # told now, not when all is done
        NewFile(plot, overwrite=overwrite).discard()
    with Bar("compare") as bar:
        found = run_comparison(config, source=source, frames=frames, progress=bar.show)
    if plot:
        _draw(found, plot, overwrite)
    if as_json:
        click.echo(json.dumps(asdict(found), indent=2))
        return
    click.echo(
        f"means over {found.frames} frames of {found.source} on {found.device}, taking turns"
    )
    _table("1280x720, one face", found.variants)
    _table("GazeFix by size", found.sizes)
    _table("GazeFix by faces in 1280x720", found.faces)
    click.echo("\nboth eyes redirected by")
    for name, ms in found.engines_ms.items():
        click.echo(f"  {name:<56}{ms:8.2f} ms")
    click.echo("\nfigure                                                        is     may be")
    for name, (what, bar_value) in BARS.items():
        if name in found.figures:
            value = found.figures[name]
            click.echo(
                f"  {what:<56}{value:8.2f}{bar_value:9.2f}{'' if value <= bar_value else '  missed'}"
            )


def _streams(config: Config, count: int, frames: int, as_json: bool) -> None:
    from gazefix.evaluation.streams import run_streams

    found = run_streams(config, count, frames=frames)
    if as_json:
        click.echo(json.dumps(asdict(found), indent=2))
        return
    _table(f"{count} at once, 1280x720", (found.sessions, found.faces))
    click.echo(
        f"  all sessions together {found.sessions_frames_per_second:.1f} frames a second; {found.peak_rss_mb:.0f} MB resident"
    )


def _table(title: str, rows: Sequence[Row]) -> None:
    names = ("localize", "gaze", "redirect", "composite", "total", "median", "p95", "cpu")
    click.echo(
        f"\n{title:<22}" + "".join(f"{name:>11}" for name in names) + "   ms; looked for the face"
    )
    for row in rows:
        values = (
            row.localize_ms,
            row.gaze_ms,
            row.redirect_ms,
            row.composite_ms,
            row.total_ms,
            row.total_p50_ms,
            row.total_p95_ms,
            row.cpu_ms,
        )
        click.echo(
            f"  {row.what:<20}"
            + "".join(f"{value:>11.2f}" for value in values)
            + f"{row.looked:>16.0%}"
        )


def _draw(found: Comparison, path: Path, overwrite: bool) -> None:
    from gazefix.processing.report import write_stage_plot

    stages = ("localize", "gaze", "redirect", "composite")
    groups = {
        "by size, one face": found.sizes,
        "by faces, 1280x720": found.faces,
        "1280x720, one face": found.variants,
    }
    bars = {
        title: {row.what: {stage: getattr(row, f"{stage}_ms") for stage in stages} for row in rows}
        for title, rows in groups.items()
    }
    write_stage_plot(path, bars, overwrite=overwrite)
