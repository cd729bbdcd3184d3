"""`gazefix ctl`: the running tray app, controlled from scripts and desktop shortcuts. It must be quick: no heavy imports."""

from __future__ import annotations

import json
from typing import Any

import click

from gazefix.cli.options import ANGLE, FiniteRange
from gazefix.config import MAX_ANGLE_DEG
from gazefix.correction.modes import MODES
from gazefix.desktop.control import Request, describe
from gazefix.desktop.remote import ask

#: Minus signs belong to numbers here.
_NEGATIVE_NUMBERS: dict[str, Any] = {"ignore_unknown_options": True}


@click.group()
def ctl() -> None:
    """Control the running tray app."""


def _tell(request: Request) -> None:
    click.echo(describe(ask(request)))


def _plain(name: str, help_text: str) -> None:
    ctl.add_command(click.Command(name, callback=lambda: _tell(Request(name)), help=help_text))


_plain("on", "Correct the gaze.")
_plain("off", "Leave the gaze as it is; the camera's picture goes on.")
_plain("toggle", "Switch the correction on or off.")
_plain("pause", "Close the camera; others see a card.")
_plain("resume", "Open the camera again.")
_plain("show", "Bring the window to the front.")


@ctl.command("quit")
def quit_app() -> None:
    """End the app; camera and output are given back."""
    ask(Request("quit"))


@ctl.command()
@click.argument("name", type=click.Choice(list(MODES)))
def mode(name: str) -> None:
    """Choose how the gaze is redirected."""
    _tell(Request("mode", name))


@ctl.command(context_settings=_NEGATIVE_NUMBERS)
@click.argument("percent", type=FiniteRange(0, 100))
def strength(percent: float) -> None:
    """Choose how much of the redirection is done, 0 to 100."""
    _tell(Request("strength", percent))


def _angle(name: str, help_text: str) -> None:
    @ctl.command(name, context_settings=_NEGATIVE_NUMBERS, help=help_text)
    @click.argument("deg", type=ANGLE, required=False)
    @click.option(
        "--by",
        type=FiniteRange(-2 * MAX_ANGLE_DEG, 2 * MAX_ANGLE_DEG),
        metavar="DEG",
        help="From where it is now.",
    )
    def angle(deg: float | None, by: float | None) -> None:
        if (deg is None) == (by is None):
            raise click.UsageError(
                f"give an angle, or a step: `gazefix ctl {name} -5` or `gazefix ctl {name} --by 1`"
            )
        _tell(Request(name, deg, by))


_angle("vertical", "Set the vertical angle: + is up.")
_angle(
    "horizontal", "Set the horizontal angle: + is towards the right edge of the unmirrored picture."
)


@ctl.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def status(as_json: bool) -> None:
    """Tell what the app is doing."""
    told = ask(Request("status"))
    click.echo(json.dumps(told, indent=2) if as_json else describe(told))
