"""The commands of the tray app: starting it, and putting it into the applications menu."""

from __future__ import annotations

from pathlib import Path

import click

from gazefix.cli.options import log_to_stderr


@click.command()
@click.option("--hidden", is_flag=True, help="In the tray only, without its window.")
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Settings to use and keep (TOML).",
)
@click.option("-v", "--verbose", is_flag=True, help="Tell more, and show where errors come from.")
def app(hidden: bool, config_file: Path | None, verbose: bool) -> None:
    """Start the tray app; also what `gazefix` alone does."""
    log_to_stderr(verbose)
    from gazefix.ui.app import run_app

    if code := run_app(config_file, hidden=hidden):
        raise click.exceptions.Exit(code)


@click.command("install-desktop")
@click.option("--remove", is_flag=True, help="Take it away again.")
def install_desktop(remove: bool) -> None:
    """Put GazeFix into your applications menu (Linux)."""
    from gazefix.desktop import menu_entry as desktop

    for path in desktop.remove() if remove else desktop.install():
        click.echo(f"{'removed' if remove else 'written'}: {path}")
