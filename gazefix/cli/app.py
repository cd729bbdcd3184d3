"""The commands of the tray app: start it, add it to the desktop, control it.

`gazefix ctl` runs from keyboard shortcuts and must be quick: no heavy imports.
"""

from __future__ import annotations

import json
import shutil
import signal
from pathlib import Path
from typing import Any, Final

import click
import platformdirs
from click.shell_completion import get_completion_class

from gazefix.cli.shared_options import (
    FiniteRange,
    config_option,
    json_option,
    log_to_stderr,
    verbose_option,
)
from gazefix.config import MAX_ANGLE_DEG
from gazefix.correction.modes import MODES
from gazefix.desktop.control_client import ask
from gazefix.desktop.control_protocol import Request, describe
from gazefix.files import NewFile

#: Where each shell looks for completions below the user's data folder. For zsh it is a place that
#: the manual adds to its search path.
_COMPLETIONS: Final = {
    "bash": "bash-completion/completions/gazefix",
    "fish": "fish/vendor_completions.d/gazefix.fish",
    "zsh": "zsh/site-functions/_gazefix",
}
#: Lets arguments begin with a minus sign.
_NEGATIVE_NUMBERS: Final[dict[str, Any]] = {"ignore_unknown_options": True}


@click.command()
@click.option("--hidden", is_flag=True, help="Start in the tray, without the window.")
@config_option
@verbose_option
def app(hidden: bool, config_file: Path | None, verbose: bool) -> None:
    """Start the tray app, as `gazefix` alone does."""
    log_to_stderr(verbose)
    # Until the app takes them over, signals end the process at once: an exception within the import
    # of PySide6 would be a fatal error of it, and nothing is open yet.
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, signal.SIG_DFL) for number in numbers}
    try:
        from gazefix.ui.app import run_app

        code = run_app(config_file, hidden=hidden)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if code:
        raise click.exceptions.Exit(code)


@click.command("install-desktop")
@click.option("--remove", is_flag=True, help="Remove it again.")
@click.pass_context
def install_desktop(context: click.Context, remove: bool) -> None:
    """Add a menu entry and shell completion (Linux)."""
    from gazefix.desktop import menu_entry

    data = Path(platformdirs.user_data_dir())
    paths = menu_entry.remove() if remove else menu_entry.install()
    for shell, place in _COMPLETIONS.items():
        path = data / place
        if remove and path.is_file():
            path.unlink()
        elif not remove and shutil.which(shell):
            _write_completion(context.find_root().command, shell, path)
        else:
            continue
        paths.append(path)
    for path in paths:
        click.echo(f"{'removed' if remove else 'written'}: {path}")


def _write_completion(command: click.Command, shell: str, path: Path) -> None:
    complete = get_completion_class(shell)
    if complete is None:
        raise ValueError(f"click completes nothing in {shell}")
    script = complete(command, {}, "gazefix", "_GAZEFIX_COMPLETE").source()
    path.parent.mkdir(parents=True, exist_ok=True)
    with NewFile(path, overwrite=True) as file:
        file.handle.write(script.encode())


@click.group()
def ctl() -> None:
    """Control the running tray app."""


def _tell(request: Request) -> None:
    click.echo(describe(ask(request)))


for _name, _help in (
    ("on", "Correct the gaze."),
    ("off", "Stop correcting; the camera's picture goes on."),
    ("toggle", "Switch the correction on or off."),
    ("pause", "Close the camera; others see a card."),
    ("resume", "Open the camera again."),
    ("show", "Bring the window to the front."),
):
    ctl.add_command(
        click.Command(_name, callback=lambda name=_name: _tell(Request(name)), help=_help)
    )


@ctl.command("quit")
def quit_app() -> None:
    """Quit the app and release camera and output."""
    ask(Request("quit"))


@ctl.command()
@click.argument("name", type=click.Choice(list(MODES)))
def mode(name: str) -> None:
    """Choose how the gaze is redirected."""
    _tell(Request("mode", name))


@ctl.command(context_settings=_NEGATIVE_NUMBERS)
@click.argument("percent", type=FiniteRange(0, 100))
def strength(percent: float) -> None:
    """Set how strong the correction is, 0 to 100."""
    _tell(Request("strength", percent))


def _angle(name: str, help_text: str) -> None:
    steps = FiniteRange(-2 * MAX_ANGLE_DEG, 2 * MAX_ANGLE_DEG)

    @ctl.command(name, context_settings=_NEGATIVE_NUMBERS, help=help_text)
    @click.argument("deg", type=FiniteRange(-MAX_ANGLE_DEG, MAX_ANGLE_DEG), required=False)
    @click.option("--by", type=steps, metavar="DEG", help="Step from the present angle.")
    def angle(deg: float | None, by: float | None) -> None:
        if (deg is None) == (by is None):
            raise click.UsageError(
                f"give an angle, or a step: `gazefix ctl {name} -5` or `gazefix ctl {name} --by 1`"
            )
        _tell(Request(name, deg, by))


_angle("vertical", "Set the vertical angle: + is up.")
_angle("horizontal", "Set the horizontal angle: + is to your left.")


@ctl.command()
@json_option
def status(as_json: bool) -> None:
    """Say what the app is doing."""
    told = ask(Request("status"))
    click.echo(json.dumps(told, indent=2) if as_json else describe(told))
