"""The network's contract: shapes, bounds, size, and what it does before it has learned anything."""

from __future__ import annotations

import pytest
import torch

from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.networks.configs import DeepWarpConfig
from gazefix.networks.deepwarp import (
    DeepWarp,
    doubled,
    lid_window,
    multiply_adds,
    warp,
)

H, W = CROP_HEIGHT_PX, CROP_WIDTH_PX
GRID = torch.stack(torch.meshgrid(torch.arange(96.0), torch.arange(64.0), indexing="xy"))


def usual_anchors() -> torch.Tensor:
    """(7, 2): an open eye in the middle of the crop."""
    points = [(-26.5, 0), (-5, -9), (14, -7), (26.5, 0), (11, 6), (-8, 6), (1, -1)]
    return torch.tensor(points) + torch.tensor([(W - 1) / 2, (H - 1) / 2])


def inputs(count: int = 2) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    g = torch.Generator().manual_seed(3)
    return (
        torch.rand(count, 3, H, W, generator=g),
        usual_anchors() + 4 * torch.rand(count, 7, 2, generator=g) - 2,
        torch.rand(count, 2, generator=g) - 0.5,
    )


def shaken(config: DeepWarpConfig | None = None) -> DeepWarp:
    """A network whose heads are not zero, so that everything in it matters."""
    torch.manual_seed(5)
    model = DeepWarp(config)
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.05)
    return model.eval()


def test_flow_and_lightening_have_the_crops_size() -> None:
    made = DeepWarp()(*inputs(3))
    assert made.flow.shape == made.coarse.shape == (3, 2, H, W)
    assert made.lighten.shape == (3, 1, H, W)
    assert made.landmarks.shape == (3, 7, 2)


def test_an_untrained_network_leaves_the_eye_where_it_is() -> None:
    made = DeepWarp()(*inputs())
    assert made.flow.abs().max() == 0
    assert torch.equal(made.landmarks, inputs()[1])


def test_flow_and_lightening_are_zero_on_the_crops_border() -> None:
    made = shaken()(*inputs())
    for values in (made.flow, made.lighten, made.brighten, made.coarse):
        border = torch.cat(
            [values[..., 0, :], values[..., -1, :], values[..., :, 0], values[..., :, -1]], -1
        )
        assert border.abs().max() == 0
        assert values.abs().max() > 0


def test_lightening_is_a_share() -> None:
    made = shaken()(*inputs())
    assert made.lighten.min() >= 0
    assert made.lighten.max() <= 1


@pytest.mark.parametrize("part", ["crops", "anchors", "angles"])
def test_pixels_anchors_and_angle_all_matter(part: str) -> None:
    model, (crops, anchors, angles) = shaken(), inputs()
    other = {
        "crops": (1 - crops, anchors, angles),
        "anchors": (crops, anchors + 5, angles),
        "angles": (crops, anchors, -angles),
    }
    assert not torch.allclose(
        model(crops, anchors, angles).flow, model(*other[part]).flow, atol=1e-5
    )


def test_eyes_of_a_batch_do_not_touch_each_other() -> None:
    model, (crops, anchors, angles) = shaken(), inputs(4)
    together = model(crops, anchors, angles).flow
    alone = model(crops[2:3], anchors[2:3], angles[2:3]).flow
    assert torch.allclose(together[2:3], alone, atol=1e-4)


def test_the_network_works_without_motions_of_its_parts() -> None:
    made = shaken(DeepWarpConfig(motions=0))(*inputs())
    assert made.flow.abs().max() > 0


def test_the_network_keeps_the_budget() -> None:
    assert multiply_adds() <= 25_000_000
    assert sum(p.numel() for p in DeepWarp().parameters()) <= 300_000


def test_maps_are_doubled_linearly_between_the_cells_centres() -> None:
    maps = torch.randn(2, 3, 5, 7, generator=torch.Generator().manual_seed(1))
    wanted = torch.nn.functional.interpolate(
        maps, scale_factor=2.0, mode="bilinear", align_corners=False
    )
    torch.testing.assert_close(doubled(maps), wanted)


def test_a_flow_samples_the_pixels_it_points_to() -> None:
    crops = torch.arange(H * W, dtype=torch.float32).view(1, 1, H, W)
    flow = torch.zeros(1, 2, H, W)
    flow[:, 0], flow[:, 1] = 3.0, -2.0
    assert torch.allclose(
        warp(crops, flow)[0, 0, 10:50, 10:80], crops[0, 0, 8:48, 13:83], atol=1e-2
    )


def test_the_window_is_one_inside_the_lids_and_zero_a_quarter_eye_width_from_them() -> None:
    window = lid_window(usual_anchors()[None], GRID)[0, 0]
    middle_y, middle_x = H // 2, W // 2
    assert window[middle_y - 5 : middle_y + 3, middle_x - 20 : middle_x + 20].min() == 1
    # The lids' highest landmark, and a quarter of the corners' 53 px.
    above = window[: middle_y - 9 - 14, :]
    assert above.max() == 0
    assert window[:, : middle_x - 27 - 14].max() == window[:, middle_x + 27 + 14 :].max() == 0


def test_the_window_follows_the_lids() -> None:
    low = usual_anchors()
    low[1:3, 1] += 8  # a lowered upper lid
    one, two = (lid_window(a[None], GRID)[0, 0] for a in (usual_anchors(), low))
    assert (two <= one + 1e-6).all()
    assert two[12, W // 2] < one[12, W // 2]


def test_a_motion_moves_its_part_as_a_whole() -> None:
    model = DeepWarp()
    with torch.no_grad():
        model.whole_head.bias[14 + 2] = 0.5  # the first motion: 4 px to the right everywhere
        model.fine_head.bias[0] = 20.0  # and all pixels belong to it
    flow = model(*inputs(1)).flow
    assert torch.allclose(flow[0, :, H // 2, W // 2], torch.tensor([4.0, 0.0]), atol=1e-3)
