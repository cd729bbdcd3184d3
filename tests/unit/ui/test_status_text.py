"""A status in words for people, and the notices they get."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gazefix.config import Config, CorrectionConfig
from gazefix.correction.policy import Reason
from gazefix.errors import CorrectionError, InputError, ModelError
from gazefix.live.status import SessionStatus, State
from gazefix.ui.status_text import (
    LASTS_S,
    SETTLE_S,
    WELL_S,
    Condition,
    ConditionKind,
    Notifications,
    Settler,
    condition_of,
    error_words,
)

RUNNING = SessionStatus(state=State.RUNNING, reason=Reason.CORRECTING)


def kind_of(status: SessionStatus, **correction: object) -> ConditionKind:
    return condition_of(status, Config(correction=CorrectionConfig(**correction))).kind  # type: ignore[arg-type]


def test_an_address_keeps_its_letters() -> None:
    words = error_words(InputError("rtsp://phone/live can't be opened", "check the address"))
    assert words == ["rtsp://phone/live can't be opened.", "Check the address."]


def test_nobody_who_watches_is_no_trouble_but_a_camera_that_is_lost_stays_one() -> None:
    waiting = SessionStatus(state=State.WAITING, sink="GazeFix Camera")
    assert condition_of(waiting, Config()) == Condition(
        ConditionKind.OFF,
        "Not in use",
        "No program is using GazeFix Camera, so your camera is off.",
    )
    lost = condition_of(replace(waiting, error=InputError("it is gone")), Config())
    assert (lost.kind, lost.title) == (ConditionKind.ERROR, "No picture from the camera")
    unseen = condition_of(replace(waiting, sink="preview"), Config())
    assert unseen.title == "Other programs can't use GazeFix yet"
    assert unseen.detail == "GazeFix Camera isn't set up, so your camera is off."
    paused = condition_of(SessionStatus(state=State.PAUSED, sink="preview"), Config())
    assert paused.detail == "The camera is off."


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (State.NEW, ConditionKind.BUSY),
        (State.STARTING, ConditionKind.BUSY),
        (State.PAUSED, ConditionKind.PAUSED),
        (State.CAMERA_LOST, ConditionKind.ERROR),
        (State.OUTPUT_LOST, ConditionKind.ERROR),
        (State.FAILED, ConditionKind.ERROR),
        (State.ENDED, ConditionKind.OFF),
    ],
)
def test_every_state_has_its_condition(state: State, kind: ConditionKind) -> None:
    found = condition_of(SessionStatus(state=state, error=InputError("it broke")), Config())
    assert found.kind is kind
    assert found.title


@pytest.mark.parametrize(
    "reason",
    [
        r
        for r in Reason
        if r not in {Reason.CORRECTING, Reason.IN_CONTACT, Reason.OFF, Reason.FAILED}
    ],
)
def test_every_reason_not_to_correct_has_a_detail(reason: Reason) -> None:
    found = condition_of(replace(RUNNING, reason=reason), Config())
    assert found.kind is ConditionKind.IDLE
    assert found.detail


def test_eyes_that_look_into_the_lens_are_well() -> None:
    found = condition_of(replace(RUNNING, reason=Reason.IN_CONTACT), Config())
    assert found.kind is ConditionKind.CORRECTING
    assert found.title == "Eyes on the camera"
    assert found.detail == "You already look at the camera, so nothing is changed."


def test_a_session_that_corrects_says_so() -> None:
    assert kind_of(RUNNING) is ConditionKind.CORRECTING


def test_a_correction_that_is_switched_off_or_has_nothing_to_do_is_told_apart() -> None:
    assert kind_of(RUNNING, enabled=False) is ConditionKind.OFF
    assert kind_of(RUNNING, strength=0) is ConditionKind.IDLE
    assert kind_of(RUNNING, mode="angle") is ConditionKind.IDLE
    assert kind_of(RUNNING, mode="angle", vertical_deg=3) is ConditionKind.CORRECTING


def test_a_correction_that_fails_is_an_error_with_its_words() -> None:
    found = condition_of(
        replace(
            RUNNING, reason=Reason.FAILED, error=CorrectionError("the correction is not responding")
        ),
        Config(),
    )
    assert found.kind is ConditionKind.ERROR
    assert "not responding" in found.detail


def test_hints_about_the_command_line_become_hints_about_the_window() -> None:
    lost = SessionStatus(
        state=State.CAMERA_LOST,
        error=InputError("no camera was found", "connect one; `--source demo` needs none"),
    )
    detail = condition_of(lost, Config()).detail
    assert detail.startswith("No camera was found. Connect a camera")
    assert "--source" not in detail
    option = replace(lost, error=InputError("no camera was found", "name one by --source"))
    assert "--source" not in condition_of(option, Config()).detail
    busy = replace(
        lost,
        error=InputError("vivid-000 cannot be opened", "it is in use by Zoom (205): close that"),
    )
    assert (
        condition_of(busy, Config()).detail == "vivid-000 cannot be opened. "
        "It is in use by Zoom: close that. GazeFix will keep trying."
    )


def test_the_error_that_ended_the_session_has_its_hint() -> None:
    found = condition_of(
        SessionStatus(state=State.FAILED), Config(), ModelError("weights are missing", "reinstall")
    )
    assert (found.kind, found.title, found.detail) == (
        ConditionKind.ERROR,
        "Weights are missing",
        "Reinstall.",
    )


CORRECTING = Condition(ConditionKind.CORRECTING, "a")
BLINK = Condition(ConditionKind.IDLE, "b", settle_s=SETTLE_S)


def test_a_blink_does_not_show() -> None:
    settler = Settler()
    assert settler.settle(CORRECTING, 0.0) is CORRECTING
    assert settler.settle(BLINK, 1.0) is CORRECTING
    assert settler.settle(BLINK, 1.0 + SETTLE_S / 2) is CORRECTING
    assert settler.settle(CORRECTING, 1.5) is CORRECTING
    assert settler.settle(BLINK, 2.0) is CORRECTING


def test_a_pause_shows_once_it_lasts_and_its_end_at_once() -> None:
    settler = Settler()
    settler.settle(CORRECTING, 0.0)
    settler.settle(BLINK, 1.0)
    assert settler.settle(BLINK, 1.0 + SETTLE_S) is BLINK
    assert settler.settle(CORRECTING, 2.5) is CORRECTING


def test_a_change_by_the_user_shows_at_once() -> None:
    settler = Settler()
    settler.settle(CORRECTING, 0.0)
    off = Condition(ConditionKind.OFF, "off")
    assert settler.settle(off, 0.1) is off


LOST = Condition(ConditionKind.ERROR, "No picture from the camera", "unplugged")


def told(attention: Notifications, state: State, now_s: float, missing: bool = False) -> int:
    return len(attention.due(state, LOST, missing, now_s))


def test_a_lost_camera_is_told_once() -> None:
    attention = Notifications()
    assert told(attention, State.CAMERA_LOST, 0.0) == 0
    assert told(attention, State.CAMERA_LOST, LASTS_S) == 1
    assert told(attention, State.CAMERA_LOST, LASTS_S + 60) == 0


def test_a_camera_that_comes_and_goes_is_told_again_only_after_it_was_well() -> None:
    attention = Notifications()
    told(attention, State.CAMERA_LOST, 0.0)
    assert told(attention, State.CAMERA_LOST, 5.0) == 1
    told(attention, State.RUNNING, 6.0)
    told(attention, State.CAMERA_LOST, 7.0)
    assert told(attention, State.CAMERA_LOST, 12.0) == 0
    told(attention, State.RUNNING, 13.0)
    told(attention, State.RUNNING, 13.0 + WELL_S)
    told(attention, State.CAMERA_LOST, 50.0)
    assert told(attention, State.CAMERA_LOST, 55.0) == 1


def test_an_output_that_others_cannot_see_is_told_once() -> None:
    attention = Notifications()
    told(attention, State.RUNNING, 0.0, missing=True)
    assert told(attention, State.RUNNING, 4.0, missing=True) == 1
    assert told(attention, State.RUNNING, 400.0, missing=True) == 0
