"""What the networks learn from: rendered eyes, and pairs of the same eye with two gazes and the true flow between them.

A batch is a function of (count, seed, number) on a kind of device, whatever draws it, so a run can be resumed and repeated.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from multiprocessing.process import BaseProcess
from queue import Empty, Full
from typing import Any, Self, TypeVar

import torch
import torch.multiprocessing as mp
from torch import Tensor

from gazefix.imaging.geometry import CORNER_DISTANCE_PX, CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.training.anatomy import MEASURED_BALL_MM, Anatomy, draw_anatomy
from gazefix.training.degrade import develop, draw_optics, record
from gazefix.training.renderer import Camera, Scene
from gazefix.training.shading import draw, to_srgb
from gazefix.types import IRIS, LOWER_INNER, LOWER_OUTER, UPPER_INNER, UPPER_OUTER

Drawn = TypeVar("Drawn", bound="Batch")

MAX_GAZE_DEG = 30.0
MAX_REDIRECTION_DEG = 30.0
#: Lashes and the lid's shadow hide so much of the eyeball beside the margin.
LID_EDGE_MM = 0.5


#: Processes that render and the one that trains look so often whether the other is alive.
_ALIVE_S = 1.0


class Batch:
    """Tensors of B eyes, a dataclass."""

    __slots__ = ()

    def part(self, number: int, parts: int, copies: int) -> Self:
        """Part `number` of `parts` equal ones of a batch that holds each eye `copies` times, all eyes once before all of them
        again; an eye's copies stay together."""
        values = (getattr(self, f.name).unflatten(0, (copies, -1)) for f in fields(self))  # type: ignore[arg-type]
        return type(self)(*(value.chunk(parts, 1)[number].flatten(0, 1) for value in values))


@dataclass(frozen=True, slots=True, eq=False)
class Eyes(Batch):
    """B eyes to measure.

    observed     (B, 3, H, W) sRGB in 0..1, as a camera records them
    anchors      (B, 7, 2) landmarks as a localizer gives them, pixels of the crop
    heads        (B, 2) the head's (pitch, yaw) as a localizer gives it, radians
    gaze         (B, 2) the true (pitch, yaw), radians
    """

    observed: Tensor
    anchors: Tensor
    heads: Tensor
    gaze: Tensor


@dataclass(frozen=True, slots=True, eq=False)
class Pairs(Batch):
    """B training pairs. Pictures (B, 3, H, W) sRGB in 0..1; flow (B, 2, H, W) in pixels of the crop.

    observed     the source eye as a camera records it: noise, blocks
    source, target   both eyes without noise
    anchors      (B, 7, 2) landmarks of the source eye as a localizer gives them, pixels of the crop
    angles       (B, 2) the redirection, (pitch, yaw) radians
    flow_weight  (B, 1, H, W): 0 where no true flow is known
    iris         (B, 1, H, W): where the target shows iris;  source_iris: where the source does
    opening      (B, 1, H, W): where either eye shows the eyeball
    glints       (B, 1, H, W): where either eye shows reflections, which no flow of the iris can put right
    landmarks    (B, 7, 2): true landmarks of the target eye, pixels of the crop
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


def draw_pairs(
    count: int, seed: int, number: int, device: torch.device, *, recordings: int = 1
) -> Pairs:
    """Batch `number` of `count` pairs: count / (2 * recordings) eyes, each in both directions, all of them `recordings` times
    over with other noise and other errors of the landmarks."""
    generator = _generator(seed, number, device)
    half = count // (2 * recordings)
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
        observed = torch.cat(
            [record(developed, optics.repeat(2), generator) for _ in range(recordings)]
        )
        anchors = torch.cat(
            [observed_landmarks(s, generator) for _ in range(recordings) for s in (a, b)]
        )
        landmarks = torch.cat([_true_landmarks(b), _true_landmarks(a)])
    one, two = developed.chunk(2)
    iris = torch.cat([drawn_b.iris, drawn_a.iris])[:, None]
    opening = torch.maximum(drawn_a.opening, drawn_b.opening)[:, None]
    glints = torch.maximum(drawn_a.glints, drawn_b.glints)[:, None]
    free = 1 - drawn_a.cover[:, None]

    def again(*halves: Tensor) -> Tensor:
        return torch.cat(halves * recordings)

    return Pairs(
        observed=observed,
        source=again(one, two),
        target=again(two, one),
        anchors=anchors,
        angles=again(second - first, first - second),
        flow=again(flow_ab * free, flow_ba * free),
        flow_weight=again(weight_ab[:, None], weight_ba[:, None]),
        iris=iris.repeat(recordings, 1, 1, 1),
        source_iris=again(drawn_a.iris[:, None], drawn_b.iris[:, None]),
        opening=again(opening, opening),
        glints=again(glints, glints),
        landmarks=landmarks.repeat(recordings, 1, 1),
    )


def draw_eyes(count: int, seed: int, number: int, device: torch.device) -> Eyes:
    """Batch `number` of `count` eyes with one gaze each."""
    generator = _generator(seed, number, device)
    anatomy = draw_anatomy(count, generator, MEASURED_BALL_MM)
    optics = draw_optics(count, generator)
    gaze, _ = _draw_gazes(count, generator)
    camera = _draw_camera(anatomy, generator)
    with torch.no_grad():
        scene = Scene(anatomy, gaze, camera)
        observed = record(develop(to_srgb(draw(scene).colour), optics), optics, generator)
        heads = torch.cat([anatomy.head_pitch, anatomy.head_yaw], 1)[:, :, 0]
        # The localizer's own head pose lies 3.4 and 2.1 degrees from another network's in the mean, its pitch too small.
        scale = 1 - 0.35 * torch.rand(count, 1, generator=generator, device=device)
        error = torch.tensor([0.06, 0.045], device=device) * torch.randn(
            count, 2, generator=generator, device=device
        )
        heads = heads * torch.cat([scale, torch.ones_like(scale)], 1) + error
        return Eyes(observed, observed_landmarks(scene, generator), heads, gaze)


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
    above = rest < (lids.upper_rest + lids.lower_rest) / 2
    skin_known = torch.where(above, moved < now.upper + 0.3, moved > now.lower - 0.3)
    # what a lowered lid shows of itself comes from behind its fold
    below_fold = target.a.fold * (y > lids.upper - target.crease_distance(lids)).float() > 0
    skin_known &= ~(above & below_fold & (moved < now.upper - source.crease_distance(now) - 0.3))

    # iris and white turn with the eyeball
    p, q, on_iris = target.on_ball(u, v)
    iu, iv, iris_known = _visible_on_circle(source, p, q)
    wu, wv, wz = source.direction_to_plane(target.ball_direction(u, v))
    white_known = _visible(source, wu, wv) & (wz > 0.1)
    flesh = (x - source.a.inner_x) < 2.2

    du = torch.where(on_iris, iu - u, torch.where(flesh, torch.zeros_like(u), wu - u))
    dv = torch.where(on_iris, iv - v, torch.where(flesh, torch.zeros_like(u), wv - v))
    known = torch.where(on_iris, iris_known, flesh | white_known)
    # the lower lid's wet edge lies over the eyeball and moves with the lid
    on_edge = in_opening & (y > lids.lower - target.wet_line_mm(lids))
    in_opening &= ~on_edge
    du = torch.where(in_opening, du, torch.zeros_like(du))
    dv = torch.where(in_opening, dv, torch.where(on_edge, now.lower - lids.lower, dv_skin))
    known = torch.where(in_opening, known, on_edge | skin_known)
    linear = target.camera.linear[:, :, :, None, None]
    flow = torch.stack(
        [linear[:, 0, 0] * du + linear[:, 0, 1] * dv, linear[:, 1, 0] * du + linear[:, 1, 1] * dv],
        1,
    )
    # The white just outside the limbus counts like the iris, so that the disc moves whole.
    disc = (p * p + q * q) < (1.15 * target.a.iris_radius) ** 2
    weight = known.float() * torch.where(in_opening & disc, 4.0, 1.0)
    return flow, weight * (flow.abs().amax(1) < 30)


def observed_landmarks(scene: Scene, generator: torch.Generator) -> Tensor:
    """(B, 7, 2) landmarks in pixels of the crop, as a localizer would give them: noisy, and the iris drawn towards its visible
    part where lids cover it. The corners define the crop, so they stand exactly at their places."""
    top, bottom = scene.iris_covered_mm()
    px = _true_landmarks(scene)
    batch, device = px.shape[0], px.device

    def normal(deviation: float, *shape: int) -> Tensor:
        return deviation * torch.randn(batch, *shape, generator=generator, device=device)

    def uniform(low: float, high: float) -> Tensor:
        return torch.rand(batch, generator=generator, device=device) * (high - low) + low

    px_per_mm = scene.camera.px_per_mm()[:, 0, 0]
    # MediaPipe's iris, on rendered eyes put into photographs, moves 0.67 of the way in pitch and is 1.4 px off in the mean.
    px[:, IRIS, 1] -= uniform(0.0, 0.5) * scene.iris_y[:, 0, 0] * px_per_mm
    px[:, IRIS, 1] += uniform(0.0, 0.4) * (top - bottom) / 2 * px_per_mm
    px = px + normal(0.5, 7, 2)
    px[:, IRIS] += normal(0.6, 2)
    px[:, [UPPER_INNER, UPPER_OUTER], 1] += normal(1.1, 1)
    px[:, [LOWER_OUTER, LOWER_INNER], 1] += normal(0.9, 1)
    centre = torch.tensor([(CROP_WIDTH_PX - 1) / 2, (CROP_HEIGHT_PX - 1) / 2], device=device)
    half = torch.tensor([CORNER_DISTANCE_PX / 2, 0.0], device=device)
    px[:, 0], px[:, 3] = centre - half, centre + half
    return px


def _generator(seed: int, number: int, device: torch.device) -> torch.Generator:
    return torch.Generator(device).manual_seed((seed * 1_000_003 + number) % (2**63))


def _true_landmarks(scene: Scene) -> Tensor:
    """(B, 7, 2) in pixels of the crop."""
    landmarks = scene.landmarks_mm()
    return scene.camera.to_px(landmarks[..., 0], landmarks[..., 1])


def _visible(scene: Scene, u: Tensor, v: Tensor) -> Tensor:
    x, y, _ = scene.surface(u, v)
    lids = scene.lids(x)
    return (y > lids.upper) & (y < lids.lower) & lids.inside


def _visible_on_circle(scene: Scene, p: Tensor, q: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Image-plane (u, v) of iris points (p, q), slid along their circles from under the lids; and whether that worked."""
    radius = (p * p + q * q).sqrt()
    side = torch.where(p < 0, -1.0, 1.0)
    for _ in range(
        3
    ):  # the lids are curved, so where a point comes out changes how far it has to go
        u, v = scene.iris_to_plane(p, q)
        x, y, _ = scene.surface(u, v)
        lids = scene.lids(x)
        hidden_mm = (y - lids.lower + LID_EDGE_MM).clamp(min=0) - (
            lids.upper + LID_EDGE_MM - y
        ).clamp(min=0)
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
    identity = Camera(
        torch.eye(2, device=device).expand(count, 2, 2), torch.zeros(count, 2, device=device)
    )
    straight = Scene(anatomy, torch.zeros(count, 2, device=device), identity).landmarks_mm()
    corners = straight[:, [0, 3]]
    axis = corners[:, 1] - corners[:, 0]
    jitter = (
        0.03
        * axis.norm(dim=1)[:, None, None]
        * torch.randn(count, 2, 2, generator=generator, device=device)
    )
    corners = corners + jitter
    axis = corners[:, 1] - corners[:, 0]
    width = axis.norm(dim=1)
    direction = axis / width[:, None]
    across = torch.stack([-direction[:, 1], direction[:, 0]], 1)
    linear = torch.stack([direction, across], 1) * (CORNER_DISTANCE_PX / width)[:, None, None]
    centre = torch.tensor([(CROP_WIDTH_PX - 1) / 2, (CROP_HEIGHT_PX - 1) / 2], device=device)
    offset = centre - (linear @ corners.mean(1)[:, :, None])[:, :, 0]
    return Camera(linear, offset)


def batches(
    draw: Callable[[int, int, int, torch.device], Drawn],
    count: int,
    seed: int,
    start: int,
    stop: int,
    *,
    device: torch.device,
    workers: int,
) -> Iterator[Drawn]:
    """Batches `start` to `stop` of `draw(count, seed, number, device)`, in order; `workers` > 0 draws them in so many
    processes on that device."""
    if workers == 0:
        for number in range(start, stop):
            yield draw(count, seed, number, device)
        return
    context = mp.get_context("spawn")
    queues = [context.Queue(maxsize=2) for _ in range(workers)]
    processes = [
        context.Process(
            target=_work,
            args=(queue, draw, count, seed, range(start + i, stop, workers), device),
            daemon=True,
        )
        for i, queue in enumerate(queues)
    ]
    for process in processes:
        process.start()
    try:
        for number in range(start, stop):
            kind, values = _taken(
                queues[(number - start) % workers], processes[(number - start) % workers]
            )
            yield kind(*(torch.as_tensor(value) for value in values))
    finally:
        for process in processes:
            process.terminate()
            process.join()


def _taken(queue: mp.Queue[Any], process: BaseProcess) -> Any:
    """The next thing that a process puts into its queue. Raises RuntimeError if it has died."""
    while True:
        try:
            return queue.get(timeout=_ALIVE_S)
        except Empty:
            if not process.is_alive():
                raise RuntimeError(
                    f"a rendering process ended with exit code {process.exitcode}"
                ) from None


def _work(
    queue: mp.Queue[Any],
    draw: Callable[..., Batch],
    count: int,
    seed: int,
    numbers: range,
    device: torch.device,
) -> None:
    torch.set_num_threads(1)
    parent = mp.parent_process()
    alive = parent.is_alive if parent else lambda: True
    for number in numbers:
        batch = draw(count, seed, number, device)
        values = [getattr(batch, f.name) for f in fields(batch)]  # type: ignore[arg-type]
        if device.type == "cpu":
            values = [
                value.numpy() for value in values
            ]  # by copy; a shared tensor would take a file handle each
        else:
            torch.cuda.synchronize(device)
        while True:
            try:
                queue.put((type(batch), values), timeout=_ALIVE_S)
                break
            except Full:
                if not alive():  # killed: nobody will ever take what is drawn here
                    queue.cancel_join_thread()
                    return
    while device.type != "cpu" and alive():
        time.sleep(
            _ALIVE_S
        )  # memory of a GPU is shared for as long as the process lives that has asked for it
