"""The commands about cameras: which there are, and how to get the one that other programs see."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from gazefix.cli.options import log_to_stderr
from gazefix.errors import OutputError

if TYPE_CHECKING:
    from gazefix.devices.v4l2 import VideoMode

_IN_USE = {True: "in use", False: "free", None: "not known whether in use"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("-v", "--verbose", is_flag=True, help="Tell more, and show where errors come from.")
def cameras(as_json: bool, verbose: bool) -> None:
    """List the cameras, what they can give, and whether they are in use.

    `--source` takes the number, the name or a part of it, or the path, which stays when it is plugged in again.
    """
    from gazefix.devices.cameras import examine, list_cameras

    log_to_stderr(verbose)
    found = [(camera, examine(camera)) for camera in list_cameras()]
    if as_json:
        click.echo(
            json.dumps(
                [{**asdict(camera), **asdict(details)} for camera, details in found], indent=2
            )
        )
        return
    for camera, details in found:
        used_by = (
            f" by {', '.join(details.used_by)}"
            if details.used_by and details.in_use is not False
            else ""
        )
        click.echo(f"{camera.index}: {camera.name} ({_IN_USE[details.in_use]}{used_by})")
        if camera.path:
            click.echo(f"   {camera.stable_path}")
        for line in _mode_lines(details.modes):
            click.echo(f"   {line}")
    if not found:
        click.echo(
            "No camera was found. Connect one and run `gazefix doctor`; `gazefix run --source demo` needs none.",
            err=True,
        )


@click.command("setup-camera")
@click.option("--remove", is_flag=True, help="Undo it.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("-v", "--verbose", is_flag=True, help="Tell more, and show where errors come from.")
def setup_camera(remove: bool, yes: bool, verbose: bool) -> None:
    """Set up GazeFix Camera, which call programs can choose.

    On Linux for good, as root, after showing what will be done; on Windows and macOS it tells the steps.
    """
    from gazefix.desktop.setup_camera import (
        as_root,
        look_at,
        other_platforms_steps,
        plan_removal,
        plan_setup,
        run_script,
        wait_for_camera,
    )

    log_to_stderr(verbose)
    if steps := other_platforms_steps():
        click.echo("\n".join(steps))
        return
    machine = look_at()
    plan = plan_removal(machine) if remove else plan_setup(machine)
    if plan.obstacle:
        raise OutputError(plan.obstacle, plan.remedy)
    if plan.script:
        prefix = as_root()
        how = "" if not prefix else f" (through {prefix[0]})" if prefix else ""
        click.echo(
            f"{'To undo it' if remove else 'For GazeFix Camera, now and at every start'}, this will run as root{how}:\n"
        )
        click.echo("".join(f"    {line}\n" for line in plan.script))
    for note in plan.notes:
        click.echo(f"Note: {note}.\n")
    if plan.script:
        if prefix is None:
            raise OutputError(
                "there is neither pkexec nor sudo to do it with", "run these lines as root yourself"
            )
        if not yes and not click.confirm("Go on?"):
            click.echo("Nothing was done.")
            return
        run_script(plan.script, prefix)
    if remove:
        click.echo(
            "GazeFix Camera is gone." if plan.script else "There is nothing of GazeFix's to undo."
        )
    elif plan.script or not plan.notes:
        click.echo(
            f"GazeFix Camera is {wait_for_camera()}. Choose it in the call program while `gazefix run` runs."
        )


def _mode_lines(modes: Sequence[VideoMode]) -> list[str]:
    """One line for all pixel formats that come in the same sizes and rates."""
    formats: dict[str, list[str]] = {}
    for mode in modes:
        rate = f" at {mode.fps:g}" if mode.fps else ""
        formats.setdefault(mode.fourcc, []).append(f"{mode.width}x{mode.height}{rate}")
    alike: dict[str, list[str]] = {}
    for fourcc, sizes in formats.items():
        alike.setdefault(", ".join(sizes), []).append(fourcc)
    return [f"{', '.join(fourccs)}: {sizes}" for sizes, fourccs in alike.items()]
