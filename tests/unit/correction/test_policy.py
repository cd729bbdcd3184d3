"""How far which eyes are redirected, and which are left alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gazefix.config import CorrectionConfig, ModeName, ReleaseThresholds
from gazefix.correction.policy import (
    Decision,
    PolicyState,
    Reason,
    Seen,
    asked_redirection,
    decide_eye,
    decide_face,
    frame_reason,
    gaze_share,
    head_share,
    openness_share,
    share_at_angle,
    wanted_share,
    within_limits,
)
from gazefix.types import Eye, Face, Gaze, GazeReading, HeadPose, Side

# As the code has them; a change there must be meant.
CLOSED_OPENNESS = 0.08
OPEN_OPENNESS = 0.16
SHARE_PER_S = 4.0

ASKED = Gaze(0.2, -0.1)
NONE = Gaze(0.0, 0.0)
SIZE = (640, 480)
LIMITS = ReleaseThresholds()
CONTACT = CorrectionConfig(aim_vertical_deg=0.0)


def make_eye(
    width_px: float = 40.0,
    centre: tuple[float, float] = (320, 240),
    openness: float = 0.3,
    side: Side = Side.LEFT,
) -> Eye:
    landmarks = np.tile(np.array(centre, np.float32), (7, 1))
    landmarks[0, 0] -= width_px / 2
    landmarks[3, 0] += width_px / 2
    return Eye(side, landmarks, 0.2 * width_px, openness)


def seen(
    pitch_deg: float = 0.0,
    yaw_deg: float = 0.0,
    head: tuple[float, float] = (0.0, 0.0),
    confidence: float = 1.0,
    openness: tuple[float, float] = (0.3, 0.3),
) -> Seen:
    eyes = [
        make_eye(openness=o, side=side)
        for o, side in zip(openness, (Side.LEFT, Side.RIGHT), strict=True)
    ]
    pose = HeadPose(math.radians(head[0]), math.radians(head[1]), 0.0)
    face = Face(eyes[0], eyes[1], pose, (200, 100, 440, 400))
    return Seen(face, GazeReading(Gaze(math.radians(pitch_deg), math.radians(yaw_deg)), confidence))


def decide(
    what: Seen, config: CorrectionConfig = CONTACT, state: PolicyState | None = None
) -> tuple[Decision, Decision]:
    return decide_face(what, state, config, SIZE, 0.0, 1 / 30)[0]


def degrees(gaze: Gaze) -> tuple[float, float]:
    return math.degrees(gaze.pitch), math.degrees(gaze.yaw)


# ---- one eye ----


def test_an_open_eye_gets_what_is_asked() -> None:
    decision = decide_eye(make_eye(), ASKED, SIZE)
    assert (decision.redirection, decision.reason) == (ASKED, Reason.CORRECTING)


def test_nothing_asked_is_off() -> None:
    assert decide_eye(make_eye(), NONE, SIZE).reason is Reason.OFF


@pytest.mark.parametrize(
    ("width_px", "reason"),
    [(11.9, Reason.TOO_SMALL), (12.1, Reason.CORRECTING), (0.0, Reason.TOO_SMALL)],
)
def test_eyes_under_12_px_are_left_alone(width_px: float, reason: Reason) -> None:
    assert decide_eye(make_eye(width_px), ASKED, SIZE).reason is reason


def test_an_eye_of_unknown_width_is_left_alone() -> None:
    assert decide_eye(make_eye(math.nan), ASKED, SIZE).reason is Reason.TOO_SMALL


def test_an_eye_at_the_edge_is_left_alone() -> None:
    assert decide_eye(make_eye(centre=(20, 240)), ASKED, SIZE).reason is Reason.AT_EDGE


def test_a_closed_eye_is_left_alone() -> None:
    decision = decide_eye(make_eye(openness=CLOSED_OPENNESS), ASKED, SIZE)
    assert decision.reason is Reason.CLOSED
    assert decision.redirection.is_zero()


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_correction_follows_the_lid(lower: float, higher: float) -> None:
    lower, higher = sorted((lower, higher))
    assert 0 <= openness_share(lower) <= openness_share(higher) <= 1


def test_a_half_closed_eye_gets_part_of_the_correction() -> None:
    assert 0 < openness_share((CLOSED_OPENNESS + OPEN_OPENNESS) / 2) < 1
    assert openness_share(OPEN_OPENNESS) == 1


# ---- one face ----


@pytest.mark.parametrize(("pitch", "yaw"), [(-15, 0), (10, 5), (0, -19), (12, 12)])
def test_contact_brings_the_gaze_to_the_lens(pitch: float, yaw: float) -> None:
    for decision in decide(seen(pitch, yaw)):
        assert degrees(decision.redirection) == pytest.approx((-pitch, -yaw), abs=1e-6)
        assert decision.reason is Reason.CORRECTING


def test_the_eyes_are_brought_to_the_aim_which_is_2_degrees_below_the_lens() -> None:
    assert degrees(decide(seen(-15, 5), CorrectionConfig())[0].redirection) == pytest.approx(
        (13, -5), abs=1e-6
    )
    config = CorrectionConfig(aim_vertical_deg=3.0)
    assert degrees(decide(seen(-15, 5), config)[0].redirection) == pytest.approx((18, -5), abs=1e-6)


def unsure(pitch_deg: float, yaw_deg: float, pitch_error: float, yaw_error: float) -> Seen:
    plain = seen(pitch_deg, yaw_deg)
    error = Gaze(math.radians(pitch_error), math.radians(yaw_error))
    return replace(plain, reading=replace(plain.reading, error=error))


@given(st.floats(-1, 1), st.floats(-1, 1), st.floats(0.5, 8), st.floats(0.5, 8), st.floats(-10, 10))
def test_nothing_is_drawn_where_the_reading_may_err_by_as_much(
    pitch: float, yaw: float, pitch_error: float, yaw_error: float, aim: float
) -> None:
    assume(math.hypot(pitch, yaw) < 0.69)
    config = CorrectionConfig(aim_vertical_deg=aim)
    for around in (0.0, aim, aim / 2):  # the lens, the aim, and between them
        shown = unsure(around + pitch * pitch_error, yaw * yaw_error, pitch_error, yaw_error)
        state: PolicyState | None = None
        for number in range(30):
            decisions, state = decide_face(shown, state, config, SIZE, number / 30, 1 / 30)
        assert [d.redirection.is_zero() for d in decisions] == [True, True]
        assert {d.reason for d in decisions} == {Reason.IN_CONTACT}


def live(pitches_deg: Sequence[float], error_deg: float = 4.0) -> list[tuple[float, float]]:
    """The last redirection, degrees, after half a second at each pitch; one frame after another."""
    state: PolicyState | None = None
    turned = []
    for stop, pitch in enumerate(pitches_deg, 1):
        for number in range(15 * stop - 15, 15 * stop):
            decisions, state = decide_face(
                unsure(pitch, 0, error_deg, error_deg), state, CONTACT, SIZE, number / 30, 1 / 30
            )
        turned.append(degrees(decisions[0].redirection))
    return turned


def test_eyes_below_the_lens_are_corrected_the_more_the_surer_they_are_not_in_contact() -> None:
    pitches = [-0.1 * n for n in range(100)]
    drawn = [
        -turned / pitch for pitch, (turned, _) in zip(pitches, live(pitches), strict=True) if pitch
    ]
    assert drawn[:27] == [0.0] * 27
    assert (np.diff(drawn) >= -1e-9).all()
    assert 0.2 < drawn[45] < 0.8
    assert drawn[-1] == pytest.approx(1.0)


def test_readings_that_tremble_get_the_same_share_and_ways_out_and_back_differ() -> None:
    there, *trembling, far, back = live([-4.6, -4.7, -4.6, -4.7, -4.6, -10.0, -4.6])
    shares = [turned[0] / pitch for turned, pitch in zip(trembling, (-4.7, -4.6) * 2, strict=True)]
    assert shares == pytest.approx([there[0] / -4.6] * 4)
    assert far[0] == pytest.approx(10.0)
    assert back[0] > there[0] + 0.3


def test_more_is_needed_to_correct_eyes_above_the_lens_than_below_it() -> None:
    above, below = (decide(unsure(pitch, 0, 4, 4))[0] for pitch in (5.0, -5.0))
    assert (above.redirection.is_zero(), above.reason) == (True, Reason.IN_CONTACT)
    assert (below.redirection.pitch > math.radians(2.5), below.reason) == (True, Reason.CORRECTING)
    assert degrees(decide(unsure(10.0, 0, 4, 4))[0].redirection)[0] == pytest.approx(-10.0)


def test_an_axis_is_left_alone_that_may_be_right_but_not_the_yaw_of_eyes_that_look_down() -> None:
    aside = decide(unsure(-2.0, 12.0, 4, 4))[0].redirection
    assert degrees(aside) == pytest.approx((0.0, -12.0), abs=1e-6)
    down = decide(unsure(-12.0, 2.0, 4, 4))[0].redirection
    assert degrees(down) == pytest.approx((12.0, -2.0), abs=1e-6)


def test_eyes_that_are_hardly_corrected_count_as_in_contact() -> None:
    decision = decide(unsure(-3.8, 0, 4, 4))[0]
    assert 0 < degrees(decision.redirection)[0] < 1.9
    assert decision.reason is Reason.IN_CONTACT


def test_eyes_that_come_back_to_the_lens_are_not_turned_away_from_it() -> None:
    state: PolicyState | None = None
    for number, pitch in enumerate([-10.0] * 30 + [-1.0] * 10):
        decisions, state = decide_face(
            unsure(pitch, 0, 3, 3), state, CONTACT, SIZE, number / 30, 1 / 30
        )
        turned_deg, _ = degrees(decisions[0].redirection)
        assert abs(turned_deg) <= abs(pitch) + 1e-6
    assert turned_deg == 0


@settings(deadline=None)
@given(st.floats(-25, 25), st.floats(-25, 25), st.floats(0, 6), st.floats(0, 6))
def test_a_reading_that_stays_the_same_gets_a_correction_that_stays_the_same(
    pitch: float, yaw: float, pitch_error: float, yaw_error: float
) -> None:
    shown = unsure(pitch, yaw, pitch_error, yaw_error)
    state: PolicyState | None = None
    turns = []
    for number in range(90):
        decisions, state = decide_face(shown, state, CorrectionConfig(), SIZE, number / 30, 1 / 30)
        turns.append(degrees(decisions[0].redirection))
    assert len(set(turns[60:])) == 1


def test_the_set_angles_come_on_top_in_contact() -> None:
    config = replace(CONTACT, vertical_deg=4.0, horizontal_deg=-3.0)
    assert degrees(decide(seen(-10, 5), config)[0].redirection) == pytest.approx((14, -8), abs=1e-6)


def test_set_angles_are_drawn_in_full_where_the_gaze_may_be_at_the_lens() -> None:
    config = replace(CONTACT, vertical_deg=4.0, horizontal_deg=-3.0)
    for pitch_deg in (0.0, -2.0, 4.0):
        decision = decide(unsure(pitch_deg, 0, 4, 4), config)[0]
        assert degrees(decision.redirection) == pytest.approx((4, -3), abs=1e-6)
        assert decision.reason is Reason.CORRECTING


def test_the_fixed_angle_is_the_same_at_every_gaze() -> None:
    config = CorrectionConfig(mode="angle", vertical_deg=8.0, horizontal_deg=-3.0)
    for gaze in ((0, 0), (-29, 29)):
        assert degrees(decide(seen(*gaze, confidence=0.0), config)[0].redirection) == pytest.approx(
            (8, -3), abs=1e-6
        )


@pytest.mark.parametrize("mode", ["contact", "teleprompter", "angle"])
@given(strength=st.floats(0, 100))
def test_strength_scales_the_redirection(mode: ModeName, strength: float) -> None:
    config = CorrectionConfig(mode=mode, vertical_deg=5.0, strength=strength)
    whole = decide(seen(-10, 3), replace(config, strength=100.0))[0].redirection
    part = decide(seen(-10, 3), config)[0].redirection
    assert degrees(part) == pytest.approx([v * strength / 100 for v in degrees(whole)], abs=1e-6)


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        (seen(pitch_deg=31), Reason.LOOKING_AWAY),
        (seen(yaw_deg=-31), Reason.LOOKING_AWAY),
        (seen(-10, head=(26, 0)), Reason.HEAD_TURNED),
        (seen(-10, head=(0, -31)), Reason.HEAD_TURNED),
        (seen(-10, confidence=0.1), Reason.UNSURE),
    ],
)
def test_beyond_the_high_thresholds_nothing_is_redirected(what: Seen, reason: Reason) -> None:
    for decision in decide(what):
        assert decision.redirection.is_zero()
        assert decision.reason is reason


def test_strength_0_is_off() -> None:
    for decision in decide(seen(-10), replace(CONTACT, strength=0.0)):
        assert decision == Decision(NONE, Reason.OFF)


@pytest.mark.parametrize(
    "name",
    [f.name.removesuffix("_low_deg") for f in fields(ReleaseThresholds) if "_low_" in f.name],
)
def test_each_threshold_can_be_set(name: str) -> None:
    limits = ReleaseThresholds(**{f"{name}_low_deg": 10.0, f"{name}_high_deg": 15.0})
    kind, axis = name.split("_")
    angle = math.radians(14.9)
    pitch, yaw = (angle, 0.0) if axis == "pitch" else (0.0, angle)

    def share(limits: ReleaseThresholds) -> float:
        if kind == "head":
            return head_share(HeadPose(pitch, yaw, 0.0), limits)
        return gaze_share(Gaze(pitch, yaw), limits, None)

    assert share(LIMITS) == 1
    assert 0 < share(limits) < 0.01


def test_a_reader_is_followed_to_the_sides_at_full_strength() -> None:
    config = CorrectionConfig(mode="teleprompter")
    assert wanted_share(seen(yaw_deg=29.9), None, config)[0] == 1
    assert wanted_share(seen(yaw_deg=29.9), None, CONTACT)[0] < 0.01


@pytest.mark.parametrize(
    ("beside_deg", "kept_deg"), [(0.0, 0.0), (0.8, 0.2), (-0.8, -0.2), (8.0, 1.52), (-40.0, -2.0)]
)
def test_a_reader_keeps_a_quarter_of_small_saccades_and_2_degrees_of_large_ones(
    beside_deg: float, kept_deg: float
) -> None:
    config = CorrectionConfig(mode="teleprompter", aim_vertical_deg=0.0)
    course, gaze = Gaze(0.0, math.radians(-5)), Gaze(0.0, math.radians(-5 + beside_deg))
    asked = asked_redirection(gaze, course, None, config, 0.0)
    assert math.degrees(asked.yaw + gaze.yaw) == pytest.approx(kept_deg, abs=0.01)
    assert math.degrees(asked.pitch) == pytest.approx(0.0)


def test_a_wink_leaves_the_closed_eye_alone_and_corrects_the_other() -> None:
    left, right = decide(seen(-10, openness=(0.03, 0.3)))
    assert left == Decision(NONE, Reason.CLOSED)
    assert right.reason is Reason.CORRECTING


def test_an_eye_at_the_edge_leaves_both_alone() -> None:
    what = seen(-10)
    what = replace(what, face=replace(what.face, left=make_eye(centre=(635, 240))))
    assert decide(what) == (Decision(NONE, Reason.AT_EDGE),) * 2


# ---- over time ----


def test_a_new_face_fades_in() -> None:
    state = PolicyState(share=0.0, correcting=False, course=NONE, asked=NONE)
    shares = []
    for number in range(12):
        _, state = decide_face(seen(-10), state, CONTACT, SIZE, number / 30, 1 / 30)
        shares.append(state.share)
    assert shares[0] == pytest.approx(SHARE_PER_S / 30)
    assert shares[-1] == 1


def test_letting_go_takes_its_time() -> None:
    _, state = decide_face(seen(yaw_deg=10), None, CONTACT, SIZE, 0.0, 1 / 30)
    yaws = []
    for number in range(1, 9):
        decisions, state = decide_face(
            seen(yaw_deg=10), state, CONTACT, SIZE, number / 30, 1 / 30, Reason.TOO_SLOW
        )
        yaws.append(math.degrees(decisions[0].redirection.yaw))
    assert yaws[:2] == pytest.approx(
        [-10 * (1 - SHARE_PER_S / 30), -10 * (1 - 2 * SHARE_PER_S / 30)]
    )
    assert yaws[-1] == 0


def test_eyes_that_jump_far_away_are_not_drawn_back_before_they_are_let_go_of() -> None:
    _, state = decide_face(seen(yaw_deg=5), None, CONTACT, SIZE, 0.0, 1 / 30)
    yaws = []
    for number in range(1, 9):
        decisions, state = decide_face(seen(yaw_deg=40), state, CONTACT, SIZE, number / 30, 1 / 30)
        assert state.share == pytest.approx(max(0.0, 1 - number * SHARE_PER_S / 30))
        yaws.append(math.degrees(decisions[0].redirection.yaw))
    assert yaws[0] == pytest.approx(-5 * (1 - SHARE_PER_S / 30))
    assert np.diff(yaws).min() >= 0
    assert yaws[-1] == 0


def test_the_shown_reason_does_not_flicker_between_the_thresholds() -> None:
    state = PolicyState(share=1.0, correcting=True, course=NONE, asked=NONE)
    shown = []
    for yaw in (20, 24, 25, 26, 25, 24):  # fades of about 0.1 to 0.7 lie between 23 and 29 degrees
        _, state = decide_face(seen(yaw_deg=yaw), state, CONTACT, SIZE, 0.0, 1 / 30)
        shown.append(state.correcting)
    assert shown == [True] * 6
    _, state = decide_face(seen(yaw_deg=29), state, CONTACT, SIZE, 0.0, 1 / 30)
    assert not state.correcting


def test_looking_away_is_off_unless_asked_for() -> None:
    assert decide_face(seen(), None, CONTACT, SIZE, 0.0, 0.0)[1].glance is None


def test_a_look_away_comes_stays_small_and_goes() -> None:
    config = replace(CONTACT, look_away=True, look_away_deg=4.0)
    state: PolicyState | None = None
    offsets = []
    for number in range(30 * 60):
        decisions, state = decide_face(seen(), state, config, SIZE, number / 30, 1 / 30)
        offsets.append(math.hypot(*degrees(decisions[0].redirection)))
    away = np.array(offsets) > 0.1
    assert max(offsets) <= 4.0 + 1e-6
    assert 0.02 < away.mean() < 0.4
    assert 4 <= np.count_nonzero(np.diff(away.astype(int)) == 1) <= 20  # every 3 to 12 s


# ---- properties ----

ANGLES = st.floats(-45, 45)
FACES = st.builds(
    seen,
    pitch_deg=ANGLES,
    yaw_deg=ANGLES,
    head=st.tuples(ANGLES, ANGLES),
    confidence=st.floats(0, 1),
    openness=st.tuples(st.floats(0, 0.5), st.floats(0, 0.5)),
)
MODES = st.sampled_from(["contact", "teleprompter", "angle"])
CONFIGS = st.builds(
    CorrectionConfig,
    mode=MODES,
    vertical_deg=st.floats(-30, 30),
    horizontal_deg=st.floats(-30, 30),
    strength=st.floats(0, 100),
)


@given(FACES, CONFIGS)
def test_the_redirection_is_finite_and_bounded(what: Seen, config: CorrectionConfig) -> None:
    for decision in decide(what, config):
        for angle in degrees(decision.redirection):
            assert math.isfinite(angle)
            assert abs(angle) <= 30 + 1e-9


@given(
    FACES,
    CONFIGS,
    st.sampled_from(["gaze_pitch", "gaze_yaw", "head_pitch", "head_yaw"]),
    st.one_of(st.just(0.0), st.floats(2, 8)),
)
def test_a_tenth_of_a_degree_never_makes_a_step(
    what: Seen, config: CorrectionConfig, name: str, error_deg: float
) -> None:
    step = math.radians(0.1)
    error = Gaze(math.radians(error_deg), math.radians(error_deg))
    what = replace(what, reading=replace(what.reading, error=error))
    face, reading = what.face, what.reading
    if name.startswith("gaze"):
        axis = name.removeprefix("gaze_")
        nudged = replace(
            what,
            reading=replace(
                reading, gaze=replace(reading.gaze, **{axis: getattr(reading.gaze, axis) + step})
            ),
        )
    else:
        axis = name.removeprefix("head_")
        nudged = replace(
            what,
            face=replace(face, head=replace(face.head, **{axis: getattr(face.head, axis) + step})),
        )
    for one, two in zip(decide(what, config), decide(nudged, config), strict=True):
        for a, b in zip(degrees(one.redirection), degrees(two.redirection), strict=True):
            assert abs(a - b) <= 1.5


@given(FACES, CONFIGS)
def test_a_mirrored_face_gets_a_mirrored_redirection(what: Seen, config: CorrectionConfig) -> None:
    face, gaze = what.face, what.reading.gaze
    mirrored = replace(
        what,
        face=replace(face, head=replace(face.head, yaw=-face.head.yaw)),
        reading=replace(what.reading, gaze=Gaze(gaze.pitch, -gaze.yaw)),
    )
    there = decide(what, config)
    back = decide(mirrored, replace(config, horizontal_deg=-config.horizontal_deg))
    for one, two in zip(there, back, strict=True):
        assert one.reason is two.reason
        assert one.redirection.pitch == pytest.approx(two.redirection.pitch, abs=1e-9)
        assert one.redirection.yaw == pytest.approx(-two.redirection.yaw, abs=1e-9)


@given(FACES, MODES)
def test_nothing_beyond_the_high_thresholds_of_the_head(what: Seen, mode: ModeName) -> None:
    head = what.face.head
    assume(abs(math.degrees(head.pitch)) >= 25 or abs(math.degrees(head.yaw)) >= 30)
    for decision in decide(what, CorrectionConfig(mode=mode, vertical_deg=10.0)):
        assert decision.redirection.is_zero()


@given(st.floats(-3, 3), st.floats(10, 30))
def test_a_fade_is_even_and_falls(angle: float, low: float) -> None:
    assert share_at_angle(angle, low, low + 5) == share_at_angle(-angle, low, low + 5)
    assert share_at_angle(abs(angle) + 0.01, low, low + 5) <= share_at_angle(angle, low, low + 5)


@given(st.floats(-9, 9), st.floats(-9, 9))
def test_limits_keep_what_lies_within(pitch: float, yaw: float) -> None:
    kept = within_limits(Gaze(pitch, yaw))
    assert max(abs(kept.pitch), abs(kept.yaw)) <= math.radians(30) + 1e-9
    if max(abs(pitch), abs(yaw)) <= math.radians(30):
        assert kept == Gaze(pitch, yaw)


# ---- one frame ----


def test_the_frame_is_correcting_if_any_eye_is() -> None:
    closed, correcting = Decision(NONE, Reason.CLOSED), Decision(ASKED, Reason.CORRECTING)
    assert frame_reason(1, (closed, correcting)) is Reason.CORRECTING
    assert frame_reason(1, (closed, closed)) is Reason.CLOSED


def test_a_frame_without_faces_says_so() -> None:
    assert frame_reason(0, ()) is Reason.NO_FACE
