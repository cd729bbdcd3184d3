"""What the commands share: kinds of values, the options of all that correct, settings built from them, a progress bar."""

from __future__ import annotations

import logging
import math
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from gazefix.config import MAX_ANGLE_DEG, Config, load_config
from gazefix.correction.modes import MODES, asks_nothing

Command = TypeVar("Command", bound=Callable[..., Any])


class FiniteRange(click.FloatRange):
    """A range of numbers that NaN is not in."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The number. Fails as a usage error."""
        number = float(super().convert(value, param, ctx))
        if not math.isfinite(number):
            self.fail(f"{value} is not a number in the range {self._describe_range()}.", param, ctx)
        return number


class Size(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.5 on
    """WIDTHxHEIGHT in pixels."""

    name = "WIDTHxHEIGHT"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """(width, height). Fails as a usage error."""
        if isinstance(value, tuple):
            return value
        width, _, height = str(value).lower().partition("x")
        if not (
            width.isdecimal()
            and height.isdecimal()
            and 16 <= int(width) <= 7680
            and 16 <= int(height) <= 4320
        ):
            self.fail(f"{value} is no size such as 1280x720.", param, ctx)
        return int(width), int(height)


# With the counts, the time left and a note they make up a line of 80 columns; a longer one would not be overwritten.
_LABEL_WIDTH = 20
_BAR_WIDTH = 24

ANGLE = FiniteRange(-MAX_ANGLE_DEG, MAX_ANGLE_DEG)


def settings_options(command: Command) -> Command:
    """The options that all correcting commands share."""
    options = [
        click.option(
            "--vertical",
            "vertical_deg",
            type=ANGLE,
            metavar="DEG",
            help="Added to the gaze: + is up.",
        ),
        click.option(
            "--horizontal",
            "horizontal_deg",
            type=ANGLE,
            metavar="DEG",
            help="Added to the gaze: + is towards the right edge of the unmirrored picture.",
        ),
        click.option(
            "--strength", type=FiniteRange(0, 100), metavar="PERCENT", help="How much of the angle."
        ),
        click.option(
            "--mode",
            type=click.Choice(list(MODES)),
            help=" ".join(f"{mode.name}: {mode.help}." for mode in MODES.values())
            + "  [default: the settings', contact]",
        ),
        click.option(
            "--max-faces",
            type=click.IntRange(1, 64),
            metavar="N",
            help="Correct at most N faces, largest first.",
        ),
    ]
    return _with_options(options, engine_options(command))


def engine_options(command: Command) -> Command:
    """The options of commands that choose the angles themselves."""
    options = [
        click.option(
            "--device", type=click.Choice(["auto", "cpu", "cuda"]), help="Where the networks run."
        ),
        click.option(
            "--config",
            "config_file",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Settings to use (TOML).",
        ),
        click.option(
            "-v", "--verbose", is_flag=True, help="Tell more, and show where errors come from."
        ),
    ]
    return _with_options(options, command)


def _with_options(options: Sequence[Callable[[Command], Command]], command: Command) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


def build_config(
    vertical_deg: float | None = None,
    horizontal_deg: float | None = None,
    strength: float | None = None,
    mode: str | None = None,
    device: str | None = None,
    max_faces: int | None = None,
    config_file: Path | None = None,
    verbose: bool = False,
) -> Config:
    """The settings of the file, under those of the command line."""
    log_to_stderr(verbose)
    config = load_config(config_file)
    correction: dict[str, Any] = {
        "vertical_deg": vertical_deg,
        "horizontal_deg": horizontal_deg,
        "strength": strength,
        "mode": mode,
        "max_faces": max_faces,
    }
    given = {key: value for key, value in correction.items() if value is not None}
    config = replace(config, correction=replace(config.correction, **given))
    if device is not None:
        chosen: Any = device  # one of config.DeviceName: click has checked it
        config = replace(config, engine=replace(config.engine, device=chosen))
    return config


def log_to_stderr(verbose: bool) -> None:
    """Warnings, or with `verbose` everything that GazeFix notes, to stderr."""
    logging.basicConfig(
        level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr
    )
    logging.getLogger("gazefix").setLevel(logging.DEBUG if verbose else logging.NOTSET)
    # MediaPipe brings it and draws nothing with it here; it complains where it cannot keep its cache.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)


def note_if_nothing_to_do(config: Config) -> None:
    """Tells on stderr that settings change nothing: switched off, without strength, or in angle mode without an angle."""
    c = config.correction
    if not c.enabled:
        click.echo(
            "The correction is switched off: `gazefix app` has the switch, or set correction.enabled.",
            err=True,
        )
    elif c.strength == 0:
        click.echo("The strength is 0, so nothing will be changed: give --strength.", err=True)
    elif asks_nothing(c):
        click.echo(
            "The angle is 0, so nothing will be changed: give --vertical or --horizontal.", err=True
        )


class Bar(AbstractContextManager["Bar"]):
    """A progress bar on stderr, or none where stderr is no terminal. Its total may come late, be wrong, or never come."""

    def __init__(self, label: str) -> None:
        self._label = label if len(label) <= _LABEL_WIDTH else f"{label[: _LABEL_WIDTH - 3]}..."
        self._bar: Any = None
        self._done = 0

    def show(self, done: int, total: int | None, note: str = "") -> None:
        """`done` of `total` (None: unknown) is done."""
        if sys.stderr is None or not sys.stderr.isatty():
            return
        if self._bar is None:
            self._bar = click.progressbar(
                (
                    _ for _ in ()
                ),  # without a length, unlike an empty list: the bar then knows that it does not know
                length=total,
                label=self._label,
                file=sys.stderr,
                show_pos=True,
                item_show_func=lambda item: item,
                width=_BAR_WIDTH,
            )
            self._bar.__enter__()
        if total is not None:
            self._bar.length = max(total, done)
        self._bar.update(done - self._done, note or None)
        self._done = done

    def __exit__(self, *details: Any) -> None:
        if self._bar is None:
            return
        if details[0] is None:  # all is done, however many it was thought to be
            self._bar.length = self._done
            self._bar.make_step(0)
            self._bar.render_progress()
        self._bar.__exit__(*details)
