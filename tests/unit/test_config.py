"""Settings, their files and their errors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gazefix.config import (
    CameraConfig,
    Config,
    CorrectionConfig,
    EngineConfig,
    OutputConfig,
    ReleaseThresholds,
    setting_of,
    settings,
)
from gazefix.desktop.settings_toml import dump_config, load_config, parse_config
from gazefix.errors import ConfigError


def test_settings_survive_a_round_trip() -> None:
    config = Config(
        correction=CorrectionConfig(vertical_deg=-7.5, max_faces=3),
        engine=EngineConfig(device="cpu"),
    )
    assert parse_config(dump_config(config)) == config


def test_a_setting_is_found_by_its_full_key() -> None:
    declared = setting_of("correction.vertical_deg")
    assert (declared.kind, declared.default, declared.unit) == (float, 0.0, "°")
    assert (declared.low, declared.high, declared.choices) == (-30, 30, ())
    assert setting_of("engine.device").choices == ("auto", "cpu", "cuda")
    assert setting_of("correction.letting_go.head_yaw_low_deg").default == 25


def test_each_setting_has_a_title_and_a_sentence_of_help() -> None:
    for declared in settings():
        assert declared.title and not declared.title.endswith("."), declared.name
        assert declared.help.endswith("."), declared.name


def test_release_thresholds_are_a_section() -> None:
    config = parse_config("[correction.letting_go]\ngaze_yaw_low_deg = 15\n")
    assert config.correction.letting_go == ReleaseThresholds(gaze_yaw_low_deg=15.0)


def test_release_thresholds_too_near_each_other_are_refused() -> None:
    with pytest.raises(ConfigError, match="head_pitch_high_deg") as raised:
        parse_config("[correction.letting_go]\nhead_pitch_low_deg = 20.5\n")
    assert "at least 5" in raised.value.hint


def test_a_setting_that_a_file_leaves_out_keeps_its_default() -> None:
    assert parse_config("[correction]\nstrength = 50\n") == Config(
        correction=CorrectionConfig(strength=50.0)
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[correction]\nvertcal_deg = 3", "correction.vertical_deg"),
        ("[camera]\nstrength = 3", "correction.strength"),
        ("vertical_deg = 3", "correction.vertical_deg"),
        ("[correction]\nhead_yaw_low_deg = 20", "correction.letting_go.head_yaw_low_deg"),
        ("[corection]\nstrength = 3", "correction"),
    ],
)
def test_an_unknown_key_names_the_nearest_one(text: str, named: str) -> None:
    with pytest.raises(ConfigError) as raised:
        parse_config(text)
    assert named in raised.value.hint


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[correction]\nstrength = 'much'", "correction.strength"),
        ("[correction]\nmax_faces = 1.5", "correction.max_faces"),
        ("[correction]\nmax_faces = true", "correction.max_faces"),
        ("[engine]\ndevice = 'tpu'", "engine.device"),
        ("correction = 3", "correction"),
    ],
)
def test_a_wrong_type_names_the_key(text: str, named: str) -> None:
    with pytest.raises(ConfigError, match=named):
        parse_config(text)


@pytest.mark.parametrize(
    "text",
    [
        "[correction]\nvertical_deg = 31",
        "[correction]\nhorizontal_deg = nan",
        "[correction]\nstrength = -1",
        "[correction]\nmax_faces = 0",
        "[camera]\nfps = inf",
        "[correction]\nlook_away_deg = 11",
        "[correction.letting_go]\nhead_yaw_high_deg = 36",
        "[correction.letting_go]\ngaze_pitch_low_deg = 9",
    ],
)
def test_values_out_of_range_are_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="is") as raised:
        parse_config(text)
    assert "between" in raised.value.hint


@pytest.mark.parametrize(
    ("section", "key", "value"),
    [
        (CorrectionConfig, "mode", "x"),
        (CorrectionConfig, "mode", "Contact"),
        (CorrectionConfig, "mode", None),
        (CorrectionConfig, "mode", []),
        (CorrectionConfig, "vertical_deg", None),
        (CorrectionConfig, "vertical_deg", "5"),
        (CorrectionConfig, "vertical_deg", float("nan")),
        (CorrectionConfig, "max_faces", 1.5),
        (CorrectionConfig, "letting_go", None),
        (EngineConfig, "device", "gpu"),
        (Config, "correction", {"strength": 50}),
    ],
)
def test_wrong_values_are_refused_where_settings_are_made(
    section: type, key: str, value: object
) -> None:
    with pytest.raises(ConfigError, match=key) as raised:
        section(**{key: value})
    assert raised.value.hint


def test_numbers_become_those_of_the_declaration() -> None:
    settings = CorrectionConfig(vertical_deg=np.float32(2.5), strength=50, max_faces=np.int64(2))
    assert settings == CorrectionConfig(vertical_deg=2.5, strength=50.0, max_faces=2)
    kinds = [type(value) for value in (settings.vertical_deg, settings.strength)]
    assert [*kinds, type(settings.max_faces)] == [float, float, int]


@pytest.mark.parametrize("key", ["width", "fps"])
@pytest.mark.parametrize("digits", [19, 400, 5000])
def test_numbers_beyond_all_bounds_are_refused(key: str, digits: int) -> None:
    with pytest.raises(ConfigError):
        parse_config(f"[camera]\n{key} = {'9' * digits}\n")


def test_text_that_is_not_toml_is_refused() -> None:
    with pytest.raises(ConfigError, match="not valid TOML"):
        parse_config("[correction\nstrength")


def test_a_named_file_must_exist(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml"):
        load_config(tmp_path / "none.toml")


def test_an_error_in_a_file_names_the_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("[camera]\nwidht = 640\n")
    with pytest.raises(ConfigError, match=r"mine\.toml") as raised:
        load_config(file)
    assert "camera.width" in raised.value.hint


def test_a_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(b"\xef\xbb\xbf[correction]\r\nstrength = 50\r\n")
    assert load_config(file).correction.strength == 50


def test_without_a_user_file_the_defaults_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "gazefix.desktop.settings_toml.config_path", lambda: tmp_path / "gazefix" / "config.toml"
    )
    assert load_config() == Config()


def test_an_unreadable_user_file_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(
        "gazefix.desktop.settings_toml.config_path", lambda: tmp_path / "config.toml"
    )
    for name in ("stat", "read_text"):
        monkeypatch.setattr(Path, name, refuse)
    with pytest.raises(ConfigError, match="Permission denied") as raised:
        load_config()
    assert "--config" in raised.value.hint


def test_each_setting_has_a_help_of_its_own() -> None:
    helps = [declared.help for declared in settings() if declared.name.startswith("correction")]
    assert len(set(helps)) == len(helps)
    assert setting_of("correction.letting_go.gaze_pitch_low_deg").help == (
        "The correction starts to fade where the eyes look up or down by more than this."
    )
    assert setting_of("correction.letting_go.head_yaw_high_deg").help == (
        "The correction has ended where the head is turned to the side by more than this."
    )


def test_one_setting_that_cannot_be_used_leaves_the_others() -> None:
    errors: list[ConfigError] = []
    text = """
colour = "blue"
[camera]
source = "brio"
width = "wide"
[correction]
mode = "zoom"
vertical_deg = 3
[correction.letting_go]
gaze_yaw_low_deg = 30
gaze_yaw_high_deg = 31
[output]
on_demand = false
"""
    config = parse_config(text, errors.append)
    assert config == Config(
        CameraConfig(source="brio"), CorrectionConfig(vertical_deg=3), OutputConfig(on_demand=False)
    )
    assert [error.message for error in errors] == [
        "unknown setting 'colour'",
        "'camera.width' is 'wide'",
        "'correction.mode' is 'zoom'",
        "correction.letting_go.gaze_yaw_high_deg is 31",
    ]
