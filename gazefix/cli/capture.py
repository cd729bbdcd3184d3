"""`gazefix capture`: record your own eyes, and what is made of them."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gazefix.cli.dev import require_torch
from gazefix.cli.progress import Bars
from gazefix.cli.shared_options import ENGINE, FiniteRange, file_option, takes_settings
from gazefix.config import Config
from gazefix.errors import GazeFixError

if TYPE_CHECKING:
    from gazefix.types import Frame
    from gazefix.ui.dialogs.capture import Feed


@click.command()
@click.option("--list", "list_them", is_flag=True, help="List the recordings.")
@click.option("--delete", metavar="NAME", help="Delete a recording; its profile stays.")
@click.option("--export", metavar="NAME", help="Copy a recording to a file for others (--to).")
@file_option("--to", help="File that --export writes.")
@click.option("--train", metavar="NAME", help="Train its profile's redirection (minutes).")
@click.option("--yes", is_flag=True, help="Do not ask before --export.")
@click.option(
    "--distance",
    type=FiniteRange(20, 150),
    metavar="CM",
    help="Distance of your eyes from the camera.  [default: measured]",
)
@takes_settings("camera.source", "correction.profile", *ENGINE)
def capture(
    config: Config,
    list_them: bool,
    delete: str | None,
    export: str | None,
    to: Path | None,
    train: str | None,
    yes: bool,
    distance: float | None,
) -> None:
    """Calibrate thoroughly: follow a dot for 90 seconds.

    The recording of your eyes and the profile stay on this computer. The profile is used from then
    on with this camera and resolution.
    """
    from gazefix.personal import recording

    if delete:
        recording.delete_recording(delete)
        click.echo(f"{delete} is deleted")
    elif list_them:
        for name in recording.list_recordings():
            click.echo(_line(name))
    elif export:
        if to is None:
            raise click.UsageError("--export needs --to FILE")
        _export(export, to, yes)
    elif train:
        _train(config, train)
    else:
        _capture(config, distance)


def _line(name: str) -> str:
    from gazefix.personal.recording import find_recording, read_recording, size_text

    folder = find_recording(name)
    try:
        made = read_recording(folder)
    except GazeFixError as error:
        return f"{name}  cannot be used: {error.message}"
    return f"{name}  {made.about.made}  {len(made)} pictures of each eye  {size_text(folder)}"


def _export(name: str, to: Path, yes: bool) -> None:
    from gazefix.personal.recording import export_recording, find_recording, read_recording

    count = len(read_recording(find_recording(name)))
    click.echo(
        f"The file will hold {count} pictures of each of your eyes and the skin around them, the"
        " places of eyes and irises, how your head was turned, where you looked, the names of your"
        " camera and its picture size, the size of your screen, your distance and the day. People"
        " who know you may recognize your eyes."
    )
    if yes or click.confirm("Go on?"):
        export_recording(name, to)
        click.echo(f"{to} is written")


def _train(config: Config, name: str) -> None:
    require_torch()
    from gazefix.correction.saved_profiles import load_profile, weights_file
    from gazefix.networks.engine import choose_weights
    from gazefix.personal.recording import find_recording, read_recording
    from gazefix.training.recorded.personal import train_personal

    recording = read_recording(find_recording(name))
    profile = config.correction.profile
    profile = name if profile in {"auto", "none"} else profile
    load_profile(profile)  # the redirection belongs to it
    target = weights_file(profile)
    with Bars() as bars:
        weights = choose_weights(config.engine)
        made = train_personal(recording, weights, target, bars.bar("training"))
    errors = f"{made.before:.2f} of the untouched eyes' error before, {made.after:.2f} after"
    if made.kept:
        click.echo(f"Better on eyes that were held out: {errors}.")
        click.echo(f"It is used from now on with the profile '{profile}'.")
    else:
        click.echo(f"Nothing was kept: on eyes that were held out, {errors}.")


def _capture(config: Config, distance_cm: float | None) -> None:
    from gazefix.correction.corrector import Corrector
    from gazefix.devices.sources import open_source
    from gazefix.ui.dialogs.capture import CaptureWindow, Feed, run_capture
    from gazefix.ui.qt import make_application
    from gazefix.ui.translations import install_language

    @contextlib.contextmanager
    def feed(stop: threading.Event) -> Iterator[Feed]:
        with open_source(config.camera.source, config.camera) as camera:

            def frames() -> Iterator[Frame]:
                while not stop.is_set() and (frame := camera.read()) is not None:
                    yield frame

            yield Feed(camera.info.name, camera.info.size, frames())

    install_language(config.app.language, make_application())
    distance_mm = None if distance_cm is None else 10 * distance_cm
    window = CaptureWindow(config, feed, Corrector, distance_mm=distance_mm)
    run_capture(window)
    click.echo(window.result.told or "Nothing was recorded.")
