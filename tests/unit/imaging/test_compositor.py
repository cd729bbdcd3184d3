"""A redirected eye in the frame: what changes and what must not."""

from __future__ import annotations

import numpy as np
import pytest

from gazefix.imaging import compositor
from gazefix.imaging.compositor import composite_eyes
from gazefix.imaging.crops import EyePlace
from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX, EyeCrop, eye_crop
from gazefix.imaging.operations import noise_levels
from gazefix.imaging.prepared_warp import DETAIL_MOST, SOFT_MOST, prepare_warps, warp_maps
from gazefix.kernels import library
from gazefix.types import Eye, FloatArray, Image, Side


@pytest.fixture(autouse=True, params=["compiled", "numpy"])
def drawn_by(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run each test with the kernels in C and with their twins in numpy."""
    if request.param == "numpy":
        monkeypatch.setattr(compositor, "library", lambda: None)
    elif library() is None:
        pytest.skip("no kernels were built for this system")


def frame_and_crop(side: Side = Side.LEFT, width_px: float = 80.0) -> tuple[Image, EyeCrop]:
    rng = np.random.default_rng(1)
    smooth = np.repeat(np.repeat(rng.integers(0, 256, (60, 80, 3), dtype=np.uint8), 5, 0), 5, 1)
    direction = 1 if side is Side.LEFT else -1
    landmarks = np.full((7, 2), (200, 150), np.float32)
    landmarks[0, 0] -= direction * width_px / 2
    landmarks[3, 0] += direction * width_px / 2
    return smooth, eye_crop(Eye(side, landmarks, 8.0, 0.3))


def viewed(crop: EyeCrop) -> EyePlace:
    """An eye of that crop whose iris, and with it any reflection, is far away."""
    eye = Eye(Side.LEFT, np.zeros((7, 2), np.float32), 8.0, 0.3)
    return EyePlace(eye, crop, np.full((7, 2), -99, np.float32))


def bump(
    dx: float = 0.0, dy: float = 0.0, lighten: float = 0.0, brighten: float = 0.0
) -> FloatArray:
    """A warp that is constant in the crop's middle and zero towards its border."""
    warp = np.zeros((4, CROP_HEIGHT_PX, CROP_WIDTH_PX), np.float32)
    warp[:, 16:48, 24:72] = np.array([dx, dy, lighten, brighten])[:, None, None]
    return warp


def test_no_warp_changes_nothing() -> None:
    frame, crop = frame_and_crop()
    target = frame.copy()
    composite_eyes(target, frame, [viewed(crop)], prepare_warps([bump()], [viewed(crop)]))
    assert np.array_equal(target, frame)


def test_an_invisible_warp_changes_nothing() -> None:
    frame, crop = frame_and_crop()
    target = frame.copy()
    composite_eyes(target, frame, [viewed(crop)], prepare_warps([bump(1e-3)], [viewed(crop)]))
    assert np.array_equal(target, frame)


def test_pixels_outside_the_warp_stay_bit_identical() -> None:
    frame, crop = frame_and_crop()
    target = frame.copy()
    composite_eyes(target, frame, [viewed(crop)], prepare_warps([bump(3, 2, 0.2)], [viewed(crop)]))
    changed = np.argwhere((target != frame).any(-1))
    assert len(changed) > 500
    # The bump covers 48x32 crop pixels around the eye's middle, at 80/53 frame pixels each, and
    # cubic edges two more.
    low, high = changed.min(0), changed.max(0)
    assert low[1] >= 200 - 28 * 1.51
    assert high[1] <= 200 + 28 * 1.51
    assert low[0] >= 150 - 20 * 1.51
    assert high[0] <= 150 + 20 * 1.51


@pytest.mark.parametrize(("side", "shift_px"), [(Side.LEFT, 3), (Side.RIGHT, -3)])
def test_a_flow_of_the_crop_moves_the_frames_own_pixels(side: Side, shift_px: int) -> None:
    frame, crop = frame_and_crop(side, 53.0)  # one frame pixel a crop pixel
    target = frame.copy()
    composite_eyes(target, frame, [viewed(crop)], prepare_warps([bump(dx=3)], [viewed(crop)]))
    middle = np.s_[140:160, 190:210]
    moved = frame[140:160, 190 + shift_px : 210 + shift_px]
    assert np.abs(target[middle].astype(int) - moved).max() <= 1


def test_the_flow_grows_with_the_eye() -> None:
    frame, crop = frame_and_crop(width_px=106.0)
    target = frame.copy()
    composite_eyes(target, frame, [viewed(crop)], prepare_warps([bump(dy=2)], [viewed(crop)]))
    assert np.abs(target[145:155, 195:205].astype(int) - frame[149:159, 195:205]).max() <= 1


def test_lightening_moves_towards_white_in_the_light_of_the_eye() -> None:
    frame, crop = frame_and_crop()
    frame[:] = (80, 120, 160)  # under a warm lamp, white is (127.5, 191.25, 255)
    target = frame.copy()
    composite_eyes(
        target, frame, [viewed(crop)], prepare_warps([bump(lighten=0.5)], [viewed(crop)])
    )
    assert np.abs(target[150, 200] - (103.75, 155.6, 207.5)).max() <= 1


@pytest.mark.parametrize(("brighten", "power"), [(-0.6, -0.6), (0.1, 0.1), (0.8, 0.15)])
def test_brightening_is_a_factor_of_two_to_its_power_and_limited(
    brighten: float, power: float
) -> None:
    frame, crop = frame_and_crop()
    frame[:] = 90
    target, warp = frame.copy(), bump(brighten=brighten)
    composite_eyes(target, frame, [viewed(crop)], prepare_warps([warp], [viewed(crop)]))
    assert np.abs(target[150, 200] - 90 * 2.0**power).max() <= 1
    assert (target[0] == 90).all()


def test_lightening_never_darkens_beside_it() -> None:
    frame, crop = frame_and_crop(width_px=106.0)  # cubic enlarging, which overshoots
    frame[:] = 100
    warp = bump(dx=3)
    warp[2, 26:38, 38:58] = 0.9
    target = frame.copy()
    composite_eyes(target, frame, [viewed(crop)], prepare_warps([warp], [viewed(crop)]))
    assert target.max() > 200
    assert target.min() == 100


@pytest.mark.parametrize(
    ("width_px", "moved_px", "changes"), [(212, 0.04, True), (26, 0.01, False)]
)
def test_the_least_movement_is_measured_in_frame_pixels(
    width_px: float, moved_px: float, changes: bool
) -> None:
    frame, crop = frame_and_crop(width_px=width_px)
    frame = np.random.default_rng(1).integers(0, 256, frame.shape, dtype=np.uint8)
    warps = prepare_warps([bump(dx=moved_px / crop.scale)], [viewed(crop)])
    target = frame.copy()
    composite_eyes(target, frame, [viewed(crop)], warps)
    assert (target != frame).any() == changes


def test_the_source_frame_is_not_written() -> None:
    frame, crop = frame_and_crop()
    kept = frame.copy()
    composite_eyes(
        frame.copy(), frame, [viewed(crop)], prepare_warps([bump(3, 3, 0.3)], [viewed(crop)])
    )
    assert np.array_equal(frame, kept)


def stretched(share: float = 0.5) -> FloatArray:
    """A warp that magnifies the crop's middle 1 / (1 - share) times along x, fading towards its
    border."""
    xs = np.arange(CROP_WIDTH_PX, dtype=np.float32) - (CROP_WIDTH_PX - 1) / 2
    ys = np.arange(CROP_HEIGHT_PX, dtype=np.float32) - (CROP_HEIGHT_PX - 1) / 2
    warp = np.zeros((4, CROP_HEIGHT_PX, CROP_WIDTH_PX), np.float32)
    fade = np.clip(2 - np.abs(ys) / 12, 0, 1)[:, None] * np.clip(2 - np.abs(xs) / 18, 0, 1)
    warp[0] = -share * xs * fade
    return warp


def test_detail_is_given_back_where_the_warp_stretches() -> None:
    plain, strength = warp_maps(np.stack([np.zeros_like(stretched()), stretched()]))[0][..., 3]
    assert strength[CROP_HEIGHT_PX // 2, CROP_WIDTH_PX // 2] > 0.2
    assert strength[2, 2] == 0
    assert strength.max() <= DETAIL_MOST
    assert plain.max() == 0


def test_streaks_are_found_where_a_narrow_strip_is_stretched() -> None:
    little, much = warp_maps(np.stack([stretched(0.5), stretched(0.8)]))[0][
        :, CROP_HEIGHT_PX // 2, CROP_WIDTH_PX // 2, 3
    ]
    assert little > 0
    assert much == pytest.approx(-1 - SOFT_MOST, abs=0.15)


def test_an_edge_that_is_drawn_smaller_is_as_soft_as_the_lens_made_it() -> None:
    frame, crop = frame_and_crop(width_px=53.0)  # one frame pixel a crop pixel
    blurred_edge = 120 + 60 * np.tanh((np.arange(300) - 150.5) / 1.5)
    frame[:] = np.rint(blurred_edge).astype(np.uint8)[:, None, None]
    warp = np.zeros((4, CROP_HEIGHT_PX, CROP_WIDTH_PX), np.float32)
    ys = np.arange(CROP_HEIGHT_PX, dtype=np.float32) - (CROP_HEIGHT_PX - 1) / 2
    warp[1] = (0.7 * ys * np.clip(2 - np.abs(ys) / 12, 0, 1))[:, None]
    target = frame.copy()
    composite_eyes(target, frame, [viewed(crop)], prepare_warps([warp], [viewed(crop)]))
    steepest = [np.diff(levels[135:166, 200, 0].astype(float)).max() for levels in (frame, target)]
    # Sampled alone it would be 1.7 times as steep.
    assert steepest[1] < 1.45 * steepest[0]


def test_a_bright_spot_in_a_stretched_strip_leaves_no_streak() -> None:
    frame, crop = frame_and_crop(width_px=53.0)  # one frame pixel a crop pixel
    frame[:] = 120
    frame[152, 200] = 255
    warp = np.zeros((4, CROP_HEIGHT_PX, CROP_WIDTH_PX), np.float32)
    ys = np.arange(CROP_HEIGHT_PX, dtype=np.float32) - (CROP_HEIGHT_PX - 1) / 2
    warp[1] = (-0.8 * ys * np.clip(2 - np.abs(ys) / 12, 0, 1))[:, None]
    target = frame.copy()
    composite_eyes(target, frame, [viewed(crop)], prepare_warps([warp], [viewed(crop)]))
    assert target[144:159, 190:210].max() <= 130


def squeezed() -> FloatArray:
    """A warp that draws the crop's left half from 10 pixels further left and its right half from 10
    further right."""
    xs = np.arange(CROP_WIDTH_PX, dtype=np.float32) - (CROP_WIDTH_PX - 1) / 2
    warp = np.zeros((4, CROP_HEIGHT_PX, CROP_WIDTH_PX), np.float32)
    warp[0] = 10 * np.clip(xs / 2, -1, 1) * np.clip(3 - np.abs(xs) / 12, 0, 1)
    return warp


def test_squeezing_is_not_stretching() -> None:
    _, (pressed, drawn_out) = warp_maps(np.stack([squeezed(), stretched(0.8)]))
    middle = CROP_HEIGHT_PX // 2
    assert pressed[middle, CROP_WIDTH_PX // 2] > 1
    assert pressed[middle, CROP_WIDTH_PX // 2 - 8] == 0
    assert drawn_out[middle, CROP_WIDTH_PX // 2] == 0


@pytest.mark.parametrize("width_px", [30.0, 53.0, 150.0])
def test_a_bright_strip_that_is_squeezed_between_two_sides_leaves_no_line(width_px: float) -> None:
    frame, crop = frame_and_crop(width_px=width_px)
    scale = width_px / 53
    frame[:, :200], frame[:, 200:] = 60, 120
    frame[:, round(200 - 7 * scale) : round(200 + 7 * scale)] = 250
    target = frame.copy()
    composite_eyes(target, frame, [viewed(crop)], prepare_warps([squeezed()], [viewed(crop)]))
    row = target[150, round(200 - 15 * scale) : round(200 + 15 * scale), 0].astype(int)
    assert row.max() <= 135
    assert abs(row[0] - 60) <= 3
    assert abs(row[-1] - 120) <= 3
    # A sharp edge stays one: most of the step from one side to the other within three pixels of the
    # crop.
    middle = len(row) // 2
    reach = max(2, round(2 * scale))
    assert row[middle + reach] - row[middle - reach] > 40


def test_a_plain_area_gets_no_new_detail() -> None:
    frame = np.full((300, 400, 3), 120, np.uint8)
    _, crop = frame_and_crop()
    target = frame.copy()
    composite_eyes(target, frame, [viewed(crop)], prepare_warps([stretched()], [viewed(crop)]))
    assert np.array_equal(target, frame)


@pytest.mark.parametrize("deviation", [1.0, 3.0, 6.0])
def test_stretching_does_not_make_noise_stronger(deviation: float) -> None:
    noise = np.random.default_rng(3).normal(120, deviation, (300, 400, 3))
    frame: Image = np.clip(np.round(noise), 0, 255).astype(np.uint8)
    _, crop = frame_and_crop()
    target = frame.copy()
    composite_eyes(target, frame, [viewed(crop)], prepare_warps([stretched()], [viewed(crop)]))
    middle = np.s_[140:160, 185:215]
    assert (target[middle] != frame[middle]).mean() > 0.5
    assert target[middle].std() < 1.05 * frame[middle].std()


def two_eyes() -> tuple[Image, list[EyePlace], list[FloatArray]]:
    """Eyes so near to each other that their crops, but not their warps, overlap; the second one
    moves another way."""
    frame, crop = frame_and_crop(width_px=53.0)
    beside = EyeCrop(crop.to_crop + np.array([[0, 0, -55.0], [0, 0, 0]]))
    return frame, [viewed(crop), viewed(beside)], [bump(3, 2, 0.2), bump(-2, 1)]


def test_eyes_drawn_together_look_as_drawn_one_by_one() -> None:
    frame, views, warps = two_eyes()
    together, apart = frame.copy(), frame.copy()
    composite_eyes(together, frame, views, prepare_warps(warps, views))
    for view, warp in zip(views, warps, strict=True):
        composite_eyes(apart, frame, [view], prepare_warps([warp], [view]))
    assert np.array_equal(together, apart)


@pytest.mark.parametrize("width_px", [66.0, 80.0, 98.0])
def test_other_eyes_do_not_change_how_an_eye_is_drawn(width_px: float) -> None:
    frame, crop = frame_and_crop(width_px=80.0)
    noise = np.random.default_rng(2).normal(120, 2.5, (300, 300, 3))  # around the other one
    frame = np.hstack([frame, np.clip(np.round(noise), 0, 255).astype(np.uint8)])
    landmarks = np.full((7, 2), (550, 150), np.float32)
    landmarks[[0, 3], 0] += (-width_px / 2, width_px / 2)
    eyes = [viewed(crop), viewed(eye_crop(Eye(Side.LEFT, landmarks, 8.0, 0.3)))]
    warps = [stretched() + bump(2.3, 1.6), stretched()]
    check_eye_is_drawn_as_alone(0, frame, eyes, warps)
    if width_px >= 80:  # the noise around a smaller eye is measured as far as the larger one's
        check_eye_is_drawn_as_alone(1, frame, eyes, warps)


def test_an_eye_beside_another_does_not_undo_it() -> None:
    check_eye_is_drawn_as_alone(0, *two_eyes())


def check_eye_is_drawn_as_alone(
    number: int, frame: Image, views: list[EyePlace], warps: list[FloatArray]
) -> None:
    """The pixels that one eye changes are the same with the others as without them."""
    alone, both = frame.copy(), frame.copy()
    one = [views[number]]
    composite_eyes(alone, frame, one, prepare_warps([warps[number]], one))
    composite_eyes(both, frame, views, prepare_warps(warps, views))
    changed = (alone != frame).any(-1)
    assert changed.sum() > 500
    assert np.array_equal(both[changed], alone[changed])


@pytest.mark.parametrize("place", [(0, 0), (399, 150), (200, 299), (-60, 400)])
def test_an_eye_over_the_frames_edge_is_drawn_where_it_shows(
    place: tuple[int, int],
) -> None:
    frame, crop = frame_and_crop()
    shift = crop.to_crop[:, :2] @ (np.array(place) - (200, 150))
    moved = EyeCrop(crop.to_crop - np.array([[0, 0, shift[0]], [0, 0, shift[1]]]))
    target = frame.copy()
    composite_eyes(
        target, frame, [viewed(moved)], prepare_warps([bump(3, 2, 0.2)], [viewed(moved)])
    )
    rows, columns = np.nonzero((target != frame).any(-1))
    assert np.abs(rows - place[1]).max(initial=0) <= 40
    assert np.abs(columns - place[0]).max(initial=0) <= 50


@pytest.mark.parametrize("deviation", [1.0, 3.0, 8.0])
def test_noise_is_measured_beside_edges_and_slopes(deviation: float) -> None:
    chance = np.random.default_rng(4)
    slope = np.linspace(40, 160, 90)[None, :] + np.linspace(0, 30, 60)[:, None]
    slope[:, 45:] += 40  # an edge
    noisy = np.clip(
        np.round(slope[..., None] + chance.normal(0, deviation, (60, 90, 3))), 0, 255
    ).astype(np.uint8)
    assert noise_levels(noisy) == pytest.approx(deviation, rel=0.25, abs=0.3)


def test_even_and_tiny_pictures_have_no_noise() -> None:
    assert noise_levels(np.full((20, 20, 3), 99, np.uint8)) == 0
    assert noise_levels(np.zeros((2, 9, 3), np.uint8)) == 0


def test_warps_prepared_apart_are_drawn_as_warps_prepared_together() -> None:
    frame, views, warps = two_eyes()
    warps[1][:, :24] = 0  # which makes its box the smaller one
    together, apart = frame.copy(), frame.copy()
    composite_eyes(together, frame, views, prepare_warps(warps, views))
    composite_eyes(
        apart,
        frame,
        views,
        [*prepare_warps(warps[:1], views[:1]), *prepare_warps(warps[1:], views[1:])],
    )
    assert (together != frame).any()
    assert np.array_equal(together, apart)
