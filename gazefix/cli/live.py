"""The commands around a live camera: run, calibrate, cameras, setup-camera."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from gazefix.cli.shared_options import (
    CORRECTION,
    ENGINE,
    MAX_FACES,
    FiniteRange,
    json_option,
    log_to_stderr,
    note_if_nothing_to_do,
    overwrite_option,
    stop_on_signals,
    takes_settings,
    verbose_option,
)
from gazefix.config import Config
from gazefix.errors import GazeFixError, OutputError

if TYPE_CHECKING:
    from gazefix.devices.v4l2 import VideoMode

_IN_USE = {True: "in use", False: "free", None: "not known whether in use"}
#: What to do during the two steps of a calibration.
_LOOKS = (
    "Look into the lens of the camera, press Enter, and keep looking there for eight seconds while"
    " you move your head slowly in a small circle",
    "Look at the middle of your call's window, press Enter, and keep looking there for two seconds",
)


@click.command()
@click.option(
    "--seconds", type=FiniteRange(0, min_open=True), metavar="N", help="Stop after N seconds."
)
@overwrite_option
@takes_settings("camera.source", "output.sink", "correction.profile", *CORRECTION, MAX_FACES)
def run(config: Config, seconds: float | None, overwrite: bool) -> None:
    """Correct the camera's frames live, until Ctrl-C."""
    from gazefix.live.run import run_live
    from gazefix.logs import log_to_file

    stop = stop_on_signals()
    note_if_nothing_to_do(config)

    def show(*arguments: Any) -> None:
        from gazefix.ui.widgets.preview import show_preview

        show_preview(*arguments)

    status = log_to_file()(run_live)(
        config,
        source=config.camera.source,
        sink=config.output.sink,
        stop=stop,
        show=show,
        seconds=seconds,
        overwrite=overwrite,
        on_start=lambda s: click.echo(f"{s.source} -> {s.sink}; Ctrl-C ends it", err=True),
    )
    click.echo(
        f"{status.frames_out} frames sent, {status.frames_dropped} dropped,"
        f" {status.frames_failed} failed; latency {status.latency_p50_ms:.0f} ms (median),"
        f" {status.latency_p95_ms:.0f} ms (95th percentile)",
        err=True,
    )


@click.command()
@click.option("--list", "list_them", is_flag=True, help="List the profiles.")
@click.option("--delete", metavar="NAME", help="Delete a profile.")
@click.option("--rename", nargs=2, metavar="NAME NEW", help="Give a profile another name.")
@takes_settings("camera.source", *ENGINE)
def calibrate(
    config: Config, list_them: bool, delete: str | None, rename: tuple[str, str] | None
) -> None:
    """Measure your eyes in two short looks.

    This makes the correction more accurate. In the first look you move your head. The profile is
    kept for this camera and resolution, and used from then on.
    """
    from gazefix.correction.saved_profiles import (
        delete_profile,
        list_profiles,
        load_profile,
        rename_profile,
    )

    if rename:
        rename_profile(*rename)
        click.echo(f"{rename[0]} is now {rename[1]}")
    elif delete:
        delete_profile(delete)
        click.echo(f"{delete} is deleted")
    elif list_them:
        for name in list_profiles():
            try:
                profile = load_profile(name)
                click.echo(f"{name}  {profile.quality}  {profile.made}".rstrip())
            except GazeFixError as error:
                click.echo(f"{name}  cannot be used: {error.message}")
    else:
        _calibrate(config)


def _calibrate(config: Config) -> None:
    from gazefix.correction.calibration import LENS_S, TAKE_S, make_profile, record_look
    from gazefix.correction.corrector import Corrector
    from gazefix.correction.saved_profiles import save_profile
    from gazefix.devices.sources import open_source

    looks = []

    def opened() -> tuple[str, tuple[int, int]]:
        return camera.info.name, camera.info.size

    with open_source(config.camera.source, config.camera) as camera, Corrector(config) as corrector:
        for question, seconds in zip(_LOOKS, (LENS_S, TAKE_S), strict=True):
            click.prompt(question, default="", show_default=False)
            looks.append(record_look(camera.read, corrector.measure, opened, seconds))
            corrector.reset()
        profile = make_profile(*looks)
    save_profile(profile)
    click.echo(
        f"{profile.name}: {profile.quality}. Your eyes are measured"
        f" {profile.bias_vertical_deg:+.1f} degrees up and {profile.bias_horizontal_deg:+.1f} to"
        f" the right of where they look. Your window lies {profile.window_vertical_deg:+.1f} up and"
        f" {profile.window_horizontal_deg:+.1f} to the right of the lens. The eyes wandered by"
        f" {profile.spread_deg:.1f}."
    )


@click.command()
@json_option
@verbose_option
def cameras(as_json: bool, verbose: bool) -> None:
    """List the cameras, their formats and users.

    `--source` takes the number, the name or a part of it, or the path. The path still belongs to
    the camera after it is plugged in again.
    """
    from gazefix.devices.cameras import examine, list_cameras

    log_to_stderr(verbose)
    found = [(camera, examine(camera)) for camera in list_cameras()]
    if as_json:
        rows = [{**asdict(camera), **asdict(details)} for camera, details in found]
        click.echo(json.dumps(rows, indent=2))
        return
    for camera, details in found:
        readers = ", ".join(details.used_by) if details.in_use is not False else ""
        used_by = f" by {readers}" if readers else ""
        click.echo(f"{camera.index}: {camera.name} ({_IN_USE[details.in_use]}{used_by})")
        notes = filter(None, (camera.stable_path, details.obstacle))
        for line in (*notes, *_mode_lines(details.modes)):
            click.echo(f"   {line}")
    if not found:
        click.echo(
            "No camera found. Connect one and run `gazefix doctor`, or run with --source demo.",
            err=True,
        )


def _mode_lines(modes: Sequence[VideoMode]) -> list[str]:
    """Return one line for all pixel formats that have the same sizes and rates."""
    formats: dict[str, list[str]] = {}
    for mode in modes:
        rate = f" at {mode.fps:g}" if mode.fps else ""
        formats.setdefault(mode.fourcc, []).append(f"{mode.width}x{mode.height}{rate}")
    alike: dict[str, list[str]] = {}
    for fourcc, sizes in formats.items():
        alike.setdefault(", ".join(sizes), []).append(fourcc)
    return [f"{', '.join(fourccs)}: {sizes}" for sizes, fourccs in alike.items()]


@click.command("setup-camera")
@click.option("--remove", is_flag=True, help="Undo it.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@verbose_option
def setup_camera(remove: bool, yes: bool, verbose: bool) -> None:
    """Set up GazeFix Camera, which call programs can choose.

    On Linux it shows what it will do as root, asks, and does it for good. On Windows and macOS it
    prints the steps.
    """
    from gazefix.desktop import root_script
    from gazefix.desktop import setup_camera as setup

    log_to_stderr(verbose)
    if steps := setup.other_platforms_steps():
        click.echo("\n".join(steps))
        return
    machine = setup.look_at()
    plan = setup.plan_removal(machine) if remove else setup.plan_setup(machine)
    if plan.obstacle:
        raise OutputError(plan.obstacle, plan.remedy)
    prefix = root_script.as_root() if plan.script else []
    if plan.missing:
        click.echo(f"{plan.missing[0].upper()}{plan.missing[1:]}.")
    if plan.script:
        what = "To undo it" if remove else "For GazeFix Camera, now and at every start"
        how = f" (through {prefix[0]})" if prefix else ""
        click.echo(f"{what}, this will run as root{how}:\n")
        click.echo("".join(f"    {line}\n" for line in plan.script))
    for note in plan.notes:
        click.echo(f"Note: {note}.\n")
    if prefix is None:
        message = "neither pkexec nor sudo is available"
        raise OutputError(message, "run these lines as root yourself")
    if plan.script:
        if not yes and not click.confirm("Go on?"):
            click.echo("Nothing was done.")
            return
        root_script.run_script(plan.script, prefix, lambda line: click.echo(f"  {line}"))
    if remove:
        click.echo("GazeFix Camera is gone." if plan.script else "There is nothing to undo.")
    elif plan.script or not plan.notes:
        where = setup.wait_for_camera()
        click.echo(
            f"GazeFix Camera is {where}. Choose it in the call program while `gazefix run` runs."
        )
