"""The commands for files: process, and the demo."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from gazefix.cli.progress import Bars
from gazefix.cli.shared_options import (
    CORRECTION,
    ENGINE,
    MAX_FACES,
    FiniteRange,
    file_option,
    note_if_nothing_to_do,
    overwrite_option,
    parameter_of,
    setting_option,
    stop_on_signals,
    takes_settings,
)
from gazefix.config import Config, switched_on
from gazefix.errors import GazeFixError, OutputError

if TYPE_CHECKING:
    from gazefix.processing.batch import Item, Outcome
    from gazefix.processing.jobs import Job, ProcessReport

_CODECS: Final = ("h264", "hevc", "av1", "vp9", "prores", "ffv1")
_SOUNDS: Final = ("aac", "opus", "mp3", "flac", "alac", "pcm")
_FILE: Final = click.Path(path_type=Path)


class Time(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.5 on
    """Seconds, or minutes and hours before colons."""

    name = "TIME"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return seconds. Fails as a usage error."""
        from gazefix.processing.edit_options import parse_time

        if isinstance(value, float):
            return value
        try:
            return parse_time(str(value))
        except GazeFixError as error:
            self.fail(f"{error.message}: {error.hint}.", param, ctx)


@click.command()
@click.argument("paths", metavar="IN... [OUT]", nargs=-1, required=True, type=_FILE)
@file_option("--out-dir", metavar="DIR", help="Write files, folders and patterns into DIR.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=1,
    metavar="N",
    help="Files at a time. [default: 1]",
)
@click.option(
    "--cluster",
    metavar="ADDRESS|local[:N]",
    help="Use the workers of a Dask scheduler, or N processes (see the manual's `cluster`).",
)
@overwrite_option
@click.option(
    "--faces",
    multiple=True,
    metavar="all|largest|N|X,Y",
    help="Faces to correct; may be repeated.  [default: all]",
)
@file_option("--list-faces", metavar="FILE.png", help="Only write a sheet of the numbered faces.")
@click.option("--from", "from_s", type=Time(), default=0.0, help="Start here (12.5 or 1:02.5).")
@click.option("--to", "to_s", type=Time(), help="Stop here.")
@click.option(
    "--lens-at",
    "lens_at_s",
    type=Time(),
    multiple=True,
    help="A moment in which the speaker looks into the lens; may be repeated.",
)
@file_option("--angles", metavar="FILE.csv", help="Angles over time: time,vertical,horizontal.")
@click.option("--compare", is_flag=True, help="Write before and after side by side.")
@click.option("--codec", type=click.Choice(_CODECS), help="Codec of a clip.  [default: its own]")
@click.option(
    "--crf", type=FiniteRange(0, 63), metavar="N", help="0: lossless.  [default: visually lossless]"
)
@click.option("--preset", metavar="NAME", help="Speed of the encoder, in its own words.")
@click.option(
    "--audio",
    type=click.Choice(("copy", *_SOUNDS)),
    help="Convert sound, or copy it at any rate.  [default: copy what the container holds]",
)
@click.option(
    "--container",
    type=click.Choice(("mp4", "mov", "mkv", "webm", "ts")),
    help="Container of clips in --out-dir.  [default: their own, or the nearest]",
)
@click.option("--one-pass", is_flag=True, help="Do not look ahead in clips.")
@click.option("--format", "format_name", metavar="NAME", help="Container of - (a pipe).")
@click.option(
    "--fps",
    type=FiniteRange(0.01, 1000),
    metavar="N",
    help="Frame rate of an image sequence (frames/%05d.png).  [default: 25]",
)
@file_option("--report", metavar="FILE.csv", help="Write what was measured and done, per frame.")
@file_option("--plot", metavar="FILE.png", help="Plot gaze, redirection and reason over time.")
@setting_option(MAX_FACES, default="all that --faces chooses")
@takes_settings("correction.profile", *CORRECTION)
def process(
    config: Config,
    paths: tuple[Path, ...],
    out_dir: Path | None,
    jobs: int,
    cluster: str | None,
    container: str | None,
    list_faces: Path | None,
    report: Path | None,
    plot: Path | None,
    **options: Any,
) -> None:
    """Correct pictures and clips.

    Writes IN to OUT, or any number of files to --out-dir.
    """
    from gazefix.processing.batch import Item, gather

    config, job = switched_on(config), _job(**options)
    if list_faces:
        _list(paths, list_faces, config, job)
        return
    if job.edit.angles is None:
        note_if_nothing_to_do(config)
    if out_dir:
        if report or plot:
            raise click.UsageError("--report and --plot need one file. Leave out --out-dir.")
        items = gather(paths, out_dir, job.encoding.codec, container)
        _many(items, out_dir, config, job, jobs, cluster)
    elif container:
        raise click.UsageError("--container is for --out-dir: OUT's suffix names the container.")
    elif len(paths) != 2:
        raise click.UsageError("Give IN and OUT, or any number of files and --out-dir.")
    elif cluster:
        if report or plot:
            raise click.UsageError("--report and --plot are made here. Leave out --cluster.")
        _many([Item(*paths)], paths[1], config, job, jobs, cluster)
    else:
        _one(*paths, config, job, report, plot)


def _job(
    faces: Sequence[str],
    from_s: float,
    to_s: float | None,
    lens_at_s: tuple[float, ...],
    angles: Path | None,
    codec: str | None,
    crf: float | None,
    preset: str | None,
    audio: str | None,
    **options: Any,
) -> Job:
    """Return the job that the options of `process` describe."""
    from gazefix.media.video import Encoding
    from gazefix.processing.edit_options import EditOptions, load_angles, parse_faces
    from gazefix.processing.jobs import Job

    end_s = float("inf") if to_s is None else to_s
    if end_s <= from_s:
        raise click.UsageError("--to must be later than --from.")
    choice = parse_faces(faces)
    if (most := options.pop(parameter_of(MAX_FACES))) is not None:
        choice = replace(choice, most=most)
    curve = load_angles(angles) if angles else None
    edit = EditOptions(choice, from_s, end_s, curve, lens_at_s)
    return Job(edit, Encoding(codec, crf, preset, audio), **options)


def _one(
    source: Path, target: Path, config: Config, job: Job, report: Path | None, plot: Path | None
) -> None:
    from gazefix.files import NewFile
    from gazefix.processing.jobs import process_file
    from gazefix.processing.remote_files import as_local, shown
    from gazefix.processing.report import ReportRow, report_row, write_plot, write_report

    for extra in (report, plot):
        if extra:  # an existing file is an error now, not when all is done
            NewFile(extra, overwrite=job.overwrite).discard()
    rows: list[ReportRow] = []
    hear = (lambda correction: rows.append(report_row(correction))) if report or plot else None
    with as_local(source, target, overwrite=job.overwrite) as (local, made), Bars() as bars:
        done = process_file(local, made, config, job, progress=bars.show, hear=hear)
    if report:
        write_report(report, rows, overwrite=job.overwrite)
    if plot:
        write_plot(plot, rows, overwrite=job.overwrite)
    click.echo(f"{shown(target)}: {_summary(done)}", err=str(target) == "-")


def _summary(done: ProcessReport) -> str:
    counts = done.reasons.items()
    left = ", ".join(f"{why.value} {count}" for why, count in counts if why.value != "correcting")
    why = f" (left alone: {left})" if left else ""
    return f"{done.frames_changed} of {done.frames} frames corrected{why} in {done.seconds:.1f} s"


def _list(paths: Sequence[Path], sheet: Path, config: Config, job: Job) -> None:
    from gazefix.processing.face_sheet import list_faces

    if len(paths) != 1:
        raise click.UsageError("--list-faces takes one IN and no OUT.")
    with Bars() as bars:
        listed = list_faces(paths[0], sheet, config, overwrite=job.overwrite, progress=bars.show)
    for face in listed:
        when = f"  {face.from_s:.1f} to {face.to_s:.1f} s" if face.to_s else ""
        click.echo(f"{face.number}  at {face.x:.0f},{face.y:.0f}{when}")
    click.echo(f"{sheet}: {len(listed)} faces" if listed else "No face found, so no sheet.")


def _many(
    items: Sequence[Item], out: Path, config: Config, job: Job, jobs: int, cluster: str | None
) -> None:
    from gazefix.processing.batch import Watch, run_batch
    from gazefix.processing.remote_files import shown

    finished = 0
    with ExitStack() as stack:
        client = None
        if cluster:
            from gazefix.processing.cluster.connection import connected

            client = stack.enter_context(connected(cluster))
        bars = stack.enter_context(Bars(kept=False))

        def progress(item: Item, part: str, done: int, total: int | None) -> None:
            bars.show(item.source.name, done, total, part, key=item)

        def done(outcome: Outcome) -> None:
            nonlocal finished
            finished += 1
            bars.remove(outcome.item)
            bars.print(_outcome(outcome))
            bars.show("all files", finished, len(items))

        bars.show("all files", 0, len(items))
        outcomes = run_batch(items, config, job, jobs, Watch(progress, done), client)
    failed = [outcome for outcome in outcomes if outcome.error]
    skipped = sum(outcome.skipped for outcome in outcomes)
    there = f", {skipped} were there already" if skipped else ""
    made = len(outcomes) - skipped - len(failed)
    click.echo(f"{shown(out)}: {made} of {len(outcomes)} files made{there}")
    for outcome in failed:
        hint = f"\n  {outcome.hint}" if outcome.hint else ""
        click.echo(f"gazefix: {outcome.error}{hint}", err=True)
    if failed:
        raise click.exceptions.Exit(1)


def _outcome(outcome: Outcome) -> str:
    from gazefix.processing.remote_files import shown

    target = shown(outcome.item.target)
    if outcome.report:
        return f"{target}: {_summary(outcome.report)}"
    if outcome.skipped:
        return f"{target}: there already"
    return f"{shown(outcome.item.source)}: failed"


@click.command()
def cluster() -> None:
    """Print the commands that start a Dask cluster.

    `gazefix manual cluster` says more.
    """
    from gazefix.processing.cluster.commands import start_commands

    for purpose, command in start_commands():
        click.echo(f"# {purpose}\n{command}\n")


@click.command()
@click.argument("target", metavar="[OUT]", type=_FILE, default="gazefix-demo.mp4")
@overwrite_option
@click.option(
    "--window/--no-window",
    default=None,
    help="Show the demo in a window too.  [default: where there is a display]",
)
@takes_settings(*ENGINE)
def demo(config: Config, target: Path, overwrite: bool, window: bool | None) -> None:
    """Make a clip of a real face before and after.

    The angle sweeps over both axes. Needs no camera and no network. An OUT that ends in .png
    becomes one picture instead.
    """
    from gazefix.devices.display import display_problem
    from gazefix.processing.demo import write_demo

    if window and (problem := display_problem()):
        hint = "leave out --window; `gazefix doctor` says what is missing"
        raise OutputError(f"no window can be shown: {problem}", hint)
    with Bars() as bars:
        frames = write_demo(target, config, overwrite=overwrite, progress=bars.bar("demo"))
    what = f"{frames} frames" if frames > 1 else "one picture"
    click.echo(f"{target}: {what}, before on the left, after on the right")
    if frames > 1 and (window or (window is None and not display_problem())):
        from gazefix.media.video import ClipReader
        from gazefix.ui.widgets.preview import show_frames

        stop = stop_on_signals()
        with ClipReader(target) as clip:
            show_frames(clip, stop.is_set, title="GazeFix demo")
