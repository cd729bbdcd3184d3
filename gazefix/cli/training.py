"""The commands of who works on the networks: train them, and measure how good they are."""

from __future__ import annotations

import json
import logging
import math
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gazefix.cli.options import Bar, FiniteRange, build_config, engine_options
from gazefix.config import Config

if TYPE_CHECKING:
    from gazefix.evaluation.known_gaze.report import EyeReport


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--network",
    type=click.Choice(["deepwarp", "gazenet"]),
    default="deepwarp",
    show_default=True,
    help="Which one.",
)
@click.option(
    "--without",
    multiple=True,
    metavar="PART",
    help="Leave a part of deepwarp out, to see what it is good for.",
)
@click.option(
    "--width",
    type=FiniteRange(0.25, 4),
    default=1.0,
    show_default=True,
    help="Channels of deepwarp, times this.",
)
@click.option(
    "--start",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Weights of deepwarp to go on from.",
)
@click.option(
    "--eyes",
    type=click.IntRange(64),
    default=640_000,
    show_default=True,
    help="Rendered eyes, the whole run.",
)
@click.option(
    "--stop-at", type=click.IntRange(64), metavar="EYES", help="End the run early, after so many."
)
@click.option("--batch", type=click.IntRange(4), default=64, show_default=True)
@click.option(
    "--together",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Batches to render at once (CUDA: 4).",
)
@click.option(
    "--learning-rate", type=FiniteRange(0, 1, min_open=True), default=1.5e-3, show_default=True
)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option(
    "--device", type=click.Choice(["auto", "cpu", "cuda"]), default="auto", show_default=True
)
@click.option(
    "--workers",
    type=click.IntRange(0, 64),
    default=1,
    show_default=True,
    help="Rendering processes; 0: in this one.",
)
@click.option(
    "--threads",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="Threads of the network (CPU).",
)
@click.option("-v", "--verbose", is_flag=True, help="Tell more, and show where errors come from.")
def train(
    folder: Path,
    network: str,
    without: tuple[str, ...],
    width: float,
    start: Path | None,
    device: str,
    verbose: bool,
    **values: Any,
) -> None:
    """Train a network on rendered eyes in FOLDER: deepwarp redirects eyes, gazenet measures where they look.

    FOLDER gets log.csv and held_out.csv to plot, contact sheets (PNG), a checkpoint and the weights. A run that is there
    already goes on.
    """
    from gazefix.networks.torch_backend import choose_device
    from gazefix.training.tasks import ABLATIONS, ablated_task, gaze_task
    from gazefix.training.train import TrainConfig
    from gazefix.training.train import train as run_training

    if unknown := set(without) - set(ABLATIONS):
        raise click.UsageError(
            f"--without knows {', '.join(ABLATIONS)}, not {', '.join(sorted(unknown))}"
        )
    if width != 1 and (start or network != "deepwarp"):
        raise click.UsageError(
            "--width is for a deepwarp from scratch: weights to --start from have a width of their own"
        )
    logging.basicConfig(
        level=logging.DEBUG if verbose else logging.INFO, format="%(message)s", stream=sys.stderr
    )
    chosen = choose_device(device)  # type: ignore[arg-type]
    with Bar("training") as bar:
        weights = run_training(
            TrainConfig(device=str(chosen), **values),
            ablated_task(without, start, width) if network == "deepwarp" else gaze_task(),
            folder,
            lambda done, total, loss: bar.show(done, total, f"loss {loss:.4f}"),
        )
    click.echo(str(weights))


@click.command()
@click.option(
    "--weights",
    type=click.Path(path_type=Path),
    help="Weights to judge.  [default: the settings', else GazeFix's]",
)
@click.option(
    "--pairs",
    type=click.IntRange(64),
    help="Held-out rendered pairs.  [default: 2048, or none with --eyes]",
)
@click.option(
    "--eyes",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Measure on the eye patches of known gaze in this NPZ file; takes minutes.",
)
@click.option(
    "--eye-sheet",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write contact sheets (PNG) of --eyes: one for each direction and angle.",
)
@click.option(
    "--sheet",
    type=click.Path(path_type=Path),
    help="Write a contact sheet (PNG) of rendered pairs.",
)
@click.option(
    "--photos",
    type=click.Path(path_type=Path),
    help="Measure on the photographs in this folder too.",
)
@click.option(
    "--clips",
    type=click.Path(path_type=Path),
    help="Measure and correct the clips in this folder too; needs --judge.",
)
@click.option(
    "--judge",
    type=click.Path(path_type=Path),
    help="Python file with a judge of gaze for --photos and --clips.",
)
@click.option(
    "--photo-sheet",
    type=click.Path(path_type=Path),
    help="Write a contact sheet (PNG) of the photographs.",
)
@click.option(
    "--clip-sheet",
    type=click.Path(path_type=Path),
    help="Write one of the clips: before, redirected, really looking there.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@engine_options
def evaluate(
    weights: Path | None,
    pairs: int | None,
    eyes: Path | None,
    eye_sheet: Path | None,
    sheet: Path | None,
    photos: Path | None,
    clips: Path | None,
    judge: Path | None,
    photo_sheet: Path | None,
    clip_sheet: Path | None,
    as_json: bool,
    **settings: Any,
) -> None:
    """Measure how good the network is.

    On held-out rendered pairs, on eyes of known gaze, and on photographs, with a judge of gaze if
    there is one.
    """
    from gazefix.evaluation.judge import load_judge
    from gazefix.evaluation.photos import evaluate_photos, evaluate_pixels, summarize
    from gazefix.imaging.annotate import tile
    from gazefix.imaging.operations import encode_png
    from gazefix.networks.engine import choose_weights
    from gazefix.networks.torch_backend import choose_device
    from gazefix.training.evaluate import evaluate_weights

    for option, given, needed, allowed in (
        ("--judge", judge, "--photos or --clips", photos or clips),
        ("--clips", clips, "--judge", judge),
        ("--photo-sheet", photo_sheet, "--photos and --judge", photos and judge),
        ("--eye-sheet", eye_sheet, "--eyes", eyes),
        ("--clip-sheet", clip_sheet, "--clips", clips),
    ):
        if given and not allowed:
            raise click.UsageError(f"{option} needs {needed}")
    judging = load_judge(judge) if judge else None  # now, since what follows takes minutes
    config = build_config(**settings)
    if weights:
        config = replace(config, engine=replace(config.engine, weights=str(weights)))
    engine = config.engine
    figures: dict[str, float] = {}
    if not eyes or pairs or sheet:
        figures = evaluate_weights(
            choose_weights(engine),
            pairs=pairs or 2048,
            device=choose_device(engine.device),
            sheet=sheet,
        )
    if photos:
        with Bar("pixels") as bar:
            figures |= asdict(evaluate_pixels(photos, config, progress=bar.show))
    if photos and judging:
        with Bar("photographs") as bar:
            responses, rows = evaluate_photos(photos, judging, config, progress=bar.show)
        figures |= asdict(summarize(responses))
        if photo_sheet:
            photo_sheet.write_bytes(encode_png(tile(rows, columns=1)))
    judged = _evaluate_clips(clips, judging, config, clip_sheet) if clips else []
    known = _report_on_eyes(eyes, config, eye_sheet) if eyes else None
    # A figure that no picture gave is null in JSON, which knows no NaN.
    shown = _without_nan(figures)
    if as_json:
        of_clips = {"clips": [_without_nan(clip) for clip in judged]} if clips else {}
        click.echo(json.dumps(shown | (known.summary if known else {}) | of_clips, indent=2))
        return
    for name, value in shown.items():
        click.echo(f"{name:<20}{'-' if value is None else value:>14}")
    if known:
        click.echo(known.text)
    for clip in judged:
        click.echo(f"\n{clip.pop('clip')}")
        for name, value in _without_nan(clip).items():
            click.echo(f"  {name:<18}{'-' if value is None else value:>14}")


def _report_on_eyes(file: Path, config: Config, sheet: Path | None) -> EyeReport:
    """Return the report on a file of eyes of known gaze."""
    from gazefix.evaluation.known_gaze.report import report_on_eyes

    with Bar("redirecting eyes") as first, Bar("reading eyes") as second:
        return report_on_eyes(file, config, sheet, redirecting=first.show, reading=second.show)


def _evaluate_clips(
    folder: Path, judge: Any, config: Config, sheet: Path | None
) -> list[dict[str, Any]]:
    """The figures of each clip of a folder."""
    from gazefix.evaluation.clips import evaluate_clips
    from gazefix.evaluation.real_pairs import evaluate_real_pairs
    from gazefix.imaging.annotate import tile
    from gazefix.imaging.operations import encode_png

    with Bar("clips") as bar:
        judged = [asdict(clip) for clip in evaluate_clips(folder, judge, config, progress=bar.show)]
    rows = []
    with Bar("real pairs") as bar:
        for number, clip in enumerate(judged):
            figures, pairs = evaluate_real_pairs(folder / clip["clip"], judge, config)
            clip.update(asdict(figures))
            rows += pairs
            bar.show(number + 1, len(judged))
    if sheet and rows:
        sheet.write_bytes(encode_png(tile(rows, columns=1)))
    elif sheet:
        click.echo(
            f"{sheet} is not written: in no clip do open eyes of a still head look here and there",
            err=True,
        )
    return judged


def _without_nan(figures: dict[str, Any]) -> dict[str, Any]:
    """Rounded figures; None where there is none."""
    return {
        name: (None if math.isnan(value) else round(value, 4))
        if isinstance(value, float)
        else value
        for name, value in figures.items()
    }
