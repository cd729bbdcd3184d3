"""The messages by which another process controls the app."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazefix.cli.ctl import describe
from gazefix.config import Config, CorrectionConfig
from gazefix.desktop.control_protocol import (
    COMMANDS,
    ControlStatus,
    Request,
    answer_line,
    changed,
    parse_answer,
    parse_request,
    refusal_line,
    request_line,
)
from gazefix.errors import ConfigError, ControlError

STATUS = ControlStatus(
    "running", "correcting", True, "contact", -3.0, 0.0, 80.0, "Webcam", "GazeFix Camera", 29.8
)


@pytest.mark.parametrize(
    "request_",
    [
        Request("on"),
        Request("status"),
        Request("mode", "teleprompter"),
        Request("vertical", -5.0),
        Request("horizontal", by=1.0),
        Request("strength", 80.0),
    ],
)
def test_a_request_arrives_as_it_was_sent(request_: Request) -> None:
    assert parse_request(request_line(request_)) == request_


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"", "JSON"),
        (b"on\n", "JSON"),
        (b"\xff\xfe{}", "JSON"),
        (b"[1]", "object"),
        (b"[" * 3000, "JSON"),
        (b'{"command": "' + b"x" * 5000 + b'"}', "too long"),
        (b"{}", "no command None"),
        (b'{"command": "explode"}', "explode"),
        (b'{"command": ["on"]}', "no command"),
        (b'{"command": "on", "value": 1}', "no value"),
        (b'{"command": "on", "also": 1}', "also"),
        (b'{"command": "strength", "by": 1}', "no step"),
        (b'{"command": "strength"}', "number"),
        (b'{"command": "strength", "value": true}', "number"),
        (b'{"command": "strength", "value": "80"}', "number"),
        (b'{"command": "vertical"}', "angle"),
        (b'{"command": "vertical", "value": 1, "by": 1}', "angle"),
        (b'{"command": "vertical", "value": NaN}', "number"),
        (b'{"command": "vertical", "value": 1e999}', "number"),
        (b'{"command": "vertical", "value": ' + b"9" * 400 + b"}", "number"),
        (b'{"command": "mode"}', "no mode"),
        (b'{"command": "mode", "value": "angel"}', "angel"),
        (b'{"command": "mode", "value": ["angle"]}', "no mode"),
    ],
)
def test_what_is_no_request_is_told_why(line: bytes, said: str) -> None:
    with pytest.raises(ControlError, match=said):
        parse_request(line)


@given(st.binary(max_size=200))
def test_no_bytes_end_the_app(line: bytes) -> None:
    with contextlib.suppress(ControlError):
        assert parse_request(line).command in COMMANDS


def correction_after(request: Request, **before: object) -> CorrectionConfig:
    return changed(Config(correction=CorrectionConfig(**before)), request).correction  # type: ignore[arg-type]


def test_on_off_and_toggle_switch_the_correction() -> None:
    assert not correction_after(Request("off")).enabled
    assert correction_after(Request("on"), enabled=False).enabled
    assert not correction_after(Request("toggle")).enabled
    assert correction_after(Request("toggle"), enabled=False).enabled


def test_values_are_set() -> None:
    assert correction_after(Request("vertical", -5.0)).vertical_deg == -5
    assert correction_after(Request("horizontal", 12.5)).horizontal_deg == 12.5
    assert correction_after(Request("strength", 80.0)).strength == 80
    assert correction_after(Request("mode", "angle")).mode == "angle"


def test_a_step_counts_from_where_the_angle_is_and_stops_at_the_limit() -> None:
    assert correction_after(Request("vertical", by=-2.0), vertical_deg=1.0).vertical_deg == -1
    assert correction_after(Request("vertical", by=5.0), vertical_deg=28.0).vertical_deg == 30


def test_a_value_out_of_range_is_refused() -> None:
    with pytest.raises(ConfigError, match="vertical_deg"):
        changed(Config(), Request("vertical", 31.0))


@pytest.mark.parametrize("command", ["status", "pause", "resume", "show", "quit"])
def test_other_requests_change_no_setting(command: str) -> None:
    config = Config()
    assert changed(config, Request(command)) is config


def test_an_answer_carries_the_status() -> None:
    told = parse_answer(answer_line(STATUS))
    assert ControlStatus(**told) == STATUS
    assert {
        "state",
        "reason",
        "mode",
        "vertical_deg",
        "horizontal_deg",
        "strength",
        "camera",
        "output",
        "fps",
    } <= set(told)


def test_a_refusal_carries_message_and_hint() -> None:
    with pytest.raises(ControlError) as raised:
        parse_answer(refusal_line("no", "do that"))
    assert (raised.value.message, raised.value.hint) == ("no", "do that")


@pytest.mark.parametrize("line", [b"", b"{}", b"[]", b'{"ok": true}', b'{"ok": 1, "status": {}}'])
def test_a_bad_answer_is_an_error(line: bytes) -> None:
    with pytest.raises(ControlError):
        parse_answer(line)


def test_a_status_is_described_in_words() -> None:
    words = describe(json.loads(answer_line(STATUS))["status"])
    assert "running, correcting" in words
    assert "vertical -3" in words
    assert "Webcam -> GazeFix Camera" in words
    off = replace(STATUS, enabled=False, reason="off")
    assert describe(json.loads(answer_line(off))["status"]).startswith("running, correction off\n")
    paused = replace(STATUS, state="paused", reason="")
    assert describe(json.loads(answer_line(paused))["status"]).startswith("paused\n")


def test_a_status_of_another_version_is_told() -> None:
    with pytest.raises(ControlError, match="another version"):
        describe({"state": "running"})
