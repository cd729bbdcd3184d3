"""The commands that start the tray app and add it to the desktop."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path
from typing import Final

import click
import platformdirs
from click.shell_completion import get_completion_class

from gazefix.cli.shared_options import config_option, log_to_stderr, verbose_option
from gazefix.errors import OutputError
from gazefix.files import NewFile

#: Where each shell looks for completions below the user's data folder. For zsh it is a place that
#: the manual adds to its search path.
_COMPLETIONS: Final = {
    "bash": "bash-completion/completions/gazefix",
    "fish": "fish/vendor_completions.d/gazefix.fish",
    "zsh": "zsh/site-functions/_gazefix",
}


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
        try:
            from gazefix.ui.app import run_app
        except ImportError as error:  # a system library is missing, or another Qt is in the way
            hint = "unset LD_LIBRARY_PATH if it is set; `gazefix doctor` tells what is missing"
            raise OutputError(f"Qt cannot be loaded: {error}", hint) from error
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
