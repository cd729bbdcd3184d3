"""The command line: thin commands over the modules that do the work, which are imported inside the commands."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from typing import Any

import click

from gazefix import __version__
from gazefix.cli.app import app, install_desktop
from gazefix.cli.bench import bench
from gazefix.cli.cameras import cameras, setup_camera
from gazefix.cli.ctl import ctl
from gazefix.cli.options import (
    Bar,
    FiniteRange,
    build_config,
    engine_options,
    log_to_stderr,
    note_if_nothing_to_do,
    settings_options,
)
from gazefix.cli.process import process
from gazefix.cli.training import evaluate, train
from gazefix.errors import GazeFixError, OutputError


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.version_option(__version__, prog_name="gazefix")
@click.pass_context
def cli(context: click.Context) -> None:
    """GazeFix: eye contact in video calls. Redirects the gaze in webcam frames, clips and photos to the lens.

    Without a command the tray app starts.
    """
    if context.invoked_subcommand is None:
        context.invoke(app)


@cli.command()
@click.option(
    "--source",
    metavar="auto|N|NAME|PATH|URL|demo",
    help="See `gazefix cameras`.  [default: the settings', auto]",
)
@click.option(
    "--sink",
    metavar="auto|virtual|pipewire|preview|null|PATH",
    help="auto is GazeFix Camera, else a window.",
)
@click.option(
    "--seconds", type=FiniteRange(0, min_open=True), metavar="N", help="Stop after N seconds."
)
@click.option("--overwrite", is_flag=True, help="Replace an existing file given as --sink.")
@settings_options
def run(
    source: str | None, sink: str | None, seconds: float | None, overwrite: bool, **settings: Any
) -> None:
    """Correct the camera's frames, live, until Ctrl-C."""
    stop = _stopped_by_signals()
    from gazefix.live.run import run_live
    from gazefix.logs import log_to_file

    config = build_config(**settings)
    note_if_nothing_to_do(config)

    def show(*arguments: Any) -> None:
        from gazefix.ui.widgets.preview import show_preview

        show_preview(*arguments)

    status = log_to_file()(run_live)(
        config,
        source=source or config.camera.source,
        sink=sink or config.output.sink,
        stop=stop,
        show=show,
        seconds=seconds,
        overwrite=overwrite,
        on_start=lambda s: click.echo(f"{s.source} -> {s.sink}; Ctrl-C ends it", err=True),
    )
    click.echo(
        f"{status.frames_out} frames sent, {status.frames_dropped} dropped, {status.frames_failed} failed; "
        f"latency {status.latency_p50_ms:.0f} ms (median), {status.latency_p95_ms:.0f} ms (95th percentile)",
        err=True,
    )


@cli.command()
@click.argument(
    "target", metavar="[OUT]", type=click.Path(path_type=Path), default="gazefix-demo.mp4"
)
@click.option("--overwrite", is_flag=True, help="Replace an existing OUT.")
@click.option(
    "--window/--no-window",
    default=None,
    help="Show the demo in a window too.  [default: where there is a display]",
)
@engine_options
def demo(target: Path, overwrite: bool, window: bool | None, **settings: Any) -> None:
    """Make a clip of a real face before and after.

    The angle sweeps over both axes. Needs no camera and no network. With an OUT that ends in .png, one picture instead.
    """
    from gazefix.devices.display import display_problem
    from gazefix.processing.demo import write_demo

    config = build_config(**settings)
    if window and (problem := display_problem()):
        raise OutputError(
            f"no window can be shown: {problem}",
            "leave out --window; `gazefix doctor` tells what is missing",
        )
    with Bar("demo") as bar:
        frames = write_demo(target, config, overwrite=overwrite, progress=bar.show)
    click.echo(f"{target}: {frames} frames, before on the left, after on the right")
    if frames > 1 and (window or (window is None and not display_problem())):
        from gazefix.media.video import ClipReader
        from gazefix.ui.widgets.preview import show_frames

        stop = _stopped_by_signals()
        with ClipReader(target) as clip:
            show_frames(clip, stop.is_set, title="GazeFix demo")


@cli.command()
@click.option(
    "--source",
    metavar="auto|N|PATH",
    help="auto is the first camera.  [default: the settings', auto]",
)
@click.option("--list", "list_them", is_flag=True, help="List the profiles that are kept.")
@click.option("--delete", metavar="NAME", help="Forget a profile.")
@engine_options
def calibrate(source: str | None, list_them: bool, delete: str | None, **settings: Any) -> None:
    """Find your own errors of measurement: two looks of two seconds each.

    The profile is kept for this camera and resolution, and used from then on.
    """
    from gazefix.correction.profiles import (
        delete_profile,
        list_profiles,
        load_profile,
        save_profile,
    )

    config = build_config(**settings)
    if delete:
        delete_profile(delete)
        click.echo(f"{delete} is forgotten")
        return
    if list_them:
        for name in list_profiles():
            try:
                click.echo(f"{name}  {load_profile(name).quality}")
            except GazeFixError as error:
                click.echo(f"{name}  cannot be used: {error.message}")
        return
    from gazefix.correction.calibration import make_profile, record_look
    from gazefix.correction.corrector import Corrector
    from gazefix.correction.gaze import TO_CALIBRATE
    from gazefix.devices.sources import open_source

    looks = []
    with (
        open_source(source or config.camera.source, config.camera) as camera,
        Corrector(config, profile=TO_CALIBRATE) as corrector,
    ):
        for what in ("into the lens of the camera", "at the middle of your call's window"):
            click.prompt(
                f"Look {what}, press Enter, and go on looking for two seconds",
                default="",
                show_default=False,
            )
            looks.append(record_look(camera.read, corrector.measure))
            corrector.reset()
        profile = make_profile(camera.info.name, camera.info.size, *looks)
    save_profile(profile)
    click.echo(
        f"{profile.name}: {profile.quality}. Into the lens you were measured {profile.bias_vertical_deg:+.1f} degrees up and "
        f"{profile.bias_horizontal_deg:+.1f} to the right, and your window lies {profile.window_vertical_deg:+.1f} up and "
        f"{profile.window_horizontal_deg:+.1f} to the right of the lens; the eyes wandered by {profile.spread_deg:.1f}."
    )


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Settings to check (TOML).",
)
@click.option("-v", "--verbose", is_flag=True, help="Tell more.")
def doctor(as_json: bool, config_file: Path | None, verbose: bool) -> None:
    """Say what GazeFix lacks on this machine, and how to mend it."""
    from gazefix.desktop.doctor import run_checks

    log_to_stderr(verbose)
    checks = run_checks(config_file)
    if as_json:
        click.echo(json.dumps([asdict(check) for check in checks], indent=2))
        return
    for check in checks:
        mark = click.style("ok  ", fg="green") if check.ok else click.style("MISS", fg="red")
        click.echo(f"{mark} {check.name}: {check.detail}")
        if not check.ok and check.fix:
            click.echo(f"       {check.fix}")


for command in (app, ctl, install_desktop, process, cameras, setup_camera, bench, train, evaluate):
    cli.add_command(command)


def run_command(arguments: Sequence[str]) -> int:
    """Runs one command; its exit code: 0 done, 1 an error (message and hint on stderr), 2 wrong usage, 130 interrupted."""
    signal.signal(signal.SIGTERM, _interrupt)
    verbose = any(argument in {"-v", "--verbose"} for argument in arguments)
    try:
        code = cli.main(list(arguments), prog_name="gazefix", standalone_mode=False)
    except GazeFixError as error:
        if verbose:
            traceback.print_exc()
        click.echo(f"gazefix: {error.message}", err=True)
        if error.hint:
            click.echo(f"  {error.hint}", err=True)
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("gazefix: interrupted", err=True)
        return 130
    except BrokenPipeError:
        return 1
    except OSError as error:  # one that no module has put into better words
        if verbose:
            traceback.print_exc()
        named = f": {error.filename}" if error.filename else ""
        click.echo(
            f"gazefix: {error.strerror or error}{named}\n  -v shows where this comes from", err=True
        )
        return 1
    return code if isinstance(code, int) else 0


def main() -> None:
    """The program."""
    code = 1
    try:
        code = run_command(sys.argv[1:])
    except (
        SystemExit
    ) as end:  # click's way to end a completion, and where nobody reads what is printed
        code = end.code if isinstance(end.code, int) else 1
    except KeyboardInterrupt:
        code = 130  # another one, while the first was being told
    except Exception:  # noqa: BLE001  (what Python would print, since it does not get to it)
        traceback.print_exc()
    # Everything is closed by now. The libraries would take a second more to unload, and a thread that is stuck inside a
    # driver may crash the interpreter's own end.
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            if stream is not None:  # it was closed when the program began
                stream.flush()
    os._exit(code)


def _stopped_by_signals() -> threading.Event:
    """Set by SIGINT and SIGTERM from now on, instead of what they do otherwise."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    return stop


def _interrupt(number: int, frame: FrameType | None) -> None:
    """SIGTERM ends a command as Ctrl-C does: what is half done is tidied up."""
    raise KeyboardInterrupt
