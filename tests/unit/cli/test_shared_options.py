"""What commands share: options made from settings, kinds of values, notes and logging."""

from __future__ import annotations

import logging
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from gazefix.cli.shared_options import (
    FiniteRange,
    Size,
    log_to_stderr,
    note_if_nothing_to_do,
    setting_option,
    takes_settings,
)
from gazefix.config import Config, CorrectionConfig, setting_of


def option_of(name: str) -> click.Option:
    """The option that a setting becomes."""

    @click.command()
    @setting_option(name)
    def command(**_: object) -> None: ...

    (option,) = command.params
    assert isinstance(option, click.Option)
    return option


def test_an_option_has_the_range_and_help_of_its_setting() -> None:
    option = option_of("correction.vertical_deg")
    assert option.opts == ["--vertical"]
    assert isinstance(option.type, FiniteRange)
    assert (option.type.min, option.type.max, option.metavar) == (-30, 30, "DEG")
    assert option.help is not None
    assert option.help.startswith(setting_of("correction.vertical_deg").help)


def test_an_option_for_a_whole_number_takes_no_fraction() -> None:
    option = option_of("correction.max_faces")
    assert option.opts == ["--max-faces"]
    assert option.type.convert("64", None, None) == 64
    for wrong in ("1.5", "0", "65"):
        with pytest.raises(click.UsageError):
            option.type.convert(wrong, None, None)


def test_an_option_of_one_of_several_words_offers_these() -> None:
    option = option_of("engine.backend")
    assert isinstance(option.type, click.Choice)
    assert tuple(option.type.choices) == ("auto", "openvino", "torch")
    assert "[default: settings file, else auto]" in (option.help or "")


def test_an_option_for_a_switch_switches_both_ways() -> None:
    option = option_of("correction.look_away")
    assert (option.opts, option.secondary_opts) == (["--look-away"], ["--no-look-away"])


def test_options_come_over_the_settings_file_and_leave_the_rest(tmp_path: Path) -> None:
    got: list[Config] = []

    @click.command()
    @takes_settings("correction.vertical_deg", "correction.letting_go.head_yaw_low_deg")
    def command(config: Config) -> None:
        got.append(config)

    file = tmp_path / "mine.toml"
    file.write_text("[correction]\nvertical_deg = 3\nhorizontal_deg = 4\n")
    for arguments in ([], ["--vertical", "5", "--head-yaw-low", "20"], ["--vertical", "0"]):
        ran = CliRunner().invoke(command, ["--config", str(file), *arguments])
        assert ran.exit_code == 0, ran.output
    assert [config.correction.vertical_deg for config in got] == [3, 5, 0]
    assert [config.correction.horizontal_deg for config in got] == [4, 4, 4]
    assert [config.correction.letting_go.head_yaw_low_deg for config in got] == [25, 20, 25]


def test_a_size_is_width_and_height() -> None:
    assert Size().convert("1280X720", None, None) == (1280, 720)


@pytest.mark.parametrize("text", ["²x720", "1280", "0x720", "1280x-720", "99999x99999"])
def test_an_invalid_size_is_wrong_usage(text: str) -> None:
    with pytest.raises(click.UsageError, match="1280x720"):
        Size().convert(text, None, None)


@pytest.mark.parametrize(
    ("vertical_deg", "strength", "advice"),
    [(0.0, 100.0, "--vertical"), (5.0, 0.0, "--strength"), (0.0, 0.0, "--strength")],
)
def test_settings_that_change_nothing_are_noted(
    capsys: pytest.CaptureFixture[str], vertical_deg: float, strength: float, advice: str
) -> None:
    note_if_nothing_to_do(
        Config(
            correction=CorrectionConfig(mode="angle", vertical_deg=vertical_deg, strength=strength)
        )
    )
    assert advice in capsys.readouterr().err


def test_a_correction_that_is_switched_off_is_noted(capsys: pytest.CaptureFixture[str]) -> None:
    note_if_nothing_to_do(Config(correction=CorrectionConfig(enabled=False, strength=0.0)))
    assert "switched off" in capsys.readouterr().err


@pytest.mark.parametrize(
    "correction", [CorrectionConfig(), CorrectionConfig(mode="angle", vertical_deg=5.0)]
)
def test_settings_that_change_something_are_not_noted(
    capsys: pytest.CaptureFixture[str], correction: CorrectionConfig
) -> None:
    note_if_nothing_to_do(Config(correction=correction))
    assert capsys.readouterr().err == ""


@pytest.fixture
def loggers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Levels as at the start of the program, put back afterwards."""
    for name in ("", "gazefix", "matplotlib"):
        monkeypatch.setattr(
            logging.getLogger(name), "level", logging.WARNING if name == "" else logging.NOTSET
        )


@pytest.mark.parametrize("verbose", [False, True])
def test_verbose_shows_what_gazefix_logs_and_not_its_libraries(
    loggers: None, verbose: bool
) -> None:
    log_to_stderr(verbose)
    assert logging.getLogger("gazefix.x").isEnabledFor(logging.DEBUG) is verbose
    assert logging.getLogger("gazefix.x").isEnabledFor(logging.WARNING)
    assert not logging.getLogger("matplotlib.x").isEnabledFor(logging.WARNING)
    assert not logging.getLogger("other").isEnabledFor(logging.DEBUG)
