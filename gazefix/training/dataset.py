"""Training pairs: the same eye with two gazes, what the network is given, and the true flow between them.

A batch is a function of (seed, number), whatever draws it, so a run can be resumed and repeated.
"""

from __future__ import annotations

import math
import multiprocessing as mp
from collections.abc import Iterator
from dataclasses import dataclass, fields

import torch
from torch import Tensor

from gazefix.geometry import CORNER_DISTANCE_PX, CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.training.anatomy import Anatomy, draw_anatomy
from gazefix.training.degrade import develop, draw_optics, record
from gazefix.training.renderer import Camera, Scene
from gazefix.training.shading import draw, to_srgb
from gazefix.types import FloatArray

MAX_GAZE_DEG = 30.0
MAX_REDIRECTION_DEG = 30.0
#: Lashes and the lid's shadow hide so much of the eyeball beside the margin.
LID_EDGE_MM = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """B training pairs. Pictures (B, 3, H, W) sRGB in 0..1; flow (B, 2, H, W) in pixels of the crop.

    observed     the source eye as a camera records it: noise, blocks
    source, target   both eyes without noise
    anchors      (B, 7, 2) landmarks of the source eye as a localizer gives them, pixels of the crop
    angles       (B, 2) the redirection, (pitch, yaw) radians
    flow_weight  (B, 1, H, W): 0 where no true flow is known
    iris         (B, 1, H, W): where the target shows iris;  source_iris: where the source does
    opening      (B, 1, H, W): where either eye shows the eyeball
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

    def to(self, device: torch.device) -> Pairs:
        """The same on another device."""
        return Pairs(*(getattr(self, f.name).to(device, non_blocking=True) for f in fields(self)))


def draw_pairs(count: int, seed: int, number: int, device: torch.device) -> Pairs:
    """Batch `number` of `count` pairs (even): each of count/2 eyes once in either direction."""
    generator = torch.Generator(device).manual_seed((seed * 1_000_003 + number) % (2**63))
    half = count // 2
    anatomy = draw_anatomy(half, generator)
    optics = draw_optics(half, generator)
    first, second = _draw_gazes(half, generator)
    camera = _draw_camera(anatomy, generator)
    with torch.no_grad():
        a, b = Scene(anatomy, first, camera), Scene(anatomy, second, camera)
        drawn_a, drawn_b = draw(a), draw(b)
        flow_ab, weight_ab = true_flow(a, b)
        flow_ba, weight_ba = true_flow(b, a)
        developed = develop(to_srgb(torch.cat([drawn_a.colour, drawn_b.colour])), optics.repeat(2))
        observed = record(developed, optics.repeat(2), generator)
        anchors = torch.cat([observed_landmarks(s, generator) for s in (a, b)])
    one, two = developed.chunk(2)
    iris = torch.cat([drawn_b.iris, drawn_a.iris])[:, None]
    opening = torch.maximum(drawn_a.opening, drawn_b.opening)[:, None]
    free = 1 - drawn_a.cover[:, None]
    return Pairs(
        observed=observed,
        source=developed,
        target=torch.cat([two, one]),
        anchors=anchors,
        angles=torch.cat([second - first, first - second]),
        flow=torch.cat([flow_ab * free, flow_ba * free]),
        flow_weight=torch.cat([weight_ab, weight_ba])[:, None],
        iris=iris,
        source_iris=torch.cat([drawn_a.iris, drawn_b.iris])[:, None],
        opening=torch.cat([opening, opening]),
    )


def true_flow(source: Scene, target: Scene) -> tuple[Tensor, Tensor]:
    """The backward flow (B, 2, H, W), crop pixels, from each target pixel to where the source shows the same material, and its
    weight (B, H, W): 0 where the source hides it.

    An iris is nearly the same all around, so a point of it that a lid hides in the source is replaced by the nearest visible
    one of the same circle: the limbus goes on, and the flow hardly jumps.
    """
    u, v = target.camera.plane_mm()
    x, y, _ = target.surface(u, v)
    lids = target.lids(x)
    in_opening = (y > lids.upper) & (y < lids.lower) & lids.inside

    # skin moves with its lid
    now = source.lids(x)
    rest = y - target.lid_shift(y, lids)
    moved = rest
    for _ in range(3):  # the source's shift depends on where the point comes to lie
        moved = rest + source.lid_shift(moved, now)
    dv_skin = moved - y
    skin_known = torch.where(rest < (lids.upper_rest + lids.lower_rest) / 2, moved < now.upper + 0.3, moved > now.lower - 0.3)

    # iris and white turn with the eyeball
    p, q, on_iris = target.on_ball(u, v)
    iu, iv, iris_known = _visible_on_circle(source, p, q)
    wu, wv, wz = source.direction_to_plane(target.ball_direction(u, v))
    white_known = _visible(source, wu, wv) & (wz > 0.1)
    flesh = (x - source.a.inner_x) < 2.2

    du = torch.where(on_iris, iu - u, torch.where(flesh, torch.zeros_like(u), wu - u))
    dv = torch.where(on_iris, iv - v, torch.where(flesh, torch.zeros_like(u), wv - v))
    known = torch.where(on_iris, iris_known, flesh | white_known)
    du = torch.where(in_opening, du, torch.zeros_like(du))
    dv = torch.where(in_opening, dv, dv_skin)
    known = torch.where(in_opening, known, skin_known)
    linear = target.camera.linear[:, :, :, None, None]
    flow = torch.stack([linear[:, 0, 0] * du + linear[:, 0, 1] * dv, linear[:, 1, 0] * du + linear[:, 1, 1] * dv], 1)
    weight = known.float() * torch.where(in_opening & on_iris, 4.0, 1.0)
    return flow, weight * (flow.abs().amax(1) < 30)


def observed_landmarks(scene: Scene, generator: torch.Generator) -> Tensor:
    """(B, 7, 2) landmarks in pixels of the crop, as a localizer would give them: noisy, and the iris drawn towards its visible
    part where lids cover it. The corners define the crop, so they stand exactly at their places."""
    landmarks = scene.landmarks_mm()
    top, bottom = scene.iris_covered_mm()
    batch = landmarks.shape[0]
    device = landmarks.device
    pull = torch.rand(batch, generator=generator, device=device) * 0.6
    noise = 0.6 * torch.randn(batch, 7, 2, generator=generator, device=device)
    lid_bias = 0.8 * torch.randn(batch, 1, generator=generator, device=device)
    px = scene.camera.to_px(landmarks[..., 0], landmarks[..., 1]) + noise
    px[:, 6, 1] += pull * (top - bottom) / 2 * scene.camera.px_per_mm()[:, 0, 0]
    px[:, 1:3, 1] += lid_bias
    px[:, 4:6, 1] += 0.6 * torch.randn(batch, 1, generator=generator, device=device)
    centre = torch.tensor([(CROP_WIDTH_PX - 1) / 2, (CROP_HEIGHT_PX - 1) / 2], device=device)
    half = torch.tensor([CORNER_DISTANCE_PX / 2, 0.0], device=device)
    px[:, 0], px[:, 3] = centre - half, centre + half
    return px


def _visible(scene: Scene, u: Tensor, v: Tensor) -> Tensor:
    x, y, _ = scene.surface(u, v)
    lids = scene.lids(x)
    return (y > lids.upper) & (y < lids.lower) & lids.inside


def _visible_on_circle(scene: Scene, p: Tensor, q: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Image-plane (u, v) of iris points (p, q), slid along their circles from under the lids; and whether that worked."""
    radius = (p * p + q * q).sqrt()
    side = torch.where(p < 0, -1.0, 1.0)
    for _ in range(3):  # the lids are curved, so where a point comes out changes how far it has to go
        u, v = scene.iris_to_plane(p, q)
        x, y, _ = scene.surface(u, v)
        lids = scene.lids(x)
        hidden_mm = (y - lids.lower + LID_EDGE_MM).clamp(min=0) - (lids.upper + LID_EDGE_MM - y).clamp(min=0)
        moved = torch.minimum(torch.maximum(q - hidden_mm, -radius), radius)
        p = torch.where(hidden_mm == 0, p, side * (radius**2 - moved**2).clamp(min=0).sqrt())
        q = moved
    u, v = scene.iris_to_plane(p, q)
    return u, v, _visible(scene, u, v)


def _draw_gazes(count: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Two gazes an eye: half the pairs between anywhere and the lens, half between any two within the asked range."""
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


def _draw_camera(anatomy: Anatomy, generator: torch.Generator) -> Camera:
    """The crop that noisy corners define."""
    count = len(anatomy)
    device = generator.device
    identity = Camera(torch.eye(2, device=device).expand(count, 2, 2), torch.zeros(count, 2, device=device))
    straight = Scene(anatomy, torch.zeros(count, 2, device=device), identity).landmarks_mm()
    corners = straight[:, [0, 3]]
    axis = corners[:, 1] - corners[:, 0]
    jitter = 0.02 * axis.norm(dim=1)[:, None, None] * torch.randn(count, 2, 2, generator=generator, device=device)
    corners = corners + jitter
    axis = corners[:, 1] - corners[:, 0]
    width = axis.norm(dim=1)
    direction = axis / width[:, None]
    across = torch.stack([-direction[:, 1], direction[:, 0]], 1)
    linear = torch.stack([direction, across], 1) * (CORNER_DISTANCE_PX / width)[:, None, None]
    centre = torch.tensor([(CROP_WIDTH_PX - 1) / 2, (CROP_HEIGHT_PX - 1) / 2], device=device)
    offset = centre - (linear @ corners.mean(1)[:, :, None])[:, :, 0]
    return Camera(linear, offset)


def batches(count: int, seed: int, start: int, stop: int, *, device: torch.device, workers: int) -> Iterator[Pairs]:
    """Batches `start` to `stop`, in order; `workers` > 0 draws them in so many processes on the CPU."""
    if workers == 0:
        for number in range(start, stop):
            yield draw_pairs(count, seed, number, device)
        return
    context = mp.get_context("spawn")
    queues = [context.Queue(maxsize=2) for _ in range(workers)]
    processes = [
        context.Process(target=_work, args=(queue, count, seed, range(start + i, stop, workers)), daemon=True)
        for i, queue in enumerate(queues)
    ]
    for process in processes:
        process.start()
    try:
        for number in range(start, stop):
            arrays = queues[(number - start) % workers].get()
            yield Pairs(*(torch.from_numpy(array) for array in arrays)).to(device)
    finally:
        for process in processes:
            process.terminate()
            process.join()


def _work(queue: mp.Queue[list[FloatArray]], count: int, seed: int, numbers: range) -> None:
    torch.set_num_threads(1)
    parent = mp.parent_process()
    for number in numbers:
        if parent is not None and not parent.is_alive():  # killed: nobody will ever take what is drawn here
            return
        pairs = draw_pairs(count, seed, number, torch.device("cpu"))
        queue.put([getattr(pairs, f.name).numpy() for f in fields(pairs)])
