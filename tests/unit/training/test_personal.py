"""Fine-tuning on a person's own eyes, with rendered eyes in place of photographed ones."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from gazefix.errors import InputError
from gazefix.networks.weights import load_deepwarp, weights_path
from gazefix.personal.recording import About, Recording, Shot
from gazefix.training.examples import draw_pairs
from gazefix.training.recorded import pairs as pairs_module
from gazefix.training.recorded import personal
from gazefix.training.recorded.pairs import split_pairs, true_pairs
from gazefix.training.recorded.personal import (
    compare_redirection,
    error_ratio,
    train_personal,
    with_captures,
)
from gazefix.training.tasks import deepwarp_task
from gazefix.types import Gaze, HeadPose

CPU = torch.device("cpu")


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Two threads on two busy cores wait for each other."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


STRAIGHT = HeadPose(0.0, 0.0, 0.0)


def shots(count: int = 8) -> list[Shot]:
    """Shots of one rendered eye that looks to `count` places; both eyes are alike, mirrored."""
    made = []
    two = [draw_pairs(2, 5, number, CPU) for number in (0, 1)]
    for n in range(count):
        pairs = two[n % 2]
        picture = (pairs.source[0].permute(1, 2, 0).numpy() * 255).astype(np.uint8)[..., ::-1]
        points = pairs.anchors[0].numpy()
        mirrored = points * np.float32([-1, 1]) + np.float32([picture.shape[1] - 1, 0])
        patches = np.ascontiguousarray(picture), np.ascontiguousarray(picture[:, ::-1])
        gaze = Gaze(0.0, math.radians(3.0 * n))
        made.append(Shot(patches, np.stack([points, mirrored]), (9.0, 9.0), STRAIGHT, gaze, n))
    return made


def recording(of: list[Shot]) -> Recording:
    return Recording.of_shots(About("c", 96, 64, "2026-11-27", 520, 290, 260, -8, 600), of)


def test_pairs_have_one_head_pose_and_the_angle_between_their_gazes() -> None:
    two = shots(2)
    five = [two[0], *(replace(two[1], dot=n) for n in (1, 2, 3, 4, 5))]
    gaze = Gaze(0.0, math.radians(10.0))
    five = [five[0], *(replace(shot, gaze=gaze) for shot in five[1:])]
    pairs = true_pairs(five)
    degrees = torch.rad2deg(pairs.angles.abs().amax(1))
    assert len(pairs) == 20 and degrees.numpy() == pytest.approx(10.0, abs=1.0)
    # In the mirrored right eye the sign changes.
    assert torch.equal(pairs.angles[0::2, 1].sign(), -pairs.angles[1::2, 1].sign())
    turned = [replace(five[0], head=HeadPose(0.0, 0.2, 0.0)), *five[1:]]
    with pytest.raises(InputError, match="too few pairs"):
        true_pairs(turned)


def test_a_target_is_laid_over_its_source_by_the_skin() -> None:
    generator = torch.Generator().manual_seed(1)
    skin = torch.nn.functional.interpolate(
        torch.rand(2, 3, 16, 24, generator=generator), scale_factor=4.0, mode="bilinear"
    )
    moved = pairs_module.warp(
        skin, torch.tensor([1.5, -0.75])[None, :, None, None].expand(2, 2, 64, 96)
    )
    matched = pairs_module._matched(skin, moved, torch.zeros(2, 1, 64, 96))
    inside = (slice(None), slice(None), slice(4, -4), slice(4, -4))
    before, after = ((x - skin)[inside].abs().mean() for x in (moved, matched))
    assert after < before / 4


def test_held_out_dots_are_in_no_pair_that_is_learned_from() -> None:
    learned, held_out = split_pairs(shots(10))
    assert len(learned) > len(held_out) >= 6
    both = torch.cat([learned.source, held_out.source])
    assert both.shape[1:] == (3, 64, 96)


def test_only_what_helps_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pool = [draw_pairs(4, 1, 0, CPU, recordings=2)]
    monkeypatch.setattr(personal, "rendered_pool", lambda: pool)
    monkeypatch.setattr(personal, "_BATCH", 4)
    heard: list[tuple[int, int]] = []
    target = tmp_path / "deepwarp.safetensors"
    own = recording(shots(10))
    made = train_personal(own, weights_path(), target, lambda *done: heard.append(done), steps=3)
    assert heard == [(1, 3), (2, 3), (3, 3)]
    assert made.kept == target.exists() == (made.after < made.before * (1 - personal.MIN_GAIN))
    if made.kept:
        held_out = split_pairs(list(own.shots()))[1]
        assert error_ratio(load_deepwarp(target), held_out) == pytest.approx(made.after, abs=1e-4)
    monkeypatch.setattr(personal, "_RATE", 0.0)
    nothing = train_personal(own, weights_path(), tmp_path / "none.safetensors", steps=1)
    assert not nothing.kept and nothing.after == nothing.before
    assert not (tmp_path / "none.safetensors").exists()


def test_captures_add_a_term_to_the_loss() -> None:
    task = with_captures(deepwarp_task(), [recording(shots(8))])
    model, rendered = task.network(), draw_pairs(4, 1, 0, CPU, recordings=2)
    total, terms = task.loss(model, rendered)
    assert float(terms["captures"].detach()) > 0
    assert float(total.detach()) == pytest.approx(
        sum(float(term.detach()) for term in terms.values()), rel=1e-5
    )
    assert task.notes["captures"] == "1"


def test_the_personal_redirection_is_compared_on_pairs_it_never_saw(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(personal, "rendered_pool", lambda: [draw_pairs(4, 1, 0, CPU, recordings=2)])
    monkeypatch.setattr(personal, "_RATE", 0.0)
    of = shots(20)
    before, after = compare_redirection(of[:10], of[10:], weights_path(), steps=1)
    assert before == after > 0  # nothing was learned, so the common redirection stays
