"""`gazefix process`: pictures and clips from the command line."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from gazefix.cli.options import (
    Bar,
    FiniteRange,
    build_config,
    note_if_nothing_to_do,
    settings_options,
)
from gazefix.config import Config, switched_on
from gazefix.errors import GazeFixError

if TYPE_CHECKING:
    from gazefix.processing.batch import Item, Outcome
    from gazefix.processing.jobs import Job, ProcessReport

_CODECS: Final = ("h264", "hevc", "av1", "vp9", "prores", "ffv1")
_FILE: Final = click.Path(path_type=Path)


class Time(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.5 on
    """Seconds, or minutes and hours before colons."""

    name = "TIME"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Seconds. Fails as a usage error."""
        from gazefix.processing.edit_options import parse_time

        if isinstance(value, float):
            return value
        try:
            return parse_time(str(value))
        except GazeFixError as error:
            self.fail(f"{error.message}: {error.hint}.", param, ctx)


@click.command()
@click.argument("paths", metavar="IN... [OUT]", nargs=-1, required=True, type=_FILE)
@click.option(
    "--out-dir",
    type=_FILE,
    metavar="DIR",
    help="Write any number of files, folders and patterns into DIR.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=1,
    metavar="N",
    help="Process so many files at a time.  [default: 1]",
)
@click.option("--overwrite", is_flag=True, help="Replace existing files.")
@click.option(
    "--faces",
    multiple=True,
    metavar="all|largest|N|X,Y",
    help="Which faces; may be given again.  [default: all]",
)
@click.option(
    "--list-faces",
    type=_FILE,
    metavar="FILE.png",
    help="Write a sheet of the faces with their numbers, and end.",
)
@click.option(
    "--from", "from_s", type=Time(), default=0.0, help="Correct from this time on (12.5, 1:02.5)."
)
@click.option("--to", "to_s", type=Time(), help="Correct up to this time.")
@click.option(
    "--angles",
    type=_FILE,
    metavar="FILE.csv",
    help="Rows time,vertical,horizontal in place of the two angles.",
)
@click.option("--compare", is_flag=True, help="Write before and after side by side.")
@click.option(
    "--codec", type=click.Choice(_CODECS), help="How to encode a clip.  [default: as it is]"
)
@click.option(
    "--crf",
    type=FiniteRange(0, 63),
    metavar="N",
    help="Quality: 0 is lossless.  [default: visually lossless]",
)
@click.option("--preset", metavar="NAME", help="How much time the encoder takes, in its own words.")
@click.option("--one-pass", is_flag=True, help="Do not look ahead in clips.")
@click.option(
    "--format",
    "format_name",
    metavar="NAME",
    help="The container of a stream; IN or OUT is then -.",
)
@click.option(
    "--fps",
    type=FiniteRange(0.01, 1000),
    metavar="N",
    help="Of a sequence frames/%05d.png.  [default: 25]",
)
@click.option(
    "--report", type=_FILE, metavar="FILE.csv", help="Write what was seen and done, per frame."
)
@click.option(
    "--plot", type=_FILE, metavar="FILE.png", help="Draw gaze, redirection and reason over time."
)
@settings_options
def process(
    paths: tuple[Path, ...],
    out_dir: Path | None,
    jobs: int,
    list_faces: Path | None,
    report: Path | None,
    plot: Path | None,
    **options: Any,
) -> None:
    """Correct the gaze in the picture or clip IN and write it to OUT; or in many, with --out-dir."""
    from gazefix.media.video import Encoding
    from gazefix.processing.edit_options import EditOptions, load_angles, parse_faces
    from gazefix.processing.jobs import Job

    own = {
        name: options.pop(name)
        for name in ("overwrite", "faces", "from_s", "to_s", "angles", "compare", "codec", "crf")
    }
    own |= {name: options.pop(name) for name in ("preset", "one_pass", "format_name", "fps")}
    if own["to_s"] is not None and own["to_s"] <= own["from_s"]:
        raise click.UsageError("--to must be later than --from.")
    config = switched_on(build_config(**options))
    faces = parse_faces(own["faces"])
    if options["max_faces"] is not None:
        faces = replace(faces, most=options["max_faces"])
    angles = load_angles(own["angles"]) if own["angles"] else None
    to_s = float("inf") if own["to_s"] is None else own["to_s"]
    job = Job(
        EditOptions(faces, own["from_s"], to_s, angles),
        Encoding(own["codec"], own["crf"], own["preset"]),
        one_pass=own["one_pass"],
        compare=own["compare"],
        overwrite=own["overwrite"],
        format_name=own["format_name"],
        fps=own["fps"],
    )
    if list_faces:
        _list(paths, list_faces, config, job)
        return
    if angles is None:
        note_if_nothing_to_do(config)
    if out_dir:
        if report or plot:
            raise click.UsageError("--report and --plot tell of one file; leave out --out-dir.")
        _many(paths, out_dir, config, job, jobs)
        return
    if len(paths) != 2:
        raise click.UsageError("give IN and OUT, or any number of files and --out-dir.")
    _one(*paths, config, job, report, plot)


def _one(
    source: Path, target: Path, config: Config, job: Job, report: Path | None, plot: Path | None
) -> None:
    from gazefix.files import NewFile
    from gazefix.processing.jobs import process_file
    from gazefix.processing.report import ReportRow, report_row, write_plot, write_report

    for extra in (report, plot):
        if extra:  # told now, not when all is done
            NewFile(extra, overwrite=job.overwrite).discard()
    rows: list[ReportRow] = []
    with Parts() as bars:
        done = process_file(
            source,
            target,
            config,
            job,
            progress=bars.show,
            hear=(lambda correction: rows.append(report_row(correction)))
            if report or plot
            else None,
        )
    if report:
        write_report(report, rows, overwrite=job.overwrite)
    if plot:
        write_plot(plot, rows, overwrite=job.overwrite)
    click.echo(f"{target}: {_summary(done)}", err=str(target) == "-")


def _summary(done: ProcessReport) -> str:
    left = ", ".join(
        f"{reason.value} {count}"
        for reason, count in done.reasons.items()
        if reason.value != "correcting"
    )
    why = f" (left alone: {left})" if left else ""
    return f"{done.frames_changed} of {done.frames} frames corrected{why} in {done.seconds:.1f} s"


def _list(paths: Sequence[Path], sheet: Path, config: Config, job: Job) -> None:
    from gazefix.processing.face_sheet import list_faces

    if len(paths) != 1:
        raise click.UsageError("--list-faces takes one IN and no OUT.")
    with Parts() as bars:
        listed = list_faces(paths[0], sheet, config, overwrite=job.overwrite, progress=bars.show)
    for face in listed:
        when = f"  {face.from_s:.1f} to {face.to_s:.1f} s" if face.to_s else ""
        click.echo(f"{face.number}  at {face.x:.0f},{face.y:.0f}{when}")
    click.echo(
        f"{sheet}: {len(listed)} faces" if listed else "no face was found, so there is no sheet"
    )


def _many(paths: Sequence[Path], out_dir: Path, config: Config, job: Job, jobs: int) -> None:
    from gazefix.processing.batch import Watch, gather, run_batch

    items = gather(paths, out_dir, job.encoding.codec)
    with Board(len(items)) as board:
        outcomes = run_batch(items, config, job, jobs, Watch(board.progress, board.done))
    failed = [outcome for outcome in outcomes if outcome.error]
    skipped = sum(outcome.skipped for outcome in outcomes)
    there = f", {skipped} were there already" if skipped else ""
    click.echo(
        f"{out_dir}: {len(outcomes) - skipped - len(failed)} of {len(outcomes)} files made{there}"
    )
    for outcome in failed:
        click.echo(
            f"gazefix: {outcome.error}" + (f"\n  {outcome.hint}" if outcome.hint else ""), err=True
        )
    if failed:
        raise click.exceptions.Exit(1)


class Parts(AbstractContextManager["Parts"]):
    """A progress bar for each part of the work on one file, one after the other."""

    def __init__(self) -> None:
        self._part = ""
        self._bar: Bar | None = None

    def show(self, part: str, done: int, total: int | None) -> None:
        """`done` frames of a part are done."""
        if part != self._part:
            self.__exit__(None, None, None)
            self._part, self._bar = part, Bar(part)
        if self._bar:
            self._bar.show(done, total)

    def __exit__(self, *details: Any) -> None:
        if self._bar:
            self._bar.__exit__(*details)
            self._bar = None


class Board(AbstractContextManager["Board"]):
    """A bar for each file that is being processed and one for all, on stderr where that is a terminal; a line on stdout for
    each file that is done."""

    def __init__(self, files: int) -> None:
        self._files, self._done = files, 0
        self._running: dict[Item, tuple[str, int, int | None]] = {}
        self._drawn_s = 0.0
        self._lines = 0
        self._shown = sys.stderr is not None and sys.stderr.isatty()

    def progress(self, item: Item, part: str, done: int, total: int | None) -> None:
        """So many frames of an item are done."""
        self._running[item] = (part, done, total)
        if time.monotonic() - self._drawn_s > 0.1:
            self._draw()

    def done(self, outcome: Outcome) -> None:
        """An item is done."""
        self._done += 1
        self._running.pop(outcome.item, None)
        self._clear()
        if outcome.report:
            click.echo(f"{outcome.item.target}: {_summary(outcome.report)}")
        elif outcome.skipped:
            click.echo(f"{outcome.item.target}: there already")
        else:
            click.echo(f"{outcome.item.source}: failed")
        self._draw()

    def _draw(self) -> None:
        if not self._shown:
            return
        self._clear()
        lines = [
            _line(item.source.name, part, done, total)
            for item, (part, done, total) in self._running.items()
        ]
        lines.append(_line("all files", "", self._done, self._files))
        click.echo("\n".join(lines), err=True)
        self._lines, self._drawn_s = len(lines), time.monotonic()

    def _clear(self) -> None:
        if self._lines:
            click.echo(f"\x1b[{self._lines}F\x1b[J", err=True, nl=False)
            self._lines = 0

    def __exit__(self, *details: Any) -> None:
        self._clear()


def _line(label: str, part: str, done: int, total: int | None) -> str:
    label = label if len(label) <= 20 else f"{label[:17]}..."
    filled = round(24 * done / total) if total else 0
    return f"{label:<20} [{'#' * filled}{'-' * (24 - filled)}] {done}/{total or '?'} {part}"
