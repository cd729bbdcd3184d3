"""Colours a scene: skin, lids, lashes, brow, white, iris, highlights, spectacles."""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from gazefix.training.anatomy import SKIN_EXTENT_MM
from gazefix.training.renderer import Lids, Scene, sphere_normals


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A drawn scene: linear colours (B, 3, H, W) and soft masks (B, H, W) in 0..1 of what is visible where."""

    colour: Tensor
    opening: Tensor
    iris: Tensor
    cover: Tensor  # spectacle rim, reflection or hair in front
    glints: Tensor  # reflections of light on the cornea, which move less than the iris


def draw(scene: Scene) -> Drawn:
    """The scene's colours and masks."""
    a = scene.a
    u, v = scene.camera.plane_mm()
    px = 1 / scene.camera.px_per_mm()
    x, y, z = scene.surface(u, v)
    lids = scene.lids(x)
    opening = torch.minimum(_step(y - lids.upper, px), _step(lids.lower - y, px)) * lids.inside
    skin = _skin(scene, x, y, z, lids, px)
    ball, iris, glints = _ball(scene, u, v, x, y, lids, px)
    wet_line = scene.wet_line_mm(lids)
    wet = _step(y - (lids.lower - wet_line), px) * 0.6
    ball = _mix(
        ball,
        (a.skin * 0.55 + 0.30 * a.light_colour)
        * torch.ones_like(ball)
        * (0.75 + 0.25 * a.ambient[:, None]),
        wet * opening,
    )
    ball = ball + (_tears(scene, x, y, lids, wet_line, px) * opening)[:, None] * a.light_colour
    colour = _mix(skin, ball, opening)
    colour = _lashes(scene, colour, x, y, lids, px)
    colour, cover = _in_front(scene, colour, u, v, px)
    ramp = 1 + (a.ramp[:, 0] * u[:, None] + a.ramp[:, 1] * v[:, None]) / 18
    colour = colour * (a.light_colour * ramp.clamp(0.35, 1.8))
    place, slope, softness = (a.cast_shadow[:, 0, i, None] for i in (1, 2, 3))
    shadow = a.cast_shadow[:, 0, 0, None] * torch.sigmoid((place - x - slope * y) / softness)
    colour = colour * (1 - shadow)[:, None]
    return Drawn(colour.clamp(0, 1.5), opening, iris * opening, cover, glints * opening)


def to_srgb(linear: Tensor) -> Tensor:
    """Linear light to display values, both 0..1 (a plain 2.2 gamma: cameras differ more than the exact curve does)."""
    return linear.clamp(1e-5, 1) ** (1 / 2.2)


def _skin(scene: Scene, x: Tensor, y: Tensor, z: Tensor, lids: Lids, px: Tensor) -> Tensor:
    a = scene.a
    rest_y = y - scene.lid_shift(y, lids)
    grid = torch.stack([x / SKIN_EXTENT_MM[0], rest_y / SKIN_EXTENT_MM[1]], -1)
    noise = F.grid_sample(
        a.skin_noise, grid, mode="bilinear", padding_mode="reflection", align_corners=True
    )
    above = lids.upper - y
    distance = scene.crease_distance(lids)
    on_lid = _step(distance - above, px * 2) * _step(above, px) * lids.inside
    lines = F.grid_sample(
        a.skin_noise[:, 1:2],
        torch.stack(
            [x / (3.5 * SKIN_EXTENT_MM[0]), (rest_y + 0.01 * x * x) / (0.7 * SKIN_EXTENT_MM[1])], -1
        ),
        padding_mode="reflection",
        align_corners=True,
    )[:, 0]
    blotches = F.grid_sample(
        a.skin_noise[:, :1],
        torch.stack(
            [0.45 * x / SKIN_EXTENT_MM[0] - 0.4, 0.6 * rest_y / SKIN_EXTENT_MM[1] + 0.2], -1
        ),
        padding_mode="reflection",
        align_corners=True,
    )[:, 0]
    near = torch.exp(-((lids.upper - y).clamp(min=0) / 9) - ((y - lids.lower).clamp(min=0) / 8))
    base = (
        a.skin
        * (1 + 0.15 * a.skin_texture[:, None] * noise)
        * (1 + 0.3 * a.wrinkles * near * lines)[:, None].clamp(0.3, 1.5)
    )
    tint = a.lid_tint / a.lid_tint.mean(1, keepdim=True)
    base = base * (1 + on_lid[:, None] * 0.4 * (tint - 1))
    base = base * (
        1
        - (
            a.shadow_make_up
            * _step(distance * 1.6 - above, px * 4)
            * _step(above, px)
            * lids.inside
        )[:, None]
        * (1.4 - tint).clamp(0.3, 1)
    )
    # light on the height field, with the crease and the bag as grooves
    slope_x, slope_y = 0.75 * x * z / a.bulge**2, y * z / a.bulge**2
    normal = F.normalize(torch.stack([slope_x, slope_y, torch.ones_like(z)], 1), dim=1)
    normal = torch.einsum("bij,bjhw->bihw", scene.head, normal)
    lit = (normal * a.light).sum(1).clamp(min=0)
    shade = (a.ambient + (1 - a.ambient) * lit * 1.2) * (1 + a.blotches * blotches).clamp(0.3, 1.6)
    crease_line = torch.exp(-(((above - distance) / (0.5 + 0.12 * distance)) ** 2)) * (
        lids.place * (1 - lids.place) * 6
    ).clamp(0, 1)
    overhang = torch.sigmoid((above - distance) / 1.5) * torch.exp(
        -(((above - distance).clamp(min=0) / 5) ** 2)
    )
    below = y - lids.lower
    bag = torch.exp(-(((below - a.bag_height) / 1.6) ** 2)) * (
        5 * lids.place * (1 - lids.place)
    ).clamp(0, 1)
    socket = torch.sigmoid((a.inner_x + 3 - x) / 3) + 0.7 * torch.sigmoid((-9 - y) / 3)
    shade = shade * (1 - a.crease_depth * crease_line) * (1 - 0.25 * a.crease_depth * overhang)
    # laughter lines: a fan beside the outer corner, and arcs below the lower lid
    beside = (x - a.outer_x).clamp(min=0)
    fan = (
        torch.sin((rest_y - a.outer_y) / (0.5 + 0.16 * beside) + 3 * noise[:, 0]).clamp(min=0) ** 3
    )
    fan = (
        fan
        * torch.exp(-(((beside - 5) / 5) ** 2))
        * torch.exp(-(((y - a.outer_y) / 7) ** 2))
        * (beside > 0)
    )
    arcs = torch.sin(below * 1.7 + 0.05 * x * x + 2 * noise[:, 1]).clamp(min=0) ** 3 * torch.exp(
        -(((below - 5) / 4) ** 2)
    )
    shade = (
        shade
        * (1 - a.folds[:, 0, 0, None] * fan)
        * (1 - a.folds[:, 0, 1, None] * arcs * (below > 0))
    )
    shade = shade * (1 - a.bag_depth * bag) * (1 - a.socket_shadow * socket.clamp(max=1.2) * 0.7)
    colour = base * shade[:, None]
    # brow
    centre = a.brow_y + a.brow_slope * x + 0.006 * x * x
    hairs = F.grid_sample(
        a.skin_noise[:, :1],
        torch.stack([(x + y) / 22, (y - 0.5 * x) / 60], -1),
        padding_mode="reflection",
        align_corners=True,
    )[:, 0]
    brow = (
        torch.exp(-(((y - centre) / a.brow_thickness) ** 2) * 1.5)
        * a.brow_strength
        * (0.75 + 0.45 * hairs).clamp(0, 1)
    )
    return _mix(colour, a.hair * torch.ones_like(colour) * shade[:, None], brow)


def _ball(
    scene: Scene, u: Tensor, v: Tensor, x: Tensor, y: Tensor, lids: Lids, px: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """Eyeball colours (B, 3, H, W), the soft iris mask and how bright reflections are (B, H, W)."""
    a = scene.a
    normal = sphere_normals(u, v, a.ball_radius)
    own = scene.ball_direction(u, v)
    veins = F.grid_sample(
        a.ball_noise, own[:, :2].permute(0, 2, 3, 1), padding_mode="reflection", align_corners=True
    )[:, 0]
    radius_out = (own[:, 0] ** 2 + own[:, 1] ** 2).sqrt()
    red = (a.veins * (veins.abs() * radius_out**2).clamp(0, 1)).clamp(0, 0.6)[:, None]
    white = a.sclera * (
        1 - red * torch.tensor([0.15, 0.8, 0.75], device=u.device)[None, :, None, None]
    )
    white = white * (1 + 0.04 * veins)[:, None]

    p, q, _ = scene.on_ball(u, v)
    r = (p * p + q * q).sqrt()
    share = (r / a.iris_radius).clamp(0, 1)
    angle = torch.atan2(q, p) / torch.pi
    pupil_edge = a.pupil_radius
    along = ((r - pupil_edge) / (a.iris_radius - pupil_edge)).clamp(0, 1)
    fibres = F.grid_sample(
        a.iris_noise,
        torch.stack([angle, along * 2 - 1], -1),
        align_corners=True,
        padding_mode="border",
    )[:, 0]
    iris_colour = _mix(
        a.iris_inner * torch.ones_like(white), a.iris_outer * torch.ones_like(white), (along**1.3)
    )
    iris_colour = iris_colour * (1 + 0.28 * fibres)[:, None].clamp(0.3, 2)
    ring = torch.exp(-(((share - 1) * a.iris_radius / (0.6 * a.limbus_width + 0.25)) ** 2))
    iris_colour = iris_colour * (1 - a.limbus_dark * ring)[:, None]
    iris_colour = _mix(iris_colour, torch.full_like(white, 0.006), _step(pupil_edge - r, px * 1.2))
    iris = _step(a.iris_radius - r, torch.maximum(px, a.limbus_width))
    ball = _mix(white, iris_colour, iris)

    lit = (normal * a.light).sum(1).clamp(min=0)
    shade = a.ambient + (1 - a.ambient) * lit * 1.25
    under_lid = torch.exp(-((y - lids.upper).clamp(min=0) / 2.2))
    over_lid = torch.exp(-((lids.lower - y).clamp(min=0) / 1.2))
    sides = (2 * lids.place - 1) ** 4
    shade = (
        shade
        * (1 - a.upper_shadow * under_lid)
        * (1 - 0.3 * a.upper_shadow * over_lid)
        * (1 - 0.45 * sides)
    )
    ball = ball * shade[:, None]

    # caruncle: flesh in the inner corner, which the eye's movements leave where it is
    flesh = torch.exp(-(((x - a.inner_x - 1.0) / 2.6) ** 2) * 1.2) * a.caruncle
    ball = _mix(
        ball,
        a.skin * 0.5 * torch.ones_like(ball)
        + torch.tensor([0.22, 0.08, 0.07], device=u.device)[None, :, None, None] * shade[:, None],
        flesh,
    )
    shine = _highlights(scene, u, v, r, px)
    return ball + shine * a.light_colour, iris, shine.mean(1).clamp(0, 1)


def _tears(scene: Scene, x: Tensor, y: Tensor, lids: Lids, wet_line: Tensor, px: Tensor) -> Tensor:
    """The light that the film of tears on the lower lid's edge gives back, in patches, which stay where the lid is."""
    a = scene.a
    patches = _comb(scene, x / 180 + 0.3)
    line = torch.exp(-(((y - lids.lower + 0.8 * wet_line) / (0.25 + 0.5 * px)) ** 2))
    return (
        a.wet_glint
        * (0.1 + 0.8 * patches).clamp(0, 1) ** 2
        * line
        * (8 * lids.place * (1 - lids.place)).clamp(0, 1)
    )


def _highlights(scene: Scene, u: Tensor, v: Tensor, r: Tensor, px: Tensor) -> Tensor:
    """Reflections (B, 3, H, W) of lamps, windows and a screen on the cornea, a smaller sphere whose centre lies before the
    eyeball's: they move less than the iris."""
    a = scene.a
    centre = 0.39 * a.ball_radius[:, :, 0] * scene.eye[:, :2, 2]
    inside = torch.sigmoid((a.iris_radius * 1.15 - r) / 0.4)
    total = torch.zeros_like(u)
    for i in range(2):
        gx = centre[:, 0, None, None] + 3.2 * a.glint_xy[:, i, :1, None]
        gy = centre[:, 1, None, None] + 3.2 * a.glint_xy[:, i, 1:, None]
        size = a.glint_size[:, i, :, None]
        lamp = torch.exp(-(((u - gx).abs() / size) ** 3) - ((v - gy).abs() / (size * 1.2)) ** 3)
        # A window: upright, bent with the cornea, its bars dark.
        across, along = (u - gx) + 0.12 * (v - gy), (v - gy) + 0.06 * (u - gx) ** 2
        pane = _step(1.3 * size - across.abs(), px) * _step(1.8 * size - along.abs(), px)
        bars = torch.maximum(
            _step(0.18 - across.abs(), px), _step(0.15 - (along + 0.5 * size).abs(), px)
        )
        total = total + a.glint_strength[:, i, :, None] * torch.where(
            a.window > 0, 0.8 * pane * (1 - bars), lamp
        )
    strength, half_width, half_height, above = (a.screen[:, i] for i in range(4))
    sx, sy = centre[:, 0, None, None], centre[:, 1, None, None] - above
    screen = torch.sigmoid((half_width - (u - sx).abs()) / 0.2) * torch.sigmoid(
        (half_height - (v - sy).abs()) / 0.2
    )
    white = torch.ones_like(a.screen_colour)
    return (total * inside)[:, None] * white + (strength * screen * inside)[
        :, None
    ] * a.screen_colour


def _lashes(scene: Scene, colour: Tensor, x: Tensor, y: Tensor, lids: Lids, px: Tensor) -> Tensor:
    a = scene.a
    moved = lids.upper - lids.upper_rest
    lift = torch.sigmoid(
        (a.lash_lift * 2 - 0.5 * moved) * 1.5
    )  # raised lashes stand over the lid, lowered ones hang over the eye
    total = torch.zeros_like(x)
    fan = 0.9 * (lids.place - 0.4)
    for sign, share in ((1.0, lift), (-1.0, 1 - lift)):
        d = sign * (lids.upper - y)
        root = x - fan * d.clamp(min=0)
        strand = (0.35 + 0.9 * _comb(scene, root / 16)).clamp(0, 1)
        length = a.lash_length * (0.45 + 0.75 * lids.place) * (0.5 + share * 0.5)
        total = (
            total
            + share * strand * (1 - d / length).clamp(0, 1) * _step(d + 0.3, px) * a.lash_strength
        )
    line = torch.exp(-(((lids.upper - y + 0.1) / (0.35 + 0.35 * a.liner + px)) ** 2)) * (
        0.3 + 0.7 * a.liner
    )
    d = y - lids.lower - 0.3
    lower = (
        0.45
        * (0.1 + 0.8 * _comb(scene, (x - 0.5 * fan * d) / 13)).clamp(0, 1)
        * (1 - d / (0.45 * a.lash_length)).clamp(0, 1)
        * _step(d, px)
    )
    ends = (lids.place * (1 - lids.place) * 14).clamp(0, 1) * lids.inside
    alpha = ((total + line + lower * a.lash_strength) * ends).clamp(0, 0.95)
    return _mix(colour, a.hair * 0.6 * torch.ones_like(colour), alpha)


def _comb(scene: Scene, place: Tensor) -> Tensor:
    """Noise along one line, at places (B, H, W) of which -1..1 is its whole length; it is mirrored beyond."""
    grid = torch.stack([place, torch.zeros_like(place)], -1)
    return F.grid_sample(scene.a.comb, grid, padding_mode="reflection", align_corners=True)[:, 0]


def _in_front(
    scene: Scene, colour: Tensor, u: Tensor, v: Tensor, px: Tensor
) -> tuple[Tensor, Tensor]:
    """Spectacles and a strand of hair."""
    a = scene.a
    shift = a.ball_radius + 10  # the lens stands before the eye, so it moves with the head's turn
    cx = a.rim_xy[:, 0] + shift * scene.head[:, 0, 2, None, None]
    cy = a.rim_xy[:, 1] + shift * scene.head[:, 1, 2, None, None]
    dx, dy = (u - cx) / a.rim_half[:, 0], (v - cy) / a.rim_half[:, 1]
    radius = (dx.abs() ** 3.5 + dy.abs() ** 3.5).clamp(min=1e-6) ** (1 / 3.5)
    outside_mm = (radius - 1) * a.rim_half[:, 1]
    rim = _step(a.rim_thickness / 2 - outside_mm.abs(), px) * a.spectacles
    streak = torch.sigmoid(
        (torch.sin((u * torch.cos(a.lens_angle) + v * torch.sin(a.lens_angle)) / 5.0) - 0.3) * 4
    )
    reflection = a.lens_reflection * streak * _step(-outside_mm, px) * (a.spectacles > 0)
    colour = colour + reflection[:, None] * a.light_colour * 0.6
    colour = _mix(colour, a.frame_colour * torch.ones_like(colour) * a.ambient[:, None], rim)
    strand = torch.exp(-(((u - a.hair_strand_x - 0.25 * v) / 0.9) ** 2)) * a.hair_strand
    colour = _mix(colour, a.hair * torch.ones_like(colour), strand)
    return colour, torch.maximum(torch.maximum(rim, strand), (reflection > 0.05).float())


def _step(distance: Tensor, width: Tensor) -> Tensor:
    """0 below, 1 above zero, with an edge of `width` (both mm)."""
    return (distance / width + 0.5).clamp(0, 1)


def _mix(under: Tensor, over: Tensor, alpha: Tensor) -> Tensor:
    """`over` upon `under`, alpha (B, H, W)."""
    return under + (over - under) * alpha[:, None]
