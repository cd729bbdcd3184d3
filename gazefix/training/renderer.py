"""Draws eyes: the same anatomy with any gaze, every pixel by formula, a batch at once, on any device.

The face around the eye is a height field (a bulge over the eyeball) seen under the head's rotation; the eyeball is a sphere
with the iris on a plane behind the cornea. Since every pixel's material is known, so is the true flow between two gazes.
Light is linear while it is drawn; `draw` returns sRGB. Maps have shape (B, H, W), colours (B, 3, H, W).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from gazefix.imaging.geometry import CROP_HEIGHT_PX, CROP_WIDTH_PX
from gazefix.training.anatomy import Anatomy

#: Where along the lids (0 inner corner, 1 outer) the localizer's four lid landmarks stand, in the order of LANDMARK_NAMES.
LID_LANDMARK_PLACES = {
    "upper inner": 0.41,
    "upper outer": 0.78,
    "lower outer": 0.70,
    "lower inner": 0.34,
}

#: How far a fold that hangs over the upper lid moves with it when it is lowered, and when it is raised, the brow with it.
HOOD_FOLLOWS_DOWN, HOOD_FOLLOWS_UP = 0.2, 0.65


@dataclass(frozen=True, slots=True, eq=False)
class Camera:
    """How a crop sees the eye: crop pixel = linear @ (u, v) + offset, with (u, v) in mm of the image plane."""

    linear: Tensor  # (B, 2, 2)
    offset: Tensor  # (B, 2)

    def plane_mm(self) -> tuple[Tensor, Tensor]:
        """(u, v) of every pixel of the crop, (B, H, W) each."""
        device = self.linear.device
        ys, xs = torch.meshgrid(
            torch.arange(CROP_HEIGHT_PX, device=device).float(),
            torch.arange(CROP_WIDTH_PX, device=device).float(),
            indexing="ij",
        )
        inverse = torch.linalg.inv(self.linear)[:, :, :, None, None]
        dx, dy = xs - self.offset[:, 0, None, None], ys - self.offset[:, 1, None, None]
        return inverse[:, 0, 0] * dx + inverse[:, 0, 1] * dy, inverse[:, 1, 0] * dx + inverse[
            :, 1, 1
        ] * dy

    def to_px(self, u: Tensor, v: Tensor) -> Tensor:
        """Image-plane mm (B, N) to crop pixels (B, N, 2)."""
        points = torch.stack([u, v], -1)
        return points @ self.linear.transpose(1, 2) + self.offset[:, None]

    def px_per_mm(self) -> Tensor:
        """(B, 1, 1)."""
        return torch.linalg.det(self.linear).abs().sqrt()[:, None, None]


@dataclass(frozen=True, slots=True, eq=False)
class Lids:
    """Heights of the lid margins over x in the head's frame: at rest, and now. Functions of a map of x."""

    upper: Tensor
    lower: Tensor
    upper_rest: Tensor
    lower_rest: Tensor
    hood: Tensor  # the edge of a fold that may hang over the upper margin; far above where there is none
    place: Tensor  # 0..1 from the inner to the outer corner, clamped
    inside: Tensor  # whether x lies between the corners


def gaze_directions(gaze: Tensor) -> Tensor:
    """Unit vectors (B, 3) of gazes (B, 2) (pitch, yaw) in the camera's frame: x right, y down, z to the lens."""
    pitch, yaw = gaze[:, 0], gaze[:, 1]
    return torch.stack([pitch.cos() * yaw.sin(), -pitch.sin(), pitch.cos() * yaw.cos()], 1)


class Scene:
    """One anatomy with one gaze (B, 2), seen by one camera (B eyes)."""

    def __init__(self, anatomy: Anatomy, gaze: Tensor, camera: Camera) -> None:
        self.a, self.camera = anatomy, camera
        a = anatomy
        self.head = head_rotation(a)  # (B, 3, 3), head -> camera
        self.eye = eye_axes(gaze)  # (B, 3, 3), columns: iris x, iris y, direction
        in_head = (self.head.transpose(1, 2) @ self.eye[:, :, 2:])[:, :, 0]
        self.depth = (a.ball_radius**2 - a.iris_radius**2).sqrt()  # of the iris plane, (B, 1, 1)
        self.iris_x = (self.depth[:, 0, 0] * in_head[:, 0])[:, None, None]
        self.iris_y = (self.depth[:, 0, 0] * in_head[:, 1])[:, None, None]

    # ---- shape ----

    def lids(self, x: Tensor) -> Lids:
        """The lids' margins at head-frame x (any map)."""
        a = self.a
        raw = (x - a.inner_x) / (a.outer_x - a.inner_x)
        t = raw.clamp(0, 1)
        chord = a.inner_y + (a.outer_y - a.inner_y) * t
        rest_t = -a.inner_x / (a.outer_x - a.inner_x)  # the straight look
        rest_chord = a.inner_y + (a.outer_y - a.inner_y) * rest_t
        up = _arch(t, a.upper_inner_power, a.upper_outer_power) / _arch(
            rest_t, a.upper_inner_power, a.upper_outer_power
        )
        low = _arch(t, a.lower_inner_power, a.lower_outer_power) / _arch(
            rest_t, a.lower_inner_power, a.lower_outer_power
        )
        upper_rest = (-(a.iris_radius - a.upper_cover) + a.squint).clamp(max=3)
        lower_rest = a.iris_radius - a.lower_cover - 0.7 * a.squint
        upper_now = (
            upper_rest + a.upper_gain * self.iris_y + a.upper_drop * self.iris_y.clamp(min=0)
        )
        lower_now = lower_rest + a.lower_gain * self.iris_y
        lower_now = torch.maximum(lower_now, rest_chord - 1.0)
        upper_now = torch.minimum(upper_now, lower_now - 1.5)
        upper_shift = upper_now - upper_rest
        # The cornea bulges, so the upper margin is highest above it and its peak follows the yaw.
        bump = torch.exp(-(((x - self.iris_x) / 5.5) ** 2)) - torch.exp(-((x / 5.5) ** 2))
        follow = a.corneal_lift * bump * (4 * t * (1 - t)).clamp(0, 1)
        upper_rest, lower_rest = (
            chord + (upper_rest - rest_chord) * up,
            chord + (lower_rest - rest_chord) * low,
        )
        lower = chord + (lower_now - rest_chord) * low
        # A fold that hangs down follows the lid only a little, and hides a margin that rises behind it.
        hood_rest = (
            upper_rest
            + a.hood_drop
            + a.hood_outer * t**2
            + a.epicanthus * torch.exp(-((t / 0.22) ** 2))
        )
        hood_rest = torch.minimum(hood_rest, lower_rest - 2.5 * (4 * t * (1 - t)).clamp(0, 1))
        hood_rest = torch.where(a.hood > 0, hood_rest, upper_rest - 100)
        hood = (
            hood_rest
            + torch.where(upper_shift > 0, HOOD_FOLLOWS_DOWN, HOOD_FOLLOWS_UP) * upper_shift
        )
        upper = torch.maximum(chord + (upper_now - rest_chord) * up - follow, hood)
        return Lids(
            upper=torch.minimum(upper, lower),  # a lowered lid rests on the lower one
            lower=lower,
            upper_rest=torch.maximum(upper_rest, hood_rest),
            lower_rest=lower_rest,
            hood=hood,
            place=t,
            inside=(raw > 0) & (raw < 1),
        )

    def wet_line_mm(self, lids: Lids) -> Tensor:
        """Thickness of the lower lid's wet edge, a map: it is the lid's, not the eyeball's."""
        return self.a.wet_line * (0.4 + 0.6 * lids.place)

    def surface(self, u: Tensor, v: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Head-frame (x, y, z) of the face seen at image-plane (u, v): the height field under the head's rotation."""
        r = self.head[:, :, :, None, None]
        inverse = torch.linalg.inv(self.head[:, :2, :2])[:, :, :, None, None]
        x, y = u, v
        z = _bulge(x, y, self.a.bulge)
        for _ in range(3):  # a fixed point: the bulge's slope times the tilt stays below one
            du, dv = u - r[:, 0, 2] * z, v - r[:, 1, 2] * z
            x = inverse[:, 0, 0] * du + inverse[:, 0, 1] * dv
            y = inverse[:, 1, 0] * du + inverse[:, 1, 1] * dv
            z = _bulge(x, y, self.a.bulge)
        return x, y, z

    def project(self, x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        """Image-plane (u, v) of points (B, N) of the face's surface."""
        z = _bulge(x, y, self.a.bulge[:, :, 0])
        r = self.head
        point = torch.stack([x, y, z], 1)
        seen = r @ point
        return seen[:, 0], seen[:, 1]

    def landmarks_mm(self) -> Tensor:
        """(B, 7, 2): the true landmarks in image-plane mm, in the order of types.LANDMARK_NAMES."""
        a = self.a
        places = torch.tensor(list(LID_LANDMARK_PLACES.values()), device=a.head_yaw.device)[None, :]
        inner_x, outer_x = a.inner_x[:, :, 0], a.outer_x[:, :, 0]
        x = inner_x + (outer_x - inner_x) * places
        lids = self.lids(x[:, :, None])
        y = torch.cat([lids.upper[:, :2, 0], lids.lower[:, 2:, 0]], 1)
        x = torch.cat([inner_x, x[:, :2], outer_x, x[:, 2:]], 1)
        y = torch.cat([a.inner_y[:, :, 0], y[:, :2], a.outer_y[:, :, 0], y[:, 2:]], 1)
        u, v = self.project(x, y)
        iris = self.depth[:, :, 0] * self.eye[:, :2, 2]
        return torch.cat([torch.stack([u, v], -1), iris[:, None]], 1)

    def iris_covered_mm(self) -> tuple[Tensor, Tensor]:
        """How much of the iris the upper and the lower lid hide, (B,) each, mm."""
        lids = self.lids(self.iris_x)
        r = self.a.iris_radius
        top = (lids.upper - (self.iris_y - r)).clamp(min=0)
        bottom = ((self.iris_y + r) - lids.lower).clamp(min=0)
        return top[:, 0, 0], bottom[:, 0, 0]

    # ---- materials of pixels ----

    def on_ball(self, u: Tensor, v: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """What the eyeball shows at (u, v): iris-plane coordinates (p, q) mm, and whether that lies on the iris."""
        e = self.eye[:, :, :, None, None]
        t = (self.depth - e[:, 0, 2] * u - e[:, 1, 2] * v) / e[:, 2, 2]
        p = e[:, 0, 0] * u + e[:, 1, 0] * v + e[:, 2, 0] * t
        q = e[:, 0, 1] * u + e[:, 1, 1] * v + e[:, 2, 1] * t
        return p, q, (p * p + q * q) < self.a.iris_radius**2

    def iris_to_plane(self, p: Tensor, q: Tensor) -> tuple[Tensor, Tensor]:
        """Image-plane (u, v) of iris-plane coordinates."""
        e = self.eye[:, :, :, None, None]
        return e[:, 0, 0] * p + e[:, 0, 1] * q + e[:, 0, 2] * self.depth, e[:, 1, 0] * p + e[
            :, 1, 1
        ] * q + e[:, 1, 2] * self.depth

    def ball_direction(self, u: Tensor, v: Tensor) -> Tensor:
        """Unit vector (B, 3, H, W) on the sphere seen at (u, v), in the eye's own axes."""
        n = sphere_normals(u, v, self.a.ball_radius)
        return torch.einsum("bij,bihw->bjhw", self.eye, n)

    def direction_to_plane(self, direction: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Image-plane (u, v) of a point of the eyeball given in the eye's axes, and its z (negative: behind)."""
        n = torch.einsum("bij,bjhw->bihw", self.eye, direction)
        return self.a.ball_radius * n[:, 0], self.a.ball_radius * n[:, 1], n[:, 2]

    def lid_shift(self, y: Tensor, lids: Lids) -> Tensor:
        """How far the skin at now-height y has moved from rest: with the lid at its margin, less above the crease."""
        a = self.a
        up, low = lids.upper - lids.upper_rest, lids.lower - lids.lower_rest
        above, below = lids.upper - y, y - lids.lower
        reach = torch.maximum(4.0 + 0 * up, 1.5 * up.abs())
        smooth = torch.exp(-((above.clamp(min=0) / reach) ** 2))
        crease = lids.upper - self.crease_distance(lids)
        under_fold = (y > crease).float()
        folded = under_fold + (1 - under_fold) * 0.2 * torch.exp(
            -(((crease - y).clamp(min=0) / 5.0) ** 2)
        )
        fold = torch.where(
            (a.hood > 0) & (up < 0), 0.0, a.fold
        )  # what hangs over a raised lid rises as one
        upper_shift = up * (fold * folded + (1 - fold) * smooth)
        lower_shift = low * torch.exp(
            -((below.clamp(min=0) / torch.maximum(5.0 + 0 * low, 1.5 * low.abs())) ** 2)
        )
        middle = (lids.upper + lids.lower) / 2
        return torch.where(y < middle, upper_shift, lower_shift)

    def crease_distance(self, lids: Lids) -> Tensor:
        """Height of the crease above the upper margin, mm: less of the lid shows when it is raised."""
        arch = (4 * lids.place * (1 - lids.place)).clamp(min=0.05).sqrt()
        moved = lids.upper - lids.upper_rest
        crease = self.a.crease_height * arch + 0.8 * moved
        return torch.where(self.a.hood > 0, lids.upper - lids.hood, crease).clamp(min=0.4)


def head_rotation(a: Anatomy) -> Tensor:
    """(B, 3, 3) rotation from the head's frame to the camera's (roll is levelled by the crop)."""
    pitch, yaw = a.head_pitch[:, 0, 0], a.head_yaw[:, 0, 0]
    zero, one = torch.zeros_like(pitch), torch.ones_like(pitch)
    turn = torch.stack(
        [yaw.cos(), zero, yaw.sin(), zero, one, zero, -yaw.sin(), zero, yaw.cos()], 1
    ).view(-1, 3, 3)
    nod = torch.stack(
        [one, zero, zero, zero, pitch.cos(), -pitch.sin(), zero, pitch.sin(), pitch.cos()], 1
    ).view(-1, 3, 3)
    return turn @ nod


def eye_axes(gaze: Tensor) -> Tensor:
    """(B, 3, 3): the iris's x and y axes and the direction of gaze, as columns in the camera's frame."""
    direction = gaze_directions(gaze)
    down = torch.tensor([0.0, 1.0, 0.0], device=gaze.device).expand_as(direction)
    x = F.normalize(torch.linalg.cross(down, direction), dim=1)
    return torch.stack([x, torch.linalg.cross(direction, x), direction], 2)


def _arch(t: Tensor, inner_power: Tensor, outer_power: Tensor) -> Tensor:
    """A bump over 0..1, zero at both ends, whose powers give its form there."""
    return (t.clamp(1e-4, 1) ** inner_power) * ((1 - t).clamp(1e-4, 1) ** outer_power)


def _bulge(x: Tensor, y: Tensor, radius: Tensor) -> Tensor:
    """Height of the face's surface: a sphere of `radius` near the centre, flattening outwards."""
    return radius * torch.exp(-(0.75 * x * x + y * y) / (2 * radius * radius))


def sphere_normals(u: Tensor, v: Tensor, ball_radius: Tensor) -> Tensor:
    """Unit normals (B, 3, H, W) of the eyeball at (u, v); beyond its outline, those of the outline."""
    distance = (u * u + v * v).sqrt().clamp(min=1e-6)
    scale = 1 / torch.maximum(distance / 0.999, ball_radius)
    x, y = u * scale, v * scale
    return torch.stack([x, y, (1 - x * x - y * y).clamp(min=1e-4).sqrt()], 1)
