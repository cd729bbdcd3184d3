"""The commands that measure speed: `gazefix bench`, and `gazefix dev bench` with comparisons."""

from __future__ import annotations

import itertools
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
#: Fields of SourceFigures and what they are.
_FIGURES: Final = {
    "ratio_720": "whole frame / {} alone, 720p",
    "ratio_1080": "whole frame / {} alone, 1080p",
    "cpu_ratio_720": "processor time / that of {}",
    "p95_over_localizer": "95th percentile / median of {}",
    "memory_mb": "memory, live, MB",
    "start_s": "start to the first frame with a face, s",
}
_SOURCE: Final = "A camera, clip, address or demo."


def _measuring(command: Command) -> Command:
    """Add the options of both commands."""
    size = value_option("--size", Size(), "1280x720", "Size of the frames.")
    frames = value_option("--frames", click.IntRange(10, 100_000), 200, "Number of frames.")
    return size(frames(json_option(command)))


@click.command()
@value_option("--source", click.STRING, "demo", _SOURCE)
@_measuring
@takes_settings(*CORRECTION, MAX_FACES)
def bench(config: Config, source: str, size: tuple[int, int], frames: int, as_json: bool) -> None:
    """Measure how fast GazeFix is here, by stage."""
    _bench(config, source, size=size, frames=frames, as_json=as_json)


def _bench(config: Config, source: str, size: tuple[int, int], frames: int, as_json: bool) -> None:
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
    help="Compare with localizers alone and a larger network; takes minutes.",
)
@click.option(
    "--streams", type=click.IntRange(1, 64), metavar="N", help="N sessions at once, and N faces."
)
@file_option(
    "--film", metavar="CLIP", help="A clip corrected, over decoding and encoding it alone."
)
@file_option("--plot", metavar="FILE.png", help="Plot the result of --compare.")
@overwrite_option
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="SOURCE",
    help=f"{_SOURCE} Several with --compare.  [default: demo]",
)
@_measuring
@takes_settings(*CORRECTION, MAX_FACES)
def dev_bench(
    config: Config,
    compare: bool,
    streams: int | None,
    film: Path | None,
    plot: Path | None,
    overwrite: bool,
    sources: tuple[str, ...],
    **measured: Any,
) -> None:
    """Measure speed as `gazefix bench` does, compare it, or run many sessions at once."""
    if plot and not compare:
        raise click.UsageError("--plot needs --compare.")
    if bool(compare) + bool(streams) + bool(film) > 1:
        raise click.UsageError("Give one of --compare, --streams and --film.")
    if len(sources) > 1 and not compare:
        raise click.UsageError("Several --source need --compare.")
    sources = sources or ("demo",)
    if compare:
        _compare(config, sources, measured, plot, overwrite)
    elif streams:
        _streams(config, measured, streams)
    elif film:
        _film(config, measured, film)
    else:
        _bench(config, sources[0], **measured)


def _compare(
    config: Config,
    sources: tuple[str, ...],
    measured: dict[str, Any],
    plot: Path | None,
    overwrite: bool,
) -> None:
    from gazefix.evaluation.comparison import run_comparison
    from gazefix.files import NewFile

    if plot:  # an existing file is an error now, not when all is done
        NewFile(plot, overwrite=overwrite).discard()
    with Bars() as bars:
        found = run_comparison(
            config, sources=sources, frames=measured["frames"], progress=bars.bar("compare")
        )
    if plot:
        _plot(found, plot, overwrite)
    if measured["as_json"]:
        # Over MediaPipe's own mesh, where that is installed, as earlier versions had it.
        shown = {name: asdict(figures[0]) for name, figures in found.sources.items()}
        click.echo(json.dumps(shown, indent=2))
        return
    click.echo(f"Means of {found.frames} frames on {found.device}, taking turns")
    for name, rows in found.variants.items():
        _table(f"{name}, 1280x720", rows)
    _table("GazeFix by faces in 1280x720", found.faces)
    click.echo("\nBoth eyes redirected by")
    for name, ms in found.engines_ms.items():
        click.echo(f"  {name:<56}{ms:8.2f} ms")
    click.echo("\n" + " " * 46 + "".join(f"{name:>14.13}" for name in found.sources))
    lines: dict[str, list[float | None]] = {}
    for figures in itertools.chain(*found.sources.values()):
        for field, what in _FIGURES.items():
            lines.setdefault(what.format(figures.localizer), []).append(getattr(figures, field))
    for what, values in lines.items():
        # What is the same over each localizer stands once.
        once = values[:: len(values) // len(found.sources)]
        shown_values = ("-" if value is None else f"{value:.2f}" for value in once)
        click.echo(f"  {what:<44}" + "".join(f"{value:>14}" for value in shown_values))


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


def _film(config: Config, measured: dict[str, Any], clip: Path) -> None:
    from gazefix.evaluation.films import film_figures

    with Bars() as bars:
        vertical_deg = config.correction.vertical_deg
        found = film_figures(clip, measured["size"], vertical_deg, progress=bars.bar("film"))
    if measured["as_json"]:
        click.echo(json.dumps(asdict(found), indent=2))
        return
    click.echo(
        f"{clip.name}, a frame without start-up: decoded and encoded alone {found.plain_ms:.2f} ms,"
        f" corrected {found.gazefix_ms:.2f} ms, {found.ratio:.2f} times as long."
    )


def _table(title: str, rows: Sequence[Row]) -> None:
    heads = "".join(f"{name:>11}" for name, _ in _COLUMNS)
    click.echo(f"\n{title:<28}{heads}   ms; face looked for")
    for row in rows:
        values = "".join(f"{getattr(row, field):>11.2f}" for _, field in _COLUMNS)
        click.echo(f"  {row.what:<26}{values}{row.looked:>16.0%}")


def _plot(found: Comparison, path: Path, overwrite: bool) -> None:
    from gazefix.processing.report import write_stage_plot

    groups = {f"{name}, 1280x720": rows for name, rows in found.variants.items()}
    groups["demo by faces, 1280x720"] = found.faces
    bars = {
        title: {row.what: {stage: getattr(row, f"{stage}_ms") for stage in _STAGES} for row in rows}
        for title, rows in groups.items()
    }
    write_stage_plot(path, bars, overwrite=overwrite)
