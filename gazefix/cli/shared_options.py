"""What commands share: options made from the settings, kinds of values, logging and signals."""

from __future__ import annotations

import functools
import logging
import math
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from gazefix.config import Config, Setting, setting_of
from gazefix.correction.modes import MODES, asks_nothing
from gazefix.desktop.settings_toml import load_config
from gazefix.native import on_end_signals

Command = TypeVar("Command", bound=Callable[..., Any])

#: Settings that commands offer as options. A new option is one more name in such a list.
ENGINE: Final = ("engine.device",)
CORRECTION: Final = (
    "correction.vertical_deg",
    "correction.horizontal_deg",
    "correction.aim_vertical_deg",
    "correction.strength",
    "correction.mode",
    *ENGINE,
)
MAX_FACES: Final = "correction.max_faces"
#: What help calls a setting's value, by its unit or else its type.
_METAVARS: Final[dict[str | type, str | None]] = {
    **{"°": "DEG", "%": "PERCENT", "s": "SECONDS", "px": "PIXELS", "fps": "FPS"},
    **{int: "N", float: "N", str: "TEXT", bool: None},
}


class FiniteRange(click.FloatRange):
    """A range of numbers without NaN."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number. Fails as a usage error."""
        number = float(super().convert(value, param, ctx))
        if not math.isfinite(number):
            self.fail(f"{value} is not a number in the range {self._describe_range()}.", param, ctx)
        return number


class Size(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.5 on
    """WIDTHxHEIGHT in pixels, in the camera settings' ranges."""

    name = "WIDTHxHEIGHT"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Return (width, height). Fails as a usage error."""
        if isinstance(value, tuple):
            return value
        sides = str(value).lower().split("x")
        if len(sides) == 2 and all(side.isdecimal() for side in sides):
            width, height = map(int, sides)
            if 16 <= width <= 7680 and 16 <= height <= 4320:
                return width, height
        return self.fail(f"Invalid size: {value}. Give one such as 1280x720.", param, ctx)


def value_option(
    name: str,
    kind: click.ParamType,  # type: ignore[type-arg]
    default: object,
    help: str = "",
) -> Callable[[Command], Command]:
    """Return an option with a default that help shows."""
    return click.option(name, type=kind, default=default, show_default=True, help=help)


def file_option(*names: str, help: str, metavar: str = "FILE") -> Callable[[Command], Command]:
    """Return an option that takes a path."""
    return click.option(*names, type=click.Path(path_type=Path), metavar=metavar, help=help)


config_option = file_option(
    "--config", "config_file", help="Settings file (TOML). Options override it."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
overwrite_option = click.option("--overwrite", is_flag=True, help="Replace existing files.")
verbose_option = click.option(
    "-v", "--verbose", is_flag=True, help="Verbose output and tracebacks."
)


def takes_settings(*names: str) -> Callable[[Command], Command]:
    """Add an option for each setting, --config and --verbose; the command gets a `config`."""

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def configured(config_file: Path | None, verbose: bool, **values: Any) -> Any:
            log_to_stderr(verbose)
            config = load_config(config_file)
            for name in names:
                if (value := values.pop(parameter_of(name))) is not None:
                    config = _with(config, name.split("."), value)
            return command(config=config, **values)

        decorated: Any = verbose_option(config_option(configured))
        for name in reversed(names):
            decorated = setting_option(name)(decorated)
        return decorated  # type: ignore[no-any-return]

    return decorate


def setting_option(name: str, default: str = "") -> Callable[[Command], Command]:
    """Return the option for a setting: `--max-faces` for `correction.max_faces`.

    `default`: what help says about it, if it is not the settings'.
    """
    declared = setting_of(name)
    flag = "--" + name.rpartition(".")[2].removesuffix("_deg").replace("_", "-")
    if declared.kind is bool:
        flag += f"/--no-{flag[2:]}"
    usual = f"{declared.default:g}" if declared.unit else declared.default
    default = default or (f"settings file, else {usual}" if usual else "")
    return click.option(
        flag,
        parameter_of(name),
        type=_type(declared),
        default=None,
        metavar=None
        if declared.choices
        else _METAVARS.get(declared.unit, _METAVARS[declared.kind]),
        help=(_modes_help() if name == "correction.mode" else declared.help)
        + (f"  [default: {default}]" if default else ""),
    )


def parameter_of(name: str) -> str:
    """Return the parameter that a setting's option sets."""
    return name.replace(".", "__")


def _type(declared: Setting) -> click.ParamType | type:  # type: ignore[type-arg]
    if declared.choices:
        return click.Choice(declared.choices)
    if declared.low is None or declared.high is None:
        return declared.kind
    if declared.kind is int:
        return click.IntRange(int(declared.low), int(declared.high))
    return FiniteRange(declared.low, declared.high)


def _modes_help() -> str:
    return " ".join(f"{mode.name}: {mode.help}." for mode in MODES.values())


def _with(section: Any, keys: Sequence[str], value: Any) -> Any:
    """Return a settings section with one value replaced."""
    first, *rest = keys
    return replace(
        section, **{first: _with(getattr(section, first), rest, value) if rest else value}
    )


def log_to_stderr(verbose: bool) -> None:
    """Log warnings to stderr; with `verbose`, all that GazeFix logs."""
    form = "%(levelname)s %(name)s: %(message)s"
    logging.basicConfig(level=logging.WARNING, format=form, stream=sys.stderr)
    logging.getLogger("gazefix").setLevel(logging.DEBUG if verbose else logging.NOTSET)
    # MediaPipe imports it, draws nothing with it, and it complains where it cannot keep a cache.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)


def note_if_nothing_to_do(config: Config) -> None:
    """Say on stderr that the settings change nothing: switched off, no strength, or no angle."""
    correction = config.correction
    if not correction.enabled:
        note = "The correction is switched off. Use the switch in the app, or correction.enabled."
    elif correction.strength == 0:
        note = "The strength is 0, so nothing will change. Give --strength."
    elif asks_nothing(correction):
        note = "The angle is 0, so nothing will change. Give --vertical or --horizontal."
    else:
        return
    click.echo(note, err=True)


def stop_on_signals() -> threading.Event:
    """Return an event that SIGINT sets from now on, and SIGTERM and SIGHUP unless ignored."""
    stop = threading.Event()
    on_end_signals(lambda *_: stop.set(), signal.SIGINT)
    return stop
