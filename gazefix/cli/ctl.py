"""`gazefix ctl`, which controls the running tray app.

It runs from keyboard shortcuts and must be quick: no heavy imports.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

import click

from gazefix.cli.shared_options import FiniteRange, json_option
from gazefix.config import MAX_ANGLE_DEG
from gazefix.correction.modes import MODES
from gazefix.desktop.control_client import ask
from gazefix.desktop.control_protocol import ControlStatus, Request
from gazefix.errors import ControlError

#: Lets arguments begin with a minus sign.
_NEGATIVE_NUMBERS: Final[dict[str, Any]] = {"ignore_unknown_options": True}


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


def describe(status: Mapping[str, Any]) -> str:
    """Return a status in three lines for people. Raises ControlError for an incomplete one."""
    try:
        known = ControlStatus(**status)
        reason = f", {known.reason}" if known.reason and known.enabled else ""
        state = f"{known.state}{reason}{'' if known.enabled else ', correction off'}"
        angles = f"vertical {known.vertical_deg:+g}, horizontal {known.horizontal_deg:+g}"
        way = f"{known.camera or 'no camera'} -> {known.output or 'no output'}"
        used_by = f", used by {known.used_by}" if known.used_by else ""
        return (
            f"{state}\n{known.mode}, {angles}, strength {known.strength:g}\n"
            f"{way}, {known.fps:.1f} frames a second{used_by}"
        )
    except (TypeError, ValueError) as error:
        hint = "quit it, and start it again"
        raise ControlError("the running GazeFix is of another version", hint) from error
