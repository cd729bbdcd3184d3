"""The program: the group of all commands, its errors and exit codes.

Commands are thin and import the modules that do the work when they run, so that --help is quick.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import shutil
import sys
import traceback
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

import click

from gazefix import __version__
from gazefix.cli.app import app, install_desktop
from gazefix.cli.bench import bench
from gazefix.cli.capture import capture
from gazefix.cli.ctl import ctl
from gazefix.cli.dev import dev
from gazefix.cli.live import calibrate, cameras, run, setup_camera
from gazefix.cli.process import cluster, demo, process
from gazefix.cli.shared_options import config_option, json_option, log_to_stderr, verbose_option
from gazefix.errors import GazeFixError
from gazefix.manual import TOPICS, manual_topics, terminal_text
from gazefix.native import interrupt, on_end_signals, show_error


@click.command()
@json_option
@config_option
@verbose_option
def doctor(as_json: bool, config_file: Path | None, verbose: bool) -> None:
    """Check this computer and name fixes.

    Exits with 1 if a check needs attention.
    """
    from gazefix.desktop.doctor import run_checks

    log_to_stderr(verbose)
    checks = run_checks(config_file)
    for check in () if as_json else checks:
        mark = click.style("ok  ", fg="green") if check.ok else click.style("MISS", fg="red")
        click.echo(f"{mark} {check.name}: {check.detail}")
        if not check.ok and check.fix:
            click.echo(f"       {check.fix}")
    missing = sum(not check.ok for check in checks)
    if as_json:
        click.echo(json.dumps([asdict(check) for check in checks], indent=2))
    else:
        some = f"{missing} of {len(checks)} checks need attention."
        click.echo(f"\n{some}" if missing else "\nEverything looks good.")
    if missing:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("topic", type=click.Choice(TOPICS), metavar="[TOPIC]", required=False)
def manual(topic: str | None) -> None:
    """Show the manual, or list its topics."""
    topics = {page.name: page for page in manual_topics()}
    if topic is None:
        for page in topics.values():
            click.echo(f"gazefix manual {page.name:<16} {page.title}")
    else:
        width = min(shutil.get_terminal_size().columns, 80)
        click.echo(terminal_text(topics[topic].text, width))


@click.command()
@click.option("--licenses", is_flag=True, help="Show the license texts of all parts.")
def about(licenses: bool) -> None:
    """Show the version, the parts and their licenses."""
    from gazefix.desktop.about import notices, summary

    click.echo(notices() if licenses else summary())


#: The commands in the sections of `gazefix --help`.
SECTIONS: Final = {
    "Video calls": (app, ctl, run, setup_camera, calibrate, capture, cameras),
    "Films and photos": (process, cluster, demo),
    "Help and setup": (manual, doctor, bench, install_desktop, about),
    "For work on GazeFix": (dev,),
}


class _Program(click.Group):
    """A group whose help lists its commands in SECTIONS."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [command.name or "" for section in SECTIONS.values() for command in section]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        width = formatter.width - 6 - max(map(len, self.commands))
        for title, section in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl(
                    [(command.name or "", command.get_short_help_str(width)) for command in section]
                )


@click.group(
    cls=_Program,
    commands=[command for section in SECTIONS.values() for command in section],
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
)
@click.version_option(__version__, prog_name="gazefix")
@click.pass_context
def cli(context: click.Context) -> None:
    """GazeFix: eye contact in video calls, clips and photos.

    Without a command the tray app starts.
    """
    if context.invoked_subcommand is None:
        context.invoke(app)


def run_command(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code.

    0: done, 1: an error (message and hint on stderr), 2: wrong usage, 130: interrupted.
    """
    on_end_signals(interrupt)
    try:
        code = cli.main(list(arguments), prog_name="gazefix", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("gazefix: interrupted", err=True)
        return 130
    except BrokenPipeError:
        return 1
    except (GazeFixError, OSError) as error:
        if {"-v", "--verbose"} & set(arguments):
            traceback.print_exc()
        show_error(_in_words(error))
        return 1
    return code if isinstance(code, int) else 0


def _in_words(error: GazeFixError | OSError) -> str:
    """Return the message and hint of an error."""
    if isinstance(error, GazeFixError):
        hint = f"\n  {error.hint}" if error.hint else ""
        return f"gazefix: {error.message}{hint}"
    named = f": {error.filename}" if error.filename else ""
    return f"gazefix: {error.strerror or error}{named}\n  -v shows where this comes from"


def print_anything(stream: object) -> None:
    """Let a stream print a question mark for what its encoding lacks, as Latin-1 lacks Cyrillic."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")


def leave_lost_folder() -> None:
    """Leave a working folder that was removed: MKL ends the process in one."""
    try:
        Path.cwd()
    except FileNotFoundError:
        os.chdir("/")


def main() -> None:
    """Run the program and end the process."""
    code = 1
    print_anything(sys.stdout)
    leave_lost_folder()
    try:
        code = run_command(sys.argv[1:])
    except SystemExit as end:  # raised by click after a completion, and for a closed stdout
        code = end.code if isinstance(end.code, int) else 1
    except KeyboardInterrupt:
        code = 130  # a second one, while the first was being reported
    except Exception:  # noqa: BLE001  # the process ends below, before Python would print it
        traceback.print_exc()
    # Everything is closed by now. Unloading the libraries would take another second, and a thread
    # that hangs in a driver may crash the interpreter's own end.
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            if stream is not None:  # None: it was closed when the program began
                stream.flush()
    os._exit(code)
