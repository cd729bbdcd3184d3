"""Training examples: rendered eyes, and pairs of one eye with two gazes and their true flow."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor

from gazefix.imaging.geometry import CORNER_DISTANCE_PX, CROP_CENTRE_PX
from gazefix.training.batches import Batch
from gazefix.training.rendering.degrade import develop, draw_optics, record
from gazefix.training.rendering.eye_parameters import EyeParameters, draw_eye_parameters
from gazefix.training.rendering.lids import Lids
from gazefix.training.rendering.renderer import Camera, Scene
from gazefix.training.rendering.shading import draw, to_srgb
from gazefix.types import INNER, IRIS, LOWER_INNER, LOWER_OUTER, OUTER, UPPER_INNER, UPPER_OUTER

#: Largest gaze angle and redirection that pairs are drawn with.
MAX_GAZE_DEG: Final = 30.0
MAX_REDIRECTION_DEG: Final = 30.0
#: Strip of the eyeball that lashes and the lid's shadow hide.
LID_EDGE_MM: Final = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Eyes(Batch):
    """B eyes to measure.

    observed     (B, 3, H, W) sRGB in 0..1, as a camera records them
    anchors      (B, 7, 2) landmarks with a localizer's errors, crop pixels
    heads        (B, 2) the head's (pitch, yaw) with a localizer's errors, radians
    gaze         (B, 2) the true (pitch, yaw), radians
    """

    observed: Tensor
    anchors: Tensor
    heads: Tensor
    gaze: Tensor


@dataclass(frozen=True, slots=True, eq=False)
class Pairs(Batch):
    """B training pairs. Pictures are (B, 3, H, W) sRGB in 0..1; maps (B, 1, H, W) in 0..1.

    observed     the source eye as a camera records it: noise, blocks
    source, target   both eyes without noise
    anchors      (B, 7, 2) landmarks of the source eye with a localizer's errors, crop pixels
    angles       (B, 2) the redirection, (pitch, yaw) radians
    flow         (B, 2, H, W) the true flow, crop pixels
    flow_weight  (B, 1, H, W), >= 0: 0 where the true flow is unknown
    iris, source_iris   where the target shows iris, and where the source does
    opening      where either eye shows the eyeball
    glints       where either eye shows glints, which the iris's flow cannot move right
    landmarks    (B, 7, 2) true landmarks of the target eye, crop pixels
    """

    observed: Tensor
    source: Tensor
    target: Tensor
    anchors: Tensor
    angles: Tensor
    flow: Tensor
    flow_weight: Tensor
    iris: Tensor
    source_iris: Tensor
    opening: Tensor
    glints: Tensor
    landmarks: Tensor

    def flow_error(self, flow: Tensor) -> Tensor:
        """Return the mean distance to the true flow, crop pixels, weighted by `flow_weight`."""
        return ((flow - self.flow).abs().sum(1, keepdim=True) * self.flow_weight).mean()


def draw_pairs(
    count: int, seed: int, number: int, device: torch.device, *, recordings: int = 1
) -> Pairs:
    """Draw batch `number` of `count` pairs: count / (2 * recordings) eyes, each in both directions.

    All of them appear `recordings` times, with other noise and other landmark errors.
    """
    generator = _generator(seed, number, device)
    half = count // (2 * recordings)
    parameters = draw_eye_parameters(half, generator)
    optics = draw_optics(half, generator)
    first, second = _draw_gazes(half, generator)
    camera = _draw_camera(parameters, generator)

    def both(one: Tensor, other: Tensor) -> Tensor:
        return torch.cat([one, other] * recordings)

    with torch.no_grad():
        a, b = Scene(parameters, first, camera), Scene(parameters, second, camera)
        drawn_a, drawn_b = draw(a), draw(b)
        flow_ab, weight_ab = true_flow(a, b)
        flow_ba, weight_ba = true_flow(b, a)
        optics = optics.repeat(2)
        developed = develop(to_srgb(torch.cat([drawn_a.colour, drawn_b.colour])), optics)
        observed = [record(developed, optics, generator) for _ in range(recordings)]
        anchors = [observed_landmarks(s, generator) for _ in range(recordings) for s in (a, b)]
        landmarks = both(_true_landmarks(b), _true_landmarks(a))
    one, two = developed.chunk(2)
    opening = torch.maximum(drawn_a.opening, drawn_b.opening)[:, None]
    glints = torch.maximum(drawn_a.glints, drawn_b.glints)[:, None]
    free = 1 - drawn_a.cover[:, None]
    return Pairs(
        observed=torch.cat(observed),
        source=both(one, two),
        target=both(two, one),
        anchors=torch.cat(anchors),
        angles=both(second - first, first - second),
        flow=both(flow_ab * free, flow_ba * free),
        flow_weight=both(weight_ab[:, None], weight_ba[:, None]),
        iris=both(drawn_b.iris[:, None], drawn_a.iris[:, None]),
        source_iris=both(drawn_a.iris[:, None], drawn_b.iris[:, None]),
        opening=both(opening, opening),
        glints=both(glints, glints),
        landmarks=landmarks,
    )


def draw_eyes(count: int, seed: int, number: int, device: torch.device) -> Eyes:
    """Draw batch `number` of `count` eyes with one gaze each."""
    generator = _generator(seed, number, device)
    parameters = draw_eye_parameters(count, generator)
    optics = draw_optics(count, generator)
    gaze, _ = _draw_gazes(count, generator)
    camera = _draw_camera(parameters, generator)
    with torch.no_grad():
        scene = Scene(parameters, gaze, camera)
        observed = record(develop(to_srgb(draw(scene).colour), optics), optics, generator)
        heads = torch.cat([parameters.head_pitch, parameters.head_yaw], 1)[:, :, 0]
        # MediaPipe's head pose is 3.4 and 2.1 degrees from another network's on average, and its
        # pitch is too small.
        scale = 1 - 0.35 * torch.rand(count, 1, generator=generator, device=device)
        noise = torch.randn(count, 2, generator=generator, device=device)
        error = torch.tensor([0.06, 0.045], device=device) * noise
        heads = heads * torch.cat([scale, torch.ones_like(scale)], 1) + error
        return Eyes(observed, observed_landmarks(scene, generator), heads, gaze)


def true_flow(source: Scene, target: Scene) -> tuple[Tensor, Tensor]:
    """Return the backward flow (B, 2, H, W), crop pixels, between two scenes, and its weight.

    The flow leads from each target pixel to the place where the source shows the same material.
    The weight (B, H, W) is 0 where the source hides that place, and 4 on the iris.
    """
    u, v = target.camera.plane_mm()
    x, y, _ = target.surface(u, v)
    lids = target.lids(x)
    now = source.lids(x)
    skin_dv, skin_known = _skin_flow(target, y, lids, now)
    ball_du, ball_dv, ball_known = _ball_flow(source, target, u, v, x)
    in_opening = (y > lids.upper) & (y < lids.lower) & lids.inside
    # The lower lid's wet edge lies over the eyeball and moves with the lid.
    on_edge = in_opening & (y > lids.lower - lids.wet_line_mm())
    in_opening &= ~on_edge
    skin_du = now.skin_drag_mm(y) - lids.skin_drag_mm(y)
    du = torch.where(in_opening, ball_du, skin_du)
    dv = torch.where(on_edge, now.lower - lids.lower, skin_dv)
    dv = torch.where(in_opening, ball_dv, dv)
    known = torch.where(in_opening, ball_known, on_edge | skin_known)
    flow = torch.stack(target.camera.way_px(du, dv), 1)
    # The white just outside the limbus counts like the iris, so that the disc moves whole.
    p, q, _ = target.on_ball(u, v)
    disc = (p * p + q * q) < (1.15 * target.a.iris_radius) ** 2
    weight = known.float() * torch.where(in_opening & disc, 4.0, 1.0)
    return flow, weight * (flow.abs().amax(1) < 30)


def _skin_flow(target: Scene, y: Tensor, lids: Lids, now: Lids) -> tuple[Tensor, Tensor]:
    """Return how far the target's skin is from its place in the source, mm down, and if it shows.

    Skin moves with its lid: `lids` in the target, `now` in the source.
    """
    moved = rest = y - lids.skin_shift_mm(y)
    for _ in range(3):  # the source's shift depends on the place where the point ends up
        moved = rest + now.skin_shift_mm(moved)
    above = rest < (lids.upper_rest + lids.lower_rest) / 2
    known = torch.where(above, moved < now.upper + 0.3, moved > now.lower - 0.3)
    # A lowered lid shows skin that its fold hides in the source.
    below_fold = target.a.fold * (y > lids.upper - lids.crease_distance_mm()).float() > 0
    behind_fold = moved < now.upper - now.crease_distance_mm() - 0.3
    return moved - y, known & ~(above & below_fold & behind_fold)


def _ball_flow(
    source: Scene, target: Scene, u: Tensor, v: Tensor, x: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """Return how far iris and white are from their places in the source, mm, and if they show.

    They turn with the eyeball; the flesh of the inner corner stays.
    """
    p, q, on_iris = target.on_ball(u, v)
    iris_u, iris_v, iris_known = _visible_on_circle(source, p, q)
    white_u, white_v, white_z = source.direction_to_plane(target.ball_direction(u, v))
    white_known = _visible(source, white_u, white_v) & (white_z > 0.1)
    flesh = (x - source.a.inner_x) < 2.2
    du = torch.where(on_iris, iris_u - u, torch.where(flesh, 0.0, white_u - u))
    dv = torch.where(on_iris, iris_v - v, torch.where(flesh, 0.0, white_v - v))
    return du, dv, torch.where(on_iris, iris_known, flesh | white_known)


def _visible_on_circle(scene: Scene, p: Tensor, q: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return the image-plane (u, v) of iris points (p, q), and whether they show.

    An iris is nearly the same all around, so a point under a lid slides along its circle to the
    nearest visible one: the limbus continues, and the flow hardly jumps.
    """
    radius = (p * p + q * q).sqrt()
    side = torch.where(p < 0, -1.0, 1.0)
    for _ in range(3):  # the lids are curved, so the way out depends on where it ends
        u, v = scene.iris_to_plane(p, q)
        x, y, _ = scene.surface(u, v)
        lids = scene.lids(x)
        below, above = y - lids.lower + LID_EDGE_MM, lids.upper + LID_EDGE_MM - y
        hidden_mm = below.clamp(min=0) - above.clamp(min=0)
        moved = torch.minimum(torch.maximum(q - hidden_mm, -radius), radius)
        p = torch.where(hidden_mm == 0, p, side * (radius**2 - moved**2).clamp(min=0).sqrt())
        q = moved
    u, v = scene.iris_to_plane(p, q)
    return u, v, _visible(scene, u, v)


def _visible(scene: Scene, u: Tensor, v: Tensor) -> Tensor:
    x, y, _ = scene.surface(u, v)
    lids = scene.lids(x)
    return (y > lids.upper) & (y < lids.lower) & lids.inside


def observed_landmarks(scene: Scene, generator: torch.Generator) -> Tensor:
    """Return (B, 7, 2) landmarks in crop pixels with a localizer's errors.

    They are noisy, and the iris is drawn towards its visible part where lids cover it. The corners
    define the crop, so they are exactly at their places.
    """
    top, bottom = scene.iris_covered_mm()
    px = _true_landmarks(scene)
    batch, device = px.shape[0], px.device

    def normal(deviation: float, *shape: int) -> Tensor:
        return deviation * torch.randn(batch, *shape, generator=generator, device=device)

    def uniform(low: float, high: float) -> Tensor:
        return torch.rand(batch, generator=generator, device=device) * (high - low) + low

    px_per_mm = scene.camera.px_per_mm()[:, 0, 0]
    # MediaPipe's iris, on rendered eyes put into photographs, moves 0.67 of the way in pitch and
    # is 1.4 px off on average.
    px[:, IRIS, 1] -= uniform(0.0, 0.5) * scene.iris_y[:, 0, 0] * px_per_mm
    px[:, IRIS, 1] += uniform(0.0, 0.4) * (top - bottom) / 2 * px_per_mm
    px = px + normal(0.5, 7, 2)
    px[:, IRIS] += normal(0.6, 2)
    px[:, [UPPER_INNER, UPPER_OUTER], 1] += normal(1.1, 1)
    px[:, [LOWER_OUTER, LOWER_INNER], 1] += normal(0.9, 1)
    centre = torch.tensor(CROP_CENTRE_PX, device=device)
    half = torch.tensor([CORNER_DISTANCE_PX / 2, 0.0], device=device)
    px[:, INNER], px[:, OUTER] = centre - half, centre + half
    return px


def _generator(seed: int, number: int, device: torch.device) -> torch.Generator:
    return torch.Generator(device).manual_seed((seed * 1_000_003 + number) % (2**63))


def _true_landmarks(scene: Scene) -> Tensor:
    """Return (B, 7, 2) in crop pixels."""
    landmarks = scene.landmarks_mm()
    return scene.camera.to_px(landmarks[..., 0], landmarks[..., 1])


def _draw_gazes(count: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Draw two gazes for each eye: anywhere, and half the time at the lens, else within range."""
    device = generator.device

    def uniform(low: float, high: float) -> Tensor:
        return torch.rand(count, 2, generator=generator, device=device) * (high - low) + low

    limit = math.radians(MAX_GAZE_DEG)
    anywhere = uniform(-1, 1) * torch.tensor([0.9 * limit, limit], device=device)
    step = uniform(-1, 1) * math.radians(MAX_REDIRECTION_DEG)
    near_lens = math.radians(4) * torch.randn(count, 2, generator=generator, device=device)
    to_lens = torch.rand(count, 1, generator=generator, device=device) < 0.5
    other = torch.where(to_lens, near_lens, anywhere + step)
    return anywhere, other.clamp(-1.05 * limit, 1.05 * limit)


def _draw_camera(parameters: EyeParameters, generator: torch.Generator) -> Camera:
    """Draw the crops that noisy corners define."""
    count, device = len(parameters), generator.device
    nowhere = torch.zeros(count, 2, device=device)
    identity = Camera(torch.eye(2, device=device).expand(count, 2, 2), nowhere)
    corners = Scene(parameters, nowhere, identity).landmarks_mm()[:, [INNER, OUTER]]
    width = (corners[:, 1] - corners[:, 0]).norm(dim=1)
    noise = torch.randn(count, 2, 2, generator=generator, device=device)
    corners = corners + 0.03 * width[:, None, None] * noise
    axis = corners[:, 1] - corners[:, 0]
    width = axis.norm(dim=1)
    direction = axis / width[:, None]
    across = torch.stack([-direction[:, 1], direction[:, 0]], 1)
    linear = torch.stack([direction, across], 1) * (CORNER_DISTANCE_PX / width)[:, None, None]
    centre = torch.tensor(CROP_CENTRE_PX, device=device)
    return Camera(linear, centre - (linear @ corners.mean(1)[:, :, None])[:, :, 0])
