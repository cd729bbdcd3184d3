"""`gazefix dev`: commands for people who work on GazeFix. Train networks and evaluate them."""

from __future__ import annotations

import importlib.util
import json
import logging
import math
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gazefix.cli.bench import dev_bench
from gazefix.cli.progress import Bars
from gazefix.cli.shared_options import (
    ENGINE,
    FiniteRange,
    file_option,
    json_option,
    takes_settings,
    value_option,
    verbose_option,
)
from gazefix.config import Config
from gazefix.errors import DeviceError, GazeFixError

if TYPE_CHECKING:
    from gazefix.evaluation.known_gaze.eyes import KnownEyes
    from gazefix.evaluation.known_gaze.report import EyeReport


@click.group()
def dev() -> None:
    """Train, evaluate and measure GazeFix."""


dev.add_command(dev_bench)


@dev.command("cluster")
@value_option("--workers", click.IntRange(1), 1000)
@value_option("--tasks", click.IntRange(1), 100_000)
@value_option("--seconds", FiniteRange(0, min_open=True), 10.0, "Time of a task.")
def simulate_cluster(workers: int, tasks: int, seconds: float) -> None:
    """Simulate workers of Dask's scheduler, with tasks that only wait (minutes)."""
    from gazefix.evaluation.cluster_model import simulate

    done = simulate(workers, tasks, seconds)
    click.echo(
        f"{workers} workers busy {done.busy:.2%} of {done.seconds:.0f} s, "
        f"{1000 * done.task_s:.2f} ms of processor time for each task"
    )


@dev.command()
@click.argument("folder", type=click.Path(path_type=Path))
@value_option("--network", click.Choice(["deepwarp", "gazenet"]), "deepwarp", "Network to train.")
@click.option("--without", multiple=True, metavar="PART", help="Ablation: omit a part of deepwarp.")
@value_option("--width", FiniteRange(0.25, 4), 1.0, "Factor on deepwarp's channels.")
@file_option("--start", help="Weights of deepwarp to continue from.")
@click.option(
    "--captures",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Recordings (`gazefix capture --export`) to train deepwarp on beside rendered eyes.",
)
@value_option("--eyes", click.IntRange(64), 640_000, "Rendered eyes of the whole run.")
@click.option("--stop-at", type=click.IntRange(64), metavar="EYES", help="End the run early.")
@value_option("--batch", click.IntRange(4), 64)
@value_option("--together", click.IntRange(1, 64), 1, "Batches to render at once (CUDA: 4).")
@value_option("--learning-rate", FiniteRange(0, 1, min_open=True), 1.5e-3)
@value_option("--seed", click.IntRange(0), 1)
@value_option("--device", click.Choice(["auto", "cpu", "cuda"]), "auto")
@value_option("--workers", click.IntRange(0, 64), 1, "Rendering processes; 0: in this one.")
@value_option("--threads", click.IntRange(1, 256), 1, "Threads of the network (CPU).")
@verbose_option
def train(
    folder: Path,
    network: str,
    without: tuple[str, ...],
    width: float,
    start: Path | None,
    captures: tuple[Path, ...],
    device: Any,  # a DeviceName, as click has checked
    verbose: bool,
    **values: Any,
) -> None:
    """Train a network on rendered eyes.

    deepwarp redirects eyes, gazenet reads their gaze. FOLDER gets log.csv and held_out.csv to plot,
    contact sheets (PNG), a checkpoint and the weights. An interrupted run continues.
    """
    require_torch()
    from gazefix.networks.torch_backend import choose_device
    from gazefix.training.tasks import ABLATIONS, deepwarp_task, gaze_task
    from gazefix.training.train import TrainConfig
    from gazefix.training.train import train as run_training

    if unknown := set(without) - set(ABLATIONS):
        names = ", ".join(sorted(unknown))
        raise click.UsageError(f"--without takes {', '.join(ABLATIONS)}, not {names}.")
    if width != 1 and (start or network != "deepwarp"):
        raise click.UsageError("--width needs a new deepwarp: the weights of --start have a width.")
    level = logging.DEBUG if verbose else logging.INFO
    logging.basicConfig(level=level, format="%(message)s", stream=sys.stderr)
    if captures and network != "deepwarp":
        raise click.UsageError("--captures are for deepwarp.")
    config = TrainConfig(device=str(choose_device(device)), **values)
    task: Any = gaze_task() if network == "gazenet" else deepwarp_task(without, start, width)
    if captures:
        from gazefix.personal.recording import read_recording
        from gazefix.training.recorded.personal import with_captures

        task = with_captures(task, [read_recording(path) for path in captures])
    with Bars() as bars:
        weights = run_training(
            config,
            task,
            folder,
            lambda done, total, loss: bars.show("training", done, total, f"loss {loss:.4f}"),
        )
    click.echo(str(weights))


@dev.command()
@file_option("--weights", help="Weights to evaluate.  [default: the settings', else GazeFix's]")
@click.option(
    "--pairs",
    type=click.IntRange(64),
    help="Held-out rendered pairs.  [default: 2048, or none with --eyes]",
)
@file_option("--eyes", help="Evaluate eye patches of known gaze (NPZ); takes minutes.")
@file_option("--eye-sheet", help="Write contact sheets of --eyes, per direction and angle.")
@file_option("--sheet", help="Write a contact sheet (PNG) of rendered pairs.")
@file_option("--photos", metavar="DIR", help="Evaluate photographs.")
@file_option("--clips", metavar="DIR", help="Evaluate clips; needs --judge.")
@file_option("--judge", help="Python file with a judge of gaze for --photos and --clips.")
@file_option("--photo-sheet", help="Write a contact sheet of the photographs.")
@file_option(
    "--clip-sheet", help="Write a contact sheet: before, redirected, really looking there."
)
@json_option
@takes_settings(*ENGINE)
def evaluate(config: Config, weights: Path | None, as_json: bool, **given: Any) -> None:
    """Measure how good the networks are.

    Evaluates held-out rendered pairs, eyes of known gaze, photographs and clips.
    """
    from gazefix.evaluation.judge import load_judge

    for option, needs in (
        ("judge", ("photos", "clips")),
        ("clips", ("judge",)),
        ("photo_sheet", ("judge",)),
        ("photo_sheet", ("photos",)),
        ("eye_sheet", ("eyes",)),
        ("clip_sheet", ("clips",)),
    ):
        if given[option] and not any(given[name] for name in needs):
            needed = " or ".join(f"--{name}" for name in needs)
            raise click.UsageError(f"--{option.replace('_', '-')} needs {needed}")
    # A missing judge is an error now, not after minutes.
    judge = load_judge(given["judge"]) if given["judge"] else None
    if weights:
        config = replace(config, engine=replace(config.engine, weights=str(weights)))
    figures = _pairs_and_photos(config, judge, given)
    clips = _clips(given["clips"], judge, config, given["clip_sheet"]) if given["clips"] else []
    known = _known_gaze(given["eyes"], config, given["eye_sheet"]) if given["eyes"] else None
    shown = _without_nan(figures)
    clips = [_without_nan(clip) for clip in clips]
    if as_json:
        of_clips = {"clips": clips} if given["clips"] else {}
        click.echo(json.dumps(shown | (known.summary if known else {}) | of_clips, indent=2))
        return
    _print(shown)
    if known:
        click.echo(known.text)
    for clip in clips:
        click.echo(f"\n{clip.pop('clip')}")
        _print(clip, indent="  ")


@dev.command("capture")
@click.argument("eyes", type=click.Path(path_type=Path), metavar="EYES.npz")
@click.option("--train", is_flag=True, help="Also train each person's redirection (long).")
@takes_settings(*ENGINE)
def dev_capture(config: Config, eyes: Path, train: bool) -> None:
    """Measure what a capture is good for.

    EYES holds eye patches of known gaze. Each person's odd gazes are the capture, and the errors
    are those on the even ones.
    """
    from gazefix.evaluation.captured import captured_readings, captured_table
    from gazefix.evaluation.known_gaze.eyes import KnownEyes
    from gazefix.evaluation.known_gaze.reading import read_known_gazes

    known = KnownEyes.read(eyes)
    with Bars() as bars:
        readings = read_known_gazes(known, config, bars.bar("reading eyes"))
    click.echo(captured_table(captured_readings(readings, known.photos)))
    if train:
        require_torch()
        _train_people(config, known)


def _train_people(config: Config, eyes: KnownEyes) -> None:
    """Print each person's error on held-out gazes with the common and the personal redirection."""
    from gazefix.evaluation.captured import is_captured, shots_of
    from gazefix.networks.engine import choose_weights
    from gazefix.training.recorded.personal import compare_redirection

    changes = []
    click.echo("\nperson  common  personal")
    for person in eyes.people:
        own = [photo for photo in eyes.photos if photo.person == person]
        parts = [[photo for photo in own if is_captured(photo) == held] for held in (True, False)]
        capture, rest = (shots_of(eyes, part) for part in parts)
        try:
            before, after = compare_redirection(capture, rest, choose_weights(config.engine))
        except GazeFixError as error:
            click.echo(f"{person:6}  {error.message}")
            continue
        changes.append(after / before)
        click.echo(f"{person:6}  {before:6.3f}  {after:8.3f}")
    if changes:
        median, worst = sorted(changes)[len(changes) // 2], max(changes)
        click.echo(f"personal over common: median {median:.2f}, worst {worst:.2f}")


def _pairs_and_photos(config: Config, judge: Any, given: dict[str, Any]) -> dict[str, Any]:
    """Return the figures of rendered pairs and of photographs."""
    from gazefix.evaluation.photos import evaluate_photos, evaluate_pixels, summarize
    from gazefix.networks.engine import choose_weights

    figures: dict[str, Any] = {}
    pairs, sheet, photos = given["pairs"], given["sheet"], given["photos"]
    if not given["eyes"] or pairs or sheet:
        require_torch()
        from gazefix.networks.torch_backend import choose_device
        from gazefix.training.evaluate import evaluate_weights

        figures = evaluate_weights(
            choose_weights(config.engine),
            pairs=pairs or 2048,
            device=choose_device(config.engine.device),
            sheet=sheet,
        )
    if not photos:
        return figures
    with Bars() as bars:
        figures |= asdict(evaluate_pixels(photos, config, progress=bars.bar("pixels")))
        if judge:
            bar = bars.bar("photographs")
            responses, rows = evaluate_photos(photos, judge, config, progress=bar)
            figures |= asdict(summarize(responses))
            if given["photo_sheet"]:
                _write_sheet(given["photo_sheet"], rows)
    return figures


def _known_gaze(file: Path, config: Config, sheet: Path | None) -> EyeReport:
    """Return the report on a file of eyes of known gaze."""
    from gazefix.evaluation.known_gaze.report import report_on_eyes

    with Bars() as bars:
        redirecting, reading = bars.bar("redirecting eyes"), bars.bar("reading eyes")
        return report_on_eyes(file, config, sheet, redirecting=redirecting, reading=reading)


def _clips(folder: Path, judge: Any, config: Config, sheet: Path | None) -> list[dict[str, Any]]:
    """Return the figures of each clip in a folder."""
    from gazefix.evaluation.clips import evaluate_clips
    from gazefix.evaluation.real_pairs import evaluate_real_pairs

    rows = []
    with Bars() as bars:
        found = evaluate_clips(folder, judge, config, progress=bars.bar("clips"))
        judged = [asdict(clip) for clip in found]
        for number, clip in enumerate(judged):
            figures, pairs = evaluate_real_pairs(folder / clip["clip"], judge, config)
            clip.update(asdict(figures))
            rows += pairs
            bars.show("real pairs", number + 1, len(judged))
    if sheet and rows:
        _write_sheet(sheet, rows)
    elif sheet:
        why = "no clip has open eyes that look here and there while the head is still"
        click.echo(f"{sheet} is not written: {why}", err=True)
    return judged


def _write_sheet(path: Path, rows: list[Any]) -> None:
    from gazefix.imaging.annotate import tile
    from gazefix.imaging.operations import encode_png

    path.write_bytes(encode_png(tile(rows, columns=1)))


def _print(figures: dict[str, Any], indent: str = "") -> None:
    for name, value in figures.items():
        click.echo(f"{indent}{name:<{20 - len(indent)}}{'-' if value is None else value:>14}")


def _without_nan(figures: dict[str, Any]) -> dict[str, Any]:
    """Return rounded figures. NaN, which JSON lacks, becomes None."""
    return {
        name: (None if math.isnan(value) else round(value, 4))
        if isinstance(value, float)
        else value
        for name, value in figures.items()
    }


def require_torch() -> None:
    """Raise DeviceError where PyTorch is not installed."""
    if importlib.util.find_spec("torch") is None:
        hint = 'pip install "gazefix[train]"'
        raise DeviceError("training and its evaluation need PyTorch", hint)
