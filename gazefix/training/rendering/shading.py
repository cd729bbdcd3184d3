"""Colours a scene: skin, lids, lashes, brow, white, iris, glints, spectacles.

Light is linear while it is drawn. Lengths are mm; `px` is a pixel's size (B, 1, 1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from gazefix.training.rendering.lids import Lids
from gazefix.training.rendering.renderer import Scene, sphere_normals

#: Extent of the skin texture around the eyeball's centre: +-x, +-y.
SKIN_EXTENT_MM: Final = (38.0, 30.0)


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A drawn scene: linear colours (B, 3, H, W), and soft masks (B, H, W) of what is visible.

    cover   spectacle rim, reflection or hair in front
    glints  reflections of light on the cornea, which move less than the iris
    """

    colour: Tensor
    opening: Tensor
    iris: Tensor
    cover: Tensor
    glints: Tensor


def draw(scene: Scene) -> Drawn:
    """Return the scene's colours and masks."""
    a = scene.a
    u, v = scene.camera.plane_mm()
    px = 1 / scene.camera.px_per_mm()
    x, y, z = scene.surface(u, v)
    lids = scene.lids(x)
    opening = torch.minimum(_step(y - lids.upper, px), _step(lids.lower - y, px)) * lids.inside
    skin = _skin(scene, x, y, z, lids, px)
    ball, iris, glints = _ball(scene, u, v, x, y, lids, px)
    wet_line = lids.wet_line_mm()
    wet = _step(y - (lids.lower - wet_line), px) * 0.6
    edge = (a.skin * 0.55 + 0.30 * a.light_colour) * torch.ones_like(ball)
    ball = _mix(ball, edge * (0.75 + 0.25 * a.ambient[:, None]), wet * opening)
    ball = ball + (_tears(scene, x, y, lids, wet_line, px) * opening)[:, None] * a.light_colour
    colour = _mix(skin, ball, opening)
    colour = _lashes(scene, colour, x, y, lids, px)
    colour, cover = _in_front(scene, colour, u, v, px)
    ramp = 1 + (a.ramp[:, 0] * u[:, None] + a.ramp[:, 1] * v[:, None]) / 18
    colour = colour * (a.light_colour * ramp.clamp(0.35, 1.8))
    strength, place, slope, softness = (a.cast_shadow[:, 0, i, None] for i in range(4))
    shadow = strength * torch.sigmoid((place - x - slope * y) / softness)
    colour = (colour * (1 - shadow)[:, None]).clamp(0, 1.5)
    return Drawn(colour, opening, iris * opening, cover, glints * opening)


def to_srgb(linear: Tensor) -> Tensor:
    """Return display values of linear light, 0..1: a plain gamma, since cameras differ more."""
    return linear.clamp(1e-5, 1) ** (1 / 2.2)


def _skin(scene: Scene, x: Tensor, y: Tensor, z: Tensor, lids: Lids, px: Tensor) -> Tensor:
    """Return colours of the skin with crease, bag, wrinkles, make-up and brow."""
    a = scene.a
    rest_x, rest_y = x - lids.skin_drag_mm(y), y - lids.skin_shift_mm(y)
    wide, high = SKIN_EXTENT_MM
    noise = _sampled(a.skin_noise, rest_x / wide, rest_y / high)
    lines = _sampled(
        a.skin_noise[:, 1:2], rest_x / (3.5 * wide), (rest_y + 0.01 * x * x) / (0.7 * high)
    )[:, 0]
    blotches = _sampled(a.skin_noise[:, :1], 0.45 * rest_x / wide - 0.4, 0.6 * rest_y / high + 0.2)[
        :, 0
    ]
    above, below = lids.upper - y, y - lids.lower
    near = torch.exp(-(above.clamp(min=0) / 9) - (below.clamp(min=0) / 8))
    base = a.skin * (1 + 0.15 * a.skin_texture[:, None] * noise)
    base = base * (1 + 0.3 * a.wrinkles * near * lines)[:, None].clamp(0.3, 1.5)
    tint = a.lid_tint / a.lid_tint.mean(1, keepdim=True)
    distance = lids.crease_distance_mm()
    on_lid = _step(distance - above, px * 2) * _step(above, px) * lids.inside
    base = base * (1 + on_lid[:, None] * 0.4 * (tint - 1))
    painted = _step(distance * 1.6 - above, px * 4)
    make_up = a.shadow_make_up * painted * _step(above, px) * lids.inside
    base = base * (1 - make_up[:, None] * (1.4 - tint).clamp(0.3, 1))
    lit = (_skin_normals(scene, x, y, z) * a.light).sum(1).clamp(min=0)
    shade = (a.ambient + (1 - a.ambient) * lit * 1.2) * (1 + a.blotches * blotches).clamp(0.3, 1.6)
    # The crease and the bag are grooves.
    crease_line = torch.exp(-(((above - distance) / (0.5 + 0.12 * distance)) ** 2))
    crease_line = crease_line * (lids.along * (1 - lids.along) * 6).clamp(0, 1)
    overhang = torch.sigmoid((above - distance) / 1.5)
    overhang = overhang * torch.exp(-(((above - distance).clamp(min=0) / 5) ** 2))
    bag = torch.exp(-(((below - a.bag_height) / 1.6) ** 2))
    bag = bag * (5 * lids.along * (1 - lids.along)).clamp(0, 1)
    socket = torch.sigmoid((a.inner_x + 3 - x) / 3) + 0.7 * torch.sigmoid((-9 - y) / 3)
    shade = shade * (1 - a.crease_depth * crease_line) * (1 - 0.25 * a.crease_depth * overhang)
    # Laughter lines: a fan beside the outer corner, and arcs below the lower lid.
    beside = (x - a.outer_x).clamp(min=0)
    fan = torch.sin((rest_y - a.outer_y) / (0.5 + 0.16 * beside) + 3 * noise[:, 0]).clamp(min=0)
    fan = fan**3 * torch.exp(-(((beside - 5) / 5) ** 2))
    fan = fan * torch.exp(-(((y - a.outer_y) / 7) ** 2)) * (beside > 0)
    arcs = torch.sin(below * 1.7 + 0.05 * x * x + 2 * noise[:, 1]).clamp(min=0)
    arcs = arcs**3 * torch.exp(-(((below - 5) / 4) ** 2))
    fan_strength, arc_strength = (a.folds[:, 0, i, None] for i in range(2))
    shade = shade * (1 - fan_strength * fan) * (1 - arc_strength * arcs * (below > 0))
    shade = shade * _lid_shade(scene, lids, above, below) * _outer_shade(scene, x, y, lids)
    shade = shade * (1 - a.bag_depth * bag) * (1 - a.socket_shadow * socket.clamp(max=1.2) * 0.7)
    colour = base * shade[:, None]
    centre = a.brow_y + a.brow_slope * x + 0.006 * x * x
    hairs = _sampled(a.skin_noise[:, :1], (x + y) / 22, (y - 0.5 * x) / 60)[:, 0]
    brow = torch.exp(-(((y - centre) / a.brow_thickness) ** 2) * 1.5) * a.brow_strength
    brow = brow * (0.75 + 0.45 * hairs).clamp(0, 1)
    return _mix(colour, a.hair * torch.ones_like(colour) * shade[:, None], brow)


def _lid_shade(scene: Scene, lids: Lids, above: Tensor, below: Tensor) -> Tensor:
    """Return the share of light on the skin `above` the upper and `below` the lower margin, mm."""
    a = scene.a
    between = (6 * lids.along * (1 - lids.along)).clamp(0, 1)  # 0 at the corners
    risen = (lids.upper_rest - lids.upper) * between
    # The upper lid faces up when it is lowered; raised, it folds away under brow and lashes.
    raised = risen * torch.exp(-((above.clamp(min=0) / 5) ** 2))
    shade = torch.exp(-(a.lid_shade * raised * (above > 0)).clamp(-0.5, 1.0))
    # The lid over a cornea that turns to its side faces away from the light.
    beside = scene.iris_x * (2 * lids.along - 1) * torch.exp(-((above.clamp(min=0) / 5) ** 2))
    shade = shade * torch.exp(-a.yaw_shade * beside * (above > 0))
    # The skin below the lower lid lies in the shade of a lowered upper lid and its lashes.
    raised = risen * torch.exp(-(below.clamp(min=0) / 3))
    raised = raised * torch.where(raised > 0, 0.1, 4.2)  # as photographs have it
    shade = shade * torch.exp((a.lower_shade * raised * (below > 0)).clamp(-1.6, 0.8))
    roots = a.lash_shade * torch.exp(-(above.clamp(min=0) / 1.6)) * (above > -0.5)
    return shade * (1 - roots * between)


def _outer_shade(scene: Scene, x: Tensor, y: Tensor, lids: Lids) -> Tensor:
    """Return the share of light around the upper lid's outer corner, which a raised lid shades."""
    a = scene.a
    # A lowered lid uncovers the corner itself; a raised one shades what is above it.
    up = torch.sigmoid(4 * lids.risen)
    across, along = (x - a.outer_x + 1 + 2 * up) / 6, (y - a.outer_y + 2.5 + 1.5 * up) / 4.5
    near = (1 + 0.3 * up) * torch.exp(-(across**2) - along**2)
    return torch.exp((-a.outer_shade * lids.risen * near).clamp(-0.7, 0.7))


def _skin_normals(scene: Scene, x: Tensor, y: Tensor, z: Tensor) -> Tensor:
    """Return the unit normals (B, 3, H, W) of the height field, in the camera's frame."""
    slope_x, slope_y = 1.2 * x * z / scene.a.bulge**2, y * z / scene.a.bulge**2
    normal = F.normalize(torch.stack([slope_x, slope_y, torch.ones_like(z)], 1), dim=1)
    return torch.einsum("bij,bjhw->bihw", scene.head, normal)


def _ball(
    scene: Scene, u: Tensor, v: Tensor, x: Tensor, y: Tensor, lids: Lids, px: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """Return the eyeball's colours, the soft iris mask, and how bright glints are (B, H, W)."""
    a = scene.a
    white = _white(scene, u, v)
    p, q, _ = scene.on_ball(u, v)
    r = (p * p + q * q).sqrt()
    iris = _step(a.iris_radius - r, torch.maximum(px, a.limbus_width))
    # Between narrow lids and lashes less light falls on the white. It shows little on the iris,
    # which is dark and shines.
    shown = scene.iris_x - a.iris_radius - a.inner_x
    inner = torch.sigmoid((scene.iris_x - x) / 1.5)
    white = white * torch.exp(a.inner_light * (shown - 9.3) * inner)[:, None]
    gap = (lids.lower - lids.upper).clamp(min=0.5)
    white = white * (1 - torch.exp(-((gap / a.gap_shadow) ** 2)))[:, None]
    ball = _mix(white, _iris(scene, p, q, r, px), iris)

    lit = (sphere_normals(u, v, a.ball_radius) * a.light).sum(1).clamp(min=0)
    shade = a.ambient + (1 - a.ambient) * lit * 1.25
    under_lid = torch.exp(-((y - lids.upper).clamp(min=0) / 2.2))
    over_lid = torch.exp(-((lids.lower - y).clamp(min=0) / 1.2))
    sides = (2 * lids.along - 1) ** 4
    shade = shade * (1 - a.upper_shadow * under_lid) * (1 - 0.3 * a.upper_shadow * over_lid)
    shade = shade * (1 - 0.45 * sides) * _outer_shade(scene, x, y, lids).clamp(max=1).sqrt()
    ball = ball * shade[:, None]

    # The caruncle: flesh in the inner corner, which doesn't move with the eye.
    flesh = torch.exp(-(((x - a.inner_x - 1.0) / 2.6) ** 2) * 1.2) * a.caruncle
    red = torch.tensor([0.22, 0.08, 0.07], device=u.device)[None, :, None, None]
    ball = _mix(ball, a.skin * 0.5 * torch.ones_like(ball) + red * shade[:, None], flesh)
    shine = _highlights(scene, u, v, r, px)
    return ball + shine * a.light_colour, iris, shine.mean(1).clamp(0, 1)


def _white(scene: Scene, u: Tensor, v: Tensor) -> Tensor:
    """Return the colours of the white, with veins that turn with the eyeball."""
    a = scene.a
    own = scene.ball_direction(u, v)
    veins = _sampled(a.ball_noise, own[:, 0], own[:, 1])[:, 0]
    radius_out = (own[:, 0] ** 2 + own[:, 1] ** 2).sqrt()
    red = (a.veins * (veins.abs() * radius_out**2).clamp(0, 1)).clamp(0, 0.6)[:, None]
    lost = torch.tensor([0.15, 0.8, 0.75], device=u.device)[None, :, None, None]
    return a.sclera * (1 - red * lost) * (1 + 0.04 * veins)[:, None]


def _iris(scene: Scene, p: Tensor, q: Tensor, r: Tensor, px: Tensor) -> Tensor:
    """Return the colours of the iris and the pupil at iris-plane (p, q), r from its centre."""
    a = scene.a
    share = (r / a.iris_radius).clamp(0, 1)
    angle = torch.atan2(q, p) / torch.pi
    along = ((r - a.pupil_radius) / (a.iris_radius - a.pupil_radius)).clamp(0, 1)
    fibres = _sampled(a.iris_noise, angle, along * 2 - 1, beyond="border")[:, 0]
    ones = torch.ones_like(r)[:, None]
    colour = _mix(a.iris_inner * ones, a.iris_outer * ones, along**1.3)
    colour = colour * (1 + 0.28 * fibres)[:, None].clamp(0.3, 2)
    ring = torch.exp(-(((share - 1) * a.iris_radius / (0.6 * a.limbus_width + 0.25)) ** 2))
    colour = colour * (1 - a.limbus_dark * ring)[:, None]
    return _mix(colour, torch.full_like(colour, 0.006), _step(a.pupil_radius - r, px * 1.2))


def _tears(scene: Scene, x: Tensor, y: Tensor, lids: Lids, wet_line: Tensor, px: Tensor) -> Tensor:
    """Return the light on the film of tears at the lower lid's edge, in patches that stay."""
    a = scene.a
    patches = _comb(scene, x / 180 + 0.3)
    line = torch.exp(-(((y - lids.lower + 0.8 * wet_line) / (0.25 + 0.5 * px)) ** 2))
    shine = a.wet_glint * (0.1 + 0.8 * patches).clamp(0, 1) ** 2 * line
    return shine * (8 * lids.along * (1 - lids.along)).clamp(0, 1)


def _highlights(scene: Scene, u: Tensor, v: Tensor, r: Tensor, px: Tensor) -> Tensor:
    """Return reflections (B, 3, H, W) of lamps, windows and a screen on the cornea.

    The cornea is a smaller sphere whose centre is before the eyeball's, so they move less than the
    iris.
    """
    a = scene.a
    centre_x, centre_y = (0.39 * a.ball_radius * scene.eye[:, i, 2, None, None] for i in range(2))
    inside = torch.sigmoid((a.iris_radius * 1.15 - r) / 0.4)
    total = torch.zeros_like(u)
    for i in range(2):
        dx = u - (centre_x + 3.2 * a.glint_xy[:, i, :1, None])
        dy = v - (centre_y + 3.2 * a.glint_xy[:, i, 1:, None])
        size = a.glint_size[:, i, :, None]
        lamp = torch.exp(-((dx.abs() / size) ** 3) - (dy.abs() / (size * 1.2)) ** 3)
        # A window: upright, bent with the cornea, its bars dark.
        across, along = dx + 0.12 * dy, dy + 0.06 * dx**2
        pane = _step(1.3 * size - across.abs(), px) * _step(1.8 * size - along.abs(), px)
        upright, level = 0.18 - across.abs(), 0.15 - (along + 0.5 * size).abs()
        bars = torch.maximum(_step(upright, px), _step(level, px))
        light = torch.where(a.window > 0, 0.8 * pane * (1 - bars), lamp)
        total = total + a.glint_strength[:, i, :, None] * light
    strength, half_width, half_height, above = (a.screen[:, i] for i in range(4))
    screen = torch.sigmoid((half_width - (u - centre_x).abs()) / 0.2)
    screen = screen * torch.sigmoid((half_height - (v - (centre_y - above)).abs()) / 0.2)
    white = (total * inside)[:, None] * torch.ones_like(a.screen_colour)
    return white + (strength * screen * inside)[:, None] * a.screen_colour


def _lashes(scene: Scene, colour: Tensor, x: Tensor, y: Tensor, lids: Lids, px: Tensor) -> Tensor:
    """Return the colours with lashes and liner drawn over them."""
    a = scene.a
    moved = lids.upper - lids.upper_rest
    # Raised lashes are over the lid, lowered ones hang over the eye.
    lift = torch.sigmoid((a.lash_lift * 2 - 0.5 * moved) * 1.5)
    total = torch.zeros_like(x)
    fan = 0.9 * (lids.along - 0.4)
    for sign, share in ((1.0, lift), (-1.0, 1 - lift)):
        d = sign * (lids.upper - y)
        root = x - fan * d.clamp(min=0)
        strand = (0.35 + 0.9 * _comb(scene, root / 16)).clamp(0, 1)
        length = a.lash_length * (0.45 + 0.75 * lids.along) * (0.5 + share * 0.5)
        lashes = share * strand * (1 - d / length).clamp(0, 1) * _step(d + 0.3, px)
        total = total + lashes * a.lash_strength
    line = torch.exp(-(((lids.upper - y + 0.1) / (0.35 + 0.6 * a.liner + px)) ** 2))
    line = line * (0.3 + 0.7 * a.liner)
    d = y - lids.lower - 0.3
    strand = (0.1 + 0.8 * _comb(scene, (x - 0.5 * fan * d) / 13)).clamp(0, 1)
    lower = 0.45 * strand * (1 - d / (0.45 * a.lash_length)).clamp(0, 1) * _step(d, px)
    ends = (lids.along * (1 - lids.along) * 14).clamp(0, 1) * lids.inside
    alpha = ((total + line + lower * a.lash_strength) * ends).clamp(0, 0.95)
    return _mix(colour, a.hair * 0.6 * torch.ones_like(colour), alpha)


def _in_front(
    scene: Scene, colour: Tensor, u: Tensor, v: Tensor, px: Tensor
) -> tuple[Tensor, Tensor]:
    """Return the colours behind spectacles and a strand of hair, and what these cover."""
    a = scene.a
    shift = a.ball_radius + 10  # the lens is before the eye, so it moves with the head's turn
    cx = a.rim_xy[:, 0] + shift * scene.head[:, 0, 2, None, None]
    cy = a.rim_xy[:, 1] + shift * scene.head[:, 1, 2, None, None]
    dx, dy = (u - cx) / a.rim_half[:, 0], (v - cy) / a.rim_half[:, 1]
    radius = (dx.abs() ** 3.5 + dy.abs() ** 3.5).clamp(min=1e-6) ** (1 / 3.5)
    outside_mm = (radius - 1) * a.rim_half[:, 1]
    rim = _step(a.rim_thickness / 2 - outside_mm.abs(), px) * a.spectacles
    wave = torch.sin((u * torch.cos(a.lens_angle) + v * torch.sin(a.lens_angle)) / 5.0)
    streak = torch.sigmoid((wave - 0.3) * 4)
    reflection = a.lens_reflection * streak * _step(-outside_mm, px) * (a.spectacles > 0)
    colour = colour + reflection[:, None] * a.light_colour * 0.6
    colour = _mix(colour, a.frame_colour * torch.ones_like(colour) * a.ambient[:, None], rim)
    strand = torch.exp(-(((u - a.hair_strand_x - 0.25 * v) / 0.9) ** 2)) * a.hair_strand
    colour = _mix(colour, a.hair * torch.ones_like(colour), strand)
    return colour, torch.maximum(torch.maximum(rim, strand), (reflection > 0.05).float())


def _comb(scene: Scene, place: Tensor) -> Tensor:
    """Return noise along one line at places (B, H, W), mirrored beyond -1..1."""
    return _sampled(scene.a.comb, place, torch.zeros_like(place))[:, 0]


def _sampled(texture: Tensor, x: Tensor, y: Tensor, *, beyond: str = "reflection") -> Tensor:
    """Return a texture (B, C, h, w) at places (B, H, W), where -1..1 is its whole size."""
    grid = torch.stack([x, y], -1)
    return F.grid_sample(texture, grid, padding_mode=beyond, align_corners=True)


def _step(distance: Tensor, width: Tensor) -> Tensor:
    """Return 0 below and 1 above zero, with an edge of `width`."""
    return (distance / width + 0.5).clamp(0, 1)


def _mix(under: Tensor, over: Tensor, alpha: Tensor) -> Tensor:
    """Return `over` upon `under`, alpha (B, H, W)."""
    return under + (over - under) * alpha[:, None]
