"""The renderer tells the truth about itself, and a training can be repeated and resumed."""

from __future__ import annotations

import csv
import math
from dataclasses import fields, replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch

from gazefix.errors import ModelError
from gazefix.imaging.geometry import CORNER_DISTANCE_PX, CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.networks.configs import DeepWarpConfig
from gazefix.networks.deepwarp import DeepWarp, Redirection, multiply_adds, warp
from gazefix.networks.weights import load_deepwarp, load_gazenet, save_weights
from gazefix.training import examples
from gazefix.training.batches import batches
from gazefix.training.evaluate import evaluate_gaze, evaluate_rendered
from gazefix.training.examples import Pairs, draw_eyes, draw_pairs, true_flow
from gazefix.training.losses import LossWeights, redirection_loss
from gazefix.training.rendering.degrade import CODINGS, draw_optics, record
from gazefix.training.rendering.eye_parameters import EyeParameters, draw_eye_parameters
from gazefix.training.rendering.renderer import Camera, Scene
from gazefix.training.rendering.shading import draw, to_srgb
from gazefix.training.tasks import ABLATIONS, deepwarp_task, gaze_task
from gazefix.training.train import TrainConfig, _drawn, train

CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def pairs() -> Pairs:
    return draw_pairs(128, seed=11, number=0, device=CPU, recordings=2)


def straight_scene(gaze_deg: tuple[float, float], count: int = 16) -> Scene:
    parameters = draw_eye_parameters(count, torch.Generator().manual_seed(2))
    parameters = replace(
        parameters, head_pitch=parameters.head_pitch * 0, head_yaw=parameters.head_yaw * 0
    )
    camera = Camera(
        2.0 * torch.eye(2).expand(count, 2, 2), torch.tensor([47.5, 31.5]).expand(count, 2)
    )
    return Scene(parameters, torch.deg2rad(torch.tensor(gaze_deg)).expand(count, 2), camera)


def test_a_batch_is_a_function_of_seed_and_number() -> None:
    first, again, other = (
        draw_pairs(4, 1, 7, CPU),
        draw_pairs(4, 1, 7, CPU),
        draw_pairs(4, 1, 8, CPU),
    )
    assert torch.equal(first.observed, again.observed)
    assert not torch.equal(first.observed, other.observed)


def test_batches_from_processes_equal_those_drawn_here() -> None:
    numbers = list(
        batches(partial(draw_pairs, recordings=2), 4, 5, range(3, 6), device=CPU, workers=2)
    )
    assert len(numbers) == 3
    for offset, batch in enumerate(numbers):
        assert torch.allclose(
            batch.source, draw_pairs(4, 5, 3 + offset, CPU, recordings=2).source, atol=1e-4
        )


def test_parts_of_a_batch_hold_each_eye_once_both_ways_and_all_of_its_recordings() -> None:
    whole = draw_pairs(16, 1, 7, CPU, recordings=2)
    parts = [whole.part(number, 2, 4) for number in range(2)]
    assert {len(part.source) for part in parts} == {8}
    for part in parts:
        one, two = part.source.chunk(2)
        assert torch.equal(one, two)
        there, back = part.angles[:4].chunk(2)
        assert torch.equal(there, -back)
    assert sorted(torch.cat([part.angles for part in parts]).tolist()) == sorted(
        whole.angles.tolist()
    )


@pytest.mark.parametrize(
    "device",
    [
        "cpu",
        pytest.param(
            "cuda", marks=pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")
        ),
    ],
)
def test_batches_drawn_together_are_taken_one_by_one(device: str) -> None:
    config = TrainConfig(
        eyes=28, batch=4, together=3, workers=2, device=device, seed=4
    )  # 7 steps of 9 that are drawn
    task = deepwarp_task()
    taken = [batch.angles.cpu() for batch in _drawn(task, config, 0, torch.device(device))]
    assert len(taken) == 7
    assert len({tuple(angles[0].tolist()) for angles in taken}) == 7
    later = [batch.angles.cpu() for batch in _drawn(task, config, 4, torch.device(device))]
    assert len(later) == 3
    for one, two in zip(taken[4:], later, strict=True):
        assert torch.allclose(one, two)


def _dying(count: int, seed: int, number: int, device: torch.device) -> Pairs:
    raise SystemExit(3)


def test_a_rendering_process_that_dies_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="exit code 3"):
        list(batches(_dying, 4, 1, range(2), device=CPU, workers=1))


def test_recordings_of_an_eye_differ_in_noise_and_landmarks_only(pairs: Pairs) -> None:
    for field in fields(pairs):
        one, two = getattr(pairs, field.name).chunk(2)
        assert torch.equal(one, two) == (field.name not in {"observed", "anchors"}), field.name


def test_a_flow_that_follows_the_noise_costs(pairs: Pairs) -> None:
    lighten = torch.zeros_like(pairs.iris)
    steady = Redirection(pairs.flow, lighten, lighten, pairs.flow, pairs.landmarks)
    shaken = Redirection(
        pairs.flow + 0.5 * (torch.arange(128) < 64)[:, None, None, None],
        lighten,
        lighten,
        pairs.flow,
        pairs.landmarks,
    )
    costs = [
        float(redirection_loss(made, pairs, LossWeights())[1]["steady"])
        for made in (steady, shaken)
    ]
    assert costs[0] == 0
    assert costs[1] > 0


def test_the_upper_lids_peak_follows_the_yaw() -> None:
    x = torch.linspace(-8, 8, 33).expand(16, 1, 33)
    inner, outer = (straight_scene((0, yaw)).lids(x).upper[:, 0].argmin(1) for yaw in (-20, 20))
    assert inner.float().mean() < outer.float().mean() - 3


def test_rendered_values_are_finite_and_in_range(pairs: Pairs) -> None:
    for field in fields(pairs):
        assert torch.isfinite(getattr(pairs, field.name)).all(), field.name
    for picture in (pairs.observed, pairs.source, pairs.target):
        assert picture.min() >= 0
        assert picture.max() <= 1
    assert pairs.angles.abs().max() <= math.radians(62)


def test_the_true_flow_explains_most_of_the_change(monkeypatch: pytest.MonkeyPatch) -> None:
    def draw_evenly_lit(count: int, generator: torch.Generator) -> EyeParameters:
        drawn = draw_eye_parameters(count, generator)
        none = 0 * drawn.gap_shadow
        names = "upper_shadow", "lid_shade", "lower_shade", "inner_light", "outer_shade"
        return replace(drawn, gap_shadow=none + 0.1, **dict.fromkeys(names, none))

    monkeypatch.setattr(examples, "draw_eye_parameters", draw_evenly_lit)
    pairs = draw_pairs(64, 11, 0, CPU)
    known = (pairs.flow_weight > 0).float()
    left = ((pairs.source - pairs.target).square() * known).sum()
    moved = ((warp(pairs.source, pairs.flow) - pairs.target).square() * known).sum()
    assert moved / left < 0.37


def test_the_true_flow_carries_the_iris(pairs: Pairs) -> None:
    known = (pairs.flow_weight > 0).float()
    carried = warp(pairs.source_iris, pairs.flow)
    overlap = (torch.minimum(carried, pairs.iris) * known).sum() / (
        torch.maximum(carried, pairs.iris) * known
    ).sum()
    assert overlap > 0.85


def test_the_iris_counts_four_times_in_the_flow(pairs: Pairs) -> None:
    weight, iris, opening = pairs.flow_weight, pairs.iris, pairs.opening
    assert set(weight.unique().tolist()) == {0.0, 1.0, 4.0}
    known_iris = weight[(iris > 0.99) & (weight > 0)]
    assert (known_iris == 4).float().mean() > 0.9  # the lower lid's wet edge covers the rest
    assert set(weight[opening == 0].unique().tolist()) <= {0.0, 1.0}


def test_corner_anchors_are_where_the_crop_puts_them(pairs: Pairs) -> None:
    middle = torch.tensor([(CROP_WIDTH_PX - 1) / 2, (CROP_HEIGHT_PX - 1) / 2])
    half = torch.tensor([CORNER_DISTANCE_PX / 2, 0.0])
    assert torch.allclose(pairs.anchors[:, 0], (middle - half).expand(128, 2))
    assert torch.allclose(pairs.anchors[:, 3], (middle + half).expand(128, 2))


@pytest.mark.parametrize(
    ("gaze_deg", "axis", "sign"),
    [((0, 20), 0, 1), ((0, -20), 0, -1), ((15, 0), 1, -1), ((-15, 0), 1, 1)],
)
def test_the_iris_goes_where_the_gaze_goes(
    gaze_deg: tuple[float, float], axis: int, sign: int
) -> None:
    rest, moved = (
        straight_scene((0, 0)).landmarks_mm()[:, 6],
        straight_scene(gaze_deg).landmarks_mm()[:, 6],
    )
    shift_mm = (moved - rest)[:, axis] * sign
    # The iris plane lies 10.8-11.3 mm before the centre; 0.79 of a vertical turn shows.
    turned_deg = abs(gaze_deg[1]) or 0.79 * abs(gaze_deg[0])
    expected = 11.05 * math.sin(math.radians(turned_deg))
    assert (shift_mm - expected).abs().max() < 0.15


def test_the_upper_lid_follows_the_gaze_up_and_down() -> None:
    up, rest, down = (straight_scene((pitch, 0)).landmarks_mm()[:, 1, 1] for pitch in (15, 0, -15))
    assert (up < rest).all()
    assert (rest < down).all()


def test_an_eye_that_looks_up_opens_and_gets_more_light() -> None:
    white = []
    for pitch in (-12.0, 12.0):
        drawn = draw(straight_scene((pitch, 0)))
        shown = drawn.opening * (1 - drawn.iris)
        levels = drawn.colour.mean(1).clamp(max=1)
        white.append((levels * shown).sum((1, 2)) / shown.sum((1, 2)))
    assert (white[1] > white[0]).float().mean() > 0.8
    assert (white[1] / white[0]).median() > 1.2


def test_skin_below_a_lowered_eye_lies_in_the_shade() -> None:
    scenes = [straight_scene((pitch, 0)) for pitch in (-12.0, 12.0)]
    light = []
    for scene in scenes:
        x, y, _ = scene.surface(*scene.camera.plane_mm())
        below = y - torch.maximum(*(each.lids(x).lower for each in scenes))
        skin = (below > 1) & (below < 4) & scene.lids(x).inside
        levels = to_srgb(draw(scene).colour).mean(1)
        light.append((levels * skin).sum((1, 2)) / skin.sum((1, 2)))
    assert 1.1 < (light[1] / light[0]).median() < 1.6


def test_skin_beside_the_outer_corner_follows_the_upper_lid() -> None:
    up, down = (straight_scene((pitch, 0)) for pitch in (15.0, -15.0))
    x = up.a.outer_x + 2
    y = up.a.outer_y + torch.zeros_like(x)
    risen, fallen = (scene.lids(x).skin_shift_mm(y) for scene in (up, down))
    assert (risen <= 0).all()
    assert (fallen >= 0).all()
    assert risen.mean() < -0.3
    # Above and below the corner's height the skin shifts alike, so it never tears.
    above, below = (up.lids(x + 5).skin_shift_mm(y + step) for step in (-0.01, 0.01))
    assert (above - below).abs().max() < 0.1


def test_the_lids_never_cross() -> None:
    scene = straight_scene((-30, 0), 256)
    x = torch.linspace(-12, 12, 30).expand(256, 1, 30)
    lids = scene.lids(x)
    assert (lids.lower >= lids.upper).all()


def hooded_scene(pitch_deg: float, drop_mm: float) -> Scene:
    """Eyes with a fold that hangs so far below the upper margin at rest, looking up or down."""
    scene = straight_scene((pitch_deg, 0))
    a = scene.a
    some = {
        "hood": 1.0,
        "hood_drop": drop_mm,
        "hood_outer": 0.0,
        "epicanthus": 0.0,
        "fold": 1.0,
        "upper_cover": 1.0,
        "squint": 0.0,
    }
    hooded = replace(a, **{name: torch.full_like(a.hood, value) for name, value in some.items()})
    return Scene(
        hooded, torch.deg2rad(torch.tensor((pitch_deg, 0.0))).expand(len(a), 2), scene.camera
    )


def test_a_fold_that_hangs_over_the_margin_hides_a_lid_that_rises() -> None:
    middle = torch.zeros(16, 1, 1)
    with_fold, without = (hooded_scene(15, drop).lids(middle).upper for drop in (0.5, -100.0))
    assert (with_fold > without + 1).all()


def test_a_lid_that_goes_down_comes_out_from_behind_its_fold() -> None:
    lids = hooded_scene(-30, 0.0).lids(torch.zeros(16, 1, 1))
    assert (lids.upper > lids.hood + 2).all()


def test_an_epicanthic_fold_covers_the_inner_corner_alone() -> None:
    scene = hooded_scene(0, 0.0)
    fold = Scene(
        replace(scene.a, epicanthus=torch.full_like(scene.a.hood, 2.5)),
        torch.zeros(16, 2),
        scene.camera,
    )
    places = scene.a.inner_x + (scene.a.outer_x - scene.a.inner_x) * torch.tensor([0.1, 0.6])
    lower_by = fold.lids(places).upper - scene.lids(places).upper
    assert (lower_by[..., 0] > 0.3).all()
    assert (lower_by[..., 1] < 0.05).all()


def test_the_wet_edge_of_the_lower_lid_moves_with_the_lid_not_with_the_eyeball() -> None:
    source, target = straight_scene((0, -15)), straight_scene((0, 15))
    flow, weight = true_flow(source, target)
    u, v = target.camera.plane_mm()
    x, y, _ = target.surface(u, v)
    lids = target.lids(x)
    edge = (
        (y < lids.lower)
        & (y > lids.lower - 0.8 * lids.wet_line_mm())
        & (lids.along > 0.3)
        & (lids.along < 0.7)
    )
    assert edge.sum() > 50
    lid = source.lids(x).drag - lids.drag
    expected, _ = target.camera.way_px(lid, torch.zeros_like(lid))
    assert (flow[:, 0] - expected)[edge].abs().max() < 0.05
    assert expected[edge].abs().max() < 4.5  # the eyeball goes by 10
    assert (weight[edge] > 0).all()


def test_half_of_the_colours_resolution_leaves_grey_as_it_is() -> None:
    grey = torch.rand(
        2, 1, CROP_HEIGHT_PX, CROP_WIDTH_PX, generator=torch.Generator().manual_seed(3)
    ).expand(2, 3, -1, -1)
    optics = draw_optics(2, torch.Generator().manual_seed(4))
    none = torch.zeros_like(optics.blocks)
    still = replace(optics, noise=none, blocks=none, coded=none, subsampled=none + 1)
    assert torch.allclose(record(grey, still, torch.Generator().manual_seed(5)), grey, atol=1e-5)
    tinted = grey * torch.rand(
        3, CROP_HEIGHT_PX, CROP_WIDTH_PX, generator=torch.Generator().manual_seed(6)
    )
    assert (record(tinted, still, torch.Generator().manual_seed(5)) - tinted).abs().mean() > 0.02


def test_smoothed_blocks_have_lower_edges_than_plain_ones() -> None:
    ramp = torch.linspace(0.2, 0.8, CROP_WIDTH_PX).expand(4, 3, CROP_HEIGHT_PX, -1)
    optics = draw_optics(4, torch.Generator().manual_seed(4))
    blocks = torch.ones_like(optics.blocks)  # so coarse that blocks are flat
    same = replace(optics, noise=blocks * 0, blocks=blocks, subsampled=blocks * 0, coded=blocks * 0)
    plain, smoothed = (
        record(
            ramp,
            replace(same, deblocked=torch.full_like(blocks, share)),
            torch.Generator().manual_seed(1),
        )
        for share in (0.0, 1.0)
    )
    inside = np.s_[:, :, 8:-8, 16:-16]  # the ramp's ends meet somewhere
    assert smoothed[inside].diff(dim=3).abs().max() < 0.7 * plain[inside].diff(dim=3).abs().max()


def test_a_call_over_a_poor_line_loses_more_than_a_careful_file() -> None:
    optics = draw_optics(len(CODINGS), torch.Generator().manual_seed(4))
    clear = replace(
        optics,
        noise=0.01 + 0 * optics.noise,
        blocks=0 * optics.blocks,
        subsampled=0 * optics.subsampled,
    )
    every = torch.arange(1.0, len(CODINGS) + 1).view(-1, 1, 1, 1)
    more = []
    for seed in range(8):
        eyes = draw_pairs(2 * len(CODINGS), seed, 0, CPU).source[: len(CODINGS)]
        lost = [
            (record(eyes, replace(clear, coded=share * every), torch.Generator().manual_seed(5)))
            .sub(eyes)
            .abs()
            .mean((1, 2, 3))
            for share in (0, 1)
        ]
        more.append(lost[1] / lost[0])
        assert lost[1].max() < 0.07
    careful, *_, poor = torch.stack(more).median(0).values.tolist()
    assert careful < 1.8
    assert poor > 2 * careful


def test_the_same_draw_is_coded_alike() -> None:
    one, two = (draw_pairs(48, 7, 3, CPU, recordings=2) for _ in range(2))
    assert torch.equal(one.observed, two.observed)


def test_the_loss_prefers_the_true_flow_to_none(pairs: Pairs) -> None:
    nothing = torch.zeros_like(pairs.flow)
    lighten = torch.zeros_like(pairs.iris)
    true, by_name = redirection_loss(
        Redirection(pairs.flow, lighten, lighten, pairs.flow, pairs.landmarks), pairs, LossWeights()
    )
    none, left = redirection_loss(
        Redirection(nothing, lighten, lighten, nothing, pairs.anchors), pairs, LossWeights()
    )
    assert true < 0.6 * none
    assert by_name["iris"] < 0.5 * left["iris"]


def test_errors_on_glints_hardly_count(pairs: Pairs) -> None:
    lighten = torch.zeros_like(pairs.iris)
    redirection = Redirection(pairs.flow, lighten, lighten, pairs.flow, pairs.landmarks)
    everywhere = replace(pairs, glints=torch.ones_like(pairs.glints))
    nowhere = replace(pairs, glints=torch.zeros_like(pairs.glints))
    costs = [redirection_loss(redirection, p, LossWeights())[1] for p in (everywhere, nowhere)]
    for name in ("absolute", "squared", "gradient"):
        assert float(costs[0][name]) == pytest.approx(0.1 * float(costs[1][name]), rel=1e-3)


def test_leaving_the_eye_alone_scores_an_error_ratio_of_one() -> None:
    model = DeepWarp()
    with torch.no_grad():
        model.fine_head.bias[-2] = -30.0  # type: ignore[index]
    assert evaluate_rendered(model, 3, pairs=64, device=CPU)["error_ratio"] == pytest.approx(
        1, abs=1e-4
    )


SHORT = TrainConfig(eyes=48, batch=4, workers=0, checkpoint_every=6, evaluate_every=1000, seed=4)


def test_training_writes_weights_log_and_sheet(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    weights = train(
        SHORT, deepwarp_task(), tmp_path, lambda done, total, loss: heard.append((done, total))
    )
    assert heard[-1] == (12, 12)
    assert load_deepwarp(weights).config == DeepWarpConfig()
    with (tmp_path / "log.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert rows[-1]["step"] == "12"
    assert float(rows[-1]["absolute"]) > 0
    assert (tmp_path / "sheet-000012.png").read_bytes().startswith(b"\x89PNG")


def test_a_training_can_end_before_its_learning_rate_has_fallen(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    train(
        replace(SHORT, stop_at=16),
        deepwarp_task(),
        tmp_path,
        lambda done, total, loss: heard.append((done, total)),
    )
    assert heard[-1] == (4, 4)


@pytest.mark.parametrize(
    "together", [1, 4]
)  # of 4, an interruption after 6 steps falls amid what was drawn together
def test_an_interrupted_training_resumes_to_the_same_weights(tmp_path: Path, together: int) -> None:
    config = replace(SHORT, together=together)

    class InterruptedHereError(Exception):
        pass

    def interrupt(model_folder: Path) -> None:
        def stop(*_: object) -> None:
            raise InterruptedHereError

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                "gazefix.training.train.save_weights", stop
            )  # right after the first checkpoint
            with pytest.raises(InterruptedHereError):
                train(config, deepwarp_task(), model_folder)
        assert torch.load(model_folder / "checkpoint.pt", weights_only=True)["step"] == 6

    straight = load_deepwarp(train(config, deepwarp_task(), tmp_path / "a"))
    interrupt(tmp_path / "b")
    resumed = load_deepwarp(train(config, deepwarp_task(), tmp_path / "b"))
    for one, two in zip(straight.parameters(), resumed.parameters(), strict=True):
        assert torch.allclose(one, two, atol=1e-6)


def test_the_learning_rate_falls_over_the_whole_run(tmp_path: Path) -> None:
    rates = []
    for stop_at in (24, None):
        folder = tmp_path / str(stop_at)
        train(replace(SHORT, stop_at=stop_at), deepwarp_task(), folder)
        state = torch.load(folder / "checkpoint.pt", weights_only=True)
        rates.append(state["scheduler"]["_last_lr"][0])
    assert rates[0] == pytest.approx(0.7 * SHORT.learning_rate, rel=0.2)
    assert rates[1] == pytest.approx(0.02 * SHORT.learning_rate, rel=0.01)


def test_the_weights_are_averages_of_the_last_steps(tmp_path: Path) -> None:
    trained = load_deepwarp(train(SHORT, deepwarp_task(), tmp_path)).state_dict()
    state = torch.load(tmp_path / "checkpoint.pt", weights_only=True)
    for name, values in trained.items():
        assert torch.equal(values, state["average"][name])
    assert any(not torch.equal(trained[name], values) for name, values in state["model"].items())


def test_a_resumed_training_counts_the_time_before(tmp_path: Path) -> None:
    train(replace(SHORT, stop_at=24), deepwarp_task(), tmp_path)
    checkpoint = tmp_path / "checkpoint.pt"
    torch.save(torch.load(checkpoint, weights_only=True) | {"spent_s": 1000.0}, checkpoint)
    train(SHORT, deepwarp_task(), tmp_path)
    with (tmp_path / "log.csv").open() as file:
        seconds = [float(row["seconds"]) for row in csv.DictReader(file)]
    assert 1000 < seconds[-1] < 1100


@pytest.mark.parametrize("part", ["true-flow", "iris", "landmarks", "steady"])
def test_each_term_can_be_left_out_of_the_loss(pairs: Pairs, part: str) -> None:
    assert part in ABLATIONS
    shaken = pairs.flow + torch.linspace(0, 1, len(pairs.flow))[:, None, None, None]
    redirected = Redirection(shaken, pairs.iris, pairs.iris, shaken, pairs.anchors)
    tasks = deepwarp_task(), deepwarp_task((part,))
    whole, ablated = (float(task.loss(lambda *_: redirected, pairs)[0]) for task in tasks)
    assert ablated < whole


@pytest.mark.parametrize("part", ["anchors", "coarse", "lcm", "motions"])
def test_each_part_can_be_left_out_of_the_network(pairs: Pairs, part: str) -> None:
    assert part in ABLATIONS
    model = deepwarp_task((part,)).network()
    torch.manual_seed(5)
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.05)
    anchors, angles = pairs.anchors[:2], pairs.angles[:2]
    with torch.inference_mode():
        made = model(pairs.observed[:2], anchors, angles)
        moved = model(pairs.observed[:2], anchors + 9, angles)
    assert made.flow.abs().max() > 0
    assert torch.equal(made.flow, moved.flow) == (part == "anchors")
    assert (made.lighten.abs().max() == 0) == (part == "lcm")
    assert (made.brighten.abs().max() == 0) == (part == "lcm")
    assert (made.coarse.abs().max() == 0) == (part == "coarse")
    assert (model.config == DeepWarpConfig()) == (part != "motions")


def test_weights_of_a_network_with_a_part_left_out_are_refused(tmp_path: Path) -> None:
    weights = train(SHORT, deepwarp_task(("lcm", "iris")), tmp_path)
    with pytest.raises(ModelError, match="without lcm"):
        load_deepwarp(weights)


def test_a_training_can_start_from_weights(tmp_path: Path) -> None:
    torch.manual_seed(8)
    trained = DeepWarp(DeepWarpConfig(eighth_blocks=2))
    save_weights(trained, tmp_path / "w.safetensors")
    for without in ((), ("coarse",)):
        model = deepwarp_task(without, tmp_path / "w.safetensors").network()
        assert model.config == trained.config
        for one, two in zip(model.parameters(), trained.parameters(), strict=True):
            assert torch.equal(one, two)


def test_a_narrower_network_can_be_trained_for_comparison(tmp_path: Path) -> None:
    trained = load_deepwarp(train(SHORT, deepwarp_task(width=0.5), tmp_path))
    assert trained.config.quarter_channels == 16
    assert multiply_adds(trained.config) < 0.4 * multiply_adds()


def test_the_gaze_network_learns(tmp_path: Path) -> None:
    config = replace(SHORT, eyes=640, batch=16)
    trained = load_gazenet(train(config, gaze_task(), tmp_path))
    torch.manual_seed(0)
    naive = evaluate_gaze(gaze_task().network(), CPU, eyes=128)  # type: ignore[arg-type]
    assert evaluate_gaze(trained, CPU, eyes=128)["yaw_error_deg"] < naive["yaw_error_deg"]


def test_drawn_eyes_know_their_gaze_and_head() -> None:
    eyes = draw_eyes(256, 3, 0, CPU)
    shift = eyes.anchors[:, 6, 0] - eyes.anchors[:, [0, 3], 0].mean(1)
    assert torch.corrcoef(torch.stack([shift, eyes.gaze[:, 1]]))[0, 1] > 0.7
    assert eyes.heads.abs().max() < math.radians(45)
